"""What `soi find` prints."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...model import Grade
from ...model import Stage
from .shared import Day
from .shared import Head


class Result(TypedDict):
    """Somebody whose file has the text."""

    id: str
    """Who."""
    name: str
    """Their name."""
    grade: Annotated[str, Grade]
    """As it counts."""
    stage: Annotated[str, Stage]
    """As it counts."""
    due_on: Day | None
    """When they are due; `null` for whoever is never due."""
    found: str
    """The key in which the text occurs, or `notes`."""
    text: str
    """The value, or the line."""


class Output(Head):
    """Where a text occurs."""

    results: list[Result]
    """The people."""
