"""A contact file in canonical form: keys in the schema's order, touches by date, entries on one line.

Works on the text. Lines are moved with the comments that belong to them, an entry is written anew only where
its short form says everything, and nothing else is touched. The result is read again, and unless it says the
very same the file is refused: a file in a style nobody thought of is at worst left as it was.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping as MappingType
from collections.abc import Sequence as SequenceType
from dataclasses import dataclass
from itertools import pairwise

from ..errors import RefusedError
from ..kinds import Kind
from ..kinds import keys
from ..kinds import read_date
from ..plain import Value
from ..schema import expand
from ..schema import is_short_form
from ..source import Mapping
from ..source import Node
from ..source import Scalar
from ..source import Sequence
from ..source import Source
from ..source import plain
from ..source import read_text
from ..source import tree_of
from .layout import BLOCK_STYLES
from .layout import Splice
from .layout import comments_of
from .layout import next_line
from .order import LAST_KEY
from .order import rank
from .outline import Outline
from .outline import Span
from .phrase import block_entry
from .phrase import flow_entry
from .phrase import scalar
from .phrase import short_form
from .references import record_of

_MAX_PASSES = 5
"""A pass can make room for the next, as when a comment is moved out of an entry; two are the most seen."""
KEYS = "keys ordered"
TOUCHES = "touches ordered by date"
SHORT = "short form"
_DASH = re.compile(r" *-[ \t]+")
_BLANK_LINES = re.compile(r"\A(?:[ \t]*(?:\r\n|\n|\r))+")


class Place(enum.Enum):
    """Where an entry stands."""

    DASH = enum.auto()
    KEY = enum.auto()
    """Alone, without a list around it."""
    BRACKETS = enum.auto()


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file's text in canonical form, and what was done to it."""

    text: str
    done: MappingType[str, int]
    """How often each of KEYS, TOUCHES and SHORT was done; empty where nothing was to be done."""


def is_canonical(source: Source) -> bool:
    """True if nothing is to be done to a file, judged by its values alone: places take long to find.

    False for a broken file, and for one with an entry that may or may not be left long for its comments.
    """
    values = source.values
    return not source.flaws and isinstance(values, dict) and _is_in_form(record_of(source), values)


def formatted(text: str) -> Formatted:
    """Text of a file in canonical form.

    Raises:
        RefusedError: the file is broken, or would say something else afterwards.
    """
    source = read_text(text)
    if source.error is not None:
        raise RefusedError(source.error.message, source.error.hint)
    done: Counter[str] = Counter()
    before = text
    for _ in range(_MAX_PASSES):
        now = read_text(text)
        if is_canonical(now):
            break
        one = _Pass(now)
        text = one.run()
        if text == now.text:
            break
        done += one.done
    if text != before:
        _verify(source, read_text(text))
    return Formatted(text, done if text != before else {})


def _is_in_form(record: type, values: MappingType[str, Value]) -> bool:
    ranks = [rank(record, name) for name in values]
    if any(first > second for first, second in pairwise(ranks)):
        return False
    rows = keys(record)
    for name, value in values.items():
        kind = rows[name][1].kind if name in rows else None
        if kind is None or kind.record is None or value is None:
            continue
        entries = value if isinstance(value, list) else [value]
        if not all(_is_entry_in_form(kind, entry) for entry in entries):
            return False
        if name == LAST_KEY and _by_date(entries) != [*range(len(entries))]:
            return False
    return True


def _is_entry_in_form(kind: Kind, entry: Value) -> bool:
    if not isinstance(entry, dict) or is_short_form(kind, entry):
        return True
    assert kind.record is not None
    return short_form(kind, entry) is None and _is_in_form(kind.record, entry)


def _by_date(entries: SequenceType[object]) -> list[int]:
    """Places of touches, oldest first; as they are if the day of one of them cannot be read."""
    days = [_day(entry) for entry in entries]
    known = [day for day in days if day is not None]
    places = [*range(len(days))]
    return sorted(places, key=known.__getitem__) if len(known) == len(days) else places


