"""Captures filed: touches into the contacts first, then the lines out of the inbox.

In this order a run that is interrupted leaves a line too many, never one too few. The next run sees that the
very touch stands there already, does not add it twice, and takes the line away.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ..errors import RefusedError
from ..facts.inbox import Doubt
from ..facts.inbox import Filing
from ..inbox import Capture
from ..inbox import Inbox
from ..inbox import bare
from ..inbox import captures_in
from ..inbox import is_day
from ..inbox import split_lines
from ..model import Contact
from ..plain import Value
from . import write
from .contact import add
from .contact import touch_entry
from .drafts import carry_out
from .drafts import draft
from .splice import lines_of
from .splice import listed

TOUCHES = "touches"
_WHOLE = ("date", "channel", "note")
"""All that a capture can say of a touch."""
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Filed:
    """A capture that stands in its contact's file now."""

    filing: Filing
    line: int
    """Where the touch begins in that file."""
    is_new: bool
    """False: the very touch stood there before."""


def file_away(root: Path, inbox: Inbox, filings: Iterable[Filing]) -> tuple[list[Filed], list[Doubt]]:
    """Write touches, then take their lines out of the inbox, all under one lock.

    What one file refuses keeps nothing else from being filed.

    Args:
        root: the wiki's folder.
        inbox: the inbox as it was read.
        filings: what fits, from that inbox.

    Returns:
        What was filed, and which lines stay and why. A line is in both if its touch was written and the line
        could not be taken away.
    """
    seen = {file.path: file.seen for file in inbox.files}
    with write.lock(root):
        waiting = _by_path(filings, lambda filing: filing.capture)
        ready, locked = _each(waiting, lambda path, rows: _ready(root, path, seen[path], rows))
        people = _by_path(ready, lambda filing: filing.contact)
        filed, refused = _each(people, lambda path, rows: _add(root, path, rows))
        done = _by_path((row.filing for row in filed), lambda filing: filing.capture)
        _, left = _each(done, lambda path, rows: _remove(root, path, seen[path], rows))
    filed.sort(key=lambda row: row.filing.capture.place)
    return filed, sorted([*locked, *refused, *left], key=lambda row: row.capture.place)


Groups = Mapping[str, list[Filing]]
"""Path of a file -> the filings that change it."""


def _by_path(filings: Iterable[Filing], of: Callable[[Filing], Capture | Contact]) -> Groups:
    out: dict[str, list[Filing]] = {}
    for filing in filings:
        out.setdefault(of(filing).path, []).append(filing)
    return out


def _each(groups: Groups, act: Callable[[str, list[Filing]], list[Done]]) -> tuple[list[Done], list[Doubt]]:
    """What was done to each file, and the captures of the files that refused."""
    done: list[Done] = []
    refused: list[Doubt] = []
    for path, filings in groups.items():
        try:
            done += act(path, filings)
        except RefusedError as error:
            refused += [Doubt(filing.capture, str(error), error.hint) for filing in filings]
    return done, refused


def _ready(root: Path, path: str, seen: bytes, filings: list[Filing]) -> list[Filing]:
    """Refuse before anything is written if the lines of a file could not be taken away afterwards."""
    target = write.inside(root, root / path)
    write.require_unchanged(root / path, target, seen)
    write.require_writable(root / path, target)
    write.require_writable((root / path).parent, target.parent)
    return filings


def _add(root: Path, path: str, filings: Iterable[Filing]) -> list[Filed]:
    """Add touches to one contact, each but once."""
    change = draft(root, path)
    entries = listed(change.text, TOUCHES)
    places = {_words(entry): place for place, entry in enumerate(entries)}
    found: list[tuple[Filing, int, bool]] = []
    new: list[Mapping[str, Value]] = []
    for filing in filings:
        entry = touch_entry(filing.date, filing.channel, filing.note)
        is_new = _words(entry) not in places
        if is_new:
            places[_words(entry)] = len(entries) + len(new)
            new.append(entry)
        found.append((filing, places[_words(entry)], is_new))
    if new:
        add(change, TOUCHES, *new)
        carry_out(root, [change])
    lines = lines_of(change.text, TOUCHES)
    return [Filed(filing, lines[place], is_new) for filing, place, is_new in found]


def _words(entry: object) -> tuple[str, ...]:
    """What a touch says, under which two are the same; empty for one that says more than a capture can."""
    if not isinstance(entry, Mapping) or not entry.keys() <= set(_WHOLE):
        return ()
    return tuple(str(entry.get(name) or "") for name in _WHOLE)


def _spent(path: str, seen: bytes, gone: set[int]) -> set[int]:
    """Lines of days that stand over nothing any more: they are in the touches now.

    One that stayed would give its day to whatever is written under it next.
    """
    spent: set[int] = set()
    needed: set[int] = set()
    for capture in captures_in(path, seen):
        days = {heading.line for heading in capture.headings if is_day(heading)}
        if capture.line in gone:
            spent |= days
        else:
            needed |= days
    return spent - needed


def _remove(root: Path, path: str, seen: bytes, filings: list[Filing]) -> list[Filing]:
    """Take lines out of a file of the inbox, or the file where nothing is left in it."""
    gone = {filing.capture.line for filing in filings}
    gone |= _spent(path, seen, gone)
    kept = [line for number, line in enumerate(split_lines(seen), 1) if number not in gone]
    try:
        if any(bare(line) for line in kept):
            mark = codecs.BOM_UTF8 if 1 in gone and seen.startswith(codecs.BOM_UTF8) else b""
            write.replace(root, root / path, seen, mark + b"".join(kept))
        else:
            write.delete(root, root / path, seen)
    except RefusedError as error:
        message = f"it is filed, but the line stays: {error}"
        raise RefusedError(message, "it will not be filed twice") from error
    return filings
