"""Where a single value goes, and what is taken away with one, in whatever style the file is written.

An entry on one line has no room for a further key; it is written out, one key a line, in the user's words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingType
from dataclasses import dataclass

from ..diagnostics import Address
from ..errors import RefusedError
from ..kinds import TEXT
from ..kinds import Key
from ..kinds import Kind
from ..kinds import keys
from ..plain import Value
from ..schema import written_out
from ..source import Mapping
from ..source import Node
from ..source import Scalar
from ..source import Sequence
from ..source import Source
from ..source import plain
from ..source import quoted
from .layout import Splice
from .layout import column
from .layout import comment_behind
from .layout import end_of
from .layout import line_end
from .layout import newline
from .layout import next_line
from .order import adding_key
from .order import pair_end
from .order import rank
from .outline import Outline
from .phrase import block_entry
from .phrase import block_lines
from .phrase import flow
from .phrase import flow_entry
from .phrase import scalar
from .phrase import short_form
from .phrase import token

_FREE = Key(TEXT, "")
"""What stands behind a key that the schema does not know."""


def row_at(record: type, at: Address) -> Key:
    """The row that says what a value is; an index in the address leads from a list to its entries."""
    row = keys(record).get(str(at[0]), ("", _FREE))[1]
    for step in at[1:]:
        if isinstance(step, str):
            row = _inner(row, step)
    return row


def _inner(row: Key, name: str) -> Key:
    if row.kind.values is not None:
        return Key(row.kind.values, "", many=row.kind.many)
    return keys(row.kind.record).get(name, ("", _FREE))[1] if row.kind.record else _FREE


def phrase(kind: Kind, value: str, *, is_flow: bool = False, is_quoted: bool = False) -> str:
    """A single value as it is written.

    Args:
        kind: what it is.
        value: the text of it.
        is_flow: it stands between brackets.
        is_quoted: a comment follows, which behind a plain text looks like a part of it that YAML loses.
    """
    if is_quoted:
        return quoted(value)
    if is_flow:
        return flow(value)
    return scalar(value) if is_text(kind) else token(value)


def is_text(kind: Kind) -> bool:
    """True for what may hold any text, so that the schema does not say how it is to be read."""
    return kind.name in {"text", "person"} or kind.record is not None


@dataclass(frozen=True, slots=True)
class Intent:
    """What is to be set, or taken away, and in what."""

    source: Source
    at: Address
    record: type
    value: str | None = None
    """None: it is to be taken away."""

    @property
    def newline(self) -> str:
        """How lines end in the file."""
        return newline(self.source.text)

    def written(self, *, is_flow: bool = False, is_quoted: bool = False) -> str:
        """The value as it is written."""
        assert self.value is not None
        return phrase(row_at(self.record, self.at).kind, self.value, is_flow=is_flow, is_quoted=is_quoted)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A value on the way to the one that is meant, and what is around it."""

    node: Node
    row: Key
    around: Mapping | Sequence | None = None
    """What it stands in."""
    key: Scalar | None = None
    """The key before it, None for an entry of a list."""
    above: _Spot | None = None

    @property
    def is_flow(self) -> bool:
        """It stands between brackets."""
        return self.around is not None and self.around.flow

    @property
    def is_empty(self) -> bool:
        """Nothing stands behind its key."""
        return isinstance(self.node, Scalar) and self.node.value is None

    @property
    def is_line(self) -> bool:
        """It is an entry on one line, with words or as the pair that YAML makes of `DATE CHANNEL: NOTE`."""
        if not self.row.kind.short or isinstance(self.node, Sequence):
            return False
        if isinstance(self.node, Scalar):
            return self.node.value is not None
        return bool(self.node.pairs) and self.node.pairs[0][0].text[:1].isdigit()


def _walk(tree: Mapping, at: Address, record: type) -> tuple[_Spot, Address]:
    """The closest there is to an address, and what of the address is not there."""
    spot = _Spot(tree, _FREE)
    for place, step in enumerate(at):
        node = spot.node
        if isinstance(step, int):
            if isinstance(node, Sequence) and step < len(node.items):
                spot = _Spot(node.items[step], spot.row, node, None, spot)
            elif step != 0 or isinstance(node, Sequence) or spot.is_empty:
                return spot, at[place:]
            continue  # a single value counts as a list of one
        pair = node.get(step) if isinstance(node, Mapping) and not spot.is_line else None
        if pair is None:
            return spot, at[place:]
        assert isinstance(node, Mapping)
        spot = _Spot(pair[1], row_at(record, at[: place + 1]), node, pair[0], spot)
    return spot, ()


