"""The types of customers: the first rule that holds, tried one after the other.

Owns the rules of S3. It must not know the product.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from . import due
from . import graph
from . import people as book
from .plain import Plain
from .plain import as_mapping
from .plain import as_text
from .plain import plus


def customer_type(
    contact: Plain, people: Sequence[Plain], settings: Plain, events: Sequence[Plain], today: date
) -> str | None:
    """What kind of customer somebody is, or None where they are none."""
    filled = due.with_defaults(settings)
    if contact.get("customer_type") is not None:
        return as_text(contact["customer_type"])
    if due.scope_of(contact, filled) == "personal":
        return None
    if contact.get("lost_to") is not None:
        return "lost"
    days = [sale["date"] for sale in book.bought(contact, today)]
    if days:
        return _by_purchases(days, as_mapping(filled["customers"]), today)
    who = as_text(contact["id"])
    if len(graph.acquaintances(people, who, today)) >= 3:
        return "center-of-influence"
    if any(before == (True, who) for before, _ in graph.edges(people, today)):
        return "direct-referral"
    return None if book.reached(contact, events, today) else "undefined"


def _by_purchases(days: Sequence[date], metrics: Plain, today: date) -> str:
    *earlier, last = days
    if plus(last, metrics["active"]) >= today and (
        not earlier or plus(earlier[-1], metrics["active"]) >= last
    ):
        return "active-paying"
    return "active-non-paying" if plus(last, metrics["non_active"]) >= today else "non-active"
