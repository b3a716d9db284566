"""What `soi path` prints: the best ways to be introduced to somebody."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...model import Grade
from .shared import Day
from .shared import Head
from .shared import LastTouch


class TieRow(TypedDict):
    """One thing that joins two people."""

    kind: str
    """`referral`, or the type of a relation."""
    source: str
    """Id of who referred, or of whom the relation is told."""
    target: str
    """Id of the other."""
    date: Day | None
    """The earliest day of a referral."""


class StepRow(TypedDict):
    """Somebody on the way."""

    id: str
    """Who."""
    name: str
    """Their name."""
    grade: Annotated[str, Grade]
    """As it counts: a blank one is `C`."""
    cost: float
    """What it costs to step on them."""
    last_touch: LastTouch | None
    """The last personal touch that reached them."""
    ties: list[TieRow]
    """What joins them to the one before; nothing for the first, whom you know."""


class AskRow(TypedDict):
    """One thing to do on the way."""

    who: str
    """Id of whom to talk to."""
    to_reach: str
    """Id of whom they can introduce; the same where you know the goal yourself."""
    sentence: str
    """What to do, in words."""
    command: str
    """The command that writes down what came of it."""


class PathRow(TypedDict):
    """One way from you to somebody."""

    cost: float
    """The sum over the steps; the lower, the better."""
    steps: list[StepRow]
    """Everybody on the way, the goal last."""
    asks: list[AskRow]
    """What to do, in order."""


class Output(Head):
    """The best ways to somebody, the best first."""

    id: str
    """Whom to reach."""
    name: str
    """Their name."""
    paths: list[PathRow]
    """The ways; none where nobody you know leads to them."""
