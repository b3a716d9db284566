"""What `soi explain` prints."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...diagnostics import Severity
from .shared import Version


class RuleRow(TypedDict):
    """A code, and what it means."""

    code: str
    """As in `SOI401`."""
    severity: Annotated[str, Severity]
    """How much it matters, where the settings say nothing else."""
    title: str
    """What is wrong, in a few words."""
    text: str
    """What is wrong, why it matters, and examples."""
    source: str
    """The article of the method that it rests on, empty where there is none."""


class Output(Version):
    """The code that was asked for, or all of them; it depends on no day."""

    rules: list[RuleRow]
    """The codes, in their order."""
