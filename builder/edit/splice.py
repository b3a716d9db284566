"""Insert an entry or a value into a front matter and leave every other byte alone.

Pure functions from a text to a text. The result is read again, and unless exactly the intended value differs
the change is refused: a file in a style nobody thought of is never damaged, at worst it is left as it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from dataclasses import dataclass

from ..diagnostics import Lines
from ..errors import RefusedError
from ..kinds import Kind
from ..kinds import keys
from ..model import ENTITIES
from ..model import Type
from ..plain import Value
from ..schema import expand
from ..source import Mapping
from ..source import Node
from ..source import Scalar
from ..source import Sequence
from ..source import Source
from ..source import quoted
from ..source import read_text
from ..source import tree_of
from .phrase import block_entry
from .phrase import flow
from .phrase import flow_entry
from .phrase import scalar
from .phrase import token

_COMMENT_BEHIND = re.compile(r"(?<=[^\r\n])[ \t]+#")


LAST_KEY = "touches"

Entries = Iterable[MappingType[str, Value]]
"""What is to be added to a list: keys and plain values of each entry."""


@dataclass(frozen=True, slots=True)
class Splice:
    """Text to insert at an offset, in place of what stands between it and `end`."""

    start: int
    text: str
    end: int | None = None
    """Absent: nothing is taken away."""


def apply(text: str, splices: list[Splice]) -> str:
    """Text with all splices made; their offsets are those of the given text."""
    for splice in sorted(splices, key=lambda splice: splice.start, reverse=True):
        end = splice.start if splice.end is None else splice.end
        text = text[: splice.start] + splice.text + text[end:]
    return text


def append(
    text: str, key: str, *entries: MappingType[str, Value], record: type = ENTITIES[Type.PERSON]
) -> str:
    """Text with entries added at the end of one of its lists. Only inserts.

    Args:
        text: a file, without its byte order mark.
        key: the list, as in `touches`.
        *entries: keys and plain values of each.
        record: what the file describes.

    Raises:
        RefusedError: the file is broken, or an entry cannot be added without touching something else.
    """
    source = _sound(text)
    kind = keys(record)[key][1].kind
    tree = tree_of(source)
    new = apply(text, _appending(source, tree, key, entries, kind))
    old = source.values if isinstance(source.values, dict) else {}
    before = _entries(record, key, old)
    after = [*before, *_entries(record, key, {key: [dict(entry) for entry in entries]})]
    _verify(source, new, key, record, after)
    return new


def listed(text: str, key: str, record: type = ENTITIES[Type.PERSON]) -> list[object]:
    """Entries of one of the lists of a file, short forms written out.

    Raises:
        RefusedError: the file is broken.
    """
    values = _sound(text).values
    return _entries(record, key, values if isinstance(values, dict) else {})


def assign(text: str, key: str, value: str, record: type = ENTITIES[Type.PERSON]) -> str:
    """Text with a key set to a single value, in place of what it had.

    Raises:
        RefusedError: the file is broken, or the key cannot be set without touching something else.
    """
    source = _sound(text)
    row = keys(record)[key][1]
    tree = tree_of(source)
    if isinstance(tree, Mapping) and tree.flow:
        written = flow(value)
    else:
        written = scalar(value) if row.kind.name in {"text", "person"} or row.kind.record else token(value)
    splice = _assigning(source, tree, key, written)
    if _COMMENT_BEHIND.match(text, splice.start if splice.end is None else splice.end):
        # Behind a plain text a comment looks like a part of it that YAML loses.
        splice = _assigning(source, tree, key, quoted(value))
    new = apply(text, [splice])
    after = expand(record, {key: value})[key]
    _verify(source, new, key, record, after)
    return new


def line_of_last(text: str, key: str) -> int:
    """Line, from 1, on which the last entry of a list begins."""
    return (lines_of(text, key) or [1])[-1]


def lines_of(text: str, key: str) -> list[int]:
    """Lines, from 1, on which the entries of a list begin."""
    source = read_text(text)
    tree = tree_of(source)
    pair = tree.get(key) if isinstance(tree, Mapping) else None
    if pair is None:
        return []
    node = pair[1]
    lines = Lines(source.text)
    return [lines.position(item.start)[0] for item in (node.items if isinstance(node, Sequence) else [node])]


def _sound(text: str) -> Source:
    source = read_text(text)
    errors = [flaw for flaw in source.flaws if flaw.rule.severity.rank == 0]
    if errors:
        raise RefusedError(errors[0].message, errors[0].hint)
    if source.values is not None and not isinstance(source.values, dict):
        raise RefusedError("the front matter has no keys", "write key: value on each line")
    return source


def _entries(record: type, key: str, values: MappingType[str, Value]) -> list[object]:
    found = expand(record, {key: values.get(key)})[key]
    return found if isinstance(found, list) else []


def _verify(source: Source, new: str, key: str, record: type, expected: object) -> None:
    """Refuse unless exactly one key of the front matter differs, and differs as it should."""
    after = read_text(new)
    old_values = source.values if isinstance(source.values, dict) else {}
    new_values = after.values if isinstance(after.values, dict) else {}
    others = {name: value for name, value in old_values.items() if name != key}
    is_right = (
        not Counter(flaw.rule.code for flaw in after.flaws) - Counter(flaw.rule.code for flaw in source.flaws)
        and {name: value for name, value in new_values.items() if name != key} == others
        and key in new_values
        and expand(record, {key: new_values[key]})[key] == expected
        and after.notes == source.notes
    )
    if not is_right:
        message = f"{key} cannot be written here without changing something else in the file"
        raise RefusedError(
            message, f"write {key} as a list with a dash before each entry, on lines of their own"
        )


def _newline(source: Source) -> str:
    found = re.search(r"\r\n|\n|\r", source.text)
    return found.group() if found else "\n"


def _column(text: str, offset: int) -> int:
    begin = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    return offset - begin


def _line_end(text: str, offset: int) -> int:
    """Offset behind the end of the line that an offset is in."""
    found = re.compile(r"\r\n|\n|\r").search(text, offset)
    return found.end() if found else len(text)


def _appending(source: Source, tree: Node | None, key: str, entries: Entries, kind: Kind) -> list[Splice]:
    newline = _newline(source)
    if not isinstance(tree, Mapping):
        return [Splice(source.block[1], f"{key}:{newline}{_block(kind, entries, 2, newline)}{newline}")]
    pair = tree.get(key)
    if tree.flow:
        return [_into_flow(source, tree, pair, key, _flow(kind, entries))]
    margin = _column(source.text, tree.start) if tree.pairs else 0
    if pair is None:
        lines = f"{' ' * margin}{key}:{newline}{_block(kind, entries, margin + 2, newline)}{newline}"
        return [Splice(_end_of_keys(source, tree), lines)]
    node = pair[1]
    if isinstance(node, Scalar) and node.value == "":
        raise RefusedError(f"{key} is an empty text", f"delete the quotes behind {key}:")
    if isinstance(node, Scalar) and node.value is None:
        text = _block(kind, entries, margin + 2, newline)
        return [Splice(_line_end(source.text, pair[0].end), f"{text}{newline}")]
    if isinstance(node, Sequence) and not node.flow:
        text = _block(kind, entries, _column(source.text, node.start), newline)
        return [_behind(source, node.items[-1].end, text)]
    if isinstance(node, Sequence):
        return [_into_list(node, _flow(kind, entries))]
    return _single_to_list(source, node, entries, kind, margin)


def _block(kind: Kind, entries: Entries, indent: int, newline: str) -> str:
    return newline.join(block_entry(kind, entry, indent, newline) for entry in entries)


def _flow(kind: Kind, entries: Entries) -> str:
    return ", ".join(flow_entry(kind, entry) for entry in entries)


def _end_of_keys(source: Source, tree: Mapping) -> int:
    """Where a new key goes: before the touches, which stay last because they grow, else behind all keys."""
    touches = tree.get(LAST_KEY)
    if touches is None:
        return source.block[1]
    return touches[0].start - _column(source.text, touches[0].start)


def _behind(source: Source, offset: int, text: str) -> Splice:
    """Splice that puts lines behind the line in which a value ends."""
    newline = _newline(source)
    at_line_start = offset > 0 and source.text[offset - 1] in "\r\n"
    place = offset if at_line_start else _line_end(source.text, offset)
    return Splice(place, f"{text}{newline}")


def _into_list(node: Sequence, entry: str) -> Splice:
    if node.items:
        return Splice(node.items[-1].end, f", {entry}")
    return Splice(node.start + 1, entry)


def _into_flow(
    source: Source, tree: Mapping, pair: tuple[Scalar, Node] | None, key: str, entry: str
) -> Splice:
    if pair is None:
        comma = ", " if tree.pairs else ""
        place = tree.pairs[-1][1].end if tree.pairs else tree.start + 1
        return Splice(place, f"{comma}{key}: [{entry}]")
    node = pair[1]
    if isinstance(node, Sequence):
        return _into_list(node, entry)
    if isinstance(node, Scalar) and node.value is None:
        return Splice(node.start, f" [{entry}]")
    return Splice(node.start, f"[{source.text[node.start : node.end]}, {entry}]", node.end)


def _single_to_list(source: Source, node: Node, entries: Entries, kind: Kind, margin: int) -> list[Splice]:
    """Splices that make a list of a single value, which stays where it is, and add the entries behind it."""
    newline = _newline(source)
    text = source.text
    if isinstance(node, Mapping) and node.flow:
        return [Splice(node.start, "["), Splice(node.end, f", {_flow(kind, entries)}]")]
    if isinstance(node, Mapping):
        column = _column(text, node.start)
        splices = [Splice(node.start, "- ")]
        place = _line_end(text, node.start)
        while place < node.end:
            if text[place] not in "\r\n":
                splices.append(Splice(place, "  "))
            place = _line_end(text, place)
        return [*splices, _behind(source, node.end, _block(kind, entries, column, newline))]
    column = margin + 2
    behind = _behind(source, node.end, _block(kind, entries, column, newline))
    return [Splice(node.start, f"{newline}{' ' * column}- "), behind]


def _assigning(source: Source, tree: Node | None, key: str, written: str) -> Splice:
    newline = _newline(source)
    if not isinstance(tree, Mapping):
        return Splice(source.block[1], f"{key}: {written}{newline}")
    pair = tree.get(key)
    if pair is None and tree.flow:
        comma = ", " if tree.pairs else ""
        place = tree.pairs[-1][1].end if tree.pairs else tree.start + 1
        return Splice(place, f"{comma}{key}: {written}")
    if pair is None:
        margin = _column(source.text, tree.pairs[0][0].start) if tree.pairs else 0
        return Splice(_end_of_keys(source, tree), f"{' ' * margin}{key}: {written}{newline}")
    node = pair[1]
    if isinstance(node, Scalar) and node.value is None:
        colon = source.text.index(":", pair[0].end)
        return Splice(colon + 1, f" {written}")
    # A block text ends with its line, whose end stays; a list may begin in its key's column, no text may.
    end = node.start + len(source.text[node.start : node.end].rstrip("\r\n"))
    is_indentless = isinstance(node, Sequence) and not node.flow
    return Splice(node.start, f"{'  ' * is_indentless}{written}", end)
