"""Filters of a list: by which marks its rows can be told apart, and how many rows have each.

The rows and the counts stand in the page. The script of the theme only hides rows, so it knows no vocabulary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from .wording import label
from .wording import spelled

Marks = Mapping[str, tuple[str, ...]]
"""Facet -> the values that a row has of it."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet."""

    value: str
    text: str
    count: int
    """Rows that have it."""
    href: str
    """Address of the list with only these rows, relative to the site."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to tell rows apart."""

    name: str
    title: str
    options: tuple[Option, ...]


UNGRADED = "none"
_TEXTS = {UNGRADED: "not graded"}
"""Words for values that belong to no vocabulary."""


def facets(address: str, rows: Iterable[Marks], values: Mapping[str, Iterable[str]]) -> tuple[Facet, ...]:
    """Facets of a list, each with the values that occur, in the order of the vocabulary.

    Args:
        address: of the page, for links to a part of the list.
        rows: the marks of every row.
        values: facet -> its vocabulary.
    """
    counts = {name: Counter[str]() for name in values}
    for marks in rows:
        for name in values:
            counts[name].update(marks.get(name, ()))
    found = (
        Facet(
            name,
            label(name),
            tuple(_option(address, name, word, counts[name]) for word in words if counts[name][word]),
        )
        for name, words in values.items()
    )
    return tuple(facet for facet in found if len(facet.options) > 1)


def places(marks: Marks, values: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    """Facet -> where a row's first value stands in the vocabulary, empty for none; a list is sorted by it."""
    return {
        name: str([*words].index(marks[name][0])) if marks.get(name) else "" for name, words in values.items()
    }


def _option(address: str, name: str, word: str, counts: Counter[str]) -> Option:
    text = _TEXTS.get(word) or (spelled(word) if isinstance(word, StrEnum) else word)
    return Option(str(word), text, counts[word], f"{address}#{urlencode({name: word})}")
