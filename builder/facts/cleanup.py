"""Who is let go and how far it has come. Source: S0, "delete and fire", quickly and professionally.

Knows what a D and an F still need; whether that is worth a finding is for the checks.
"""

from __future__ import annotations

import datetime as dt
import enum
import shlex
from dataclasses import dataclass

from ..model import Contact
from ..model import Grade
from ..model import Scope
from ..wiki import fold_accents
from . import Because
from . import Facts
from . import lines
from .settling import settled_by


class Parting(enum.StrEnum):
    """How far it has come with somebody who is let go."""

    OPEN = "open"
    """Nothing was planned."""
    PLANNED = "planned"
    """The farewell has a day, today or later."""
    LATE = "late"
    """The day of the farewell has passed."""
    DONE = "done"
    """They know; the file can be archived."""


@dataclass(frozen=True, slots=True)
class LetGo:
    """Somebody to part with."""

    contact: Contact
    state: Parting
    because: tuple[Because, ...]
    command: str
    """What to type next."""

    @property
    def is_settled(self) -> bool:
        """True where nothing is left open: the farewell is done, or has a day ahead."""
        return self.state in {Parting.PLANNED, Parting.DONE}

    @property
    def order(self) -> tuple[int, str, str]:
        """Key for sorting: F before D, name, id."""
        contact = self.contact
        return (-contact.effective_grade.rank, fold_accents(contact.name), contact.id)


def letting_go(facts: Facts, contact: Contact) -> LetGo | None:
    """What parting with a D or an F still needs, None for all others and for those who are kept.

    A D has nothing to end and is archived; an F is told first. A D may have a farewell, too.

    Source: S0, "D = delete, F = fire", and the exceptions to every rule.
    """
    grade = contact.effective_grade
    if grade not in {Grade.D, Grade.F} or contact.keep or facts.is_resting(contact):
        return None
    who = lines.who(contact)
    farewell = contact.farewell
    planned = farewell.planned if farewell else None
    if farewell is not None and _is_past(farewell.done, facts):
        text, key, state = f"farewell done on {farewell.done}", "done", Parting.DONE
    elif planned is not None:
        state = Parting.PLANNED if planned >= facts.today else Parting.LATE
        text, key = f"farewell planned for {planned}", "planned"
    else:
        # Among friends and relatives nobody is spoken of as a letter.
        said = "to let go" if facts.settings.owner.use is Scope.PERSONAL else f"grade {grade}"
        because = Because(f"{said}, and nothing is planned", contact.path, ("grade",))
        command = f"soi archive {who}" if grade is Grade.D else f"soi set {who} farewell.planned DATE"
        return LetGo(contact, Parting.OPEN, (because,), command)
    settles = shlex.join(settled_by(facts, contact, ("farewell",))) if state is not Parting.DONE else ""
    command = settles or f"soi archive {who}"
    return LetGo(contact, state, (Because(text, contact.path, ("farewell", key)),), command)


def clean_up(facts: Facts) -> tuple[LetGo, ...]:
    """Everybody who is let go, F before D, then by name."""
    found = (facts.about(letting_go, contact) for contact in facts.wiki.contacts.values())
    return tuple(sorted((row for row in found if row), key=lambda row: row.order))


def _is_past(day: dt.date | None, facts: Facts) -> bool:
    return day is not None and day <= facts.today
