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

BIRTHDAY_REST = Duration(90, Unit.DAY)
"""A birthday within so many days after a touch is passed over: they have just been called."""
DEFAULT_WINDOW = Duration(30, Unit.DAY)
"""How long before the day somebody is shown whose grade has no window of its own."""
MAX_RATIO = 3.0
_RESTS_ON = frozenset(
    {
        *("", "touches", "grade", "cadence", "snooze_until", "first_due", "added", "birthday", "consent"),
        *("keep", "archived", "died", "stage", "scope"),
    }
)
"""Keys that the due day rests on."""


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


@dataclass(frozen=True, slots=True)
class Story:
    """How it came to a due day."""

    last: LastTouch | None
    added: dt.date | None
    """The day they came into the wiki, where the due day is counted from it."""
    rule: str
    """What sets the day, in words: `A+ is monthly`."""
    tries: int
    """Personal touches since the last one that did not reach them."""
    is_known: bool = False
    """Where `last` is None: a letter, an event or another touch that is not personal reached them."""


@dataclass(frozen=True, slots=True)
class Due:
    """When somebody is due, and why."""

    due_on: dt.date
    """The later of the natural day and the snooze."""
    status: Status
    days_overdue: int
    """Negative before the day."""
    ratio: float
    """Time since the last touch as a share of the time that the grade allows."""
    natural: dt.date
    """The day without a snooze."""
    begin: dt.date | None
    """The last touch, else the day they came in: where the ratio begins; None where nothing tells it."""
    story: Story
    because: tuple[Because, ...]

    @property
    def last(self) -> LastTouch | None:
        """The last personal touch that reached them."""
        return self.story.last


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
    path = contact.path if best.event is None else facts.wiki.events[best.event].path
    return LastTouch(best, path, at if best.event is None else ("date",))


def attempts(facts: Facts, contact: Contact, last: LastTouch | None) -> int:
    """Number of personal touches since another that did not reach them; of one day those below it."""
    channels = facts.settings.channels(facts.scope(contact), contact.effective_stage)
    since = (dt.date.min, -1)
    if last is not None:
        since = (last.touch.date, int(last.at[1]) if last.touch.event is None else -1)
    return sum(
        not touch.reached
        and touch.channel in channels
        and touch.date <= facts.today
        and (touch.date, place) > since
        for place, touch in enumerate(contact.touches)
    )


