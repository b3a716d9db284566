"""Top of mind, the time elsewhere, ages; all on real files and at moments that are passed in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from builder.days import Birthday
from builder.facts import Facts
from builder.facts.mind import age
from builder.facts.mind import birthday_ahead
from builder.facts.mind import in_words
from builder.facts.mind import local_time
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person
from ..support import soi

WINTER, SUMMER = dt.date(2026, 3, 1), dt.date(2026, 7, 1)


def mind(root: Path, touches: str, **more: str) -> dict[str, Any] | None:
    files = {"ana.md": person("Ana", touches=touches), **{f"{name}.md": text for name, text in more.items()}}
    ran = soi(make_wiki(root, files), "show", "ana", "--format", "json")
    found: dict[str, Any] | None = ran.json["facts"]["top_of_mind"]
    return found


@pytest.mark.parametrize(
    ("touches", "days", "channel"),
    [
        pytest.param("2026-02-19 newsletter", 10, "newsletter", id="a newsletter"),
        pytest.param("2026-02-19 social", 10, "social", id="a post"),
        pytest.param("2026-03-01 card", 0, "card", id="today"),
        pytest.param("{date: 2026-02-19, channel: call, reached: false}", 10, "call", id="a try"),
        pytest.param("[2026-02-19 email, 2026-01-01 call]", 10, "email", id="the latest, wherever it stands"),
        pytest.param(
            "[2026-02-19 email, 2026-02-19 call]", 10, "call", id="of one day the later in the file"
        ),
        pytest.param(
            "[2026-02-01 email, {date: 2026-02-19, channel: call, direction: in}]",
            28,
            "email",
            id="not theirs",
        ),
        pytest.param("[2026-02-01 email, 2026-03-02 call]", 28, "email", id="not tomorrow's"),
    ],
)
def test_days_since_anything_of_yours(tmp_path: Path, touches: str, days: int, channel: str) -> None:
    found = mind(tmp_path, touches)
    assert found is not None
    assert (found["days"], found["channel"]) == (days, channel)


def test_nothing_of_yours_is_null(tmp_path: Path) -> None:
    assert mind(tmp_path, "{date: 2026-02-19, channel: call, direction: in}") is None


def test_an_evening_together_keeps_you_in_mind(tmp_path: Path) -> None:
    supper = "---\nname: Supper\ntype: event\ndate: 2026-02-20\nattended: [ana]\n---\n"
    found = mind(tmp_path, "2026-02-01 email", supper=supper)
    assert found is not None
    assert (found["days"], found["because"][0]["path"]) == (9, "contacts/supper.md")


def facts_of(root: Path, zone: str, home: str | None, today: dt.date = WINTER) -> Facts:
    settings = f"owner: {{timezone: {home}}}" if home else ""
    return open_workspace(make_wiki(root, {"ana.md": person("Ana", timezone=zone)}, settings), today).facts


def words(
    root: Path, zone: str, home: str | None = "Europe/Madrid", at: str = "", today: dt.date = WINTER
) -> str | None:
    facts = facts_of(root, zone, home, today)
    now = dt.datetime.fromisoformat(at) if at else None
    found = local_time(facts, facts.wiki.contacts["ana"], now)
    return None if found is None else in_words(found)


@pytest.mark.parametrize(
    ("zone", "today", "expected"),
    [
        pytest.param("Europe/London", WINTER, "1 hour behind you", id="behind"),
        pytest.param("Europe/Athens", WINTER, "1 hour ahead of you", id="ahead"),
        pytest.param("Asia/Kolkata", WINTER, "4.5 hours ahead of you", id="half an hour"),
        pytest.param("Asia/Kolkata", SUMMER, "3.5 hours ahead of you", id="in summer"),
        pytest.param("America/New_York", dt.date(2026, 3, 10), "5 hours behind you", id="weeks between"),
        pytest.param("Europe/Berlin", WINTER, "as for you", id="the same"),
        pytest.param("Moon/Tranquility", WINTER, None, id="no such zone"),
        pytest.param('""', WINTER, None, id="empty"),
    ],
)
def test_on_a_day_that_was_asked_for_only_the_difference_is_told(
    tmp_path: Path, zone: str, today: dt.date, expected: str | None
) -> None:
    assert words(tmp_path, zone, today=today) == expected


@pytest.mark.parametrize(
    ("zone", "home", "at", "expected"),
    [
        pytest.param(
            "Europe/London",
            "Europe/Madrid",
            "2026-03-01T15:05+01:00",
            "14:05, 1 hour behind you",
            id="behind",
        ),
        pytest.param(
            "Asia/Tokyo",
            "Europe/Madrid",
            "2026-03-01T18:00+01:00",
            "02:00 tomorrow, 8 hours ahead of you",
            id="tomorrow",
        ),
        pytest.param(
            "America/Lima",
            "Europe/Madrid",
            "2026-03-01T02:00+01:00",
            "20:00 yesterday, 6 hours behind you",
            id="yesterday",
        ),
        pytest.param(
            "Europe/Berlin",
            "Europe/Madrid",
            "2026-03-01T14:05Z",
            "15:05, as for you",
            id="a moment of another zone",
        ),
        pytest.param(
            "Europe/London",
            None,
            "2026-03-01T15:05+01:00",
            "14:05, 1 hour behind you",
            id="the zone of the clock",
        ),
    ],
)
def test_off_the_clock_the_hour_is_told(
    tmp_path: Path, zone: str, home: str | None, at: str, expected: str
) -> None:
    assert words(tmp_path, zone, home, at) == expected


def test_without_a_zone_of_the_owner_the_difference_is_to_utc(tmp_path: Path) -> None:
    assert words(tmp_path, "Asia/Kolkata", None) == "UTC+05:30"
    assert words(tmp_path / "west", "America/Lima", None) == "UTC-05:00"


@pytest.mark.parametrize(
    ("birthday", "day", "expected"),
    [
        pytest.param(Birthday(3, 1, 1980), "2026-03-01", 46, id="on the day"),
        pytest.param(Birthday(3, 2, 1980), "2026-03-01", 45, id="the day before"),
        pytest.param(Birthday(2, 29, 1980), "2026-02-28", 46, id="a leap day in another year"),
        pytest.param(Birthday(2, 29, 1980), "2028-02-28", 47, id="a leap day in a leap year"),
        pytest.param(Birthday(3, 1), "2026-03-01", None, id="no year"),
        pytest.param(Birthday(3, 1, 2027), "2026-03-01", None, id="not born yet"),
        pytest.param(Birthday(3, 1, 2026), "2026-03-01", 0, id="born today"),
    ],
)
def test_ages(birthday: Birthday, day: str, expected: int | None) -> None:
    assert age(birthday, dt.date.fromisoformat(day)) == expected


@pytest.mark.parametrize(
    ("birthday", "expected"),
    [
        pytest.param(Birthday(3, 1), "2026-03-01", id="today"),
        pytest.param(Birthday(2, 28), "2027-02-28", id="yesterday"),
        pytest.param(Birthday(2, 29, 1980), "2027-02-28", id="a leap day"),
    ],
)
def test_the_next_birthday_may_be_today(birthday: Birthday, expected: str) -> None:
    assert str(birthday_ahead(birthday, WINTER)) == expected
