"""Commands over several files: what they would do, a line for each, and the writing of it when asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import shown
from ..edit.drafts import Draft
from ..edit.drafts import apply
from ..edit.drafts import draft
from ..errors import RefusedError
from .session import echo
from .session import note


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to happen to one file."""

    draft: Draft
    line: int
    """Where it can be seen in the file as it will be."""
    what: str


Intend = Callable[[Draft], tuple[int, str]]
"""Changes a draft, and says on which line and what; nothing is planned for a draft whose text stays."""


def plan(root: Path, paths: Iterable[str], intend: Intend) -> Iterator[Planned | RefusedError]:
    """What is to happen to each of some files, or why nothing can: one that is broken keeps no other back."""
    for path in paths:
        try:
            change = draft(root, path)
            before = change.text
            line, what = _named(path, intend, change)
        except RefusedError as error:
            yield error
        else:
            if change.text != before:
                yield Planned(change, line, what)


def _named(path: str, intend: Intend, change: Draft) -> tuple[int, str]:
    try:
        return intend(change)
    except RefusedError as error:
        raise RefusedError(f"{path}: {error}", error.hint) from error


def write(root: Path, plans: Iterable[Planned | RefusedError], *, is_applied: bool, command: str) -> None:
    """Carry out what was planned, or only tell it: `path:line: what`. Exits with 2 if a file was refused.

    Args:
        root: the wiki's folder.
        plans: what is to happen to each file.
        is_applied: write it.
        command: what to type for that.

    Raises:
        RefusedError: a file was changed meanwhile or cannot be written; then none is written.
    """
    known = [*plans]
    ready = [planned for planned in known if isinstance(planned, Planned)]
    if is_applied:
        apply(root, [planned.draft for planned in ready])
    for planned in ready:
        echo(f"{shown(planned.draft.path, 500)}:{planned.line}: {planned.what}\n")
    if ready and not is_applied:
        note(f"{files(len(ready))} would be written: {command}")
    refuse([error for error in known if isinstance(error, RefusedError)])


def refuse(errors: Iterable[RefusedError]) -> None:
    """Say which files were left as they are, and why, and exit with 2; go on if there are none."""
    left = [*errors]
    for error in left:
        note(shown(f"{error}{f' ({error.hint})' if error.hint else ''}", 1000))
    if left:
        note(f"left as {'it is' if len(left) == 1 else 'they are'}: {files(len(left))}")
        sys.exit(RefusedError.exit_status)


def files(count: int) -> str:
    """So many files, in words."""
    return f"{count} {'file' if count == 1 else 'files'}"
