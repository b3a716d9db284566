"""The mail to oneself on a Monday: what was done, what comes, what is owed, who slips away, whom to ask.

Puts the lines of other facts in their order. Source: S0, work the plan, improve, repeat.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from . import Facts
from . import lines
from . import todo
from .agenda import Matter
from .agenda import agenda
from .ask import ask_rows
from .day import birthdays
from .due import due_rows
from .lines import Line
from .log import Happened
from .log import Sort
from .log import log
from .owed import Sort as Open
from .owed import owed
from .promises import open_promises

AHEAD = dt.timedelta(days=7)
"""So far the week that comes reaches."""

ASKED = 5
"""So many are proposed to be asked for a referral."""


class Part(enum.StrEnum):
    """A part of the digest, in the order in which they are read."""

    DONE = "done"
    """What happened since the last one."""
    CALLS = "calls"
    PROMISES = "promises"
    """Those late and those of the coming week, farewells among them."""
    DAYS = "days"
    """Birthdays and anniversaries."""
    EVENTS = "events"
    THANKS = "thanks"
    REWARDS = "rewards"
    DRIFTING = "drifting"
    ASK = "ask"
    """Whom to ask for a referral."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What to know at the beginning of a week."""

    first: dt.date
    """The day from which on is told what was done."""
    last: dt.date
    """The day until which is told what comes."""
    parts: Mapping[Part, tuple[Line, ...]]
    """All parts in their order, empty ones, too."""


def digest(facts: Facts, first: dt.date) -> Digest:
    """What was done from a day on, and what the coming week asks for."""
    last = min(facts.today, dt.date.max - AHEAD) + AHEAD
    return Digest(
        first,
        last,
        {Part.DONE: _done(facts, first)} | {part: tuple(find(facts, last)) for part, find in _AHEAD.items()},
    )


def _done(facts: Facts, first: dt.date) -> tuple[Line, ...]:
    return tuple(happened(entry) for entry in log(facts, first, facts.today) if entry.sort is not Sort.ADDED)


def happened(entry: Happened) -> Line:
    """Something that happened, with its day."""
    text, command = f"{entry.date} {entry.text}", lines.show(entry.contact)
    return Line(entry.contact, text, entry.date, command, entry.path, entry.at)


def _calls(facts: Facts, last: dt.date) -> Iterable[Line]:
    return (todo.call(row) for row in facts.of(due_rows) if row.due.due_on <= last)


def _promises(facts: Facts, last: dt.date) -> Iterable[Line]:
    people = [c for c in facts.wiki.contacts.values() if not facts.is_resting(c)]
    found = [
        todo.promise(facts, promise)
        for contact in people
        for promise in facts.about(open_promises, contact)
        if promise.promise.due is not None and promise.promise.due <= last
    ]
    found += [
        todo.farewell(facts, contact, row.due)
        for contact in people
        if contact.farewell is not None
        for row in facts.about(owed, contact)
        if row.sort is Open.FAREWELL and row.due is not None and row.due <= last
    ]
    return sorted(found, key=_day)


def _days(facts: Facts, last: dt.date) -> Iterable[Line]:
    found = [todo.birthday(ahead) for ahead in birthdays(facts, last)]
    for entry in agenda(facts, last):
        if entry.matter is Matter.ANNIVERSARY and entry.about.id in facts.wiki.contacts:
            contact = facts.wiki.contacts[entry.about.id]
            found.append(todo.anniversary(contact, entry.text, entry.date))
    return sorted(found, key=_day)


def _day(line: Line) -> tuple[dt.date, str]:
    return (line.date or dt.date.max, line.id or "")


_AHEAD: Mapping[Part, Callable[[Facts, dt.date], Iterable[Line]]] = {
    Part.CALLS: _calls,
    Part.PROMISES: _promises,
    Part.DAYS: _days,
    Part.EVENTS: todo.events,
    Part.THANKS: lambda facts, _: todo.thanks(facts),
    Part.REWARDS: lambda facts, _: todo.rewards(facts),
    Part.DRIFTING: lambda facts, _: todo.drifting(facts),
    Part.ASK: lambda facts, _: map(todo.ask, facts.of(ask_rows)[:ASKED]),
}
"""Every part but what was done."""
