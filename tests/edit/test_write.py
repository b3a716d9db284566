"""How a file is written: at no moment does a reader, a crash or an editor lose a character."""

from __future__ import annotations

import ctypes
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.edit import contact
from builder.edit import drafts as edit
from builder.edit import exchange
from builder.edit import journal
from builder.edit import write
from builder.errors import RefusedError

from ..support import REPOSITORY
from ..support import TODAY
from ..support import make_wiki
from ..support import person
from ..support import soi

ANA = person(grade="A+", tags="hotel")
OLD = b"---\nname: Ana\n---\n"
NEW = b"---\nname: Ana Ruiz\n---\n"
SAVED = b"---\nname: Ana, saved in an editor\n---\n"


def wiki_of(root: Path, ana: str | bytes = ANA, **more: str) -> Path:
    return make_wiki(root, {"ana.md": ana, **{f"{name}.md": text for name, text in more.items()}})


def unchanged(root: Path, *args: str) -> str:
    """What a command says that writes nothing."""
    before = snapshot(root)
    ran = soi(root, *args)
    assert ran.exit == 2
    assert snapshot(root) == before
    return ran.err


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file of a wiki but those of the lock."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and path.parent.name != ".soi")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def log(draft: edit.Draft) -> None:
    contact.add(draft, "touches", {"date": TODAY, "channel": "call"})


def touch(root: Path) -> None:
    assert soi(root, "touch", "ana", "call").exit == 0


def when_exchanging(monkeypatch: pytest.MonkeyPatch, *acts: Callable[[Path], object]) -> list[Path]:
    """Do something with the file in the very moment before it is exchanged, a different thing each time."""
    swap = exchange.swap
    waiting = [*acts]
    done: list[Path] = []

    def swapped(one: Path, other: Path) -> bool:
        done.append(other)
        if waiting:
            waiting.pop(0)(other)
        return swap(one, other)

    monkeypatch.setattr(exchange, "swap", swapped)
    return done


# -- the guard


