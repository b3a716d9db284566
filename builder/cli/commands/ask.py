"""network: List whom to ask for a referral next, and with which words."""

from __future__ import annotations

from collections.abc import Iterator

import click

from ...diagnostics import shown
from ...facts import lines
from ...facts.ask import Ask
from ...facts.ask import ask_rows
from ...model import Grade
from ...model import Scope
from ...report.tables import head
from ...workspace import Workspace
from ..limits import all_option
from ..limits import limit
from ..limits import refuse_both
from ..output import format_option
from ..output import print_table
from ..session import Session
from ..session import choice
from ..session import echo
from ..session import examples
from ..session import note
from ..session import shared
from ..shapes.ask import AskRow
from ..shapes.ask import Output

COLUMNS = (
    *("case", "grade", "id", "name", "good_moment", "last_asked", "why", "sentence", "reward", "came_by"),
    *("reach", "command"),
)
_MAX_TEXT = 300


@click.command("ask", epilog=examples("soi ask --limit 3", "soi ask --grade A+ --grade A"))
@click.option("--grade", type=choice(Grade), multiple=True, help="Only these grades; a blank one is a C.")
@click.option("--limit", "count", type=click.IntRange(min=1), metavar="N", help="Only the first N.")
@all_option
@format_option("json", "csv")
@shared
def command(
    session: Session, grade: tuple[str, ...], count: int | None, output: str, *, is_everything: bool
) -> None:
    """List whom to ask for a referral next: the loyal first, then customers, prospects, and so on.

    Not listed is whom you asked lately, who complains, to whom you broke a promise, whom you have not reached
    yet, who does not want to be contacted, and a D or F.
    """
    refuse_both("--limit", count, is_everything=is_everything)
    workspace = session.workspace
    rows = [ask for ask in ask_rows(workspace.facts) if not grade or ask.contact.effective_grade in grade]
    rows = rows[:count]
    if workspace.settings.owner.use is Scope.PERSONAL:
        note("the wiki is kept for family and friends; nobody is asked for referrals")
    elif not rows:
        note("nobody is to be asked for a referral today")
    if output == "text":
        graded = (word for one in grade for word in ("--grade", one))
        size = limit("soi", "ask", *graded, is_everything=is_everything or count is not None)
        told = size.told(rows, lambda row: _lines(workspace, row), margin="")
        echo("".join(f"{line}\n" for line in told))
        return
    cells = [_cells(workspace, row) for row in rows] if output == "csv" else []
    print_table(output, COLUMNS, cells, lambda: _payload(workspace, rows))


def _payload(workspace: Workspace, rows: list[Ask]) -> Output:
    return {**head(workspace.today), "ask": [_row(workspace, row) for row in rows]}


def _row(workspace: Workspace, row: Ask) -> AskRow:
    contact = row.contact
    return {
        "id": contact.id,
        "name": contact.name,
        "grade": str(contact.effective_grade),
        "stage": str(contact.effective_stage),
        "scope": str(workspace.facts.scope(contact)),
        "case": str(row.case),
        "good_moment": row.is_good_moment,
        "last_asked": row.last_asked.isoformat() if row.last_asked else None,
        "sentence": row.sentence,
        "reward": row.reward,
        "came_by": list(row.came_by),
        "because": workspace.because(row.because),
        "reach": contact.reach,
        "command": _command(row),
    }


def _cells(workspace: Workspace, row: Ask) -> dict[str, object]:
    """A row of the table: reasons and names on one line each."""
    contact = row.contact
    return {
        "case": str(row.case),
        "grade": str(contact.effective_grade),
        "id": contact.id,
        "name": contact.name,
        "good_moment": "yes" if row.is_good_moment else "",
        "last_asked": row.last_asked,
        "why": "; ".join(reason.text for reason in row.because),
        "sentence": row.sentence,
        "reward": row.reward,
        "came_by": ", ".join(_names(workspace, row)),
        "reach": contact.reach,
        "command": _command(row),
    }


def _lines(workspace: Workspace, row: Ask) -> Iterator[str]:
    contact = row.contact
    heading = f"{shown(contact.name)}, {row.case}"
    yield f"{contact.effective_grade:<2} {heading}  ({shown(_command(row), 200)})"
    yield f"   {'; '.join(shown(reason.text, _MAX_TEXT) for reason in row.because)}"
    if row.came_by:
        yield f"   came by referral from {shown(', '.join(_names(workspace, row)), _MAX_TEXT)}"
    yield f'   "{row.sentence}"'
    if row.reward:
        yield f"   reward on offer: {shown(row.reward, _MAX_TEXT)}"
    if contact.reach:
        yield f"   reach: {shown(contact.reach, _MAX_TEXT)}"


def _names(workspace: Workspace, row: Ask) -> list[str]:
    return [workspace.wiki.contacts[who].name for who in row.came_by]


def _command(row: Ask) -> str:
    """What to type once they were asked; channel and answer are to be changed to what happened."""
    return f"soi touch {lines.who(row.contact)} call --asked yes"
