"""How somebody is named in a text: what is surely meant, and what only may be.

Surely meant are whole names of two words or more, ids that are no mere word, addresses and numbers. A single
word, as a first name is, may be anybody's, or no name at all: it is pointed out, and counts if asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ..facts.people import digits_of
from ..model import Contact
from ..model import Entity
from ..wiki import Wiki
from ..wiki import fold_accents

MIN_DIGITS = 7
"""Fewer digits are no number that is somebody's alone."""
MIN_LETTERS = 3
"""Shorter words of a name, as in van and de, are not pointed out."""
_BESIDE_WORD = r"\w"
_BESIDE_ID = r"\w\-@"
_BESIDE_ADDRESS = r"\w.+\-@"
_BETWEEN_DIGITS = r"[\s()./\-]{0,3}"
_MAX_NAME = 200
"""Characters around a name that are looked at for a longer one."""
_NO_SEPARATORS = str.maketrans("", "", " \t\r\n()./-")


Span = tuple[int, int]
"""Where somebody is named in a text."""


@dataclass(frozen=True, slots=True)
class Term:
    """One way to name somebody, as an expression for texts without case and accents."""

    text: str
    """As it was given."""
    expression: str
    octets: str
    """The same for bytes of UTF-8, which other programs search; in plain ASCII."""
    digits: str = ""
    """Of a number."""


class Naming:
    """Everything that names one contact, and what names others and only looks so."""

    def __init__(self, wiki: Wiki, contact: Contact, also: Iterable[str] = ()) -> None:
        """Collect the ways in which the contact is named.

        Args:
            wiki: where others have names, too.
            contact: who is meant.
            also: further words that name nobody else.
        """
        self.contact = contact
        others = [entity for entity in wiki.entities if entity.id != contact.id]
        self._taken = {_spaced(name): name for entity in others for name in _called(entity)}
        self.terms = tuple(self._terms(also))

    def _terms(self, also: Iterable[str]) -> Iterator[Term]:
        contact = self.contact
        for text in dict.fromkeys((contact.name, *contact.aliases)):
            words = text.split()
            if len(words) > 1 and _spaced(text) not in self._taken:
                yield _term(text, _BESIDE_WORD)
                yield _term(f"{words[-1]}, {' '.join(words[:-1])}", _BESIDE_WORD)
                yield _term("-".join(words), _BESIDE_ID)
        ids = (contact.id, *contact.former_ids)
        yield from (_term(text, _BESIDE_ID) for text in ids if not text.isalpha())
        yield from (_term(email.value, _BESIDE_ADDRESS) for email in contact.emails)
        yield from (_term(address.value, _BESIDE_WORD) for address in contact.addresses)
        yield from (_term(link.value, _BESIDE_WORD) for link in contact.links)
        yield from (number for phone in contact.phones if (number := _number(phone.value)))
        yield from (_term(text, _BESIDE_WORD) for text in also if text.strip())

    @cached_property
    def octets(self) -> tuple[str, ...]:
        """Expressions for bytes of UTF-8, the longest text first; an id that is a mere word only as an id."""
        terms = sorted(self.terms, key=lambda term: len(term.text), reverse=True)
        ids = [text for text in (self.contact.id, *self.contact.former_ids) if text.isalpha()]
        shapes = (shape for text in ids for shape in _id_shapes("".join(map(_octets, text))))
        return (*dict.fromkeys(term.octets for term in terms), *shapes)

    @cached_property
    def _needles(self) -> tuple[str, ...]:
        """A word of every text that surely means them. Most files have none, and looking for one is fast."""
        texts = (fold_accents(term.text) for term in self.terms if not term.digits)
        return tuple({max(text.split(), key=len) for text in texts})

    @cached_property
    def _numbers(self) -> tuple[str, ...]:
        return tuple(term.digits for term in self.terms if term.digits)

    @cached_property
    def _own_words(self) -> frozenset[str]:
        """Words of the names that are long enough to be pointed out, without case and accents."""
        names = (fold_accents(name) for name in (self.contact.name, *self.contact.aliases))
        return frozenset(w for name in names for w in re.findall(r"\w+", name) if len(w) >= MIN_LETTERS)

    @cached_property
    def _surely(self) -> re.Pattern[str]:
        longest_first = sorted((term.expression for term in self.terms), key=len, reverse=True)
        return re.compile("|".join(longest_first) or r"(?!)")

    @cached_property
    def _perhaps(self) -> re.Pattern[str]:
        names = (self.contact.name, *self.contact.aliases)
        shared = [name for name in names if _spaced(name) in self._taken]
        terms = (_term(text, _BESIDE_WORD).expression for text in (*shared, *sorted(self._own_words)))
        return re.compile("|".join(terms) or r"(?!)")

    @cached_property
    def _of_others(self) -> Mapping[str, re.Pattern[str]]:
        """Names of others in which a word of this one's occurs, without case and accents."""
        own = {word for term in self.terms for word in re.findall(r"\w+", fold_accents(term.text))}
        own |= {word for name in _called(self.contact) for word in re.findall(r"\w+", fold_accents(name))}
        near = [name for folded, name in self._taken.items() if own & set(re.findall(r"\w+", folded))]
        return {_spaced(name): re.compile(_term(name, _BESIDE_WORD).expression) for name in near}

    @property
    def shared(self) -> tuple[str, ...]:
        """Names of others that have one of the texts in them which surely mean this one."""
        return tuple(self._taken[name] for name in self._of_others if self._surely.search(name))

    def surely(self, text: str) -> list[Span]:
        """Places where nobody else can be meant."""
        plain = fold_accents(text)
        is_near = any(word in plain for word in self._needles)
        if not is_near and not any(map(plain.translate(_NO_SEPARATORS).__contains__, self._numbers)):
            return []
        return self._search(self._surely, text)

    def perhaps(self, text: str) -> list[Span]:
        """Places where a word of the name stands, or what is also the name of somebody else."""
        plain = fold_accents(text)
        if not any(word in plain for word in self._own_words):
            return []
        found = self._search(self._perhaps, text)
        # In small letters it is a word like any other.
        return [span for span in found if not text[span[0]].islower()]

    def is_called(self, text: str) -> bool:
        """True for a whole value that is the name of nobody else."""
        names = {_spaced(name) for name in (self.contact.name, *self.contact.aliases)}
        return _spaced(text) in names - self._taken.keys()

    def _search(self, expression: re.Pattern[str], text: str) -> list[Span]:
        folded, places = _folded(text)
        spans = [found.span() for found in expression.finditer(folded)]
        if not spans:
            return []
        # What has no letter of its own, as an accent behind one, goes with the letter.
        ends = [*places, len(text)]
        return [(places[begin], ends[end]) for begin, end in spans if not self._is_others(folded, begin, end)]

    def _is_others(self, folded: str, begin: int, end: int) -> bool:
        """True for a piece of a longer name, which is somebody else's."""
        around = slice(max(begin - _MAX_NAME, 0), end + _MAX_NAME)
        window = _spaced(folded[around])
        near = (expression for name, expression in self._of_others.items() if name in window)
        return any(
            found.start() <= begin and end <= found.end() and found.end() - found.start() > end - begin
            for expression in near
            for found in expression.finditer(folded, around.start, around.stop)
        )


