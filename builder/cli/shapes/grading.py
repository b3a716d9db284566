"""Rows about grades, stages, asking and the newsletter, for `soi show` and `soi review`."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...facts.ask import asking
from ...facts.cleanup import Parting
from ...facts.grading import suggestion
from ...facts.mailing import mailing
from ...model import AskCase
from ...model import Contact
from ...model import Grade
from ...model import Stage
from ...workspace import Workspace
from .shared import Because


class GradeFacts(TypedDict):
    """Which grade the evidence speaks for."""

    suggested: Annotated[str, Grade] | None
    """The grade; `null` where it is the present one, or nothing speaks for another."""
    because: list[Because]
    """Why."""


class AskFacts(TypedDict):
    """That somebody may be asked for a referral."""

    case: Annotated[str, AskCase]
    """The first case that holds."""
    because: list[Because]
    """What makes the case, what to bear in mind, what makes it a good moment, the last ask and touch."""


class MailingFacts(TypedDict):
    """Whether somebody gets the newsletter."""

    included: bool
    """They do."""
    because: list[Because]
    """Why, or everything that stands against it."""


class GradeRow(TypedDict):
    """Somebody for whom the evidence speaks for another grade."""

    id: str
    """Who."""
    name: str
    """Their name."""
    grade: Annotated[str, Grade]
    """As it counts: a blank one is `C`."""
    suggested: Annotated[str, Grade]
    """The grade that the evidence speaks for."""
    because: list[Because]
    """Why."""
    command: str
    """What to type to grade them so."""


class NearRow(TypedDict):
    """A B who could become an A."""

    id: str
    """Who."""
    name: str
    """Their name."""
    steps: int
    """Referrals, or levels of profit and maintenance, that are missing: the fewer of the two."""
    because: list[Because]
    """What there is and what is missing."""
    command: str
    """What to type to see them whole."""


class LetGoRow(TypedDict):
    """A D or an F without a reason to stay."""

    id: str
    """Who."""
    name: str
    """Their name."""
    grade: Annotated[str, Grade]
    """D or F."""
    state: Annotated[str, Parting]
    """How far it has come."""
    because: list[Because]
    """Why, with the day of the farewell."""
    command: str
    """What to type next."""


class ShareRow(TypedDict):
    """How many of the clients are A+."""

    a_plus: int
    """Clients graded A+."""
    clients: int
    """All clients but the personal, the archived and the dead."""
    limit: int | None
    """One in ten, rounded up; `null` with fewer than ten clients."""
    over: bool
    """There are more than that."""


class StageRow(TypedDict):
    """Somebody whose stage lacks its evidence."""

    id: str
    """Who."""
    name: str
    """Their name."""
    stage: Annotated[str, Stage]
    """As written."""
    lacks: list[str]
    """The evidence that the stage asks for and the file does not hold; empty for a client moved back."""
    because: list[Because]
    """Where the stage stands, and what it lacks."""
    command: str
    """What to type to mend it."""


def grade_json(workspace: Workspace, contact: Contact) -> GradeFacts:
    """Which grade the evidence speaks for."""
    found = workspace.facts.about(suggestion, contact)
    return {
        "suggested": str(found.grade) if found.grade else None,
        "because": workspace.because(found.because),
    }


def ask_json(workspace: Workspace, contact: Contact) -> AskFacts | None:
    """Why somebody may be asked for a referral."""
    found = workspace.facts.about(asking, contact)
    return {"case": str(found.case), "because": workspace.because(found.because)} if found else None


def mailing_json(workspace: Workspace, contact: Contact) -> MailingFacts:
    """Whether somebody gets the newsletter."""
    found = workspace.facts.about(mailing, contact)
    return {"included": found.is_included, "because": workspace.because(found.because)}
