"""The text of a file: front matter to plain dicts, lists and texts, and where each of them stands.

Knows YAML and nothing of contacts: every scalar stays the text that the user wrote, because only the schema
knows what it means (`NO` may be a country, `0123` a phone number). An empty value is None.

There are two readers. `plain` is fast, keeps no positions and answers only where a line means what it seems
to mean. Whatever it leaves goes to `parse`, which builds a tree with positions out of libyaml's events and
explains what is wrong; `parse` also serves everybody who needs to know where a value stands.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache
from typing import Any

from yaml._yaml import CParser
from yaml.error import MarkedYAMLError
from yaml.events import AliasEvent
from yaml.events import DocumentStartEvent
from yaml.events import MappingEndEvent
from yaml.events import MappingStartEvent
from yaml.events import ScalarEvent
from yaml.events import SequenceEndEvent
from yaml.reader import ReaderError

from . import rules
from .diagnostics import BREAK
from .diagnostics import Address
from .diagnostics import Rule
from .diagnostics import Severity
from .diagnostics import shown
from .plain import Value
from .plain import read_plain

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 64
NESTED = f"nested deeper than {MAX_DEPTH} levels"
TOO_DEEP = "maximum nesting depth"
"""What PyYAML from 6.0.4 on says at a thousand levels, which its scanner may reach before we count."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with the text itself, at an offset into it."""

    rule: Rule
    message: str
    offset: int
    hint: str = ""


@dataclass(slots=True)
class Scalar:
    """A text in the front matter; offsets are those of its source, quotes included."""

    start: int
    end: int
    text: str
    style: str
    """Empty for a plain one, else the quote or block character that opens it."""

    @property
    def value(self) -> str | None:
        """The text, None where nothing was written."""
        return None if self.text == "" and self.style == "" else self.text


@dataclass(slots=True)
class Sequence:
    """A list in the front matter."""

    start: int
    end: int
    flow: bool
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys and values in the front matter."""

    start: int
    end: int
    flow: bool
    pairs: list[tuple[Scalar, Node]] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)

    def get(self, key: str) -> tuple[Scalar, Node] | None:
        """First pair with a key."""
        if len(self._places) != len(self.pairs):
            self._places.clear()
            for place, pair in enumerate(self.pairs):
                self._places.setdefault(pair[0].text, place)
        place = self._places.get(key, -1)
        return self.pairs[place] if place >= 0 else None


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text, taken apart."""

    text: str
    """Without the byte order mark."""
    block: tuple[int, int]
    """Where the YAML stands in the text, without the lines of hyphens."""
    body: int
    """Where the notes begin."""
    values: Value
    """What the front matter says, None where it says nothing or cannot be read."""
    flaws: tuple[Flaw, ...] = ()
    is_plain: bool = False
    """The fast reader has read it, so places in it can be found by its lines."""

    @property
    def error(self) -> Flaw | None:
        """The first flaw that keeps the values from being relied on, None where they can be."""
        return next((flaw for flaw in self.flaws if flaw.rule.severity is Severity.ERROR), None)

    @property
    def notes(self) -> str:
        """Everything behind the front matter."""
        return self.text[self.body :]

    @property
    def may_link(self) -> bool:
        """True if the front matter has what a link is made of."""
        begin, end = self.block
        return self.text.find("[[", begin, end) >= 0 or self.text.find("](", begin, end) >= 0


_OPENING = re.compile(r"---[ \t]*(\r\n|\n|\r|\Z)")
_CLOSING = re.compile(r"(?:\A|(?<=[\r\n]))---[ \t]*(?:\r\n|\n|\r|\Z)")
_MAX_MENDED = 500
_REST_OF_LINE = re.compile(r"[^\r\n]*")
_MARKER = re.compile(r"(?:\A|(?<=[\r\n]))(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|\Z)")
_NOT_IN_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COMMENT_BEHIND_TEXT = re.compile(r"[^\s#][ \t]+#")
_COMMENT = re.compile(r"[ \t]+#")
_HIDDEN_BREAK = re.compile("[\x85\u2028\u2029]")
_QUOTES = frozenset("\"'")


