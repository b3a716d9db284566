"""The coming weeks, day by day: whom to call, what stands on its day, and what does not fit.

Source: S0, set a plan and work it.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..facts.agenda import Entry
from ..facts.plan import PlannedDay
from ..facts.plan import PlannedTouch
from ..facts.plan import PlannedWeek
from ..facts.plan import coming
from ..facts.plan import load
from ..facts.planned import due_words
from ..facts.planned import entry_command
from ..facts.planned import entry_label
from ..facts.planned import load_words
from ..facts.planned import touch_command
from ..facts.planned import week_words
from ..workspace import Workspace
from . import View
from .addresses import PLAN
from .addresses import Ref
from .addresses import ref_to
from .lines import plain_words
from .told import Listed
from .told import Told
from .told import listed
from .told import person
from .told import reasons
from .wording import WEEKDAYS
from .wording import Badge
from .wording import Day
from .wording import grade_badge

MOST_ENTRIES = 10
"""So many entries of a day are shown beside its calls."""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """What stands on its own day."""

    label: str
    who: Ref
    text: Markup | None
    command: str


@dataclass(frozen=True, slots=True)
class TouchLine:
    """A call that is planned."""

    who: Ref
    grade: Badge
    text: str
    reach: Markup | None
    command: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day that holds something."""

    date: str
    weekday: str
    entries: tuple[EntryLine, ...]
    more: int
    """So many further entries are left out."""
    touches: tuple[TouchLine, ...]


@dataclass(frozen=True, slots=True)
class WeekPart:
    """A calendar week."""

    anchor: str
    title: str
    text: str
    days: tuple[DayLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView(View):
    """The plan."""

    day: Day
    load: str
    advice: str
    """What brings the load down, empty where it is not too much."""
    weeks: tuple[WeekPart, ...]
    left: Listed
    """What does not fit."""


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The page."""
    facts = workspace.facts
    found, promised = facts.of(coming), facts.of(load)
    yield (
        PLAN,
        PlanView(
            title="Plan",
            tab=22,
            has_contents=True,
            day=Day(workspace.today, workspace.is_pinned),
            load=f"{load_words(promised)}.",
            advice=promised.advice if promised.is_over else "",
            weeks=tuple(_week(workspace, week, promised.possible) for week in found.weeks),
            left=listed(
                "Does not fit",
                found.pushed_out,
                _left,
                about=f"Due by {found.last}, and there is room only later.",
                nobody="Everything that is due fits.",
                everybody="soi plan",
            ),
        ),
    )


def _week(workspace: Workspace, week: PlannedWeek, possible: int) -> WeekPart:
    return WeekPart(
        f"week-{week.monday}",
        f"Week of {week.monday}",
        week_words(week, possible),
        tuple(_day(workspace, day) for day in week.days),
    )


def _day(workspace: Workspace, day: PlannedDay) -> DayLine:
    return DayLine(
        str(day.date),
        WEEKDAYS[day.date.weekday()],
        tuple(_entry(workspace, entry) for entry in day.entries[:MOST_ENTRIES]),
        max(len(day.entries) - MOST_ENTRIES, 0),
        tuple(_touch(workspace, touch) for touch in day.touches),
    )


def _entry(workspace: Workspace, entry: Entry) -> EntryLine:
    text = plain_words(workspace.wiki, entry.text) if entry.text else None
    return EntryLine(
        entry_label(entry), ref_to(entry.about), text, shlex.join(entry_command(workspace.facts, entry))
    )


def _touch(workspace: Workspace, touch: PlannedTouch) -> TouchLine:
    contact = touch.contact
    return TouchLine(
        who=ref_to(contact),
        grade=grade_badge(workspace.facts, contact),
        text=_why(touch),
        reach=plain_words(workspace.wiki, contact.reach) if contact.reach else None,
        command=shlex.join(touch_command(touch)),
    )


def _left(touch: PlannedTouch) -> Told:
    when = f"room on {touch.date}" if touch.date else "no room within a year"
    return person(touch.contact, f"{when}; {_why(touch)}", shlex.join(touch_command(touch)))


def _why(touch: PlannedTouch) -> str:
    return f"{due_words(touch)}: {reasons(touch.because)}"
