"""What lies in a wiki's own folder: nobody's asset, and out of git."""

from __future__ import annotations

from pathlib import Path

STATE = ".soi"
"""The folder; it keeps itself out of git."""
JOURNAL = f"{STATE}/journal.json"
"""Record of a change of several files while it is made."""
KEPT = f"{STATE}/kept"
"""Where files go that came out of a change and that nobody can account for."""


def is_unsettled(root: Path) -> bool:
    """True if an earlier command was cut off, or has left something for the user to look at."""
    return (root / JOURNAL).exists() or (root / KEPT).exists()
