"""Lists of people with a reason and the command that settles it, as far as a page shows them."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..facts import Because
from ..facts.lines import Line
from ..model import Contact
from .addresses import Ref
from .addresses import ref_to

MOST = 50
"""So many of a list are shown; whoever wants more of them wants a list of their own."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody, why, and what settles it."""

    who: Ref
    text: str
    command: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as far as it is shown."""

    title: str
    anchor: str
    about: str
    """What it is a list of, in a sentence."""
    rows: tuple[Told, ...]
    more: int
    """So many further ones are left out."""
    everybody: str
    """The command that lists all of them."""
    nobody: str
    """What is said where there is none."""


def told(line: Line) -> Told:
    """A line for the owner, as `soi today` prints it."""
    who = ref_to(line.about) if line.about else Ref("")
    return Told(who, line.text, shlex.join(line.command))


def person(contact: Contact, text: str, command: str) -> Told:
    """Somebody with a reason."""
    return Told(ref_to(contact), text, command)


def reasons(because: Iterable[Because]) -> str:
    """Reasons in one line."""
    return "; ".join(reason.text for reason in because)


def listed(
    title: str,
    rows: Sequence[Row],
    of: Callable[[Row], Told],
    *,
    everybody: str,
    about: str = "",
    nobody: str = "Nobody.",
    most: int = MOST,
) -> Listed:
    """A list, cut where it is long: only what is shown is put into words."""
    anchor = title.lower().replace(" ", "-").replace("+", "plus")
    shown = tuple(of(row) for row in rows[:most])
    return Listed(title, anchor, about, shown, len(rows) - len(shown), everybody, nobody)
