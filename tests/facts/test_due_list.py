"""Due days counted by hand, and `soi due` as its users meet it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ..support import make_wiki
from ..support import person
from ..support import soi


def due(
    root: Path, *args: str, today: str = "2026-03-01", settings: str = "", **people: str
) -> list[dict[str, Any]]:
    files = {f"{name}.md": text for name, text in people.items()}
    ran = soi(make_wiki(root, files, settings), "due", "--format", "json", *args, today=today)
    assert ran.exit == 0, ran.err
    found: list[dict[str, Any]] = ran.json["due"]
    return found


def keys(**values: str) -> dict[str, str]:
    return values


def word(day: int, given: str, what: str = "contact") -> str:
    return f"{{date: 2026-02-{day:02d}, what: {what}, given: {given}}}"


BY_HAND = [
    # ends of months and leap days
    (
        keys(grade="A+", touches="2026-01-31 call"),
        "2026-02-27",
        "2026-02-28 soon -1",
        "31 January and a month",
    ),
    (
        keys(grade="A+", touches="2024-01-31 call"),
        "2024-02-28",
        "2024-02-29 soon -1",
        "the same in a leap year",
    ),
    (
        keys(grade="A+", touches="2026-02-28 call"),
        "2026-03-28",
        "2026-03-28 due 0",
        "28 February and a month",
    ),
    (
        keys(grade="A", touches="2025-11-30 call"),
        "2026-03-01",
        "2026-02-28 overdue 1",
        "30 November and three months",
    ),
    (keys(grade="B", touches="2024-02-29 call"), "2025-02-28", "2025-02-28 due 0", "29 February and a year"),
    (
        keys(grade="A+", touches="2025-12-31 call"),
        "2026-01-31",
        "2026-01-31 due 0",
        "over the end of the year",
    ),
    # birthdays of a B
    (
        keys(grade="B", birthday="05-30", touches="2026-03-01 call"),
        "2026-03-01",
        "2027-05-30 ok -455",
        "the 90th day",
    ),
    (
        keys(grade="B", birthday="05-31", touches="2026-03-01 call"),
        "2026-03-01",
        "2026-05-31 ok -91",
        "the 91st day",
    ),
    (
        keys(grade="B", birthday="1979-05-31", touches="2026-03-01 call"),
        "2026-03-01",
        "2026-05-31 ok -91",
        "with a year",
    ),
    (
        keys(grade="B", birthday="02-29", touches="2025-11-01 call"),
        "2026-02-01",
        "2026-02-28 soon -27",
        "29 February, no leap year",
    ),
    (
        keys(grade="B", birthday="02-29", touches="2027-11-01 call"),
        "2028-02-01",
        "2028-02-29 soon -28",
        "29 February, leap year",
    ),
    (
        keys(grade="B", birthday="02-29", touches="2025-11-30 call"),
        "2026-02-28",
        "2027-02-28 ok -365",
        "28 February is the 90th day",
    ),
    (
        keys(grade="B", touches="2025-03-01 call"),
        "2026-03-01",
        "2026-03-01 due 0",
        "without a birthday, a year",
    ),
    (
        keys(grade="B", birthday="05-31", cadence="1 month", touches="2026-02-01 call"),
        "2026-03-01",
        "2026-03-01 due 0",
        "own cadence",
    ),
    (
        keys(grade="A", birthday="05-31", touches="2026-02-01 call"),
        "2026-03-01",
        "2026-05-01 ok -61",
        "a birthday is for a B",
    ),
    (
        keys(grade="B", birthday="06-01", added="2026-02-01"),
        "2026-03-01",
        "2027-02-01 ok -337",
        "never touched, no birthday",
    ),
    # windows
    (keys(grade="A+", touches="2026-02-08 call"), "2026-03-01", "2026-03-08 soon -7", "A+ seven days before"),
    (keys(grade="A+", touches="2026-02-09 call"), "2026-03-01", "2026-03-09 ok -8", "A+ eight days before"),
    (
        keys(grade="A", touches="2025-12-15 call"),
        "2026-03-01",
        "2026-03-15 soon -14",
        "A fourteen days before",
    ),
    (keys(grade="A", touches="2025-12-16 call"), "2026-03-01", "2026-03-16 ok -15", "A fifteen days before"),
    (
        keys(cadence="1 year", touches="2025-03-31 call"),
        "2026-03-01",
        "2026-03-31 soon -30",
        "no grade, thirty days before",
    ),
    (
        keys(cadence="1 year", touches="2025-04-01 call"),
        "2026-03-01",
        "2026-04-01 ok -31",
        "no grade, thirty-one days before",
    ),
    # snooze
    (
        keys(grade="A+", touches="2026-01-01 call", snooze_until="2026-03-02"),
        "2026-03-01",
        "2026-03-02 snoozed -1",
        "until tomorrow",
    ),
    (
        keys(grade="A+", touches="2026-01-01 call", snooze_until="2026-03-01"),
        "2026-03-01",
        "2026-03-01 due 0",
        "until today",
    ),
    (
        keys(grade="A+", touches="2026-01-01 call", snooze_until="2026-02-27"),
        "2026-03-01",
        "2026-02-27 overdue 2",
        "until the day before yesterday",
    ),
    (
        keys(grade="A+", touches="2026-02-15 call", snooze_until="2026-03-10"),
        "2026-03-01",
        "2026-03-15 ok -14",
        "a snooze before the day",
    ),
    (
        keys(grade="A+", touches="2026-02-15 call", snooze_until="2026-03-15"),
        "2026-03-01",
        "2026-03-15 ok -14",
        "a snooze on the day",
    ),
    # which touch counts
    (
        keys(grade="A+", touches="[2026-02-01 call, 2026-02-20 email, 2026-02-21 letter]"),
        "2026-03-01",
        "2026-03-01 due 0",
        "letters do not",
    ),
    (
        keys(grade="A+", touches="[2026-02-01 call, {date: 2026-02-20, channel: call, reached: false}]"),
        "2026-03-01",
        "2026-03-01 due 0",
        "attempts do not",
    ),
    (
        keys(grade="A+", touches="[2026-02-01 call, {date: 2026-02-10, channel: call, direction: in}]"),
        "2026-03-01",
        "2026-03-10 ok -9",
        "their calls do",
    ),
    (
        keys(grade="A+", touches="[2026-02-20 call, 2026-02-01 call]"),
        "2026-03-01",
        "2026-03-20 ok -19",
        "in any order",
    ),
    (
        keys(grade="A+", touches="[2026-02-01 call, 2026-03-02 call]"),
        "2026-03-01",
        "2026-03-01 due 0",
        "tomorrow's do not",
    ),
    (
        keys(grade="A+", touches="[2026-01-15 video, 2026-01-20 event]"),
        "2026-03-01",
        "2026-02-15 overdue 14",
        "events do not",
    ),
    # never touched
    (keys(grade="A+"), "2026-03-01", "2026-03-01 due 0", "nothing known: today"),
    (keys(grade="A+", added="2026-02-15"), "2026-03-01", "2026-03-15 ok -14", "added and a month"),
    (keys(grade="A+", added="2026-01-01"), "2026-03-01", "2026-02-01 overdue 28", "added long ago"),
    (keys(grade="A+", added="2026-03-02"), "2026-03-01", "2026-03-01 due 0", "added tomorrow"),
    (
        keys(grade="A+", added="2026-01-01", first_due="2026-03-05"),
        "2026-03-01",
        "2026-03-05 soon -4",
        "a first day",
    ),
    (
        keys(grade="A+", first_due="2026-02-20", touches="2026-02-27 call"),
        "2026-03-01",
        "2026-03-27 ok -26",
        "a first day is for the never touched",
    ),
    # nobody
    (keys(), "2026-03-01", None, "no grade"),
    (keys(grade="C", touches="2020-01-01 call"), "2026-03-01", None, "a C"),
    (keys(grade="D", touches="2020-01-01 call"), "2026-03-01", None, "a D"),
    (keys(grade="D", cadence="1 month", touches="2020-01-01 call"), "2026-03-01", None, "a D with a cadence"),
    (keys(grade="F", keep="brother", touches="2020-01-01 call"), "2026-03-01", None, "an F who is kept"),
    (
        keys(grade="F", keep="brother", cadence="1 month", touches="2026-02-01 call"),
        "2026-03-01",
        "2026-03-01 due 0",
        "an F who is kept, with a cadence",
    ),
    (keys(grade="A+", cadence="never"), "2026-03-01", None, "never"),
    (keys(grade="A+", died="2026-03-01"), "2026-03-01", None, "died today"),
    (keys(grade="A+", archived="2026-02-01"), "2026-03-01", None, "archived"),
    (
        keys(grade="A+", archived="2026-03-02", touches="2026-02-01 call"),
        "2026-03-01",
        "2026-03-01 due 0",
        "archived tomorrow",
    ),
    (
        keys(grade="A+", consent="{date: 2026-03-01, what: contact, given: false}"),
        "2026-03-01",
        None,
        "does not want it",
    ),
    (
        keys(grade="A+", consent="{date: 2026-03-02, what: contact, given: false}"),
        "2026-03-01",
        "2026-03-01 due 0",
        "will not want it tomorrow",
    ),
    (
        keys(grade="A+", consent=word(1, "false", "newsletter")),
        "2026-03-01",
        "2026-03-01 due 0",
        "wants no newsletter",
    ),
    (
        keys(grade="A+", consent=f"[{word(2, 'true')}, {word(1, 'false')}]"),
        "2026-03-01",
        "2026-03-01 due 0",
        "wants it again, in any order",
    ),
]


@pytest.mark.parametrize(
    ("values", "today", "expected"), [pytest.param(*case[:3], id=case[3]) for case in BY_HAND]
)
def test_a_day_is_as_counted_by_hand(
    tmp_path: Path, values: dict[str, str], today: str, expected: str | None
) -> None:
    quoted = {name: f'"{value}"' if name == "birthday" else value for name, value in values.items()}
    rows = due(tmp_path, "--all", today=today, ana=person("Ana", **quoted))
    assert [f"{row['due_on']} {row['status']} {row['days_overdue']}" for row in rows] == (
        [expected] if expected else []
    )


@pytest.mark.parametrize(
    ("values", "ratio"),
    [
        pytest.param(keys(grade="A+", touches="2026-02-01 call"), 1.0, id="28 of 28 days"),
        pytest.param(keys(grade="A+", touches="2026-01-15 call"), 1.45, id="45 of 31 days"),
        pytest.param(keys(grade="A+", touches="2020-01-15 call"), 3.0, id="at most three"),
        pytest.param(keys(grade="A+", touches="2026-03-01 call"), 0.0, id="today"),
        pytest.param(keys(grade="A+", added="2026-02-15"), 0.5, id="since added"),
        pytest.param(keys(grade="A+", first_due="2026-02-01"), 1.0, id="neither"),
    ],
)
def test_the_ratio_is_time_against_cadence(tmp_path: Path, values: dict[str, str], ratio: float) -> None:
    assert [row["ratio"] for row in due(tmp_path, "--all", ana=person("Ana", **values))] == [ratio]


def test_an_event_counts_from_its_day_for_those_who_came(tmp_path: Path) -> None:
    lines = ["type: event", "date: 2026-02-20", "channel: meal", "invited: [ana, ben]", "attended: ana"]
    supper = "\n".join(["---", "name: Supper", *lines, "---", ""])
    people = {"ana": person("Ana", grade="A+"), "ben": person("Ben", grade="A+"), "supper": supper}
    assert {row["id"]: row["due_on"] for row in due(tmp_path, "--all", **people)} == {
        "ana": "2026-03-20",
        "ben": "2026-03-01",
    }
    before = due(tmp_path, "--all", today="2026-02-19", **people)
    assert [row["last_touch"] for row in before] == [None, None]


def test_the_status_meeting_comes_before_a_rarer_grade(tmp_path: Path) -> None:
    settings = "customers: {status_meeting: 2 weeks}"
    ana = person("Ana", grade="B", birthday='"12-24"', touches="2026-02-20 call", purchases="2026-02-01 100")
    (row,) = due(tmp_path, "--all", settings=settings, ana=ana)
    assert (row["due_on"], row["because"][0]["text"]) == (
        "2026-03-06",
        "0.6x: last call 9 days ago, status meeting is every 2 weeks",
    )


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        pytest.param("true false", False, id="withdrawn later in the file"),
        pytest.param("false true", True, id="given again later in the file"),
    ],
)
def test_of_two_answers_on_a_day_the_later_in_the_file_holds(
    tmp_path: Path, answers: str, *, wanted: bool
) -> None:
    consent = f"[{', '.join(word(2, given) for given in answers.split())}]"
    rows = due(tmp_path, "--all", ana=person("Ana", grade="A+", consent=consent))
    assert bool(rows) is wanted


@pytest.mark.parametrize(
    ("purchases", "is_active"),
    [
        pytest.param("2025-12-01", True, id="90 days ago"),
        pytest.param("2025-11-30", False, id="91 days ago"),
        pytest.param("[2025-12-01, 2025-09-02]", True, id="and 90 days before that"),
        pytest.param("[2025-12-01, 2025-09-01]", False, id="and 91 days before that"),
        pytest.param("[2026-03-02]", False, id="tomorrow"),
    ],
)
def test_active_customers_buy_every_ninety_days(tmp_path: Path, purchases: str, *, is_active: bool) -> None:
    settings = "customers: {status_meeting: 2 weeks}"
    ana = person("Ana", touches="2026-02-20 call", purchases=purchases)
    assert bool(due(tmp_path, "--all", settings=settings, ana=ana)) is is_active


# -- the list


LISTED = {
    "zoe": person("Zoe", grade="A+", touches="2026-02-01 call"),
    "abe": person("Ábe", grade="A+", touches="2026-01-15 call"),
    "late-a": person("Late", grade="A", touches="2025-01-15 call"),
    "soon": person("Soon", grade="A+", touches="2026-02-06 call", scope="personal"),
    "soon-b": person("Soon", cadence="1 month", touches="2026-02-02 call", scope="both"),
    "far": person("Far", grade="A", touches="2026-02-06 call"),
    "asleep": person("Asleep", grade="A+", touches="2026-01-01 call", snooze_until="2026-03-05"),
    "nobody": person("Nobody"),
}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param([], ["abe", "zoe", "late-a", "soon", "soon-b"], id="overdue, due and soon"),
        pytest.param(["--within", "0d"], None, id="no duration"),
        pytest.param(["--within", "1d"], ["abe", "zoe", "late-a", "soon-b"], id="by tomorrow"),
        pytest.param(["--within", "5 days"], ["abe", "zoe", "late-a", "soon", "soon-b"], id="in five days"),
        pytest.param(
            ["--within", "10w"],
            ["abe", "zoe", "late-a", "soon", "soon-b", "far"],
            id="in ten weeks, but not the snoozed",
        ),
        pytest.param(["--all"], ["abe", "zoe", "late-a", "soon", "soon-b", "asleep", "far"], id="all"),
        pytest.param(["--grade", "A+"], ["abe", "zoe", "soon"], id="a grade"),
        pytest.param(["--grade", "A", "--grade", "C"], ["late-a", "soon-b"], id="two grades"),
        pytest.param(["--scope", "personal"], ["soon", "soon-b"], id="personal and both"),
        pytest.param(["--scope", "business"], ["abe", "zoe", "late-a", "soon-b"], id="business and both"),
    ],
)
def test_the_list_is_in_the_order_in_which_to_call(
    tmp_path: Path, arguments: list[str], expected: list[str] | None
) -> None:
    if expected is None:
        wiki = make_wiki(tmp_path, {"ana.md": person()})
        assert soi(wiki, "due", *arguments).exit == 2
        return
    assert [row["id"] for row in due(tmp_path, *arguments, **LISTED)] == expected


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        pytest.param([], 0, id="a list is no failure"),
        pytest.param(["--fail-on", "overdue"], 1, id="an A+ is overdue"),
        pytest.param(["--fail-on", "overdue", "--grade", "A"], 0, id="of the As none is an A+"),
        pytest.param(["--fail-on", "soon"], 2, id="no such status"),
    ],
)
def test_an_overdue_a_plus_fails_if_asked(tmp_path: Path, arguments: list[str], status: int) -> None:
    wiki = make_wiki(tmp_path, {f"{name}.md": text for name, text in LISTED.items()})
    assert soi(wiki, "due", *arguments).exit == status


def test_an_overdue_a_does_not_fail(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"late-a.md": LISTED["late-a"]})
    assert soi(wiki, "due", "--fail-on", "overdue").exit == 0


def test_the_json_is_that_of_the_contract(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person("Ana", grade="A+", touches="\n  - 2026-01-31 visit")})
    assert soi(wiki, "due", "--format", "json").json == {
        "version": 1,
        "today": "2026-03-01",
        "due": [
            {
                "id": "ana",
                "name": "Ana",
                "grade": "A+",
                "stage": "contact",
                "scope": "business",
                "due_on": "2026-02-28",
                "status": "overdue",
                "days_overdue": 1,
                "ratio": 1.04,
                "last_touch": {"date": "2026-01-31", "channel": "visit"},
                "because": [
                    {
                        "text": "1.0x: last visit 29 days ago, A+ is monthly",
                        "path": "contacts/ana.md",
                        "line": 5,
                    }
                ],
            }
        ],
    }


def test_an_empty_list_is_json_too(tmp_path: Path) -> None:
    assert due(tmp_path, ana=person("Ana")) == []


def missed(day: int) -> str:
    return f"{{date: 2026-01-{day:02d}, channel: call, reached: false}}"


WORDED = {
    "spec": person("Spec", grade="A+", touches=f"[2025-12-24 call, {missed(2)}, {missed(3)}]"),
    "tried-often": person(
        "Tried", grade="A", touches=f"[2025-01-01 meal, {missed(2)}, {missed(3)}, {missed(4)}]"
    ),
    "never": person("Never", grade="A+"),
    "never-tried": person("Never", grade="A+", touches="{date: 2026-02-02, channel: call, reached: false}"),
    "added": person("Added", grade="A", added="2025-11-01"),
    "first": person("First", grade="A", added="2026-02-01", first_due="2026-02-21"),
    "birthday": person("Birthday", grade="B", birthday="1979-03-10", touches="2025-10-01 video"),
    "own": person("Own", cadence="6 weeks", touches="2026-01-10 call"),
    "daily": person("Daily", cadence="1 day", touches="2026-02-28 call"),
    "weekly": person("Weekly", cadence="P1W", touches="2026-03-01 call"),
    "snoozed": person(
        "Snoozed",
        grade="A+",
        touches="2026-01-01 call",
        snooze_until="2026-03-05",
        snooze_reason="lunch is booked",
    ),
    "woken": person("Woken", grade="A+", touches="2026-01-01 call", snooze_until="2026-02-28"),
}


def test_reasons_are_worded(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    rows = due(tmp_path, "--all", **WORDED)
    lines = [f"{row['id']}: {'; '.join(reason['text'] for reason in row['because'])}" for row in rows]
    golden("reasons.txt", "\n".join(sorted(lines)) + "\n")


def test_the_wording_of_the_contract(tmp_path: Path) -> None:
    (row,) = due(tmp_path, ana=WORDED["spec"])
    assert row["because"][0]["text"] == "2.2x: last call 67 days ago, A+ is monthly, tried twice since"


def test_the_table_and_the_csv(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    people = {**LISTED, "reach": person("Reach", grade="A+", reach="before ten", touches="2026-02-01 call")}
    wiki = make_wiki(tmp_path, {f"{name}.md": text for name, text in people.items()})
    golden("due.txt", soi(wiki, "due").out)
    golden("due.csv", soi(wiki, "due", "--format", "csv").out)


def test_today_shows_what_the_day_brings(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    wiki = make_wiki(
        tmp_path,
        {
            "ana.md": person(
                "Ana", grade="A+", touches="2026-01-15 call", reach="before ten", birthday="1979-03-05"
            ),
            "ben.md": person(
                "Ben", follow_ups="[2026-02-28 send catalogue, 2026-03-02 later]", birthday='"03-01"'
            ),
            "cleo.md": person(
                "Cleo", follow_ups="{due: 2026-03-01, what: pay, by: them}", birthday='"03-09"'
            ),
            "dora.md": person("Dora", archived="2026-01-01", birthday='"03-02"', follow_ups="2026-02-01 x"),
            "eve.md": person("Eve", grade="AA"),
            "inbox/notes.txt": "ana call hello\n\nben mail\n",
            "inbox/.hidden": "x\n",
        },
    )
    out = soi(wiki, "today").out
    golden("today.txt", out)
    assert soi(wiki).out == out
    found = soi(wiki, "today", "--format", "json").json
    assert [row["id"] for row in found["calls"]] == ["ana"]
    assert [(row["id"], row["what"], row["broken"]) for row in found["promises"]] == [
        ("ben", "send catalogue", True),
        ("cleo", "pay", False),
    ]
    assert [(row["id"], row["date"], row["turns"]) for row in found["birthdays"]] == [
        ("ben", "2026-03-01", None),
        ("ana", "2026-03-05", 47),
    ]
    assert (found["inbox"], found["findings"]["error"]) == (2, 2)
    assert not re.search("dora|Dora", out)
