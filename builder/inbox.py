"""The inbox: what was captured on the way, a line each, in `inbox/*` beside the contacts.

Reads the files and says which of their lines are captures; what a capture means is a fact. A file that cannot
be read is named, never passed over: somebody wrote it in the street and trusts it to be there.

A heading, a ruler and an empty bullet are no captures; a heading is kept with the lines below it, because it
may be their day. Copies that a sync service made of a conflict are read like any other file: their lines are
wanted, and a line that was filed already is not filed again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from .diagnostics import Lines
from .load import read_bytes
from .source import decode

INBOX = "inbox"
"""The folder, beside that of the contacts."""
_NOT_READ = re.compile(r"[._].*|README\.md|.*~", re.DOTALL)
_BREAK = re.compile(rb"\r\n|\n|\r")
_BULLET = re.compile(r"\A(?:(?:[-*+\u2022\u2013\u2014]|[0-9]{1,9}[.)])(?:\s+|$))?(?:\[[ xX]?\](?:\s+|$))?")
_HEADING = re.compile(r"(#{1,6})(?:\s+(.*))?", re.DOTALL)
_DAY_ALONE = re.compile(r"\[?([0-9]{4}-[0-9]{2}-[0-9]{2})\]?:?")
_RULER = re.compile(r"-{3,}|\*{3,}|_{3,}|={3,}")
_CONFLICT = re.compile(r"(?:\A|(?<=[\r\n]))(?:<{7}|>{7})(?=[ \r\n]|\Z)")
_DAY_OF_FILE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, or a day alone on its line."""

    line: int
    text: str
    """Without its marks."""
    level: int
    """1 for the largest; a day alone is one of those."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One line that somebody wrote down."""

    path: str
    """Relative to the wiki, with forward slashes."""
    line: int
    """From 1, as editors count."""
    text: str
    """The line without the bullet in front of it and the blanks around it."""
    day_of_file: str | None = None
    """The date with which the file's name begins, as it is written there; None where it does not."""
    headings: tuple[Heading, ...] = ()
    """Those that it stands under, from the outside in."""

    @property
    def place(self) -> tuple[str, int]:
        """Key for sorting: path, then line."""
        return self.path, self.line


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file of captures as it was seen."""

    path: str
    """Relative to the wiki, with forward slashes."""
    seen: bytes
    captures: tuple[Capture, ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """A file of the inbox whose captures nobody can see, and why."""

    path: str
    line: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything that waits to be filed."""

    files: tuple[InboxFile, ...] = ()
    """By path."""
    flaws: tuple[Flaw, ...] = ()
    """By path."""
    skipped: tuple[str, ...] = ()
    """Paths of what is not read on purpose, such as folders."""

    @property
    def captures(self) -> Iterator[Capture]:
        """All captures, by path, then line."""
        for file in self.files:
            yield from file.captures

    def __len__(self) -> int:
        """Number of what waits: captures, and files that cannot be read."""
        return sum(len(file.captures) for file in self.files) + len(self.flaws)


def read_inbox(root: Path) -> Inbox:
    """What waits in the inbox of a wiki; an empty one where there is no such folder."""
    folder = root / INBOX
    if folder.is_symlink():
        return Inbox(flaws=(_LINKED,))
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return Inbox()
    except OSError as error:
        message = f"the folder cannot be opened ({error.strerror})"
        return Inbox(flaws=(Flaw(INBOX, 1, message, "make it a folder that you may open"),))
    files: list[InboxFile] = []
    flaws: list[Flaw] = []
    skipped: list[str] = []
    for entry in entries:
        path = f"{INBOX}/{entry.name}"
        if _NOT_READ.fullmatch(entry.name):
            if not entry.name.startswith("."):
                skipped.append(path)
        elif entry.is_dir(follow_symlinks=False):
            skipped.append(f"{path}/")
        else:
            found = _file(entry, path)
            if isinstance(found, Flaw):
                flaws.append(found)
            else:
                files.append(found)
    return Inbox(tuple(files), tuple(flaws), tuple(skipped))


_LINKED = Flaw(INBOX, 1, "a link; it is not followed", "make it a folder of the wiki")


def _file(entry: os.DirEntry[str], path: str) -> InboxFile | Flaw:
    if entry.is_symlink():
        return Flaw(path, 1, "a link; it is not followed", "put the file itself there")
    if not entry.is_file(follow_symlinks=False):
        return Flaw(path, 1, "not a regular file", "take it away")
    if any("\ud800" <= character <= "\udfff" for character in entry.name):
        return Flaw(path, 1, "the file's name is not UTF-8", "rename it")
    try:
        seen = read_bytes(entry.path)
    except OSError as error:
        return Flaw(path, 1, f"cannot be read ({error.strerror})", "make it readable")
    text, flaw = decode(seen)
    if flaw is not None:
        line, _ = Lines(text).position(flaw.offset)
        return Flaw(path, line, flaw.message, flaw.hint or "split it")
    if conflict := _CONFLICT.search(text):
        line, _ = Lines(text).position(conflict.start())
        return Flaw(path, line, "merge conflict marker", "keep the lines of both and delete the markers")
    return InboxFile(path, seen, tuple(captures_in(path, seen)))


def captures_in(path: str, content: bytes) -> Iterator[Capture]:
    """Captures of a file, by line."""
    day = _DAY_OF_FILE.match(path.removeprefix(f"{INBOX}/"))
    above: tuple[Heading, ...] = ()
    for number, line in enumerate(split_lines(content), 1):
        text = bare(line)
        if found := _HEADING.fullmatch(text):
            heading = Heading(number, found[2] or "", len(found[1]))
            above = (*(outer for outer in above if outer.level < heading.level), heading)
        elif found := _DAY_ALONE.fullmatch(text):
            above = (Heading(number, found[1], 1),)
        elif text and not _RULER.fullmatch(text):
            yield Capture(path, number, text, day[0] if day else None, above)


def is_day(heading: Heading) -> bool:
    """True for a heading that is a date and nothing more."""
    return _DAY_ALONE.fullmatch(heading.text.strip()) is not None


def split_lines(content: bytes) -> list[bytes]:
    """Lines of a file with their ends. LF, CRLF and a lone CR end a line, as in `Lines`."""
    ends = [0, *(found.end() for found in _BREAK.finditer(content)), len(content)]
    return [content[begin:end] for begin, end in pairwise(ends) if end > begin]


def bare(line: bytes) -> str:
    """Text of a line without bullet, byte order mark and blanks around it; empty where nothing is said."""
    return _BULLET.sub("", line.decode().strip().strip("\ufeff").strip())
