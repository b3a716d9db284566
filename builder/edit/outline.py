"""Lines of a front matter that mean nothing to YAML and something to people: comments and blanks.

Says which of the lines around a key or an entry go along when it is moved, and where a new one parts none.
"""

from __future__ import annotations

from bisect import bisect_left
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics import BREAK
from ..source import Node
from ..source import Source
from .layout import comment_places
from .layout import next_line


@dataclass(frozen=True, slots=True)
class Span:
    """A key with its value, or an entry of a list, as offsets."""

    begin: int
    """Where its first line begins."""
    end: int
    """Where its value ends."""
    column: int
    """Of the key or of the dash, from 0."""


class Outline:
    """A front matter by its lines, with what belongs together when it is moved."""

    def __init__(self, source: Source, tree: Node | None) -> None:
        """Find where the lines begin and where the comments are."""
        self.text = source.text
        self._block = source.block
        begin, end = source.block
        self._begins = [begin, *(found.end() for found in BREAK.finditer(source.text, begin, end))]
        self._comments = [offset for offset, _ in comment_places(source, tree)]

    def line_begin(self, offset: int) -> int:
        """Where the line begins that an offset is in."""
        return self._begins[bisect_right(self._begins, offset) - 1]

    def has_comment(self, begin: int, end: int) -> bool:
        """True if a comment begins between two offsets."""
        return bisect_left(self._comments, begin) < bisect_left(self._comments, end)

    def is_broken(self, begin: int, end: int) -> bool:
        """True if a line ends between two offsets."""
        return bisect_right(self._begins, begin) != bisect_right(self._begins, end)

    def is_blank(self, begin: int) -> bool:
        """True if there is nothing on the line that begins at an offset."""
        return not self.text[begin : self._behind(begin)].strip()

    def parts(self, spans: list[Span]) -> list[tuple[int, int]] | None:
        """What moves with each span, as offsets side by side; None where two share a line.

        A comment belongs to what stands below it. It belongs to what stands above it if it is indented
        deeper, or if it follows at once and a blank line parts it from what is below. What is parted by a
        blank line from the first stays at the top, what stands behind the last at the end.
        """
        ends = [next_line(self.text, span.end) for span in spans]
        if any(end > span.begin for end, span in zip(ends, spans[1:], strict=False)):
            return None
        begins = [self._above(spans[0])]
        for place, span in enumerate(spans[1:]):
            begins.append(self._parting(ends[place], span))
        last = self._deeper(ends[-1], spans[-1].column, self._block[1])
        return list(zip(begins, [*begins[1:], last], strict=True))

    def room(self, spans: list[Span], place: int) -> int:
        """Where lines go that are to stand above one of several spans, or behind the last of them.

        A comment below a span that a blank line parts from the next stays below it.
        """
        if not spans:
            return self._block[1]
        if place == 0:
            return self.top(spans[0].begin, self._block[0])
        above = spans[place - 1]
        limit = spans[place].begin if place < len(spans) else self._block[1]
        end = self._deeper(next_line(self.text, above.end), above.column, limit)
        is_parted = place < len(spans) and self._comment_column(end) is not None
        return self.top(limit, end) if is_parted else end

    def top(self, begin: int, limit: int) -> int:
        """Where the comments begin that stand directly above a line."""
        while begin > limit:
            line = self.line_begin(begin - 1)
            if self._comment_column(line) is None:
                break
            begin = line
        return begin

    def _behind(self, begin: int) -> int:
        place = bisect_right(self._begins, begin)
        return self._begins[place] if place < len(self._begins) else self._block[1]

    def _lines(self, begin: int, end: int) -> Iterator[int]:
        place = bisect_left(self._begins, begin)
        while place < len(self._begins) and self._begins[place] < end:
            yield self._begins[place]
            place += 1

    def _comment_column(self, begin: int) -> int | None:
        """Column of the comment that a line consists of, None for another line."""
        place = bisect_left(self._comments, begin)
        if place == len(self._comments) or self.text[begin : self._comments[place]].strip(" \t"):
            return None
        return self._comments[place] - begin if self._comments[place] < self._behind(begin) else None

    def _means_nothing(self, begin: int) -> bool:
        return self.is_blank(begin) or self._comment_column(begin) is not None

    def _above(self, span: Span) -> int:
        """Where the comment begins that stands directly above the first of several."""
        begin = span.begin
        while begin > self._block[0]:
            line = self.line_begin(begin - 1)
            column = self._comment_column(line)
            if column is None or column > span.column:
                break
            begin = line
        return begin

    def _deeper(self, begin: int, column: int, limit: int) -> int:
        """Where the comments end that are indented deeper than what stands above them."""
        end = begin
        for line in self._lines(begin, limit):
            if not self._means_nothing(line):
                break
            if (self._comment_column(line) or 0) > column:
                end = self._behind(line)
        return end

    def _parting(self, begin: int, span: Span) -> int:
        """Where that begins which belongs to a span, in the lines between the one above it and itself."""
        begin = self._deeper(begin, span.column, span.begin)
        lines = [*self._lines(begin, span.begin)]
        blank = next((line for line in lines if self.is_blank(line)), None)
        if blank is None or self.is_blank(self.line_begin(begin - 1)):
            return begin
        return blank
