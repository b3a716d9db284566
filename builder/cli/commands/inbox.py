"""every day: File what you captured on the way, a line each, in inbox/."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from collections.abc import Mapping

import click

from ...diagnostics import shown
from ...edit.inbox import Filed
from ...edit.inbox import file_away
from ...facts.due import next_due
from ...facts.inbox import Doubt
from ...facts.inbox import Filing
from ...facts.inbox import sort
from ...report.tables import head
from ...report.tables import text_table
from ...workspace import Workspace
from ..output import format_option
from ..output import print_table
from ..session import Session
from ..session import echo
from ..session import note
from ..session import shared
from ..shapes.inbox import CaptureRow
from ..shapes.inbox import Output
from ..writing import writes

COLUMNS = ("place", "day", "who", "channel", "note", "problem")
CSV_COLUMNS = ("path", "line", "text", "day", "who", "name", "channel", "note", "problem", "mend")
_MAX_NOTE = 60


@click.command("inbox")
@click.option("--apply", "is_applied", is_flag=True, help="File the lines that fit, and remove them.")
@format_option("json", "csv")
@writes
@shared
def command(session: Session, output: str, *, is_applied: bool) -> None:
    """File what you captured on the way: in inbox/, any text file, a line each: [DATE] WHO CHANNEL [NOTE].

    Without --apply it only shows what would happen. With it each line that fits one person becomes a touch in
    their file and leaves the inbox; any other stays. A line without a date counts for the day that its
    file's name begins with, else for today. Exit status: 0 nothing stays that does not fit, 1 something does.
    """
    workspace = session.workspace
    rows = sort(workspace.facts, workspace.inbox)
    filed: list[Filed] = []
    kept = [row for row in rows if isinstance(row, Doubt)]
    if is_applied and len(kept) < len(rows):
        fits = [row for row in rows if isinstance(row, Filing)]
        filed, refused = file_away(workspace.root, workspace.inbox, fits)
        kept = sorted([*kept, *refused], key=lambda row: row.capture.place)
    if is_applied and output == "text":
        after = workspace.after({row.filing.contact.path for row in filed})
        _tell(after, filed, kept)
    else:
        _show(workspace, output, rows, filed, kept)
    if workspace.inbox.skipped and output == "text":
        note(f"info: not read: {shown(', '.join(workspace.inbox.skipped), 2000)}")
    if not rows:
        note("the inbox is empty")
    elif not is_applied and len(kept) < len(rows):
        note(f"{_lines(len(rows) - len(kept))} would be filed: soi inbox --apply")
    if kept:
        note(f"{_lines(len(kept))} {'stays' if len(kept) == 1 else 'stay'} in the inbox")
        sys.exit(1)


def _tell(after: Workspace, filed: Iterable[Filed], kept: Iterable[Doubt]) -> None:
    """Print what was written, as `soi touch` does, and say what stays."""
    for row in filed:
        filing = row.filing
        place = f"{shown(filing.contact.path, 500)}:{row.line}"
        touch = f"{filing.channel} {filing.date}"
        due = after.facts.about(next_due, after.wiki.contacts[filing.contact.id])
        tail = "" if due is None else f"; next due {due.due_on}"
        echo(f"{place}: added {touch}{tail}\n" if row.is_new else f"{place}: was there already: {touch}\n")
    for doubt in kept:
        note(f"{shown(doubt.capture.path, 500)}:{doubt.capture.line}: {_why(doubt)}")


def _why(doubt: Doubt) -> str:
    return f"{shown(doubt.problem, 500)}{f'; {shown(doubt.mend, 500)}' if doubt.mend else ''}"


def _lines(count: int) -> str:
    return f"{count} {'line' if count == 1 else 'lines'}"


def _show(
    workspace: Workspace,
    output: str,
    rows: Iterable[Filing | Doubt],
    filed: Iterable[Filed],
    kept: Iterable[Doubt],
) -> None:
    doubts = {doubt.capture: doubt for doubt in kept}
    if output == "text":
        columns = COLUMNS if doubts else COLUMNS[:-1]
        echo(text_table(columns, [_brief(row, doubts.get(row.capture)) for row in rows]))
    else:
        touches = {row.filing.capture: row for row in filed}
        lines = [_row(row, doubts.get(row.capture), touches.get(row.capture)) for row in rows]
        print_table(output, CSV_COLUMNS, lines, lambda: _payload(workspace, lines))


def _payload(workspace: Workspace, lines: list[CaptureRow]) -> Output:
    return {**head(workspace.today), "lines": lines}


def _row(row: Filing | Doubt, doubt: Doubt | None, filed: Filed | None) -> CaptureRow:
    fits = row if isinstance(row, Filing) else None
    return {
        "path": row.capture.path,
        "line": row.capture.line,
        "text": row.capture.text,
        "day": fits.date.isoformat() if fits else None,
        "who": fits.contact.id if fits else None,
        "name": fits.contact.name if fits else None,
        "channel": str(fits.channel) if fits else None,
        "note": fits.note if fits else None,
        "problem": doubt.problem if doubt else None,
        "mend": doubt.mend if doubt else None,
        "touch": {"path": filed.filing.contact.path, "line": filed.line, "added": filed.is_new}
        if filed
        else None,
    }


def _brief(row: Filing | Doubt, doubt: Doubt | None) -> Mapping[str, object]:
    """A line of the table for a terminal, which wraps what is long."""
    words = row.note if isinstance(row, Filing) else row.capture.text
    return {
        **_row(row, doubt, None),
        "place": f"{row.capture.path}:{row.capture.line}",
        "note": shown(words, _MAX_NOTE),
        "problem": _why(doubt) if doubt else None,
    }
