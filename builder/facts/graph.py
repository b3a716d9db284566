"""The whole network as nodes and edges, with places for a picture: what is drawn and what is exported.

Of a person there is a name and how far things have come with them, and nothing that could be read on a card.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..model import Contact
from ..model import Grade
from ..model import Outcome
from ..model import Scope
from ..model import Stage
from . import Facts
from .generations import generations
from .generations import outcome
from .generations import won
from .layout import positions
from .network import REFERRAL
from .network import Tie
from .network import joined
from .network import name_of
from .network import public_id
from .network import ties
from .referrals import edges


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody in the network."""

    id: str
    """The id; of somebody without a file the name, which is nobody's id."""
    name: str
    grade: Grade | None
    """None for somebody without a file."""
    stage: Stage | None
    generation: int | None
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that joins two nodes."""

    kind: str
    """`referral`, or the relation."""
    source: str
    target: str
    is_mutual: bool
    """It reads the same in both directions."""
    date: dt.date | None
    outcome: Outcome | None
    value: Decimal | None
    """What a won referral brought in."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by id, people without a file last; edges by source, target and kind."""

    nodes: tuple[Node, ...]
    edges: tuple[Line, ...]


def graph(facts: Facts, people: Collection[str] | None = None) -> Graph:
    """The network, or what of it lies among some people.

    With `use: personal` there are no referrals in it.

    Args:
        facts: the facts.
        people: keys of those who are in it; everybody where it is None.
    """
    places = facts.of(positions)
    kept = places.keys() if people is None else places.keys() & set(people)
    drawn = [tie for tie in facts.of(ties) if tie.source in kept and tie.target in kept]
    ordered = sorted(kept, key=lambda person: (person.startswith("="), person))
    return Graph(tuple(_node(facts, person) for person in ordered), tuple(_lines(facts, drawn)))


def _node(facts: Facts, person: str) -> Node:
    contact = facts.wiki.contacts.get(person)
    is_private = facts.settings.owner.use is Scope.PERSONAL
    x, y = facts.of(positions)[person]
    return Node(
        public_id(facts, person),
        name_of(facts, person),
        contact.effective_grade if contact else None,
        contact.effective_stage if contact and not is_private else None,
        None if is_private else facts.of(generations).get(person),
        x,
        y,
    )


def _lines(facts: Facts, drawn: Iterable[Tie]) -> Iterable[Line]:
    told = {(edge.referrer, edge.referred): edge for edge in facts.of(edges)}
    for tie in drawn:
        ends = tie.source, tie.target
        edge = told[ends] if tie.kind == REFERRAL else None
        yield Line(
            tie.kind,
            public_id(facts, tie.source),
            public_id(facts, tie.target),
            tie.is_mutual,
            tie.date,
            outcome(facts, edge) if edge else None,
            facts.of(won).get(ends) if edge else None,
        )


def around(facts: Facts, contact: Contact, depth: int) -> frozenset[str]:
    """Keys of somebody and of those so many ties away at most."""
    near = facts.of(joined)
    met, frontier = {contact.id}, [contact.id]
    for _ in range(depth):
        frontier = [
            *dict.fromkeys(other for person in frontier for other in near.get(person, ()) if other not in met)
        ]
        met.update(frontier)
    return frozenset(met)


def within(facts: Facts, scope: Scope) -> frozenset[str]:
    """Keys of those who belong to a part of life, and of people without a file whom they name."""
    near = facts.of(joined)
    own = {c.id for c in facts.wiki.contacts.values() if facts.scope(c) in {scope, Scope.BOTH}}
    named = {other for person in own for other in near.get(person, ()) if other not in facts.wiki.contacts}
    return frozenset(own | named)
