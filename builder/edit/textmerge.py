"""Texts merged line by line, as git does it, and the markers around what two sides said differently.

Knows lines and nothing of contacts. The merge itself is git's own, so that notes come out as they would
without soi; the settings of whoever runs it do not count.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

OURS = "ours"
BASE = "base"
THEIRS = "theirs"
_OPENING = f"<<<<<<< {OURS}\n"
_MIDDLE = "=======\n"
_CLOSING = f">>>>>>> {THEIRS}\n"
MAX_CONFLICTS = 127
"""`git merge-file` exits with the number of conflicts, at most this; anything higher is a failure."""


def merge_lines(base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, bool] | None:
    """Merged text, and whether it is free of markers; None where git does not merge such texts.

    It does not merge what it takes for binary.
    """
    if ours in {base, theirs}:
        return theirs, True
    if theirs == base:
        return ours, True
    with tempfile.TemporaryDirectory(prefix="soi-") as folder:
        paths = [Path(folder) / name for name in (OURS, BASE, THEIRS)]
        for path, content in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(content)
        labels = [part for name in (OURS, BASE, THEIRS) for part in ("-L", name)]
        done = subprocess.run(
            ["git", "-c", "merge.conflictStyle=merge", "merge-file", "-p", "--quiet", *labels, *paths],
            capture_output=True,
            check=False,
        )
    # A negative status is a signal.
    if not 0 <= done.returncode <= MAX_CONFLICTS:
        return None
    return done.stdout, done.returncode == 0


def between_markers(ours: str, theirs: str) -> str:
    """Both texts, whole, between ordinary markers."""
    return f"{_OPENING}{_ended(ours)}{_MIDDLE}{_ended(theirs)}{_CLOSING}"


def both(ours: bytes, theirs: bytes) -> bytes:
    """Both files, whole, between ordinary markers. Needs nothing that could fail."""
    newline = b"\r\n" if b"\r\n" in ours else b"\n"
    markers = [line.strip().encode() + newline for line in (_OPENING, _MIDDLE, _CLOSING)]
    sides = [side if side.endswith(b"\n") or not side else side + newline for side in (ours, theirs)]
    return markers[0] + sides[0] + markers[1] + sides[1] + markers[2]


def _ended(text: str) -> str:
    return text if text.endswith("\n") or not text else f"{text}\n"