def test_a_change_made_in_the_meantime_is_not_lost(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    other = ANA.replace("hotel", "hotel, spa")

    def slowly(draft: edit.Draft) -> None:
        log(draft)
        (tmp_path / "contacts/ana.md").write_text(other, encoding="utf-8")

    with pytest.raises(RefusedError, match=r"ana\.md was changed in the meantime"):
        edit.change(tmp_path, ["contacts/ana.md"], slowly)
    assert (tmp_path / "contacts/ana.md").read_text(encoding="utf-8") == other


def test_a_change_made_in_the_last_moment_is_not_lost(tmp_path: Path) -> None:
    path = wiki_of(tmp_path, SAVED) / "contacts/ana.md"
    with pytest.raises(RefusedError, match="changed in the meantime"):
        write.replace(tmp_path, path, OLD, NEW)
    assert snapshot(tmp_path / "contacts") == {"ana.md": SAVED}


def test_a_save_between_the_last_look_and_the_exchange_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = wiki_of(tmp_path, OLD) / "contacts/ana.md"
    when_exchanging(monkeypatch, lambda file: file.write_bytes(SAVED))
    with pytest.raises(RefusedError, match=r"ana\.md was changed in the meantime and was not written"):
        write.replace(tmp_path, path, OLD, NEW)
    assert snapshot(tmp_path / "contacts") == {"ana.md": SAVED}
    assert journal.kept(tmp_path) == []


def test_of_two_saves_around_the_exchange_the_later_wins_and_the_other_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = wiki_of(tmp_path, OLD) / "contacts/ana.md"
    later = SAVED.replace(b"saved", b"saved again")
    when_exchanging(monkeypatch, lambda file: file.write_bytes(SAVED), lambda file: file.write_bytes(later))
    with pytest.raises(RefusedError, match="changed in the meantime"):
        write.replace(tmp_path, path, OLD, NEW)
    assert snapshot(tmp_path / "contacts") == {"ana.md": later}
    (kept,) = journal.kept(tmp_path)
    assert kept.endswith("-ana.md")
    assert (tmp_path / kept).read_bytes() == SAVED
    assert f"soi: {kept} came out of a change" in soi(tmp_path, "due").err


@pytest.mark.parametrize("system", ["without the call", "on a file system without it"])
def test_where_nothing_can_be_exchanged_the_file_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    path = wiki_of(tmp_path, OLD) / "contacts/ana.md"
    call = None if system == "without the call" else lambda *_: -1
    monkeypatch.setattr(exchange, "_call", lambda: call)
    monkeypatch.setattr(ctypes, "get_errno", lambda: 22)
    write.replace(tmp_path, path, OLD, NEW)
    assert snapshot(tmp_path / "contacts") == {"ana.md": NEW}


def test_a_disk_that_fails_in_the_exchange_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = wiki_of(tmp_path, OLD) / "contacts/ana.md"
    monkeypatch.setattr(exchange, "_call", lambda: lambda *_: -1)
    monkeypatch.setattr(ctypes, "get_errno", lambda: 5)
    with pytest.raises(RefusedError, match=r"ana\.md cannot be written \(Input/output error\)"):
        write.replace(tmp_path, path, OLD, NEW)
    assert snapshot(tmp_path / "contacts") == {"ana.md": OLD}


def test_what_is_saved_while_a_file_is_deleted_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = wiki_of(tmp_path, OLD) / "contacts/ana.md"
    rename = Path.rename

    def renamed(self: Path, target: Path) -> Path:
        self.write_bytes(SAVED)
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", renamed)
        with pytest.raises(RefusedError, match="changed in the meantime"):
            write.delete(tmp_path, path, OLD)
    assert snapshot(tmp_path / "contacts") == {"ana.md": SAVED}


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    path = wiki_of(tmp_path, OLD) / "contacts/ana.md"
    with pytest.raises(RefusedError, match=r"ana\.md exists already"):
        write.create(tmp_path, path, NEW)
    assert snapshot(tmp_path / "contacts") == {"ana.md": OLD}


def test_a_link_out_of_the_wiki_is_never_written(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(OLD)
    wiki = make_wiki(tmp_path / "wiki", {"ben.md": person("Ben")})
    (wiki / "contacts/ana.md").symlink_to(outside)
    assert soi(wiki, "touch", "ana", "call").exit == 2
    with pytest.raises(RefusedError, match="leads out of the wiki"):
        write.replace(wiki, wiki / "contacts/ana.md", OLD, b"")
    with pytest.raises(RefusedError, match="leads out of the wiki"):
        write.delete(wiki, wiki / "contacts/ana.md", OLD)
    assert outside.read_bytes() == OLD


def test_the_folder_of_the_lock_is_no_way_out_either(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    wiki = wiki_of(tmp_path / "wiki")
    (wiki / ".soi").symlink_to(tmp_path / "outside")
    assert "leads out of the wiki" in unchanged(wiki, "touch", "ana", "call")
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_link_inside_the_wiki_stays_a_link(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"shelf/ana.txt": ANA})
    (wiki / "contacts/ana.md").symlink_to("../shelf/ana.txt")
    touch(wiki)
    assert (wiki / "contacts/ana.md").is_symlink()
    assert "call" in (wiki / "shelf/ana.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o660])
def test_a_file_keeps_its_rights(tmp_path: Path, mode: int) -> None:
    path = wiki_of(tmp_path) / "contacts/ana.md"
    path.chmod(mode)
    touch(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == mode


# -- the disk


def test_everything_is_on_the_disk_before_the_name_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiki_of(tmp_path)
    steps: list[str] = []
    sync, swap = os.fsync, exchange.swap

    def fsync(file: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(file).st_mode) else "file")
        sync(file)

    def swapped(one: Path, other: Path) -> bool:
        steps.append("exchange")
        return swap(one, other)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(exchange, "swap", swapped)
    touch(tmp_path)
    assert steps == ["folder", "file", "exchange", "folder"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wiki_of(tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "No space left on device" in unchanged(tmp_path, "touch", "ana", "call")


def test_interrupted_in_the_last_step_the_old_file_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiki_of(tmp_path, OLD)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(exchange, "swap", interrupted)
    with pytest.raises(KeyboardInterrupt):
        edit.change(tmp_path, ["contacts/ana.md"], log)
    assert snapshot(tmp_path / "contacts") == {"ana.md": OLD}


def killed(root: Path, before: str, *args: str) -> None:
    """Run a command that is killed where a function would be called."""
    program = (
        "import os, signal\n"
        "from builder.edit import exchange, journal, write\n"
        f"{before} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from builder.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--wiki", str(root), *args],
        cwd=REPOSITORY, env={**os.environ, "SOI_TODAY": TODAY}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == -9, done.stderr


def test_killed_in_the_middle_the_old_file_is_whole_and_the_next_write_clears_up(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    killed(tmp_path, "exchange.swap", "touch", "ana", "call")
    found = snapshot(tmp_path / "contacts")
    assert found.pop("ana.md").decode() == ANA
    assert len(found) == 1
    assert soi(tmp_path, "check", "--select", "SOI1,SOI2,SOI3").exit == 0
    touch(tmp_path)
    assert list(snapshot(tmp_path / "contacts")) == ["ana.md"]


def test_what_an_editor_saved_and_a_crash_left_hidden_is_never_swept_away(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    killed(tmp_path, "exchange.swap", "touch", "ana", "call")
    (hidden,) = (tmp_path / "contacts").glob(".soi-*")
    hidden.write_bytes(SAVED)
    touch(tmp_path)
    assert not hidden.exists()
    (kept,) = journal.kept(tmp_path)
    assert (tmp_path / kept).read_bytes() == SAVED


def test_a_name_of_any_length_can_be_written(tmp_path: Path) -> None:
    long = "\u00e9" * 120
    wiki = make_wiki(tmp_path, {f"{long}.md": ANA})
    assert soi(wiki, "touch", long, "call").exit == 0
    assert list(snapshot(wiki / "contacts")) == [f"{long}.md"]


def test_a_file_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everything")
    wiki_of(tmp_path)
    (tmp_path / "contacts").chmod(0o555)
    ran = soi(tmp_path, "touch", "ana", "call")
    (tmp_path / "contacts").chmod(0o755)
    assert ran.exit == 2
    assert "cannot be written" in ran.err or "read-only" in ran.err


# -- the lock


def test_a_held_lock_is_waited_for_and_then_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wiki_of(tmp_path)
    monkeypatch.setattr(write, "PATIENCE", 0.1)
    with write.lock(tmp_path):
        assert "another soi command is writing" in unchanged(tmp_path, "touch", "ana", "call")
    touch(tmp_path)


def test_a_lock_that_cannot_be_had_is_not_blamed_on_another_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiki_of(tmp_path)

    def no_locks(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", no_locks)
    assert "the wiki cannot be locked (No locks available)" in unchanged(tmp_path, "touch", "ana", "call")


def test_git_never_sees_the_folder_of_the_lock_not_even_after_a_crash(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    (tmp_path / ".soi").mkdir()
    (tmp_path / ".soi/.gitignore").touch()
    touch(tmp_path)
    assert (tmp_path / ".soi/.gitignore").read_text(encoding="utf-8") == "*\n"


def test_twenty_commands_at_once_with_twenty_touches_each_are_all_kept(tmp_path: Path) -> None:
    rounds = int(os.environ.get("SOI_WRITERS", "4"))
    wiki_of(tmp_path, OLD)
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from builder.edit import write\n"
        "from builder.edit.contact import add\n"
        "from builder.edit.drafts import change\n"
        "write.PATIENCE = 600\n"
        "who, rounds = sys.argv[2:]\n"
        "for number in range(int(rounds)):\n"
        "    entry = {'date': '2026-03-01', 'channel': 'call', 'note': f'{who} {number}'}\n"
        "    change(Path(sys.argv[1]), ['contacts/ana.md'], lambda draft: add(draft, 'touches', entry))\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path), str(who), str(rounds)],
            cwd=REPOSITORY,
            stderr=subprocess.PIPE,
        )
        for who in range(rounds)
    ]
    assert [(process.communicate(timeout=600)[1], process.returncode) for process in running] == (
        [(b"", 0)] * rounds
    )
    found = soi(tmp_path, "show", "ana", "--format", "json").json["contact"]["touches"]
    notes = sorted(touch["note"] for touch in found)
    assert notes == sorted(f"{who} {number}" for who in range(rounds) for number in range(rounds))


@pytest.mark.parametrize(
    ("args", "status"),
    [(("check",), 0), (("due",), 0), (("today",), 0), (("show", "ana"), 0), (("touch", "ana", "call"), 2)],
    ids=lambda value: value[0] if isinstance(value, tuple) else str(value),
)
def test_without_file_locks_everything_but_writing_works(
    tmp_path: Path, args: tuple[str, ...], status: int
) -> None:
    wiki_of(tmp_path)
    before = snapshot(tmp_path)
    program = "import sys; sys.modules['fcntl'] = None\nfrom builder.cli import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", program, "--wiki", str(tmp_path), *args],
        cwd=REPOSITORY, env={**os.environ, "SOI_TODAY": TODAY}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stderr
    assert (b"no file locks" in done.stderr) == (status == 2)
    assert b"Traceback" not in done.stderr
    assert snapshot(tmp_path) == before