def _id_shapes(octets: str) -> Iterator[str]:
    """Expressions for an id where it can be nothing else: in a link, as a value, in a list, as a file."""
    yield rf"(?<=\[\[){octets}(?=\s*[|\]])"
    for key in ("contact", "referred_by", "organisation", "not_same_as", "invited", "attended"):
        yield rf"(?<={key}: ){octets}(?=\s*[,}}\n\r])"
    yield rf"(?<=[\[ ]){octets}(?=[,\]])"
    yield rf"(?<=  - ){octets}(?=[\n\r])"
    yield rf"(?<![\w-]){octets}(?=\.md)"


def _called(entity: Entity) -> Iterator[str]:
    yield from (entity.name, *entity.aliases, entity.id, *entity.former_ids)


def _spaced(text: str) -> str:
    return " ".join(fold_accents(text).split())


def _term(text: str, beside: str) -> Term:
    words = r"\s+".join(re.escape(word) for word in fold_accents(text).split())
    octets = r"\s+".join("".join(map(_octets, word)) for word in unicodedata.normalize("NFC", text).split())
    behind = beside.replace(".+", "")
    return Term(
        text,
        f"(?<![{beside}]){words}(?![{behind}])",
        # A letter with an accent is two bytes, of which the first is one of these.
        rf"(?<![{beside}])(?<![\xc3-\xdf][\x80-\xbf]){octets}(?![{behind}\xc3-\xdf])",
    )


def _octets(character: str) -> str:
    """Expression for the ways in which a character is written: large, small, composed or not, unaccented."""
    plain = fold_accents(character)
    cases = {character, character.lower(), character.upper(), plain, plain.upper()}
    forms = {unicodedata.normalize(form, case).encode() for case in cases for form in ("NFC", "NFD")}
    written = ["".join(f"\\x{byte:02x}" for byte in form) for form in sorted(forms, key=len, reverse=True)]
    return written[0] if len(written) == 1 else f"(?:{'|'.join(sorted(written, key=len, reverse=True))})"


def _number(phone: str) -> Term | None:
    """A number however its digits are grouped, None for one too short to be anybody's alone."""
    digits = digits_of(phone).lstrip("0")
    if len(digits) < MIN_DIGITS:
        return None
    expression = rf"(?<!\d)(?:\+|00|0)?{_BETWEEN_DIGITS.join(digits)}(?!\d)"
    return Term(phone, expression, expression, digits)


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Text without case and accents, and where each of its characters stood."""
    if text.isascii():
        return text.casefold(), range(len(text))
    parts: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        plain = fold_accents(character)
        parts.append(plain)
        places += [place] * len(plain)
    return "".join(parts), places
