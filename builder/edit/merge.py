"""Two files of one person made one: nothing that was written in either is lost, all references lead there.

The file that stays keeps its id, its name and its layout. What the other has goes into it; where both have a
value and there can be but one, somebody has to choose, and the value not chosen is told.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from ..diagnostics import Address
from ..diagnostics import Lines
from ..diagnostics import shown
from ..errors import RefusedError
from ..model import Contact
from ..notes import pictures
from ..rules import DUPLICATE_ID
from ..wiki import fold
from ..workspace import Workspace
from .drafts import Draft
from .drafts import draft
from .layout import newline
from .pieces import leaves
from .references import Change
from .references import mend
from .references import mended
from .references import new_ids
from .references import record_of
from .splice import append
from .splice import drop
from .splice import line_of
from .splice import listed
from .splice import put
from .transplant import Body
from .transplant import bring_comments
from .transplant import bring_entries
from .transplant import bring_key
from .transplant import bring_value
from .transplant import lost_comments
from .union import EARLIER
from .union import Contradiction
from .union import Entries
from .union import differences
from .union import entry_words
from .union import is_blank
from .union import words

MAX_ADDED = 80
"""What comes along is told in short; what is left out is told in full."""
ALIASES, FORMER = "aliases", "former_ids"


@dataclass(frozen=True, slots=True)
class Merged:
    """What has to be written so that two files are one."""

    drafts: tuple[Draft, ...]
    """The file that stays first, the one that goes last."""
    changes: tuple[Change, ...]
    """What becomes of each, the file that stays first."""
    contradictions: tuple[Contradiction, ...]
    """Where somebody has to choose."""
    problems: tuple[str, ...]
    """Why another file keeps the old id, as `path:line:column: …`."""


def merge(workspace: Workspace, keep: Contact, gone: Contact, takes: Collection[Address] = ()) -> Merged:
    """What has to be written so that two files are one.

    Args:
        workspace: the wiki as it is.
        keep: whose id and file stay.
        gone: whose file goes.
        takes: contradictions in which the value of the file that goes is right.

    Raises:
        RefusedError: they cannot be one, or one of their files cannot be read or changed.
    """
    _require_two(workspace, keep, gone)
    kept, left = (draft(workspace.root, contact.path) for contact in (keep, gone))
    job = _Job(workspace, keep, gone)
    before = [Body(text.text, Contact) for text in (kept, left)]
    try:
        text = job.without_each_other(kept.text, keep)
    except RefusedError as error:
        raise RefusedError(f"{keep.path}: {error}", error.hint) from error
    try:
        donor = Body(job.with_photo(job.without_each_other(left.text, gone)), Contact)
        text = job.united(text, donor, takes)
        lost = [*lost_comments(before, Body(text, Contact))]
        text = bring_comments(text, Contact, lost) if lost else text
        text = job.with_notes(text, donor)
    except RefusedError as error:
        raise RefusedError(f"{gone.path}: {error}", error.hint) from error
    told = [Change(keep.path, line_of(text, at) if at else 1, what) for at, what in job.told]
    told += [Change(keep.path, _line(text, comment), f"kept the comment {comment}") for comment in lost]
    others = mend(workspace, {gone.id: keep.id}, without={keep.path, gone.path})
    problems = [*others.problems]
    drafts = []
    for other in others.drafts:
        try:
            drafts.append(_without_twins(workspace, other))
        except RefusedError as error:
            problems.append(f"{other.path}:1:1: {error}")
            drafts.append(other)
    kept.text = text
    left.is_gone = True
    changes = (*told, Change(gone.path, 1, f"goes; its id leads to {keep.id}"), *others.changes)
    return Merged((kept, *drafts, left), changes, tuple(job.contradictions), tuple(problems))


def _line(text: str, piece: str) -> int:
    return Lines(text).position(text.index(piece))[0]


def _require_two(workspace: Workspace, keep: Contact, gone: Contact) -> None:
    if keep.id == gone.id:
        raise RefusedError(f"{keep.id} is one file already", "name two")
    if keep.type is not gone.type:
        raise RefusedError(f"{keep.id} is of type {keep.type}, {gone.id} of type {gone.type}")
    for contact in (keep, gone):
        if (workspace.root / contact.path).is_symlink():
            raise RefusedError(f"{contact.path} is a link to another file", "merge the two by hand")
        if any(f.rule is DUPLICATE_ID and f.contact == contact.id for f in workspace.wiki.findings):
            message = f'two files have the id "{contact.id}", so nobody can tell who refers to which'
            raise RefusedError(message, "give one of the two files another name")


class _Job:
    """One merge on its way. A class because each step adds to what is told of it."""

    def __init__(self, workspace: Workspace, keep: Contact, gone: Contact) -> None:
        self.workspace = workspace
        self.keep = keep
        self.gone = gone
        self.new_id = new_ids(workspace, {gone.id: keep.id})
        self.told: list[tuple[Address, str]] = []
        self.contradictions: list[Contradiction] = []

    def without_each_other(self, text: str, whose: Contact) -> str:
        """Text of one of the two in which neither refers to the other: they would refer to themselves."""
        both = {self.keep.id, self.gone.id}
        body = Body(text, Contact)
        gone: set[Address] = set()
        for leaf in leaves(Contact, body.tree):
            if leaf.key.kind.name in {"id", "person"}:
                reference = leaf.key.kind.read(leaf.text)
                if self.workspace.wiki.resolve(reference) in both:
                    gone.add(leaf.at[: 1 + any(isinstance(step, int) for step in leaf.at)])
        for at in sorted(gone, key=lambda at: (str(at[0]), *map(int, at[1:])), reverse=True):
            key = str(at[0])
            value = body.values[key]
            entry = value[int(at[1])] if len(at) > 1 and isinstance(value, list) else value
            text = drop(text, at)
            self.told.append(
                ((), f"left out, as the two are one: {key}: {entry_words(entry)} ({whose.path})")
            )
        return mended(whose.path, text, self.new_id)[0]

    def united(self, text: str, donor: Body, takes: Collection[Address]) -> str:
        """Text with everything that the other file says."""
        for difference in differences(Contact, Body(text, Contact).values, donor.values):
            if isinstance(difference, Contradiction):
                text = self._chosen(text, donor, difference, takes)
            elif isinstance(difference, Entries):
                text = bring_entries(text, donor, difference)
                self._tell_entries(text, donor, difference)
            else:
                text = self._brought(text, donor, difference.at)
                self._tell_value(donor, difference.at)
        for key in ("archived", "archived_reason"):
            if not is_blank(donor.values.get(key)) and is_blank(Body(text, Contact).values.get(key)):
                self.told.append(
                    ((), f"left out, as {self.keep.id} is not archived: {key}: {donor.values[key]}")
                )
        return self._with_former(self._with_alias(text, donor))

    def _chosen(self, text: str, donor: Body, found: Contradiction, takes: Collection[Address]) -> str:
        is_decided = found.at == (EARLIER,)
        if not is_decided:
            self.contradictions.append(found)
        is_taken = str(found.other) < str(found.kept) if is_decided else found.at in takes
        value, other = (found.other, found.kept) if is_taken else (found.kept, found.other)
        self.told.append((found.at, f"{found.key}: {words(value)}, not {words(other)}"))
        return self._brought(text, donor, found.at) if is_taken else text

    def _brought(self, text: str, donor: Body, at: Address) -> str:
        key, *rest = map(str, at)
        return bring_value(text, donor, (key, rest[0])) if rest else bring_key(text, donor, key)

    def _tell_entries(self, text: str, donor: Body, found: Entries) -> None:
        value, after = donor.values[found.key], listed(text, found.key)
        assert isinstance(value, list)
        for place in found.places:
            at = (found.key, after.index(value[place]))
            self.told.append((at, f"added to {found.key}: {shown(entry_words(value[place]), MAX_ADDED)}"))

    def _tell_value(self, donor: Body, at: Address) -> None:
        key, *rest = map(str, at)
        value = donor.values[key]
        if rest and isinstance(value, dict):
            value = value[rest[0]]
        self.told.append((at, f"added {'.'.join([key, *rest])}: {shown(words(value), MAX_ADDED)}"))

    def _with_alias(self, text: str, donor: Body) -> str:
        name = donor.raw.get("name")
        # A file without a name has taken this one already.
        known = [self.keep.name, Body(text, Contact).raw.get("name"), *listed(text, ALIASES)]
        if not isinstance(name, str) or name in known:
            return text
        self.told.append(((ALIASES, len(listed(text, ALIASES))), f"added to aliases: {name}"))
        return append(text, ALIASES, name)

    def _with_former(self, text: str) -> str:
        known = {fold(old) for old in listed(text, FORMER) if isinstance(old, str)}
        if fold(self.gone.id) in known:
            return text
        self.told.append(((FORMER, len(known)), f"added to former_ids: {self.gone.id}"))
        return append(text, FORMER, self.gone.id)

    def with_notes(self, text: str, donor: Body) -> str:
        """Text with the notes of the other file below its own."""
        own = Body(text, Contact).source.notes
        notes = donor.source.notes
        if not notes.strip() or notes.strip() == own.strip():
            return text
        end = newline(text)
        for old, new in self._moved_pictures(notes):
            notes = notes.replace(f"]({old}", f"]({new}")
        notes = end.join(notes.strip("\r\n").splitlines())
        count = notes.count(end) + 1
        self.told.append(((), f"notes: added {count} {'line' if count == 1 else 'lines'}"))
        gap = "" if text.endswith(("\n", "\r")) else end
        return f"{text}{gap}{end if own.strip() else ''}{notes}{end}"

    def _moved_pictures(self, notes: str) -> Iterator[tuple[str, str]]:
        """Paths of pictures as they are written in the notes, and as they have to be in the other folder."""
        for path in pictures(notes):
            moved = self._moved(path)
            yield path, moved
            yield quote(path), quote(moved)

    def with_photo(self, text: str) -> str:
        """Text of the other file with its picture found from the folder of the one that stays."""
        photo = self.gone.photo
        return (
            text
            if photo is None or self._moved(photo) == photo
            else put(text, ("photo",), self._moved(photo))
        )

    def _moved(self, path: str) -> str:
        """Path of a picture, relative to the one folder, as it is from the other one."""
        old, new = (posixpath.dirname(contact.path) for contact in (self.gone, self.keep))
        is_there = old != new and (self.workspace.root / old / path).is_file()
        return posixpath.relpath(posixpath.join(old, path), new) if is_there else path


def _without_twins(workspace: Workspace, other: Draft) -> Draft:
    """A mended file without the entries that have become equal, as where both were invited."""
    before = draft(workspace.root, other.path).text
    record = record_of(Body(before, Contact).source)
    old, new = Body(before, record).values, Body(other.text, record).values
    for key, value in new.items():
        was = old.get(key)
        if not isinstance(value, list) or not isinstance(was, list) or value == was:
            continue
        for at in reversed(range(len(value))):
            if value[at] in value[:at] and was[at] not in was[:at]:
                other.text = drop(other.text, (key, at), record)
    return other
