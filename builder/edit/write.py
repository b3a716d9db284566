"""The one way onto the disk: lock, guard, temporary file, sync, exchange, sync.

A reader sees the old file or the new one, never a half. What somebody else wrote in the meantime is put back,
not overwritten. A crash at any moment leaves the old file or the new one, and at worst a hidden file beside
it, which the next write into that folder sweeps. What soi neither wrote nor saw before is never deleted, but
kept for the user to look at.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path

from ..errors import RefusedError
from ..load import read_bytes
from . import exchange
from .state import KEPT
from .state import STATE

PATIENCE = 10.0
"""Seconds to wait for another soi command to finish writing."""
HIDDEN = ".soi-"
"""Begins the names of temporary files: hidden, so that no reader takes one for a contact."""
UNFINISHED = ".part"
READY = ".tmp"
_MAX_NAME = 100
"""Bytes of a file's name that stand in that of its temporary one, which has to stay short enough itself."""
_HASH = 16


@contextmanager
def lock(root: Path, patience: float | None = None) -> Iterator[None]:
    """Hold the wiki's lock, so that two commands never write at once.

    Args:
        root: the wiki's folder.
        patience: seconds to wait for another command, `PATIENCE` if absent.

    Raises:
        RefusedError: another command holds it for too long, or the wiki cannot be written to.
    """
    state = inside(root, root / STATE)
    try:
        if not state.is_dir():
            state.mkdir()
            sync_folder(root)
        _hide_from_git(state / ".gitignore")
        file = os.open(state / "lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        hint = f"{STATE} has to be a folder that you may write to"
        raise RefusedError(f"the wiki cannot be written to ({STATE}: {error.strerror})", hint) from error
    try:
        _take(file, PATIENCE if patience is None else patience)
        yield
    finally:
        os.close(file)


def _hide_from_git(ignore: Path) -> None:
    # An empty one is what a crash at this moment leaves.
    if not ignore.exists() or not ignore.stat().st_size:
        ignore.write_text("*\n", encoding="utf-8")


def _take(file: int, patience: float) -> None:
    try:
        import fcntl  # noqa: PLC0415 -- absent on Windows, where reading commands have to work all the same
    except ImportError as error:
        raise RefusedError("this system has no file locks that soi knows, so it does not write") from error
    limit = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > limit:
                raise RefusedError(
                    "another soi command is writing to this wiki", "wait for it, then try again"
                ) from error
            time.sleep(0.05)
        except OSError as error:
            raise RefusedError(f"the wiki cannot be locked ({error.strerror})") from error
        else:
            return


def inside(root: Path, path: Path) -> Path:
    """The file itself behind any links.

    Raises:
        RefusedError: a link leads out of the wiki.
    """
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(os.path.realpath(root)):
        raise RefusedError(f"{path.name} is a link that leads out of the wiki; it is not followed")
    return real


def require_writable(path: Path, target: Path) -> None:
    """Refuse to go on if a file or folder may not be written."""
    if not os.access(target, os.W_OK):
        raise RefusedError(f"{path.name} is read-only", "make it writable first")


def require_unchanged(path: Path, target: Path, seen: bytes) -> None:
    """Refuse to go on if a file is no longer what was seen."""
    try:
        is_as_seen = read_bytes(target) == seen
    except OSError as error:
        raise RefusedError(f"{path.name} cannot be read ({error.strerror})", "try again") from error
    if not is_as_seen:
        raise _changed(path)


def _changed(path: Path) -> RefusedError:
    return RefusedError(f"{path.name} was changed in the meantime and was not written", "try again")


def replace(root: Path, path: Path, seen: bytes, content: bytes) -> None:
    """Put new content in place of the content that was seen. The caller holds the lock.

    Raises:
        RefusedError: the file is no longer what was seen, or cannot be written.
    """
    target = inside(root, path)
    require_writable(path, target)
    with _explained(path):
        other = _finished(target, seen, content)
        try:
            require_unchanged(path, target, seen)
            is_exchanged = exchange.swap(other, target)
            if not is_exchanged:
                # This system cannot exchange: what is saved between the look and this line is overwritten.
                other.replace(target)
        except BaseException:
            _discard(root, other)
            raise
        if is_exchanged and read_bytes(other) != seen:
            _put_back(root, other, target, content)
            raise _changed(path)
    _confirm(path, target.parent)
    _discard(root, other)


def _put_back(root: Path, other: Path, target: Path, content: bytes) -> None:
    """Give the file back to whoever saved it in the very moment of the exchange."""
    exchange.swap(other, target)
    if read_bytes(other) != content:
        # Saved once more on top of ours: the last save is the one that is wanted, the other one is kept.
        exchange.swap(other, target)
    _discard(root, other)


def delete(root: Path, path: Path, seen: bytes) -> None:
    """Take away a file that still is what was seen. The caller holds the lock.

    Raises:
        RefusedError: the file is no longer what was seen, or cannot be taken away.
    """
    target = inside(root, path)
    require_unchanged(path, target, seen)
    with _explained(path, "deleted"):
        other = target.with_name(_ready_name(target, seen, b""))
        target.rename(other)
        if read_bytes(other) != seen:
            with suppress(FileExistsError):
                os.link(other, target)
            _discard(root, other)
            raise _changed(path)
        _confirm(path, target.parent)
        other.unlink()


def create(root: Path, path: Path, content: bytes, mode: int | None = None) -> None:
    """Make a new file; an existing one is never touched. The caller holds the lock.

    Args:
        root: the wiki's folder.
        path: the file.
        content: what it holds.
        mode: its rights, those that a new file gets if absent.

    Raises:
        RefusedError: there is one already, or the folder cannot be written.
    """
    folder = inside(root, path.parent)
    with _explained(path):
        _make_folder(folder)
        other = _written(folder, content, 0o666 & ~_umask() if mode is None else mode)
        try:
            _place_new(other, folder / path.name, content)
        finally:
            with suppress(OSError):
                other.unlink()
    _confirm(path, folder)


@contextmanager
def _explained(path: Path, what: str = "written") -> Iterator[None]:
    """Turn what the system says into what the user reads."""
    try:
        yield
    except FileExistsError as error:
        raise RefusedError(f"{path.name} exists already") from error
    except OSError as error:
        raise RefusedError(f"{path.name} cannot be {what} ({error.strerror})") from error


def _place_new(other: Path, target: Path, content: bytes) -> None:
    """Give a finished file its name, unless the name is taken, which a rename would not notice."""
    try:
        os.link(other, target)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no links. There a crash at this moment can leave a part of the new file.
        with target.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())


