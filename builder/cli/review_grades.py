"""Grades and stages against their evidence, as `soi review` tells of them.

Owns the rows and their lines; which facts hold is decided in `facts`.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from ..diagnostics import shown
from ..facts import Because
from ..facts.cleanup import LetGo
from ..facts.cleanup import clean_up
from ..facts.evidence import Regraded
from ..facts.evidence import Unproven
from ..facts.evidence import regraded
from ..facts.evidence import unproven
from ..facts.grading import Near
from ..facts.grading import nearest
from ..facts.grading import share
from ..facts.lines import who
from ..facts.networks import is_business
from ..workspace import Workspace
from .limits import Limit
from .limits import Row
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
            "command": f"soi show {who(near.contact)}",
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


def grades_lines(workspace: Workspace, size: Limit) -> Iterator[str]:
    """The grades: the share of A+, suggestions, the Bs nearest to A, whom to let go."""
    if is_business(workspace.facts):
        yield workspace.facts.of(share).text
    facts = workspace.facts
    yield from _section("Another grade", facts.of(regraded), _suggested, size)
    yield from _section("Bs nearest to A", facts.of(nearest), _near, size)
    yield from _section("To let go", facts.of(clean_up), _let_go, size)


def stages_lines(workspace: Workspace, size: Limit) -> Iterator[str]:
    """The stages without their evidence."""
    yield from _section("Stages without evidence", workspace.facts.of(unproven), _unproven, size)


def _section(
    title: str, rows: Sequence[Row], lines: Callable[[Row], Iterator[str]], size: Limit
) -> Iterator[str]:
    if rows:
        yield ""
        yield title
        yield from size.told(rows, lambda row: (f"  {line}" for line in lines(row)))


def _suggested(row: Regraded) -> Iterator[str]:
    command = shown(row.command, 200)
    yield f"{shown(row.contact.name)}: {row.contact.effective_grade}, rather {row.grade}  ({command})"
    yield f"   {_words(row.because)}"


def _near(row: Near) -> Iterator[str]:
    command = f"soi show {who(row.contact)}"
    yield f"{shown(row.contact.name)}: {row.distance}  ({shown(command, 200)})"
    yield f"   {_words(row.because)}"


def _let_go(row: LetGo) -> Iterator[str]:
    why = _words(row.because)
    yield f"{row.contact.effective_grade} {shown(row.contact.name)}: {why}  ({shown(row.command, 200)})"


def _unproven(row: Unproven) -> Iterator[str]:
    yield f"{shown(row.contact.name)}: {row.because[0].text}  ({shown(row.command, 200)})"


def _words(reasons: Iterable[Because]) -> str:
    return "; ".join(shown(reason.text, 300) for reason in reasons)