def decode(content: bytes) -> tuple[str, Flaw | None]:
    """Text of a file without its byte order mark, and what keeps it from being UTF-8 text."""
    if len(content) > MAX_BYTES:
        return "", Flaw(rules.TOO_MUCH, f"the file is larger than {MAX_BYTES // 2**20} MB", 0)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", Flaw(rules.NOT_TEXT, "the file is UTF-16, not UTF-8", 0, "save it as UTF-8 in your editor")
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        # What stands before the bad byte is good UTF-8, so it can be shown in place.
        before = content[: error.start].decode()
        byte = content[error.start]
        hint = "save it as UTF-8 in your editor"
        return before, Flaw(rules.NOT_TEXT, f"byte 0x{byte:02x} is not UTF-8", len(before), hint)
    nul = text.find("\0")
    if nul >= 0:
        return text, Flaw(rules.NOT_TEXT, "a NUL character", nul, "delete it; the file may be damaged")
    return text, None


def read(content: bytes) -> Source:
    """Values, notes and flaws of one file. Never raises for what a user can write."""
    source = outline(content)
    return source if source.flaws else values_of(source)


def remembered(content: bytes) -> Source:
    """Like `read`, through what `read_text` remembers."""
    text, flaw = decode(content)
    return read(content) if flaw else read_text(text)


@lru_cache(maxsize=2)
def read_text(text: str) -> Source:
    """Like `read`, for a text that is decoded already.

    Remembers the last two: an edit reads a text to change it, reads the new one to see that it is right, and
    then asks for lines in it.
    """
    source = _outline(text)
    return source if source.flaws else values_of(source)


def outline(content: bytes) -> Source:
    """Where the parts of one file stand, without its values; for whoever reads the tree anyway."""
    text, flaw = decode(content)
    return Source(text, (0, 0), len(text), None, (flaw,)) if flaw else _outline(text)


def _outline(text: str) -> Source:
    opening = _OPENING.match(text)
    if opening is None:
        return _without_front_matter(text)
    begin = opening.end()
    closing = _closing(text, begin)
    if "<<<<<<<" in text or ">>>>>>>" in text:
        limit = closing.start() if closing else len(text)
        offset = _conflict(text, begin, limit)
        if offset is not None:
            message = "merge conflict marker"
            hint = "keep what is right of both versions and delete the marker lines"
            flaw = Flaw(rules.CONFLICT, message, offset, hint)
            return Source(text, (begin, limit), closing.end() if closing else len(text), None, (flaw,))
    if closing is None:
        flaw = Flaw(rules.NO_FRONT_MATTER, "the front matter is not closed", 0, _where_to_close(text, begin))
        return Source(text, (begin, len(text)), len(text), None, (flaw,))
    return Source(text, (begin, closing.start()), closing.end(), None)


def values_of(source: Source) -> Source:
    """The same file with its values, and with the flaws that are found while they are read."""
    text, block, body = source.text, source.block, source.body
    yaml = text[block[0] : block[1]]
    if not ("#" in yaml and _COMMENT_BEHIND_TEXT.search(yaml)):
        values = read_plain(yaml.replace("\r\n", "\n"))
        if values is not None:
            return Source(text, block, body, values, is_plain=True)
    tree, flaws = _parsed(text, *block)
    return Source(text, block, body, plain(tree) if tree else None, flaws)


def _closing(text: str, begin: int) -> re.Match[str] | None:
    """The line of hyphens that ends the front matter."""
    if "\r" in text:
        return _CLOSING.search(text, begin)
    # Searching for the text first is ten times as fast as the expression.
    place = begin - 1
    while (place := text.find("\n---", place)) >= 0:
        if found := _CLOSING.match(text, place + 1):
            return found
        place += 1
    return None


