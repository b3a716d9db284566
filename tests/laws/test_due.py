"""Due days are those of the oracle, a second implementation that shares nothing with the first."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import settings as hypothesis_settings

from builder.days import Duration
from builder.days import Unit
from builder.facts.due import DueRow
from builder.facts.due import due_rows
from builder.facts.due import listed
from builder.workspace import Workspace
from builder.workspace import open_workspace

from ..conftest import EXAMPLES
from ..oracle import due as oracle
from ..oracle import strategies
from ..support import SITE
from ..support import write


def workspace(root: Path, wiki: strategies.Wiki) -> Workspace:
    """The wiki written as files and read by the product."""
    people, events, made, today = wiki
    write(root / "mkdocs.yml", SITE + strategies.settings_yaml(made))
    for entity in (*people, *events):
        write(root / "contacts" / f"{entity['id']}.md", strategies.as_markdown(entity))
    return open_workspace(root, today)


def as_oracle(row: DueRow) -> Mapping[str, Any]:  # Any: a row of the oracle
    """A row as the oracle has it."""
    last = row.due.last
    return {
        "id": row.contact.id,
        "name": row.contact.name,
        "grade": str(row.contact.effective_grade),
        "due_on": row.due.due_on,
        "status": str(row.due.status),
        "days_overdue": row.due.days_overdue,
        "ratio": row.due.ratio,
        "last_touch": {"date": last.touch.date, "channel": str(last.touch.channel)} if last else None,
    }


def compare(wiki: strategies.Wiki) -> None:
    """Hold the product's list against the oracle's, row by row and in order."""
    people, events, made, today = wiki
    expected = oracle.order(oracle.rows(people, made, events, today))
    with tempfile.TemporaryDirectory() as folder:
        opened = workspace(Path(folder), wiki)
        assert [d for d in opened.diagnostics if d.code < "SOI205"] == []
        rows = due_rows(opened.facts)
        assert [as_oracle(row) for row in rows] == expected
        shown = [row["id"] for row in oracle.listed(expected)]
        assert [row.contact.id for row in listed(rows, today)] == shown
        for days in (1, 14, 60):
            shown = [row["id"] for row in oracle.listed(expected, within=days)]
            within = Duration(days, Unit.DAY)
            assert [row.contact.id for row in listed(rows, today, within)] == shown


@given(strategies.wikis())
@hypothesis_settings(max_examples=EXAMPLES or 100)
def test_due_days_are_the_oracles(wiki: strategies.Wiki) -> None:
    compare(wiki)


def test_the_comparison_notices_a_day() -> None:
    people: list[strategies.Contact] = [
        {"id": "ada", "name": "Ada", "grade": "A", "touches": [{"date": "2026-02-01", "channel": "call"}]}
    ]
    today = dt.date(2026, 3, 1)
    compare((people, [], {}, today))
    found = oracle.rows(people, {}, [], today)
    assert [(row["due_on"], row["status"]) for row in found] == [(dt.date(2026, 5, 1), "ok")]
