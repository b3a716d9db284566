"""What git remembers of somebody, and the calls that make it forget.

The user's repository is only read. The calls are tried on a clone, and every object that is left in it is
looked through: a rewrite that misses a tag or a picture says nothing of it.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from pathlib import PurePosixPath

from ..diagnostics import shown
from ..git import Git
from ..load import SUFFIX
from ..load import Place
from ..load import is_good_id
from ..load import read_entity
from ..model import Contact
from ..notes import pictures
from ..outward import repository
from ..source import read
from ..wiki import fold
from ..wiki import fold_accents
from ..workspace import Workspace
from .forget import own_files
from .naming import Naming

FILTER = "filter-repo"
_LOOSE = "held by nothing, until git gc"


@dataclass(frozen=True, slots=True)
class Trace:
    """An object of a repository that names somebody."""

    id: str
    kind: str
    """blob, tree, commit or tag."""
    path: str
    """Where it lies, empty where git does not say."""
    is_binary: bool = False


@dataclass(frozen=True, slots=True)
class Rewriting:
    """The calls, and what they would do."""

    paths: tuple[str, ...]
    """All that the file and what belongs to it was ever called, from the top of the repository."""
    calls: tuple[tuple[str, ...], ...]
    expressions: Path
    """File with what is to be replaced. It is private: it says whom to forget."""
    here: Mapping[str, int]
    """How many objects name them now, by where they are held."""
    left: tuple[Trace, ...] | None
    """What still names them on the clone after the calls, None if they could not be tried."""
    refs: tuple[str, ...]
    """Branches and tags with such a name, which no call changes."""
    notes: tuple[str, ...]
    """What the user has to know before running the calls."""


def rewriting(workspace: Workspace, naming: Naming, word: str) -> Rewriting:
    """The calls that make git forget somebody, tried on a clone.

    Args:
        workspace: the wiki.
        naming: who, and how they are named.
        word: what stands in texts instead.

    Raises:
        RefusedError: the wiki is in no git repository, or git says no.
    """
    git = Git(repository(workspace.root))
    git.ask("rev-parse", "--git-dir")
    pattern = _pattern(naming)
    paths = _paths(git, workspace, naming)
    folder = Path(tempfile.mkdtemp(prefix="soi-forget-"))
    try:
        expressions = _written(folder, naming, word)
        calls = tuple(_calls(paths, expressions))
        left = _tried(git, folder / "clone", calls, pattern)
        held = _held(git, pattern)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    refs = git.lines("for-each-ref", "--format=%(refname)")
    named = tuple(ref for ref in refs if pattern.search(os.fsencode(ref)))
    return Rewriting(paths, calls, expressions, held, left, named, tuple(_notes(git, naming)))


def _pattern(naming: Naming) -> re.Pattern[bytes]:
    return re.compile(b"|".join(expression.encode("ascii") for expression in naming.octets) or rb"(?!)")


def _written(folder: Path, naming: Naming, word: str) -> Path:
    """File for git-filter-repo, in a folder that only its owner may enter."""
    path = folder / "expressions.txt"
    path.touch(mode=0o600)
    path.write_text(
        "".join(f"regex:{expression}==>{word}\n" for expression in naming.octets), encoding="utf-8"
    )
    return path


def remembered(workspace: Workspace, who: str) -> Contact | None:
    """Contact whose file is gone, as git last saw it; None where git knows no such file either."""
    git = Git(repository(workspace.root))
    above = workspace.in_repository(workspace.wiki.folder)
    for stem in dict.fromkeys((who, "-".join(fold_accents(who).split()))):
        if not is_good_id(stem):
            continue
        pattern = f":(top,icase,glob){'' if above == '.' else f'{above}/'}**/{stem}{SUFFIX}"
        found = git.ask("log", "--all", "--format=%H", "--name-only", "-z", "--", pattern, is_checked=False)
        for name in found.decode("utf-8", "surrogateescape").replace("\n", "\0").split("\0"):
            contact = _last_seen(git, name, workspace) if name.endswith(SUFFIX) else None
            if contact is not None:
                return contact
    return None


def _last_seen(git: Git, path: str, workspace: Workspace) -> Contact | None:
    """Contact in the latest version of a file that there is."""
    for commit in git.lines(
        "log", "--all", "--format=%H", "--diff-filter=AMR", "--", f":(top,literal){path}"
    ):
        content = git.ask("show", f"{commit}:{path}", is_checked=False)
        stem = PurePosixPath(path).name.removesuffix(SUFFIX)
        place = Place(path.removeprefix(workspace.in_repository("")), stem)
        entity, _ = read_entity(place, read(content))
        if isinstance(entity, Contact):
            return entity
    return None


def _paths(git: Git, workspace: Workspace, naming: Naming) -> tuple[str, ...]:
    """Every path under which git knows the file, what belongs to it and what is called like them.

    A path that is somebody else's today is none of them, whatever it was before.
    """
    contact = naming.contact
    ever = set(git.names("log", "--all", "--reflog", "--format=", "--name-only", "--no-renames", "-m", "-z"))
    stems = {fold(contact.id), *map(fold, contact.former_ids)}
    pattern = _pattern(naming)
    own = workspace.in_repository(contact.path)
    folders = (str(PurePosixPath(own).parent), workspace.in_repository(workspace.wiki.folder))
    pictured = (*([contact.photo] if contact.photo else []), *pictures(contact.notes))
    theirs = {posixpath.normpath(posixpath.join(folder, path)) for path in pictured for folder in folders}
    found = {
        own,
        *git.names("log", "--follow", "--format=", "--name-only", "-z", "--", f":(top,literal){own}"),
    }
    for path in ever:
        name = PurePosixPath(path).name
        is_file = name.endswith(SUFFIX) and fold(name.removesuffix(SUFFIX)) in stems
        if is_file or path in theirs or pattern.search(os.fsencode(name)):
            found.add(path)
    is_there = contact.path in workspace.wiki.paths.values()
    mine = {workspace.in_repository(path) for path in own_files(workspace, contact)} if is_there else {own}
    others = {path for path in found - mine if (git.folder / path).exists()}
    return tuple(sorted((found & ever) - others))


def _calls(paths: Sequence[str], expressions: Path) -> Iterator[tuple[str, ...]]:
    listed = [part for path in paths for part in ("--path", path)]
    texts = ("--replace-text", str(expressions), "--replace-message", str(expressions))
    yield ("git", FILTER, "--force", *(["--invert-paths"] if listed else []), *listed, *texts)
    yield ("git", "reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all")
    yield ("git", "gc", "--quiet", "--prune=now")


def _tried(
    git: Git, clone: Path, calls: Iterable[Sequence[str]], pattern: re.Pattern[bytes]
) -> tuple[Trace, ...] | None:
    """What names them on a clone after the calls, None where git-filter-repo is missing."""
    if not git.ask(FILTER, "--version", is_checked=False):
        return None
    try:
        git.ask("clone", "--quiet", "--mirror", "--no-local", str(git.folder), str(clone))
        tried = Git(clone)
        for _, *call in calls:
            tried.ask(*call)
        return tuple(_traces(tried, pattern))
    finally:
        shutil.rmtree(clone, ignore_errors=True)


def _traces(git: Git, pattern: re.Pattern[bytes]) -> Iterator[Trace]:
    """Every object that names them."""
    paths = dict(_split(line) for line in git.lines("rev-list", "--objects", "--all"))
    for name, kind, content in git.objects():
        if pattern.search(content):
            yield Trace(name, kind, paths.get(name, ""), is_binary=b"\0" in content[:8192] and kind == "blob")


def _split(line: str) -> tuple[str, str]:
    name, _, path = line.partition(" ")
    return name, path


def _held(git: Git, pattern: re.Pattern[bytes]) -> Mapping[str, int]:
    """How many objects name them, by what holds them: what is pushed, or only something of one's own."""
    stashed = git.ask("log", "-g", "--format=%H", "refs/stash", "--", is_checked=False).decode().split()
    holders = {
        "in branches and tags": ("--exclude=refs/stash", "--all"),
        "only in the stash": tuple(stashed),
        "only in the reflog": ("--reflog",),
    }
    held: dict[str, str] = {}
    for holder, roots in holders.items():
        for line in git.lines("rev-list", "--objects", *roots) if roots else ():
            held.setdefault(_split(line)[0], holder)
    counted = Counter(held.get(name, _LOOSE) for name, _, content in git.objects() if pattern.search(content))
    return {holder: counted[holder] for holder in (*holders, _LOOSE) if counted[holder]}


def _notes(git: Git, naming: Naming) -> Iterator[str]:
    """What the user has to know before the calls are run in this very repository."""
    if git.ask("status", "--porcelain"):
        yield "there are changes that are not committed: commit them first, or the calls throw them away"
    if git.ask("rev-parse", "--verify", "--quiet", "refs/stash", is_checked=False):
        yield "there is a stash: apply or drop it first, the calls throw all but the last entry away"
    if git.ask("rev-parse", "--is-shallow-repository").strip() == b"true":
        yield "this is a shallow clone: run git fetch --unshallow first, or what is older stays"
    worktrees = [
        line for line in git.lines("worktree", "list", "--porcelain") if line.startswith("worktree ")
    ]
    if len(worktrees) > 1:
        yield f"{len(worktrees) - 1} more worktrees: remove them before, and make them anew behind"
    for value in naming.shared_values:
        yield f"{shown(value)} is somebody else's, too, and stays in every version"
    for name in naming.shared:
        yield f"{shown(name)} has the name in it and is changed with it, in every version but those to come"
    for remote in git.lines("remote"):
        yield f"the remote {remote} keeps everything until git push --force --mirror, and git drops it here"
