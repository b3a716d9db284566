"""What there is to do, each as a line with its reason, its day and its command.

Today and the digest are made of these lines. Which days and whom they take is theirs to say. Source: S0, set
a plan and work it.
"""

from __future__ import annotations

import datetime as dt

from ..model import Contact
from ..model import Event
from ..model import Scope
from . import Facts
from . import by_name
from . import lines
from .ask import Ask
from .day import BirthdayAhead
from .day import is_to_call
from .drift import drift
from .due import DueRow
from .due import Status
from .due import due_rows
from .due import since_last
from .lines import Line
from .owed import Owed
from .owed import Sort
from .owed import owed
from .promises import Promise
from .settling import settled_by

_DAY = dt.timedelta(days=1)


def call(row: DueRow) -> Line:
    """Somebody to call, since when and why."""
    due = row.due
    word = "overdue since" if due.status is Status.OVERDUE else "due on"
    reasons = [since_last(due.story), *(reason.text for reason in due.because[1:])]
    text = f"{word} {due.due_on}, {'; '.join(reasons)}"
    at = due.last.at if due.last and due.last.path == row.contact.path else ("grade",)
    return lines.line(row.contact, text, due.due_on, lines.touch(row.contact, "call"), at)


def opener(facts: Facts, contact: Contact) -> str:
    """The shortest brief: what to open with, else what was said last; empty where nothing is written."""
    if contact.next:
        return f"open with: {contact.next[0]}"
    told = [t for t in facts.wiki.touches(contact) if t.date <= facts.today and t.note]
    return f"{told[-1].date} {told[-1].channel}: {told[-1].note}" if told else ""


def promise(facts: Facts, found: Promise) -> Line:
    """A promise of either side."""
    said = found.promise
    who = "they promised" if found.is_theirs else "promised"
    day = f" for {said.due}" if said.due else ""
    command = settled_by(facts, found.contact, found.at)
    return lines.line(found.contact, f"{who}{day}: {said.what}", said.due, command, found.at)


def birthday(ahead: BirthdayAhead) -> Line:
    """A birthday; of a relative without a file it stands under whom to congratulate."""
    turns = f", turns {ahead.turns}" if ahead.turns else ""
    whose = f" of {ahead.relative}" if ahead.relative else ""
    text = f"birthday{whose} on {ahead.date:%a} {ahead.date}{turns}"
    return lines.line(ahead.contact, text, ahead.date, lines.touch(ahead.contact, "card"), ("birthday",))


def anniversary(contact: Contact, what: str, day: dt.date) -> Line:
    """A day to remember that comes round."""
    text = f"{what} on {day:%a} {day}"
    return lines.line(contact, text, day, lines.touch(contact, "card"), ("anniversaries",))


def farewell(facts: Facts, contact: Contact, planned: dt.date) -> Line:
    """A farewell that was planned and is not done. Source: S0, "fire", quickly and professionally."""
    command = settled_by(facts, contact, ("farewell",))
    return lines.line(contact, f"farewell planned for {planned}", planned, command, ("farewell",))


def event(found: Event, day: dt.date) -> Line:
    """An event on a day, with whom to prepare for."""
    where = f", {found.where}" if found.where else ""
    count = len(found.invited)
    text = f"on {day:%a} {day}{where}, {count} invited"
    return lines.line(found, text, day, lines.guests(found), ("date",))


def events(facts: Facts, last: dt.date) -> tuple[Line, ...]:
    """Events from today to a last day, by day, then id."""
    coming = [
        (found.date, found.id, found)
        for found in facts.wiki.events.values()
        if found.date is not None and facts.today <= found.date <= last
    ]
    return tuple(event(found, day) for day, _, found in sorted(coming, key=lambda row: row[:2]))


def events_near(facts: Facts) -> tuple[Line, ...]:
    """Events of today and tomorrow."""
    return events(facts, min(facts.today, dt.date.max - _DAY) + _DAY)


def thanks(facts: Facts) -> tuple[Line, ...]:
    """Referrals for which nobody has said thank you, the oldest first. Source: S1 rule 28."""
    return _of_referrals(facts, Sort.THANKS)


def rewards(facts: Facts) -> tuple[Line, ...]:
    """Rewards promised and not paid, the oldest first. Source: S1 rule 28, the reward programme."""
    return _of_referrals(facts, Sort.REWARD)


def _of_referrals(facts: Facts, sort: Sort) -> tuple[Line, ...]:
    if facts.settings.owner.use is Scope.PERSONAL:
        return ()
    found = [
        _referral(facts, contact, row)
        for contact in by_name(facts.wiki.contacts.values())
        if contact.referrals and not facts.is_resting(contact)
        for row in facts.about(owed, contact)
        if row.sort is sort
    ]
    return tuple(sorted(found, key=lambda line: line.date or dt.date.max))


def _referral(facts: Facts, contact: Contact, row: Owed) -> Line:
    entry = contact.referrals[int(row.at[1])]
    command = settled_by(facts, contact, row.at)
    if row.sort is Sort.THANKS:
        text = f"thanks owed {row.text}, referred on {entry.date}"
        return lines.line(contact, text, entry.date, command, row.at[:2])
    day = entry.reward.promised if entry.reward else None
    return lines.line(contact, f"reward promised on {day}: {row.text}", day, command, row.at[:2])


def drifting(facts: Facts) -> tuple[Line, ...]:
    """Those who slip away and are not to be called anyway, the longest silence for their habit first."""
    found = [
        (slip.silent_days / slip.median_days, slip, contact)
        for contact in by_name(facts.wiki.contacts.values())
        if not is_to_call(facts, contact) and (slip := facts.about(drift, contact)) is not None
    ]
    found.sort(key=lambda row: row[0], reverse=True)
    return tuple(
        Line(
            contact,
            slip.because[0].text,
            facts.today - dt.timedelta(slip.silent_days),
            lines.touch(contact, "call"),
            slip.because[0].path,
            slip.because[0].at,
        )
        for _, slip, contact in found
    )


def ask(row: Ask) -> Line:
    """Somebody to ask for a referral, and why now. Source: S1 rule 28."""
    first, *_ = row.because
    text = f"{row.case}: {'; '.join(reason.text for reason in row.because)}"
    command = (*lines.touch(row.contact, "call"), "--asked", "yes")
    return Line(row.contact, text, row.last_asked, command, first.path, first.at)


def next_call(facts: Facts) -> Line | None:
    """Whoever is due first from tomorrow on, None where nobody ever is."""
    ahead = [row for row in facts.of(due_rows) if row.due.due_on > facts.today]
    first = min(ahead, key=lambda row: (row.due.due_on, row.order), default=None)
    return call(first) if first else None
