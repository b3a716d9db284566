"""Somebody forgotten: the file, every mention in the others, and what was only theirs.

Entries about them go as a whole, links and names in texts become a word that is nobody's. What only may be a
mention is pointed out: the user alone knows which Ana it was.
"""

from __future__ import annotations

import codecs
import fnmatch
import glob
import os
import posixpath
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from pathlib import PurePosixPath

from ..diagnostics import Lines
from ..errors import RefusedError
from ..errors import UsageError
from ..facts.inbox import Filing
from ..facts.inbox import sort
from ..inbox import split_lines
from ..load import find
from ..load import read_bytes
from ..model import Contact
from ..model import Entity
from ..notes import PICTURES
from ..notes import pictures
from ..source import MAX_BYTES
from ..source import decode
from ..workspace import Workspace
from . import journal
from .drafts import Draft
from .drafts import draft
from .erase import Eraser
from .erase import Line
from .erase import rows
from .keys import refuse_bad
from .naming import Naming
from .naming import Span
from .state import KEPT
from .state import STATE

_COPIES = ("{}.md~", ".#{}.md", ".{}.md.sw?", "{}.sync-conflict-*.md", "{} (conflicted copy*).md")
"""Names of what editors and sync services leave beside a file."""
_ESSENTIAL = frozenset({"lock", ".gitignore"})
_NOT_SEARCHED = frozenset({".git", ".venv", STATE})


@dataclass(frozen=True, slots=True)
class Forgetting:
    """All that has to go, and all that is left for the user to decide."""

    drafts: tuple[Draft, ...]
    gone: tuple[str, ...]
    """Paths of the files that go, the contact's own first."""
    lines: tuple[Line, ...]
    """What changes in the others."""
    problems: tuple[str, ...]
    """Why a file that may name them, or a value in one, is left as it is."""
    perhaps: tuple[Line, ...]
    """Lines with a word of the name that may mean somebody else."""
    elsewhere: tuple[Line, ...]
    """Lines of files that are not soi's to change."""
    shared: tuple[str, ...]
    """What they are reached by and somebody else is, too: it stays."""


def forget(workspace: Workspace, eraser: Eraser) -> Forgetting:
    """What has to go so that nothing in the wiki says any more that somebody was known.

    Args:
        workspace: the wiki as it is.
        eraser: who, and what stands for them in texts.

    Raises:
        RefusedError: a file of theirs cannot be read, or is a link.
    """
    naming = eraser.naming
    own = own_files(workspace, eraser.contact)
    drafts: list[Draft] = []
    lines: list[Line] = []
    problems = [*_not_pictures(workspace, eraser.contact)]
    perhaps: list[Line] = []
    for change, changed in (*_entities(workspace, eraser, own, problems), *_inbox(workspace, eraser)):
        if changed:
            drafts.append(change)
            lines += changed
        perhaps += _lines(change.path, change.text, naming.perhaps(change.text))
    # What names them goes first: after a break in between they are still known, and can be forgotten again.
    visible = [path for path in own if not _is_hidden(path)]
    drafts += [Draft(path, read_bytes(workspace.root / path), "", is_gone=True) for path in visible]
    elsewhere = tuple(_elsewhere(workspace, naming, own))
    return Forgetting(
        tuple(drafts),
        own,
        tuple(lines),
        tuple(problems),
        tuple(perhaps),
        elsewhere,
        naming.shared_values,
    )


Changed = tuple[Draft, tuple[Line, ...]]
"""A file as it shall be, and its lines that differ."""


def _entities(
    workspace: Workspace, eraser: Eraser, own: Sequence[str], problems: list[str]
) -> Iterator[Changed]:
    """The other contacts, events and pages."""
    for place in find(workspace.root, workspace.wiki.folder)[0]:
        if place.path in own:
            continue
        if place.flaw:
            problems.append(f"{place.path}: {place.flaw}")
            continue
        text = _text(workspace.root / place.path)
        if not eraser.may_name(text) and not eraser.naming.perhaps(text):
            continue
        try:
            change = draft(workspace.root, place.path)
            before = change.text
            change.text, lines = eraser.without(place.path, before)
            refuse_bad(place.path, place.id, before, change.text)
        except (RefusedError, UsageError) as error:
            problems.append(str(error) if str(error).startswith(place.path) else f"{place.path}: {error}")
        else:
            problems += (
                f"{line.path}:{line.line}: no word can stand there: {line.text.strip()}"
                for line in _lines(place.path, change.text, eraser.naming.surely(change.text))
            )
            yield change, lines


def _inbox(workspace: Workspace, eraser: Eraser) -> Iterator[Changed]:
    """The files of the inbox: what would be filed with them goes, names elsewhere are replaced."""
    theirs = {
        row.capture.place
        for row in sort(workspace.facts, workspace.inbox)
        if isinstance(row, Filing) and row.contact.id == eraser.contact.id
    }
    for file in workspace.inbox.files:
        kept: list[str] = []
        lines: list[Line] = []
        for number, line in enumerate(split_lines(file.seen), 1):
            text = decode(line)[0]
            is_theirs = (file.path, number) in theirs
            new = "" if is_theirs else eraser.in_line(text)
            kept.append(new)
            if new != text:
                lines.append(Line(file.path, number, text, None if is_theirs else new))
        text = "".join(kept)
        has_bom = file.seen.startswith(codecs.BOM_UTF8)
        is_gone = bool(lines) and not text.strip()
        yield Draft(file.path, file.seen, text, has_bom, is_gone=is_gone), tuple(lines)


