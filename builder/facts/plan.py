"""The coming weeks' touches, and whether all that the grades promise can be done. Source: S0, work the plan.

The plan is what comes out when the due list is worked from the top on every working day, as far as it goes:
nobody is called long before their turn to fill a free hour. It changes nothing and knows no page.
"""

from __future__ import annotations

import datetime as dt
import heapq
import math
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from ..model import Contact
from ..model import Direction
from ..model import Grade
from ..settings import Weekday
from ..wiki import fold_accents
from . import Because
from . import Facts
from .agenda import Entry
from .agenda import Matter
from .agenda import agenda
from .due import Cadence
from .due import Whose
from .due import adverb
from .due import cadence
from .due import due_after
from .due import due_rows
from .due import is_on_birthday
from .due import next_due
from .due import ratio_on
from .due import since_last

WEEK = 7
_DAY = dt.timedelta(days=1)
WEEKS = 4
"""So many are looked at where nobody asks for more."""
MAX_WAIT = 52
"""So many weeks behind the last one a place is looked for, for what does not fit."""
_WEEKDAYS = tuple(Weekday)


@dataclass(frozen=True, slots=True)
class Load:
    """What the cadences promise against what the owner can do."""

    promised: float
    """Personal touches a week, one decimal."""
    possible: int
    """`capacity.touches_per_week`."""
    people: int
    """So many have a due day."""
    parts: Mapping[str, float]
    """Grade, or `own cadence` or `status meeting` where that sets the day -> its part, one decimal."""

    @property
    def is_over(self) -> bool:
        """True where more is promised than can be done."""
        return self.promised > self.possible

    @property
    def advice(self) -> str:
        """What brings it down, where it is too much."""
        return 'soi set WHO cadence "6 weeks", soi grade WHO B, or a higher capacity in mkdocs.yml'


