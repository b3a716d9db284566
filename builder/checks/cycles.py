"""Referrals that go in a circle (SOI305)."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from ..diagnostics import Address
from ..diagnostics import Finding
from ..diagnostics import Rule
from ..diagnostics import Severity
from ..diagnostics import shown
from ..facts import Facts
from ..facts.generations import circle
from ..facts.generations import cycles
from ..facts.generations import leaving
from ..facts.network import name_of
from ..facts.referrals import Edge
from ..model import Contact
from . import check

_FEW = 6
"""So many names of a circle are told, the first at both ends."""


@check("SOI305", Severity.WARNING, "referrals go in a circle", source="S1 rule 28")
def referral_cycle(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """People are said to have referred each other, so that nobody was there first: there is no generation to
    count, and everybody in the circle is credited with all that came of it. Mostly a direction is wrong:
    `received` means that the person whose file it is referred `contact` to you, and whom you referred to them
    is `given`. Somebody you knew already when they were named is no referral either.

    Each circle is reported once, at the first referral in it, in the order of the ids.

    Bad, in `ana-ruiz.md`, while `referred_by: ben-okafor` stands there, too:

        referrals: [{date: 2026-01-20, direction: received, contact: ben-okafor}]

    Good:

        referrals: [{date: 2026-01-20, direction: given, contact: ben-okafor}]
    """
    for knot in facts.of(cycles):
        way = circle(facts, knot)
        edge = next(edge for edge in facts.of(leaving)[way[0]] if edge.referred == way[1])
        contact, at, find = _place(facts, edge)
        hint = "mend the one that is told the wrong way round: what you gave is given, not received"
        yield Finding(rule, contact.path, _told(facts, way), at, find=find, hint=hint, contact=contact.id)


def _told(facts: Facts, way: Sequence[str]) -> str:
    names = [shown(name_of(facts, person)) for person in (*way, way[0])]
    left_out = len(names) - _FEW
    if left_out > 0:
        names[_FEW // 2 : -_FEW // 2] = [f"somebody (and so on, {left_out} people)"]
    return f"{names[0]} referred {', who referred '.join(names[1:])}"


def _place(facts: Facts, edge: Edge) -> tuple[Contact, Address, str]:
    """The file and the value that tell of a referral, and what is written there."""
    if edge.entries:
        contact, number = facts.wiki.contacts[edge.referrer], edge.entries[0]
        return contact, ("referrals", number, "contact"), contact.referrals[number].contact
    contact = facts.wiki.contacts[edge.referred]
    return contact, ("referred_by",), contact.referred_by or ""
