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
_PLACED_PAIR = re.compile(rf" *+(\w[\w-]*+): ++(?:{_FLOW_TEXT}) *+[,}}]")
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


_ENTRY = re.compile(r"\n( *+)- ++|\n(?=\w)")
_LINES = re.compile(r"[^\n]*+\n")
_EMPTY = re.compile(r" *+(?:#.*)?\n")
COMMENT_LINE = re.compile(r"^ *+#", re.MULTILINE)
"""The only form of a comment that `read_plain` reads."""
_DEEPEST = 2


class PlainPlaces:
    """Where values stand in a block that `read_plain` reads, found by its lines.

    Remembers where the entries of a list begin: a list of a hundred thousand is gone through once.
    """

    def __init__(self, yaml: str) -> None:
        """Begin with nothing known."""
        self._yaml = yaml
        self._entries: dict[str, list[int]] = {}

    def find(self, address: Sequence[str | int]) -> int | None:
        """Offset of a value: a key at the margin, an entry of a list below one, or a key of such an entry.

        None where only the careful reader could say.
        """
        key, *steps = address
        name = re.escape(str(key))
        if not steps:
            found = re.compile(rf"^{name}:(?: ++|$)(?!\n)", re.MULTILINE).search(self._yaml)
            return found.end() if found else None
        if len(steps) > _DEEPEST or not isinstance(steps[0], int):
            return None
        begins = self._begins(name)
        if len(begins) == 1 and steps == [0]:
            # A single value where a list is allowed. Of a list between brackets the tree knows more.
            place = self.find((key,))
            return None if place is None or self._yaml[place] in "{[" else place
        # The last of them is where the list ends.
        if steps[0] >= len(begins) - 1:
            return None
        begin, end = begins[steps[0]], begins[steps[0] + 1]
        if len(steps) == 1:
            return begin
        bracket = self._yaml[begin]
        if bracket in "{[":
            return self._between_braces(begin, str(steps[1])) if bracket == "{" else None
        return self._inside(begin, end, re.escape(str(steps[1])))

    def entries(self, key: str) -> list[int]:
        """Offsets of the entries of a list below a key, empty where there is no such list."""
        return self._begins(re.escape(key))[:-1]

    def behind(self, key: str) -> tuple[int, int] | None:
        """Column of the dashes of a list below a key, and the offset behind the last line of its last entry.

        None where there is no such list, or no entry in it.
        """
        begins = self._begins(re.escape(key))
        if len(begins) < len(("an entry", "the end")):
            return None
        begin, end = begins[-2], begins[-1]
        margin = self._yaml.rfind("\n", 0, begin) + 1
        place = begin
        for line in _LINES.finditer(self._yaml, begin, end):
            # Blank lines and comments behind the entry belong to what follows.
            if line.start() == begin or not _EMPTY.fullmatch(line.group()):
                place = line.end()
        return self._yaml.index("-", margin) - margin, place

    def _inside(self, begin: int, end: int, name: str) -> int | None:
        # The first key of an entry stands behind its dash, the others on lines of their own.
        inner = rf"{name}:( ++(?=\S))?"
        found = re.compile(inner).match(self._yaml, begin)
        if found is None:
            found = re.compile(rf"\n *+{inner}").search(self._yaml, begin, end)
        if found is None:
            return begin  # a short form hides the key, so the entry is meant
        return found.end() if found[1] else None

    def _between_braces(self, begin: int, name: str) -> int:
        place = begin + 1
        while found := _PLACED_PAIR.match(self._yaml, place):
            if found[1] == name:
                return found.start(2) - 1 if found[3] is None else found.start(3)
            place = found.end()
        return begin  # no such key, so the entry is meant

    def _begins(self, name: str) -> list[int]:
        if name not in self._entries:
            begins: list[int] = []
            head = re.compile(rf"^{name}: *+\n", re.MULTILINE).search(self._yaml)
            place = head.end() - 1 if head else len(self._yaml)
            end = len(self._yaml)
            for entry in _ENTRY.finditer(self._yaml, place):
                if entry[1] is None:
                    end = entry.end()
                    break
                begins.append(entry.end())
            self._entries[name] = [*begins, end]
        return self._entries[name]


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
