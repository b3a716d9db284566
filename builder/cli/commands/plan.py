"""review: Plan the coming weeks: whom to call on which day, and whether all that is promised can be done."""

from __future__ import annotations

import click

from ...facts.plan import WEEKS
from ...facts.plan import load
from ...facts.plan import plan
from ...report.tables import csv_table
from ...report.tables import json_text
from ..limits import all_option
from ..output import format_option
from ..session import Session
from ..session import echo
from ..session import shared
from ..weeks import COLUMNS
from ..weeks import lines
from ..weeks import payload
from ..weeks import rows

_MAX_WEEKS = 52


@click.command("plan")
@click.option(
    "--weeks",
    type=click.IntRange(1, _MAX_WEEKS),
    default=WEEKS,
    show_default=True,
    help="So many weeks, this one included where a working day is left of it.",
)
@all_option
@format_option("json", "csv")
@shared
def command(session: Session, weeks: int, output: str, *, is_everything: bool) -> None:
    """Plan the coming weeks: whom to call on which day, and whether all that is promised can be done.

    Calls fall on your working days (capacity in the settings), never while you are away: A+ that are overdue
    first, then in the order of the due list. What finds no room moves to the next day that has some.
    Promises, birthdays and events stand on their own day.
    """
    workspace = session.workspace
    planned, promised = plan(workspace.facts, weeks), workspace.facts.of(load)
    if output == "json":
        echo(json_text(payload(workspace, planned, promised)))
    elif output == "csv":
        echo(csv_table(COLUMNS, [*rows(planned)]))
    else:
        told = lines(workspace.facts, planned, promised, weeks, is_everything=is_everything)
        echo("".join(f"{line}\n" for line in told))
