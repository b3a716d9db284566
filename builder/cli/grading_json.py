"""Grade, asking and newsletter of one person as the JSON of the contract."""

from __future__ import annotations

from ..facts.ask import asking
from ..facts.grading import suggestion
from ..facts.mailing import mailing
from ..model import Contact
from ..workspace import Workspace
from .shapes.grading import AskFacts
from .shapes.grading import GradeFacts
from .shapes.grading import MailingFacts


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
