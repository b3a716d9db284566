"""Markdown of notes and of text values: which links it holds, and the HTML it becomes.

There is one scanner. The page, the checks and everything that rewrites references see the same links because
they come from the same tokens: a link in code, behind a backslash or in the text of a picture is none for any
of them. Knows no contact and no address; who asks says what a target means.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import MutableMapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup

if TYPE_CHECKING:
    # The parser is imported when a text needs it: most texts do not, and most commands meet none that does.
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

SUFFIX = ".md"
PICTURES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
"""What counts as a picture. A file of another kind is never published, nor is SVG, which can hold scripts."""
ANCHOR = "notes-"
"""Begins the id of every heading in notes, so that none can be taken for a section of the page around it."""
HEADING_SHIFT = 2
"""Notes stand below a heading of the second level."""


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to another file of the wiki, with its place in the text."""

    target: str
    """The id it names, as written."""
    label: str
    """The words it shows; the target where none were written."""
    start: int
    end: int
    is_wiki: bool
    """Written `[[id]]`, not as a Markdown link."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads."""

    url: str
    """Ready to stand in an attribute, relative to the page that is made."""
    title: str


@dataclass(frozen=True, slots=True)
class Lead:
    """Something in notes that leads elsewhere: a link of any kind, or a picture."""

    kind: str
    """`wiki_link`, `link_open` or `image`."""
    target: str
    """The address, or the id of a wiki link."""

    @property
    def path(self) -> str:
        """Path beside the file, empty for what is none: an id, an address elsewhere."""
        return (_path_in(self.target) or "") if self.kind != _WIKI else ""


@dataclass(frozen=True, slots=True)
class RemotePicture:
    """A picture on another host, with its place in the text."""

    address: str
    start: int


Resolve = Callable[[str], Target | None]
"""Meaning of a reference, None where it leads nowhere."""
Picture = Callable[[str], str | None]
"""Address of a picture of the wiki by the path written in the text, None where it is not published."""


def no_picture(path: str) -> str | None:
    """Answer for text that can have no pictures."""
    del path
    return None


def links(text: str, *, inline: bool = False) -> tuple[Link, ...]:
    """References to files of the wiki in the order in which they stand.

    Args:
        text: notes, or a text value.
        inline: it is a text value, in which a line that looks like a list or a heading is none.
    """
    if "[[" not in text and "](" not in text and "]:" not in text:
        return ()
    text = text.replace("\0", "\ufffd")
    if not any(mark in text for mark in _MARKS) and not _RULED.search(f"\n{text}"):
        found = (match for match in _WIKI_LINK.finditer(text) if match[1].strip())
        return tuple(_plain_link(match) for match in found)
    placed = _placed_tokens(text, inline=inline)
    return tuple(link for tokens, places in placed for link in _links_of(tokens, places))


def _plain_link(match: re.Match[str]) -> Link:
    target = match[1].strip()
    return Link(target, (match[2] or "").strip() or target, *match.span(), is_wiki=True)


def pictures(text: str) -> tuple[str, ...]:
    """Paths of the pictures that notes want to show, as written; those from elsewhere are left out."""
    if "![" not in text:
        return ()
    found = (path for token, _ in _inline_tokens(text) for path in _pictures_of(token.children or []))
    return tuple(dict.fromkeys(found))


def remote_pictures(text: str) -> tuple[RemotePicture, ...]:
    """Pictures that notes want to fetch from another host, in order; none of them is ever shown."""
    if "![" not in text:
        return ()
    placed = _placed_tokens(text.replace("\0", "\ufffd"))
    return tuple(picture for tokens, places in placed for picture in _remote_pictures_of(tokens, places))


def leads(text: str) -> tuple[Lead, ...]:
    """Everything in notes that leads elsewhere, in order."""
    if "[" not in text and "<" not in text:
        return ()
    return tuple(lead for token, _ in _inline_tokens(text) for lead in _leads_of(token.children or []))


def definitions(text: str) -> dict[str, str]:
    """Addresses that notes have below the text, as in `[1]: ana.md`, by their labels."""
    env: dict[str, dict[str, dict[str, str]]] = {}
    _parser().parse(text, env)
    return {label: found["href"] for label, found in env.get("references", {}).items()}


def open_block(text: str) -> int | None:
    """Line, from 1, of a code block that is never closed; None where what is added below is no code."""
    last = _parser().parse(f"{text}\n\nx", {})[-1]
    return last.map[0] + 1 if last.type == "fence" and last.map else None


