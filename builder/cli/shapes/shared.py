"""Rows that several commands print, and what is at the head of all of them."""

from __future__ import annotations

from typing import Annotated
from typing import TypeAlias
from typing import TypedDict

from ...facts.due import Status
from ...model import Channel
from ...model import Grade
from ...model import Scope
from ...model import Stage
from ...report.tables import Day
from ...report.tables import Head
from ...report.tables import Version
from ...workspace import Reason

__all__ = ["Because", "Day", "DueRow", "Head", "LastTouch", "Version"]

Because: TypeAlias = Reason


class LastTouch(TypedDict):
    """A touch, in short."""

    date: Day
    """The day of it."""
    channel: Annotated[str, Channel]
    """How it reached them."""


class DueRow(TypedDict):
    """When somebody is due, and why."""

    id: str
    """Who."""
    name: str
    """Their name."""
    grade: Annotated[str, Grade]
    """As it counts: a blank one is `C`."""
    stage: Annotated[str, Stage]
    """As it counts: a blank one is `contact`."""
    scope: Annotated[str, Scope]
    """As it counts: a blank one is what the owner's `use` says."""
    due_on: Day
    """The day, the snooze included."""
    status: Annotated[str, Status]
    """How it stands on that day."""
    days_overdue: int
    """Days since then, negative before the day."""
    ratio: float
    """Time since the last touch as a share of what the grade allows, two decimals, 3 at most."""
    last_touch: LastTouch | None
    """The last personal touch that reached them."""
    because: list[Because]
    """Why."""
