"""What `soi today` prints."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...model import Party
from .lines import LineRow
from .shared import Day
from .shared import DueRow
from .shared import Head


class Call(DueRow):
    """Somebody to call."""

    reach: str | None
    """How and when to call."""
    brief: str | None
    """What to open with, else what was said last."""
    command: str
    """What to type afterwards."""


class PromiseRow(TypedDict):
    """A promise that is not kept yet."""

    id: str
    """Whom it was made to, or who made it."""
    name: str
    """Their name."""
    due: Day
    """The day that it is promised for."""
    what: str
    """What was promised."""
    by: Annotated[str, Party]
    """Who promised."""
    broken: bool
    """It is yours, and its day is past."""
    path: str
    """The file that it stands in."""
    line: int
    """The line in it."""
    command: str
    """What to type when it is kept."""


class BirthdayRow(TypedDict):
    """A birthday ahead."""

    id: str
    """Whose, or the one in whose file it stands."""
    name: str
    """Who has it: the relative's name, where only a relation of that file names them."""
    date: Day
    """The day."""
    turns: int | None
    """The age, where the year of birth is known."""
    command: str
    """What to type when a card was sent."""


class Waiting(TypedDict):
    """A line that waits in the inbox."""

    path: str
    """The file."""
    line: int
    """The line in it."""
    text: str
    """What was captured, without the bullet in front of it."""
    problem: str | None
    """Why it cannot be filed, `null` where `soi inbox --apply` would file it."""


class Findings(TypedDict):
    """How many findings of each severity the files have."""

    error: int
    """Errors."""
    warning: int
    """Warnings."""
    info: int
    """Remarks."""


class Week(TypedDict):
    """The calendar week against the owner's capacity."""

    made: int
    """Outgoing personal touches of it that reached somebody."""
    possible: int
    """`capacity.touches_per_week`."""


class Output(Head):
    """What the day asks for."""

    calls: list[Call]
    """Those overdue or due today, in the order in which to call."""
    promises: list[PromiseRow]
    """Open promises whose day has come."""
    birthdays: list[BirthdayRow]
    """Those of the next seven days."""
    events: list[LineRow]
    """Events of today and tomorrow, by day."""
    thanks: list[LineRow]
    """Referrals for which nobody has said thank you, the oldest first."""
    rewards: list[LineRow]
    """Rewards promised and not paid, the oldest first."""
    drifting: list[LineRow]
    """Those who slip away and are not among the calls, the longest silence for their habit first."""
    week: Week
    """The week against the capacity."""
    inbox: int
    """Number of lines that wait in the inbox; a file that cannot be read counts as one."""
    waiting: list[Waiting]
    """These lines, by path, then line."""
    findings: Findings
    """Number of findings by severity."""
