"""What a command wrote, as a commit of its own: exactly that, and with no name in its message.

A message goes wherever the repository goes and is harder to take back than a file, so it says what kind of
change it is and never about whom.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from ..diagnostics import shown
from ..errors import RefusedError

_UNFINISHED = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "REBASE_HEAD")


def require_clean(root: Path, paths: Iterable[str]) -> None:
    """Refuse before anything is written if a commit would hold more than what is going to be written.

    Args:
        root: the wiki's folder.
        paths: the files that will be changed, made or taken away, relative to it.

    Raises:
        RefusedError: there is no repository, it is in the middle of a merge, or a file has changes of its
            owner's.
    """
    if _git(root, "rev-parse", "--is-inside-work-tree").stdout.strip() != b"true":
        raise RefusedError("there is no git repository to commit to", "leave out --commit, or run git init")
    for name in _UNFINISHED:
        if _git(root, "rev-parse", "--quiet", "--verify", name).returncode == 0:
            raise RefusedError("git is in the middle of a merge or rebase", "finish that first")
    dirty = [entry[3:].decode("utf-8", "replace") for entry in _changed(root, paths) if entry[2:3] == b" "]
    if dirty:
        files = ", ".join(shown(path, 200) for path in dirty)
        raise RefusedError(f"{files}: changed by you and not committed yet", "commit that first")


def commit(root: Path, paths: Iterable[str], message: str) -> str:
    """Commit files as they are now and nothing else; what is staged besides stays staged.

    Args:
        root: the wiki's folder.
        paths: files that were changed, made or taken away, relative to it.
        message: the subject.

    Returns:
        What became of it, in a sentence for the user.

    Raises:
        RefusedError: git did not commit, as when a hook objects.
    """
    written = dict.fromkeys(paths)
    known = _listed(_git(root, "ls-files", "-z", "--", *_exactly(written)).stdout)
    there = [path for path in written if path not in known and (root / path).exists()]
    ignored = _listed(_git(root, "check-ignore", "-z", "--stdin", given="\0".join(there)).stdout)
    new = [path for path in there if path not in ignored]
    wanted = [path for path in written if path in known or path in new]
    if not wanted:
        return "git keeps none of these files; nothing was committed"
    if not _changed(root, wanted):
        return "all is as it was before; nothing was committed"
    if new:
        _must(root, "add", "--intent-to-add", "--", *_exactly(new))
    try:
        _must(root, "commit", "--quiet", "--only", "--message", message, "--", *_exactly(wanted))
    except RefusedError:
        if new:
            _git(root, "reset", "--quiet", "--", *_exactly(new))
        raise
    name = _must(root, "rev-parse", "--short", "HEAD").stdout.decode("ascii").strip()
    return f"committed as {name}"


def _changed(root: Path, paths: Iterable[str]) -> list[bytes]:
    """What git says of the files among these that are not as in the last commit."""
    exactly = _exactly(paths)
    if not exactly:
        # Git would take no path for all of them.
        return []
    status = _git(root, "status", "--porcelain", "--untracked-files=all", "-z", "--", *exactly)
    return [entry for entry in status.stdout.split(b"\0") if entry]


def _listed(output: bytes) -> frozenset[str]:
    """Paths that git lists with a NUL behind each."""
    return frozenset(path.decode("utf-8", "surrogateescape") for path in output.split(b"\0") if path)


def _exactly(paths: Iterable[str]) -> list[str]:
    """Paths as git takes them literally, whatever signs they hold."""
    return [f":(literal){path}" for path in paths]


def _must(root: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    done = _git(root, *args)
    if done.returncode != 0:
        said = shown(b" ".join(done.stderr.split()).decode("utf-8", "replace"), 500) or "it does not say why"
        raise RefusedError(f"everything is written, but git did not commit it: {said}", "commit it yourself")
    return done


def _git(root: Path, *args: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", "-C", root, *args], input=os.fsencode(given), capture_output=True, check=False
        )
    except OSError as error:
        raise RefusedError(f"git cannot be run ({error.strerror})", "leave out --commit") from error
