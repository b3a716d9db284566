"""The best referral sources. Source: S4, "identify your best referral sources"; S2, quality and number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..days import Duration
from ..days import Unit
from ..days import is_within
from ..model import Contact
from ..wiki import fold_accents
from . import Because
from . import Facts
from .generations import NOTHING
from .generations import leaving
from .generations import place
from .generations import won

RECENT = Duration(24, Unit.MONTH)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Somebody who referred people to the owner."""

    contact: Contact
    won: Decimal
    """What those they referred themselves brought in, in the wiki's currency."""
    won_count: int
    """How many of them were won."""
    recent: int
    """How many they referred in 24 calendar months."""
    referred: int
    """How many they ever referred."""
    because: tuple[Because, ...]

    @property
    def order(self) -> tuple[Decimal, int, int, str, str]:
        """Key for sorting: won value, won count and count in 24 months, all down; name; id."""
        name = fold_accents(self.contact.name)
        return -self.won, -self.won_count, -self.recent, name, self.contact.id


def sources(facts: Facts) -> tuple[SourceRow, ...]:
    """Everybody who referred somebody, the best first; the archived and the dead are on no list."""
    return tuple(
        sorted(
            (
                _source(facts, contact)
                for person in facts.of(leaving)
                if (contact := facts.wiki.contacts.get(person)) and not facts.is_resting(contact)
            ),
            key=lambda row: row.order,
        )
    )


def _source(facts: Facts, contact: Contact) -> SourceRow:
    brought = facts.of(leaving)[contact.id]
    known = facts.of(won)
    values = [
        known[edge.referrer, edge.referred] for edge in brought if (edge.referrer, edge.referred) in known
    ]
    here = facts.about(place, contact)
    return SourceRow(
        contact,
        sum(values, NOTHING),
        len(values),
        sum(edge.date is not None and is_within(edge.date, RECENT, facts.today) for edge in brought),
        len(brought),
        here.because[len(here.came_by) : len(here.came_by) + len(brought)],
    )
