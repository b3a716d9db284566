"""Values of plain dicts, as JSON would give them, and what every oracle reads out of them in the same way.

Owns the calendar of the oracles and the words a value may be read as. It must not know a rule of the method.
A value of another kind than the one asked for is a wrong test and raises.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from decimal import Decimal
from typing import TypeAlias

Plain: TypeAlias = Mapping[str, object]
"""A contact, an event, an entry or settings, as JSON would give them; a contact carries its `id` as well."""

ONE_DAY = timedelta(days=1)


def plus(start: date, duration: object) -> date:
    """The day one duration after `start`, reached on foot.

    Months are counted as turns of the calendar's page. In the month of arrival the walk ends on the day of
    the month it began on, or on the last one there is.
    """
    count, unit = _count_and_unit(as_text(duration))
    if unit in ("day", "week"):
        return walk(start, count * (7 if unit == "week" else 1))
    pages = count * (12 if unit == "year" else 1)
    day = start
    while pages or not (day.day == start.day or is_last_of_month(day)):
        if is_last_of_month(day):
            pages -= 1
        day += ONE_DAY
    return day


def minus_months(start: date, months: int) -> date:
    """The day so many calendar months before `start`, the day of the month clamped, reached on foot."""
    pages = months
    day = start
    while pages:
        if day.day == 1:
            pages -= 1
        day -= ONE_DAY
    while day.day > start.day:
        day -= ONE_DAY
    return day


def is_within(day: date, duration: object, today: date) -> bool:
    """Whether something happened within a duration of today."""
    return day <= today and plus(day, duration) >= today


def days_from(start: date, end: date) -> int:
    """Days from one day to the other, negative when `end` comes first."""
    if end < start:
        return -days_from(end, start)
    steps, day = 0, start
    while day != end:
        day += ONE_DAY
        steps += 1
    return steps


def walk(start: date, steps: int) -> date:
    """The day so many days after `start`."""
    day = start
    for _ in range(steps):
        day += ONE_DAY
    return day


def is_last_of_month(day: date) -> bool:
    """Whether the next day is in another month."""
    return (day + ONE_DAY).day == 1


def without_accents_and_case(name: str) -> str:
    """A name as lists are ordered and professions are compared by it."""
    letters = (letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return "".join(letters).casefold()


def past(entries: Iterable[Plain], today: date, key: str = "date") -> list[Plain]:
    """The entries that have happened, in the order of the file."""
    return [entry for entry in entries if entry.get(key) is not None and as_day(entry[key]) <= today]


def latest(entries: Iterable[Plain], today: date) -> Plain | None:
    """The entry that holds: the last by its day, of equal days the later in the file."""
    happened = past(entries, today)
    found = None
    for entry in happened:
        if found is None or as_day(entry["date"]) >= as_day(found["date"]):
            found = entry
    return found


def as_text(value: object) -> str:
    """A value that is a text."""
    if not isinstance(value, str):
        message = f"not a text: {value!r}"
        raise TypeError(message)
    return value


def as_money(value: object) -> Decimal:
    """A value that is money; none is nothing."""
    return Decimal(0) if value is None else Decimal(as_text(value))


def as_day(value: object) -> date:
    """A value that is a day."""
    return value if isinstance(value, date) else date.fromisoformat(as_text(value))


def as_mapping(value: object) -> Plain:
    """A value that has keys."""
    if not isinstance(value, Mapping):
        message = f"not a mapping: {value!r}"
        raise TypeError(message)
    return value


def as_list(value: object) -> list[object]:
    """A value that is a list; none is an empty one."""
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        message = f"not a list: {value!r}"
        raise TypeError(message)
    return list(value)


def as_entries(value: object) -> list[Plain]:
    """A value that is a list of mappings."""
    return [as_mapping(entry) for entry in as_list(value)]


def _count_and_unit(duration: str) -> tuple[int, str]:
    if duration.startswith("P"):
        return int(duration[1:-1]), {"D": "day", "W": "week", "M": "month", "Y": "year"}[duration[-1]]
    count, unit = duration.split()
    return int(count), unit.removesuffix("s")
