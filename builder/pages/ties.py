"""How people are joined, seen from either file, as the pages show it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from ..facts import Facts
from ..facts.exchange import Exchanged
from ..facts.exchange import exchanged
from ..facts.generations import ancestors
from ..facts.generations import place
from ..facts.network import name_of
from ..facts.networks import is_business
from ..facts.organisations import staff
from ..facts.relations import TRADE
from ..facts.relations import ties
from ..facts.supply import Buyer
from ..facts.supply import chain
from ..model import Contact
from ..model import ReferralDirection
from .addresses import Ref
from .addresses import ref
from .addresses import ref_to
from .addresses import words
from .wording import amount
from .wording import spelled


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral that somebody made, got, or came by."""

    sentence: str
    """What it is to the one whose page it is on: `brought you`, `came through`, …"""
    other: Ref
    date: str
    outcome: str
    value: str
    thanked: str
    reward: str
    words: tuple[Markup, ...]
    """Occasion and note."""


@dataclass(frozen=True, slots=True)
class RelationLine:
    """What somebody is to another."""

    sentence: str
    other: Ref
    note: Markup | None
    birthday: str


@dataclass(frozen=True, slots=True)
class BuyerLine:
    """Somebody further down the supply chain."""

    who: Ref
    through: str
    """Name of the one they buy from."""


@dataclass(frozen=True, slots=True)
class Level:
    """One step down the supply chain."""

    buyers: tuple[BuyerLine, ...]
    more: int
    """So many are left out."""


@dataclass(frozen=True, slots=True)
class Descent:
    """Where somebody stands in the graph of referrals."""

    generation: str
    """Empty in or behind a cycle."""
    chain: tuple[Ref, ...]
    """Through whom they came, the first of all first and themselves last; empty for a root."""
    left_out: int
    """So many of a long chain are left out, behind the first."""
    downstream: int
    """People that they set going, at any depth."""
    won: str
    """What those brought in, empty for nothing."""


MOST_OF_CHAIN = 8
"""So many of a chain are named."""
MOST_BUYERS = 20
"""So many of one step of a supply chain are named."""

_SENTENCES = {
    (ReferralDirection.RECEIVED, True): "referred to you",
    (ReferralDirection.GIVEN, True): "you referred to them",
    (ReferralDirection.RECEIVED, False): "came to you through",
    (ReferralDirection.GIVEN, False): "you referred them to",
}
"""By direction, and whether it stands in the file of the one whose page it is."""


def referral_lines(facts: Facts, contact: Contact) -> tuple[ReferralLine, ...]:
    """Referrals in which somebody takes part, the latest first, those without a day last, then by name.

    None in a wiki for family and friends.
    """
    if not is_business(facts):
        return ()
    lines = [_line(facts, one) for one in exchanged(facts, contact)]
    lines.sort(key=lambda line: (line.other.text, line.other.href or ""))
    lines.sort(key=lambda line: line.date or str(dt.date.min), reverse=True)
    return tuple(lines)


def _line(facts: Facts, one: Exchanged) -> ReferralLine:
    sentence, other = _SENTENCES[one.direction, one.is_own], ref(facts.wiki, one.other)
    entry = one.entry
    if entry is None:
        return ReferralLine(sentence, other, "", "", "", "", "", ())
    return ReferralLine(
        sentence=sentence,
        other=other,
        date=str(entry.date),
        outcome=str(entry.outcome or ""),
        value=amount(entry.value, facts.settings.currency),
        thanked=str(entry.thanked or ""),
        reward=spelled(entry.reward) if entry.reward else "",
        words=tuple(text for said in (entry.occasion, entry.note) if (text := words(facts.wiki, said))),
    )


def descent(facts: Facts, contact: Contact) -> Descent | None:
    """Where somebody stands in the graph of referrals; None for those outside it and among friends."""
    here = facts.about(place, contact) if is_business(facts) else None
    if here is None or not (here.came_by or here.brought):
        return None
    line = ancestors(facts, contact.id)
    shown = line if len(line) <= MOST_OF_CHAIN else (line[0], *line[1 - MOST_OF_CHAIN :])
    return Descent(
        generation="" if here.generation is None else str(here.generation),
        chain=tuple(person_ref(facts, person) for person in shown) if len(line) > 1 else (),
        left_out=len(line) - len(shown),
        downstream=here.downstream.people,
        won=amount(here.downstream.won or None, facts.settings.currency),
    )


def person_ref(facts: Facts, person: str) -> Ref:
    """Somebody of the graph by `person_key`; only a name for one who has no file."""
    known = facts.wiki.contacts.get(person)
    return ref_to(known) if known else Ref(name_of(facts, person))


def levels(facts: Facts, contact: Contact) -> tuple[Level, ...]:
    """Those further down somebody's supply chain, a step each."""
    return tuple(
        _level(facts, list(found))
        for _, found in groupby(facts.about(chain, contact), key=lambda buyer: buyer.depth)
    )


def _level(facts: Facts, buyers: list[Buyer]) -> Level:
    shown = buyers[:MOST_BUYERS]
    return Level(
        tuple(
            BuyerLine(ref(facts.wiki, buyer.id) if buyer.id else Ref(buyer.name), buyer.through)
            for buyer in shown
        ),
        len(buyers) - len(shown),
    )


def relation_lines(facts: Facts, contact: Contact) -> tuple[RelationLine, ...]:
    """Relations of somebody from both sides, by what they are, then name; a pair said twice counts once.

    A wiki for family and friends does not say who buys from whom.
    """
    lines = [
        RelationLine(
            tie.sentence,
            ref(facts.wiki, tie.other),
            words(facts.wiki, tie.relation.note),
            str(tie.relation.birthday or "") if tie.is_own else "",
        )
        for tie in ties(facts, contact)
        if is_business(facts) or tie.relation.type not in TRADE
    ]
    return tuple(sorted(lines, key=lambda line: (line.sentence, line.other.text, line.other.href or "")))


def employees(facts: Facts, contact: Contact) -> tuple[Ref, ...]:
    """Who works at an organisation, by name, then id."""
    return tuple(ref_to(person) for person in facts.of(staff).get(contact.id, ()))
