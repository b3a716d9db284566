"""`soi grade`: the grade, the day of a first touch, and what a D or an F needs besides."""

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
name: "Ana Ruiz"  # as she says it
grade: 'B'   # for now
# behind it
touches:
  - 2026-02-01 call: "x"
---
Notes.
"""


@pytest.mark.parametrize(("mark", "newline", "name"), OUTFITS, ids=[name for _, _, name in OUTFITS])
def test_only_the_grade_changes(tmp_path: Path, mark: bytes, newline: str, name: str) -> None:
    del name
    before = mark + ANA.replace("\n", newline).encode()
    make_wiki(tmp_path, {"ana.md": before})
    ran = soi(tmp_path, "grade", "ana", "ruiz", "a+")
    assert ran.exit == 0, ran.err
    assert ran.out == "contacts/ana.md:3: set grade A+; next due 2026-03-01\n"
    after = (tmp_path / "contacts/ana.md").read_bytes()
    assert after == before.replace(b"'B'", b'"A+"')


@pytest.mark.parametrize(
    ("keys", "grade", "is_planned"),
    [
        pytest.param({}, "A", True, id="never touched"),
        pytest.param({"touches": "2026-02-01 email"}, "A", True, id="never touched in person"),
        pytest.param({"touches": "2026-02-01 call"}, "A", False, id="touched"),
        pytest.param({"first_due": "2026-03-09"}, "A", False, id="planned already"),
        pytest.param({}, "C", False, id="no cadence"),
        pytest.param({"cadence": "6 weeks"}, "C", True, id="a cadence of their own"),
        pytest.param({"archived": "2026-01-01"}, "A", False, id="archived"),
        pytest.param(
            {"consent": "{date: 2026-01-01, what: contact, given: false}"}, "A", False, id="wants no call"
        ),
    ],
)
def test_who_was_never_touched_gets_a_first_day(
    tmp_path: Path, keys: dict[str, str], grade: str, *, is_planned: bool
) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", **keys)})
    ran = soi(tmp_path, "grade", "ana", grade)
    assert ran.exit == 0, ran.err
    assert ("set first_due 2026-" in ran.out) is is_planned
    contact = soi(tmp_path, "show", "ana", "--format", "json").json["contact"]
    assert contact["grade"] == grade
    assert ("first_due" in contact) is (is_planned or "first_due" in keys)


def test_a_grade_given_twice_writes_nothing(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": ANA})
    assert "is B already" in unchanged(tmp_path, "grade", "ana", "B", exit_status=0)


@pytest.mark.parametrize(
    ("keys", "grade", "said"),
    [
        pytest.param({}, "D", "soi archive ana", id="D"),
        pytest.param({}, "F", "soi set ana farewell.planned DATE", id="F"),
        pytest.param({"farewell": "{planned: 2026-04-01}"}, "F", "", id="F with a farewell ahead"),
        pytest.param({"farewell": "{note: soon}"}, "F", "farewell.planned", id="F with no day"),
        pytest.param({"keep": "brother"}, "D", "", id="kept"),
        pytest.param({"scope": "personal"}, "D", "", id="personal"),
        pytest.param({}, "C", "", id="C"),
    ],
)
def test_letting_go_needs_a_further_step(tmp_path: Path, keys: dict[str, str], grade: str, said: str) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", **keys)})
    err = soi(tmp_path, "grade", "ana", grade).err
    assert (said in err) if said else err == ""
    assert ("say why they stay" in err) is bool(said)
    assert ("(SOI408)" in err) is bool(said)
    assert bool(check(tmp_path, "--select", "SOI408")) is bool(said)


def test_several_are_graded_by_their_ids(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana Ruiz"), "ben.md": person("Ben"), "cleo.md": person("Cleo")})
    ran = soi(tmp_path, "grade", "ana", "ben", "ana", "C")
    assert ran.out == "contacts/ana.md:3: set grade C\ncontacts/ben.md:3: set grade C\n"
    assert "grade" not in (tmp_path / "contacts/cleo.md").read_text("utf-8")


def test_one_broken_file_keeps_all_from_being_graded(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana"), "ben.md": "---\nname: Ben\nname: Ben\n---\n"})
    assert "contacts/ben.md:3:1: SOI103" in unchanged(tmp_path, "grade", "ana", "ben", "A")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["ana", "E"], 'unknown grade "E"; expected one of A+, A, B, C, D, F', id="no grade"),
        pytest.param(["ana"], "name somebody and a grade", id="one word"),
        pytest.param(["zed", "A"], 'nobody is called "zed"', id="nobody"),
        pytest.param(["an", "A"], '"an" could be', id="several"),
        pytest.param(
            ["ana", "anto", "A"], 'nobody is called "ana anto"', id="a part of a name among several"
        ),
    ],
)
def test_what_is_not_clear_is_refused(tmp_path: Path, arguments: list[str], message: str) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana Ruiz"), "anton.md": person("Anton")})
    assert message in unchanged(tmp_path, "grade", *arguments)


def test_the_line_says_only_what_changed(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": ANA})
    before = (tmp_path / "contacts/ana.md").read_bytes()
    soi(tmp_path, "grade", "ana", "C")
    gone, came = changed_lines(before, (tmp_path / "contacts/ana.md").read_bytes())
    assert (gone, came) == (["grade: 'B'   # for now\n"], ['grade: "C"   # for now\n'])
