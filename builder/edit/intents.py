"""Intentions about one person, each on a draft of their file: graded, moved, snoozed, archived and so on.

Each sets the keys that belong together and returns which it wrote, so that the command can say so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace

from ..diagnostics import Address
from ..errors import RefusedError
from ..facts import Facts
from ..facts.consent import is_contact_withdrawn
from ..facts.due import cadence
from ..facts.due import last_personal
from ..facts.spread import first_due
from ..model import Contact
from ..model import Grade
from ..model import Scope
from ..model import Stage
from .contact import add
from .drafts import Draft
from .splice import drop
from .splice import listed
from .splice import put


@dataclass(frozen=True, slots=True)
class Wrote:
    """One thing that was done to a file, for the line that says so."""

    at: Address
    """Where it stands in the file as written; where it stood before, for what was taken away."""
    text: str
    """What was done, as in `set grade A+`."""


def assign(change: Draft, at: Address, value: str) -> Wrote:
    """Set one value."""
    try:
        change.text = put(change.text, at, value)
    except RefusedError as error:
        raise RefusedError(f"{change.path}: {error}", error.hint) from error
    return Wrote(at, f"set {named(at)} {value}")


def clear(change: Draft, at: Address) -> Wrote | None:
    """Take a key or an entry away, None where there is none."""
    before = change.text
    try:
        change.text = drop(change.text, at)
    except RefusedError as error:
        raise RefusedError(f"{change.path}: {error}", error.hint) from error
    return None if change.text == before else Wrote(at, f"removed {named(at)}")


def named(at: Address) -> str:
    """An address as it is typed and read: `farewell.done`."""
    return ".".join(str(step) for step in at)


def grade(change: Draft, facts: Facts, contact: Contact, to: Grade) -> list[Wrote]:
    """Grade somebody; who was never touched gets the day of a first touch, not all on the same day.

    Source: S0, "label and grade"; the grade says how often they are due.
    """
    wrote = [assign(change, ("grade",), to)]
    first = first_touch(facts, replace(contact, grade=to))
    if first is not None:
        wrote.append(assign(change, ("first_due",), first.isoformat()))
    return wrote


def first_touch(facts: Facts, contact: Contact) -> dt.date | None:
    """Day of a first touch for somebody never touched; None where there was one, or none is planned."""
    rhythm = cadence(facts, contact)
    is_planned = contact.first_due is not None or "first_due" in contact.unread
    if rhythm is None or is_planned or facts.is_resting(contact):
        return None
    if facts.about(last_personal, contact) is not None or is_contact_withdrawn(facts, contact):
        return None
    return first_due(contact.id, rhythm.every, facts.today)


def snooze(change: Draft, until: dt.date, reason: str = "") -> list[Wrote]:
    """Let somebody rest until a day; the reason of an earlier snooze goes with it."""
    wrote = [assign(change, ("snooze_until",), until.isoformat())]
    if reason:
        return [*wrote, assign(change, ("snooze_reason",), reason)]
    return [*wrote, *_cleared(change, ("snooze_reason",))]


def wake(change: Draft) -> list[Wrote]:
    """End a snooze."""
    return [*_cleared(change, ("snooze_until",), ("snooze_reason",))]


def done(change: Draft, at: Address, day: dt.date) -> list[Wrote]:
    """Mark a promise, or whatever else has a day on which it was done.

    Args:
        change: the file.
        at: the entry, as in `("follow_ups", 2)`, or the very key, as in `("referrals", 0, "thanked")`.
        day: when.
    """
    whole = at if isinstance(at[-1], str) and at[-1] not in {"follow_up", "follow_ups"} else (*at, "done")
    return [assign(change, whole, day.isoformat())]


def archive(change: Draft, day: dt.date, reason: str = "") -> list[Wrote]:
    """Take somebody off all lists. The file stays, in the graph and in the history."""
    wrote = [assign(change, ("archived",), day.isoformat())]
    if reason:
        return [*wrote, assign(change, ("archived_reason",), reason)]
    return [*wrote, *_cleared(change, ("archived_reason",))]


def bring_back(change: Draft) -> list[Wrote]:
    """Undo an archiving."""
    return [*_cleared(change, ("archived",), ("archived_reason",))]


def move(change: Draft, to: Stage | Scope, day: dt.date) -> list[Wrote]:
    """Move somebody to a stage or a part of life, and keep the day of it.

    Source: S4, "Make sure you can move folks from one category to another".
    """
    key = "stage" if isinstance(to, Stage) else "scope"
    wrote = [assign(change, (key,), to)]
    history = f"{key}_history"
    add(change, history, {"date": day.isoformat(), key: to})
    place = len(listed(change.text, history)) - 1
    return [*wrote, Wrote((history, place), f"added {key} {to} {day}")]


def _cleared(change: Draft, *addresses: Address) -> Iterable[Wrote]:
    return [wrote for at in addresses if (wrote := clear(change, at)) is not None]
