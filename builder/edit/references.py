"""References mended after an id has changed: in values, in wiki links and in links to Markdown files.

Only the characters of the id change, and what a file refers to is read again. A file that cannot be changed
is named, and the others are mended all the same: who was renamed keeps the old id as a former one, so that
nothing dangles.
"""

from __future__ import annotations

import dataclasses
import posixpath
import re
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from operator import eq
from types import MappingProxyType

from ..diagnostics import Lines
from ..errors import RefusedError
from ..facts.links import mentions
from ..load import Place
from ..load import find
from ..load import read_bytes
from ..model import ENTITIES
from ..model import Type
from ..notes import SUFFIX
from ..notes import Link
from ..notes import links
from ..source import Source
from ..source import decode
from ..source import read_text
from ..source import tree_of
from ..wiki import fold
from ..workspace import Workspace
from .addresses import decoded
from .addresses import encoded
from .addresses import seen_from
from .drafts import Draft
from .drafts import draft
from .layout import Splice
from .layout import apply
from .mentions import EMPLOYER
from .mentions import named
from .mentions import reference_of
from .mentions import refers
from .pieces import Leaf
from .pieces import Piece
from .pieces import leaves
from .pieces import replace

NewId = Callable[[str], str | None]
"""What to write for a reference, None where it stays as it is."""
Moved = Mapping[str, str]
"""Path of a file -> path of the one that takes its place in another folder."""
NONE_MOVED: Moved = MappingProxyType({})
_ID_IN_PATH = re.compile(rf"(?<=[/(<\s:])([^\s/()<>\[\]\"'?#][^/()<>\[\]\"'?#\r\n]*?){re.escape(SUFFIX)}")
_FOLDERS = re.compile(r"(?<=<)[^<]*\Z|[^\s(:<]*\Z")
"""What stands of a path in an address that is cut off before the id."""
_DEFINITION = re.compile(r"\]:\s*(?:<[^<>\r\n]*|\S*)")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is to be written."""

    path: str
    line: int
    what: str
    """For the user, as in `[[ana]] -> [[ana-ruiz]]`."""


Prepare = Callable[[str, str], tuple[str, Sequence[Change]]]
"""What is to happen to a path's text before its references are mended, and what to tell of it."""


def _as_it_is(path: str, text: str) -> tuple[str, Sequence[Change]]:
    del path
    return text, ()


@dataclass(frozen=True, slots=True)
class _Span:
    """Where an id stands in a text, and the one that is to stand there."""

    start: int
    end: int
    new: str
    around: tuple[int, int] | None = None
    """The link that it stands in, which is what one looks for in the file; None for a value."""

    def change(self, path: str, line: int, text: str) -> Change:
        """What to tell of it."""
        begin, end = self.around or (self.start, self.end)
        new = f"{text[begin : self.start]}{self.new}{text[self.end : end]}"
        return Change(path, line, f"{text[begin:end]} -> {new}")


@dataclass(frozen=True, slots=True)
class _Aim:
    """What is to be written in one file."""

    folder: str
    """Where the file lies."""
    new_id: NewId
    moved: Moved

    def new_path(self, written: str) -> str | None:
        """What to write for a whole path, None where it does not lead to a file that moves."""
        path = self.moved.get(posixpath.normpath(posixpath.join(self.folder, decoded(written))))
        return seen_from(self.folder, path) if path is not None else None


@dataclass(frozen=True, slots=True)
class Mended:
    """What has to be written so that nothing refers to an old id any more."""

    drafts: tuple[Draft, ...]
    """By path; only files that change."""
    changes: tuple[Change, ...]
    """By path, then place."""
    problems: tuple[str, ...]
    """Why a file keeps an old id, as `path:line:column: …`."""


