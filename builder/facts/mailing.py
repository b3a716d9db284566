"""Who gets the newsletter, and at which address. Source: S0, A, B and C are in the mass marketing; S4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import ConsentTo
from ..model import Contact
from ..model import Grade
from ..wiki import fold
from . import Because
from . import Facts
from . import by_name
from .consent import latest_consent

NEWSLETTER = "newsletter"
"""Label of the address that is meant for it."""


@dataclass(frozen=True, slots=True)
class Mailing:
    """Whether somebody gets the newsletter, and why or why not."""

    address: str | None
    """Where it goes, None for somebody who does not get it."""
    because: tuple[Because, ...]

    @property
    def is_included(self) -> bool:
        """True for somebody who gets it."""
        return self.address is not None


def mailing(facts: Facts, contact: Contact) -> Mailing:
    """Whether somebody gets the newsletter: graded A+ to C, with an email, agreed, and at rest with nobody.

    Source: S0, stay top of mind, never D and F; S4, "Make sure they want to hear from you".
    """
    obstacles = tuple(_obstacles(facts, contact))
    if obstacles:
        return Mailing(None, obstacles)
    labels = [fold(email.label or "") for email in contact.emails]
    place = labels.index(NEWSLETTER) if NEWSLETTER in labels else 0
    address = contact.emails[place].value
    how = "labelled newsletter" if labels[place] == NEWSLETTER else "the first address"
    return Mailing(
        address,
        (
            _consent(facts, contact, ConsentTo.NEWSLETTER, "agreed to the newsletter"),
            Because(f"{address}, {how}", contact.path, ("emails", place)),
        ),
    )


def mailing_list(facts: Facts) -> tuple[Contact, ...]:
    """Everybody who gets the newsletter, by name."""
    contacts = facts.wiki.contacts.values()
    return tuple(by_name(c for c in contacts if facts.about(mailing, c).is_included))


def _obstacles(facts: Facts, contact: Contact) -> Iterator[Because]:
    """Everything that keeps somebody off the list."""
    for key, day in (("died", contact.died), ("archived", contact.archived)):
        if day is not None and day <= facts.today:
            yield Because(f"{key} on {day}", contact.path, (key,))
    if contact.effective_grade in {Grade.D, Grade.F}:
        yield Because(f"grade {contact.effective_grade}", contact.path, ("grade",))
    if not contact.emails:
        yield Because("no email address", contact.path)
    wants = latest_consent(facts, contact, ConsentTo.NEWSLETTER)
    if wants is None:
        yield Because("never agreed to the newsletter", contact.path)
    elif not wants.given:
        yield _consent(facts, contact, ConsentTo.NEWSLETTER, "withdrew the newsletter")
    about_contact = latest_consent(facts, contact, ConsentTo.CONTACT)
    if about_contact is not None and not about_contact.given:
        yield _consent(facts, contact, ConsentTo.CONTACT, "withdrew the consent to contact")


def _consent(facts: Facts, contact: Contact, what: ConsentTo, text: str) -> Because:
    entry = latest_consent(facts, contact, what)
    assert entry is not None
    source = f" ({entry.source})" if entry.source else ""
    at = ("consent", contact.consent.index(entry))
    return Because(f"{text} on {entry.date}{source}", contact.path, at)
