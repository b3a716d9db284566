"""every day: Mark a promise, a step of the process, or thanks as done."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ...diagnostics import shown
from ...edit import intents
from ...edit.drafts import Draft
from ...edit.drafts import change
from ...edit.intents import Wrote
from ...errors import UsageError
from ...facts import Facts
from ...facts.owed import Owed
from ...facts.owed import Sort
from ...facts.owed import owed
from ...facts.settling import meant
from ...model import Contact
from ...report.tables import head
from ...workspace import Workspace
from ..output import format_option
from ..output import print_table
from ..session import Session
from ..session import note
from ..session import parse_day
from ..session import shared
from ..shapes.done import Output
from ..shapes.done import open_json
from ..writing import writes
from ..wrote import tell

COLUMNS = ("due", "sort", "what")
_MAX_LISTED = 10


@click.command("done")
@click.argument("words", metavar="WHO [STEP-OR-PROMISE]...", nargs=-1, required=True)
@click.option("--date", "date_text", metavar="DATE", help="The day of it, as in yesterday or -3d.")
@click.option("--all", "is_all", is_flag=True, help="Everything that the words fit.")
@format_option("json", "csv")
@writes
@shared
def command(
    session: Session, words: tuple[str, ...], date_text: str | None, output: str, *, is_all: bool
) -> None:
    """Mark what is open with WHO as done: a part of the words of a promise, or the day it is due.

    Also the id of a step of your process, `thanks` or `reward` for a referral (with a name where there are
    several), and `farewell`. Without a second word it lists what is open.
    """
    contact, behind = session.contact_before(words)
    facts = session.workspace.facts
    rows = facts.about(owed, contact)
    if not behind:
        _show(session, contact, rows, output)
        return
    today = session.today
    date = parse_day(date_text, today, is_past=True) if date_text is not None else today
    if date > today:
        note(f"{date} is after today, {today}; it is not done before that day")
    chosen = _chosen(facts, contact, rows, " ".join(behind), is_all=is_all)
    wrote: list[Wrote] = []

    def intend(draft: Draft) -> None:
        wrote.extend(
            Wrote(row.at, f"done {date}: {_told(row)}")
            for row in chosen
            if intents.assign(draft, row.at, date.isoformat())
        )

    (draft,) = change(session.workspace.root, [contact.path], intend)
    tell(draft, wrote)


def _told(row: Owed) -> str:
    """What is open, in a few words."""
    what = row.id or row.text
    whose = " (theirs)" if row.is_theirs else ""
    return f"{what}{whose}" if row.sort in {Sort.PROMISE, Sort.STEP} else f"{row.sort} {what}".rstrip()


def _show(session: Session, contact: Contact, rows: Sequence[Owed], output: str) -> None:
    table = [
        {
            "due": str(row.due) if row.due else None,
            "sort": str(row.sort),
            "what": f"{row.id}: {row.text}"
            if row.id
            else f"{row.text}{' (theirs)' if row.is_theirs else ''}",
        }
        for row in rows
    ]
    if not rows and output == "text":
        note(f"nothing is open with {shown(contact.name)}")
        return
    print_table(
        output,
        COLUMNS,
        table,
        lambda: _payload(session.workspace, contact, rows),
    )


def _payload(workspace: Workspace, contact: Contact, rows: Sequence[Owed]) -> Output:
    return {
        **head(workspace.today),
        "id": contact.id,
        "open": [open_json(workspace, contact, row) for row in rows],
    }


def _chosen(
    facts: Facts, contact: Contact, rows: Sequence[Owed], words: str, *, is_all: bool
) -> Sequence[Owed]:
    """What is meant, one entry unless all are wanted."""
    found = meant(facts, contact, words)
    if not found:
        names = "; ".join(shown(_told(row)) for row in rows[:_MAX_LISTED])
        hint = f"open: {names}" if names else "nothing is open"
        raise UsageError(f'nothing open with {shown(contact.name)} fits "{shown(words)}"', hint)
    if len(found) > 1 and not is_all:
        names = "; ".join(f"{row.due or 'no day'} {shown(_told(row))}" for row in found[:_MAX_LISTED])
        raise UsageError(f'"{shown(words)}" could be {names}', "type more of it, its day, or --all")
    return found
