"""Generations, cycles, chains and what came of them, from files; networkx judges random networks."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx  # type: ignore[import-untyped] # its stubs are elsewhere
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.facts import Facts
from builder.facts.components import components
from builder.facts.generations import Place
from builder.facts.generations import ancestors
from builder.facts.generations import by_generation
from builder.facts.generations import chains
from builder.facts.generations import circle
from builder.facts.generations import cycles
from builder.facts.generations import downstreams
from builder.facts.generations import generations
from builder.facts.generations import place
from builder.workspace import open_workspace
from tests.graphs import MOST
from tests.graphs import TODAY
from tests.graphs import Pair
from tests.graphs import facts_of
from tests.graphs import named
from tests.graphs import pairs
from tests.graphs import referring
from tests.support import make_wiki
from tests.support import person


def facts(root: Path, **people: str) -> Facts:
    """Facts of a wiki of such people; each has the lines given for them."""
    files = {f"{id_}.md": f"---\nname: {id_.title()}\n{lines}\n---\n" for id_, lines in people.items()}
    return open_workspace(make_wiki(root, files), TODAY).facts


def referrals(*entries: str) -> str:
    """Received referrals, each as `NAME` or `NAME, more`."""
    lines = [f"  - {{date: 2026-01-10, direction: received, contact: {entry}}}" for entry in entries]
    return "\n".join(["referrals:", *lines])


def at(found: Facts, id_: str) -> Place:
    return place(found, found.wiki.contacts[id_])


# -- generations


def test_a_generation_is_one_more_than_the_smallest_among_the_referrers(tmp_path: Path) -> None:
    found = facts(
        tmp_path, ana=referrals("ben", "dora"), ben=referrals("cleo"), cleo=referrals("dora"), dora="", eve=""
    )
    assert generations(found) == {"ana": 0, "ben": 1, "cleo": 2, "dora": 1, "eve": 0}


def test_referred_by_and_received_are_one_edge(tmp_path: Path) -> None:
    found = facts(tmp_path, ana=referrals("ben"), ben="referred_by: ana")
    assert at(found, "ana").downstream.people == 1
    assert [reason.text for reason in at(found, "ben").because] == ["came through Ana on 2026-01-10"]


def test_a_cycle_without_a_root_has_no_generation_and_neither_has_who_is_behind_it(tmp_path: Path) -> None:
    found = facts(tmp_path, ana=referrals("ben"), ben=referrals("ana", "cleo"), cleo=referrals("Dee"))
    assert generations(found) == {}
    assert [at(found, id_).generation for id_ in ("ana", "ben", "cleo")] == [None, None, None]
    assert at(found, "ana").downstream.people == 3


def test_a_cycle_that_a_root_reaches_has_generations(tmp_path: Path) -> None:
    found = facts(tmp_path, ana=referrals("ben"), ben=referrals("cleo"), cleo=referrals("ben"))
    assert [at(found, id_).generation for id_ in ("ana", "ben", "cleo")] == [0, 1, 2]
    assert cycles(found) == (("ben", "cleo"),)


def test_a_given_referral_is_no_edge(tmp_path: Path) -> None:
    found = facts(tmp_path, ana="referrals: [{date: 2026-01-10, direction: given, contact: ben}]", ben="")
    assert at(found, "ana").downstream.people == 0
    assert generations(found) == {"ana": 0, "ben": 0}


def test_a_referral_of_tomorrow_has_not_happened(tmp_path: Path) -> None:
    line = "referrals: [{{date: {}, direction: received, contact: ben}}]"
    assert at(facts(tmp_path / "a", ana=line.format("2026-03-01"), ben=""), "ana").downstream.people == 1
    assert at(facts(tmp_path / "b", ana=line.format("2026-03-02"), ben=""), "ana").downstream.people == 0


# -- downstream


def test_people_without_a_file_count_by_name_and_lead_nowhere(tmp_path: Path) -> None:
    found = facts(tmp_path, ana=referrals("Dee Dell", "ben"), ben=referrals("DEE DELL", "Emil"))
    assert at(found, "ana").downstream.people == 3
    assert generations(found)["=dee dell"] == 1


def test_nobody_is_downstream_of_themselves(tmp_path: Path) -> None:
    found = facts(tmp_path, ana=referrals("ben", "ana"), ben=referrals("ana"))
    assert at(found, "ana").downstream.people == 1
    assert cycles(found) == (("ana", "ben"),)


def test_a_referrer_whose_file_cannot_be_read_counts_all_the_same(tmp_path: Path) -> None:
    found = facts(tmp_path, ana="grade: [", ben="referred_by: ana")
    assert at(found, "ben").generation == 1
    assert [reason.text for reason in at(found, "ben").because] == ["came through ana"]


WON = [
    pytest.param(referrals("ben, outcome: won, value: 100"), "", "100", id="the value told"),
    pytest.param(referrals("ben, outcome: met, value: 100"), "", "0", id="not won"),
    pytest.param(referrals("ben, value: 100"), "", "0", id="no outcome"),
    pytest.param(
        referrals("ben, outcome: won, value: 100"), "purchases: 2026-02-01 7", "100", id="a value is enough"
    ),
    pytest.param(referrals("ben, outcome: won"), "purchases: 2026-01-10 7", "7", id="bought on the day"),
    pytest.param(referrals("ben, outcome: won"), "purchases: 2026-01-09 7", "0", id="bought the day before"),
    pytest.param(referrals("ben, outcome: won"), "purchases: 2026-03-02 7", "0", id="bought tomorrow"),
    pytest.param(referrals("ben, outcome: won"), "purchases: {date: 2026-02-01}", "0", id="no amount"),
    pytest.param(
        referrals("ben, outcome: won"),
        "deals: {status: won, closed: 2026-02-01, amount: 5.5}",
        "5.5",
        id="a deal won is a purchase",
    ),
    pytest.param(
        referrals("ben, outcome: won", "ben, outcome: won"),
        "purchases: 2026-02-01 7",
        "7",
        id="two won entries do not count a purchase twice",
    ),
    pytest.param(
        "referrals:\n"
        "  - {date: 2026-02-05, direction: received, contact: ben, outcome: won}\n"
        "  - {date: 2026-01-10, direction: received, contact: ben, outcome: won}",
        "purchases: [2026-01-10 7, 2026-02-05 70, 2026-01-09 700]",
        "77",
        id="of two won entries the earlier counts",
    ),
    pytest.param(
        referrals("ben, outcome: won, value: 100", "ben, outcome: won"),
        "purchases: 2026-02-01 7",
        "107",
        id="a value, and an entry without one",
    ),
    pytest.param(
        "referrals: [{date: 2026-03-02, direction: received, contact: ben, outcome: won, value: 9}]",
        "",
        "0",
        id="won tomorrow",
    ),
    pytest.param(referrals("Ben Without, outcome: won, value: 3"), "", "3", id="somebody without a file"),
]


@pytest.mark.parametrize(("ana", "ben", "expected"), WON)
def test_won(tmp_path: Path, ana: str, ben: str, expected: str) -> None:
    assert at(facts(tmp_path, ana=ana, ben=ben), "ana").downstream.won == Decimal(expected)


def test_each_edge_counts_once_for_all_who_lead_to_it(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        ana=referrals("ben, outcome: won, value: 1", "cleo, outcome: won, value: 10"),
        ben=referrals("dora, outcome: won, value: 100"),
        cleo=referrals("dora, outcome: won, value: 1000"),
        dora=referrals("eve, outcome: won, value: 10000", "ana, outcome: won, value: 100000"),
        eve="",
        fay=referrals("ben"),
    )
    for id_ in ("ana", "ben", "cleo", "dora", "fay"):
        assert at(found, id_).downstream.won == 111111
    assert at(found, "eve").downstream.won == 0


def test_what_others_won_is_a_reason_too(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        ana=referrals("ben, outcome: won, value: 1", "cleo"),
        ben=referrals("X One, outcome: met, value: 9", "X Two, outcome: won, value: 2"),
        cleo=referrals("ana, outcome: won, value: 4", "dora"),
        dora=referrals(*(f"Y {number}, outcome: won, value: 8" for number in range(5))),
    )
    assert [reason.text for reason in at(found, "ana").because] == [
        "came through Cleo on 2026-01-10, won, 4",
        "referred Ben on 2026-01-10, won, 1",
        "referred Cleo on 2026-01-10",
        "Ben referred X Two on 2026-01-10, won, 2",
        *(f"Dora referred Y {number} on 2026-01-10, won, 8" for number in range(4)),
    ]
    assert [reason.text for reason in at(found, "ben").because] == [
        "came through Ana on 2026-01-10, won, 1",
        "referred X One on 2026-01-10, met",
        "referred X Two on 2026-01-10, won, 2",
    ]


def test_what_two_branches_share_counts_once(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        ana=referrals("ben", "cleo"),
        ben=referrals("dora", "X One, outcome: won, value: 1"),
        cleo=referrals("dora", "X Two, outcome: won, value: 10"),
        dora=referrals("X Three, outcome: won, value: 100"),
    )
    assert at(found, "ana").downstream.people == 6
    assert at(found, "ana").downstream.won == 111


def test_a_referral_is_told_by_its_first_day_and_its_latest_outcome(tmp_path: Path) -> None:
    entry = "  - {{date: {}, direction: received, contact: ben{}}}"
    told = ("2026-02-01", ", outcome: met"), ("2026-01-10", ""), ("2026-02-01", ", outcome: proposed")
    lines = [entry.format(*one) for one in (*told, ("2026-01-20", ", outcome: introduced"))]
    found = facts(tmp_path, ana="\n".join(["referrals:", *lines]), ben="")
    (reason,) = at(found, "ana").because
    assert reason.text == "referred Ben on 2026-01-10, proposed"
    assert (reason.path, reason.at) == ("contacts/ana.md", ("referrals", 1))


# -- chains and cycles


def test_chains_are_lines_from_a_root_the_longest_first(tmp_path: Path) -> None:
    found = facts(
        tmp_path, ana=referrals("ben", "Zoe"), ben=referrals("cleo", "Abe"), cleo=referrals("dora"), dora=""
    )
    assert chains(found, 10) == (("ana", "ben", "cleo", "dora"), ("ana", "ben", "=abe"))
    assert chains(found, 1) == (("ana", "ben", "cleo", "dora"),)
    assert ancestors(found, "cleo") == ("ana", "ben", "cleo")
    assert [*by_generation(found)] == [
        (0, ("ana",)),
        (1, ("=zoe", "ben")),
        (2, ("=abe", "cleo")),
        (3, ("dora",)),
    ]


def test_a_knot_is_told_by_its_shortest_circle(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        ana=referrals("ben"),
        ben=referrals("cleo", "dora"),
        cleo=referrals("ana"),
        dora=referrals("eve"),
        eve=referrals("ana"),
    )
    (knot,) = cycles(found)
    assert knot == ("ana", "ben", "cleo", "dora", "eve")
    assert circle(found, knot) == ("ana", "ben", "cleo")


# -- size


def test_a_chain_of_five_thousand_and_a_cycle_behind_it(tmp_path: Path) -> None:
    size = 5_000
    steps = {(number, number + 1) for number in range(size - 1)} | {(size - 1, size - 10)}
    won = "referrals:\n  - {date: 2026-01-01, direction: received, contact: Xen, outcome: won, value: 5}"
    files = referring(size, steps)
    files["zz.md"] = (
        f"---\nname: Zz\n{won}\n  - {{date: 2026-01-01, direction: received, contact: p00000}}\n---\n"
    )
    found = open_workspace(make_wiki(tmp_path, files), TODAY).facts
    assert found.of(generations)[named(size - 1)] == size
    assert found.of(downstreams)["zz"].people == size + 1
    assert found.of(downstreams)[named(0)].people == size - 1
    assert found.of(downstreams)["zz"].won == 5
    assert found.of(cycles) == (tuple(named(number) for number in range(size - 10, size)),)
    # Of the last ten each referred somebody, so no line ends.
    assert chains(found, 5) == ()
    assert len(ancestors(found, named(size - 1))) == size + 1


# -- networkx as judge


def graph_of(size: int, edges: frozenset[Pair]) -> Any:  # Any: networkx has no types
    out = nx.DiGraph()
    out.add_nodes_from(named(number) for number in range(size))
    out.add_edges_from((named(a), named(b)) for a, b in edges)
    return out


@given(st.integers(1, MOST).flatmap(lambda size: st.tuples(st.just(size), pairs(size))))
def test_random_networks_are_as_networkx_sees_them(network: tuple[int, frozenset[Pair]]) -> None:
    size, edges = network
    judge = graph_of(size, edges)
    worth = {a: sum(10**b for x, b in edges if x == a) for a in range(size)}
    entry = "  - {{date: 2026-01-02, direction: received, contact: {}, outcome: won, value: {}}}"
    more = {
        a: "\n".join(entry.format(named(b), 10**b) for x, b in sorted(edges) if x == a)
        for a in {a for a, _ in edges}
    }
    with facts_of(referring(size, edges, more)) as found:
        for number in range(size):
            id_ = named(number)
            behind = nx.descendants(judge, id_)
            here = at(found, id_)
            assert here.downstream.people == len(behind)
            assert here.downstream.won == sum(worth[int(other[1:])] for other in {id_, *behind})
            roots = [node for node in judge if judge.in_degree(node) == 0]
            far = [nx.shortest_path_length(judge, r, id_) for r in roots if nx.has_path(judge, r, id_)]
            assert here.generation == min(far, default=None)
        knots = sorted(
            tuple(sorted(part)) for part in nx.strongly_connected_components(judge) if len(part) > 1
        )
        assert cycles(found) == tuple(knots)
        for knot in knots:
            way = circle(found, knot)
            assert nx.is_simple_path(judge, way)
            assert judge.has_edge(way[-1], way[0])


@given(st.integers(1, MOST).flatmap(lambda size: st.tuples(st.just(size), pairs(size))))
def test_components_come_behind_what_they_lead_to(network: tuple[int, frozenset[Pair]]) -> None:
    size, edges = network
    judge = graph_of(size, edges)
    found = [*components(sorted(judge), {node: tuple(sorted(judge[node])) for node in judge})]
    assert {frozenset(part) for part in found} == {*map(frozenset, nx.strongly_connected_components(judge))}
    rank = {node: number for number, part in enumerate(found) for node in part}
    assert all(rank[a] >= rank[b] for a, b in judge.edges)


def test_a_person_apart_has_a_place_too(tmp_path: Path) -> None:
    found = open_workspace(make_wiki(tmp_path, {"ana.md": person()}), TODAY).facts
    here = at(found, "ana")
    assert (here.generation, here.came_by, here.brought, here.because) == (0, (), (), ())
