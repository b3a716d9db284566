"""What the coming days hold, from the files of a small wiki."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.facts.agenda import Entry
from builder.facts.agenda import agenda
from builder.workspace import open_workspace
from tests.support import make_wiki
from tests.support import person

TODAY = dt.date(2026, 3, 1)
LAST = dt.date(2026, 5, 31)


def entries(root: Path, files: Mapping[str, str], last: dt.date = LAST) -> tuple[Entry, ...]:
    return agenda(open_workspace(make_wiki(root, files), TODAY).facts, last)


def told(found: tuple[Entry, ...]) -> list[str]:
    return [f"{entry.date} {entry.matter} {entry.about.id} {entry.text}".rstrip() for entry in found]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param(
            {"grade": "A+", "touches": "2026-02-20 call"}, ["2026-03-20 call ana"], id="a call ahead"
        ),
        pytest.param(
            {"grade": "A+", "touches": "2026-01-01 call"}, ["2026-03-01 call ana"], id="an overdue call"
        ),
        pytest.param({"grade": "A", "touches": "2026-02-20 call"}, ["2026-05-20 call ana"], id="within"),
        pytest.param({"grade": "A", "touches": "2026-03-01 call"}, [], id="the day after the last"),
        pytest.param(
            {"grade": "A+", "touches": "2026-02-20 call", "snooze_until": "2026-04-02"},
            ["2026-04-02 call ana"],
            id="snoozed",
        ),
        pytest.param({"birthday": '"05-31"'}, ["2026-05-31 birthday ana"], id="a birthday on the last day"),
        pytest.param({"birthday": "1980-03-01"}, ["2026-03-01 birthday ana"], id="a birthday today"),
        pytest.param({"birthday": "1980-02-28"}, [], id="a birthday yesterday"),
        pytest.param(
            {"anniversaries": "{date: 2015-04-30, what: wedding}"},
            ["2026-04-30 anniversary ana wedding"],
            id="an anniversary",
        ),
        pytest.param(
            {"relations": '{type: parent-of, contact: Isla, birthday: "03-08"}'},
            ["2026-03-08 birthday ana Isla"],
            id="a child without a file",
        ),
        pytest.param(
            {"follow_ups": "2026-03-10 send it"}, ["2026-03-10 promise ana send it"], id="a promise"
        ),
        pytest.param(
            {"follow_ups": "2026-02-10 send it"}, ["2026-03-01 promise ana send it"], id="a broken promise"
        ),
        pytest.param({"follow_ups": "{what: send it}"}, [], id="a promise for no day"),
        pytest.param(
            {"grade": "F", "farewell": "{planned: 2026-03-20, note: by letter}"},
            ["2026-03-20 farewell ana by letter"],
            id="a farewell",
        ),
        pytest.param(
            {"grade": "F", "farewell": "{planned: 2026-02-20}"},
            ["2026-03-01 farewell ana"],
            id="a late farewell",
        ),
        pytest.param(
            {"farewell": "{planned: 2026-03-20, done: 2026-02-20}"}, [], id="a farewell that was said"
        ),
        pytest.param(
            {"follow_ups": "{due: 2026-03-10, what: send it, done: 2026-02-01}"}, [], id="a kept promise"
        ),
        pytest.param(
            {"birthday": '"03-08"', "follow_ups": "2026-03-10 send it", "archived": "2026-01-01"},
            [],
            id="somebody who rests",
        ),
    ],
)
def test_a_day_holds_what_falls_on_it(tmp_path: Path, keys: dict[str, str], expected: list[str]) -> None:
    assert told(entries(tmp_path, {"ana.md": person("Ana", **keys)})) == expected


def test_a_birthday_comes_round_as_often_as_the_time_is_long(tmp_path: Path) -> None:
    found = entries(tmp_path, {"ana.md": person("Ana", birthday="1984-02-29")}, dt.date(2029, 1, 1))
    assert told(found) == [f"{day} birthday ana" for day in ("2027-02-28", "2028-02-29")]


def test_a_relative_is_told_of_once_by_the_file_that_knows_the_day(tmp_path: Path) -> None:
    files = {
        "ana.md": person(
            "Ana",
            relations='[{type: spouse, contact: ben, birthday: "03-05"}, '
            '{type: parent-of, contact: cyd, birthday: "03-06"}, '
            '{type: friend, contact: dov, birthday: "03-07"}]',
        ),
        "ben.md": person("Ben", birthday='"03-05"'),
        "cyd.md": person("Cyd", relations="{type: child-of, contact: ana}"),
        "dov.md": person("Dov", died="2025-01-01"),
        "eve.md": person("Eve", relations='{type: parent-of, contact: cyd, birthday: "03-06"}'),
    }
    assert told(entries(tmp_path, files)) == ["2026-03-05 birthday ben", "2026-03-06 birthday cyd"]


def test_the_last_day_of_the_calendar_is_no_trouble(tmp_path: Path) -> None:
    opened = open_workspace(make_wiki(tmp_path, {"ana.md": person("Ana", birthday='"12-31"')}), dt.date.max)
    assert agenda(opened.facts, dt.date.max) == ()


def test_a_day_lists_events_first_and_calls_by_grade_last(tmp_path: Path) -> None:
    files = {
        "zed.md": person("Zed", grade="A+", touches="2026-01-01 call"),
        "ana.md": person("Ana", grade="A", touches="2025-01-01 call", birthday='"03-01"'),
        "bea.md": person("Bea", follow_ups="[2026-03-01 now, {due: 2026-02-01, what: before, by: them}]"),
        "fair.md": "---\nname: Fair\ntype: event\ndate: 2026-03-01\n---\n",
        "past.md": "---\nname: Past\ntype: event\ndate: 2026-02-28\n---\n",
    }
    found = entries(tmp_path, files, TODAY)
    assert told(found) == [
        "2026-03-01 event fair",
        "2026-03-01 birthday ana",
        "2026-03-01 promise bea before",
        "2026-03-01 promise bea now",
        "2026-03-01 call zed",
        "2026-03-01 call ana",
    ]
    assert [entry.is_late for entry in found] == [False, False, True, False, True, True]
    assert [entry.is_theirs for entry in found] == [False, False, True, False, False, False]
