"""Random networks as real wikis, and as networkx sees them, for the tests of the graph."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path

from hypothesis import strategies as st

from builder.facts import Facts
from builder.workspace import open_workspace

from .support import make_wiki

TODAY = dt.date(2026, 3, 1)
Pair = tuple[int, int]
MOST = 9
"""People in a random network."""


def pairs(size: int) -> st.SearchStrategy[frozenset[Pair]]:
    """Ordered pairs of different people, by number."""
    ends = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    return st.frozensets(ends.filter(lambda pair: pair[0] != pair[1]), max_size=2 * size)


def named(number: int) -> str:
    """Id of somebody, so long that ids sort as numbers do."""
    return f"p{number:05d}"


def referring(size: int, referrals: Iterable[Pair], more: Mapping[int, str] | None = None) -> dict[str, str]:
    """Files of people some of whom referred others; `more` has further lines of their front matter."""
    out: dict[int, list[int]] = {}
    for referrer, referred in sorted(referrals):
        out.setdefault(referrer, []).append(referred)
    files = {}
    for number in range(size):
        lines = [f"name: P {number}"]
        if number in out:
            lines.append("referrals:")
            lines += [
                f"  - {{date: 2026-01-01, direction: received, contact: {named(other)}}}"
                for other in out[number]
            ]
        if more and number in more:
            lines.append(more[number])
        files[f"{named(number)}.md"] = "\n".join(["---", *lines, "---", ""])
    return files


@contextmanager
def facts_of(files: Mapping[str, str], settings: str = "", today: dt.date = TODAY) -> Iterator[Facts]:
    """Facts of a wiki that is there while it is looked at; hypothesis has no folder for each example."""
    root = Path(tempfile.mkdtemp())
    try:
        yield open_workspace(make_wiki(root, files, settings), today).facts
    finally:
        shutil.rmtree(root)
