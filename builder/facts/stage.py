"""Whether a stage has its evidence. Source: S4, what makes a contact, a connection, a prospect, a client."""

from __future__ import annotations

from ..model import Contact
from ..model import Stage
from . import Facts
from .customer import bought
from .due import last_personal


def lacks(facts: Facts, contact: Contact) -> tuple[str, ...]:
    """Evidence that a stage asks for and the file does not hold; each stage asks only its own.

    Source: S4: a contact has given some data, a connection has been met, a prospect has a problem, the money
    and is willing to talk, a client pays. Nobody in the personal scope has to prove anything.
    """
    if facts.is_private(contact):
        return ()
    match contact.effective_stage:
        case Stage.STRANGER:
            return ()
        case Stage.SUSPECT:
            return () if contact.fits or contact.source else ("profile",)
        case Stage.CONTACT:
            has_data = contact.emails or contact.phones or contact.addresses or contact.links
            return () if has_data or _was_touched(facts, contact) else ("contact-data",)
        case Stage.CONNECTION:
            met = facts.about(last_personal, contact) or _came(facts, contact)
            return () if met else ("meeting",)
        case Stage.PROSPECT:
            about = contact.qualification
            evidence = {
                "problem": about and about.problem,
                "budget": about and about.budget,
                "willing": about and about.willing,
            }
            return tuple(name for name, found in evidence.items() if not found)
        case Stage.CLIENT:
            return () if facts.about(bought, contact) else ("purchase",)


def was_client(facts: Facts, contact: Contact) -> bool:
    """True for somebody who reached `client` and was moved back. Source: S4, "they are clients for life"."""
    if contact.effective_stage is Stage.CLIENT or facts.is_private(contact):
        return False
    return any(entry.stage is Stage.CLIENT and entry.date <= facts.today for entry in contact.stage_history)


def _was_touched(facts: Facts, contact: Contact) -> bool:
    return any(touch.date <= facts.today for touch in facts.wiki.touches(contact))


def _came(facts: Facts, contact: Contact) -> bool:
    return any(touch.date <= facts.today for touch in facts.wiki.event_touches.get(contact.id, ()))
