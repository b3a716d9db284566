"""Where what is new goes: a key into its canonical place, an entry behind the last. Only finds places.

A key is put where no comment changes the key it belongs to, in the sense in which `outline` moves comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from functools import cache

from ..kinds import keys
from ..source import Mapping
from ..source import Node
from ..source import Scalar
from ..source import Sequence
from .layout import Splice
from .layout import column
from .layout import line_end
from .layout import newline
from .outline import Outline
from .outline import Span

LAST_KEY = "touches"
_COLON = re.compile(r"[ \t]*:")
_DASHES = re.compile(r"(?: *-)+[ \t]+")
_REST = re.compile(r"[ \t]*(,?)[ \t]*(?:(?<=[ \t])#[^\r\n]*)?(?=[\r\n])")
"""What may stand behind the last part between brackets until its line ends."""


@cache
def _ranks(record: type) -> MappingType[str, int]:
    rows = keys(record)
    return {name: len(rows) + 1 if name == LAST_KEY else place for place, name in enumerate(rows)}


def rank(record: type, name: str) -> int:
    """Place of a key; unknown ones come behind the known, the touches last because they grow."""
    return _ranks(record).get(name, len(keys(record)))


def place_among(record: type, names: Iterable[str], name: str) -> int:
    """How many of the keys of a map stand above a new one.

    It goes behind the nearest that precedes it in canonical order, so that keys in that order stay in it, and
    keys in an order of their owner's own are left as close to it as can be.
    """
    ranks = [rank(record, other) for other in names]
    above = [(found, place) for place, found in enumerate(ranks) if found <= rank(record, name)]
    return max(above)[1] + 1 if above else 0


def pair_end(text: str, pair: tuple[Scalar, Node]) -> int:
    """Offset behind a key and its value."""
    key, node = pair
    if isinstance(node, Scalar) and node.value is None:
        found = _COLON.match(text, key.end)
        return found.end() if found else key.end
    return node.end


def adding_key(lines: Outline, node: Mapping, record: type | None, name: str, written: str) -> list[Splice]:
    """Splices that add a key to a map.

    Args:
        lines: the front matter.
        node: the map.
        record: what it describes, None where its keys have no order.
        name: the key.
        written: it and its value, between braces as a pair, else as indented lines with their ends.
    """
    place = place_among(record, (key.text for key, _ in node.pairs), name) if record else len(node.pairs)
    spans = [(pair[0].start, pair_end(lines.text, pair)) for pair in node.pairs]
    if node.flow:
        return _between(lines, node, spans, place, written)
    begin = spans[0][0] if spans else 0
    line = lines.line_begin(begin)
    if place == 0 and _DASHES.fullmatch(lines.text, line, begin):
        return [Splice(begin, f"{written.lstrip(' ')}{' ' * (begin - line)}")]
    rows = [Span(lines.line_begin(start), end, column(lines.text, start)) for start, end in spans]
    return [Splice(lines.room(rows, place), written)]


def adding_entry(lines: Outline, node: Sequence, written: str) -> list[Splice]:
    """Splices that add entries at the end of a list between brackets."""
    spans = [(item.start, item.end) for item in node.items]
    return _between(lines, node, spans, len(spans), written)


def _between(
    lines: Outline, node: Mapping | Sequence, spans: list[tuple[int, int]], place: int, written: str
) -> list[Splice]:
    """Splices that add something between brackets, on a line of its own where what is there has one."""
    if not spans:
        return [Splice(node.start + 1, written)]
    text, end = lines.text, spans[place - 1][1] if place else node.start + 1
    neighbour = spans[min(place, len(spans) - 1)][0]
    margin = text[neighbour - column(text, neighbour) : neighbour]
    if margin.strip():
        return [Splice(end, f", {written}") if place else Splice(neighbour, f"{written}, ")]
    if place < len(spans):
        top = lines.top(neighbour - len(margin), end)
        return [Splice(top, f"{margin}{written},{newline(text)}")]
    rest = _REST.match(text, end)
    if rest is None:
        return [Splice(end, f",{newline(text)}{margin}{written}")]
    comma = rest[1]
    added = Splice(line_end(text, end), f"{margin}{written}{comma}{newline(text)}")
    return [added] if comma else [Splice(end, ","), added]
