"""`soi snooze`: nobody is asked for until a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..support import OUTFITS
from ..support import changed_lines
from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import soi
from ..support import unchanged

ANA = """\
---
name: Ana
grade: A+
snooze_until: '2026-02-01'   # she was in Chile
snooze_reason: "a trip"
touches:
  - 2026-02-20 call
---
"""


@pytest.mark.parametrize(("mark", "newline", "name"), OUTFITS, ids=[name for _, _, name in OUTFITS])
def test_the_day_and_its_reason_are_written(tmp_path: Path, mark: bytes, newline: str, name: str) -> None:
    del name
    before = mark + ANA.replace("\n", newline).encode()
    make_wiki(tmp_path, {"ana.md": before})
    ran = soi(tmp_path, "snooze", "ana", "2026-04-02", "lunch:", "booked", "#1")
    assert (ran.exit, ran.err) == (0, "")
    assert ran.out == (
        "contacts/ana.md:4: set snooze_until 2026-04-02; next due 2026-04-02\n"
        "contacts/ana.md:5: set snooze_reason lunch: booked #1\n"
    )
    gone, came = changed_lines(before, (tmp_path / "contacts/ana.md").read_bytes())
    assert gone == [
        f"snooze_until: '2026-02-01'   # she was in Chile{newline}",
        f'snooze_reason: "a trip"{newline}',
    ]
    assert came == [
        f'snooze_until: "2026-04-02"   # she was in Chile{newline}',
        f'snooze_reason: "lunch: booked #1"{newline}',
    ]


def test_the_reason_of_an_earlier_snooze_goes(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": ANA})
    ran = soi(tmp_path, "snooze", "ana", "6", "weeks")
    assert ran.out.splitlines() == [
        "contacts/ana.md:4: set snooze_until 2026-04-12; next due 2026-04-12",
        "contacts/ana.md:5: removed snooze_reason",
    ]
    assert "a trip" not in (tmp_path / "contacts/ana.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "until", "reason"),
    [
        pytest.param(["friday"], "2026-03-06", None, id="weekday"),
        pytest.param(["2 weeks", "away"], "2026-03-15", "away", id="quoted"),
        pytest.param(["2", "weeks", "away"], "2026-03-15", "away", id="two words"),
        pytest.param(["+3d", "2", "weeks"], "2026-03-04", "2 weeks", id="a reason that is a time"),
    ],
)
def test_a_day_may_be_words(tmp_path: Path, words: list[str], until: str, reason: str | None) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana")})
    assert soi(tmp_path, "snooze", "ana", *words).exit == 0
    contact = soi(tmp_path, "show", "ana", "--format", "json").json["contact"]
    assert (contact["snooze_until"], contact.get("snooze_reason")) == (until, reason)


@pytest.mark.parametrize("how", [["off"], ["--off"]])
def test_a_snooze_is_ended(tmp_path: Path, how: list[str]) -> None:
    make_wiki(tmp_path, {"ana.md": ANA})
    assert soi(tmp_path, "snooze", "ana", *how).exit == 0
    text = (tmp_path / "contacts/ana.md").read_text("utf-8")
    assert "snooze" not in text
    assert "# she was in Chile" in text


def test_what_goes_is_told_by_the_lines_it_stood_on(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", snooze_until="2026-04-01", snooze_reason="a trip")})
    assert soi(tmp_path, "snooze", "ana", "--off").out.splitlines() == [
        "contacts/ana.md:3: removed snooze_until",
        "contacts/ana.md:4: removed snooze_reason",
    ]


def test_nothing_to_end_is_said(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana")})
    assert "Ana is not snoozed" in unchanged(tmp_path, "snooze", "ana", "off", exit_status=0)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["yesterday"], "2026-02-28 is not after today", id="past"),
        pytest.param(["today"], "2026-03-01 is not after today", id="today"),
        pytest.param([], "until when?", id="no day"),
        pytest.param(["later"], '"later" is not a date', id="no day, a word"),
        pytest.param(["--off", "friday"], "--off takes no day", id="a day and off"),
    ],
)
def test_what_is_no_day_to_come_is_refused(tmp_path: Path, words: list[str], message: str) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana")})
    assert message in unchanged(tmp_path, "snooze", "ana", *words)


@pytest.mark.parametrize(
    ("grade", "until", "is_warned"),
    [
        pytest.param("A+", "2026-04-21", True, id="past twice the cadence"),
        pytest.param("A+", "2026-04-20", False, id="twice the cadence"),
        pytest.param("A", "2027-04-21", False, id="another grade"),
    ],
)
def test_a_long_snooze_of_the_best_is_warned_of(
    tmp_path: Path, grade: str, until: str, *, is_warned: bool
) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", grade=grade, touches="2026-02-20 call")})
    ran = soi(tmp_path, "snooze", "ana", until)
    assert ran.exit == 0
    assert ("past twice the cadence" in ran.err) is is_warned
    assert ("(SOI417)" in ran.err) is is_warned
    assert bool(check(tmp_path, "--select", "SOI417")) is is_warned
