"""How somebody feels about you, from real files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builder.facts.mood import Feeling
from builder.facts.mood import feeling
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person

TODAY = dt.date(2026, 3, 1)


def felt(root: Path, **keys: str) -> Feeling:
    facts = open_workspace(make_wiki(root, {"ana.md": person("Ana", **keys)}), TODAY).facts
    return facts.about(feeling, facts.wiki.contacts["ana"])


def calls(*moods: str) -> str:
    """Calls, each written `DATE MOOD`, in the order given."""
    entries = (mood.split() for mood in moods)
    return f"[{', '.join(f'{{date: {day}, channel: call, mood: {mood}}}' for day, mood in entries)}]"


@pytest.mark.parametrize(
    ("touches", "mood", "since"),
    [
        pytest.param("2026-02-01 call", None, None, id="nothing said"),
        pytest.param(calls("2026-02-01 happy"), "happy", "2026-02-01", id="one"),
        pytest.param(
            calls("2026-02-02 unhappy", "2026-02-01 happy"), "unhappy", "2026-02-02", id="the latest day"
        ),
        pytest.param(
            calls("2026-02-01 unhappy", "2026-02-01 happy"), "happy", "2026-02-01", id="the later of a day"
        ),
        pytest.param(
            calls("2026-02-01 happy", "2026-03-02 unhappy"), "happy", "2026-02-01", id="not tomorrow's"
        ),
        pytest.param(calls("2026-02-01 happy", "2026-03-01 unhappy"), "unhappy", "2026-03-01", id="today's"),
        pytest.param(
            "[{date: 2026-02-01, channel: email, direction: in, mood: unhappy}, 2026-02-02 call]",
            "unhappy",
            "2026-02-01",
            id="any channel, and a touch without a mood changes nothing",
        ),
    ],
)
def test_the_latest_mood_holds(tmp_path: Path, touches: str, mood: str | None, since: str | None) -> None:
    found = felt(tmp_path, touches=touches)
    assert (found.mood, found.since and str(found.since)) == (mood, since)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param(
            {"touches": calls("2024-02-01 unhappy")}, ["unhappy on 2024-02-01"], id="however long ago"
        ),
        pytest.param({"touches": calls("2026-02-01 unhappy", "2026-02-02 neutral")}, [], id="made good"),
        pytest.param({"touches": calls("2026-03-02 unhappy")}, [], id="tomorrow"),
        pytest.param(
            {"follow_ups": "{due: 2026-04-01, what: new frame, complaint: true}"},
            ["complaint not settled, promised for 2026-04-01: new frame"],
            id="to be settled",
        ),
        pytest.param(
            {"follow_ups": "{what: new frame, complaint: true}"},
            ["complaint not settled: new frame"],
            id="on no day",
        ),
        pytest.param(
            {"follow_ups": "{what: new frame, complaint: true, done: 2026-03-01}"}, [], id="settled today"
        ),
        pytest.param(
            {"follow_ups": "{what: new frame, complaint: true, done: 2026-03-02}"},
            ["complaint not settled: new frame"],
            id="settled tomorrow",
        ),
        pytest.param({"follow_ups": "{what: new frame}"}, [], id="a promise is no complaint"),
        pytest.param(
            {"touches": "{date: 2026-02-01, channel: call, follow_up: {what: new frame, complaint: true}}"},
            ["complaint not settled: new frame"],
            id="promised in a call",
        ),
        pytest.param(
            {"touches": "{date: 2026-03-02, channel: call, follow_up: {what: new frame, complaint: true}}"},
            [],
            id="promised in tomorrow's call",
        ),
        pytest.param(
            {
                "touches": calls("2026-02-01 unhappy"),
                "follow_ups": "{what: new frame, complaint: true}",
            },
            ["unhappy on 2026-02-01", "complaint not settled: new frame"],
            id="both",
        ),
    ],
)
def test_complaints(tmp_path: Path, keys: dict[str, str], expected: list[str]) -> None:
    found = felt(tmp_path, **keys)
    assert [reason.text for reason in found.complaints] == expected
    assert found.has_complaint is bool(expected)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param(
            {"touches": calls("2026-01-30 happy")}, ["happy on 2026-01-30"], id="30 days are within"
        ),
        pytest.param({"touches": calls("2026-01-29 happy")}, [], id="31 days are not"),
        pytest.param({"touches": calls("2026-02-20 happy", "2026-02-21 neutral")}, [], id="no longer glad"),
        pytest.param(
            {"touches": calls("2026-02-20 neutral", "2026-02-20 happy")},
            ["happy on 2026-02-20"],
            id="glad in the end",
        ),
        pytest.param(
            {"purchases": "2026-01-30 10 prints"}, ["bought on 2026-01-30: prints"], id="bought 30 days ago"
        ),
        pytest.param({"purchases": "2026-01-29 10"}, [], id="bought 31 days ago"),
        pytest.param({"purchases": "2026-03-02 10"}, [], id="buys tomorrow"),
        pytest.param(
            {"deals": "{status: won, closed: 2026-02-20}"}, ["bought on 2026-02-20"], id="a deal won"
        ),
        pytest.param({"deals": "{status: lost, closed: 2026-02-20}"}, [], id="a deal lost"),
        pytest.param({"deals": "{status: open, opened: 2026-02-20}"}, [], id="a deal in the making"),
        pytest.param(
            {"purchases": "2026-02-20 10", "touches": calls("2026-02-21 unhappy")},
            [],
            id="bought, and unhappy",
        ),
        pytest.param(
            {"touches": calls("2026-02-20 happy"), "follow_ups": "{what: new frame, complaint: true}"},
            [],
            id="glad, and a complaint is open",
        ),
    ],
)
def test_good_moments(tmp_path: Path, keys: dict[str, str], expected: list[str]) -> None:
    found = felt(tmp_path, **keys)
    assert [reason.text for reason in found.moments] == expected
    assert found.is_good_moment is bool(expected)


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        pytest.param("2026-02-28 send it", ["send it"], id="yesterday"),
        pytest.param("2026-03-01 send it", [], id="today"),
        pytest.param("send it", [], id="no day"),
        pytest.param("{due: 2026-02-28, what: send it, by: them}", [], id="theirs"),
        pytest.param("{due: 2026-02-20, what: send it, done: 2026-02-28}", [], id="kept, if late"),
        pytest.param("{due: 2026-02-20, what: send it, done: 2026-03-02}", ["send it"], id="kept tomorrow"),
    ],
)
def test_broken_promises(tmp_path: Path, promise: str, expected: list[str]) -> None:
    assert [row.promise.what for row in felt(tmp_path, follow_ups=promise).broken] == expected


def test_the_oldest_broken_promise_comes_first(tmp_path: Path) -> None:
    found = felt(tmp_path, follow_ups="[2026-02-20 second, 2026-02-10 first]")
    assert [row.promise.what for row in found.broken] == ["first", "second"]


def test_a_reason_says_where_it_stands(tmp_path: Path) -> None:
    found = felt(tmp_path, touches=calls("2026-02-01 happy", "2026-02-20 happy"))
    assert [(reason.path, reason.at) for reason in found.moments] == [
        ("contacts/ana.md", ("touches", 1, "mood"))
    ]
