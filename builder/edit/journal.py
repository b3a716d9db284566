"""Several files changed as one: what is meant is recorded before the first of them is touched.

The record holds every file as it was and as it shall become. Whoever comes next after a crash carries the
change through, or takes it back where one of the files is neither any more because its owner wrote to it
meanwhile. A change that fails half-way, as on a full disk, is taken back at once.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import stat
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from pathlib import PurePosixPath
from typing import Protocol

from ..diagnostics import shown
from ..errors import RefusedError
from ..load import read_bytes
from . import write
from .state import JOURNAL
from .state import KEPT

VERSION = 1
_ALL_RIGHTS = 0o777


@dataclass(frozen=True, slots=True)
class Change:
    """One file, as it was and as it shall be."""

    path: str
    """Relative to the wiki."""
    before: bytes | None
    """None: there was none."""
    after: bytes | None
    """None: there shall be none."""
    mode: int | None = None
    """Rights that the file gets where it is made, in either direction; None for those of any new file."""


class Watcher(Protocol):
    """Somebody who wants to know of every change that is carried out."""

    def before(self, root: Path, paths: Sequence[str]) -> None:
        """Hear what is going to be written, and refuse it by raising."""

    def after(self, root: Path, paths: Sequence[str]) -> None:
        """Hear what was written."""


_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watched_by(watcher: Watcher) -> Iterator[None]:
    """Tell somebody of every change that is carried out meanwhile."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the wiki's lock, with nothing left half-done.

    Raises:
        RefusedError: somebody else holds it, or a change had to be finished first.
    """
    with write.lock(root):
        told = recover(root)
        if told:
            # What the command has read may be older than that.
            raise RefusedError("; ".join(told), "try again")
        yield


def carry_out(root: Path, changes: Sequence[Change]) -> None:
    """Make all changes or none. The caller holds the lock.

    Raises:
        RefusedError: a file is no longer what was seen or cannot be written. Then none is written; if even
            taking back failed, the next command does it.
    """
    changes = [change for change in changes if change.before != change.after]
    paths = [change.path for change in changes]
    assert len(set(paths)) == len(paths)
    for change in changes:
        _require_possible(root, change)
    watcher = _watcher.get()
    if watcher is not None and changes:
        watcher.before(root, paths)
    _carry_out(root, changes)
    if watcher is not None and changes:
        watcher.after(root, paths)


def _carry_out(root: Path, changes: Sequence[Change]) -> None:
    _sweep(root, changes)
    if len(changes) < 2:  # noqa: PLR2004 -- one file is written whole or not at all, which needs no record
        for change in changes:
            _make(root, change)
        return
    for change in changes:
        if not _is_ours(root, change.path):
            raise RefusedError(f"{change.path} is hidden; it is not changed together with other files")
    changes = [_with_rights(root, change) for change in changes]
    _record(root, changes)
    done: list[Change] = []
    try:
        for change in changes:
            done.append(change)
            _make(root, change)
    except BaseException as error:
        try:
            _take_back(root, done)
        except RefusedError as worse:
            message = f"{error}, and what was written before it could not be taken back: {worse}"
            raise RefusedError(message, "the next soi command will finish it or take it back") from error
        _close(root, f"{error}; nothing is written")
        raise
    _close(root, "all is written")


def recover(root: Path) -> list[str]:
    """Finish or take back what a crash left half-done. The caller holds the lock.

    Returns:
        What was done, in sentences for the user; empty where nothing was left.

    Raises:
        RefusedError: it can neither be finished nor taken back now.
    """
    try:
        content = (root / JOURNAL).read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        hint = "move it out of the wiki"
        raise RefusedError(f"{JOURNAL} cannot be read ({error.strerror})", hint) from error
    changes = _understood(root, content)
    if changes is None:
        place = write.keep(root, root / JOURNAL)
        return [f"an interrupted change cannot be understood; it was moved to {_relative(root, place)}"]
    foreign = [change for change in changes if _now(root, change) not in (change.before, change.after)]
    _sweep(root, changes)
    for change in foreign and reversed(changes):
        if change not in foreign:
            _set(root, change, change.after, change.before)
    for change in () if foreign else changes:
        _set(root, change, change.before, change.after)
    if not foreign:
        _close(root, "all is written")
        return [f"a change of {_names(changes)} that was interrupted is finished now"]
    place = write.keep(root, root / JOURNAL)
    since = f"except in {_names(foreign)}, which somebody changed since"
    meant = f"what was meant is in {_relative(root, place)}"
    return [f"a change of {_names(changes)} that was interrupted was taken back, {since}; {meant}"]


def mend(root: Path) -> list[str]:
    """Finish or take back what a crash left half-done, for a command that reads and never waits.

    Returns:
        What was done, or why it could not be.
    """
    if not (root / JOURNAL).exists():
        return []
    try:
        with write.lock(root, patience=0):
            return recover(root)
    except RefusedError as error:
        return [str(error)]


def kept(root: Path) -> list[str]:
    """Files that came out of a change and that the user has to look at."""
    with suppress(OSError):
        return sorted(_relative(root, path) for path in (root / KEPT).iterdir())
    return []


def _sweep(root: Path, changes: Iterable[Change]) -> None:
    """Clear away what a crash left in the folders that are written to, each but once."""
    for folder in {write.inside(root, (root / change.path).parent) for change in changes}:
        write.sweep(root, folder)


def _with_rights(root: Path, change: Change) -> Change:
    """A change that can be taken back with the rights that the file had."""
    if change.before is None:
        return change
    try:
        mode = stat.S_IMODE((root / change.path).stat().st_mode)
    except OSError as error:
        raise RefusedError(f"{change.path} cannot be read ({error.strerror})") from error
    return dataclasses.replace(change, mode=mode)


def _require_possible(root: Path, change: Change) -> None:
    """Refuse before anything is written what would be refused in the middle."""
    path = root / change.path
    if change.before is not None:
        target = write.inside(root, path)
        write.require_writable(path, target)
        write.require_writable(path.parent, target.parent)
        write.require_unchanged(path, target, change.before)
    elif path.exists():
        raise RefusedError(f"{path.name} exists already")


def _make(root: Path, change: Change) -> None:
    path = root / change.path
    if change.after is None:
        assert change.before is not None
        write.delete(root, path, change.before)
    elif change.before is None:
        write.create(root, path, change.after, change.mode)
    else:
        write.replace(root, path, change.before, change.after)


def _take_back(root: Path, done: Sequence[Change]) -> None:
    for change in reversed(done):
        _set(root, change, change.after, change.before)


def _set(root: Path, change: Change, seen: bytes | None, wanted: bytes | None) -> None:
    """Bring a file from one of its two states to the other, if it is not there already."""
    if _now(root, change) == seen:
        _make(root, Change(change.path, seen, wanted, change.mode))


def _now(root: Path, change: Change) -> bytes | None:
    path = root / change.path
    try:
        return read_bytes(write.inside(root, path))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise RefusedError(f"{path.name} cannot be read ({error.strerror})") from error


def _record(root: Path, changes: Iterable[Change]) -> None:
    files = [
        {
            "path": change.path,
            "before": _armoured(change.before),
            "after": _armoured(change.after),
            "mode": change.mode,
        }
        for change in changes
    ]
    content = json.dumps({"version": VERSION, "files": files}).encode("ascii")
    try:
        write.create(root, root / JOURNAL, content, 0o600)
    except RefusedError as error:
        # It may be there though the disk does not confirm it, and the next command would carry it out.
        with suppress(OSError):
            (root / JOURNAL).unlink()
        raise RefusedError(f"nothing is written: {error}", error.hint) from error


def _close(root: Path, state: str) -> None:
    """Delete the record of a change that is over."""
    path = root / JOURNAL
    try:
        path.unlink()
        write.sync_folder(path.parent)
    except OSError as error:
        raise RefusedError(
            f"{state}, but {JOURNAL} cannot be deleted ({error.strerror})", "delete it"
        ) from error


def _armoured(content: bytes | None) -> str | None:
    return None if content is None else base64.b64encode(content).decode("ascii")


def _understood(root: Path, content: bytes) -> list[Change] | None:
    """Changes of a record, None where it is none, or of an older version, or not one that soi would make.

    A record can come with a stranger's repository. What it asks for is made in files of the wiki alone, and
    never in hidden ones, where a change would be more than a change of text.

    Raises:
        RefusedError: a later version of soi wrote it.
    """
    try:
        record = json.loads(content)
        version = record["version"]
        if version > VERSION:
            raise RefusedError(f"{JOURNAL} was written by a later version of soi", "upgrade soi")
        changes = [_change(row) for row in record["files"]] if version == VERSION else []
        is_sound = bool(changes) and all(_is_ours(root, change.path) for change in changes)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    is_sound = is_sound and len({change.path for change in changes}) == len(changes)
    return changes if is_sound else None


def _change(row: dict[str, str | int | None]) -> Change:
    path, mode = row["path"], row["mode"]
    if not isinstance(path, str) or not isinstance(mode, int | None):
        raise TypeError
    if mode is not None and not 0 <= mode <= _ALL_RIGHTS:
        raise ValueError
    return Change(path, _plain(row["before"]), _plain(row["after"]), mode)


def _plain(armoured: object) -> bytes | None:
    if armoured is None:
        return None
    if not isinstance(armoured, str):
        raise TypeError
    return base64.b64decode(armoured, validate=True)


def _is_ours(root: Path, path: str) -> bool:
    pure = PurePosixPath(path)
    if pure.is_absolute() or any(part.startswith(".") for part in pure.parts):
        return False
    try:
        return not write.inside(root, root / path).is_dir()
    except RefusedError:
        return False


def _names(changes: Iterable[Change]) -> str:
    return ", ".join(shown(change.path, 200) for change in changes)


def _relative(root: Path, path: Path) -> str:
    return path.relative_to(root.resolve()).as_posix()
