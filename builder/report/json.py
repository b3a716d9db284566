"""Findings for programs, as the contract has them."""

from __future__ import annotations

import dataclasses
import json

from ..diagnostics import Diagnostic
from . import Run

VERSION = 1


def write(run: Run) -> str:
    """One JSON object."""
    payload = {
        "version": VERSION,
        "today": run.today,
        "contacts": run.contacts,
        "diagnostics": [_contract(diagnostic) for diagnostic in run.diagnostics],
    }
    return json.dumps(payload, indent=2, ensure_ascii=False) + "\n"


def _contract(diagnostic: Diagnostic) -> dict[str, object]:
    whole = dataclasses.asdict(diagnostic)
    del whole["is_private"]
    return whole
