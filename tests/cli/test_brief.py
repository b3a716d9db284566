"""`soi brief`: one screen before a call, the same in Markdown, and everybody at an event."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.report.tables import width

from ..support import Ran
from ..support import make_wiki
from ..support import person
from ..support import soi

Golden = Callable[[str, str], None]

SETTINGS = """
    owner: {timezone: Europe/Madrid}
    process: {client: [{id: measure, what: measure the rooms}]}
"""
ANA = """\
---
name: Ana Ruiz
grade: A+
stage: client
category: customer
organisation: ruiz
title: owner
profession: interior designer
location: Lisbon
timezone: Europe/Lisbon
phones: {value: +34 600 000 000, label: studio}
emails: ana@ruiz.example
birthday: 1979-03-14
reach: before ten, never on Mondays
next: ask about the new dog
referred_by: ben
follow_ups:
  - 2026-02-20 send catalogue
  - {due: 2026-03-20, what: name of the florist, by: them}
  - {due: 2026-02-25, what: replace the broken frame, complaint: true}
purchases: 2026-02-10 4200 spring collection
referrals:
  - date: 2026-01-12
    direction: received
    contact: eve
    outcome: won
    reward: {what: a print, promised: 2026-02-01}
relations:
  - {type: spouse, contact: Luis Ruiz}
  - {type: parent-of, contact: mia}
touches:
  - date: 2026-01-11
    channel: visit
    mood: happy
    note: New showroom.
    enhance: wants larger prints
  - {date: 2026-02-12, channel: call, reached: false}
  - date: 2026-02-14
    channel: email
    direction: in
    mood: unhappy
    note: The frame came broken.
