"""Centres of influence: those through whom others are reached. Source: S3, "connects you with others"; S4.

Ranked by betweenness: how many of the shortest ways between any two people lead through them. The graph is
that of `network`: everybody joined by a referral or a relation, in either direction, people without a file
too; each pair counts once, and the owner, to whom everybody is joined, is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Contact
from . import Because
from . import Facts
from .network import joined
from .network import name_of
from .referrals import CENTER_MIN_PEOPLE
from .referrals import influence

EXACT_TO = 2_000
"""So many people are counted exactly; the time grows with the square."""
PIVOTS = 200
"""From so many people the ways are counted where everybody would take too long."""
DIGITS = 9
"""Kept before ranking, so that the order of additions decides nothing."""
_FEW = 5


@dataclass(frozen=True, slots=True)
class Betweenness:
    """Share of all shortest ways that lead through each person, from 0 to 1, by `person_key`."""

    of: Mapping[str, float]
    is_estimate: bool


@dataclass(frozen=True, slots=True)
class Centre:
    """Somebody who joins others."""

    contact: Contact
    betweenness: float
    people: int
    """How many they referred or know."""
    because: tuple[Because, ...]


def centres(facts: Facts) -> tuple[Centre, ...]:
    """Those who referred or know enough people, customers too, by betweenness, then id.

    The archived and the dead are on no list, but the ways through them count.
    """
    found = [
        (contact, people)
        for contact in facts.wiki.contacts.values()
        if len(people := facts.about(influence, contact)) >= CENTER_MIN_PEOPLE
        and not facts.is_resting(contact)
    ]
    if not found:
        return ()
    between = facts.of(betweenness)
    rows = [_centre(facts, contact, people, between.of.get(contact.id, 0.0)) for contact, people in found]
    return tuple(sorted(rows, key=lambda row: (-row.betweenness, row.contact.id)))


def _centre(facts: Facts, contact: Contact, people: frozenset[str], share: float) -> Centre:
    named = sorted(name_of(facts, person) for person in people)
    more = f" and {len(named) - _FEW} more" if len(named) > _FEW else ""
    text = f"referred or knows {len(named)} people: {', '.join(named[:_FEW])}{more}"
    return Centre(contact, share, len(named), (Because(text, contact.path),))


def betweenness(facts: Facts) -> Betweenness:
    """Betweenness of everybody who is joined to somebody; exact for up to 2,000 people, else an estimate."""
    neighbours = {person: tuple(others) for person, others in facts.of(joined).items()}
    if len(neighbours) <= EXACT_TO:
        return Betweenness(_rounded(_exact(neighbours)), is_estimate=False)
    return Betweenness(_rounded(estimated(neighbours, PIVOTS)), is_estimate=True)


def _rounded(shares: Mapping[str, float]) -> Mapping[str, float]:
    return {person: round(share, DIGITS) for person, share in shares.items()}


def _exact(neighbours: Mapping[str, Sequence[str]]) -> Mapping[str, float]:
    import rustworkx  # noqa: PLC0415 -- brings numpy, a quarter of a second, and most commands count no ways

    graph: rustworkx.PyGraph[str, None] = rustworkx.PyGraph(multigraph=False)
    people = list(neighbours)
    number = {person: place for place, person in enumerate(people)}
    graph.add_nodes_from(people)
    graph.add_edges_from_no_data(
        [(number[a], number[b]) for a, others in neighbours.items() for b in others if a < b]
    )
    # In one thread additions come in one order, and every run gives the same last digit.
    found = rustworkx.betweenness_centrality(graph, parallel_threshold=len(people) + 1)
    return {people[place]: share for place, share in found.items()}


def estimated(neighbours: Mapping[str, Sequence[str]], pivots: int) -> Mapping[str, float]:
    """Betweenness from the ways that begin at some people, as if the others' were alike.

    Who the pivots are follows from hashes of their keys, so that it is the same in every run and spread over
    the whole graph. Brandes, "A faster algorithm for betweenness centrality"; with everybody a pivot it is
    exact.
    """
    people = list(neighbours)
    number = {person: place for place, person in enumerate(people)}
    near = [[number[other] for other in neighbours[person]] for person in people]
    chosen = sorted(people, key=lambda person: hashlib.sha256(person.encode()).digest())[:pivots]
    totals = [0.0] * len(people)
    for pivot in chosen:
        _add_ways_from(number[pivot], near, totals)
    pairs = (len(people) - 1) * (len(people) - 2)
    scale = len(people) / (len(chosen) * pairs) if pairs > 0 and chosen else 0.0
    return {person: total * scale for person, total in zip(people, totals, strict=True)}


def _add_ways_from(start: int, near: Sequence[Sequence[int]], totals: list[float]) -> None:
    """Add to each person what the shortest ways from one person lead through them."""
    distance = [-1] * len(near)
    ways = [0] * len(near)
    distance[start], ways[start] = 0, 1
    met = [start]
    for person in met:  # grows while it is gone through
        beyond = distance[person] + 1
        for other in near[person]:
            if distance[other] < 0:
                distance[other] = beyond
                met.append(other)
            if distance[other] == beyond:
                ways[other] += ways[person]
    shares = [0.0] * len(near)
    for person in reversed(met[1:]):
        totals[person] += shares[person]
        carried = 1 + shares[person]
        before = distance[person] - 1
        for other in near[person]:
            if distance[other] == before:
                # Whole numbers first: there can be more ways than a float can count.
                shares[other] += ways[other] / ways[person] * carried
