"""Two versions of a contact file merged into one, made of what their writers wrote.

What a merge says is decided by `weave` over the values; the text is only put together here, and then read
again: unless it says exactly that, the front matter is left to the user whole. Git's own merge comes first,
because it keeps every blank line, and has to pass the same proof.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from collections.abc import Sequence as SequenceType
from dataclasses import dataclass
from typing import TypeVar

from ..kinds import Key
from ..source import Mapping
from ..source import Source
from ..source import decode
from ..source import read_text
from .layout import column
from .layout import comments_of
from .phrase import scalar
from .segments import EMPTY
from .segments import NOTHING
from .segments import ROWS
from .segments import STEP
from .segments import Block
from .segments import Piece
from .segments import UnclearError
from .segments import Version
from .segments import below
from .segments import due_comments
from .segments import entries
from .segments import header
from .segments import keyed_pieces
from .segments import values_of
from .segments import version
from .segments import written_entry
from .textmerge import between_markers
from .textmerge import both
from .textmerge import merge_lines
from .weave import Slot
from .weave import inner_rows
from .weave import is_each
from .weave import is_same
from .weave import merged
from .weave import merged_entry
from .weave import merged_keys
from .weave import ordered
from .weave import weave


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of two versions of a file."""

    content: bytes
    is_clean: bool
    """False: there are markers in it, and somebody has to decide."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Lines that the two sides contradict each other in."""

    ours: Block
    theirs: Block

    def moved(self, by: int) -> Clash:
        """It with its lines moved to the right."""
        return Clash(self.ours.moved(by), self.theirs.moved(by))


Chunk = Block | Clash
T = TypeVar("T")


def merge(base: bytes, ours: bytes, theirs: bytes) -> Merged:
    """Merge of two versions of a file.

    Args:
        base: the version that both come from, empty where both made the file.
        ours: one of them.
        theirs: the other.
    """
    if ours in {base, theirs}:
        return Merged(theirs, is_clean=True)
    if theirs == base:
        return Merged(ours, is_clean=True)
    decoded = [decode(content) for content in (base, ours, theirs)]
    if not any(text.startswith("---") for text, _ in decoded):
        return _as_lines(base, ours, theirs)
    texts = [_plain_ends(text) for text, _ in decoded]
    sources = [read_text(text) for text in texts]
    is_new = not base.strip()
    if any(flaw for _, flaw in decoded) or any(_errors(source) for source in sources[is_new:]):
        return _as_lines(base, ours, theirs, is_contact=True)
    text, is_clean = _merged_text(texts, sources)
    newline = _three(*(_newline(text) for text, _ in decoded))
    mark = _three(*(content.startswith(codecs.BOM_UTF8) for content in (base, ours, theirs)))
    content = (text if newline == "\n" else text.replace("\n", newline)).encode("utf-8")
    return Merged((codecs.BOM_UTF8 if mark else b"") + content, is_clean)


def _as_lines(base: bytes, ours: bytes, theirs: bytes, *, is_contact: bool = False) -> Merged:
    """Git's merge of what soi cannot read; what should be a contact and is none, somebody has to look at."""
    found = merge_lines(base, ours, theirs)
    if found is None or (is_contact and found[1]):
        return Merged(both(ours, theirs), is_clean=False)
    return Merged(*found)


def _errors(source: Source) -> bool:
    return source.error is not None or not (source.values is None or isinstance(source.values, dict))


def _newline(text: str) -> str:
    """How all lines of a text end; as on Unix also where they do not end alike, and then none is changed."""
    pairs, feeds, returns = text.count("\r\n"), text.count("\n"), text.count("\r")
    if pairs and pairs == feeds == returns:
        return "\r\n"
    return "\r" if returns and not feeds else "\n"


def _plain_ends(text: str) -> str:
    newline = _newline(text)
    return text if newline == "\n" else text.replace(newline, "\n")


def _three(base: T, ours: T, theirs: T) -> T:
    return theirs if ours == base else ours


@dataclass(frozen=True, slots=True)
class _Proof:
    """What a merged file has to say."""

    versions: SequenceType[MappingType[str, object]]
    """What the three say that it is made of."""
    values: tuple[object, object]
    """With our side having its way, and with theirs."""
    comments: Counter[str]
    flaws: frozenset[str]
    """What the sides are told already."""

    @property
    def is_clean(self) -> bool:
        """The sides do not contradict each other in the front matter."""
        return is_same(*self.values)

    def holds(self, *texts: str) -> bool:
        """True if a text says it; of two, settled for our side and for theirs, each for its side."""
        sources = [read_text(text) for text in texts]
        kept = [Counter(comments_of(source)) for source in sources]
        return not self.comments - (kept[0] | kept[-1]) and all(
            not _errors(source)
            and {flaw.message for flaw in source.flaws} <= self.flaws
            and is_same(values_of(source), said)
            for source, said in zip(sources, self.values, strict=False)
        )


