"""The fast reader: front matter as people write it by hand, a line at a time.

Covers a part of YAML in which a line means what it seems to mean: keys at the margin, lists of texts or of
keys one level below, flat lists and maps between brackets, texts on one line. Anything else, and anything
that could be a mistake, is not answered but left to the careful reader in `source`. A test holds that the two
agree wherever this one answers. It is worth its lines because it takes half the time of libyaml's events.
"""

from __future__ import annotations

import re

Value = str | list["Value"] | dict[str, "Value"] | None
"""What a front matter is made of before the schema has looked at it."""

# Only characters about which this reader and YAML agree: no tab, no control, no line break of YAML's own.
_ODD = re.compile(
    "[^\n\x20-\x7e\xa1-\xac\xae-\u1fff\u2010-\u2027\u2030-\ud7ff\uf900-\ufdff\U00010000-\U0001faff]"
)
_FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
# Possessive throughout: a line that does not fit is given up at once.
_LINE = re.compile(
    r"( *+)(- ++)?"
    r"(?:(\w[\w.+-]*+(?: [\w.+-]++)*+):(?: ++|$))?"
    rf"(?:({_FIRST}[^:#]*+(?:(?::(?=\S)|(?<=\S)\#)[^:#]*+)*+)"
    r"|\"([^\"\\]*+)\" *|'([^']*+)' *|([\[{][^\[\]{}]*+[\]}]) *)?"
)
_MAX_KEY = 128
_FLOW_TEXT = rf"\"([^\"\\]*+)\"|({_FIRST}[^:,\[\]{{}}#]*+)"
_PAIR = re.compile(rf" *+(\w[\w-]*+): ++(?:{_FLOW_TEXT}) *+(?:,|$)")
_ITEM = re.compile(rf" *+(?:{_FLOW_TEXT}) *+(?:,|$)")


def read_plain(yaml: str) -> dict[str, Value] | None:  # noqa: C901, PLR0915 -- a call costs more than a branch
    """Values of a front matter, None where this reader is not sure."""
    if _ODD.search(yaml):
        return None
    match = _LINE.fullmatch
    root: dict[str, Value] = {}
    pending: str | None = None  # the key at the margin that waits for a list or for keys
    items: list[Value] | None = None
    items_margin = 0
    pairs: dict[str, Value] | None = None
    pairs_margin = 0
    for line in yaml.split("\n"):
        found = match(line)
        if found is None:
            if line.lstrip(" ")[:1] == "#":
                continue
            return None
        margin, dash, key, plain, double, single, flow = found.groups()
        if key is not None and len(key) > _MAX_KEY:
            return None
        value: Value
        if plain is not None:
            value = plain.rstrip(" ") if plain[-1] == " " else plain
        elif double is not None:
            value = double
        elif single is not None:
            value = single
        elif flow is not None:
            value = _flow(flow)
            if value is None:
                return None
        elif key is None and dash is None:
            continue
        else:
            value = None
        column = len(margin)
        if dash is not None:
            if pending is not None:
                items = root[pending] = []
                items_margin, pending = column, None
            elif items is None or column != items_margin:
                return None
            if key is None:
                if value is None:
                    return None
                items.append(value)
                pairs = None
            else:
                pairs = {key: value}
                pairs_margin = column + len(dash)
                items.append(pairs)
        elif key is None:
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


def _flow(text: str) -> Value:
    """Flat list or map between brackets, None where it is not plain."""
    inside = text[1:-1]
    end = len(inside)
    place = 0
    if text[0] == "{" and text[-1] == "}":
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
    while place < end and text[0] == "[" and text[-1] == "]":
        found = _ITEM.match(inside, place)
        if found is None:
            return None
        double, plain = found.groups()
        items.append(plain.rstrip(" ") if double is None else double)
        place = found.end()
    return items if place == end else None
