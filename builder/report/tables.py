"""Rows and columns for a terminal, a spreadsheet or a program."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import unicodedata
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Annotated
from typing import TypeAlias
from typing import TypedDict

from ..diagnostics import UNSAFE
from ..diagnostics import shown

VERSION = 1
"""Version of the JSON that commands print."""

Day: TypeAlias = Annotated[str, "date"]
"""A day in JSON; the mark is its name in JSON Schema."""
Row = Mapping[str, object]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DATA = frozenset("\t\n\u200c\u200d")
"""Tabs, line feeds, and the joiners of Persian and of pictures: a spreadsheet is to get them as they are.

A carriage return is none of them: in a terminal it goes back over the line."""
_UNSEEN = re.compile(rf"{UNSAFE.pattern}(?<!\n)")
"""What no output has as it is; a line feed stands between the keys of JSON, inside a text it is escaped."""


class Version(TypedDict):
    """What every command says first."""

    version: int
    """Version of the format, 1: keys may be added to it, never renamed or taken away."""


class Head(Version):
    """What every command says first that depends on the day."""

    today: Day
    """The day that it was computed for."""


def head(today: dt.date) -> Head:
    """What the JSON of a command begins with."""
    return {"version": VERSION, "today": today.isoformat()}


def text_table(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Columns aligned by blanks, with a heading; empty where there is no row."""
    if not rows:
        return ""
    cells = [
        [shown("" if row.get(name) is None else str(row[name]), 300) for name in columns] for row in rows
    ]
    widths = [max(width(name), *(width(line[i]) for line in cells)) for i, name in enumerate(columns)]
    lines = [columns, *cells]
    return "".join(
        "  ".join(_pad(cell, size) for cell, size in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in lines
    )


def width(text: str) -> int:
    """Columns that a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _pad(cell: str, size: int) -> str:
    return cell + " " * (size - width(cell))


def csv_table(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Comma-separated values with a heading; a text that a spreadsheet would run gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_harmless(row.get(name)) for name in columns])
    return out.getvalue()


def _harmless(value: object) -> object:
    if not isinstance(value, str):
        return "" if value is None else value
    text = UNSAFE.sub(lambda found: found.group() if found.group() in _DATA else shown(found.group()), value)
    return f"'{text}" if value.startswith(_FORMULA) and value not in {"+", "-"} else text


def json_text(payload: Mapping[str, object]) -> str:
    """JSON for people and programs: names can be read, and what nobody sees is written as an escape."""
    text = json.dumps(payload, indent=2, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: _json_escape(found.group()), text) + "\n"


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))
