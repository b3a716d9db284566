"""Referrals as a graph, found by trying every path.

Owns generations, what is downstream and what was won there. Only for a handful of people: every simple path
is walked. It must not know the product, nor any library of graphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias
from typing import TypedDict

from . import people as book
from .plain import Plain
from .plain import as_day
from .plain import as_entries
from .plain import as_money
from .plain import as_text

Node: TypeAlias = tuple[bool, str]
"""Whether they have a file, and their id or else the text they are named by."""
Edge: TypeAlias = tuple[Node, Node]
"""From the referrer to the referred."""


class Referrals(TypedDict):
    """What the graph says about one contact."""

    generation: int | None
    referred_by: list[str]
    referred: list[str]
    downstream: int
    downstream_won: Decimal


def node(people: Sequence[Plain], who: object) -> Node:
    """Somebody named in an entry."""
    known = book.resolve(people, who)
    return (False, as_text(who)) if known is None else (True, known)


def edges(people: Sequence[Plain], today: date) -> dict[Edge, list[Plain]]:
    """Every pair of referrer and referred, once, with the entries that tell of it.

    A pair known only from `referred_by` has no entries.
    """
    found: dict[Edge, list[Plain]] = {}
    for person in people:
        own = (True, as_text(person["id"]))
        for entry in book.referrals(person, "received", today):
            found.setdefault((own, node(people, entry["contact"])), []).append(entry)
        if person.get("referred_by") is not None:
            found.setdefault((node(people, person["referred_by"]), own), [])
    return found


def paths_from(start: Node, pairs: Sequence[Edge]) -> Iterator[list[Node]]:
    """Every path from `start` that meets nobody twice, the one of a single step first."""
    waiting = [[start]]
    while waiting:
        path = waiting.pop(0)
        if len(path) > 1:
            yield path
        waiting += [[*path, after] for before, after in pairs if before == path[-1] and after not in path]


def referrals(people: Sequence[Plain], who: str, today: date) -> Referrals:
    """The place of somebody with a file in the graph."""
    told = edges(people, today)
    pairs = list(told)
    own = (True, who)
    below = {path[-1] for path in paths_from(own, pairs)}
    leaving = [pair for pair in pairs if pair[0] == own or pair[0] in below]
    return Referrals(
        generation=_generation(own, pairs),
        referred_by=sorted(before[1] for before, after in pairs if after == own),
        referred=sorted(after[1] for before, after in pairs if before == own),
        downstream=len(below),
        downstream_won=sum((_won(people, pair, told[pair], today) for pair in leaving), Decimal(0)),
    )


def _generation(own: Node, pairs: Sequence[Edge]) -> int | None:
    """The shortest way down from somebody whom nobody referred."""
    everybody = {person for pair in pairs for person in pair}
    roots = {person for person in everybody | {own} if all(after != person for _, after in pairs)}
    if own in roots:
        return 0
    lengths = [len(path) - 1 for root in roots for path in paths_from(root, pairs) if path[-1] == own]
    return min(lengths, default=None)


def _won(people: Sequence[Plain], pair: Edge, entries: Sequence[Plain], today: date) -> Decimal:
    """What an edge has brought: no purchase counts twice because two entries tell of the win."""
    won = [entry for entry in entries if entry.get("outcome") == "won"]
    total = sum((as_money(entry.get("value")) for entry in won), Decimal(0))
    bare = [as_day(entry["date"]) for entry in won if entry.get("value") is None]
    return total + _bought_since(people, pair[1], min(bare), today) if bare else total


def _bought_since(people: Sequence[Plain], who: Node, since: date, today: date) -> Decimal:
    for person in people:
        if (True, person["id"]) == who:
            sales = book.bought(person, today)
            return sum((sale["amount"] for sale in sales if sale["date"] >= since), Decimal(0))
    return Decimal(0)


def acquaintances(people: Sequence[Plain], who: str, today: date) -> set[Node]:
    """Those they referred, and those joined to them by `knows` in either file."""
    own = (True, who)
    found = {after for before, after in edges(people, today) if before == own}
    for person in people:
        teller = (True, as_text(person["id"]))
        for relation in as_entries(person.get("relations")):
            if relation["type"] == "knows":
                other = node(people, relation["contact"])
                found |= {other} if teller == own else {teller} if other == own else set()
    return found - {own}
