"""What `soi log` prints."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...facts.log import Sort
from ...model import Channel
from ...model import Direction
from .shared import Day
from .shared import Head


class HappenedRow(TypedDict):
    """One thing that happened."""

    date: Day
    """The day of it."""
    sort: Annotated[str, Sort]
    """What sort of thing: a touch, a purchase, a referral and so on."""
    id: str
    """With whom."""
    name: str
    """Their name."""
    text: str
    """What happened, in words."""
    channel: Annotated[str, Channel] | None
    """How the two were in touch, `null` for all else."""
    direction: Annotated[str, Direction] | None
    """Who got in touch, `null` for all else."""
    reached: bool | None
    """It reached the other side, `null` for what is no touch."""
    path: str
    """The file that it stands in: their own, or that of an event they came to."""
    line: int
    """The line in it."""


class Output(Head):
    """What happened between two days."""

    since: Day
    """The first day."""
    until: Day
    """The last day."""
    log: list[HappenedRow]
    """All that happened, newest first; of one day by name."""
