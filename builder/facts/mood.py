"""How somebody feels about you: complaints, good moments, broken promises. Source: S0, SEE; S1 rule 30."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ..days import Duration
from ..days import Unit
from ..days import is_within
from ..model import Contact
from ..model import Mood
from ..model import Scope
from ..model import Touch
from . import Because
from . import Facts
from .customer import bought
from .promises import Promise
from .promises import is_broken
from .promises import open_promises

FRESH = Duration(30, Unit.DAY)
"""So long a glad word or a purchase makes a good moment."""


@dataclass(frozen=True, slots=True)
class Feeling:
    """How the relationship stands."""

    mood: Mood | None
    """The latest one written down."""
    since: dt.date | None
    """The day of it."""
    complaints: tuple[Because, ...]
    """What they complain of; empty where no complaint is open."""
    moments: tuple[Because, ...]
    """What makes this a good moment to ask; empty with an open complaint."""
    broken: tuple[Promise, ...]
    """Promises of the owner whose day has passed, the oldest first."""

    @property
    def has_complaint(self) -> bool:
        """True while a complaint is open."""
        return bool(self.complaints)

    @property
    def is_good_moment(self) -> bool:
        """True where one may ask for something."""
        return bool(self.moments)


def feeling(facts: Facts, contact: Contact) -> Feeling:
    """Mood, complaints and broken promises of one person.

    Source: S0, "Else … if happy, who else should I be talking to"; S1 rule 30, loyalty is not built after
    something went wrong.
    """
    place, touch = _latest(facts, contact)
    complaints = tuple(_complaints(facts, contact, place, touch))
    moments = () if complaints else tuple(_moments(facts, contact, place, touch))
    broken = tuple(p for p in facts.about(open_promises, contact) if is_broken(facts, p))
    mood, since = (touch.mood, touch.date) if touch is not None else (None, None)
    return Feeling(mood, since, complaints, moments, broken)


def _latest(facts: Facts, contact: Contact) -> tuple[int, Touch | None]:
    """The latest touch with a mood, of equal days the later in the file, and its place there."""
    best: Touch | None = None
    at = -1
    for place, touch in enumerate(contact.touches):
        if touch.mood is not None and touch.date <= facts.today and (best is None or touch.date >= best.date):
            best, at = touch, place
    return at, best


def _complaints(facts: Facts, contact: Contact, place: int, touch: Touch | None) -> Iterator[Because]:
    if touch is not None and touch.mood is Mood.UNHAPPY:
        yield Because(f"unhappy on {touch.date}", contact.path, ("touches", place, "mood"))
    for promise in facts.about(open_promises, contact):
        if promise.promise.complaint:
            day = f", promised for {promise.promise.due}" if promise.promise.due else ""
            text = f"complaint not settled{day}: {promise.promise.what}"
            yield Because(text, contact.path, promise.at)


def _moments(facts: Facts, contact: Contact, place: int, touch: Touch | None) -> Iterator[Because]:
    if touch is not None and touch.mood is Mood.HAPPY and is_within(touch.date, FRESH, facts.today):
        yield Because(f"happy on {touch.date}", contact.path, ("touches", place, "mood"))
    purchases = () if facts.settings.owner.use is Scope.PERSONAL else facts.about(bought, contact)
    for purchase in purchases:
        if is_within(purchase.date, FRESH, facts.today):
            what = f": {purchase.what}" if purchase.what else ""
            yield Because(f"bought on {purchase.date}{what}", contact.path, purchase.at)
