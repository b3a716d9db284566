"""`soi refer` and `soi touch --referred`: who referred whom, and a file for who is new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
name: Ana Ruiz
referrals: # who came from her
- {date: 2026-01-02, direction: received, contact: cleo, outcome: met}

touches:
  - 2026-02-01 call
---
"""
TEMPLATE = "---\nname:\n# how far\nstage: contact\nsource:\n---\nHow you met.\n"


def wiki_of(root: Path, ana: str | bytes = ANA, **more: str) -> Path:
    return make_wiki(
        root,
        {"ana.md": ana, "cleo.md": person("Cleo Dee"), **{f"{name}.md": text for name, text in more.items()}},
    )


def referrals(root: Path, who: str = "ana") -> list[dict[str, Any]]:  # Any: JSON
    found: list[dict[str, Any]] = soi(root, "show", who, "--format", "json").json["contact"]["referrals"]
    return found


@pytest.mark.parametrize(("mark", "newline", "name"), OUTFITS, ids=[name for _, _, name in OUTFITS])
def test_a_referral_is_added_behind_the_last(tmp_path: Path, mark: bytes, newline: str, name: str) -> None:
    del name
    before = mark + ANA.replace("\n", newline).encode()
    wiki_of(tmp_path, before, ben=person("Ben Okafor"))
    ran = soi(tmp_path, "refer", "ben", "--from", "ana", "--date", "yesterday")
    assert (ran.exit, ran.err) == (0, "")
    assert ran.out == "contacts/ana.md:5: added received referral of ben 2026-02-28\n"
    gone, came = changed_lines(before, (tmp_path / "contacts/ana.md").read_bytes())
    assert gone == []
    assert came == [
        f"- date: 2026-02-28{newline}",
        f"  direction: received{newline}",
        f"  contact: ben{newline}",
    ]


def test_who_is_new_gets_a_file_from_the_template(tmp_path: Path) -> None:
    wiki_of(tmp_path, _template=TEMPLATE)
    ran = soi(
        tmp_path, "refer", "Ben", "Okafor", "--from", "ana", "--occasion", "fair: #2", "--note", "hotel"
    )
    assert (ran.exit, ran.err) == (0, "")
    assert ran.out == (
        "contacts/ben-okafor.md:1: made, as a suspect referred by Ana Ruiz\n"
        "contacts/ana.md:5: added received referral of ben-okafor 2026-03-01\n"
    )
    assert (tmp_path / "contacts/ben-okafor.md").read_text("utf-8") == (
        "---\nname: Ben Okafor\n# how far\nstage: suspect\nsource: referred by Ana Ruiz\n"
        "added: 2026-03-01\n---\nHow you met.\n"
    )
    assert referrals(tmp_path)[1] == {
        "date": "2026-03-01",
        "direction": "received",
        "contact": "ben-okafor",
        "occasion": "fair: #2",
        "note": "hotel",
    }
    assert check(tmp_path, "--select", "SOI1,SOI2,SOI301,SOI306") == []


def test_who_is_referred_to_somebody_needs_no_file(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    ran = soi(tmp_path, "refer", "Ben Okafor", "--to", "ana")
    assert ran.out == "contacts/ana.md:5: added given referral of Ben Okafor 2026-03-01\n"
    assert sorted(path.name for path in (tmp_path / "contacts").iterdir()) == ["ana.md", "cleo.md"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(
            ["--outcome", "won", "--value", "4200"], {"outcome": "won", "value": 4200}, id="moves on"
        ),
        pytest.param(["--note", "tall"], {"outcome": "met", "note": "tall"}, id="a word more"),
        pytest.param(
            ["--reward", "a print"],
            {"outcome": "met", "reward": {"what": "a print", "promised": "2026-03-01"}},
            id="a reward",
        ),
        pytest.param(["--date", "2026-01-02", "--outcome", "lost"], {"outcome": "lost"}, id="the same day"),
    ],
)
def test_an_open_referral_moves_on(tmp_path: Path, arguments: list[str], expected: dict[str, object]) -> None:
    wiki_of(tmp_path)
    ran = soi(tmp_path, "refer", "dee", "--from", "ana", *arguments)
    assert ran.exit == 0, ran.err
    head = {"date": "2026-01-02", "direction": "received", "contact": "cleo"}
    assert referrals(tmp_path) == [{**head, **expected}]
    assert all(line.startswith("contacts/ana.md:4: set ") for line in ran.out.splitlines())


