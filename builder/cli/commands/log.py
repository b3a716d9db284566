"""review: Tell what happened: touches, purchases, referrals, moves, consents, promises kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import click

from ...errors import UsageError
from ...facts.log import Happened
from ...facts.log import log
from ...model import Channel
from ...report.tables import head
from ...report.tables import text_table
from ...workspace import Workspace
from ..output import format_option
from ..output import print_table
from ..session import Session
from ..session import choice
from ..session import echo
from ..session import examples
from ..session import note
from ..session import shared
from ..shapes.log import HappenedRow
from ..shapes.log import Output
from ..since import require_day
from ..since import since_option

COLUMNS = ("date", "sort", "id", "name", "what")
_ALL_COLUMNS = (*COLUMNS, "channel", "direction", "reached", "path", "line")
"""A spreadsheet has room for more than a terminal."""


@click.command(
    "log", epilog=examples("soi log --since 2w", "soi log ana --since 1y", "soi log --channel visit")
)
@click.argument("who", nargs=-1)
@since_option("From this day on")
@click.option("--until", metavar="DATE", default="today", show_default=True, help="To this day.")
@click.option("--channel", type=choice(Channel), multiple=True, help="Only touches on this channel.")
@format_option("json", "csv")
@shared
def command(
    session: Session, who: tuple[str, ...], since: str, until: str, channel: tuple[str, ...], output: str
) -> None:
    """Tell what happened, newest first, with WHO or with everybody.

    Touches and events, purchases and deals, referrals and what was said and paid for them, moves between
    stages and scopes, consents, promises kept.
    """
    first, last = (require_day(text, session.today) for text in (since, until))
    if first > last:
        raise UsageError(f"{first} is after {last}", "give --since the earlier day")
    people = [session.contact(" ".join(who), is_to_read=True)] if who else None
    workspace = session.workspace
    found = [
        entry
        for entry in log(workspace.facts, first, last, people)
        if not channel or (entry.touch is not None and entry.touch.channel in channel)
    ]
    if not found and output == "text":
        note(f"nothing happened from {first} to {last}; soi touch WHO CHANNEL notes what did")
    if output == "text":
        # No line of a file is among its columns: to find one, the file is read once more.
        echo(text_table(COLUMNS, [_brief(entry) for entry in found]))
        return
    rows = [_row(workspace, entry) for entry in found]
    print_table(
        output,
        _ALL_COLUMNS,
        [{**row, "what": row["text"]} for row in rows],
        lambda: _payload(workspace, first, last, rows),
    )


def _payload(workspace: Workspace, first: dt.date, last: dt.date, rows: Sequence[HappenedRow]) -> Output:
    return {
        **head(workspace.today),
        "since": first.isoformat(),
        "until": last.isoformat(),
        "log": [*rows],
    }


def _brief(entry: Happened) -> dict[str, object]:
    values = (entry.date, entry.sort, entry.contact.id, entry.contact.name, entry.text)
    return dict(zip(COLUMNS, values, strict=True))


def _row(workspace: Workspace, entry: Happened) -> HappenedRow:
    touch = entry.touch
    return {
        "date": entry.date.isoformat(),
        "sort": str(entry.sort),
        "id": entry.contact.id,
        "name": entry.contact.name,
        "text": entry.text,
        "channel": str(touch.channel) if touch else None,
        "direction": str(touch.direction) if touch else None,
        "reached": touch.reached if touch else None,
        "path": entry.path,
        "line": workspace.line(entry.path, entry.at),
    }
