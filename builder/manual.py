"""What each command is for: the section that it belongs to and a line about it, read off its file.

`soi --help` and the site's page of the commands are made from these. No command is imported for it: all that
is read of a file is its first line, `section: what it does`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "cli" / "commands"
SECTIONS = ("every day", "people", "network", "review", "files", "site")
"""Sections in their order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A command and what it does, in a line without a full stop."""

    name: str
    text: str


def names() -> list[str]:
    """Names of all commands in their order; a hyphen in one is an underscore in the name of its file."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules([str(_FOLDER)]))


def sections() -> Mapping[str, tuple[Entry, ...]]:
    """All commands by section."""
    found: dict[str, list[Entry]] = {}
    for name in names():
        section, _, text = _first_line(name).partition(": ")
        found.setdefault(section, []).append(Entry(name, text))
    return {section: tuple(found[section]) for section in sorted(found, key=SECTIONS.index)}


def _first_line(name: str) -> str:
    with (_FOLDER / f"{name.replace('-', '_')}.py").open(encoding="utf-8") as file:
        return file.readline().strip().strip('"').rstrip(".")
