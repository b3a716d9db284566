"""Steps of the owner's process that were passed over, and a process to begin with. Source: S1 rule 29."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics import Address
from ..model import Contact
from ..model import Stage
from ..settings import Step
from . import Facts

DRAFT = """\
process:
  contact:
    - {id: fit, what: find out whether they fit those you look for}
    - {id: permission, what: ask whether you may stay in touch}
  connection:
    - {id: conversation, what: talk in person about their work before yours}
    - {id: favour, what: do something useful for them without a bill}
  prospect:
    - {id: needs, what: hear what is wrong and what they want in its place}
    - {id: money, what: agree on what it may cost and on who decides}
    - {id: offer, what: send one offer with one price}
    - {id: answer, what: call for the answer on the day you named}
  client:
    - {id: delivery, what: deliver what was sold}
    - {id: satisfied, what: ask how it went}
    - {id: referral, what: ask who else you should be talking to}
"""
"""A process to begin with, as it is pasted under `soi:` in `mkdocs.yml`."""


class Fault(enum.StrEnum):
    """How a step was passed over."""

    MISSING = "missing"
    """A later step is done, and this one is not."""
    LATE = "late"
    """A later step was done on an earlier day."""
    PASSED = "passed"
    """The stage was left for a later one before this step was done."""


@dataclass(frozen=True, slots=True)
class Skip:
    """A step that was not done when its turn had come."""

    step: str
    stage: Stage
    """The stage that the step belongs to."""
    fault: Fault
    by: str
    """The later step, or the stage that was reached without it."""
    date: dt.date | None
    """The day on which it was passed over, None where the file tells none."""
    done: dt.date | None
    """The day on which it was done after all."""
    at: Address
    """What gives it away: the later step, or the move to the later stage."""


@dataclass(frozen=True, slots=True)
class _Move:
    """That a stage was left for a later one."""

    to: Stage
    date: dt.date | None
    at: Address


def has_process(facts: Facts) -> bool:
    """True where the settings name at least one step. Source: S1 rule 29, "if you can't define it, stop"."""
    return any(facts.settings.process.values())


def skips(facts: Facts, contact: Contact) -> tuple[Skip, ...]:
    """Steps that somebody was taken past, by stage, then in the order of the process; each once.

    A step is passed over where a later one of its stage was done without it or before it, or where the stage
    was left for a later one. The file has to show that somebody was at the stage, in `stage_history` or by
    one of its steps: a client from before the process skipped nothing. Of one day, any order is right.
    Source: S1 rule 29, review the checklist constantly.
    """
    if not contact.checklist and not contact.stage_history:
        return ()
    return tuple(
        skip
        for stage in Stage
        if (steps := facts.settings.process.get(stage, ()))
        for skip in _of_stage(facts, contact, stage, steps)
    )


def _of_stage(facts: Facts, contact: Contact, stage: Stage, steps: tuple[Step, ...]) -> Iterator[Skip]:
    days = {step.id: day for step in steps if (day := done_on(facts, contact, step)) is not None}
    move = _left(facts, contact, stage, is_begun=bool(days))
    for place, step in enumerate(steps):
        day = days.get(step.id)
        later = [row.id for row in steps[place + 1 :] if row.id in days]
        before = [name for name in later if day is None or days[name] < day]
        if before:
            by = min(before, key=lambda name: days[name])
            fault = Fault.MISSING if day is None else Fault.LATE
            yield Skip(step.id, stage, fault, by, days[by], day, ("checklist", by))
        elif move is not None and (day is None or (move.date is not None and move.date < day)):
            yield Skip(step.id, stage, Fault.PASSED, str(move.to), move.date, day, move.at)


def done_on(facts: Facts, contact: Contact, step: Step) -> dt.date | None:
    """The day on which a step was done, None for one that is open."""
    day = contact.checklist.get(step.id)
    return day if day is not None and day <= facts.today else None


def _left(facts: Facts, contact: Contact, stage: Stage, *, is_begun: bool) -> _Move | None:
    """The move by which somebody left a stage for a later one, None for who is still there or fell back."""
    history = sorted(
        (entry.date, place, entry.stage)
        for place, entry in enumerate(contact.stage_history)
        if entry.date <= facts.today
    )
    came = max((number for number, entry in enumerate(history) if entry[2] is stage), default=None)
    if came is None and not is_begun:
        return None
    for date, place, to in history[0 if came is None else came + 1 :]:
        if to.rank > stage.rank:
            return _Move(to, date, ("stage_history", place, "stage"))
    if contact.stage is not None and contact.stage.rank > stage.rank:
        return _Move(contact.stage, None, ("stage",))
    return None
