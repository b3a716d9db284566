"""Who is invited to what, who comes, and whom to invite."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builder.facts.meetings import Attendance
from builder.facts.meetings import attendance
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person
from ..support import soi

TODAY = dt.date(2026, 3, 1)


def event(name: str, date: str = "", invited: str = "", attended: str = "") -> str:
    keys = {"type": "event", "date": date, "invited": f"[{invited}]", "attended": f"[{attended}]"}
    return person(name, **{key: value for key, value in keys.items() if value})


FILES = {
    "ana.md": person("Ana", former_ids="ana-gomez"),
    "ben.md": person("Ben"),
    "cleo.md": person("Cleo"),
    "fair.md": event("Fair", "2026-02-01", "ana, ben, nobody-here", "ana, cleo"),
    "ball.md": event("Ball", "2026-03-01", "ana-gomez, ben", "ana"),
    "walk.md": event("Walk", "2026-03-02", "ana, ana", "ana"),
    "idea.md": event("Idea", "", "ana"),
}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        pytest.param("ana", Attendance(("fair", "ball", "walk", "idea"), ("fair", "ball"), ()), id="comes"),
        pytest.param("ben", Attendance(("fair", "ball"), (), ("fair",)), id="does not come"),
        pytest.param("cleo", Attendance((), ("fair",), ()), id="came uninvited"),
    ],
)
def test_attendance_is_of_events_that_were(tmp_path: Path, who: str, expected: Attendance) -> None:
    facts = open_workspace(make_wiki(tmp_path, FILES), TODAY).facts
    assert facts.about(attendance, facts.wiki.contacts[who]) == expected


GUESTS = {
    "ana.md": person("Ana", grade="B"),
    "ben.md": person("Ben", grade="A+"),
    "cleo.md": person("Cleo", grade="A"),
    "dora.md": person("Dora", grade="C"),
    "eve.md": person("Eve", grade="A", archived="2026-02-01"),
    "fay.md": person("Fay", grade="A", consent="{date: 2026-02-01, what: contact, given: false}"),
    "gil.md": person("Gil", grade="A", consent="{date: 2026-02-01, what: newsletter, given: false}"),
    "hal.md": person("Hal"),
    "ida.md": person("Ida", grade="D", keep="a cousin"),
    "party.md": event("Party", "2026-04-01", "cleo", "gil"),
}


def listed(wiki: Path, *args: str) -> list[str]:
    return [row["id"] for row in soi(wiki, "list", *args, "--format", "json").json["contacts"]]


def test_the_best_are_to_be_invited_first_and_a_c_by_hand(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, GUESTS)
    assert listed(wiki, "--invite") == ["ben", "cleo", "gil", "ana"]
    assert listed(wiki, "--grade", "A", "--invite") == ["cleo", "gil"]


def test_for_an_event_those_on_its_lists_are_left_out(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, GUESTS)
    assert listed(wiki, "--invite", "party") == ["ben", "ana"]
    assert soi(wiki, "invite", "party", "ben").exit == 0
    assert listed(wiki, "--invite", "Par") == ["ana"]


def test_an_event_that_nobody_knows_is_said(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, GUESTS), "list", "--invite", "wedding")
    assert (ran.exit, ran.out) == (2, "")
    assert 'no event is called "wedding"' in ran.err
