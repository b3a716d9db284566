"""The sample as it reaches others: by `soi init --sample`, out of a checkout and out of a wheel."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.edit.start import sample

from ..support import REPOSITORY
from ..support import WORKBENCH
from ..support import soi


def contents(root: Path) -> Mapping[str, bytes]:
    """Everything of a sample in a folder; hidden files are none of it."""
    found = [path for folder in ("contacts", "inbox") for path in (root / folder).rglob("*")]
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in (root / "mkdocs.yml", *found)
        if path.is_file() and not path.name.startswith(".")
    }


def test_all_of_it_is_copied_to_the_byte(tmp_path: Path) -> None:
    ran = soi(tmp_path, "init", str(tmp_path / "people"), "--sample", today="")
    assert ran.exit == 0, ran.err
    copied = contents(tmp_path / "people")
    # The wiki has a README and a .gitignore of its own, which are not the sample's.
    assert copied == contents(REPOSITORY) == sample()
    assert {Path(name).suffix for name in copied} == {".md", ".png", ".txt", ".yml"}
    with pytest.raises(UnicodeDecodeError):
        copied[f"{WORKBENCH}jose-armadura.md"].decode()


def test_the_copy_says_the_same_of_itself(tmp_path: Path) -> None:
    soi(tmp_path, "init", str(tmp_path / "people"), "--sample", today="")
    for command in (["check"], ["due", "--all"], ["today"]):
        assert soi(tmp_path / "people", *command, today="").out == soi(REPOSITORY, *command, today="").out


def test_what_editors_leave_behind_is_not_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sample" / "contacts").mkdir(parents=True)
    for name in ("mkdocs.yml", "contacts/ana.md", "contacts/.ana.md.swp", "contacts/.DS_Store"):
        (tmp_path / "sample" / name).write_text("x", encoding="utf-8")
    monkeypatch.setattr("builder.edit.start.files", lambda _: tmp_path)
    assert set(sample()) == {"mkdocs.yml", "contacts/ana.md"}


def package(*args: str | Path) -> None:
    """Run a step of building a distribution."""
    subprocess.run(
        [sys.executable, "setup.py", "--quiet", *args],
        cwd=REPOSITORY,
        capture_output=True,
        timeout=120,
        check=True,
    )


def test_a_wheel_holds_all_of_it(tmp_path: Path) -> None:
    package("build_py", "--build-lib", tmp_path)
    assert contents(tmp_path / "builder" / "sample") == sample()


def test_a_source_archive_holds_all_of_it(tmp_path: Path) -> None:
    package("egg_info", "--egg-base", tmp_path)
    [listed] = tmp_path.rglob("SOURCES.txt")
    assert set(sample()) <= set(listed.read_text(encoding="utf-8").splitlines())
