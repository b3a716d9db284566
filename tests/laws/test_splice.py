"""First law: a splice changes exactly the intended value, and every other byte stays.

What is read back is read by stock PyYAML, which shares no code with ours but libyaml itself.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import yaml
from hypothesis import Phase
from hypothesis import find
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from builder.edit.contact import touch_entry
from builder.edit.splice import append
from builder.edit.splice import assign
from builder.errors import RefusedError
from builder.load import Place
from builder.load import read_entity
from builder.model import Contact
from builder.model import Touch
from builder.plain import Value
from builder.source import read_text

from ..conftest import EXAMPLES
from . import styles

DAY = dt.date(2026, 2, 27)
FRONT_MATTER = re.compile(r"---[ \t]*[\r\n]+(.*?)(?:\A|(?<=[\r\n]))---[ \t]*(?=\r|\n|\Z)(.*)", re.DOTALL)
EVERYTHING_BUT_TOUCHES = ("name", "tags", "x-1", "x-2", "x-3")


def stock(text: str) -> tuple[dict[str, Any], str]:  # Any: plain YAML values
    """Front matter as stock PyYAML over libyaml reads it, every scalar a text, and the notes."""
    found = FRONT_MATTER.match(text)
    assert found, text
    values = yaml.load(found[1], Loader=yaml.CBaseLoader)  # noqa: S506, TID251 -- the oracle; builds no object
    return values or {}, found[2]


def contact(text: str) -> Contact:
    entity, _ = read_entity(Place("contacts/ana.md", "ana"), read_text(text))
    assert isinstance(entity, Contact)
    return entity


def is_insertion(old: str, new: str) -> bool:
    """True if the old text is the new one with runs of characters left out."""
    rest = iter(new)
    return all(character in rest for character in old)


def entries() -> st.SearchStrategy[dict[str, Value]]:
    """Touches as the command makes them, from anything one can type."""
    text = st.one_of(st.none(), styles.notes())
    promise = st.fixed_dictionaries(
        {"what": styles.notes().filter(lambda text: bool(text.strip()))},
        optional={"due": st.just("2026-04-01")},
    )
    return st.builds(
        lambda note, is_incoming, is_reached, asked, promises, mood, service, other: touch_entry(
            DAY,
            "call",
            note,
            is_incoming=is_incoming,
            is_reached=is_reached,
            asked_referral=asked,
            follow_ups=[{name: p[name] for name in ("due", "what") if name in p} for p in promises],
            mood=mood,
            service=service,
            **{"else": other},
        ),
        styles.notes(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.lists(promise, max_size=2),
        st.sampled_from([None, "happy"]),
        text,
        text,
    )


def meant(entry: dict[str, Value]) -> Touch:
    """The touch that an entry stands for, made without reading any YAML."""

    def text(name: str) -> str | None:
        value = entry.get(name)
        assert value is None or isinstance(value, str)
        # YAML has one line break; a file with others reads as it.
        return value

    raw = entry.get("follow_up")
    promises = raw if isinstance(raw, list) else [raw] if raw else []
    from builder.model import Channel, Direction, FollowUp, Mood  # noqa: PLC0415, I001

    return Touch(
        date=DAY,
        channel=Channel.CALL,
        direction=Direction.IN if "direction" in entry else Direction.OUT,
        reached="reached" not in entry,
        mood=Mood.HAPPY if "mood" in entry else None,
        note=text("note"),
        service=text("service"),
        else_=text("else"),
        asked_referral="asked_referral" in entry,
        follow_up=tuple(
            FollowUp(due=dt.date.fromisoformat(str(p["due"])) if "due" in p else None, what=str(p["what"]))
            for p in promises
            if isinstance(p, dict)
        ),
    )


@given(styles.files(), entries())
@hypothesis_settings(max_examples=EXAMPLES or 250)
def test_a_touch_is_added_and_nothing_else_changes(style: styles.Style, entry: dict[str, Value]) -> None:
    before = contact(style.text)
    new = append(style.text, "touches", entry)
    assert is_insertion(style.text, new)
    old_values, old_notes = stock(style.text)
    new_values, new_notes = stock(new)
    assert new_notes == old_notes
    assert {**new_values, "touches": None} == {**old_values, "touches": None}
    assert [name for name in new_values if name != "touches"] == [n for n in old_values if n != "touches"]
    after = contact(new)
    assert after.touches[:-1] == before.touches
    assert after.touches[-1] == meant(entry)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A file with pieces put in or taken out anywhere, so that most are odd and many are broken."""
    text = draw(styles.files()).text
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(text)))
        taken = draw(st.sampled_from([0, 0, 1, 3]))
        text = text[:place] + draw(st.sampled_from(styles.NASTY)) + text[place + taken :]
    return text


@given(damaged(), entries())
@hypothesis_settings(max_examples=EXAMPLES or 250)
def test_an_odd_file_is_changed_rightly_or_refused(text: str, entry: dict[str, Value]) -> None:
    try:
        new = append(text, "touches", entry)
    except RefusedError:
        return
    assert is_insertion(text, new)
    old, after = read_text(text), read_text(new)
    old_values = old.values if isinstance(old.values, dict) else {}
    assert isinstance(after.values, dict)
    assert {**after.values, "touches": None} == {**old_values, "touches": None}
    assert after.notes == old.notes
    assert [flaw.rule for flaw in after.flaws] == [flaw.rule for flaw in old.flaws]
    assert contact(new).touches[-1] == meant(entry)


ASSIGNED = {
    "grade": ["A+", "F"],
    "birthday": ["1979-05-14", "05-14"],
    "added": ["2026-03-01"],
    "scope": ["personal"],
    "referred_by": ["ben-okafor"],
    "organisation": styles.WORDS,
    "reach": styles.WORDS,
    "name": styles.WORDS,
    "phones": ["+34 600 000 000", "0049 30 1234", "112"],
}


@given(styles.files(), st.data())
@hypothesis_settings(max_examples=EXAMPLES or 250)
def test_a_key_is_set_and_nothing_else_changes(style: styles.Style, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(ASSIGNED)))
    value = data.draw(st.sampled_from(ASSIGNED[key]))
    new = assign(style.text, key, value)
    old_values, old_notes = stock(style.text)
    new_values, new_notes = stock(new)
    assert new_notes == old_notes
    assert new_values[key] == value
    assert {**new_values, key: None} == {**old_values, key: None}


@pytest.mark.parametrize("kind", sorted({*styles.KINDS, "root in flow, flow list"}))
def test_the_generator_reaches_every_style(kind: str) -> None:
    def of_kind(style: styles.Style) -> bool:
        return style.kind == kind and "\r" in style.text

    quickly = hypothesis_settings(phases=[Phase.generate], derandomize=True, database=None, max_examples=2000)
    assert of_kind(find(styles.files(), of_kind, settings=quickly))
