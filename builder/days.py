"""Calendar arithmetic: durations in days and calendar months, birthdays, and windows of time.

Everything is a plain date in the owner's time zone; nothing here knows what day it is.
"""

from __future__ import annotations

import calendar
import datetime as dt
import enum
import re
from dataclasses import dataclass


class Unit(enum.StrEnum):
    """What a duration counts."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    """A calendar month; the day is clamped, so 31 January + 1 month is 28 or 29 February."""
    YEAR = "year"
    """Twelve calendar months."""


_ISO_UNITS = {"D": Unit.DAY, "W": Unit.WEEK, "M": Unit.MONTH, "Y": Unit.YEAR}
_WORDS = re.compile(r"([1-9][0-9]{0,5}) *(day|week|month|year)s?")
_ISO = re.compile(r"P([1-9][0-9]{0,5})([DWMY])")
_SHORT = re.compile(r"([1-9][0-9]{0,5})([dwmy])")
_DAYS_PER_MONTH = 365.2425 / 12
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_SHIFT = re.compile(r"([+-])([1-9][0-9]{0,4})([dwmy]?)")
_SHORTEST = 3
"""Letters that a weekday needs, as in Mon."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A stretch of time in one unit, such as `3 months`."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        """As it is written in a file: `1 month`, `3 months`."""
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    @property
    def typical_days(self) -> float:
        """Length in days on average, for comparing durations and for load. Never for finding a date."""
        per = {Unit.DAY: 1.0, Unit.WEEK: 7.0, Unit.MONTH: _DAYS_PER_MONTH, Unit.YEAR: 12 * _DAYS_PER_MONTH}
        return self.count * per[self.unit]


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day of the year, with the year of birth where it is known."""

    month: int
    day: int
    year: int | None = None

    def __str__(self) -> str:
        """As it is written in a file: `1979-05-14` or `05-14`."""
        year = "" if self.year is None else f"{self.year:04d}-"
        return f"{year}{self.month:02d}-{self.day:02d}"

    def in_year(self, year: int) -> dt.date:
        """The day it is celebrated in a year: 29 February is the 28th where the year has none."""
        return dt.date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1]))


def parse_duration(text: str, *, short: bool = False) -> Duration | None:
    """Duration written as `2 weeks` or `P2W`, None where the text is neither.

    Args:
        text: what the user wrote.
        short: also take `14d`, as the command line does.
    """
    found = _WORDS.fullmatch(text)
    if found:
        return Duration(int(found[1]), Unit(found[2]))
    found = _ISO.fullmatch(text)
    if found is None and short:
        found = _SHORT.fullmatch(text)
    return Duration(int(found[1]), _ISO_UNITS[found[2].upper()]) if found else None


_ONE_DAY = Duration(1, Unit.DAY)


def plus(day: dt.date, duration: Duration) -> dt.date:
    """Day a duration after another; calendar months clamp, the calendar's last day is the limit."""
    return _moved(day, duration, 1)


def minus(day: dt.date, duration: Duration) -> dt.date:
    """Day a duration before another; calendar months clamp, the calendar's first day is the limit."""
    return _moved(day, duration, -1)


def _moved(day: dt.date, duration: Duration, sign: int) -> dt.date:
    count = sign * duration.count
    try:
        if duration.unit in {Unit.DAY, Unit.WEEK}:
            return day + dt.timedelta(days=count * (1 if duration.unit is Unit.DAY else 7))
        months = count * (1 if duration.unit is Unit.MONTH else 12)
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return dt.date.max if sign > 0 else dt.date.min


def relative_day(text: str, today: dt.date, *, is_past: bool = False) -> dt.date | None:
    """Day counted from another: `yesterday`, `-3d`, `+2w`, `friday`, `6 weeks`. None for any other text.

    Args:
        text: what the user wrote.
        today: the day that it is counted from.
        is_past: a weekday is the last such day, today included, not the next one.
    """
    word = text.strip().lower()
    if word in _NEAR:
        return _moved(today, _ONE_DAY, _NEAR[word])
    if shift := _SHIFT.fullmatch(word):
        duration = parse_duration(f"{shift[2]}{shift[3] or 'd'}", short=True)
        assert duration is not None
        return minus(today, duration) if shift[1] == "-" else plus(today, duration)
    if duration := parse_duration(word, short=True):
        return plus(today, duration)
    named = [place for place, day in enumerate(WEEKDAYS) if day.startswith(word)]
    if len(word) < _SHORTEST or not named:
        return None
    steps = (named[0] - today.weekday()) % len(WEEKDAYS)
    return _moved(
        today,
        _ONE_DAY,
        steps - len(WEEKDAYS) if is_past and steps else steps or (0 if is_past else len(WEEKDAYS)),
    )


def is_within(day: dt.date, duration: Duration, today: dt.date) -> bool:
    """True if something that happened on `day` happened no longer than `duration` ago."""
    return day <= today <= plus(day, duration)


def next_birthday(birthday: Birthday, after: dt.date) -> dt.date:
    """First day strictly after another on which the birthday is celebrated."""
    this_year = birthday.in_year(after.year)
    if this_year > after:
        return this_year
    return dt.date.max if after.year == dt.MAXYEAR else birthday.in_year(after.year + 1)
