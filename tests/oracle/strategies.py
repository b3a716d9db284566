"""Wikis out of thin air, crowded around the days on which a due date turns.

Owns the shape of the contacts, events and settings that the oracle is asked about, and how they are written
as files. Everything made here is valid; what two readers of the specification may answer differently (two
touches of one day in different files, durations of which the longer depends on the month) is not made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from functools import cache
from typing import TypeAlias

from hypothesis import strategies as st

from . import due as oracle
from .plain import plus

Contact: TypeAlias = dict[str, object]
Event: TypeAlias = dict[str, object]
Settings: TypeAlias = dict[str, object]
Wiki: TypeAlias = tuple[list[Contact], list[Event], Settings, date]
"""Contacts and events (each with its `id`), settings as a user would write them, and today."""

ANCHORS = [
    date(2023, 12, 31),
    date(2024, 2, 29),
    date(2025, 1, 31),
    date(2025, 2, 28),
    date(2025, 6, 30),
    date(2026, 3, 31),
    date(2026, 11, 24),
    date(2027, 2, 28),
    date(2028, 2, 29),
    date(2029, 2, 28),
    date(2100, 2, 28),
]
NAMES = [
    "Ana",
    "ána",
    "ANA",
    "Zoë",
    "zoe",
    "Émile",
    "emile",
    "Núria Ñuñez",
    "Łucja",
    "Δανάη",
    "山本",
    "de la O",
]
DURATIONS = [
    *("1 day", "P3D", "10 days", "30 days", "90 days", "P1W", "2 weeks", "P2W", "13 weeks", "1 month", "P1M"),
    *("2 months", "3 months", "P6M", "12 months", "18 months", "1 year", "P1Y", "2 years"),
]
CADENCES = [*DURATIONS, "never"]
TOUCH_CHANNELS = [
    *("call", "video", "visit", "meeting", "meal", "event", "email", "message", "letter", "card", "gift"),
    *("social", "newsletter"),
]
STAGES = ["stranger", "suspect", "contact", "connection", "prospect", "client"]
SCOPES = ["personal", "business", "both"]
CUSTOMER_TYPES = ["active-paying", "active-non-paying", "non-active", "lost", "employee"]
LEAP_YEARS = [1960, 1984, 2000]

NEAR = st.integers(-3, 3)


def todays() -> st.SearchStrategy[date]:
    """Days around ends of months and of years, leap days among them."""
    return st.builds(_shifted, st.sampled_from(ANCHORS), NEAR)


def birthdays(around: date) -> st.SearchStrategy[str]:
    """Birthdays with and without a year, near the day given or around the end of February."""
    days = st.one_of(
        st.builds(_shifted, st.just(around), NEAR),
        st.sampled_from([date(2000, 2, 28), date(2000, 2, 29), date(2000, 3, 1), date(1984, 12, 31)]),
    )
    years = st.sampled_from(LEAP_YEARS)
    return st.builds(
        lambda day, year, whole: f"{year}-{day:%m-%d}" if whole else f"{day:%m-%d}",
        days,
        years,
        st.booleans(),
    )


@st.composite
def settings(draw: st.DrawFn) -> Settings:
    """A `soi` section in which any key may be left to its default."""
    made: Settings = {}
    if draw(st.booleans()):
        made["owner"] = {"use": draw(st.sampled_from(["both", "business", "personal"]))}
    if draw(st.booleans()):
        grades = st.dictionaries(
            st.sampled_from(["A+", "A", "B", "C"]), st.sampled_from(CADENCES), min_size=1
        )
        made["cadence"] = draw(grades)
    if draw(st.booleans()):
        windows = ["1 day", "P7D", "2 weeks", "1 month"]
        made["soon"] = draw(
            st.dictionaries(st.sampled_from(oracle.GRADES[:4]), st.sampled_from(windows), min_size=1)
        )
    if draw(st.booleans()):
        channels = st.lists(st.sampled_from(TOUCH_CHANNELS), min_size=1, max_size=5, unique=True)
        by_group = st.dictionaries(st.sampled_from(STAGES + SCOPES), channels, min_size=1, max_size=3)
        made["personal_channels"] = draw(st.one_of(channels, by_group))
    if draw(st.booleans()):
        of_grades = oracle.with_defaults(made)["cadence"]
        meetings = ["never", "1 week", "10 days", "1 month", "P2M", "6 months", "2 years"]
        made["customers"] = {
            "active": draw(st.sampled_from(["30 days", "1 month", "90 days", "3 months"])),
            "status_meeting": draw(st.sampled_from([m for m in meetings if _clearly_apart(m, of_grades)])),
        }
    return made


@st.composite
def contacts(draw: st.DrawFn, slug: str, made: Settings, today: date) -> Contact:
    """A contact whose dates lie where the rules turn, seen from `today`."""
    contact: Contact = {"id": slug, "name": draw(st.sampled_from(NAMES))}
    grade = draw(st.sampled_from([None, "A+", "A", "B", "B", "C", "D", "F"]))
    own = draw(st.one_of(st.none(), st.none(), st.sampled_from(CADENCES)))
    _put(contact, "grade", grade)
    _put(contact, "cadence", own)
    _put(contact, "scope", draw(st.sampled_from([None, None, *SCOPES])))
    _put(contact, "stage", draw(st.sampled_from([None, "client", *STAGES])))
    if grade in ("D", "F"):
        _put(contact, "keep", draw(st.sampled_from([None, "sings in the choir", "sings in the choir"])))
    rhythms = [own, oracle.with_defaults(made)["cadence"], "90 days"]
    turn = draw(_turns(today, _days_of(rhythms, grade)))

    if draw(st.integers(0, 3)):
        contact["touches"] = draw(st.lists(_touches(turn, today), min_size=1, max_size=4))
    if grade == "B" or draw(st.booleans()):
        ninetieth = st.builds(_shifted, st.just(turn), st.integers(88, 94))
        around = draw(st.one_of(ninetieth, st.just(today)))
        _put(contact, "birthday", draw(st.one_of(st.none(), birthdays(around))))
    if draw(st.booleans()):
        contact["added"] = draw(st.one_of(_around(turn), _around(today))).isoformat()
    if draw(st.integers(0, 3)) == 0:
        contact["first_due"] = draw(st.one_of(_around(today), _around(_shifted(today, 14)))).isoformat()
    if draw(st.integers(0, 3)) == 0:
        contact["snooze_until"] = draw(st.one_of(_around(today), _around(_shifted(today, 30)))).isoformat()
    for key in ("archived", "died"):
        if draw(st.integers(0, 15)) == 0:
            contact[key] = draw(_around(today)).isoformat()
    if draw(st.integers(0, 3)) == 0:
        contact["consent"] = draw(st.lists(_consents(today), min_size=1, max_size=4))
    contact.update(draw(_bought(made, today)))
    return contact


@st.composite
def birthday_cases(draw: st.DrawFn, slug: str, today: date) -> Contact:
    """A B who was touched about ninety days before a birthday, and nothing else about them."""
    called = draw(st.builds(_shifted, st.just(today), st.integers(-95, 0)))
    born = _shifted(called, draw(st.integers(89, 92)))
    birthday = f"{born:%m-%d}" if draw(st.booleans()) else f"{draw(st.sampled_from(LEAP_YEARS))}-{born:%m-%d}"
    channel = draw(st.sampled_from(oracle.CHANNELS))
    return {
        "id": slug,
        "name": draw(st.sampled_from(NAMES)),
        "grade": "B",
        "birthday": birthday,
        "touches": [{"date": called, "channel": channel}],
    }


@st.composite
def customer_cases(draw: st.DrawFn, slug: str, made: Settings, today: date) -> Contact:
    """Somebody who is an active customer by a day, or is none by a day."""
    contact: Contact = {"id": slug, "name": draw(st.sampled_from(NAMES)), "scope": "business"}
    _put(contact, "grade", draw(st.sampled_from([None, "B", "C"])))
    active = _active(made)
    last = min(today, _shifted(today, draw(st.sampled_from([0, -active])) + draw(NEAR)))
    days = [last]
    if draw(st.booleans()):
        days.append(_shifted(last, draw(NEAR) - active))
    contact["purchases"] = [{"date": day, "amount": "75"} for day in days]
    contact["touches"] = [{"date": draw(_around(_shifted(today, -14))), "channel": "call"}]
    return contact


@st.composite
def window_cases(draw: st.DrawFn, slug: str, made: Settings, today: date) -> Contact:
    """Somebody whose day is about as far ahead as their grade's window is long."""
    contact: Contact = {"id": slug, "name": draw(st.sampled_from(NAMES))}
    _put(contact, "grade", draw(st.sampled_from([None, *oracle.GRADES])))
    if contact.get("grade") in ("D", "F"):
        contact["keep"] = "owns the only crane"
    windows = oracle.with_defaults(made)["soon"]
    window = windows.get(oracle.grade_of(contact), "30 days") if isinstance(windows, Mapping) else "30 days"
    end = plus(today, window)
    contact["cadence"] = draw(st.sampled_from(["P40D", "2 months", "90 days", "1 year"]))
    called = _shifted(end, draw(NEAR) - _days(str(contact["cadence"])))
    contact["touches"] = [{"date": min(today, called), "channel": "visit"}]
    return contact


