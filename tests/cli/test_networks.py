"""`soi networks` shows who is there, who is missing and who is owed something; `soi show` the same of one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cli.limits import MOST

from ..support import REPOSITORY
from ..support import make_wiki
from ..support import person
from ..support import soi

SETTINGS = """
    currency: EUR
    owner:
      contact_sphere: [florist, [wedding venue, banquet hall], printer]
      competitors: [photo studio]
"""
PEOPLE = {
    "ana.md": """\
        ---
        name: Ana Ruiz
        stage: client
        profession: florist
        networks: [support, referral]
        referrals:
          - {date: 2026-01-10, direction: received, contact: ben, outcome: won}
          - {date: 2026-02-10, direction: given, contact: cleo}
        relations: {type: supplier-of, contact: hall}
        touches: 2026-02-20 call
        ---
        """,
    "ben.md": person("Ben Okafor", stage="client", end_customer="true", purchases="2026-02-01 400 album"),
    "cleo.md": person("Cleo Lang", profession="printer"),
    "dora.md": person(
        "Dora Stern",
        stage="client",
        purchases="2025-12-01 600 portraits",
        referrals="{date: 2025-05-01, direction: received, contact: Luis, outcome: declined}",
    ),
    "eve.md": person(
        "Eve Mora",
        profession="photo studio",
        referrals="{date: 2025-06-01, direction: given, contact: Mia}",
    ),
    "hall.md": person(
        "Town Hall", type="organisation", relations="{type: supplier-of, contact: Bridal Fair}"
    ),
}


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    return make_wiki(tmp_path, PEOPLE, SETTINGS)


def test_each_line_says_who_why_and_what_settles_it(wiki: Path, golden: Callable[[str, str], None]) -> None:
    ran = soi(wiki, "networks")
    assert (ran.exit, ran.err) == (0, "")
    golden("networks.txt", ran.out)
    golden("networks.csv", soi(wiki, "networks", "--format", "csv").out)


def test_the_sample_has_a_story_to_tell(golden: Callable[[str, str], None]) -> None:
    golden("networks-sample.txt", soi(REPOSITORY, "networks", today="").out)


def test_json_has_what_the_lines_say(wiki: Path) -> None:
    told = soi(wiki, "networks", "--format", "json").json
    assert [(one["missing"], one["what"]) for one in told["missing"]] == [
        ("profession", "wedding venue"),
        ("profession", "printer"),
        ("network", "information"),
        ("level", "referral_partner"),
    ]
    assert [person["id"] for person in told["power_team"]] == ["ana"]
    assert told["missing"][1]["candidates"] == [
        {"id": "cleo", "name": "Cleo Lang", "grade": "C", "stage": "contact", "profession": "printer"}
    ]
    assert told["supply_chain"] == [
        {
            "id": "ana",
            "name": "Ana Ruiz",
            "buyers": [
                {"id": "hall", "name": "Town Hall", "depth": 1, "through": "Ana Ruiz"},
                {"id": None, "name": "Bridal Fair", "depth": 2, "through": "Town Hall"},
            ],
        }
    ]
    assert [one["id"] for one in told["unknown_clients"]] == ["dora"]
    share = told["referral_share"]
    assert (share["won"], share["by_referral"], share["share"]) == (1000, 400, 0.4)


def test_every_line_of_a_table_has_its_person(wiki: Path) -> None:
    rows = [*csv.DictReader(io.StringIO(soi(wiki, "networks", "--format", "csv").out))]
    assert {row["section"] for row in rows} >= {"support network", "give and take", "clients to ask"}
    assert [row["command"] for row in rows if row["id"] == "dora"] == [
        "soi refer NAME --to dora",
        "soi set dora end_customer true",
        "",
    ]


def test_what_settles_a_line_settles_it(wiki: Path) -> None:
    before = soi(wiki, "networks", "--format", "json").json
    assert [row["owing"] for row in before["reciprocity"]] == ["you", "them", None]
    assert soi(wiki, "refer", "Zoe Lind", "--to", "dora").exit == 0
    assert soi(wiki, "set", "dora", "end_customer", "true").exit == 0
    assert soi(wiki, "set", "eve", "networks", "information", "--add").exit == 0
    after = soi(wiki, "networks", "--format", "json").json
    assert [row["owing"] for row in after["reciprocity"]] == ["them", None, None]
    assert after["unknown_clients"] == []
    assert [gap["what"] for gap in after["missing"]] == ["wedding venue", "printer", "referral_partner"]


def test_whoever_keeps_it_for_family_and_friends_sees_no_business(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, PEOPLE, SETTINGS.replace("owner:", "owner:\n      use: personal"))
    ran = soi(wiki, "networks")
    assert (ran.exit, ran.out.splitlines()[0]) == (
        0,
        "Support network: those who help you when it gets hard (our definition)",
    )
    assert "family and friends" in ran.err
    for word in ("refer", "client", "florist", "EUR", "Dora"):
        assert word not in ran.out
    told = soi(wiki, "networks", "--format", "json").json
    business = ("sphere", "power_team", "referral_partners", "competitors", "reciprocity", "supply_chain")
    assert [told[key] for key in (*business, "unknown_clients")] == [[]] * 7
    assert told["referral_share"] is None
    facts = soi(wiki, "show", "ana", "--format", "json").json["facts"]
    assert (facts["partnership"], facts["reciprocity"], facts["supply_chain"]) == (None, None, None)
    assert facts["networks"] == ["support"]


def test_a_sphere_that_nobody_named_is_said(tmp_path: Path) -> None:
    assert "owner.contact_sphere" in soi(make_wiki(tmp_path, PEOPLE), "networks").err


def test_show_says_what_somebody_is_in_the_networks(wiki: Path) -> None:
    lines = soi(wiki, "show", "ana").out.splitlines()
    assert "  networks: support, referral" in lines
    assert (
        "  power team: florist: in your contact sphere; last call 2026-02-20; "
        "gave you 1 (1 unasked) and got 1 in the last 12 months, last 2026-02-10"
    ) in lines
    assert (
        "  referrals: gave you 1 (1 won) and got 1; generation 0; 1 person downstream, 400 EUR won" in lines
    )
    assert "  sells to Town Hall; they to Bridal Fair (through Town Hall)" in lines
    assert "  sells to: ask, nobody knows" in soi(wiki, "show", "dora").out.splitlines()
    assert "sells to" not in soi(wiki, "show", "ben").out


def test_show_has_the_facts_of_the_contract(wiki: Path) -> None:
    facts = soi(wiki, "show", "ana", "--format", "json").json["facts"]
    assert facts["partnership"] == {
        "value": "power_team",
        "contact_sphere": True,
        "power_team": True,
        "referral_partner": False,
        "because": [
            {"text": "florist: in your contact sphere", "path": "contacts/ana.md", "line": 4},
            {"text": "last call 2026-02-20", "path": "contacts/ana.md", "line": 10},
            {
                "text": "gave you 1 (1 unasked) and got 1 in the last 12 months, last 2026-02-10",
                "path": "contacts/ana.md",
                "line": 8,
            },
        ],
    }
    assert facts["reciprocity"] == {"received": 1, "given": 1, "balance": 0}
    assert facts["networks"] == ["support", "referral"]
    assert facts["supply_chain"]["is_unknown"] is False
    assert facts["meetings"] == {"invited": [], "attended": [], "missed": []}


@pytest.mark.parametrize(("count", "rest"), [(MOST - 1, ""), (MOST + 2, "  and 3 more (soi networks --all)")])
def test_a_long_section_ends_where_nobody_reads_on(tmp_path: Path, count: int, rest: str) -> None:
    files = {f"c{n:02}.md": person(f"C {n:02}", stage="client") for n in range(count)}
    wiki = make_wiki(tmp_path, {**files, "best.md": person("Zoë", stage="client", grade="A+")}, SETTINGS)
    told = soi(wiki, "networks").out.partition("Clients to ask")[2].splitlines()
    names = [line.split(":")[0].strip() for line in told if "end_customer" in line]
    assert names[:2] == ["Zoë", "C 00"]
    assert len(names) == MOST
    assert (told[-1] if rest else "") == rest
    assert soi(wiki, "networks", "--all").out.count("end_customer") == count + 1
    assert soi(wiki, "networks", "--format", "csv").out.count("clients to ask") == count + 1


def test_names_cannot_leave_their_line(tmp_path: Path) -> None:
    evil = '"E\\x1b[31m\\nvil"'
    files = {
        "ana.md": person(
            evil,
            stage="client",
            profession=evil,
            networks="support",
            relations="{type: supplier-of, contact: b}",
        ),
        "b.md": person(evil),
    }
    settings = f"owner: {{contact_sphere: [{evil}]}}"
    out = soi(make_wiki(tmp_path, files, settings), "networks").out
    assert "\x1b" not in out
    assert "E\\x1b[31m\\nvil" in out