def putting(source: Source, tree: Node | None, at: Address, value: str, record: type) -> list[Splice]:
    """Splices that set one value.

    Raises:
        RefusedError: there is nothing at the address that the value could be put in.
    """
    job = Intent(source, at, record, value)
    if not isinstance(tree, Mapping):
        return [Splice(source.block[1], _lines(job, at, 0))]
    spot, rest = _walk(tree, at, record)
    if any(isinstance(step, int) for step in rest):
        raise RefusedError(f"{at[0]} has no such entry")
    names = tuple(str(step) for step in rest)
    if names and spot.is_line:
        if len(names) > 1:
            raise RefusedError(f"an entry of {at[0]} has no {names[0]}")
        return [_written_out(job, spot, names[0])]
    if spot.is_empty:
        return [_filling(job, spot, names)]
    if isinstance(spot.node, Mapping) and names:
        return _insertion(job, tree, spot.node, names)
    if names:
        raise RefusedError(f"{at[0]} is no map of keys and values", f"write {names[0]}: on a line of its own")
    end = end_of(source.text, spot.node)
    is_quoted = _must_be_quoted(source.text, spot.node, spot.row.kind)
    # A list may begin in its key's column, no text may.
    is_indentless = isinstance(spot.node, Sequence) and not spot.node.flow
    written = job.written(is_flow=spot.is_flow, is_quoted=is_quoted)
    return [Splice(spot.node.start, f"{'  ' * is_indentless}{written}", end)]


def _lines(job: Intent, names: Address, margin: int) -> str:
    """Lines of a new key, with the keys below it each on a line of its own."""
    *outer, last = (token(str(name)) for name in names)
    lines = [f"{' ' * (margin + 2 * depth)}{name}:" for depth, name in enumerate(outer)]
    lines.append(f"{' ' * (margin + 2 * len(outer))}{last}: {job.written()}")
    return "".join(f"{line}{job.newline}" for line in lines)


def _pairs(job: Intent, names: Address) -> str:
    """A new key, with the keys below it, as they stand between braces."""
    *outer, last = (flow(str(name)) for name in names)
    opened = "".join(f"{name}: {{" for name in outer)
    return f"{opened}{last}: {job.written(is_flow=True)}{'}' * len(outer)}"


def _filling(job: Intent, spot: _Spot, names: Address) -> Splice:
    """Splice that gives a key its value that has none."""
    text = job.source.text
    assert spot.key is not None
    if names and not spot.is_flow:
        lines = _lines(job, names, column(text, spot.key.start) + 2)
        return Splice(line_end(text, spot.key.end), lines)
    colon = text.index(":", spot.key.end) + 1
    if names:
        return Splice(colon, f" {{{_pairs(job, names)}}}")
    is_quoted = comment_behind(text, colon) is not None
    return Splice(colon, f" {job.written(is_flow=spot.is_flow, is_quoted=is_quoted)}")


def _insertion(job: Intent, tree: Mapping, node: Mapping, names: Address) -> list[Splice]:
    """Splices that add a key to a map."""
    margin = column(job.source.text, node.pairs[0][0].start) if node.pairs else 0
    written = _pairs(job, names) if node.flow else _lines(job, names, margin)
    around = job.at[: len(job.at) - len(names)]
    record = row_at(job.record, around).kind.record if around else job.record
    return adding_key(Outline(job.source, tree), node, record, str(names[0]), written)


def _written_out(job: Intent, spot: _Spot, name: str) -> Splice:
    """Splice that gives an entry on one line a line for each of its keys, and one of them its value."""
    text = job.source.text
    kind = spot.row.kind
    entry = written_out(kind, plain(spot.node))
    if entry is None:
        raise RefusedError(f"an entry of {job.at[0]} cannot be understood", "run soi check")
    rest = {key: value for key, value in entry.items() if key != name}
    entry = rest if job.value is None else _in_order(kind, {**entry, name: job.value})
    end = end_of(text, spot.node)
    is_brief = _is_brief(kind, entry)
    if spot.is_flow:
        return Splice(spot.node.start, flow_entry(kind, entry) if is_brief else flow(entry), end)
    indent = column(text, spot.node.start) if spot.key is None else column(text, spot.key.start) + 4
    lines = block_lines(kind, entry, indent, job.newline)
    last, value = list(entry.items())[-1]
    if comment_behind(text, end) is None and is_brief:
        lines = [block_entry(kind, entry, 0, job.newline).removeprefix("- ")]
    elif _must_be_quoted(text, spot.node, _inner(spot.row, last).kind):
        lines[-1] = f"{' ' * indent}{last}: {quoted(str(value))}"
    written = job.newline.join(lines).lstrip(" ")
    if spot.key is None:
        return Splice(spot.node.start, written, end)
    # A single value, which stands for a list of one, becomes that list.
    begin = len(text[: spot.node.start].rstrip())
    return Splice(begin, f"{job.newline}{' ' * (indent - 2)}- {written}", end)


def _in_order(kind: Kind, entry: MappingType[str, Value]) -> dict[str, Value]:
    assert kind.record is not None
    record = kind.record
    return dict(sorted(entry.items(), key=lambda pair: rank(record, pair[0])))