def mend(
    workspace: Workspace,
    ids: Mapping[str, str],
    *,
    without: Collection[str] = (),
    moved: Moved = NONE_MOVED,
    prepare: Prepare = _as_it_is,
) -> Mended:
    """Drafts for all files that refer to an id which is to be another one.

    A reference by a former id of it, or in other letters of its case, becomes the new id, too.

    Args:
        workspace: the wiki as it is.
        ids: present id -> new id.
        without: paths of files that the caller changes itself, with `mended`.
        moved: files whose place is taken by one in another folder.
        prepare: what is to happen to each file before; lines are told as they are behind it.
    """
    new_id = new_ids(workspace, ids)
    drafts: list[Draft] = []
    changes: list[Change] = []
    problems: list[str] = []
    for place in _referring(workspace, ids, new_id):
        if place.path in without:
            continue
        if place.flaw:
            problems.append(f"{place.path}: {place.flaw}")
            continue
        try:
            change = draft(workspace.root, place.path)
            text, told = prepare(place.path, change.text)
            text, found = mended(place.path, text, new_id, moved)
        except RefusedError as error:
            problems.append(str(error))
            continue
        if told or found:
            change.text = text
            drafts.append(change)
            changes += [*told, *found]
    return Mended(tuple(drafts), tuple(changes), tuple(problems))


def new_ids(workspace: Workspace, ids: Mapping[str, str]) -> NewId:
    """What to write for a reference in any file of a wiki once some ids are others."""

    def new_id(reference: str) -> str | None:
        present = workspace.wiki.resolve(reference)
        new = ids.get(present) if present is not None else None
        return None if new == reference else new

    return new_id


def mended(path: str, text: str, new_id: NewId, moved: Moved = NONE_MOVED) -> tuple[str, tuple[Change, ...]]:
    """Text of a file with its references mended, and each of them.

    Raises:
        RefusedError: one of them cannot be changed without changing something else.
    """
    source = read_text(text)
    tree = tree_of(source)
    lines = Lines(source.text)
    aim = _Aim(posixpath.dirname(path), new_id, moved)
    pieces: list[Piece] = []
    changes: list[Change] = []
    for leaf in leaves(record_of(source), tree):
        found = _in_leaf(leaf, aim)
        if found is None:
            raise _unchangeable(path, source, leaf.scalars[0].start)
        for span in found:
            pieces += leaf.pieces(span.start, span.end, span.new)
            changes.append(span.change(path, lines.position(leaf.scalars[0].start)[0], leaf.text))
    found = _in_text(source.notes, aim, inline=False)
    if found is None:
        first = next(link for link in links(source.notes) if new_id(link.target))
        raise _unchangeable(path, source, source.body + first.start)
    for span in found:
        pieces.append(Piece(None, span.start, span.end, span.new))
        changes.append(span.change(path, lines.position(source.body + span.start)[0], source.notes))
    try:
        return replace(source, tree, pieces) if pieces else text, tuple(changes)
    except RefusedError as error:
        raise RefusedError(f"{path}:{changes[0].line}:1: {error}", error.hint) from error


def _unchangeable(path: str, source: Source, at: int) -> RefusedError:
    line, column = Lines(source.text).position(at)
    message = f"{path}:{line}:{column}: a link is written in a way in which its id cannot be changed"
    return RefusedError(message, "change it in your editor")


def record_of(source: Source) -> type:
    """What a file describes."""
    word = source.values.get("type") if isinstance(source.values, dict) else None
    return ENTITIES[Type(word) if isinstance(word, str) and word in set(Type) else Type.PERSON]


def _referring(workspace: Workspace, ids: Mapping[str, str], new_id: NewId) -> Iterator[Place]:
    """Files, by path, that refer to an old id, or may because not all of them could be read."""
    facts, wiki = workspace.facts, workspace.wiki
    found = {mention.entity.path for mention in facts.of(mentions) if new_id(mention.link.target)}
    entities = {entity.path: entity for entity in wiki.entities}
    found |= {path for path, entity in entities.items() if any(map(new_id, named(entity)))}
    words = [*map(fold, ids), *(old for old, present in wiki.former.items() if present in ids)]
    for place in find(wiki.root, wiki.folder)[0]:
        entity = entities.get(place.path)
        is_odd = entity is None or entity.unread
        # What has a flaw is never opened: a pipe has no end, and a link may lead to somebody else's files.
        if place.path in found or (is_odd and (place.flaw or _names(workspace, place.path, words))):
            yield place


