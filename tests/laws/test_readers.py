"""Fourth law: the fast reader says what the careful one says, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from builder.plain import read_plain
from builder.source import parse
from builder.source import plain
from builder.source import read_text

from ..conftest import EXAMPLES
from ..support import story
from . import styles

KEYS = [
    "name",
    "touches",
    "x-1",
    "a.b",
    "a+b",
    "1",
    "2026-01-02 call",
    "a  b",
    "é",
    "null",
    "true",
    "-a",
    "a_",
    "名",
]
VALUES = [
    *(
        "",
        "x",
        "a b",
        "a: b",
        "a:b",
        "a #b",
        "a#b",
        "a:",
        ":a",
        "'",
        "''",
        "'a'",
        "'a''b'",
        '"',
        '""',
        '"a"',
        '"a\\n"',
    ),
    *(
        '"a" b',
        "'a' #c",
        "[]",
        "{}",
        "[a]",
        "[a, b]",
        "[a,b]",
        "[ a , b ]",
        "[a, b,]",
        "[,]",
        "[a,,b]",
        "[a: b]",
        "[a:b]",
    ),
    *(
        "[[a]]",
        "[a",
        "a]",
        "{a: b}",
        "{a: b, }",
        "{a:b}",
        "{a: }",
        "{a}",
        "{a: b, a: c}",
        "{a: 'b'}",
        '{a: "b"}',
        '["a" b]',
    ),
    *(
        "[a] b",
        "{a: b} c",
        "&a b",
        "*a",
        "!a b",
        "|",
        ">",
        "|-",
        "| x",
        "%a",
        "@a",
        "`a",
        "- a",
        "-a",
        "--- a",
        "---",
        "...",
    ),
    *(
        "?",
        "? a",
        "?a",
        "a ?",
        "<<",
        "=",
        "~",
        "null",
        "a\\",
        "a, b",
        "a}",
        "#a",
        "1:30",
        "NO",
        "http://x.y/z#a",
        "a :b",
        "a : b",
    ),
    *(
        "[a #b]",
        "{a: b #c}",
        '["a, b"]',
        '{a: "b, c"}',
        "{a: b: c}",
        "{a: b c: d}",
        "{? a}",
        "[? a]",
        "[- a]",
        "[-a]",
        "[:a]",
        "[a?]",
    ),
    *(
        "{a: -b}",
        "{a: - b}",
        "[a\u00a0]",
        "\u00a0a",
        "a\u00a0",
        "a\u2029b",
        "a\ufeffb",
        "a\u200bb",
        "{é: b}",
        "{a b: c}",
        '{"a": b}',
    ),
    *(
        '["a"x]',
        "{a: 'b}",
        "['a]",
        '[ "a" ]',
        "[''a]",
        "[a'b]",
        "a'b",
        'a"b',
        "x ",
        '"x" ',
        "[x] ",
        "'x' ",
        "🎈",
        "a\td",
        "\u3000a",
    ),
]
MARGINS = [
    "",
    "",
    "",
    " ",
    "  ",
    "  ",
    "    ",
    "\t",
    "- ",
    "- ",
    "  - ",
    "  - ",
    "-  ",
    "- - ",
    "-",
    "-\t",
    "? ",
    "# ",
]


@st.composite
def lines(draw: st.DrawFn) -> str:
    """A line that is likely to mean something, or to be a mistake."""
    margin = draw(st.sampled_from(MARGINS))
    key = draw(st.one_of(st.none(), st.sampled_from(KEYS)))
    colon = draw(st.sampled_from([": ", ": ", ": ", ":", ":  ", " : ", ":\t"]))
    value = draw(st.one_of(st.sampled_from(VALUES), st.sampled_from(VALUES[:8])))
    end = draw(st.sampled_from(["", "", "", "", " ", " # c", "\t"]))
    return margin + ("" if key is None else key + colon) + value + end


FEW = ["a", "b", "c d", "2026-01-02 call"]


@st.composite
def soups(draw: st.DrawFn) -> str:
    """Lines that fit together, but for a value or a line or two."""
    odd = st.one_of(st.sampled_from(VALUES), st.sampled_from(["x", "a b", "'a'", "[a, b]", "{a: b}"]))
    made: list[str] = []
    for number in range(draw(st.integers(1, 3))):
        key = draw(st.sampled_from([f"k{number}", f"k{number}", *KEYS]))
        shape = draw(st.sampled_from(["value", "list", "pairs", "maps"]))
        if shape == "value":
            made.append(f"{key}: {draw(odd)}")
            continue
        made.append(f"{key}:{draw(st.sampled_from(['', '', ' ', ' # c']))}")
        margin = " " * draw(st.integers(0, 3))
        if shape == "list":
            made += [f"{margin}- {draw(odd)}" for _ in range(draw(st.integers(1, 2)))]
        elif shape == "pairs":
            made += [
                f"{margin} {draw(st.sampled_from(FEW))}: {draw(odd)}" for _ in range(draw(st.integers(1, 2)))
            ]
        else:
            gap = " " * draw(st.integers(1, 2))
            for _ in range(draw(st.integers(1, 2))):
                made.append(f"{margin}-{gap}{draw(st.sampled_from(FEW))}: {draw(odd)}")
                more = draw(st.lists(st.sampled_from(FEW), max_size=2))
                made += [f"{margin} {gap}{name}: {draw(odd)}" for name in more]
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        made.insert(draw(st.integers(0, len(made))), draw(lines()))
    end = draw(st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"]))
    return end.join([*made, ""])


def fragments() -> st.SearchStrategy[str]:
    """YAML's own characters, thrown."""
    return st.lists(
        st.sampled_from([*"\n\n  -:,[]{}'\"#ab", ": ", "- ", "\n  ", "\n- ", "a: ", "\n\n"]), max_size=14
    ).map("".join)


