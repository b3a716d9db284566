"""The plan of the coming weeks on real files: who is called on which day, and what finds no room."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from builder.facts.due import due_rows
from builder.facts.plan import PlannedTouch
from builder.facts.plan import load
from builder.facts.plan import plan
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person
from ..support import soi

SUNDAY = "2026-03-01"
MONDAY = "2026-03-02"
TUESDAY = "2026-03-03"
FRIDAY = "2026-03-06"


def planned(root: Path, weeks: int = 4, today: str = SUNDAY) -> dict[str, Any]:  # Any: JSON
    ran = soi(root, "plan", "--weeks", str(weeks), "--format", "json", today=today)
    assert ran.exit == 0, ran.err
    told: dict[str, Any] = ran.json
    return told


def touches(told: Mapping[str, Any]) -> list[str]:  # Any: JSON
    return [
        f"{touch['date']} {touch['id']}"
        for week in told["weeks"]
        for day in week["days"]
        for touch in day["touches"]
    ]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param({"grade": "A+", "touches": "2026-02-10 call"}, ["2026-03-10 ana"], id="on the due day"),
        pytest.param(
            {"grade": "A+", "touches": "2026-02-20 call"},
            ["2026-03-19 ana"],
            id="due on a Friday, so on the Thursday before",
        ),
        pytest.param({"grade": "A+", "touches": "2026-01-01 call"}, ["2026-03-02 ana"], id="overdue"),
        pytest.param({"grade": "A", "touches": "2026-02-10 call"}, [], id="not within these weeks"),
        pytest.param(
            {"cadence": "2 weeks", "touches": "2026-02-24 call"},
            ["2026-03-10 ana", "2026-03-24 ana"],
            id="twice by the cadence",
        ),
        pytest.param(
            {"cadence": "1 week", "touches": "2026-03-01 call"},
            ["2026-03-05 ana", "2026-03-12 ana", "2026-03-19 ana", "2026-03-26 ana"],
            id="once a week from the planned day on",
        ),
        pytest.param(
            {"grade": "A+", "touches": "2026-02-10 call", "snooze_until": "2026-03-17"},
            ["2026-03-17 ana"],
            id="snoozed",
        ),
        pytest.param({"grade": "A", "first_due": "2026-03-11"}, ["2026-03-11 ana"], id="a first touch"),
        pytest.param(
            {"grade": "B", "birthday": '"03-11"', "touches": "2025-03-11 call"},
            ["2026-03-11 ana"],
            id="a B on the birthday",
        ),
        pytest.param(
            {"grade": "B", "birthday": '"03-14"', "touches": "2025-03-14 call"},
            ["2026-03-14 ana"],
            id="a B on the birthday, though it is a Saturday",
        ),
        pytest.param(
            {"grade": "B", "birthday": '"02-20"', "touches": "2025-02-20 call"},
            ["2026-03-02 ana"],
            id="a B whose birthday is past",
        ),
        pytest.param(
            {"grade": "A", "birthday": '"03-14"', "first_due": "2026-03-14"},
            ["2026-03-12 ana"],
            id="the birthday of an A is no day of theirs",
        ),
        pytest.param({}, [], id="a C"),
        pytest.param({"grade": "D", "touches": "2025-01-01 call"}, [], id="a D"),
        pytest.param(
            {"grade": "A+", "touches": "2026-01-01 call", "archived": "2026-02-01"}, [], id="archived"
        ),
        pytest.param(
            {"grade": "A+", "consent": "{date: 2026-01-01, what: contact, given: false}"},
            [],
            id="not to be contacted",
        ),
    ],
)
def test_when_somebody_is_called(tmp_path: Path, keys: dict[str, str], expected: list[str]) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", **keys)})
    assert touches(planned(tmp_path)) == expected


def test_an_a_plus_is_called_twice_in_eight_weeks(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", grade="A+", touches="2026-02-10 call")})
    told = planned(tmp_path, 8)
    found = [touch for week in told["weeks"] for day in week["days"] for touch in day["touches"]]
    # A month behind 10 March is a Friday, on which nobody is called.
    assert [(touch["date"], touch["due_on"], touch["again"]) for touch in found] == [
        ("2026-03-10", "2026-03-10", False),
        ("2026-04-09", "2026-04-10", True),
    ]
    assert found[1]["because"] == [
        {"text": "again, monthly: planned before for 2026-03-10", "path": "contacts/ana.md", "line": 3}
    ]


@pytest.mark.parametrize(
    ("today", "weeks", "first", "last"),
    [
        pytest.param(MONDAY, 1, MONDAY, "2026-03-08", id="a week with all its days"),
        pytest.param("2026-03-05", 1, MONDAY, "2026-03-08", id="the last working day"),
        pytest.param(FRIDAY, 1, MONDAY, "2026-03-15", id="no working day is left, so the next one counts"),
        pytest.param(SUNDAY, 2, "2026-02-23", "2026-03-15", id="a Sunday"),
    ],
)
def test_which_weeks_are_planned(tmp_path: Path, today: str, weeks: int, first: str, last: str) -> None:
    make_wiki(tmp_path, {"ana.md": person()})
    told = planned(tmp_path, weeks, today)
    assert (told["weeks"][0]["monday"], told["last"]) == (first, last)


def test_nobody_is_called_while_the_owner_is_away(tmp_path: Path) -> None:
    files = {
        "ana.md": person("Ana", grade="A+", touches="2026-02-10 call"),
        "ben.md": person("Ben", grade="B", birthday='"03-12"', touches="2025-03-12 call"),
        "cleo.md": person("Cleo", cadence="1 week", touches="2026-02-24 call"),
    }
    make_wiki(tmp_path, files, "owner: {away: [2026-03-09/2026-03-13]}")
    told = planned(tmp_path, 3)
    assert touches(told) == [
        "2026-03-03 cleo",
        "2026-03-16 ana",
        "2026-03-16 ben",
        "2026-03-16 cleo",
    ]
    assert [week["away"] for week in told["weeks"]] == [
        [],
        [],
        [f"2026-03-{day:02}" for day in range(9, 14)],
        [],
    ]
    # To be away is no lack of room.
    assert not any(
        touch["pushed_out"] for week in told["weeks"] for day in week["days"] for touch in day["touches"]
    )


def test_overdue_a_plus_come_first_then_the_order_of_the_due_list(tmp_path: Path) -> None:
    files = {
        "a-due.md": person("Due", grade="A+", first_due=MONDAY),
        "b-late.md": person("Late B", grade="B", touches="2024-01-01 call"),
        "c-late.md": person("Late A", grade="A", touches="2025-11-20 call"),
        "d-later.md": person("Later A", grade="A", touches="2025-06-01 call"),
        "y-soon.md": person("Soon A+", grade="A+", touches="2026-02-05 call"),
        "z-late.md": person("Late A+", grade="A+", first_due="2026-02-20"),
    }
    make_wiki(tmp_path, files, "capacity: {touches_per_week: 6, days: [Mon]}")
    assert [row.split()[1] for row in touches(planned(tmp_path, 1))] == [
        "z-late",
        "a-due",
        "d-later",
        "c-late",
        "b-late",
        "y-soon",
    ]


def test_what_finds_no_room_moves_on_and_says_so(tmp_path: Path) -> None:
    files = {f"p{n}.md": person(f"P{n}", grade="A", touches=f"2025-0{n}-01 call") for n in range(1, 8)}
    make_wiki(tmp_path, files, "capacity: {touches_per_week: 3, days: [Mon, Tue]}")
    told = planned(tmp_path, 2)
    found = [touch for week in told["weeks"] for day in week["days"] for touch in day["touches"]]
    assert [(touch["date"], touch["pushed_out"]) for touch in found] == [
        ("2026-03-02", False),
        ("2026-03-02", False),
        ("2026-03-03", True),
        ("2026-03-09", True),
        ("2026-03-09", True),
        ("2026-03-10", True),
    ]
    assert [(touch["date"], touch["id"], touch["pushed_out"]) for touch in told["pushed_out"]] == [
        ("2026-03-16", "p7", True)
    ]


def test_touches_made_this_week_take_their_room(tmp_path: Path) -> None:
    files = {
        "ana.md": person(
            "Ana",
            cadence="1 year",
            touches="[2026-02-27 call, 2026-03-02 call, 2026-03-02 email, 2026-03-03 visit]",
        ),
        "ben.md": person(
            "Ben",
            touches="[{date: 2026-03-02, channel: call, reached: false}, "
            "{date: 2026-03-02, channel: call, direction: in}]",
        ),
        **{f"p{n}.md": person(f"P{n}", grade="A", touches="2025-01-01 call") for n in range(9)},
        "party.md": "---\nname: Party\ntype: event\ndate: 2026-03-02\nchannel: meal\nattended: [ben]\n---\n",
    }
    make_wiki(tmp_path, files, "capacity: {touches_per_week: 8, days: [Mon, Tue, Wed, Thu]}")
    told = planned(tmp_path, 2, TUESDAY)
    assert [(week["made"], week["planned"]) for week in told["weeks"]] == [(2, 5), (0, 4)]
    days = Counter(row.split()[0] for row in touches(told))
    # Two a day; one of today's is made already.
    assert days[TUESDAY] == 1
    assert days["2026-03-04"] == days["2026-03-05"] == 2


def test_birthdays_on_a_day_off_keep_the_week_within_what_is_possible(tmp_path: Path) -> None:
    files = {
        **{f"p{n}.md": person(f"P{n}", grade="A", touches="2025-01-01 call") for n in range(4)},
        "ben.md": person("Ben", grade="B", birthday='"03-07"', touches="2025-03-07 call"),
    }
    make_wiki(tmp_path, files, "capacity: {touches_per_week: 2, days: [Mon, Tue]}")
    assert touches(planned(tmp_path, 1)) == ["2026-03-02 p0", "2026-03-07 ben"]
    for n in range(4):
        files[f"p{n}.md"] = person(f"P{n}", grade="A+", touches="2025-01-01 call")
    make_wiki(tmp_path, files, "capacity: {touches_per_week: 2, days: [Mon, Tue]}")
    assert touches(planned(tmp_path, 1)) == ["2026-03-02 p0", "2026-03-03 p1"]


def test_room_is_kept_for_as_many_birthdays_as_the_week_can_take(tmp_path: Path) -> None:
    files = {
        "ana.md": person("Ana", grade="B", birthday='"03-07"', touches="2025-03-07 call"),
        "ben.md": person("Ben", grade="B", birthday='"03-08"', touches="2025-03-08 call"),
    }
    make_wiki(tmp_path, files, "capacity: {touches_per_week: 1, days: [Mon]}")
    assert touches(planned(tmp_path, 2)) == ["2026-03-07 ana", "2026-03-09 ben"]


def test_promises_birthdays_and_events_stand_on_their_own_day(tmp_path: Path) -> None:
    files = {
        "ana.md": person(
            "Ana",
            birthday='"03-07"',
            follow_ups="[2026-03-08 send it, {due: 2026-02-01, what: pay, by: them}]",
        ),
        "fair.md": "---\nname: Fair\ntype: event\ndate: 2026-03-06\n---\n",
    }
    make_wiki(tmp_path, files, "owner: {away: [2026-03-02/2026-03-08]}")
    told = planned(tmp_path, 1)
    assert [
        (day["date"], entry["matter"], entry["id"], entry["text"], entry["late"], entry["theirs"])
        for week in told["weeks"]
        for day in week["days"]
        for entry in day["entries"]
    ] == [
        ("2026-03-01", "promise", "ana", "pay", True, True),
        ("2026-03-06", "event", "fair", "", False, False),
        ("2026-03-07", "birthday", "ana", "", False, False),
        ("2026-03-08", "promise", "ana", "send it", False, False),
    ]


@pytest.mark.parametrize(
    ("settings", "called"),
    [
        pytest.param("capacity: {touches_per_week: 0}", [], id="no touches"),
        pytest.param("capacity: {days: []}", ["2026-03-14 ben"], id="no days, but a birthday"),
        pytest.param("owner: {away: [2026-01-01/2028-01-01]}", [], id="away for years"),
    ],
)
def test_without_room_everything_is_pushed_out_without_a_day(
    tmp_path: Path, settings: str, called: list[str]
) -> None:
    files = {
        "ana.md": person("Ana", grade="A+", touches="2026-01-01 call"),
        "ben.md": person("Ben", grade="B", birthday='"03-14"', touches="2025-03-14 call"),
        "cleo.md": person("Cleo", grade="A", touches="2026-01-01 call"),
    }
    make_wiki(tmp_path, files, settings)
    told = planned(tmp_path, 2)
    assert touches(told) == called
    without = [("ana", None), *([] if called else [("ben", None)])]
    assert [(touch["id"], touch["date"]) for touch in told["pushed_out"]] == without


def test_what_is_due_on_the_last_day_off_is_told_of(tmp_path: Path) -> None:
    files = {"ana.md": person("Ana", grade="A+", touches="2026-02-07 call")}
    make_wiki(tmp_path, files, "owner: {away: [2026-03-05/2026-03-05]}")
    told = planned(tmp_path, 1, MONDAY)
    assert touches(told) == []
    assert [(touch["id"], touch["date"]) for touch in told["pushed_out"]] == [("ana", "2026-03-09")]


def test_the_last_days_of_the_calendar_are_no_trouble(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", grade="A+", birthday='"12-31"')})
    told = plan(open_workspace(tmp_path, dt.date.max).facts, 3)
    assert told.last == dt.date.max
    # The last day is a Friday, and no other comes.
    assert [(touch.contact.id, touch.date) for touch in told.pushed_out] == [("ana", None)]


def test_a_plan_keeps_its_own_rules(tmp_path: Path) -> None:
    """Seventy people of every sort, ten weeks, a holiday: what no plan may do, it does not."""
    grades = ("A+", "A", "B", "C")
    files = {}
    for n in range(70):
        day = dt.date(2025, 3, 1) + dt.timedelta(days=(n * 53) % 365)
        keys = {"grade": grades[n % 4], "touches": f"{day} call"}
        if n % 3 == 0:
            keys["birthday"] = f'"{(n % 12) + 1:02}-{(n % 28) + 1:02}"'
        if n % 7 == 0:
            keys["cadence"] = f"{n % 5 + 1} weeks"
        files[f"p{n:02}.md"] = person(f"P{n}", **keys)
    settings = (
        "capacity: {touches_per_week: 7, days: [Mon, Wed, Fri]}\nowner: {away: [2026-03-16/2026-03-24]}"
    )
    make_wiki(tmp_path, files, settings)
    facts = open_workspace(tmp_path, dt.date(2026, 3, 4)).facts
    told = plan(facts, 10)
    found = [touch for week in told.weeks for day in week.days for touch in day.touches]
    assert len(found) > 50
    for week in told.weeks:
        assert week.planned + week.made <= 7
    for touch in found:
        assert touch.date is not None
        assert not facts.settings.is_away(touch.date)
        birthday = touch.contact.birthday
        is_birthday = birthday is not None and birthday.in_year(touch.date.year) == touch.date
        assert touch.date.weekday() in {0, 2, 4} or is_birthday
        assert (touch.due_on - touch.date).days <= 2
    by_person: dict[str, list[PlannedTouch]] = {}
    for touch in (*found, *told.pushed_out):
        by_person.setdefault(touch.contact.id, []).append(touch)
    for own in by_person.values():
        assert [touch.is_again for touch in own] == [False, *[True] * (len(own) - 1)]
    # Everybody who is due within the weeks is either planned or told as pushed out.
    due = {row.contact.id for row in facts.of(due_rows) if row.due.due_on <= told.last}
    assert due == set(by_person)


def test_the_same_files_give_the_same_plan(tmp_path: Path) -> None:
    files = {f"p{n}.md": person("Same", grade="A", touches="2025-01-01 call") for n in range(9)}
    first, second = make_wiki(tmp_path / "1", files), make_wiki(tmp_path / "2", dict(reversed(files.items())))
    ran = [soi(root, "plan", "--format", "json") for root in (first, second)]
    assert ran[0].out == ran[1].out


def test_the_load_is_the_sum_of_all_promises(tmp_path: Path) -> None:
    files = {
        **{f"a{n}.md": person(f"A{n}", grade="A+", first_due="2026-03-05") for n in range(10)},
        **{f"b{n}.md": person(f"B{n}", grade="A", first_due="2026-03-05") for n in range(10)},
        "c.md": person("C", cadence="1 week"),
        "client.md": person("Client", grade="C", purchases="2026-02-01 100"),
        "never.md": person("Never", grade="A+", cadence="never"),
        "gone.md": person("Gone", grade="A+", archived="2026-01-01"),
        "d.md": person("D", grade="D", cadence="1 day"),
    }
    make_wiki(tmp_path, files, "capacity: {touches_per_week: 4}\ncustomers: {status_meeting: 2 weeks}")
    told = load(open_workspace(tmp_path, dt.date(2026, 3, 1)).facts)
    # 10 x 7/30.44 = 2.30, 10 x 7/91.31 = 0.77, 1, 0.5
    assert dict(told.parts) == {"A+": 2.3, "A": 0.8, "own cadence": 1.0, "status meeting": 0.5}
    assert (told.promised, told.possible, told.people, told.is_over) == (4.6, 4, 22, True)


def test_a_load_that_just_fits_is_not_over(tmp_path: Path) -> None:
    files = {f"p{n}.md": person(f"P{n}", cadence="1 week", first_due="2026-03-05") for n in range(3)}
    make_wiki(tmp_path, files, "capacity: {touches_per_week: 3}")
    told = load(open_workspace(tmp_path, dt.date(2026, 3, 1)).facts)
    assert (told.promised, told.is_over) == (3.0, False)
