"""Who works where, by the organisation that people name and that has a file."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Contact
from . import Facts
from . import by_name


def staff(facts: Facts) -> Mapping[str, tuple[Contact, ...]]:
    """Id of an organisation -> who works there, by name, then id; nobody works for themselves."""
    found: dict[str, list[Contact]] = {}
    for contact in facts.wiki.contacts.values():
        employer = facts.wiki.resolve(contact.organisation) if contact.organisation else None
        if employer is not None and employer != contact.id:
            found.setdefault(employer, []).append(contact)
    return {employer: tuple(by_name(people)) for employer, people in found.items()}
