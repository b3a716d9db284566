"""The plan of the coming weeks and the load, as JSON, as a table and in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..diagnostics import shown
from ..facts import Facts
from ..facts.agenda import Entry
from ..facts.agenda import Matter
from ..facts.plan import WEEKS
from ..facts.plan import Load
from ..facts.plan import Plan
from ..facts.plan import PlannedTouch
from ..facts.plan import PlannedWeek
from ..facts.planned import due_words
from ..facts.planned import entry_command
from ..facts.planned import entry_label
from ..facts.planned import load_words
from ..facts.planned import touch_command
from ..facts.planned import week_words
from ..model import Contact
from ..report.tables import head
from ..workspace import Workspace
from .limits import FEW
from .limits import limit
from .lines import typed
from .shapes import plan as shapes

COLUMNS = ("week", "date", "what", "grade", "id", "name", "due_on", "pushed_out", "text")
_MAX_TEXT = 300
_WEIGHTS = (
    Matter.EVENT,
    Matter.PROMISE,
    Matter.FAREWELL,
    Matter.BIRTHDAY,
    Matter.ANNIVERSARY,
    Matter.CALL,
)
"""What a day may hold, from what nobody may forget on."""


def load_json(load: Load) -> shapes.LoadRow:
    """The load."""
    return {
        "promised": load.promised,
        "possible": load.possible,
        "over": load.is_over,
        "people": load.people,
        "parts": [{"name": name, "promised": part} for name, part in load.parts.items()],
    }


def load_lines(load: Load) -> Iterator[str]:
    """The load in words, and what brings it down where it is too much."""
    yield load_words(load)
    if load.is_over:
        yield f"  promise less: {load.advice}"


def payload(workspace: Workspace, plan: Plan, load: Load) -> shapes.Output:
    """The plan as JSON."""
    return {
        **head(workspace.today),
        "last": plan.last.isoformat(),
        "load": load_json(load),
        "weeks": [_week_json(workspace, week) for week in plan.weeks],
        "pushed_out": [_touch_json(workspace, touch) for touch in plan.pushed_out],
    }


def _week_json(workspace: Workspace, week: PlannedWeek) -> shapes.PlannedWeek:
    return {
        "monday": week.monday.isoformat(),
        "made": week.made,
        "planned": week.planned,
        "away": [day.isoformat() for day in week.away],
        "days": [
            {
                "date": day.date.isoformat(),
                "entries": [_entry_json(entry) for entry in day.entries],
                "touches": [_touch_json(workspace, touch) for touch in day.touches],
            }
            for day in week.days
        ],
    }


def _entry_json(entry: Entry) -> shapes.PlannedEntry:
    return {
        "matter": str(entry.matter),
        "id": entry.about.id,
        "name": entry.about.name,
        "text": entry.text,
        "late": entry.is_late,
        "theirs": entry.is_theirs,
    }


def _touch_json(workspace: Workspace, touch: PlannedTouch) -> shapes.PlannedTouch:
    contact = touch.contact
    return {
        "date": touch.date.isoformat() if touch.date else None,
        "id": contact.id,
        "name": contact.name,
        "grade": str(contact.effective_grade),
        "due_on": touch.due_on.isoformat(),
        "days_late": touch.days_late,
        "again": touch.is_again,
        "pushed_out": touch.is_pushed_out,
        "reach": contact.reach,
        "because": workspace.because(touch.because),
    }


def rows(plan: Plan) -> Iterator[dict[str, object]]:
    """The plan as a table: what does not fit stands last, in no week."""
    for week in plan.weeks:
        for day in week.days:
            for entry in day.entries:
                yield {
                    "week": week.monday.isoformat(),
                    "date": day.date.isoformat(),
                    "what": str(entry.matter),
                    "id": entry.about.id,
                    "name": entry.about.name,
                    "text": entry.text,
                }
            for touch in day.touches:
                yield {"week": week.monday.isoformat(), **_row(touch)}
    for touch in plan.pushed_out:
        yield _row(touch)


def _row(touch: PlannedTouch) -> dict[str, object]:
    return {
        "date": touch.date.isoformat() if touch.date else None,
        "what": str(Matter.CALL),
        "grade": str(touch.contact.effective_grade),
        "id": touch.contact.id,
        "name": touch.contact.name,
        "due_on": touch.due_on.isoformat(),
        "pushed_out": "yes" if touch.is_pushed_out else "no",
        "text": _why(touch),
    }


def lines(facts: Facts, plan: Plan, load: Load, count: int, *, is_everything: bool) -> Iterator[str]:
    """The plan in words: the load, then week by week and day by day, then what does not fit.

    Args:
        facts: for what else is open.
        plan: the plan.
        load: the load.
        count: so many weeks were asked for.
        is_everything: every entry of a day is told, and everybody for whom there is no room.
    """
    asked = ("soi", "plan", *(() if count == WEEKS else ("--weeks", str(count))))
    whole = limit(*asked, is_everything=is_everything)
    a_day = limit(*asked, is_everything=is_everything, most=FEW)
    yield from load_lines(load)
    for week in plan.weeks:
        yield ""
        yield f"Week of {week.monday}: {week_words(week, load.possible)}"
        for day in week.days:
            yield f"  {day.date:%a} {day.date}"
            yield from a_day.told(
                day.entries, lambda entry: [f"    {_entry(facts, entry)}"], margin="    ", weight=_weight
            )
            yield from (f"    {_call(touch)}" for touch in day.touches)
        if not week.days:
            yield "  nothing"
    if plan.pushed_out:
        yield ""
        yield f"Does not fit before {plan.last}"
    yield from whole.told(
        plan.pushed_out,
        lambda touch: [f"  {touch.date or 'not within a year'}: {_call(touch)}"],
        weight=lambda touch: touch.contact.effective_grade.rank,
    )


def _weight(entry: Entry) -> tuple[int, bool, dt.date, int]:
    """What is told first of a day that holds too much: what was promised, the longest ago, then by grade."""
    rank = entry.about.effective_grade.rank if isinstance(entry.about, Contact) else 0
    return _WEIGHTS.index(entry.matter), entry.is_theirs, entry.since or entry.date, rank


def _call(touch: PlannedTouch) -> str:
    contact = touch.contact
    reach = f"; reach: {shown(contact.reach, _MAX_TEXT)}" if contact.reach else ""
    text = f"{contact.effective_grade} {shown(contact.name)}: {due_words(touch)}: {_why(touch)}{reach}"
    return f"{text}  ({typed(touch_command(touch))})"


def _why(touch: PlannedTouch) -> str:
    return "; ".join(shown(reason.text, _MAX_TEXT) for reason in touch.because)


def _entry(facts: Facts, entry: Entry) -> str:
    text = f": {shown(entry.text, _MAX_TEXT)}" if entry.text else ""
    return f"{entry_label(entry)}: {shown(entry.about.name)}{text}  ({typed(entry_command(facts, entry))})"
