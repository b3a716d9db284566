"""The people around somebody as a drawing.

On the left stand those through whom they came and those to whom they are related, on the right those whom
they referred. Drawn for the width of a telephone, so that names can be read there; wider screens enlarge it.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from ..facts import Facts
from ..facts.generations import leaving
from ..facts.networks import is_business
from ..facts.referrals import referrers
from ..model import Contact
from .addresses import Ref
from .ties import person_ref
from .ties import relation_lines

FEWEST = 2
"""One other person alone needs no drawing."""
MOST = 10
"""So many are drawn on a side."""
WIDTH = 360
BOX, HEIGHT = 140, 26
"""Size of the box around a name; what is to be touched takes 24 pixels at least."""
_STEP = 34
_RADIUS = 8
"""Of the dot in the middle, which is the one whose page it is."""


@dataclass(frozen=True, slots=True)
class Box:
    """A name in the drawing."""

    who: Ref
    kind: str
    """`through`, `related` or `referred`."""
    x: int
    y: int
    line: str
    """The way from the one in the middle, as SVG has it."""


@dataclass(frozen=True, slots=True)
class Around:
    """The drawing."""

    name: str
    text: str
    """What it shows, in words."""
    legend: str
    """What the sides mean, as far as there is somebody on them."""
    size: tuple[int, int]
    box: tuple[int, int]
    """Size of each box."""
    dot: tuple[int, int, int]
    """Middle and radius of the dot."""
    boxes: tuple[Box, ...]
    more: tuple[tuple[int, int, int], ...]
    """Where it stands below a side that so many more are left out: x, y, how many."""


def around(facts: Facts, contact: Contact) -> Around | None:
    """The drawing for somebody's page, None where there is next to nobody to draw.

    In a wiki for family and friends there are only relations, and none of trade.
    """
    came = [edge.referrer for edge in facts.of(referrers).get(contact.id, ())]
    sent = [edge.referred for edge in facts.of(leaving).get(contact.id, ())]
    if not is_business(facts):
        came, sent = [], []
    through, referred = (_sorted(person_ref(facts, person) for person in side) for side in (came, sent))
    related = _sorted(line.other for line in relation_lines(facts, contact))
    known = {*through, *referred}
    left = [("through", who) for who in through] + [("related", who) for who in related if who not in known]
    right = [("referred", who) for who in referred]
    if len(left) + len(right) < FEWEST:
        return None
    rows = max(min(len(side) + (len(side) > MOST), MOST + 1) for side in (left, right))
    middle = (rows * _STEP - (_STEP - HEIGHT)) // 2
    boxes = [*_side(left, 0, middle, rows), *_side(right, WIDTH - BOX, middle, rows)]
    more = [
        (x, _top(MOST + 1, rows) + MOST * _STEP, len(side) - MOST)
        for x, side in ((0, left), (WIDTH - BOX, right))
        if len(side) > MOST
    ]
    parts = {"came through": through, "related to": related, "referred": referred}
    said = "; ".join(f"{part} {', '.join(who.text for who in side)}" for part, side in parts.items() if side)
    return Around(
        name=contact.name,
        text=f"{contact.name}: {said}",
        legend=" ".join(_legend(through, [who for kind, who in left if kind == "related"], referred)),
        size=(WIDTH, rows * _STEP - (_STEP - HEIGHT)),
        box=(BOX, HEIGHT),
        dot=(WIDTH // 2, middle, _RADIUS),
        boxes=tuple(boxes),
        more=tuple(more),
    )


def _legend(through: list[Ref], related: list[Ref], referred: list[Ref]) -> Iterator[str]:
    sides = ["through whom they came"] * bool(through) + ["dashed, those related to them"] * bool(related)
    if sides:
        yield f"Left: {'; '.join(sides)}."
    if referred:
        yield "Right: whom they referred."


def _sorted(people: Iterable[Ref]) -> list[Ref]:
    return sorted({*people}, key=lambda who: (who.text, who.href or ""))


def _top(count: int, rows: int) -> int:
    """Where a side with so many begins, so that it is in the middle of the height."""
    return (rows - count) * _STEP // 2


def _side(people: Sequence[tuple[str, Ref]], x: int, middle: int, rows: int) -> list[Box]:
    shown = people[:MOST]
    top = _top(len(shown) + (len(people) > MOST), rows)
    begin, end = (WIDTH // 2, BOX) if x == 0 else (WIDTH // 2, x)
    half = (begin + end) // 2
    boxes = []
    for place, (kind, who) in enumerate(shown):
        y = top + place * _STEP
        level = y + HEIGHT // 2
        line = f"M{begin} {middle}C{half} {middle} {half} {level} {end} {level}"
        boxes.append(Box(who, kind, x, y, line))
    return boxes
