"""References mended after an id has changed: in values, in wiki links and in links to Markdown files.

Only the characters of the id change, and what a file refers to is read again. A file that cannot be changed
is named, and the others are mended all the same: who was renamed keeps the old id as a former one, so that
nothing dangles.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from operator import eq
from urllib.parse import quote
from urllib.parse import unquote

from ..diagnostics import Lines
from ..errors import RefusedError
from ..facts.links import mentions
from ..facts.texts import references
from ..kinds import ID
from ..kinds import PERSON
from ..load import find
from ..load import read_bytes
from ..model import ENTITIES
from ..model import Type
from ..notes import SUFFIX
from ..notes import Link
from ..notes import links
from ..source import Source
from ..source import decode
from ..source import read_text
from ..source import tree_of
from ..wiki import fold
from ..workspace import Workspace
from .drafts import Draft
from .drafts import draft
from .layout import Splice
from .layout import apply
from .pieces import Leaf
from .pieces import Piece
from .pieces import leaves
from .pieces import replace

NewId = Callable[[str], str | None]
"""What to write for a reference, None where it stays as it is."""
_ID_IN_PATH = re.compile(rf"(?<=[/(<\s:])([^\s/()<>\[\]\"'?#][^/()<>\[\]\"'?#\r\n]*?){re.escape(SUFFIX)}")
_ESCAPE = re.compile(r"\\(?=[^\w\s])")
_DEFINITION = re.compile(r"\]:\s*(?:<[^<>\r\n]*|\S*)")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is to be written."""

    path: str
    line: int
    what: str
    """For the user, as in `[[ana]] -> [[ana-ruiz]]`."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Where an id stands in a text, and the one that is to stand there."""

    start: int
    end: int
    new: str
    around: tuple[int, int] | None = None
    """The link that it stands in, which is what one looks for in the file; None for a value."""

    def change(self, path: str, line: int, text: str) -> Change:
        """What to tell of it."""
        begin, end = self.around or (self.start, self.end)
        new = f"{text[begin : self.start]}{self.new}{text[self.end : end]}"
        return Change(path, line, f"{text[begin:end]} -> {new}")


@dataclass(frozen=True, slots=True)
class Mended:
    """What has to be written so that nothing refers to an old id any more."""

    drafts: tuple[Draft, ...]
    """By path; only files that change."""
    changes: tuple[Change, ...]
    """By path, then place."""
    problems: tuple[str, ...]
    """Why a file keeps an old id, as `path:line:column: …`."""


def mend(workspace: Workspace, ids: Mapping[str, str], *, without: Collection[str] = ()) -> Mended:
    """Drafts for all files that refer to an id which is to be another one.

    A reference by a former id of it, or in other letters of its case, becomes the new id, too.

    Args:
        workspace: the wiki as it is.
        ids: present id -> new id.
        without: paths of files that the caller changes itself, with `mended`.
    """
    new_id = new_ids(workspace, ids)
    drafts: list[Draft] = []
    changes: list[Change] = []
    problems: list[str] = []
    for path in _referring(workspace, ids, new_id):
        if path in without:
            continue
        try:
            change = draft(workspace.root, path)
            text, found = mended(path, change.text, new_id)
        except RefusedError as error:
            problems.append(str(error))
            continue
        if found:
            change.text = text
            drafts.append(change)
            changes += found
    return Mended(tuple(drafts), tuple(changes), tuple(problems))


def new_ids(workspace: Workspace, ids: Mapping[str, str]) -> NewId:
    """What to write for a reference in any file of a wiki once some ids are others."""

    def new_id(reference: str) -> str | None:
        present = workspace.wiki.resolve(reference)
        new = ids.get(present) if present is not None else None
        return None if new == reference else new

    return new_id


def mended(path: str, text: str, new_id: NewId) -> tuple[str, tuple[Change, ...]]:
    """Text of a file with its references mended, and each of them.

    Raises:
        RefusedError: one of them cannot be changed without changing something else.
    """
    source = read_text(text)
    tree = tree_of(source)
    lines = Lines(source.text)
    pieces: list[Piece] = []
    changes: list[Change] = []
    for leaf in leaves(record_of(source), tree):
        found = _in_leaf(leaf, new_id)
        if found is None:
            raise _unchangeable(path, source, leaf.scalars[0].start)
        for span in found:
            pieces += leaf.pieces(span.start, span.end, span.new)
            changes.append(span.change(path, lines.position(leaf.scalars[0].start)[0], leaf.text))
    found = _in_text(source.notes, new_id, inline=False)
    if found is None:
        first = next(link for link in links(source.notes) if new_id(link.target))
        raise _unchangeable(path, source, source.body + first.start)
    for span in found:
        pieces.append(Piece(None, span.start, span.end, span.new))
        changes.append(span.change(path, lines.position(source.body + span.start)[0], source.notes))
    try:
        return replace(source, tree, pieces) if pieces else text, tuple(changes)
    except RefusedError as error:
        raise RefusedError(f"{path}:{changes[0].line}:1: {error}", error.hint) from error


