"""What `soi dupes` prints."""

from __future__ import annotations

from typing import TypedDict

from .shared import Because
from .shared import Head


class PairNames(TypedDict):
    """Two who may be one."""

    score: int
    """From 40 to 100: what agrees of all that both files say."""
    id: str
    """The one whose id sorts first."""
    name: str
    """Their name."""
    other_id: str
    """The other one."""
    other_name: str
    """Their name."""


class PairRow(PairNames):
    """Two who are probably one, and what speaks for it."""

    because: list[Because]
    """The signals that agree, the names first; each stands in the first one's file."""


class Output(Head):
    """Who is probably in the wiki twice."""

    pairs: list[PairRow]
    """The pairs, the likeliest first."""