def own_files(workspace: Workspace, contact: Contact) -> tuple[str, ...]:
    """Paths of what is theirs alone: the file, copies of it left beside it, pictures that nobody else has."""
    root = workspace.root
    if (root / contact.path).is_symlink():
        raise RefusedError(f"{contact.path} is a link to another file", "delete both by hand")
    others = (entity for entity in workspace.wiki.entities if entity.id != contact.id)
    shared = {path for entity in others for path in _shown(workspace, entity)}
    pictured = [path for path in _shown(workspace, contact) if _is_picture(path) and path not in shared]
    folder = PurePosixPath(contact.path).parent
    beside = sorted(entry.name for entry in os.scandir(root / folder) if entry.is_file(follow_symlinks=False))
    patterns = [pattern.format(glob.escape(contact.id)) for pattern in _COPIES]
    copies = [str(folder / name) for name in beside if any(fnmatch.fnmatchcase(name, p) for p in patterns)]
    return tuple(dict.fromkeys((contact.path, *copies, *pictured)))


def _not_pictures(workspace: Workspace, contact: Contact) -> Iterator[str]:
    """What they show as a picture and is none: it may be a file about somebody else, so it stays."""
    places, skipped = find(workspace.root, workspace.wiki.folder)
    known = {*(place.path for place in places), *skipped}
    for path in _shown(workspace, contact):
        if not _is_picture(path) and path not in known:
            yield f"{path}: shown in {contact.path}, but no picture; look at it, and delete it by hand"


def _is_picture(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in PICTURES


def _is_hidden(path: str) -> bool:
    return PurePosixPath(path).name.startswith(".")


def _shown(workspace: Workspace, entity: Entity) -> Iterator[str]:
    """Paths of the files in the wiki that a file shows, from the file's folder or from that of all."""
    photo = getattr(entity, "photo", None)
    top = workspace.wiki.folder
    for written in (*([photo] if photo else []), *pictures(entity.notes)):
        for folder in (posixpath.dirname(entity.path), top):
            path = posixpath.normpath(posixpath.join(folder, written))
            file = workspace.root / path
            is_inside = top == "." or path.startswith(f"{top}/")
            if is_inside and not path.startswith("../") and not file.is_symlink() and file.is_file():
                yield path
                break


def _elsewhere(workspace: Workspace, naming: Naming, own: Sequence[str]) -> Iterator[Line]:
    """Lines that name them in files which are not soi's to change, such as a README."""
    mine = {*own, *(file.path for file in workspace.inbox.files)}
    mine |= {place.path for place in find(workspace.root, workspace.wiki.folder)[0]}
    site = Path(os.path.normpath(workspace.root / workspace.config.site_dir))
    for folder, folders, names in os.walk(workspace.root):
        wanted = (name for name in folders if name not in _NOT_SEARCHED and Path(folder, name) != site)
        folders[:] = sorted(wanted)
        for name in sorted(names):
            path = Path(folder, name)
            relative = path.relative_to(workspace.root).as_posix()
            if relative not in mine and not path.is_symlink() and path.is_file():
                text = _text(path)
                yield from _lines(relative, text, naming.surely(text))


def _text(path: Path) -> str:
    """Text of any file, as far as it is one."""
    try:
        return read_bytes(path)[:MAX_BYTES].decode("utf-8", "ignore")
    except OSError:
        return ""


def _lines(path: str, text: str, spans: Iterable[Span]) -> Iterator[Line]:
    """The lines of a text in which something stands, each once."""
    lines, written = Lines(text), rows(text)
    numbers = {lines.position(begin)[0] for begin, _ in spans}
    return (Line(path, number, written[number - 1]) for number in sorted(numbers))


def clear_away(root: Path, eraser: Eraser, gone: Iterable[str]) -> None:
    """Take away hidden copies, and what soi keeps for itself: all but the lock.

    Of what it keeps for the user, because nobody else may have it, only what names them goes. To be called
    before the drafts are written: as long as the file is there, all of this can be done again.

    Raises:
        RefusedError: it cannot be taken away.
    """
    with journal.lock(root):
        for copy in gone:
            if _is_hidden(copy) and os.path.lexists(root / copy):
                _take_away(root / copy, Path(copy))
        for folder, _, names in os.walk(root / STATE, topdown=False):
            for path in (Path(folder, name) for name in names):
                if _may_go(root, path, eraser):
                    _take_away(path, path.relative_to(root))
            # A folder that is not empty stays.
            with suppress(OSError):
                Path(folder).rmdir()


def _may_go(root: Path, path: Path, eraser: Eraser) -> bool:
    if path.parent == root / STATE:
        return path.name not in _ESSENTIAL
    is_kept = path.is_relative_to(root / KEPT)
    return not is_kept or eraser.may_name(path.name) or eraser.may_name(_text(path))


def _take_away(path: Path, shown: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise RefusedError(f"{shown} cannot be deleted ({error.strerror})") from error
