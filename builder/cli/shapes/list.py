"""What `soi list` prints."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...model import Category
from ...model import Grade
from ...model import Scope
from ...model import Stage
from .shared import Day
from .shared import Head


class ListRow(TypedDict):
    """Somebody on the list."""

    id: str
    """Who."""
    name: str
    """Their name."""
    grade: Annotated[str, Grade] | None
    """As written."""
    stage: Annotated[str, Stage]
    """As it counts."""
    category: list[Annotated[str, Category]]
    """The groups that they belong to."""
    scope: Annotated[str, Scope]
    """As it counts."""
    organisation: str | None
    """As written."""
    due_on: Day | None
    """When they are due; `null` for whoever is never due."""


class Output(Head):
    """Those whom the filters leave, by name."""

    contacts: list[ListRow]
    """The people."""
