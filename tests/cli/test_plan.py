"""`soi plan` and `soi stats` in words and as a table; tests/facts holds what is planned."""

from __future__ import annotations

import csv
import io
import shlex
from pathlib import Path

from ..support import make_wiki
from ..support import person
from ..support import soi

FILES = {
    "ana.md": person(
        "Ana",
        grade="A+",
        touches="2026-01-20 call",
        follow_ups="2026-03-07 send Ben's list",
        reach="before ten",
    ),
    "ben.md": person("Ben", cadence="1 day", touches="2026-02-28 call"),
}
SETTINGS = "capacity: {touches_per_week: 2, days: [Mon, Tue]}\nowner: {away: [2026-03-10/2026-03-15]}"
LIGHTER = 'promise less: soi set WHO cadence "6 weeks", soi grade WHO B, or a higher capacity in mkdocs.yml'


def test_a_plan_names_the_person_the_reason_and_the_command(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, FILES, SETTINGS), "plan", "--weeks", "2")
    assert (
        ran.out
        == f"""\
7.2 touches a week promised, 2 possible (A+ 0.2, own cadence 7.0)
  {LIGHTER}

Week of 2026-02-23: 0 planned, 1 made, 2 possible
  nothing

Week of 2026-03-02: 2 planned, 2 possible
  Mon 2026-03-02
    A+ Ana: due 2026-02-20: last call 2026-01-20, A+ is monthly; reach: before ten  (soi touch ana call)
  Tue 2026-03-03
    C Ben: due 2026-03-01, no room before: last call 2026-02-28, own cadence is daily  (soi touch ben call)
  Sat 2026-03-07
    promise: Ana: send Ben's list  (soi done ana 2026-03-07)

Week of 2026-03-09: 1 planned, 2 possible, away 2026-03-10 to 2026-03-15
  Mon 2026-03-09
    C Ben: due 2026-03-04: again, daily: planned before for 2026-03-03  (soi touch ben call)

Does not fit before 2026-03-15
  2026-03-16: C Ben: due 2026-03-10: again, daily: planned before for 2026-03-09  (soi touch ben call)
"""
    )


def test_a_load_that_can_be_carried_is_told_without_advice(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", grade="A+", first_due="2026-03-05")})
    assert soi(tmp_path, "plan").out.splitlines()[:2] == [
        "0.2 touches a week promised, 15 possible (A+ 0.2)",
        "",
    ]


def test_a_plan_as_a_table_has_the_weeks_and_what_does_not_fit(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, FILES, SETTINGS), "plan", "--weeks", "2", "--format", "csv")
    rows = [*csv.DictReader(io.StringIO(ran.out))]
    assert [(row["week"], row["date"], row["what"], row["id"], row["pushed_out"]) for row in rows] == [
        ("2026-03-02", "2026-03-02", "call", "ana", "no"),
        ("2026-03-02", "2026-03-03", "call", "ben", "yes"),
        ("2026-03-02", "2026-03-07", "promise", "ana", ""),
        ("2026-03-09", "2026-03-09", "call", "ben", "no"),
        ("", "2026-03-16", "call", "ben", "no"),
    ]


def test_weeks_are_between_one_and_a_year(tmp_path: Path) -> None:
    make_wiki(tmp_path, FILES)
    assert [soi(tmp_path, "plan", "--weeks", weeks).exit for weeks in ("0", "1", "52", "53")] == [2, 0, 0, 2]


