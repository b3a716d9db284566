"""Measures of the network, ours beside those of networkx on the same graph, in one process for one wiki.

Prints JSON: measure -> seconds of ours, seconds of networkx. Reading the wiki is not counted.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import networkx as nx  # type: ignore[import-untyped] # its stubs are elsewhere

from bench.generate import TODAY
from builder.facts import Facts
from builder.facts.centres import estimated
from builder.facts.generations import downstreams
from builder.facts.generations import generations
from builder.facts.generations import onward
from builder.facts.layout import positions
from builder.facts.network import joined
from builder.facts.paths import OWNER
from builder.facts.paths import paths
from builder.facts.paths import roads
from builder.workspace import open_workspace

PIVOTS = 20
GOALS = 20
WAYS = 3
RUNS = 3


def _best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of some runs: whatever else the machine does only adds to them."""
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def _generations(facts: Facts) -> tuple[float, float]:
    ways = facts.of(onward)
    judge = nx.DiGraph((one, other) for one, others in ways.items() for other in others)

    def ours() -> None:
        generations(facts)
        downstreams(facts)

    def theirs() -> None:
        roots = [person for person in judge if not judge.in_degree(person)]
        nx.multi_source_dijkstra_path_length(judge, roots)
        for person in judge:
            nx.descendants(judge, person)

    return _best(ours), _best(theirs)


def _betweenness(facts: Facts) -> tuple[float, float]:
    near = {person: tuple(others) for person, others in facts.of(joined).items()}
    judge = nx.Graph((one, other) for one, others in near.items() for other in others)
    ours = _best(lambda: estimated(near, PIVOTS))
    return ours, _best(lambda: nx.betweenness_centrality(judge, k=PIVOTS, seed=1))


def _paths(facts: Facts) -> tuple[float, float]:
    known = facts.of(roads)
    contacts = [*facts.wiki.contacts.values()]
    goals = contacts[:: max(1, len(contacts) // GOALS)][:GOALS]
    judge = nx.DiGraph()
    for person, others in known.near.items():
        judge.add_edges_from((person, other, {"cost": known.costs[other]}) for other in others)
    judge.add_edges_from((OWNER, person, {"cost": known.costs[person]}) for person in known.known)

    def ours() -> None:
        for goal in goals:
            [*islice(paths(facts, goal), WAYS)]

    def theirs() -> None:
        for goal in goals:
            open_ = nx.restricted_view(judge, known.closed - {goal.id}, [])
            if goal.id in open_ and nx.has_path(open_, OWNER, goal.id):
                [*islice(nx.shortest_simple_paths(open_, OWNER, goal.id, weight="cost"), WAYS)]

    return _best(ours), _best(theirs)


def main() -> None:
    """Measure the wiki that is named, and the layout of a smaller one beside it."""
    wiki, smaller = (open_workspace(Path(name), TODAY).facts for name in sys.argv[1:])
    gc.disable()
    measured = {
        "generations": _generations(wiki),
        "betweenness": _betweenness(wiki),
        "paths": _paths(wiki),
        "layout": (_best(lambda: positions(wiki)), _best(lambda: positions(smaller))),
    }
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
