"""The wiki as git remembers it: the files of an earlier commit, read out of git's objects.

Nothing is checked out: work tree, index and branches stay as they are and are not looked at. Links and
submodules hold nothing of the wiki's own and are left out. Knows no facts.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import rules
from .diagnostics import Finding
from .diagnostics import shown
from .document import document_of
from .errors import RefusedError
from .errors import SettingsError
from .git import Git
from .load import SUFFIX
from .load import Place
from .load import assembled
from .load import is_left_aside
from .load import place_of
from .load import read_entity
from .model import Entity
from .outward import repository
from .settings import CONFIG
from .settings import folder_of
from .source import MAX_BYTES
from .source import read
from .wiki import Wiki

_NAME = re.compile(r"[0-9a-f]{40,64}")
_ENTRY = re.compile(r"100[0-7]{3} blob ([0-9a-f]{40,64}) +([0-9]+|BAD)\t(.+)", re.DOTALL)
"""A regular file as `git ls-tree --long` lists it; BAD is the size of a content that is lost."""
_SHORT = 9
"""Digits of a commit that are shown."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A state of the wiki that git holds."""

    name: str
    """All digits of it."""
    day: dt.date
    """When it was made, where the owner lives."""

    @property
    def short(self) -> str:
        """As many digits as people compare."""
        return self.name[:_SHORT]


def commit_named(root: Path, name: str, zone: dt.tzinfo | None) -> Commit:
    """Commit that a name, a tag or the first digits of one mean.

    Raises:
        RefusedError: there is no such commit, or no repository.
    """
    git = _git(root)
    # What begins with a hyphen git would take for an option, and it lets no branch or tag be called so.
    found = "" if name.startswith("-") else _verified(git, f"{name}^{{commit}}")
    if not found:
        why = "this is a shallow clone: git fetch --unshallow" if _is_shallow(git) else "see git log"
        raise RefusedError(f'"{shown(name)}" is neither a day nor a commit', why)
    return next(_commits(git, zone, "--max-count=1", found))


def commit_on(root: Path, day: dt.date, zone: dt.tzinfo | None) -> Commit:
    """Last commit of this branch at or before the end of a day.

    Only what the branch itself was: what lay on another branch that day was not yet the wiki.

    Args:
        root: the folder of `mkdocs.yml`.
        day: the day, where the owner lives.
        zone: where that is; None for the system's.

    Raises:
        RefusedError: there is none, or no repository.
    """
    git = _git(root)
    if not _verified(git, "HEAD^{commit}"):
        raise RefusedError("git has no commit of the wiki yet", "commit it, then look back from that day on")
    first = None
    for commit in _commits(git, zone, "--first-parent", "HEAD"):
        if commit.day <= day:
            return commit
        first = commit
    assert first is not None
    if _is_shallow(git):
        message = f"this is a shallow clone that begins on {first.day}"
        raise RefusedError(message, f"git fetch --unshallow, or look back to {first.day} at most")
    message = f"git knows nothing of the wiki before {first.day}"
    raise RefusedError(message, f"look back to {first.day} at most")


def wiki_at(root: Path, folder: str, commit: Commit) -> Wiki:
    """Wiki as a commit holds it.

    Args:
        root: the folder of `mkdocs.yml`.
        folder: where the contacts lie today, relative to the root; `mkdocs.yml` of then goes before.
        commit: which state.

    Raises:
        RefusedError: the folder is not in it, or git cannot read an object.
    """
    git = _git(root)
    folder = _folder(git, root, commit) or folder
    files = dict(_files(git, f"{_prefix(git)}{'' if folder == '.' else folder}".rstrip("/"), commit))
    above = "" if folder == "." else f"{folder}/"
    names = {f"{above}{path}": name for path, name in files.items()}
    contents = dict(_contents(git, [name for name in names.values() if name]))

    def reading(place: Place) -> tuple[Entity | None, list[Finding]]:
        name = names[place.path]
        flaw = place.flaw or ("" if name else f"over {MAX_BYTES >> 20} MB")
        if flaw:
            return None, [Finding(rules.NOT_TEXT, place.path, flaw, offset=0, contact=place.id)]
        return read_entity(place, read(contents[name]))

    return assembled(root, folder, map(place_of, sorted(names)), (), reading)


