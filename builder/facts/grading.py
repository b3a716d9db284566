"""Which grade the files speak for. Source: S0, the marks of A+, A and B.

Suggests and counts; the grade itself is the owner's word and is never rewritten.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..days import Duration
from ..days import Unit
from ..days import is_within
from ..model import Answer
from ..model import Contact
from ..model import Grade
from ..model import Level
from ..model import ReferralDirection
from ..model import Scope
from ..model import Stage
from ..wiki import fold_accents
from . import Because
from . import Facts
from .customer import bought

YEAR = Duration(12, Unit.MONTH)
TWO_YEARS = Duration(24, Unit.MONTH)
MONTHS = 12
BUSY_MONTHS = 9
"""So many of the last twelve calendar months with a purchase or a referral make an A+."""
A_REFERRALS = 3
"""So many referrals within a year make an A."""
REFUSALS = 2
"""So often refused within a year costs a grade."""
TOP = 10
"""One client in so many is among the best, from that many clients up."""
_NEAR = 2
"""A B who is further from an A than this is not near."""
_DOWN = {Grade.A_PLUS: Grade.A, Grade.A: Grade.B, Grade.B: Grade.C}
_LEVELS = {Level.HIGH: 0, Level.MEDIUM: 1, Level.LOW: 2}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The grade that the evidence speaks for; None where it is the present one or nothing speaks."""

    grade: Grade | None
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the clients are A+."""

    a_plus: tuple[Contact, ...]
    """By id."""
    clients: int
    limit: int | None
    """How many may be, one in ten rounded up; None while there are fewer than ten clients."""

    @property
    def is_over(self) -> bool:
        """True if there are more than may be."""
        return self.limit is not None and len(self.a_plus) > self.limit

    @property
    def text(self) -> str:
        """It in words."""
        limit = f"; the top tenth would be {self.limit}" if self.limit is not None else ""
        return f"A+: {len(self.a_plus)} of {self.clients} clients{limit}"


@dataclass(frozen=True, slots=True)
class Near:
    """A B who could become an A."""

    contact: Contact
    steps: int
    """Referrals, or levels of profit and maintenance, that are missing: the fewer of the two."""
    because: tuple[Because, ...]
    """What is missing, in words."""

    @property
    def distance(self) -> str:
        """How far an A is, in words."""
        return "a step away" if self.steps == 1 else f"{self.steps} steps away"


_NOTHING = Suggestion(None, ())


def suggestion(facts: Facts, contact: Contact) -> Suggestion:
    """Grade that purchases, referrals and worth speak for, the highest that holds.

    An A+ brings business in nine of the last twelve calendar months, this one included, or is among the top
    tenth of clients by two years' purchases without high maintenance. A B or a C becomes an A by three
    referrals in a year, or by high profit without high maintenance. One step down goes who costs much and
    brings little, or refused twice in a year. Nobody is graded D or F by a computer, nor out of it.

    Source: S0, "A+ = Best of the best … top 10 % of clients", "A = Very good … might be too busy".
    """
    grade = contact.effective_grade
    if not _is_graded(facts, contact) or grade in {Grade.D, Grade.F}:
        return _NOTHING
    ways = (
        (Grade.A_PLUS, _best),
        *(((Grade.A, _good),) if grade in {Grade.B, Grade.C} else ()),
        *(((_DOWN[grade], _poor),) if grade in _DOWN else ()),
    )
    for to, find in ways:
        if reasons := tuple(find(facts, contact)):
            return _NOTHING if to is grade else Suggestion(to, reasons)
    return _NOTHING


def clients(facts: Facts) -> tuple[Contact, ...]:
    """Everybody of the stage client, by id; not the personal, the archived and the dead."""
    return tuple(
        contact
        for contact in facts.wiki.contacts.values()
        if contact.effective_stage is Stage.CLIENT
        and facts.scope(contact) is not Scope.PERSONAL
        and _is_graded(facts, contact)
    )


def share(facts: Facts) -> Share:
    """Share of A+ among the clients. Source: S0, the top 10 % of clients."""
    found = facts.of(clients)
    best = tuple(contact for contact in found if contact.effective_grade is Grade.A_PLUS)
    return Share(best, len(found), _tenth(len(found)))


def best_buyers(facts: Facts) -> Mapping[str, Decimal]:
    """The top tenth of clients with the money of 24 months; who bought as much as the last is one, too."""
    money = {contact.id: _money(facts, contact) for contact in facts.of(clients)}
    count = _tenth(len(money))
    if count is None:
        return {}
    least = sorted(money.values(), reverse=True)[count - 1]
    return {who: amount for who, amount in money.items() if amount >= least and amount > 0}


def nearest(facts: Facts) -> tuple[Near, ...]:
    """The Bs nearest to A, for whom no other grade is suggested: fewest steps, most money, name, id.

    Source: S0, a B hopefully becomes an A.
    """
    found = []
    for contact in facts.wiki.contacts.values():
        if contact.effective_grade is not Grade.B or not _is_graded(facts, contact):
            continue
        if facts.about(suggestion, contact).grade is None and (near := _near(facts, contact)) is not None:
            found.append(near)
    return tuple(
        sorted(
            found,
            key=lambda near: (
                near.steps,
                -_money(facts, near.contact),
                fold_accents(near.contact.name),
                near.contact.id,
            ),
        )
    )


def _is_graded(facts: Facts, contact: Contact) -> bool:
    return facts.settings.owner.use is not Scope.PERSONAL and not facts.is_resting(contact)


def _tenth(count: int) -> int | None:
    return -(-count // TOP) if count >= TOP else None


def _money(facts: Facts, contact: Contact) -> Decimal:
    return sum(
        (
            purchase.amount or Decimal(0)
            for purchase in facts.about(bought, contact)
            if is_within(purchase.date, TWO_YEARS, facts.today)
        ),
        Decimal(0),
    )


def _best(facts: Facts, contact: Contact) -> Iterator[Because]:
    purchases, days = facts.about(bought, contact), _business_days(facts, contact)
    busy = len({_month(day) for day in days})
    if busy >= BUSY_MONTHS:
        text = f"a purchase or a referral in {busy} of the last {MONTHS} months, the last on {max(days)}"
        yield Because(text, contact.path, purchases[-1].at if purchases else ("referrals",))
    money = facts.of(best_buyers).get(contact.id)
    if money is not None and not _costs_much(contact):
        count = len(facts.of(clients))
        text = f"among the top {_tenth(count)} of {count} clients, {_amount(facts, money)} in 24 months"
        yield Because(f"{text}, the last on {purchases[-1].date}", contact.path, purchases[-1].at)


def _good(facts: Facts, contact: Contact) -> Iterator[Because]:
    days = _referral_days(facts, contact)
    if len(days) >= A_REFERRALS:
        text = f"{len(days)} referrals in 12 months, the last on {max(days)}"
        yield Because(text, contact.path, ("referrals",))
    if contact.value is not None and contact.value.profit is Level.HIGH and not _costs_much(contact):
        maintenance = f"{contact.value.maintenance} maintenance" if contact.value.maintenance else ""
        text = f"high profit, {maintenance}" if maintenance else "high profit"
        yield Because(text, contact.path, ("value", "profit"))


def _poor(facts: Facts, contact: Contact) -> Iterator[Because]:
    if contact.value is not None and contact.value.profit is Level.LOW and _costs_much(contact):
        yield Because("high maintenance, low profit", contact.path, ("value", "maintenance"))
    refused = [
        (entry.date, place)
        for place, entry in enumerate(contact.asked)
        if entry.answer is Answer.NO and is_within(entry.date, YEAR, facts.today)
    ]
    if len(refused) >= REFUSALS:
        day, place = max(refused)
        text = f"refused {len(refused)} times in 12 months, the last on {day}"
        yield Because(text, contact.path, ("asked", place))


def _near(facts: Facts, contact: Contact) -> Near | None:
    count = len(_referral_days(facts, contact))
    missing = A_REFERRALS - count
    at = ("referrals",) if contact.referrals else ("grade",)
    reasons = [Because(f"{count} of {A_REFERRALS} referrals in 12 months", contact.path, at)]
    steps = missing
    if contact.value is not None and contact.value.profit is not None:
        levels = _LEVELS[contact.value.profit] + _costs_much(contact)
        steps = min(missing, levels)
        costs = " and high maintenance" if _costs_much(contact) else ""
        text = f"{contact.value.profit} profit{costs}, where an A brings high profit without"
        reasons.append(Because(f"{text} high maintenance", contact.path, ("value",)))
    return Near(contact, steps, tuple(reasons)) if steps <= _NEAR else None


def _costs_much(contact: Contact) -> bool:
    return contact.value is not None and contact.value.maintenance is Level.HIGH


def _referral_days(facts: Facts, contact: Contact) -> list[dt.date]:
    """Days of the last twelve months on which somebody was received from them."""
    return [day for day in _received(facts, contact) if is_within(day, YEAR, facts.today)]


def _received(facts: Facts, contact: Contact) -> Iterator[dt.date]:
    for entry in contact.referrals:
        if entry.direction is ReferralDirection.RECEIVED and entry.date <= facts.today:
            yield entry.date


def _business_days(facts: Facts, contact: Contact) -> list[dt.date]:
    """Days of the last twelve calendar months, this one included, with a purchase or a referral."""
    days = [*(purchase.date for purchase in facts.about(bought, contact)), *_received(facts, contact)]
    now = _month(facts.today)
    return [day for day in days if now - MONTHS < _month(day) <= now]


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month


def _amount(facts: Facts, money: Decimal) -> str:
    return f"{money:f} {facts.settings.currency}"