def render(text: str, resolve: Resolve, picture: Picture = no_picture) -> Markup:
    """HTML of notes."""
    if _PLAIN_NOTES.fullmatch(text):
        paragraphs = _BLANK_LINES.split(text.strip("\n"))
        return Markup("".join(f"<p>{_escaped(paragraph)}</p>\n" for paragraph in paragraphs))  # noqa: S704 -- escaped
    env = {"resolve": resolve, "picture": picture, "headings": {}}
    return Markup(_parser().render(text, env))  # noqa: S704 -- the renderer escapes, and raw HTML is off


def render_inline(text: str, resolve: Resolve) -> Markup:
    """HTML of a text value, without blocks and pictures."""
    if _PLAIN_TEXT.fullmatch(text):
        return Markup(_escaped(text))  # noqa: S704 -- escaped
    env = {"resolve": resolve, "picture": no_picture, "headings": {}}
    return Markup(_parser().renderInline(text, env))  # noqa: S704 -- as above


# Most notes are a few plain sentences, which need no parser. A test holds that it would say the same.
_PLAIN_LINE = r"[^\W\d_](?:[^\\`*_\[\]<>&~!|\n\r\t\0]*[^\\`*_\[\]<>&~!|\s\0])?"
_PLAIN_NOTES = re.compile(rf"\n*{_PLAIN_LINE}(?:\n+{_PLAIN_LINE})*\n*")
_PLAIN_TEXT = re.compile(r"[^\\`*_\[\]<>&~!\n\r\0]*")
_BLANK_LINES = re.compile(r"\n{2,}")


_WIKI_LINK = re.compile(r"\[\[([^\[\]|\n`\\]+)(?:\\?\|([^\[\]\n`]*))?\]\]")
# Without any of these nothing keeps a wiki link from being one, and no other link is there: the parser, which
# costs more than reading the file, has nothing to add.
_MARKS = ("`", "\\", "<", "\t", "\r", "](", "]:", "![", "[[[", "~~~", "    ")
_RULED = re.compile(r"\n[ >]*+[-|:][-|: ]*+(?:\n|$)")
_WIKI = "wiki_link"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_REMOTE = re.compile(r"(?!data:)[A-Za-z][A-Za-z0-9+.-]*:|//", re.IGNORECASE)
"""How the address of a picture on another host begins; `data:` holds the picture itself."""
_OUTSIDE = re.compile(r"https?://|mailto:|tel:", re.IGNORECASE)
"""How links out of the wiki begin. Every other scheme starts a program or reads a disk, and `//host` is a
share of the network on a page that is read from a disk."""
_NESTING = 100
"""Markdown nested deeper is not shown. CommonMark's preset stops at 20, which a list in a list can reach."""


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- see above

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTING})
    parser.enable(["table", "strikethrough"])
    parser.inline.ruler.before("link", "wiki_link", _read_wiki_link)
    parser.inline.ruler.at("link", _read_link)
    parser.inline.ruler.at("image", _read_image)
    rules = (_wiki_link, _link_open, _link_close, _image, _heading_open, _heading_close)
    for rule in rules:
        parser.add_render_rule(rule.__name__[1:], rule)
    return parser


def _read_wiki_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    if not state.src.startswith("[[", state.pos):
        return False
    found = _WIKI_LINK.match(state.src, state.pos, state.posMax)
    if found is None or not found[1].strip():
        return False
    if not silent:
        token = state.push("wiki_link", "", 0)
        token.meta = {"at": found.span(), "target": found[1].strip()}
        token.content = (found[2] or "").strip()
    state.pos = found.end()
    return True


def _read_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    """The stock rule, which also remembers where the link stands."""
    from markdown_it.rules_inline import link  # noqa: PLC0415 -- see above

    start, before = state.pos, len(state.tokens)
    if not link(state, silent):
        return False
    if not silent:
        opening = next(token for token in state.tokens[before:] if token.type == "link_open")
        opening.meta = {"at": (start, state.pos)}
    return True


def _read_image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    """The stock rule, which also remembers where the picture stands."""
    from markdown_it.rules_inline import image  # noqa: PLC0415 -- see above

    start = state.pos
    if not image(state, silent):
        return False
    if not silent:
        state.tokens[-1].meta = {"at": (start, state.pos)}
    return True


def _escaped(text: str) -> str:
    """Text for HTML, as the parser escapes it."""
    return escape(text, quote=False).replace('"', "&quot;")


