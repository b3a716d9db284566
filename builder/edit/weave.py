"""Values merged three ways: what two machines said of somebody since they last agreed.

Values are those of `schema.expand`, so it does not matter how they were written. Where the two sides
contradict each other, the first one given has its way: a merge is free of contradiction if and only if it
does not matter which side comes first. That is what makes it commute.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from .. import kinds
from ..kinds import Key
from ..kinds import keys


@dataclass(frozen=True, slots=True)
class Slot:
    """One entry of a merged list, by its place in each version; None where that one does not have it."""

    base: int | None
    ours: int | None
    theirs: int | None

    @property
    def is_contested(self) -> bool:
        """One side changed the entry and the other took it away."""
        return self.base is not None and (self.ours is None or self.theirs is None)

    def behind(self, count: int) -> Slot:
        """It in lists that have so many entries more before it."""
        places = (self.base, self.ours, self.theirs)
        return Slot(*(None if place is None else place + count for place in places))


def settled(value: object) -> object:
    """Value without what says nothing; None where nothing is left."""
    if isinstance(value, dict):
        return {name: inner for name, raw in value.items() if (inner := settled(raw)) is not None} or None
    if isinstance(value, list):
        return [inner for item in value if (inner := settled(item)) is not None] or None
    return value


_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False)


def spelled(value: object) -> str:
    """Value as one text, equal for equal values and for no others."""
    return _ENCODER.encode(value)


def is_same(one: object, other: object) -> bool:
    """True for equal values. Python alone would take 1 for true."""
    return one is other or (one == other and spelled(one) == spelled(other))


def merged(row: Key | None, base: object, ours: object, theirs: object) -> object:
    """Merged value; ours where the sides contradict each other.

    Lists are multisets of whole values with deletions honoured, keys are merged one by one.

    Args:
        row: what the value is, None for a key that is not soi's.
        base: the value as both sides had it once; all three are settled.
        ours: the value of the side that has its way.
        theirs: the value of the other side.
    """
    if is_same(ours, theirs) or is_same(theirs, base):
        return ours
    if is_same(ours, base):
        return theirs
    if is_each(list, base, ours, theirs):
        return _merged_list(row, *(_listed(value) for value in (base, ours, theirs)))
    if is_each(dict, base, ours, theirs):
        return merged_keys(inner_rows(row), *(_keyed(value) for value in (base, ours, theirs)))
    return ours


def is_each(kind: type, *values: object) -> bool:
    """True if each value that is there is a list, or each is a map."""
    return all(value is None or isinstance(value, kind) for value in values)


def merged_keys(
    rows: Mapping[str, Key],
    base: Mapping[str, object],
    ours: Mapping[str, object],
    theirs: Mapping[str, object],
) -> object:
    """Merged map, key by key."""
    names = {**ours, **theirs}
    return settled(
        {name: merged(rows.get(name), base.get(name), ours.get(name), theirs.get(name)) for name in names}
    )


def inner_rows(row: Key | None) -> Mapping[str, Key]:
    """Rows of the keys that a value or an entry has."""
    record = row.kind.record if row else None
    return {name: inner for name, (_, inner) in keys(record).items()} if record else {}


def _merged_list(row: Key | None, base: list[object], ours: list[object], theirs: list[object]) -> object:
    out = []
    for slot in weave(row, base, ours, theirs):
        value = merged_entry(row, slot, base, ours, theirs)
        if value is not None:
            out.append(value)
    return out or None


def merged_entry(
    row: Key | None, slot: Slot, base: Sequence[object], ours: Sequence[object], theirs: Sequence[object]
) -> object:
    """Value of one entry, ours where the sides contradict each other; None where that takes it away."""
    own = None if slot.ours is None else ours[slot.ours]
    other = None if slot.theirs is None else theirs[slot.theirs]
    if slot.base is None:
        return other if own is None else own
    if slot.is_contested:
        return own
    one = Key(row.kind, row.doc) if row else None
    return merged(one, base[slot.base], own, other)


def weave(
    row: Key | None, base: Sequence[object], ours: Sequence[object], theirs: Sequence[object]
) -> list[Slot]:
    """Entries of a merged list in their order.

    What one side took away is gone; what both sides added is there once; an entry that both sides changed is
    one entry if it can be told which became which.
    """
    # A list that grew for years differs at its end; what all begin with matches whatever follows.
    count = _shared(base, ours, theirs)
    rest = _woven(row, base[count:], ours[count:], theirs[count:])
    return [*(Slot(place, place, place) for place in range(count)), *(slot.behind(count) for slot in rest)]


def _shared(*versions: Sequence[object]) -> int:
    """How many entries lists begin with that are the same and written alike in all."""
    count = 0
    for entries in zip(*versions, strict=False):
        if len({*map(repr, entries)}) > 1:
            break
        count += 1
    return count


def _woven(
    row: Key | None, base: Sequence[object], ours: Sequence[object], theirs: Sequence[object]
) -> list[Slot]:
    names = [[spelled(value) for value in version] for version in (base, ours, theirs)]
    kept = [_matched(names[0], side) for side in names[1:]]
    slots = [
        Slot(place, kept[0][place], kept[1][place])
        for place in range(len(base))
        if place in kept[0] and place in kept[1]
    ]
    new = [
        [place for place in range(len(side)) if place not in found]
        for side, found in ((ours, set(kept[0].values())), (theirs, set(kept[1].values())))
    ]
    mark = _identity(row)
    if mark:
        gone = [[place for place in range(len(base)) if place not in found] for found in kept]
        slots += _edits(
            _by_mark(base, gone[0], mark),
            _by_mark(base, gone[1], mark),
            _by_mark(ours, new[0], mark),
            _by_mark(theirs, new[1], mark),
        )
    taken = [{slot.ours for slot in slots}, {slot.theirs for slot in slots}]
    left = [[place for place in side if place not in used] for side, used in zip(new, taken, strict=True)]
    twins = _matched([names[1][place] for place in left[0]], [names[2][place] for place in left[1]])
    slots += [Slot(None, left[0][mine], left[1][yours]) for mine, yours in twins.items()]
    slots += [Slot(None, place, None) for n, place in enumerate(left[0]) if n not in twins]
    met = set(twins.values())
    slots += [Slot(None, None, place) for n, place in enumerate(left[1]) if n not in met]
    return ordered(slots, names[1], names[2], _days(row, ours), _days(row, theirs))


def _matched(these: Sequence[str], those: Sequence[str]) -> dict[int, int]:
    """Place of each text of the one list in the other, equal ones in their order, each used once."""
    places = defaultdict(list)
    for place in range(len(those) - 1, -1, -1):
        places[those[place]].append(place)
    return {place: places[text].pop() for place, text in enumerate(these) if places.get(text)}


_Places = Mapping[Hashable, list[int]]


def _by_mark(
    entries: Sequence[object], places: Iterable[int], mark: Callable[[object], Hashable]
) -> dict[Hashable, list[int]]:
    """Places of entries by what tells them apart."""
    out: dict[Hashable, list[int]] = {}
    for place in places:
        out.setdefault(mark(entries[place]), []).append(place)
    return out


def _edits(gone: _Places, gone_there: _Places, new: _Places, new_there: _Places) -> list[Slot]:
    """Entries that neither side left as they were, where no other entry of the list could be meant."""
    slots = []
    for mark, places in gone.items():
        after, after_there = new.get(mark, []), new_there.get(mark, [])
        is_clear = places == gone_there.get(mark) and len(places) == 1
        if is_clear and max(len(after), len(after_there)) == 1:
            slots.append(
                Slot(places[0], after[0] if after else None, after_there[0] if after_there else None)
            )
    return slots


def _identity(row: Key | None) -> Callable[[object], Hashable] | None:
    """What tells entries of a list apart: the keys that each must have, as date and channel of a touch.

    A flag says how it is and not what it is. Where the only such key is a word that changes, as the status
    of a deal, it is the first key instead. Lists of texts have nothing but the texts.
    """
    if row is None or row.kind.record is None:
        return None
    rows = inner_rows(row)
    names = [name for name, inner in rows.items() if inner.required and inner.kind is not kinds.FLAG]
    if all(rows[name].kind.words for name in names):
        names = [next(iter(rows))]

    def mark(entry: object) -> Hashable:
        if not isinstance(entry, dict):
            return spelled(entry)
        return tuple(spelled(entry.get(name)) for name in names)

    return mark


def _days(row: Key | None, entries: Sequence[object]) -> list[str] | None:
    """Day of each entry, None for a list without days."""
    dated = [name for name, inner in inner_rows(row).items() if inner.kind is kinds.DATE]
    if not dated:
        return None
    return [str(entry.get(dated[0], "")) if isinstance(entry, dict) else "" for entry in entries]


def ordered(
    slots: Iterable[Slot],
    ours: Sequence[str],
    theirs: Sequence[str],
    days: Sequence[str] | None = None,
    days_there: Sequence[str] | None = None,
) -> list[Slot]:
    """Slots in the order of both sides; where these differ, in that of the side that moved something.

    What both sides put in the same place goes by its day, else by its text: never by whose it is.
    """
    mine = sorted((slot for slot in slots if slot.ours is not None), key=lambda slot: slot.ours or 0)
    yours = sorted((slot for slot in slots if slot.theirs is not None), key=lambda slot: slot.theirs or 0)

    def text(slot: Slot) -> tuple[str, ...]:
        found = {ours[slot.ours] if slot.ours is not None else None}
        found |= {theirs[slot.theirs] if slot.theirs is not None else None}
        return tuple(sorted(name for name in found if name is not None))

    def place(slot: Slot) -> tuple[str, tuple[str, ...]]:
        if slot.ours is not None:
            return days[slot.ours] if days else "", text(slot)
        assert slot.theirs is not None
        return days_there[slot.theirs] if days_there else "", text(slot)

    skeleton = _skeleton(mine, yours, text)
    runs, runs_there = _runs(mine), _runs(yours)
    out: list[Slot] = []
    for anchor in (None, *skeleton):
        out += [anchor] if anchor else []
        out += _zipped(runs.get(anchor, []), runs_there.get(anchor, []), place)
    return out


def _skeleton(mine: list[Slot], yours: list[Slot], text: Callable[[Slot], tuple[str, ...]]) -> list[Slot]:
    """The slots that both sides have, in the order of the side that moved one."""
    here = [slot for slot in mine if slot.theirs is not None]
    there = [slot for slot in yours if slot.ours is not None]
    if here == there:
        return here
    has_moved = [_has_moved(side) for side in (here, there)]
    if has_moved[0] != has_moved[1]:
        return here if has_moved[0] else there
    return min(here, there, key=lambda side: [text(slot) for slot in side])


def _has_moved(side: Iterable[Slot]) -> bool:
    places = [slot.base for slot in side if slot.base is not None]
    return places != sorted(places)


def _runs(side: Iterable[Slot]) -> dict[Slot | None, list[Slot]]:
    """Slots that only one side has, by the slot of both that they stand behind."""
    out: dict[Slot | None, list[Slot]] = defaultdict(list)
    anchor: Slot | None = None
    for slot in side:
        if slot.ours is not None and slot.theirs is not None:
            anchor = slot
        else:
            out[anchor].append(slot)
    return out


def _zipped(
    mine: list[Slot], yours: list[Slot], place: Callable[[Slot], tuple[str, tuple[str, ...]]]
) -> list[Slot]:
    """Two runs as one, each in its order, the earlier head first."""
    out: list[Slot] = []
    mine, yours = mine[::-1], yours[::-1]
    while mine and yours:
        out.append((mine if place(mine[-1]) <= place(yours[-1]) else yours).pop())
    return out + mine[::-1] + yours[::-1]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _keyed(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}
