"""How somebody stands, then and now: overdue, type of customer, partnership, centre of influence."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Contact
from . import lines
from .customer import told_kind
from .difference import Both
from .difference import Change
from .difference import Topic
from .due import Due
from .due import Status
from .due import next_due
from .due import since_last
from .partnership import Partner
from .partnership import partnership
from .referrals import CENTER_MIN_PEOPLE
from .referrals import influence


def overdue(both: Both) -> Iterator[Change]:
    """Who became overdue, and who no longer is."""
    for contact in both.now.wiki.contacts.values():
        old = both.pairs.before.get(contact.id)
        due = both.now.about(next_due, contact)
        was = both.then.facts.about(next_due, old) if old else None
        is_late = due is not None and due.status is Status.OVERDUE
        was_late = was is not None and was.status is Status.OVERDUE
        if due is not None and is_late and not was_late:
            at = due.last.at if due.last and due.last.path == contact.path else ("grade",)
            text = f"overdue, was due on {due.due_on}: {since_last(due.story)}"
            command = lines.touch(contact, "call")
            yield Change(Topic.DUE, lines.line(contact, text, due.due_on, command, at))
        elif was is not None and was_late and not is_late:
            text = f"was due on {was.due_on}, no longer overdue: {_settled(both, contact, was, due)}"
            yield Change(Topic.DUE, lines.line(contact, text, was.due_on, lines.show(contact)))


def _settled(both: Both, contact: Contact, was: Due, due: Due | None) -> str:
    last = due.last if due else None
    if last is not None and (was.last is None or was.last.touch.date < last.touch.date):
        return f"{last.touch.channel} on {last.touch.date}"
    if due is not None and due.status is Status.SNOOZED:
        return due.because[-1].text
    if both.now.is_resting(contact):
        return "archived" if contact.died is None else "died"
    return f"due on {due.due_on}" if due else "never due any more"


def kinds(both: Both) -> Iterator[Change]:
    """Customers of another type. Source: S3."""
    for old, contact in both.same():
        was, kind = told_kind(both.then.facts, old), told_kind(both.now, contact)
        if was.value is not kind.value:
            before, after = str(was.value or "none"), str(kind.value or "none")
            reasons = "; ".join(reason.text for reason in kind.because)
            text = f"{after}; on {both.day} {before}{f' ({reasons})' if reasons else ''}"
            at = kind.because[0].at if kind.because else ()
            told = lines.line(contact, text, both.day, lines.show(contact), at)
            yield Change(Topic.CUSTOMERS, told, before, after)


def partners(both: Both) -> Iterator[Change]:
    """Those who have come further as partners, or fallen back. Source: S2."""
    for old, contact in both.same():
        was, is_ = both.then.facts.about(partnership, old), both.now.about(partnership, contact)
        if was.value is not is_.value:
            before, after = _said(was.value), _said(is_.value)
            reasons = "; ".join(reason.text for reason in is_.because)
            text = f"{after}; on {both.day} {before}{f' ({reasons})' if reasons else ''}"
            told = lines.line(contact, text, both.day, lines.show(contact), ("referrals",))
            yield Change(Topic.PARTNERS, told, before, after)


def _said(step: Partner | None) -> str:
    return str(step).replace("_", " ") if step else "no partner"


def centers(both: Both) -> Iterator[Change]:
    """Those who have become centres of influence. Source: S3, S4."""
    for contact in both.now.wiki.contacts.values():
        people = both.now.about(influence, contact)
        old = both.pairs.before.get(contact.id)
        before = both.then.facts.about(influence, old) if old else frozenset()
        if len(people) >= CENTER_MIN_PEOPLE > len(before):
            text = f"referred or knows {len(people)} people; on {both.day} it was {len(before)}"
            told = lines.line(contact, text, both.day, lines.show(contact), ("referrals",))
            yield Change(Topic.CENTERS, told, str(len(before)), str(len(people)))
