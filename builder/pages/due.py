"""Everybody with a due day, those to call first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..facts.due import due_rows
from ..facts.due import listed
from ..workspace import Workspace
from . import View
from .addresses import DUE
from .facets import Facet
from .facets import facets
from .lines import CALL_FACETS
from .lines import Call
from .lines import call
from .wording import Day


@dataclass(frozen=True, slots=True, kw_only=True)
class DueView(View):
    """The due list and those who come later."""

    day: Day
    facets: tuple[Facet, ...]
    listed: tuple[Call, ...]
    rest: tuple[Call, ...]


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The page; the order is that of the due list."""
    rows = workspace.facts.of(due_rows)
    first = listed(rows, workspace.today)
    there = {row.contact.id for row in first}
    now = tuple(call(workspace, row) for row in first)
    rest = tuple(call(workspace, row) for row in rows if row.contact.id not in there)
    yield (
        DUE,
        DueView(
            title="Due",
            tab=20,
            day=Day(workspace.today, workspace.is_pinned),
            facets=facets(DUE, (row.marks for row in (*now, *rest)), CALL_FACETS),
            listed=now,
            rest=rest,
        ),
    )
