"""What follows from the files about one person, and why, in dates: a page of theirs counts no days."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from ..facts import Because
from ..facts import Facts
from ..facts.customer import told_kind
from ..facts.grading import suggestion
from ..facts.mailing import mailing
from ..facts.mood import feeling
from ..facts.networks import is_business
from ..facts.partnership import Partner
from ..facts.partnership import partnership
from ..facts.partnership import passed
from ..facts.partnership import reciprocity
from ..facts.stage import lacks
from ..model import Contact
from .wording import label
from .wording import spelled

_FEW = 5
"""So many reasons say enough."""
_LACKS = {"stage": "no relationship yet", "touch": "not in touch lately", "referral": "no referral lately"}
"""Why somebody of the contact sphere is not in the power team; without the number of days."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """Something that follows from the files, and why."""

    name: str
    value: str
    why: str


def fact_lines(facts: Facts, contact: Contact) -> Iterator[FactLine]:
    """Everything that holds of somebody, in a fixed order; what does not apply is left out."""
    kind = told_kind(facts, contact)
    if kind.value is not None:
        yield FactLine("Customer type", spelled(kind.value), _words(kind.because))
    missing = facts.about(lacks, contact) if contact.stage else ()
    if missing:
        why = f"the file does not show: {', '.join(label(name).lower() for name in missing)}"
        yield FactLine("Stage", f"{contact.stage}, without evidence", why)
    speaks_for = facts.about(suggestion, contact)
    if speaks_for.grade is not None:
        yield FactLine("Grade", f"the files speak for {speaks_for.grade}", _words(speaks_for.because))
    yield from _mood(facts, contact)
    if is_business(facts):
        yield from _partner(facts, contact)
    news = facts.about(mailing, contact)
    if news.is_included:
        yield FactLine("Newsletter", "yes", _words(news.because))


def _mood(facts: Facts, contact: Contact) -> Iterator[FactLine]:
    found = facts.about(feeling, contact)
    if found.complaints:
        # All of them: which come first of a day depends on the words.
        yield FactLine("Mood", "a complaint is open", "; ".join(one.text for one in found.complaints))
    elif found.moments:
        yield FactLine("Mood", "a good moment", _words(found.moments))
    elif found.mood is not None:
        yield FactLine("Mood", str(found.mood), f"on {found.since}")
    if found.broken:
        days = dict.fromkeys(str(one.promise.due) for one in found.broken)
        yield FactLine("Promise", "not kept in time", f"promised for {', '.join(days)}")


def _partner(facts: Facts, contact: Contact) -> Iterator[FactLine]:
    standing = facts.about(partnership, contact)
    if standing.value is not None:
        why = _words(standing.because)
        if standing.value is Partner.CONTACT_SPHERE:
            why += f"; for the power team: {', '.join(_LACKS[name] for name in standing.lacks)}"
        yield FactLine("Partnership", str(standing.value).replace("_", " "), why)
    count = facts.about(reciprocity, contact)
    if count.received or count.given:
        days = [one.date for one in facts.about(passed, contact) if one.date is not None]
        yield FactLine(
            "Give and take",
            f"gave you {count.received}, got {count.given}",
            f"the last on {max(days)}" if days else "no file tells the day",
        )


def _words(reasons: Iterable[Because]) -> str:
    told = [reason.text for reason in reasons]
    more = f"; and {len(told) - _FEW} more" if len(told) > _FEW else ""
    return "; ".join(told[:_FEW]) + more
