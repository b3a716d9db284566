"""every day: Show today: whom to call, what was promised, whose birthday it is."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import click

from ...diagnostics import Severity
from ...diagnostics import shown
from ...facts.day import birthdays_ahead
from ...facts.day import calls
from ...facts.day import promises_due
from ...facts.inbox import Doubt
from ...facts.inbox import sort
from ...facts.promises import is_broken
from ...model import Party
from ...report.tables import head
from ...report.tables import json_text
from ...workspace import Workspace
from ..facts_json import due_json
from ..output import format_option
from ..session import Session
from ..session import echo
from ..session import shared
from ..shapes.today import Output

_MAX_WAITING = 5
"""So many lines of the inbox are shown."""
_MAX_REASON = 120
"""So much of the reason why one waits; `soi inbox` has all of it."""


@click.command("today")
@format_option("json")
@shared
def command(session: Session, output: str) -> None:
    """Show today: whom to call and why, what was promised, whose birthday it is, what the files lack."""
    workspace = session.workspace
    if output == "json":
        echo(json_text(_payload(workspace)))
    else:
        echo("".join(f"{line}\n" for line in _lines(workspace)))


def _payload(workspace: Workspace) -> Output:
    facts = workspace.facts
    counts = _counts(workspace)
    return {
        **head(workspace.today),
        "calls": [{**due_json(workspace, row), "reach": row.contact.reach} for row in calls(facts)],
        "promises": [
            {
                "id": promise.contact.id,
                "name": promise.contact.name,
                "due": str(promise.promise.due),
                "what": promise.promise.what,
                "by": str(promise.promise.by),
                "broken": is_broken(facts, promise),
                "path": promise.contact.path,
                "line": workspace.line(promise.contact.path, promise.at),
            }
            for promise in promises_due(facts)
        ],
        "birthdays": [
            {
                "id": ahead.contact.id,
                "name": ahead.name,
                "date": str(ahead.date),
                "turns": ahead.turns,
            }
            for ahead in birthdays_ahead(facts)
        ],
        "inbox": len(workspace.inbox),
        "waiting": [
            {
                "path": row.capture.path,
                "line": row.capture.line,
                "text": row.capture.text,
                "problem": row.problem if isinstance(row, Doubt) else None,
            }
            for row in sort(facts, workspace.inbox)
        ],
        "findings": {
            "error": counts[Severity.ERROR],
            "warning": counts[Severity.WARNING],
            "info": counts[Severity.INFO],
        },
    }


def _counts(workspace: Workspace) -> dict[str, int]:
    return {
        str(severity): sum(d.severity is severity for d in workspace.diagnostics) for severity in Severity
    }


def _lines(workspace: Workspace) -> Iterator[str]:
    facts = workspace.facts
    yield f"{workspace.today:%A} {workspace.today}"
    to_call = calls(facts)
    yield ""
    yield "Call" if to_call else "Nobody has to be called today."
    for row in to_call:
        contact = row.contact
        command_line = shown(f"soi touch {shlex.quote(contact.id)} call", 200)
        yield f"  {contact.effective_grade:<2} {shown(contact.name)}  ({command_line})"
        yield f"     {row.due.status}: {'; '.join(shown(reason.text, 300) for reason in row.due.because)}"
        if contact.reach:
            yield f"     reach: {shown(contact.reach, 300)}"
    promises = promises_due(facts)
    if promises:
        yield ""
        yield "Promises"
    for promise in promises:
        due, what = promise.promise.due, shown(promise.promise.what, 300)
        whose = "" if promise.promise.by is Party.ME else " (theirs)"
        yield f"  {due} {shown(promise.contact.name)}{whose}: {what}"
    birthdays = birthdays_ahead(facts)
    if birthdays:
        yield ""
        yield "Birthdays"
    for ahead in birthdays:
        turns = f" turns {ahead.turns}" if ahead.turns else ""
        whose = f" ({shown(ahead.contact.name)})" if ahead.relative else ""
        yield f"  {ahead.date:%a} {ahead.date} {shown(ahead.name)}{whose}{turns}"
    if len(workspace.inbox):
        yield ""
        yield from _waiting(workspace)
    counts = _counts(workspace)
    wrong = ", ".join(
        f"{count} {name}{'' if count == 1 else 's'}"
        for name, count in counts.items()
        if count and name != Severity.INFO
    )
    if wrong:
        yield ""
        yield f"Files: {wrong} (soi check)."


def _waiting(workspace: Workspace) -> Iterator[str]:
    """What was captured and is not filed yet, and what to do about it."""
    rows = sort(workspace.facts, workspace.inbox)
    yield "Inbox"
    for row in rows[:_MAX_WAITING]:
        capture = row.capture
        yield f"  {shown(f'{capture.path}:{capture.line}', 300)} {shown(capture.text, 100)}".rstrip()
        if isinstance(row, Doubt):
            yield f"     {shown('; '.join(part for part in (row.problem, row.mend) if part), _MAX_REASON)}"
        else:
            yield f"     fits {shown(row.contact.name)} (soi inbox --apply)"
    if len(rows) > _MAX_WAITING:
        yield f"  and {len(rows) - _MAX_WAITING} more (soi inbox)"
