"""What `soi plan` prints."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...facts.agenda import Matter
from ...model import Grade
from .shared import Because
from .shared import Day
from .shared import Head


class LoadPart(TypedDict):
    """What one grade, or another rule, promises."""

    name: str
    """The grade, or `own cadence` or `status meeting` where that sets the day."""
    promised: float
    """Personal touches a week."""


class LoadRow(TypedDict):
    """What the cadences promise against what can be done."""

    promised: float
    """Personal touches a week: the sum over everybody with a due day of 7 by the days of their cadence."""
    possible: int
    """`capacity.touches_per_week` of the settings."""
    over: bool
    """More is promised than can be done."""
    people: int
    """So many have a due day."""
    parts: list[LoadPart]
    """The part of each grade and rule that has one."""


class PlannedTouch(TypedDict):
    """A personal touch that is planned."""

    date: Day | None
    """The day, `null` where there is no room for it within a year."""
    id: str
    """Who."""
    name: str
    """Their name."""
    grade: Annotated[str, Grade]
    """As it counts."""
    due_on: Day
    """The day they are due; of one that follows a planned touch, by the cadence."""
    days_late: int | None
    """Days from the due day to the planned one, 0 where it is not late, `null` without a day."""
    again: bool
    """It follows one that is planned before."""
    pushed_out: bool
    """There was no room for it on the day that it wanted."""
    reach: str | None
    """How and when to call."""
    because: list[Because]
    """Why."""


class PlannedEntry(TypedDict):
    """What stands on its own day."""

    matter: Annotated[str, Matter]
    """What it is."""
    id: str
    """The contact or the event."""
    name: str
    """Its name."""
    text: str
    """What was promised or is celebrated, or whose birthday it is where that is a relative; may be empty."""
    late: bool
    """It should have been done before."""
    theirs: bool
    """A promise of the other side."""


class PlannedDay(TypedDict):
    """A day that holds something."""

    date: Day
    """The day."""
    entries: list[PlannedEntry]
    """What stands on its own day, whatever the day is."""
    touches: list[PlannedTouch]
    """Whom to call, in their order."""


class PlannedWeek(TypedDict):
    """A week, Monday to Sunday."""

    monday: Day
    """Its first day."""
    made: int
    """Outgoing personal touches that reached somebody this week; 0 in later ones."""
    planned: int
    """Touches that are planned."""
    away: list[Day]
    """Days, from today on, on which the owner is away."""
    days: list[PlannedDay]
    """Those that hold something."""


class Output(Head):
    """The coming weeks, and the load."""

    last: Day
    """The last day of the plan, a Sunday."""
    load: LoadRow
    """What is promised against what is possible."""
    weeks: list[PlannedWeek]
    """In their order."""
    pushed_out: list[PlannedTouch]
    """What is due in these weeks and fits only behind them."""
