"""Values of one front matter put into another, in the words and the layout in which they were written.

What is written differently from its new surroundings is indented anew, or written anew where that is not
enough. Every step is read again: the first way of writing that leaves everything else as it was is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping as MappingType

from ..diagnostics import BREAK
from ..errors import RefusedError
from ..kinds import keys
from ..plain import Value
from ..schema import expand
from ..source import Mapping
from ..source import Node
from ..source import Sequence
from ..source import Source
from ..source import read_text
from ..source import tree_of
from .layout import Splice
from .layout import apply
from .layout import behind
from .layout import column
from .layout import comment_behind
from .layout import comments
from .layout import end_of
from .layout import line_end
from .layout import newline
from .order import adding_key
from .outline import Outline
from .phrase import flow
from .splice import append
from .splice import drop
from .splice import put
from .union import Entries

Way = tuple[Callable[[], str], object]
"""How a text could be written, and what its key is to say then."""


class Body:
    """A file to take values from or to put them into. A class because three answers come from one reading."""

    def __init__(self, text: str, record: type) -> None:
        """Read a text that is known to be sound."""
        self.text = text
        self.record = record
        self.source = read_text(text)
        self.tree: Node | None = tree_of(self.source)

    @property
    def root(self) -> Mapping:
        """Keys and values, none where nothing is written."""
        return self.tree if isinstance(self.tree, Mapping) else Mapping(0, 0, flow=False)

    @property
    def values(self) -> dict[str, object]:
        """What is said, short forms written out."""
        return expand(self.record, self.raw)

    @property
    def raw(self) -> MappingType[str, Value]:
        """What is written."""
        return self.source.values if isinstance(self.source.values, dict) else {}

    @property
    def comments(self) -> Counter[str]:
        """Comments of the front matter."""
        return Counter(comments(self.source, self.tree))

    @property
    def margin(self) -> int:
        """Column of the keys."""
        return column(self.text, self.root.pairs[0][0].start) if self.root.pairs else 0


def bring_key(text: str, donor: Body, key: str) -> str:
    """Text with a key as the donor has it, in place of what it had there."""
    pair = donor.root.get(key)
    assert pair is not None
    value, said = donor.raw[key], donor.values[key]
    body = Body(text, donor.record)
    if key in body.raw and isinstance(value, str):
        return _right(body, donor, key, [(lambda: put(text, (key,), value, donor.record), said)])
    if key in body.raw:
        body = _without(body, key)
        text = body.text
    row = keys(donor.record).get(key)
    ways: list[Way] = []
    if not donor.root.flow and not body.root.flow:
        end = _with_comment(donor, pair[1])
        raw = _moved(donor.text, pair[0].start, end, body.margin, newline(text))
        ways.append((lambda: _with_line(body, key, raw), said))
    if row is not None and row[1].many:
        entries = [entry for entry in (value if isinstance(value, list) else [value]) if entry]
        ways.append((lambda: append(text, key, *map(_entry, entries), record=donor.record), said))
    if isinstance(value, str):
        ways.append((lambda: put(text, (key,), value, donor.record), said))
    name = donor.text[pair[0].start : pair[0].end]
    ways.append((lambda: _with_line(body, key, f"{name}: {flow(value)}"), said))
    return _right(body, donor, key, ways)


def bring_value(text: str, donor: Body, at: tuple[str, str]) -> str:
    """Text with a value inside of a map, in place of what it had there."""
    key, name = at
    inner = donor.raw[key]
    assert isinstance(inner, dict)
    value = inner[name]
    said = donor.values[key]
    body = Body(text, donor.record)
    has = body.values[key]
    assert isinstance(said, dict)
    assert isinstance(has, dict)
    written = value if isinstance(value, str) else flow(value)
    way: Way = (lambda: put(text, at, written, donor.record), {**has, name: said[name]})
    return _right(body, donor, key, [way])


def bring_entries(text: str, donor: Body, wanted: Entries) -> str:
    """Text with entries of one of its lists, each where it belongs if the list has a dash before each."""
    key = wanted.key
    body = Body(text, donor.record)
    pair, there = donor.root.get(key), body.root.get(key)
    assert pair is not None
    assert there is not None
    node = pair[1]
    items = node.items if isinstance(node, Sequence) else [node]
    raw = donor.raw[key]
    entries = raw if isinstance(raw, list) else [raw]
    said, has = donor.values[key], body.values[key]
    assert isinstance(said, list)
    assert isinstance(has, list)
    new = [said[place] for place in wanted.places]
    ways: list[Way] = []
    if isinstance(there[1], Sequence) and not there[1].flow:
        picked = [items[place] for place in wanted.places]
        list_node = there[1]
        ways.append(
            (lambda: _inserted(body, donor, list_node, picked, wanted.before), _woven(has, new, wanted))
        )
    plain_entries = [entries[place] for place in wanted.places]
    ways.append((lambda: append(text, key, *map(_entry, plain_entries), record=donor.record), [*has, *new]))
    own = body.raw[key]
    both: Value = [*(own if isinstance(own, list) else [own]), *plain_entries]
    name = text[there[0].start : there[0].end]
    ways.append((lambda: _with_line(_without(body, key), key, f"{name}: {flow(both)}"), [*has, *new]))
    return _right(body, donor, key, ways)


def bring_comments(text: str, record: type, lost: Iterable[str]) -> str:
    """Text with comments on lines of their own behind the keys."""
    body = Body(text, record)
    end = newline(text)
    lines = "".join(f"{' ' * body.margin}{comment}{end}" for comment in lost)
    place = body.source.block[1]
    if place and text[place - 1] not in "\r\n":
        lines = f"{end}{lines}"
    new = apply(text, [Splice(place, lines)])
    after = read_text(new)
    if after.values != body.source.values or after.notes != body.source.notes:
        raise RefusedError("the comments of the other file cannot be added here", "move them by hand first")
    return new


def _woven(has: list[object], new: list[object], wanted: Entries) -> list[object]:
    out = [*has]
    for entry, before in reversed([*zip(new, wanted.before, strict=True)]):
        out.insert(before, entry)
    return out


def _inserted(body: Body, donor: Body, there: Sequence, items: Iterable[Node], before: Iterable[int]) -> str:
    text = body.text
    dash = column(text, there.start)
    end = newline(text)
    at: dict[int, list[str]] = {}
    for item, place in zip(items, before, strict=True):
        raw = _moved(donor.text, item.start, _with_comment(donor, item), dash + 2, end)
        at.setdefault(place, []).append(f"{' ' * dash}- {raw.lstrip(' ')}")
    splices = []
    for place, written in at.items():
        lines = end.join(written)
        if place:
            splices.append(behind(text, there.items[place - 1].end, lines))
        else:
            start = there.start - dash
            splices.append(Splice(start, f"{lines}{end}"))
    return apply(text, splices)


def _entry(entry: Value) -> MappingType[str, Value] | str:
    return entry if isinstance(entry, dict) else str(entry)


def _moved(text: str, start: int, end: int, margin: int, line_break: str) -> str:
    """Lines of a value, from the column where it begins to another one."""
    before = column(text, start)
    first, *rest = BREAK.split(text[start:end])
    moved = (line[before:] if line[:before].isspace() or not before else line.lstrip() for line in rest)
    pad = " " * margin
    return line_break.join([f"{pad}{first}", *(f"{pad}{line}" if line.strip() else "" for line in moved)])


def _with_comment(donor: Body, node: Node) -> int:
    """Offset behind a value and the comment on its line."""
    end = end_of(donor.text, node)
    if comment_behind(donor.text, end) is None:
        return end
    line = line_end(donor.text, end)
    return len(donor.text[:line].rstrip("\r\n"))


def _with_line(body: Body, key: str, line: str) -> str:
    root = body.root
    if not root.flow:
        margin = "" if line.startswith(" ") else " " * body.margin
        line = f"{margin}{line}{newline(body.text)}"
    return apply(body.text, adding_key(Outline(body.source, body.tree), root, body.record, key, line))


def _without(body: Body, key: str) -> Body:
    return Body(drop(body.text, (key,), body.record), body.record)


def _right(body: Body, donor: Body, key: str, ways: Iterable[Way]) -> str:
    """The first text in which the key says what it should and all else is as it was."""
    others = {name: value for name, value in body.values.items() if name != key}
    allowed = _flaws(body.source) + _flaws(donor.source)
    for write, said in ways:
        try:
            new = Body(write(), body.record)
        except RefusedError:
            continue
        values = new.values
        is_right = (
            values.pop(key, None) == said
            and values == others
            and new.source.notes == body.source.notes
            and not _flaws(new.source) - allowed
        )
        if is_right:
            return new.text
    raise RefusedError(f"{key} cannot be brought over", f"move {key} by hand first, one key a line")


def _flaws(source: Source) -> Counter[str]:
    return Counter(flaw.rule.code for flaw in source.flaws)


def lost_comments(before: Iterable[Body], after: Body) -> Iterator[str]:
    """Comments that some body had and that are missing from another, as often as they are."""
    total: Counter[str] = Counter()
    for body in before:
        total += body.comments
    yield from (total - after.comments).elements()