def _target(href: str) -> str | None:
    """Id that a relative link to a Markdown file names, None for every other link."""
    path = re.split(r"[?#]", href, maxsplit=1)[0]
    if not path.endswith(SUFFIX) or _SCHEME.match(href) or href.startswith("//"):
        return None
    return unquote(path).rpartition("/")[2].removesuffix(SUFFIX) or None


def _inline_tokens(text: str, *, inline: bool = False) -> Iterator[tuple[Token, bool]]:
    """Runs of text, and whether each is a cell of a table."""
    before = None
    for token in _parser().parseInline(text, {}) if inline else _parser().parse(text, {}):
        if token.type == "inline":
            yield token, before in {"td_open", "th_open"}
        before = token.type


def _placed_tokens(text: str, *, inline: bool = False) -> Iterator[tuple[Sequence[Token], Sequence[int]]]:
    """Pieces of every run with a bracket, and the offset into the text for every character of the run."""
    rows = _rows(text)
    row, cursor = -1, 0
    for token, is_cell in _inline_tokens(text, inline=inline):
        if "[" not in token.content:
            continue
        first, last = (0, len(rows)) if inline or token.map is None else token.map
        cursor = cursor if is_cell and first == row else 0
        row = first
        places = _places(token.content, rows[first:last], cursor, is_cell=is_cell)
        cursor = places[-1] - rows[row][0] if is_cell else 0
        yield token.children or [], places


def _remote_pictures_of(tokens: Sequence[Token], places: Sequence[int]) -> Iterator[RemotePicture]:
    for token in tokens:
        if token.type == "image" and _REMOTE.match(address := str(token.attrs["src"])):
            yield RemotePicture(address, places[token.meta["at"][0]])


def _links_of(tokens: Sequence[Token], places: Sequence[int]) -> Iterator[Link]:
    for index, token in enumerate(tokens):
        if token.type not in {"wiki_link", "link_open"} or "at" not in token.meta:
            continue
        begin, end = token.meta["at"]
        where = places[begin], places[end - 1] + 1
        if token.type == "wiki_link":
            target = token.meta["target"]
            yield Link(target, token.content or target, *where, is_wiki=True)
        elif found := _target(str(token.attrs["href"])):
            yield Link(found, _label(tokens, index), *where, is_wiki=False)


def _label(tokens: Sequence[Token], opening: int) -> str:
    inside = []
    depth = 0
    for token in tokens[opening + 1 :]:
        depth += token.nesting if token.type in {"link_open", "link_close"} else 0
        if depth < 0:
            break
        inside.append(token)
    return _plain(inside)


def _plain(tokens: Sequence[Token]) -> str:
    """Words of tokens, without what they look like."""
    out = []
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            out.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            out.append(" ")
        elif token.type == "wiki_link":
            out.append(token.content or token.meta["target"])
        elif token.type == "image":
            out.append(_plain(token.children or []))
    return "".join(out)


def _rows(text: str) -> list[tuple[int, str]]:
    """Lines as Markdown has them, each with its offset."""
    out = []
    begin = 0
    for found in re.finditer(r"\r\n|\n|\r", text):
        out.append((begin, text[begin : found.start()]))
        begin = found.end()
    return [*out, (begin, text[begin:])]


def _places(content: str, rows: Sequence[tuple[int, str]], cursor: int, *, is_cell: bool) -> list[int]:
    """Offset into the text for every character of a run, and for its end.

    Markdown takes the marks of lists and quotes off each line, so the run is no piece of the text. What it
    takes off holds no bracket, hence a line with a bracket is found again where it first occurs.
    """
    lines = content.split("\n")
    # Lines of odd blanks at either end of the run are gone, too; the rows before the run are then one more.
    for skipped in range(max(len(rows) - len(lines), 0) + 1):
        out: list[int] = []
        for line, (offset, row) in zip(lines, rows[skipped:], strict=False):
            found = _align(line, row, cursor, is_cell=is_cell)
            if found is None:
                break
            out += [offset + place for place in found]
        if len(out) == len(content) + 1:
            return out
    raise AssertionError(f"lost {content!r} in {rows!r}")


