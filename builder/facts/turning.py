"""The days on which a due day changes its status by itself, for pages that are read later than they are made.

Source: S0, a call is due on its day whether or not anybody builds a page then.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from ..days import Duration
from ..days import Unit
from ..days import minus
from ..days import plus
from ..kinds import Never
from ..model import Contact
from ..model import DealStatus
from . import Facts
from .due import DEFAULT_WINDOW
from .due import Due
from .due import Status
from .due import next_due

_DAY = Duration(1, Unit.DAY)


@dataclass(frozen=True, slots=True)
class Turn:
    """From a day on, how somebody stands, until the next one."""

    date: dt.date
    due_on: dt.date | None
    status: Status | None
    """None for somebody who is never due."""


def turning_days(facts: Facts, contact: Contact) -> tuple[Turn, ...]:
    """How somebody stands today, and from which day on otherwise, if nobody writes anything meanwhile.

    The first is that of today; each other day is one on which status or due day change. What the files date
    after today begins on its day, as it would if soi read them then.
    """
    waiting = [facts.today, *_dated_ahead(facts, contact)]
    heapq.heapify(waiting)
    turns: list[Turn] = []
    seen = dt.date.min
    while waiting:
        day = heapq.heappop(waiting)
        if day == seen:
            continue
        seen = day
        due = next_due(facts.on(day), contact)
        turn = Turn(day, due.due_on if due else None, due.status if due else None)
        is_always = due is not None and due.begin is None and contact.first_due is None
        if is_always and turn.status is Status.DUE:
            # Nothing tells since when: whichever day it is, they are due on it.
            turn = Turn(day, None, Status.DUE)
        elif due is not None:
            for ahead in _changes(facts, contact, due):
                if ahead > day:
                    heapq.heappush(waiting, ahead)
        if not turns or (turn.due_on, turn.status) != (turns[-1].due_on, turns[-1].status):
            turns.append(turn)
    return tuple(turns)


def _changes(facts: Facts, contact: Contact, due: Due) -> Iterator[dt.date]:
    """Days on which the status of a due day may become another."""
    yield due.due_on
    yield plus(due.due_on, _DAY)
    window = facts.settings.soon.get(contact.effective_grade, DEFAULT_WINDOW)
    # Months clamp: the first day from which the window reaches the due day lies a little behind this one.
    begin = minus(due.due_on, window)
    while plus(begin, window) < due.due_on:
        begin = plus(begin, _DAY)
    yield begin


def _dated_ahead(facts: Facts, contact: Contact) -> Iterator[dt.date]:
    """Days after today on which something of the file, or the type of customer, begins to count or ends."""
    dates = [
        *(contact.added, contact.archived, contact.died),
        *(touch.date for touch in facts.wiki.touches(contact)),
        *(consent.date for consent in contact.consent),
    ]
    customers = facts.settings.customers
    if customers.status_meeting is not Never.NEVER:
        bought = [purchase.date for purchase in contact.purchases]
        bought += [d.closed for d in contact.deals if d.status is DealStatus.WON and d.closed is not None]
        dates += bought
        dates += [plus(plus(day, customers.active), _DAY) for day in bought]
    yield from (day for day in dates if day is not None and day > facts.today)
