"""One line of a list for the owner: whom it is about, why, and what to type next.

Owns the shape that the review, the digest and today have in common, and how a command names somebody. Knows
nothing of a terminal: escaping is the business of whoever prints it.
"""

from __future__ import annotations

import datetime as dt
import shlex
from dataclasses import dataclass

from ..diagnostics import Address
from ..model import Contact
from ..model import Event

Command = tuple[str, ...]
"""What to type, word by word, the program first."""


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


def word(text: str) -> str:
    """A name or a text as an argument: a blank before a hyphen, which no name begins with."""
    return f" {text}" if text.startswith("-") else text


def who(about: Contact | Event) -> str:
    """Whom a command is about, as it is typed into a shell."""
    return shlex.quote(word(about.id))


def show(contact: Contact) -> Command:
    """Shows all that is known of somebody."""
    return ("soi", "show", word(contact.id))


def touch(contact: Contact, channel: str) -> Command:
    """Notes that the two were in touch."""
    return ("soi", "touch", word(contact.id), channel)


def done(contact: Contact, words: str, *, is_all: bool = False) -> Command:
    """Marks as done what some words mean, or all that they mean."""
    return ("soi", "done", word(contact.id), word(words), *(("--all",) if is_all else ()))


def guests(event: Event) -> Command:
    """Shows what to know of everybody at an event."""
    return ("soi", "brief", "--event", word(event.id))
