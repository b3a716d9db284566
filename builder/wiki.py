"""Everything in a wiki by id, and the one answer to what a reference means.

An id is the name of a file. It is unique regardless of case and of how accents are composed, because two
such files would be one file on another system.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .diagnostics import Finding
from .model import Contact
from .model import Entity
from .model import Event
from .model import Page
from .model import Touch


def fold(text: str) -> str:
    """Text without case and composition, under which ids and references are compared."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFC", text).casefold()


def fold_accents(text: str) -> str:
    """Text without case and accents, under which names are searched and sorted."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


@dataclass(frozen=True, slots=True)
class Wiki:
    """All files of a wiki, read."""

    root: Path
    """The folder of `mkdocs.yml`."""
    folder: str
    """Where the contacts lie, relative to the root."""
    contacts: Mapping[str, Contact]
    """By id, in the order of the ids."""
    events: Mapping[str, Event]
    pages: Mapping[str, Page]
    paths: Mapping[str, str]
    """Path of every id, also of files that could not be read."""
    ids: Mapping[str, str]
    """Folded id -> id, also of files that could not be read."""
    former: Mapping[str, str]
    """Folded former id -> id."""
    skipped: tuple[str, ...]
    """Paths that are none of soi's business, such as `_template.md`."""
    findings: tuple[Finding, ...]
    """What reading found."""
    event_touches: Mapping[str, tuple[Touch, ...]]
    """Contact id -> the events they came to, as touches, in the order of the events' ids."""

    @property
    def entities(self) -> Iterator[Entity]:
        """Everything that could be read: contacts, events, pages."""
        yield from self.contacts.values()
        yield from self.events.values()
        yield from self.pages.values()

    @property
    def contact_count(self) -> int:
        """Number of contact files, those that cannot be read included."""
        return len(self.paths) - len(self.events) - len(self.pages)

    def resolve(self, reference: str) -> str | None:
        """Id that a reference leads to, by present or former id; None where it dangles."""
        folded = fold(reference)
        return self.ids.get(folded) or self.former.get(folded)

    def is_former(self, reference: str) -> bool:
        """True if a reference leads somewhere only because a file remembers its old id."""
        folded = fold(reference)
        return folded not in self.ids and folded in self.former

    def touches(self, contact: Contact) -> tuple[Touch, ...]:
        """Touches of a contact, oldest first, events attended included; equal days as in the file."""
        own = contact.touches
        events = self.event_touches.get(contact.id)
        return tuple(sorted((*events, *own) if events else own, key=_day))


def _day(touch: Touch) -> dt.date:
    return touch.date


def event_touches(events: Iterable[Event], resolve: Mapping[str, str]) -> dict[str, tuple[Touch, ...]]:
    """Touches that attending events makes.

    Args:
        events: the events.
        resolve: folded reference -> id.
    """
    out: dict[str, list[Touch]] = {}
    for event in events:
        if event.date is None:
            continue
        touch = Touch(date=event.date, channel=event.channel, note=event.name, event=event.id)
        came = {resolve[fold(reference)] for reference in event.attended if fold(reference) in resolve}
        for contact in came:
            out.setdefault(contact, []).append(touch)
    return {contact: tuple(touches) for contact, touches in out.items()}
