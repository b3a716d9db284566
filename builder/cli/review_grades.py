"""Grades and stages against their evidence, as `soi review` tells of them.

Owns the rows and their lines; which facts hold is decided in `facts`.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from collections.abc import Sequence

from ..diagnostics import shown
from ..facts.cleanup import clean_up
from ..facts.evidence import regraded
from ..facts.evidence import unproven
from ..facts.grading import nearest
from ..facts.grading import share
from ..facts.networks import is_business
from ..workspace import Workspace
from .shapes.grading import GradeRow
from .shapes.grading import LetGoRow
from .shapes.grading import NearRow
from .shapes.grading import ShareRow
from .shapes.grading import StageRow


def grades_rows(workspace: Workspace) -> list[GradeRow]:
    """Those for whom the evidence speaks for another grade: the highest suggested first, then by name."""
    return [
        {
            "id": row.contact.id,
            "name": row.contact.name,
            "grade": str(row.contact.effective_grade),
            "suggested": str(row.grade),
            "because": workspace.because(row.because),
            "command": row.command,
        }
        for row in workspace.facts.of(regraded)
    ]


def nearest_rows(workspace: Workspace) -> list[NearRow]:
    """The Bs nearest to A."""
    return [
        {
            "id": near.contact.id,
            "name": near.contact.name,
            "steps": near.steps,
            "because": workspace.because(near.because),
            "command": f"soi show {shlex.quote(near.contact.id)}",
        }
        for near in workspace.facts.of(nearest)
    ]


def share_row(workspace: Workspace) -> ShareRow:
    """How many of the clients are A+."""
    found = workspace.facts.of(share)
    return {
        "a_plus": len(found.a_plus),
        "clients": found.clients,
        "limit": found.limit,
        "over": found.is_over,
    }


def cleanup_rows(workspace: Workspace) -> list[LetGoRow]:
    """Ds and Fs without a reason to stay."""
    return [
        {
            "id": row.contact.id,
            "name": row.contact.name,
            "grade": str(row.contact.effective_grade),
            "state": str(row.state),
            "because": workspace.because(row.because),
            "command": row.command,
        }
        for row in workspace.facts.of(clean_up)
    ]


def stages_rows(workspace: Workspace) -> list[StageRow]:
    """Those whose stage lacks its evidence, the furthest stage first, then by name."""
    return [
        {
            "id": row.contact.id,
            "name": row.contact.name,
            "stage": str(row.contact.effective_stage),
            "lacks": [*row.missing],
            "because": workspace.because(row.because),
            "command": row.command,
        }
        for row in workspace.facts.of(unproven)
    ]


def grades_lines(workspace: Workspace) -> Iterator[str]:
    """The grades: the share of A+, suggestions, the Bs nearest to A, whom to let go."""
    if is_business(workspace.facts):
        yield workspace.facts.of(share).text
    yield from _section("Another grade", [*_suggested(workspace)])
    yield from _section("Bs nearest to A", [*_near(workspace)])
    yield from _section("To let go", [*_let_go(workspace)])


def stages_lines(workspace: Workspace) -> Iterator[str]:
    """The stages without their evidence."""
    rows = stages_rows(workspace)
    yield from _section(
        "Stages without evidence",
        [
            f"{shown(row['name'])}: {row['because'][0]['text']}  ({shown(row['command'], 200)})"
            for row in rows
        ],
    )


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        yield from (f"  {line}" for line in lines)


def _suggested(workspace: Workspace) -> Iterator[str]:
    for row in grades_rows(workspace):
        command = shown(row["command"], 200)
        yield f"{shown(row['name'])}: {row['grade']}, rather {row['suggested']}  ({command})"
        yield f"   {_words([reason['text'] for reason in row['because']])}"


def _near(workspace: Workspace) -> Iterator[str]:
    for near in workspace.facts.of(nearest):
        command = f"soi show {shlex.quote(near.contact.id)}"
        yield f"{shown(near.contact.name)}: {near.distance}  ({shown(command, 200)})"
        yield f"   {_words([reason.text for reason in near.because])}"


def _let_go(workspace: Workspace) -> Iterator[str]:
    for row in cleanup_rows(workspace):
        why = _words([reason["text"] for reason in row["because"]])
        yield f"{row['grade']} {shown(row['name'])}: {why}  ({shown(row['command'], 200)})"


def _words(texts: Sequence[str]) -> str:
    return "; ".join(shown(text, 300) for text in texts)
