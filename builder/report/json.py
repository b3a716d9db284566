"""Findings for programs, as the contract has them."""

from __future__ import annotations

from ..diagnostics import Diagnostic
from . import Run
from .tables import json_text

VERSION = 1
_KEYS = ("code", "severity", "message", "path", "line", "column", "contact", "hint")
"""What docs/json.md promises of a finding; what else it may have is for ourselves."""


def write(run: Run) -> str:
    """One JSON object."""
    payload = {
        "version": VERSION,
        "today": run.today,
        "contacts": run.contacts,
        "diagnostics": [_contract(diagnostic) for diagnostic in run.diagnostics],
    }
    return json_text(payload)


def _contract(diagnostic: Diagnostic) -> dict[str, object]:
    return {key: getattr(diagnostic, key) for key in _KEYS}
