"""`soi forget --history` on real repositories: what git knows, and the calls after which it knows nothing."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import stat
import subprocess
import tempfile
import unicodedata
from pathlib import Path

import pytest

from ..support import Ran
from ..support import make_wiki
from ..support import person
from ..support import soi
from ..support import write

HAS_FILTER = shutil.which("git-filter-repo") is not None
tried = pytest.mark.skipif(not HAS_FILTER, reason="git-filter-repo is not installed")
ANA = person("Ana Ruíz", emails="ana@ruiz.example", phones="+34 600 000 000", photo="ana.png")
NAMED = re.compile(rb"(?i)ana.{0,3}ru(i|\xc3\xad|i\xcc\x81)z|ana@ruiz|600.?000.?000|old-ana")


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nobody's own git settings, and a temporary folder whose rest can be looked at."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Kim")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "kim@doe.example")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path_factory.mktemp("temporary")))


def git(root: Path, *args: str) -> bytes:
    return subprocess.run(["git", *args], cwd=root, check=True, capture_output=True).stdout


def commit(root: Path, message: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)


def repository(root: Path, folder: str = ".") -> Path:
    """Wiki in a folder of a repository that names Ana under two paths, in files, messages and a tag."""
    root.mkdir(exist_ok=True)
    git(root, "init", "-q", "-b", "main")
    wiki = root / folder
    wiki.mkdir(exist_ok=True)
    make_wiki(wiki, {"old-ana.md": ANA, "contacts/ana.png": b"\x89PNG\0Ana Ru\xc3\xadz"})
    write(
        wiki / "contacts/ben.md",
        person("Ben", referred_by="old-ana") + "ANA\nRUIZ, “Ana Ruiz”, 0034 600-000-000\n",
    )
    commit(root, "Add Ana Ruíz, and Ben")
    git(wiki, "mv", "contacts/old-ana.md", "contacts/ana-ruiz.md")
    write(wiki / "contacts/ana-ruiz.md", ANA.replace("emails", "former_ids: old-ana\nemails"))
    write(
        wiki / "contacts/ben.md", person("Ben") + unicodedata.normalize("NFD", "Ana Ruíz") + " [[ana-ruiz]]\n"
    )
    commit(root, "Call ana-ruiz by her name")
    git(root, "tag", "-a", "v1", "-m", "With Ana Ruíz")
    return wiki


def forgotten(root: Path, wiki: Path) -> None:
    assert soi(wiki, "forget", "ana-ruiz", "--apply").exit == 0
    commit(root, "Forget somebody")


def named(root: Path) -> list[str]:
    """Objects of a repository that name Ana, found without the code under test."""
    listed = git(root, "cat-file", "--batch-check", "--batch-all-objects").decode().splitlines()
    found = []
    for name, kind, _ in map(str.split, listed):
        if NAMED.search(git(root, "cat-file", kind, name)):
            found.append(kind)
    return found


def run_calls(root: Path, ran: Ran) -> None:
    for line in ran.out.splitlines():
        subprocess.run(shlex.split(line), cwd=root, check=True, capture_output=True)


@tried
@pytest.mark.parametrize("folder", [".", "w"], ids=["a repository of its own", "a folder of one"])
@pytest.mark.parametrize("is_gone", [False, True], ids=["before", "after"])
def test_the_calls_make_git_forget(tmp_path: Path, folder: str, *, is_gone: bool) -> None:
    root = tmp_path / "r"
    wiki = repository(root, folder)
    if is_gone:
        forgotten(root, wiki)
    before = git(root, "rev-parse", "HEAD"), named(root)
    ran = soi(wiki, "forget", "ana-ruiz", "--history")
    assert ran.exit == 0
    assert "tried on a clone: after the calls no object names them" in ran.err
    # What git has is only read.
    assert (git(root, "rev-parse", "HEAD"), named(root)) == before
    assert before[1]
    run_calls(root, ran)
    assert named(root) == []
    assert git(root, "log", "--format=%s").decode().splitlines()[-1] == "Add someone, and Ben"
    assert git(root, "tag", "-l", "--format=%(contents)").strip() == b"With someone"
    above = "" if folder == "." else "w/"
    notes = "someone someone\n" if is_gone else "someone [[someone]]\n"
    assert git(root, "show", f"HEAD:{above}contacts/ben.md").decode() == person("Ben") + notes


def test_the_paths_are_all_that_the_file_was_called(tmp_path: Path) -> None:
    wiki = repository(tmp_path)
    git(tmp_path, "mv", "contacts/ana-ruiz.md", "contacts/temp.md")
    commit(tmp_path, "x")
    (tmp_path / "contacts/friends").mkdir()
    git(tmp_path, "mv", "contacts/temp.md", "contacts/friends/ana-ruiz.md")
    git(tmp_path, "rm", "-q", "contacts/ana.png")
    write(tmp_path / "notes/ana-ruiz offer.pdf", b"%PDF")
    commit(tmp_path, "y")
    git(tmp_path, "rm", "-qr", "notes")
    commit(tmp_path, "z")
    call = shlex.split(soi(wiki, "forget", "ana-ruiz", "--history").out.splitlines()[0])
    assert [call[place + 1] for place, word in enumerate(call) if word == "--path"] == [
        "contacts/ana-ruiz.md",
        "contacts/ana.png",
        "contacts/friends/ana-ruiz.md",
        "contacts/old-ana.md",
        "contacts/temp.md",
        "notes/ana-ruiz offer.pdf",
    ]


def test_a_path_that_is_somebody_elses_now_stays(tmp_path: Path) -> None:
    wiki = repository(tmp_path)
    write(wiki / "contacts/old-ana.md", person("Ana Old"))
    commit(tmp_path, "x")
    call = shlex.split(soi(wiki, "forget", "ana-ruiz", "--history").out.splitlines()[0])
    assert "contacts/ana-ruiz.md" in call
    assert "contacts/old-ana.md" not in call


@tried
def test_what_is_not_text_is_named(tmp_path: Path) -> None:
    wiki = repository(tmp_path)
    write(wiki / "contacts/list.bin", b"\0ana@ruiz.example")
    commit(tmp_path, "x")
    ran = soi(wiki, "forget", "ana-ruiz", "--history")
    assert ran.exit == 1
    blob = git(tmp_path, "rev-parse", "HEAD:contacts/list.bin").decode()[:12]
    told = f"still named in the blob {blob} contacts/list.bin; it is not text, so give its --path, too"
    assert f"soi: tried on a clone: {told}\n" in ran.err
    assert "no object names them" not in ran.err


@tried
def test_a_branch_with_the_name_is_named(tmp_path: Path) -> None:
    wiki = repository(tmp_path)
    git(tmp_path, "branch", "meet-ana-ruiz")
    git(tmp_path, "branch", "ana-ruiz/letter")
    ran = soi(wiki, "forget", "ana-ruiz", "--history")
    assert ran.exit == 1
    assert "soi: refs/heads/ana-ruiz/letter is named after them; rename or delete it\n" in ran.err


def test_stash_reflog_and_what_nothing_holds_are_counted(tmp_path: Path) -> None:
    wiki = repository(tmp_path)
    path = wiki / "contacts/ben.md"
    for words in ("Ana Ruiz once", "Ana Ruiz twice"):
        write(path, person("Ben") + words)
        git(tmp_path, "stash", "-q")
    write(path, person("Ben") + "Ana Ruiz in vain")
    commit(tmp_path, "About ana-ruiz")
    git(tmp_path, "reset", "-q", "--hard", "HEAD~1")
    write(tmp_path / "loose", "Ana Ruiz")
    git(tmp_path, "hash-object", "-w", "loose")
    (tmp_path / "loose").unlink()
    ran = soi(wiki, "forget", "ana-ruiz", "--history")
    # The commit by its message, the file by its words, the folder by the names of its files.
    assert "soi: 3 objects name them only in the reflog\n" in ran.err
    assert "soi: 1 object names them held by nothing, until git gc\n" in ran.err
    assert re.search(r"soi: [0-9]+ objects name them only in the stash\n", ran.err)
    assert "soi: there is a stash: apply or drop it first" in ran.err


@tried
def test_the_calls_reach_the_reflog_and_the_stash(tmp_path: Path) -> None:
    wiki = repository(tmp_path)
    for words in ("Ana Ruiz once", "Ana Ruiz twice"):
        write(wiki / "contacts/ben.md", person("Ben") + words)
        git(tmp_path, "stash", "-q")
    write(wiki / "contacts/ben.md", person("Ben") + "Ana Ruiz in vain")
    commit(tmp_path, "About ana-ruiz")
    git(tmp_path, "reset", "-q", "--hard", "HEAD~1")
    run_calls(tmp_path, soi(wiki, "forget", "ana-ruiz", "--history"))
    assert named(tmp_path) == []


def test_what_has_to_be_known_before_is_said(tmp_path: Path) -> None:
    root = tmp_path / "r"
    wiki = repository(root)
    git(root, "remote", "add", "forge", "https://forge.example/x.git")
    git(root, "worktree", "add", "-q", str(tmp_path / "tree"))
    clean = soi(wiki, "forget", "ana-ruiz", "--history").err
    assert "not committed" not in clean
    assert "soi: 1 more worktrees: remove them before" in clean
    assert "soi: the remote forge keeps everything until git push" in clean
    assert "soi: out of reach: remotes, forks, clones of others, backups" in clean
    write(wiki / "contacts/ben.md", person("Ben"))
    assert "soi: there are changes that are not committed" in soi(wiki, "forget", "ana-ruiz", "--history").err
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), "shallow")
    assert "soi: this is a shallow clone" in soi(tmp_path / "shallow", "forget", "ana-ruiz", "--history").err


def test_who_has_the_name_in_a_longer_one_is_named(tmp_path: Path) -> None:
    wiki = repository(tmp_path)
    write(wiki / "contacts/gil.md", person("Ana Ruíz Gil"))
    ran = soi(wiki, "forget", "ana-ruiz", "--history")
    assert "soi: Ana Ruíz Gil has the name in it and is changed with it" in ran.err


def test_what_to_replace_is_for_nobody_elses_eyes(tmp_path: Path) -> None:
    ran = soi(repository(tmp_path), "forget", "ana-ruiz", "--history", "--replace", "N.N.")
    call = shlex.split(ran.out.splitlines()[0])
    path = Path(call[call.index("--replace-text") + 1])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    assert all(
        line.startswith("regex:") and line.endswith("==>N.N.") for line in path.read_text().splitlines()
    )
    assert f"soi: {path} says whom to forget" in ran.err


def test_without_git_filter_repo_the_calls_are_printed_all_the_same(tmp_path: Path) -> None:
    wiki = repository(tmp_path / "r")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("git", "sh"):
        (programs / name).symlink_to(shutil.which(name) or "")
    ran = soi(wiki, "forget", "ana-ruiz", "--history", PATH=str(programs))
    assert ran.exit == 1
    assert ran.out.startswith("git filter-repo --force --invert-paths --path ")
    assert "soi: git-filter-repo is missing, so the calls were not tried" in ran.err


def test_an_id_that_is_a_word_is_forgotten_where_it_is_an_id(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    keys = "referred_by: will\nnot_same_as: [cy, will]\ninvited:\n  - will\n"
    text = f"---\nname: Ben\n{keys}---\nI will [[will]] [x](a/will.md)\n"
    make_wiki(tmp_path, {"will.md": person("Will"), "ben.md": text})
    commit(tmp_path, "I will")
    ran = soi(tmp_path, "forget", "will", "--history")
    call = shlex.split(ran.out.splitlines()[0])
    lines = Path(call[call.index("--replace-text") + 1]).read_text(encoding="utf-8").splitlines()
    content = text.encode()
    for line in lines:
        expression, _, word = line.removeprefix("regex:").rpartition("==>")
        content = re.sub(expression.encode(), word.encode(), content)
    assert content.decode() == text.replace("will", "someone").replace("I someone", "I will")


def test_whom_neither_the_wiki_nor_git_knows_is_nobody(tmp_path: Path) -> None:
    wiki = repository(tmp_path)
    ran = soi(wiki, "forget", "zoe", "--history")
    assert (ran.exit, ran.err.splitlines()[0]) == (2, 'soi: nobody is called "zoe"')
    write(wiki / "contacts/dan.md", person("Dan"))
    ran = soi(wiki, "forget", "dan", "--history")
    assert (ran.exit, ran.out, ran.err) == (0, "", "soi: git knows nothing of them\n")


def test_a_name_finds_who_is_gone(tmp_path: Path) -> None:
    wiki = repository(tmp_path)
    forgotten(tmp_path, wiki)
    assert "contacts/ana-ruiz.md" in soi(wiki, "forget", "Ana Ruiz", "--history").out


def test_without_git_there_is_no_history(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, {"ana.md": person()}), "forget", "ana", "--history")
    assert (ran.exit, ran.out) == (2, "")
    assert "not a git repository" in ran.err


def test_files_and_history_are_two_steps(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, {"ana.md": person()}), "forget", "ana", "--history", "--apply")
    assert ran.exit == 2
    assert (tmp_path / "contacts/ana.md").is_file()


@pytest.mark.parametrize("kept", [0, 2000], ids=["nothing is left", "the end is missing"])
def test_an_object_that_cannot_be_read_is_told(tmp_path: Path, kept: int) -> None:
    wiki = repository(tmp_path)
    write(tmp_path / "loose.txt", "".join(map(str, range(2000))))
    name = git(tmp_path, "hash-object", "-w", "loose.txt").decode().strip()
    file = tmp_path / ".git/objects" / name[:2] / name[2:]
    file.chmod(0o600)
    file.write_bytes(file.read_bytes()[:kept])
    ran = soi(wiki, "forget", "ana-ruiz", "--history")
    assert (ran.exit, ran.out) == (2, "")
    assert ran.err.startswith("soi: git cat-file: ")
    # What says whom to forget does not stay behind.
    assert [*Path(tempfile.gettempdir()).iterdir()] == []


def test_what_somebody_else_is_reached_by_stays_in_every_version(tmp_path: Path) -> None:
    wiki = repository(tmp_path)
    write(wiki / "contacts/cy.md", person("Cy", emails="ana@ruiz.example"))
    commit(tmp_path, "Add Cy")
    ran = soi(wiki, "forget", "ana-ruiz", "--history")
    assert "soi: ana@ruiz.example is somebody else's, too, and stays in every version\n" in ran.err


@tried
def test_a_longer_host_stays_in_every_version(tmp_path: Path) -> None:
    wiki = repository(tmp_path)
    write(wiki / "contacts/cy.md", person("Cy") + "ana@ruiz.example.org, ana@ruiz.example.\n")
    commit(tmp_path, "Add Cy")
    run_calls(tmp_path, soi(wiki, "forget", "ana-ruiz", "--history"))
    text = git(tmp_path, "show", "HEAD:contacts/cy.md").decode()
    assert text == person("Cy") + "ana@ruiz.example.org, someone.\n"
