"""Due days of plain dicts, found by walking the calendar one day at a time.

Owns nothing but the rules of the due list, and must not know the product: it shares no line, no type and no
reading of a file with it, so that an error would have to be made twice to stay hidden. Speed is no aim here.
A wrong input is a wrong test and raises.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from .plain import ONE_DAY
from .plain import Plain
from .plain import as_day
from .plain import as_entries
from .plain import as_list
from .plain import as_mapping
from .plain import as_text
from .plain import days_from
from .plain import is_last_of_month
from .plain import plus
from .plain import walk
from .plain import without_accents_and_case

GRADES = ("A+", "A", "B", "C", "D", "F")
CHANNELS = ("call", "video", "visit", "meeting", "meal")
DEFAULTS: Mapping[str, Mapping[str, str]] = {
    "owner": {"use": "both"},
    "cadence": {"A+": "1 month", "A": "3 months", "B": "1 year"},
    "soon": {"A+": "7 days", "A": "14 days", "B": "30 days"},
    "customers": {
        "active": "90 days",
        "non_active": "1 year",
        "lost": "2 years",
        "status_meeting": "never",
    },
}


class LastTouch(TypedDict):
    """The latest touch that counts."""

    date: date
    channel: str


class Due(TypedDict):
    """What the due list says about one contact."""

    due_on: date
    status: str
    days_overdue: int
    ratio: float
    last_touch: LastTouch | None


class Row(Due):
    """A `Due` with what the order of the list needs."""

    id: str
    name: str
    grade: str


def with_defaults(settings: Plain) -> dict[str, object]:
    """The settings with every key this oracle reads, key by key inside the four groups.

    Filling twice changes nothing, so every function here may be given the short or the filled form.
    """
    filled: dict[str, object] = dict(settings)
    for group, values in DEFAULTS.items():
        filled[group] = {**values, **as_mapping(settings.get(group, {}))}
    filled.setdefault("personal_channels", list(CHANNELS))
    return filled


def due(contact: Plain, settings: Plain, events: Iterable[Plain], today: date) -> Due | None:
    """What is due with this contact, or None where it has no due day."""
    filled = with_defaults(settings)
    if gone(contact, today) or contact_refused(contact, today):
        return None
    touch = last_touch(contact, filled, events, today)
    added = _added(contact, today)
    last = touch["date"] if touch else None
    natural = _natural_day(contact, filled, last, today)
    if natural is None:
        return None
    due_on, snoozed = natural, False
    if contact.get("snooze_until") is not None and as_day(contact["snooze_until"]) > natural:
        due_on, snoozed = as_day(contact["snooze_until"]), True
    window_end = plus(today, as_mapping(filled["soon"]).get(grade_of(contact), "30 days"))
    if due_on > today:
        status = "snoozed" if snoozed else "soon" if due_on <= window_end else "ok"
    else:
        status = "due" if due_on == today else "overdue"
    return Due(
        due_on=due_on,
        status=status,
        days_overdue=days_from(due_on, today),
        ratio=_ratio(last or added, natural, today),
        last_touch=touch,
    )


def rows(contacts: Iterable[Plain], settings: Plain, events: Sequence[Plain], today: date) -> list[Row]:
    """One row for each contact with a due day, in the order given."""
    found: list[Row] = []
    for contact in contacts:
        facts = due(contact, settings, events, today)
        if facts is not None:
            row = Row(
                id=as_text(contact["id"]), name=as_text(contact["name"]), grade=grade_of(contact), **facts
            )
            found.append(row)
    return found


def order(found: Iterable[Row]) -> list[Row]:
    """The rows as the list of everybody shows them."""
    groups = {"overdue": 0, "due": 0, "soon": 1, "ok": 2, "snoozed": 2}

    def place(row: Row) -> tuple[int, int, float, str, str]:
        plain_name = without_accents_and_case(row["name"])
        return groups[row["status"]], GRADES.index(row["grade"]), -row["ratio"], plain_name, row["id"]

    return sorted(found, key=place)


def listed(found: Iterable[Row], within: int | None = None, *, all: bool = False) -> list[Row]:  # noqa: A002 - named as the option it stands for
    """The rows a due list shows: the urgent ones, those due in `within` days, or all of them."""
    if all:
        return list(found)
    if within is not None:
        return [row for row in found if row["status"] != "snoozed" and -row["days_overdue"] <= within]
    return [row for row in found if row["status"] in ("overdue", "due", "soon")]


def grade_of(contact: Plain) -> str:
    """The grade that counts: nobody's grade is blank here."""
    return as_text(contact.get("grade") or "C")


def last_touch(contact: Plain, settings: Plain, events: Iterable[Plain], today: date) -> LastTouch | None:
    """The latest touch that reached them personally, or None if none ever did.

    On equal days a later entry of the file wins. Between an event and the file no order is laid down: the
    file wins here, and the strategies never ask.
    """
    channels = personal_channels(contact, settings)
    latest: LastTouch | None = None
    for touch in [*attended(contact, events), *as_entries(contact.get("touches"))]:
        day, channel = as_day(touch["date"]), as_text(touch["channel"])
        if day > today or channel not in channels or touch.get("reached") is False:
            continue
        if latest is None or day >= latest["date"]:
            latest = LastTouch(date=day, channel=channel)
    return latest


