"""To whom nothing of the owner's has gone for a year. Source: S0, top of mind."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..days import Duration
from ..days import Unit
from ..days import is_within
from ..model import Contact
from ..model import Grade
from ..wiki import fold_accents
from . import Facts
from .consent import is_contact_withdrawn
from .due import Status
from .due import next_due
from .touches import Placed
from .touches import known_since
from .touches import last_outgoing

FORGOTTEN = Duration(1, Unit.YEAR)
"""So long may pass without anything from the owner."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Somebody to whom nothing went for a year."""

    contact: Contact
    since: dt.date
    """Day of the last that went out; since when they are known where nothing ever did."""
    last: Placed | None
    """The last that went out, None where nothing ever did."""

    @property
    def text(self) -> str:
        """It in words."""
        if self.last is None:
            return f"nothing from you ever, known since {self.since}"
        return f"nothing from you since {self.last.touch.channel} {self.since}"


def forgotten(facts: Facts) -> tuple[Forgotten, ...]:
    """Those who are kept and had no sign for a year, newsletters and cards included, the longest first.

    Where a call is overdue as well, or the grade has never led to one, that says enough. Source: S0, top of
    mind: people buy from those whom they have not forgotten.
    """
    found = []
    for contact in facts.wiki.contacts.values():
        if _is_left_alone(facts, contact):
            continue
        last = last_outgoing(facts, contact)
        since = last.touch.date if last else known_since(facts, contact)
        if since is None or is_within(since, FORGOTTEN, facts.today) or _is_said_already(facts, contact):
            continue
        found.append(Forgotten(contact, since, last))
    return tuple(sorted(found, key=lambda row: (row.since, fold_accents(row.contact.name), row.contact.id)))


def _is_left_alone(facts: Facts, contact: Contact) -> bool:
    """True for those to whom nothing has to be sent."""
    return (
        contact.effective_grade in {Grade.D, Grade.F}
        or facts.is_resting(contact)
        or (bool(contact.consent) and is_contact_withdrawn(facts, contact))
    )


def _is_said_already(facts: Facts, contact: Contact) -> bool:
    """True where the same silence is told of elsewhere: a call is overdue, or there never was one."""
    due = facts.about(next_due, contact)
    if due is None:
        return False
    is_graded = contact.grade in {Grade.A_PLUS, Grade.A, Grade.B}
    return due.status is Status.OVERDUE or (is_graded and due.last is None)
