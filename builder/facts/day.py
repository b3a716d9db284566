"""What a day brings: calls, promises, birthdays. Source: S0, set your plan and work it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..days import next_birthday
from ..model import Contact
from . import Facts
from .due import DueRow
from .due import Status
from .due import due_rows
from .promises import Promise
from .promises import open_promises

BIRTHDAY_NOTICE = dt.timedelta(days=7)
"""So long ahead a birthday is announced."""


@dataclass(frozen=True, slots=True)
class BirthdayAhead:
    """A birthday within the next days."""

    contact: Contact
    date: dt.date
    turns: int | None
    """The age reached that day, None where the year is not known."""


def calls(facts: Facts) -> tuple[DueRow, ...]:
    """Those overdue or due today, in the order in which to call them."""
    return tuple(row for row in facts.of(due_rows) if row.due.status in {Status.OVERDUE, Status.DUE})


def promises_due(facts: Facts) -> tuple[Promise, ...]:
    """Open promises of either side whose day has come, the oldest first."""
    found = [
        promise
        for contact in facts.wiki.contacts.values()
        if not facts.is_resting(contact)
        for promise in facts.about(open_promises, contact)
        if promise.promise.due is not None and promise.promise.due <= facts.today
    ]
    return tuple(sorted(found, key=lambda promise: promise.order))


def birthdays_ahead(facts: Facts) -> tuple[BirthdayAhead, ...]:
    """Birthdays from today on, by day, then id."""
    found = []
    for contact in facts.wiki.contacts.values():
        if contact.birthday is None or facts.is_resting(contact):
            continue
        date = next_birthday(contact.birthday, facts.today - dt.timedelta(days=1))
        if date <= facts.today + BIRTHDAY_NOTICE:
            year = contact.birthday.year
            found.append(BirthdayAhead(contact, date, None if year is None else date.year - year))
    return tuple(sorted(found, key=lambda ahead: (ahead.date, ahead.contact.id)))
