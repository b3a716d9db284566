"""Findings as annotations of a GitHub workflow, and as Markdown for its step summary.

GitHub shows ten errors and ten warnings of a step, so what matters most comes first: overdue A+, then the
rest by severity. The summary holds them all.
"""

from __future__ import annotations

from ..diagnostics import Diagnostic
from ..diagnostics import Severity
from ..diagnostics import shown
from . import Run

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_FIRST = "SOI401"


def write(run: Run) -> str:
    """A workflow command for each finding."""
    return "".join(f"{_command(run, diagnostic)}\n" for diagnostic in by_weight(run))


def by_weight(run: Run) -> list[Diagnostic]:
    """Findings, overdue A+ first, then by severity, each in order."""
    return sorted(run.diagnostics, key=lambda d: (d.code != _FIRST, d.severity.rank, d.order))


def summary(run: Run) -> str:
    """All findings as a Markdown table for the step summary."""
    lines = ["## soi check", "", run.summary, ""]
    if run.diagnostics:
        lines += ["| | where | what |", "|---|---|---|"]
    for d in by_weight(run):
        hint = f" ({d.hint})" if d.hint else ""
        lines.append(f"| {d.code} {d.severity} | {_cell(f'{d.path}:{d.line}')} | {_cell(d.message + hint)} |")
    return "\n".join(lines) + "\n"


def _command(run: Run, d: Diagnostic) -> str:
    title = f"{d.code} {run.titles.get(d.code, '')}"
    message = f"{d.message} ({d.hint})" if d.hint else d.message
    path = _property(shown(run.path(d), 500))
    place = f"file={path},line={d.line},col={d.column},title={_property(title)}"
    return f"::{_COMMANDS[d.severity]} {place}::{_text(message)}"


def _text(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _text(value).replace(":", "%3A").replace(",", "%2C")


def _cell(value: str) -> str:
    escaped = shown(value, 1000).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for character in "\\`*_[]|":
        escaped = escaped.replace(character, f"\\{character}")
    return escaped