def _conflict(text: str, begin: int, limit: int) -> int | None:
    """Where a merge conflict begins: any marker in the front matter, all three in their order anywhere.

    Notes may have a line of equals signs below a heading, so there one marker proves nothing.
    """
    opened: int | None = None
    is_divided = False
    for found in _MARKER.finditer(text, begin):
        if found.start() < limit:
            return found.start()
        mark = text[found.start()]
        if mark == "<":
            opened, is_divided = found.start(), False
        elif mark == "=":
            is_divided = opened is not None
        elif mark == ">" and is_divided:
            return opened
    return None


def _without_front_matter(text: str) -> Source:
    hint = "begin with a line of three hyphens, then keys, then three hyphens"
    late = re.match(r"\s+---[ \t]*$", text, re.MULTILINE)
    if late:
        hint = "delete the blank lines before the three hyphens"
    flaw = Flaw(rules.NO_FRONT_MATTER, "the file does not begin with front matter", 0, hint)
    offset = _conflict(text, 0, 0) if "<<<<<<<" in text else None
    if offset is not None:
        flaw = Flaw(rules.CONFLICT, "merge conflict marker", offset, "keep what is right of both versions")
    return Source(text, (0, 0), 0, None, (flaw,))


def _where_to_close(text: str, begin: int) -> str:
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text[begin:]), 2):
        if line and not re.match(r"[ \t#]|-[ \t]|[^\s:]+[ \t]*:(?:[ \t]|$)", line):
            return f"write a line of three hyphens before line {number}"
    return "write a line of three hyphens behind the last key"


def parse(text: str, begin: int, end: int) -> tuple[Node | None, tuple[Flaw, ...]]:
    """Tree of the YAML in `text[begin:end]` with offsets into the text, and everything wrong with it.

    The tree is None where nothing is written or the YAML cannot be read. A key given twice keeps its first
    value; anchors, aliases and tags are refused, and so is deep nesting, before anything is built from them.
    """
    return _Parser(text, begin, end).run()


