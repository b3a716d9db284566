"""Whether a wiki's surroundings are in order: git, what it must not keep, and how it merges contacts.

A check is a function that yields what it found; `CHECKS` is the order in which they are told.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .. import __version__
from ..errors import RefusedError
from ..outward import repository
from . import write
from .driver import ATTRIBUTES
from .driver import LINE
from .driver import NAME
from .driver import SETTINGS
from .driver import with_line
from .state import STATE

_PROBE = "soi.md"
"""A contact that need not exist: attributes go by names."""
_IGNORED = ".gitignore"


@dataclass(frozen=True, slots=True)
class Place:
    """What is looked at."""

    root: Path
    """The folder of `mkdocs.yml`."""
    folder: str
    """Where the contacts lie, relative to the root."""

    @property
    def attributes(self) -> str:
        """Path of the attributes of the contacts, relative to the root."""
        return (Path(self.folder) / ATTRIBUTES).as_posix()


@dataclass(frozen=True, slots=True)
class State:
    """What a check found."""

    text: str
    is_right: bool = True
    mend: Callable[[], str] | None = None
    """Puts it right and says what it did; absent where only the owner can."""


def versions(place: Place) -> Iterator[State]:
    """Which soi this is, and on what."""
    del place
    yield State(f"soi {__version__}, Python {platform.python_version()}")


def git_present(place: Place) -> Iterator[State]:
    """Git is there, and the wiki lies in a repository."""
    if shutil.which("git") is None:
        yield State("git is not installed, so the wiki has no history", is_right=False)
    elif not _is_repository(place.root):
        yield State("no git repository; make one with git init", is_right=False)
    else:
        version = _git(place.root, "version").removeprefix("git version ").strip()
        yield State(f"git {version}, repository {repository(place.root)}")


def state_ignored(place: Place) -> Iterator[State]:
    """Lock, journal and cache stay out of git."""
    if not _is_repository(place.root):
        return
    if _status(place.root, "check-ignore", "--quiet", "--no-index", f"{STATE}/lock") == 0:
        yield State(f"{STATE}/ is ignored by git")
        return

    def mend() -> str:
        _add(place.root, _IGNORED, lambda content: _with_ended(content) + f"/{STATE}/\n".encode())
        return f"{_IGNORED}: added /{STATE}/"

    yield State(f"{STATE}/ is not ignored by git", is_right=False, mend=mend)


def soi_found(place: Place) -> Iterator[State]:
    """Git finds the driver by its name."""
    del place
    found = shutil.which("soi")
    if found:
        yield State(f"git finds soi at {found}")
    else:
        text = "soi is not on the PATH, so git merges contacts by itself, with markers"
        yield State(text, is_right=False)


def driver_set(place: Place) -> Iterator[State]:
    """The repository knows the merge driver."""
    if not _is_repository(place.root):
        return
    lacking = [name for name, value in SETTINGS.items() if _setting(place.root, name) != value]
    if not lacking:
        yield State("merge driver: set in this repository")
        return

    def mend() -> str:
        set_driver(place.root)
        return "merge driver: set in this repository; git does not clone it, so run soi doctor in each clone"

    yield State("merge driver: not set in this repository", is_right=False, mend=mend)


def attributes_set(place: Place) -> Iterator[State]:
    """Git merges contacts with the driver."""
    if not _is_repository(place.root):
        return
    target = place.root / place.attributes
    seen = target.read_bytes() if target.is_file() else None
    if seen is None or with_line(seen) != seen:

        def mend() -> str:
            _add(place.root, place.attributes, with_line)
            return f"{place.attributes}: added {LINE}; commit it, so that every clone has it"

        yield State(f"{place.attributes}: has no line {LINE}", is_right=False, mend=mend)
    else:
        yield State(f"{place.attributes}: {LINE}")


def attributes_hold(place: Place) -> Iterator[State]:
    """No other attribute has its way instead, union least of all: it loses and doubles touches."""
    if not _is_repository(place.root):
        return
    listed = _git(place.root, "ls-files", "-z", "--", f"{place.folder}/*.md")
    paths = [f"{place.folder}/{_PROBE}", *listed.split("\0")]
    told = _git(
        place.root, "check-attr", "-z", "--stdin", "merge", given="\0".join(filter(None, paths)) + "\0"
    )
    fields = told.split("\0")
    others: dict[str, list[str]] = {}
    for path, value in zip(fields[0::3], fields[2::3], strict=False):
        if value not in {NAME, "unspecified"}:
            others.setdefault(value, []).append(path)
    for value, found in sorted(others.items()):
        why = " loses and doubles touches" if value == "union" else " is used instead of soi's"
        where = found[0] if len(found) == 1 else f"{found[0]} and {len(found) - 1} more"
        text = f"{where}: merge={value}{why}; delete it from {ATTRIBUTES} or .git/info/attributes"
        yield State(text, is_right=False)


CHECKS: tuple[Callable[[Place], Iterator[State]], ...] = (
    versions,
    git_present,
    state_ignored,
    soi_found,
    driver_set,
    attributes_set,
    attributes_hold,
)
"""Checks in the order they are told in; one sees what those before it have mended."""


def set_driver(root: Path) -> None:
    """Tell the repository around a wiki how its contacts are merged."""
    for name, value in SETTINGS.items():
        _git(root, "config", "--local", "--replace-all", name, value)


def _add(root: Path, path: str, change: Callable[[bytes], bytes]) -> None:
    with write.lock(root):
        target = root / path
        seen = target.read_bytes() if target.is_file() else None
        if seen is None:
            write.create(root, target, change(b""))
        else:
            write.replace(root, target, seen, change(seen))


def _with_ended(content: bytes) -> bytes:
    return content if content.endswith(b"\n") or not content else content + b"\n"


def _is_repository(root: Path) -> bool:
    return shutil.which("git") is not None and _status(root, "rev-parse", "--is-inside-work-tree") == 0


def _setting(root: Path, name: str) -> str | None:
    done = _run(root, "config", "--local", "--null", "--get", name)
    return done.stdout.removesuffix("\0") if done.returncode == 0 else None


def _git(root: Path, *arguments: str, given: str | None = None) -> str:
    done = _run(root, *arguments, given=given)
    if done.returncode != 0:
        raise RefusedError(f"git {arguments[0]} failed: {done.stderr.strip()}")
    return done.stdout


def _status(root: Path, *arguments: str) -> int:
    return _run(root, *arguments).returncode


def _run(root: Path, *arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *arguments],
        cwd=root,
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
    )
