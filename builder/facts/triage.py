"""Whom nobody has graded yet, and what speaks for a grade. Source: S0, identify, label and grade."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..model import Contact
from ..model import Touch
from ..wiki import fold_accents
from . import Facts
from .customer import Bought
from .customer import bought
from .referrals import referred


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody without a grade, with the evidence."""

    contact: Contact
    purchases: tuple[Bought, ...]
    """The oldest first."""
    referred: int
    """Different people they referred to the owner."""
    touches: tuple[Touch, ...]
    """Those that reached them, the oldest first."""

    @property
    def total(self) -> Decimal:
        """What they bought for."""
        return sum((purchase.amount or Decimal() for purchase in self.purchases), Decimal())

    @property
    def order(self) -> tuple[Decimal, int, int, int, str, str]:
        """Key for sorting: money, purchases, people referred, touches, each the most first; name; id."""
        return (
            -self.total,
            -len(self.purchases),
            -self.referred,
            -len(self.touches),
            fold_accents(self.contact.name),
            self.contact.id,
        )


def is_ungraded(facts: Facts, contact: Contact) -> bool:
    """True for somebody who has no grade and does not rest.

    A grade that cannot be read is a finding, and what was meant is for the owner to say in the file.
    """
    return contact.grade is None and "grade" not in contact.unread and not facts.is_resting(contact)


def candidate(facts: Facts, contact: Contact) -> Candidate:
    """What speaks for a grade of one person."""
    return Candidate(
        contact,
        facts.about(bought, contact),
        len(facts.of(referred).get(contact.id, ())),
        tuple(touch for touch in facts.wiki.touches(contact) if touch.reached and touch.date <= facts.today),
    )


def ungraded(facts: Facts) -> tuple[Candidate, ...]:
    """Everybody without a grade, those with the most evidence first."""
    found = [
        candidate(facts, contact) for contact in facts.wiki.contacts.values() if is_ungraded(facts, contact)
    ]
    return tuple(sorted(found, key=lambda row: row.order))