@pytest.mark.parametrize(
    ("entry", "arguments"),
    [
        pytest.param("outcome: met", ["--from", "ana", "--date", "2026-02-05"], id="another day"),
        pytest.param("outcome: lost", ["--from", "ana"], id="lost"),
        pytest.param("outcome: declined", ["--from", "ana", "--outcome", "met"], id="declined"),
        pytest.param("outcome: won, value: 5", ["--from", "ana", "--value", "7"], id="won, with its money"),
        pytest.param("outcome: won", ["--from", "ana", "--outcome", "introduced"], id="won, and begun anew"),
        pytest.param("outcome: met", ["--to", "ana"], id="the other way"),
    ],
)
def test_another_referral_is_another_entry(tmp_path: Path, entry: str, arguments: list[str]) -> None:
    wiki_of(tmp_path, ANA.replace("outcome: met", entry))
    assert soi(tmp_path, "refer", "cleo", *arguments).exit == 0
    assert len(referrals(tmp_path)) == 2


def test_the_money_of_what_was_won_may_come_later(tmp_path: Path) -> None:
    wiki_of(tmp_path, ANA.replace("outcome: met", "outcome: won"))
    soi(tmp_path, "refer", "cleo", "--from", "ana", "--value", "10.50")
    assert [(entry["outcome"], entry["value"]) for entry in referrals(tmp_path)] == [("won", 10.5)]


