"""The review: what changed since an earlier day, and the lists that are to be looked through now and then."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ..diagnostics import shown
from ..facts.changes import Changes
from ..facts.changes import changes
from ..facts.difference import Change
from ..facts.difference import Topic
from ..report.tables import head
from ..workspace import Workspace
from .lines import line_json
from .lines import text
from .shapes.review import Changed
from .shapes.review import ChangeRow
from .shapes.review import Output
from .shapes.review import Since
from .since import Earlier
from .since import earlier

HEADINGS = {
    Topic.PEOPLE: "People",
    Topic.GRADES: "Grades",
    Topic.STAGES: "Stages and scopes",
    Topic.REFERRALS: "Referrals",
    Topic.SALES: "Sales",
    Topic.PROMISES: "Promises",
    Topic.CONSENT: "Consent",
    Topic.DUE: "Overdue",
    Topic.CUSTOMERS: "Types of customers",
    Topic.PARTNERS: "Partners",
    Topic.CENTERS: "Centres of influence",
}


def payload(workspace: Workspace, since: str | None) -> Output:
    """The review as JSON."""
    return {
        **head(workspace.today),
        "changed": _changed(workspace, earlier(workspace, since)),
    }


def lines(workspace: Workspace, since: str | None) -> Iterator[str]:
    """The review for a terminal."""
    then = earlier(workspace, since)
    found = changes(then.then, workspace.facts)
    yield _heading(then)
    if found.unread:
        files = _count(found.unread, "file")
        yield f"{files} cannot be read then or now: nothing is known of them (soi check)."
    for topic, rows in groupby(found.changes, key=lambda change: change.topic):
        yield ""
        yield HEADINGS[topic]
        yield from text(change.line for change in rows)
    yield ""
    yield _touched(then, found)


def _heading(then: Earlier) -> str:
    if then.commit is None:
        return f"Since {then.day}, by the days in the files ({shown(then.why, 200)})"
    return f"Since {then.day}, as the files were in commit {then.commit.short} of {then.commit.day}"


def _touched(then: Earlier, found: Changes) -> str:
    command = f"(soi log --since {then.day})"
    count = sum(row.touches for row in found.reached)
    if not count:
        return f"No touch since. {command}"
    by = ", ".join(f"{row.channel} {row.touches}" for row in found.reached)
    people = _count(found.people_reached, "person", "people")
    return f"{_count(count, 'touch', 'touches')}: {by}; {people} reached. {command}"


def _count(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def _changed(workspace: Workspace, then: Earlier) -> Changed:
    found = changes(then.then, workspace.facts)
    return {
        "since": _since(then, found),
        "changes": [_row(workspace, change) for change in found.changes],
        "touches": [
            {"channel": row.channel, "touches": row.touches, "people": row.people} for row in found.reached
        ],
        "people_reached": found.people_reached,
    }


def _since(then: Earlier, found: Changes) -> Since:
    return {
        "date": then.day.isoformat(),
        "commit": then.commit.short if then.commit else None,
        "committed": then.commit.day.isoformat() if then.commit else None,
        "why": then.why or None,
        "unread": found.unread,
    }


def _row(workspace: Workspace, change: Change) -> ChangeRow:
    return {
        "topic": str(change.topic),
        **line_json(workspace, change.line),
        "before": change.before,
        "after": change.after,
    }
