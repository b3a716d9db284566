"""Whether the process was followed and whether it works. Source: S1 rule 29, when sales fall."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from ..days import Duration
from ..days import Unit
from ..days import plus
from ..model import Contact
from . import Facts
from .adherence import MONTHS
from .adherence import Counts
from .adherence import counted
from .adherence import month_before
from .networks import is_business

RECENT = 3
"""So many full months are judged."""
BEFORE = 6
"""Against so many before them; and the least history that is judged at all."""
GOOD_RESULTS = 90
"""Per cent of the results before that are as good as ever."""
GOOD_ADHERENCE = 80
"""Per cent of the process that count as having followed it."""


class Verdict(enum.StrEnum):
    """What the last three full months say about the process."""

    WORKS = "works"
    """The results hold what the six months before promised."""
    NOT_FOLLOWED = "not-followed"
    """They fell, and the process was not followed: begin with that."""
    DOES_NOT_WORK = "does-not-work"
    """They fell although it was followed: change the process."""


SAID: Mapping[Verdict | None, str] = {
    Verdict.WORKS: "The process works.",
    Verdict.NOT_FOLLOWED: "Results fell, and the process was not followed: begin with that (soi plan).",
    Verdict.DOES_NOT_WORK: "Results fell although the process was followed: change it in mkdocs.yml.",
    None: "Whether the process works cannot be told yet.",
}
"""What a verdict asks for, in words."""


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month."""

    first: dt.date
    """Its first day."""
    counts: Counts


@dataclass(frozen=True, slots=True)
class Process:
    """How the process was followed, and with what results."""

    months: tuple[Month, ...]
    """The oldest first; the last is that of today, and not over."""
    recent: Counts
    """The last three full months together."""
    verdict: Verdict | None
    """None where it cannot be told."""
    reasons: tuple[str, ...]
    """Why, in words. They rest on the whole wiki, so they stand in no file."""


@dataclass(frozen=True, slots=True)
class Adherence:
    """How well the promises are kept, at a glance."""

    since: dt.date
    """First day of the last three full months; it is told to today."""
    counts: Counts
    verdict: Verdict | None

    @property
    def text(self) -> str:
        """It in words."""
        now = self.counts
        share = "" if now.adherence is None else f", {now.adherence:.0%}"
        steps = f" and {now.done} of {now.expected} steps" if now.expected else ""
        verdict = f"; verdict: {self.verdict}" if self.verdict else ""
        return f"Since {self.since} {now.on_time} of {now.due} touches on time{steps}{share}{verdict}"


def process(facts: Facts) -> Process:
    """The last twelve months, and the verdict over the last three full ones against the six before.

    The results of a month are to be 90 per cent of their mean before: then it works. Below, an adherence
    under 80 per cent means that it was not followed, else it does not work. There is no verdict with less
    than six full months of history, which begins with the first day that a file tells of; where fewer than
    six lie before the three, their mean stands for them. Nor is there one without any result in all that
    time, or where results fell and nothing was to be done. Source: S1 rule 29.
    """
    by_month = facts.of(counted)
    firsts = [month_before(facts, count) for count in range(MONTHS - 1, -1, -1)]
    months = tuple(Month(first, by_month.get(first, Counts())) for first in firsts)
    recent = sum((month.counts for month in months[-1 - RECENT : -1]), Counts())
    if not is_business(facts):
        return Process(months, recent, None, ("the wiki is kept for family and friends",))
    verdict, reasons = _judged(facts, months[-1 - RECENT - BEFORE : -1 - RECENT], recent)
    return Process(months, recent, verdict, reasons)


def adherence_now(facts: Facts) -> Adherence:
    """The last three full months and this one so far, for whoever looks in the morning."""
    told = facts.of(process)
    months = told.months[-1 - RECENT :]
    return Adherence(months[0].first, sum((month.counts for month in months), Counts()), told.verdict)


def _judged(
    facts: Facts, before: tuple[Month, ...], recent: Counts
) -> tuple[Verdict | None, tuple[str, ...]]:
    full = facts.of(full_months)
    if full < BEFORE:
        return None, (f"{_count(full, 'full month')} of history, and {BEFORE} are needed",)
    earlier = [month.counts for month in before[-(full - RECENT) :]]
    results = sum(counts.results for counts in earlier)
    if recent.results + results == 0:
        return None, (f"no deal won and no referral received in {RECENT + len(earlier)} months",)
    told = (
        f"{_count(recent.results, 'result')} in the last {RECENT} full months, "
        f"{_count(results, 'result')} in the {len(earlier)} before"
    )
    # In whole numbers: a share that is exactly the bar must not fail by rounding.
    if 100 * recent.results * len(earlier) >= GOOD_RESULTS * results * RECENT:
        return Verdict.WORKS, (told,)
    if not recent.asked:
        return None, (told, "nothing was to be done")
    is_followed = 100 * recent.followed >= GOOD_ADHERENCE * recent.asked
    verdict = Verdict.DOES_NOT_WORK if is_followed else Verdict.NOT_FOLLOWED
    return verdict, (told, f"{recent.followed} of {recent.asked} touches and steps were done in time")


def full_months(facts: Facts) -> int:
    """Number of whole calendar months that the files tell of, that of today not counted."""
    begin = min((day for c in facts.wiki.contacts.values() for day in _told(facts, c)), default=None)
    if begin is None:
        return 0
    first = begin if begin.day == 1 else plus(begin.replace(day=1), Duration(1, Unit.MONTH))
    return max((facts.today.year - first.year) * 12 + facts.today.month - first.month, 0)


def _told(facts: Facts, contact: Contact) -> Iterator[dt.date]:
    """Days on which something happened that the process is made of."""
    days: list[dt.date | None] = [touch.date for touch in contact.touches]
    days += [deal.opened or deal.closed for deal in contact.deals]
    days += [entry.date for entry in contact.referrals]
    days += [entry.date for entry in contact.stage_history]
    days += contact.checklist.values()
    return (day for day in days if day is not None and day <= facts.today)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
