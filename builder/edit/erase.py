"""Somebody taken out of a text: entries about them as a whole, links and names in favour of a word.

Knows the wiki only for what a reference leads to. What changes is remembered by lines, for the user to see.
A word stands only where any text may: a link or a path that has it in it would be good for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from ..errors import RefusedError
from ..kinds import ID
from ..kinds import PERSON
from ..kinds import TEXT
from ..kinds import keys
from ..notes import links
from ..source import Mapping
from ..source import Node
from ..source import Scalar
from ..source import read_text
from ..source import tree_of
from ..wiki import Wiki
from ..wiki import fold
from .layout import Splice
from .layout import apply
from .layout import comment_places
from .layout import scalars
from .naming import Naming
from .naming import Span
from .pieces import Leaf
from .pieces import Piece
from .pieces import leaves
from .pieces import replace
from .references import record_of
from .splice import drop

_HIDING = re.compile(r"\\[xuU][0-9a-fA-F]|%[0-9a-fA-F]{2}|&#")
"""How a letter is written that YAML or Markdown reads as another."""


_NOT_PROSE = frozenset({"emails", "phones", "links", "photo", "timezone", "former_ids"})
"""Keys whose texts are good for something only as they are."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that names somebody."""

    path: str
    line: int
    """In the file as it is."""
    text: str
    written: str | None = None
    """What becomes of it, None where it goes."""


class Trail:
    """A text on its way through several changes, each of which knows only the one before."""

    def __init__(self, text: str) -> None:
        """Begin with the text as it is."""
        self.text = text
        self._before = rows(text)
        self._origins = list(range(len(self._before)))

    def step(self, text: str) -> None:
        """Go on with a text that differs in one place, or nowhere in the number of its lines."""
        old, new = rows(self.text), rows(text)
        if len(old) != len(new):
            head = _alike(old, new)
            tail = min(_alike(old[::-1], new[::-1]), len(old) - head, len(new) - head)
            kept = self._origins[head : len(old) - tail][: len(new) - tail - head]
            kept += [self._origins[head - 1]] * (len(new) - tail - head - len(kept))
            self._origins[head : len(old) - tail] = kept
        self.text = text

    def lines(self, path: str) -> Iterator[Line]:
        """Lines of the first text that are others now, or gone."""
        now = dict(zip(reversed(self._origins), reversed(rows(self.text)), strict=True))
        for place, text in enumerate(self._before):
            if now.get(place) != text:
                yield Line(path, place + 1, text, now.get(place))


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """Number of lines that two texts have in common from their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def rows(text: str) -> list[str]:
    """Lines of a text, as editors count them."""
    return re.split(r"\r\n|\n|\r", text)


class Eraser:
    """One contact, and the words for them."""

    def __init__(self, wiki: Wiki, naming: Naming, word: str) -> None:
        """Say who goes, and what stands for them."""
        self._wiki = wiki
        self.contact = naming.contact
        self.naming = naming
        self.word = word

    def is_meant(self, reference: str) -> bool:
        """True for a reference that leads to them."""
        return self._wiki.resolve(reference) == self.contact.id

    def may_name(self, text: str) -> bool:
        """True for a file that names them or has one of their ids in it, or in which one could hide."""
        folded = fold(text)
        ids = (self.contact.id, *self.contact.former_ids)
        if any(fold(word) in folded for word in ids):
            words = "|".join(re.escape(word) for word in ids)
            if re.search(rf"(?<![\w-])(?:{words})(?![\w-])", text, re.IGNORECASE):
                return True
        return bool(self.naming.surely(text)) or _HIDING.search(text) is not None

    def without(self, path: str, text: str) -> tuple[str, tuple[Line, ...]]:
        """Text of a file about somebody or something else without them, and the lines that differ.

        They are still named in values for which no word can stand.

        Raises:
            RefusedError: it cannot be changed without changing something else.
        """
        trail = Trail(text)
        source = read_text(text)
        record = record_of(source)
        found = [leaf.at for leaf in leaves(record, tree_of(source)) if self._is_about(leaf)]
        # From the last to the first, or the numbers of the entries would be others.
        for at in reversed(found):
            trail.step(drop(trail.text, at[:-1] if at[-1] == "contact" else at, record))
        trail.step(self._without_links(trail.text))
        trail.step(self._without_names(trail.text))
        trail.step(self._without_comments(trail.text))
        return trail.text, tuple(trail.lines(path))

    def _is_about(self, leaf: Leaf) -> bool:
        """True for a value that refers to them as a whole."""
        kind = leaf.key.kind
        if kind not in (ID, PERSON) and leaf.at != ("organisation",):
            return False
        return self.is_meant(kind.read(leaf.text)) or (kind != ID and self.naming.is_called(leaf.text))

    def _without_links(self, text: str) -> str:
        source = read_text(text)
        tree = tree_of(source)
        pieces: list[Piece] = []
        for leaf in leaves(record_of(source), tree):
            for start, end in self._links(leaf.text, inline=True):
                pieces += leaf.pieces(start, end, self.word)
        pieces += [Piece(None, *span, self.word) for span in self._links(source.notes, inline=False)]
        return replace(source, tree, pieces) if pieces else text

    def _links(self, text: str, *, inline: bool) -> list[Span]:
        return [(link.start, link.end) for link in links(text, inline=inline) if self.is_meant(link.target)]

    def _without_names(self, text: str) -> str:
        source = read_text(text)
        tree = tree_of(source)
        pieces = [
            Piece(scalar, *span, self.word)
            for scalar in _prose(record_of(source), tree)
            for span in self.naming.surely(scalar.text)
        ]
        pieces += [Piece(None, *span, self.word) for span in self.naming.surely(source.notes)]
        return replace(source, tree, pieces) if pieces else text

    def _without_comments(self, text: str) -> str:
        """Text without the names in the comments of the front matter."""
        source = read_text(text)
        spans = [
            (place + begin, place + end)
            for place, comment in comment_places(source, tree_of(source))
            for begin, end in self.naming.surely(comment)
        ]
        after = self._replaced(text, spans)
        if read_text(after).values != source.values:
            raise RefusedError("a comment cannot be changed without changing something else")
        return after

    def in_line(self, text: str) -> str:
        """A line of prose without them."""
        text = self._replaced(text, self._links(text, inline=True))
        return self._replaced(text, self.naming.surely(text))

    def _replaced(self, text: str, spans: Iterable[Span]) -> str:
        return apply(text, [Splice(begin, self.word, end) for begin, end in spans])


def _prose(record: type, tree: Node | None) -> Iterator[Scalar]:
    """Texts of a front matter in which any word may stand; what the schema does not know is one."""
    for leaf in leaves(record, tree):
        is_text = leaf.key.kind == TEXT or bool(leaf.key.kind.short)
        if is_text and (leaf.at[0] not in _NOT_PROSE or leaf.at[-1] == "label"):
            yield from leaf.scalars
    for name, value in tree.pairs if isinstance(tree, Mapping) else ():
        if name.text not in keys(record):
            yield name
            yield from scalars(value)
