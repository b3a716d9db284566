"""Addresses of Markdown links and pictures: where they stand in notes, what they mean, how one is written.

Knows folders by their paths alone. Whether an address is one, or only looks so as in code, is asked of the
scanner in `notes`: it is one if another in its place changes what the notes lead to.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote
from urllib.parse import unquote

from ..errors import RefusedError
from ..notes import Lead
from ..notes import leads
from .layout import Splice
from .layout import apply

Move = Callable[[str], str]
"""Path to write in the place of another; the same where it stays."""
_ESCAPE = re.compile(r"\\(?=[^\w\s])")
_ADDRESS = re.compile(
    r"""\](?:\(|:)\s*+(?:<(?P<bracketed>[^<>\r\n]++)>|(?P<bare>(?:\\.|[^\s()<>\\]|\([^\s()<>]*+\))++))"""
)
_BEHIND_PATH = re.compile(r"[?#]")
_PLAIN = re.compile(r"[\w./ -]*")
"""What needs no escape but that of its blanks."""
_ELSEWHERE = "elsewhere.md"


def decoded(written: str) -> str:
    """Path that an address means. Markdown lets one write a character in three ways."""
    return unquote(unescape(_ESCAPE.sub("", written)))


def encoded(path: str, like: str, *, is_bracketed: bool) -> str:
    """Path as it is written in an address, in the manner of the one in whose place it comes."""
    if "%" in like or not _PLAIN.fullmatch(path):
        return quote(path)
    return path if is_bracketed else path.replace(" ", "%20")


def seen_from(folder: str, path: str) -> str:
    """Path as it is written in a file of a folder."""
    return posixpath.relpath(path, folder or ".")


def moved(notes: str, move: Move) -> str:
    """Notes with the paths of links and pictures moved.

    Raises:
        RefusedError: one is written in a way in which it cannot be changed.
    """
    before = leads(notes)
    wanted = [move(lead.path) for lead in before]
    if wanted == [lead.path for lead in before]:
        return notes
    splices = [splice for splice in _splices(notes, move) if _is_address(notes, splice, before)]
    after = apply(notes, splices)
    if [lead.path for lead in leads(after)] != wanted:
        raise RefusedError(
            "the path of a picture or a link in its notes cannot be changed for the other folder",
            "move the file into the folder of the other one first",
        )
    return after


def _splices(notes: str, move: Move) -> Iterator[Splice]:
    for found in _ADDRESS.finditer(notes):
        name = found.lastgroup or ""
        path = _BEHIND_PATH.split(found[name], maxsplit=1)[0]
        new = move(decoded(path))
        if new != decoded(path):
            start = found.start(name)
            yield Splice(start, encoded(new, path, is_bracketed=name == "bracketed"), start + len(path))


def _is_address(notes: str, splice: Splice, before: tuple[Lead, ...]) -> bool:
    return leads(apply(notes, [Splice(splice.start, _ELSEWHERE, splice.end)])) != before
