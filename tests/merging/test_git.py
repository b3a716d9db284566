"""Real merges by git: with the driver, without it, and with one that breaks in every way we know."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from builder.edit.driver import SETTINGS
from tests.support import REPOSITORY
from tests.support import Ran
from tests.support import run_soi
from tests.support import soi
from tests.support import write

ANA = """\
    ---
    name: Ana Ruiz
    grade: A
    touches:
      - 2026-01-01 call: hello
    ---
    Met at the fair.
    """
WORKING = f'exec {shlex.quote(sys.executable)} -m builder "$@"'
BROKEN = {
    "missing": None,
    "raises": "echo Traceback >&2; exit 1",
    "killed": "kill -KILL $$",
    "segmentation fault": "kill -SEGV $$",
    "killed half-way": 'printf half > "$3"; kill -KILL $$',
    "says nothing": "exit 0",
    "another program": "echo Welcome; exit 0",
}


class Clone:
    """A repository with one contact, and a `soi` that does what it is told to."""

    def __init__(self, root: Path, soi_does: str | None = WORKING) -> None:
        self.root = root / "wiki"
        self.bin = root / "bin"
        self.bin.mkdir(parents=True, exist_ok=True)
        if soi_does is not None:
            program = write(self.bin / "soi", f"#!/bin/sh\n{soi_does}\n")
            program.chmod(0o755)
        self.env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            # Only what a shell and git need: the soi of whoever runs the tests is not found.
            "PATH": f"{self.bin}:/usr/bin:/bin",
            "PYTHONPATH": str(REPOSITORY),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_AUTHOR_NAME": "Kim",
            "GIT_AUTHOR_EMAIL": "kim@doe.example",
            "GIT_COMMITTER_NAME": "Kim",
            "GIT_COMMITTER_EMAIL": "kim@doe.example",
        }
        assert soi(root, "init", str(self.root), "--name", "Kim").exit == 0
        self.git("checkout", "-q", "-b", "main")
        self.commit({}, "begin")

    def git(self, *arguments: str) -> Ran:
        """Run git as somebody would."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env=self.env,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def commit(self, files: dict[str, str], message: str = "change") -> None:
        """Commit contacts."""
        for name, text in files.items():
            write(self.root / "contacts" / name, text)
        self.git("add", "-A")
        done = self.git("commit", "-q", "--allow-empty", "-m", message)
        assert done.exit == 0, done.err

    def sides(self, base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]) -> None:
        """Branch `theirs` from a base, and stay on `main` with ours."""
        self.commit(base, "base")
        self.git("checkout", "-q", "-b", "theirs")
        self.commit(theirs, "theirs")
        self.git("checkout", "-q", "main")
        self.commit(ours, "ours")

    def text(self, name: str = "ana.md") -> str:
        """A contact as it lies there."""
        return (self.root / "contacts" / name).read_text(encoding="utf-8")


def with_touch(line: str) -> str:
    return ANA.replace("hello\n", f"hello\n      - {line}\n")


OURS = with_touch("2026-02-01 call: from our desk")
THEIRS = with_touch("2026-01-15 visit: from their phone")
BOTH = """\
---
name: Ana Ruiz
grade: A
touches:
  - 2026-01-01 call: hello
  - 2026-01-15 visit: from their phone
  - 2026-02-01 call: from our desk
---
Met at the fair.
"""


@pytest.mark.parametrize("how", [["merge"], ["rebase"], ["cherry-pick"]], ids=" ".join)
def test_touches_of_both_sides_are_there(tmp_path: Path, how: list[str]) -> None:
    clone = Clone(tmp_path)
    clone.sides({"ana.md": ANA}, {"ana.md": OURS}, {"ana.md": THEIRS})
    ran = clone.git(*how, "theirs")
    assert ran.exit == 0, ran.out + ran.err
    assert clone.text() == BOTH
    assert not clone.git("status", "--porcelain").out


def test_a_name_with_blanks_and_quotes_is_merged(tmp_path: Path) -> None:
    name = """it's "Ana" $(touch owned) ñ.md"""
    clone = Clone(tmp_path)
    clone.sides({name: ANA}, {name: OURS}, {name: THEIRS})
    assert clone.git("merge", "theirs").exit == 0
    assert clone.text(name) == BOTH
    assert not (clone.root / "owned").exists()


def test_both_sides_may_make_the_same_contact(tmp_path: Path) -> None:
    clone = Clone(tmp_path)
    clone.sides({}, {"ana.md": OURS}, {"ana.md": THEIRS})
    assert clone.git("merge", "theirs").exit == 0
    assert clone.text() == BOTH


def test_a_file_that_one_side_has_renamed_is_merged_there(tmp_path: Path) -> None:
    clone = Clone(tmp_path)
    clone.sides({"ana.md": ANA, "ben.md": ANA.replace("Ana", "Ben")}, {"ana.md": OURS}, {"ben.md": THEIRS})
    clone.git("checkout", "-q", "theirs")
    clone.git("checkout", "-q", "--", "contacts/ben.md")
    (clone.root / "contacts" / "friends").mkdir()
    clone.git("mv", "contacts/ana.md", "contacts/friends/ana-ruiz.md")
    clone.commit({"friends/ana-ruiz.md": THEIRS})
    clone.git("checkout", "-q", "main")
    ran = clone.git("merge", "theirs")
    assert ran.exit == 0, ran.out + ran.err
    assert clone.text("friends/ana-ruiz.md") == BOTH
    assert not (clone.root / "contacts" / "ana.md").exists()


