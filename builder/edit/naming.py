"""How somebody is named in a text: what is surely meant, and what only may be.

Surely meant are whole names of two words or more, ids that are no mere word, and the emails, numbers, streets
and pages of the web that nobody else has. A single word, as a first name is, may be anybody's, or no name at
all: it is pointed out, and counts if asked for. So is a number that may be a piece of a longer one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property

from ..facts.people import digits_of
from ..model import Contact
from ..model import Entity
from ..wiki import Wiki
from ..wiki import fold_accents

MIN_DIGITS = 7
"""Fewer digits are no number that is somebody's alone."""
MIN_BARE_DIGITS = 9
"""Fewer digits with nothing between or before them may be any number, as that of an invoice."""
MIN_LETTERS = 3
"""Shorter words of a name, as in van and de, are not pointed out."""
_BESIDE_WORD = r"\w"
_BESIDE_ID = r"\w\-@"
_BESIDE_ADDRESS = r"\w.+\-@"
_BESIDE_LINK = r"\w\-"
_FURTHER_HOST = r"\.\w"
"""What makes a host another one."""
_FURTHER_LINK = r"[./?#]\w"
"""What makes a page of the web another one."""
_BETWEEN_DIGITS = r"[\s()./\-]{0,3}"
_BEFORE_NUMBER = r"(?<!\w)(?<!\d[ \t()./,\-])(?<![^\W\d_][./\-])(?!\d{4}-\d\d-\d\d(?!\d))"
_BEHIND_NUMBER = r"(?!\w|[ \t()./,\-]\d)"
_WEB = re.compile(r"(?:[a-z][a-z0-9+.\-]*://)?(?:www\.)?([^\s/?#@]+\.[^\s/?#@]+)(?:[/?#](.*))?", re.DOTALL)
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
    loose: str = ""
    """Expression for what may be a piece of something longer, and then means something else."""


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
        held = tuple(
            dict.fromkeys(value for other in others if isinstance(other, Contact) for value in _held(other))
        )
        hosts = {fold_accents(host) for value in held if (host := _host(value))}
        found = {term: _is_held(term, held) for term in _reached(contact, hosts)}
        self.shared_values = tuple(term.text for term, is_shared in found.items() if is_shared)
        """Emails, numbers, addresses and links that somebody else has, too: they mean neither."""
        reached = (term for term, is_shared in found.items() if not is_shared)
        self.terms = (*self._terms(), *reached, *(_term(text, _BESIDE_WORD) for text in also if text.strip()))

    def _terms(self) -> Iterator[Term]:
        contact = self.contact
        for text in dict.fromkeys((contact.name, *contact.aliases)):
            words = text.split()
            if len(words) > 1 and _spaced(text) not in self._taken:
                yield _term(text, _BESIDE_WORD)
                yield _term(f"{words[-1]}, {' '.join(words[:-1])}", _BESIDE_WORD)
                yield _term("-".join(words), _BESIDE_ID)
        ids = (contact.id, *contact.former_ids)
        yield from (_term(text, _BESIDE_ID) for text in ids if not text.isalpha())

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
    def _loosely(self) -> re.Pattern[str]:
        return re.compile("|".join(term.loose for term in self.terms if term.loose) or r"(?!)")

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
        return self._search(self._surely, text) if self._is_near(fold_accents(text)) else []

    def perhaps(self, text: str) -> list[Span]:
        """Places with a word of the name, what others are called, too, or a piece of something longer."""
        plain = fold_accents(text)
        found = self._search(self._loosely, text) if self._is_near(plain) else []
        if any(word in plain for word in self._own_words):
            words = self._search(self._perhaps, text)
            # In small letters it is a word like any other.
            found += [span for span in words if not text[span[0]].islower()]
        return found

    def _is_near(self, plain: str) -> bool:
        """False only for a text, without case and accents, in which nothing is that surely means them."""
        if any(word in plain for word in self._needles):
            return True
        return any(map(plain.translate(_NO_SEPARATORS).__contains__, self._numbers))

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


def _held(contact: Contact) -> Iterator[str]:
    """What somebody is reached by."""
    yield from (email.value for email in contact.emails)
    yield from (phone.value for phone in contact.phones)
    yield from (address.value for address in contact.addresses)
    yield from (link.value for link in contact.links)


def _reached(contact: Contact, hosts: Collection[str]) -> Iterator[Term]:
    """What a contact is reached by, as far as it can be one person's alone.

    A town is not, nor is the start page of a host at which somebody else is reached.
    """
    yield from (_term(email.value, _BESIDE_ADDRESS, _FURTHER_HOST) for email in contact.emails)
    for address in contact.addresses:
        if len(re.findall(r"[^\W\d_]{2,}", address.value)) > 1 and re.search(r"\d", address.value):
            yield _term(address.value, _BESIDE_WORD)
    for link in contact.links:
        found = _WEB.fullmatch(fold_accents(link.value))
        if found and (found[2] or found[1] not in hosts):
            yield _link(link.value.rstrip("/"))
    yield from (number for phone in contact.phones if (number := _number(phone.value)))


def _host(value: str) -> str | None:
    """Host of an email or a link, None for anything else."""
    found = _WEB.fullmatch(fold_accents(value).rpartition("@")[2])
    return found[1] if found else None


def _is_held(term: Term, held: Iterable[str]) -> bool:
    """True for what stands in a value of somebody else, a number without the country's code included."""
    expression = re.compile(term.loose or term.expression)
    return any(
        expression.search(fold_accents(value)) or (term.digits and _is_same_number(term.digits, value))
        for value in held
    )


def _is_same_number(digits: str, value: str) -> bool:
    other = digits_of(value).lstrip("0")
    return len(other) >= MIN_DIGITS and (digits.endswith(other) or other.endswith(digits))


def _spaced(text: str) -> str:
    return " ".join(fold_accents(text).split())


def _link(text: str) -> Term:
    """A page of the web, and loosely every page below it."""
    exact, loose = _term(text, _BESIDE_LINK, _FURTHER_LINK), _term(text, _BESIDE_LINK, _FURTHER_HOST)
    return replace(exact, loose=loose.expression)


def _term(text: str, beside: str, further: str = r"(?!)") -> Term:
    words = r"\s+".join(re.escape(word) for word in fold_accents(text).split())
    octets = r"\s+".join("".join(map(_octets, word)) for word in unicodedata.normalize("NFC", text).split())
    behind = beside.replace(".+", "")
    return Term(
        text,
        f"(?<![{beside}]){words}(?![{behind}]|{further})",
        # A letter with an accent is two bytes, of which the first is one of these.
        rf"(?<![{beside}])(?<![\xc3-\xdf][\x80-\xbf]){octets}(?![{behind}\xc3-\xdf]|{further})",
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
    grouped = rf"(?:\+|00|0)?{_BETWEEN_DIGITS.join(digits)}"
    bare = rf"(?!0{{0,2}}{digits})" if len(digits) < MIN_BARE_DIGITS else ""
    expression = f"{_BEFORE_NUMBER}{bare}{grouped}{_BEHIND_NUMBER}"
    return Term(phone, expression, expression, digits, rf"(?<!\d){grouped}(?!\d)")


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