def _git(root: Path) -> Git:
    """Repository that the wiki lies in."""
    git = Git(root)
    if not git.ask("rev-parse", "--git-dir", is_checked=False):
        if not os.path.lexists(repository(root) / ".git"):
            raise RefusedError("the wiki is in no git repository", "git init, and commit now and then")
        git.ask("rev-parse", "--git-dir")
    return git


def _verified(git: Git, expression: str) -> str:
    """Name of the one object that an expression means, empty where there is none."""
    said = git.ask("rev-parse", "--verify", "--quiet", expression, is_checked=False)
    name = said.decode("ascii", "replace").strip()
    return name if _NAME.fullmatch(name) else ""


def _is_shallow(git: Git) -> bool:
    return git.ask("rev-parse", "--is-shallow-repository", is_checked=False).strip() == b"true"


def _prefix(git: Git) -> str:
    """From the top of the repository to the wiki, with a slash at the end, of whatever bytes."""
    return os.fsdecode(git.ask("rev-parse", "--show-prefix").removesuffix(b"\n"))


def _commits(git: Git, zone: dt.tzinfo | None, *which: str) -> Iterator[Commit]:
    """Commits, the latest first, on their days."""
    # git's own limits by date read the day in words of theirs, and give up on years that they do not expect.
    for line in git.lines("rev-list", "--timestamp", *which, "--"):
        seconds, _, name = line.partition(" ")
        yield Commit(name, _day(int(seconds), zone))


def _day(seconds: int, zone: dt.tzinfo | None) -> dt.date:
    try:
        return dt.datetime.fromtimestamp(seconds, zone).date()
    except (OverflowError, ValueError, OSError):
        return dt.date.max


def _folder(git: Git, root: Path, commit: Commit) -> str:
    """Where the contacts lay then, relative to the root; empty where the configuration of then cannot say."""
    name = _verified(git, f"{commit.name}:{_prefix(git)}{CONFIG}")
    for _, kind, content in git.objects([name] if name else []):
        try:
            document = document_of(content, CONFIG) if kind == "blob" else None
            # What it inherits may lie outside of the repository.
            if document and document.top and document.top.keys() & {"docs_dir", "INHERIT"} != {"INHERIT"}:
                return folder_of(document, root)
        except SettingsError:
            return ""
    return ""


def _files(git: Git, folder: str, commit: Commit) -> Iterator[tuple[str, str]]:
    """Files that may be contacts: path in the folder, and name of the content, empty for one too long."""
    tree = _verified(git, f"{commit.name}:{folder}")
    if not tree or git.ask("cat-file", "-t", tree).strip() != b"tree":
        message = f"{shown(folder, 300)} is not in the commit {commit.short} of {commit.day}"
        raise RefusedError(message, "name a later day or commit")
    listed = git.ask("ls-tree", "-r", "-z", "--long", "--full-tree", tree)
    for line in listed.split(b"\0"):
        entry = _ENTRY.fullmatch(os.fsdecode(line))
        if entry is not None and _may_be_contact(entry[3]):
            is_long = entry[2].isdigit() and int(entry[2]) > MAX_BYTES
            yield entry[3], "" if is_long else entry[1]


def _may_be_contact(path: str) -> bool:
    return path.endswith(SUFFIX) and not any(map(is_left_aside, path.split("/")))


def _contents(git: Git, names: list[str]) -> Iterator[tuple[str, bytes]]:
    for name, _, content in git.objects(names) if names else ():
        yield name, content
