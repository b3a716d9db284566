"""A wiki for family and friends, full of what a business would write: none of it is told of."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import soi

USE = "owner: {use: personal}\nasking: {rest: 1 day}\nrewards: {won: dinner, for: [loyal]}\n"
FILES = {
    "ana.md": person(
        "Ana Ruiz",
        grade="A",
        stage="client",
        category="[customer, evangelist]",
        networks="[support, referral]",
        profession="florist",
        stood_by="the flood",
        value="{profit: high, maintenance: low}",
        purchases="2026-02-12 4200 spring collection",
        deals="{status: open, opened: 2026-02-01, amount: 900, what: lobby series}",
        referrals="[{date: 2026-01-02, direction: received, contact: ben, outcome: won, value: 700, "
        "reward: {what: dinner, promised: 2026-01-03}}]",
        relations="[{type: client-of, contact: ben}, {type: friend, contact: cy}]",
        touches="[2026-02-20 call, {date: 2026-02-21, channel: call, mood: happy}]",
    ),
    "ben.md": person("Ben Okafor", grade="F", stage="prospect", touches="2026-01-20 call"),
    "cy.md": person("Cy Young", grade="B", birthday="1980-03-04", relations="{type: spouse, contact: Dora}"),
}
BUSINESS = re.compile(
    r"client|customer|prospect|referr|reward|power team|contact sphere|spring collection|lobby series"
    r"|\b4200\b|\b700\b|\b900\b|A\+:|conversion|pipeline|funnel",
    re.IGNORECASE,
)
COMMANDS = (
    *("today", "due", "ask", "networks", "plan", "stats", "log --since 99y", "review"),
    *("review grades", "review stages", "digest --since 99y", "path cy", "path ben", "graph --format dot"),
    *("graph --format mermaid", "graph --format graphml"),
)


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    return make_wiki(tmp_path, FILES, USE)


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_of_business_is_printed(wiki: Path, command: str) -> None:
    ran = soi(wiki, *command.split())
    assert ran.exit == 0, ran.err
    assert BUSINESS.findall(ran.out) == []


def test_a_brief_keeps_to_the_person(wiki: Path) -> None:
    head, *told = soi(wiki, "brief", "ana").out.splitlines()
    assert head.startswith("Ana Ruiz")
    assert BUSINESS.findall("\n".join(told)) == []
    assert any("friend" in line for line in told)


def test_the_facts_of_business_are_empty(wiki: Path) -> None:
    for one in soi(wiki, "show", "--all", "--format", "json").json["contacts"]:
        facts: dict[str, Any] = one["facts"]  # Any: JSON
        for name in ("partnership", "reciprocity", "referrals", "supply_chain", "ask"):
            assert facts[name] is None, name
        assert facts["customer_type"]["value"] is None
        assert facts["grade"]["suggested"] is None
        assert facts["stage"]["lacks"] == []


def test_no_finding_is_about_business(wiki: Path) -> None:
    codes = {found["code"] for found in check(wiki)}
    assert not codes & {
        "SOI306",
        "SOI307",
        "SOI406",
        "SOI407",
        "SOI408",
        "SOI411",
        "SOI414",
        "SOI416",
        "SOI501",
    }


def test_the_same_files_tell_of_business_where_there_is_one(wiki: Path) -> None:
    make_wiki(wiki, {}, USE.replace("personal", "both"))
    silent = [name for name in COMMANDS if not BUSINESS.search(soi(wiki, *name.split()).out)]
    assert silent == ["due", "plan", "path cy"]
