"""A file taken apart into what a merge puts together anew: each key and each entry as it was written.

A piece is text, with the comments above it, and its margin taken away so that it can stand elsewhere. Lines
end in a line feed here; whoever puts a file together gives it its own ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from collections.abc import Sequence as SequenceType
from dataclasses import dataclass
from decimal import Decimal

from .. import rules
from ..kinds import Key
from ..kinds import keys
from ..model import ENTITIES
from ..plain import Value
from ..schema import expand
from ..source import Mapping
from ..source import Node
from ..source import Scalar
from ..source import Sequence
from ..source import Source
from ..source import plain
from ..source import tree_of
from .layout import column
from .layout import comment_places
from .layout import next_line
from .phrase import block_entry
from .phrase import flow
from .weave import settled

Comments = SequenceType[tuple[int, str]]
"""Comments by their offset, in their order."""
STEP = 2
"""Columns by which soi indents."""
_RECORDS: tuple[type, ...] = tuple(dict.fromkeys(ENTITIES.values()))
ROWS: MappingType[str, Key] = {
    name: row for record in reversed(_RECORDS) for name, (_, row) in keys(record).items()
}
"""Rows of all keys a file may have, whatever it describes: its type may be what the sides disagree on."""


class UnclearError(Exception):
    """A file is written in a way in which its pieces cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines, each ended, and the comments that stand in them."""

    text: str
    comments: tuple[str, ...] = ()

    def moved(self, by: int) -> Block:
        """It with its lines moved to the right, or to the left as far as there are blanks."""
        return Block(shifted(self.text, by), self.comments) if by else self


EMPTY = Block("")


@dataclass(frozen=True, slots=True)
class Piece:
    """A key with its value, or an entry of a list."""

    name: str
    """The key, empty for an entry."""
    lead: tuple[str, ...]
    """The comments and blank lines above it, without their line ends."""
    body: Block
    """Its lines, with the margin taken away."""
    value: object
    """As `schema.expand` has it, without what says nothing."""
    comments: tuple[str, ...]
    """All comments above it and in it, also those that its body as an entry or a line has no place for."""
    node: Node
    start: int
    """Where its body begins in the file."""
    margin: int
    """The column it begins in."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text, and all comments of its front matter."""

    text: str
    comments: Comments

    def between(self, begin: int, end: int) -> tuple[str, ...]:
        """Comments that begin between two offsets."""
        if not self.comments:
            return ()
        first, last = (bisect_left(self.comments, (offset, "")) for offset in (begin, end))
        return tuple(text for _, text in self.comments[first:last])

    def block(self, begin: int, end: int, margin: int) -> Block:
        """Lines between two offsets, with the margin taken away."""
        return Block(_dedented(self.text[begin:end], margin), self.between(begin, end))


@dataclass(frozen=True, slots=True)
class Version:
    """One of the three versions of a file, taken apart."""

    opening: str
    """The line of hyphens that begins it, without its end."""
    closing: str
    """The line of hyphens that ends the front matter; with its end, unless the file ends there."""
    sheet: Sheet
    margin: int
    """Column of the keys."""
    pieces: MappingType[str, Piece]
    tail: tuple[str, ...]
    """What stands below the last key."""


NOTHING = Version("---", "---\n", Sheet("", ()), 0, {}, ())
"""The version that two sides come from who made the same file independently."""


def version(source: Source, values: MappingType[str, object]) -> Version:
    """A file taken apart.

    Args:
        source: the file, which has been read without an error; its lines end in a line feed.
        values: what it says, by `values_of`.

    Raises:
        UnclearError: its pieces cannot be told apart.
    """
    text = source.text
    if any(flaw.rule is rules.LOST_TEXT and text[flaw.offset] != "#" for flaw in source.flaws):
        # Behind a comma stands what YAML drops and only the user's own line still has.
        raise UnclearError
    begin, end = source.block
    tree = tree_of(source)
    if not (tree is None or isinstance(tree, Mapping)) or "\r" in text[begin:end]:
        raise UnclearError
    sheet = Sheet(text, tuple(comment_places(source, tree)))
    pieces, last = keyed_pieces(sheet, tree, begin, values) if tree else ({}, begin)
    return Version(
        text[:begin].rstrip("\n"),
        text[end : source.body],
        sheet,
        _margin(text, tree),
        pieces,
        () if tree and tree.flow else _above(text[last:end], _margin(text, tree)),
    )


def _margin(text: str, tree: Mapping | None) -> int:
    return 0 if tree is None or tree.flow else column(text, tree.start)


def values_of(source: Source) -> dict[str, object]:
    """What a front matter says, whatever it describes, as the pieces have it."""
    raw = source.values if isinstance(source.values, dict) else {}
    found = {name: _value(ROWS.get(name), name, value) for name, value in raw.items()}
    return {name: value for name, value in found.items() if value is not None}


def _value(row: Key | None, name: str, raw: Value) -> object:
    if row is None:
        return settled(raw)
    record = next(record for record in _RECORDS if name in keys(record))
    return settled(expand(record, {name: raw})[name])


