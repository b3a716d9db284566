"""The few words that several pages share, so that a grade or an amount reads the same everywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from .. import days
from ..days import Birthday
from ..days import Duration
from ..diagnostics import Severity
from ..facts import Facts
from ..facts.due import Due
from ..facts.due import Status
from ..kinds import Never
from ..kinds import keys
from ..model import Contact
from ..model import Grade
from ..model import Scope

WEEKDAYS = tuple(day.capitalize() for day in days.WEEKDAYS)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SELF_EVIDENT = frozenset({"date", "what", "stage", "scope"})
"""Keys of a record whose values need no name before them."""
_FLAGS = {True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class Badge:
    """A word in a coloured box."""

    kind: str
    """What it tells: grade, status, stage, … and, for those with colours of their own, which."""
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """The day that a page speaks of."""

    date: dt.date
    is_pinned: bool

    @property
    def weekday(self) -> str:
        """Its name. Not from the system, whose language is not the page's."""
        return WEEKDAYS[self.date.weekday()]


def grade_badge(facts: Facts, contact: Contact) -> Badge:
    """The grade, in the words of the owner's use: in private nobody is deleted, only let go."""
    grade = contact.effective_grade
    kind = f"grade soi-{'aplus' if grade is Grade.A_PLUS else grade.lower()}"
    if grade in {Grade.D, Grade.F} and facts.settings.owner.use is Scope.PERSONAL:
        return Badge(kind, "let go")
    return Badge(kind, str(grade)) if contact.grade else Badge(kind, str(grade), "not evaluated, counts as C")


def status_badge(due: Due) -> Badge:
    """How a due day stands to today."""
    words = {Status.OK: "later"}
    return Badge(f"status soi-{due.status}", words.get(due.status, str(due.status)))


def severity_badge(severity: Severity) -> Badge:
    """How grave a finding is."""
    return Badge(f"severity soi-{severity}", str(severity))


def count_badge(severity: Severity, count: int) -> Badge:
    """How many findings of a severity there are."""
    has_plural = count != 1 and severity is not Severity.INFO
    return Badge(f"severity soi-{severity}", f"{count} {severity}{'s' if has_plural else ''}")


def amount(value: Decimal | None, currency: str) -> str:
    """An amount with its currency, empty where there is none."""
    return "" if value is None else f"{value:f} {currency}"


def label(name: str) -> str:
    """A key as a heading: `lost_to` is Lost to."""
    return name.replace("_", " ").replace("-", " ").capitalize()


def spelled(value: Any) -> str:  # Any: whatever a row of the schema can hold
    """A value in words: dates ISO, several separated by semicolons, records as `key value`."""
    match value:
        case bool():
            return _FLAGS[value]
        case StrEnum():
            return str(value).replace("-", " ")
        case Never():
            return value.value
        case str() | int() | dt.date() | Birthday() | Duration() | Decimal():
            return str(value)
        case Mapping():
            return "; ".join(f"{name}: {spelled(item)}" for name, item in value.items())
        case tuple():
            return "; ".join(spelled(item) for item in value)
    said: list[str] = []
    named: list[str] = []
    for name, (attribute, row) in keys(type(value)).items():
        item = getattr(value, attribute)
        if row.shown and item not in (None, (), False):
            word = spelled(item)
            said += [word] if name in _SELF_EVIDENT else []
            named += [] if name in _SELF_EVIDENT else [f"{label(name).lower()} {word}"]
    return ", ".join([" ".join(said), *named] if said else named)
