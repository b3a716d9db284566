"""Two files of one person made one: nothing that was written in either is lost, all references lead there.

The file that stays keeps its id, its name and its layout. What the other has goes into it; where both have a
value and there can be but one, somebody has to choose, and the value not chosen is told.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from os.path import isfile

from ..diagnostics import BREAK
from ..diagnostics import Address
from ..diagnostics import Lines
from ..diagnostics import shown
from ..errors import RefusedError
from ..kinds import ID
from ..model import Contact
from ..notes import definitions
from ..notes import leads
from ..notes import open_block
from ..rules import DUPLICATE_ID
from ..source import read_text
from ..source import tree_of
from ..wiki import fold
from ..workspace import Workspace
from .addresses import moved
from .addresses import seen_from
from .drafts import Draft
from .drafts import draft
from .layout import newline
from .mentions import entry_of
from .mentions import reference_of
from .mentions import refers
from .pieces import leaves
from .references import Change
from .references import mend
from .references import mended
from .references import new_ids
from .references import record_of
from .rename import ALIASES
from .rename import FORMER
from .splice import append
from .splice import drop
from .splice import line_of
from .splice import lines_at
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
from .weave import spelled

MAX_ADDED = 80
"""What comes along is told in short; what is left out is told in full."""


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
        _require_closed(keep, *before)
        donor = Body(job.with_photo(job.without_each_other(left.text, gone)), Contact)
        text = job.united(text, donor, takes)
        lost = [*lost_comments(before, Body(text, Contact))]
        text = bring_comments(text, Contact, lost) if lost else text
        text = job.with_notes(text, donor)
    except RefusedError as error:
        raise RefusedError(f"{gone.path}: {error}", error.hint) from error
    others = mend(
        workspace,
        {gone.id: keep.id},
        without={keep.path, gone.path},
        moved=job.moved,
        prepare=job.without_twins,
    )
    kept.text = text
    left.is_gone = True
    goes = Change(gone.path, 1, f"goes; its id leads to {keep.id}")
    changes = (*_told(keep.path, text, job.told, lost), goes, *others.changes)
    return Merged((kept, *others.drafts, left), changes, tuple(job.contradictions), others.problems)


def _told(
    path: str, text: str, told: Collection[tuple[Address, str]], comments: Iterable[str]
) -> Iterator[Change]:
    """What has become of the file that stays, by the lines that it has now."""
    for line, (at, what) in zip(lines_at(text, [at for at, _ in told]), told, strict=True):
        yield Change(path, line if at else 1, what)
    for comment in comments:
        yield Change(path, Lines(text).position(text.index(comment))[0], f"kept the comment {comment}")


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
        self.folders = tuple(posixpath.dirname(contact.path) for contact in (gone, keep))
        self.moved = {gone.path: keep.path} if self.folders[0] != self.folders[1] else {}
        self.told: list[tuple[Address, str]] = []
        self.contradictions: list[Contradiction] = []

    def without_each_other(self, text: str, whose: Contact) -> str:
        """Text of one of the two in which neither refers to the other: they would refer to themselves."""
        both = {self.keep.id, self.gone.id}
        body = Body(text, Contact)
        found = (leaf for leaf in leaves(Contact, body.tree) if refers(leaf))
        meant = (leaf.at for leaf in found if self.workspace.wiki.resolve(reference_of(leaf)) in both)
        # From the last to the first, or the numbers of the entries would be others.
        for at in reversed(dict.fromkeys(map(entry_of, meant))):
            key, *rest = at
            value = body.values[str(key)]
            entry = value[int(rest[0])] if rest and isinstance(value, list) else value
            text = drop(text, at)
            self.told.append(
                ((), f"left out, as the two are one: {key}: {entry_words(entry)} ({whose.path})")
            )
        return mended(whose.path, text, self.new_id, self.moved)[0]

    def without_twins(self, path: str, text: str) -> tuple[str, list[Change]]:
        """Text of another file without the ids that are about to be the same, as where both were invited.

        Only of lists of ids: what has more to it, as a touch, may be there twice as it happened twice.
        """
        source = read_text(text)
        record = record_of(source)
        both = {self.keep.id, self.gone.id}
        seen: dict[str, set[str | None]] = {}
        twins: list[tuple[Address, str]] = []
        for leaf in leaves(record, tree_of(source)):
            if leaf.key.kind != ID or not leaf.key.many:
                continue
            present = self.workspace.wiki.resolve(reference_of(leaf))
            ids = seen.setdefault(str(leaf.at[0]), set())
            if present in both - ids and ids & both:
                twins.append((leaf.at, leaf.text))
            ids.add(present)
        for at, _ in reversed(twins):
            text = drop(text, at, record)
        return text, [
            Change(path, line_of(text, at[:1]), f"{at[0]}: without {what}, as the two are one")
            for at, what in twins
        ]

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
        value = donor.values[found.key]
        assert isinstance(value, list)
        places = {spelled(entry): place for place, entry in enumerate(listed(text, found.key))}
        for place in found.places:
            at = (found.key, places[spelled(value[place])])
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
        own, notes = Body(text, Contact).source.notes, donor.source.notes
        if not _has_more(notes, own):
            return text
        end = newline(text)
        notes = moved(notes, self._moved) if self.moved else notes
        lines = BREAK.split(notes.strip("\r\n"))
        gap = "" if text.endswith(("\n", "\r")) else end
        new = f"{text}{gap}{end if own.strip() else ''}{end.join(lines)}{end}"
        _require_same_leads(own, notes, read_text(new).notes)
        self.told.append(((), f"notes: added {len(lines)} {'line' if len(lines) == 1 else 'lines'}"))
        return new

    def with_photo(self, text: str) -> str:
        """Text of the other file with its picture found from the folder of the one that stays."""
        photo = self.gone.photo
        return (
            text
            if photo is None or self._moved(photo) == photo
            else put(text, ("photo",), self._moved(photo))
        )

    def _moved(self, path: str) -> str:
        """Path of a file, relative to the one folder, as it is from the other one."""
        old, new = self.folders
        is_there = old != new and isfile(self.workspace.root / old / path)  # noqa: PTH113 -- no error for a path that is too long
        return seen_from(new, posixpath.normpath(posixpath.join(old, path))) if is_there else path


def _has_more(notes: str, own: str) -> bool:
    """True for notes that are to be written below others."""
    return bool(notes.strip()) and BREAK.split(notes.strip()) != BREAK.split(own.strip())


def _require_closed(keep: Contact, own: Body, other: Body) -> None:
    """Refuse notes that would be code."""
    line = open_block(own.source.notes) if _has_more(other.source.notes, own.source.notes) else None
    if line is not None:
        line += Lines(own.text).position(own.source.body)[0] - 1
        message = f"its notes would be code, as a code block in {keep.path} is never closed"
        raise RefusedError(message, f"close the code block in line {line} first")


def _require_same_leads(own: str, other: str, joined: str) -> None:
    """Refuse notes that lead elsewhere than they did alone, as where both define the same `[1]`."""
    if leads(joined) == leads(own) + leads(other):
        return
    mine, theirs = definitions(own), definitions(other)
    labels = [label for label in theirs if mine.get(label, theirs[label]) != theirs[label]]
    hint = f"rename the definition [{labels[0]}]" if labels else "put the notes together by hand"
    raise RefusedError("a link in the notes would lead elsewhere below the other notes", f"{hint} first")
