"""Whom to ask for a referral next, by reading the cases from the top.

Owns inclusion, case and order of S1's rule 28. It must not know the product.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from . import due
from . import people as book
from .plain import Plain
from .plain import as_day
from .plain import as_entries
from .plain import as_list
from .plain import as_mapping
from .plain import as_text
from .plain import is_within
from .plain import past
from .plain import plus
from .plain import without_accents_and_case

CASES = ("loyal", "customer", "new-customer", "prospect", "lost-deal", "sphere")
REST = "180 days"
SPHERE = {"networking-partner", "influencer", "evangelist"}


def ask(contact: Plain, settings: Plain, events: Sequence[Plain], today: date) -> str | None:
    """The case somebody is asked as, or None where they are not to be asked now.

    Who wants to hear nothing is not asked either.
    """
    if as_mapping(due.with_defaults(settings)["owner"])["use"] == "personal":
        return None
    if due.gone(contact, today) or due.grade_of(contact) in ("D", "F"):
        return None
    if due.contact_refused(contact, today):
        return None
    if not book.reached(contact, events, today):
        return None
    if book.has_complaint(contact, today) or book.has_broken_promise(contact, today):
        return None
    rest = as_mapping(settings.get("asking", {})).get("rest", REST)
    if any(is_within(day, rest, today) for day in book.asks(contact, today)):
        return None
    return _case(contact, today)


def asked_in_order(
    people: Sequence[Plain], settings: Plain, events: Sequence[Plain], today: date
) -> list[tuple[str, str]]:
    """Ids with their cases, in the order in which to ask."""
    rows = [(person, ask(person, settings, events, today)) for person in people]

    def place(row: tuple[Plain, str]) -> tuple[int, bool, int, date, str, str]:
        person, case = row
        asked = book.asks(person, today)
        return (
            CASES.index(case),
            not book.is_good_moment(person, today),
            due.GRADES.index(due.grade_of(person)),
            asked[-1] if asked else date.min,
            without_accents_and_case(as_text(person["name"])),
            as_text(person["id"]),
        )

    found = sorted(((person, case) for person, case in rows if case is not None), key=place)
    return [(as_text(person["id"]), case) for person, case in found]


def _case(contact: Plain, today: date) -> str | None:
    days = [sale["date"] for sale in book.bought(contact, today)]
    stage = contact.get("stage", "contact")
    lost = [deal for deal in as_entries(contact.get("deals")) if deal["status"] == "lost"]
    if _is_loyal(contact, days, today):
        return "loyal"
    if stage == "client" and days and plus(days[0], "90 days") < today:
        return "customer"
    if stage == "client" or (days and plus(days[0], "90 days") >= today):
        return "new-customer"
    if stage == "prospect":
        return "prospect"
    if past(lost, today, "closed") or any(deal.get("closed") is None for deal in lost):
        return "lost-deal"
    return "sphere" if stage == "connection" or _is_of_the_sphere(contact) else None


def _is_of_the_sphere(contact: Plain) -> bool:
    return bool(SPHERE & set(as_list(contact.get("category"))))


def _is_loyal(contact: Plain, days: Sequence[date], today: date) -> bool:
    """Whether they have stood up for the owner."""
    reference = contact.get("reference")
    volunteered = reference is True or (reference not in (None, False) and as_day(reference) <= today)
    helped = any(
        entry.get("outcome") in ("met", "won") for entry in book.referrals(contact, "received", today)
    )
    return (
        volunteered
        or contact.get("stood_by") is not None
        or helped
        or bool(days and plus(days[0], "2 years") <= today)
        or len(days) >= 3
    )
