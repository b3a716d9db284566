"""`--commit` in a real repository: exactly what the command wrote, and nobody's name in the message."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ..support import make_wiki
from ..support import person
from ..support import soi
from ..support import write
from ..terminal import Screen
from ..terminal import on_terminal

FILES = {
    "ana.md": person("Ana Ruiz"),
    "ben.md": person("Ben Okafor"),
    "inbox/a.txt": "ana call x\nben meal y\n",
}


def git(root: Path, *args: str) -> str:
    done = subprocess.run(["git", "-C", root, *args], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    root = make_wiki(tmp_path, FILES)
    write(root / ".gitignore", "/ignored/\n")
    git(root, "init", "--quiet")
    git(root, "config", "user.name", "A Tester")
    git(root, "config", "user.email", "tester@example.example")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "First")
    return root


def committed(root: Path) -> list[str]:
    """Subject of the last commit, then its files."""
    return git(root, "log", "-1", "--name-status", "--format=%B").split("\n")[:-1]


def test_a_touch_is_committed_and_its_message_names_nobody(wiki: Path) -> None:
    ran = soi(wiki, "touch", "ana", "call", "about Ben", "--commit")
    assert ran.exit == 0
    assert committed(wiki) == ["soi touch", "", "", "M\tcontacts/ana.md"]
    assert ran.err == f"soi: committed as {git(wiki, 'rev-parse', '--short', 'HEAD').strip()}\n"
    assert git(wiki, "status", "--porcelain") == ""


def test_what_is_changed_or_staged_besides_stays_as_it_is(wiki: Path) -> None:
    write(wiki / "contacts/ben.md", person("Ben, edited"))
    write(wiki / "contacts/zoe.md", person("Zoe"))
    git(wiki, "add", "contacts/zoe.md")
    before = git(wiki, "status", "--porcelain")
    assert soi(wiki, "touch", "ana", "call", "--commit").exit == 0
    assert committed(wiki)[3:] == ["M\tcontacts/ana.md"]
    assert git(wiki, "status", "--porcelain") == before


@pytest.mark.parametrize("staged", [True, False])
def test_a_file_with_changes_of_its_owners_is_refused_before_anything_is_written(
    wiki: Path, *, staged: bool
) -> None:
    text = person("Ana, edited")
    write(wiki / "contacts/ana.md", text)
    if staged:
        git(wiki, "add", "--all")
    ran = soi(wiki, "touch", "ben", "call", "--with", "ana", "--commit")
    assert ran.exit == 2
    assert "contacts/ana.md: changed by you and not committed yet" in ran.err
    assert (wiki / "contacts/ana.md").read_text(encoding="utf-8") == text
    assert (wiki / "contacts/ben.md").read_text(encoding="utf-8") == FILES["ben.md"]
    assert len(git(wiki, "log", "--oneline").splitlines()) == 1


def test_a_file_that_git_does_not_have_yet_is_refused_too(wiki: Path) -> None:
    write(wiki / "contacts/zoe.md", person("Zoe"))
    assert soi(wiki, "touch", "zoe", "call", "--commit").exit == 2
    assert (wiki / "contacts/zoe.md").read_text(encoding="utf-8") == person("Zoe")


def test_new_files_and_files_that_go_away_are_committed(wiki: Path) -> None:
    assert soi(wiki, "new", "Zoe", "--commit").exit == 0
    assert committed(wiki) == ["soi new", "", "", "A\tcontacts/zoe.md"]
    assert soi(wiki, "inbox", "--apply", "--commit").exit == 0
    files = ["M\tcontacts/ana.md", "M\tcontacts/ben.md", "D\tinbox/a.txt"]
    assert committed(wiki) == ["soi inbox", "", "", *files]
    assert git(wiki, "status", "--porcelain") == ""


def test_what_git_ignores_stays_out(wiki: Path) -> None:
    write(wiki / "inbox/b.txt", "ana email\n")
    write(wiki / ".git/info/exclude", "/inbox/b.txt\n")
    assert soi(wiki, "inbox", "--apply", "--commit").exit == 0
    assert "D\tinbox/b.txt" not in committed(wiki)
    assert not (wiki / "inbox/b.txt").exists()


def test_names_that_mean_something_to_git_are_taken_as_they_are(wiki: Path) -> None:
    write(wiki / "contacts/[ab]*.md", person("Odd"))
    git(wiki, "add", "--all")
    git(wiki, "commit", "--quiet", "--message", "Odd")
    write(wiki / "contacts/ben.md", person("Ben, edited"))
    assert soi(wiki, "touch", "Odd", "call", "--commit").exit == 0
    assert committed(wiki)[3:] == ["M\tcontacts/[ab]*.md"]


def test_in_the_middle_of_a_merge_nothing_is_written(wiki: Path) -> None:
    for branch in ("one", "two"):
        git(wiki, "checkout", "--quiet", "-b", branch, "HEAD" if branch == "one" else "HEAD~1")
        write(wiki / "contacts/ben.md", person(branch))
        git(wiki, "commit", "--all", "--quiet", "--message", branch)
    subprocess.run(["git", "-C", wiki, "merge", "--quiet", "one"], capture_output=True, check=False)
    ran = soi(wiki, "touch", "ana", "call", "--commit")
    assert ran.exit == 2
    assert "in the middle of a merge" in ran.err
    assert (wiki / "contacts/ana.md").read_text(encoding="utf-8") == FILES["ana.md"]


def test_a_hook_that_objects_is_heard_and_the_touch_stays(wiki: Path) -> None:
    hook = write(wiki / ".git/hooks/pre-commit", "#!/bin/sh\necho not on a Sunday >&2\nexit 1\n")
    hook.chmod(0o755)
    ran = soi(wiki, "touch", "ana", "call", "--commit")
    assert ran.exit == 2
    assert "everything is written, but git did not commit it: not on a Sunday" in ran.err
    assert "call" in (wiki / "contacts/ana.md").read_text(encoding="utf-8")


def test_a_hook_that_objects_in_silence_leaves_nothing_staged(wiki: Path) -> None:
    hook = write(wiki / ".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    ran = soi(wiki, "new", "Zoe", "--commit")
    assert ran.exit == 2
    assert "git did not commit it: it does not say why" in ran.err
    assert git(wiki, "status", "--porcelain") == "?? contacts/zoe.md\n"


def test_without_a_repository_nothing_is_written(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, FILES)
    ran = soi(root, "touch", "ana", "call", "--commit", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert ran.exit == 2
    assert "no git repository" in ran.err
    assert (root / "contacts/ana.md").read_text(encoding="utf-8") == FILES["ana.md"]


def test_nothing_written_is_nothing_committed(wiki: Path) -> None:
    ran = soi(wiki, "inbox", "--commit")
    assert ran.exit == 0
    assert "committed" not in ran.err
    assert len(git(wiki, "log", "--oneline").splitlines()) == 1


KEYS = "? help\n> "


def press(screen: Screen, keys: str) -> str:
    """What is printed until the next key is wanted."""
    screen.type(keys)
    return screen.until(KEYS)


def test_what_was_taken_back_in_a_round_is_not_committed(wiki: Path) -> None:
    write(wiki / "inbox/a.txt", "ana call changed by its owner\n")
    with on_terminal(wiki, "triage", "--commit") as screen:
        screen.until(KEYS)
        press(screen, "d")
        assert "contacts/ana.md: as it was before\n" in press(screen, "u")
        press(screen, "a")
        screen.type("b")
        screen.until("q quit\n> ")
        screen.type("q")
        assert screen.end() == 0
    assert "committed as" in screen.text
    assert committed(wiki) == ["soi triage", "", "", "M\tcontacts/ana.md", "M\tcontacts/ben.md"]
    assert "\ngrade: A\n" in git(wiki, "show", "HEAD:contacts/ana.md")


def test_a_round_of_which_everything_was_taken_back_commits_nothing(wiki: Path) -> None:
    with on_terminal(wiki, "triage", "--commit") as screen:
        screen.until(KEYS)
        press(screen, "d")
        press(screen, "u")
        screen.type("q")
        assert screen.end() == 0
    assert screen.text.endswith("soi: all is as it was before; nothing was committed\n")
    assert git(wiki, "status", "--porcelain") == ""
    assert len(git(wiki, "log", "--oneline").splitlines()) == 1
