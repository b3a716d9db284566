"""When somebody is due, in dates instead of days, so that it stays true overnight."""

from __future__ import annotations

from dataclasses import dataclass

from ..facts import Facts
from ..facts.consent import latest_consent
from ..facts.due import Status
from ..facts.due import cadence
from ..facts.due import next_due
from ..facts.due import since_last
from ..kinds import Never
from ..model import ConsentTo
from ..model import Contact
from ..model import Grade
from ..model import Scope
from .wording import Badge
from .wording import status_badge


@dataclass(frozen=True, slots=True)
class DueNote:
    """When somebody is due, and why, in dates."""

    status: Badge | None
    """None for somebody who is never due."""
    headline: str
    why: str


def due_note(facts: Facts, contact: Contact) -> DueNote:
    """When somebody is due, or why they never are."""
    due = facts.about(next_due, contact)
    if due is None:
        return DueNote(None, "No call is planned", _why_never(facts, contact))
    badge = status_badge(due)
    match due.status:
        case Status.OVERDUE:
            headline = f"Overdue since {due.due_on}"
        case Status.SNOOZED:
            headline = f"Snoozed until {due.due_on}"
            if contact.snooze_reason:
                headline += f" ({contact.snooze_reason})"
        case _:
            headline = f"Due on {due.due_on}"
    return DueNote(badge, headline, since_last(due.story))


def _why_never(facts: Facts, contact: Contact) -> str:
    if contact.died is not None and contact.died <= facts.today:
        return f"died {contact.died}"
    if facts.is_resting(contact):
        return f"archived {contact.archived}" + (
            f", {contact.archived_reason}" if contact.archived_reason else ""
        )
    rhythm = facts.about(cadence, contact)
    withdrawn = latest_consent(facts, contact, ConsentTo.CONTACT)
    if rhythm is not None and withdrawn is not None:
        return f"consent to contact withdrawn {withdrawn.date}"
    if contact.cadence is Never.NEVER:
        return "the file says never"
    if contact.cadence is not None:
        return f"{_graded(facts, contact)} has a cadence only with a reason to keep them"
    return f"{_graded(facts, contact)} has no rhythm"


def _graded(facts: Facts, contact: Contact) -> str:
    is_let_go = contact.effective_grade in {Grade.D, Grade.F} and facts.settings.owner.use is Scope.PERSONAL
    return "somebody to let go" if is_let_go else str(contact.effective_grade)
