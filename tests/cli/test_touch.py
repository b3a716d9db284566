"""`soi touch` on real files: exactly one entry more, and never a file that is worse than before."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from ..support import TODAY
from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import run_soi
from ..support import soi
from ..support import unchanged

ANA = """\
---
name: "Ana Ruiz"   # as she says it

grade: A+
touches:
# the oldest first
  - 2026-01-02 call: "first"   # by phone
  - date: 2026-02-01
    channel: visit

# behind the list
tags: [hotel]
---

Notes stay.
"""


def wiki_of(root: Path, ana: str | bytes = ANA, **more: str) -> Path:
    return make_wiki(root, {"ana.md": ana, **{f"{name}.md": text for name, text in more.items()}})


def touched(root: Path, *args: str) -> tuple[str, str]:
    """The file of Ana afterwards, and what was printed."""
    ran = soi(root, "touch", *args)
    assert (ran.exit, ran.err) == (0, "")
    return (root / "contacts/ana.md").read_bytes().decode("utf-8"), ran.out


def test_a_line_is_added_behind_the_last_touch(tmp_path: Path) -> None:
    text, out = touched(wiki_of(tmp_path), "ana", "call", "Spring", "order", "is fine")
    assert text == ANA.replace(
        "    channel: visit\n", "    channel: visit\n  - 2026-03-01 call: Spring order is fine\n"
    )
    assert out == "contacts/ana.md:10: added call 2026-03-01; next due 2026-04-01\n"


def test_a_channel_is_known_in_any_case_and_with_a_colon(tmp_path: Path) -> None:
    text, _ = touched(wiki_of(tmp_path), "Ana", "Ruiz", "Call:", "Spring")
    assert "  - 2026-03-01 call: Spring\n" in text


@pytest.mark.parametrize(
    ("who", "contact"),
    [
        pytest.param(["Joan", "Card"], "joan-card", id="name"),
        pytest.param(["Joan Card"], "joan-card", id="quoted"),
        pytest.param(["[[joan-card]]"], "joan-card", id="wiki link"),
        pytest.param(["Joan", "Card:"], "joan-card", id="mark"),
        pytest.param(["joan"], "joan", id="another who is the beginning of it"),
        pytest.param(["ben", "meal"], "ben meal", id="id"),
    ],
)
def test_a_name_may_end_in_the_word_of_a_channel(tmp_path: Path, who: list[str], contact: str) -> None:
    people = {"joan-card": "Joan Card", "joan": "Joan", "ben meal": "Ben"}
    wiki_of(tmp_path, ANA, **{stem: person(name) for stem, name in people.items()})
    ran = soi(tmp_path, "touch", *who, "call", "lunch soon")
    assert (ran.exit, ran.out) == (0, f"contacts/{contact}.md:4: added call 2026-03-01\n")
    assert "  - 2026-03-01 call: lunch soon\n" in (tmp_path / f"contacts/{contact}.md").read_text("utf-8")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no BOM", "BOM"])
def test_bytes_stay_as_they_are(tmp_path: Path, newline: str, mark: bytes) -> None:
    before = mark + ANA.replace("\n", newline).encode()
    wiki_of(tmp_path, before)
    assert soi(tmp_path, "touch", "ana", "call").exit == 0
    after = (tmp_path / "contacts/ana.md").read_bytes()
    line = f"  - 2026-03-01 call{newline}".encode()
    assert after.count(line) == 1
    assert after.replace(line, b"") == before


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_permissions_stay_as_they_are(tmp_path: Path, mode: int) -> None:
    path = wiki_of(tmp_path) / "contacts/ana.md"
    path.chmod(mode)
    touched(tmp_path, "ana", "call")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_link_inside_the_wiki_stays_a_link(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"files/ana.md": ANA})
    link = tmp_path / "contacts/ana.md"
    link.symlink_to("../files/ana.md")
    text, _ = touched(tmp_path, "ana", "call")
    assert link.is_symlink()
    assert "2026-03-01 call" in text
    assert (tmp_path / "files/ana.md").read_text(encoding="utf-8") == text


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    touched(wiki_of(tmp_path), "ana", "call")
    assert sorted(path.name for path in (tmp_path / "contacts").iterdir()) == ["ana.md"]
    assert (tmp_path / ".soi/.gitignore").read_text(encoding="utf-8") == "*\n"


def last_touch(root: Path) -> dict[str, Any]:  # Any: JSON
    found = soi(root, "show", "ana", "--format", "json").json["contact"]["touches"][-1]
    assert isinstance(found, dict)
    return found


BASE = {"date": TODAY, "channel": "call"}
OPTIONS = [
    pytest.param([], {}, id="nothing more"),
    pytest.param(["a", "note"], {"note": "a note"}, id="note"),
    pytest.param(["--in"], {"direction": "in"}, id="they called"),
    pytest.param(["--no-answer"], {"reached": False}, id="no answer"),
    pytest.param(["--mood", "happy"], {"mood": "happy"}, id="mood"),
    pytest.param(["--service", "one late box"], {"service": "one late box"}, id="service"),
    pytest.param(["--enhance", "larger: prints #2"], {"enhance": "larger: prints #2"}, id="enhance"),
    pytest.param(["--else", "who else? - Ben"], {"else": "who else? - Ben"}, id="else"),
    pytest.param(["--date", "yesterday"], {"date": "2026-02-28"}, id="yesterday"),
    pytest.param(["--date", "-3d"], {"date": "2026-02-26"}, id="three days ago"),
    pytest.param(["--date", "friday"], {"date": "2026-02-27"}, id="the last friday"),
    pytest.param(["--date", "sunday"], {"date": "2026-03-01"}, id="a weekday that is today"),
    pytest.param(["--date", "2026-02-01"], {"date": "2026-02-01"}, id="a date"),
    pytest.param(
        ["--promise", "friday send catalogue"],
        {"follow_up": [{"due": "2026-03-06", "what": "send catalogue"}]},
        id="a promise for a weekday",
    ),
    pytest.param(
        ["--promise", "2026-05-01 call: again #1"],
        {"follow_up": [{"due": "2026-05-01", "what": "call: again #1"}]},
        id="a promise for a date",
    ),
    pytest.param(
        ["--promise", "2 weeks write"],
        {"follow_up": [{"due": "2026-03-15", "what": "write"}]},
        id="a promise in two weeks",
    ),
    pytest.param(
        ["--promise", "friday: send catalogue"],
        {"follow_up": [{"due": "2026-03-06", "what": "send catalogue"}]},
        id="a colon behind the day",
    ),
    pytest.param(
        ["--promise", "send the book"],
        {"follow_up": [{"what": "send the book"}]},
        id="a promise for some day",
    ),
    pytest.param(["--promise", "write"], {"follow_up": [{"what": "write"}]}, id="a promise of one word"),
    pytest.param(
        ["--promise", "send it by Friday"],
        {"follow_up": [{"due": "2026-03-06", "what": "send it"}]},
        id="a promise with the day behind it",
    ),
    pytest.param(
        ["--promise", "beat him by 3"], {"follow_up": [{"what": "beat him by 3"}]}, id="no day behind it"
    ),
    pytest.param(
        ["--promise", "friday a", "--promise", "+1w b"],
        {"follow_up": [{"due": "2026-03-06", "what": "a"}, {"due": "2026-03-08", "what": "b"}]},
        id="two promises",
    ),
    pytest.param(["--asked", "later"], {"asked_referral": True}, id="asked for a referral"),
]


@pytest.mark.parametrize(("arguments", "expected"), OPTIONS)
def test_options_read_back_as_meant(
    tmp_path: Path, arguments: list[str], expected: dict[str, object]
) -> None:
    wiki_of(tmp_path)
    touched(tmp_path, "ana", "call", *arguments)
    assert last_touch(tmp_path) == {**BASE, **expected}
    assert [d for d in check(tmp_path) if d["severity"] == "error" and not d["code"].startswith("SOI4")] == []


@pytest.mark.parametrize(
    ("who", "message"),
    [
        pytest.param("party", '"party" is an event\n     soi invite party WHO puts people on', id="an event"),
        pytest.param("Big Party", '"Big Party" is an event\n     soi invite party WHO puts', id="its name"),
        pytest.param("plan", '"plan" is a page, not somebody\n     it is contacts/plan.md', id="a page"),
        pytest.param("par", 'nobody is called "par"\n     soi new', id="a part of an event's name"),
    ],
)
def test_what_is_nobody_is_said_to_be_what_it_is(tmp_path: Path, who: str, message: str) -> None:
    party = "---\ntype: event\nname: Big Party\ndate: 2026-04-01\n---\n"
    make_wiki(tmp_path, {"ana.md": person(), "party.md": party, "plan.md": "---\ntype: page\n---\n"})
    assert message in unchanged(tmp_path, "touch", who, "call")


def test_a_day_that_may_not_be_meant_is_said_to_be_none(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person()})
    ran = soi(tmp_path, "touch", "ana", "call", "--promise", "send photos of friday")
    assert "; promised for no day: send photos of friday\n" in ran.out
    assert ran.err == (
        'soi: "friday" is not taken for the day of the promise; write it first, or with by before it\n'
    )


NOTES = [
    *(
        "a: b",
        "a #b",
        "#1",
        "'single",
        '"double"',
        "- dash",
        "[[ben]]",
        "[x",
        "{x}",
        "@home",
        "%",
        "!",
        "&a",
        "*b",
        "| c",
    ),
    *(
        "> d",
        "? e",
        "`f`",
        "😀",
        "null",
        "yes",
        "1:30",
        "---",
        "a\nb",
        "a\n\nb",
        " lead",
        "trail ",
        "a\u2028b",
        "a\x85b",
        "\x07",
    ),
    *(
        "\x1b[31m",
        "tab\there",
        "back\\slash",
        "2026-01-01 call: x",
        "a,b",
        "é\u0301",
        "\u202ebidi",
        "C:\\x",
        "<<<<<<< HEAD",
        "ends:",
    ),
]


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("style", ["block", "flow", "absent"])
def test_a_note_reads_back_as_typed(tmp_path: Path, note: str, style: str) -> None:
    touches = {"block": "\n  - 2026-01-02 call", "flow": "[2026-01-02 call]", "absent": None}[style]
    ana = person("Ana", touches=touches) if touches else person("Ana")
    wiki_of(tmp_path, ana, ben=person("Ben"))
    touched(tmp_path, "ana", "call", "--", note)
    assert last_touch(tmp_path) == {**BASE, "note": note}


def test_who_was_asked_is_written_in_both_places(tmp_path: Path) -> None:
    text, _ = touched(wiki_of(tmp_path, person("Ana")), "ana", "call", "--asked", "no")
    assert soi(tmp_path, "show", "ana", "--format", "json").json["contact"]["asked"] == [
        {"date": TODAY, "answer": "no"}
    ]
    assert "asked_referral: true" in text


def test_others_who_were_there_have_it_too(tmp_path: Path) -> None:
    wiki_of(tmp_path, ANA, ben=person("Ben"), cleo=person("Cleo"))
    ran = soi(tmp_path, "touch", "ana", "meal", "supper", "--with", "ben", "--with", "cleo", "--with", "ben")
    assert [line.split(":")[0] for line in ran.out.splitlines()] == [
        *("contacts/ana.md", "contacts/ben.md", "contacts/cleo.md")
    ]
    for name in ("ana", "ben", "cleo"):
        text = (tmp_path / f"contacts/{name}.md").read_text(encoding="utf-8")
        assert text.count("2026-03-01 meal: supper") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["ana", "cal"], "did you mean call?", id="channel misspelled"),
        pytest.param(["ana"], "the channel is missing", id="no channel"),
        pytest.param(["call", "ana"], "the name is missing", id="no name"),
        pytest.param(["nobody", "call"], 'nobody is called "nobody"', id="nobody"),
        pytest.param(["jo", "card", "call"], 'could be "jo" or "jo card"', id="two ends of the name"),
        pytest.param(["an", "call"], "could be ana (Ana Ruiz), anton (Anton)", id="several"),
        pytest.param(
            ["ana", "call", "--date", "2026-02-30"], "2026-02-30 is not in the calendar", id="no such day"
        ),
        pytest.param(["ana", "call", "--date", "someday"], "is not a date", id="no day"),
        pytest.param(["ana", "call", "--mood", "sad"], "--mood", id="no mood"),
        pytest.param(["ana", "call", "--promise", " "], "the promise is empty", id="no promise"),
        pytest.param(["ana", "call", "--promise", "Friday"], "says when, but not what", id="a day alone"),
        pytest.param(["ana", "call", "--promise", "2 weeks"], "says when, but not what", id="days alone"),
        pytest.param(["ana", "call", "--promise", "by friday"], "says when, but not what", id="by a day"),
        pytest.param(
            ["ana", "call", "--with", "ana"], "Ana Ruiz cannot be there with themselves", id="with themselves"
        ),
        pytest.param(["ana", "call", "--date", ""], "is not a date", id="an empty day"),
        pytest.param(
            ["ana", "call", "--with", "nobody"], 'nobody is called "nobody"', id="somebody else is nobody"
        ),
    ],
)
def test_what_makes_no_sense_changes_nothing(tmp_path: Path, arguments: list[str], message: str) -> None:
    wiki_of(tmp_path, ANA, anton=person("Anton"), joan=person("Joan Card"))
    assert message in unchanged(tmp_path, "touch", *arguments)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("---\nname: Ana\ntitle: 'x\n---\n", "contacts/ana.md", id="not readable"),
        pytest.param("---\nname: Ana\nname: Ann\n---\n", "is given twice", id="key twice"),
    ],
)
def test_a_broken_file_is_refused_with_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    wiki_of(tmp_path, text, ben=person("Ben"))
    assert message in unchanged(tmp_path, "touch", "ana", "call")


def test_one_broken_file_keeps_all_from_being_written(tmp_path: Path) -> None:
    wiki_of(tmp_path, ANA, ben="---\nname: Ben\nname: Ben\n---\n")
    assert "contacts/ben.md" in unchanged(tmp_path, "touch", "ana", "meal", "--with", "ben")


def test_a_day_in_the_future_is_said(tmp_path: Path) -> None:
    ran = soi(wiki_of(tmp_path), "touch", "ana", "call", "--date", "2026-03-02")
    assert ran.exit == 0
    assert "2026-03-02 is after today" in ran.err


def test_the_command_runs_as_installed(tmp_path: Path) -> None:
    ran = run_soi(wiki_of(tmp_path), "touch", "ana", "call", "done")
    assert (ran.exit, ran.err) == (0, "")
    assert ran.out == "contacts/ana.md:10: added call 2026-03-01; next due 2026-04-01\n"