class _StopError(Exception):
    """Reading cannot go on behind this flaw."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.message)
        self.flaw = flaw


class _Parser:
    """One run of the careful reader. A class because the tree is built by functions that call each other."""

    def __init__(self, text: str, begin: int, end: int) -> None:
        self.text = text
        self.begin = begin
        self.end = end
        self.flaws: list[Flaw] = []
        self.long_quotes: list[tuple[Scalar, int]] = []
        # Any: the stubs know less than the events do
        self.event_of: Callable[[], Any] = CParser(text[begin:end]).get_event

    def run(self) -> tuple[Node | None, tuple[Flaw, ...]]:
        try:
            return self._document(), tuple(self.flaws)
        except _StopError as stop:
            flaw = stop.flaw
        except MarkedYAMLError as error:
            flaw = self._too_deep(error) or self._hidden_break(error) or self._explained(error)
        except ReaderError:
            found = _NOT_IN_YAML.search(self.text, self.begin, self.end)
            offset = found.start() if found else self.begin
            message = f"the character {shown(self.text[offset])} cannot stand in a front matter"
            flaw = Flaw(
                rules.YAML_ERROR, message, offset, "delete it, or write it between double quotes as an escape"
            )
        # What was noticed before the reading broke off may be its echo: one cause, one code.
        return None, (flaw,)

    def _document(self) -> Node | None:
        self.event_of()
        if self.event_of().__class__ is not DocumentStartEvent:
            return None
        root = self._node(self.event_of(), 1, 0)
        self.event_of()
        more = self.event_of()
        kind = more.__class__
        if kind is DocumentStartEvent:
            offset = self.begin + int(more.start_mark.index)
            message = "a second YAML document begins in the front matter"
            raise _StopError(Flaw(rules.YAML_ERROR, message, offset, "delete the line that ends the first"))
        self._check_long_quotes()
        return root

    def _node(self, event: Any, depth: int, margin: int) -> Node:  # Any: PyYAML's events are untyped
        start = self.begin + event.start_mark.index
        kind = event.__class__
        if kind is AliasEvent:
            message = f"alias *{shown(event.anchor)}: soi reads no YAML aliases"
            raise _StopError(Flaw(rules.TOO_MUCH, message, start, "write the value out, or quote the text"))
        if event.anchor is not None:
            message = f"anchor &{shown(event.anchor)}: soi reads no YAML anchors"
            raise _StopError(Flaw(rules.TOO_MUCH, message, start, "delete it, or quote the text"))
        if event.tag is not None:
            message = f"tag {shown(event.tag)}: soi reads no YAML tags"
            raise _StopError(Flaw(rules.TOO_MUCH, message, start, "delete it, or quote the text"))
        if event.__class__ is ScalarEvent:
            return self._scalar(event, start, margin)
        if depth > MAX_DEPTH:
            raise _StopError(Flaw(rules.TOO_MUCH, NESTED, start))
        if event.__class__ is MappingStartEvent:
            return self._mapping(event, start, depth)
        sequence = Sequence(start, start, bool(event.flow_style))
        while (event := self.event_of()).__class__ is not SequenceEndEvent:
            sequence.items.append(self._node(event, depth + 1, margin))
        sequence.end = self._end(
            event, sequence.items[-1].end if sequence.items else None, flow=sequence.flow
        )
        return sequence

    def _mapping(self, event: Any, start: int, depth: int) -> Mapping:  # Any: PyYAML's events are untyped
        mapping = Mapping(start, start, bool(event.flow_style))
        margin = event.start_mark.column + 1
        seen: set[str] = set()
        while (event := self.event_of()).__class__ is not MappingEndEvent:
            key = self._node(event, depth + 1, margin)
            if not isinstance(key, Scalar):
                raise _StopError(Flaw(rules.YAML_ERROR, "a key has to be a text", key.start))
            value = self._node(self.event_of(), depth + 1, margin)
            if key.text in seen:
                message = f'key "{shown(key.text)}" is given twice'
                self.flaws.append(Flaw(rules.DUPLICATE_KEY, message, key.start, "keep one of the two"))
                continue
            seen.add(key.text)
            if mapping.flow and mapping.pairs and isinstance(value, Scalar) and value.value is None:
                lost = self._lost_text(key, mapping.pairs[-1])
                if lost:
                    self.flaws.append(lost)
                    continue
            mapping.pairs.append((key, value))
        last = mapping.pairs[-1][1].end if mapping.pairs else None
        mapping.end = self._end(event, last, flow=mapping.flow)
        return mapping

    def _end(self, event: Any, last: int | None, *, flow: bool) -> int:  # Any: PyYAML's events are untyped
        # The end mark of a block is the next key, behind the user's comments, so the last leaf's end serves.
        if flow or last is None:
            return self.begin + int(event.end_mark.index)
        return last

    def _scalar(self, event: Any, start: int, margin: int) -> Scalar:  # Any: PyYAML's events are untyped
        scalar = Scalar(start, self.begin + event.end_mark.index, event.value, event.style)
        if scalar.style == "":
            comment = _COMMENT.match(self.text, scalar.end) if scalar.text else None
            if comment:
                self._report_comment(scalar, comment.end() - 1)
        elif scalar.style in _QUOTES and event.start_mark.line != event.end_mark.line:
            self.long_quotes.append((scalar, margin))
        return scalar

    def _report_comment(self, scalar: Scalar, offset: int) -> None:
        rest = self._line_from(offset)
        gap = self.text[scalar.end : offset]
        whole = shown(quoted(scalar.text + gap + rest))
        hint = f"if it belongs to the text, write {whole}; else give the comment a line of its own"
        self.flaws.append(Flaw(rules.LOST_TEXT, f'YAML reads "{shown(rest)}" as a comment', offset, hint))

    def _lost_text(self, key: Scalar, before: tuple[Scalar, Node]) -> Flaw | None:
        """Flaw for a key without colon and value: most likely the rest of the text before the comma."""
        if re.match(r"\s*:", self.text[key.end : key.end + 80]):
            return None
        whole = self.text[before[1].start : key.end]
        hint = f"if it is one text, write {before[0].text}: {shown(quoted(' '.join(whole.split())))}"
        message = f'the comma makes "{shown(key.text)}" a key of its own without a value'
        return Flaw(rules.LOST_TEXT, message, key.start, hint)

    def _runaway(self, scalar: Scalar, margin: int) -> bool:
        """True if a quoted text swallows lines that were meant as keys or entries."""
        lines = BREAK.split(self.text[scalar.start : scalar.end])[1:]
        for line in lines:
            indent = len(line) - len(line.lstrip(" "))
            if indent < margin and re.match(r" *(?:- |-$|[^\s:\"']+:(?: |$))", line):
                return True
        return False

    def _check_long_quotes(self) -> None:
        for scalar, margin in self.long_quotes:
            if self._runaway(scalar, margin):
                raise _StopError(self._unclosed(scalar.start))

    def _unclosed(self, start: int) -> Flaw:
        mark = self.text[start]
        written = self._line_from(start)
        hint = f"write {shown(written + mark, 120)}"
        return Flaw(rules.YAML_ERROR, "a quote is opened here and never closed", start, hint)

    def _explained(self, error: MarkedYAMLError) -> Flaw:
        """Flaw for what libyaml complains about, at the place where the user went wrong."""
        problem = error.problem or "cannot be read"
        context = error.context or ""
        at = self.begin + (error.problem_mark.index if error.problem_mark else 0)
        opened = self.begin + (error.context_mark.index if error.context_mark else 0)
        for scalar, margin in self.long_quotes:
            if self._runaway(scalar, margin):
                return self._unclosed(scalar.start)
        if "quoted scalar" in context and "end of stream" in problem:
            return self._unclosed(opened)
        at = min(at, self.end - 1) if self.end > self.begin else at
        character = self.text[at : at + 1]
        if "cannot start any token" in problem or "found a tab" in problem:
            if character == "\t":
                return Flaw(rules.YAML_ERROR, "a tab in the indentation", at, "indent with blanks")
            return self._with_quotes(f"a text cannot begin with {shown(character)}", at)
        if "mapping values are not allowed" in problem:
            return self._with_quotes("a colon and a blank inside a text that is not quoted", at)
        if "could not find expected ':'" in problem:
            line = self._line_from(opened)
            hint = "write a key, a colon, a blank and a value"
            return Flaw(rules.YAML_ERROR, f'no colon behind "{shown(line)}"', opened, hint)
        if "flow" in context and self.text[opened : opened + 1] in "[{":
            closing = "]" if self.text[opened] == "[" else "}"
            message = f"{self.text[opened]} is opened here and not closed properly"
            hint = f"write {closing} behind the last value, and quote texts with brackets, braces or quotes"
            return Flaw(rules.YAML_ERROR, message, opened, hint)
        if "tab" in self._indentation(at) or "\t" in self._indentation(at):
            return Flaw(rules.YAML_ERROR, "a tab in the indentation", at, "indent with blanks")
        return self._with_quotes(f"{problem}{' ' + context if context else ''}", at)

    def _too_deep(self, error: MarkedYAMLError) -> Flaw | None:
        if TOO_DEEP not in (error.problem or "") or error.problem_mark is None:
            return None
        return Flaw(rules.TOO_MUCH, NESTED, self.begin + error.problem_mark.index)

    def _hidden_break(self, error: MarkedYAMLError) -> Flaw | None:
        """Flaw for a line break that editors do not show, on the line of an error."""
        at = self.begin + (error.problem_mark.index if error.problem_mark else 0)
        opened = self.begin + error.context_mark.index if error.context_mark else at
        begin = max(self.text.rfind("\n", 0, opened), self.text.rfind("\r", 0, opened)) + 1
        found = _HIDDEN_BREAK.search(self.text, begin, at)
        if found is None:
            return None
        message = f"an invisible line break ({shown(found.group())}) inside a text"
        hint = "delete it, or put the text between double quotes"
        return Flaw(rules.YAML_ERROR, message, found.start(), hint)

    def _line_from(self, offset: int) -> str:
        found = _REST_OF_LINE.match(self.text, offset, self.end)
        return found.group().rstrip() if found else ""

    def _indentation(self, offset: int) -> str:
        begin = max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1
        found = re.compile(r"[ \t]*").match(self.text, begin, self.end)
        return found.group() if found else ""

    def _with_quotes(self, message: str, at: int) -> Flaw:
        """Flaw whose hint is the line with its value quoted, if that mends it."""
        begin = max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at), self.begin - 1) + 1
        found = _REST_OF_LINE.match(self.text, begin, self.end)
        line = found.group() if found else ""
        hint = "quote the text"
        for mended in _quoted_lines(line) if len(line) <= _MAX_MENDED else ():
            whole = self.text[self.begin : begin] + mended + self.text[begin + len(line) : self.end]
            if _breaks_later(whole, begin - self.begin + len(mended)):
                hint = f"write {shown(mended.strip(), 200)}"
                break
        return Flaw(rules.YAML_ERROR, message, at, hint)


def _quoted_lines(line: str) -> Iterator[str]:
    """The line with the text behind its first colon, or behind its dash, between quotes."""
    for pattern in (r"( *(?:- +)*[^:\"'#]+?:[ \t]+)(\S.*?)([ \t]*)", r"( *(?:- +)+)(\S.*?)([ \t]*)"):
        found = re.fullmatch(pattern, line)
        if found:
            text = found[2]
            if text[0] in _QUOTES and text.endswith(text[0]) and len(text) > 1:
                text = text[1:-1]
            yield f"{found[1]}{quoted(text)}{found[3]}"


def _breaks_later(yaml: str, limit: int) -> bool:
    """True if the YAML can be read at least up to an offset."""
    try:
        event_of = CParser(yaml).get_event
        while event_of() is not None:
            pass
    except MarkedYAMLError as error:
        return error.problem_mark is not None and error.problem_mark.index > limit
    except ReaderError:
        return False
    return True


def plain(node: Node) -> Value:
    """Values of a tree, as the fast reader gives them."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.pairs}


