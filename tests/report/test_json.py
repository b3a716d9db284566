"""Findings for programs: the contract, whatever else a finding has."""

from __future__ import annotations

import json
from dataclasses import dataclass

from builder.diagnostics import Diagnostic
from builder.diagnostics import Severity
from builder.report import Run
from builder.report.json import write


@dataclass(frozen=True, slots=True)
class Further(Diagnostic):
    """A finding that somebody has given a field more."""

    remark: str = "of nobody's concern"


def test_json_says_of_a_finding_what_is_documented_and_nothing_else() -> None:
    finding = Further("SOI206", Severity.WARNING, 'unknown key "a"', "contacts/ana.md", 3, 1, "ana", "")
    told = json.loads(write(Run("2026-03-01", 1, [finding], {})))
    assert told["diagnostics"] == [
        {
            "code": "SOI206",
            "severity": "warning",
            "message": 'unknown key "a"',
            "path": "contacts/ana.md",
            "line": 3,
            "column": 1,
            "contact": "ana",
            "hint": "",
        }
    ]