def agree(block: str) -> None:
    fast = read_plain(block.replace("\r\n", "\n"))
    if fast is None:
        return
    tree, flaws = parse(block, 0, len(block))
    assert flaws == ()
    assert tree is not None
    assert fast == plain(tree)
    assert list(fast) == list(plain(tree) or {})


@given(styles.files())
@hypothesis_settings(max_examples=EXAMPLES or 200)
def test_both_readers_agree_on_what_people_write(style: styles.Style) -> None:
    begin, end = read_text(style.text).block
    agree(style.text[begin:end])


@given(soups())
@example("name: x\n  y\n")
@example("a:\n- b\nc: d\n")
@example("a:\n  - b: c\n  d: e\n")
@example("a: b\n...\n")
@example("a:\n  - b\n - c\n")
@example("a:\n- b\n  - c\n")
@example("a:\n  b: c\n   d: e\n")
@example("a:\n- b: c\n   d: e\n")
@example("a:\n- b: c\n d: e\n")
@example("a: [}")
@example("a: {]")
@hypothesis_settings(max_examples=EXAMPLES or 400)
def test_both_readers_agree_on_odd_lines(block: str) -> None:
    agree(block)


@given(fragments())
@hypothesis_settings(max_examples=EXAMPLES or 400)
def test_both_readers_agree_on_fragments(block: str) -> None:
    agree(block)


@given(
    st.text(max_size=30),
    st.sampled_from(["a: {}\n", "a: '{}'\n", 'a: "{}"\n', "a: [{}]\n", "{}: a\n", "a:\n  - {}\n"]),
)
@hypothesis_settings(max_examples=EXAMPLES or 300)
def test_both_readers_agree_on_any_character(text: str, around: str) -> None:
    agree(around.replace("{}", text))


@pytest.mark.parametrize("code", range(0x20, 0x3000, 0x200))
def test_both_readers_agree_on_every_character(code: int) -> None:
    for character in map(chr, range(code, code + 0x200)):
        for around in ("a: {}", "a: x{}y", "a: {}y", "a: y{}", 'a: "{}"', "a: [x{}]", "x{}: a", "a: {b: {}}"):
            agree(around.replace("{}", character) + "\n")


def test_the_fast_reader_answers_for_ordinary_files() -> None:
    paths = story()
    answered = 0
    for path in paths:
        text = path.read_text(encoding="utf-8")
        begin, end = read_text(text).block
        answered += read_plain(text[begin:end]) is not None
    assert answered > len(paths) * 0.6