---
Notes stay.
"""
PEOPLE = {
    "ana": ANA,
    "ben": person("Ben Okafor", grade="B", birthday='"02-29"', touches="2025-12-01 call"),
    "eve": person("Eve Moreau", stage="prospect", qualification="{problem: x, budget: true, willing: true}"),
    "mia": person("Mia Ruiz", scope="personal"),
    "ruiz": person("Ruiz Interiors", type="organisation"),
    "party": person(
        "Studio evening",
        type="event",
        date="2026-03-05",
        where="the studio",
        invited="[eve, ben, nobody]",
        attended="[ben]",
    ),
}


def wiki_of(root: Path, settings: str = SETTINGS, **more: str) -> Path:
    return make_wiki(root, {f"{name}.md": text for name, text in {**PEOPLE, **more}.items()}, settings)


def brief(root: Path, *args: str, today: str = "2026-03-01", size: tuple[int, int] = (80, 24)) -> Ran:
    return soi(root, "brief", *args, today=today, COLUMNS=str(size[0]), LINES=str(size[1]))


def test_a_brief_is_one_screen(tmp_path: Path, golden: Golden) -> None:
    ran = brief(wiki_of(tmp_path), "ana")
    golden("brief.txt", ran.out)
    assert len(ran.out.splitlines()) <= 23
    assert max(map(width, ran.out.splitlines())) <= 80


def test_markdown_has_all_of_it(tmp_path: Path, golden: Golden) -> None:
    golden("brief.md", brief(wiki_of(tmp_path), "ana", "--format", "markdown").out)


def test_everybody_of_an_event(tmp_path: Path, golden: Golden) -> None:
    root = wiki_of(tmp_path)
    golden("brief-event.txt", brief(root, "--event", "studio").out)
    golden("brief-event.md", brief(root, "--event", "party", "--format", "markdown").out)


@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_the_same_files_and_day_give_the_same_bytes(tmp_path: Path, format_: str) -> None:
    root = wiki_of(tmp_path)
    assert brief(root, "ana", "--format", format_) == brief(root, "ana", "--format", format_)


def test_every_line_that_asks_for_something_names_whom_and_what_to_type(tmp_path: Path) -> None:
    lines = brief(wiki_of(tmp_path), "ana", "--format", "json").json["people"][0]["lines"]
    asking = [line for line in lines if line["command"]]
    assert len(asking) == 9
    for line in asking:
        assert "Ana Ruiz" in line["text"]
        assert line["command"].startswith("soi ")
    dated = [line["text"] for line in asking if not re.search(r"\d{4}-\d\d-\d\d", line["text"])]
    # What to talk about and the next step of the process have no day of their own.
    assert [text.split(",")[0] for text in dated] == ["ask Ana Ruiz", "next step with Ana Ruiz"]


def test_what_a_line_says_to_type_settles_it(tmp_path: Path) -> None:
    root = wiki_of(tmp_path)
    rows = brief(root, "ana", "--format", "json").json["people"][0]
    commands = [line["command"] for line in rows["lines"] if line["command"]]
    assert len([command for command in commands if command.startswith("soi done")]) == len(rows["open"]) == 6
    for command in commands:
        ran = soi(root, *shlex.split(command)[1:])
        assert ran.exit == 0, (command, ran.err)
    after = brief(root, "ana", "--format", "json").json["people"][0]
    assert after["open"] == []
    assert after["mood"]["complaint"] is False
    assert after["due"]["due_on"] == "2026-04-01"


@pytest.mark.parametrize(
    ("follow_ups", "commands"),
    [
        pytest.param("[2026-02-20 send it, 2026-02-21 call]", ["2026-02-20", "2026-02-21"], id="by the day"),
        pytest.param(
            "[2026-02-20 send it, 2026-02-20 call]", ["call", "'send it'"], id="two of one day by their words"
        ),
        pytest.param("a frame that is wider than the last", ["'a frame that is'"], id="by the first words"),
        pytest.param(
            "[a frame that is wide, a frame that is long]",
            ["'a frame that is long'", "'a frame that is wide'"],
            id="by all words",
        ),
        pytest.param('"-20 percent"', ["' -20 percent'"], id="like an option"),
        pytest.param(
            '["-20 percent", "-20 percent"]',
            ["' -20 percent' --all"] * 2,
            id="the same twice, like an option",
        ),
        pytest.param("[send it, send it]", ["'send it' --all"] * 2, id="the same twice"),
    ],
)
def test_a_promise_is_named_so_that_no_other_is_meant(
    tmp_path: Path, follow_ups: str, commands: list[str]
) -> None:
    root = make_wiki(tmp_path, {"ana.md": person("Ana", follow_ups=follow_ups)})
    lines = brief(root, "ana", "--format", "json").json["people"][0]["lines"]
    found = [line["command"] for line in lines if line["command"] and line["command"].startswith("soi done")]
    assert found == [f"soi done ana {command}" for command in commands]
    for command in dict.fromkeys(found):
        assert soi(root, *shlex.split(command)[1:]).exit == 0
    assert brief(root, "ana", "--format", "json").json["people"][0]["open"] == []


def test_thanks_for_several_people_name_them(tmp_path: Path) -> None:
    entry = "{{date: 2026-02-0{}, direction: received, contact: {}}}"
    referrals = f"[{entry.format(1, 'Ben Okafor')}, {entry.format(2, 'Eve')}]"
    root = make_wiki(tmp_path, {"ana.md": person("Ana", referrals=referrals)})
    out = brief(root, "ana").out
    assert "thank Ana for Ben Okafor, referred on 2026-02-01 (soi done ana 'thanks for Ben\n" in out
    assert "thank Ana for Eve, referred on 2026-02-02 (soi done ana 'thanks for Eve')\n" in out


# -- who


def test_several_people_at_once(tmp_path: Path) -> None:
    root = wiki_of(tmp_path)
    found = brief(root, "ana", "Ben Okafor", "ana", "--format", "json").json["people"]
    assert [row["id"] for row in found] == ["ana", "ben"]
    assert [row["id"] for row in brief(root, "ben", "okafor", "--format", "json").json["people"]] == ["ben"]
    assert "\n\nBen Okafor  B, contact" in brief(root, "ana", "ben").out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        pytest.param((), "name somebody, or an event with --event", id="nobody"),
        pytest.param(("ana", "--event", "party"), "name somebody, or an event with --event", id="both"),
        pytest.param(("zoe",), 'nobody is called "zoe"', id="unknown"),
        pytest.param(("ruiz",), "Ruiz Interiors", id="an id goes before a part of a name"),
        pytest.param(("--event", "ball"), 'no event is called "ball"', id="no such event"),
    ],
)
def test_who_is_meant(tmp_path: Path, args: tuple[str, ...], message: str) -> None:
    ran = brief(wiki_of(tmp_path), *args)
    assert message in (ran.out if ran.exit == 0 else ran.err)
    assert ran.exit == (0 if args == ("ruiz",) else 2)


def test_an_event_without_guests_says_how_to_invite(tmp_path: Path) -> None:
    ran = brief(wiki_of(tmp_path, ball=person("Ball", type="event")), "--event", "ball")
    assert (ran.exit, ran.out) == (0, "Ball, 0 people\n")
    assert "nobody is invited to Ball: soi invite ball WHO" in ran.err


# -- what is told, and what is not


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        pytest.param({"died": "2026-02-01"}, "  died on 2026-02-01\n", id="dead"),
        pytest.param(
            {"archived": "2026-02-01", "archived_reason": "moved"},
            "  archived since 2026-02-01: moved (soi archive ana --back)\n",
            id="archived",
        ),
        pytest.param(
            {"consent": "{date: 2026-02-01, what: contact, given: false}"},
            "  does not want to be contacted since 2026-02-01\n",
            id="said no",
        ),
        pytest.param({"birthday": "1979-03-01"}, "  turns 47 today, 2026-03-01\n", id="a birthday today"),
        pytest.param({"birthday": "1979-03-02"}, "  turns 47 tomorrow, 2026-03-02\n", id="tomorrow"),
        pytest.param(
            {"birthday": '"03-31"'}, "  birthday in 30 days, 2026-03-31\n", id="in a month, no year"
        ),
        pytest.param({"birthday": "1979-04-01"}, "  46 years old, birthday on 2026-04-01\n", id="later"),
        pytest.param(
            {
                "touches": "{date: 2026-02-10, channel: call, mood: happy}",
                "purchases": "2026-02-20 10 prints",
            },
            "  happy on 2026-02-10; bought on 2026-02-20: prints\n",
            id="a good moment",
        ),
        pytest.param(
            {"grade": "F", "farewell": "{planned: 2026-02-20, note: by letter}"},
            "  say farewell to Ana, planned for 2026-02-20: by letter (soi done ana farewell)\n",
            id="a farewell",
        ),
        pytest.param(
            {"grade": "A", "touches": "[2025-12-10 call, 2025-12-18 call, 2025-12-25 call, 2026-01-02 call]"},
            "  call Ana, silent for 58 days since call 2026-01-02, usually 8 days (soi touch\n"
            "     ana call)\n",
            id="slipping away",
        ),
    ],
)
def test_what_a_file_says_is_told(tmp_path: Path, keys: dict[str, str], told: str) -> None:
    assert told in brief(make_wiki(tmp_path, {"ana.md": person("Ana", **keys)}), "ana").out


def test_whoever_rests_is_asked_nothing(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, {"ana.md": person("Ana", died="2026-02-01", birthday="1979-03-02")})
    assert brief(root, "ana").out == "Ana  not graded, contact, undefined\n  died on 2026-02-01\n"


def test_a_wiki_for_family_and_friends_has_no_business(tmp_path: Path) -> None:
    out = brief(wiki_of(tmp_path, "owner: {use: personal}\nprocess: {client: [{id: a, what: b}]}"), "ana").out
    for word in ("thank", "reward", "referred", "came through", "next step", "paying", "worked for you"):
        assert word not in out
    assert "you promised Ana Ruiz for 2026-02-20" in out


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        pytest.param(("2026-02-10 won", "2026-01-05 met"), "2026-01-05, won", id="the latest comes first"),
        pytest.param(("2026-01-05 met", "2026-02-10 won"), "2026-01-05, won", id="the latest comes last"),
        pytest.param(("2026-01-05 won", "2026-02-10"), "2026-01-05, won", id="the latest tells none"),
        pytest.param(("2026-02-10 met", "2026-02-10 lost"), "2026-02-10, lost", id="of equal days the later"),
    ],
)
def test_a_referral_told_twice_has_come_as_far_as_its_latest_entry_says(
    tmp_path: Path, entries: tuple[str, ...], told: str
) -> None:
    written = [
        f"{{date: {day}, direction: received, contact: ben{f', outcome: {how}' if how else ''}}}"
        for day, _, how in (entry.partition(" ") for entry in entries)
    ]
    ana = person("Ana", referrals=f"[{', '.join(written)}]")
    root = make_wiki(tmp_path, {"ana.md": ana, "ben.md": person("Ben")})
    assert f"referred Ben ({told})" in brief(root, "ana").out


def test_off_the_clock_the_time_there_is_told(tmp_path: Path) -> None:
    root = wiki_of(tmp_path)
    assert "their time: 1 hour behind you" in brief(root, "ana").out
    assert re.search(
        r"their time: \d\d:\d\d( yesterday)?, 1 hour behind you", brief(root, "ana", today="").out
    )
    assert "their time: 1 hour behind you" in brief(root, "ana", "--today", "2026-03-01", today="").out
    pinned = wiki_of(tmp_path / "pinned", f"{SETTINGS}    today: 2026-03-01")
    assert "their time: 1 hour behind you" in brief(pinned, "ana", today="").out


# -- the screen


def crowded() -> str:
    """Somebody of whom there is more to tell than fits."""
    long = "word " * 80
    many = "\n".join(f"  - 2026-02-{day:02d} promise {day} {long}" for day in range(1, 12))
    touches = "\n".join(f"  - 2026-01-{day:02d} call: {long}" for day in range(1, 12))
    ways = ", ".join(f"+34 600 000 {place:03d}" for place in range(9))
    return (
        f"---\nname: {'Ana ' * 30}\ngrade: A+\nprofession: {long}\nreach: {long}\nnext: [{long}, {long}]\n"
        f"birthday: 1979-03-14\nphones: [{ways}]\nfollow_ups:\n{many}\ntouches:\n{touches}\n---\n"
    )


@pytest.mark.parametrize("size", [(80, 24), (60, 24), (120, 40), (20, 24)], ids=str)
def test_however_much_there_is_it_fits_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    out = brief(make_wiki(tmp_path, {"ana.md": crowded()}), "ana", size=size).out.splitlines()
    assert len(out) < size[1]
    assert max(map(width, out)) <= size[0]


def test_what_is_left_out_of_a_screen_is_counted(tmp_path: Path) -> None:
    out = brief(make_wiki(tmp_path, {"ana.md": crowded()}), "ana").out
    assert "(soi done ana 2026-02-01) (and 10 more)" in " ".join(out.split())
    assert "phone: +34 600 000 000 (and 8 more)" in out


def test_a_larger_screen_shows_more(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, {"ana.md": crowded()})
    small, large = (len(brief(root, "ana", size=(80, rows)).out.splitlines()) for rows in (24, 60))
    assert small < large


def test_markdown_shows_what_was_written_as_it_was(tmp_path: Path) -> None:
    text = person('"Ana *the* <b>"', reach='"[x](y) _z_"', follow_ups="'2026-02-01 a `b` & c'")
    out = brief(make_wiki(tmp_path, {"ana.md": text}), "ana", "--format", "markdown").out
    assert out.startswith("# Ana \\*the\\* \\<b\\>\n")
    assert "- reach: \\[x\\](y) \\_z\\_\n" in out
    assert "a \\`b\\` \\& c (`soi done ana 2026-02-01`)" in out
