"""Partnership and reciprocity, counted entry by entry.

Owns the levels of S2: contact sphere, power team, referral partner. It must not know the product.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from . import people as book
from .plain import Plain
from .plain import as_day
from .plain import as_list
from .plain import as_mapping
from .plain import as_text
from .plain import is_within
from .plain import minus_months
from .plain import without_accents_and_case


class Partnership(TypedDict):
    """The three levels and the highest that holds."""

    value: str | None
    contact_sphere: bool
    power_team: bool
    referral_partner: bool


class Reciprocity(TypedDict):
    """How many referrals went which way."""

    received: int
    given: int
    balance: int


def partnership(contact: Plain, settings: Plain, events: Sequence[Plain], today: date) -> Partnership:
    """How far somebody has come as a partner."""
    sphere = _is_in_sphere(contact, settings)
    year, two_years = minus_months(today, 12), minus_months(today, 24)
    received, given = (_days(contact, way, today) for way in ("received", "given"))
    recent = [[day for day in days if day > year] for days in (received, given)]
    before = [[day for day in days if two_years < day <= year] for days in (received, given)]
    called = book.personal(contact, settings, events, today)
    power = (
        sphere
        and contact.get("stage") in ("connection", "prospect", "client")
        and any(is_within(as_day(touch["date"]), "90 days", today) for touch in called)
        and any(recent)
    )
    partner = (all(recent) and all(before)) or all(len(days) >= 2 for days in recent)
    levels = {"referral_partner": partner, "power_team": power, "contact_sphere": sphere}
    return Partnership(
        value=next((level for level, holds in levels.items() if holds), None),
        contact_sphere=sphere,
        power_team=power,
        referral_partner=partner,
    )


def reciprocity(contact: Plain, today: date) -> Reciprocity:
    """Entries of referrals received from somebody and given to them, of any outcome."""
    received, given = (len(_days(contact, way, today)) for way in ("received", "given"))
    return Reciprocity(received=received, given=given, balance=received - given)


def _is_in_sphere(contact: Plain, settings: Plain) -> bool:
    if contact.get("profession") is None:
        return False
    own = without_accents_and_case(as_text(contact["profession"]))
    listed: list[object] = []
    for profession in as_list(as_mapping(settings.get("owner", {})).get("contact_sphere")):
        listed += profession if isinstance(profession, list) else [profession]
    return any(without_accents_and_case(as_text(profession)) == own for profession in listed)


def _days(contact: Plain, direction: str, today: date) -> list[date]:
    return [as_day(entry["date"]) for entry in book.referrals(contact, direction, today)]