@dataclass(frozen=True, slots=True)
class PlannedTouch:
    """A personal touch of the coming weeks."""

    date: dt.date | None
    """The day it is planned for, None where there is no room for it within a year."""
    contact: Contact
    due_on: dt.date
    is_again: bool
    """It follows one that is planned before."""
    is_pushed_out: bool
    """There was no room on the day that it wanted."""
    because: tuple[Because, ...]

    @property
    def days_late(self) -> int | None:
        """Days from the due day to the planned one, 0 where it is not late; None without a day."""
        return None if self.date is None else max((self.date - self.due_on).days, 0)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day that holds something."""

    date: dt.date
    entries: tuple[Entry, ...]
    """What stands on its own day whatever the day is: events, birthdays, promises."""
    touches: tuple[PlannedTouch, ...]


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """A calendar week, Monday to Sunday."""

    monday: dt.date
    made: int
    """Touches of this week that are made already, and take their share of it."""
    away: tuple[dt.date, ...]
    """Days, from today on, on which the owner is away."""
    days: tuple[PlannedDay, ...]

    @property
    def planned(self) -> int:
        """Number of touches still planned."""
        return sum(len(day.touches) for day in self.days)


@dataclass(frozen=True, slots=True)
class Plan:
    """Some weeks from today on."""

    last: dt.date
    """The last day, a Sunday."""
    weeks: tuple[PlannedWeek, ...]
    pushed_out: tuple[PlannedTouch, ...]
    """What is due within these weeks and fits only behind them, by the day, then the due day."""


def load(facts: Facts) -> Load:
    """Personal touches a week that the cadences of all people promise, beside what is possible.

    The sum over everybody with a due day of 7 days by the days of their cadence, a month counting 30.4 of
    them. Source: S0, set a plan and work it.
    """
    parts: dict[str, list[float]] = defaultdict(list)
    for contact in facts.wiki.contacts.values():
        rhythm = facts.about(cadence, contact)
        if rhythm is None or facts.about(next_due, contact) is None:
            continue
        whose = contact.effective_grade if rhythm.whose is Whose.GRADE else rhythm.whose
        parts[str(whose)].append(WEEK / rhythm.every.typical_days)
    # fsum: the sum is the same in whatever order the people come.
    promised = math.fsum(share for shares in parts.values() for share in shares)
    order = (*map(str, Grade), *map(str, Whose))
    return Load(
        round(promised, 1),
        facts.settings.capacity.touches_per_week,
        sum(len(shares) for shares in parts.values()),
        {name: round(math.fsum(parts[name]), 1) for name in order if name in parts},
    )


def plan(facts: Facts, weeks: int) -> Plan:
    """Touches of the coming weeks on the owner's working days, with what stands on its own day beside them.

    On each working day on which the owner is not away those are called who are overdue, due, or due before
    the next working day: A+ that are overdue first, then in the order of the due list as it stands that day.
    A day takes an equal share of `capacity.touches_per_week`, rounded up, and a week no more than the whole;
    this week the outgoing personal touches that reached somebody are taken off. Who finds no room waits for
    the next day and is pushed out. After a planned touch the next one follows the cadence. A B who is called
    on the birthday is called on that day, be it a Sunday, where A+ that wait leave the week room for it.

    Args:
        facts: the wiki on its day.
        weeks: calendar weeks, this one included where a working day is left of it, from 1.
    """
    last = _last_day(facts, weeks)
    touches = planned_touches(facts, last)
    entries = [entry for entry in agenda(facts, last) if entry.matter is not Matter.CALL]
    pushed = (
        touch for touch in touches if touch.due_on <= last and (touch.date is None or touch.date > last)
    )
    monday = _monday(facts.today)
    count = ((last - monday).days + 1) // WEEK
    return Plan(
        last,
        tuple(_week(facts, monday + _DAY * WEEK * n, touches, entries) for n in range(count)),
        tuple(sorted(pushed, key=lambda touch: (touch.date or dt.date.max, touch.due_on, touch.contact.id))),
    )


def coming(facts: Facts) -> Plan:
    """The plan of the weeks that are looked at by default."""
    return plan(facts, WEEKS)


def planned_touches(facts: Facts, last: dt.date) -> tuple[PlannedTouch, ...]:
    """Touches in the order of their days, to the last day on which one that is due by another day finds room.

    Those without room within a year stand at the end.
    """
    return _Calendar(facts, last).touches()


def is_working(facts: Facts, day: dt.date) -> bool:
    """True for a weekday on which the owner calls."""
    return _WEEKDAYS[day.weekday()] in facts.settings.capacity.days


def made_on(facts: Facts) -> Mapping[dt.date, int]:
    """Outgoing personal touches of this week that reached somebody, by their day.

    One that did not reach, one that came from the other side, and an evening with many guests take no place
    of a call.
    """
    begin = _monday(facts.today)
    made: dict[dt.date, int] = defaultdict(int)
    for contact in facts.wiki.contacts.values():
        channels = facts.settings.channels(facts.scope(contact), contact.effective_stage)
        for touch in contact.touches:
            if (
                begin <= touch.date <= facts.today
                and touch.reached
                and touch.direction is Direction.OUT
                and touch.channel in channels
            ):
                made[touch.date] += 1
    return made


def _monday(day: dt.date) -> dt.date:
    return dt.date.fromordinal(max(day.toordinal() - day.weekday(), 1))


def _last_day(facts: Facts, weeks: int) -> dt.date:
    sunday = _monday(facts.today).toordinal() + WEEK - 1
    this_week = range(facts.today.toordinal(), min(sunday, dt.date.max.toordinal()) + 1)
    is_left = any(is_working(facts, dt.date.fromordinal(day)) for day in this_week)
    further = weeks - 1 if is_left else weeks
    return dt.date.fromordinal(min(sunday + WEEK * further, dt.date.max.toordinal()))


def _week(
    facts: Facts, monday: dt.date, touches: Sequence[PlannedTouch], entries: Sequence[Entry]
) -> PlannedWeek:
    begin = max(monday, facts.today).toordinal()
    end = min(monday.toordinal() + WEEK - 1, dt.date.max.toordinal())
    ahead = [dt.date.fromordinal(day) for day in range(begin, end + 1)]
    held = {
        day: PlannedDay(
            day,
            tuple(entry for entry in entries if entry.date == day),
            tuple(touch for touch in touches if touch.date == day),
        )
        for day in ahead
    }
    return PlannedWeek(
        monday,
        sum(facts.of(made_on).values()) if monday <= facts.today else 0,
        tuple(day for day in ahead if facts.settings.is_away(day)),
        tuple(day for day in held.values() if day.entries or day.touches),
    )


@dataclass(frozen=True, slots=True)
class _Turn:
    """Somebody who waits for a touch."""

    contact: Contact
    rhythm: Cadence
    due_on: dt.date
    natural: dt.date
    begin: dt.date | None
    because: tuple[Because, ...]
    name: str
    is_again: bool = False

    def order(self, day: dt.date) -> tuple[bool, bool, int, float, str, str]:
        """Key for sorting on a day: A+ that are overdue, then the order of the due list."""
        grade = self.contact.effective_grade
        is_first = grade is Grade.A_PLUS and self.due_on < day
        ratio = ratio_on(day, self.begin, self.natural)
        return (not is_first, self.due_on > day, grade.rank, -ratio, self.name, self.contact.id)


class _Calendar:
    """Working days filled one after the other."""

    def __init__(self, facts: Facts, last: dt.date) -> None:
        """Everybody who has a due day waits for it."""
        self._facts = facts
        self._last = last
        self._ahead: list[tuple[dt.date, str]] = []
        self._turns: dict[str, _Turn] = {}
        self._ready: dict[str, _Turn] = {}
        self._on_birthday: dict[dt.date, list[_Turn]] = defaultdict(list)
        self._pushed: set[str] = set()
        for row in facts.of(due_rows):
            rhythm = facts.about(cadence, row.contact)
            assert rhythm is not None
            due, name = row.due, fold_accents(row.contact.name)
            # The plan is read on other days than that on which it is made: days, not how long ago they are.
            because = (replace(due.because[0], text=since_last(due.story)), *due.because[1:])
            self._wait(_Turn(row.contact, rhythm, due.due_on, due.natural, due.begin, because, name))

    def touches(self) -> tuple[PlannedTouch, ...]:
        """Touches in the order of their days; at the end those for which there was no room."""
        capacity = self._facts.settings.capacity
        made = self._facts.of(made_on)
        a_day = math.ceil(capacity.touches_per_week / max(len(set(capacity.days)), 1))
        left = kept = 0
        out: list[PlannedTouch] = []
        for day in self._days():
            if day.weekday() == 0 or day == self._facts.today:
                left = capacity.touches_per_week - (sum(made.values()) if day == self._facts.today else 0)
                kept = self._kept_for_birthdays(day, left)
                left -= kept
            fixed = self._called_on_birthday(day, kept)
            rest = self._called(day, min(left, a_day - made.get(day, 0)))
            kept, left = kept - len(fixed), left - len(rest)
            for turn in (*fixed, *rest):
                out.append(self._planned(turn, day))
                self._wait_again(turn, day)
        waiting = sorted(self._ready.values(), key=lambda turn: (turn.due_on, turn.contact.id))
        return (*out, *(self._planned(turn, None) for turn in waiting if turn.due_on <= self._last))

    def _days(self) -> Iterator[dt.date]:
        """Days from today to the last, and on as long as somebody waits that was due by then."""
        last = self._last.toordinal()
        end = min(last + WEEK * MAX_WAIT, dt.date.max.toordinal())
        yield from map(dt.date.fromordinal, range(self._facts.today.toordinal(), last + 1))
        # Whose turn came on a day off behind the last working day waits, too.
        self._release(self._last)
        for day in range(last + 1, end + 1):
            if not any(turn.due_on <= self._last for turn in self._ready.values()):
                return
            yield dt.date.fromordinal(day)

    def _kept_for_birthdays(self, day: dt.date, room: int) -> int:
        """Room of a week that is kept for birthdays on days off; A+ that wait go before them."""
        self._release(day - _DAY if day > dt.date.min else day)
        first = sum(turn.contact.effective_grade is Grade.A_PLUS for turn in self._ready.values())
        sunday = min(day.toordinal() - day.weekday() + WEEK - 1, dt.date.max.toordinal())
        week = map(dt.date.fromordinal, range(day.toordinal(), sunday + 1))
        wanted = sum(len(self._on_birthday.get(ahead, ())) for ahead in week if self._is_day_off(ahead))
        return max(min(wanted, room - first), 0)

    def _called_on_birthday(self, day: dt.date, room: int) -> list[_Turn]:
        """Those called on a birthday on which nobody else is; on other days they stand in line."""
        turns = sorted(self._on_birthday.pop(day, ()), key=lambda turn: turn.order(day))
        called = turns[:room] if self._is_day_off(day) else []
        self._ready |= {turn.contact.id: turn for turn in turns[len(called) :]}
        return called

    def _is_day_off(self, day: dt.date) -> bool:
        return not is_working(self._facts, day) and not self._facts.settings.is_away(day)

    def _called(self, day: dt.date, room: int) -> list[_Turn]:
        """Those called on a working day, in their order; the others wait and are pushed out."""
        if not is_working(self._facts, day) or self._facts.settings.is_away(day):
            return []
        self._release(self._before_next(day))
        foremost = [turn for turn in self._ready.values() if turn.due_on <= day]
        if 0 < room <= len(foremost):
            # Grades come first. Where hundreds wait for years, most never need their place in the order.
            last = sorted(turn.contact.effective_grade.rank for turn in foremost)[room - 1]
            foremost = [turn for turn in foremost if turn.contact.effective_grade.rank <= last]
        else:
            foremost = [*self._ready.values()]
        chosen = heapq.nsmallest(max(room, 0), foremost, key=lambda turn: turn.order(day))
        for turn in chosen:
            del self._ready[turn.contact.id]
        self._pushed |= self._ready.keys()
        return chosen

    def _release(self, until: dt.date) -> None:
        while self._ahead and self._ahead[0][0] <= until:
            turn = self._turns.pop(heapq.heappop(self._ahead)[1])
            self._ready[turn.contact.id] = turn

    def _before_next(self, day: dt.date) -> dt.date:
        """The last day before the owner calls again: whose turn comes until then is called today.

        Holidays do not count here, or the day before them would get all that falls into them.
        """
        until = day
        while until < dt.date.max and not is_working(self._facts, until + _DAY):
            until += _DAY
        return until

    def _wait(self, turn: _Turn) -> None:
        birthday = turn.contact.birthday if is_on_birthday(turn.contact, turn.rhythm) else None
        day = turn.due_on
        if birthday is not None and day >= self._facts.today and birthday.in_year(day.year) == day:
            self._on_birthday[turn.due_on].append(turn)
        else:
            self._turns[turn.contact.id] = turn
            heapq.heappush(self._ahead, (turn.due_on, turn.contact.id))

    def _wait_again(self, turn: _Turn, day: dt.date) -> None:
        contact, rhythm = turn.contact, turn.rhythm
        due_on = due_after(contact, rhythm, day)
        rule = "the birthday" if is_on_birthday(contact, rhythm) else adverb(rhythm.every)
        text = f"again, {rule}: planned before for {day}"
        reason = Because(text, contact.path, ("cadence",) if contact.cadence else ("grade",))
        self._wait(_Turn(contact, rhythm, due_on, due_on, day, (reason,), turn.name, is_again=True))

    def _planned(self, turn: _Turn, day: dt.date | None) -> PlannedTouch:
        is_pushed = turn.contact.id in self._pushed
        self._pushed.discard(turn.contact.id)
        return PlannedTouch(day, turn.contact, turn.due_on, turn.is_again, is_pushed, turn.because)
