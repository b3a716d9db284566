"""Which folders a build may empty: MkDocs deletes everything in the site's folder before it writes.

A folder that soi has built into carries a marker. Its name begins with a dot, which MkDocs leaves alone.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from ..errors import RefusedError

MARKER = ".soi-site"
_TEXT = "soi builds into this folder and empties it first. Without this file it would refuse to.\n"


def refuse_foreign(site: Path, contacts: Path) -> None:
    """Make sure that a folder can be emptied without harm.

    Raises:
        RefusedError: it holds something that soi did not make, or is mixed up with the contacts.
    """
    real, data = site.resolve(), contacts.resolve()
    if real == data or real in data.parents or data in real.parents:
        message = (
            f"the site cannot go to {site}: building empties that folder, and the contacts are in {contacts}"
        )
        raise RefusedError(message, "choose another site_dir in mkdocs.yml")
    if real.exists() and not real.is_dir():
        raise RefusedError(
            f"the site cannot go to {site}: it is not a folder", "choose another site_dir in mkdocs.yml"
        )
    if real.is_dir() and any(real.iterdir()) and not (real / MARKER).is_file():
        message = f"the site cannot go to {site}: the folder holds files that soi did not make"
        raise RefusedError(message, "move them away, or choose another site_dir in mkdocs.yml")


def mark(site: Path) -> None:
    """Leave the marker, before the first file is written: a build that breaks off can then be repeated."""
    site.mkdir(parents=True, exist_ok=True)
    (site / MARKER).write_text(_TEXT, encoding="utf-8")


def empty(site: Path, contacts: Path) -> bool:
    """Take away all that a build left in a folder, and say whether there was anything.

    Raises:
        RefusedError: it holds something that soi did not make, or is mixed up with the contacts.
    """
    refuse_foreign(site, contacts)
    if not site.is_dir():
        return False
    # As MkDocs does it: what begins with a dot stays, and with it the marker.
    made = [entry for entry in site.iterdir() if not entry.name.startswith(".")]
    for entry in made:
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    return bool(made)