def _is_brief(kind: Kind, entry: MappingType[str, Value]) -> bool:
    """True if an entry still says everything on one line, as it did."""
    brief = short_form(kind, entry)
    if brief is None or any(token(word) != word for word in brief[0].split()):
        return False
    words, text = brief
    is_pair = bool(text) and kind.short[-1] == "note"
    return written_out(kind, {words: text} if is_pair else f"{words} {text}".strip()) == entry


def _must_be_quoted(text: str, node: Node, kind: Kind) -> bool:
    """True for what is put in the place of a value that a comment follows.

    Behind a plain text the comment looks like a part of it that YAML loses. Where it did so before, a word or
    a number stays as plain as it was.
    """
    if comment_behind(text, end_of(text, node)) is None:
        return False
    last = node.pairs[-1][1] if isinstance(node, Mapping) and node.pairs else node
    is_plain = isinstance(last, Scalar) and last.style == "" and last.value is not None
    return not is_plain or is_text(kind)


def dropping(source: Source, tree: Node | None, at: Address, record: type) -> list[Splice]:
    """Splices that take a key or an entry away with its lines; none where there is no such value."""
    if not isinstance(tree, Mapping):
        return []
    spot, rest = _walk(tree, at, record)
    if rest:
        entry = written_out(spot.row.kind, plain(spot.node)) if spot.is_line and len(rest) == 1 else None
        if not entry or rest[0] not in entry:
            return []
        if len(entry) > 1:
            return [_written_out(Intent(source, at, record), spot, str(rest[0]))]
    spot = _whole(spot)
    if isinstance(spot.around, Sequence):
        return _without_item(source.text, spot.around, spot.node)
    assert spot.key is not None
    assert spot.around is not None
    return _without_pair(source.text, spot.around, spot.key)


def _whole(spot: _Spot) -> _Spot:
    """A value with the lists and maps that would be left empty without it; the file itself may be."""
    while spot.above is not None and spot.above.around is not None:
        around = spot.around
        count = len(around.items) if isinstance(around, Sequence) else len(around.pairs) if around else 0
        if count > 1:
            break
        spot = spot.above
    return spot


def extent(tree: Node | None, at: Address, record: type, *, is_dropped: bool) -> tuple[int, int]:
    """Where a value begins and ends, its key included; for one to be dropped, all that goes with it."""
    if not isinstance(tree, Mapping):
        return 0, 0
    spot, rest = _walk(tree, at, record)
    if rest:
        return 0, 0
    if is_dropped:
        spot = _whole(spot)
    return (spot.key or spot.node).start, spot.node.end


def _without_item(text: str, around: Sequence, item: Node) -> list[Splice]:
    if around.flow:
        ends = [node.end for node in around.items]
        return _without_part(text, [node.start for node in around.items], ends, around.items.index(item))
    dash = text.rindex("-", 0, item.start)
    return [_without_lines(text, dash, item.end)]


def _without_pair(text: str, around: Mapping, key: Scalar) -> list[Splice]:
    place = next(number for number, pair in enumerate(around.pairs) if pair[0] is key)
    ends = [pair_end(text, pair) for pair in around.pairs]
    if around.flow:
        return _without_part(text, [pair[0].start for pair in around.pairs], ends, place)
    end = ends[place]
    if not text[key.start - column(text, key.start) : key.start].strip():
        return [_without_lines(text, key.start, end)]
    # Behind the dash of an entry: the next key takes its place, unless a comment stands between the two.
    if place + 1 < len(around.pairs) and not text[end : around.pairs[place + 1][0].start].strip():
        return [Splice(key.start, "", around.pairs[place + 1][0].start)]
    return [Splice(key.start, "", end)]


def _without_lines(text: str, start: int, end: int) -> Splice:
    """Splice that takes whole lines, but leaves a comment that stands behind the value."""
    comment = comment_behind(text, end)
    if comment is not None:
        return Splice(start, "", comment)
    begin = start - column(text, start)
    return Splice(begin, "", next_line(text, end))


def _without_part(text: str, starts: list[int], ends: list[int], place: int) -> list[Splice]:
    """Splices that take a part out of what stands between brackets, with one comma."""
    if place + 1 < len(starts):
        between = text[ends[place] : starts[place + 1]]
        if "#" not in between:
            return [Splice(starts[place], "", starts[place + 1])]
        comma = ends[place] + between.index(",")
        return [Splice(starts[place], "", ends[place]), Splice(comma, "", comma + 1)]
    if place > 0 and "#" not in text[ends[place - 1] : starts[place]]:
        return [Splice(ends[place - 1], "", ends[place])]
    # The comma before it may stay: behind the last part YAML allows one, but not two.
    trailing = re.compile(r"\s*,").match(text, ends[place])
    return [Splice(starts[place], "", trailing.end() if trailing else ends[place])]
