"""Texts of the user inside Markdown: shown as they are, never read as Markdown or HTML."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&#]")
_TICKS = re.compile("`+")


def escaped(text: str) -> str:
    """A text of one line in which nothing is Markdown, to stand behind other text."""
    return _SPECIAL.sub(lambda found: f"\\{found.group()}", text)


def code(text: str) -> str:
    """A text of one line as code."""
    longest = max((len(ticks) for ticks in _TICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    # One blank on each side is taken off again by the reader, unless there is nothing but blanks.
    is_eaten = text.startswith(" ") and text.endswith(" ") and text.strip()
    edge = " " if text.startswith("`") or text.endswith("`") or is_eaten else ""
    return f"{fence}{edge}{text}{edge}{fence}"
