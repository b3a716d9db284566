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
from ...facts.owed import Owed
from ...facts.owed import Sort
from ...facts.owed import owed
from ...facts.owed import step
from ...facts.people import folded
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
from ..writing import writes
from ..wrote import tell

COLUMNS = ("due", "sort", "what")
_MAX_LISTED = 10
_SHORTEST = 3
"""Letters that the sort of a thing needs, as in `thank`."""


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
    named = step(facts, " ".join(behind))
    chosen = [named] if named else _chosen(contact, rows, " ".join(behind), is_all=is_all)
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
        "open": [
            {
                "sort": str(row.sort),
                "due": str(row.due) if row.due else None,
                "what": row.text,
                "step": row.id or None,
                "by": "them" if row.is_theirs else "me",
                "path": contact.path,
                "line": workspace.line(contact.path, row.at),
            }
            for row in rows
        ],
    }


def _chosen(contact: Contact, rows: Sequence[Owed], words: str, *, is_all: bool) -> Sequence[Owed]:
    """What is meant: the first way of reading the words that fits something."""
    wanted = folded(words)
    ways = (
        [row for row in rows if folded(row.text) == wanted],
        [row for row in rows if row.due and str(row.due) == wanted],
        [row for row in rows if row.sort is not Sort.PROMISE and _begins(row, wanted)],
        [row for row in rows if row.sort is Sort.PROMISE and wanted in folded(row.text)],
        [row for row in rows if row.sort is not Sort.PROMISE and wanted in folded(row.text)],
    )
    found = next((way for way in ways if way), [])
    if not found:
        names = "; ".join(shown(_told(row)) for row in rows[:_MAX_LISTED])
        hint = f"open: {names}" if names else "nothing is open"
        raise UsageError(f'nothing open with {shown(contact.name)} fits "{shown(words)}"', hint)
    if len(found) > 1 and not is_all:
        names = "; ".join(f"{row.due or 'no day'} {shown(_told(row))}" for row in found[:_MAX_LISTED])
        raise UsageError(f'"{shown(words)}" could be {names}', "type more of it, its day, or --all")
    return found


def _begins(row: Owed, wanted: str) -> bool:
    """True for `thanks`, `thank ben` and so on: the sort of it, then words of what it is about."""
    first, *rest = wanted.split()
    is_sort = len(first) >= _SHORTEST and str(row.sort).startswith(first)
    return is_sort and all(any(word.startswith(part) for word in folded(row.text).split()) for part in rest)
