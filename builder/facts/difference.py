"""One change and two states of a wiki: what all comparisons have in common.

Owns the shape of a change. Which changes there are is told by `changes` and `standing`.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Contact
from ..wiki import fold_accents
from . import Facts
from .lines import Line
from .pairs import Pairs


class Topic(enum.StrEnum):
    """What a change is about, in the order in which they are told."""

    PEOPLE = "people"
    GRADES = "grades"
    STAGES = "stages"
    """Stages and scopes."""
    REFERRALS = "referrals"
    SALES = "sales"
    PROMISES = "promises"
    CONSENT = "consent"
    DUE = "due"
    """Who became overdue, and who no longer is."""
    CUSTOMERS = "customers"
    """Types of customers."""
    PARTNERS = "partners"
    """Contact sphere, power team, referral partners."""
    CENTERS = "centers"
    """Centres of influence that are new."""


_RANKS = {topic: rank for rank, topic in enumerate(Topic)}
BUSINESS = frozenset(
    {Topic.STAGES, Topic.REFERRALS, Topic.SALES, Topic.CUSTOMERS, Topic.PARTNERS, Topic.CENTERS}
)
"""What a wiki that is kept for family and friends does not tell."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was."""

    topic: Topic
    line: Line
    before: str | None = None
    """What it was, for a value that changed: a grade, a type, an outcome."""
    after: str | None = None
    """What it is."""

    @property
    def order(self) -> tuple[int, str, str, dt.date]:
        """Key for sorting: topic, name, id, day."""
        about = (fold_accents(self.line.name or ""), self.line.id or "")
        return (_RANKS[self.topic], *about, self.line.date or dt.date.max)


@dataclass(frozen=True, slots=True)
class Then:
    """The earlier state."""

    facts: Facts
    """With the facts of its day."""
    commit: str = ""
    """Commit that it was read from, empty where it is today's files as of an earlier day."""


@dataclass(frozen=True, slots=True)
class Both:
    """Two states of a wiki and who is who in them."""

    then: Then
    now: Facts
    pairs: Pairs

    @property
    def day(self) -> dt.date:
        """The earlier day."""
        return self.then.facts.today

    def same(self) -> Iterator[tuple[Contact, Contact]]:
        """Everybody who was there, as they were and as they are."""
        for id_, old in self.pairs.before.items():
            yield old, self.now.wiki.contacts[id_]

    def earlier(self, contact: Contact) -> Iterator[Contact]:
        """Those of the earlier files who make up one person of today."""
        old = self.pairs.before.get(contact.id)
        if old is not None:
            yield old
        yield from (old for old, today in self.pairs.merged if today.id == contact.id)
