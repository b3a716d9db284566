"""Down the supply chain, to any depth, and the clients whose clients are not known."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builder.facts import Facts
from builder.facts.supply import chain
from builder.facts.supply import suppliers
from builder.facts.supply import unknown_clients
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person

TODAY = dt.date(2026, 3, 1)
REFUSED = "{date: %s, what: contact, given: false}"


def facts_of(root: Path, files: dict[str, str], settings: str = "") -> Facts:
    wiki = make_wiki(root, {f"{name}.md": text for name, text in files.items()}, settings)
    return open_workspace(wiki, TODAY).facts


def sells(to: str) -> str:
    return f"{{type: supplier-of, contact: {to}}}"


def buys(of: str) -> str:
    return f"{{type: client-of, contact: {of}}}"


def buyers(facts: Facts, who: str) -> list[tuple[str, int, str]]:
    return [(one.name, one.depth, one.through) for one in facts.about(chain, facts.wiki.contacts[who])]


def test_either_file_tells_a_pair_and_it_counts_once(tmp_path: Path) -> None:
    files = {
        "ana": person("Ana", relations=f"[{sells('ben')}, {sells('Cleo Stern')}]"),
        "ben": person("Ben", relations=buys("ana")),
        "dora": person("Dora", relations=f"[{buys('ana')}, {{type: knows, contact: eve}}]"),
        "eve": person("Eve"),
    }
    facts = facts_of(tmp_path, files)
    assert buyers(facts, "ana") == [("Ben", 1, "Ana"), ("Cleo Stern", 1, "Ana"), ("Dora", 1, "Ana")]
    assert [one.id for one in facts.about(chain, facts.wiki.contacts["ana"])] == ["ben", None, "dora"]
    assert buyers(facts, "ben") == []


def test_it_goes_down_to_any_depth_and_ends_where_a_circle_closes(tmp_path: Path) -> None:
    people = [f"p{number:02}" for number in range(40)]
    files = {
        who: person(who.title(), relations=sells(people[(place + 1) % len(people)]))
        for place, who in enumerate(people)
    }
    found = buyers(facts_of(tmp_path, files), "p00")
    assert [depth for _, depth, _ in found] == list(range(1, 40))
    assert found[-1] == ("P39", 39, "P38")


def test_the_shortest_way_counts(tmp_path: Path) -> None:
    files = {
        "ana": person("Ana", relations=f"[{sells('ben')}, {sells('cleo')}]"),
        "ben": person("Ben", relations=sells("cleo")),
        "cleo": person("Cleo", relations=sells("dora")),
        "dora": person("Dora", relations=sells("dora")),
    }
    assert buyers(facts_of(tmp_path, files), "ana") == [
        ("Ben", 1, "Ana"),
        ("Cleo", 1, "Ana"),
        ("Dora", 2, "Cleo"),
    ]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param({"stage": "client"}, ["ana"], id="a client"),
        pytest.param({"stage": "prospect"}, [], id="no client yet"),
        pytest.param({"stage": "client", "end_customer": "true"}, [], id="nobody comes after"),
        pytest.param({"stage": "client", "scope": "personal"}, [], id="personal"),
        pytest.param({"stage": "client", "scope": "both"}, ["ana"], id="both"),
        pytest.param({"stage": "client", "grade": "D"}, [], id="let go"),
        pytest.param({"stage": "client", "grade": "D", "keep": "my cousin"}, ["ana"], id="kept"),
        pytest.param({"stage": "client", "consent": REFUSED % "2026-03-01"}, [], id="wants no call"),
        pytest.param({"stage": "client", "consent": REFUSED % "2026-03-02"}, ["ana"], id="will want none"),
        pytest.param({"stage": "client", "archived": "2026-02-01"}, [], id="archived"),
        pytest.param({"stage": "client", "relations": sells("Ben Okafor")}, [], id="one client is named"),
        pytest.param(
            {"stage": "client", "relations": buys("Ben Okafor")}, ["ana"], id="only a supplier is named"
        ),
    ],
)
def test_a_client_is_asked_for_their_clients(
    tmp_path: Path, keys: dict[str, str], expected: list[str]
) -> None:
    facts = facts_of(tmp_path, {"ana": person("Ana", **keys)})
    assert [contact.id for contact in facts.of(unknown_clients)] == expected


@pytest.mark.parametrize(
    ("hall", "expected"),
    [
        pytest.param({"stage": "client"}, ["hall"], id="the organisation is asked"),
        pytest.param({"stage": "client", "end_customer": "true"}, [], id="nobody comes after it"),
        pytest.param({"relations": sells("Ben Okafor")}, [], id="its clients are known"),
        pytest.param({}, ["ana"], id="it is no client"),
    ],
)
def test_an_organisation_answers_for_those_who_work_there(
    tmp_path: Path, hall: dict[str, str], expected: list[str]
) -> None:
    files = {
        "ana": person("Ana", stage="client", organisation="hall"),
        "hall": person("Hall", type="organisation", **hall),
    }
    assert [contact.id for contact in facts_of(tmp_path, files).of(unknown_clients)] == expected


def test_clients_with_clients_are_listed_and_others_are_not(tmp_path: Path) -> None:
    files = {
        "ana": person("Ana", stage="client", relations=sells("Mia")),
        "ben": person("Ben", relations=sells("Mia")),
        "cleo": person("Cleo", stage="client", relations=sells("Mia"), died="2026-02-01"),
    }
    assert [contact.id for contact in suppliers(facts_of(tmp_path, files))] == ["ana"]


def test_family_and_friends_are_not_asked(tmp_path: Path) -> None:
    files = {
        "ana": person("Ana", stage="client", scope="business"),
        "ben": person("Ben", stage="client", relations=sells("Mia")),
    }
    facts = facts_of(tmp_path, files, "owner: {use: personal}")
    assert (facts.of(unknown_clients), suppliers(facts)) == ((), ())
