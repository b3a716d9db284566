"""What a day brings: calls, promises, birthdays. Source: S0, set your plan and work it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ..days import Birthday
from ..days import next_birthday
from ..model import Contact
from . import Facts
from .consent import is_contact_withdrawn
from .due import DueRow
from .due import Status
from .due import due_rows
from .due import next_due
from .promises import Promise
from .promises import open_promises

_DAY = dt.timedelta(days=1)
BIRTHDAY_NOTICE = dt.timedelta(days=7)
"""So long ahead a birthday is announced."""
_TO_CALL = frozenset({Status.OVERDUE, Status.DUE})


@dataclass(frozen=True, slots=True)
class BirthdayAhead:
    """A birthday that comes."""

    contact: Contact
    """Whose it is, or in whose file a relative without a file is named."""
    date: dt.date
    turns: int | None
    """The age reached that day, None where the year is not known."""
    relative: str | None = None
    """Name of the relative, where it is not the contact's own."""

    @property
    def name(self) -> str:
        """Whose birthday it is."""
        return self.relative or self.contact.name

    @property
    def order(self) -> tuple[dt.date, str, str]:
        """Key for sorting: day, id, name."""
        return (self.date, self.contact.id, self.name)


def calls(facts: Facts) -> tuple[DueRow, ...]:
    """Those overdue or due today, in the order in which to call them."""
    return tuple(row for row in facts.of(due_rows) if row.due.status in _TO_CALL)


def is_to_call(facts: Facts, contact: Contact) -> bool:
    """True for somebody who is overdue or due today."""
    due = facts.about(next_due, contact)
    return due is not None and due.status in _TO_CALL


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
    """Birthdays of the next days from today on."""
    return birthdays(facts, facts.today + min(BIRTHDAY_NOTICE, dt.date.max - facts.today))


def birthdays(facts: Facts, last: dt.date) -> tuple[BirthdayAhead, ...]:
    """Birthdays from today to a last day, by day, then id; those of relatives without a file, too.

    Whoever rests or does not want to be contacted has none. A relative with a file is told of once, and by
    that file where it knows the day.
    """
    found: list[BirthdayAhead] = []
    for contact in facts.wiki.contacts.values():
        if facts.is_resting(contact):
            continue
        if contact.birthday is not None:
            found += _coming(facts, contact, contact.birthday, None, last)
        for relation in contact.relations:
            relative = facts.wiki.contacts.get(facts.wiki.resolve(relation.contact) or "")
            if relation.birthday is None:
                continue
            if relative is None:
                found += _coming(facts, contact, relation.birthday, relation.contact, last)
            elif relative.birthday is None and not facts.is_resting(relative):
                found += _coming(facts, relative, relation.birthday, None, last)
    return tuple(once for _, once in sorted({ahead.order: ahead for ahead in found}.items()))


def _coming(
    facts: Facts, contact: Contact, birthday: Birthday, relative: str | None, last: dt.date
) -> Iterator[BirthdayAhead]:
    if is_contact_withdrawn(facts, contact):
        return
    for date in returns(birthday, facts.today, last):
        turns = None if birthday.year is None else date.year - birthday.year
        yield BirthdayAhead(contact, date, turns, relative)


def returns(day: Birthday, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Days between two others, both included, on which a day of the year comes round."""
    date = next_birthday(day, first - _DAY) if first > dt.date.min else first
    while date <= last and date < dt.date.max:
        yield date
        date = next_birthday(day, date)