def test_a_contradiction_stops_the_merge_at_its_line(tmp_path: Path) -> None:
    clone = Clone(tmp_path)
    clone.sides(
        {"ana.md": ANA},
        {"ana.md": OURS.replace("grade: A", "grade: B")},
        {"ana.md": THEIRS.replace("grade: A", "grade: A+")},
    )
    ran = clone.git("merge", "theirs")
    assert ran.exit == 1
    assert "CONFLICT" in ran.out
    marked = "<<<<<<< ours\ngrade: B\n=======\ngrade: A+\n>>>>>>> theirs\n"
    assert clone.text() == BOTH.replace("grade: A\n", marked)
    found = soi(clone.root, "check", "--select", "SOI1")
    assert found.out.startswith("contacts/ana.md:3:1: SOI105 error: merge conflict marker")


def test_histories_that_cross_are_merged(tmp_path: Path) -> None:
    clone = Clone(tmp_path)
    clone.sides(
        {"ana.md": ANA},
        {"ana.md": OURS.replace("grade: A", "grade: B")},
        {"ana.md": THEIRS.replace("grade: A", "grade: A+")},
    )
    clone.git("branch", "ours-1")
    clone.git("merge", "theirs")
    solved = BOTH.replace("grade: A", "grade: B")
    clone.commit({"ana.md": solved}, "merge")
    clone.git("checkout", "-q", "theirs")
    clone.git("merge", "ours-1")
    clone.commit({"ana.md": solved.replace("our desk\n", "our desk\n  - 2026-03-01 call: later\n")}, "merge")
    clone.git("checkout", "-q", "main")
    ran = clone.git("merge", "theirs")
    assert ran.exit == 0, ran.out + ran.err
    assert clone.text().endswith("our desk\n  - 2026-03-01 call: later\n---\nMet at the fair.\n")


@pytest.mark.parametrize("does", BROKEN.values(), ids=BROKEN)
def test_a_driver_that_does_not_work_leaves_markers_with_both_sides(tmp_path: Path, does: str | None) -> None:
    clone = Clone(tmp_path, does)
    clone.sides({"ana.md": ANA}, {"ana.md": OURS}, {"ana.md": THEIRS})
    ran = clone.git("merge", "theirs")
    assert ran.exit == 1, ran.out + ran.err
    assert "UU contacts/ana.md" in clone.git("status", "--porcelain").out
    text = clone.text()
    if does and "half" in does:
        # Not soi's doing: it never writes a part. Even then theirs is there.
        assert "from their phone" in text
        return
    assert text == BOTH.replace(
        "  - 2026-01-15 visit: from their phone\n  - 2026-02-01 call: from our desk\n",
        "<<<<<<< ours\n  - 2026-02-01 call: from our desk\n=======\n"
        "  - 2026-01-15 visit: from their phone\n>>>>>>> theirs\n",
    )
    assert "soi did not merge contacts/ana.md, so git does" in ran.err


def test_a_clone_without_the_settings_has_git_s_markers(tmp_path: Path) -> None:
    clone = Clone(tmp_path)
    clone.sides({"ana.md": ANA}, {"ana.md": OURS}, {"ana.md": THEIRS})
    for name in SETTINGS:
        clone.git("config", "--local", "--unset-all", name)
    assert clone.git("merge", "theirs").exit == 1
    text = clone.text()
    assert "from our desk" in text
    assert "from their phone" in text
    assert "<<<<<<< " in text


def test_what_soi_cannot_merge_is_there_twice_between_markers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: bytes) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("builder.edit.driver.merge", fail)
    paths = [write(tmp_path / name, name + "\n") for name in ("base", "ours", "theirs")]
    ran = soi(tmp_path, "merge-driver", *paths, "contacts/ana.md")
    assert (ran.exit, ran.out) == (1, "conflict\n")
    assert ran.err.startswith("soi: contacts/ana.md could not be merged (RecursionError: too deep)\n")
    assert paths[1].read_text(encoding="utf-8") == "<<<<<<< ours\nours\n=======\ntheirs\n>>>>>>> theirs\n"


def test_the_driver_needs_no_wiki(tmp_path: Path) -> None:
    paths = [
        write(tmp_path / name, text) for name, text in (("base", ANA), ("ours", OURS), ("theirs", THEIRS))
    ]
    ran = run_soi(tmp_path, "merge-driver", *paths)
    assert (ran.exit, ran.out, ran.err) == (0, "clean\n", "")
    assert paths[1].read_text(encoding="utf-8") == BOTH
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base", "ours", "theirs"]


def test_a_file_that_is_not_there_is_said_so_and_nothing_is_written(tmp_path: Path) -> None:
    ours = write(tmp_path / "ours", OURS)
    ran = soi(tmp_path, "merge-driver", tmp_path / "base", ours, tmp_path / "theirs")
    assert (ran.exit, ran.out) == (2, "")
    assert ours.read_text(encoding="utf-8").startswith("---\n")
    assert list(tmp_path.iterdir()) == [ours]


def test_the_driver_starts_without_the_wiki_s_machinery() -> None:
    code = "import sys; import builder.edit.driver; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=True
    )
    loaded = set(done.stdout.split())
    assert not {"builder.workspace", "builder.settings", "builder.notes", "mkdocs", "jinja2"} & loaded
