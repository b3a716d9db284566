"""Links of notes: which ones there are, where they stand, and that the page makes the very same ones."""

from __future__ import annotations

import time
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from builder import notes
from builder.notes import Target
from builder.notes import links
from builder.notes import no_picture
from builder.notes import pictures
from builder.notes import remote_pictures
from builder.notes import render
from builder.notes import render_inline

PIECES = (
    "[[a]]",
    "[[b|l]]",
    "[[b\\|l]]",
    "[x](c.md)",
    "[y](d/e%20f.md#q)",
    "[z][r]",
    "\n[r]: g.md\n",
    "[q](https://e.md)",
    "![p](x.md)",
    "![",
    "](i.png)",
    "[",
    "]",
    "(",
    ")",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    " ",
    "  \n",
    "# ",
    " ##",
    "|",
    "|\n|---|---|\n",
    "\n|---|\n",
    "`",
    "``",
    "```\n",
    "\\",
    "*",
    "**",
    "~~",
    "<",
    "<b>",
    "&amp;",
    "\r\n",
    "\r",
    "\xa0",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x85",
    "\u2028",
    "\u3000",
    "\x00",
    "\ufeff",
    "word",
    "é",
    "===\n",
    "---\n",
    "<http://x.y>",
    "<a@b.example>",
    "[m](mailto:a@b.example)",
    "[f](#q)",
    "[t](ftp://x.y)",
    "[u](//x.y)",
    "[v](x.txt)",
    "[w](",
    "](h.md)",
    "](http://z.y)",
    "![p](http://z.y/p.png)",
    "<!--",
    "-->",
    "\n> \n",
    "\n- \n",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60)


def everywhere(target: str) -> Target:
    return Target(f"../people/{target}.html", target.title())


def nowhere(target: str) -> None:
    del target


# -- the laws


@given(TEXTS, st.booleans())
def test_the_page_makes_the_links_that_the_scanner_finds(text: str, inline: bool) -> None:  # noqa: FBT001 -- drawn
    made = []

    def resolve(target: str) -> Target:
        made.append(target)
        return everywhere(target)

    html = render_inline(text, resolve) if inline else render(text, resolve)
    found = links(text, inline=inline)
    assert [link.target for link in found] == made
    assert html.count('<a href="../people/') == len(found)


class Anchors(HTMLParser):
    """Addresses of the `<a>` in a text, and whether one stands in another."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.opened: list[str] = []
        self.is_tidy = True
        self.feed(html)
        self.close()
        self.is_tidy &= not self.opened

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.is_tidy &= "a" not in self.opened
            self.found.append(str(dict(attrs)["href"]))
        if tag != "img":
            self.opened.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over a line break."""

    def handle_endtag(self, tag: str) -> None:
        self.is_tidy &= bool(self.opened) and self.opened.pop() == tag


def section(href: str) -> str:
    _, _, fragment = href.partition("#")
    return f"#notes-{fragment}" if fragment else ""


def promised(text: str, *, inline: bool) -> Iterator[str]:
    """Addresses of the `<a>` that a text asks for: its links to files, and what else leads somewhere."""
    files = iter(links(text, inline=inline))
    for token, _ in notes._inline_tokens(text, inline=inline):
        depth = 0
        for child in token.children or []:
            depth += child.nesting if child.type in {"link_open", "link_close"} else 0
            href = str(child.attrs.get("href", ""))
            if child.type == "wiki_link" or (child.type == "link_open" and notes._target(href)):
                yield everywhere(next(files).target).url + section(href)
            elif child.type == "link_open" and depth == 1 and href.startswith("#"):
                yield section(href)
            elif child.type == "link_open" and depth == 1 and href.startswith(("http", "mailto:")):
                yield href
    assert next(files, None) is None


@given(TEXTS, st.booleans())
def test_the_page_makes_no_other_links_than_the_text_has(text: str, inline: bool) -> None:  # noqa: FBT001 -- drawn
    html = render_inline(text, everywhere) if inline else render(text, everywhere)
    made = Anchors(html)
    assert made.found == [*promised(text.replace("\0", "\ufffd"), inline=inline)]
    assert made.is_tidy


@given(TEXTS, st.booleans())
def test_offsets_frame_each_link(text: str, inline: bool) -> None:  # noqa: FBT001 -- drawn
    end = 0
    for link in links(text, inline=inline):
        assert link.start >= end
        end = link.end
        written = text[link.start : link.end].replace("\0", "\ufffd")
        if link.is_wiki:
            assert written.startswith("[[")
            assert written.endswith("]]")
            assert link.target in written
        else:
            assert written.startswith("[")
            assert written.endswith((")", "]"))


