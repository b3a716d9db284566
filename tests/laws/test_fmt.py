"""A formatted file says what it said, in canonical order and with every comment; again does nothing more.

What is read back is read by stock PyYAML and by the model's own reader; neither knows
how a file is formatted.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from typing import Any

import pytest
import yaml
from hypothesis import Phase
from hypothesis import find
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from builder.edit.canonical import KEYS
from builder.edit.canonical import SHORT
from builder.edit.canonical import TOUCHES
from builder.edit.canonical import formatted
from builder.edit.canonical import is_canonical
from builder.errors import RefusedError
from builder.load import Place
from builder.load import read_entity
from builder.model import Contact
from builder.source import read_text

from ..conftest import EXAMPLES
from . import styles
from .said import comments

FRONT_MATTER = re.compile(r"(---[ \t]*[\r\n]+)(.*?)((?:\A|(?<=[\r\n]))---[ \t]*(?=\r|\n|\Z).*)", re.DOTALL)
KNOWN = [field.name.rstrip("_") for field in dataclasses.fields(Contact) if "key" in field.metadata]
LAST = "touches"


def split(text: str) -> tuple[str, str, str]:
    """The opening line, the block and everything behind it."""
    found = FRONT_MATTER.fullmatch(text)
    assert found, text
    return found[1], found[2], found[3]


def stock(text: str) -> dict[str, Any]:  # Any: plain YAML values
    """Front matter as stock PyYAML over libyaml reads it, every scalar a text."""
    values = yaml.load(split(text)[1], Loader=yaml.CBaseLoader)  # noqa: S506, TID251 -- the oracle; builds no object
    return values or {}


def contact(text: str) -> Contact:
    entity, _ = read_entity(Place("contacts/ana.md", "ana"), read_text(text))
    assert isinstance(entity, Contact)
    return entity


def said(text: str) -> Contact:
    """What the model makes of a file, its touches by date."""
    entity = contact(text)
    touches = tuple(sorted(entity.touches, key=lambda touch: touch.date))
    return dataclasses.replace(entity, touches=touches, is_plain=False, notes_at=0)


def order(names: list[str]) -> list[str]:
    """Keys as they shall stand: those of the model, the others, the touches."""
    known = [name for name in KNOWN if name in names and name != LAST]
    others = [name for name in names if name not in KNOWN]
    return [*known, *others, *[name for name in names if name == LAST]]


def require_the_same(text: str, new: str) -> None:
    assert split(new)[0::2] == split(text)[0::2]
    assert said(new) == said(text)
    assert comments(split(new)[1]) == comments(split(text)[1])
    old_values, new_values = stock(text), stock(new)
    others = [name for name in old_values if name not in KNOWN]
    assert {name: new_values[name] for name in others} == {name: old_values[name] for name in others}
    assert len(new_values) == len(old_values)
    flaws = Counter(flaw.rule.code for flaw in read_text(new).flaws)
    assert not flaws - Counter(flaw.rule.code for flaw in read_text(text).flaws)
    assert formatted(new).text == new
    assert not formatted(new).done


DAYS = ["2026-01-02", "2026-02-01", "2025-12-24", "2026-01-02"]


@st.composite
def entries(draw: st.DrawFn, keys: list[tuple[str, list[str]]]) -> list[str]:
    """The lines of an entry behind its dash: keys in any order, on lines or between braces, with comments."""
    chosen = [keys[0], *(row for row in keys[1:] if draw(st.booleans()))]
    pairs = [f"{name}: {draw(st.sampled_from(values))}" for name, values in draw(st.permutations(chosen))]
    if draw(st.booleans()):
        return [f"{{{', '.join(pairs)}}}{draw(styles.comments())}"]
    lines: list[str] = []
    for place, pair in enumerate(pairs):
        if place and draw(st.integers(0, 4)) == 0:
            lines.append(draw(st.sampled_from(["# inside", "", "    # deeper"])))
        lines.append(pair + (draw(styles.comments()) if pair[-1] in "'\"}" else ""))
    return lines


def quoted(*words: str) -> list[str]:
    return [*(f'"{word}"' for word in words), *("'" + word.replace("'", "''") + "'" for word in words)]


PROMISE = ["2026-05-01 ring", "{what: ring, due: 2026-05-01}", "{what: ring, by: them}", '{what: "a: b"}']
TOUCH = [
    ("date", DAYS),
    ("channel", ["call", "visit", '"meal"']),
    ("note", ["word", "two words", *quoted("a: b", "it's #1", "x, y", "ends:", " lead", "2026-01-01")]),
    ("mood", ["happy"]),
    ("follow_up", PROMISE),
]
LISTS: dict[str, list[tuple[str, list[str]]]] = {
    LAST: TOUCH,
    "purchases": [("date", DAYS), ("amount", ["4200", "'1.50'"]), ("what", ["print", *quoted("a: b", "#1")])],
    "follow_ups": [("what", ["ring", *quoted("a # b")]), ("due", DAYS), ("by", ["me", "them"])],
    "emails": [("value", ["a@b.example", '"c@d.example"']), ("label", ["work"])],
    "phones": [("value", ["+34 600 000 000", "'0049 30 1234'"]), ("label", ["work"])],
    "consent": [("given", ["true"]), ("what", ["contact"]), ("date", DAYS), ("source", quoted("a, b"))],
}
SCALARS = {
    "name": ["Ana", '"Ana Ruiz"  # why', "|\n  Ana"],
    "grade": ["A+", "'B' # for now", ""],
    "tags": ["[a, 'b c'] # two", "\n- a\n# between\n- b", "x"],
    "reach": [">-\n  before\n  ten", "|\n  one # two\n\n  three\n", '"over\n  two"'],
    "birthday": ["1979-05-14", '"05-14"'],
    "value": ["{busy: true, profit: high}", "\n  busy: true\n  # much\n  profit: high"],
    "x-mine": ["[]", "{b: 1, a: 2}", "\n  - 1\n"],
    "emial": ["a@b.example"],
}


@st.composite
def contacts(draw: st.DrawFn) -> str:
    """A contact with keys, entries and touches in any order, in any style and with comments anywhere."""
    newline = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    names = draw(st.lists(st.sampled_from([*SCALARS, *LISTS]), min_size=1, max_size=6, unique=True))
    if LAST not in names and draw(st.integers(0, 3)):
        names.insert(draw(st.integers(0, len(names))), LAST)
    lines: list[str] = []
    for name in names:
        lines += draw(styles.fillers())
        if name in SCALARS:
            lines += f"{name}: {draw(st.sampled_from(SCALARS[name]))}".split("\n")
            continue
        shape = draw(st.sampled_from(["block", "block", "indentless", "flow", "single"]))
        rows = LISTS[name]
        if shape == "flow":
            whole = [[f"{key}: {draw(st.sampled_from(values))}" for key, values in rows] for _ in range(2)]
            lines.append(f"{name}: [{', '.join('{' + ', '.join(pairs) + '}' for pairs in whole)}]")
        elif shape == "single":
            inner = draw(entries(rows))
            is_flow = inner[0].startswith("{")
            lines += [f"{name}: {inner[0]}"] if is_flow else [f"{name}:", *(f"  {line}" for line in inner)]
        else:
            pad = "  " if shape == "block" else ""
            lines.append(f"{name}:{draw(styles.comments())}")
            for _ in range(draw(st.integers(1, 4))):
                lines += [pad + line for line in draw(styles.fillers())]
                first, *rest = draw(entries(rows))
                lines += [f"{pad}- {first}", *(f"{pad}  {line}" for line in rest)]
    lines += draw(styles.fillers())
    body = draw(st.sampled_from(["", "\nNotes.\n", "\n# no comment\n---\nx"]))
    return newline.join(["---", *lines, "---"]) + body.replace("\n", newline)


@given(contacts())
@hypothesis_settings(max_examples=EXAMPLES or 400)
def test_a_contact_says_the_same_in_canonical_order(text: str) -> None:
    new = formatted(text).text
    require_the_same(text, new)
    values = stock(new)
    assert [*values] == order([*values])
    days = [touch.date for touch in contact(new).touches]
    assert days == sorted(days)


@given(styles.files())
@hypothesis_settings(max_examples=EXAMPLES or 250)
def test_every_style_is_formatted_or_left(style: styles.Style) -> None:
    try:
        new = formatted(style.text).text
    except RefusedError:
        # Lines that a block text keeps at its end belong to it wherever it is moved, and so would any others.
        assert "|+" in style.text
        return
    require_the_same(style.text, new)
    values = stock(new)
    assert [*values] == order([*values])


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A file with pieces put in or taken out anywhere, so that most are odd and many are broken."""
    text = draw(st.one_of(contacts(), styles.files().map(lambda style: style.text)))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(text)))
        taken = draw(st.sampled_from([0, 0, 1, 3]))
        text = text[:place] + draw(st.sampled_from(styles.NASTY)) + text[place + taken :]
    return text


@given(damaged())
@hypothesis_settings(max_examples=EXAMPLES or 400)
def test_an_odd_file_is_formatted_rightly_or_refused(text: str) -> None:
    try:
        new = formatted(text).text
    except RefusedError:
        return
    if new != text:
        require_the_same(text, new)


@given(st.one_of(contacts(), styles.files().map(lambda style: style.text)))
@hypothesis_settings(max_examples=EXAMPLES or 250)
def test_nothing_is_done_to_what_is_called_canonical(text: str) -> None:
    if is_canonical(read_text(text)):
        assert formatted(text).text == text


@pytest.mark.parametrize("deed", [KEYS, TOUCHES, SHORT])
def test_the_generator_gives_something_to_do(deed: str) -> None:
    quickly = hypothesis_settings(phases=[Phase.generate], derandomize=True, database=None, max_examples=500)
    text = find(contacts(), lambda text: deed in formatted(text).done, settings=quickly)
    assert not is_canonical(read_text(text))
