"""Second law: a value is set or dropped wherever it stands, and nothing else is.

The files are put together from pieces in every style; what they say is read by stock PyYAML, and what an
address means is worked out here once more.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from builder.diagnostics import Address
from builder.edit.splice import append
from builder.edit.splice import drop
from builder.edit.splice import put
from builder.errors import RefusedError
from builder.model import Contact
from builder.schema import expand
from builder.source import read_text

from ..conftest import EXAMPLES
from . import styles
from .test_splice import stock

PIECES = [
    ["follow_ups: 2026-03-10 send it"],
    ['follow_ups: "2026-03-10 send: it"  # c1'],
    ["follow_ups: {due: 2026-03-10, what: send it}"],
    ["follow_ups: [2026-03-10 send it, {what: ring, by: them}, '2026-03-10 a: b'] # c2"],
    ["follow_ups: [", "  2026-03-10 send it, # c3", "  {what: ring, # c4", "   by: them}", "  ]"],
    ["follow_ups:", "  due: 2026-03-10", "  what: send it"],
    ["follow_ups:", "# c5", "- 2026-03-10 send it", "", "- due: 2026-03-10", "  # c6", "  what: it"],
    ["follow_ups: # c7", "    -   what: |", "          two", "", "          lines", "        by: them"],
    ["follow_ups:", "  - what: >-", "      folded", "      on", "    complaint: true", "  - '2026-03-10 x'"],
    ["follow_ups:", "  -", "    what: x # c8", "    due:", "  # c9", "  - 2026-03-11 y"],
    ["purchases: 2026-01-02 4200.50 spring collection"],
    ["purchases:", "  - 2026-01-02 42", "  - 2026-01-03", "  - {date: 2026-01-02, amount: 4200.50}"],
    ["farewell: {planned: 2026-03-10}"],
    ["farewell: {planned: 2026-03-10, note: 'a, b', }"],
    ["farewell: {}"],
    ["farewell:   # c10"],
    ["farewell:", "  # c11", "  planned: '2026-03-10'  # c12", "", "  note: |+", "    kept", ""],
    ["farewell:", " planned: 2026-03-10"],
    ["checklist: {needs: 2026-01-02, 'offer sent': 2026-01-03}"],
    ["checklist:", "  needs: 2026-01-02", "  offer: 2026-01-03"],
    [
        *("referrals:", "  - date: 2026-01-02", "    direction: received", "    contact: ben"),
        *("    reward: {what: print}", "  - {date: 2026-01-02, direction: given, contact: cleo}"),
    ],
    [
        *(
            "referrals:",
            "- date: 2026-01-02",
            "  direction: received",
            "  reward:",
            "    what: a print # c13",
        ),
        *("    promised:", "  contact: 'ben' # c14"),
    ],
    ["tags: hotel"],
    ["tags: [hotel, 'a, b', c]"],
    ["tags:", "- hotel", "# c15", "- b"],
    ["emails: ana@ruiz.example"],
    ["emails:", "  - ana@ruiz.example", "  - {value: a@b.example, label: work}"],
    ["reach: >", "  before", "  ten"],
    ["reach: 'before ten'   # c16"],
    ["snooze_reason:"],
    ["grade: A"],
    ["touches: 2026-01-02 call"],
    ["touches:", "  - 2026-01-02 call: one", "  - 2026-01-02 call: |", "      two", "      lines"],
    [
        *("touches:", "  - date: 2026-01-02", "    channel: call", "    follow_up: 2026-03-10 send it"),
        *("  - channel: call", "    date: 2026-01-03", "    follow_up:", "    - 2026-03-10 send it"),
        *("    - {due: 2026-03-10, what: it}", "    note: x"),
    ],
    ["touches:", "  - {date: 2026-01-02, channel: call, follow_up: [2026-03-10 send it]}"],
]
VALUES = [
    "2026-03-02",
    "true",
    "a: b #c",
    "x",
    "it's, [so]",
    "",
    " lead",
    "- dash",
    "1:30",
    "@",
    "two\nlines",
]


@st.composite
def files(draw: st.DrawFn) -> str:
    """A contact file of some of the pieces, each key once, the touches anywhere."""
    chosen = draw(
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=4, unique_by=lambda p: p[0].split(":")[0])
    )
    lines = ["name: Ana"] if draw(st.booleans()) else []
    for piece in chosen:
        lines += [*piece, *draw(st.sampled_from([[], [], [""], ["# between"]]))]
    newline = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    margin = draw(st.sampled_from(["", "", "", "  "]))
    lines = [f"{margin}{line}" if line else line for line in lines]
    return newline.join(["---", *lines, "---", draw(st.sampled_from(["", "Notes.", "# a heading"]))])


def expanded(text: str) -> dict[str, Any]:  # Any: JSON
    """What a file says, short forms written out."""
    return expand(Contact, _with_none(stock(text)[0]))


def _with_none(value: Any) -> Any:  # Any: plain YAML values
    """Values as soi has them: nothing behind a key is None. Stock PyYAML reads it as an empty text."""
    if isinstance(value, dict):
        return {key: _with_none(item) for key, item in value.items()}
    return [_with_none(item) for item in value] if isinstance(value, list) else value or None


def addresses(value: Any, at: Address = ()) -> list[Address]:  # Any: JSON
    """Addresses of everything that a file holds."""
    inner: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [*([at] if at else []), *(found for step, item in inner for found in addresses(item, (*at, step)))]


def changed(values: Any, at: Address, value: Any) -> Any:  # Any: JSON
    """Values with one set, None to take it away with what is left empty."""
    first, *rest = at
    out: Any = copy.copy(values) if values else ([] if isinstance(first, int) else {})
    old = out[first] if isinstance(first, int) else out.get(first)
    new = changed(old, tuple(rest), value) if rest else value
    if new is None or (value is None and new in ({}, [])):
        del out[first]
    else:
        out[first] = new
    return out


def comments(text: str) -> Counter[str]:
    return Counter(re.findall(r"# ?(?:c\d+|between)", text))


FURTHER = [
    *(("farewell", "done"), ("farewell", "note"), ("checklist", "demo"), ("snooze_until",), ("reach",)),
    *(("qualification", "budget"), ("value", "profit"), ("x-mine",), ("snooze_reason",), ("archived",)),
]
IN_ENTRIES = {
    "follow_ups": ["done", "what", "by"],
    "follow_up": ["done"],
    "purchases": ["what", "amount"],
    "referrals": ["thanked", "outcome"],
    "emails": ["label"],
    "touches": ["mood", "note"],
}


@st.composite
def goals(draw: st.DrawFn, text: str) -> Address:
    """Address of a single value, there or not."""
    values = expanded(text)
    there = [at for at in addresses(values) if not isinstance(_get(values, at), dict | list)]
    new = [
        (*at, name)
        for at in addresses(values)
        if isinstance(at[-1], int) and isinstance(at[-2], str)
        for name in IN_ENTRIES.get(at[-2], [])
    ]
    deeper = [(*at, "reward", "paid") for at in addresses(values) if at[0] == "referrals" and len(at) == 2]
    goal: Address = draw(st.sampled_from([*there, *new, *deeper, *FURTHER]))
    return goal


def _get(values: Any, at: Address) -> Any:  # Any: JSON
    for step in at:
        values = values[step]
    return values


def meant(at: Address, value: str) -> object:
    """The JSON of a value, as the schema reads it at an address."""
    nested: Any = value
    for step in reversed(at):
        nested = [nested] if isinstance(step, int) else {step: nested}
    return _get(expand(Contact, nested), tuple(0 if isinstance(step, int) else step for step in at))


@given(st.data())
@hypothesis_settings(max_examples=EXAMPLES or 250)
def test_a_value_is_set_and_nothing_else_changes(data: st.DataObject) -> None:
    text = data.draw(files())
    at = data.draw(goals(text))
    value = data.draw(st.sampled_from(VALUES).filter(bool))
    old = expanded(text)
    new = put(text, at, value)
    assert expanded(new) == changed(old, at, meant(at, value))
    assert stock(new)[1] == stock(text)[1]
    assert comments(new) == comments(text)
    flaws = [flaw.rule for flaw in read_text(text).flaws]
    assert not Counter(flaw.rule for flaw in read_text(new).flaws) - Counter(flaws)
    assert put(new, at, value) == new


@given(st.data())
@hypothesis_settings(max_examples=EXAMPLES or 250)
def test_a_value_is_dropped_and_nothing_else_changes(data: st.DataObject) -> None:
    text = data.draw(files())
    old = expanded(text)
    at = data.draw(st.sampled_from(addresses(old)))
    new = dropped(text, at)
    if new is None:
        return
    assert _full(expanded(new)) == _full(changed(old, at, None))
    assert stock(new)[1] == stock(text)[1]
    assert comments(new) <= comments(text)
    assert drop(new, ("aliases",)) == new


def dropped(text: str, at: Address) -> str | None:
    """Text without a value, None where that is refused: only what follows a block text may be.

    A blank line or an indented comment would become a part of it.
    """
    try:
        return drop(text, at)
    except RefusedError:
        assert re.search(r"[|>][+-]?(?:[\r\n]| +#)", text)
        return None


def _full(values: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    return {name: value for name, value in values.items() if value not in (None, {}, [])}


@given(st.data())
@hypothesis_settings(max_examples=EXAMPLES or 150)
def test_what_was_added_is_dropped_without_a_trace(data: st.DataObject) -> None:
    text = data.draw(files())
    new_keys = [name for name in ("snooze_until", "archived", "x-mine") if name not in expanded(text)]
    name = data.draw(st.sampled_from(new_keys))
    assert drop(put(text, (name,), "2026-03-02"), (name,)) == text


@given(styles.files(), st.data())
@hypothesis_settings(max_examples=EXAMPLES or 150)
def test_a_style_nobody_thought_of_is_changed_rightly_or_refused(
    style: styles.Style, data: st.DataObject
) -> None:
    values = expanded(style.text)
    at = data.draw(st.sampled_from([*addresses(values), *FURTHER]))
    is_single = at in FURTHER or not isinstance(_get(values, at), dict | list)
    if is_single:
        new = put(style.text, at, "2026-03-02")
        assert expanded(new) == changed(values, at, meant(at, "2026-03-02"))
    if at not in FURTHER:
        without = dropped(style.text, at)
        assert without is None or _full(expanded(without)) == _full(changed(values, at, None))


@given(files(), st.sampled_from(VALUES).filter(bool))
@hypothesis_settings(max_examples=EXAMPLES or 100)
def test_a_text_is_added_to_a_list_of_texts(text: str, value: str) -> None:
    old = expanded(text)
    new = append(text, "tags", value)
    assert expanded(new) == {**old, "tags": [*old.get("tags", []), value]}
    assert comments(new) == comments(text)


def test_a_comment_inside_an_entry_on_one_line_is_not_lost() -> None:
    text = "---\ntouches:\n  - 2026-01-02 call:\n      # by phone\n      one\n---\n"
    with pytest.raises(RefusedError, match="touches cannot be written here"):
        put(text, ("touches", 0, "mood"), "happy")


def test_a_blank_line_that_would_become_a_part_of_a_text_is_not_moved() -> None:
    text = "---\nfarewell:\n  note: |+\n    kept\n  planned: 2026-03-10\n\nname: Ana\n---\n"
    with pytest.raises(RefusedError, match="farewell cannot be written here"):
        drop(text, ("farewell", "planned"))
    assert drop(text, ("farewell", "note")) == text.replace("  note: |+\n    kept\n", "")