@given(st.from_regex(notes._PLAIN_NOTES, fullmatch=True), st.from_regex(notes._PLAIN_TEXT, fullmatch=True))
def test_plain_text_needs_no_parser(text: str, value: str) -> None:
    env = {"resolve": nowhere, "picture": no_picture, "headings": {}}
    assert render(text, nowhere) == notes._parser().render(text, env)
    assert render_inline(value, nowhere) == notes._parser().renderInline(value, env)


@pytest.mark.parametrize("mark", list("\\`*_[]<>&~!|#-=+1\n\r\t\0"))
def test_no_mark_is_taken_for_plain_text(mark: str) -> None:
    marks = (
        f"{mark}",
        f"{mark * 2}",
        f"{mark}a{mark}",
        f"{mark * 2}b{mark * 2}",
        f"{mark} c",
        f"d\n{mark * 3}\n",
        f"e{mark}f",
    )
    for text in (*marks, f"&{mark}amp;", f"[x]({mark}y)", f"g {mark}\n{mark}h"):
        env, inline = ({"resolve": nowhere, "picture": no_picture, "headings": {}} for _ in range(2))
        assert render(text, nowhere) == notes._parser().render(text, env)
        assert render_inline(text, nowhere) == notes._parser().renderInline(text, inline)


# -- what is a link


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[[ana-ruiz]]", [("ana-ruiz", "ana-ruiz", "[[ana-ruiz]]")], id="by id"),
        pytest.param("[[ana|Ana R]]", [("ana", "Ana R", "[[ana|Ana R]]")], id="with a label"),
        pytest.param("[[ ana ]]", [("ana", "ana", "[[ ana ]]")], id="with blanks"),
        pytest.param(
            "[A *b*](../x/ana%20r.md#n)", [("ana r", "A b", "[A *b*](../x/ana%20r.md#n)")], id="to a file"
        ),
        pytest.param("[A][1]\n\n[1]: ana.md", [("ana", "A", "[A][1]")], id="to a file, defined below"),
        pytest.param(
            "> - [[a]]\n>   [[b]]", [("a", "a", "[[a]]"), ("b", "b", "[[b]]")], id="in a list in a quote"
        ),
        pytest.param("|x|\n|-|\n|[[a\\|b]]|", [("a", "b", "[[a\\|b]]")], id="in a table"),
        pytest.param(
            "é\r\n\t[[a]] [[a]]", [("a", "a", "[[a]]"), ("a", "a", "[[a]]")], id="behind a tab and CRLF"
        ),
        pytest.param("`[[a]]` \\[[b]] [[]] [[a] ]", [], id="code, a backslash, and what is no link"),
        pytest.param("    [[a]]\n\n```\n[[b]]\n[c](c.md)\n```", [], id="blocks of code"),
        pytest.param("![x [[a]]](p.png)", [], id="the text of a picture"),
        pytest.param(
            "[a <https://x.example> b](c.md)",
            [("c", "a https://x.example b", "[a <https://x.example> b](c.md)")],
            id="around an address",
        ),
        pytest.param("[a](https://x.example/a.md) [b](//x/b.md) <c.md> [d](d.txt)", [], id="elsewhere"),
    ],
)
def test_links_and_their_places(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(link.target, link.label, text[link.start : link.end]) for link in links(text)] == expected


def test_a_text_value_has_no_blocks() -> None:
    assert [link.target for link in links("    [[a]]", inline=True)] == ["a"]
    assert links("    [[a]]") == ()


# -- what the page shows


def test_a_wiki_link_shows_the_name_and_a_label_goes_before_it() -> None:
    html = render_inline("[[ana]] and [[ana|her]]", everywhere)
    assert html == '<a href="../people/ana.html">Ana</a> and <a href="../people/ana.html">her</a>'


def test_a_dangling_link_is_words() -> None:
    html = render_inline("[[no-one|Nobody <b>]], [x](gone.md)", nowhere)
    assert html == '<span class="soi-dangling">Nobody &lt;b&gt;</span>, <span class="soi-dangling">x</span>'


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](vbscript:x)",
        "[x](data:text/html,<script>)",
        "[x](data:image/png;base64,AAAA)",
        "<javascript:alert(1)>",
        "![x](https://elsewhere.example/p.png)",
        "![x](//elsewhere.example/p.png)",
        "![x](data:image/png;base64,AAAA)",
        "![x](javascript:alert(1))",
        "[[x|<script>]]",
        '[[x" onclick="a]]',
        '[x](a.md "\\"><script>")',
        "``` <script>\nx\n```",
        "# <script>",
        "|<script>|\n|:-|\n|<b>|",
    ],
)
def test_nothing_in_notes_becomes_active(text: str) -> None:
    html = render(text, everywhere, no_picture)
    assert isinstance(html, Markup)
    for bad in ("<script", "<img", "<b>", 'onclick="', 'href="javascript', 'href="vbscript', 'href="data'):
        assert bad not in html.lower()


