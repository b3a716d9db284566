"""Everybody in one table, by name, then id, with filters; those who rest apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from ..facts import by_name
from ..facts.customer import told_kind
from ..facts.due import last_personal
from ..facts.due import next_due
from ..facts.networks import is_business
from ..facts.networks import networks_of
from ..model import Category
from ..model import Contact
from ..model import CustomerType
from ..model import Grade
from ..model import Network
from ..model import Scope
from ..model import Stage
from ..model import Type
from ..workspace import Workspace
from . import View
from .addresses import PEOPLE
from .addresses import Ref
from .addresses import ref
from .addresses import ref_to
from .facets import UNGRADED
from .facets import Facet
from .facets import Marks
from .facets import facets
from .facets import places
from .wording import Badge
from .wording import Day
from .wording import grade_badge
from .wording import spelled
from .wording import status_badge

FACETS = {
    "grade": (*Grade, UNGRADED),
    "stage": tuple(Stage),
    "category": tuple(Category),
    "customer_type": tuple(CustomerType),
    "scope": tuple(Scope),
    "networks": tuple(Network),
}
_BUSINESS = frozenset({"stage", "category", "customer_type"})
"""Those that a wiki for family and friends has no use for."""


@dataclass(frozen=True, slots=True)
class Person:
    """A line of the table."""

    who: Ref
    is_organisation: bool
    organisation: Ref | None
    grade: Badge
    is_graded: bool
    stage: str
    category: str
    customer_type: str
    last: str
    """Day of the last personal touch."""
    due_on: str
    status: Badge | None
    marks: Marks
    places: Mapping[str, str]
    """Where its marks stand in their vocabularies."""


@dataclass(frozen=True, slots=True)
class Resting:
    """Somebody archived or dead."""

    who: Ref
    since: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView(View):
    """Everybody."""

    day: Day
    facets: tuple[Facet, ...]
    has_business: bool
    """Stages and categories are told of."""
    has_customers: bool
    """Somebody has a type of customer."""
    people: tuple[Person, ...]
    resting: tuple[Resting, ...]


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The page."""
    facts = workspace.facts
    everybody = by_name(workspace.wiki.contacts.values())
    shown = {name: row for name, row in FACETS.items() if is_business(facts) or name not in _BUSINESS}
    people = tuple(
        _person(workspace, contact, shown) for contact in everybody if not facts.is_resting(contact)
    )
    yield (
        PEOPLE,
        PeopleView(
            title="People",
            tab=30,
            day=Day(workspace.today, workspace.is_pinned),
            facets=facets(PEOPLE, (person.marks for person in people), shown),
            has_business=is_business(facts),
            has_customers=any(person.customer_type for person in people),
            people=people,
            resting=tuple(
                _resting(contact, facts.today) for contact in everybody if facts.is_resting(contact)
            ),
        ),
    )


def _person(workspace: Workspace, contact: Contact, shown: Mapping[str, tuple[str, ...]]) -> Person:
    facts = workspace.facts
    due = facts.about(next_due, contact)
    last = facts.about(last_personal, contact)
    kind = told_kind(facts, contact).value
    found: Marks = {
        "grade": (contact.effective_grade, *(() if contact.grade else (UNGRADED,))),
        "stage": (contact.effective_stage,),
        "category": contact.category,
        "customer_type": (kind,) if kind else (),
        "scope": (facts.scope(contact),),
        "networks": networks_of(facts, contact),
    }
    marks: Marks = {name: found[name] for name in shown}
    return Person(
        who=ref_to(contact),
        is_organisation=contact.type is Type.ORGANISATION,
        organisation=ref(workspace.wiki, contact.organisation) if contact.organisation else None,
        grade=grade_badge(facts, contact),
        is_graded=contact.grade is not None,
        stage=str(contact.effective_stage),
        category=", ".join(spelled(word) for word in contact.category),
        customer_type=spelled(kind) if kind else "",
        last=str(last.touch.date) if last else "",
        due_on=str(due.due_on) if due else "",
        status=status_badge(due) if due else None,
        marks=marks,
        places=places(marks, shown),
    )


def _resting(contact: Contact, today: dt.date) -> Resting:
    if contact.died is not None and contact.died <= today:
        return Resting(ref_to(contact), str(contact.died), "died")
    return Resting(ref_to(contact), str(contact.archived), contact.archived_reason or "")
