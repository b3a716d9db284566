"""Who is in the owner's networks, who is missing, and who is owed something."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builder.facts import Facts
from builder.facts.networks import accounts
from builder.facts.networks import circles
from builder.facts.networks import competitors
from builder.facts.networks import gaps
from builder.facts.networks import members
from builder.facts.networks import trades
from builder.facts.partnership import Partner
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person

TODAY = dt.date(2026, 3, 1)
SPHERE = "owner: {contact_sphere: [florist, [wedding venue, banquet hall]], competitors: [photo studio]}"
PERSONAL = SPHERE.replace("owner: {", "owner: {use: personal, ")


def facts_of(root: Path, files: dict[str, str], settings: str = SPHERE) -> Facts:
    wiki = make_wiki(root, {f"{name}.md": text for name, text in files.items()}, settings)
    return open_workspace(wiki, TODAY).facts


def test_one_person_may_be_in_several_networks_and_those_who_rest_are_in_none(tmp_path: Path) -> None:
    files = {
        "ana": person("Ana", networks="[support, referral]"),
        "ben": person("Ben", networks="support", archived="2026-02-01"),
        "cleo": person("Cleo", networks="support", died="2026-02-01"),
        "zoe": person("Zoë", networks="support", archived="2026-03-02"),
    }
    found = {
        str(circle.network): [c.id for c in circle.people] for circle in facts_of(tmp_path, files).of(circles)
    }
    assert found == {"support": ["ana", "zoe"], "information": [], "referral": ["ana"]}


@pytest.mark.parametrize(
    ("keys", "people", "candidates"),
    [
        pytest.param({"stage": "connection"}, ["ana"], [], id="a connection"),
        pytest.param({"stage": "client"}, ["ana"], [], id="a client"),
        pytest.param({}, [], ["ana"], id="a contact"),
        pytest.param({"stage": "suspect"}, [], ["ana"], id="a suspect"),
        pytest.param({"stage": "connection", "grade": "D"}, [], [], id="one to be let go"),
        pytest.param({"archived": "2026-02-01"}, [], [], id="an archived one"),
        pytest.param(
            {"consent": "{date: 2026-02-01, what: contact, given: false}"}, [], [], id="one who wants no call"
        ),
    ],
)
def test_a_profession_is_filled_where_a_relationship_has_begun(
    tmp_path: Path, keys: dict[str, str], people: list[str], candidates: list[str]
) -> None:
    facts = facts_of(tmp_path, {"ana": person("Ana", profession="Florist", **keys)})
    florist, venue = facts.of(trades)
    assert ([c.id for c in florist.people], [c.id for c in florist.candidates]) == (people, candidates)
    assert (venue.people, venue.candidates) == ((), ())
    missing = {gap.what: [c.id for c in gap.candidates] for gap in gaps(facts)}
    assert ("florist" in missing) is not bool(people)
    assert missing.get("florist", candidates) == candidates


def test_synonyms_are_one_profession(tmp_path: Path) -> None:
    files = {
        "ana": person("Ana", profession="banquet hall", stage="connection"),
        "ben": person("Ben", profession="Wedding Venue", stage="connection"),
    }
    venue = facts_of(tmp_path, files).of(trades)[1]
    assert venue.names == ("wedding venue", "banquet hall")
    assert [contact.id for contact in venue.people] == ["ana", "ben"]


def test_candidates_come_in_the_order_of_how_well_they_are_known(tmp_path: Path) -> None:
    stages = {"ana": "stranger", "ben": "contact", "cleo": "suspect", "dora": "contact"}
    files = {who: person(who.title(), profession="florist", stage=stage) for who, stage in stages.items()}
    florist = facts_of(tmp_path, files).of(trades)[0]
    assert [contact.id for contact in florist.candidates] == ["ben", "dora", "cleo", "ana"]


GIVEN = "{date: 2026-02-01, direction: given, contact: Luis}"
RECEIVED = "{date: 2026-02-01, direction: received, contact: Mia}"


def test_an_empty_wiki_lacks_everything_and_a_full_one_nothing(tmp_path: Path) -> None:
    empty = facts_of(tmp_path / "empty", {"ana": person()})
    assert [(str(gap.missing), gap.what) for gap in gaps(empty)] == [
        ("profession", "florist"),
        ("profession", "wedding venue"),
        ("network", "support"),
        ("network", "information"),
        ("network", "referral"),
        ("level", "power_team"),
        ("level", "referral_partner"),
    ]
    keys = {"stage": "connection", "touches": "2026-02-01 call"}
    full = {
        "ana": person(
            "Ana", profession="florist", referrals=f"[{GIVEN}, {GIVEN}, {RECEIVED}, {RECEIVED}]", **keys
        ),
        "ben": person("Ben", profession="wedding venue", networks="[support, information, referral]", **keys),
    }
    assert gaps(facts_of(tmp_path / "full", full)) == ()


def test_those_nearest_to_the_power_team_come_first(tmp_path: Path) -> None:
    files = {
        "ana": person("Ana", profession="florist", stage="connection"),
        "ben": person("Ben", profession="florist", stage="connection", touches="2026-02-01 call"),
    }
    facts = facts_of(tmp_path, files)
    [team] = [gap for gap in gaps(facts) if gap.what == Partner.POWER_TEAM]
    assert [contact.id for contact in team.candidates] == ["ben", "ana"]
    assert members(facts, Partner.CONTACT_SPHERE) == tuple(facts.wiki.contacts.values())


def test_those_who_rest_are_in_no_team(tmp_path: Path) -> None:
    keys = {"profession": "florist", "stage": "connection", "touches": "2026-02-01 call", "referrals": GIVEN}
    files = {"ana": person("Ana", **keys), "ben": person("Ben", archived="2026-02-10", **keys)}
    assert [c.id for c in members(facts_of(tmp_path, files), Partner.POWER_TEAM)] == ["ana"]


def test_competitors_have_a_profession_of_the_list(tmp_path: Path) -> None:
    files = {"ana": person("Ana", profession="Photo Studio"), "ben": person("Ben", profession="studio")}
    assert [contact.id for contact in competitors(facts_of(tmp_path, files))] == ["ana"]


def test_give_and_take_begins_with_those_who_wait(tmp_path: Path) -> None:
    files = {
        "ana": person("Ana", referrals=f"[{GIVEN}, {RECEIVED}, {RECEIVED}]"),
        "ben": person("Ben", referrals=RECEIVED),
        "cleo": person("Cleo", referrals=GIVEN),
        "dora": person("Dora", referrals=f"[{RECEIVED}, {RECEIVED}]"),
        "eve": person("Eve", referrals=f"[{GIVEN}, {RECEIVED}]"),
        "fay": person("Fay"),
        "gil": person("Gil", referrals=RECEIVED, archived="2026-02-10"),
    }
    rows = facts_of(tmp_path, files).of(accounts)
    assert [(row.contact.id, row.owing and str(row.owing), row.count.balance) for row in rows] == [
        ("dora", "you", 2),
        ("ben", "you", 1),
        ("cleo", "them", -1),
        ("ana", None, 1),
        ("eve", None, 0),
    ]


def test_nothing_of_business_where_the_wiki_is_for_family_and_friends(tmp_path: Path) -> None:
    keys = {"profession": "florist", "stage": "connection", "touches": "2026-02-01 call", "referrals": GIVEN}
    files = {
        "ana": person("Ana", networks="[support, referral]", **keys),
        "ben": person("Ben", profession="photo studio"),
    }
    facts = facts_of(tmp_path, files, PERSONAL)
    assert [str(circle.network) for circle in facts.of(circles)] == ["support", "information"]
    assert (facts.of(trades), competitors(facts), facts.of(accounts)) == ((), (), ())
    assert [members(facts, step) for step in Partner] == [(), (), ()]
    assert [gap.what for gap in gaps(facts)] == ["information"]
