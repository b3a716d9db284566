"""review: List who is due, in the order in which to call them."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from ...days import parse_duration
from ...errors import UsageError
from ...facts.due import DueRow
from ...facts.due import Status
from ...facts.due import due_rows
from ...facts.due import listed
from ...model import Grade
from ...model import Scope
from ...report.tables import head
from ...workspace import Workspace
from ..facts_json import due_json
from ..output import format_option
from ..output import print_table
from ..session import Session
from ..session import choice
from ..session import shared
from ..shapes.due import Output

COLUMNS = ("status", "due_on", "grade", "id", "name", "why", "reach")


@click.command("due")
@click.option("--grade", type=choice(Grade), multiple=True, help="Only these grades.")
@click.option("--scope", type=choice(Scope), help="Only this part of life.")
@click.option("--within", metavar="DURATION", help="Everybody due by then, as in 14d or 2 weeks.")
@click.option("--all", "everybody", is_flag=True, help="Everybody with a due day.")
@click.option("--fail-on", type=choice([Status.OVERDUE]), help="Exit with 1 if an A+ is overdue.")
@format_option("json", "csv")
@shared
def command(
    session: Session,
    grade: tuple[str, ...],
    scope: str | None,
    within: str | None,
    fail_on: str | None,
    output: str,
    *,
    everybody: bool,
) -> None:
    """List who is due, in the order in which to call them: overdue, due and soon."""
    workspace = session.workspace
    rows: list[DueRow] = list(due_rows(workspace.facts))
    if grade:
        rows = [row for row in rows if row.contact.effective_grade in grade]
    if scope:
        rows = [row for row in rows if workspace.facts.scope(row.contact) in {scope, Scope.BOTH}]
    duration = parse_duration(within, short=True) if within else None
    if within and duration is None:
        raise UsageError(f'"{within}" is not a duration', "write 14d, 2w or 6 weeks")
    kept = rows if everybody else listed(rows, workspace.today, duration)
    table = [
        {
            "status": str(row.due.status),
            "due_on": row.due.due_on.isoformat(),
            "grade": str(row.contact.effective_grade),
            "id": row.contact.id,
            "name": row.contact.name,
            "why": "; ".join(reason.text for reason in row.due.because),
            "reach": row.contact.reach,
        }
        for row in kept
    ]
    columns = COLUMNS if any(row["reach"] for row in table) or output == "csv" else COLUMNS[:-1]
    print_table(
        output,
        columns,
        table,
        lambda: _payload(workspace, kept),
        empty=_nobody(rows),
    )
    if fail_on and any(
        r.due.status is Status.OVERDUE and r.contact.effective_grade is Grade.A_PLUS for r in rows
    ):
        sys.exit(1)


def _nobody(rows: list[DueRow]) -> str:
    """Why the list is empty, and what shows more."""
    if not rows:
        return "nobody has a due day; soi grade WHO GRADE gives one"
    return "nobody is due; soi due --all shows everybody with a due day"


def _payload(workspace: Workspace, rows: Iterable[DueRow]) -> Output:
    return {**head(workspace.today), "due": [due_json(workspace, row) for row in rows]}
