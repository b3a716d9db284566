"""How much of the business came by referral, and through whom. Source: S2, "the envy of all"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..days import Duration
from ..days import Unit
from ..days import is_within
from ..model import Contact
from ..model import DealStatus
from ..model import Outcome
from ..wiki import fold_accents
from . import Facts
from .customer import Bought
from .customer import bought
from .generations import leaving
from .networks import is_business
from .referrals import Edge
from .referrals import referrers

YEAR = Duration(12, Unit.MONTH)
"""So far back money is counted, in calendar months."""
_CENT = Decimal("0.01")
_LOST = frozenset({Outcome.LOST, Outcome.DECLINED})


@dataclass(frozen=True, slots=True)
class Way:
    """One way by which people come: through one person, or through nobody."""

    referrer: Contact | None
    """None for all who came by no referral."""
    people: int
    """How many came: of those without a referrer, all who bought or with whom a deal was lost."""
    won: int
    """How many of them bought, or were won by the word of a referral."""
    lost: int
    """How many of them were lost or declined, and never won."""
    amount: Decimal
    """What they paid within twelve months."""

    @property
    def win_rate(self) -> Decimal | None:
        """Share of those won among those decided, None before the first."""
        return _share(Decimal(self.won), Decimal(self.won + self.lost))


@dataclass(frozen=True, slots=True)
class Share:
    """Money won within twelve months, and what part of it came by referral."""

    won: Decimal
    by_referral: Decimal
    ways: tuple[Way, ...]
    """Those who referred somebody: who brought most money first, then most people won, then by name and id.
    Last those who came by no referral, if there are any. Who came through two counts for both."""

    @property
    def share(self) -> Decimal | None:
        """Between 0 and 1, two decimals; None where nothing was won."""
        return _share(self.by_referral, self.won)


def referral_share(facts: Facts) -> Share | None:
    """What part of the money of twelve months came from referred people; None in a wiki without business.

    What somebody paid before they were referred did not come by the referral; where no file tells the day of
    it, all did. Source: S2, a business run entirely on referrals, its quality as well as the number.
    """
    if not is_business(facts):
        return None
    came = facts.of(referrers)
    won, by_referral = Decimal(), Decimal()
    for contact in facts.wiki.contacts.values():
        for one in _recent(facts, contact):
            won += one.amount or 0
            if any(_is_after(one, edge) for edge in came.get(contact.id, ())):
                by_referral += one.amount or 0
    # Somebody whose file cannot be read refers people, too, but nothing is known of it.
    known = facts.wiki.contacts
    ways = [_way(facts, known[who], brought) for who, brought in facts.of(leaving).items() if who in known]
    ways.sort(key=_order)
    direct = _direct(facts)
    return Share(won, by_referral, (*ways, *([direct] if direct.people else ())))


def _share(part: Decimal, whole: Decimal) -> Decimal | None:
    return (part / whole).quantize(_CENT) if whole > 0 else None


def _recent(facts: Facts, contact: Contact) -> Iterator[Bought]:
    return (one for one in facts.about(bought, contact) if is_within(one.date, YEAR, facts.today))


def _is_after(one: Bought, edge: Edge) -> bool:
    return edge.date is None or edge.date <= one.date


def _way(facts: Facts, referrer: Contact, through: Iterable[Edge]) -> Way:
    people = won = lost = 0
    amount = Decimal()
    for edge in through:
        contact = facts.wiki.contacts.get(edge.referred)
        paid = [one for one in facts.about(bought, contact) if _is_after(one, edge)] if contact else []
        outcomes = {referrer.referrals[place].outcome for place in edge.entries}
        is_won = bool(paid) or Outcome.WON in outcomes
        people += 1
        won += is_won
        lost += not is_won and (bool(outcomes & _LOST) or _has_lost(facts, contact, edge.date))
        amount += sum((one.amount or 0 for one in paid if is_within(one.date, YEAR, facts.today)), Decimal())
    return Way(referrer, people, won, lost, amount)


def _direct(facts: Facts) -> Way:
    """All who came by no referral."""
    came = facts.of(referrers)
    won = lost = 0
    amount = Decimal()
    for contact in facts.wiki.contacts.values():
        if contact.id in came:
            continue
        is_won = bool(facts.about(bought, contact))
        won += is_won
        lost += not is_won and _has_lost(facts, contact, None)
        amount += sum((one.amount or 0 for one in _recent(facts, contact)), Decimal())
    return Way(None, won + lost, won, lost, amount)


def _has_lost(facts: Facts, contact: Contact | None, since: dt.date | None) -> bool:
    """True where a deal with somebody was lost, on a day or after it."""
    return contact is not None and any(
        deal.status is DealStatus.LOST
        and (deal.closed is None or (since or dt.date.min) <= deal.closed <= facts.today)
        for deal in contact.deals
    )


def _order(way: Way) -> tuple[Decimal, int, str, str]:
    assert way.referrer is not None
    return -way.amount, -way.won, fold_accents(way.referrer.name), way.referrer.id
