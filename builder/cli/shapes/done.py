"""What `soi done` prints."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...facts.owed import Owed
from ...facts.owed import Sort
from ...model import Contact
from ...model import Party
from ...workspace import Workspace
from .shared import Day
from .shared import Head


class OpenRow(TypedDict):
    """Something that is open with somebody."""

    sort: Annotated[str, Sort]
    """What it is."""
    due: Day | None
    """The day it is promised or planned for."""
    what: str
    """What was promised, whom the thanks or the reward are for, what the step asks for."""
    step: str | None
    """The id of the step, `null` for anything else."""
    by: Annotated[str, Party]
    """`them` for a promise of theirs."""
    path: str
    """The file that it stands in."""
    line: int
    """The line in it."""


class Output(Head):
    """What is open with somebody: what `soi done WHO` lists where no second word says what is done."""

    id: str
    """Who."""
    open: list[OpenRow]
    """What is open."""


def open_json(workspace: Workspace, contact: Contact, row: Owed) -> OpenRow:
    """Something that is open with somebody."""
    return {
        "sort": str(row.sort),
        "due": str(row.due) if row.due else None,
        "what": row.text,
        "step": row.id or None,
        "by": str(Party.THEM if row.is_theirs else Party.ME),
        "path": contact.path,
        "line": workspace.line(contact.path, row.at),
    }
