"""`soi move`: the stage or scope with its history, and what the new stage lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..support import OUTFITS
from ..support import changed_lines
from ..support import make_wiki
from ..support import person
from ..support import soi
from ..support import unchanged

ANA = """\
---
name: Ana
stage: contact
# her way
stage_history:
  - {date: 2025-01-01, stage: contact}   # the fair

touches:
  - 2026-02-01 call
---
"""


@pytest.mark.parametrize(("mark", "newline", "name"), OUTFITS, ids=[name for _, _, name in OUTFITS])
def test_the_stage_and_its_day_are_written(tmp_path: Path, mark: bytes, newline: str, name: str) -> None:
    del name
    before = mark + ANA.replace("\n", newline).encode()
    make_wiki(tmp_path, {"ana.md": before})
    ran = soi(tmp_path, "move", "ana", "connection", "--date", "yesterday")
    assert (ran.exit, ran.err) == (0, "")
    assert ran.out == (
        "contacts/ana.md:3: set stage connection\ncontacts/ana.md:7: added stage connection 2026-02-28\n"
    )
    gone, came = changed_lines(before, (tmp_path / "contacts/ana.md").read_bytes())
    assert gone == [f"stage: contact{newline}"]
    assert came == [
        f"stage: connection{newline}",
        f"  - date: 2026-02-28{newline}",
        f"    stage: connection{newline}",
    ]


def test_a_scope_has_a_history_of_its_own(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", stage="contact", emails="ana@ruiz.example")})
    ran = soi(tmp_path, "move", "ana", "Personal")
    assert ran.err == ""
    contact = soi(tmp_path, "show", "ana", "--format", "json").json["contact"]
    assert contact["scope_history"] == [{"date": "2026-03-01", "scope": "personal"}]
    assert (contact["scope"], contact["stage"]) == ("personal", "contact")


@pytest.mark.parametrize("place", ["contact", "personal"])
def test_who_is_there_already_is_not_moved(tmp_path: Path, place: str) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", stage="contact", scope="personal")})
    assert f"Ana is {place} already" in unchanged(tmp_path, "move", "ana", place, exit_status=0)


def test_a_blank_stage_can_be_written_down(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana")})
    assert "set stage contact" in soi(tmp_path, "move", "ana", "contact").out


@pytest.mark.parametrize(
    ("keys", "place", "said"),
    [
        pytest.param({}, "prospect", "no problem is known", id="no evidence"),
        pytest.param(
            {"qualification": "{problem: dark, budget: 5, willing: true}"}, "prospect", "", id="evidence"
        ),
        pytest.param({"scope": "personal"}, "prospect", "", id="personal"),
        pytest.param({}, "stranger", "", id="a stage that asks nothing"),
    ],
)
def test_what_the_stage_lacks_is_said(tmp_path: Path, keys: dict[str, str], place: str, said: str) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", **keys), "ben.md": person("Ben", stage="client")})
    ran = soi(tmp_path, "move", "ana", place)
    assert ran.exit == 0
    assert (said in ran.err) if said else ran.err == ""
    assert "Ben" not in ran.err


@pytest.mark.parametrize(
    ("keys", "place", "is_warned"),
    [
        pytest.param({"stage": "client"}, "connection", True, id="a client"),
        pytest.param({"stage": "client", "scope": "personal"}, "connection", False, id="personal"),
        pytest.param({"stage": "client"}, "both", False, id="another scope"),
        pytest.param({"stage": "connection"}, "contact", False, id="no client"),
    ],
)
def test_a_client_moved_back_is_warned_of_and_written(
    tmp_path: Path, keys: dict[str, str], place: str, *, is_warned: bool
) -> None:
    more = {"emails": "ana@ruiz.example", "purchases": "2026-01-01 5"}
    make_wiki(tmp_path, {"ana.md": person("Ana", **keys, **more)})
    ran = soi(tmp_path, "move", "ana", place)
    assert ran.exit == 0
    assert f" {place}" in ran.out
    assert ("was a client" in ran.err) is is_warned


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["ana", "clent"], "did you mean client?", id="misspelled"),
        pytest.param(["ana"], "name somebody and a stage or scope", id="one word"),
        pytest.param(["ana", "client", "--date", "soonish"], '"soonish" is not a date', id="no day"),
    ],
)
def test_what_is_no_place_is_refused(tmp_path: Path, arguments: list[str], message: str) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana")})
    assert message in unchanged(tmp_path, "move", *arguments)
