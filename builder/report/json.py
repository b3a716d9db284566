"""Findings for programs, as the contract has them."""

from __future__ import annotations

import dataclasses

from ..diagnostics import Diagnostic
from . import Run
from .tables import json_text

VERSION = 1


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
    whole = dataclasses.asdict(diagnostic)
    del whole["is_private"]
    return whole