class Whose(enum.StrEnum):
    """Which rule says how often somebody is due."""

    OWN = "own cadence"
    GRADE = "grade"
    MEETING = "status meeting"


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often somebody is due, and by which rule."""

    every: Duration
    whose: Whose


def cadence(facts: Facts, contact: Contact) -> Cadence | None:
    """How often somebody is due, None for never.

    Their own cadence goes before the grade's; active clients have the status meeting where it comes more
    often. Source: S0, the grades; S1 rule 30, monthly status meetings where tickets are high.
    """
    grade = contact.effective_grade
    if contact.cadence is not None:
        is_let_go = grade in {Grade.D, Grade.F} and not contact.keep
        return None if is_let_go or contact.cadence is Never.NEVER else Cadence(contact.cadence, Whose.OWN)
    if grade in {Grade.D, Grade.F}:
        return None
    own = facts.settings.cadence.get(grade)
    by_grade = own if isinstance(own, Duration) else None
    meeting = facts.settings.customers.status_meeting
    if (
        isinstance(meeting, Duration)
        and (by_grade is None or meeting.typical_days < by_grade.typical_days)
        and _is_active(facts, contact)
    ):
        return Cadence(meeting, Whose.MEETING)
    return Cadence(by_grade, Whose.GRADE) if by_grade else None


def _is_active(facts: Facts, contact: Contact) -> bool:
    # Whoever never bought anything is known not to be without looking at who refers whom.
    if not (contact.customer_type or contact.purchases or contact.deals):
        return False
    return facts.about(customer_kind, contact).value is CustomerType.ACTIVE_PAYING


def next_due(facts: Facts, contact: Contact) -> Due | None:
    """Day the next personal touch is due, None for somebody who is never due.

    Source: S0, "A+ = personal call / visit monthly, A quarterly, B annually (birthday preferred)".
    """
    if facts.is_resting(contact):
        return None
    rhythm = facts.about(cadence, contact)
    if rhythm is None or (contact.consent and is_contact_withdrawn(facts, contact)):
        return None
    today = facts.today
    last = facts.about(last_personal, contact)
    added = contact.added if contact.added is not None and contact.added <= today else None
    natural, rule = _natural(facts, contact, rhythm, last, added)
    snooze = contact.snooze_until
    due_on = natural if snooze is None or snooze <= natural else snooze
    window = facts.settings.soon.get(contact.effective_grade, DEFAULT_WINDOW)
    status = _status(due_on, today, window, snoozed=due_on > natural)
    begin = last.touch.date if last else added
    ratio = ratio_on(today, begin, natural)
    tries = attempts(facts, contact, last)
    is_counted = last is None and contact.first_due is None
    is_known = last is None and _is_reached(facts, contact)
    story = Story(last, added if is_counted else None, rule, tries, is_known=is_known)
    words = since_last(story, today)
    if last or added or contact.first_due:
        words = f"{_times(ratio)}: {words}"
    because = [Because(words, last.path if last else contact.path, last.at if last else ("grade",))]
    if due_on > natural:
        reason = f" ({contact.snooze_reason})" if contact.snooze_reason else ""
        because.append(Because(f"snoozed until {due_on}{reason}", contact.path, ("snooze_until",)))
    return Due(due_on, status, (today - due_on).days, ratio, natural, begin, story, tuple(because))


def _is_reached(facts: Facts, contact: Contact) -> bool:
    """True where any touch reached them until today, on whatever channel, or they came to an event."""
    of_events = facts.wiki.event_touches.get(contact.id, ())
    return any(touch.reached and touch.date <= facts.today for touch in (*contact.touches, *of_events))


def is_on_birthday(contact: Contact, rhythm: Cadence) -> bool:
    """True for a B whose birthday is known, who is called on that day. Source: S0, birthday preferred."""
    is_b = rhythm.whose is Whose.GRADE and contact.effective_grade is Grade.B
    return is_b and contact.birthday is not None


def due_after(contact: Contact, rhythm: Cadence, touched: dt.date) -> dt.date:
    """Natural day of the next touch behind one on a day."""
    if contact.birthday is not None and is_on_birthday(contact, rhythm):
        return next_birthday(contact.birthday, plus(touched, BIRTHDAY_REST))
    return plus(touched, rhythm.every)


def is_uncertain(contact: Contact) -> bool:
    """True if the due day rests on something that could not be read; a birthday counts for a B only."""
    unread = contact.unread & _RESTS_ON
    return any(key != "birthday" or contact.effective_grade is Grade.B for key in unread)


def _natural(
    facts: Facts, contact: Contact, rhythm: Cadence, last: LastTouch | None, added: dt.date | None
) -> tuple[dt.date, str]:
    """The day without a snooze, and the rule that sets it in words."""
    grade = contact.effective_grade
    subject = grade if rhythm.whose is Whose.GRADE else rhythm.whose
    rule = f"{subject} is {adverb(rhythm.every)}"
    if last is not None:
        if is_on_birthday(contact, rhythm):
            rule = f"{grade} is due on the birthday, {contact.birthday}"
        return due_after(contact, rhythm, last.touch.date), rule
    if contact.first_due is not None:
        return contact.first_due, f"first touch planned for {contact.first_due}"
    return (facts.today if added is None else plus(added, rhythm.every)), rule


def _status(due_on: dt.date, today: dt.date, window: Duration, *, snoozed: bool) -> Status:
    if due_on < today:
        return Status.OVERDUE
    if due_on == today:
        return Status.DUE
    if snoozed:
        return Status.SNOOZED
    return Status.SOON if due_on <= plus(today, window) else Status.OK


def ratio_on(day: dt.date, begin: dt.date | None, natural: dt.date) -> float:
    """Share of the time that the cadence allows which has passed on a day, 3 at most; 1 if nobody knows."""
    if begin is None or begin > day or begin >= natural:
        return 1.0
    return min(round((day - begin).days / (natural - begin).days, 2), MAX_RATIO)


_RHYTHMS = {
    Duration(1, Unit.DAY): "daily",
    Duration(1, Unit.WEEK): "weekly",
    Duration(1, Unit.MONTH): "monthly",
    Duration(3, Unit.MONTH): "quarterly",
    Duration(1, Unit.YEAR): "yearly",
}
_COUNTS = {1: "once", 2: "twice"}


def adverb(every: Duration) -> str:
    """A duration as an adverb: monthly, every 6 weeks."""
    return _RHYTHMS.get(every) or f"every {every}"


def days_ago(day: dt.date, today: dt.date) -> str:
    """How long ago a day was, in words."""
    count = (today - day).days
    return "today" if count == 0 else "yesterday" if count == 1 else f"{count} days ago"


def _times(ratio: float) -> str:
    # Halves go up, as people round; the format of floats would make 1.4 of 1.45, which is a little less.
    return f"{int(ratio * 10 + 0.5) / 10}x"


def since_last(story: Story, today: dt.date | None = None) -> str:
    """What happened last, the rule, and what was tried, in words.

    Args:
        story: what there is to tell.
        today: to count the days from; without it days are named, as on a page that is read later.
    """

    def on(day: dt.date) -> str:
        return str(day) if today is None else days_ago(day, today)

    parts = []
    if story.last is not None:
        parts.append(f"last {story.last.touch.channel} {on(story.last.touch.date)}")
    else:
        parts.append("no personal touch yet" if story.is_known else "never touched")
    if story.added is not None:
        parts.append(f"added {on(story.added)}")
    parts.append(story.rule)
    if story.tries:
        times = _COUNTS.get(story.tries, f"{story.tries} times")
        parts.append(f"tried {times}{' since' if story.last else ''}")
    return ", ".join(parts)


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
