"""`soi log` on real files: what happened, newest first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ..support import make_wiki
from ..support import person
from ..support import soi

ANA = """\
---
name: Ana Ruiz
stage: client
added: 2026-02-23
source: design fair
consent:
  - {date: 2026-02-24, what: newsletter, given: true, source: form}
  - {date: 2026-02-25, what: contact, given: false}
stage_history:
  - {date: 2026-02-25, stage: client}
scope_history:
  - {date: 2026-02-25, scope: both}
purchases:
  - 2026-02-26 4200.50 lobby
  - 2026-02-27
deals:
  - {opened: 2026-02-23, closed: 2026-02-26, status: lost, what: rooms, amount: 900, reason: budget}
  - {opened: 2026-02-24, status: open}
referrals:
  - {date: 2026-02-24, direction: received, contact: ben, outcome: met, thanked: 2026-02-25,
     reward: {what: a print, promised: 2026-02-25, paid: 2026-02-28}}
  - {date: 2026-02-28, direction: given, contact: Cleo Lee}
asked:
  - {date: 2026-02-28, occasion: after the delivery, answer: later}
follow_ups:
  - {due: 2026-02-20, what: pay, by: them, done: 2026-02-28}
checklist: {needs: 2026-02-24}
touches:
  - 2026-03-02 call: not yet
  - 2026-02-21 call: too long ago
  - 2026-02-28 call: first
  - {date: 2026-02-28, channel: call, direction: in, mood: happy, note: second, else: who else}
  - {date: 2026-02-27, channel: visit, reached: false,
     follow_up: {due: 2026-03-05, what: send it, done: 2026-03-01}}
---
"""
PARTY = "---\nname: Studio evening\ntype: event\ndate: 2026-02-27\nchannel: meal\nattended: [ben, ana]\n---\n"
GONE = person("Cosmo", archived="2026-02-24", archived_reason="moved abroad", died="2026-02-28")


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    ben = person("ben Ok", farewell="{planned: 2026-02-20, done: 2026-02-22}")
    return make_wiki(
        tmp_path, {"ana.md": ANA, "ben.md": ben, "cosmo.md": GONE, "contacts/events/party.md": PARTY}
    )


def told(wiki: Path, *args: str) -> list[str]:
    rows = soi(wiki, "log", "--format", "json", *args).json["log"]
    return [f"{row['date']} {row['id']} {row['sort']}: {row['text']}" for row in rows]


def test_all_that_happened_newest_first(wiki: Path, golden: Callable[[str, str], None]) -> None:
    ran = soi(wiki, "log", "--since", "7d")
    assert (ran.exit, ran.err) == (0, "")
    golden("log.txt", ran.out)
    golden("log.csv", soi(wiki, "log", "--format", "csv").out)


def test_one_line_of_it_in_full(wiki: Path) -> None:
    found = soi(wiki, "log", "ana", "--format", "json", "--channel", "meal").json
    assert found == {
        "version": 1,
        "today": "2026-03-01",
        "since": "2026-02-22",
        "until": "2026-03-01",
        "log": [
            {
                "date": "2026-02-27",
                "sort": "touch",
                "id": "ana",
                "name": "Ana Ruiz",
                "text": "meal: Studio evening",
                "channel": "meal",
                "direction": "out",
                "reached": True,
                "path": "contacts/events/party.md",
                "line": 4,
            }
        ],
    }
    [row] = soi(wiki, "log", "cosmo", "--since", "2026-02-28", "--format", "json").json["log"]
    assert (row["channel"], row["direction"], row["reached"]) == (None, None, None)


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        pytest.param("1d", "today", ["2026-03-01", "2026-02-28"], id="both ends count"),
        pytest.param("2026-02-22", "2026-02-23", ["2026-02-23", "2026-02-22"], id="dates"),
        pytest.param("saturday", "yesterday", ["2026-02-28"], id="a weekday is the last one"),
        pytest.param("-1d", "-1d", ["2026-02-28"], id="counted back"),
        pytest.param("today", "today", ["2026-03-01"], id="only today, and nothing of tomorrow"),
    ],
)
def test_from_day_to_day(wiki: Path, since: str, until: str, days: list[str]) -> None:
    found = told(wiki, "--since", since, "--until", until)
    assert [*dict.fromkeys(row.split()[0] for row in found)] == days


def test_who_and_channel_narrow_it(wiki: Path) -> None:
    assert told(wiki, "ben", "ok", "--since", "30d") == [
        "2026-02-27 ben touch: meal: Studio evening",
        "2026-02-22 ben farewell: farewell",
    ]
    assert told(wiki, "ana", "--channel", "visit", "--channel", "meal") == [
        "2026-02-27 ana touch: visit, not reached",
        "2026-02-27 ana touch: meal: Studio evening",
    ]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--since", "2026-03-02"], "2026-03-02 is after today, 2026-03-01"),
        (["--since", "+1w"], "2026-03-08 is after today"),
        (["--since", "1d", "--until", "2d"], "2026-02-28 is after 2026-02-27"),
        (["--since", "HEAD"], '"HEAD" is not a day'),
        (["--since", "\x1b[31m"], '"\\x1b[31m" is not a day'),
        (["nobody"], "nobody"),
    ],
)
def test_what_makes_no_sense_is_refused(wiki: Path, args: list[str], message: str) -> None:
    ran = soi(wiki, "log", *args)
    assert (ran.exit, ran.out) == (2, "")
    assert message in ran.err


def test_nothing_happened(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person("Ana")})
    ran = soi(wiki, "log")
    assert (ran.exit, ran.out) == (0, "")
    assert "nothing happened from 2026-02-22 to 2026-03-01" in ran.err


def test_for_family_and_friends_nothing_of_business(wiki: Path) -> None:
    sorts = {row.split()[2] for row in told(wiki)}
    assert {"purchase:", "deal:", "referral:", "thanks:", "reward:", "asked:", "stage:", "step:"} <= sorts
    make_wiki(wiki, {}, "owner: {use: personal}")
    assert {row.split()[2] for row in told(wiki)} == {
        "touch:",
        "consent:",
        "promise:",
        "added:",
        "archived:",
        "died:",
        "farewell:",
    }
