"""A picture of who is joined to whom: shapes with links, for a network that can be taken in at a glance.

It says nothing that the tables beside it do not. A larger network is for another program: `soi graph`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ..facts import Facts
from ..facts.layout import positions
from ..facts.network import REFERRAL
from ..facts.network import joined
from ..facts.network import ties
from ..model import Grade
from .addresses import Ref
from .ties import person_ref

MOST = 200
"""So many people can be told apart."""
SCALE = 72
"""Pixels from one person to the next."""
RADIUS = 9
"""Of a person, in pixels."""
_MARGIN = SCALE // 2
_GAP = 3
"""Between the end of a line and the person it leads to, in pixels."""
_MAX_LABEL = 11
_CLOSEST = frozenset({Grade.A_PLUS, Grade.A})


@dataclass(frozen=True, slots=True)
class Dot:
    """Somebody in the picture."""

    who: Ref
    label: str
    """The first word of the name, as much of it as there is room for."""
    kind: str
    """`close` for A+ and A, `named` for one without a file, else `known`."""
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line from one person to another."""

    is_referral: bool
    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Everybody who is joined to somebody."""

    width: int
    """In pixels."""
    height: int
    dots: tuple[Dot, ...]
    """By `person_key`."""
    strokes: tuple[Stroke, ...]


def picture(facts: Facts) -> Picture | None:
    """The network, None where nobody is joined to anybody, or too many are."""
    people = facts.of(joined)
    if not 0 < len(people) <= MOST:
        return None
    points = facts.of(positions)
    left = min(points[person][0] for person in people)
    top = min(points[person][1] for person in people)
    places = {
        person: (
            round((points[person][0] - left) * SCALE) + _MARGIN,
            round((points[person][1] - top) * SCALE) + _MARGIN,
        )
        for person in people
    }
    return Picture(
        width=max(x for x, _ in places.values()) + _MARGIN,
        height=max(y for _, y in places.values()) + _MARGIN,
        dots=tuple(_dot(facts, person, *at) for person, at in places.items()),
        strokes=tuple(_strokes(facts, places)),
    )


def _dot(facts: Facts, person: str, x: int, y: int) -> Dot:
    known, who = facts.wiki.contacts.get(person), person_ref(facts, person)
    kind = "named" if known is None else "close" if known.effective_grade in _CLOSEST else "known"
    word = who.text.split()[0] if who.text.split() else who.text
    return Dot(who, word if len(word) <= _MAX_LABEL else f"{word[: _MAX_LABEL - 1]}…", kind, x, y)


def _strokes(facts: Facts, places: dict[str, tuple[int, int]]) -> Iterator[Stroke]:
    """One line for each thing that joins two people, relations first, so that referrals lie above them."""
    for tie in sorted(facts.of(ties), key=lambda tie: tie.kind == REFERRAL):
        (x1, y1), (x2, y2) = places[tie.source], places[tie.target]
        far = math.dist((x1, y1), (x2, y2))
        if far <= 2 * (RADIUS + _GAP):
            continue
        part = (RADIUS + _GAP) / far
        dx, dy = (x2 - x1) * part, (y2 - y1) * part
        yield Stroke(tie.kind == REFERRAL, round(x1 + dx), round(y1 + dy), round(x2 - dx), round(y2 - dy))
