"""One line of a list for the owner: whom it is about, why, and what to type next.

Owns the shape that the review, the digest and today have in common. Knows nothing of a terminal: quoting and
escaping are the business of whoever prints it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..diagnostics import Address
from ..model import Contact
from ..model import Event

Command = tuple[str, ...]
"""What to type, word by word, the program first."""

_LONG = 60
"""A promise of more characters is named by its day."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody, a reason with a date, and the command that settles or shows it."""

    about: Contact | Event | None
    """Whom it is about, None for a number of people."""
    text: str
    date: dt.date | None
    """The day that the reason names first, None where it names none."""
    command: Command
    path: str = ""
    """File in which the reason stands, empty for a number of people."""
    at: Address = ()

    @property
    def id(self) -> str | None:
        """Id of whom it is about."""
        return self.about.id if self.about else None

    @property
    def name(self) -> str | None:
        """Name of whom it is about."""
        return self.about.name if self.about else None


def line(about: Contact | Event, text: str, date: dt.date | None, command: Command, at: Address = ()) -> Line:
    """A line whose reason stands in the file of whom it is about."""
    return Line(about, text, date, command, about.path, at)


def show(contact: Contact) -> Command:
    """Shows all that is known of somebody."""
    return ("soi", "show", *_words(contact.id))


def touch(contact: Contact, channel: str) -> Command:
    """Notes that the two were in touch."""
    return ("soi", "touch", *_words(contact.id, channel))


def done(contact: Contact, what: str, due: dt.date | None = None) -> Command:
    """Marks something as done: named by its words, or by its day where they are many."""
    return ("soi", "done", *_words(contact.id, str(due) if due and len(what) > _LONG else what))


def guests(event: Event) -> Command:
    """Shows what to know of everybody at an event."""
    return ("soi", "brief", "--event", event.id)


def _words(*words: str) -> Command:
    """Arguments, behind `--` where one of them looks like an option."""
    return ("--", *words) if any(word.startswith("-") for word in words) else words
