"""Captures filed: the touches into the contacts and the lines out of the inbox, as one change.

No touch is ever there without its line being gone, nor a line gone without its touch.
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
from . import journal
from . import write
from .contact import add
from .contact import touch_entry
from .drafts import Draft
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
    """Write touches and take their lines out of the inbox, all under one lock.

    What one file refuses keeps nothing else from being filed.

    Args:
        root: the wiki's folder.
        inbox: the inbox as it was read.
        filings: what fits, from that inbox.

    Returns:
        What was filed, and which lines stay and why.

    Raises:
        RefusedError: a file was changed in the last moment or cannot be written; then nothing is filed.
    """
    seen = {file.path: file.seen for file in inbox.files}
    with journal.lock(root):
        waiting = _by_path(filings, lambda filing: filing.capture)
        ready, locked = _each(waiting, lambda path, rows: _ready(root, path, seen[path], rows))
        people = _by_path(ready, lambda filing: filing.contact)
        added, refused = _each(people, lambda path, rows: [_added(root, path, rows)])
        filed = [row for _, rows in added for row in rows]
        gone = _by_path((row.filing for row in filed), lambda filing: filing.capture)
        lines = [_without(path, seen[path], rows) for path, rows in gone.items()]
        carry_out(root, [*(draft for draft, _ in added), *lines])
    filed.sort(key=lambda row: row.filing.capture.place)
    return filed, sorted([*locked, *refused], key=lambda row: row.capture.place)


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
    """Refuse a file of the inbox whose lines cannot be taken away."""
    target = write.inside(root, root / path)
    write.require_unchanged(root / path, target, seen)
    write.require_writable(root / path, target)
    write.require_writable((root / path).parent, target.parent)
    return filings


def _added(root: Path, path: str, filings: Iterable[Filing]) -> tuple[Draft, list[Filed]]:
    """One contact with the touches, each but once."""
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
    lines = lines_of(change.text, TOUCHES)
    return change, [Filed(filing, lines[place], is_new) for filing, place, is_new in found]


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


def _without(path: str, seen: bytes, filings: list[Filing]) -> Draft:
    """A file of the inbox without lines, gone where nothing is left in it."""
    gone = {filing.capture.line for filing in filings}
    gone |= _spent(path, seen, gone)
    kept = [line for number, line in enumerate(split_lines(seen), 1) if number not in gone]
    text = b"".join(kept).removeprefix(codecs.BOM_UTF8).decode("utf-8")
    return Draft(
        path, seen, text, seen.startswith(codecs.BOM_UTF8), is_gone=not any(bare(line) for line in kept)
    )
