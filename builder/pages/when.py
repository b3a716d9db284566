"""When somebody is due, in dates instead of days, so that it stays true overnight."""

from __future__ import annotations

from dataclasses import dataclass

from ..facts import Facts
from ..facts.consent import latest_consent
from ..facts.due import Due
from ..facts.due import Status
from ..facts.due import attempts
from ..facts.due import cadence
from ..facts.due import next_due
from ..facts.due import rhythm
from ..model import ConsentTo
from ..model import Contact
from ..model import Grade
from .wording import Badge
from .wording import grade_badge
from .wording import spelled
from .wording import status_badge

_TIMES = {1: "once", 2: "twice"}


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
    return DueNote(badge, headline, _why_due(facts, contact, due))


def _why_due(facts: Facts, contact: Contact, due: Due) -> str:
    every, whose = facts.about(cadence, contact)
    assert every is not None
    is_birthday = whose == f"{Grade.B} is" and contact.birthday is not None and due.last is not None
    rule = f"B is due on the birthday, {contact.birthday}" if is_birthday else f"{whose} {rhythm(every)}"
    if due.last is not None:
        parts = [f"last {due.last.touch.channel} {due.last.touch.date}", rule]
        tries = due.last.tries
    else:
        parts = ["never touched"]
        if contact.first_due is not None:
            parts.append(f"first touch planned for {contact.first_due}")
        elif contact.added is not None and contact.added <= facts.today:
            parts += [f"added {contact.added}", rule]
        else:
            parts.append(rule)
        tries = len(attempts(facts, contact, since=contact.added or facts.today.min))
    if tries:
        parts.append(f"tried {_TIMES.get(tries, f'{tries} times')}{' since' if due.last else ''}")
    return ", ".join(parts)


def _why_never(facts: Facts, contact: Contact) -> str:
    if contact.died is not None and contact.died <= facts.today:
        return f"died {contact.died}"
    if facts.is_resting(contact):
        return f"archived {contact.archived}" + (
            f", {contact.archived_reason}" if contact.archived_reason else ""
        )
    every, _ = facts.about(cadence, contact)
    withdrawn = latest_consent(facts, contact, ConsentTo.CONTACT)
    if every is not None and withdrawn is not None:
        return f"consent to contact withdrawn {withdrawn.date}"
    if contact.cadence is not None and every is None:
        return f"the file says {spelled(contact.cadence)}"
    return f"{grade_badge(facts, contact).text} has no rhythm"
