"""What the coming days hold: calls, promises, birthdays, anniversaries, events. Source: S0, set your plan."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass

from ..days import Birthday
from ..diagnostics import Address
from ..model import Contact
from ..model import Event
from ..wiki import fold_accents
from . import Facts
from .consent import is_contact_withdrawn
from .day import birthdays
from .day import returns
from .due import Status
from .due import due_rows
from .promises import open_promises


class Matter(enum.StrEnum):
    """Why a day is marked, in the order in which a day lists its entries."""

    EVENT = "event"
    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    PROMISE = "promise"
    FAREWELL = "farewell"
    CALL = "call"


_RANKS = {matter: rank for rank, matter in enumerate(Matter)}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a day holds."""

    date: dt.date
    """The day it falls on; for what should have been done before, today."""
    matter: Matter
    about: Contact | Event
    text: str = ""
    """What was promised, what is celebrated, or who, where that is not the one it is about."""
    is_late: bool = False
    """It should have been done on an earlier day."""
    is_theirs: bool = False
    """A promise of the other side."""
    since: dt.date | None = None
    """The day on which what is late should have been done, where that was written down."""
    at: Address = ()
    """Where a promise or a farewell stands in the file of whom it is about."""

    @property
    def order(self) -> tuple[dt.date, int, bool, dt.date, int, str, str]:
        """Key for sorting: day, matter, late ones first and by their day; calls by grade; name, id."""
        grade = self.about.effective_grade.rank if isinstance(self.about, Contact) else 0
        return (
            self.date,
            _RANKS[self.matter],
            not self.is_late,
            self.since or self.date,
            grade if self.matter is Matter.CALL else 0,
            fold_accents(self.about.name),
            self.about.id,
        )


def agenda(facts: Facts, last: dt.date) -> tuple[Entry, ...]:
    """Everything from today to a last day, in order; nobody who rests has an entry.

    What is late stands at today, because that is when it can be done.
    """
    found = [
        entry
        for entry in (*_calls(facts), *_birthdays(facts, last), *_of_people(facts, last), *_events(facts))
        if facts.today <= entry.date <= last
    ]
    return tuple(sorted(found, key=lambda entry: entry.order))


def _calls(facts: Facts) -> Iterator[Entry]:
    for row in facts.of(due_rows):
        is_late = row.due.status is Status.OVERDUE
        yield Entry(max(row.due.due_on, facts.today), Matter.CALL, row.contact, is_late=is_late)


def _of_people(facts: Facts, last: dt.date) -> Iterator[Entry]:
    for contact in facts.wiki.contacts.values():
        if not facts.is_resting(contact):
            yield from _promises(facts, contact)
            if not is_contact_withdrawn(facts, contact):
                yield from _anniversaries(facts, contact, last)
            yield from _farewell(facts, contact)


def _promises(facts: Facts, contact: Contact) -> Iterator[Entry]:
    for promise in facts.about(open_promises, contact):
        said = promise.promise
        if said.due is not None:
            is_late = said.due < facts.today
            yield Entry(
                max(said.due, facts.today),
                Matter.PROMISE,
                contact,
                said.what,
                is_late=is_late,
                is_theirs=promise.is_theirs,
                since=said.due if is_late else None,
                at=promise.at,
            )


def _birthdays(facts: Facts, last: dt.date) -> Iterator[Entry]:
    for ahead in birthdays(facts, last):
        yield Entry(ahead.date, Matter.BIRTHDAY, ahead.contact, ahead.relative or "")


def _anniversaries(facts: Facts, contact: Contact, last: dt.date) -> Iterator[Entry]:
    for entry in contact.anniversaries:
        day = Birthday(entry.date.month, entry.date.day, entry.date.year)
        for date in returns(day, facts.today, last):
            yield Entry(date, Matter.ANNIVERSARY, contact, entry.what)


def _farewell(facts: Facts, contact: Contact) -> Iterator[Entry]:
    farewell = contact.farewell
    if farewell is None or farewell.planned is None:
        return
    if farewell.done is None or farewell.done > facts.today:
        is_late = farewell.planned < facts.today
        day = max(farewell.planned, facts.today)
        since = farewell.planned if is_late else None
        yield Entry(
            day,
            Matter.FAREWELL,
            contact,
            farewell.note or "",
            is_late=is_late,
            since=since,
            at=("farewell",),
        )


def _events(facts: Facts) -> Iterator[Entry]:
    for event in facts.wiki.events.values():
        if event.date is not None:
            yield Entry(event.date, Matter.EVENT, event)