def keyed_pieces(
    sheet: Sheet,
    tree: Mapping,
    begin: int,
    values: MappingType[str, object],
) -> tuple[dict[str, Piece], int]:
    """Pieces of a map by their keys, and where the last one ends.

    Args:
        sheet: the file.
        tree: the map.
        begin: where the lines above its first key begin.
        values: what the keys say.
    """
    text, margin = sheet.text, _margin(sheet.text, tree)
    out: dict[str, Piece] = {}
    place = begin
    for key, node in tree.pairs:
        if tree.flow:
            above, start, end = key.start, key.start, node.end
            lead: tuple[str, ...] = ()
            body = _from_flow(text, key, node)
        else:
            start = key.start - column(text, key.start)
            above, end = place, next_line(text, max(key.end, node.end))
            if text[start : key.start].strip() or start < place:
                raise UnclearError
            body, lead = sheet.block(start, end, margin), _above(text[place:start], margin)
        found = sheet.between(above, end)
        out[key.text] = Piece(key.text, lead, body, values.get(key.text), found, node, start, margin)
        place = end
    return out, place


def _from_flow(text: str, key: Scalar, node: Node) -> Block:
    raw = text[node.start : node.end]
    if "\n" in raw:
        raw = flow(plain(node))
    return Block(f"{text[key.start : key.end]}: {raw}".rstrip() + "\n")


def header(sheet: Sheet, piece: Piece) -> Block | None:
    """The line of a key above its block list or block map, None where it has none."""
    node, end = piece.node, below(sheet.text, piece)
    if isinstance(node, Scalar) or node.flow or end > node.start:
        return None
    return sheet.block(piece.start, end, piece.margin)


def below(text: str, piece: Piece) -> int:
    """Offset behind the first line of a piece."""
    return text.find("\n", piece.start) + 1


def entries(sheet: Sheet, piece: Piece | None, row: Key | None) -> list[Piece]:
    """Entries of a list, each with a dash in its first column."""
    if piece is None or piece.value is None:
        return []
    text, node = sheet.text, piece.node
    values = piece.value if isinstance(piece.value, list) else [piece.value]
    is_dashed = isinstance(node, Sequence) and not node.flow
    if isinstance(node, Sequence):
        spans = (
            _dashed(text, node, below(text, piece)) if is_dashed else [_inline(item) for item in node.items]
        )
    else:
        spans = [_inline(node)]
    # An entry that says nothing has no value.
    spans = [span for span in spans if settled(plain(span[3])) is not None]
    if len(spans) != len(values):
        raise UnclearError
    margin = column(text, node.start)
    out = []
    for (above, start, end, item), value in zip(spans, values, strict=True):
        body = sheet.block(start, end, margin) if is_dashed else _as_entry(text, item, row, value)
        lead = _above(text[above:start], margin)
        out.append(Piece("", lead, body, value, sheet.between(above, end), item, start, margin))
    return out


_Span = tuple[int, int, int, Node]
"""Where the lines above an entry begin, where it begins and ends, and its value."""


def _inline(node: Node) -> _Span:
    return node.start, node.start, node.end, node


def _dashed(text: str, node: Sequence, above: int) -> list[_Span]:
    dash = re.compile(rf"^ {{{column(text, node.start)}}}-(?=\s)", re.MULTILINE)
    out: list[_Span] = []
    for item in node.items:
        start = dash.search(text, above, max(item.start, above) + 1)
        if start is None:
            raise UnclearError
        end = next_line(text, max(start.end(), item.end))
        out.append((above, start.start(), end, item))
        above = end
    return out


def _as_entry(text: str, node: Node, row: Key | None, value: object) -> Block:
    raw = text[node.start : node.end]
    if "\n" not in raw:
        return Block(f"- {raw}\n")
    return written_entry(row, value)


def written_entry(row: Key | None, value: object) -> Block:
    """Entry as soi writes it, for one that stands nowhere as it has become."""
    raw = written_value(value)
    if row and row.kind.record and isinstance(raw, dict):
        return Block(block_entry(row.kind, raw, 0, "\n") + "\n")
    return Block(f"- {flow(raw)}\n")


def written_value(value: object) -> Value:
    """Plain value that is read as a JSON value of the schema."""
    if isinstance(value, dict):
        return {name: written_value(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [written_value(inner) for inner in value]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return None if value is None else str(value)


def shifted(text: str, by: int) -> str:
    """Lines moved to the right, or to the left as far as there are blanks."""
    return "\n".join(_shifted_line(line, by) for line in text.split("\n")) if by else text


def _shifted_line(line: str, by: int) -> str:
    if by >= 0:
        return " " * by + line if line.strip() else line
    blanks = len(line) - len(line.lstrip(" "))
    return line[min(-by, blanks) :]


def _dedented(text: str, margin: int) -> str:
    return shifted(text if text.endswith("\n") or not text else f"{text}\n", -margin)


def _above(text: str, margin: int) -> tuple[str, ...]:
    """Lines of comments without the margin: any deeper they could become a part of the text above them."""
    return tuple(line.rstrip() for line in _dedented(text, margin).split("\n")[:-1]) if text else ()


def due_comments(base: Iterable[str], ours: SequenceType[str], theirs: SequenceType[str]) -> Counter[str]:
    """Comments that a merge has to have, and how often: those that all have, and those that a side added.

    What both sides added they may have added as one; what one side took away is gone.
    """
    known, here, there = Counter(base), Counter(ours), Counter(theirs)
    return (known & here & there) + ((here - known) | (there - known))
