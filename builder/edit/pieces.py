"""Pieces of what is written replaced: words in values, whatever their quotes and folds, and in the notes.

Finds the texts of a front matter as the schema means them and knows where their characters stand. The result
is read again, and unless exactly the pieces differ the change is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from collections.abc import Sequence as SequenceType
from dataclasses import dataclass

from ..diagnostics import Address
from ..errors import RefusedError
from ..kinds import Key
from ..kinds import Kind
from ..kinds import keys
from ..plain import Value
from ..source import Mapping
from ..source import Node
from ..source import Scalar
from ..source import Sequence
from ..source import Source
from ..source import quoted
from ..source import read_text
from ..source import tree_of
from .layout import Splice
from .layout import apply
from .layout import comments
from .layout import end_of

_JOINT = ": "
"""What YAML took out of `DATE CHANNEL: NOTE`."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text of the front matter that the schema knows."""

    at: Address
    """The entry, for one on a line of its own words."""
    key: Key
    """The row of the schema."""
    scalars: tuple[Scalar, ...]
    """What it is written in: two for a line that YAML took for a key and its value."""

    @property
    def text(self) -> str:
        """What is written."""
        return _JOINT.join(scalar.text for scalar in self.scalars)

    def pieces(self, start: int, end: int, new: str) -> Iterator[Piece]:
        """Pieces that make a part of the text something else; the first gets all of it."""
        begin = 0
        for scalar in self.scalars:
            first, last = max(start - begin, 0), min(end - begin, len(scalar.text))
            if first < last:
                yield Piece(scalar, first, last, new)
                new = ""
            begin += len(scalar.text) + len(_JOINT)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, and what is to stand in its place."""

    scalar: Scalar | None
    """None: the notes."""
    start: int
    """In the text that the scalar stands for, or in the notes."""
    end: int
    new: str


def leaves(record: type, node: Node | None, at: Address = ()) -> Iterator[Leaf]:
    """Every text and reference in a front matter, those of entries that cannot be understood included."""
    if not isinstance(node, Mapping):
        return
    rows = keys(record)
    for name, value in node.pairs:
        if name.text in rows:
            row = rows[name.text][1]
            where = (*at, name.text)
            if row.many and isinstance(value, Sequence):
                for place, item in enumerate(value.items):
                    yield from _leaf(row, row.kind, item, (*where, place))
            else:
                yield from _leaf(row, row.kind, value, where)


def _leaf(row: Key, kind: Kind, node: Node, at: Address) -> Iterator[Leaf]:
    if isinstance(node, Scalar):
        if node.value is not None and (kind.name in {"text", "id", "person"} or kind.short):
            yield Leaf(at, row, (node,))
    elif kind.record is not None and isinstance(node, Mapping):
        if not kind.short or not node.pairs or not node.pairs[0][0].text[:1].isdigit():
            yield from leaves(kind.record, node, at)
            return
        name, value = node.pairs[0]
        if len(node.pairs) == 1 and isinstance(value, Scalar):
            yield Leaf(at, row, (name, value) if value.value is not None else (name,))


def replace(source: Source, tree: Node | None, pieces: Iterable[Piece]) -> str:
    """Text of a file with pieces of it replaced.

    Args:
        source: the file.
        tree: its front matter.
        pieces: what to replace, no two at the same place.

    Raises:
        RefusedError: something else in the file would change.
    """
    by_scalar: dict[int, tuple[Scalar, list[Piece]]] = {}
    of_notes: list[Piece] = []
    for piece in pieces:
        if piece.scalar is None:
            of_notes.append(piece)
        else:
            by_scalar.setdefault(id(piece.scalar), (piece.scalar, []))[1].append(piece)
    texts = {key: _replaced(scalar.text, parts) for key, (scalar, parts) in by_scalar.items()}
    expected = None if tree is None else _values(tree, texts)
    notes = _replaced(source.notes, of_notes)
    splices = [Splice(source.body + piece.start, piece.new, source.body + piece.end) for piece in of_notes]
    # Where a text is not what is written, or would not be read as it is meant, it is written between quotes.
    for is_careful in (False, True):
        new = apply(
            source.text, [*splices, *_splices(source.text, by_scalar.values(), is_careful=is_careful)]
        )
        after = read_text(new)
        flaws = Counter(flaw.rule for flaw in after.flaws) - Counter(flaw.rule for flaw in source.flaws)
        is_meant = not flaws and after.values == expected and after.notes == notes
        if is_meant and comments(after, tree_of(after)) == comments(source, tree):
            return new
    message = "it cannot be changed here without changing something else in the file"
    raise RefusedError(message, "write the value between double quotes")


def _replaced(text: str, pieces: Iterable[Piece]) -> str:
    return apply(text, [Splice(piece.start, piece.new, piece.end) for piece in pieces])


def _values(node: Node, texts: MappingType[int, str]) -> Value:
    """Values of a tree in which some texts are others."""
    if isinstance(node, Scalar):
        return texts.get(id(node), node.value)
    if isinstance(node, Sequence):
        return [_values(item, texts) for item in node.items]
    return {texts.get(id(key), key.text): _values(value, texts) for key, value in node.pairs}


def _splices(
    text: str, scalars: Iterable[tuple[Scalar, SequenceType[Piece]]], *, is_careful: bool
) -> Iterator[Splice]:
    for scalar, pieces in scalars:
        places = None if is_careful else [_place(text, scalar, piece) for piece in pieces]
        if places is None or None in places:
            yield Splice(scalar.start, quoted(_replaced(scalar.text, pieces)), end_of(text, scalar))
            continue
        for place, piece in zip(places, pieces, strict=True):
            assert place is not None
            yield Splice(place, piece.new, place + piece.end - piece.start)


def _place(text: str, scalar: Scalar, piece: Piece) -> int | None:
    """Where a piece of a value stands in the file, None where it is not written as it reads."""
    written = re.compile(f"(?={re.escape(scalar.text[piece.start : piece.end])})")
    meant = [found.start() for found in written.finditer(scalar.text)]
    there = [found.start() for found in written.finditer(text, scalar.start, scalar.end)]
    return there[meant.index(piece.start)] if len(meant) == len(there) else None