def _unchangeable(path: str, source: Source, at: int) -> RefusedError:
    line, column = Lines(source.text).position(at)
    message = f"{path}:{line}:{column}: a link is written in a way in which its id cannot be changed"
    return RefusedError(message, "change it in your editor")


def record_of(source: Source) -> type:
    """What a file describes."""
    word = source.values.get("type") if isinstance(source.values, dict) else None
    return ENTITIES[Type(word) if isinstance(word, str) and word in set(Type) else Type.PERSON]


def _referring(workspace: Workspace, ids: Mapping[str, str], new_id: NewId) -> Iterator[str]:
    """Paths, in order, of the files that refer to an old id, or may because not all of them could be read."""
    facts, wiki = workspace.facts, workspace.wiki
    found = {mention.entity.path for mention in facts.of(mentions) if new_id(mention.link.target)}
    entities = {entity.path: entity for entity in wiki.entities}
    for path, entity in entities.items():
        named = (text for _, text, _ in references(entity))
        employer = getattr(entity, "organisation", None)
        if any(map(new_id, named)) or (employer and new_id(employer)):
            found.add(path)
    odd = {place.path for place in find(wiki.root, wiki.folder)[0]} - entities.keys()
    odd |= {path for path, entity in entities.items() if entity.unread}
    words = [*map(fold, ids), *(old for old, present in wiki.former.items() if present in ids)]
    found |= {path for path in odd - found if _names(workspace, path, words)}
    return iter(sorted(found))


def _names(workspace: Workspace, path: str, words: Sequence[str]) -> bool:
    """True for a file in which one of some folded words stands somewhere."""
    try:
        text = fold(decode(read_bytes(workspace.root / path))[0])
    except OSError:
        return False  # a link that leads nowhere, or a folder that may not be opened
    return any(word in text for word in words)


def _in_leaf(leaf: Leaf, new_id: NewId) -> Sequence[_Span] | None:
    kind = leaf.key.kind
    text = leaf.text
    if kind not in (ID, PERSON) and leaf.at != ("organisation",):
        return _in_text(text, new_id, inline=True)
    reference = kind.read(text)
    new = new_id(reference)
    if new is not None:
        start = text.index(reference)
        return [_Span(start, start + len(reference), new)]
    return [] if kind in (ID, PERSON) else _in_text(text, new_id, inline=True)


def _in_text(text: str, new_id: NewId, *, inline: bool) -> Sequence[_Span] | None:
    """Where ids stand that are to be others; None if that cannot be known."""
    found = links(text, inline=inline)
    ids = [new_id(link.target) for link in found]
    if not any(ids):
        return []
    wanted = [new or link.target for link, new in zip(found, ids, strict=True)]

    def right(spans: Sequence[_Span]) -> int:
        """Number of the links that are as they shall be once these ids are others."""
        after = apply(text, [Splice(span.start, span.new, span.end) for span in spans])
        targets = [link.target for link in links(after, inline=inline)]
        return sum(map(eq, targets, wanted)) if len(targets) == len(wanted) else 0

    spans = [span for link, new in zip(found, ids, strict=True) if new for span in _in_link(text, link, new)]
    if len(spans) < sum(map(bool, ids)):
        # What looks like a definition may be code, so only one that a link leads through is changed.
        for span in _in_definitions(text, new_id):
            spans += [span] if right([*spans, span]) > right(spans) else []
    return spans if right(spans) == len(wanted) else None


def _in_link(text: str, link: Link, new: str) -> list[_Span]:
    """Where the id stands in a link; nowhere in one whose address is written elsewhere."""
    around = link.start, link.end
    if link.is_wiki:
        start = text.index(link.target, *around)
        return [_Span(start, start + len(link.target), new, around)]
    address = text.rfind("](", *around)
    found = _in_address(text, address, link.end, {link.target: new}.get) if address >= 0 else []
    return [_Span(span.start, span.end, span.new, around) for span in found[:1]]


def _in_definitions(text: str, new_id: NewId) -> Iterator[_Span]:
    """Where ids stand in addresses that links have below the text, as in `[ana]: ../ana-ruiz.md`."""
    for definition in _DEFINITION.finditer(text):
        yield from _in_address(text, *definition.span(), new_id)


def _in_address(text: str, begin: int, end: int, new_id: NewId) -> list[_Span]:
    """Where ids stand in an address, and how the new ones are written there."""
    out = []
    for found in _ID_IN_PATH.finditer(text, begin, end):
        # Markdown lets one write a character in three ways.
        new = new_id(unquote(unescape(_ESCAPE.sub("", found[1]))))
        if new is not None:
            is_bracketed = "<" in text[begin : found.start()]
            written = quote(new) if "%" in found[1] else new if is_bracketed else new.replace(" ", "%20")
            out.append(_Span(*found.span(1), written, (begin, end)))
    return out