def _names(workspace: Workspace, path: str, words: Sequence[str]) -> bool:
    """True for a file in which one of some folded words stands somewhere."""
    try:
        text = fold(decode(read_bytes(workspace.root / path))[0])
    except OSError:
        return False  # a file that may not be opened
    return any(word in text for word in words)


def _in_leaf(leaf: Leaf, aim: _Aim) -> Sequence[_Span] | None:
    text = leaf.text
    if refers(leaf):
        reference = reference_of(leaf)
        new = aim.new_id(reference)
        if new is not None:
            start = text.index(reference)
            return [_Span(start, start + len(reference), new)]
        if leaf.at != (EMPLOYER,):
            return []
    return _in_text(text, aim, inline=True)


def _in_text(text: str, aim: _Aim, *, inline: bool) -> Sequence[_Span] | None:
    """Where ids stand that are to be others; None if that cannot be known."""
    found = links(text, inline=inline)
    ids = [aim.new_id(link.target) for link in found]
    if not any(ids):
        return []
    wanted = [new or link.target for link, new in zip(found, ids, strict=True)]

    def right(spans: Sequence[_Span]) -> int:
        """Number of the links that are as they shall be once these ids are others."""
        after = apply(text, [Splice(span.start, span.new, span.end) for span in spans])
        targets = [link.target for link in links(after, inline=inline)]
        return sum(map(eq, targets, wanted)) if len(targets) == len(wanted) else 0

    renamed = [(link, new) for link, new in zip(found, ids, strict=True) if new]
    spans = [span for link, new in renamed for span in _in_link(text, link, new, aim)]
    if len(spans) < len(renamed):
        # What looks like a definition may be code, so only one that a link leads through is changed.
        for span in _in_definitions(text, aim):
            spans += [span] if right([*spans, span]) > right(spans) else []
    return spans if right(spans) == len(wanted) else None


def _in_link(text: str, link: Link, new: str, aim: _Aim) -> list[_Span]:
    """Where the id stands in a link; nowhere in one whose address is written elsewhere."""
    around = link.start, link.end
    if link.is_wiki:
        start = text.index(link.target, *around)
        return [_Span(start, start + len(link.target), new, around)]
    address = text.rfind("](", *around)
    if address < 0:
        return []
    only = dataclasses.replace(aim, new_id=lambda reference: new if reference == link.target else None)
    found = _in_address(text, address, link.end, only)
    return [dataclasses.replace(span, around=around) for span in found[:1]]


def _in_definitions(text: str, aim: _Aim) -> Iterator[_Span]:
    """Where ids stand in addresses that links have below the text, as in `[ana]: ../ana-ruiz.md`."""
    for definition in _DEFINITION.finditer(text):
        yield from _in_address(text, *definition.span(), aim)


def _in_address(text: str, begin: int, end: int, aim: _Aim) -> list[_Span]:
    """Where ids stand in an address, and how the new ones are written there.

    Where the address leads to a file that moves, its folders are replaced with the id.
    """
    out = []
    for found in _ID_IN_PATH.finditer(text, begin, end):
        new = aim.new_id(decoded(found[1]))
        if new is None:
            continue
        is_bracketed = "<" in text[begin : found.start()]
        start = found.start(1)
        folders = _FOLDERS.search(text[begin:start])
        assert folders is not None
        path = aim.new_path(text[begin + folders.start() : found.end()])
        if path is not None:
            start, new = begin + folders.start(), path.removesuffix(SUFFIX)
        written = encoded(new, text[start : found.end(1)], is_bracketed=is_bracketed)
        out.append(_Span(start, found.end(1), written, (begin, end)))
    return out
