"""Who is invited to what, and who comes. Source: S0, "invite them to meetings and networking events"."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Contact
from ..model import Event
from ..model import Grade
from . import Facts
from . import by_name
from .consent import is_contact_withdrawn

_GUESTS = frozenset({Grade.A_PLUS, Grade.A, Grade.B})


@dataclass(frozen=True, slots=True)
class Attendance:
    """Events of one person, by id, each list by day, those without one last, then by id."""

    invited: tuple[str, ...] = ()
    """Those they were invited to, past and to come."""
    attended: tuple[str, ...] = ()
    """Those they came to, also uninvited."""
    missed: tuple[str, ...] = ()
    """Those they were invited to and did not come to."""


def attendances(facts: Facts) -> Mapping[str, Attendance]:
    """Attendance by id of everybody who was ever invited or came."""
    found: dict[str, tuple[list[str], list[str], list[str]]] = {}
    for event in sorted(facts.wiki.events.values(), key=_day):
        is_over = event.date is not None and event.date < facts.today
        is_on = event.date is not None and event.date <= facts.today
        invited = _ids(facts, event.invited)
        came = _ids(facts, event.attended) if is_on else set()
        for who in invited | came:
            lists = found.setdefault(who, ([], [], []))
            for events, holds in zip(
                lists, (who in invited, who in came, is_over and who not in came), strict=True
            ):
                if holds:
                    events.append(event.id)
    return {
        who: Attendance(tuple(invited), tuple(came), tuple(missed))
        for who, (invited, came, missed) in found.items()
    }


def attendance(facts: Facts, contact: Contact) -> Attendance:
    """To what somebody was invited, and to what they came."""
    return facts.of(attendances).get(contact.id, Attendance())


def guests(facts: Facts, event: Event | None = None) -> tuple[Contact, ...]:
    """Whom to invite: A+, A and B, by grade, then name and id; for an event those not on its list yet.

    Nobody who rests or does not want to hear from you. A C may be invited by hand.

    Source: S0, "invite them to meetings and networking events".
    """
    listed = _ids(facts, (*event.invited, *event.attended)) if event else set()
    found = [
        contact
        for contact in facts.wiki.contacts.values()
        if contact.effective_grade in _GUESTS
        and contact.id not in listed
        and not facts.is_resting(contact)
        and not is_contact_withdrawn(facts, contact)
    ]
    return tuple(sorted(by_name(found), key=lambda contact: contact.effective_grade.rank))


def _ids(facts: Facts, references: Iterable[str]) -> set[str]:
    return {known for reference in references if (known := facts.wiki.resolve(reference))}


def _day(event: Event) -> tuple[bool, str, str]:
    return event.date is None, str(event.date or ""), event.id
