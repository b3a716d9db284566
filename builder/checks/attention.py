"""How much attention somebody gets: too much, too little, less than before (SOI4xx)."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Finding
from ..diagnostics import Rule
from ..diagnostics import Severity
from ..diagnostics import shown
from ..facts import Facts
from ..facts import lines
from ..facts.answer import UNANSWERED
from ..facts.answer import unanswered
from ..facts.answer import unanswered_limit
from ..facts.drift import drift
from ..facts.due import Status
from ..facts.due import is_uncertain
from ..facts.due import next_due
from ..facts.forgotten import forgotten
from ..model import Contact
from . import check


@check("SOI409", Severity.WARNING, "several touches and no answer", source="S4, S1 rule 30")
def unwelcome(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """You wrote or called again and again, and nothing came back. Be sure that they want to hear from you:
    who has not agreed to be contacted is to get one try, not two, before there is a client; all others three.
    What comes from them, a talk in person, or that they came to an event of yours begins the count anew.
    Newsletters, posts, cards and gifts do not count.

    Let it rest, ask somebody to introduce you, or log the answer that is missing in the file.

    Bad:

        stage: prospect
        touches:
          - 2026-02-02 email: the offer
          - 2026-02-09 email: did you get it?

    Good:

        stage: prospect
        consent: [{date: 2026-01-20, what: contact, given: true, source: asked for an offer}]
        touches:
          - 2026-02-02 email: the offer
          - 2026-02-09 email: did you get it?
    """
    for contact in facts.wiki.contacts.values():
        if len(contact.touches) < 2 or facts.is_resting(contact) or contact.unread & UNANSWERED:  # noqa: PLR2004 -- one is never too many
            continue
        rows = unanswered(facts, contact)
        limit = unanswered_limit(facts, contact)
        if limit is not None and len(rows) > limit:
            last = rows[-1]
            message = (
                f"{shown(contact.name)}: {len(rows)} touches without an answer since {rows[0].touch.date}, "
                f"the last by {last.touch.channel}"
            )
            hint = "wait, have somebody introduce you, or log their answer"
            yield Finding(rule, last.path, message, (*last.at, "date"), hint=hint, contact=contact.id)


@check("SOI413", Severity.INFO, "somebody is slipping away", source="S0, S1 rule 30")
def drifting(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """The two of you used to be in touch more often: the silence is more than twice as long as usual, though
    the grade does not ask for a call yet. Where it does, the finding is that the call is overdue. Four days
    with a touch in person over three weeks are a habit, and two weeks of silence are never too long.

    Call and log it, snooze them with a reason, or let it be; a habit that has ended stops counting with the
    next few touches. Whoever is never due is left out.

    Bad, in March 2026:

        grade: B
        touches: [2025-12-01 call, 2025-12-12 visit, 2025-12-22 call, 2026-01-05 meal]

    Good:

        grade: B
        touches: [2025-12-01 call, 2025-12-12 visit, 2025-12-22 call, 2026-01-05 meal, 2026-03-02 call]
    """
    for contact in facts.wiki.contacts.values():
        if _is_overdue(facts, contact) or is_uncertain(contact):
            continue
        found = facts.about(drift, contact)
        if found is None:
            continue
        reason = found.because[0]
        is_own = reason.path == contact.path
        at = (*reason.at, "date") if is_own else ("name",)
        hint = f"call, then soi touch {lines.who(contact)} call"
        message = f"{shown(contact.name)}: {reason.text}"
        yield Finding(rule, contact.path, message, at, hint=hint, contact=contact.id)


@check("SOI415", Severity.INFO, "nothing from you for a year", source="S0, top of mind")
def silent(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """Nothing of yours has reached them for twelve months, not even a newsletter or a card. People buy from
    those whom they know, like, trust and have not forgotten, so nobody whom you keep goes a year without a
    sign. Where a call is overdue as well, or the grade has never led to one, only that is said.

    Write, send a card, or let them go: grade them D, or archive them. Whoever asked not to be contacted is
    left in peace.

    Bad, in March 2026:

        touches: [2025-02-10 card]

    Good:

        touches: [2025-02-10 card, 2026-01-02 email]
    """
    for row in facts.of(forgotten):
        contact, last = row.contact, row.last
        if is_uncertain(contact):
            continue
        is_own = last is not None and last.path == contact.path
        at = (*last.at, "date") if last and is_own else ("grade",) if contact.grade else ("name",)
        message = f"{shown(contact.name)}: {row.text}"
        hint = f"say hello, then soi touch {lines.who(contact)} email, or grade them D"
        yield Finding(rule, contact.path, message, at, hint=hint, contact=contact.id)


def _is_overdue(facts: Facts, contact: Contact) -> bool:
    due = facts.about(next_due, contact)
    return due is not None and due.status is Status.OVERDUE
