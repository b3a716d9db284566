"""The relationship itself: who waits for a call or for a promise (SOI4xx)."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Address
from ..diagnostics import Finding
from ..diagnostics import Rule
from ..diagnostics import Severity
from ..diagnostics import shown
from ..facts import Facts
from ..facts import lines
from ..facts.due import Due
from ..facts.due import Status
from ..facts.due import is_uncertain
from ..facts.due import last_personal
from ..facts.due import next_due
from ..facts.promises import is_broken
from ..facts.promises import open_promises
from ..facts.snooze import snoozed_past
from ..model import Contact
from ..model import Grade
from . import check


def _overdue(facts: Facts, rule: Rule, *grades: Grade) -> Iterator[Finding]:
    for contact in facts.wiki.contacts.values():
        if contact.effective_grade not in grades or is_uncertain(contact):
            continue
        due = facts.about(next_due, contact)
        if due is not None and due.status is Status.OVERDUE:
            days = "a day" if due.days_overdue == 1 else f"{due.days_overdue} days"
            message = f"{shown(contact.name)}: overdue for {days}, since {due.due_on} ({due.because[0].text})"
            hint = f"call, then soi touch {lines.who(contact)} call"
            yield Finding(rule, contact.path, message, _place(contact, due), hint=hint, contact=contact.id)


def _place(contact: Contact, due: Due) -> Address:
    """The last personal touch; without one in this file the grade, else the cadence."""
    if due.last is not None and due.last.path == contact.path:
        return (*due.last.at, "date")
    return ("grade",) if contact.grade else ("cadence",) if contact.cadence else ("name",)


@check("SOI401", Severity.ERROR, "an A+ is overdue", source="S0, personal call or visit monthly")
def overdue_a_plus(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """One of your very best has not heard from you in person for longer than the grade allows. These are
    the people who buy most, refer most and are easiest to lose. Of all that is said about a relationship it
    alone is an error, which turns the daily check red.

    Call and log it (`soi touch ana-ruiz call`). If lunch is booked, write the day as
    `snooze_until:` and `snooze_reason: lunch`. If they prefer another rhythm, write `cadence: 6 weeks`.

    Bad, in March 2026:

        grade: A+
        touches: [2026-01-20 visit]

    Good:

        grade: A+
        touches: [2026-01-20 visit, 2026-02-20 call]
    """
    return _overdue(facts, rule, Grade.A_PLUS)


@check("SOI402", Severity.WARNING, "an A is overdue", source="S0, quarterly")
def overdue_a(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """A solid customer or referrer has waited for a personal touch for longer than a quarter, or than the
    settings or a cadence of their own say. Call and log it, snooze it with a reason, or give them a cadence
    of their own.

    Bad, in March 2026:

        grade: A
        touches: [2025-11-20 visit]

    Good:

        grade: A
        touches: [2025-11-20 visit]
        snooze_until: 2026-03-20
        snooze_reason: lunch is booked
    """
    return _overdue(facts, rule, Grade.A)


@check(
    "SOI403", Severity.INFO, "a B, or somebody with a cadence of their own, is overdue", source="S0, annually"
)
def overdue_others(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """The yearly call, by preference on the birthday, or the rhythm you set for them has passed without a
    personal touch. Call and log it, or change the cadence.

    Bad, in March 2026:

        cadence: 6 weeks
        touches: [2026-01-20 call]

    Good:

        cadence: 3 months
        touches: [2026-01-20 call]
    """
    return _overdue(facts, rule, Grade.B, Grade.C, Grade.D, Grade.F)


@check("SOI404", Severity.WARNING, "graded, and never touched", source="S0, set a plan and work it")
def never_touched(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """The grade promises personal touches, and there has never been one. Either the touches are not in the
    file, or the grade is a wish. Log the last one you remember, make the first call, or lower the
    grade. Letters and mails are not personal, and where the first call is overdue, only that is said.

    Bad:

        grade: A

    Good:

        grade: A
        touches: [2026-02-10 meeting]
    """
    for contact in facts.wiki.contacts.values():
        if contact.grade not in {Grade.A_PLUS, Grade.A, Grade.B} or is_uncertain(contact):
            continue
        due = facts.about(next_due, contact)
        if due is None or due.status is Status.OVERDUE or facts.about(last_personal, contact):
            continue
        message = f"{shown(contact.name)}: graded {contact.grade} and never touched in person"
        hint = f"call, then soi touch {lines.who(contact)} call"
        yield Finding(rule, contact.path, message, ("grade",), hint=hint, contact=contact.id)


@check("SOI405", Severity.WARNING, "a promise of yours is overdue", source="S1 rule 30")
def broken_promise(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """You promised something for a day that has passed, and nothing says that you did it. People remember
    it longer than you do. Keep it and write `done:` with the day, or agree on another day.

    Bad:

        follow_ups: [{due: 2026-02-20, what: send catalogue}]

    Good:

        follow_ups: [{due: 2026-02-20, what: send catalogue, done: 2026-02-19}]
    """
    for contact in facts.wiki.contacts.values():
        if facts.is_resting(contact):
            continue
        for promise in open_promises(facts, contact):
            # That it was kept, or is theirs, may be what could not be read.
            if is_broken(facts, promise) and not contact.unread & {"", str(promise.at[0])}:
                what = shown(promise.promise.what)
                message = f"{shown(contact.name)}: promised for {promise.promise.due}: {what}"
                at = (*promise.at, "due")
                yield Finding(
                    rule,
                    contact.path,
                    message,
                    at,
                    find=str(promise.promise.due),
                    hint="keep it, then write done: and the day",
                    contact=contact.id,
                )


@check(
    "SOI417", Severity.WARNING, "an A+ is snoozed for too long", source="S0, personal call or visit monthly"
)
def snoozed_too_long(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """One of your very best will not hear from you for more than twice the time that the grade allows,
    because `snooze_until:` names a day that is far off. A snooze is for a lunch that is booked. If it is
    meant, give them a cadence of their own, or the grade that fits.

    Bad, for an A+ who was last called on 2026-01-20:

        snooze_until: 2026-06-01

    Good:

        snooze_until: 2026-03-12
        snooze_reason: lunch is booked
    """
    for contact in facts.wiki.contacts.values():
        if contact.snooze_until is None or is_uncertain(contact):
            continue
        limit = facts.about(snoozed_past, contact)
        if limit is not None:
            until = contact.snooze_until
            message = f"{shown(contact.name)}: an A+, snoozed until {until}, past twice the cadence, {limit}"
            hint = f"call, or end it: soi snooze {lines.who(contact)} off"
            yield Finding(rule, contact.path, message, ("snooze_until",), hint=hint, contact=contact.id)
