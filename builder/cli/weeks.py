"""The plan of the coming weeks and the load, as JSON, as a table and in words."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterator

from ..diagnostics import shown
from ..facts.agenda import Entry
from ..facts.agenda import Matter
from ..facts.lines import done
from ..facts.plan import Load
from ..facts.plan import Plan
from ..facts.plan import PlannedTouch
from ..facts.plan import PlannedWeek
from ..model import Contact
from ..report.tables import head
from ..workspace import Workspace
from .shapes import plan as shapes

COLUMNS = ("week", "date", "what", "grade", "id", "name", "due_on", "pushed_out", "text")
_MAX_TEXT = 300
_MAX_COMMAND = 200


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
    parts = ", ".join(f"{name} {part}" for name, part in load.parts.items())
    told = f" ({parts})" if parts else ""
    yield f"{load.promised} touches a week promised, {load.possible} possible{told}"
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


def lines(plan: Plan, load: Load) -> Iterator[str]:
    """The plan in words: the load, then week by week and day by day, then what does not fit."""
    yield from load_lines(load)
    for week in plan.weeks:
        yield ""
        yield _heading(week, load)
        for day in week.days:
            yield f"  {day.date:%a} {day.date}"
            yield from (f"    {_entry(entry)}" for entry in day.entries)
            yield from (f"    {_call(touch)}" for touch in day.touches)
        if not week.days:
            yield "  nothing"
    if plan.pushed_out:
        yield ""
        yield f"Does not fit before {plan.last}"
    for touch in plan.pushed_out:
        yield f"  {touch.date or 'not within a year'}: {_call(touch)}"


def _heading(week: PlannedWeek, load: Load) -> str:
    made = f", {week.made} made" if week.made else ""
    away = f", away {_span(week.away)}" if week.away else ""
    return f"Week of {week.monday}: {week.planned} planned{made}, {load.possible} possible{away}"


def _span(days: tuple[dt.date, ...]) -> str:
    if len(days) == (days[-1] - days[0]).days + 1 > 1:
        return f"{days[0]} to {days[-1]}"
    return ", ".join(str(day) for day in days)


def _call(touch: PlannedTouch) -> str:
    contact = touch.contact
    late = ", no room before" if touch.is_pushed_out else ""
    command = shown(f"soi touch {shlex.quote(contact.id)} call", _MAX_COMMAND)
    reach = f"; reach: {shown(contact.reach, _MAX_TEXT)}" if contact.reach else ""
    text = f"{contact.effective_grade} {shown(contact.name)}: due {touch.due_on}{late}: {_why(touch)}{reach}"
    return f"{text}  ({command})"


def _why(touch: PlannedTouch) -> str:
    return "; ".join(shown(reason.text, _MAX_TEXT) for reason in touch.because)


def _entry(entry: Entry) -> str:
    name, text, who = shown(entry.about.name), shown(entry.text, _MAX_TEXT), shlex.quote(entry.about.id)
    label = f"late {entry.matter}" if entry.is_late else str(entry.matter)
    if entry.is_theirs:
        label = f"{label} of theirs"
    told = f"{label}: {name}{f': {text}' if text else ''}"
    match entry.matter:
        case Matter.PROMISE:
            assert isinstance(entry.about, Contact)
            command = shlex.join(done(entry.about, entry.text))
        case Matter.FAREWELL:
            command = f"soi done {who} farewell"
        case Matter.EVENT:
            return told
        case _:
            command = f"soi touch {who} call"
    return f"{told}  ({shown(command, _MAX_COMMAND)})"
