"""Where people stand in the picture: on rings, apart from each other, and the same every time."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.facts.layout import Point
from builder.facts.layout import positions
from tests.graphs import MOST
from tests.graphs import TODAY
from tests.graphs import Pair
from tests.graphs import facts_of
from tests.graphs import named
from tests.graphs import pairs
from tests.graphs import referring
from tests.support import REPOSITORY
from tests.support import make_wiki


def laid_out(size: int, edges: list[Pair]) -> dict[str, Point]:
    with facts_of(referring(size, edges)) as found:
        return dict(positions(found))


def nearest(points: dict[str, Point]) -> float:
    places = [*points.values()]
    return min(math.dist(a, b) for number, a in enumerate(places) for b in places[:number])


def test_a_root_is_in_the_middle_of_the_rings_of_those_it_referred() -> None:
    tree = [(0, 1), (0, 2), (0, 3), (1, 4), (1, 5), (4, 6)]
    points = laid_out(7, tree)
    far = [math.dist(points[named(0)], points[named(number)]) for number in range(7)]
    assert far[1] == pytest.approx(far[2], abs=0.02)
    assert far[1] == pytest.approx(far[3], abs=0.02)
    assert far[4] == pytest.approx(far[5], abs=0.02)
    assert 0 == far[0] < far[1] < far[4] < far[6]


def test_people_who_are_not_joined_are_side_by_side() -> None:
    points = laid_out(9, [])
    assert nearest(points) == 1.0
    assert max(max(point) for point in points.values()) < 4


@given(st.integers(2, MOST).flatmap(lambda size: st.tuples(st.just(size), pairs(size))))
def test_nobody_stands_on_another(network: tuple[int, frozenset[Pair]]) -> None:
    size, edges = network
    points = laid_out(size, sorted(edges))
    assert points.keys() == {named(number) for number in range(size)}
    assert nearest(points) > 0.5
    assert all(coordinate == round(coordinate, 2) for point in points.values() for coordinate in point)


def test_a_tree_has_room_for_everybody() -> None:
    points = laid_out(400, [((number * 7) // 10, number) for number in range(2, 400)])
    assert nearest(points) > 0.9


def test_a_small_knot_is_pulled_together_and_a_large_one_is_a_circle() -> None:
    def wide(size: int) -> float:
        ring = [(number, (number + 1) % size) for number in range(size)]
        # Everybody referred the first one too: forces put that one into the middle.
        points = laid_out(size, [*ring, *((number, 0) for number in range(1, size))])
        middle = [sum(point[axis] for point in points.values()) / size for axis in (0, 1)]
        return math.dist(points[named(0)], middle) / max(math.dist(p, middle) for p in points.values())

    assert wide(40) < 0.5
    assert wide(300) > 0.95


def test_every_process_draws_the_same(tmp_path: Path) -> None:
    edges = [(number, (number * 3 + 1) % 60) for number in range(60)] + [(5, 70), (70, 71), (72, 71)]
    wiki = make_wiki(tmp_path, referring(80, [(a, b) for a, b in edges if a != b]))
    outs = {
        subprocess.run(
            [sys.executable, "-m", "builder", "--wiki", str(wiki), "graph"],
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONHASHSEED": seed, "SOI_TODAY": str(TODAY)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outs) == 1


def test_a_chain_of_five_thousand_is_drawn() -> None:
    points = laid_out(5_000, [(number, number + 1) for number in range(4_999)])
    assert len({*points.values()}) == 5_000
