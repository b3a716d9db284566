"""Who referred whom, and who is joined to whom. Source: S1 rule 28, S3."""

from __future__ import annotations

from collections.abc import Mapping

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


def referred(facts: Facts) -> Mapping[str, frozenset[str]]:
    """People each person referred to the owner, from either file; nobody refers themselves."""
    out: dict[str, set[str]] = {}
    for contact in facts.wiki.contacts.values():
        for entry in contact.referrals:
            if entry.direction is ReferralDirection.RECEIVED and entry.date <= facts.today:
                out.setdefault(contact.id, set()).add(person_key(facts, entry.contact))
        if contact.referred_by and (referrer := facts.wiki.resolve(contact.referred_by)):
            out.setdefault(referrer, set()).add(contact.id)
    return {referrer: frozenset(people - {referrer}) for referrer, people in out.items()}


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
