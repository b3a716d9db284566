"""The sections about sales in words and as JSON, and the draft of a process."""

from __future__ import annotations

import datetime as dt
import textwrap
from pathlib import Path

import pytest

from builder.cli.limits import Limit
from builder.cli.review_process import PERSONAL
from builder.cli.review_process import funnel_json
from builder.cli.review_process import funnel_lines
from builder.cli.review_process import pipeline_json
from builder.cli.review_process import pipeline_lines
from builder.cli.review_process import process_json
from builder.cli.review_process import process_lines
from builder.facts.steps import DRAFT
from builder.workspace import Workspace
from builder.workspace import open_workspace

from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import soi

WHOLE = Limit((), None)
TODAY = dt.date(2026, 3, 1)
FILES = {
    "ana.md": person(
        "Ana",
        stage="client",
        stage_history="[{date: 2026-01-01, stage: prospect}, {date: 2026-01-11, stage: client}]",
        deals="[{status: open, expected: 2026-02-20, amount: 520.50, what: chairs}, {status: open}, "
        "{status: won, closed: 2026-01-11, amount: 900}, "
        "{status: lost, closed: 2026-02-01, reason: too slow}]",
    ),
    "ben.md": person("Ben", grade="A+", touches="[2025-06-01 call, 2026-01-20 call]"),
}


def opened(root: Path, settings: str = "") -> Workspace:
    return open_workspace(make_wiki(root, FILES, settings), TODAY)


def test_the_funnel_tells_who_is_where_and_who_moved(tmp_path: Path) -> None:
    lines = [*funnel_lines(opened(tmp_path), WHOLE)]
    assert lines[0].split() == ["stage", "people", "reached", "moved", "on", "median", "days"]
    assert lines[5].split() == ["prospect", "0", "1", "1", "(100%)", "10"]
    assert lines[6].split() == ["client", "1", "1"]
    assert lines[7:] == ["2026-01: 1 prospect, 1 client"]
    told = funnel_json(opened(tmp_path))
    assert told["stages"][4] == {
        "stage": "prospect",
        "people": 0,
        "reached": 1,
        "moved_on": 1,
        "conversion": 1.0,
        "median_days": 10.0,
    }
    assert told["months"][-3]["into"] == [
        {"stage": "prospect", "count": 1},
        {"stage": "client", "count": 1},
    ]


def test_the_pipeline_tells_what_is_late_and_why_deals_were_lost(tmp_path: Path) -> None:
    assert [*pipeline_lines(opened(tmp_path), WHOLE)] == [
        "Open: 2, 520.50 EUR",
        "  Ana, chairs, 520.50 EUR: expected 2026-02-20, 9 days late  (soi touch ana call)",
        "  Ana: no day expected  (soi edit ana)",
        "Won in 12 months: 1, 900 EUR",
        "  2026-01-11 Ana, 900 EUR",
        "Lost in 12 months: 1, 0 EUR",
        "  2026-02-01 Ana: too slow  (soi edit ana)",
    ]
    told = pipeline_json(opened(tmp_path))
    assert (told["open_amount"], told["won_amount"], told["currency"]) == (520.5, 900, "EUR")
    assert [(row["days_overdue"], row["line"]) for row in told["open"]] == [(9, 5), (None, 5)]
    assert told["reasons"] == [{"reason": "too slow", "count": 1}]


def test_the_process_tells_its_verdict_and_offers_a_draft(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    lines = [*process_lines(workspace, WHOLE)]
    assert lines[:2] == [
        "The process works.",
        "  1 result in the last 3 full months, 0 results in the 6 before",
    ]
    # Due on the first of December and January, and 20 February: nobody called by then.
    assert [line.split()[:4] for line in lines if line.startswith("2026-02")] == [["2026-02", "0", "of", "1"]]
    assert textwrap.dedent("\n".join(lines[-len(DRAFT.splitlines()) :])) + "\n" == DRAFT
    told = process_json(workspace)
    assert (told["verdict"], told["draft"]) == ("works", DRAFT)
    assert told["months"][-2]["due"] == 1
    settings = "process: {prospect: [{id: needs, what: ask}]}"
    assert process_json(opened(tmp_path, settings))["draft"] is None


def test_a_wiki_for_the_family_says_so_in_a_line(tmp_path: Path) -> None:
    workspace = opened(tmp_path, "owner: {use: personal}")
    for lines in (funnel_lines, pipeline_lines, process_lines):
        assert [*lines(workspace, WHOLE)] == [PERSONAL]
    assert funnel_json(workspace) == {"stages": [], "months": []}
    assert pipeline_json(workspace)["open"] == []
    told = process_json(workspace)
    assert (told["verdict"], told["draft"]) == (None, None)


def test_the_explanation_shows_the_draft_and_it_can_be_pasted(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, FILES), "explain", "SOI416")
    assert textwrap.indent(DRAFT, " " * 4) in ran.out
    assert [row["code"] for row in check(tmp_path, "--select", "SOI416,SOI2")] == ["SOI416"]
    make_wiki(tmp_path, FILES, DRAFT)
    assert check(tmp_path, "--select", "SOI416,SOI2") == []
    assert "satisfied" in soi(tmp_path, "done", "ana").out


@pytest.mark.parametrize("days", [1, 2])
def test_a_deal_is_late_by_days(tmp_path: Path, days: int) -> None:
    expected = TODAY - dt.timedelta(days=days)
    make_wiki(tmp_path, {"ana.md": person("Ana", deals=f"{{status: open, expected: {expected}}}")})
    line = [*pipeline_lines(open_workspace(tmp_path, TODAY), WHOLE)][1]
    assert f"{'a day' if days == 1 else '2 days'} late" in line
