"""Referrals from referrals: generations, cycles, chains, and what came of all that somebody set going.

Source: S1 rule 28, "then referrals from referrals". People are named as `person_key` names them: somebody
without a file counts by name and leads nowhere. Nothing here is deeper than a loop, however long a chain is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from ..model import Contact
from ..model import Outcome
from ..model import Referral
from . import Because
from . import Facts
from .components import components
from .customer import bought
from .network import name_of
from .referrals import Edge
from .referrals import edges
from .referrals import referred
from .referrals import referrers

NOTHING = Decimal(0)
FEW = 5
"""So many won referrals of others are named as reasons, the nearest."""


@dataclass(frozen=True, slots=True)
class Downstream:
    """What somebody set going, at any depth."""

    people: int
    """Different people reached, not counting oneself."""
    won: Decimal
    """What the won referrals among them brought in, in the wiki's currency."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands in the graph of referrals."""

    generation: int | None
    """0 without a referrer; None in or behind a cycle that no root reaches."""
    came_by: tuple[Edge, ...]
    """Who referred them, by id."""
    brought: tuple[Edge, ...]
    """Whom they referred, by `person_key`."""
    downstream: Downstream
    because: tuple[Because, ...]


def place(facts: Facts, contact: Contact) -> Place:
    """Where somebody stands in the graph of referrals. Source: S1 rule 28, referrals from referrals."""
    came_by = facts.of(referrers).get(contact.id, ())
    brought = facts.of(leaving).get(contact.id, ())
    downstream = facts.of(downstreams).get(contact.id, Downstream(0, NOTHING))
    because = [_because(facts, edge, contact) for edge in (*came_by, *brought)]
    if downstream.won > sum((facts.of(won).get((e.referrer, e.referred), NOTHING) for e in brought), NOTHING):
        because += (_because(facts, edge, contact) for edge in islice(_further_won(facts, contact), FEW))
    return Place(facts.of(generations).get(contact.id), came_by, brought, downstream, tuple(because))


def _further_won(facts: Facts, contact: Contact) -> Iterator[Edge]:
    """Referrals that were won behind those of somebody's own, the nearest first, then by ids."""
    value, steps = facts.of(won), facts.of(leaving)
    met, frontier = {contact.id}, [contact.id]
    while frontier:
        found = [edge for person in frontier for edge in steps.get(person, ())]
        for edge in found:
            ends = edge.referrer, edge.referred
            if contact.id not in ends and value.get(ends):
                yield edge
        frontier = sorted({edge.referred for edge in found} - met)
        met.update(frontier)


def _because(facts: Facts, edge: Edge, contact: Contact) -> Because:
    """An edge in words, as somebody sees it who mostly is at one of its ends."""
    text = f"{name_of(facts, edge.referrer)} referred {name_of(facts, edge.referred)}"
    if edge.referrer == contact.id:
        text = f"referred {name_of(facts, edge.referred)}"
    elif edge.referred == contact.id:
        text = f"came through {name_of(facts, edge.referrer)}"
    text += told(facts, edge)
    if edge.entries:
        dates = [entry.date for entry in entries(facts, edge)]
        first = edge.entries[dates.index(min(dates))]
        return Because(text, facts.wiki.contacts[edge.referrer].path, ("referrals", first))
    return Because(text, facts.wiki.contacts[edge.referred].path, ("referred_by",))


def told(facts: Facts, edge: Edge) -> str:
    """Day, outcome and value of a referral in words: ` on 2026-11-02, won, 4200`; empty without them."""
    how = outcome(facts, edge)
    worth = facts.of(won).get((edge.referrer, edge.referred))
    parts = [
        f" on {edge.date}" if edge.date else "",
        f", {how}" if how else "",
        f", {worth:f}" if worth else "",
    ]
    return "".join(parts)


def entries(facts: Facts, edge: Edge) -> tuple[Referral, ...]:
    """What the referrer's file says of a referral; nothing where only the other file tells of it."""
    return tuple(facts.wiki.contacts[edge.referrer].referrals[number] for number in edge.entries)


def outcome(facts: Facts, edge: Edge) -> Outcome | None:
    """How far a referral has come: what its latest entry says, of equal days the later in the file."""
    said = [entry for entry in entries(facts, edge) if entry.outcome is not None]
    return max(reversed(said), key=lambda entry: entry.date).outcome if said else None


def leaving(facts: Facts) -> Mapping[str, tuple[Edge, ...]]:
    """Edges that leave each person: whom they referred."""
    out: dict[str, list[Edge]] = {}
    for edge in facts.of(edges):
        out.setdefault(edge.referrer, []).append(edge)
    return {person: tuple(found) for person, found in out.items()}


def onward(facts: Facts) -> Mapping[str, tuple[str, ...]]:
    """Whom each person referred, sorted."""
    return {person: tuple(sorted(people)) for person, people in facts.of(referred).items()}


def parts(facts: Facts) -> tuple[tuple[str, ...], ...]:
    """People who lead to each other, as one part each; every part behind all that it leads to."""
    ways = facts.of(onward)
    return tuple(components(ways, ways))


def cycles(facts: Facts) -> tuple[tuple[str, ...], ...]:
    """People who referred each other, through others or not: each such knot once, by its first id."""
    return tuple(sorted(part for part in facts.of(parts) if len(part) > 1))


def circle(facts: Facts, knot: Sequence[str]) -> tuple[str, ...]:
    """Shortest way from the first of a knot back to them, told without the return; ties by ids."""
    ways, inside = facts.of(onward), frozenset(knot)
    came: dict[str, str] = {}
    frontier = [knot[0]]
    while knot[0] not in came:
        reached = []
        for person in frontier:
            for other in ways[person]:
                if other in inside and other not in came:
                    came[other] = person
                    reached.append(other)
        frontier = reached
    back = [came[knot[0]]]
    while back[-1] != knot[0]:
        back.append(came[back[-1]])
    return tuple(reversed(back))


