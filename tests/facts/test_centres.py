"""Centres of influence, judged by networkx; the best sources."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import networkx as nx  # type: ignore[import-untyped] # its stubs are elsewhere
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.facts import Facts
from builder.facts import centres as module
from builder.facts.centres import betweenness
from builder.facts.centres import centres
from builder.facts.centres import estimated
from builder.facts.network import joined
from builder.facts.network import ties
from builder.facts.sources import sources
from builder.workspace import open_workspace
from tests.graphs import MOST
from tests.graphs import TODAY
from tests.graphs import Pair
from tests.graphs import facts_of
from tests.graphs import named
from tests.graphs import pairs
from tests.graphs import referring
from tests.support import REPOSITORY
from tests.support import make_wiki
from tests.support import person


def facts(root: Path, files: dict[str, str], settings: str = "") -> Facts:
    return open_workspace(make_wiki(root, files, settings), TODAY).facts


def knows(*people: str) -> str:
    return "[" + ", ".join(f"{{type: knows, contact: {name}}}" for name in people) + "]"


def received(*entries: str) -> str:
    return "[" + ", ".join(f"{{direction: received, {entry}}}" for entry in entries) + "]"


# -- who is joined


def test_a_relation_told_from_both_sides_is_one_tie(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        {
            "ana.md": person(
                "Ana", relations="[{type: supplier-of, contact: ben}, {type: knows, contact: ben}]"
            ),
            "ben.md": person(
                "Ben", relations="[{type: client-of, contact: ana}, {type: knows, contact: ana}]"
            ),
        },
    )
    assert [(tie.kind, tie.source, tie.target) for tie in ties(found)] == [
        ("knows", "ana", "ben"),
        ("client-of", "ben", "ana"),
    ]


def test_the_owner_is_nobody_in_the_network(tmp_path: Path) -> None:
    files = {"ana.md": person("Ana", relations="{type: reports-to, contact: kim DOE}")}
    assert joined(facts(tmp_path / "a", files, "owner: {name: Kim Doe}")) == {}
    assert joined(facts(tmp_path / "b", files, "owner: {name: Kim Roe}")).keys() == {"ana", "=kim doe"}


# -- who is a centre


def test_three_people_make_a_centre_and_two_do_not(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        {
            "ana.md": person("Ana", relations=knows("Ulf", "Vera", "Wim"), purchases="2026-02-01 10"),
            "ben.md": person("Ben", relations=knows("Ulf", "Vera")),
            "cleo.md": person("Cleo", relations=knows("Ulf", "Vera", "Wim"), archived="2026-02-01"),
        },
    )
    (centre,) = centres(found)
    assert (centre.contact.id, centre.people) == ("ana", 3)
    assert centre.because[0].text == "referred or knows 3 people: Ulf, Vera, Wim"


def test_centres_are_ranked_by_betweenness_and_ties_by_id(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        {
            "zoe.md": person("Zoe", relations=knows("A", "B", "C", "ben", "amy")),
            "ben.md": person("Ada", relations=knows("D", "E")),
            "amy.md": person("Zed", relations=knows("F", "G")),
        },
    )
    assert [centre.contact.id for centre in centres(found)] == ["zoe", "amy", "ben"]
    shares = {centre.contact.id: centre.betweenness for centre in centres(found)}
    assert shares["amy"] == shares["ben"] < shares["zoe"]
    assert all(share == round(share, 9) for share in shares.values())


@given(st.integers(3, MOST).flatmap(lambda size: st.tuples(st.just(size), pairs(size))))
def test_random_networks_have_the_betweenness_of_networkx(network: tuple[int, frozenset[Pair]]) -> None:
    size, edges = network
    judge = nx.Graph((named(a), named(b)) for a, b in edges)
    expected = nx.betweenness_centrality(judge)
    with facts_of(referring(size, edges)) as found:
        exact = betweenness(found)
        assert not exact.is_estimate
        assert exact.of == pytest.approx(expected, abs=1e-9)
        neighbours = {one: tuple(others) for one, others in joined(found).items()}
        assert estimated(neighbours, len(neighbours)) == pytest.approx(expected, abs=1e-12)


def test_above_the_limit_it_is_an_estimate_near_the_truth(tmp_path: Path) -> None:
    size = 2_400
    # A tree of three children each: the truth is plain to compute, and the first people matter most.
    found = facts(tmp_path, referring(size, [((number - 1) // 3, number) for number in range(1, size)]))
    measured = found.of(betweenness)
    assert measured.is_estimate
    exact = module._rounded(module._exact({one: tuple(others) for one, others in joined(found).items()}))
    top = sorted(exact, key=lambda one: -exact[one])[:4]
    assert {centre.contact.id for centre in centres(found)[:4]} == {*top}
    for one in top:
        assert measured.of[one] == pytest.approx(exact[one], rel=0.25)


def test_more_ways_than_a_float_can_count_are_no_trouble() -> None:
    # From wherever one begins, the further end is 700 steps away, and 3 to the 699th ways lead there.
    width, depth = 3, 1_400
    near: dict[str, tuple[str, ...]] = {}
    layers = [[f"{layer:04d}-{place}" for place in range(width)] for layer in range(depth)]
    for place, layer in enumerate(layers):
        beside = (layers[place - 1] if place else []) + (layers[place + 1] if place + 1 < depth else [])
        near |= dict.fromkeys(layer, tuple(beside))
    found = estimated(near, 2)
    assert max(found.values()) < 1


def test_every_process_finds_the_same(tmp_path: Path) -> None:
    edges = [(number // 2, number) for number in range(1, 300)] + [
        (number, 299 - number) for number in range(140)
    ]
    wiki = make_wiki(tmp_path, referring(300, edges))
    arguments = [sys.executable, "-m", "builder", "--wiki", str(wiki), "referrals", "--format", "json"]
    outs = {
        subprocess.run(
            arguments,
            cwd=REPOSITORY,
            env={"PYTHONHASHSEED": seed, "SOI_TODAY": str(TODAY), "RAYON_NUM_THREADS": threads},
            capture_output=True,
            check=True,
        ).stdout
        for seed, threads in (("1", "1"), ("2", "4"))
    }
    (out,) = outs
    assert json.loads(out)["centres"]["people"]


def test_the_library_is_loaded_only_where_ways_are_counted(tmp_path: Path) -> None:
    wiki = make_wiki(
        tmp_path,
        {"ana.md": person("Ana", relations=knows("A", "B", "C"), referred_by="ben"), "ben.md": person("Ben")},
    )
    code = (
        "import sys\nfrom builder.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('rustworkx' in sys.modules or 'numpy' in sys.modules, file=sys.stderr)"
    )
    said = {}
    for command in ("check", "due", "today", "referrals"):
        arguments = [sys.executable, "-c", code, "--wiki", str(wiki), "--today", str(TODAY), command]
        done = subprocess.run(arguments, cwd=REPOSITORY, capture_output=True, text=True, check=True)
        said[command] = done.stderr.splitlines()[-1]
    assert said == {"check": "False", "due": "False", "today": "False", "referrals": "True"}


# -- the best sources


@pytest.mark.parametrize(
    ("ana", "ben", "order"),
    [
        pytest.param(
            ["date: 2020-01-01, contact: X, outcome: won, value: 10"],
            [
                "date: 2026-01-01, contact: X, outcome: won, value: 9",
                "date: 2026-01-01, contact: Y, outcome: won",
            ],
            ["ana", "ben"],
            id="won value goes first",
        ),
        pytest.param(
            ["date: 2026-01-01, contact: X, outcome: won", "date: 2026-01-01, contact: Y"],
            ["date: 2020-01-01, contact: X, outcome: won", "date: 2020-01-01, contact: Y, outcome: won"],
            ["ben", "ana"],
            id="then the number won",
        ),
        pytest.param(
            ["date: 2024-02-29, contact: X", "date: 2024-02-29, contact: Y"],
            ["date: 2024-03-01, contact: X"],
            ["ben", "ana"],
            id="then those of 24 months, the first day included",
        ),
        pytest.param(
            ["date: 2026-01-01, contact: X"],
            ["date: 2026-01-01, contact: X"],
            ["ana", "ben"],
            id="then the name",
        ),
    ],
)
def test_the_best_source_comes_first(
    tmp_path: Path, ana: list[str], ben: list[str], order: list[str]
) -> None:
    found = facts(
        tmp_path,
        {
            "ana.md": person("Ángel", referrals=received(*ana)),
            "ben.md": person("Ben", referrals=received(*ben)),
            "old.md": person("Old", referrals=received("date: 2026-01-01, contact: X"), died="2026-02-01"),
        },
    )
    assert [row.contact.id for row in sources(found)] == order


def test_a_referral_without_a_day_is_in_totals_and_in_no_window(tmp_path: Path) -> None:
    found = facts(tmp_path, {"ana.md": person("Ana"), "ben.md": person("Ben", referred_by="ana")})
    (row,) = sources(found)
    assert (row.referred, row.recent) == (1, 0)
    assert [reason.text for reason in row.because] == ["referred Ben"]
