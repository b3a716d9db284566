"""What to talk about, and who has fallen silent.

Owns the SEE pattern of S0 and drift. It must not know the product.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import TypedDict

from . import due
from . import people as book
from .plain import Plain
from .plain import as_day
from .plain import days_from

PARTS = ("service", "enhance", "else")


class See(TypedDict):
    """What the last talks have covered, and what comes next."""

    covered: list[str]
    next: str


class Drift(TypedDict):
    """The usual distance between two talks and the silence since the last."""

    median_days: float
    silent_days: int


def see(contact: Plain, settings: Plain, events: Sequence[Plain], today: date) -> See:
    """Service, enhance and else over the last three talks."""
    talks = book.personal(contact, settings, events, today)[-3:]
    when = {part: [at for at, talk in enumerate(talks) if _covers(talk, part)] for part in PARTS}
    covered = [part for part in PARTS if when[part]]
    open_parts = [part for part in PARTS if not when[part]]
    follows = open_parts[0] if open_parts else min(PARTS, key=lambda part: when[part][-1])
    if follows == "else" and book.has_complaint(contact, today):
        follows = "service"
    return See(covered=covered, next=follows)


def drift(contact: Plain, settings: Plain, events: Sequence[Plain], today: date) -> Drift | None:
    """How somebody fell out of their own rhythm, or None where they did not."""
    found = due.due(contact, settings, events, today)
    if found is None or (contact.get("snooze_until") and as_day(contact["snooze_until"]) > today):
        return None
    talks = book.personal(contact, settings, events, today)[-10:]
    days = sorted({as_day(talk["date"]) for talk in talks})
    if len(days) < 4 or days_from(days[0], days[-1]) < 21:
        return None
    gaps = [Fraction(days_from(before, after)) for before, after in pairwise(days)]
    usual: Fraction = median(gaps)
    silent = days_from(days[-1], today)
    if silent <= max(2 * usual, Fraction(14)):
        return None
    return Drift(median_days=float(usual), silent_days=silent)


def _covers(talk: Plain, part: str) -> bool:
    return talk.get(part) is not None or (part == "else" and talk.get("asked_referral") is True)
