"""Files and folders named on the command line, as the wiki names them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..errors import UsageError


def inside(path: Path, root: Path) -> str:
    """Path of a file or folder relative to the wiki.

    Raises:
        UsageError: there is none, or it lies elsewhere.
    """
    # A path is meant from where the user stands, else from the wiki's root, as findings have it.
    for base in (Path.cwd(), root):
        # Links in the way there are followed, as they were for the root; the file itself may be a link.
        whole = Path(os.path.normpath(base / path))
        absolute = Path(os.path.realpath(whole.parent), whole.name) if whole.name else whole
        if os.path.lexists(absolute):
            if absolute.is_relative_to(root):
                return absolute.relative_to(root).as_posix()
            raise UsageError(f"{path} is not in the wiki {root}")
    raise UsageError(f"there is no {path}")


def is_among(path: str, wanted: Iterable[str]) -> bool:
    """True for a file that is named, or that lies in a folder that is."""
    return any(name in (path, ".") or path.startswith(f"{name}/") for name in wanted)
