"""Intentions about one person, each on a draft of their file: graded, moved, snoozed, archived and so on.

Each sets the keys that belong together and returns which it wrote, so that the command can say so.
"""

from __future__ import annotations

import datetime as dt
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
from .splice import line_of
from .splice import listed
from .splice import put


@dataclass(frozen=True, slots=True)
class Wrote:
    """One thing that was done to a file, for the line that says so."""

    at: Address
    """Where it stands, or stood."""
    text: str
    """What was done, as in `set grade A+`."""
    stood: int | None = None
    """Line on which it stood before, for what was taken away."""

    def line(self, text: str) -> int:
        """Line in the file as written."""
        return self.stood or line_of(text, self.at)


def assign(change: Draft, at: Address, value: str) -> list[Wrote]:
    """Set one value; nothing where it stands there already."""
    before = change.text
    try:
        change.text = put(before, at, value)
    except RefusedError as error:
        raise RefusedError(f"{change.path}: {error}", error.hint) from error
    return [] if change.text == before else [Wrote(at, f"set {named(at)} {value}")]


def clear(change: Draft, *addresses: Address) -> list[Wrote]:
    """Take keys or entries away; nothing where there are none."""
    wrote: list[Wrote] = []
    # The user looks for what is gone in the file as it was, not as it is between two steps.
    seen = change.text if change.seen is None else change.seen.decode("utf-8-sig")
    for at in addresses:
        before = change.text
        try:
            change.text = drop(before, at)
        except RefusedError as error:
            raise RefusedError(f"{change.path}: {error}", error.hint) from error
        if change.text != before:
            wrote.append(Wrote(at, f"removed {named(at)}", line_of(seen, at)))
    return wrote


def named(at: Address) -> str:
    """An address as it is typed and read: `farewell.done`."""
    return ".".join(str(step) for step in at)


def grade(change: Draft, facts: Facts, contact: Contact, to: Grade) -> list[Wrote]:
    """Grade somebody; who was never touched gets the day of a first touch, not all on the same day.

    Source: S0, "label and grade"; the grade says how often they are due.
    """
    wrote = assign(change, ("grade",), to)
    first = first_touch(facts, replace(contact, grade=to))
    return wrote if first is None else [*wrote, *assign(change, ("first_due",), first.isoformat())]


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
    wrote = assign(change, ("snooze_until",), until.isoformat())
    return wrote + _reason(change, ("snooze_reason",), reason)


def wake(change: Draft) -> list[Wrote]:
    """End a snooze."""
    return clear(change, ("snooze_until",), ("snooze_reason",))


def archive(change: Draft, day: dt.date, reason: str = "") -> list[Wrote]:
    """Take somebody off all lists. The file stays, in the graph and in the history."""
    wrote = assign(change, ("archived",), day.isoformat())
    return wrote + _reason(change, ("archived_reason",), reason)


def bring_back(change: Draft) -> list[Wrote]:
    """Undo an archiving."""
    return clear(change, ("archived",), ("archived_reason",))


def move(change: Draft, to: Stage | Scope, day: dt.date) -> list[Wrote]:
    """Move somebody to a stage or a part of life, and keep the day of it.

    Source: S4, "Make sure you can move folks from one category to another".
    """
    key = "stage" if isinstance(to, Stage) else "scope"
    wrote = assign(change, (key,), to)
    history = f"{key}_history"
    add(change, history, {"date": day.isoformat(), key: to})
    place = len(listed(change.text, history)) - 1
    return [*wrote, Wrote((history, place), f"added {key} {to} {day}")]


def _reason(change: Draft, at: Address, reason: str) -> list[Wrote]:
    return assign(change, at, reason) if reason else clear(change, at)
