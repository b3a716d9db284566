"""What is open with somebody: promises, thanks, rewards, a farewell, steps. Source: S1 rules 28 to 30, S0."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics import Address
from ..model import Contact
from ..wiki import fold
from . import Facts
from .promises import open_promises
from .thanks import unpaid
from .thanks import unthanked


class Sort(enum.StrEnum):
    """What sort of thing is open, in the order in which they are listed."""

    PROMISE = "promise"
    THANKS = "thanks"
    REWARD = "reward"
    FAREWELL = "farewell"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that is open."""

    sort: Sort
    at: Address
    """Where the day is written on which it is done."""
    text: str
    """What it is, in words: what was promised, who was referred, what the step asks for."""
    due: dt.date | None = None
    since: dt.date | None = None
    """The day of the referral, or on which the reward was promised."""
    id: str = ""
    """Name of a step."""
    is_theirs: bool = False
    """The other side promised it."""


def owed(facts: Facts, contact: Contact) -> tuple[Owed, ...]:
    """Everything open with one person, promises first, each kind in the order of its days or of the file."""
    return (
        *_promises(facts, contact),
        *_of_referrals(facts, contact),
        *_farewell(facts, contact),
        *_steps(facts, contact),
    )


def _promises(facts: Facts, contact: Contact) -> Iterator[Owed]:
    for promise in facts.about(open_promises, contact):
        said = promise.promise
        at = (*promise.at, "done")
        yield Owed(Sort.PROMISE, at, said.what, said.due, is_theirs=promise.is_theirs)


def _of_referrals(facts: Facts, contact: Contact) -> Iterator[Owed]:
    for debt in facts.about(unthanked, contact):
        yield Owed(Sort.THANKS, (*debt.at, "thanked"), f"for {debt.referred}", since=debt.date)
    for debt in facts.about(unpaid, contact):
        what = f"{debt.what} " if debt.what else ""
        yield Owed(Sort.REWARD, (*debt.at, "reward", "paid"), f"{what}for {debt.referred}", since=debt.date)


def _farewell(facts: Facts, contact: Contact) -> Iterator[Owed]:
    farewell = contact.farewell
    if farewell is not None and farewell.planned is not None and not _was(farewell.done, facts):
        yield Owed(Sort.FAREWELL, ("farewell", "done"), farewell.note or "", farewell.planned)


def _steps(facts: Facts, contact: Contact) -> Iterator[Owed]:
    """Steps of the stage that somebody is at. Source: S1 rule 29, review the checklist constantly."""
    for row in facts.settings.process.get(contact.effective_stage, ()):
        if not _was(contact.checklist.get(row.id), facts):
            yield Owed(Sort.STEP, ("checklist", row.id), row.what, id=row.id)


def step(facts: Facts, name: str) -> Owed | None:
    """A step by its id, whatever stage it belongs to; None where the process has none of that name."""
    for row in (row for steps in facts.settings.process.values() for row in steps):
        if fold(row.id) == fold(name):
            return Owed(Sort.STEP, ("checklist", row.id), row.what, id=row.id)
    return None


def _was(day: dt.date | None, facts: Facts) -> bool:
    return day is not None and day <= facts.today
