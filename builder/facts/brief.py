"""What to know about somebody before a call. Source: S1 rule 30, stay informed; S3, who is calling."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..model import Consent
from ..model import ConsentTo
from ..model import Contact
from ..model import CustomerType
from ..model import Event
from ..model import Outcome
from ..model import RelationType
from ..model import Scope
from ..model import Touch
from ..wiki import fold
from . import Facts
from .ask import Ask
from .ask import asking
from .consent import latest_consent
from .customer import told_kind
from .drift import Drift
from .drift import drift
from .due import Due
from .due import last_personal
from .due import next_due
from .generations import leaving
from .generations import outcome
from .lines import Command
from .mood import Feeling
from .mood import feeling
from .owed import Owed
from .owed import Sort
from .owed import owed
from .promises import Promise
from .promises import open_promises
from .referrals import Edge
from .referrals import person_name
from .referrals import referrers
from .relations import TRADE
from .relations import Tie
from .relations import ties
from .see import See
from .see import see
from .settling import settling

RECENT = 3
"""So many of the latest touches are told."""
_BUSINESS = frozenset({Sort.THANKS, Sort.REWARD, Sort.STEP})
_CLOSEST = (RelationType.SPOUSE, RelationType.PARENT_OF, RelationType.CHILD_OF)


@dataclass(frozen=True, slots=True)
class Open:
    """Something that is open, and how to settle it."""

    row: Owed
    command: Command
    """What to type once it is settled."""
    is_complaint: bool = False
    """It settles a complaint."""


@dataclass(frozen=True, slots=True)
class Referred:
    """Somebody on the other side of a referral."""

    id: str | None
    """None for somebody without a file."""
    name: str
    date: dt.date | None
    """None where no file tells a day."""
    outcome: Outcome | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is known about one person, in the order in which it is wanted."""

    contact: Contact
    organisation: str | None
    """Its name, where it has a file, else what the contact's file says."""
    kind: CustomerType | None
    refusal: Consent | None
    """That they do not want to be contacted."""
    feeling: Feeling
    due: Due | None
    """When to call and why, None for somebody who is never due."""
    drift: Drift | None
    see: See
    ask: Ask | None
    """Why they may be asked for a referral."""
    open: tuple[Open, ...]
    """What both sides still owe, complaints first."""
    promises: tuple[Promise, ...]
    """Those of it that were promised, the oldest first."""
    ties: tuple[Tie, ...]
    """Who belongs to them, the family first."""
    referrers: tuple[Referred, ...]
    """Through whom they came."""
    referred: tuple[Referred, ...]
    """Whom they referred to the owner."""
    touches: tuple[Touch, ...]
    """The latest ones, the latest first, tries included; the last on a personal channel is always there."""


def brief(facts: Facts, contact: Contact) -> Brief:
    """What to know about somebody before a call; with a wiki for family and friends nothing of business."""
    is_private = facts.settings.owner.use is Scope.PERSONAL
    refusal = latest_consent(facts, contact, ConsentTo.CONTACT)
    return Brief(
        contact=contact,
        organisation=organisation(facts, contact),
        kind=told_kind(facts, contact).value,
        refusal=refusal if refusal and not refusal.given else None,
        feeling=facts.about(feeling, contact),
        due=facts.about(next_due, contact),
        drift=facts.about(drift, contact),
        see=facts.about(see, contact),
        ask=facts.about(asking, contact),
        open=_open(facts, contact, is_private=is_private),
        promises=facts.about(open_promises, contact),
        ties=_ties(facts, contact, is_private=is_private),
        referrers=() if is_private else _referrers(facts, contact),
        referred=() if is_private else _referred(facts, contact),
        touches=_touches(facts, contact),
    )


def guests(facts: Facts, event: Event) -> tuple[Contact, ...]:
    """Everybody who is invited to an event or came to it, in the order of its lists, each once.

    Source: S0, invite them; S3, it changes how you look at business networking events.
    """
    ids = dict.fromkeys(facts.wiki.resolve(reference) for reference in (*event.invited, *event.attended))
    people = facts.wiki.contacts
    return tuple(people[known] for known in ids if known is not None and known in people)


def organisation(facts: Facts, contact: Contact) -> str | None:
    """Where somebody works: the organisation's name, or what the file says where it has none of its own."""
    return person_name(facts, contact.organisation) if contact.organisation else None


def _touches(facts: Facts, contact: Contact) -> tuple[Touch, ...]:
    touches = [touch for touch in facts.wiki.touches(contact) if touch.date <= facts.today]
    touches.reverse()
    last = facts.about(last_personal, contact)
    told = touches[:RECENT]
    return (*told, *([last.touch] if last and last.touch not in told else []))


def _open(facts: Facts, contact: Contact, *, is_private: bool) -> tuple[Open, ...]:
    complaints = {(*row.at, "done") for row in facts.about(open_promises, contact) if row.promise.complaint}
    found = [
        Open(row, settling(facts, contact, row), row.at in complaints)
        for row in facts.about(owed, contact)
        if not (is_private and row.sort in _BUSINESS)
    ]
    return tuple(sorted(found, key=lambda entry: not entry.is_complaint))


def _ties(facts: Facts, contact: Contact, *, is_private: bool) -> tuple[Tie, ...]:
    found = [tie for tie in facts.about(ties, contact) if not (is_private and tie.relation.type in TRADE)]
    return tuple(sorted(found, key=_distance))


def _distance(tie: Tie) -> int:
    kind = tie.relation.type
    return _CLOSEST.index(kind) if kind in _CLOSEST else len(_CLOSEST)


def _referrers(facts: Facts, contact: Contact) -> tuple[Referred, ...]:
    found = facts.of(referrers).get(contact.id, ())
    return tuple(_side(facts, edge, edge.referrer, edge.referrer) for edge in found)


def _referred(facts: Facts, contact: Contact) -> tuple[Referred, ...]:
    """Whom somebody referred, the latest first, those without a day last."""
    found = [
        _side(facts, edge, edge.referred, _written(facts, edge))
        for edge in facts.of(leaving).get(contact.id, ())
    ]
    found.sort(key=lambda side: fold(side.name))
    return tuple(sorted(found, key=lambda side: side.date or dt.date.min, reverse=True))


def _written(facts: Facts, edge: Edge) -> str:
    """The one referred, as the referrer's file names them."""
    referrals = facts.wiki.contacts[edge.referrer].referrals
    return referrals[edge.entries[0]].contact if edge.entries else edge.referred


def _side(facts: Facts, edge: Edge, key: str, reference: str) -> Referred:
    known = key if key in facts.wiki.contacts else None
    return Referred(known, person_name(facts, reference), edge.date, outcome(facts, edge))
