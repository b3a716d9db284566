"""Several files changed as one: whatever happens in the middle, all are as meant or all are as before."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from builder.edit import journal
from builder.edit import write
from builder.edit.drafts import Draft
from builder.edit.drafts import apply
from builder.edit.journal import Change
from builder.edit.state import JOURNAL
from builder.edit.state import KEPT
from builder.errors import RefusedError

from ..support import REPOSITORY
from ..support import make_wiki
from ..support import person
from ..support import soi

BEFORE = {
    "contacts/ana.md": person("Ana"),
    "contacts/ben.md": person("Ben"),
    "contacts/old.md": person("Old"),
    "contacts/zoe.md": person("Zoe"),
}
AFTER = {
    "contacts/ana.md": person("Ana", grade="A"),
    "contacts/ben.md": person("Ben", grade="B"),
    "contacts/new.md": person("New"),
    "contacts/zoe.md": person("Zoe"),
}
PATHS = sorted({**BEFORE, **AFTER})
EDITED = person("Ana, edited by hand")
OLDER = REPOSITORY / "tests/found/journals"


def wiki_of(root: Path) -> Path:
    return make_wiki(root, BEFORE)


def changes() -> list[Change]:
    def bytes_of(texts: dict[str, str], path: str) -> bytes | None:
        return texts[path].encode() if path in texts else None

    return [Change(path, bytes_of(BEFORE, path), bytes_of(AFTER, path)) for path in PATHS]


def files(root: Path) -> dict[str, str]:
    found = sorted((root / "contacts").iterdir())
    return {f"contacts/{path.name}": path.read_text(encoding="utf-8") for path in found}


def killed(root: Path, at: int) -> None:
    """Begin the change and die before the file of that number."""
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from builder.edit import journal\n"
        "from tests.edit.test_journal import changes\n"
        "make, left = journal._make, [None] * int(sys.argv[2])\n"
        "def dying(root, change):\n"
        "    left.pop() if left else os.kill(os.getpid(), signal.SIGKILL)\n"
        "    make(root, change)\n"
        "journal._make = dying\n"
        "root = Path(sys.argv[1])\n"
        "with journal.lock(root):\n"
        "    journal.carry_out(root, changes())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(root), str(at)], cwd=REPOSITORY, capture_output=True, check=False
    )
    assert done.returncode == -9, done.stderr


@pytest.mark.parametrize("at", range(4))
def test_the_next_command_finishes_what_a_crash_left_half_done(tmp_path: Path, at: int) -> None:
    killed(wiki_of(tmp_path), at)
    assert (files(tmp_path) == BEFORE) == (at == 0)
    assert files(tmp_path) != AFTER
    ran = soi(tmp_path, "find", "Ana")
    names = "contacts/ana.md, contacts/ben.md, contacts/new.md, contacts/old.md"
    assert ran.err == f"soi: a change of {names} that was interrupted is finished now\n"
    assert files(tmp_path) == AFTER
    assert not (tmp_path / JOURNAL).exists()
    assert soi(tmp_path, "find", "Ana").err == ""


@pytest.mark.parametrize("at", [1, 2, 3])
def test_what_its_owner_edited_after_the_crash_is_kept_and_the_rest_taken_back(
    tmp_path: Path, at: int
) -> None:
    killed(wiki_of(tmp_path), at)
    (tmp_path / "contacts/ana.md").write_text(EDITED, encoding="utf-8")
    ran = soi(tmp_path, "find", "Ana")
    assert "was taken back, except in contacts/ana.md, which somebody changed since" in ran.err
    assert files(tmp_path) == {**BEFORE, "contacts/ana.md": EDITED}
    (kept,) = journal.kept(tmp_path)
    assert json.loads((tmp_path / kept).read_text(encoding="utf-8"))["files"][0]["path"] == "contacts/ana.md"


def test_a_writing_command_that_finishes_another_asks_to_be_run_again(tmp_path: Path) -> None:
    killed(wiki_of(tmp_path), 2)
    with pytest.raises(RefusedError, match="is finished now") as refused:
        apply(tmp_path, [Draft("contacts/ben.md", BEFORE["contacts/ben.md"].encode(), EDITED)])
    assert refused.value.hint == "try again"
    assert files(tmp_path) == AFTER


def test_a_command_that_reads_does_not_wait_for_one_that_writes(tmp_path: Path) -> None:
    killed(wiki_of(tmp_path), 2)
    half = files(tmp_path)
    with write.lock(tmp_path):
        ran = soi(tmp_path, "find", "Ana")
        assert ran.exit == 0
        assert ran.err == "soi: another soi command is writing to this wiki\n"
        assert files(tmp_path) == half


def test_what_fails_half_way_is_taken_back_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wiki_of(tmp_path)

    def full(*_: object) -> None:
        raise RefusedError("old.md cannot be deleted (No space left on device)")

    monkeypatch.setattr(write, "delete", full)
    with journal.lock(tmp_path), pytest.raises(RefusedError, match="taken back: old"):
        # What is new cannot be taken away either on such a disk.
        journal.carry_out(tmp_path, changes())
    assert (tmp_path / JOURNAL).exists()
    monkeypatch.undo()
    soi(tmp_path, "find", "Ana")
    assert files(tmp_path) == AFTER


def test_what_fails_in_a_file_takes_back_the_ones_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiki_of(tmp_path)
    create = write.create

    def full(root: Path, path: Path, content: bytes, mode: int | None = None) -> None:
        if path.name == "new.md":
            raise RefusedError("new.md cannot be written (No space left on device)")
        create(root, path, content, mode)

    monkeypatch.setattr(write, "create", full)
    with journal.lock(tmp_path), pytest.raises(RefusedError, match="No space left"):
        journal.carry_out(tmp_path, changes())
    assert files(tmp_path) == BEFORE
    assert not (tmp_path / JOURNAL).exists()


def test_a_key_that_interrupts_takes_back_what_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiki_of(tmp_path)
    delete = write.delete

    def interrupted(root: Path, path: Path, seen: bytes) -> None:
        if path.name == "old.md":
            raise KeyboardInterrupt
        delete(root, path, seen)

    monkeypatch.setattr(write, "delete", interrupted)
    with journal.lock(tmp_path), pytest.raises(KeyboardInterrupt):
        journal.carry_out(tmp_path, changes())
    assert files(tmp_path) == BEFORE


def test_of_several_files_none_is_written_if_one_was_changed(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    (tmp_path / "contacts/old.md").write_text(EDITED, encoding="utf-8")
    with journal.lock(tmp_path), pytest.raises(RefusedError, match=r"old\.md was changed in the meantime"):
        journal.carry_out(tmp_path, changes())
    assert files(tmp_path) == {**BEFORE, "contacts/old.md": EDITED}


def test_one_file_needs_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wiki_of(tmp_path)
    made: list[Path] = []
    create = write.create

    def noted(root: Path, path: Path, content: bytes, mode: int | None = None) -> None:
        made.append(path)
        create(root, path, content, mode)

    monkeypatch.setattr(write, "create", noted)
    with journal.lock(tmp_path):
        journal.carry_out(tmp_path, changes()[:1])
    assert made == []
    assert files(tmp_path)["contacts/ana.md"] == AFTER["contacts/ana.md"]


def test_a_new_file_gets_the_rights_of_the_one_it_replaces(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    old = tmp_path / "contacts/old.md"
    old.chmod(0o600)
    apply(
        tmp_path,
        [
            Draft("contacts/new.md", None, BEFORE["contacts/old.md"], like="contacts/old.md"),
            Draft("contacts/old.md", old.read_bytes(), "", is_gone=True),
        ],
    )
    assert not old.exists()
    assert (tmp_path / "contacts/new.md").stat().st_mode & 0o777 == 0o600


def test_what_is_taken_back_has_its_rights_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wiki_of(tmp_path)
    old = tmp_path / "contacts/old.md"
    old.chmod(0o600)

    def full(*_: object) -> None:
        raise RefusedError("zoe.md cannot be written (No space left on device)")

    monkeypatch.setattr(write, "replace", full)
    gone = Change("contacts/old.md", old.read_bytes(), None)
    zoe = Change("contacts/zoe.md", BEFORE["contacts/zoe.md"].encode(), EDITED.encode())
    with journal.lock(tmp_path), pytest.raises(RefusedError, match="No space left"):
        journal.carry_out(tmp_path, [gone, zoe])
    assert files(tmp_path) == BEFORE
    assert old.stat().st_mode & 0o777 == 0o600


def test_a_record_that_stays_behind_a_change_taken_back_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiki_of(tmp_path)
    unlink = Path.unlink

    def full(*_: object) -> None:
        raise RefusedError("old.md cannot be deleted (No space left on device)")

    def stays(self: Path, *, missing_ok: bool = False) -> None:
        if self.name == "journal.json":
            raise OSError(5, "Input/output error")
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(write, "delete", full)
    monkeypatch.setattr(Path, "unlink", stays)
    said = r"No space left on device\); nothing is written, but \.soi/journal\.json cannot be deleted"
    two = [change for change in changes() if change.path in {"contacts/ana.md", "contacts/old.md"}]
    with journal.lock(tmp_path), pytest.raises(RefusedError, match=said):
        journal.carry_out(tmp_path, two)
    assert files(tmp_path) == BEFORE


def record(root: Path, content: object) -> None:
    (root / ".soi").mkdir(exist_ok=True)
    (root / JOURNAL).write_text(
        content if isinstance(content, str) else json.dumps(content), encoding="utf-8"
    )


def test_a_record_that_the_disk_does_not_confirm_is_not_carried_out_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiki_of(tmp_path)
    with journal.lock(tmp_path):
        pass
    sync = write.sync_folder

    def full(folder: Path) -> None:
        if folder.name == ".soi":
            raise OSError(28, "No space left on device")
        sync(folder)

    with monkeypatch.context() as patch:
        patch.setattr(write, "sync_folder", full)
        with (
            journal.lock(tmp_path),
            pytest.raises(RefusedError, match=r"nothing is written: .*No space left"),
        ):
            journal.carry_out(tmp_path, changes())
    assert not (tmp_path / JOURNAL).exists()
    soi(tmp_path, "find", "Ana")
    assert files(tmp_path) == BEFORE


def rows(*paths: str, mode: int | None = None) -> str:
    """A record with a new file at each path."""
    found = [{"path": path, "before": None, "after": "eA==", "mode": mode} for path in paths]
    return json.dumps({"version": 1, "files": found})


@pytest.mark.parametrize(
    "path",
    [
        "../outside.md",
        "/soi-outside.md",
        ".git/hooks/post-checkout",
        "contacts/../../outside.md",
        "l/x.md",
    ],
)
def test_a_record_from_a_stranger_writes_nothing_outside_and_nothing_hidden(
    tmp_path: Path, path: str
) -> None:
    wiki = wiki_of(tmp_path / "wiki")
    (tmp_path / "elsewhere").mkdir()
    (wiki / "l").symlink_to(tmp_path / "elsewhere")
    row = {"path": path, "before": None, "after": "cHduZWQ=", "mode": 0o755}
    record(wiki, {"version": 1, "files": [row, {**row, "path": "contacts/x.md"}]})
    before = {found for found in tmp_path.rglob("*") if ".soi" not in found.parts}
    ran = soi(wiki, "find", "Ana")
    assert ran.exit == 0
    assert "it was moved to .soi/kept/" in ran.err
    assert {found for found in tmp_path.rglob("*") if ".soi" not in found.parts} == before
    assert not Path("/soi-outside.md").exists()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        "{",
        '{"version": "1"}',
        '{"version": 1, "files": 3}',
        '{"version": 1, "files": [{"path": 1}]}',
        "[" * 200_000,
        rows("a\0b"),
        rows("a\ud800b"),
        rows("contacts"),
        rows("contacts/x.md", "contacts/x.md"),
        rows("contacts/x.md", mode=10**20),
        rows("contacts/x.md", mode=-1),
        '{"version": 1, "files": [{"path": "contacts/x.md", "before": null, "after": "!", "mode": null}]}',
    ],
)
def test_a_record_that_cannot_be_understood_is_put_aside(tmp_path: Path, content: str) -> None:
    wiki_of(tmp_path)
    record(tmp_path, content)
    ran = soi(tmp_path, "find", "Ana")
    assert ran.exit == 0
    assert "an interrupted change cannot be understood; it was moved to .soi/kept/" in ran.err
    assert files(tmp_path) == BEFORE
    (kept,) = journal.kept(tmp_path)
    assert (tmp_path / kept).read_text(encoding="utf-8") == content


@pytest.mark.parametrize("path", sorted(OLDER.iterdir()), ids=lambda path: path.stem)
def test_a_record_of_an_older_version_is_put_aside(tmp_path: Path, path: Path) -> None:
    wiki_of(tmp_path)
    record(tmp_path, path.read_text(encoding="utf-8"))
    assert soi(tmp_path, "find", "Ana").exit == 0
    assert files(tmp_path) == BEFORE
    assert len(journal.kept(tmp_path)) == 1
    assert soi(tmp_path, "touch", "ben", "call").exit == 0


def test_a_record_of_a_later_version_is_left_to_it(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    record(tmp_path, {"version": 2, "change": "of a kind not known yet"})
    ran = soi(tmp_path, "find", "Ana")
    assert (ran.exit, ran.err) == (0, "soi: .soi/journal.json was written by a later version of soi\n")
    ran = soi(tmp_path, "touch", "ana", "call")
    assert (ran.exit, ran.out) == (2, "")
    assert "upgrade soi" in ran.err
    assert files(tmp_path) == BEFORE
    assert (tmp_path / JOURNAL).exists()


def test_the_record_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    killed(wiki_of(tmp_path), 1)
    assert (tmp_path / JOURNAL).stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / KEPT).exists()
