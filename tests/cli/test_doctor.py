"""What `soi doctor` and `soi init` set in a repository, and what they leave alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builder.edit.driver import LINE
from builder.edit.driver import SETTINGS
from tests.support import make_wiki
from tests.support import person
from tests.support import soi
from tests.support import write

DRIVER = "merge.soi-contact.driver"


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, encoding="utf-8", check=False)
    return done.stdout


@pytest.fixture(autouse=True)
def _soi_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    root = tmp_path / "wiki"
    root.mkdir()
    make_wiki(root, {"ana.md": person()})
    git(root, "init", "--quiet")
    return root


def test_a_new_wiki_lacks_nothing(tmp_path: Path) -> None:
    assert soi(tmp_path, "init", tmp_path / "new", "--name", "Kim").exit == 0
    assert (tmp_path / "new" / "contacts" / ".gitattributes").read_bytes() == LINE.encode() + b"\n"
    ran = soi(tmp_path / "new", "doctor", "--check")
    assert ran.exit == 0, ran.out
    assert "missing" not in ran.out
    assert "set " not in ran.out.replace("set in", "")
    assert git(tmp_path / "new", "check-attr", "merge", "contacts/a/b.md") == (
        "contacts/a/b.md: merge: soi-contact\n"
    )
    assert "unspecified" in git(tmp_path / "new", "check-attr", "merge", "README.md")


def test_what_is_missing_is_only_told_with_check(wiki: Path) -> None:
    ran = soi(wiki, "doctor", "--check")
    assert ran.exit == 1
    assert "missing  merge driver: not set in this repository\n" in ran.out
    assert f"missing  contacts/.gitattributes: has no line {LINE}\n" in ran.out
    assert "missing  .soi/ is not ignored by git\n" in ran.out
    assert git(wiki, "config", "--get", DRIVER) == ""
    assert sorted(path.name for path in wiki.iterdir()) == [".git", "contacts", "mkdocs.yml"]


def test_what_is_missing_is_set_once(wiki: Path) -> None:
    ran = soi(wiki, "doctor")
    assert ran.exit == 0, ran.out
    assert [line for line in ran.out.splitlines() if line.startswith("set")] == [
        "set      .gitignore: added /.soi/",
        (
            "set      merge driver: set in this repository; git does not clone it, so run soi doctor in each "
            "clone"
        ),
        f"set      contacts/.gitattributes: added {LINE}; commit it, so that every clone has it",
    ]
    paths = [wiki / ".git" / "config", wiki / "contacts" / ".gitattributes"]
    seen = [path.read_bytes() for path in paths]
    again = soi(wiki, "doctor")
    assert again.exit == 0
    assert not [line for line in again.out.splitlines() if not line.startswith("ok ")]
    assert seen == [path.read_bytes() for path in paths]


def test_attributes_of_the_user_stay_to_the_byte(wiki: Path) -> None:
    own = b"# mine\r\n*.jpg binary\r\n*.md text"
    write(wiki / "contacts" / ".gitattributes", own)
    soi(wiki, "doctor")
    assert (wiki / "contacts" / ".gitattributes").read_bytes() == own + b"\r\n" + LINE.encode() + b"\r\n"


def test_a_driver_of_an_older_soi_is_set_anew(wiki: Path) -> None:
    git(wiki, "config", "--local", DRIVER, "soi merge-driver %O %A %B %P")
    soi(wiki, "doctor")
    assert git(wiki, "config", "--get-all", DRIVER) == SETTINGS[DRIVER] + "\n"


@pytest.mark.parametrize("place", ["contacts/family/.gitattributes", ".git/info/attributes"])
def test_a_union_that_has_its_way_is_told(wiki: Path, place: str) -> None:
    write(wiki / "contacts" / "family" / "ben.md", person("Ben"))
    git(wiki, "add", "-A")
    write(wiki / place, "*.md merge=union\n")
    ran = soi(wiki, "doctor")
    assert ran.exit == 1
    assert "contacts/family/ben.md" in ran.out or "and 2 more" in ran.out
    assert "merge=union loses and doubles touches" in ran.out


def test_a_union_above_the_contacts_has_no_effect(wiki: Path) -> None:
    write(wiki / ".gitattributes", "*.md merge=union\n")
    assert soi(wiki, "doctor").exit == 0
    assert git(wiki, "check-attr", "merge", "contacts/ana.md") == "contacts/ana.md: merge: soi-contact\n"


def test_a_wiki_whose_contacts_lie_at_its_top_is_served(tmp_path: Path) -> None:
    write(tmp_path / "mkdocs.yml", "site_name: x\ndocs_dir: .\nplugins: [soi]\n")
    write(tmp_path / "ana.md", person())
    git(tmp_path, "init", "--quiet")
    assert soi(tmp_path, "doctor").exit == 0
    assert git(tmp_path, "check-attr", "merge", "ana.md") == "ana.md: merge: soi-contact\n"


def test_a_wiki_inside_a_bigger_repository_is_served(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert soi(tmp_path, "init", tmp_path / "own" / "wiki", "--name", "Kim").exit == 0
    assert git(tmp_path, "config", "--get", DRIVER) == SETTINGS[DRIVER] + "\n"
    path = "own/wiki/contacts/ana.md"
    assert git(tmp_path, "check-attr", "merge", path) == f"{path}: merge: soi-contact\n"
    assert soi(tmp_path / "own" / "wiki", "doctor", "--check").exit == 0


def test_without_a_repository_there_is_nothing_to_set(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, {"ana.md": person()}), "doctor")
    assert ran.exit == 1
    assert "missing  no git repository; make one with git init\n" in ran.out
    assert "set " not in ran.out


def test_a_soi_that_git_will_not_find_is_told(wiki: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    ran = soi(wiki, "doctor")
    assert ran.exit == 1
    assert "missing  soi is not on the PATH" in ran.out


def test_without_git_it_says_so(wiki: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = soi(wiki, "doctor")
    assert ran.exit == 1
    assert "missing  git is not installed" in ran.out
