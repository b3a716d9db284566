"""What git calls to merge a contact file, and the settings that make git call it.

Git asks nobody when a driver is missing or crashes: it keeps one side, and the other's touches are gone. So
the line that git runs believes only a word that soi prints once the result is in place, and hands everything
else to git's own merge.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from ..errors import SoiError
from .textmerge import both
from .threeway import merge

NAME = "soi-contact"
ATTRIBUTES = ".gitattributes"
"""In the folder of the contacts, so that it holds for no other Markdown and goes where the folder goes."""
LINE = f"*.md merge={NAME}"
CLEAN = "clean"
CONFLICT = "conflict"
SETTINGS: Mapping[str, str] = {
    f"merge.{NAME}.name": "soi, key by key",
    # Git quotes %P itself. A line may end in a carriage return on Windows, hence the stars.
    f"merge.{NAME}.driver": (
        f'case "$(soi merge-driver %O %A %B %P)" in {CLEAN}*) exit 0;; {CONFLICT}*) exit 1;; '
        "*) echo soi did not merge %P, so git does >&2; "
        "git merge-file -L ours -L base -L theirs %A %O %B;; esac"
    ),
    # Versions that only git sees, when it merges the bases of a criss-cross, take what their base had.
    f"merge.{NAME}.recursive": "binary",
}
"""Settings of a repository. Git never clones them, so each clone is given them once."""


class UnmergedError(SoiError):
    """The merge itself failed; whoever is to merge finds both versions in the file."""

    exit_status = 1

    def __init__(self, path: str, error: Exception) -> None:
        super().__init__(f"{path} could not be merged ({type(error).__name__}: {error})")
        self.hint = "both versions are in it, whole, between markers"


def merge_files(base: Path, ours: Path, theirs: Path, path: str) -> bool:
    """Merge the files that git hands over, into the second one; True if nobody has to decide anything.

    Args:
        base: a file with the version that both come from.
        ours: a file with one of them.
        theirs: a file with the other.
        path: what git calls the file.

    Raises:
        UnmergedError: the merge failed.
    """
    contents = [file.read_bytes() for file in (base, ours, theirs)]
    try:
        found = merge(*contents)
    except Exception as error:
        # Whatever is wrong with us, the user's two versions have to outlive it.
        _put(ours, both(*contents[1:]))
        raise UnmergedError(path, error) from error
    _put(ours, found.content)
    return found.is_clean


def _put(path: Path, content: bytes) -> None:
    """Write a file so that nobody who stops us finds a half of it."""
    temporary = path.with_name(f"{path.name}.soi")
    try:
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def with_line(content: bytes) -> bytes:
    """Attributes with the line that names the driver, and all else as it was."""
    if any(line.strip() == LINE.encode() for line in content.splitlines()):
        return content
    newline = b"\r\n" if b"\r\n" in content else b"\n"
    gap = newline if content and not content.endswith(b"\n") else b""
    return content + gap + LINE.encode() + newline
