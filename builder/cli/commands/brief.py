"""every day: Know before a call or an event: how it goes, what is owed, what to talk about."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

import click

from ...diagnostics import shown
from ...errors import UsageError
from ...facts.brief import Brief
from ...facts.brief import brief
from ...facts.brief import guests
from ...model import Contact
from ...model import Event
from ...report.tables import head
from ...report.tables import json_text
from ..brief import lines
from ..brief import markdown
from ..brief_json import brief_json
from ..brief_json import event_json
from ..markdown import escaped
from ..output import format_option
from ..screen import columns
from ..screen import height
from ..session import Session
from ..session import echo
from ..session import examples
from ..session import note
from ..session import shared
from ..shapes.brief import Output


@click.command(
    "brief",
    epilog=examples(
        "soi brief ana", 'soi brief ana "Ben Okafor"', "soi brief --event party --format markdown"
    ),
)
@click.argument("who", metavar="[WHO]...", nargs=-1)
@click.option("--event", "which", metavar="EVENT", help="Everybody who is invited to it or came.")
@format_option("markdown", "json")
@shared
def command(session: Session, who: tuple[str, ...], which: str | None, output: str) -> None:
    """Know before a call: how it goes with WHO, what is open, what to talk about, who belongs to them.

    One screen for each person; Markdown and JSON have all of it. Several people by their names or ids, a name
    of several words quoted.
    """
    if bool(who) == (which is not None):
        raise UsageError("name somebody, or an event with --event")
    event = session.event(which) if which is not None else None
    facts = session.workspace.facts
    people = _people(session, who) if event is None else guests(facts, event)
    if not people and event is not None:
        note(f"nobody is invited to {shown(event.name)}: soi invite {shown(event.id)} WHO")
    briefs = [brief(facts, contact) for contact in people]
    if output == "json":
        echo(json_text(_payload(session, event, briefs)))
    elif output == "markdown":
        echo("".join(f"{line}\n" for line in _markdown(session, event, briefs)))
    else:
        echo("".join(f"{line}\n" for line in _text(session, event, briefs)))


def _people(session: Session, who: Sequence[str]) -> Sequence[Contact]:
    """The one person whom all words name, else one for each word."""
    is_one = len(who) == 1 or len(session.people.matches(" ".join(who))) == 1
    names = [" ".join(who)] if is_one else who
    return [*{c.id: c for c in (session.contact(name, is_to_read=True) for name in names)}.values()]


def _about(event: Event, count: int) -> str:
    parts = (
        event.name,
        str(event.date or ""),
        event.where,
        f"{count} {'person' if count == 1 else 'people'}",
    )
    return ", ".join(shown(part) for part in parts if part)


def _text(session: Session, event: Event | None, briefs: Sequence[Brief]) -> Iterator[str]:
    if event is not None:
        yield _about(event, len(briefs))
    facts, now = session.workspace.facts, session.moment()
    for place, about in enumerate(briefs):
        if place or event is not None:
            yield ""
        # The line behind the last is the prompt's.
        yield from lines(facts, about, now, columns(), height() - 1)


def _markdown(session: Session, event: Event | None, briefs: Sequence[Brief]) -> Iterator[str]:
    if event is not None:
        yield f"# {escaped(_about(event, len(briefs)))}"
    facts, now = session.workspace.facts, session.moment()
    for place, about in enumerate(briefs):
        if place or event is not None:
            yield ""
        yield from markdown(facts, about, now, 1 if event is None else 2)


def _payload(session: Session, event: Event | None, briefs: Sequence[Brief]) -> Output:
    workspace, now = session.workspace, session.moment()
    return {
        **head(workspace.today),
        "event": event_json(event) if event is not None else None,
        "people": [brief_json(workspace, about, now) for about in briefs],
    }