@st.composite
def wikis(draw: st.DrawFn, max_contacts: int = 5) -> Wiki:
    """A small wiki: contacts, events, settings and today."""
    today, made = draw(todays()), draw(settings())
    slugs = [f"person-{number}" for number in range(draw(st.integers(1, max_contacts)))]
    people = [draw(_people(slug, made, today)) for slug in slugs]
    days = draw(st.lists(st.integers(-95, 3), max_size=2, unique=True))
    happened = [
        draw(_events(f"event-{number}", _shifted(today, offset), people))
        for number, offset in enumerate(days)
    ]
    return people, happened, made, today


def as_markdown(contact: Mapping[str, object]) -> str:
    """A contact, or an event, as its file, in YAML's plainest clothes.

    Every text is quoted as JSON quotes it, which YAML reads alike, so that no value depends on what a bare
    word means. Touches come last. The id is the file's name and is not written.
    """
    shown = {key: value for key, value in contact.items() if key not in ("id", "touches")}
    if "touches" in contact:
        shown["touches"] = contact["touches"]
    return "\n".join(["---", *_block(shown, 0), "---", "Made for a test.", ""])


def settings_yaml(made: Mapping[str, object]) -> str:
    """Settings as the plugin's item in the `plugins:` list of a `mkdocs.yml`, indented by two."""
    head = "  - soi:" if made else "  - soi"
    return "\n".join([head, *_block(made, 6), ""])


