"""Findings for programs, as the contract has them."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ..diagnostics import Diagnostic
from ..diagnostics import Severity
from . import Run
from .tables import VERSION
from .tables import Head
from .tables import json_text


class FindingRow(TypedDict):
    """A finding; what else a diagnostic has is for ourselves."""

    code: str
    """As in `SOI401`."""
    severity: Annotated[str, Severity]
    """How much it matters."""
    message: str
    """What is wrong, on one line, control characters escaped."""
    path: str
    """Where; a file of the repository above the wiki begins with `../`."""
    line: int
    """The line; a finding about a whole file is at 1:1."""
    column: int
    """The column, in characters."""
    contact: str | None
    """The id of the file, `null` for what is about the whole wiki."""
    hint: str
    """How to mend it, on one line; may be empty."""


class Output(Head):
    """What is wrong with the files, and whom the owner has neglected."""

    contacts: int
    """Number of contact files."""
    diagnostics: list[FindingRow]
    """The findings, by path, line, column and code."""


def write(run: Run) -> str:
    """One JSON object."""
    return json_text(_payload(run))


def _payload(run: Run) -> Output:
    return {
        "version": VERSION,
        "today": run.today,
        "contacts": run.contacts,
        "diagnostics": [_row(diagnostic) for diagnostic in run.diagnostics],
    }


def _row(diagnostic: Diagnostic) -> FindingRow:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "path": diagnostic.path,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "contact": diagnostic.contact,
        "hint": diagnostic.hint,
    }
