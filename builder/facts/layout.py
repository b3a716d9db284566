"""Where everybody stands in the picture of the whole network; worked out here, as a browser takes too long.

Radial by generation: of people joined to each other the roots are in the middle and whom they referred on
rings around them, each family in a wedge of its own. Those who referred each other are one knot, arranged by
forces where there are not too many. What is not joined is packed side by side, and nobody stands on another.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from . import Facts
from .generations import onward
from .generations import parts
from .network import joined
from .network import names

Point = tuple[float, float]

SPACE = 1.0
"""Between two people; all lengths are in this unit."""
FORCES_FROM = 4
"""A smaller knot is a pair or a triangle whatever pulls at it."""
FORCES_BELOW = 300
"""So large a knot is a circle, as forces take time with the square of it."""
DIGITS = 2
_FULL = 2 * math.pi
_ORIGIN: Point = (0.0, 0.0)


@dataclass(slots=True)
class _Block:
    """One person, or people who referred each other, as the rings see them."""

    people: tuple[str, ...]
    inside: Mapping[str, Point]
    """Where its people stand around its own middle."""
    size: float
    """How wide it is."""
    ring: int = 0
    children: list[int] = field(default_factory=list)
    weight: float = 0.0
    """How wide it and all behind it are on a ring."""
    begin: float = 0.0
    """Where its wedge begins, in radians."""
    wedge: float = 0.0
    """How wide its wedge is."""


def positions(facts: Facts) -> Mapping[str, Point]:
    """Where everybody stands, by `person_key`, in units of the space between two people."""
    ways, near = facts.of(onward), facts.of(joined)
    everybody = sorted(facts.wiki.contacts.keys() | facts.of(names).keys() & near.keys())
    known = [part for part in facts.of(parts) if len(part) > 1 or part[0] in near]
    inside = {person for part in known for person in part}
    groups = sorted([*known, *((person,) for person in everybody if person not in inside)])
    blocks = [_block(group, ways) for group in groups]
    block_of = {person: number for number, group in enumerate(groups) for person in group}
    roots = _rings(blocks, block_of, ways)
    boxes = [_family(blocks, sorted_roots) for sorted_roots in _families(blocks, block_of, roots, near)]
    return {person: (round(x, DIGITS), round(y, DIGITS)) for person, (x, y) in sorted(_packed(boxes).items())}


def _block(people: tuple[str, ...], ways: Mapping[str, Sequence[str]]) -> _Block:
    if len(people) == 1:
        return _Block(people, {people[0]: _ORIGIN}, SPACE)
    radius = SPACE / (2 * math.sin(math.pi / len(people)))
    circle = {person: _at(radius, _FULL * place / len(people)) for place, person in enumerate(people)}
    is_forced = len(people) in range(FORCES_FROM, FORCES_BELOW)
    inside = _by_forces(people, circle, ways, 2 * radius) if is_forced else circle
    return _Block(people, inside, 2 * max(math.hypot(*point) for point in inside.values()) + SPACE)


def _by_forces(
    people: Sequence[str], start: Mapping[str, Point], ways: Mapping[str, Sequence[str]], most: float
) -> Mapping[str, Point]:
    """A knot pulled together along its referrals, then spread until nobody touches or it is `most` wide."""
    import rustworkx  # noqa: PLC0415 -- brings numpy, and most wikis have no such knot

    graph: rustworkx.PyGraph[str, None] = rustworkx.PyGraph(multigraph=False)
    number = {person: place for place, person in enumerate(people)}
    graph.add_nodes_from(people)
    edges = {
        (min(number[a], number[b]), max(number[a], number[b]))
        for a in people
        for b in ways.get(a, ())
        if b in number
    }
    graph.add_edges_from_no_data(sorted(edges))
    begin = {number[person]: point for person, point in start.items()}
    found = rustworkx.spring_layout(graph, pos=begin, seed=1)
    points = [(float(found[place][0]), float(found[place][1])) for place in range(len(people))]
    nearest = min(math.dist(a, b) for place, a in enumerate(points) for b in points[:place])
    widest = max(math.hypot(*point) for point in points)
    factor = min(SPACE / max(nearest, 1e-9), most / max(widest, 1e-9))
    return {person: (x * factor, y * factor) for person, (x, y) in zip(people, points, strict=True)}


def _at(radius: float, angle: float) -> Point:
    return radius * math.cos(angle), radius * math.sin(angle)


def _rings(
    blocks: Sequence[_Block], block_of: Mapping[str, int], ways: Mapping[str, Sequence[str]]
) -> list[int]:
    """Give each block its ring and its children, the first referrer's; answers the roots."""
    after = [
        sorted(
            {
                block_of[other]
                for person in block.people
                for other in ways.get(person, ())
                if other in block_of
            }
            - {number}
        )
        for number, block in enumerate(blocks)
    ]
    led_to = {other for others in after for other in others}
    roots = [number for number in range(len(blocks)) if number not in led_to]
    met, frontier = set(roots), roots
    while frontier:
        reached = []
        for number in frontier:
            for other in after[number]:
                if other not in met:
                    met.add(other)
                    blocks[other].ring = blocks[number].ring + 1
                    blocks[number].children.append(other)
                    reached.append(other)
        frontier = reached
    return roots