def _align(line: str, row: str, cursor: int, *, is_cell: bool) -> list[int] | None:
    """Column in a row for every character of a line of a run, and for its end."""
    bare = line.strip()
    if is_cell:
        found = re.compile(re.escape(bare).replace(r"\|", r"\\?\|")).search(row, cursor)
        begin, written = (found.start(), found.group()) if found else (-1, "")
    else:
        begin, written = row.find(bare, cursor), bare
    if begin < 0:
        return None
    lead = len(line) - len(line.lstrip())
    columns = [begin] * lead
    place = 0
    for character in bare:
        place += written[place] != character
        columns.append(begin + place)
        place += 1
    return columns + [begin + place] * (len(line) - lead - len(bare) + 1)


def _leads_of(tokens: Sequence[Token]) -> Iterator[Lead]:
    for token in tokens:
        if token.type == _WIKI:
            yield Lead(token.type, token.meta["target"])
        elif token.type in {"link_open", "image"}:
            yield Lead(token.type, str(token.attrs["href" if token.type == "link_open" else "src"]))


def _pictures_of(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "image" and (path := _picture_path(token)):
            yield path


def _picture_path(token: Token) -> str | None:
    """Path of a picture inside the wiki, None for one from elsewhere."""
    return _path_in(str(token.attrs["src"]))


def _path_in(address: str) -> str | None:
    """Path of a file that an address names beside the one it stands in, None for one from elsewhere."""
    path = unquote(re.split(r"[?#]", address, maxsplit=1)[0])
    return None if not path or _SCHEME.match(address) or path.startswith(("/", "\\")) else path


Env = MutableMapping[str, Any]  # Any: markdown-it keeps values of its own in it


def _anchor(text: str, taken: MutableMapping[str, int]) -> str:
    """Id of a heading, different from those before it."""
    slug = ANCHOR + (re.sub(r"[^\w]+", "-", text.casefold()).strip("-") or "heading")
    taken[slug] = taken.get(slug, 0) + 1
    return slug if taken[slug] == 1 else f"{slug}-{taken[slug]}"


def _in_text(target: str, label: str, resolve: Resolve) -> str:
    found = resolve(target)
    if found is None:
        return f'<span class="soi-dangling">{_escaped(label or target)}</span>'
    return f'<a href="{_escaped(found.url)}">{_escaped(label or found.title)}</a>'


def _wiki_link(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: object, env: Env) -> str:
    del renderer, options
    token = tokens[index]
    return _in_text(token.meta["target"], token.content, env["resolve"])


def _link_open(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: object, env: Env) -> str:
    del renderer, options
    href = str(tokens[index].attrs["href"])
    title = tokens[index].attrs.get("title")
    more = f' title="{_escaped(str(title))}"' if title else ""
    closing = env.setdefault("closing", [])
    # An address between < and > in the words of a link is a link to Markdown; in HTML it would end the outer.
    if closing:
        closing.append("")
        return ""
    closing.append("</a>")
    if target := _target(href):
        found = env["resolve"](target)
        if found is not None:
            return f'<a href="{_escaped(found.url + _fragment(href))}"{more}>'
    elif href.startswith("#"):
        return f'<a href="{_escaped(_fragment(href))}"{more}>'
    elif _OUTSIDE.match(href):
        return f'<a href="{_escaped(href)}" rel="noopener noreferrer"{more}>'
    # No other file of the wiki is on the site.
    closing[-1] = "</span>"
    return f'<span class="soi-dangling"{more}>'


def _fragment(href: str) -> str:
    _, _, fragment = href.partition("#")
    return f"#{ANCHOR}{fragment}" if fragment else ""


def _link_close(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: object, env: Env
) -> str:
    del renderer, tokens, index, options
    return str(env["closing"].pop())


def _image(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: object, env: Env) -> str:
    del renderer, options
    token = tokens[index]
    words = _escaped(_plain(token.children or []))
    path = _picture_path(token)
    url = env["picture"](path) if path else None
    if url is None:
        return f'<span class="soi-no-picture">picture not shown{": " if words else ""}{words}</span>'
    return f'<img src="{_escaped(url)}" alt="{words}" loading="lazy">'


def _heading_open(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: object, env: Env
) -> str:
    del renderer, options
    words = _plain(tokens[index + 1].children or [])
    return f'<{_heading(tokens[index])} id="{_escaped(_anchor(words, env["headings"]))}">'


def _heading_close(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: object, env: Env
) -> str:
    del renderer, options, env
    return f"</{_heading(tokens[index])}>\n"


def _heading(token: Token) -> str:
    return f"h{min(int(token.tag[1:]) + HEADING_SHIFT, 6)}"
