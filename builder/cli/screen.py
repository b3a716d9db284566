"""Lines for a terminal of any width."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from collections.abc import Iterator

from ..report.tables import width

_NARROW, _WIDE = 20, 120
"""Narrower lines cannot be read at all, and wider ones not with ease."""
_LOW = 24
"""Rows of a screen that nobody falls below; fewer would hold too little to be of use."""


def columns() -> int:
    """Columns to write in."""
    return max(_NARROW, min(shutil.get_terminal_size().columns, _WIDE))


def height() -> int:
    """Rows to write in at once."""
    return max(_LOW, shutil.get_terminal_size().lines)


def wrapped(text: str, size: int, margin: str = "", hanging: str = "") -> Iterator[str]:
    """Lines of a text that fit into so many columns, broken between words where that is possible.

    Args:
        text: what `shown` made fit for a terminal.
        size: the columns, the margin included.
        margin: what stands before the first line.
        hanging: what stands before the others.
    """
    while (end := _fitting(text, size - len(margin))) < len(text):
        blank = text.rfind(" ", 1, end + 1)
        end = blank if blank > 0 else max(end, 1)
        yield f"{margin}{text[:end].rstrip()}"
        text, margin = text[end:].lstrip(), hanging
    yield f"{margin}{text}"


def rows(parts: Iterable[str], size: int) -> Iterator[str]:
    """Lines of parts beside each other, none of which is broken."""
    line = ""
    for part in parts:
        wider = f"{line}  {part}" if line else part
        if line and width(wider) > size:
            yield line
            wider = part
        line = wider
    yield line


def _fitting(text: str, size: int) -> int:
    """Number of characters that fit."""
    used = 0
    for place, character in enumerate(text):
        used += width(character)
        if used > size:
            return place
    return len(text)