def generations(facts: Facts) -> Mapping[str, int]:
    """Generation of everybody in the wiki and of everybody referred; who has none is missing.

    0 without a referrer, else one more than the smallest among the referrers. In a cycle that no root
    reaches, and behind one, there is no beginning to count from.
    """
    came, ways = facts.of(referrers), facts.of(onward)
    out = dict.fromkeys((person for person in (*facts.wiki.contacts, *ways) if person not in came), 0)
    frontier, depth = list(out), 0
    while frontier:
        depth += 1
        reached = []
        for person in frontier:
            for other in ways.get(person, ()):
                if other not in out:
                    out[other] = depth
                    reached.append(other)
        frontier = reached
    return out


def won(facts: Facts) -> Mapping[tuple[str, str], Decimal]:
    """What each referral that was won brought in; who was not won is missing.

    The values told, and for an entry without one what the person bought since. Two such entries on one edge
    count a purchase once. Source: S2, a business run on referrals, quality as well as number.
    """
    out = {}
    for edge in facts.of(edges):
        gained = [entry for entry in entries(facts, edge) if entry.outcome is Outcome.WON]
        if gained:
            value = sum((entry.value for entry in gained if entry.value is not None), NOTHING)
            since = min((entry.date for entry in gained if entry.value is None), default=None)
            person = facts.wiki.contacts.get(edge.referred)
            if since is not None and person is not None:
                purchases = facts.about(bought, person)
                value += sum((p.amount or NOTHING for p in purchases if p.date >= since), NOTHING)
            out[edge.referrer, edge.referred] = value
    return out


def downstreams(facts: Facts) -> Mapping[str, Downstream]:
    """What everybody who referred somebody set going; each edge counts once for whoever leads to it.

    Who is reached is kept as the bits of one number for each part, and forgotten when all that lead to the
    part have been told: ten thousand people in one chain take as little room as ten thousand apart.
    """
    ranked = facts.of(parts)
    behind = _behind(ranked, facts.of(onward))
    asking = Counter(other for others in behind for other in others)
    bit = {person: number for number, person in enumerate(person for part in ranked for person in part)}
    worth: dict[int, Decimal] = {}
    for (referrer, _), value in facts.of(won).items():
        worth[bit[referrer]] = worth.get(bit[referrer], NOTHING) + value
    gains = _Gains(worth)
    reach: dict[int, tuple[int, Decimal]] = {}
    out: dict[str, Downstream] = {}
    for number, part in enumerate(ranked):
        own = sum(1 << bit[person] for person in part)
        seen, value = gains.together([(own, gains.of(own)), *(reach[other] for other in behind[number])])
        if asking[number]:
            reach[number] = seen, value
        for other in behind[number]:
            asking[other] -= 1
            if not asking[other]:
                del reach[other]
        out |= dict.fromkeys(part, Downstream(seen.bit_count() - 1, value))
    return out


def _behind(ranked: Sequence[tuple[str, ...]], ways: Mapping[str, tuple[str, ...]]) -> list[list[int]]:
    """The parts that each part leads to at once, by their numbers."""
    number_of = {person: number for number, part in enumerate(ranked) for person in part}
    return [
        sorted({number_of[other] for person in part for other in ways.get(person, ())} - {number})
        for number, part in enumerate(ranked)
    ]


class _Gains:
    """What people gained, each known by one bit."""

    def __init__(self, gains: Mapping[int, Decimal]) -> None:
        self._gains = gains
        self._all = sum(1 << bit for bit in gains)

    def of(self, people: int) -> Decimal:
        """Sum over some people."""
        rest, value = people & self._all, NOTHING
        while rest:
            lowest = rest & -rest
            value += self._gains[lowest.bit_length() - 1]
            rest ^= lowest
        return value

    def together(self, groups: Sequence[tuple[int, Decimal]]) -> tuple[int, Decimal]:
        """Everybody in some groups whose sums are known, and the sum over them.

        Groups mostly lie apart, or one holds the other; people are counted singly only where two overlap.
        """
        seen, value = 0, NOTHING
        for people, known in sorted(groups, key=lambda group: -group[0].bit_count()):
            new = people & ~seen
            value += known if new == people else self.of(new)
            seen |= people
        return seen, value


def ancestors(facts: Facts, person: str) -> tuple[str, ...]:
    """Through whom somebody came, the root first and themselves last; the first id of each generation."""
    known, came = facts.of(generations), facts.of(referrers)
    line = [person]
    while depth := known.get(line[-1], 0):
        line.append(next(e.referrer for e in came[line[-1]] if known.get(e.referrer) == depth - 1))
    return tuple(reversed(line))


def chains(facts: Facts, most: int) -> tuple[tuple[str, ...], ...]:
    """The longest lines of referrals from a root to somebody who referred nobody, ties by the last id.

    Only lines in which somebody who was referred referred somebody else.

    Args:
        facts: the facts.
        most: so many lines.
    """
    ways = facts.of(onward)
    ends = [
        (-depth, person)
        for person, depth in facts.of(generations).items()
        if depth > 1 and not ways.get(person)
    ]
    return tuple(ancestors(facts, person) for _, person in sorted(ends)[:most])


def by_generation(facts: Facts) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Everybody who was referred or referred somebody, by generation; those without one are left out."""
    known, joined = facts.of(generations), facts.of(onward).keys() | facts.of(referrers).keys()
    found: dict[int, list[str]] = {}
    for person in sorted(joined & known.keys()):
        found.setdefault(known[person], []).append(person)
    for depth in sorted(found):
        yield depth, tuple(found[depth])