def test_pictures_of_the_wiki_are_shown_and_others_named() -> None:
    text = "![one](img/a%20b.png) ![two](https://x.example/p.png) ![three](/etc/x.png)"
    assert pictures(text) == ("img/a b.png",)
    html = render(text, nowhere, lambda path: f"../pictures/{path}")
    assert '<img src="../pictures/img/a b.png" alt="one" loading="lazy">' in html
    assert html.count("<img") == 1
    assert "picture not shown: two" in html


@pytest.mark.parametrize(
    ("text", "before"),
    [
        pytest.param("![a](https://x.example/p.png)", [""], id="alone"),
        pytest.param("see ![a](HTTP://x.example/p.png)", ["see "], id="any case"),
        pytest.param("![a](//x.example/p.png)", [""], id="a share of the network"),
        pytest.param(
            "- one\n- ![a][p]\n\n[p]: https://x.example/p.png", ["- one\n- "], id="in a list, by a label"
        ),
        pytest.param(
            "| a |\n|---|\n| ![a](https://x.example/p.png) |", ["| a |\n|---|\n| "], id="in a table"
        ),
        pytest.param(
            "[![a](https://x.example/1.png)](x) > ![b](https://x.example/2.png)",
            ["[", "[![a](https://x.example/1.png)](x) > "],
            id="in a link, and behind it",
        ),
        pytest.param("![a](img/p.png)", [], id="of the wiki"),
        pytest.param("[a](https://x.example/p.png)", [], id="a link"),
        pytest.param("`![a](https://x.example/p.png)`", [], id="code"),
        pytest.param("\\![a](https://x.example/p.png)", [], id="escaped"),
        pytest.param("![a](data:image/png;base64,iVBORw0KGgo=)", [], id="held in the text"),
    ],
)
def test_pictures_from_other_hosts_and_their_places(text: str, before: list[str]) -> None:
    assert [text[: picture.start] for picture in remote_pictures(text)] == before


@given(TEXTS)
def test_a_picture_from_another_host_stands_where_it_is_said(text: str) -> None:
    for picture in remote_pictures(text):
        assert text[picture.start :].startswith("![")


def test_links_to_the_web_tell_nothing_of_the_page() -> None:
    assert render_inline("[x](https://x.example)", nowhere) == (
        '<a href="https://x.example" rel="noopener noreferrer">x</a>'
    )


def test_an_address_in_the_words_of_a_link_is_no_link_in_a_link() -> None:
    assert render_inline("[a <https://x.example> b](c.md)", everywhere) == (
        '<a href="../people/c.html">a https://x.example b</a>'
    )
    assert render_inline("[a <https://x.example> b](c.md) <https://y.example>", nowhere) == (
        '<span class="soi-dangling">a https://x.example b</span>'
        ' <a href="https://y.example" rel="noopener noreferrer">https://y.example</a>'
    )


@pytest.mark.parametrize(
    "target",
    [
        "ftp://x.example",
        "//x.example",
        "ms-msdt:/id",
        "intent://x",
        "blob:https://x.example/1",
        "http:x",
        "x.txt",
    ],
)
def test_a_link_to_what_is_not_the_web_is_words(target: str) -> None:
    assert render_inline(f"[x]({target})", everywhere) == '<span class="soi-dangling">x</span>'


@pytest.mark.parametrize("target", ["HTTPS://x.example", "mailto:a@b.example", "tel:+34600000000"])
def test_the_web_letters_and_calls_can_be_linked(target: str) -> None:
    assert f'href="{target}"' in render_inline(f"[x]({target})", nowhere)


def test_headings_stay_below_the_page_and_keep_their_anchors_apart() -> None:
    html = render("# Touches\n\n# Touches\n\n[up](#touches)", nowhere)
    assert '<h3 id="notes-touches">' in html
    assert '<h3 id="notes-touches-2">' in html
    assert '<a href="#notes-touches">up</a>' in html


def test_deep_lists_are_shown() -> None:
    text = "".join("  " * depth + "- x\n" for depth in range(20))
    assert render(text, nowhere).count("<li>") == 20


@pytest.mark.parametrize(
    "text", ["[" * 2000, "![" * 2000, "[[a|" * 2000, ">" * 2000, "[a](" * 2000, "*a_ " * 2000]
)
def test_no_text_takes_forever(text: str) -> None:
    begun = time.process_time()
    links(f"{text} ](")
    render(text, nowhere)
    assert time.process_time() - begun < 5