def is_active_paying(contact: Plain, settings: Plain, today: date) -> bool:
    """Whether this is a customer who buys at the rhythm of the active ones."""
    if contact.get("customer_type") is not None:
        return contact["customer_type"] == "active-paying"
    if contact.get("lost_to") is not None or scope_of(contact, settings) == "personal":
        return False
    bought = [as_day(entry["date"]) for entry in as_entries(contact.get("purchases"))]
    won = [entry for entry in as_entries(contact.get("deals")) if entry["status"] == "won"]
    bought += [as_day(deal["closed"]) for deal in won if deal.get("closed") is not None]
    days = sorted(day for day in bought if day <= today)
    active = as_text(as_mapping(settings["customers"])["active"])
    if not days or plus(days[-1], active) < today:
        return False
    return len(days) == 1 or plus(days[-2], active) >= days[-1]


def birthday_after(last: date, birthday: str) -> date:
    """The first birthday that is at least the 91st day after `last`."""
    day = walk(last, 91)
    while not is_birthday(day, birthday):
        day += ONE_DAY
    return day


def is_birthday(day: date, birthday: str) -> bool:
    """Whether somebody born on `birthday`, its year given or not, celebrates on this day."""
    month_and_day = birthday[-5:]
    leap_day_missing = day.month == 2 and day.day == 28 and is_last_of_month(day)
    return day.isoformat()[-5:] == month_and_day or (month_and_day == "02-29" and leap_day_missing)


def _natural_day(contact: Plain, settings: Plain, last: date | None, today: date) -> date | None:
    added = _added(contact, today)
    rhythm, on_birthday = _rhythm(contact, settings, last or added or today, today)
    if rhythm is None or rhythm == "never":
        return None
    if last is not None:
        return birthday_after(last, as_text(contact["birthday"])) if on_birthday else plus(last, rhythm)
    if contact.get("first_due") is not None:
        return as_day(contact["first_due"])
    return today if added is None else plus(added, rhythm)


def _rhythm(contact: Plain, settings: Plain, start: date, today: date) -> tuple[str | None, bool]:
    """The duration that counts for this contact, and whether a birthday takes its place.

    Which of two durations is the longer depends on the day they start from; it is the day this contact's
    own begins.
    """
    own, grade = contact.get("cadence"), grade_of(contact)
    if grade in ("D", "F") and not (contact.get("keep") and own):
        return None, False
    if own is not None:
        return as_text(own), False
    of_grade = as_mapping(settings["cadence"]).get(grade)
    meeting = as_mapping(settings["customers"]).get("status_meeting")
    if meeting not in (None, "never") and is_active_paying(contact, settings, today):
        none = of_grade in (None, "never")
        if none or plus(start, of_grade) > plus(start, meeting):
            return as_text(meeting), False
    by_birthday = grade == "B" and contact.get("birthday") is not None
    return (None if of_grade is None else as_text(of_grade)), by_birthday


def _ratio(start: date | None, natural: date, today: date) -> float:
    if start is None or natural <= start:
        return 1.0
    return min(round(days_from(start, today) / days_from(start, natural), 2), 3.0)


def gone(contact: Plain, today: date) -> bool:
    """Whether somebody is archived or dead."""
    ends = [contact.get("archived"), contact.get("died")]
    return any(end is not None and as_day(end) <= today for end in ends)


def contact_refused(contact: Plain, today: date) -> bool:
    """Whether consent to contact was withdrawn last."""
    refused, decided = False, date.min
    for entry in as_entries(contact.get("consent")):
        day = as_day(entry["date"])
        if entry["what"] == "contact" and decided <= day <= today:
            refused, decided = entry["given"] is False, day
    return refused


def _added(contact: Plain, today: date) -> date | None:
    added = contact.get("added")
    return None if added is None or as_day(added) > today else as_day(added)


def attended(contact: Plain, events: Iterable[Plain]) -> list[Plain]:
    """The events somebody came to, as touches."""
    return [
        {"date": event["date"], "channel": event.get("channel", "event")}
        for event in events
        if {contact.get("id"), *as_list(contact.get("former_ids"))} & set(as_list(event.get("attended")))
    ]


def personal_channels(contact: Plain, settings: Plain) -> list[object]:
    """The channels that count as personal for somebody."""
    channels = settings["personal_channels"]
    if isinstance(channels, Mapping):
        for name in (contact.get("stage") or "contact", scope_of(contact, settings)):
            if name in channels:
                return as_list(channels[name])
        return list(CHANNELS)
    return as_list(channels)


def scope_of(contact: Plain, settings: Plain) -> object:
    """The part of life somebody belongs to."""
    use = as_mapping(settings["owner"])["use"]
    return contact.get("scope") or ("business" if use == "both" else use)
