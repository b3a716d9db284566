"""The fast reader: front matter as people write it by hand, a line at a time.

Covers a part of YAML in which a line means what it seems to mean: keys at the margin, lists of texts or of
keys one level below, flat lists and maps between brackets, texts on one line. Anything else, and anything
that could be a mistake, is not answered but left to the careful reader in `source`. A test holds that the two
agree wherever this one answers. It is worth its lines because it takes half the time of libyaml's events.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Value = str | list["Value"] | dict[str, "Value"] | None
"""What a front matter is made of before the schema has looked at it."""

# Only characters about which this reader and YAML agree: no tab, no control, no line break of YAML's own.
_ODD = re.compile(
    "[^\n\x20-\x7e\xa1-\xac\xae-\u1fff\u2010-\u2027\u2030-\ud7ff\uf900-\ufdff\U00010000-\U0001faff]"
)
_FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
# Possessive throughout: a line that does not fit is given up at once, and goes to the last group.
_LINE = re.compile(
    r"^( *+)(- ++)?"
    r"(?:(\w[\w.+-]*+(?: [\w.+-]++)*+):(?: ++|$))?"
    rf"(?:({_FIRST}[^:#\n]*+(?:(?::(?=\S)|(?<=\S)\#)[^:#\n]*+)*+)"
    r"|(\"[^\"\\\n]*+\"|'[^'\n]*+') *|([\[{][^\[\]{}\n]*+[\]}]) *)?$|(.+)",
    re.MULTILINE,
)
_MAX_KEY = 128
_FLOW_TEXT = rf"\"([^\"\\]*+)\"|({_FIRST}[^:,\[\]{{}}#]*+)"
_PAIR = re.compile(rf" *+(\w[\w-]*+): ++(?:{_FLOW_TEXT}) *+(?:,|$)")
_ITEM = re.compile(rf" *+(?:{_FLOW_TEXT}) *+(?:,|$)")


def read_plain(yaml: str) -> dict[str, Value] | None:  # noqa: C901 -- a call costs more than a branch
    """Values of a front matter, None where this reader is not sure."""
    if _ODD.search(yaml):
        return None
    root: dict[str, Value] = {}
    pending: str | None = None  # the key at the margin that waits for a list or for keys
    items: list[Value] | None = None
    items_margin = 0
    pairs: dict[str, Value] | None = None
    pairs_margin = 0
    for margin, dash, key, plain, quote, flow, other in _LINE.findall(yaml):
        value: Value
        if plain:
            value = plain.rstrip(" ") if plain[-1] == " " else plain
        elif quote:
            value = quote[1:-1]
        elif flow:
            value = _flow(flow)
            if value is None:
                return None
        elif key or dash:
            value = None
        elif not other or other.lstrip(" ")[0] == "#":
            continue
        else:
            return None
        if len(key) > _MAX_KEY:
            return None
        column = len(margin)
        if dash:
            if pending is not None:
                items = root[pending] = []
                items_margin, pending = column, None
            elif items is None or column != items_margin:
                return None
            if not key:
                if value is None:
                    return None
                items.append(value)
                pairs = None
            else:
                pairs = {key: value}
                pairs_margin = column + len(dash)
                items.append(pairs)
        elif not key:
            return None
        elif column == 0:
            if key in root:
                return None
            root[key] = value
            pending = key if value is None else None
            items = pairs = None
        else:
            if pending is not None:
                pairs = root[pending] = {}
                pairs_margin, pending = column, None
            elif pairs is None or column != pairs_margin:
                return None
            if key in pairs:
                return None
            pairs[key] = value
    return root or None


_DEEPEST = 2
_ENTRY = re.compile(r"\n( *+)- ++|\n(?=\w)")


def locate_plain(yaml: str, address: Sequence[str | int]) -> int | None:
    """Offset of a value in a block that `read_plain` reads, None where only the careful reader could say.

    Finds keys at the margin, entries of a list below one, and the keys of such an entry.
    """
    key, *steps = address
    found = re.compile(rf"^{re.escape(str(key))}:(?: ++|$)(?!\n)", re.MULTILINE).search(yaml)
    if found is not None:
        return found.end() if not steps else None
    found = re.compile(rf"^{re.escape(str(key))}: *+\n", re.MULTILINE).search(yaml)
    if found is None or not steps:
        return None
    # Entries and the keys that follow them at the margin, the first of which ends the list.
    place = found.end() - 1
    for _ in range(int(steps[0]) + 1 if isinstance(steps[0], int) else 0):
        entry = _ENTRY.search(yaml, place)
        if entry is None or entry[1] is None:
            return None
        place = entry.end()
    if place < found.end() or yaml[place] in "{[":
        return None
    if len(steps) == 1:
        return place
    if len(steps) > _DEEPEST:
        return None
    end = _ENTRY.search(yaml, place)
    # The first key of an entry stands behind its dash, the others on lines of their own.
    inner = rf"{re.escape(str(steps[1]))}:( ++(?=\S))?"
    found = re.compile(inner).match(yaml, place)
    if found is None:
        found = re.compile(rf"\n *+{inner}").search(yaml, place, end.start() + 1 if end else len(yaml))
    if found is None:
        return place  # a short form hides the key, so the entry is meant
    return found.end() if found[1] else None


def _flow(text: str) -> Value:
    """Flat list or map between brackets, None where it is not plain."""
    if text[0] + text[-1] not in {"[]", "{}"}:
        return None
    inside = text[1:-1]
    end = len(inside)
    place = 0
    if text[0] == "{":
        pairs: dict[str, Value] = {}
        while place < end:
            found = _PAIR.match(inside, place)
            if found is None:
                return None
            key, double, plain = found.groups()
            if key in pairs:
                return None
            pairs[key] = plain.rstrip(" ") if double is None else double
            place = found.end()
        return pairs
    items: list[Value] = []
    while place < end:
        found = _ITEM.match(inside, place)
        if found is None:
            return None
        double, plain = found.groups()
        items.append(plain.rstrip(" ") if double is None else double)
        place = found.end()
    return items
