"""`soi archive`: on no list any more, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..support import OUTFITS
from ..support import make_wiki
from ..support import person
from ..support import soi
from ..support import unchanged

ANA = "---\nname: Ana   \n\n# a word\ngrade: A\nadded: 2025-01-01\ntouches:\n---\nNotes.\n"


@pytest.mark.parametrize(("mark", "newline", "name"), OUTFITS, ids=[name for _, _, name in OUTFITS])
def test_there_and_back_leaves_the_very_file(tmp_path: Path, mark: bytes, newline: str, name: str) -> None:
    del name
    before = mark + ANA.replace("\n", newline).encode()
    make_wiki(tmp_path, {"ana.md": before})
    ran = soi(tmp_path, "archive", "ana", "moved", "abroad:", "Chile")
    assert (ran.exit, ran.err) == (0, "")
    assert ran.out == (
        "contacts/ana.md:7: set archived 2026-03-01\n"
        "contacts/ana.md:8: set archived_reason moved abroad: Chile\n"
    )
    assert soi(tmp_path, "due", "--all", "--format", "json").json["due"] == []
    back = soi(tmp_path, "archive", "ana", "--back")
    assert back.out.startswith("contacts/ana.md:7: removed archived; next due 2025-04-01\n")
    assert (tmp_path / "contacts/ana.md").read_bytes() == before


def test_who_is_archived_stays_so_since_the_same_day(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", archived="2026-01-05", archived_reason="x")})
    assert "archived since 2026-01-05" in unchanged(tmp_path, "archive", "ana", exit_status=0)


def test_a_reason_may_come_later(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", archived="2026-01-05")})
    assert soi(tmp_path, "archive", "ana", "moved").out == "contacts/ana.md:4: set archived_reason moved\n"


def test_who_is_not_archived_cannot_come_back(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana")})
    assert "is not archived" in unchanged(tmp_path, "archive", "ana", "--back", exit_status=0)
    assert "--back takes no reason" in unchanged(tmp_path, "archive", "ana", "x", "--back")


@pytest.mark.parametrize(
    ("words", "who", "reason"),
    [
        pytest.param(["ana", "ru"], "ana", "ru", id="an id goes before the beginning of a longer name"),
        pytest.param(["ana", "ruiz", "moved"], "ana-ruiz", "moved", id="a whole name before an id in it"),
        pytest.param(["be", "ok", "moved"], "ben", "ok moved", id="the shortest beginning that is clear"),
    ],
)
def test_the_reason_begins_where_the_name_ends(
    tmp_path: Path, words: list[str], who: str, reason: str
) -> None:
    make_wiki(
        tmp_path,
        {"ana.md": person("Ana"), "ana-ruiz.md": person("Ana Ruiz"), "ben.md": person("Ben Okafor")},
    )
    assert f"contacts/{who}.md:4: set archived_reason {reason}\n" in soi(tmp_path, "archive", *words).out


def test_a_reason_that_begins_with_a_part_of_the_name_is_whole(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ruiz.md": person("Ana Ruiz Gil"), "bo.md": person("Bo")})
    ran = soi(tmp_path, "archive", "ana", "gil", "business", "closed")
    assert (ran.exit, ran.err) == (0, "")
    assert "gil business closed" in (tmp_path / "contacts/ruiz.md").read_text(encoding="utf-8")
