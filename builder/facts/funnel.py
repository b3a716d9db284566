"""How people move from stranger to client, and the deals on the way. Source: S4; S1 rule 29."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ..days import Duration
from ..days import Unit
from ..days import is_within
from ..diagnostics import Address
from ..model import Contact
from ..model import Deal
from ..model import DealStatus
from ..model import Scope
from ..model import Stage
from . import Facts
from . import lines
from .adherence import MONTHS
from .adherence import month_before
from .networks import is_business

History = Sequence[tuple[dt.date, Stage]]
"""The days on which somebody reached a stage, in order."""
YEAR = Duration(12, Unit.MONTH)
"""So long back deals that were decided are told of."""


@dataclass(frozen=True, slots=True)
class Stay:
    """One stage of the funnel."""

    stage: Stage
    people: int
    """So many are there today; who rests is not counted."""
    reached: int
    """So many are or were there, as far as `stage` and `stage_history` tell."""
    moved_on: int
    """So many of those came to a later stage."""
    median_days: float | None
    """Median length of the stays that ended, None where none did."""

    @property
    def conversion(self) -> float | None:
        """Share of those who reached it that moved on, two decimals; None without any, and of clients."""
        is_on_the_way = self.reached and self.stage is not Stage.CLIENT
        return round(self.moved_on / self.reached, 2) if is_on_the_way else None


@dataclass(frozen=True, slots=True)
class Moves:
    """Moves between stages in a month."""

    first: dt.date
    """First day of the month."""
    into: Mapping[Stage, int]
    """People who came to each stage from an earlier one, or as the first entry of their history."""
    back: int
    """People who fell back to an earlier stage."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """People by stage, and how they move."""

    stages: tuple[Stay, ...]
    """From stranger to client."""
    months: tuple[Moves, ...]
    """The oldest first; the last is that of today."""


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal with the one it is about."""

    contact: Contact
    deal: Deal
    at: Address
    days_overdue: int | None
    """Days since the decision was expected, None where it is not late or decided."""

    @property
    def when(self) -> str:
        """When the decision of an open deal is expected, in words."""
        expected = self.deal.expected
        if expected is None:
            return "no day expected"
        days = "a day" if self.days_overdue == 1 else f"{self.days_overdue} days"
        return f"expected {expected}, {days} late" if self.days_overdue else f"expected {expected}"

    @property
    def command(self) -> str:
        """What to type next for an open deal: ask where it is late, write a day where none is expected."""
        who = lines.who(self.contact)
        if self.deal.expected is None:
            return f"soi edit {who}"
        return f"soi touch {who} call" if self.days_overdue else f"soi show {who}"


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Deals that are open, and those decided within a year."""

    open: tuple[DealRow, ...]
    """By the day they are expected, those without one last, then by id."""
    won: tuple[DealRow, ...]
    """The latest first."""
    lost: tuple[DealRow, ...]
    """The latest first."""

    @property
    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Why deals were lost, the most frequent first; those without a reason are not in it."""
        counted = Counter(row.deal.reason for row in self.lost if row.deal.reason)
        return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def total(rows: tuple[DealRow, ...]) -> Decimal:
    """What deals are worth together, as far as they name an amount."""
    return sum((row.deal.amount for row in rows if row.deal.amount is not None), Decimal(0))


def funnel(facts: Facts) -> Funnel:
    """People per stage, moves per month, days in each stage and the share that moves on.

    Nobody of the personal scope is in it: friends are no step on the way to a client. Who rests is in what
    happened and not among those who are there. Source: S4, movement from stranger to client.
    """
    if not is_business(facts):
        return Funnel((), ())
    people = [c for c in facts.wiki.contacts.values() if facts.scope(c) is not Scope.PERSONAL]
    histories = [(contact, _history(facts, contact)) for contact in people]
    return Funnel(_stays(facts, histories), _moves(facts, (history for _, history in histories)))


