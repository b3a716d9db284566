"""A year of touches as a picture: a column a week, a square a day on which something happened.

It ends with the week of the last touch and not with today's, so that a page does not change overnight.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from ..days import WEEKDAYS
from ..facts import Facts
from ..facts.touches import so_far
from ..model import Contact
from ..model import Touch
from .wording import MONTHS

FEWEST = 3
"""Fewer touches are told by the timeline at a glance."""
_WEEK = len(WEEKDAYS)
_WEEKS = 53
_STEP = 12
"""From one square to the next, in the picture's own units."""
_HEAD = 20
"""Room for the names of the months."""
_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Square:
    """A day on which there was a touch."""

    x: int
    y: int
    kind: str
    """`tried` where nobody was reached, else `once` or `often`."""
    text: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The picture, and what it shows in words."""

    text: str
    width: int
    height: int
    head: int
    """Where the squares begin, below the names of the months."""
    months: tuple[tuple[int, str], ...]
    """Where the names of the months begin."""
    squares: tuple[Square, ...]


def heat_map(facts: Facts, contact: Contact) -> HeatMap | None:
    """Touches of the 53 weeks that end with the last one, None for too few to make a picture."""
    touches = [row.touch for row in so_far(facts, contact)]
    if len(touches) < FEWEST:
        return None
    last = touches[-1].date
    monday = last.toordinal() - last.weekday()
    first = max(monday - (_WEEKS - 1) * _WEEK, 1)
    days: dict[int, list[Touch]] = {}
    for touch in touches:
        if touch.date.toordinal() >= first:
            days.setdefault(touch.date.toordinal(), []).append(touch)
    return HeatMap(
        text=_words(days, last),
        width=_WEEKS * _STEP,
        height=_HEAD + _WEEK * _STEP,
        head=_HEAD,
        months=tuple(_months(first)),
        squares=tuple(_square(day - first, found) for day, found in sorted(days.items())),
    )


def _square(place: int, touches: list[Touch]) -> Square:
    week, weekday = divmod(place, _WEEK)
    reached = sum(touch.reached for touch in touches)
    kind = "tried" if not reached else "once" if reached == 1 else "often"
    text = f"{touches[0].date}: {', '.join(_word(touch) for touch in touches)}"
    return Square(week * _STEP, _HEAD + weekday * _STEP, kind, text)


def _word(touch: Touch) -> str:
    return str(touch.channel) if touch.reached else f"{touch.channel}, no answer"


def _words(days: dict[int, list[Touch]], last: dt.date) -> str:
    touches = [touch for found in days.values() for touch in found]
    channels = Counter(str(touch.channel) for touch in touches)
    parts = ", ".join(f"{channel} {count}" for channel, count in sorted(channels.items()))
    since = dt.date.fromordinal(min(days))
    return f"{len(touches)} touches from {since} to {last}: {parts}"


def _months(first: int) -> list[tuple[int, str]]:
    """Names of the months, each above the first whole week in it."""
    mondays = [dt.date.fromordinal(first + week * _WEEK) for week in range(_WEEKS)]
    return [
        (week * _STEP, MONTHS[monday.month - 1][:_LETTERS])
        for week, monday in enumerate(mondays)
        if monday.day <= _WEEK and week < _WEEKS - 1
    ]
