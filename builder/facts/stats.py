"""How many people, touches and files there are. Source: S0, improve and repeat."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Category
from ..model import Channel
from ..model import CustomerType
from ..model import Grade
from ..model import Scope
from ..model import Stage
from ..model import Type
from . import Facts
from .adherence import MONTHS
from .adherence import month_before
from .customer import customer_kind
from .networks import is_business


@dataclass(frozen=True, slots=True)
class People:
    """People by what they are, those who rest left out. Words that nobody has are 0."""

    total: int
    resting: int
    """So many are archived or dead."""
    not_evaluated: int
    """So many have no grade yet; they count as C."""
    grade: Mapping[Grade, int]
    type: Mapping[Type, int]
    scope: Mapping[Scope, int]
    stage: Mapping[Stage, int] | None
    """None where the wiki is kept for family and friends, as all that follows."""
    category: Mapping[Category, int] | None
    """Who is in two groups is counted in both."""
    customer_type: Mapping[CustomerType, int] | None


@dataclass(frozen=True, slots=True)
class MonthOfTouches:
    """Touches of a calendar month, in either direction, those that reached nobody included."""

    first: dt.date
    channels: Mapping[Channel, int]

    @property
    def total(self) -> int:
        """On all channels."""
        return sum(self.channels.values())


def people(facts: Facts) -> People:
    """People by grade, type, scope, stage, category and type of customer."""
    here = [contact for contact in facts.wiki.contacts.values() if not facts.is_resting(contact)]
    has_business = is_business(facts)
    grades = Counter(contact.effective_grade for contact in here)
    types = Counter(contact.type for contact in here)
    scopes = Counter(facts.scope(contact) for contact in here)
    stages = Counter(contact.effective_stage for contact in here)
    categories = Counter(group for contact in here for group in set(contact.category))
    kinds = Counter(facts.about(customer_kind, contact).value for contact in here if has_business)
    return People(
        len(here),
        len(facts.wiki.contacts) - len(here),
        sum(contact.grade is None for contact in here),
        {grade: grades[grade] for grade in Grade},
        {kind: types[kind] for kind in (Type.PERSON, Type.ORGANISATION)},
        {scope: scopes[scope] for scope in Scope},
        {stage: stages[stage] for stage in Stage} if has_business else None,
        {group: categories[group] for group in Category} if has_business else None,
        {kind: kinds[kind] for kind in CustomerType} if has_business else None,
    )


def touches(facts: Facts) -> tuple[MonthOfTouches, ...]:
    """Touches of the last twelve months by channel, this month the last; an evening counts for each guest."""
    firsts = [month_before(facts, count) for count in range(MONTHS - 1, -1, -1)]
    found = {first: Counter[Channel]() for first in firsts}
    for contact in facts.wiki.contacts.values():
        for touch in facts.wiki.touches(contact):
            month = found.get(touch.date.replace(day=1))
            if month is not None and touch.date <= facts.today:
                month[touch.channel] += 1
    return tuple(
        MonthOfTouches(first, {channel: counts[channel] for channel in Channel if counts[channel]})
        for first, counts in found.items()
    )