def _touches(turn: date, today: date) -> st.SearchStrategy[dict[str, object]]:
    days = st.one_of(
        st.builds(_shifted, st.just(turn), NEAR),
        _around(today),
        st.builds(_shifted, st.just(turn), st.just(-30)),
    )
    channels = st.one_of(st.sampled_from(oracle.CHANNELS), st.sampled_from(TOUCH_CHANNELS))
    return st.fixed_dictionaries(
        {"date": days, "channel": channels},
        optional={
            "reached": st.sampled_from([True, False]),
            "direction": st.sampled_from(["in", "out"]),
            "note": st.sampled_from(["Spoke: of the roof # and the rain", 'a "quoted" word', "- no list"]),
        },
    )


def _consents(today: date) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(
        {
            "date": st.one_of(st.just(today), _around(today)).map(date.isoformat),
            "what": st.sampled_from(["contact", "contact", "newsletter"]),
            "given": st.booleans(),
        }
    )


def _people(slug: str, made: Settings, today: date) -> st.SearchStrategy[Contact]:
    anybody = contacts(slug, made, today)
    return st.one_of(
        anybody,
        anybody,
        birthday_cases(slug, today),
        customer_cases(slug, made, today),
        window_cases(slug, made, today),
    )


def _active(made: Settings) -> int:
    customers = oracle.with_defaults(made)["customers"]
    return _days(str(customers["active"])) if isinstance(customers, Mapping) else 90


