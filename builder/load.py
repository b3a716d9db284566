"""The only walk over the contact files: bytes in, a Wiki out.

Decides which files are contacts, reads each, and answers which id belongs to which file. A file that cannot
be read keeps its id, so that whoever refers to it is not told that it does not exist.
"""

from __future__ import annotations

import dataclasses
import gc
import os
import re
import unicodedata
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import rules
from .diagnostics import Finding
from .diagnostics import is_invisible
from .diagnostics import shown
from .model import ENTITIES
from .model import Contact
from .model import Entity
from .model import Event
from .model import Page
from .model import Type
from .plain import Value
from .schema import Report
from .schema import read_record
from .source import MAX_BYTES
from .source import Source
from .source import read
from .source import remembered
from .wiki import Wiki
from .wiki import event_touches
from .wiki import fold

SUFFIX = ".md"
CHUNK = 1 << 16
LONG = 1 << 18
"""Bytes from which on reading a file takes so long that it is remembered."""
TEMPLATE = "_template.md"
_NOT_READ = re.compile(r"[._].*|README\.md|.*~|.*\.sync-conflict-.*|.*\(conflicted copy.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """A file that may be a contact."""

    path: str
    """Relative to the wiki, with forward slashes."""
    id: str
    flaw: str = ""
    """Why it is not to be opened."""


Reading = Callable[[Place], tuple[Entity | None, list[Finding]]]
"""Reads one file: what it holds, None if that cannot be known, and what is wrong with it."""


def load(root: Path, folder: str) -> Wiki:
    """Wiki in a folder.

    Args:
        root: the folder of `mkdocs.yml`.
        folder: where the contacts lie, relative to the root.
    """
    places, skipped = find(root, folder)
    return assembled(root, folder, places, skipped, lambda place: read_place(root, place))


def assembled(
    root: Path, folder: str, places: Iterable[Place], skipped: Iterable[str], reading: Reading
) -> Wiki:
    """Wiki of files that have been found, wherever their content comes from.

    Args:
        root: the folder of `mkdocs.yml`.
        folder: where the contacts lie, relative to the root.
        places: the files, in the order of their paths.
        skipped: paths of what was left aside.
        reading: reads one of the files.
    """
    findings: list[Finding] = []
    entities: list[Entity] = []
    paths: dict[str, str] = {}
    ids: dict[str, str] = {}
    with _no_collection():
        for place in places:
            taken = ids.get(fold(place.id))
            if taken is not None:
                findings.append(_duplicate(place, paths[taken]))
                continue
            ids[fold(place.id)] = place.id
            paths[place.id] = place.path
            entity, found = reading(place)
            findings.extend(found)
            if entity is not None:
                entities.append(entity)
    entities.sort(key=lambda entity: entity.id)
    events = {entity.id: entity for entity in entities if isinstance(entity, Event)}
    former = _former_ids(entities)
    return Wiki(
        root=root,
        folder=folder,
        contacts={entity.id: entity for entity in entities if isinstance(entity, Contact)},
        events=events,
        pages={entity.id: entity for entity in entities if isinstance(entity, Page)},
        paths=paths,
        ids=ids,
        former=former,
        skipped=tuple(skipped),
        findings=tuple(findings),
        event_touches=event_touches(events.values(), {**former, **ids}),
    )


def reread(wiki: Wiki, paths: Iterable[str]) -> Wiki:
    """Wiki in which some files are read anew, as after a command has written them.

    Reading ten thousand files for the sake of one takes long. Where one is new, gone, or not a contact that
    could be read before and can now, everything is read again. What reading found is not brought up to date.
    """
    known = {contact.path: contact for contact in wiki.contacts.values()}
    contacts = dict(wiki.contacts)
    for path in paths:
        before = known.get(path)
        after = _read_again(wiki.root, Place(path, before.id)) if before else None
        if before is None or after is None or after.former_ids != before.former_ids:
            return load(wiki.root, wiki.folder)
        contacts[before.id] = after
    return dataclasses.replace(wiki, contacts=contacts)


def _read_again(root: Path, place: Place) -> Contact | None:
    try:
        source = remembered(read_bytes(root / place.path))
    except OSError:
        return None
    entity = read_entity(place, source)[0]
    return entity if isinstance(entity, Contact) else None


def _former_ids(entities: list[Entity]) -> dict[str, str]:
    former: dict[str, str] = {}
    for entity in entities:
        for old in entity.former_ids:
            former.setdefault(fold(old), entity.id)
    return former


@contextmanager
def _no_collection() -> Iterator[None]:
    # Reading makes many small values and no cycle; looking for cycles took a fifth of the time.
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def find(root: Path, folder: str) -> tuple[list[Place], list[str]]:
    """Files that may be contacts, in the order of their paths, and what was left aside."""
    walk = _Walk(os.path.realpath(root))
    top = root / folder
    if top.is_dir():
        walk.run(str(top), "" if folder == "." else f"{folder}/")
    walk.places.sort(key=lambda place: place.path)
    return walk.places, sorted(walk.skipped)


class _Walk:
    """One walk through the folders."""

    def __init__(self, real_root: str) -> None:
        self.real_root = real_root
        self.places: list[Place] = []
        self.skipped: list[str] = []
        self._waiting: list[tuple[str, str]] = []

    def run(self, folder: str, prefix: str) -> None:
        # A list of what is left to do, not a call in a call: folders nest deeper than calls may.
        self._waiting.append((folder, prefix))
        while self._waiting:
            self._enter(*self._waiting.pop())

    def _enter(self, folder: str, prefix: str) -> None:
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            # A folder that cannot be opened hides people; it is reported like a file that cannot.
            path = prefix.rstrip("/")
            self.places.append(Place(path, path, f"the folder cannot be opened ({error.strerror})"))
            return
        for entry in entries:
            path = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if is_left_aside(entry.name):
                    self.skipped.append(f"{path}/")
                else:
                    self._waiting.append((entry.path, f"{path}/"))
            else:
                self._file(entry, path)

    def _file(self, entry: os.DirEntry[str], path: str) -> None:
        name = entry.name
        if is_left_aside(name):
            if SUFFIX in name:
                self.skipped.append(path)
        elif entry.is_symlink():
            if name.endswith(SUFFIX) or _leads_to_folder(entry):
                self.places.append(Place(path, _id(name), _link_flaw(entry, self.real_root)))
        elif name.endswith(SUFFIX):
            place = place_of(path)
            is_regular = entry.is_file(follow_symlinks=False)
            flaw = place.flaw or ("" if is_regular else "not a regular file")
            self.places.append(Place(path, place.id, flaw))
        elif name.casefold().endswith(SUFFIX):
            self.skipped.append(path)


def is_left_aside(name: str) -> bool:
    """True for the name of a file or folder that is none of soi's business, such as `_template.md`."""
    return _NOT_READ.fullmatch(name) is not None


def is_good_id(stem: str) -> bool:
    """True for a letter or digit, then letters, digits, blanks, `.`, `_`, `-`.

    The marks that some scripts write their vowels with belong to the letters.
    """
    return (
        stem[:1].isalnum()
        and not stem.endswith(" ")
        and all(c.isalnum() or c in " ._-" or unicodedata.category(c).startswith("M") for c in stem)
    )


def place_of(path: str) -> Place:
    """Place of a regular file whose name says that it may be a contact."""
    name = path.rpartition("/")[2]
    is_text = not any("\ud800" <= character <= "\udfff" for character in name)
    return Place(path, _id(name), "" if is_text else "the file's name is not UTF-8")


def _id(name: str) -> str:
    stem = name.removesuffix(SUFFIX)
    return stem if stem.isascii() else unicodedata.normalize("NFC", stem)


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _link_flaw(entry: os.DirEntry[str], real_root: str) -> str:
    try:
        target = os.path.realpath(entry.path, strict=True)
    except OSError:
        return "a link that leads nowhere or in a circle"
    if os.path.commonpath((target, real_root)) != real_root:
        return "a link that leads out of the wiki; it is not followed"
    if not Path(target).is_file():
        return "a link to something that is not a file; it is not followed"
    return ""


def read_place(root: Path, place: Place) -> tuple[Entity | None, list[Finding]]:
    """What one file holds, None if that cannot be known, and what is wrong with it."""
    if place.flaw:
        return None, [Finding(rules.NOT_TEXT, place.path, place.flaw, offset=0, contact=place.id)]
    try:
        content = read_bytes(f"{root}/{place.path}")
    except OSError as error:
        return None, [
            Finding(
                rules.NOT_TEXT, place.path, f"cannot be read ({error.strerror})", offset=0, contact=place.id
            )
        ]
    if len(content) < LONG:
        return read_entity(place, read(content))
    # Who writes to such a file will ask for it again at once.
    return read_entity(place, remembered(content))


def read_bytes(path: Path | str) -> bytes:
    """Content of a file, a byte more than is allowed at most, so that too large a one is noticed."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        parts = [os.read(file, CHUNK)]
        # A file that gives less than was asked for is at its end.
        while len(parts[-1]) == CHUNK and len(parts) * CHUNK <= MAX_BYTES:
            parts.append(os.read(file, CHUNK))
        return parts[0] if len(parts) == 1 else b"".join(parts)
    finally:
        os.close(file)


def read_entity(place: Place, source: Source) -> tuple[Entity | None, list[Finding]]:
    """What the text of one file says, and what is wrong with it."""
    findings = [
        Finding(flaw.rule, place.path, flaw.message, offset=flaw.offset, hint=flaw.hint, contact=place.id)
        for flaw in source.flaws
    ]
    values = source.values
    if values is None and not _is_sound(source):
        return None, findings
    if values is None:
        values = {}
    if not isinstance(values, dict):
        message = "the front matter has no keys"
        hint = "write key: value on each line"
        begin = source.block[0]
        return None, [
            *findings,
            Finding(rules.WRONG_TYPE, place.path, message, offset=begin, hint=hint, contact=place.id),
        ]
    report = Report(place.path, place.id)
    word = values.get("type")
    cls = ENTITIES.get(Type(word)) if isinstance(word, str) and word in set(Type) else Contact
    assert cls is not None
    if "name" in values and _is_blank(values["name"]):
        values = {**values, "name": None}
    if source.flaws and any(flaw.rule is rules.DUPLICATE_KEY for flaw in source.flaws):
        report.unread.add("")
    entity = read_record(
        cls,
        values,
        report,
        id=place.id,
        path=place.path,
        notes=source.notes,
        notes_at=source.body,
        is_linked=source.may_link,
        is_plain=source.is_plain and "\r" not in source.text,
        name=place.id,
    )
    findings += report.findings
    findings += _identity(place)
    return entity, findings


def _is_blank(value: Value) -> bool:
    """True for a value in which there is nothing to be seen; a link of such words could not be found."""
    return not value or (isinstance(value, str) and all(c.isspace() or is_invisible(c) for c in value))


def _is_sound(source: Source) -> bool:
    return not any(flaw.rule in rules.UNREADABLE for flaw in source.flaws)


def _identity(place: Place) -> Iterator[Finding]:
    stem = place.path.rpartition("/")[2].removesuffix(SUFFIX)
    if stem != place.id:
        message = f'the file name "{shown(stem)}" is not in the composed Unicode form (NFC)'
        yield Finding(rules.BAD_ID, place.path, message, offset=0, contact=place.id, hint="rename the file")
    elif not is_good_id(stem):
        message = f'"{shown(stem)}" makes a poor id'
        hint = "begin with a letter or digit, go on with letters, digits, blanks, . _ -"
        yield Finding(rules.BAD_ID, place.path, message, offset=0, contact=place.id, hint=hint)


def _duplicate(place: Place, other: str) -> Finding:
    message = f'the id "{shown(place.id)}" is taken by {shown(other)}'
    hint = "give one of the two files another name; soi merge can then make one of them"
    return Finding(rules.DUPLICATE_ID, place.path, message, offset=0, contact=place.id, hint=hint)
