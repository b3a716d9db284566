"""What somebody agreed to. Source: S4, "Make sure they want to hear from you"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model import Channel
from ..model import Consent
from ..model import ConsentTo
from ..model import Contact
from ..model import Direction
from . import Because
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


def against_consent(facts: Facts, contact: Contact) -> Iterator[Because]:
    """Touches of the owner that were not agreed to: after a no, or newsletters without a yes on that day.

    Consent and touches have days and no hours, so on the day of a yes or a no the touch may have come first.
    """
    is_refused = any(entry.what is ConsentTo.CONTACT and not entry.given for entry in contact.consent)
    for place, touch in enumerate(contact.touches):
        is_asked = is_refused or touch.channel is Channel.NEWSLETTER
        if not is_asked or touch.direction is Direction.IN or touch.date > facts.today:
            continue
        at = ("touches", place)
        refusal = _before(contact, ConsentTo.CONTACT, touch.date)
        if (
            refusal is not None
            and not refusal.given
            and not _agreed_on(contact, ConsentTo.CONTACT, touch.date)
        ):
            text = f"{touch.channel} {touch.date}, though the consent to contact was withdrawn {refusal.date}"
            yield Because(text, contact.path, at)
        elif touch.channel is Channel.NEWSLETTER:
            word = _before(contact, ConsentTo.NEWSLETTER, touch.date)
            if (word is None or not word.given) and not _agreed_on(contact, ConsentTo.NEWSLETTER, touch.date):
                why = f"the consent was withdrawn {word.date}" if word else "nothing says that they agreed"
                yield Because(f"newsletter {touch.date}, though {why}", contact.path, at)


def _before(contact: Contact, what: ConsentTo, day: dt.date) -> Consent | None:
    """The word that held when a day began."""
    latest = None
    for entry in contact.consent:
        if entry.what is what and entry.date < day and (latest is None or entry.date >= latest.date):
            latest = entry
    return latest


def _agreed_on(contact: Contact, what: ConsentTo, day: dt.date) -> bool:
    return any(entry.what is what and entry.given and entry.date == day for entry in contact.consent)
