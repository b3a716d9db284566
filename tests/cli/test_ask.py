"""`soi ask` as its users meet it."""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from ..support import REPOSITORY
from ..support import make_wiki
from ..support import person
from ..support import soi

TOUCH = {"touches": "2026-02-01 call"}
PEOPLE = {
    "ana.md": person("Ana Ruiz", grade="A", reference="true", **TOUCH),
    "ben.md": person("Ben Okafor", grade="B", stage="prospect", referred_by="ana", reach="at noon", **TOUCH),
    "cleo.md": person("Cleo", grade="A", stage="connection", **TOUCH),
    "dora.md": person("Dora", grade="A"),
}
REWARDS = "rewards: {won: dinner}"


def ids(root: Path, *args: str) -> list[str]:
    return [row["id"] for row in soi(root, "ask", "--format", "json", *args).json["ask"]]


def test_what_is_printed_of_the_sample(golden: Callable[[str, str], None]) -> None:
    ran = soi(REPOSITORY, "ask", today="")
    assert ran.exit == 0
    golden("ask.txt", ran.out)


def test_every_row_tells_person_reason_day_and_command() -> None:
    rows = soi(REPOSITORY, "ask", "--format", "json", today="").json["ask"]
    assert len({row["case"] for row in rows}) >= 5
    for row in rows:
        assert row["sentence"]
        assert row["because"][-1]["text"].startswith("last ")
        assert row["because"][-1]["text"][-10:] <= "2026-11-24"
        assert shlex.split(row["command"]) == ["soi", "touch", row["id"], "call", "--asked", "yes"]


def test_the_command_settles_the_row(tmp_path: Path) -> None:
    make_wiki(tmp_path, PEOPLE)
    (row, *_) = soi(tmp_path, "ask", "--format", "json").json["ask"]
    assert soi(tmp_path, *shlex.split(row["command"])[1:]).exit == 0
    assert ids(tmp_path) == ["ben", "cleo"]


@pytest.mark.parametrize(
    ("args", "found"),
    [
        pytest.param([], ["ana", "ben", "cleo"], id="all"),
        pytest.param(["--limit", "2"], ["ana", "ben"], id="the first two"),
        pytest.param(["--grade", "A"], ["ana", "cleo"], id="a grade"),
        pytest.param(["--grade", "A", "--grade", "B", "--limit", "1"], ["ana"], id="two grades, the first"),
        pytest.param(["--grade", "C"], [], id="nobody of a grade"),
    ],
)
def test_the_list_can_be_cut(tmp_path: Path, args: list[str], found: list[str]) -> None:
    assert ids(make_wiki(tmp_path, PEOPLE), *args) == found


def test_the_csv_has_a_line_for_each(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, PEOPLE, REWARDS), "ask", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [(row["id"], row["case"], row["reward"], row["came_by"], row["reach"]) for row in rows] == [
        ("ana", "loyal", "", "", ""),
        ("ben", "prospect", "won: dinner", "Ana Ruiz", "at noon"),
        ("cleo", "sphere", "", "", ""),
    ]


def test_nobody_to_ask_is_said_and_is_no_failure(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, {"dora.md": PEOPLE["dora.md"]}), "ask")
    assert (ran.exit, ran.out, ran.err) == (0, "", "soi: nobody is to be asked for a referral today\n")


def test_a_wiki_for_friends_asks_nobody(tmp_path: Path) -> None:
    make_wiki(tmp_path, PEOPLE, "owner: {use: personal}")
    ran = soi(tmp_path, "ask")
    assert (ran.exit, ran.out) == (0, "")
    assert ran.err == "soi: the wiki is kept for family and friends; nobody is asked for referrals\n"
    assert ids(tmp_path) == []
    ana = soi(tmp_path, "show", "ana", "--format", "json").json["facts"]
    assert (ana["ask"], ana["grade"]["suggested"]) == (None, None)


def test_text_of_a_file_cannot_reach_the_terminal_raw(tmp_path: Path) -> None:
    evil = person('"A\\x1b[31mna"', stood_by='"\\x1b]0;x\\x07"', reach='"\\u202ex"', **TOUCH)
    ran = soi(make_wiki(tmp_path, {"ana.md": evil}), "ask")
    assert "stood by you" in ran.out
    assert not {"\x1b", "\x07", "\u202e"} & set(ran.out)


def test_show_has_grade_ask_and_mailing(tmp_path: Path) -> None:
    make_wiki(tmp_path, PEOPLE)
    facts = soi(tmp_path, "show", "ana", "--format", "json").json["facts"]
    assert (facts["ask"]["case"], facts["ask"]["because"][0]["text"]) == (
        "loyal",
        "volunteered as a reference",
    )
    assert facts["ask"]["because"][0]["line"] == 4
    assert facts["grade"] == {"suggested": None, "because": []}
    assert facts["mailing"]["included"] is False
    assert [reason["text"] for reason in facts["mailing"]["because"]] == [
        "no email address",
        "never agreed to the newsletter",
    ]
    assert soi(tmp_path, "show", "dora", "--format", "json").json["facts"]["ask"] is None
