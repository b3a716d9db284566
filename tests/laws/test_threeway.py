"""Third law: a merge loses nothing, doubles nothing, brings nothing back, and commutes as values.

What should come out is reckoned here from plain data, number by number; what did come out is read by stock
PyYAML. Neither shares code with the merge.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from hypothesis import example
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from builder.edit.segments import ROWS
from builder.edit.splice import append
from builder.edit.splice import assign
from builder.edit.splice import listed
from builder.edit.threeway import merge
from builder.edit.weave import _woven
from builder.edit.weave import weave
from builder.source import read

from ..conftest import EXAMPLES
from . import people
from . import styles
from .people import Person
from .people import Story
from .people import Touch
from .test_splice import damaged
from .test_splice import stock

MARKERS = re.compile(r"^(<{7} ours|={7}|>{7} theirs)\r?\n", re.MULTILINE)
OWN = ("reach", "location")
Values = tuple[tuple[str, str], ...]


def resolved(content: bytes, side: int) -> str:
    """A merged file with one side taken wherever there are markers."""
    out, inside = [], None
    for line in content.decode("utf-8-sig").splitlines(keepends=True):
        mark = line.rstrip("\r\n")
        if mark == "<<<<<<< ours":
            inside = 0
        elif mark == "=======" and inside == 0:
            inside = 1
        elif mark == ">>>>>>> theirs" and inside == 1:
            inside = None
        elif inside in {None, side}:
            out.append(line)
    assert inside is None
    return "".join(out)


def said(text: str) -> tuple[dict[str, Any], list[str]]:  # Any: plain YAML values
    """What a file says, lists as lists and touches as sorted pairs, and its paragraphs."""
    values, notes = stock(text)
    tags = values.get("tags") or []
    values["tags"] = [tags] if isinstance(tags, str) else tags
    values["touches"] = [touch_values(touch) for touch in values.get("touches") or []]
    values["value"] = values.get("value") or {}
    return values, [line for line in re.split(r"\r?\n", notes) if line]


def touch_values(touch: dict[str, str]) -> Values:
    if "date" not in touch:
        [(words, note)] = touch.items()
        day, channel = words.split()
        touch = {"date": day, "channel": channel, "note": note}
    return tuple(sorted(touch.items()))


@dataclass(frozen=True, slots=True)
class Three:
    """One thing in the three versions, None where it is not there."""

    base: Any
    ours: Any
    theirs: Any

    @property
    def is_conflict(self) -> bool:
        return self.ours != self.theirs and self.base not in {self.ours, self.theirs}

    def settled(self, side: int) -> Any:
        """What it has become, for a side where both changed it."""
        if self.ours == self.base:
            return self.theirs
        return self.ours if self.theirs == self.base or side == 0 else self.theirs


def by_key(*versions: dict[str, Any]) -> dict[str, Three]:
    names = {name for version in versions for name in version}
    return {name: Three(*(version.get(name) for version in versions)) for name in names}


def by_number(story: Story) -> dict[str, Three]:
    sides = (story.base, story.ours, story.theirs)
    return by_key(*({touch.number: touch for touch in person.touches} for person in sides))


def is_clear(story: Story, number: str) -> bool:
    """True if no other touch of that day and channel was changed, so it can only be that one."""

    def mark(touch: Touch) -> tuple[str, str]:
        return touch.day, touch.channel

    threes = by_number(story)
    own = threes[number].base
    if own is None:
        return False
    for other, three in threes.items():
        found = three.base or three.ours or three.theirs
        values = [touch and touch.values for touch in (three.base, three.ours, three.theirs)]
        if other != number and mark(found) == mark(own) and len(set(values)) > 1:
            return False
    return True


def outcomes(story: Story, number: str, side: int) -> list[list[Values]]:
    """What may have become of one touch, and whether somebody has to decide it."""
    three = by_number(story)[number]
    versions = [touch and touch.values for touch in (three.base, three.ours, three.theirs)]
    values = Three(*versions)
    if not values.is_conflict:
        return [[values.settled(0)] if values.settled(0) else []]
    if not is_clear(story, number):
        return [[value for value in versions[1:] if value]]
    if None in versions[1:]:
        return [[values.settled(side)] if values.settled(side) else []]
    keys = by_key(*(dict(value or ()) for value in versions))
    settled = {name: key.settled(side) for name, key in keys.items()}
    return [[tuple(sorted((name, value) for name, value in settled.items() if value))]]


def has_conflict(story: Story) -> bool:
    """True if the sides contradict each other in the front matter."""
    sides = (story.base, story.ours, story.theirs)
    singles = by_key(*(dict(person.scalars) for person in sides))
    worths = by_key(*(dict(person.worth) for person in sides))
    if any(three.is_conflict for three in (*singles.values(), *worths.values())):
        return True
    for number, three in by_number(story).items():
        if three.base and is_clear(story, number):
            versions = [touch and touch.values for touch in (three.base, three.ours, three.theirs)]
            if Three(*versions).is_conflict:
                keys = by_key(*(dict(value or ()) for value in versions))
                if None in versions[1:] or any(key.is_conflict for key in keys.values()):
                    return True
    return False


def may_notes_conflict(story: Story) -> bool:
    """True if both sides changed the notes; whether they contradict each other only git knows."""
    return Three(*((p.notes, p.has_end) for p in (story.base, story.ours, story.theirs))).is_conflict


def merged_three(versions: list[tuple[str, ...]]) -> set[str]:
    """Texts of a list in which none is twice."""
    base, ours, theirs = map(set, versions)
    return (base & ours & theirs) | (ours - base) | (theirs - base)


def check(story: Story, content: bytes, *, is_clean: bool) -> None:
    sides = (story.base, story.ours, story.theirs)
    if not may_notes_conflict(story):
        assert is_clean is not has_conflict(story)
    elif has_conflict(story):
        assert not is_clean
    assert is_clean is not bool(MARKERS.search(content.decode("utf-8-sig")))
    for side in (0, 1):
        values, paragraphs = said(resolved(content, side))
        singles = by_key(*(dict(person.scalars) for person in sides))
        expected = {name: value for name, key in singles.items() if (value := key.settled(side))}
        assert {name: values.get(name) for name in people.SCALARS if name in values} == expected
        worths = by_key(*(dict(person.worth) for person in sides))
        expected = {name: value for name, key in worths.items() if (value := key.settled(side))}
        assert values["value"] == expected
        assert Counter(values["tags"]) == Counter(merged_three([person.tags for person in sides]))
        found: dict[str, list[Values]] = {}
        for touch in values["touches"]:
            found.setdefault(dict(touch)["note"].split()[0][1:], []).append(touch)
        for number in {*by_number(story), *found}:
            assert sorted(found.get(number, [])) in [sorted(may) for may in outcomes(story, number, side)]
        if is_clean:
            assert Counter(paragraphs) == Counter(merged_three([person.notes for person in sides]))
    text = content.decode("utf-8-sig")
    base, ours, theirs = (person.said for person in sides)
    due = (base & ours & theirs) + ((ours - base) | (theirs - base))
    assert not due - Counter(re.findall(r"# (.+?)\r?$", text, re.MULTILINE))


def with_touch(touch: Touch) -> Person:
    return Person(touches=(touch,))


@given(people.stories())
@example(
    Story(
        with_touch(Touch("b1", "2026-01-01", "call", style=3, inner="to do", comment="to do")),
        with_touch(Touch("b1", "2026-01-01", "call", version=1, style=3, inner="to do", comment="to do")),
        with_touch(Touch("b1", "2026-01-01", "call", mood="happy", style=3, inner="to do", comment="to do")),
    )
)
@hypothesis_settings(max_examples=EXAMPLES or 200)
def test_nothing_is_lost_doubled_or_brought_back(story: Story) -> None:
    contents = [person.content() for person in (story.base, story.ours, story.theirs)]
    here = merge(*contents)
    check(story, here.content, is_clean=here.is_clean)
    there = merge(contents[0], contents[2], contents[1])
    assert here.is_clean is there.is_clean
    for side in (0, 1):
        assert said(resolved(here.content, side))[0] == said(resolved(there.content, 1 - side))[0]
    if here.is_clean:
        assert said(resolved(here.content, 0)) == said(resolved(there.content, 0))


@given(
    *[st.lists(st.sampled_from(["a", {"date": "1"}, {"date": 1}, {"date": True}]), max_size=5)] * 3,
    st.sampled_from(["touches", "tags"]),
)
@hypothesis_settings(max_examples=EXAMPLES or 200)
def test_what_all_begin_with_matches_whatever_follows(
    base: list[object], ours: list[object], theirs: list[object], key: str
) -> None:
    row = ROWS[key]
    assert weave(row, base, ours, theirs) == _woven(row, base, ours, theirs)


@given(people.persons("o"), people.persons("t"))
@hypothesis_settings(max_examples=EXAMPLES or 60)
def test_two_who_make_the_same_file_have_the_union(ours: Person, theirs: Person) -> None:
    found = merge(b"", ours.content(), theirs.content())
    check(Story(Person(scalars=()), ours, theirs), found.content, is_clean=found.is_clean)


@given(people.stories())
@hypothesis_settings(max_examples=EXAMPLES or 30)
def test_a_side_without_changes_gives_way_to_the_byte(story: Story) -> None:
    base, ours = story.base.content(), story.ours.content()
    assert merge(base, ours, base).content == merge(base, base, ours).content == ours
    assert merge(base, ours, ours).content == ours
    assert merge(b"", ours, ours).content == ours


@st.composite
def written(draw: st.DrawFn, text: str, side: str) -> str:
    """A file in any style after what commands do to it."""
    for number in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            entry = {
                "date": draw(st.sampled_from(people.DAYS)),
                "channel": "visit",
                "note": f"{side}{number}",
            }
            text = append(text, "touches", entry)
        else:
            text = assign(text, draw(st.sampled_from(OWN)), draw(st.sampled_from("no")))
    return text


@given(styles.files(), st.data())
@hypothesis_settings(max_examples=EXAMPLES or 100)
def test_what_commands_add_on_both_sides_is_there_in_any_style(
    style: styles.Style, data: st.DataObject
) -> None:
    ours, theirs = data.draw(written(style.text, "o")), data.draw(written(style.text, "t"))
    found = merge(*(text.encode() for text in (style.text, ours, theirs)))
    before, here, there = (Counter(map(str, listed(text, "touches"))) for text in (style.text, ours, theirs))
    for side in (0, 1):
        text = resolved(found.content, side)
        assert Counter(map(str, listed(text, "touches"))) == before + (here - before) + (there - before)
        old, new = stock(style.text)[0], stock(text)[0]
        own = {"touches", *OWN}
        assert {name: new[name] for name in new if name not in own} == {
            name: old[name] for name in old if name not in own
        }
    values = [stock(text)[0] for text in (ours, theirs)]
    contradicts = any(
        Three(stock(style.text)[0].get(name), *(value.get(name) for value in values)).is_conflict
        for name in OWN
    )
    assert found.is_clean is not contradicts


@given(damaged(), damaged(), damaged())
@example("", "---\nname: A\n---\n", "\0")
@hypothesis_settings(max_examples=EXAMPLES or 60)
def test_a_clean_merge_of_odd_files_can_be_read(base: str, ours: str, theirs: str) -> None:
    contents = [text.encode("utf-8", "surrogatepass") for text in (base, ours, theirs)]
    found = merge(*contents)
    if found.is_clean and found.content not in contents and read(found.content).text.startswith("---"):
        assert isinstance(read(found.content).values, dict | None)
        assert all(flaw.rule.severity.rank > 0 for flaw in read(found.content).flaws)
    if not found.is_clean:
        text = found.content.decode("utf-8", "replace")
        assert "<<<<<<< ours" in text
        assert ">>>>>>> theirs" in text
