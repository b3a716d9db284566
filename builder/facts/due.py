"""When to call whom. Source: S0, "A+ = personal call / visit monthly", quarterly, on the birthday."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass

from ..days import Duration
from ..days import Unit
from ..days import next_birthday
from ..days import plus
from ..diagnostics import Address
from ..kinds import Never
from ..model import Contact
from ..model import CustomerType
from ..model import Grade
from ..model import Touch
from ..wiki import fold_accents
from . import Because
from . import Facts
from .consent import is_contact_withdrawn
from .customer import customer_kind

BIRTHDAY_REST = dt.timedelta(days=90)
"""A birthday within so many days after a touch is passed over: they have just been called."""
DEFAULT_WINDOW = Duration(30, Unit.DAY)
"""How long before the day somebody is shown whose grade has no window of its own."""
MAX_RATIO = 3.0


class Status(enum.StrEnum):
    """How a due day stands to today."""

    OVERDUE = "overdue"
    DUE = "due"
    SOON = "soon"
    OK = "ok"
    SNOOZED = "snoozed"


_RANKS = {Status.OVERDUE: 0, Status.DUE: 0, Status.SOON: 1, Status.OK: 2, Status.SNOOZED: 2}


@dataclass(frozen=True, slots=True)
class LastTouch:
    """The last personal touch that reached the other side, with its place in the files."""

    touch: Touch
    path: str
    at: Address
    tries: int
    """Personal touches since then that did not reach them."""


@dataclass(frozen=True, slots=True)
class Due:
    """When somebody is due, and why."""

    due_on: dt.date
    natural: dt.date
    """The day without a snooze."""
    status: Status
    days_overdue: int
    """Negative before the day."""
    ratio: float
    """Time since the last touch as a share of the time that the grade allows."""
    last: LastTouch | None
    window: Duration
    because: tuple[Because, ...]


def last_personal(facts: Facts, contact: Contact) -> LastTouch | None:
    """Latest touch on a personal channel, either way, that reached them; None if there was none."""
    channels = facts.settings.channels(facts.scope(contact), contact.effective_stage)
    today = facts.today
    best: Touch | None = None
    at: Address = ()
    for touch in facts.wiki.event_touches.get(contact.id, ()):
        if touch.channel in channels and touch.date <= today and (best is None or touch.date >= best.date):
            best = touch
    for place, touch in enumerate(contact.touches):
        if (
            touch.reached
            and touch.channel in channels
            and touch.date <= today
            and (best is None or touch.date >= best.date)
        ):
            best, at = touch, ("touches", place)
    if best is None:
        return None
    tries = len(attempts(facts, contact, since=best.date))
    path = contact.path if best.event is None else facts.wiki.events[best.event].path
    return LastTouch(best, path, at if best.event is None else ("date",), tries)


def attempts(facts: Facts, contact: Contact, since: dt.date) -> list[Touch]:
    """Personal touches on a day or later that did not reach them."""
    channels = facts.settings.channels(facts.scope(contact), contact.effective_stage)
    return [
        touch
        for touch in contact.touches
        if not touch.reached and touch.channel in channels and since <= touch.date <= facts.today
    ]


def cadence(facts: Facts, contact: Contact) -> tuple[Duration | None, str]:
    """How often somebody is due and whose rule that is; None for never.

    Their own cadence goes before the grade's; active clients have the status meeting where it comes more
    often. Source: S0, the grades; S1 rule 30, monthly status meetings where tickets are high.
    """
    grade = contact.effective_grade
    if contact.cadence is not None:
        if grade in {Grade.D, Grade.F} and not contact.keep:
            return None, ""
        return (None, "") if contact.cadence is Never.NEVER else (contact.cadence, "own cadence is")
    if grade in {Grade.D, Grade.F}:
        return None, ""
    own = facts.settings.cadence.get(grade)
    by_grade = own if isinstance(own, Duration) else None
    meeting = facts.settings.customers.status_meeting
    if (
        isinstance(meeting, Duration)
        and (by_grade is None or meeting.typical_days < by_grade.typical_days)
        and facts.about(customer_kind, contact).value is CustomerType.ACTIVE_PAYING
    ):
        return meeting, "status meeting is"
    return by_grade, f"{grade} is"


def next_due(facts: Facts, contact: Contact) -> Due | None:
    """Day the next personal touch is due, None for somebody who is never due.

    Source: S0, "A+ = personal call / visit monthly, A quarterly, B annually (birthday preferred)".
    """
    if facts.is_resting(contact):
        return None
    every, whose = facts.about(cadence, contact)
    if every is None or (contact.consent and is_contact_withdrawn(facts, contact)):
        return None
    today = facts.today
    last = facts.about(last_personal, contact)
    is_birthday = whose == f"{Grade.B} is" and contact.birthday is not None
    if last is not None:
        if is_birthday and contact.birthday is not None:
            natural = next_birthday(contact.birthday, last.touch.date + BIRTHDAY_REST)
        else:
            natural = plus(last.touch.date, every)
    elif contact.first_due is not None:
        natural = contact.first_due
    elif contact.added is not None and contact.added <= today:
        natural = plus(contact.added, every)
    else:
        natural = today
    snooze = contact.snooze_until
    due_on = natural if snooze is None or snooze <= natural else snooze
    window = facts.settings.soon.get(contact.effective_grade, DEFAULT_WINDOW)
    status = _status(due_on, today, window, snoozed=due_on > natural)
    ratio = _ratio(last.touch.date if last else contact.added, natural, today)
    rule = f"{whose} {rhythm(every)}"
    if last and is_birthday:
        rule = f"{Grade.B} is due on the birthday, {contact.birthday}"
    words = _words(facts, contact, last, rule, ratio)
    because = [Because(words, last.path if last else contact.path, last.at if last else ("grade",))]
    if due_on > natural:
        reason = f" ({contact.snooze_reason})" if contact.snooze_reason else ""
        because.append(Because(f"snoozed until {due_on}{reason}", contact.path, ("snooze_until",)))
    return Due(due_on, natural, status, (today - due_on).days, ratio, last, window, tuple(because))


def _status(due_on: dt.date, today: dt.date, window: Duration, *, snoozed: bool) -> Status:
    if due_on < today:
        return Status.OVERDUE
    if due_on == today:
        return Status.DUE
    if snoozed:
        return Status.SNOOZED
    return Status.SOON if due_on <= plus(today, window) else Status.OK


def _ratio(begin: dt.date | None, natural: dt.date, today: dt.date) -> float:
    if begin is None or begin > today or begin >= natural:
        return 1.0
    return min(round((today - begin).days / (natural - begin).days, 2), MAX_RATIO)


# -- in words

_RHYTHMS = {
    Duration(1, Unit.DAY): "daily",
    Duration(1, Unit.WEEK): "weekly",
    Duration(1, Unit.MONTH): "monthly",
    Duration(3, Unit.MONTH): "quarterly",
    Duration(1, Unit.YEAR): "yearly",
}
_COUNTS = {1: "once", 2: "twice"}


def rhythm(every: Duration) -> str:
    """A duration as an adverb: monthly, every 6 weeks."""
    return _RHYTHMS.get(every) or f"every {every}"


def days_ago(day: dt.date, today: dt.date) -> str:
    """How long ago a day was, in words."""
    count = (today - day).days
    return "today" if count == 0 else "yesterday" if count == 1 else f"{count} days ago"


def _times(ratio: float) -> str:
    # Halves go up, as people round; the format of floats would make 1.4 of 1.45, which is a little less.
    return f"{int(ratio * 10 + 0.5) / 10}x"


def _last_words(last: LastTouch, today: dt.date) -> str:
    return f"last {last.touch.channel} {days_ago(last.touch.date, today)}"


def _words(facts: Facts, contact: Contact, last: LastTouch | None, rule: str, ratio: float) -> str:
    tries = last.tries if last else len(attempts(facts, contact, since=dt.date.min))
    tried = f", tried {_COUNTS.get(tries, f'{tries} times')}{' since' if last else ''}" if tries else ""
    if last is not None:
        return f"{_times(ratio)}: {_last_words(last, facts.today)}, {rule}{tried}"
    if contact.first_due is not None:
        return f"{_times(ratio)}: never touched, first touch planned for {contact.first_due}{tried}"
    if contact.added is not None and contact.added <= facts.today:
        return f"{_times(ratio)}: never touched, added {days_ago(contact.added, facts.today)}, {rule}{tried}"
    return f"never touched, {rule}{tried}"


# -- the list


@dataclass(frozen=True, slots=True)
class DueRow:
    """Somebody with a due day."""

    contact: Contact
    due: Due

    @property
    def order(self) -> tuple[int, int, float, str, str]:
        """Key for sorting: overdue and due, soon, the rest; grade; ratio down; name; id."""
        grade = self.contact.effective_grade.rank
        return (
            _RANKS[self.due.status],
            grade,
            -self.due.ratio,
            fold_accents(self.contact.name),
            self.contact.id,
        )


def due_rows(facts: Facts) -> tuple[DueRow, ...]:
    """Everybody with a due day, in the order in which to call them."""
    rows = (
        DueRow(contact, due)
        for contact in facts.wiki.contacts.values()
        if (due := facts.about(next_due, contact)) is not None
    )
    return tuple(sorted(rows, key=lambda row: row.order))


def listed(rows: Iterable[DueRow], today: dt.date, within: Duration | None = None) -> list[DueRow]:
    """Rows of the due list: overdue, due and soon; with `within`, all due by then and not snoozed."""
    if within is None:
        return [row for row in rows if row.due.status in {Status.OVERDUE, Status.DUE, Status.SOON}]
    limit = plus(today, within)
    return [row for row in rows if row.due.status is not Status.SNOOZED and row.due.due_on <= limit]
