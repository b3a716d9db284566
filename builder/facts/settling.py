"""How what is open is named to `soi done`: which entries a few words mean, and which words mean one entry."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from . import Facts
from .owed import Owed
from .owed import Sort
from .owed import step
from .people import folded

_SHORTEST = 3
"""Letters that the sort of a thing needs, as in `thank`."""
_FEW = 4
"""So many words of a promise mostly mean it alone."""
ALL = "--all"


def meant(facts: Facts, rows: Sequence[Owed], words: str) -> tuple[Owed, ...]:
    """What some words mean: a step by its id, else the first way of reading them that fits something open."""
    named = step(facts, words)
    if named is not None:
        return (named,)
    wanted = folded(words)
    ways = (
        [row for row in rows if folded(row.text) == wanted],
        [row for row in rows if row.due and str(row.due) == wanted],
        [row for row in rows if row.sort is not Sort.PROMISE and _begins(row, wanted)],
        [row for row in rows if row.sort is Sort.PROMISE and wanted in folded(row.text)],
        [row for row in rows if row.sort is not Sort.PROMISE and wanted in folded(row.text)],
    )
    return tuple(next((way for way in ways if way), ()))


def settling(facts: Facts, rows: Sequence[Owed], row: Owed) -> tuple[str, ...]:
    """The shortest words behind `soi done WHO` that mean one entry and no other.

    Where several say the same for one day no words tell them apart; then all of them are settled at once.
    """
    names = [*_names(row)]
    for words in names:
        if meant(facts, rows, words) == (row,):
            return ("--", words) if words.startswith("-") else (words,)
    return (ALL, "--", names[-1]) if names[-1].startswith("-") else (names[-1], ALL)


def _names(row: Owed) -> Iterator[str]:
    """Words for an entry, the shortest first."""
    if row.sort is Sort.STEP:
        yield row.id
    elif row.sort is not Sort.PROMISE:
        yield str(row.sort)
        yield f"{row.sort} {row.text}".rstrip()
    elif row.due is not None:
        yield str(row.due)
    words = row.text.split()
    if len(words) > _FEW:
        yield " ".join(words[:_FEW])
    if row.text:
        yield row.text


def _begins(row: Owed, wanted: str) -> bool:
    """True for `thanks`, `thank ben` and so on: the sort of it, then words of what it is about."""
    first, *rest = wanted.split()
    is_sort = len(first) >= _SHORTEST and str(row.sort).startswith(first)
    return is_sort and all(any(word.startswith(part) for word in folded(row.text).split()) for part in rest)
