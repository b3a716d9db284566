"""Files as they were seen and as they shall become, and the one way in which such a set is carried out.

An intention is made of drafts; nothing is written until all of them are made. Only `journal` and
`write` know the disk.
"""

from __future__ import annotations

import codecs
import stat
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Lines
from ..errors import RefusedError
from ..load import read_bytes
from ..source import remembered
from . import journal
from .journal import Change


@dataclass(slots=True)
class Draft:
    """A file as it was seen and as it shall become."""

    path: str
    """Relative to the wiki."""
    seen: bytes | None
    """None: there is no such file yet."""
    text: str
    """Without the byte order mark."""
    has_bom: bool = False
    is_gone: bool = False
    """The file shall be taken away."""
    like: str | None = None
    """File whose rights a new one gets, as when it takes that one's place."""

    @property
    def content(self) -> bytes | None:
        """What is to be written, None for nothing."""
        if self.is_gone:
            return None
        return (codecs.BOM_UTF8 if self.has_bom else b"") + self.text.encode("utf-8")


def draft(root: Path, path: str) -> Draft:
    """Draft of an existing file.

    Raises:
        RefusedError: it cannot be read as text, or its front matter is broken.
    """
    try:
        seen = read_bytes(root / path)
    except OSError as error:
        raise RefusedError(f"{path} cannot be read ({error.strerror})") from error
    source = remembered(seen)
    flaw = source.error
    if flaw is not None:
        line, column = Lines(source.text).position(flaw.offset)
        raise RefusedError(f"{path}:{line}:{column}: {flaw.rule.code} error: {flaw.message}", flaw.hint)
    return Draft(path, seen, source.text, seen.startswith(codecs.BOM_UTF8))


def change(
    root: Path, paths: Iterable[str], intend: Callable[[Draft], None], also: Iterable[Draft] = ()
) -> list[Draft]:
    """Read files, change and write them, all under the lock: two commands at once both have their way.

    Args:
        root: the wiki's folder.
        paths: the files, relative to it.
        intend: what is to happen to each; if it refuses one, none is written.
        also: drafts that are written with them, and before: new files to which the others will refer.

    Raises:
        RefusedError: a file is broken, was changed meanwhile or cannot be written; then none is written.
    """
    with journal.lock(root):
        drafts = []
        for path in paths:
            drafts.append(draft(root, path))
            intend(drafts[-1])
        carry_out(root, [*also, *drafts])
    return drafts


def apply(root: Path, drafts: Sequence[Draft]) -> None:
    """Write drafts that were made without the lock, unless a file is no longer what was seen.

    Raises:
        RefusedError: a file was changed meanwhile or cannot be written; then none is written.
    """
    with journal.lock(root):
        carry_out(root, drafts)


def carry_out(root: Path, drafts: Sequence[Draft]) -> None:
    """Write drafts, all or none. The caller holds the lock."""
    journal.carry_out(root, [_change(root, draft) for draft in drafts])


def _change(root: Path, draft: Draft) -> Change:
    try:
        mode = stat.S_IMODE((root / draft.like).stat().st_mode) if draft.like else None
    except OSError as error:
        raise RefusedError(f"{draft.like} cannot be read ({error.strerror})") from error
    return Change(draft.path, draft.seen, draft.content, mode)
