"""How to be introduced to somebody: the best ways from the owner, through people who know each other.

Source: S4, "reach approachable people". Costs are whole numbers of `UNIT`, so that two ways that cost the
same are known to, and ids decide between them.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from ..model import Contact
from ..model import Grade
from ..model import Stage
from . import Facts
from .due import LastTouch
from .due import last_personal
from .network import Tie
from .network import joined

YEAR = 365
"""Days of silence that cost as much as a step."""
UNIT = 4 * YEAR
"""One in the costs: a day of silence and a quarter for the grade are both whole numbers of it."""
OWNER = ""
"""Where every way begins; no id is empty."""
_GRADE_COSTS = {Grade.A_PLUS: 0, Grade.A: UNIT // 4, Grade.B: UNIT // 2}


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody on the way, and how one gets to them."""

    contact: Contact
    cost: int
    """In units."""
    last: LastTouch | None
    """When the owner was last in touch with them in person."""
    ties: tuple[Tie, ...]
    """What joins them to the one before; empty where that is the owner."""


@dataclass(frozen=True, slots=True)
class Path:
    """One way from the owner to somebody, who is its last step."""

    cost: int
    """In units."""
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Roads:
    """Who leads to whom, and at what cost."""

    near: Mapping[str, tuple[str, ...]]
    """Who is joined to whom, among those who have a file."""
    costs: Mapping[str, int]
    """What it costs to step on somebody."""
    known: frozenset[str]
    """Those the owner is joined to."""
    closed: frozenset[str]
    """Those who are not passed through."""


def paths(facts: Facts, contact: Contact) -> Iterator[Path]:
    """Ways from the owner to somebody, the cheapest first, ties by the ids along them; each when asked for.

    Nobody is on a way twice. D and F, the archived and the dead are not passed through. Of those behind a
    first way, the ways that leave it at the same person are one group, and the best of each group waits its
    turn: Lawler's form of Yen's algorithm, in which no way is found twice.
    """
    graph = facts.of(roads)
    waiting: list[tuple[int, tuple[str, ...], int, frozenset[str]]] = []

    def look(begin: tuple[str, ...], barred: frozenset[str]) -> None:
        found = _best(graph, begin, barred, contact.id)
        if found is not None:
            heapq.heappush(waiting, (*found, len(begin), barred))

    look((OWNER,), frozenset())
    while waiting:
        cost, way, kept, barred = heapq.heappop(waiting)
        yield _path(facts, graph, cost, way)
        for place in range(kept, len(way)):
            look(way[:place], frozenset({way[place]}) | (barred if place == kept else frozenset()))


def _path(facts: Facts, graph: Roads, cost: int, way: tuple[str, ...]) -> Path:
    steps = []
    for before, person in pairwise(way):
        found = facts.wiki.contacts[person]
        ties = facts.of(joined)[person][before] if before != OWNER else ()
        steps.append(Step(found, graph.costs[person], facts.about(last_personal, found), ties))
    return Path(cost, tuple(steps))


def _best(
    graph: Roads, begin: tuple[str, ...], barred: frozenset[str], goal: str
) -> tuple[int, tuple[str, ...]] | None:
    """Cost and ids of the best way that begins like this and does not go on to anybody barred.

    Looked for from the goal backwards, and no further than the place where the ways part: the costs of
    everybody nearer are then known, and the smallest id at each step makes the first of all best ways.
    """
    turn, used = begin[-1], frozenset(begin)
    left = {goal: 0}
    settled: set[str] = set()
    queue = [(0, goal)]
    end: int | None = None
    while queue and (end is None or queue[0][0] < end):
        far, person = heapq.heappop(queue)
        if person in settled:
            continue
        settled.add(person)
        beyond = far + graph.costs[person]
        if person not in barred and (person in graph.known if turn == OWNER else turn in graph.near[person]):
            end = beyond if end is None else min(end, beyond)
        for other in graph.near.get(person, ()):
            if other not in used and other not in graph.closed and beyond < left.get(other, beyond + 1):
                left[other] = beyond
                heapq.heappush(queue, (beyond, other))
    if end is None:
        return None
    way, rest = list(begin), end
    while way[-1] != goal:
        nexts = graph.known if way[-1] == OWNER else graph.near[way[-1]]
        bars = barred if way[-1] == turn else frozenset()
        step = min(
            person
            for person in settled.intersection(nexts) - bars
            if left[person] + graph.costs[person] == rest
        )
        way.append(step)
        rest = left[step]
    return sum(graph.costs[person] for person in way[1:]), tuple(way)


def roads(facts: Facts) -> Roads:
    """The graph that ways are looked for in."""
    contacts = facts.wiki.contacts
    near = {
        person: tuple(other for other in others if other in contacts)
        for person, others in facts.of(joined).items()
        if person in contacts
    }
    known = frozenset(
        contact.id
        for contact in contacts.values()
        if contact.effective_stage.rank >= Stage.CONTACT.rank and facts.about(last_personal, contact)
    )
    closed = frozenset(
        contact.id
        for contact in contacts.values()
        if contact.effective_grade in {Grade.D, Grade.F} or facts.is_resting(contact)
    )
    return Roads(near, {contact.id: _cost(facts, contact) for contact in contacts.values()}, known, closed)


def _cost(facts: Facts, contact: Contact) -> int:
    """What it costs to step on somebody: one, the grade, and the years since the last touch, one at most."""
    last = facts.about(last_personal, contact)
    days = (facts.today - last.touch.date).days if last else YEAR
    return UNIT + _GRADE_COSTS.get(contact.effective_grade, UNIT) + min(days, YEAR) * (UNIT // YEAR)
