"""When somebody is due, in dates instead of days, so that it stays true overnight."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ..facts import Facts
from ..facts.consent import latest_consent
from ..facts.due import Status
from ..facts.due import cadence
from ..facts.due import next_due
from ..facts.due import since_last
from ..facts.turning import Turn
from ..facts.turning import turning_days
from ..kinds import Never
from ..model import ConsentTo
from ..model import Contact
from ..model import Grade
from ..model import Scope


@dataclass(frozen=True, slots=True)
class DueNote:
    """When somebody is due, and why, in dates."""

    status: str
    """Empty for somebody who is never due."""
    headline: str
    why: str
    turns: str
    """Days on which the status turns by itself and to what, as JSON; empty where nothing will turn."""
    headlines: str
    """What the headline is from each of these days on, as JSON."""


def due_note(facts: Facts, contact: Contact, *, is_pinned: bool) -> DueNote:
    """When somebody is due, or why they never are.

    Args:
        facts: of the wiki.
        contact: of whom.
        is_pinned: the page speaks of its own day whenever it is read, so that nothing ever turns.
    """
    due = facts.about(next_due, contact)
    today, *later = turning_days(facts, contact)
    is_turning = bool(later) and not is_pinned
    return DueNote(
        status=str(today.status or ""),
        headline=_headline(contact, today),
        why=since_last(due.story) if due else _why_never(facts, contact),
        turns=json.dumps([(str(turn.date), turn.status) for turn in later]) if is_turning else "",
        headlines=json.dumps([_headline(contact, turn) for turn in later]) if is_turning else "",
    )


def _headline(contact: Contact, turn: Turn) -> str:
    reason = f" ({contact.snooze_reason})" if contact.snooze_reason else ""
    match turn.status:
        case None:
            return "No call is planned"
        case Status.OVERDUE:
            return f"Overdue since {turn.due_on}"
        case Status.SNOOZED:
            return f"Snoozed until {turn.due_on}{reason}"
        case _:
            return f"Due on {turn.due_on}" if turn.due_on else "Due"


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