def _day(entry: object) -> dt.date | None:
    if isinstance(entry, dict):
        entry = entry["date"] if "date" in entry else next(iter(entry), None)
    words = entry.split(None, 1) if isinstance(entry, str) else []
    day = read_date(words[0]) if words else None
    return day if isinstance(day, dt.date) else None


class _Pass:
    """One walk over the tree. A class because the parts of it call each other and count what they did."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.tree = tree_of(source)
        self.lines = Outline(source, self.tree)
        self.done: Counter[str] = Counter()

    def run(self) -> str:
        if not isinstance(self.tree, Mapping):
            return self.text
        return self._cut(0, len(self.text), self._mapping(self.tree, record_of(self.source)))

    def _cut(self, begin: int, end: int, splices: list[Splice]) -> str:
        """A piece of the text with the splices inside it made; splices come in the order of the text."""
        out = []
        for place in range(bisect_left(splices, begin, key=_start), bisect_left(splices, end, key=_start)):
            splice = splices[place]
            assert splice.end is not None
            out += [self.text[begin : splice.start], splice.text]
            begin = splice.end
        return "".join((*out, self.text[begin:end]))

    def _mapping(self, node: Mapping, record: type) -> list[Splice]:
        rows = keys(record)
        splices: list[Splice] = []
        for key, value in node.pairs:
            if key.text in rows:
                place = Place.BRACKETS if node.flow else Place.KEY
                splices += self._value(record, key.text, rows[key.text][1].kind, value, place)
        order = sorted(range(len(node.pairs)), key=lambda place: rank(record, node.pairs[place][0].text))
        if order == [*range(len(order))]:
            return splices
        moved = self._moved_keys(node, order, splices)
        self.done[KEYS] += moved is not None
        return [moved] if moved else splices

    def _value(self, record: type, name: str, kind: Kind, node: Node, place: Place) -> list[Splice]:
        if kind.record is None:
            return []
        if not isinstance(node, Sequence):
            return self._entry(record, name, kind, node, place)
        place = Place.BRACKETS if node.flow else Place.DASH
        splices = [splice for item in node.items for splice in self._entry(record, name, kind, item, place)]
        order = _by_date([plain(item) for item in node.items]) if name == LAST_KEY else []
        if order == sorted(order):
            return splices
        moved = self._moved_entries(node, order, splices)
        self.done[TOUCHES] += moved is not None
        return [moved] if moved else splices

    def _entry(self, record: type, name: str, kind: Kind, node: Node, place: Place) -> list[Splice]:
        entry = plain(node)
        if not isinstance(node, Mapping) or not isinstance(entry, dict) or is_short_form(kind, entry):
            return []
        if self._is_bare(node, place) and (brief := short_form(kind, entry)):
            written = _written(kind, entry, brief, place)
            if _reads_as(record, name, entry, written, place):
                self.done[SHORT] += 1
                return [Splice(node.start, written, node.end)]
        assert kind.record is not None
        return self._mapping(node, kind.record)

    def _is_bare(self, node: Mapping, place: Place) -> bool:
        """True for an entry that loses nothing on one line: no comment, no text that its owner broke up."""
        end = node.end if place is Place.BRACKETS else next_line(self.source.text, node.end)
        is_fit = node.flow or place is Place.DASH
        return (
            is_fit
            and not self.lines.has_comment(node.start, end)
            and all(
                isinstance(value, Scalar)
                and value.style not in BLOCK_STYLES
                and not self.lines.is_broken(value.start, value.end)
                for _, value in node.pairs
            )
        )

    def _moved_keys(self, node: Mapping, order: list[int], splices: list[Splice]) -> Splice | None:
        ends = [max(key.end, value.end) for key, value in node.pairs]
        begins = [key.start for key, _ in node.pairs]
        if node.flow:
            return self._swapped(begins, ends, order, splices)
        spans: list[Span] = []
        for begin, end in zip(begins, ends, strict=True):
            line = self.lines.line_begin(begin)
            is_alone = not self.text[line:begin].strip(" ")
            # The first key of an entry stands behind its dash.
            if not is_alone and spans:
                return None
            spans.append(Span(line if is_alone else begin, end, begin - line))
        return self._moved(spans, order, splices)

    def _moved_entries(self, node: Sequence, order: list[int], splices: list[Splice]) -> Splice | None:
        begins = [item.start for item in node.items]
        ends = [item.end for item in node.items]
        if node.flow:
            return self._swapped(begins, ends, order, splices)
        spans = []
        for begin, end in zip(begins, ends, strict=True):
            line = self.lines.line_begin(begin)
            if not _DASH.fullmatch(self.text, line, begin):
                return None
            spans.append(Span(line, end, self.text.index("-", line) - line))
        return self._moved(spans, order, splices)

    def _moved(self, spans: list[Span], order: list[int], splices: list[Splice]) -> Splice | None:
        """Lines in another order; None where they cannot be moved without parting what belongs together."""
        parts = self.lines.parts(spans)
        if parts is None:
            return None
        texts = [self._cut(begin, end, splices) for begin, end in parts]
        first, new = spans[0], order[0]
        if first.begin != self.lines.line_begin(first.begin):
            if parts[new][0] != spans[new].begin:
                return None
            margin = " " * first.column
            texts[0] = f"{margin}{texts[0]}"
            texts[new] = texts[new].removeprefix(margin)
        else:
            texts[new] = _BLANK_LINES.sub("", texts[new])
        return Splice(parts[0][0], "".join(texts[place] for place in order), parts[-1][1])

    def _swapped(
        self, begins: list[int], ends: list[int], order: list[int], splices: list[Splice]
    ) -> Splice | None:
        """Values between brackets in another order; commas and blanks stay where they are."""
        if self.lines.has_comment(begins[0], ends[-1]):
            return None
        out = []
        for place, source in enumerate(order):
            out.append(self._cut(begins[source], ends[source], splices))
            out.append(self.text[ends[place] : begins[place + 1]] if place + 1 < len(order) else "")
        return Splice(begins[0], "".join(out), ends[-1])


def _start(splice: Splice) -> int:
    return splice.start


def _written(kind: Kind, entry: MappingType[str, Value], brief: tuple[str, str], place: Place) -> str:
    """An entry in its short form."""
    if place is Place.BRACKETS or (place is Place.KEY and kind.short[-1] == "note"):
        return flow_entry(kind, entry)
    if place is Place.DASH and len(kind.short) > 1:
        return block_entry(kind, entry, 0, "\n").removeprefix("- ")
    return scalar(" ".join(part for part in brief if part))


def _reads_as(record: type, name: str, entry: Value, written: str, place: Place) -> bool:
    """True if an entry in short form says what the long one did."""
    value = {Place.DASH: f"\n- {written}", Place.KEY: f" {written}", Place.BRACKETS: f" [{written}]"}[place]
    source = read_text(f"---\n{name}:{value}\n---\n")
    return (
        not source.flaws
        and isinstance(source.values, dict)
        and expand(record, source.values) == expand(record, {name: [entry]})
    )


def _verify(before: Source, after: Source) -> None:
    """Refuse unless a file says what it said: values, comments, notes, and no new flaw."""
    old, new = before.values, after.values
    is_right = (
        isinstance(old, dict)
        and isinstance(new, dict)
        and not Counter(_flaws(after)) - Counter(_flaws(before))
        and _sorted(record_of(before), old) == _sorted(record_of(after), new)
        and _comments(before) == _comments(after)
        and before.text[: before.block[0]] == after.text[: after.block[0]]
        and before.text[before.block[1] :] == after.text[after.block[1] :]
    )
    if not is_right:
        raise RefusedError("it would say something else in canonical form", "put its keys in order by hand")


def _flaws(source: Source) -> list[str]:
    return [flaw.rule.code for flaw in source.flaws]


def _comments(source: Source) -> Counter[str]:
    return Counter(comments_of(source))


def _sorted(record: type, values: MappingType[str, Value]) -> MappingType[str, object]:
    """What a front matter says, its touches by date."""
    said = expand(record, values)
    touches = said.get(LAST_KEY)
    if LAST_KEY not in keys(record) or not isinstance(touches, list):
        return said
    return {**said, LAST_KEY: [touches[place] for place in _by_date(touches)]}