def _proof(sources: SequenceType[Source]) -> _Proof:
    base, ours, theirs = versions = [values_of(source) for source in sources]
    said = merged_keys(ROWS, base, ours, theirs), merged_keys(ROWS, base, theirs, ours)
    return _Proof(
        versions,
        (said[0] or {}, said[1] or {}),
        due_comments(*(comments_of(source) for source in sources)),
        frozenset(flaw.message for source in sources[1:] for flaw in source.flaws),
    )


def _merged_text(texts: SequenceType[str], sources: SequenceType[Source]) -> tuple[str, bool]:
    proof = _proof(sources)
    base, ours, theirs = texts
    as_lines = _merged_lines(base, ours, theirs)
    if proof.is_clean and as_lines[1] and proof.holds(as_lines[0]):
        return as_lines
    notes, has_clean_notes = _merged_lines(*(_notes(source) for source in sources))
    try:
        versions = [
            version(source, values) if source.text.strip() else NOTHING
            for source, values in zip(sources, proof.versions, strict=True)
        ]
        frame, chunks = _frame(versions, notes), _front(versions)
    except UnclearError:
        pass
    else:
        # Notes between markers are git's, and need no proof.
        bare = _Frame(frame.opening, frame.closing, "")
        sides = dict.fromkeys(bare.around(_settled(chunks, side)) for side in (0, 1))
        if proof.holds(*sides):
            return frame.around(_settled(chunks)), has_clean_notes and proof.is_clean
    # Whatever it is that cannot be put together by soi, both sides have it whole.
    blocks = [source.text[slice(*source.block)] for source in sources[1:]]
    frame = _Frame(_opening(sources[1]), sources[1].text[sources[1].block[1] : sources[1].body], notes)
    return frame.around(between_markers(*blocks)), False


def _notes(source: Source) -> str:
    return source.notes if source.text.strip() else ""


def _opening(source: Source) -> str:
    return source.text[: source.block[0]].rstrip("\n")


