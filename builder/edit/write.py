"""The one way onto the disk: lock, guard, temporary file, sync, replace, sync.

A reader sees the old file or the new one, never a half; a change that somebody else made in the meantime is
never overwritten; a crash at any moment leaves the old file and at worst a hidden temporary one.
"""

from __future__ import annotations

import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path

from ..errors import RefusedError
from ..load import read_bytes

STATE = ".soi"
"""Folder of the lock and other things that are nobody's asset; it keeps itself out of git."""
PATIENCE = 10.0
"""Seconds to wait for another soi command to finish writing."""


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the wiki's lock, so that two commands never write at once.

    Raises:
        RefusedError: another command holds it for too long.
    """
    state = root / STATE
    try:
        state.mkdir(exist_ok=True)
        ignore = state / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        file = os.open(state / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise RefusedError(f"the wiki cannot be written to ({STATE}: {error.strerror})") from error
    try:
        _take(file)
        yield
    finally:
        os.close(file)


def _take(file: int) -> None:
    try:
        import fcntl  # noqa: PLC0415 -- absent on Windows, where reading commands have to work all the same
    except ImportError as error:
        raise RefusedError("this system has no file locks that soi knows, so it does not write") from error
    limit = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if time.monotonic() > limit:
                raise RefusedError(
                    "another soi command is writing to this wiki", "wait for it, then try again"
                ) from error
            time.sleep(0.05)
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


def replace(root: Path, path: Path, seen: bytes, content: bytes) -> None:
    """Put new content in place of the content that was seen. The caller holds the lock.

    Raises:
        RefusedError: the file is no longer what was seen, or cannot be written.
    """
    target = inside(root, path)
    require_writable(path, target)
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
        temporary = _temporary(target, content, mode)
    except OSError as error:
        raise RefusedError(f"{path.name} cannot be written ({error.strerror})") from error
    try:
        require_unchanged(path, target, seen)
        temporary.replace(target)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise RefusedError(f"{path.name} cannot be written ({error.strerror})") from error
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


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
        raise RefusedError(f"{path.name} was changed in the meantime and was not written", "try again")


def delete(root: Path, path: Path, seen: bytes) -> None:
    """Take away a file that still is what was seen. The caller holds the lock.

    Raises:
        RefusedError: the file is no longer what was seen, or cannot be taken away.
    """
    target = inside(root, path)
    require_unchanged(path, target, seen)
    try:
        target.unlink()
    except OSError as error:
        raise RefusedError(f"{path.name} cannot be deleted ({error.strerror})") from error
    _sync_folder(target.parent)


def create(root: Path, path: Path, content: bytes) -> None:
    """Make a new file; an existing one is never touched.

    Raises:
        RefusedError: there is one already, or the folder cannot be written.
    """
    folder = inside(root, path.parent)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary = _temporary(folder / path.name, content, 0o666 & ~_umask())
    except OSError as error:
        raise RefusedError(f"{path.name} cannot be written ({error.strerror})") from error
    try:
        _place_new(temporary, folder / path.name, content)
    except FileExistsError as error:
        raise RefusedError(f"{path.name} exists already") from error
    except OSError as error:
        raise RefusedError(f"{path.name} cannot be written ({error.strerror})") from error
    finally:
        with suppress(OSError):
            temporary.unlink()
    _sync_folder(folder)


def _place_new(temporary: Path, target: Path, content: bytes) -> None:
    """Give a finished file its name, unless the name is taken, which a rename would not notice."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no links. There a crash at this moment can leave a part of the new file.
        with target.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())


def _temporary(target: Path, content: bytes, mode: int) -> Path:
    # Hidden, so that no reader takes it for a contact.
    file, name = tempfile.mkstemp(prefix=".soi-", suffix=".tmp", dir=target.parent)
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


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
