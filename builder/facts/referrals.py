"""Who referred whom, and who is joined to whom. Source: S1 rule 28, S3."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Contact
from ..model import ReferralDirection
from ..model import RelationType
from ..wiki import fold
from . import Facts

CENTER_MIN_PEOPLE = 3
"""So many different people make a centre of influence."""


def person_key(facts: Facts, reference: str) -> str:
    """What identifies a person: the id, or the name of one who has no file."""
    return facts.wiki.resolve(reference) or f"={fold(reference)}"


def person_name(facts: Facts, reference: str) -> str:
    """What a person is called: the name in their file, or the text where they have none."""
    known = facts.wiki.contacts.get(facts.wiki.resolve(reference) or "")
    return known.name if known else reference


@dataclass(frozen=True, slots=True)
class Edge:
    """That one person referred another to the owner, however often and in whichever file it is told."""

    referrer: str
    """Id of who referred."""
    referred: str
    """Who was referred, as `person_key` names them."""
    date: dt.date | None
    """The earliest day told, None where no file tells one: then it is in totals and in no time window."""
    entries: tuple[int, ...]
    """Places of the `received` entries in the referrer's file; none where only the other file tells of it."""


def edges(facts: Facts) -> tuple[Edge, ...]:
    """One edge for each ordered pair of referrer and referred, by the two; nobody refers themselves.

    Source: S1 rule 28, referrals from referrals. A `given` entry is never an edge.
    """
    entries: dict[tuple[str, str], list[int]] = {}
    told: set[tuple[str, str]] = set()
    for contact in facts.wiki.contacts.values():
        for place, entry in enumerate(contact.referrals):
            if entry.direction is ReferralDirection.RECEIVED and entry.date <= facts.today:
                pair = (contact.id, person_key(facts, entry.contact))
                entries.setdefault(pair, []).append(place)
        if contact.referred_by and (referrer := facts.wiki.resolve(contact.referred_by)):
            told.add((referrer, contact.id))
    pairs = sorted(pair for pair in entries.keys() | told if pair[0] != pair[1])
    return tuple(_edge(facts, pair, entries.get(pair, ())) for pair in pairs)


def _edge(facts: Facts, pair: tuple[str, str], places: Sequence[int]) -> Edge:
    dates = [facts.wiki.contacts[pair[0]].referrals[place].date for place in places]
    return Edge(*pair, min(dates, default=None), tuple(places))


def referred(facts: Facts) -> Mapping[str, frozenset[str]]:
    """People each person referred to the owner, from either file; nobody refers themselves."""
    out: dict[str, set[str]] = {}
    for edge in facts.of(edges):
        out.setdefault(edge.referrer, set()).add(edge.referred)
    return {referrer: frozenset(people) for referrer, people in out.items()}


def referrers(facts: Facts) -> Mapping[str, tuple[Edge, ...]]:
    """Edges that lead to each person: those through whom they came."""
    out: dict[str, list[Edge]] = {}
    for edge in facts.of(edges):
        out.setdefault(edge.referred, []).append(edge)
    return {person: tuple(found) for person, found in out.items()}


def acquaintances(facts: Facts) -> Mapping[str, frozenset[str]]:
    """People joined to each person by `knows`, in either file."""
    out: dict[str, set[str]] = {}
    for contact in facts.wiki.contacts.values():
        for relation in contact.relations:
            if relation.type is RelationType.KNOWS:
                other = person_key(facts, relation.contact)
                out.setdefault(contact.id, set()).add(other)
                out.setdefault(other, set()).add(contact.id)
    return {person: frozenset(others - {person}) for person, others in out.items()}


def influence(facts: Facts, contact: Contact) -> frozenset[str]:
    """People somebody referred or knows; enough of them make a centre of influence. Source: S3."""
    none: frozenset[str] = frozenset()
    return facts.of(referred).get(contact.id, none) | facts.of(acquaintances).get(contact.id, none)
