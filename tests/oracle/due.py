"""Due days of plain dicts, found by walking the calendar one day at a time.

Owns nothing but the rules of the due list, and must not know the product: it shares no line, no type and no
reading of a file with it, so that an error would have to be made twice to stay hidden. Speed is no aim here.
A wrong input is a wrong test and raises.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from typing import TypeAlias
from typing import TypedDict

Plain: TypeAlias = Mapping[str, object]
"""A contact, an event, an entry or settings, as JSON would give them; a contact carries its `id` as well."""

GRADES = ("A+", "A", "B", "C", "D", "F")
ONE_DAY = timedelta(days=1)
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
        filled[group] = {**values, **_mapping(settings.get(group, {}))}
    filled.setdefault("personal_channels", list(CHANNELS))
    return filled


def due(contact: Plain, settings: Plain, events: Iterable[Plain], today: date) -> Due | None:
    """What is due with this contact, or None where it has no due day."""
    filled = with_defaults(settings)
    if _gone(contact, today) or _contact_refused(contact, today):
        return None
    touch = last_touch(contact, filled, events, today)
    added = _added(contact, today)
    last = touch["date"] if touch else None
    natural = _natural_day(contact, filled, last, today)
    if natural is None:
        return None
    due_on, snoozed = natural, False
    if contact.get("snooze_until") is not None and _day(contact["snooze_until"]) > natural:
        due_on, snoozed = _day(contact["snooze_until"]), True
    window_end = plus(today, _mapping(filled["soon"]).get(grade_of(contact), "30 days"))
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
            row = Row(id=_text(contact["id"]), name=_text(contact["name"]), grade=grade_of(contact), **facts)
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
    return _text(contact.get("grade") or "C")


def last_touch(contact: Plain, settings: Plain, events: Iterable[Plain], today: date) -> LastTouch | None:
    """The latest touch that reached them personally, or None if none ever did.

    On equal days a later entry of the file wins. Between an event and the file no order is laid down: the
    file wins here, and the strategies never ask.
    """
    channels = _personal_channels(contact, settings)
    latest: LastTouch | None = None
    for touch in [*_attended(contact, events), *_entries(contact.get("touches"))]:
        day, channel = _day(touch["date"]), _text(touch["channel"])
        if day > today or channel not in channels or touch.get("reached") is False:
            continue
        if latest is None or day >= latest["date"]:
            latest = LastTouch(date=day, channel=channel)
    return latest


def is_active_paying(contact: Plain, settings: Plain, today: date) -> bool:
    """Whether this is a customer who buys at the rhythm of the active ones."""
    if contact.get("customer_type") is not None:
        return contact["customer_type"] == "active-paying"
    if contact.get("lost_to") is not None or _scope(contact, settings) == "personal":
        return False
    bought = [_day(entry["date"]) for entry in _entries(contact.get("purchases"))]
    won = [entry for entry in _entries(contact.get("deals")) if entry["status"] == "won"]
    bought += [_day(deal["closed"]) for deal in won if deal.get("closed") is not None]
    days = sorted(day for day in bought if day <= today)
    active = _text(_mapping(settings["customers"])["active"])
    if not days or plus(days[-1], active) < today:
        return False
    return len(days) == 1 or plus(days[-2], active) >= days[-1]


def plus(start: date, duration: object) -> date:
    """The day one duration after `start`, reached on foot.

    Months are counted as turns of the calendar's page. In the month of arrival the walk ends on the day of
    the month it began on, or on the last one there is.
    """
    count, unit = _count_and_unit(_text(duration))
    if unit in ("day", "week"):
        return _walk(start, count * (7 if unit == "week" else 1))
    pages = count * (12 if unit == "year" else 1)
    day = start
    while pages or not (day.day == start.day or _is_last_of_month(day)):
        if _is_last_of_month(day):
            pages -= 1
        day += ONE_DAY
    return day


def birthday_after(last: date, birthday: str) -> date:
    """The first birthday that is at least the 91st day after `last`."""
    day = _walk(last, 91)
    while not is_birthday(day, birthday):
        day += ONE_DAY
    return day


def is_birthday(day: date, birthday: str) -> bool:
    """Whether somebody born on `birthday`, its year given or not, celebrates on this day."""
    month_and_day = birthday[-5:]
    leap_day_missing = day.month == 2 and day.day == 28 and _is_last_of_month(day)
    return day.isoformat()[-5:] == month_and_day or (month_and_day == "02-29" and leap_day_missing)


def days_from(start: date, end: date) -> int:
    """Days from one day to the other, negative when `end` comes first."""
    if end < start:
        return -days_from(end, start)
    steps, day = 0, start
    while day != end:
        day += ONE_DAY
        steps += 1
    return steps


def without_accents_and_case(name: str) -> str:
    """A name as the order of the list compares it."""
    letters = (letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return "".join(letters).casefold()


def _natural_day(contact: Plain, settings: Plain, last: date | None, today: date) -> date | None:
    added = _added(contact, today)
    rhythm, on_birthday = _rhythm(contact, settings, last or added or today, today)
    if rhythm is None or rhythm == "never":
        return None
    if last is not None:
        return birthday_after(last, _text(contact["birthday"])) if on_birthday else plus(last, rhythm)
    if contact.get("first_due") is not None:
        return _day(contact["first_due"])
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
        return _text(own), False
    of_grade = _mapping(settings["cadence"]).get(grade)
    meeting = _mapping(settings["customers"]).get("status_meeting")
    if meeting not in (None, "never") and is_active_paying(contact, settings, today):
        none = of_grade in (None, "never")
        if none or plus(start, of_grade) > plus(start, meeting):
            return _text(meeting), False
    by_birthday = grade == "B" and contact.get("birthday") is not None
    return (None if of_grade is None else _text(of_grade)), by_birthday


def _ratio(start: date | None, natural: date, today: date) -> float:
    if start is None or natural <= start:
        return 1.0
    return min(round(days_from(start, today) / days_from(start, natural), 2), 3.0)


def _gone(contact: Plain, today: date) -> bool:
    ends = [contact.get("archived"), contact.get("died")]
    return any(end is not None and _day(end) <= today for end in ends)


def _contact_refused(contact: Plain, today: date) -> bool:
    refused, decided = False, date.min
    for entry in _entries(contact.get("consent")):
        day = _day(entry["date"])
        if entry["what"] == "contact" and decided <= day <= today:
            refused, decided = entry["given"] is False, day
    return refused


def _added(contact: Plain, today: date) -> date | None:
    added = contact.get("added")
    return None if added is None or _day(added) > today else _day(added)


def _attended(contact: Plain, events: Iterable[Plain]) -> list[Plain]:
    return [
        {"date": event["date"], "channel": event.get("channel", "event")}
        for event in events
        if contact.get("id") in _list(event.get("attended"))
    ]


def _personal_channels(contact: Plain, settings: Plain) -> list[object]:
    channels = settings["personal_channels"]
    if isinstance(channels, Mapping):
        for name in (contact.get("stage") or "contact", _scope(contact, settings)):
            if name in channels:
                return _list(channels[name])
        return list(CHANNELS)
    return _list(channels)


def _scope(contact: Plain, settings: Plain) -> object:
    use = _mapping(settings["owner"])["use"]
    return contact.get("scope") or ("business" if use == "both" else use)


def _walk(start: date, steps: int) -> date:
    day = start
    for _ in range(steps):
        day += ONE_DAY
    return day


def _is_last_of_month(day: date) -> bool:
    return (day + ONE_DAY).day == 1


def _count_and_unit(duration: str) -> tuple[int, str]:
    if duration.startswith("P"):
        return int(duration[1:-1]), {"D": "day", "W": "week", "M": "month", "Y": "year"}[duration[-1]]
    count, unit = duration.split()
    return int(count), unit.removesuffix("s")


def _text(value: object) -> str:
    if not isinstance(value, str):
        message = f"not a text: {value!r}"
        raise TypeError(message)
    return value


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(_text(value))


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        message = f"not a mapping: {value!r}"
        raise TypeError(message)
    return value


def _list(value: object) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        message = f"not a list: {value!r}"
        raise TypeError(message)
    return list(value)


def _entries(value: object) -> list[Mapping[str, object]]:
    return [_mapping(entry) for entry in _list(value)]