def test_stats_count_people_touches_and_promises_kept(tmp_path: Path) -> None:
    files = {
        "ana.md": person(
            "Ana",
            grade="A+",
            stage="client",
            category="[customer, evangelist]",
            purchases="2026-02-20 5",
            touches="[2026-01-10 call, 2026-02-09 visit, {date: 2026-02-20, channel: email, reached: false}]",
        ),
        "ben.md": person("Ben", scope="personal"),
        "cy.md": person("Cy", archived="2026-01-01", grade="A"),
        "ruiz.md": person("Ruiz", type="organisation"),
        "page.md": "---\nname: Prices\ntype: page\n---\n",
        "eve.md": person("Eve", grade="AA"),
    }
    make_wiki(tmp_path, files, "checks: {ignore: [SOI416, SOI303]}")
    told = soi(tmp_path, "stats", "--format", "json").json
    people = told["people"]
    named = {
        name: {row["name"]: row["count"] for row in rows if row["count"]}
        for name, rows in people.items()
        if isinstance(rows, list)
    }
    assert (people["total"], people["resting"], people["not_evaluated"]) == (4, 1, 3)
    assert named == {
        "grade": {"A+": 1, "C": 3},
        "type": {"person": 3, "organisation": 1},
        "scope": {"personal": 1, "business": 3},
        "stage": {"contact": 3, "client": 1},
        "category": {"customer": 1, "evangelist": 1},
        "customer_type": {"active-paying": 1, "undefined": 2},
    }
    assert [(month["month"], month["total"]) for month in told["touches"][-3:]] == [
        ("2026-01", 1),
        ("2026-02", 2),
        ("2026-03", 0),
    ]
    assert told["touches"][-2]["channels"] == [{"name": "visit", "count": 1}, {"name": "email", "count": 1}]
    assert (told["adherence"]["since"], told["adherence"]["adherence"]) == ("2025-12-01", 1.0)
    assert told["load"]["promised"] == 0.2
    assert told["referral_share"] == soi(tmp_path, "networks", "--format", "json").json["referral_share"]
    assert told["files"]["contacts"] == 5
    assert (told["files"]["pages"], told["files"]["findings"]["error"]) == (1, 1)
    lines = soi(tmp_path, "stats").out.splitlines()
    assert lines[0] == "4 people, 1 archived or dead, 3 not graded (soi triage)"
    assert "  stage: contact 3, client 1" in lines
    assert "2026-02  2        0" not in lines
    assert "Since 2025-12-01 1 of 1 touches on time, 100%" in lines


def test_stats_for_the_family_say_nothing_of_business(tmp_path: Path) -> None:
    files = {
        "ana.md": person("Ana", grade="A+", stage="client", purchases="2026-02-20 5", category="customer")
    }
    make_wiki(tmp_path, files, "owner: {use: personal}")
    people = soi(tmp_path, "stats", "--format", "json").json["people"]
    assert (people["stage"], people["category"], people["customer_type"]) == (None, None, None)
    assert soi(tmp_path, "stats", "--format", "json").json["referral_share"] is None
    out = soi(tmp_path, "stats").out
    assert "stage" not in out
    assert "customer" not in out
    assert "  grade: A+ 1" in out


def test_a_promise_that_looks_like_an_option_is_settled_as_the_plan_says(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person(follow_ups='{due: 2026-03-02, what: "--send it"}')})
    line = next(line for line in soi(tmp_path, "plan").out.splitlines() if "--send it" in line)
    typed = line.partition("  (")[2].removesuffix(")")
    ran = soi(tmp_path, *shlex.split(typed)[1:])
    assert ran.exit == 0, ran.err
    assert "--send it" not in soi(tmp_path, "plan").out


def test_what_stands_on_its_day_ends_with_what_to_type(tmp_path: Path) -> None:
    files = {
        "ana.md": person(birthday="'03-04'", anniversaries="{date: 2020-03-05, what: wedding}"),
        "ben.md": person("Ben", grade="F", farewell="{planned: 2026-02-20}"),
        "supper.md": "---\nname: Supper\ntype: event\ndate: 2026-03-06\n---\n",
    }
    out = soi(make_wiki(tmp_path, files), "plan", "--weeks", "1").out
    assert [line for line in out.splitlines() if line.startswith("    ")] == [
        "    late farewell, due 2026-02-20: Ben  (soi done ben farewell)",
        "    birthday: Ana  (soi touch ana card)",
        "    anniversary: Ana: wedding  (soi touch ana card)",
        "    event: Supper  (soi brief --event supper)",
    ]
    for line in out.splitlines()[1:]:
        if "  (soi " in line:
            ran = soi(tmp_path, *shlex.split(line.partition("  (soi ")[2].removesuffix(")")))
            assert ran.exit == 0, ran.err


def test_the_promise_that_is_late_the_longest_stands_first_and_is_never_cut(tmp_path: Path) -> None:
    files = {
        f"p{count:02}.md": person(f"P{count:02}", follow_ups=f"2026-02-{28 - count:02} send it")
        for count in range(14)
    }
    out = soi(make_wiki(tmp_path, files), "plan").out
    late = [line.strip() for line in out.splitlines() if "late promise" in line]
    assert late[0] == "late promise, due 2026-02-15: P13: send it  (soi done p13 2026-02-15)"
    assert late == sorted(late)
    assert "P00" not in out
    assert "P13" in out


def test_a_farewell_that_is_done_tomorrow_is_still_to_be_done(tmp_path: Path) -> None:
    for done, is_planned in (("2026-03-02", True), ("2026-03-01", False)):
        farewell = f"{{planned: 2026-03-01, done: {done}}}"
        make_wiki(tmp_path, {"ana.md": person(grade="F", farewell=farewell)})
        assert ("soi done ana farewell" in soi(tmp_path, "plan").out) is is_planned
