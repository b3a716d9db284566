"""Grades and stages that do not go with what the files show, each with what settles it. Source: S0, S4.

Puts the facts about one person into lists to look through; what the evidence is, is told in `grading` and
`stage`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Contact
from ..model import Grade
from . import Because
from . import Facts
from . import by_name
from . import lines
from .grading import suggestion
from .stage import lacks
from .stage import was_client

_MENDS = {
    "profile": "fits WHY",
    "contact-data": "emails ADDRESS",
    "problem": "qualification.problem TEXT",
    "budget": "qualification.budget TEXT",
    "willing": "qualification.willing true",
}
"""Evidence -> what behind `soi set WHO` writes it."""


@dataclass(frozen=True, slots=True)
class Regraded:
    """Somebody for whom the evidence speaks for another grade."""

    contact: Contact
    grade: Grade
    because: tuple[Because, ...]
    command: str
    """What to type to follow it."""


@dataclass(frozen=True, slots=True)
class Unproven:
    """Somebody whose stage lacks its evidence."""

    contact: Contact
    missing: tuple[str, ...]
    because: tuple[Because, ...]
    command: str
    """What to type to write the first thing that is missing."""


def regraded(facts: Facts) -> tuple[Regraded, ...]:
    """Those for whom the evidence speaks for another grade: the highest suggested first, then by name."""
    found = [
        Regraded(contact, to.grade, to.because, f"soi grade {lines.who(contact)} {to.grade}")
        for contact in by_name(facts.wiki.contacts.values())
        if (to := facts.about(suggestion, contact)).grade is not None
    ]
    return tuple(sorted(found, key=lambda row: row.grade.rank))


def unproven(facts: Facts) -> tuple[Unproven, ...]:
    """Those whose stage lacks its evidence, the furthest stage first, then by name.

    A stage that nobody wrote down has to prove nothing.
    """
    staged = [contact for contact in by_name(facts.wiki.contacts.values()) if contact.stage is not None]
    found = []
    for contact in sorted(staged, key=lambda contact: -contact.effective_stage.rank):
        missing = facts.about(lacks, contact)
        is_back = was_client(facts, contact)
        if facts.is_resting(contact) or not (missing or is_back):
            continue
        what = "was a client before" if is_back else f"lacks {', '.join(missing)}"
        because = Because(f"{contact.effective_stage}, {what}", contact.path, ("stage",))
        found.append(Unproven(contact, missing, (because,), _mend(contact, missing, is_back=is_back)))
    return tuple(found)


def _mend(contact: Contact, missing: Sequence[str], *, is_back: bool) -> str:
    who = lines.who(contact)
    if is_back:
        return f"soi move {who} client"
    if missing[0] == "meeting":
        return f"soi touch {who} meeting"
    if missing[0] == "purchase":
        return f"soi edit {who}"
    return f"soi set {who} {_MENDS[missing[0]]}"
