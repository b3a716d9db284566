"""The review: what changed since an earlier day, and the lists that are to be looked through now and then."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from ..diagnostics import shown
from ..facts.changes import Changes
from ..facts.changes import changes
from ..facts.difference import Change
from ..facts.difference import Topic
from ..model import Contact
from ..model import Scope
from ..report.tables import head
from ..workspace import Workspace
from . import review_grades
from . import review_process
from .limits import FEW
from .limits import Limit
from .limits import limit
from .lines import line_json
from .lines import text
from .shapes.review import Changed
from .shapes.review import ChangeRow
from .shapes.review import Grades
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

NOTHING = "Nothing stands out."
"""What a section says that has nothing to say."""


@dataclass(frozen=True, slots=True)
class Section:
    """A list that is looked through now and then, whatever changed."""

    heading: str
    lines: Callable[[Workspace, Limit], Iterator[str]]
    is_business: bool = True
    """It says nothing where the wiki is kept for family and friends."""


SECTIONS: Mapping[str, Section] = {
    "grades": Section("Grades against their evidence", review_grades.grades_lines, is_business=False),
    "stages": Section("Stages against their evidence", review_grades.stages_lines),
    "funnel": Section("Funnel", review_process.funnel_lines),
    "pipeline": Section("Pipeline", review_process.pipeline_lines),
    "process": Section("Process", review_process.process_lines),
}
"""What `soi review` shows behind the changes, by the word that asks for it alone."""


def payload(workspace: Workspace, since: str | None, section: str | None) -> Output:
    """The review as JSON; what was not asked for is null, and business for family and friends, too."""
    wanted = {name for name, _ in _wanted(workspace, since, section)}
    return {
        **head(workspace.today),
        "changed": None if section else _changed(workspace, earlier(workspace, since)),
        "grades": _grades(workspace) if "grades" in wanted else None,
        "stages": review_grades.stages_rows(workspace) if "stages" in wanted else None,
        "funnel": review_process.funnel_json(workspace) if "funnel" in wanted else None,
        "pipeline": review_process.pipeline_json(workspace) if "pipeline" in wanted else None,
        "process": review_process.process_json(workspace) if "process" in wanted else None,
    }


def lines(
    workspace: Workspace, since: str | None, section: str | None, *, is_everything: bool
) -> Iterator[str]:
    """The review for a terminal.

    Args:
        workspace: the wiki.
        since: a day or a commit to look back to.
        section: only this.
        is_everything: no list is cut.
    """
    if section is not None:
        size = limit("soi", "review", section, is_everything=is_everything)
        yield from [*SECTIONS[section].lines(workspace, size)] or [NOTHING]
        return
    asked = () if since is None else ("--since", since)
    size = limit("soi", "review", *asked, is_everything=is_everything)
    yield from _changes(workspace, earlier(workspace, since), size)
    for name, wanted in _wanted(workspace, since, section):
        part = limit("soi", "review", name, is_everything=is_everything, most=FEW)
        yield from ("", f"{wanted.heading}  (soi review {name})")
        found = [*wanted.lines(workspace, part)] or [NOTHING]
        yield from (f"  {line}".rstrip() for line in found)


def _wanted(workspace: Workspace, since: str | None, section: str | None) -> Iterator[tuple[str, Section]]:
    """The sections to show: the one asked for, none behind a look back, else all."""
    is_personal = workspace.settings.owner.use is Scope.PERSONAL
    for name, found in SECTIONS.items():
        is_asked = section == name if section or since else True
        if is_asked and not (is_personal and found.is_business):
            yield name, found


def _grades(workspace: Workspace) -> Grades:
    return {
        "share": review_grades.share_row(workspace),
        "suggested": review_grades.grades_rows(workspace),
        "nearest": review_grades.nearest_rows(workspace),
        "let_go": review_grades.cleanup_rows(workspace),
    }


def _changes(workspace: Workspace, then: Earlier, size: Limit) -> Iterator[str]:
    """What changed, by topic."""
    found = changes(then.then, workspace.facts)
    yield _heading(then)
    if found.unread:
        files = _count(found.unread, "file")
        yield f"{files} cannot be read then or now: nothing is known of them (soi check)."
    for topic, rows in groupby(found.changes, key=lambda change: change.topic):
        yield ""
        yield HEADINGS[topic]
        yield from size.told([*rows], lambda change: text([change.line]), weight=_weight)
    yield ""
    yield _touched(then, found)


def _weight(change: Change) -> int:
    """Of many changes those of the best grades are told."""
    about = change.line.about
    return about.effective_grade.rank if isinstance(about, Contact) else -1


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
