"""What lies around a wiki and may carry its site out into the open: the jobs and signs of its repository.

Reads those files and knows nothing of what they mean. A repository can hold anything, so the reading is
bounded: so many characters of so many files, no link that leads out of the repository, no failure over a file
that cannot be read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .document import Document

MAX_BYTES = 1 << 20
"""Longer files are read to here; nobody writes jobs of that length."""
MAX_FILES = 200
"""Files that one pattern is followed to."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of the repository."""

    path: str
    """Relative to the wiki, with forward slashes; begins with `../` for one above it."""
    text: str


@dataclass(frozen=True, slots=True)
class Outside:
    """All that decides who gets to see the site and whom its pages ask for something."""

    document: Document
    files: tuple[File, ...]


def files_around(root: Path, patterns: Iterable[str]) -> tuple[File, ...]:
    """Files at the top of the wiki and of its repository, in the order of their paths.

    Args:
        root: the folder of `mkdocs.yml`.
        patterns: names, or paths with `*`, relative to either top.
    """
    top = repository(root)
    wanted = [*patterns]
    paths = {path for base in {root, top} for pattern in wanted for path in _matching(base, pattern)}
    found = {os.path.relpath(path, root).replace(os.sep, "/"): _text(path, top) for path in paths}
    return tuple(File(path, text) for path, text in sorted(found.items()) if text is not None)


def repository(root: Path) -> Path:
    """The nearest folder upwards with a `.git`, a file in a worktree or submodule; else the wiki's own."""
    return next((folder for folder in (root, *root.parents) if os.path.lexists(folder / ".git")), root)


def _matching(base: Path, pattern: str) -> Iterator[Path]:
    folder, _, name = pattern.rpartition("/")
    try:
        yield from sorted((base / folder).glob(name))[:MAX_FILES]
    except OSError:
        return  # a folder that may not be looked into publishes nothing from here


def _text(path: Path, top: Path) -> str | None:
    """Text of a file as far as it can be read, None where it is none or lies elsewhere."""
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(top.resolve()) or not real.is_file():
            return None
        with real.open("rb") as file:
            return file.read(MAX_BYTES).decode("utf-8-sig", "replace")
    except (OSError, RuntimeError):
        return None  # RuntimeError: a link in a circle, up to Python 3.12
