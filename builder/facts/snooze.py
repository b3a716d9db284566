"""Snoozes that put somebody off for too long. Source: S0, A+ monthly."""

from __future__ import annotations

import datetime as dt

from ..days import Duration
from ..days import plus
from ..model import Contact
from ..model import Grade
from . import Facts
from .due import cadence
from .due import last_personal
from .due import next_due


def snoozed_past(facts: Facts, contact: Contact) -> dt.date | None:
    """Day past which an A+ is snoozed: two cadences after the last touch. None for all others.

    Who was never touched is counted from the day they came into the wiki, else from today.
    """
    until = contact.snooze_until
    if contact.effective_grade is not Grade.A_PLUS or until is None or until <= facts.today:
        return None
    rhythm = facts.about(cadence, contact)
    if rhythm is None or facts.about(next_due, contact) is None:
        return None
    last = facts.about(last_personal, contact)
    added = contact.added if contact.added is not None and contact.added <= facts.today else None
    begin = last.touch.date if last else added or facts.today
    limit = plus(begin, Duration(2 * rhythm.every.count, rhythm.every.unit))
    return limit if until > limit else None
