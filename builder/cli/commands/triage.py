"""people: Grade those who have no grade, one key each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial

import click

from ...days import Duration
from ...diagnostics import shown
from ...edit.intents import grade
from ...facts import Facts
from ...facts.brief import organisation
from ...facts.due import adverb
from ...facts.triage import Candidate
from ...facts.triage import candidate
from ...facts.triage import is_ungraded
from ...facts.triage import ungraded
from ...model import Contact
from ...model import Grade
from ...model import Scope
from ...pages.vocabularies import meanings
from ...pages.wording import amount
from ...settings import Settings
from ..brief import folded
from ..brief import heading
from ..rounds import Act
from ..rounds import Entry
from ..rounds import Plan
from ..rounds import Round
from ..session import Session
from ..session import echo
from ..session import examples
from ..session import shared
from ..terminal import Terminal
from ..terminal import terminal
from ..writing import writes

_INSTEAD = "soi list shows who has no grade, soi grade WHO GRADE sets one"
_KEYS = {("+" if to is Grade.A_PLUS else str(to).casefold()): to for to in Grade}


@click.command(
    "triage",
    epilog=examples(
        "soi triage",
        "soi triage --commit",
    ),
)
@writes
@shared
def command(session: Session) -> None:
    """Go through those who have no grade, one by one: what is known, and one key for the grade.

    Whoever bought, referred and was in touch most comes first. Who was never touched gets the day of a first
    touch. Each grade is written at once, so you may leave at any moment; u takes the last one back. Exit
    status: 0, or 1 if something could not be written, 130 after Ctrl-C.
    """
    with terminal(_INSTEAD) as keys:
        people = [row.contact.id for row in ungraded(session.workspace.facts)]
        if not people:
            echo("Everybody has a grade.\n")
            return
        status = Round(session.workspace, keys, _plan(session.workspace.settings)).run(people)
    sys.exit(status)


def _plan(settings: Settings) -> Plan:
    acts = {key: Act(str(to), partial(_grade, to)) for key, to in _KEYS.items()}
    return Plan(_show, is_ungraded, acts, tuple(_legend(settings)), same={"1": "+"})


def _legend(settings: Settings) -> Iterator[str]:
    """The grades in the method's words, a line each."""
    words = meanings(Grade.__name__, is_private=settings.owner.use is Scope.PERSONAL)
    for key, to in _KEYS.items():
        every = settings.cadence.get(to)
        rhythm = f", {adverb(every)}" if isinstance(every, Duration) else ""
        yield f"{key}  {to}{rhythm}: {words[to]}"


def _grade(to: Grade, keys: Terminal, facts: Facts, contact: Contact) -> Entry:
    del keys
    return Entry(lambda draft: grade(draft, facts, contact, to), f"set grade {to}")


def _show(facts: Facts, contact: Contact, size: int) -> Iterator[str]:
    yield from heading(contact, organisation(facts, contact), size)
    yield from folded(_evidence(candidate(facts, contact), facts.settings.currency), size)


def _evidence(row: Candidate, currency: str) -> Iterator[str]:
    """What speaks for a grade, a text each."""
    contact = row.contact
    if contact.category:
        yield ", ".join(contact.category)
    if row.purchases:
        times = "once" if len(row.purchases) == 1 else f"{len(row.purchases)} times"
        total = f" for {amount(row.total, currency)}" if row.total else ""
        yield f"bought {times}{total}, last on {row.purchases[-1].date}"
    if row.referred:
        yield f"referred {row.referred} {'person' if row.referred == 1 else 'people'} to you"
    if row.touches:
        last = row.touches[-1]
        count = len(row.touches)
        yield f"{count} {'touch' if count == 1 else 'touches'}, the last a {last.channel} on {last.date}"
    else:
        yield "never touched"
    if contact.source:
        yield f"source: {shown(contact.source, 240)}"
