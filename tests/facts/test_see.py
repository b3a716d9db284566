"""What to talk about next, through `soi show` on real files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import soi

S = "service: fine"
E = "enhance: larger prints"
L = "else: nothing"


def shown(root: Path, text: str, settings: str = "", **more: str) -> dict[str, Any]:
    files = {"ana.md": text, **{f"{name}.md": other for name, other in more.items()}}
    ran = soi(make_wiki(root, files, settings), "show", "ana", "--format", "json")
    assert ran.exit == 0, ran.err
    found: dict[str, Any] = ran.json["facts"]["see"]
    return found


def touched(*entries: str, **keys: str) -> str:
    """A file with calls on 1, 2, 3, … February that say such things."""
    touches = [
        f"{{date: 2026-02-{day:02d}, channel: call{', ' if said else ''}{said}}}"
        for day, said in enumerate(entries, 1)
    ]
    return person("Ana", **keys, touches=f"[{', '.join(touches)}]")


@pytest.mark.parametrize(
    ("entries", "covered", "proposed"),
    [
        pytest.param((), [], "service", id="never touched"),
        pytest.param(("",), [], "service", id="nothing covered"),
        pytest.param((S,), ["service"], "enhance", id="service"),
        pytest.param((E,), ["enhance"], "service", id="enhance"),
        pytest.param((S, E), ["service", "enhance"], "else", id="else is missing"),
        pytest.param((L, E, S), ["service", "enhance", "else"], "else", id="all: else is the oldest"),
        pytest.param((S, L, E), ["service", "enhance", "else"], "service", id="all: service is the oldest"),
        pytest.param((f"{S}, {E}, {L}", S), ["service", "enhance", "else"], "enhance", id="said anew"),
        pytest.param((f"{S}, {E}, {L}",), ["service", "enhance", "else"], "service", id="all in one touch"),
        pytest.param((S, E, "", ""), ["enhance"], "service", id="the fourth last is forgotten"),
        pytest.param((S, E, "asked_referral: true"), ["service", "enhance", "else"], "service", id="asked"),
        pytest.param(
            (S, "reached: false, " + E), ["service"], "enhance", id="who was not reached said nothing"
        ),
        pytest.param(
            (S, "direction: in, " + E), ["service", "enhance"], "else", id="a call of theirs counts"
        ),
    ],
)
def test_what_comes_next(tmp_path: Path, entries: tuple[str, ...], covered: list[str], proposed: str) -> None:
    found = shown(tmp_path, touched(*entries))
    assert (found["covered"], found["next"]) == (covered, proposed)


@pytest.mark.parametrize(
    ("touch", "covered"),
    [
        pytest.param("{date: 2026-02-01, channel: email, service: fine}", [], id="an email is not personal"),
        pytest.param("{date: 2026-03-02, channel: call, service: fine}", [], id="tomorrow"),
        pytest.param("{date: 2026-03-01, channel: call, service: fine}", ["service"], id="today"),
    ],
)
def test_only_personal_touches_up_to_today_count(tmp_path: Path, touch: str, covered: list[str]) -> None:
    assert shown(tmp_path, person("Ana", touches=touch))["covered"] == covered


def test_a_meal_together_at_an_event_is_one_of_the_last_three(tmp_path: Path) -> None:
    supper = "---\nname: Supper\ntype: event\ndate: 2026-02-20\nchannel: meal\nattended: [ana]\n---\n"
    text = touched(S, E, L)
    assert shown(tmp_path, text)["covered"] == ["service", "enhance", "else"]
    assert shown(tmp_path, text, supper=supper)["covered"] == ["enhance", "else"]


@pytest.mark.parametrize(
    ("keys", "entries", "proposed", "sentence"),
    [
        pytest.param({}, (S, E, "mood: unhappy"), "service", "put right", id="unhappy"),
        pytest.param(
            {"follow_ups": "{what: mend it, complaint: true}"},
            (S, E),
            "service",
            "put right",
            id="not settled",
        ),
        pytest.param({}, ("mood: unhappy, " + S,), "enhance", "easier", id="only else gives way"),
        pytest.param({}, (S, E, "mood: neutral"), "else", "What else", id="no complaint"),
        pytest.param(
            {"follow_ups": "{what: mend it, complaint: true, done: 2026-02-20}"},
            (S, E),
            "else",
            "What else",
            id="settled",
        ),
    ],
)
def test_with_an_open_complaint_service_takes_the_place_of_else(
    tmp_path: Path, keys: dict[str, str], entries: tuple[str, ...], proposed: str, sentence: str
) -> None:
    found = shown(tmp_path, touched(*entries, **keys))
    assert found["next"] == proposed
    assert sentence in found["sentence"]


@pytest.mark.parametrize(
    ("keys", "mood", "is_asking"),
    [
        pytest.param({}, "mood: happy", True, id="glad"),
        pytest.param({"stage": "client"}, "mood: happy", True, id="a glad customer"),
        pytest.param({}, "mood: neutral", False, id="neither glad nor not"),
        pytest.param({}, "", False, id="nobody knows"),
        pytest.param({"scope": "personal"}, "mood: happy", False, id="a glad friend is asked for nothing"),
    ],
)
def test_a_referral_is_asked_only_of_somebody_who_was_glad(
    tmp_path: Path, keys: dict[str, str], mood: str, *, is_asking: bool
) -> None:
    found = shown(tmp_path, touched(S, E, mood, **keys))
    assert found["next"] == "else"
    assert ("talking to" in found["sentence"]) is is_asking


@pytest.mark.parametrize(
    ("keys", "settings", "words"),
    [
        pytest.param({"stage": "client"}, "", "worked for you", id="a client"),
        pytest.param({"category": "customer"}, "", "worked for you", id="of the group of customers"),
        pytest.param({"purchases": "2020-01-01 10"}, "", "worked for you", id="who bought"),
        pytest.param({"purchases": "2027-01-01 10"}, "", "business", id="who has not bought yet"),
        pytest.param({"category": "influencer"}, "", "business", id="an influencer"),
        pytest.param({"stage": "client", "scope": "personal"}, "", "since we last spoke", id="a relative"),
        pytest.param({}, "owner: {use: personal}", "since we last spoke", id="a wiki for friends only"),
    ],
)
def test_customers_others_and_friends_are_spoken_to_in_their_own_words(
    tmp_path: Path, keys: dict[str, str], settings: str, words: str
) -> None:
    assert words in shown(tmp_path, person("Ana", **keys), settings)["sentence"]


def test_each_part_says_where_it_was_covered(tmp_path: Path) -> None:
    text = "---\nname: Ana\ntouches:\n  - date: 2026-02-01\n    channel: call\n    service: fine\n---\n"
    assert shown(tmp_path, text)["because"] == [
        {"text": "service covered on 2026-02-01, call", "path": "contacts/ana.md", "line": 6}
    ]


def test_it_is_never_a_finding(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, {"ana.md": touched("", "", "", "")})
    assert check(root) == []