def _finished(target: Path, seen: bytes, content: bytes) -> Path:
    """File with the new content whose name tells what was seen and what is meant.

    By that name the sweep knows later whether what is in it may go.
    """
    before = target.stat()
    part = _written(target.parent, content, stat.S_IMODE(before.st_mode))
    with suppress(OSError):
        # For root alone this is more than nothing: the file stays its owner's.
        os.chown(part, before.st_uid, before.st_gid)
    ready = target.with_name(_ready_name(target, seen, content))
    try:
        return part.rename(ready)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _written(folder: Path, content: bytes, mode: int) -> Path:
    file, name = tempfile.mkstemp(prefix=HIDDEN, suffix=UNFINISHED, dir=folder)
    try:
        with os.fdopen(file, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fchmod(stream.fileno(), mode)
            os.fsync(stream.fileno())
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return Path(name)


def _ready_name(target: Path, seen: bytes, content: bytes) -> str:
    name = os.fsencode(target.name)[:_MAX_NAME].decode("utf-8", "ignore")
    return f"{HIDDEN}{_hash(seen)}-{_hash(content)}-{name}{READY}"


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_HASH]


def _make_folder(folder: Path) -> None:
    """Make a folder with those above it, and have their names on the disk."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sweep(root: Path, folder: Path) -> None:
    """Clear away what a crash left in a folder. Under the lock nobody else is at work there."""
    with suppress(OSError):
        for place in folder.iterdir():
            if place.name.startswith(HIDDEN) and place.name.endswith((UNFINISHED, READY)):
                _discard(root, place)


def _discard(root: Path, other: Path) -> None:
    """Delete a temporary file if it holds nothing but what was seen or meant; else keep it for the user."""
    # What could not be cleared away now, the next sweep will; the file that matters is in its place.
    with suppress(OSError):
        known = other.name.removeprefix(HIDDEN).split("-", 2)[:2]
        if other.name.endswith(UNFINISHED) or _hash(other.read_bytes()) in known:
            other.unlink()
        else:
            keep(root, other)


def keep(root: Path, other: Path) -> Path:
    """Move a file out of the way to where the user finds it, under a name that is free."""
    folder = inside(root, root / KEPT)
    folder.mkdir(parents=True, exist_ok=True)
    name = other.name.removeprefix(HIDDEN).removesuffix(READY)
    place = folder / f"{_hash(other.read_bytes())}-{name.split('-', 2)[-1]}"
    shutil.move(other, place)
    return place


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _confirm(path: Path, folder: Path) -> None:
    """Wait until the disk has a folder's names."""
    try:
        sync_folder(folder)
    except OSError as error:
        message = f"{path.name} was changed, but the disk does not confirm it ({error.strerror})"
        raise RefusedError(message, "look at the file, and at the disk") from error


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    if os.name == "nt":
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
