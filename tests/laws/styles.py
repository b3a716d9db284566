"""Front matter as people write it: every style of YAML that a contact file may come in.

Made as text, piece by piece, never dumped, so that a reader is tried on what no dumper would write.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

WORDS = [
    "Ana Ruiz",
    "Renée",
    "NO",
    "0049 30 1234",
    "+34 600 000 000",
    "1:30",
    "null",
    "x",
    "山本 太郎",
    "a, b",
    "it's",
    "C#",
    "naïve: not",
    "#1",
    "- dash",
    "[[ben]]",
    "ends with a colon:",
    'say "hi"',
    "back\\slash",
    "{curly}",
    "tr: ue",
]
NASTY = [
    *(
        "",
        " ",
        ": ",
        " #",
        "#",
        "'",
        '"',
        "''",
        "- ",
        "-",
        "[[ben]]",
        "[",
        "]",
        "{",
        "}",
        "@",
        "%",
        "!",
        "&",
        "*",
        "|",
        ">",
    ),
    *(
        "?",
        "? ",
        ",",
        "`",
        "~",
        "null",
        "yes",
        "NO",
        "1:30",
        "0123",
        "2026-01-01",
        "---",
        "...",
        "<<",
        "=",
        "\\",
        "\\n",
        "/",
    ),
    *(
        "😀",
        "\x85",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\u200b",
        "\xa0",
        "\x07",
        "\x1b[31m",
        "\x7f",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
    ),
    *(
        "note:",
        "call",
        "2026-02-02 call:",
        "a: b",
        "a #b",
        "  two",
        "trail  ",
        "<<<<<<< HEAD",
        "=======",
        "\n---\n",
        "\n- x\n",
        "e\u0301",
    ),
]
ORDINARY = "abcdeäß XYZ 0123.,;:!?()'-"


def notes() -> st.SearchStrategy[str]:
    """What somebody may type as a note: nasty pieces among ordinary words."""
    piece = st.one_of(st.sampled_from(NASTY), st.text(ORDINARY, max_size=6))
    return st.lists(piece, max_size=5).map("".join)


@dataclass(frozen=True, slots=True)
class Style:
    """One file, and what is special about it."""

    text: str
    kind: str
    """How `touches` is written."""
    plain: bool
    """An ordinary style, into which an entry can always be added."""


def plain_text(word: str) -> bool:
    """True where a word can stand without quotes, in a flow too."""
    return word.replace(" ", "").isalnum() and word != "null" and not word[0].isdigit()


@st.composite
def scalars(draw: st.DrawFn) -> str:
    """A text, in any style that fits on one line."""
    word = draw(st.sampled_from(WORDS))
    style = draw(st.sampled_from(["plain", "single", "double"]))
    if style == "plain" and plain_text(word):
        return word
    if style == "single":
        return "'" + word.replace("'", "''") + "'"
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def comments() -> st.SearchStrategy[str]:
    """Nothing, or blanks, or a comment behind a token."""
    return st.sampled_from(["", "", "", " ", "  # why", " # a: b", "\t# tab", " #"])


@st.composite
def fillers(draw: st.DrawFn) -> list[str]:
    """Lines that mean nothing."""
    return draw(st.lists(st.sampled_from(["", "  ", "# note", "   # - x", "#touches: []"]), max_size=2))


@st.composite
def flow_lists(draw: st.DrawFn) -> str:
    """A list between brackets."""
    items = draw(st.lists(scalars(), max_size=3))
    has_tail = draw(st.booleans())
    tail = "," if items and has_tail else ""
    gap = draw(st.sampled_from(["", " "]))
    return f"[{gap}{', '.join(items)}{tail}{gap}]"


@st.composite
def other_keys(draw: st.DrawFn, names: tuple[str, ...], margin: int) -> list[str]:
    """Some keys with values in all shapes."""
    pad = " " * margin
    lines: list[str] = []
    for name in names:
        lines += draw(fillers())
        shape = draw(
            st.sampled_from(
                ["scalar", "flow", "block", "indentless", "map", "flowmap", "literal", "empty", "folded"]
            )
        )
        end = draw(comments())
        if shape == "scalar":
            value = draw(scalars())
            lines.append(f"{pad}{name}: {value}" + (end if value[0] in "'\"" else ""))
        elif shape == "flow":
            lines.append(f"{pad}{name}: {draw(flow_lists())}{end}")
        elif shape in {"block", "indentless"}:
            inner = pad + " " * (0 if shape == "indentless" else draw(st.integers(1, 4)))
            lines.append(f"{pad}{name}:{end}")
            for value in draw(st.lists(scalars(), min_size=1, max_size=2)):
                lines += [f"{inner}- {value}", *draw(fillers())]
        elif shape == "map":
            inner = pad + " " * draw(st.integers(1, 4))
            lines += [f"{pad}{name}:{end}", f"{inner}a: {draw(scalars())}", f"{inner}b: {draw(flow_lists())}"]
        elif shape == "flowmap":
            lines.append(f"{pad}{name}: {{a: {draw(scalars())}, b: {draw(flow_lists())}}}{end}")
        elif shape == "empty":
            lines.append(f"{pad}{name}:{end}")
        else:
            mark = "|" if shape == "literal" else ">-"
            lines += [f"{pad}{name}: {mark}", f"{pad}  one # two", "", f"{pad}  three"]
    return lines


ENTRIES = [
    ["2026-01-02 call: short one"],
    ["2026-01-02 call"],
    ["'2026-01-02 call a: b'"],
    ['"2026-01-02 call"'],
    ["{date: 2026-01-02, channel: call}"],
    ["{2026-01-02 call: x}"],
    ["date: 2026-01-02", "channel: call"],
    ["date: 2026-01-02", "", "# between", "channel: call", "note: 'it''s'"],
    ["channel: visit", "date: 2026-01-03", "note: |", "  two", "", "  lines"],
    ["channel: visit", "date: 2026-01-03", "note: |+", "  kept", ""],
    ["channel: visit", "date: 2026-01-03", "note: >-", "  folded", "  on"],
    ["channel: visit", "date: 2026-01-03", 'note: "over', '  two"'],
    ["channel: visit", "date: 2026-01-03", "note: over", "  two"],
    ["date: 2026-01-02", "channel: call", "follow_up: {due: 2026-02-02, what: ring}"],
    ["date: 2026-01-02", "channel: call", "follow_up:", "- 2026-02-02 ring"],
    ["date: 2026-01-02", "channel: call", "follow_up:", "  due: 2026-02-02", "  what: ring"],
]
FLOW_ENTRIES = [
    "2026-01-02 call",
    '"2026-01-02 call: a"',
    "{date: 2026-01-02, channel: call}",
    "2026-01-02 call: x",
]
COMMENTABLE = ("'", '"', "{", "[")


@st.composite
def block_touches(draw: st.DrawFn, margin: int, dash: int) -> list[str]:
    """Entries of a list with a dash before each."""
    lines: list[str] = []
    pad = " " * (margin + dash)
    for _ in range(draw(st.integers(1, 3))):
        first, *rest = draw(st.sampled_from(ENTRIES))
        gap = " " * draw(st.integers(1, 3)) if rest else " "
        end = draw(comments()) if first.startswith(COMMENTABLE) else ""
        lines.append(f"{pad}-{gap}{first}{end}")
        lines += [f"{pad} {' ' * len(gap)}{line}" if line.strip() else line for line in rest]
        if not any(line.endswith(("|+", "|")) for line in rest):
            lines += draw(fillers())
    return lines


@st.composite
def touches_lines(draw: st.DrawFn, kind: str, margin: int) -> list[str]:
    """The key `touches` in one of its styles."""
    pad = " " * margin
    end = draw(comments())
    key = pad + draw(st.sampled_from(["touches:", "touches:", "touches :", '"touches":', "'touches':"]))
    if kind == "absent":
        return []
    if kind == "empty":
        return [f"{key}{end}"]
    if kind == "[]":
        return [f"{key} {draw(st.sampled_from(['[]', '[ ]', '[  ]']))}{end}"]
    if kind == "flow list":
        items = draw(st.lists(st.sampled_from(FLOW_ENTRIES), min_size=1, max_size=3))
        tail = draw(st.sampled_from(["", "", ",", " ", ", "]))
        return [f"{key} [{', '.join(items)}{tail}]{end}"]
    if kind == "flow lines":
        items = draw(st.lists(st.sampled_from(FLOW_ENTRIES), min_size=1, max_size=3))
        tail = draw(st.sampled_from(["", ","]))
        inner = [f"{pad}  {item}," for item in items[:-1]]
        return [f"{key} [{end}", *inner, f"{pad}  {items[-1]}{tail}", f"{pad}  ]"]
    if kind == "block list":
        return [f"{key}{end}", *draw(block_touches(margin, draw(st.integers(1, 4))))]
    if kind == "indentless":
        return [f"{key}{end}", *draw(block_touches(margin, 0))]
    if kind == "single text":
        value = draw(st.sampled_from(["2026-01-02 call", "'2026-01-02 call a: b'", '"2026-01-02 call: x"']))
        return [f"{key} {value}{end if value[0] in COMMENTABLE else ''}"]
    if kind == "single flow map":
        return [f"{key} {{date: 2026-01-02, channel: call}}{end}"]
    assert kind == "single map"
    column = pad + " " * draw(st.integers(1, 4))
    keys: list[str] = draw(st.sampled_from([entry for entry in ENTRIES if len(entry) > 1]))
    return [f"{key}{end}", *(f"{column}{line}" if line.strip() else line for line in keys)]


KINDS = [
    *("absent", "empty", "[]", "flow list", "flow lines", "block list", "block list", "indentless"),
    *("single text", "single flow map", "single map"),
]


@st.composite
def files(draw: st.DrawFn) -> Style:
    """A contact file in some style, with the same kind of line end throughout."""
    newline = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    opening = draw(st.sampled_from(["---", "---", "--- ", "---\t"]))
    closing = draw(st.sampled_from(["---", "---", "---  "]))
    body = draw(
        st.sampled_from(
            [
                "",
                newline,
                f"{newline}Notes.{newline}",
                f"{newline}No end",
                f"{newline}- [[ben]]{newline}---{newline}x",
            ]
        )
    )
    if draw(st.integers(0, 5)) == 0:
        kind, lines = draw(flow_roots())
    else:
        margin = draw(st.sampled_from([0, 0, 0, 0, 2, 3]))
        kind = draw(st.sampled_from(KINDS))
        before = draw(other_keys(("name", "x-1", "x-2")[: draw(st.integers(0, 3))], margin))
        after = draw(other_keys(("tags", "x-3")[: draw(st.integers(0, 2))], margin))
        lines = [*before, *draw(touches_lines(kind, margin)), *after, *draw(fillers())]
    text = newline.join([opening, *lines, closing]) + body
    return Style(text, kind, plain=True)


@st.composite
def flow_roots(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A whole front matter between braces."""
    pairs = [f"name: {draw(scalars())}"] if draw(st.booleans()) else []
    kind = draw(st.sampled_from(["absent", "empty", "[]", "flow list", "single text", "single flow map"]))
    several = draw(st.lists(st.sampled_from(FLOW_ENTRIES), min_size=1, max_size=2))
    value = {
        "empty": "touches: ",
        "[]": "touches: []",
        "flow list": f"touches: [{', '.join(several)}]",
        "single text": "touches: 2026-01-02 call",
        "single flow map": "touches: {date: 2026-01-02, channel: call}",
    }.get(kind)
    pairs += [value] if value else []
    if draw(st.booleans()):
        pairs.append(f"tags: {draw(flow_lists())}")
    has_tail, has_lines = draw(st.booleans()), draw(st.booleans())
    tail = "," if pairs and has_tail else ""
    if has_lines and pairs:
        lines = ["{ # open", *(f"  {pair}," for pair in pairs[:-1]), f"  {pairs[-1]}{tail}", " }"]
    else:
        lines = [f"{{{', '.join(pairs)}{tail}}}"]
    return f"root in flow, {kind}", lines
