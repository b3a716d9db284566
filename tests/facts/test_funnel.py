"""The funnel and the pipeline from the files of small wikis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from builder.facts import Facts
from builder.facts.funnel import DealRow
from builder.facts.funnel import Stay
from builder.facts.funnel import funnel
from builder.facts.funnel import pipeline
from builder.facts.funnel import total
from builder.model import Stage
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person

TODAY = dt.date(2026, 3, 1)


def facts_of(root: Path, files: Mapping[str, str], settings: str = "") -> Facts:
    return open_workspace(make_wiki(root, files, settings), TODAY).facts


def history(*moves: str) -> str:
    """A stage history of `DATE STAGE`."""
    entries = (move.split() for move in moves)
    return f"[{', '.join(f'{{date: {day}, stage: {stage}}}' for day, stage in entries)}]"


def stay(facts: Facts, stage: Stage) -> Stay:
    return next(row for row in funnel(facts).stages if row.stage is stage)


def test_people_stand_where_their_file_says_and_friends_do_not(tmp_path: Path) -> None:
    files = {
        "ana.md": person("Ana", stage="prospect"),
        "ben.md": person("Ben"),
        "cy.md": person("Cy", stage="prospect", scope="personal"),
        "dov.md": person("Dov", stage="prospect", archived="2026-01-01"),
        "eve.md": person("Eve", stage="prospect", scope="both"),
    }
    people = {row.stage: row.people for row in funnel(facts_of(tmp_path, files)).stages}
    assert people == {**dict.fromkeys(Stage, 0), Stage.PROSPECT: 2, Stage.CONTACT: 1}


def test_who_moved_on_and_how_long_it_took(tmp_path: Path) -> None:
    files = {
        "ana.md": person(
            "Ana", stage="client", stage_history=history("2026-01-01 prospect", "2026-01-11 client")
        ),
        "ben.md": person(
            "Ben", stage="contact", stage_history=history("2026-01-01 prospect", "2026-02-10 contact")
        ),
        "cy.md": person("Cy", stage="prospect", stage_history=history("2026-01-01 prospect")),
        "dov.md": person("Dov", stage="client"),
    }
    facts = facts_of(tmp_path, files)
    found = stay(facts, Stage.PROSPECT)
    assert (found.people, found.reached, found.moved_on, found.conversion) == (1, 3, 1, 0.33)
    assert found.median_days == 25
    clients = stay(facts, Stage.CLIENT)
    assert (clients.reached, clients.moved_on, clients.conversion, clients.median_days) == (2, 0, None, None)
    assert stay(facts, Stage.CONTACT).reached == 1


def test_an_entry_that_says_the_same_again_is_no_move(tmp_path: Path) -> None:
    moves = history("2026-02-10 client", "2026-01-01 prospect", "2026-01-20 prospect", "2026-03-02 contact")
    facts = facts_of(tmp_path, {"ana.md": person("Ana", stage="client", stage_history=moves)})
    assert stay(facts, Stage.PROSPECT).median_days == 40
    assert stay(facts, Stage.CONTACT).reached == 0
    told = {
        f"{month.first:%Y-%m}": (dict(month.into), month.back)
        for month in funnel(facts).months
        if month.into or month.back
    }
    assert told == {"2026-01": ({Stage.PROSPECT: 1}, 0), "2026-02": ({Stage.CLIENT: 1}, 0)}


def test_who_falls_back_is_counted_apart(tmp_path: Path) -> None:
    moves = history("2025-03-31 prospect", "2026-02-10 contact")
    facts = facts_of(tmp_path, {"ana.md": person("Ana", stage="contact", stage_history=moves)})
    found = funnel(facts).months
    assert [f"{month.first:%Y-%m}" for month in (found[0], found[-1])] == ["2025-04", "2026-03"]
    assert (found[-2].back, dict(found[-2].into)) == (1, {})
    assert stay(facts, Stage.PROSPECT).moved_on == 0


def rows(found: tuple[DealRow, ...]) -> list[tuple[str, str | None, int | None]]:
    return [(row.contact.id, row.deal.what, row.days_overdue) for row in found]


def test_open_deals_by_the_day_they_are_expected(tmp_path: Path) -> None:
    files = {
        "ana.md": person(
            "Ana",
            deals="[{status: open, what: some day}, "
            "{status: open, expected: 2026-03-01, what: today, amount: 10.50}, "
            "{status: open, expected: 2026-02-20, what: late, amount: 5}]",
        ),
        "ben.md": person("Ben", deals="{status: open, expected: 2026-04-01, what: ahead}"),
        "cy.md": person("Cy", deals="{status: open, what: at rest}", archived="2026-01-01"),
        "dov.md": person("Dov", deals="{status: open, opened: 2026-03-02, what: not yet}"),
    }
    found = pipeline(facts_of(tmp_path, files))
    assert rows(found.open) == [
        ("ana", "late", 9),
        ("ana", "today", None),
        ("ben", "ahead", None),
        ("ana", "some day", None),
    ]
    assert total(found.open) == Decimal("15.50")
    assert found.open[0].at == ("deals", 2)


def test_deals_decided_within_twelve_months_and_why_they_were_lost(tmp_path: Path) -> None:
    lost = "{{status: lost, closed: {}, reason: {}}}"
    files = {
        "ana.md": person(
            "Ana",
            deals="[{status: won, closed: 2025-03-01, what: first}, "
            "{status: won, closed: 2026-03-01, what: last}, "
            "{status: won, closed: 2025-02-28, what: a year ago}, "
            "{status: won, closed: 2026-03-02, what: ahead}]",
        ),
        "ben.md": person(
            "Ben", deals=f"[{lost.format('2026-01-01', 'price')}, {lost.format('2026-01-02', 'time')}]"
        ),
        "cy.md": person("Cy", archived="2026-02-01", deals=lost.format("2026-01-03", "time")),
    }
    found = pipeline(facts_of(tmp_path, files))
    assert [what for _, what, _ in rows(found.won)] == ["last", "first"]
    assert [who for who, _, _ in rows(found.lost)] == ["cy", "ben", "ben"]
    assert found.reasons == (("time", 2), ("price", 1))


@pytest.mark.parametrize("use", ["personal", "both"])
def test_a_wiki_for_the_family_has_neither(tmp_path: Path, use: str) -> None:
    files = {"ana.md": person("Ana", stage="prospect", scope="business", deals="{status: open}")}
    facts = facts_of(tmp_path, files, f"owner: {{use: {use}}}")
    assert bool(funnel(facts).stages) is (use == "both")
    assert bool(pipeline(facts).open) is (use == "both")
