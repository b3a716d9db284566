"""A stored wiki of every format there was: this version reads it as that one did, and says so.

The copies are never changed. Whoever makes another format stores a copy of it here.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.settings import FORMAT

from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import soi

HERE = Path(__file__).parent
STORED = sorted(int(path.name) for path in HERE.iterdir() if path.name.isdigit())


def test_a_copy_of_every_format_is_stored() -> None:
    assert [*range(1, FORMAT + 1)] == STORED


@pytest.fixture(params=STORED)
def wiki(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / str(request.param), tmp_path / str(request.param)))


def test_a_stored_wiki_reads_as_it_did(wiki: Path, golden: Callable[[str, str], None]) -> None:
    assert check(wiki, "--select", "SOI1,SOI2,SOI3") == []
    people = soi(wiki, "show", "--all", "--format", "json").json["contacts"]
    said = {one["path"]: one["contact"] for one in people}
    golden(f"{wiki.name}-contacts.json", json.dumps(said, indent=2, ensure_ascii=False) + "\n")
    golden(f"{wiki.name}-inbox.json", soi(wiki, "inbox", "--format", "json").out)


def test_a_stored_wiki_needs_no_step_yet(wiki: Path) -> None:
    before = {path: path.read_bytes() for path in wiki.rglob("*") if path.is_file()}
    ran = soi(wiki, "migrate")
    assert (ran.exit, ran.err) == (0, "")
    assert ran.out == f"mkdocs.yml: format {FORMAT} is the present one; nothing to do\n"
    assert {path: path.read_bytes() for path in wiki.rglob("*") if path.is_file()} == before


def test_settings_without_a_format_are_of_the_first(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, {"ana.md": person()}), "migrate")
    assert (ran.exit, ran.out) == (0, "mkdocs.yml: format 1 is the present one; nothing to do\n")


@pytest.mark.parametrize("number", [0, FORMAT + 1])
def test_no_other_format_is_migrated(tmp_path: Path, number: int) -> None:
    ran = soi(make_wiki(tmp_path, {"ana.md": person()}, f"format: {number}"), "migrate")
    assert (ran.exit, ran.out) == (2, "")
    assert ran.err.startswith("soi: mkdocs.yml:4:15: ")
