"""When somebody never touched is called for the first time, so that not everybody is due on one day."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

from ..days import Duration
from ..days import Unit
from ..days import plus
from ..model import Contact
from . import Facts
from .due import cadence
from .due import next_due

_COUNTED_BYTES = 8
"""So many of the digest make the number: what fits a machine word, so that it is told in one sentence."""


def first_due(contact_id: str, every: Duration, today: dt.date) -> dt.date:
    """Day of the first touch: a day within one cadence from today, tomorrow at the earliest.

    The id decides which, through a digest of it, so that the same wiki gives the same days everywhere and two
    people who came in together are not due together. The days of a cadence are counted from today: a month
    has 28 to 31 of them.

    Args:
        contact_id: whose.
        every: how often they are due.
        today: the day of writing.
    """
    days = max((plus(today, every) - today).days, 1)
    digest = hashlib.sha256(contact_id.encode("utf-8")).digest()
    number = int.from_bytes(digest[:_COUNTED_BYTES], "big")
    return plus(today, Duration(1 + number % days, Unit.DAY))


def to_spread(facts: Facts) -> Iterator[tuple[Contact, dt.date]]:
    """Everybody never reached who is due at all and whose first touch has no day yet, and that day.

    By id. Nobody whose turn never comes: without a cadence, D and F, archived, dead, not to be contacted.
    """
    for contact in facts.wiki.contacts.values():
        due = facts.about(next_due, contact)
        if due is None or due.last is not None or "first_due" in contact.unread or contact.first_due:
            continue
        rhythm = facts.about(cadence, contact)
        assert rhythm is not None
        yield contact, first_due(contact.id, rhythm.every, facts.today)
