"""Insert an entry, set or drop a value of a front matter, and leave every other byte alone.

Pure functions from a text to a text. The result is read again, and unless exactly the intended value differs
the change is refused: a file in a style nobody thought of is never damaged, at worst it is left as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as MappingType

from ..diagnostics import Address
from ..diagnostics import Lines
from ..errors import RefusedError
from ..kinds import Kind
from ..kinds import keys
from ..model import ENTITIES
from ..model import Type
from ..plain import PlainPlaces
from ..plain import Value
from ..schema import expand
from ..source import Mapping
from ..source import Sequence
from ..source import Source
from ..source import locate
from ..source import read_text
from ..source import tree_of
from .growing import Entry
from .growing import appending
from .growing import block
from .layout import Splice
from .layout import apply
from .layout import comments_of
from .layout import newline
from .placing import dropping
from .placing import extent
from .placing import putting

_PERSON = ENTITIES[Type.PERSON]


def append(text: str, key: str, *entries: Entry, record: type = _PERSON) -> str:
    """Text with entries added at the end of one of its lists. Only inserts.

    Args:
        text: a file, without its byte order mark.
        key: the list, as in `touches`.
        *entries: keys and plain values of each, or texts.
        record: what the file describes.

    Raises:
        RefusedError: the file is broken, or an entry cannot be added without touching something else.
    """
    source = _sound(text)
    splices = _behind_lines(source, key, entries, keys(record)[key][1].kind)
    if splices is None:
        splices = appending(source, tree_of(source), key, entries, record)
    new = apply(text, splices)
    added: list[Value] = [entry if isinstance(entry, str) else dict(entry) for entry in entries]
    _verify_added(source, new, key, record, added)
    return new


def _behind_lines(source: Source, key: str, entries: Iterable[Entry], kind: Kind) -> list[Splice] | None:
    """Splice behind a list whose end can be found by its lines, None where it takes the tree.

    The list of touches grows for a lifetime; building the tree of it takes longer than all the rest.
    """
    if not source.is_plain or "\r" in source.text:
        return None
    begin = source.block[0]
    found = PlainPlaces(source.text[slice(*source.block)]).behind(key)
    if found is None:
        return None
    column, place = found
    end = newline(source.text)
    return [Splice(begin + place, f"{block(kind, entries, column, end)}{end}")]


def listed(text: str, key: str, record: type = _PERSON) -> list[object]:
    """Entries of one of the lists of a file, short forms written out.

    Raises:
        RefusedError: the file is broken.
    """
    return _entries(record, key, _values(_sound(text)))


def assign(text: str, key: str, value: str, record: type = _PERSON) -> str:
    """Text with a key set to a single value, in place of what it had.

    Raises:
        RefusedError: the file is broken, or the key cannot be set without touching something else.
    """
    return put(text, (key,), value, record)


def put(text: str, at: Address, value: str, record: type = _PERSON) -> str:
    """Text with one value set: of a key at the margin, in a map below one, or in an entry of a list.

    The very text where the value stands there already, however it is written.

    Args:
        text: a file, without its byte order mark.
        at: the value, as in `("follow_ups", 2, "done")`. The entry of a list has to be there already.
        value: the text of it.
        record: what the file describes.

    Raises:
        RefusedError: the file is broken, or the value cannot be set without touching something else.
    """
    source = _sound(text)
    tree = tree_of(source)
    key, *rest = at
    before = expand(record, {str(key): _values(source).get(str(key))})[str(key)]
    wanted = _with(before, rest, _dug(expand(record, _nest(at, value)), at))
    new = apply(text, putting(source, tree, at, value, record))
    if wanted == before:
        return text
    _verify(source, new, str(key), record, wanted, replaced=extent(tree, at, record, is_dropped=False))
    return new


def drop(text: str, at: Address, record: type = _PERSON) -> str:
    """Text without a key or an entry of a list, and without the list or map that would be left empty.

    Comments stay, unless they stand inside of what is dropped. Nothing changes where there is no such value.

    Raises:
        RefusedError: the file is broken, or the value cannot be dropped without touching something else.
    """
    source = _sound(text)
    tree = tree_of(source)
    new = apply(text, dropping(source, tree, at, record))
    if new == text:
        return text
    key, *rest = at
    before = expand(record, {str(key): _values(source).get(str(key))})[str(key)]
    gone = extent(tree, at, record, is_dropped=True)
    _verify(source, new, str(key), record, _without(before, rest), replaced=gone)
    return new


def line_of(text: str, at: Address) -> int:
    """Line, from 1, on which a value stands."""
    return lines_at(text, [at])[0]


def lines_at(text: str, ats: Iterable[Address]) -> list[int]:
    """Lines, from 1, on which values stand: read once, as a file may have thousands of them."""
    source = read_text(text)
    tree = tree_of(source)
    lines = Lines(source.text)
    return [1 if tree is None else lines.position(locate(source, tree, at, key=True)[0])[0] for at in ats]


def line_of_last(text: str, key: str) -> int:
    """Line, from 1, on which the last entry of a list begins."""
    begins = _begins(text, key)
    return Lines(text[: begins[-1]]).position(begins[-1])[0] if begins else 1


def lines_of(text: str, key: str) -> list[int]:
    """Lines, from 1, on which the entries of a list begin."""
    lines = Lines(text)
    return [lines.position(place)[0] for place in _begins(text, key)]


def _begins(text: str, key: str) -> list[int]:
    """Offsets at which the entries of a list begin."""
    source = read_text(text)
    begin, end = source.block
    places = PlainPlaces(text[begin:end]).entries(key) if source.is_plain else []
    if places:
        return [begin + place for place in places]
    tree = tree_of(source)
    pair = tree.get(key) if isinstance(tree, Mapping) else None
    if pair is None:
        return []
    node = pair[1]
    return [item.start for item in (node.items if isinstance(node, Sequence) else [node])]


def _sound(text: str) -> Source:
    source = read_text(text)
    if source.error is not None:
        raise RefusedError(source.error.message, source.error.hint)
    if source.values is not None and not isinstance(source.values, dict):
        raise RefusedError("the front matter has no keys", "write key: value on each line")
    return source


def _values(source: Source) -> MappingType[str, Value]:
    return source.values if isinstance(source.values, dict) else {}


def _entries(record: type, key: str, values: MappingType[str, Value]) -> list[object]:
    found = expand(record, {key: values.get(key)})[key]
    return found if isinstance(found, list) else []


def _nest(at: Address, value: str) -> dict[str, Value]:
    """Values in which nothing but one value stands at its address."""
    out: Value = value
    for step in reversed(at):
        out = [out] if isinstance(step, int) else {step: out}
    assert isinstance(out, dict)
    return out


def _dug(values: object, at: Iterable[str | int]) -> object:
    for step in at:
        if isinstance(step, int):
            assert isinstance(values, list)
            values = values[0]
        else:
            assert isinstance(values, dict)
            values = values[step]
    return values


def _with(values: object, rest: list[str | int], value: object) -> object:
    """Values in which one differs, keys on the way to it made where there are none."""
    if not rest:
        return value
    step, *behind = rest
    if isinstance(step, int):
        found = list(values) if isinstance(values, list) else []
        if step < len(found):
            found[step] = _with(found[step], behind, value)
        return found
    pairs = dict(values) if isinstance(values, dict) else {}
    return {**pairs, step: _with(pairs.get(step), behind, value)}


def _without(values: object, rest: list[str | int]) -> object:
    """Values without one, None where nothing is left."""
    if not rest:
        return None
    step, *behind = rest
    if isinstance(step, int):
        found = list(values) if isinstance(values, list) else []
        if step < len(found):
            left = _without(found[step], behind)
            found[step : step + 1] = [] if left is None else [left]
        return found or None
    pairs = dict(values) if isinstance(values, dict) else {}
    left = _without(pairs.pop(step, None), behind)
    return (pairs if left is None else {**pairs, step: left}) or None


def _verify_added(source: Source, new: str, key: str, record: type, added: list[Value]) -> None:
    """Refuse unless a list has exactly these entries more, and nothing else differs.

    The entries before them are compared as they stand: writing a hundred thousand of them out takes too long.
    """
    old, found = _values(source).get(key), _values(read_text(new)).get(key)
    before = old if isinstance(old, list) else [] if old is None else [old]
    is_list = isinstance(found, list) and found[: len(before)] == before
    behind = found[len(before) :] if isinstance(found, list) else found
    is_right = is_list and _entries(record, key, {key: behind}) == _entries(record, key, {key: added})
    _require(source, new, key, record, is_right=is_right)


def _verify(
    source: Source, new: str, key: str, record: type, expected: object, *, replaced: tuple[int, int] = (0, 0)
) -> None:
    """Refuse unless exactly one key of the front matter differs, and differs as it should.

    Args:
        source: the file as it was.
        new: its text as it would be.
        key: the key.
        record: what the file describes.
        expected: its value, short forms written out; None where it goes.
        replaced: what is meant to go, and the comments inside with it.
    """
    values = _values(read_text(new))
    found = expand(record, {key: values[key]})[key] if key in values else None
    _require(source, new, key, record, is_right=found == expected, replaced=replaced)


def _require(
    source: Source, new: str, key: str, record: type, *, is_right: bool, replaced: tuple[int, int] = (0, 0)
) -> None:
    """Refuse unless a value is right and everything else in the file is as it was."""
    after = read_text(new)
    is_right = (
        is_right
        and not Counter(flaw.rule.code for flaw in after.flaws)
        - Counter(flaw.rule.code for flaw in source.flaws)
        and _others(source, key) == _others(after, key)
        and after.notes == source.notes
        and _comments(after) == _comments(source) - _comments(source, *replaced)
    )
    if not is_right:
        message = f"{key} cannot be written here without changing something else in the file"
        raise RefusedError(message, _hint(key, record))


def _hint(key: str, record: type) -> str:
    row = keys(record).get(key)
    if row is not None and row[1].many:
        return f"write {key} as a list with a dash before each entry, on lines of their own"
    return f"write {key}: and what belongs to it on lines of their own"


def _others(source: Source, key: str) -> dict[str, Value]:
    return {name: value for name, value in _values(source).items() if name != key}


def _comments(source: Source, *within: int) -> Counter[str]:
    return Counter(comments_of(source, *within))
