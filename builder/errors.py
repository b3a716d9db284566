"""The environment is wrong: exceptions that say so in one sentence and carry the exit status.

Bad contact files never end up here; they are findings.
"""

from __future__ import annotations

from pathlib import Path


class SoiError(Exception):
    """Something outside the contact files stops a command. Its text is the sentence the user reads."""

    exit_status = 2
    hint = ""


class NoWikiError(SoiError):
    """No `mkdocs.yml` in the folder or any folder above it."""

    def __init__(self, start: Path) -> None:
        super().__init__(f"no mkdocs.yml in {start} or any folder above it")
        self.hint = "run `soi init DIR` to make a wiki, or name one with --wiki DIR"


class NoContactsError(SoiError):
    """The wiki has no contact at all, and does not look freshly made either."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"no contact file in {folder}")
        self.hint = "run `soi new NAME`, or check docs_dir in mkdocs.yml"


class SettingsError(SoiError):
    """`mkdocs.yml` cannot be used. The text is a line per mistake, each with its position."""


class UsageError(SoiError):
    """What was asked for makes no sense: an unknown person, date, channel or option value."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class RefusedError(SoiError):
    """A write was not made because it could have harmed the file."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
