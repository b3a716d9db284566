"""The days on which somebody's status turns by itself, counted by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builder.facts.turning import turning_days
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person

TODAY = dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("keys", "turns"),
    [
        pytest.param(
            {"grade": "A+", "touches": "2026-02-20 call"},
            ["2026-03-01 ok", "2026-03-13 soon", "2026-03-20 due", "2026-03-21 overdue"],
            id="a week before a month is over",
        ),
        pytest.param(
            {"grade": "C", "cadence": "1 month", "touches": "2026-02-28 call"},
            ["2026-03-01 soon", "2026-03-28 due", "2026-03-29 overdue"],
            id="thirty days where the grade has no window",
        ),
        pytest.param(
            {"grade": "A+", "touches": "2025-01-01 call"}, ["2026-03-01 overdue"], id="late already"
        ),
        pytest.param(
            {"grade": "A+", "touches": "2026-01-01 call", "snooze_until": "2026-03-10"},
            ["2026-03-01 snoozed", "2026-03-10 due", "2026-03-11 overdue"],
            id="a snooze ends",
        ),
        pytest.param({"grade": "A"}, ["2026-03-01 due"], id="due on any day, as nothing tells since when"),
        pytest.param({"grade": "D"}, ["2026-03-01 never"], id="never"),
        pytest.param(
            {"grade": "A+", "touches": "[2026-01-01 call, 2026-03-05 call]"},
            [
                *("2026-03-01 overdue", "2026-03-05 ok", "2026-03-29 soon"),
                *("2026-04-05 due", "2026-04-06 overdue"),
            ],
            id="a call dated ahead counts from its day on",
        ),
        pytest.param(
            {"grade": "A+", "touches": "2026-01-01 call", "archived": "2026-03-04"},
            ["2026-03-01 overdue", "2026-03-04 never"],
            id="archived from a day on",
        ),
        pytest.param(
            {
                "grade": "A+",
                "touches": "2026-01-01 call",
                "consent": "[{date: 2026-03-06, what: contact, given: false}]",
            },
            ["2026-03-01 overdue", "2026-03-06 never"],
            id="consent withdrawn from a day on",
        ),
    ],
)
def test_the_status_turns_on_its_day(tmp_path: Path, keys: dict[str, str], turns: list[str]) -> None:
    facts = open_workspace(make_wiki(tmp_path, {"ana.md": person("Ana", **keys)}), TODAY).facts
    found = turning_days(facts, facts.wiki.contacts["ana"])
    assert [f"{turn.date} {turn.status or 'never'}" for turn in found] == turns
