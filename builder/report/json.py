"""Findings for programs, as the contract has them."""

from __future__ import annotations

import dataclasses
import json

from . import Run

VERSION = 1


def write(run: Run) -> str:
    """One JSON object."""
    payload = {
        "version": VERSION,
        "today": run.today,
        "contacts": run.contacts,
        "diagnostics": [dataclasses.asdict(diagnostic) for diagnostic in run.diagnostics],
    }
    return json.dumps(payload, indent=2, ensure_ascii=False) + "\n"
