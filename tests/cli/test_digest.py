"""`soi digest`: what was done, what comes, what is owed, each line with its command."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder.cli import cli
from builder.cli.limits import MOST

from ..support import REPOSITORY
from ..support import make_wiki
from ..support import person
from ..support import soi

EVENT = "---\nname: {}\ntype: event\ndate: {}\nwhere: here\ninvited: [ana]\n---\n"
FILES = {
    "ana.md": """\
        ---
        name: Ana *Ruiz* <b>
        grade: A+
        birthday: 1979-03-05
        anniversaries:
          - {date: 2015-03-08, what: wedding}
          - {date: 2015-03-09, what: a day too late}
        follow_ups:
          - {due: 2026-02-20, what: send catalogue}
          - {due: 2026-03-08, what: pay, by: them}
          - {due: 2026-03-09, what: next week}
          - {due: 2026-03-02, what: done before, done: 2026-02-25}
        referrals:
          - {date: 2026-02-24, direction: received, contact: ben}
          - {date: 2025-12-01, direction: received, contact: Cleo Lee, outcome: won, thanked: 2025-12-02,
             reward: {what: dinner, promised: 2025-12-02}}
          - {date: 2025-11-01, direction: received, contact: Dan, outcome: declined}
        touches:
          - 2026-01-15 call: "asked for `prices`"
          - 2026-02-23 email
        ---
        """,
    "ben.md": person("Ben", grade="A", touches="2025-12-08 visit"),
    "cleo.md": person("Cleo", grade="A", touches="2025-12-09 visit"),
    "dora.md": person("Dora", grade="A+", touches="2026-02-27 call", snooze_until="2026-04-03"),
    "emil.md": person("Emil", grade="F", farewell="{planned: 2026-03-08, note: by letter}"),
    "gone.md": person(
        "Gone", grade="A+", archived="2025-01-01", birthday='"03-02"', follow_ups="2026-02-01 x"
    ),
    "contacts/events/party.md": EVENT.format("Party", "2026-03-08"),
    "contacts/events/later.md": EVENT.format("Later", "2026-03-09"),
}
SETTINGS = "owner: {name: Kim}"


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    return make_wiki(tmp_path, FILES, SETTINGS)


def test_the_week_as_text_and_as_markdown(wiki: Path, golden: Callable[[str, str], None]) -> None:
    ran = soi(wiki, "digest")
    assert (ran.exit, ran.err) == (0, "")
    golden("digest.txt", ran.out)
    golden("digest.md", soi(wiki, "digest", "--format", "markdown").out)


def test_the_same_in_json(wiki: Path) -> None:
    found = soi(wiki, "digest", "--since", "2026-02-25", "--format", "json").json
    assert {key: [(row["id"], row["date"]) for row in found[key]] for key in [*found][4:]} == {
        "done": [("dora", "2026-02-27"), ("ana", "2026-02-25")],
        "calls": [("ana", "2026-02-15"), ("ben", "2026-03-08")],
        "promises": [("ana", "2026-02-20"), ("ana", "2026-03-08"), ("emil", "2026-03-08")],
        "days": [("ana", "2026-03-05"), ("ana", "2026-03-08")],
        "events": [("party", "2026-03-08")],
        "thanks": [("ana", "2026-02-24")],
        "rewards": [("ana", "2025-12-02")],
        "drifting": [],
        "ask": [],
    }
    assert [found[key] for key in ("version", "today", "since", "until")] == [
        1, "2026-03-01", "2026-02-25", "2026-03-08",
    ]  # fmt: skip
    assert found["calls"][0] == {
        "id": "ana",
        "name": "Ana *Ruiz* <b>",
        "date": "2026-02-15",
        "text": "overdue since 2026-02-15, last call 2026-01-15, A+ is monthly",
        "command": "soi touch ana call",
        "path": "contacts/ana.md",
        "line": 19,
    }


def lines_of(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for rows in found.values() if isinstance(rows, list) for row in rows]


def test_every_command_of_the_sample_can_be_typed() -> None:
    lines = lines_of(soi(REPOSITORY, "digest", "--format", "json", "--since", "60d", today="").json)
    assert len(lines) > 50
    for row in lines:
        assert row["name"]
        assert (row["date"] or row["text"]) in row["text"]
        program, name, *_ = shlex.split(row["command"])
        assert program == "soi"
        assert cli.get_command(cli.make_context("soi", ["today"], resilient_parsing=True), name), name


def test_a_command_settles_what_it_stands_by(wiki: Path) -> None:
    def ahead() -> list[dict[str, Any]]:
        found = soi(wiki, "digest", "--format", "json").json
        return lines_of({key: found[key] for key in ("promises", "thanks", "rewards", "calls")})

    count = len(ahead())
    assert count == 7
    while rows := ahead():
        assert soi(wiki, *shlex.split(rows[0]["command"])[1:]).exit == 0
        count -= 1
        assert len(ahead()) == count, rows[0]


def test_a_long_part_says_how_much_more_there_is(tmp_path: Path) -> None:
    wiki = make_wiki(
        tmp_path,
        {f"p{n}.md": person(f"P{n}", grade="A+", touches="2025-01-01 call") for n in range(MOST + 3)},
    )
    assert "  and 3 more (soi digest --all)\n" in soi(wiki, "digest").out
    assert "\n- and 3 more (soi digest --since 30d --all)\n" in (
        soi(wiki, "digest", "--format", "markdown", "--since", "30d").out
    )
    assert soi(wiki, "digest", "--all").out.count("(soi touch ") == MOST + 3
    assert len(soi(wiki, "digest", "--format", "json").json["calls"]) == MOST + 3


def test_a_week_without_anything_names_the_next_command(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person("Ana")})
    assert soi(wiki, "digest").out == (
        "The week of Sunday 2026-03-01\n\nNothing was done and nothing comes (soi due --all, soi new NAME).\n"
    )


def test_for_family_and_friends_nothing_is_owed_for_business(wiki: Path) -> None:
    make_wiki(wiki, {}, "owner: {use: personal}")
    found = soi(wiki, "digest", "--format", "json").json
    assert (found["thanks"], found["rewards"]) == ([], [])
    assert [row["text"] for row in found["done"]] == [
        "2026-02-27 call",
        "2026-02-25 you kept: done before, promised for 2026-03-02",
        "2026-02-23 email",
    ]


def test_whoever_slips_away_and_whom_to_ask(tmp_path: Path) -> None:
    touches = "[2025-10-01 call, 2025-10-11 call, 2025-10-21 visit, 2025-11-01 call]"
    files = {"ana.md": person("Ana", cadence="1 year", touches=touches)}
    files |= {f"p{n}.md": person(f"P{n}", stage="prospect", touches="2026-02-01 call") for n in range(7)}
    found = soi(make_wiki(tmp_path, files), "digest", "--format", "json").json
    assert [(row["id"], row["date"]) for row in found["drifting"]] == [("ana", "2025-11-01")]
    assert [(row["id"], row["command"]) for row in found["ask"]] == [
        (f"p{n}", f"soi touch p{n} call --asked yes") for n in range(5)
    ]
