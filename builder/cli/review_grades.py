"""Grades and stages against their evidence, as `soi review` tells of them.

Owns the rows and their lines; which facts hold is decided in `facts`.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from collections.abc import Sequence

from ..diagnostics import shown
from ..facts import Because
from ..facts import by_name
from ..facts.cleanup import clean_up
from ..facts.grading import nearest
from ..facts.grading import share
from ..facts.grading import suggestion
from ..facts.stage import lacks
from ..facts.stage import was_client
from ..model import Contact
from ..workspace import Workspace
from .shapes.grading import GradeRow
from .shapes.grading import LetGoRow
from .shapes.grading import NearRow
from .shapes.grading import ShareRow
from .shapes.grading import StageRow

_MENDS = {
    "profile": "fits WHY",
    "contact-data": "emails ADDRESS",
    "problem": "qualification.problem TEXT",
    "budget": "qualification.budget TEXT",
    "willing": "qualification.willing true",
}
"""Evidence -> what behind `soi set WHO` writes it."""


def grades_rows(workspace: Workspace) -> list[GradeRow]:
    """Those for whom the evidence speaks for another grade: the highest suggested first, then by name."""
    facts = workspace.facts
    rows: list[GradeRow] = []
    found = [(c, facts.about(suggestion, c)) for c in by_name(facts.wiki.contacts.values())]
    suggested = [(contact, to.grade, to.because) for contact, to in found if to.grade is not None]
    for contact, grade, because in sorted(suggested, key=lambda row: row[1].rank):
        rows.append(
            {
                "id": contact.id,
                "name": contact.name,
                "grade": str(contact.effective_grade),
                "suggested": str(grade),
                "because": workspace.because(because),
                "command": f"soi grade {shlex.quote(contact.id)} {grade}",
            }
        )
    return rows


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
    facts = workspace.facts
    rows: list[StageRow] = []
    staged = [contact for contact in by_name(facts.wiki.contacts.values()) if contact.stage is not None]
    for contact in sorted(staged, key=lambda contact: -contact.effective_stage.rank):
        missing = facts.about(lacks, contact)
        is_back = was_client(facts, contact)
        if facts.is_resting(contact) or not (missing or is_back):
            continue
        what = "was a client before" if is_back else f"lacks {', '.join(missing)}"
        because = Because(f"{contact.effective_stage}, {what}", contact.path, ("stage",))
        rows.append(
            {
                "id": contact.id,
                "name": contact.name,
                "stage": str(contact.effective_stage),
                "lacks": list(missing),
                "because": workspace.because([because]),
                "command": _mend(contact, missing, is_back=is_back),
            }
        )
    return rows


def grades_lines(workspace: Workspace) -> Iterator[str]:
    """The grades: the share of A+, suggestions, the Bs nearest to A, whom to let go."""
    count = share_row(workspace)
    limit = f"; the top tenth would be {count['limit']}" if count["limit"] is not None else ""
    yield f"A+: {count['a_plus']} of {count['clients']} clients{limit}"
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
    for row in nearest_rows(workspace):
        steps = "a step" if row["steps"] == 1 else f"{row['steps']} steps"
        yield f"{shown(row['name'])}: {steps} away  ({shown(row['command'], 200)})"
        yield f"   {_words([reason['text'] for reason in row['because']])}"


def _let_go(workspace: Workspace) -> Iterator[str]:
    for row in cleanup_rows(workspace):
        why = _words([reason["text"] for reason in row["because"]])
        yield f"{row['grade']} {shown(row['name'])}: {why}  ({shown(row['command'], 200)})"


def _words(texts: Sequence[str]) -> str:
    return "; ".join(shown(text, 300) for text in texts)


def _mend(contact: Contact, missing: Sequence[str], *, is_back: bool) -> str:
    """The command that writes the first thing that is missing."""
    who = shlex.quote(contact.id)
    if is_back:
        return f"soi move {who} client"
    if missing[0] == "meeting":
        return f"soi touch {who} meeting"
    if missing[0] == "purchase":
        return f"soi edit {who}"
    return f"soi set {who} {_MENDS[missing[0]]}"
