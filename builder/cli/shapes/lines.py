"""The line that the review, the digest and today have in common."""

from __future__ import annotations

from typing import TypedDict

from .shared import Day


class LineRow(TypedDict):
    """Somebody, a reason with a date, and the command that settles or shows it."""

    id: str | None
    """Whom it is about, `null` where it is nobody in particular."""
    name: str | None
    """Their name."""
    date: Day | None
    """The day that the reason names first."""
    text: str
    """The reason."""
    command: str
    """What to type, as a shell takes it."""
    path: str | None
    """The file in which the reason stands."""
    line: int | None
    """The line in it."""
