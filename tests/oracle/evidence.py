"""What speaks for another grade, and what a stage lacks.

Owns the evidence of S0's grades and of S4's stages. It must not know the product.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from . import due
from . import people as book
from .plain import Plain
from .plain import as_day
from .plain import as_entries
from .plain import as_list
from .plain import as_mapping
from .plain import is_within
from .plain import past

DOWN = {"A+": "A", "A": "B", "B": "C"}
CONTACT_DATA = ("emails", "phones", "addresses", "links")


def suggested_grade(contact: Plain, people: Sequence[Plain], settings: Plain, today: date) -> str | None:
    """The grade the evidence speaks for, or None where it is the one given or nothing speaks.

    Nobody is weighed in a wiki for family; nor is a D or F, on whom the owner has decided.
    """
    grade = due.grade_of(contact)
    filled = due.with_defaults(settings)
    personal = as_mapping(filled["owner"])["use"] == "personal"
    if personal or due.gone(contact, today) or grade in ("D", "F"):
        return None
    received = [as_day(entry["date"]) for entry in book.referrals(contact, "received", today)]
    profit, maintenance = (book.of_value(contact, key) for key in ("profit", "maintenance"))
    refused = [entry for entry in as_entries(contact.get("asked")) if entry.get("answer") == "no"]
    if _is_regular(contact, received, today) or (
        _is_among_the_best(contact, people, settings, today) and maintenance != "high"
    ):
        found: str | None = "A+"
    elif grade in ("B", "C") and (
        len([day for day in received if is_within(day, "12 months", today)]) >= 3
        or (profit == "high" and maintenance != "high")
    ):
        found = "A"
    elif (maintenance == "high" and profit == "low") or _in_a_year(refused, today) >= 2:
        found = DOWN.get(grade)
    else:
        found = None
    return None if found == grade else found


def lacks(contact: Plain, settings: Plain, events: Sequence[Plain], today: date) -> list[str]:
    """What the stage asks for and the file does not show."""
    if due.scope_of(contact, due.with_defaults(settings)) == "personal":
        return []
    qualified = as_mapping(contact.get("qualification", {}))
    asked: dict[object, list[tuple[str, bool]]] = {
        "suspect": [("profile", _says(contact, "fits") or _says(contact, "source"))],
        "contact": [("contact-data", _can_be_reached(contact, events, today))],
        "connection": [("meeting", _has_met(contact, settings, events, today))],
        "prospect": [
            ("problem", qualified.get("problem") is not None),
            ("budget", qualified.get("budget") not in (None, False)),
            ("willing", qualified.get("willing") is True),
        ],
        "client": [("purchase", bool(book.bought(contact, today)))],
    }
    return [name for name, there in asked.get(contact.get("stage", "contact"), []) if not there]


def _is_regular(contact: Plain, received: Sequence[date], today: date) -> bool:
    """In nine of the last twelve calendar months, this one among them, a purchase or a received referral."""
    months: list[tuple[int, int]] = []
    year, month = today.year, today.month
    for _ in range(12):
        months.append((year, month))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    days = [*received, *(sale["date"] for sale in book.bought(contact, today))]
    return len({(day.year, day.month) for day in days} & set(months)) >= 9


def _is_among_the_best(contact: Plain, people: Sequence[Plain], settings: Plain, today: date) -> bool:
    """Among the top tenth of the clients by what they bought in 24 months; of equal sums none is above."""
    filled = due.with_defaults(settings)
    clients = [
        person
        for person in people
        if person.get("stage") == "client"
        and due.scope_of(person, filled) != "personal"
        and not due.gone(person, today)
    ]
    own = _spent(contact, today)
    better = [client for client in clients if _spent(client, today) > own]
    return contact in clients and len(clients) >= 10 and own > 0 and len(better) < -(-len(clients) // 10)


def _spent(person: Plain, today: date) -> Decimal:
    sales = [sale for sale in book.bought(person, today) if is_within(sale["date"], "24 months", today)]
    return sum((sale["amount"] for sale in sales), Decimal(0))


def _in_a_year(entries: Sequence[Plain], today: date) -> int:
    return len([e for e in past(entries, today) if is_within(as_day(e["date"]), "12 months", today)])


def _can_be_reached(contact: Plain, events: Sequence[Plain], today: date) -> bool:
    return any(as_list(contact.get(key)) for key in CONTACT_DATA) or bool(
        book.touches(contact, events, today)
    )


def _has_met(contact: Plain, settings: Plain, events: Sequence[Plain], today: date) -> bool:
    return bool(book.personal(contact, settings, events, today)) or bool(
        past(due.attended(contact, events), today)
    )


def _says(contact: Plain, key: str) -> bool:
    return contact.get(key) is not None
