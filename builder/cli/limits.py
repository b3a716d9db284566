"""How much of a list is printed for a person, and the words behind it that say how to see the rest.

Owns the numbers and the option `--all`. What somebody asks for by filters, such as `soi due` and `soi list`,
and all that programs read is whole; only what puts several lists or many lines a person together is cut.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from typing import TypeVar

import click

from ..errors import UsageError
from ..facts.lines import Command
from .lines import typed

MOST = 25
"""So many rows of a list are printed; more than that nobody does in a day, or keeps in mind."""
FEW = 10
"""So many where the list is one of many: a day of the plan, a part of a section of the review."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Limit:
    """How much of each list of a command is printed."""

    command: Command
    """What shows all of it."""
    most: int | None
    """So many rows of a list, None for all."""

    def cut(
        self,
        rows: Sequence[Row],
        *,
        command: Command = (),
        weight: Callable[[Row], Any] | None = None,  # Any: whatever can be compared
    ) -> tuple[Sequence[Row], str]:
        """The rows to print, and words about the others: empty where there is none.

        Args:
            rows: in the order in which they are printed.
            command: what shows all of these, where there is something better than `--all`.
            weight: what comes first is kept, where that is not what is printed first.
        """
        if self.most is None or len(rows) <= self.most:
            return rows, ""
        kept = rows[: self.most]
        if weight is not None:
            weights = [weight(row) for row in rows]
            ranked = sorted(range(len(rows)), key=weights.__getitem__)
            kept = [rows[place] for place in sorted(ranked[: self.most])]
        return kept, f"and {len(rows) - self.most} more ({typed(command or self.command)})"

    def told(
        self,
        rows: Sequence[Row],
        lines: Callable[[Row], Iterable[str]],
        *,
        margin: str = "  ",
        command: Command = (),
        weight: Callable[[Row], Any] | None = None,  # Any: see above
    ) -> Iterator[str]:
        """Lines of the rows to print, then one about the others.

        Args:
            rows: as for `cut`, like `command` and `weight`.
            lines: those of a row.
            margin: what stands before the line about the others.
            command: what shows all of these.
            weight: what comes first is kept.
        """
        kept, more = self.cut(rows, command=command, weight=weight)
        for row in kept:
            yield from lines(row)
        if more:
            yield f"{margin}{more}"


def refuse_both(option: str, count: int | None, *, is_everything: bool) -> None:
    """Refuse `--all` beside an option that names a number of rows.

    Raises:
        UsageError: both were given.
    """
    if count is not None and is_everything:
        raise UsageError(f"{option} and --all say two things", "leave out one of them")


def limit(*command: str, is_everything: bool, most: int = MOST) -> Limit:
    """The limit of a command.

    Args:
        *command: how it was called, without `--all`.
        is_everything: `--all` was given.
        most: so many rows of a list without it.
    """
    return Limit((*command, "--all"), None if is_everything else most)


def all_option(
    command: Callable[..., Any],
) -> Callable[..., Any]:  # Any: Click's callbacks
    """The option `--all`, which lifts the limit."""
    return click.option(
        "--all", "is_everything", is_flag=True, help="Print every row; only text for people is cut."
    )(command)