def test_a_name_without_a_file_is_the_same_name_again(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    soi(tmp_path, "refer", "Ben Okafor", "--to", "ana")
    soi(tmp_path, "refer", "ben okafor", "--to", "ana", "--outcome", "met")
    assert [entry.get("outcome") for entry in referrals(tmp_path)] == ["met", "met"]


TEXT = ANA.replace("cleo, outcome: met", '"Ben  Ókafor"')
"""A referral written when nobody had a file for him."""


@pytest.mark.parametrize(
    "people",
    [
        pytest.param({}, id="the file is made now"),
        pytest.param({"ben-okafor": person("Ben Okafor")}, id="there is a file"),
        pytest.param({"bo": person("Bo", aliases="[Ben Okafor]")}, id="it is an alias"),
    ],
)
@pytest.mark.parametrize("command", ["refer", "touch"])
def test_an_entry_that_has_only_a_name_moves_on_and_gets_the_id(
    tmp_path: Path, command: str, people: dict[str, str]
) -> None:
    wiki_of(tmp_path, TEXT, **people)
    arguments = {
        "refer": ["refer", "Ben Okafor", "--from", "ana", "--outcome", "met"],
        "touch": ["touch", "ana", "call", "--referred", "Ben Okafor"],
    }[command]
    ran = soi(tmp_path, *arguments)
    assert (ran.exit, ran.err) == (0, "")
    (name,) = people or ["ben-okafor"]
    assert f"contacts/ana.md:4: set contact {name} of the received referral of Ben  Ókafor\n" in ran.out
    outcome = {"outcome": "met"} if command == "refer" else {}
    assert referrals(tmp_path) == [
        {"date": "2026-01-02", "direction": "received", "contact": name, **outcome}
    ]


def test_an_entry_with_another_name_stays(tmp_path: Path) -> None:
    wiki_of(tmp_path, TEXT, ben=person("Ben Okaforsen"))
    assert soi(tmp_path, "refer", "ben", "--from", "ana").exit == 0
    assert [entry["contact"] for entry in referrals(tmp_path)] == ["Ben  Ókafor", "ben"]


def test_a_name_without_a_file_stays_as_it_was_written(tmp_path: Path) -> None:
    wiki_of(tmp_path, TEXT.replace("received", "given"))
    assert soi(tmp_path, "refer", "ben okafor", "--to", "ana", "--outcome", "met").exit == 0
    assert [entry["contact"] for entry in referrals(tmp_path)] == ["Ben  Ókafor"]


def test_a_referral_said_twice_is_written_once(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    assert "nothing was written" in unchanged(tmp_path, "refer", "cleo", "--from", "ana", exit_status=0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["ana", "--from", "ana"], "Ana Ruiz cannot be referred to themselves", id="oneself"),
        pytest.param(["ben"], "say who gave whom to whom", id="nobody"),
        pytest.param(["ben", "--from", "ana", "--to", "cleo"], "say who gave whom to whom", id="both"),
        pytest.param(["ben", "--from", "zed"], 'nobody is called "zed"', id="an unknown referrer"),
        pytest.param(["ben", "--from", "ana", "--value", "4,200"], "write 4200", id="no amount"),
        pytest.param(["ben", "--from", "ana", "--value", "-5"], '"-5" is less than nothing', id="a loss"),
        pytest.param(["ben", "--from", "ana", "--date", ""], "is not a date", id="an empty day"),
        pytest.param(["???", "--from", "ana"], "no id can be made", id="no name"),
        pytest.param([" ", "--to", "ana"], "the name is empty", id="no name at all"),
        pytest.param(["ben", "--to", "ana", "--reward", "x"], "a reward is promised to who", id="a reward"),
        pytest.param(["ben", "--from", "broken"], "SOI102", id="a broken file"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, arguments: list[str], message: str) -> None:
    wiki_of(tmp_path, broken="---\nname: [x\n---\n")
    assert message in unchanged(tmp_path, "refer", *arguments)


@pytest.mark.parametrize("name", ["Zoë [x] #1", "\x1b[31mRed", "a: b", "O'Neil, Ó", "山本 太郎", "- x"])
def test_hostile_names_are_kept_and_never_reach_the_terminal(tmp_path: Path, name: str) -> None:
    wiki_of(tmp_path)
    ran = soi(tmp_path, "refer", "--from", "ana", "--", name)
    assert ran.exit == 0, ran.err
    assert "\x1b" not in ran.out
    contact = referrals(tmp_path)[1]["contact"]
    assert soi(tmp_path, "show", contact, "--format", "json").json["contact"]["name"] == name


def test_a_refused_change_leaves_no_new_file(tmp_path: Path) -> None:
    wiki_of(tmp_path, "---\nname: Ana\nreferrals: ''\n---\n")
    assert "referrals is an empty text" in unchanged(tmp_path, "refer", "Ben", "--from", "ana")


def test_a_touch_writes_the_referral_and_the_file(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    ran = soi(
        *(
            tmp_path,
            "touch",
            "ana",
            "call",
            "told me",
            "--referred",
            "Ben Okafor",
            "--referred",
            "ben  okafor",
        ),
        *("--asked", "yes", "--date", "yesterday", "--with", "[[cleo]]"),
    )
    assert (ran.exit, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "contacts/ana.md:14: added call 2026-02-28",
        "contacts/cleo.md:7: added call 2026-02-28",
        "contacts/ana.md:5: added received referral of ben-okafor 2026-02-28",
        "contacts/ben-okafor.md:1: made, as a suspect referred by Ana Ruiz",
    ]
    assert referrals(tmp_path)[1] == {"date": "2026-02-28", "direction": "received", "contact": "ben-okafor"}
    new = soi(tmp_path, "show", "ben-okafor", "--format", "json").json["contact"]
    assert new == {
        "name": "Ben Okafor",
        "stage": "suspect",
        "source": "referred by Ana Ruiz",
        "added": "2026-03-01",
    }
    assert "referrals" not in soi(tmp_path, "show", "cleo", "--format", "json").json["contact"]


def test_a_touch_repeats_no_open_referral(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    ran = soi(tmp_path, "touch", "ana", "call", "--referred", "cleo")
    assert "not written a second time" in ran.err
    assert len(referrals(tmp_path)) == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("ana", "Ana Ruiz cannot be referred by themselves", id="oneself"),
        pytest.param(" ", "nobody is named behind --referred", id="no name"),
        pytest.param("???", "no id can be made", id="no letters"),
    ],
)
def test_a_touch_with_a_wrong_referral_writes_nothing(tmp_path: Path, name: str, message: str) -> None:
    wiki_of(tmp_path)
    assert message in unchanged(tmp_path, "touch", "ana", "call", "--referred", name)


def test_a_touch_with_one_broken_file_writes_none(tmp_path: Path) -> None:
    wiki_of(tmp_path, twice="---\nname: Twice\nname: x\n---\n")
    message = unchanged(tmp_path, "touch", "ana", "call", "--referred", "Ben", "--with", "twice")
    assert "contacts/twice.md:3:1: SOI103" in message
