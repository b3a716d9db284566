"""What `soi due` prints."""

from __future__ import annotations

from .shared import DueRow
from .shared import Head


class Output(Head):
    """Who is due, in the order in which to call."""

    due: list[DueRow]
    """The list."""
