"""What to know about somebody before a call. Source: S1 rule 30, stay informed; S3, who is calling."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Contact
from ..model import Touch
from . import Facts
from .due import Due
from .due import last_personal
from .due import next_due
from .promises import Promise
from .promises import open_promises

RECENT = 3
"""So many of the latest touches are told."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What is known about one person, in the order in which it is wanted."""

    contact: Contact
    organisation: str | None
    """Its name, where it has a file, else what the contact's file says."""
    due: Due | None
    """When to call and why, None for somebody who is never due."""
    promises: tuple[Promise, ...]
    """What both sides still owe, the oldest first."""
    touches: tuple[Touch, ...]
    """The latest ones, the latest first, tries included; the last on a personal channel is always there."""


def brief(facts: Facts, contact: Contact) -> Brief:
    """What to know about somebody before a call."""
    touches = [touch for touch in facts.wiki.touches(contact) if touch.date <= facts.today]
    touches.reverse()
    last = facts.about(last_personal, contact)
    told = touches[:RECENT]
    return Brief(
        contact,
        organisation(facts, contact),
        facts.about(next_due, contact),
        facts.about(open_promises, contact),
        (*told, *([last.touch] if last and last.touch not in told else [])),
    )


def organisation(facts: Facts, contact: Contact) -> str | None:
    """Where somebody works: the organisation's name, or what the file says where it has none of its own."""
    found = facts.wiki.contacts.get(facts.wiki.resolve(contact.organisation or "") or "")
    return found.name if found else contact.organisation
