"""The plan and the load in words, and what to type for each entry: said once for the command and the pages.

Owns sentences only; what is planned is `plan`'s to say. Knows nothing of a terminal or a page.
"""

from __future__ import annotations

import datetime as dt

from ..model import Event
from . import Facts
from . import lines
from .agenda import Entry
from .agenda import Matter
from .lines import Command
from .plan import Load
from .plan import PlannedTouch
from .plan import PlannedWeek
from .settling import settled_by


def load_words(load: Load) -> str:
    """What is promised a week against what is possible, and which grade or rule promises how much."""
    parts = ", ".join(f"{name} {part}" for name, part in load.parts.items())
    told = f" ({parts})" if parts else ""
    return f"{load.promised} touches a week promised, {load.possible} possible{told}"


def week_words(week: PlannedWeek, possible: int) -> str:
    """A week in numbers, with the days on which the owner is away.

    Args:
        week: the week.
        possible: touches that a week has room for.
    """
    made = f", {week.made} made" if week.made else ""
    away = f", away {_span(week.away)}" if week.away else ""
    return f"{week.planned} planned{made}, {possible} possible{away}"


def _span(days: tuple[dt.date, ...]) -> str:
    if len(days) == (days[-1] - days[0]).days + 1 > 1:
        return f"{days[0]} to {days[-1]}"
    return ", ".join(str(day) for day in days)


def due_words(touch: PlannedTouch) -> str:
    """The day on which a call is due, and whether there was no room on it."""
    return f"due {touch.due_on}{', no room before' if touch.is_pushed_out else ''}"


def touch_command(touch: PlannedTouch) -> Command:
    """What to type after a call."""
    return lines.touch(touch.contact, "call")


def entry_label(entry: Entry) -> str:
    """What sort of thing stands on a day."""
    label = f"late {entry.matter}" if entry.is_late else str(entry.matter)
    whose = f"{label} of theirs" if entry.is_theirs else label
    return f"{whose}, due {entry.since}" if entry.since else whose


def entry_command(facts: Facts, entry: Entry) -> Command:
    """What to type for it: as `soi today` says when its day has come."""
    if isinstance(entry.about, Event):
        return lines.guests(entry.about)
    match entry.matter:
        case Matter.PROMISE | Matter.FAREWELL:
            return settled_by(facts, entry.about, entry.at)
        case Matter.CALL:
            return lines.touch(entry.about, "call")
        case _:
            return lines.touch(entry.about, "card")
