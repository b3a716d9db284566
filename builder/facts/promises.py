"""What was promised and not kept yet. Source: S1 rule 30, proactively contact customers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..diagnostics import Address
from ..model import Contact
from ..model import FollowUp
from ..model import Party
from . import Facts


@dataclass(frozen=True, slots=True)
class Promise:
    """An open promise with its place in the file."""

    contact: Contact
    promise: FollowUp
    at: Address

    @property
    def is_theirs(self) -> bool:
        """The other side promised it."""
        return self.promise.by is Party.THEM

    @property
    def order(self) -> tuple[dt.date, str, str]:
        """Key for sorting: due day, those without one last; id; text."""
        return (self.promise.due or dt.date.max, self.contact.id, self.promise.what)


def open_promises(facts: Facts, contact: Contact) -> tuple[Promise, ...]:
    """Promises that are not kept, mine and theirs, from the contact and from its touches."""
    return tuple(promise for promise in facts.about(promises, contact) if not is_kept(facts, promise))


def promises(facts: Facts, contact: Contact) -> tuple[Promise, ...]:
    """Promises so far, kept or not, mine and theirs, from the contact and from its touches."""
    out = [Promise(contact, entry, ("follow_ups", place)) for place, entry in enumerate(contact.follow_ups)]
    for place, touch in enumerate(contact.touches):
        if touch.follow_up and touch.date <= facts.today:
            out += [
                Promise(contact, entry, ("touches", place, "follow_up", inner))
                for inner, entry in enumerate(touch.follow_up)
            ]
    return tuple(sorted(out, key=lambda promise: promise.order)) if out else ()


def is_kept(facts: Facts, promise: Promise) -> bool:
    """True for a promise that is done."""
    done = promise.promise.done
    return done is not None and done <= facts.today


def is_broken(facts: Facts, promise: Promise) -> bool:
    """True for a promise of the owner whose day has passed."""
    due = promise.promise.due
    return promise.promise.by is Party.ME and due is not None and due < facts.today
