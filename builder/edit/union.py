"""What two front matters say together: what one has and the other lacks, and where they contradict.

Knows values and no text. Entries of lists are compared by value, short forms written out: one that stands in
both files is one entry, two equal ones in one file stay two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from ..diagnostics import Address
from ..kinds import keys
from .weave import spelled

Values = Mapping[str, object]
"""A front matter as `expand` gives it."""

EARLIER = "added"
"""Of two days on which somebody came into the wiki the earlier one is right."""
RESTING = ("archived", "archived_reason")
"""Said of one file of somebody who lives on in the other, this is not said of the person."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A value that only the other file has."""

    at: Address


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries that only the other file has, or has more often."""

    key: str
    places: tuple[int, ...]
    """In the other file's list."""
    before: tuple[int, ...]
    """How many entries of this file's list stand before each."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two values where there can be but one."""

    at: Address
    kept: object
    other: object

    @property
    def key(self) -> str:
        """The key, with the one above it where there is one."""
        return ".".join(map(str, self.at))


Difference = Lacking | Entries | Contradiction


def differences(record: type, kept: Values, other: Values) -> Iterator[Difference]:
    """What keeps two front matters from being one, in the order of the other file.

    Args:
        record: what both describe.
        kept: the one that stays.
        other: the one whose values come to it.
    """
    rows = keys(record)
    is_resting = not is_blank(kept.get(RESTING[0]))
    for key, value in other.items():
        has = kept.get(key)
        # Another name is no contradiction: it becomes an alias.
        is_alias = key == "name" and isinstance(has, str) and isinstance(value, str) and has
        if is_blank(value) or is_alias or (key in RESTING and not is_resting):
            continue
        row = rows[key][1] if key in rows else None
        if is_blank(has):
            yield Lacking((key,))
        elif row is not None and row.many and isinstance(has, Sequence) and isinstance(value, Sequence):
            yield from _entries(key, has, value)
        elif row is not None and isinstance(has, Mapping) and isinstance(value, Mapping):
            yield from _pairs(key, has, value)
        elif has != value:
            yield Contradiction((key,), has, value)


def _pairs(key: str, has: Values, value: Values) -> Iterator[Difference]:
    for name, inner in value.items():
        if is_blank(inner):
            continue
        if is_blank(has.get(name)):
            yield Lacking((key, name))
        elif has[name] != inner:
            yield Contradiction((key, name), has[name], inner)


def _entries(key: str, has: Sequence[object], value: Sequence[object]) -> Iterator[Difference]:
    left = Counter(map(spelled, has))
    places = []
    for place, entry in enumerate(value):
        name = spelled(entry)
        if left[name]:
            left[name] -= 1
        elif not is_blank(entry):
            places.append(place)
    if not places:
        return
    days, others = _days(has), _days(value)
    before = [len(has)] * len(places)
    if days is not None and others is not None and days == sorted(days) and others == sorted(others):
        before = [bisect_right(days, others[place]) for place in places]
    yield Entries(key, tuple(places), tuple(before))


def _days(entries: Sequence[object]) -> list[str] | None:
    """Days of the entries of a list, None where one has none."""
    days = [entry.get("date") for entry in entries if isinstance(entry, Mapping)]
    found = [day for day in days if isinstance(day, str)]
    return found if len(found) == len(entries) else None


def is_blank(value: object) -> bool:
    """True for what says nothing."""
    return value is None or value in ("", [], {})


def words(value: object) -> str:
    """A value in a line, for whoever has to choose."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {words(inner)}" for name, inner in value.items() if not is_blank(inner))
    if isinstance(value, list):
        return ", ".join(entry_words(entry) for entry in value if not is_blank(entry))
    return "" if value is None else " ".join(str(value).split())


def entry_words(entry: object) -> str:
    """An entry of a list in a line: its values without their keys, as in a short form."""
    if not isinstance(entry, Mapping):
        return words(entry)
    return " ".join(words(inner) for inner in entry.values() if not is_blank(inner))
