"""Who is slipping away: silent for much longer than the two of you are used to. Source: S0, top of mind."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ..model import Contact
from . import Because
from . import Facts
from .due import next_due
from .touches import personal

TOUCHES = 10
"""So many of the latest personal touches show what the two of you are used to."""
MIN_DAYS = 4
"""Fewer different days are no habit."""
MIN_SPAN = 21
"""Days from the first of them to the last; a habit that is younger is only a busy week."""
FACTOR = 2
MIN_SILENCE = 14
"""Days of silence that nobody minds, however often the two of you used to meet."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A silence that is out of the ordinary."""

    median_days: float
    """The usual time between two days with a personal touch."""
    silent_days: int
    """Days since the last one."""
    because: tuple[Because, ...]


def drift(facts: Facts, contact: Contact) -> Drift | None:
    """How far somebody has slipped away, None where the silence is usual or no habit is known.

    Whoever is never due is left alone, and so is whoever is snoozed, also where that ends before the grade
    asks for a call.

    Source: S0, top of mind; S1 rule 30, stay informed.
    """
    if len(contact.touches) + len(facts.wiki.event_touches.get(contact.id, ())) < MIN_DAYS:
        return None
    due = facts.about(next_due, contact)
    if due is None or due.last is None or _is_snoozed(facts, contact):
        return None
    if (facts.today - due.last.touch.date).days <= MIN_SILENCE:
        return None
    touches = facts.about(personal, contact)[-TOUCHES:]
    days = sorted({row.touch.date for row in touches})
    if len(days) < MIN_DAYS or (days[-1] - days[0]).days < MIN_SPAN:
        return None
    usual = median((later - earlier).days for earlier, later in pairwise(days))
    silent = (facts.today - days[-1]).days
    if silent <= max(FACTOR * usual, MIN_SILENCE):
        return None
    last = touches[-1]
    text = f"silent for {silent} days since {last.touch.channel} {days[-1]}, usually {usual:g} days"
    return Drift(usual, silent, (Because(text, last.path, last.at),))


def _is_snoozed(facts: Facts, contact: Contact) -> bool:
    return contact.snooze_until is not None and contact.snooze_until > facts.today