def _families(
    blocks: Sequence[_Block],
    block_of: Mapping[str, int],
    roots: Iterable[int],
    near: Mapping[str, Iterable[str]],
) -> list[list[int]]:
    """Roots of what is joined, each family once; in it whoever is joined to another stands next to them."""
    root_of: dict[int, int] = {}
    for root in roots:
        for number in _below(blocks, [root]):
            root_of[number] = root
    beside: dict[int, set[int]] = {root: set() for root in sorted(set(root_of.values()))}
    for person, others in near.items():
        here = root_of[block_of[person]]
        beside[here].update(root_of[block_of[other]] for other in others)
    out, met = [], set()
    for root in beside:
        if root in met:
            continue
        met.add(root)
        family, waiting = [], [root]
        while waiting:
            here = waiting.pop()
            family.append(here)
            fresh = sorted(beside[here] - met, reverse=True)
            met.update(fresh)
            waiting += fresh
        out.append(family)
    return out


def _below(blocks: Sequence[_Block], roots: Sequence[int]) -> list[int]:
    """Blocks of some trees, every one before its children."""
    order = [*roots]
    for number in order:  # grows while it is gone through
        order += blocks[number].children
    return order


def _family(blocks: Sequence[_Block], roots: Sequence[int]) -> Mapping[str, Point]:
    """Positions of people who are joined, around the middle of their rings."""
    order = _below(blocks, roots)
    for number in reversed(order):
        block = blocks[number]
        block.weight = max(block.size, sum(blocks[child].weight for child in block.children))
    _share(blocks, roots, 0.0, _FULL)
    for number in order:
        block = blocks[number]
        _share(blocks, block.children, block.begin, block.wedge)
    radii = _radii(blocks, order, is_single=len(roots) == 1)
    out = {}
    for number in order:
        block = blocks[number]
        x, y = _at(radii[block.ring], block.begin + block.wedge / 2)
        out.update({person: (x + dx, y + dy) for person, (dx, dy) in block.inside.items()})
    return out


def _share(blocks: Sequence[_Block], numbers: Sequence[int], begin: float, wedge: float) -> None:
    """Divide a wedge among some blocks by their weights."""
    total = sum(blocks[number].weight for number in numbers)
    for number in numbers:
        block = blocks[number]
        block.begin, block.wedge = begin, wedge * block.weight / total
        begin += block.wedge


def _radii(blocks: Sequence[_Block], order: Sequence[int], *, is_single: bool) -> list[float]:
    """Radius of each ring: outside the one before, and wide enough for every block in its wedge."""
    rings: list[list[_Block]] = []
    for number in order:
        block = blocks[number]
        while len(rings) <= block.ring:
            rings.append([])
        rings[block.ring].append(block)
    radii: list[float] = []
    edge = 0.0
    for ring in rings:
        thick = max(block.size for block in ring)
        if is_single and not radii:
            radii.append(0.0)
        else:
            needed = (b.size / (2 * math.sin(b.wedge / 2)) for b in ring if b.wedge < math.pi)
            radii.append(max(edge + thick / 2, *needed, 0.0))
        edge = radii[-1] + thick / 2
    return radii


def _packed(families: Iterable[Mapping[str, Point]]) -> Mapping[str, Point]:
    """Families on shelves, the tallest first, in about a square."""
    boxes = []
    for family in families:
        xs, ys = zip(*family.values(), strict=True)
        left, low = min(xs) - SPACE / 2, min(ys) - SPACE / 2
        boxes.append((max(ys) + SPACE / 2 - low, max(xs) + SPACE / 2 - left, left, low, family))
    boxes.sort(key=lambda box: (-round(box[0], DIGITS), -round(box[1], DIGITS), min(box[4])))
    width = max([math.sqrt(sum(box[0] * box[1] for box in boxes)), *(box[1] for box in boxes)], default=0.0)
    out = {}
    x = y = shelf = 0.0
    for height, wide, left, low, family in boxes:
        if x and x + wide > width:
            x, y, shelf = 0.0, y + shelf, 0.0
        shelf = max(shelf, height)
        out.update({person: (px - left + x, py - low + y) for person, (px, py) in family.items()})
        x += wide
    return out
