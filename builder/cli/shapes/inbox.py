"""What `soi inbox` prints."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...model import Channel
from .shared import Day
from .shared import Head


class WrittenTouch(TypedDict):
    """Where a line of the inbox stands now."""

    path: str
    """The file."""
    line: int
    """The line in it."""
    added: bool
    """False where the very touch stood there before."""


class CaptureRow(TypedDict):
    """A line of the inbox, and what soi takes it for."""

    path: str
    """The file."""
    line: int
    """The line in it."""
    text: str
    """What was captured, without the bullet in front of it; empty for a file that cannot be read."""
    day: Day | None
    """The day of the touch that it is, `null` where the line does not fit."""
    who: str | None
    """The id of the one person it is about."""
    name: str | None
    """Their name."""
    channel: Annotated[str, Channel] | None
    """How it reached them."""
    note: str | None
    """What was said."""
    problem: str | None
    """Why the line stays, `null` where it does not."""
    mend: str | None
    """What to write, `null` where the line does not stay."""
    touch: WrittenTouch | None
    """After `--apply` where it stands, `null` where nothing was written."""


class Output(Head):
    """What waits in the inbox, or waited before `--apply`.

    The exit status is 0 where no line has a `problem`, else 1.
    """

    lines: list[CaptureRow]
    """The lines, by path, then line."""