@st.composite
def _bought(draw: st.DrawFn, made: Settings, today: date) -> dict[str, object]:
    """What makes a customer active, or just not."""
    found: dict[str, object] = {}
    step = _active(made)
    if draw(st.booleans()):
        offsets = draw(
            st.lists(st.sampled_from([0, 5, step, 2 * step, 5 - 2 * step]), min_size=1, max_size=3)
        )
        days = [draw(_around(_shifted(today, -offset))) for offset in offsets]
        found["purchases"] = [{"date": day, "amount": "120.50", "what": "repair"} for day in days]
    if draw(st.integers(0, 3)) == 0:
        status = draw(st.sampled_from(["won", "won", "lost"]))
        closed = draw(_around(_shifted(today, -step)))
        found["deals"] = [
            {"opened": _shifted(closed, -20), "closed": closed, "status": status, "what": "rebuild"}
        ]
    if draw(st.integers(0, 7)) == 0:
        found["lost_to"] = "somebody cheaper"
    if draw(st.integers(0, 7)) == 0:
        found["customer_type"] = draw(st.sampled_from(CUSTOMER_TYPES))
    return found


@st.composite
def _events(draw: st.DrawFn, slug: str, day: date, people: list[Contact]) -> Event:
    """An event that none of its guests met the owner beside on the same day."""
    free = [str(person["id"]) for person in people if day not in _touch_days(person)]
    event: Event = {"id": slug, "type": "event", "name": f"Evening of {slug}", "date": day}
    _put(event, "channel", draw(st.sampled_from([None, "event", "meal", "meeting"])))
    attended = draw(st.lists(st.sampled_from(free), unique=True)) if free else []
    if attended:
        event["attended"] = attended
    return event


def _touch_days(person: Contact) -> set[object]:
    touches = person.get("touches", [])
    return {touch["date"] for touch in touches} if isinstance(touches, list) else set()


@st.composite
def _turns(draw: st.DrawFn, today: date, rhythms: list[int]) -> date:
    """A day from which some duration leads close to today, to the end of a window, or to a month's end."""
    ahead = draw(st.sampled_from([0, 0, 7, 14, 30]))
    start = _shifted(today, ahead - draw(st.sampled_from(rhythms)) + draw(NEAR))
    if draw(st.booleans()):
        first_of_month = start.replace(day=1)
        start = _shifted(first_of_month, draw(st.integers(-4, 1)))
    return min(start, today)


def _days_of(rhythms: list[object], grade: str | None) -> list[int]:
    texts = [rhythm.get(grade or "C") if isinstance(rhythm, Mapping) else rhythm for rhythm in rhythms]
    return [_days(text) for text in texts if isinstance(text, str) and text != "never"]


@cache
def _days(duration: str) -> int:
    """Roughly how long a duration is; what is drawn from it is spread around."""
    start = date(2025, 1, 1)
    return (plus(start, duration) - start).days


def _clearly_apart(meeting: str, of_grades: object) -> bool:
    """Whether every reader agrees which of the durations is the longer, whatever months are between."""
    if meeting == "never" or not isinstance(of_grades, Mapping):
        return True
    others = [_days(rhythm) for rhythm in of_grades.values() if rhythm != "never"]
    return all(abs(other - _days(meeting)) > 4 for other in others)


def _around(day: date) -> st.SearchStrategy[date]:
    return st.builds(_shifted, st.just(day), NEAR)


def _shifted(day: date, days: int) -> date:
    return day + timedelta(days=days)


def _put(where: dict[str, object], key: str, value: object) -> None:
    if value is not None:
        where[key] = value


def _block(value: object, indent: int) -> list[str]:
    pad = " " * indent
    lines: list[str] = []
    if isinstance(value, Mapping):
        for key, inner in value.items():
            nested = isinstance(inner, Mapping | list)
            lines += (
                [f"{pad}{key}:", *_block(inner, indent + 2)] if nested else [f"{pad}{key}: {_scalar(inner)}"]
            )
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, Mapping | list):
                first, *rest = _block(inner, indent + 2)
                lines += [f"{pad}- {first.lstrip()}", *rest]
            else:
                lines.append(f"{pad}- {_scalar(inner)}")
    return lines


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
