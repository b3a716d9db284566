"""The texts of a file, wherever they stand, for whoever looks for links or words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from .. import kinds
from ..diagnostics import Address
from ..kinds import Key


def texts(record: Any, at: Address = ()) -> Iterator[tuple[Address, str, Key]]:  # Any: a record of any class
    """Every text value with its address and its row, that of entries included."""
    for name, attribute, row in _rows(record.__class__, "text"):
        if value := getattr(record, attribute):
            yield from _values(value, (*at, name), row, texts)


def references(
    record: Any, at: Address = ()
) -> Iterator[tuple[Address, str, Key]]:  # Any: a record of any class
    """Every reference to a person with its address and its row, those of entries included."""
    for name, attribute, row in _rows(record.__class__, "id", "person"):
        if value := getattr(record, attribute):
            yield from _values(value, (*at, name), row, references)


def _values(
    value: Any, at: Address, row: Key, inside: Any
) -> Iterator[tuple[Address, str, Key]]:  # Any: any field
    for place, item in enumerate(value) if row.many else [(None, value)]:
        where = at if place is None else (*at, place)
        if row.kind.record:
            yield from inside(item, where)
        elif isinstance(item, str):
            yield where, item, row


@cache
def _rows(record: type[object], *names: str) -> tuple[tuple[str, str, Key], ...]:
    """Rows of a record that hold such values, themselves or in their entries."""
    return tuple(
        (name, attribute, row)
        for name, (attribute, row) in kinds.keys(record).items()
        if row.kind.name in names or (row.kind.record and _rows(row.kind.record, *names))
    )
