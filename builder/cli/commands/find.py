"""people: Find a name, number, address or word, and what they are to you."""

from __future__ import annotations

import click

from ...diagnostics import shown
from ...facts.due import next_due
from ...facts.people import search
from ...report.tables import head
from ...workspace import Workspace
from ..output import format_option
from ..output import print_table
from ..session import Session
from ..session import shared
from ..shapes.find import Output
from ..shapes.find import Result


@click.command("find")
@click.argument("text", nargs=-1, required=True)
@format_option("json", "csv")
@shared
def command(session: Session, text: tuple[str, ...], output: str) -> None:
    """Find a name, number, address or word, and what they are to you. Source: S3, know who is calling.

    A phone number is found however it is written. Exit status 1 if nothing is found.
    """
    workspace = session.workspace
    rows: list[Result] = []
    for hit in search(workspace.wiki, " ".join(text)):
        due = workspace.facts.about(next_due, hit.contact)
        rows.append(
            {
                "id": hit.contact.id,
                "name": hit.contact.name,
                "grade": str(hit.contact.effective_grade),
                "stage": str(hit.contact.effective_stage),
                "due_on": due.due_on.isoformat() if due else None,
                "found": hit.key,
                "text": hit.text,
            }
        )
    columns = ("id", "name", "grade", "stage", "due_on", "found", "text")
    empty = f'nobody has "{shown(" ".join(text))}" in their file'
    print_table(output, columns, rows, lambda: _payload(workspace, rows), empty=empty)
    if not rows:
        click.get_current_context().exit(1)


def _payload(workspace: Workspace, rows: list[Result]) -> Output:
    return {**head(workspace.today), "results": rows}
