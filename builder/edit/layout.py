"""How a text is laid out: lines, columns, comments, and pieces of it put in the place of others.

Knows offsets and whitespace; which value stands where is known to `growing` and `placing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics import BREAK
from ..plain import COMMENT_LINE
from ..source import Mapping
from ..source import Node
from ..source import Scalar
from ..source import Sequence
from ..source import Source
from ..source import tree_of

_BEHIND = re.compile(r"(?<=[^\r\n])[ \t]+(?=#)")
_COMMENT = re.compile(r"#[^\r\n]*")
BLOCK_STYLES = frozenset("|>")
"""Marks of a text that stands on lines of its own."""


@dataclass(frozen=True, slots=True)
class Splice:
    """Text to insert at an offset, in place of what stands between it and `end`."""

    start: int
    text: str
    end: int | None = None
    """Absent: nothing is taken away."""


def apply(text: str, splices: Iterable[Splice]) -> str:
    """Text with all splices made; their offsets are those of the given text."""
    parts = []
    before = len(text)
    for splice in sorted(splices, key=lambda splice: splice.start, reverse=True):
        parts += [text[splice.start if splice.end is None else splice.end : before], splice.text]
        before = splice.start
    return "".join(reversed([*parts, text[:before]]))


def newline(text: str) -> str:
    """How lines end in a text."""
    found = BREAK.search(text)
    return found.group() if found else "\n"


def column(text: str, offset: int) -> int:
    """Column of an offset, from 0."""
    begin = text.rfind("\n", 0, offset) + 1
    return offset - max(begin, text.rfind("\r", begin, offset) + 1)


def line_end(text: str, offset: int) -> int:
    """Offset behind the end of the line that an offset is in."""
    found = BREAK.search(text, offset)
    return found.end() if found else len(text)


def next_line(text: str, offset: int) -> int:
    """Where the line begins behind the one that a value ends in; a block text ends with its line."""
    at_line_start = offset > 0 and text[offset - 1] in "\r\n"
    return offset if at_line_start else line_end(text, offset)


def behind(text: str, offset: int, lines: str) -> Splice:
    """Splice that puts lines behind the line in which a value ends."""
    return Splice(next_line(text, offset), f"{lines}{newline(text)}")


def comment_behind(text: str, offset: int) -> int | None:
    """Where the comment begins that follows a value on its line, None where there is none."""
    found = _BEHIND.match(text, offset)
    return found.end() if found else None


def end_of(text: str, node: Node) -> int:
    """Offset behind a value. A block text ends with its line, whose end is not taken for a part of it."""
    return node.start + len(text[node.start : node.end].rstrip("\r\n"))


def comments_of(source: Source, begin: int = 0, end: int | None = None) -> list[str]:
    """Like `comments`, for whoever has no tree: it is built only where there may be a comment."""
    text = source.text[slice(*source.block)]
    has_none = "#" not in text or (source.is_plain and COMMENT_LINE.search(text) is None)
    return [] if has_none else comments(source, tree_of(source), begin, end)


def comments(source: Source, tree: Node | None, begin: int = 0, end: int | None = None) -> list[str]:
    """Comments of a front matter, or of the part of it between two offsets."""
    return [text for _, text in comment_places(source, tree, begin, end)]


def comment_places(
    source: Source, tree: Node | None, begin: int = 0, end: int | None = None
) -> Iterator[tuple[int, str]]:
    """Offset and text of each comment of a front matter, or of the part of it between two offsets."""
    text = source.text
    end = source.block[1] if end is None else end
    place = max(source.block[0], begin)
    for scalar in scalars(tree):
        if scalar.end <= place or scalar.start >= end:
            continue
        yield from _comments_between(text, place, scalar.start)
        if scalar.style in BLOCK_STYLES:
            # What stands behind the mark of a block text is no part of the text.
            yield from _comments_between(text, scalar.start, line_end(text, scalar.start))
        place = scalar.end
    if place < end:
        yield from _comments_between(text, place, end)


def _comments_between(text: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    for found in _COMMENT.finditer(text, begin, end):
        yield found.start(), found.group().rstrip()


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Every key and text of a tree, in the order in which they stand."""
    if isinstance(node, Scalar):
        if node.text or node.style:
            yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            yield key
            yield from scalars(value)
