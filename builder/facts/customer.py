"""What kind of customer somebody is. Source: S3, seven external types and the internal ones."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from ..days import is_within
from ..days import plus
from ..diagnostics import Address
from ..model import Contact
from ..model import CustomerType
from ..model import DealStatus
from ..model import Scope
from . import Because
from . import Facts
from .referrals import CENTER_MIN_PEOPLE
from .referrals import influence
from .referrals import referred


@dataclass(frozen=True, slots=True)
class Bought:
    """A purchase, or a deal that was won, on the day it closed."""

    date: dt.date
    amount: Decimal | None
    what: str | None
    at: Address


@dataclass(frozen=True, slots=True)
class CustomerKind:
    """A type with its reasons; None where no type applies."""

    value: CustomerType | None
    because: tuple[Because, ...]


_BUYING = frozenset({CustomerType.ACTIVE_PAYING, CustomerType.ACTIVE_NON_PAYING, CustomerType.NON_ACTIVE})
"""Types of those who bought."""
_NEVER_BOUGHT = frozenset({CustomerType.DIRECT_REFERRAL, CustomerType.UNDEFINED})
"""Types of those who never did."""


def bought(facts: Facts, contact: Contact) -> tuple[Bought, ...]:
    """What somebody bought so far, oldest first."""
    out = [
        Bought(purchase.date, purchase.amount, purchase.what, ("purchases", place))
        for place, purchase in enumerate(contact.purchases)
        if purchase.date <= facts.today
    ]
    out += [
        Bought(deal.closed, deal.amount, deal.what, ("deals", place))
        for place, deal in enumerate(contact.deals)
        if deal.status is DealStatus.WON and deal.closed is not None and deal.closed <= facts.today
    ]
    return tuple(sorted(out, key=lambda purchase: purchase.date))


def customer_kind(facts: Facts, contact: Contact) -> CustomerKind:
    """Type of customer: what the file says, else what purchases, referrals and acquaintances show.

    Source: S3, "active paying … undefined"; the periods are the owner's own metric, in the settings.
    """

    def kind(value: CustomerType | None, text: str, at: Address = ()) -> CustomerKind:
        return CustomerKind(value, (Because(text, contact.path, at),))

    if contact.customer_type is not None:
        return kind(contact.customer_type, f"the file says {contact.customer_type}", ("customer_type",))
    if facts.scope(contact) is Scope.PERSONAL:
        return CustomerKind(None, ())
    if contact.lost_to:
        return kind(CustomerType.LOST, f"buys from {contact.lost_to}", ("lost_to",))
    purchases = facts.about(bought, contact)
    if purchases:
        return _by_purchases(facts, contact, purchases)
    people = facts.about(influence, contact)
    if len(people) >= CENTER_MIN_PEOPLE:
        return kind(CustomerType.CENTER_OF_INFLUENCE, f"referred or knows {len(people)} people")
    if facts.of(referred).get(contact.id):
        return kind(CustomerType.DIRECT_REFERRAL, "referred somebody and never bought")
    if not any(touch.reached and touch.date <= facts.today for touch in facts.wiki.touches(contact)):
        return kind(CustomerType.UNDEFINED, "no touch ever reached them")
    return CustomerKind(None, ())


def told_kind(facts: Facts, contact: Contact) -> CustomerKind:
    """Type of customer as it is shown: in a wiki for family and friends nobody is one, whatever a file says.

    The type itself goes on deciding how often somebody is due. Source: S4, the use.
    """
    if facts.settings.owner.use is Scope.PERSONAL:
        return CustomerKind(None, ())
    return facts.about(customer_kind, contact)


def _by_purchases(facts: Facts, contact: Contact, purchases: tuple[Bought, ...]) -> CustomerKind:
    metric = facts.settings.customers
    last = purchases[-1]
    is_regular = len(purchases) == 1 or plus(purchases[-2].date, metric.active) >= last.date
    text = f"last purchase {last.date}"
    if is_within(last.date, metric.active, facts.today) and is_regular:
        value = CustomerType.ACTIVE_PAYING
    elif is_within(last.date, metric.non_active, facts.today):
        value = CustomerType.ACTIVE_NON_PAYING
    else:
        value = CustomerType.NON_ACTIVE
        if not is_within(last.date, metric.lost, facts.today):
            text += "; gone to somebody else? ask, or set lost_to"
    return CustomerKind(value, (Because(text, contact.path, last.at),))


def contradiction(facts: Facts, contact: Contact) -> Because | None:
    """Why the type that the file gives cannot be, by what was bought; None where it can.

    Who buys regularly may be called one who buys when the need arises: regular is the stronger word. Centres
    of influence and employees may buy or not, and so may somebody with `lost_to`, who left after it.

    Source: S3, the types and their metric.
    """
    given = contact.customer_type
    if given is None or facts.is_private(contact):
        return None
    purchases = facts.about(bought, contact)
    if not purchases:
        return Because("no purchase is written down", contact.path) if given in _BUYING else None
    shown = _by_purchases(facts, contact, purchases).value
    is_active = shown in {CustomerType.ACTIVE_PAYING, CustomerType.ACTIVE_NON_PAYING}
    match given:
        case CustomerType.ACTIVE_PAYING:
            is_wrong = shown is not CustomerType.ACTIVE_PAYING
        case CustomerType.ACTIVE_NON_PAYING:
            is_wrong = not is_active
        case CustomerType.NON_ACTIVE:
            is_wrong = is_active
        case CustomerType.LOST:
            is_wrong = shown is CustomerType.ACTIVE_PAYING and not contact.lost_to
        case _:
            is_wrong = given in _NEVER_BOUGHT
    if not is_wrong:
        return None
    last = purchases[-1]
    return Because(f"the last purchase was on {last.date}, which makes them {shown}", contact.path, last.at)
