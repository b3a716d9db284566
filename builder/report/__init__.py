"""Findings and tables for people and programs. One module per format of `soi check`; being here registers it.

A format's module has `write(run)`, which gives the whole text.
"""

from __future__ import annotations

import importlib
import pkgutil
import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from typing import cast

from ..diagnostics import Diagnostic
from ..diagnostics import Severity

NOT_FORMATS = frozenset({"tables"})


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of `soi check` found."""

    today: str
    contacts: int
    diagnostics: Sequence[Diagnostic]
    titles: dict[str, str]
    """Title of every rule by its code."""
    prefix: str = ""
    """From the root of the repository to the wiki, for programs that want paths from there."""
    color: bool = False

    def path(self, diagnostic: Diagnostic) -> str:
        """Path of a finding from the root of the repository, also of a file that lies above the wiki."""
        return posixpath.normpath(self.prefix + diagnostic.path)

    def count(self, severity: Severity) -> int:
        """Number of findings of a severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    @property
    def summary(self) -> str:
        """The result in a sentence."""
        people = "1 contact" if self.contacts == 1 else f"{self.contacts} contacts"
        counts = [
            f"{count} {severity}{'' if count == 1 or severity is Severity.INFO else 's'}"
            for severity in Severity
            if (count := self.count(severity))
        ]
        return f"{', '.join(counts) or 'nothing to report'} in {people} ({self.today})"


class Format(Protocol):
    """A module that writes findings."""

    def write(self, run: Run) -> str:
        """The run as text, with a newline at its end unless empty."""


def formats() -> list[str]:
    """Names of the formats."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in NOT_FORMATS)


def format_named(name: str) -> Format:
    """The module of a format."""
    return cast(Format, importlib.import_module(f".{name}", __name__))
