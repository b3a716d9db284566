"""Findings for a terminal: one line each, as compilers write them, so that editors can jump to the place."""

from __future__ import annotations

from ..diagnostics import Diagnostic
from ..diagnostics import Severity
from ..diagnostics import shown
from . import Run

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def write(run: Run) -> str:
    """`path:line:col: CODE severity: message (hint)`, a line each."""
    return "".join(f"{_line(diagnostic, color=run.color)}\n" for diagnostic in run.diagnostics)


def _line(diagnostic: Diagnostic, *, color: bool) -> str:
    place = f"{shown(diagnostic.path, 500)}:{diagnostic.line}:{diagnostic.column}"
    kind = f"{diagnostic.code} {diagnostic.severity}"
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    if color:
        kind = f"\x1b[{_COLORS[diagnostic.severity]}m{kind}\x1b[0m"
        hint = f"\x1b[2m{hint}\x1b[0m" if hint else ""
    return f"{place}: {kind}: {diagnostic.message}{hint}"
