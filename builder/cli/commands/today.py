"""every day: Show today: whom to call, what was promised, whose birthday it is."""

from __future__ import annotations

from collections.abc import Iterator

import click

from ...diagnostics import Severity
from ...diagnostics import shown
from ...facts import Facts
from ...facts import todo
from ...facts.day import birthdays_ahead
from ...facts.day import calls
from ...facts.day import promises_due
from ...facts.due import DueRow
from ...facts.inbox import Doubt
from ...facts.inbox import Filing
from ...facts.inbox import sort
from ...facts.plan import made_on
from ...facts.promises import is_broken
from ...report.tables import head
from ...report.tables import json_text
from ...workspace import Workspace
from ..facts_json import due_json
from ..limits import Limit
from ..limits import all_option
from ..limits import limit
from ..lines import line_json
from ..lines import text
from ..lines import typed
from ..lines import words
from ..output import format_option
from ..session import Session
from ..session import echo
from ..session import shared
from ..shapes.today import Call
from ..shapes.today import Output

_MAX_WAITING = 5
"""So many lines of the inbox are shown."""
_MAX_REASON = 120
"""So much of the reason why one waits; `soi inbox` has all of it."""


@click.command("today")
@all_option
@format_option("json")
@shared
def command(session: Session, output: str, *, is_everything: bool) -> None:
    """Show today: whom to call and why, what was promised, whose birthday it is, what the files lack."""
    workspace = session.workspace
    if output == "json":
        echo(json_text(_payload(workspace)))
    else:
        size = limit("soi", "today", is_everything=is_everything)
        echo("".join(f"{line}\n" for line in _lines(workspace, size)))


def _payload(workspace: Workspace) -> Output:
    facts = workspace.facts
    return {
        **head(workspace.today),
        "calls": [_call(workspace, row) for row in calls(facts)],
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
                "command": typed(todo.promise(facts, promise).command),
            }
            for promise in promises_due(facts)
        ],
        "birthdays": [
            {
                "id": ahead.contact.id,
                "name": ahead.name,
                "date": str(ahead.date),
                "turns": ahead.turns,
                "command": typed(todo.birthday(ahead).command),
            }
            for ahead in birthdays_ahead(facts)
        ],
        "events": [line_json(workspace, line) for line in todo.events_near(facts)],
        "thanks": [line_json(workspace, line) for line in todo.thanks(facts)],
        "rewards": [line_json(workspace, line) for line in todo.rewards(facts)],
        "drifting": [line_json(workspace, line) for line in todo.drifting(facts)],
        "week": {"made": _made(facts), "possible": facts.settings.capacity.touches_per_week},
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
            "error": _count(workspace, Severity.ERROR),
            "warning": _count(workspace, Severity.WARNING),
            "info": _count(workspace, Severity.INFO),
        },
    }


def _call(workspace: Workspace, row: DueRow) -> Call:
    return {
        **due_json(workspace, row),
        "reach": row.contact.reach,
        "brief": todo.opener(workspace.facts, row.contact) or None,
        "command": typed(todo.call(row).command),
    }


def _count(workspace: Workspace, severity: Severity) -> int:
    return sum(found.severity is severity for found in workspace.diagnostics)


def _lines(workspace: Workspace, size: Limit) -> Iterator[str]:
    facts = workspace.facts
    yield f"{workspace.today:%A} {workspace.today}"
    to_call = calls(facts)
    sections = [
        (heading, rows)
        for heading, rows in (
            ("Promises", [todo.promise(facts, promise) for promise in promises_due(facts)]),
            ("Birthdays", [todo.birthday(ahead) for ahead in birthdays_ahead(facts)]),
            ("Events", todo.events_near(facts)),
            ("Thanks owed", todo.thanks(facts)),
            ("Rewards owed", todo.rewards(facts)),
            ("Slipping away", todo.drifting(facts)),
        )
        if rows
    ]
    possible = facts.settings.capacity.touches_per_week
    yield f"This week: {_made(facts)} of {possible} touches are made (soi plan)."
    yield ""
    if not (to_call or sections or len(workspace.inbox)):
        yield from _nothing(workspace)
    else:
        yield "Call" if to_call else "Nobody has to be called today."
        yield from size.told(to_call, lambda row: _to_call(facts, row), command=("soi", "due"))
    for heading, rows in sections:
        yield ""
        yield heading
        yield from size.told(rows, lambda line: text([line]))
    if len(workspace.inbox):
        yield ""
        yield from _waiting(workspace, Limit(("soi", "inbox"), size.most and _MAX_WAITING))
    wrong = ", ".join(
        f"{count} {severity}{'' if count == 1 else 's'}"
        for severity in (Severity.ERROR, Severity.WARNING)
        if (count := _count(workspace, severity))
    )
    if wrong:
        yield ""
        yield f"Files: {wrong} (soi check)."


def _made(facts: Facts) -> int:
    """Touches of this week that are made already."""
    return sum(facts.of(made_on).values())


def _to_call(facts: Facts, row: DueRow) -> Iterator[str]:
    """Whom to call, and below it what to have in mind."""
    line = todo.call(row)
    yield f"  {row.contact.effective_grade:<2} {words(line)}  ({typed(line.command)})"
    if row.contact.reach:
        yield f"     reach: {shown(row.contact.reach, 300)}"
    if brief := todo.opener(facts, row.contact):
        yield f"     {shown(brief, _MAX_REASON)}"


def _nothing(workspace: Workspace) -> Iterator[str]:
    """What to do on a day that asks for nothing."""
    yield "Nothing has to be done today."
    ahead = todo.next_call(workspace.facts)
    if not workspace.wiki.contacts:
        yield "Nobody is in the wiki yet (soi new NAME)."
    elif ahead is not None:
        yield f"Next: {words(ahead)}  ({typed(('soi', 'due', '--all'))})"
    else:
        yield "Nobody is ever due: grades make it so (soi triage)."


def _waiting(workspace: Workspace, size: Limit) -> Iterator[str]:
    """What was captured and is not filed yet, and what to do about it."""
    yield "Inbox"
    yield from size.told(sort(workspace.facts, workspace.inbox), _captured)


def _captured(row: Filing | Doubt) -> Iterator[str]:
    capture = row.capture
    yield f"  {shown(f'{capture.path}:{capture.line}', 300)} {shown(capture.text, 100)}".rstrip()
    if isinstance(row, Doubt):
        yield f"     {shown('; '.join(part for part in (row.problem, row.mend) if part), _MAX_REASON)}"
    else:
        yield f"     fits {shown(row.contact.name)} (soi inbox --apply)"
