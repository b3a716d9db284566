"""`soi today`: each line says who, why and on which day, and what to type."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cli.limits import MOST

from ..support import make_wiki
from ..support import person
from ..support import soi

PARTY = "---\nname: Party\ntype: event\ndate: {day}\nwhere: the studio\ninvited: [ana, ben]\n---\n"
FILES = {
    "ana.md": """\
        ---
        name: Ana Ruiz
        grade: A+
        birthday: 1979-03-05
        reach: before ten
        next: ask about the dog
        referrals:
          - {date: 2026-02-20, direction: received, contact: ben,
             reward: {what: dinner, promised: 2026-02-21}}
        follow_ups:
          - 2026-02-28 send the long list of everything that was ever said about the catalogue
        touches:
          - 2026-01-15 call: wants a catalogue
        ---
        """,
    "ben.md": person("Ben Ok", grade="A", touches="[2025-12-01 visit: late, 2026-02-01 email: sent prices]"),
    "cleo.md": person("Cleo", follow_ups="{due: 2026-03-01, what: -f, by: them}"),
    "contacts/events/a-today.md": PARTY.format(day="2026-03-01"),
    "contacts/events/b-tomorrow.md": PARTY.format(day="2026-03-02"),
    "contacts/events/c-later.md": PARTY.format(day="2026-03-03"),
    "contacts/events/d-past.md": PARTY.format(day="2026-02-28"),
}


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    return make_wiki(tmp_path, FILES)


def test_every_line_says_who_why_and_what_to_type(wiki: Path, golden: Callable[[str, str], None]) -> None:
    ran = soi(wiki, "today")
    assert (ran.exit, ran.err) == (0, "")
    golden("today.txt", ran.out)


def test_the_json_names_the_same(wiki: Path) -> None:
    found = soi(wiki, "today", "--format", "json").json
    assert [*found] == [
        "version", "today", "calls", "promises", "birthdays", "events", "thanks", "rewards", "drifting",
        "week", "inbox",
        "waiting", "findings",
    ]  # fmt: skip
    ana, ben = found["calls"]
    assert (ana["reach"], ana["brief"], ana["command"]) == (
        "before ten", "open with: ask about the dog", "soi touch ana call",
    )  # fmt: skip
    assert ben["brief"] == "2026-02-01 email: sent prices"
    commands = [row["command"] for row in found["promises"]]
    assert commands == ["soi done ana 2026-02-28", "soi done cleo 2026-03-01"]
    assert [row["command"] for row in found["birthdays"]] == ["soi touch ana card"]
    assert [row["id"] for row in found["events"]] == ["a-today", "b-tomorrow"]
    assert found["thanks"] == [
        {
            "id": "ana",
            "name": "Ana Ruiz",
            "date": "2026-02-20",
            "text": "thanks owed for Ben Ok, referred on 2026-02-20",
            "command": "soi done ana thanks",
            "path": "contacts/ana.md",
            "line": 8,
        }
    ]
    assert [row["command"] for row in found["rewards"]] == ["soi done ana reward"]


def test_a_command_settles_what_it_stands_by(wiki: Path) -> None:
    found = soi(wiki, "today", "--format", "json").json
    for part in ("calls", "promises", "thanks", "rewards"):
        for row in found[part]:
            ran = soi(wiki, *shlex.split(row["command"])[1:])
            assert ran.exit == 0, (row["command"], ran.err)
    after = soi(wiki, "today", "--format", "json").json
    assert [after[part] for part in ("calls", "promises", "thanks", "rewards")] == [[], [], [], []]


LATER = "Next: Ben: due on 2026-04-01, last call 2026-03-01, A+ is monthly  (soi due --all)"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {
                "ana.md": person("Ana", grade="A", touches="2026-02-28 call"),
                "ben.md": person("Ben", grade="A+", touches="2026-03-01 call"),
            },
            LATER,
            id="somebody later",
        ),
        pytest.param(
            {"ana.md": person("Ana")}, "Nobody is ever due: grades make it so (soi triage).", id="no grades"
        ),
        pytest.param({"_template.md": "x"}, "Nobody is in the wiki yet (soi new NAME).", id="nobody"),
    ],
)
def test_a_day_that_asks_for_nothing_names_the_next_command(
    tmp_path: Path, files: dict[str, str], expected: str
) -> None:
    ran = soi(make_wiki(tmp_path, files), "today")
    assert ran.out.splitlines()[2:] == ["", "Nothing has to be done today.", expected]


def test_of_many_it_says_how_many_more_there_are(tmp_path: Path) -> None:
    late = {f"p{n}.md": person(f"P{n}", grade="A+", follow_ups="2026-02-01 pay") for n in range(MOST + 2)}
    wiki = make_wiki(tmp_path, late)
    out = soi(wiki, "today").out
    assert out.count("(soi touch ") == out.count("(soi done ") == MOST
    assert "  and 2 more (soi due)\n" in out
    assert "  and 2 more (soi today --all)\n" in out
    whole = soi(wiki, "today", "--all").out
    assert whole.count("(soi touch ") == whole.count("(soi done ") == MOST + 2
    assert len(soi(wiki, "today", "--format", "json").json["promises"]) == MOST + 2


@pytest.mark.parametrize("key", ["archived", "died"])
def test_nothing_is_owed_to_whoever_rests(tmp_path: Path, key: str) -> None:
    said = "[{date: 2026-02-20, direction: received, contact: Ben, reward: {what: x, promised: 2026-02-21}}]"
    wiki = make_wiki(tmp_path, {"ana.md": person("Ana", referrals=said, **{key: "2026-02-28"})})
    assert "owed" not in soi(wiki, "today").out
    assert "owed" in soi(wiki, "today", today="2026-02-27").out


def test_for_family_and_friends_nothing_is_owed_for_referrals(wiki: Path) -> None:
    assert "owed" in soi(wiki, "today").out
    assert "owed" not in soi(make_wiki(wiki, {}, "owner: {use: personal}"), "today").out


DRIFTED = "[2025-10-01 call, 2025-10-11 call, 2025-10-21 visit, 2025-11-01 call]"


def test_whoever_slips_away_is_named(tmp_path: Path) -> None:
    keys = {"cadence": "1 year", "touches": DRIFTED}
    files = {"ana.md": person("Ana", **keys), "ben.md": person("Ben", **{**keys, "cadence": "1 month"})}
    wiki = make_wiki(tmp_path, files)
    found = soi(wiki, "today", "--format", "json").json
    assert [(row["id"], row["date"], row["command"]) for row in found["drifting"]] == [
        ("ana", "2025-11-01", "soi touch ana call")
    ]
    assert [row["id"] for row in found["calls"]] == ["ben"]
    assert "Slipping away\n  Ana: silent for 120 days since call 2025-11-01" in soi(wiki, "today").out
    assert soi(wiki, "today", "--format", "json", today="2025-11-10").json["drifting"] == []


def test_the_week_is_held_against_the_capacity(tmp_path: Path) -> None:
    tried = "{date: 2026-02-24, channel: call, reached: false}"
    touches = f"[2026-02-22 call, 2026-02-23 call, {tried}, 2026-02-25 email]"
    wiki = make_wiki(tmp_path, {"ana.md": person("Ana", touches=touches)}, "capacity: {touches_per_week: 4}")
    assert soi(wiki, "today", "--format", "json").json["week"] == {"made": 1, "possible": 4}
    assert soi(wiki, "today").out.splitlines()[1] == "This week: 1 of 4 touches are made (soi plan)."


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_of_the_calendar_can_be_asked_for(tmp_path: Path, day: str) -> None:
    make_wiki(tmp_path, {"ana.md": person(grade="A+", birthday="01-02", added="0001-01-01")})
    for command in ("today", "plan", "digest", "review", "stats", "due"):
        ran = soi(tmp_path, command, today=day)
        assert ran.exit == 0, ran.err