def _stays(facts: Facts, histories: Sequence[tuple[Contact, History]]) -> tuple[Stay, ...]:
    here = Counter(contact.effective_stage for contact, _ in histories if not facts.is_resting(contact))
    reached: Counter[Stage] = Counter()
    moved_on: Counter[Stage] = Counter()
    lengths: dict[Stage, list[int]] = {stage: [] for stage in Stage}
    for contact, history in histories:
        for stage, is_left in _reached(contact, history).items():
            reached[stage] += 1
            moved_on[stage] += is_left
        for (came, stage), (left, _) in pairwise(history):
            lengths[stage].append((left - came).days)
    return tuple(
        Stay(stage, here[stage], reached[stage], moved_on[stage], _median(lengths[stage])) for stage in Stage
    )


def _moves(facts: Facts, histories: Iterable[History]) -> tuple[Moves, ...]:
    into: dict[dt.date, Counter[Stage]] = {}
    back: Counter[dt.date] = Counter()
    for history in histories:
        for place, (day, stage) in enumerate(history):
            first = day.replace(day=1)
            if place and stage.rank < history[place - 1][1].rank:
                back[first] += 1
            else:
                into.setdefault(first, Counter())[stage] += 1
    firsts = (month_before(facts, count) for count in range(MONTHS - 1, -1, -1))
    return tuple(Moves(first, into.get(first, Counter()), back[first]) for first in firsts)


def _median(numbers: list[int]) -> float | None:
    return float(statistics.median(numbers)) if numbers else None


def _history(facts: Facts, contact: Contact) -> History:
    """Stages with the day each was reached, in order; an entry that repeats the stage before is no move."""
    out: list[tuple[dt.date, Stage]] = []
    for entry in sorted(contact.stage_history, key=lambda entry: entry.date):
        if entry.date <= facts.today and (not out or out[-1][1] is not entry.stage):
            out.append((entry.date, entry.stage))
    return out


def _reached(contact: Contact, history: History) -> dict[Stage, bool]:
    """Every stage somebody is known to have been at, and whether they came to a later one from there."""
    stages = [stage for _, stage in history]
    if contact.stage is not None and contact.stage not in stages[-1:]:
        stages.append(contact.stage)
    out: dict[Stage, bool] = {}
    for place, stage in enumerate(stages):
        is_left = any(later.rank > stage.rank for later in stages[place + 1 :])
        out[stage] = out.get(stage, False) or is_left
    return out


def pipeline(facts: Facts) -> Pipeline:
    """Open deals by the day they are expected, and what was won and lost within twelve months, and why.

    An open deal of somebody who rests is not one to wait for. Source: S1 rule 29, review constantly.
    """
    if not is_business(facts):
        return Pipeline((), (), ())
    rows = [*_deals(facts)]
    decided = [
        (row.deal.closed, row)
        for row in rows
        if row.deal.closed is not None and is_within(row.deal.closed, YEAR, facts.today)
    ]
    decided.sort(key=lambda one: (-one[0].toordinal(), one[1].contact.id, one[1].at))
    is_open = [
        row for row in rows if row.deal.status is DealStatus.OPEN and not facts.is_resting(row.contact)
    ]
    is_open.sort(key=lambda row: (row.deal.expected or dt.date.max, row.contact.id, row.at))
    return Pipeline(
        tuple(is_open),
        tuple(row for _, row in decided if row.deal.status is DealStatus.WON),
        tuple(row for _, row in decided if row.deal.status is DealStatus.LOST),
    )


def _deals(facts: Facts) -> Iterator[DealRow]:
    for contact in facts.wiki.contacts.values():
        for place, deal in enumerate(contact.deals):
            if deal.opened is not None and deal.opened > facts.today:
                continue
            expected = deal.expected if deal.status is DealStatus.OPEN else None
            is_late = expected is not None and expected < facts.today
            days = (facts.today - expected).days if expected is not None and is_late else None
            yield DealRow(contact, deal, ("deals", place), days)
