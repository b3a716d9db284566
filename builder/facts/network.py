"""Everybody as one graph: who is joined to whom, by a referral or a relation, told in either file.

People are named as `person_key` names them. The owner is left out: they are joined to everybody, and whoever
writes them down as a colleague by name means no third person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ..model import RelationType
from ..model import Scope
from ..wiki import fold
from . import Facts
from .referrals import edges
from .referrals import person_key
from .relations import TRADE

REFERRAL = "referral"
"""Kind of a tie that is no relation."""
_TURNED = {
    RelationType.SUPPLIER_OF: RelationType.CLIENT_OF,
    RelationType.CHILD_OF: RelationType.PARENT_OF,
}
"""Relations that say the same from the other side as another does."""
_ONE_WAY = frozenset({RelationType.CLIENT_OF, RelationType.PARENT_OF, RelationType.REPORTS_TO})
_KINDS = {kind: rank for rank, kind in enumerate((REFERRAL, *RelationType))}


@dataclass(frozen=True, slots=True)
class Tie:
    """One thing that joins two people, however often and in whichever file it is told."""

    kind: str
    """`referral`, or the relation; of two that are each other's inverse always the same one."""
    source: str
    """Who referred, or what the relation is seen from; of a relation that goes both ways the first by key."""
    target: str
    date: dt.date | None = None
    """The earliest day of a referral."""

    @property
    def is_mutual(self) -> bool:
        """True if it reads the same from both sides."""
        return self.kind != REFERRAL and self.kind not in _ONE_WAY


def names(facts: Facts) -> Mapping[str, str]:
    """Name of everybody, by `person_key`; of those without a file as it is first written."""
    out = {contact.id: contact.name for contact in facts.wiki.contacts.values()}
    for contact in facts.wiki.contacts.values():
        told = [entry.contact for entry in contact.referrals]
        for name in (*told, *(entry.contact for entry in contact.relations)):
            out.setdefault(person_key(facts, name), name)
    return out


def name_of(facts: Facts, person: str) -> str:
    """Name of somebody, by `person_key`; the id where their file cannot be read."""
    return facts.of(names).get(person, person)


def public_id(facts: Facts, person: str) -> str:
    """What a list of ids calls somebody: the id, or the name of one who has no file, which is nobody's id."""
    return name_of(facts, person) if person.startswith("=") else person


def ties(facts: Facts) -> tuple[Tie, ...]:
    """Everything that joins two people, by source, target and kind; nobody is joined to themselves.

    In a wiki for family and friends neither a referral nor a trade joins anybody.
    """
    is_private = facts.settings.owner.use is Scope.PERSONAL
    referrals = () if is_private else facts.of(edges)
    found = [Tie(REFERRAL, edge.referrer, edge.referred, edge.date) for edge in referrals]
    for contact in facts.wiki.contacts.values():
        for relation in contact.relations:
            if is_private and relation.type in TRADE:
                continue
            kind, ends = relation.type, (contact.id, person_key(facts, relation.contact))
            if kind in _TURNED:
                kind, ends = _TURNED[kind], (ends[1], ends[0])
            found.append(Tie(str(kind), *(ends if kind in _ONE_WAY else sorted(ends))))
    owner = f"={fold(facts.settings.owner.name)}"
    kept = {tie for tie in found if tie.source != tie.target and owner not in {tie.source, tie.target}}
    return tuple(sorted(kept, key=lambda tie: (tie.source, tie.target, _KINDS[tie.kind])))


def joined(facts: Facts) -> Mapping[str, Mapping[str, tuple[Tie, ...]]]:
    """Everybody who is joined to somebody: the others by key, each with what joins the two."""
    out: dict[str, dict[str, list[Tie]]] = {}
    for tie in facts.of(ties):
        for person, other in ((tie.source, tie.target), (tie.target, tie.source)):
            out.setdefault(person, {}).setdefault(other, []).append(tie)
    return {
        person: {other: tuple(found) for other, found in sorted(others.items())}
        for person, others in sorted(out.items())
    }
