"""The coming months as a grid: planned calls, promises, birthdays and other days to remember, events.

A call stands on the day on which there is room for it, never on one on which the owner is away.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..days import Duration
from ..days import Unit
from ..days import plus
from ..facts.agenda import Entry
from ..facts.agenda import Matter
from ..facts.agenda import agenda
from ..facts.plan import PlannedTouch
from ..facts.plan import planned_touches
from ..workspace import Workspace
from . import View
from .addresses import CALENDAR
from .addresses import DUE
from .addresses import Ref
from .addresses import ref_to
from .lines import plain_words
from .wording import MONTHS
from .wording import WEEKDAYS
from .wording import Day

AHEAD = 3
"""So many months are shown, the one of today included."""
MAX_CALLS = 4
"""More calls of one day are counted only; the page of those due names them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a day."""

    matter: str
    label: str
    """The matter in a word, or that it is late."""
    who: Ref
    text: Markup | None
    is_late: bool
    is_theirs: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the grid."""

    date: dt.date
    weekday: str
    """For a list, which has no columns that would say it."""
    is_today: bool
    is_away: bool
    """The owner is away and calls nobody."""
    items: tuple[Item, ...]
    more_calls: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month, in weeks that begin on Monday; weeks that have passed are left out."""

    anchor: str
    title: str
    weeks: tuple[tuple[Cell | None, ...], ...]
    """None where a week reaches into another month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView(View):
    """The coming months."""

    day: Day
    weekdays: tuple[tuple[str, str], ...]
    """Names, long and short."""
    months: tuple[Month, ...]
    due: Ref


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The page."""
    today = workspace.today
    this_month = today.replace(day=1)
    firsts = [this_month, *(plus(this_month, Duration(n, Unit.MONTH)) for n in range(1, AHEAD))]
    last = firsts[-1].replace(day=calendar.monthrange(firsts[-1].year, firsts[-1].month)[1])
    by_day: dict[dt.date, list[Entry]] = {}
    # Calls stand on the day that is planned for them, all else on its own.
    matters = (entry for entry in agenda(workspace.facts, last) if entry.matter is not Matter.CALL)
    touches = (touch for touch in planned_touches(workspace.facts, last) if touch.date is not None)
    for entry in (*matters, *(_call(workspace, touch) for touch in touches)):
        by_day.setdefault(entry.date, []).append(entry)
    yield (
        CALENDAR,
        CalendarView(
            title="Calendar",
            tab=25,
            day=Day(today, workspace.is_pinned),
            weekdays=tuple((name, name[:3]) for name in WEEKDAYS),
            months=tuple(_month(workspace, first, by_day) for first in firsts),
            due=Ref("Due", DUE),
        ),
    )


def _call(workspace: Workspace, touch: PlannedTouch) -> Entry:
    assert touch.date is not None
    return Entry(touch.date, Matter.CALL, touch.contact, is_late=touch.due_on < workspace.today)


def _month(workspace: Workspace, first: dt.date, by_day: Mapping[dt.date, Sequence[Entry]]) -> Month:
    weeks = []
    for numbers in calendar.Calendar().monthdayscalendar(first.year, first.month):
        dates = [first.replace(day=number) if number else None for number in numbers]
        if any(date is not None and date >= workspace.today for date in dates):
            weeks.append(
                tuple(_cell(workspace, date, by_day.get(date, ())) if date else None for date in dates)
            )
    return Month(f"{first:%Y-%m}", f"{MONTHS[first.month - 1]} {first.year}", tuple(weeks))


def _cell(workspace: Workspace, date: dt.date, entries: Sequence[Entry]) -> Cell:
    calls = [entry for entry in entries if entry.matter is Matter.CALL]
    others = [entry for entry in entries if entry.matter is not Matter.CALL]
    return Cell(
        date=date,
        weekday=WEEKDAYS[date.weekday()],
        is_today=date == workspace.today,
        is_away=date >= workspace.today and workspace.settings.is_away(date),
        items=tuple(_item(workspace, entry) for entry in (*others, *calls[:MAX_CALLS])),
        more_calls=max(len(calls) - MAX_CALLS, 0),
    )


def _item(workspace: Workspace, entry: Entry) -> Item:
    text = plain_words(workspace.wiki, entry.text) if entry.text else None
    late = "overdue" if entry.matter is Matter.CALL else "late"
    label = late if entry.is_late else str(entry.matter)
    return Item(str(entry.matter), label, ref_to(entry.about), text, entry.is_late, entry.is_theirs)
