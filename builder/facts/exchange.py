"""Every referral in which somebody takes part, told in whichever file. Source: S1 rule 28, S2.

Here are the entries as they were written; who is counted as referred by whom is told in `referrals`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Contact
from ..model import Referral
from ..model import ReferralDirection
from . import Facts


@dataclass(frozen=True, slots=True)
class Exchanged:
    """One referral, as one of those sees it whom it is about."""

    direction: ReferralDirection
    other: str
    """Reference to who else takes part: the id, or the name of one who has no file."""
    is_own: bool
    """They referred, or got, the other; else the other referred or got them."""
    entry: Referral | None
    """What the file says; None where there is only `referred_by`."""

    @property
    def date(self) -> dt.date | None:
        """The day, None where no file tells one."""
        return self.entry.date if self.entry else None


def exchanged(facts: Facts, contact: Contact) -> tuple[Exchanged, ...]:
    """Referrals in which somebody takes part: those of their file first, then those of others.

    `referred_by` tells of one more only where the referrer's file has no entry of it.
    """
    return (*_own(facts, contact), *_of_others(facts, contact))


def _own(facts: Facts, contact: Contact) -> Iterator[Exchanged]:
    told = set()
    for entry in contact.referrals:
        yield Exchanged(entry.direction, entry.contact, is_own=True, entry=entry)
        if entry.direction is ReferralDirection.RECEIVED:
            told.add(facts.wiki.resolve(entry.contact))
    for other in facts.of(_saying_so).get(contact.id, ()):
        if other not in told:
            yield Exchanged(ReferralDirection.RECEIVED, other, is_own=True, entry=None)


def _of_others(facts: Facts, contact: Contact) -> Iterator[Exchanged]:
    told = {contact.id}
    for owner, entry in facts.of(_naming).get(contact.id, ()):
        yield Exchanged(entry.direction, owner, is_own=False, entry=entry)
        if entry.direction is ReferralDirection.RECEIVED:
            told.add(owner)
    if contact.referred_by and facts.wiki.resolve(contact.referred_by) not in told:
        yield Exchanged(ReferralDirection.RECEIVED, contact.referred_by, is_own=False, entry=None)


def _naming(facts: Facts) -> Mapping[str, tuple[tuple[str, Referral], ...]]:
    """Id -> the referrals in other files that name it, each with whose file it is."""
    found: dict[str, list[tuple[str, Referral]]] = {}
    for contact in facts.wiki.contacts.values():
        for entry in contact.referrals:
            other = facts.wiki.resolve(entry.contact)
            if other is not None and other != contact.id:
                found.setdefault(other, []).append((contact.id, entry))
    return {other: tuple(entries) for other, entries in found.items()}


def _saying_so(facts: Facts) -> Mapping[str, tuple[str, ...]]:
    """Id -> those whose own file says that they came through it."""
    found: dict[str, list[str]] = {}
    for contact in facts.wiki.contacts.values():
        referrer = facts.wiki.resolve(contact.referred_by) if contact.referred_by else None
        if referrer is not None and referrer != contact.id:
            found.setdefault(referrer, []).append(contact.id)
    return {referrer: tuple(people) for referrer, people in found.items()}
