"""A wiki for family and friends, full of what a business would write: none of it is told of."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from builder.website.run import build

from ..support import TODAY
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


@pytest.fixture(
    params=[
        pytest.param("name: ", id="nobody is said to be of business"),
        pytest.param("scope: business\nname: ", id="everybody is said to be of business"),
        pytest.param("customer_type: lost\nname: ", id="everybody is said to be a customer"),
    ]
)
def wiki(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    files = {name: text.replace("name: ", request.param, 1) for name, text in FILES.items()}
    return make_wiki(tmp_path, files, USE)


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_of_business_is_printed(wiki: Path, command: str) -> None:
    ran = soi(wiki, *command.split())
    assert ran.exit == 0, ran.err
    assert BUSINESS.findall(ran.out) == []


def test_a_card_keeps_to_the_person(wiki: Path) -> None:
    _, *told = soi(wiki, "show", "ana").out.splitlines()
    assert told
    assert BUSINESS.findall("\n".join(told)) == []


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


SITE = """\
docs_dir: contacts
use_directory_urls: false
theme: {name: soi}
plugins:
  - material/search
  - material/tags
"""
OF_SOI = {"playbook.html", "fields.html", "codes.html", "commands.html"}
"""Pages that tell what soi knows, and the same whatever stands in the files."""


def _told(root: Path, use: str) -> dict[str, str]:
    """What can be read on each page of a site that tells of people, and what its filters go by."""
    config = make_wiki(root, FILES, f"{USE.replace('personal', use)}today: {TODAY}") / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("plugins:\n", SITE), encoding="utf-8")
    site = build(config)
    out = {}
    for path in sorted(site.rglob("*.html")):
        address = str(path.relative_to(site))
        if address not in OF_SOI:
            html = re.sub(
                r"<(script|style)\b.*?</\1>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL
            )
            marks = re.findall(r'\bdata-[a-z-]+(?:="[^"]*")?', html)
            out[address] = f"{re.sub('<[^>]+>', ' ', html)} {' '.join(marks)}"
    found = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    for doc in found["docs"]:
        if doc["location"] not in OF_SOI:
            out[f"search for {doc['location']}"] = f"{doc['title']} {doc['text']}"
    return out


def test_nothing_of_business_is_on_any_page(tmp_path: Path) -> None:
    private, both = (_told(tmp_path / use, use) for use in ("personal", "both"))
    assert {"index.html", "people.html", "people/ana.html", "search for people/ana.html"} <= private.keys()
    assert {page: found for page, text in private.items() if (found := BUSINESS.findall(text))} == {}
    assert "friend" in private["people/ana.html"]
    assert "let go" in private["people/ben.html"]
    assert both.keys() - private.keys() == {"referrals.html"}
    told = {page for page, text in both.items() if BUSINESS.search(text)}
    assert told >= {"index.html", "people.html", "networks.html", "review.html"}
    assert told >= {"people/ana.html", "people/ben.html"}
