"""What the process asked for month by month, what was done of it, and what came of it. Source: S1 rule 29.

Everything is read from what the files say happened, measured by the cadences and steps that hold now: no file
remembers what the settings were.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from ..days import Duration
from ..days import Unit
from ..days import minus
from ..days import next_birthday
from ..days import plus
from ..model import ConsentTo
from ..model import Contact
from ..model import DealStatus
from ..model import ReferralDirection
from . import Facts
from .consent import latest_consent
from .due import Cadence
from .due import cadence
from .due import due_after
from .due import is_on_birthday
from .networks import is_business
from .steps import done_on
from .steps import skips

MONTHS = 12
"""So many months are told, that of today included."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was to be done in a time, what was done, and what came of it."""

    due: int = 0
    """Personal touches whose day came."""
    on_time: int = 0
    """Those of them that came by their day."""
    expected: int = 0
    """Steps that were done or passed over."""
    done: int = 0
    """Those of them that were done in their turn."""
    won: int = 0
    """Deals won."""
    referred: int = 0
    """Referrals received."""

    @property
    def asked(self) -> int:
        """Touches that were due and steps that were expected."""
        return self.due + self.expected

    @property
    def followed(self) -> int:
        """Touches on time and steps done."""
        return self.on_time + self.done

    @property
    def adherence(self) -> float | None:
        """Share of the process that was followed, two decimals; None where nothing was to be done."""
        return round(self.followed / self.asked, 2) if self.asked else None

    @property
    def results(self) -> int:
        """Deals won and referrals received."""
        return self.won + self.referred

    def __add__(self, other: Counts) -> Counts:
        """Both times together."""
        return Counts(
            self.due + other.due,
            self.on_time + other.on_time,
            self.expected + other.expected,
            self.done + other.done,
            self.won + other.won,
            self.referred + other.referred,
        )


def month_before(facts: Facts, count: int) -> dt.date:
    """First day of the month so many months before that of today, 0 for this one."""
    this_month = facts.today.replace(day=1)
    return minus(this_month, Duration(count, Unit.MONTH)).replace(day=1)


def counted(facts: Facts) -> Mapping[dt.date, Counts]:
    """Counts by the first day of each month in which there is something to count.

    A missed touch counts only in the months that are told. Kept for family and friends, a wiki has touches
    only.
    """
    out: dict[dt.date, Counts] = {}
    has_business = is_business(facts)
    for contact in facts.wiki.contacts.values():
        found = [*_touches(facts, contact)]
        if has_business:
            found += [*_steps(facts, contact), *_results(facts, contact)]
        for day, counts in found:
            first = day.replace(day=1)
            out[first] = out.get(first, Counts()) + counts
    return out


def _touches(facts: Facts, contact: Contact) -> Iterator[tuple[dt.date, Counts]]:
    """Personal touches that were due, each on its day, and whether it came by then.

    A time begins with a personal touch that reached somebody and ends on the natural day that follows from it
    by the cadence of today; where that falls into the owner's holidays, on the day after them. It counts in
    the month of its end, on time if another such touch came by then, and the next time begins with the last
    of those. Otherwise it is missed, and once more with every further cadence until a touch comes: who has
    waited for half a year is missing in each of its months. Only times that ended before today count. A
    snooze that is set puts off the end of the one that runs. Nothing is due before the first touch, from the
    day somebody was archived, died or withdrew the consent, and of whoever has no cadence.
    """
    rhythm = facts.about(cadence, contact)
    if rhythm is None:
        return
    days = _personal_days(facts, contact)
    end = _end(facts, contact)
    place = 0
    while place < len(days):
        natural = due_after(contact, rhythm, days[place])
        is_last = place == len(days) - 1
        if is_last and contact.snooze_until is not None:
            natural = max(natural, contact.snooze_until)
        due = _back(facts, natural)
        if due >= end:
            return
        last = place
        while last + 1 < len(days) and days[last + 1] <= due:
            last += 1
        if last > place:
            yield due, Counts(due=1, on_time=1)
            place = last
        else:
            until = end if is_last else min(days[place + 1], end)
            yield from ((day, Counts(due=1)) for day in _missed(facts, contact, rhythm, natural, until))
            place += 1


def _personal_days(facts: Facts, contact: Contact) -> list[dt.date]:
    """Days with a personal touch that reached somebody, the oldest first, each once."""
    channels = facts.settings.channels(facts.scope(contact), contact.effective_stage)
    touches = facts.wiki.touches(contact)
    days = (touch.date for touch in touches if touch.reached and touch.channel in channels)
    return list(dict.fromkeys(day for day in days if day <= facts.today))


def _end(facts: Facts, contact: Contact) -> dt.date:
    """The first day on which nothing counts as due: today, or when they left or withdrew."""
    consent = latest_consent(facts, contact, ConsentTo.CONTACT)
    withdrawn = consent.date if consent is not None and not consent.given else None
    days = (facts.today, contact.archived, contact.died, withdrawn)
    return min(day for day in days if day is not None)


def _missed(
    facts: Facts, contact: Contact, rhythm: Cadence, natural: dt.date, until: dt.date
) -> Iterator[dt.date]:
    """Days before another that passed without a touch: a natural one, and one with every further cadence."""
    begin = month_before(facts, MONTHS - 1)
    previous = None
    for day in _every(contact, rhythm, natural, begin):
        due = _back(facts, day)
        if due >= until:
            return
        # Several that fall into one holiday are caught up with by one call.
        if due >= begin and due != previous:
            yield due
        previous = due


def _every(contact: Contact, rhythm: Cadence, natural: dt.date, begin: dt.date) -> Iterator[dt.date]:
    """A natural day and those that follow it; of what lies far before another day only the last."""
    if contact.birthday is not None and is_on_birthday(contact, rhythm):
        day = natural
        while True:
            yield day
            day = next_birthday(contact.birthday, day)
    # Whoever is due every day and was forgotten for thirty years would have ten thousand of them.
    skipped = max(int((begin - natural).days / rhythm.every.typical_days) - 1, 0)
    for turn in itertools.count(skipped):
        yield plus(natural, Duration(rhythm.every.count * turn, rhythm.every.unit))


def _back(facts: Facts, day: dt.date) -> dt.date:
    """The day itself, or the first on which the owner is back."""
    for first, last in sorted(facts.settings.owner.away):
        if first <= day <= last:
            day = plus(last, Duration(1, Unit.DAY))
    return day


def _steps(facts: Facts, contact: Contact) -> Iterator[tuple[dt.date, Counts]]:
    """Steps of the process: done in their turn on their day, passed over on the day that shows it.

    When a step is expected nobody writes down, so a step counts when it is done, or when it is passed over:
    each once. Who rests at a stage is no breach of the process; the funnel tells how long people stay there.
    """
    missed = {(skip.stage, skip.step): skip for skip in facts.about(skips, contact)}
    for skip in missed.values():
        if skip.date is not None:
            yield skip.date, Counts(expected=1)
    if contact.checklist:
        for stage, steps in facts.settings.process.items():
            for step in steps:
                day = done_on(facts, contact, step)
                if day is not None and (stage, step.id) not in missed:
                    yield day, Counts(expected=1, done=1)


def _results(facts: Facts, contact: Contact) -> Iterator[tuple[dt.date, Counts]]:
    for deal in contact.deals:
        if deal.status is DealStatus.WON and deal.closed is not None and deal.closed <= facts.today:
            yield deal.closed, Counts(won=1)
    for entry in contact.referrals:
        if entry.direction is ReferralDirection.RECEIVED and entry.date <= facts.today:
            yield entry.date, Counts(referred=1)
