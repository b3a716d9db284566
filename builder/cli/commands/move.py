"""people: Move somebody to another stage, or between personal and business."""

from __future__ import annotations

import click

from ...checks.stages import without_evidence
from ...diagnostics import shown
from ...edit import intents
from ...edit.drafts import change
from ...edit.intents import Wrote
from ...errors import UsageError
from ...kinds import nearest
from ...model import Contact
from ...model import Scope
from ...model import Stage
from ...workspace import Workspace
from ..session import Session
from ..session import note
from ..session import parse_day
from ..session import shared
from ..writing import writes
from ..wrote import tell


@click.command("move")
@click.argument("words", metavar="WHO STAGE|SCOPE", nargs=-1, required=True)
@click.option("--date", "date_text", metavar="DATE", help="The day of it, as in yesterday or -3d.")
@writes
@shared
def command(session: Session, words: tuple[str, ...], date_text: str | None) -> None:
    """Move WHO to another stage or scope, and keep the day in the history.

    Stages: stranger, suspect, contact, connection, prospect, client. Scopes: personal, business, both. Says
    what evidence the new stage still lacks, if any.
    """
    *who, word = words
    if not who:
        raise UsageError("name somebody and a stage or scope", "soi move WHO prospect")
    to = _place(word)
    contact = session.contact(" ".join(who))
    today = session.today
    date = parse_day(date_text, today, is_past=True) if date_text is not None else today
    if to in {contact.stage, contact.scope}:
        note(f"{shown(contact.name)} is {to} already; nothing was written")
        return
    if date > today:
        note(f"{date} is after today, {today}; the history counts it from that day")
    wrote: list[Wrote] = []
    (draft,) = change(
        session.workspace.root, [contact.path], lambda draft: wrote.extend(intents.move(draft, to, date))
    )
    tell(draft, wrote)
    _say_what_is_lacking(session.workspace.after([draft.path]), contact, to)


def _place(word: str) -> Stage | Scope:
    places: dict[str, Stage | Scope] = {str(place): place for place in (*Stage, *Scope)}
    if word.lower() not in places:
        near = nearest(word, places)
        message = f'unknown stage or scope "{shown(word)}"; expected one of {", ".join(places)}'
        raise UsageError(message, f"did you mean {near}?" if near else "")
    return places[word.lower()]


def _say_what_is_lacking(after: Workspace, before: Contact, to: Stage | Scope) -> None:
    """Warn of a client moved back, and of a stage whose evidence the file does not hold."""
    contact = after.wiki.contacts[before.id]
    is_personal = after.facts.scope(contact) is Scope.PERSONAL
    if before.stage is Stage.CLIENT and isinstance(to, Stage) and not is_personal:
        note(f"warning: {shown(contact.name)} was a client; once a client, a client for life (SOI306)")
        return
    for finding in without_evidence.run(after.facts, without_evidence.rule):
        if finding.path == contact.path:
            note(f"{finding.message}; {finding.hint} (SOI306)")
