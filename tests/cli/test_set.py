"""`soi set`: one key of one file, checked before it is written."""

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
name: Ana
# how to call her
reach: 'before ten'   # never on Mondays
tags: [hotel, 'a, b']

farewell:   # if ever
  note: by letter
touches:
  - 2026-02-01 call
---
Notes.
"""


@pytest.mark.parametrize(("mark", "newline", "name"), OUTFITS, ids=[name for _, _, name in OUTFITS])
def test_only_the_value_changes(tmp_path: Path, mark: bytes, newline: str, name: str) -> None:
    del name
    before = mark + ANA.replace("\n", newline).encode()
    make_wiki(tmp_path, {"ana.md": before})
    ran = soi(tmp_path, "set", "ana", "reach", "after", "four")
    assert (ran.exit, ran.err) == (0, "")
    assert ran.out == "contacts/ana.md:4: set reach after four\n"
    after = (tmp_path / "contacts/ana.md").read_bytes()
    assert after == before.replace(b"'before ten'", b'"after four"')
    assert soi(tmp_path, "set", "ana", "farewell.planned", "friday").exit == 0
    gone, came = changed_lines(after, (tmp_path / "contacts/ana.md").read_bytes())
    assert (gone, came) == ([], [f"  planned: 2026-03-06{newline}"])


def contact(root: Path, who: str = "ana") -> dict[str, Any]:  # Any: JSON
    found: dict[str, Any] = soi(root, "show", who, "--format", "json").json["contact"]
    return found


SET = [
    pytest.param(["title", "head of: design #1"], {"title": "head of: design #1"}, id="text"),
    pytest.param(["title", "NO"], {"title": "NO"}, id="a text that YAML would take for a flag"),
    pytest.param(["cadence", "6 weeks"], {"cadence": "6 weeks"}, id="duration"),
    pytest.param(["birthday", "05-14"], {"birthday": "05-14"}, id="birthday"),
    pytest.param(["end_customer", "true"], {"end_customer": True}, id="flag"),
    pytest.param(["reviewed", "yesterday"], {"reviewed": "2026-02-28"}, id="flag or date"),
    pytest.param(["reviewed", "sunday"], {"reviewed": "2026-03-01"}, id="a day of what has happened"),
    pytest.param(["first_due", "sunday"], {"first_due": "2026-03-08"}, id="a day to come"),
    pytest.param(["value.profit", "high"], {"value": {"profit": "high"}}, id="below a key"),
    pytest.param(
        ["qualification.budget", "6000 or so"], {"qualification": {"budget": "6000 or so"}}, id="or text"
    ),
    pytest.param(["checklist.needs", "yesterday"], {"checklist": {"needs": "2026-02-28"}}, id="a map"),
    pytest.param(["category", "customer"], {"category": ["customer"]}, id="a list of one"),
    pytest.param(["emails", "a@ruiz.example"], {"emails": [{"value": "a@ruiz.example"}]}, id="an address"),
    pytest.param(["x-shoe", "38"], {"x-shoe": "38"}, id="a key of one's own"),
    pytest.param(["x-a.b", "1"], {"x-a.b": "1"}, id="a key of one's own with a dot"),
    pytest.param(["referred_by", "okafor"], {"referred_by": "ben"}, id="somebody"),
    pytest.param(["purchases", "--add", "2026-01-05 42.50 a print"], {}, id="an entry on one line"),
]


@pytest.mark.parametrize(("arguments", "expected"), SET)
def test_a_value_reads_back_as_meant(
    tmp_path: Path, arguments: list[str], expected: dict[str, object]
) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana"), "ben.md": person("Ben Okafor")})
    ran = soi(tmp_path, "set", "ana", *arguments)
    assert (ran.exit, ran.err) == (0, "")
    found = contact(tmp_path)
    assert {name: found[name] for name in expected} == expected
    assert [d["code"] for d in check(tmp_path, "--select", "SOI1,SOI2,SOI301")] == []


def test_an_entry_on_one_line_is_read_as_one(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", purchases="2026-01-02 4 x")})
    soi(tmp_path, "set", "ana", "purchases", "--add", "2026-01-05 42.50 a print")
    assert contact(tmp_path)["purchases"][1] == {"date": "2026-01-05", "amount": 42.5, "what": "a print"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["grde", "A"], 'unknown key "grde"\n     did you mean grade?', id="unknown key"),
        pytest.param(["farewell.plan", "x"], "did you mean farewell.planned?", id="unknown key below"),
        pytest.param(["farewell", "x"], "write farewell.planned", id="a key with keys"),
        pytest.param(["checklist", "x"], "write checklist.KEY", id="a map"),
        pytest.param(["title.x", "y"], "there are no keys below title", id="below a text"),
        pytest.param(["type", "page"], "Ana is somebody and cannot become a page", id="a page"),
        pytest.param(["type", "Event"], "Ana is somebody and cannot become an event", id="an event"),
        pytest.param(["grade", "AA"], 'unknown value "AA"; expected one of A+', id="unknown word"),
        pytest.param(["stage", "clint"], "did you mean client?", id="misspelled word"),
        pytest.param(["birthday", "02-30"], "02-30 is not in the calendar", id="impossible day"),
        pytest.param(["first_due", "someday"], '"someday" is not a date', id="no date"),
        pytest.param(["cadence", "often"], '"often" is not a duration', id="no duration"),
        pytest.param(["end_customer", "yes"], "write true", id="no flag"),
        pytest.param(["purchases", "--add", "2026-01-05 4,200 x"], "write 4200", id="no amount"),
        pytest.param(["touches", "x"], "soi touch WHO CHANNEL NOTE", id="touches"),
        pytest.param(["referrals", "x"], "soi refer BEN --from ANA", id="referrals"),
        pytest.param(["stage_history", "x"], "soi move WHO STAGE", id="stage_history"),
        pytest.param(["relations", "x"], "soi edit WHO", id="an entry with keys"),
        pytest.param(["purchases", "2026-01-05 4 x"], "say --add, --remove or --unset", id="entries"),
        pytest.param(["tags", "x"], "tags is a list with 2 entries", id="a list with several"),
        pytest.param(["title", "--add", "x"], "title is no list", id="no list"),
        pytest.param(["tags", "--remove", "x"], "it has hotel, b", id="not in the list"),
        pytest.param(["name", "--unset"], "name is missing", id="what is required"),
        pytest.param(["title"], "what shall title be?", id="no value"),
        pytest.param([], "name a key and a value", id="no key"),
        pytest.param(["title", "x", "--unset"], '--unset takes no value, found "x"', id="a value to unset"),
        pytest.param(["referred_by", "zed"], 'nobody is called "zed"', id="nobody"),
        pytest.param(["referred_by", "ana"], "referred_by cannot be", id="themselves"),
        pytest.param(["title", "x", "--add", "--unset"], "choose one of", id="two options"),
    ],
)
def test_what_is_not_right_is_not_written(tmp_path: Path, arguments: list[str], message: str) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", tags="[hotel, b]"), "ben.md": person("Ben")})
    assert message in unchanged(tmp_path, "set", "ana", *arguments)


def test_what_was_wrong_before_does_not_stop_another_key(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", grade="AA", nmae="x")})
    assert soi(tmp_path, "set", "ana", "title", "owner").exit == 0


@pytest.mark.parametrize("how", [["--unset"], [""]], ids=["unset", "empty"])
def test_a_key_is_taken_away(tmp_path: Path, how: list[str]) -> None:
    make_wiki(tmp_path, {"ana.md": ANA})
    assert soi(tmp_path, "set", "ana", "reach", *how).out == "contacts/ana.md:4: removed reach\n"
    text = (tmp_path / "contacts/ana.md").read_text("utf-8")
    assert text == ANA.replace("reach: 'before ten'   # never", "# never")


def test_values_of_a_list_come_and_go(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": ANA})
    assert (
        soi(tmp_path, "set", "ana", "tags", "--add", "c: d").out == "contacts/ana.md:5: added c: d to tags\n"
    )
    assert "nothing was written" in unchanged(tmp_path, "set", "ana", "tags", "--add", "HOTEL", exit_status=0)
    ran = soi(tmp_path, "set", "ana", "tags", "--remove", "A, B")
    assert ran.out == "contacts/ana.md:5: removed A, B from tags\n"
    text = (tmp_path / "contacts/ana.md").read_text("utf-8")
    assert text == ANA.replace("[hotel, 'a, b']", '[hotel, "c: d"]')


def test_the_label_of_an_address_stays(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", emails="{value: a@ruiz.example, label: work}")})
    soi(tmp_path, "set", "ana", "emails", "b@ruiz.example")
    assert contact(tmp_path)["emails"] == [{"value": "b@ruiz.example", "label": "work"}]


@pytest.mark.parametrize(
    ("phone", "is_warned"), [("12", True), ("+34 600 000 000", False)], ids=["no number", "a number"]
)
def test_what_is_no_number_is_warned_of(tmp_path: Path, phone: str, *, is_warned: bool) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana"), "ben.md": person("Ben", phones="1")})
    ran = soi(tmp_path, "set", "ana", "phones", phone)
    assert ran.exit == 0
    assert ("SOI207" in ran.err) is is_warned
    assert '"1"' not in ran.err


def test_a_day_that_has_not_come_is_said_of_what_has_happened(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana")})
    assert "is after today" in soi(tmp_path, "set", "ana", "reviewed", "2026-04-01").err
    assert soi(tmp_path, "set", "ana", "first_due", "2026-04-01").err == ""


def test_a_name_ends_where_a_key_stands(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana María Ruiz"), "ben.md": person("Ben")})
    assert soi(tmp_path, "set", "ana", "ruiz", "title", "name", "of it").exit == 0
    assert contact(tmp_path)["title"] == "name of it"


def test_the_value_that_stands_there_is_not_written_again(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": ANA})
    assert "nothing was written" in unchanged(tmp_path, "set", "ana", "reach", "before ten", exit_status=0)


@pytest.mark.parametrize(
    "value", ["\x1b[31mred", "a\u202eb", "x\ny", "- [", "<<<<<<< HEAD", "---", "'", "\ufeff"]
)
def test_hostile_values_are_kept_and_never_reach_the_terminal(tmp_path: Path, value: str) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana")})
    ran = soi(tmp_path, "set", "ana", "keep", "--", value)
    assert ran.exit == 0, ran.err
    assert contact(tmp_path)["keep"] == value
    assert not set("\x1b\u202e\ufeff") & set(ran.out)
    assert ran.out.count("\n") == 1