def tree_of(source: Source) -> Node | None:
    """Tree of a file's front matter with offsets, None where it has none. Nobody may change it."""
    return _parsed(source.text, *source.block)[0]


@lru_cache(maxsize=4)
def _parsed(text: str, begin: int, end: int) -> tuple[Node | None, tuple[Flaw, ...]]:
    """Like `parse`. Remembers the last four: a merge has three versions and a result."""
    return parse(text, begin, end)


def locate(
    source: Source, tree: Node, address: Address, *, key: bool = False, find: str = ""
) -> tuple[int, int]:
    """Where an address stands, as offsets of its first character and behind its last.

    Args:
        source: the file.
        tree: its front matter.
        address: the value meant. One that a short form hides, such as the channel of `2026-03-02 call`, gives
            the entry around it.
        key: the key is meant, not the value behind it.
        find: the piece of the value's text that is meant.
    """
    node = tree
    last: Scalar | None = None
    for step in address:
        if isinstance(node, Mapping) and isinstance(step, str) and (pair := node.get(step)):
            last, node = pair
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            last, node = None, node.items[step]
        elif step != 0:  # 0 is a single value where a list is allowed
            break
    if last is not None and (key or (isinstance(node, Scalar) and node.value is None)):
        return last.start, last.end
    if find and not (isinstance(node, Scalar) and node.text == find):
        place = source.text.find(find, node.start, node.end)
        if place >= 0:
            return place, place + len(find)
    return node.start, node.end


def quoted(text: str) -> str:
    """Text between double quotes as YAML reads it back, non-ASCII letters left as they are."""
    out = []
    for character in text:
        if character in _ESCAPES:
            out.append(_ESCAPES[character])
        elif _NOT_IN_YAML.match(character) or character in "\x85\u2028\u2029\ufeff":
            code = ord(character)
            out.append(f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")  # noqa: PLR2004 -- what \xNN can write
        else:
            out.append(character)
    return f'"{"".join(out)}"'


_ESCAPES: MappingType[str, str] = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
