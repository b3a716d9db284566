"""Thanks and rewards that are owed for referrals received. Source: S1 rule 28.

Knows who is owed and since when, not how anybody is told of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics import Address
from ..model import Contact
from ..model import Outcome
from ..model import Referral
from ..model import ReferralDirection
from ..model import Scope
from . import Facts
from .referrals import person_name


@dataclass(frozen=True, slots=True)
class Debt:
    """Thanks or a reward that somebody has coming."""

    contact: Contact
    """Who referred."""
    at: Address
    """Place of the referral in their file."""
    referred: str
    """Name of who was referred."""
    date: dt.date
    """Since when it is owed: the day of the referral, or of the promise of a reward."""
    days: int
    """From that day to today."""
    what: str | None = None
    """The reward, where the file says which."""

    @property
    def path(self) -> str:
        """The file it stands in."""
        return self.contact.path

    @property
    def order(self) -> tuple[dt.date, str, Address]:
        """Key for sorting: the oldest first, then id and place in the file."""
        return (self.date, self.contact.id, self.at)


def unthanked(facts: Facts, contact: Contact) -> tuple[Debt, ...]:
    """Referrals received from somebody who was not thanked, in the order of the file; not the declined ones.

    Source: S1 rule 28, seek referrals constantly; who is not thanked does not refer again.
    """
    return tuple(
        _debt(facts, contact, place, entry.date)
        for place, entry in _received(facts, contact)
        if entry.outcome is not Outcome.DECLINED and not _was(facts, entry.thanked)
    )


def unpaid(facts: Facts, contact: Contact) -> tuple[Debt, ...]:
    """Rewards promised to somebody and not paid, in the order of the file; a declined referral has its own.

    Source: S1 rule 28, the reward programme.
    """
    return tuple(
        _debt(facts, contact, place, entry.reward.promised, what=entry.reward.what)
        for place, entry in _received(facts, contact)
        if entry.reward is not None
        and entry.reward.promised is not None
        and _was(facts, entry.reward.promised)
        and not _was(facts, entry.reward.paid)
    )


def thanks_owed(facts: Facts) -> tuple[Debt, ...]:
    """All thanks that are owed, the oldest first; nobody who rests, and none in a wiki for friends only."""
    return _owed(facts, unthanked)


def rewards_owed(facts: Facts) -> tuple[Debt, ...]:
    """All rewards that are owed, the oldest promise first; as with thanks."""
    return _owed(facts, unpaid)


def _owed(facts: Facts, of: Callable[[Facts, Contact], tuple[Debt, ...]]) -> tuple[Debt, ...]:
    if facts.settings.owner.use is Scope.PERSONAL:
        return ()
    found = [
        debt
        for contact in facts.wiki.contacts.values()
        if contact.referrals and not facts.is_resting(contact)
        for debt in facts.about(of, contact)
    ]
    return tuple(sorted(found, key=lambda debt: debt.order))


def _received(facts: Facts, contact: Contact) -> Iterator[tuple[int, Referral]]:
    for place, entry in enumerate(contact.referrals):
        if entry.direction is ReferralDirection.RECEIVED and entry.date <= facts.today:
            yield place, entry


def _debt(facts: Facts, contact: Contact, place: int, since: dt.date, *, what: str | None = None) -> Debt:
    entry = contact.referrals[place]
    name = person_name(facts, entry.contact)
    return Debt(contact, ("referrals", place), name, since, (facts.today - since).days, what)


def _was(facts: Facts, day: dt.date | None) -> bool:
    return day is not None and day <= facts.today
