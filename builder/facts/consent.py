"""What somebody agreed to. Source: S4, "Make sure they want to hear from you"."""

from __future__ import annotations

from ..model import Consent
from ..model import ConsentTo
from ..model import Contact
from . import Facts


def latest_consent(facts: Facts, contact: Contact, what: ConsentTo) -> Consent | None:
    """The word that holds: the latest that is not in the future, of equal dates the later in the file."""
    latest = None
    for entry in contact.consent:
        if entry.what is what and entry.date <= facts.today and (latest is None or entry.date >= latest.date):
            latest = entry
    return latest


def is_contact_withdrawn(facts: Facts, contact: Contact) -> bool:
    """True if somebody does not want to be written to or called."""
    latest = latest_consent(facts, contact, ConsentTo.CONTACT)
    return latest is not None and not latest.given
