"""What `soi graph` prints: everybody, and what joins them."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...model import Grade
from ...model import Outcome
from ...model import Stage
from .shared import Day
from .shared import Head


class NodeRow(TypedDict):
    """Somebody in the network."""

    id: str
    """The id; of somebody without a file the name, which is nobody's id."""
    name: str
    """Their name."""
    grade: Annotated[str, Grade] | None
    """As it counts; `null` for somebody without a file."""
    stage: Annotated[str, Stage] | None
    """As it counts; `null` for somebody without a file."""
    generation: int | None
    """How far from a beginning of the referrals; `null` where there is none."""
    x: float
    """Place in the picture, in units of the space between two people."""
    y: float
    """The same, upwards."""


class EdgeRow(TypedDict):
    """One thing that joins two of them."""

    kind: str
    """`referral`, or the type of a relation; `supplier-of` and `child-of` are told as their inverses."""
    source: str
    """Who referred, or of whom the relation is told."""
    target: str
    """The other."""
    mutual: bool
    """It reads the same in both directions."""
    date: Day | None
    """The earliest day of a referral."""
    outcome: Annotated[str, Outcome] | None
    """How far a referral has come."""
    value: float | None
    """What a referral that was won brought in."""


class Output(Head):
    """The network, or a part of it. With `use: personal` there are no referrals in it."""

    nodes: list[NodeRow]
    """Everybody, by id, people without a file last."""
    edges: list[EdgeRow]
    """What joins them."""
