"""What soi says about a wiki: severities, rules, findings and their order.

Owns the shape of a finding and how a value may be shown inside one. Knows no rule and no file format.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

Address = tuple[str | int, ...]
"""Where a value sits in a front matter, from the outside in, as in `("touches", 2, "date")`."""


class Severity(enum.StrEnum):
    """How much a finding matters; `fail_on` in the settings draws the line."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Position in the list of severities, 0 for the gravest."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Rule:
    """One code: what it means, how grave it is and the text that `soi explain` prints."""

    code: str
    severity: Severity
    title: str
    """What is wrong, in a few words."""
    text: str
    """Why it matters, a bad example, a good one, how to mend or silence it."""
    source: str = ""
    """The rule of the method it stands for, empty where it only protects the files."""
    is_of_wiki: bool = False
    """Its findings are about the wiki as a whole, where no `ignore` of a file reaches."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at an address of one file, before anybody has looked up its line.

    Lines are looked up last and only for what is printed, because that means reading the file a second time.
    """

    rule: Rule
    path: str
    """Relative to the wiki, with forward slashes."""
    message: str
    at: Address = ()
    """The value meant; where a short form hides it, the closest enclosing value. Empty: the whole file."""
    key: bool = False
    """The key is meant, not the value behind it."""
    find: str = ""
    """A piece of the value's source text at which to point."""
    offset: int | None = None
    """Characters from the beginning of the text, where the reader knew them already."""
    place: tuple[int, int] | None = None
    """Line and column, where the reader knew even those."""
    hint: str = ""
    contact: str | None = None
    severity: Severity | None = None
    """Replaces the rule's own, as when the owner is away."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding as people and programs see it. Lines and columns count from 1, columns in characters."""

    code: str
    severity: Severity
    message: str
    path: str
    line: int
    column: int
    contact: str | None
    hint: str
    is_private: bool = False
    """It may quote what the site does not show; for whoever makes pages, and not printed."""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Key for sorting: path, line, column, code, then the message so that ties are stable."""
        return (self.path, self.line, self.column, self.code, self.message)


BREAK = re.compile(r"\r\n|\n|\r")
"""What ends a line."""
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Controls, bidi marks and whatever else nobody sees: no output has one of them as it is."""


class Lines:
    """Line and column of any character of a text, both from 1, as editors count them.

    CRLF, LF and a lone CR end a line; YAML's other line breaks do not, because no editor numbers them.
    """

    __slots__ = ("_begins",)

    def __init__(self, text: str) -> None:
        """Find where the lines of a text begin."""
        if "\r" in text:
            self._begins = [0, *(found.end() for found in BREAK.finditer(text))]
        else:
            # As nearly all texts are, and in a fraction of the time.
            self._begins = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at an offset."""
        line = bisect_right(self._begins, offset)
        return line, offset - self._begins[line - 1] + 1


def shown(value: str, limit: int = 80) -> str:
    """A user's value made fit for one line of a terminal or a log.

    Control, bidi and invisible characters are escaped: printed raw they could recolour the terminal, reorder
    the line or smuggle a command into a CI log.
    """
    text = value if len(value) <= limit else value[: limit - 1] + "…"
    # Most texts are plain, which is seen in a fraction of the time that the search takes.
    if text.isascii() and text.isprintable():
        return text
    return UNSAFE.sub(lambda found: _escape(found.group()), text)


def _escape(character: str) -> str:
    known = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
    if character in known:
        return known[character]
    code = ord(character)
    if code < 0x100:  # noqa: PLR2004 -- the range that \xNN can write
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 -- the range of \uNNNN


def is_invisible(character: str) -> bool:
    """True for characters that nobody sees on a screen: controls, bidi marks, zero widths, tags."""
    return UNSAFE.match(character) is not None or unicodedata.category(character) in {"Cf", "Co", "Cn"}
