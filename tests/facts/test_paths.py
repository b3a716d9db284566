"""Ways to somebody, with their costs and words; networkx judges random networks."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import islice
from pathlib import Path

import networkx as nx  # type: ignore[import-untyped] # its stubs are elsewhere
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.facts import Facts
from builder.facts.introductions import asks
from builder.facts.paths import UNIT
from builder.facts.paths import paths
from builder.workspace import open_workspace
from tests.graphs import MOST
from tests.graphs import TODAY
from tests.graphs import Pair
from tests.graphs import facts_of
from tests.graphs import named
from tests.graphs import pairs
from tests.support import make_wiki
from tests.support import person


def facts(root: Path, **people: dict[str, str]) -> Facts:
    files = {f"{id_}.md": person(id_.title(), **keys) for id_, keys in people.items()}
    return open_workspace(make_wiki(root, files), TODAY).facts


def ways(found: Facts, goal: str, most: int = 99) -> list[str]:
    """Paths as `ben>ana 2.5`."""
    return [
        f"{'>'.join(step.contact.id for step in path.steps)} {float(Fraction(path.cost, UNIT)):g}"
        for path in islice(paths(found, found.wiki.contacts[goal]), most)
    ]


def knows(*people: str) -> str:
    return "[" + ", ".join(f"{{type: knows, contact: {name}}}" for name in people) + "]"


CALLED = {"touches": "2026-03-01 call"}


@pytest.mark.parametrize(
    ("keys", "cost"),
    [
        pytest.param({"grade": "A+", **CALLED}, 1.0, id="A+ called today"),
        pytest.param({"grade": "A", **CALLED}, 1.25, id="A"),
        pytest.param({"grade": "B", **CALLED}, 1.5, id="B"),
        pytest.param({"grade": "C", **CALLED}, 2.0, id="C"),
        pytest.param(CALLED, 2.0, id="a blank grade is a C"),
        pytest.param({"grade": "A+", "touches": "2025-12-18 call"}, 1.2, id="73 days are a fifth of a year"),
        pytest.param({"grade": "A+", "touches": "2025-03-01 call"}, 2.0, id="365 days"),
        pytest.param({"grade": "A+", "touches": "2020-03-01 call"}, 2.0, id="never more than a year"),
        pytest.param({"grade": "F", **CALLED}, 2.0, id="an F may be the goal"),
        pytest.param({"grade": "A+", "archived": "2026-01-01", **CALLED}, 1.0, id="so may the archived"),
    ],
)
def test_the_cost_of_a_step(tmp_path: Path, keys: dict[str, str], cost: float) -> None:
    assert ways(facts(tmp_path, ana=keys), "ana") == [f"ana {cost:g}"]


@pytest.mark.parametrize(
    ("keys", "is_known"),
    [
        pytest.param({"stage": "contact", **CALLED}, True, id="a contact"),
        pytest.param({"stage": "suspect", **CALLED}, False, id="a suspect"),
        pytest.param({"stage": "client"}, False, id="never touched"),
        pytest.param({"stage": "client", "touches": "2026-02-01 email"}, False, id="not in person"),
        pytest.param(
            {"touches": "{date: 2026-02-01, channel: call, reached: false}"}, False, id="not reached"
        ),
        pytest.param({"touches": "2026-03-02 call"}, False, id="tomorrow"),
    ],
)
def test_whom_the_owner_knows(tmp_path: Path, keys: dict[str, str], *, is_known: bool) -> None:
    assert bool(ways(facts(tmp_path, ana=keys), "ana")) is is_known


@pytest.mark.parametrize(
    ("keys", "passes"),
    [
        pytest.param({"grade": "C"}, True, id="C"),
        pytest.param({"grade": "D"}, False, id="D"),
        pytest.param({"grade": "F"}, False, id="F"),
        pytest.param({"archived": "2026-03-01"}, False, id="archived today"),
        pytest.param({"archived": "2026-03-02"}, True, id="archived tomorrow"),
        pytest.param({"died": "2026-01-01"}, False, id="dead"),
    ],
)
def test_who_is_passed_through(tmp_path: Path, keys: dict[str, str], *, passes: bool) -> None:
    found = facts(tmp_path, ana={}, ben={"relations": knows("ana"), **CALLED, **keys})
    assert bool(ways(found, "ana")) is passes


def test_people_without_a_file_lead_nowhere(tmp_path: Path) -> None:
    found = facts(tmp_path, ana={"relations": knows("Luis")}, ben={"relations": knows("Luis"), **CALLED})
    assert ways(found, "ana") == []


def test_every_simple_path_comes_once_by_cost_then_ids(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        goal={},
        ana={"relations": knows("goal", "ben"), **CALLED},
        ben={"relations": knows("goal"), **CALLED},
        cleo={"grade": "A+", "relations": knows("goal"), **CALLED},
        dora={"relations": knows("goal"), **CALLED},
    )
    assert ways(found, "goal") == [
        "cleo>goal 4",
        "ana>goal 5",
        "ben>goal 5",
        "dora>goal 5",
        "ana>ben>goal 7",
        "ben>ana>goal 7",
    ]
    assert ways(found, "goal", 2) == ["cleo>goal 4", "ana>goal 5"]


def test_equal_costs_are_equal_though_they_are_added_otherwise(tmp_path: Path) -> None:
    # 1/365 + 2/365 and 3/365 + 0 differ as floats.
    def day(ago: int) -> dict[str, str]:
        return {"touches": f"{TODAY - dt.timedelta(days=ago)} call"}

    found = facts(
        tmp_path,
        goal={},
        b={"stage": "suspect", "relations": knows("goal", "y"), **day(2)},
        y=day(1),
        a={"stage": "suspect", "relations": knows("goal", "z"), **day(0)},
        z=day(3),
    )
    assert [way.split()[0] for way in ways(found, "goal")] == ["y>b>goal", "z>a>goal"]


Network = tuple[int, frozenset[Pair], tuple[tuple[str, int | None, bool], ...]]


@st.composite
def networks(draw: st.DrawFn) -> Network:
    size = draw(st.integers(1, MOST - 2))
    someone = st.tuples(
        st.sampled_from(["A+", "A", "B", "C", "D"]), st.none() | st.integers(0, 400), st.booleans()
    )
    return size, draw(pairs(size)), tuple(draw(st.lists(someone, min_size=size, max_size=size)))


@given(networks())
def test_random_networks_have_the_paths_of_networkx(network: Network) -> None:
    size, edges, people = network
    files, judge = {}, nx.DiGraph()
    judge.add_node("owner")
    price = {"A+": Fraction(0), "A": Fraction(1, 4), "B": Fraction(1, 2), "C": Fraction(1), "D": Fraction(1)}
    for number, (grade, days, is_known) in enumerate(people):
        keys = {"grade": grade, "stage": "contact" if is_known else "stranger"}
        if days is not None:
            keys["touches"] = f"{TODAY - dt.timedelta(days=days)} call"
        near = [named(other) for one, other in sorted(edges) if one == number]
        keys["relations"] = knows(*near)
        files[f"{named(number)}.md"] = person(f"P {number}", **keys)
    for goal in range(size):
        judge = nx.DiGraph()
        judge.add_nodes_from(["owner", named(goal)])
        for number, (grade, days, is_known) in enumerate(people):
            cost = 1 + price[grade] + (1 if days is None else min(Fraction(days, 365), Fraction(1)))
            befores = ["owner"] if is_known and days is not None else []
            befores += [named(a if b == number else b) for a, b in edges if number in {a, b}]
            is_open = number == goal or grade != "D"
            judge.add_edges_from([(before, named(number), {"cost": cost}) for before in befores if is_open])
        expected = sorted(
            (sum(judge[a][b]["cost"] for a, b in nx.utils.pairwise(way)), tuple(way[1:]))
            for way in nx.all_simple_paths(judge, "owner", named(goal))
        )
        with facts_of(files) as found:
            got = [
                (Fraction(path.cost, UNIT), tuple(step.contact.id for step in path.steps))
                for path in islice(paths(found, found.wiki.contacts[named(goal)]), 500)
            ]
        assert got == expected[:500]


# -- words


@pytest.mark.parametrize(
    ("ana", "ben", "words"),
    [
        pytest.param(
            {"relations": "{type: client-of, contact: ben}"}, {}, "whose client they are", id="client"
        ),
        pytest.param(
            {"relations": "{type: supplier-of, contact: ben}"}, {}, "who is their client", id="supplier"
        ),
        pytest.param(
            {}, {"relations": "{type: client-of, contact: ana}"}, "who is their client", id="inverse"
        ),
        pytest.param({"relations": "{type: reports-to, contact: ben}"}, {}, "to whom they report", id="boss"),
        pytest.param(
            {}, {"relations": "{type: reports-to, contact: ana}"}, "who reports to them", id="report"
        ),
        pytest.param({"relations": "{type: parent-of, contact: ben}"}, {}, "their child", id="parent"),
        pytest.param({"relations": "{type: child-of, contact: ben}"}, {}, "their parent", id="child"),
        pytest.param({}, {"relations": "{type: spouse, contact: ana}"}, "their spouse", id="spouse"),
        pytest.param({}, {"relations": "{type: friend, contact: ana}"}, "their friend", id="friend"),
        pytest.param(
            {}, {"relations": "{type: works-with, contact: ana}"}, "with whom they work", id="colleague"
        ),
        pytest.param({"referred_by": "ben"}, {}, "who referred them to you", id="referred by the goal"),
        pytest.param(
            {"referrals": "{date: 2026-01-02, direction: received, contact: ben}"},
            {"relations": "{type: knows, contact: ana}"},
            "whom they referred to you on 2026-01-02 and whom they know",
            id="two ties",
        ),
    ],
)
def test_the_words_say_how_the_two_are_joined(
    tmp_path: Path, ana: dict[str, str], ben: dict[str, str], words: str
) -> None:
    found = facts(tmp_path, ana={"touches": "2026-02-20 visit", **ana}, ben={**ben})
    (path,) = paths(found, found.wiki.contacts["ben"])
    (ask,) = asks(found, path)
    assert ask.sentence == f"Ask Ana (last visit on 2026-02-20) to introduce you to Ben, {words}"


def test_a_tie_that_goes_both_ways_reads_the_same_from_the_second_of_the_two(tmp_path: Path) -> None:
    found = facts(tmp_path, zoe={**CALLED, "relations": knows("ben")}, ben={})
    (path,) = paths(found, found.wiki.contacts["ben"])
    assert [ask.sentence for ask in asks(found, path)] == [
        "Ask Zoe (last call on 2026-03-01) to introduce you to Ben, whom they know"
    ]


def test_a_long_way_asks_one_after_the_other(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        ana={**CALLED, "relations": knows("ben")},
        ben={"referred_by": "cleo"},
        cleo={"referred_by": "dora"},
        dora={},
    )
    (path,) = paths(found, found.wiki.contacts["dora"])
    assert [(ask.sentence, ask.command) for ask in asks(found, path)] == [
        (
            "Ask Ana (last call on 2026-03-01) to introduce you to Ben, whom they know",
            "soi refer ben --from ana --outcome introduced",
        ),
        (
            "Then ask Ben (not yet reached in person) to introduce you to Cleo, who referred them to you",
            # Cleo referred Ben: the other way round would be a circle.
            "soi touch ben call --else 'asked for an introduction to Cleo'",
        ),
        (
            "Then ask Cleo (not yet reached in person) to introduce you to Dora, who referred them to you",
            "soi touch cleo call --else 'asked for an introduction to Dora'",
        ),
    ]


def test_a_circle_through_others_is_seen_too(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        ana={**CALLED, "referred_by": "ben", "relations": knows("cleo")},
        ben={"referred_by": "cleo"},
        cleo={},
    )
    commands = {
        ask.command for path in paths(found, found.wiki.contacts["cleo"]) for ask in asks(found, path)
    }
    assert "soi touch ana call --else 'asked for an introduction to Cleo'" in commands
    assert not any(command.startswith("soi refer") for command in commands)