def _merged_lines(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    found = merge_lines(*(text.encode("utf-8") for text in (base, ours, theirs)))
    return (found[0].decode("utf-8"), found[1]) if found else (between_markers(ours, theirs), False)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the front matter."""

    opening: str
    closing: str
    notes: str

    def around(self, block: str) -> str:
        """The whole file."""
        has_gap = bool(self.notes) and not self.closing.endswith("\n")
        newline = "\n" if has_gap else ""
        return f"{self.opening}\n{block}{self.closing}{newline}{self.notes}"


def _frame(versions: SequenceType[Version], notes: str) -> _Frame:
    opening = _three(*(found.opening for found in versions))
    return _Frame(opening, _three(*(found.closing for found in versions)), notes)


def _front(versions: SequenceType[Version]) -> list[Chunk]:
    """The lines of the front matter."""
    chunks = _keyed(versions, [found.pieces for found in versions], ROWS)
    tail = _merged_lead(*(found.tail for found in versions))
    known = [[text for _, text in found.sheet.comments] for found in versions]
    rest = _left_out(known, [*chunks, _above(tail)])
    margin = _three(*(found.margin for found in versions))
    return [chunk.moved(margin) for chunk in (*chunks, _above([*tail, *rest]))]


def _settled(chunks: Iterable[Chunk], side: int | None = None) -> str:
    """Lines with the contradictions settled for a side, or between markers."""
    return "".join(
        between_markers(chunk.ours.text, chunk.theirs.text)
        if side is None and isinstance(chunk, Clash)
        else _of_side(chunk, side or 0).text
        for chunk in chunks
    )


def _of_side(chunk: Chunk, side: int) -> Block:
    if isinstance(chunk, Block):
        return chunk
    return chunk.theirs if side else chunk.ours


_Trio = SequenceType[Piece | None]
"""A key or an entry in the base, in ours and in theirs."""


def _keyed(
    versions: SequenceType[Version],
    maps: SequenceType[MappingType[str, Piece]],
    rows: MappingType[str, Key],
) -> list[Chunk]:
    """The lines of all keys of a map."""
    built: dict[str, list[Chunk]] = {}
    for name in {**maps[1], **maps[2]}:
        trio = [side.get(name) for side in maps]
        chunks = _key(versions, name, trio, rows.get(name))
        if chunks is not None:
            built[name] = _with_lead(trio, chunks)
    places = [{name: place for place, name in enumerate(side)} for side in maps]
    slots = [Slot(*(side.get(name) for side in places)) for name in built]
    by_slot = dict(zip(slots, built.values(), strict=True))
    return [chunk for slot in ordered(slots, list(maps[1]), list(maps[2])) for chunk in by_slot[slot]]


def _key(versions: SequenceType[Version], name: str, trio: _Trio, row: Key | None) -> list[Chunk] | None:
    """The lines of a key and its value, None where it is gone."""
    base, ours, theirs = (piece.body if piece else None for piece in trio)
    if ours == theirs or base in {ours, theirs}:
        chosen = theirs if ours == base else ours
        return None if chosen is None else [chosen]
    values = [piece.value if piece else None for piece in trio]
    if is_each(list, *values):
        return _list(versions, name, trio, row)
    if is_each(dict, *values):
        return _map(versions, name, trio, row)
    here, there = merged(row, *values), merged(row, values[0], values[2], values[1])
    if not is_same(here, there):
        return [Clash(ours or EMPTY, theirs or EMPTY)]
    for value, body in zip(values[1:], (ours, theirs), strict=True):
        if is_same(value, here):
            return None if body is None else [body]
    raise UnclearError


def _list(versions: SequenceType[Version], name: str, trio: _Trio, row: Key | None) -> list[Chunk] | None:
    sides = [entries(found.sheet, piece, row) for found, piece in zip(versions, trio, strict=True)]
    values = [[entry.value for entry in side] for side in sides]
    chunks: list[Chunk] = []
    for slot in weave(row, *values):
        chunks += _entry(row, slot, sides, values)
    return _below_head(versions, name, trio, chunks)


def _map(versions: SequenceType[Version], name: str, trio: _Trio, row: Key | None) -> list[Chunk] | None:
    sides = [_inner(found, piece) for found, piece in zip(versions, trio, strict=True)]
    return _below_head(versions, name, trio, _keyed(versions, sides, inner_rows(row)))


def _inner(found: Version, piece: Piece | None) -> MappingType[str, Piece]:
    if piece is None or not isinstance(piece.node, Mapping) or not isinstance(piece.value, dict):
        return {}
    return keyed_pieces(found.sheet, piece.node, below(found.sheet.text, piece), piece.value)[0]


def _below_head(
    versions: SequenceType[Version], name: str, trio: _Trio, chunks: list[Chunk]
) -> list[Chunk] | None:
    """Lines of a list or a map below the line of its key, as far to the right as one side has them."""
    if not chunks and None in trio[1:]:
        return None
    heads = [
        (line, column(found.sheet.text, piece.node.start) - piece.margin)
        if piece and (line := header(found.sheet, piece))
        else None
        for found, piece in zip(versions, trio, strict=True)
    ]
    head, step = _three(*heads) or heads[1] or heads[2] or (Block(f"{scalar(name)}:\n"), STEP)
    return [head, *(chunk.moved(step) for chunk in chunks)]


def _entry(
    row: Key | None,
    slot: Slot,
    sides: SequenceType[SequenceType[Piece]],
    values: SequenceType[SequenceType[object]],
) -> list[Chunk]:
    """The lines of one entry of a list, whose entries in the three versions have these values."""
    places = (slot.base, slot.ours, slot.theirs)
    trio = [None if place is None else side[place] for side, place in zip(sides, places, strict=True)]
    base, ours, theirs = (piece.body if piece else None for piece in trio)
    if base is None or ours == theirs or (base in {ours, theirs} and not slot.is_contested):
        chosen = theirs if ours in {base, None} else ours
        return _with_lead(trio, [chosen or EMPTY])
    here = merged_entry(row, slot, *values)
    there = merged_entry(row, Slot(slot.base, slot.theirs, slot.ours), values[0], values[2], values[1])
    written = [_entry_text(row, trio, value) for value in (here, there)]
    return _with_lead(trio, [written[0] if is_same(here, there) else Clash(*written)])


def _entry_text(row: Key | None, trio: _Trio, value: object) -> Block:
    """An entry as the side wrote it that has it so; in soi's words where both changed it."""
    if value is None:
        return EMPTY
    found = (piece.body for piece in trio[1:] if piece and is_same(piece.value, value))
    return next(found, None) or written_entry(row, value)


def _with_lead(trio: _Trio, chunks: list[Chunk]) -> list[Chunk]:
    """Lines with the comments above them, and with those that only a version that was not taken has."""
    lead = _merged_lead(*(piece.lead if piece else () for piece in trio))
    known = [piece.comments if piece else () for piece in trio]
    rest = _left_out(known, [_above(lead), *chunks]) if any(known) else ()
    above = _above([*lead, *rest])
    return [above, *chunks] if above.text else chunks


def _merged_lead(
    base: SequenceType[str], ours: SequenceType[str], theirs: SequenceType[str]
) -> SequenceType[str]:
    if ours == theirs or base in {ours, theirs}:
        return _three(base, ours, theirs)
    slots = weave(None, base, ours, theirs)
    places = [(ours, slot.ours) if slot.theirs is None else (theirs, slot.theirs) for slot in slots]
    return [lines[place] for lines, place in places if place is not None]


def _left_out(known: SequenceType[SequenceType[str]], chunks: SequenceType[Chunk]) -> list[str]:
    """Comments that are due of those in the three versions, and stand in no line."""
    kept = [Counter(text for chunk in chunks for text in _of_side(chunk, side).comments) for side in (0, 1)]
    due = due_comments(*known) - (kept[0] | kept[1])
    return [text for text in dict.fromkeys((*known[1], *known[2])) for _ in range(due[text])]


def _above(lines: SequenceType[str]) -> Block:
    """Comments and blank lines."""
    comments = (line.strip() for line in lines)
    return Block("".join(f"{line}\n" for line in lines), tuple(text for text in comments if text))
