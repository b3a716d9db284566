"""Who is probably in the wiki twice.

Four signals are weighed: name 40, email 30, phone 20, birthday 10. The score is what agrees of all that both
files say, as a percentage: what is not known speaks neither for nor against. One signal alone gives at most
60, and different birthdays take away what the name gave, since namesakes have them, and father and son.
Without names that may be of one person there is no score at all: families share addresses, telephones and, as
twins, birthdays.

Nobody is compared with everybody. Two people meet where they share an email address, the end of a phone
number, a birthday with its year, or a name but for a nickname, a spelling or a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic
from typing import TypeVar

from ..days import Birthday
from ..model import Contact
from ..model import Type
from . import Because
from . import Facts
from .names import Words
from .names import likeness
from .names import neighbours
from .names import parts
from .names import words_of
from .people import digits_of

Key = TypeVar("Key")

NAME, EMAIL, PHONE, BIRTHDAY = 40, 30, 20, 10
"""What each signal weighs."""
ONE_SIGNAL = 60
"""Most that a single signal can give."""
THRESHOLD = 40
"""From here on a pair is worth a question. The same name gives 60 alone, and 44 where email and phone differ;
a nickname 57, a misspelt surname about 50. An initial gives 36, a first name 30: they need another signal."""
_MOST_HOLDERS = 3
"""What more people share is a switchboard, a family's or an office's address, and tells nobody apart."""
_NUMBER_END = 8
"""Digits at the end of a phone number that stay the same with and without the codes before them."""
_WINDOW = 10
"""So many who share a place are compared with each other: no name is so common that it costs a square."""
_GMAIL = frozenset({"gmail.com", "googlemail.com"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files that are probably one person's."""

    first: Contact
    """The one whose id sorts first."""
    second: Contact
    score: int
    """From 0 to 100."""
    because: tuple[Because, ...]
    """The signals that agree, the name first, and where each stands in the first file."""

    @property
    def order(self) -> tuple[int, str, str]:
        """Key for sorting: the likeliest first, then ids."""
        return (-self.score, self.first.id, self.second.id)


def duplicates(facts: Facts) -> tuple[Pair, ...]:
    """Pairs of people, or of organisations, that are probably one; the likeliest first.

    The archived and the dead are among them: whoever comes back is easily given a second file. Not a pair are
    two of whom either file says so, under `not_same_as` or as a relation between them.
    """
    apart = _known_apart(facts)
    crowds: tuple[list[Contact], list[Contact]] = ([], [])
    for contact in facts.wiki.contacts.values():
        crowds[contact.type is Type.ORGANISATION].append(contact)
    found = []
    for crowd in crowds:
        meet = _Meet(crowd)
        # Contacts come in the order of their ids, so the lower place is the first id.
        for place, other in meet.pairs():
            if not apart or (crowd[place].id, crowd[other].id) not in apart:
                found.append(meet.compared(place, other))
    return tuple(sorted(filter(None, found), key=lambda pair: pair.order))


def _known_apart(facts: Facts) -> frozenset[tuple[str, str]]:
    """Pairs of ids, in order, of whom some file says that they are two."""
    out = set()
    for contact in facts.wiki.contacts.values():
        if contact.not_same_as or contact.relations:
            others = (*contact.not_same_as, *(relation.contact for relation in contact.relations))
            for other in map(facts.wiki.resolve, others):
                if other is not None:
                    out.add((min(contact.id, other), max(contact.id, other)))
    return frozenset(out)


class _Known:
    """What is compared of one contact. A class because most of it is never asked for."""

    def __init__(self, contact: Contact, names: Sequence[Words]) -> None:
        self.contact = contact
        self.is_organisation = contact.type is Type.ORGANISATION
        self.names = (contact.name, *contact.aliases)
        self.words = names

    @cached_property
    def emails(self) -> Mapping[str, int]:
        """Mailbox -> place in the list."""
        return {_mailbox(email.value): at for at, email in enumerate(self.contact.emails)}

    @cached_property
    def phones(self) -> Mapping[str, int]:
        """Digits of a number, without the zeros before them -> place in the list."""
        numbers = ((digits_of(phone.value).lstrip("0"), at) for at, phone in enumerate(self.contact.phones))
        return {digits: at for digits, at in numbers if len(digits) >= _NUMBER_END}


class _Block(Generic[Key]):
    """Who shares a key: the place of the first, and all places where there are several."""

    def __init__(self, keyed: Iterable[tuple[Key, int]]) -> None:
        self.first: dict[Key, int] = {}
        self.several: dict[Key, list[int]] = {}
        for key, place in keyed:
            known = self.first.setdefault(key, place)
            if known != place:
                self.several.setdefault(key, [known]).append(place)

    def places(self, key: Key) -> list[int]:
        """Places of all who have a key that somebody has."""
        return self.several.get(key) or [self.first[key]]


class _Meet:
    """Where people meet: by name, mailbox, end of a number and birthday."""

    def __init__(self, crowd: Sequence[Contact]) -> None:
        self._crowd = crowd
        self._known: dict[int, _Known] = {}
        self._words = [_names_of(contact) for contact in crowd]
        places = range(len(crowd))
        self.names = _Block(
            (tuple(sorted(words)), at) for at, names in enumerate(self._words) for words in names if words
        )
        self.emails = _Block((_mailbox(email.value), at) for at in places for email in crowd[at].emails)
        self.phones = _Block(
            (digits_of(phone.value)[-_NUMBER_END:], at) for at in places for phone in crowd[at].phones
        )
        self.birthdays = _Block(
            ((day.year, day.month, day.day), at)
            for at in places
            if (day := crowd[at].birthday) is not None and day.year is not None
        )

    def pairs(self) -> set[tuple[int, int]]:
        """Pairs of places, the lower first, that are worth comparing."""
        out: set[tuple[int, int]] = set()
        for several in (self.names.several, self.emails.several, self.phones.several):
            for places in several.values():
                out.update(_near(places, places))
        for places in self.birthdays.several.values():
            out.update(pair for pair in _near(places, places) if self._may_be_one(*pair))
        for one, other in self._alike():
            out.update(_near(self.names.places(one), self.names.places(other)))
        return out

    def _may_be_one(self, place: int, other: int) -> bool:
        """False where no word of the names begins alike: many are born on one day."""
        initials = {word[0] for words in self._words[place] for word in words}
        others = {word[0] for words in self._words[other] for word in words}
        return not initials.isdisjoint(others)

    def _alike(self) -> Iterator[tuple[Words, Words]]:
        """Names that differ by one word in another form, by a word left out or by two written as one."""
        names = self.names.first
        near = neighbours({word for words in names for word in words})
        for words in names:
            for at, word in enumerate(words):
                for other in near.get(word, ()):
                    changed = tuple(sorted((*words[:at], other, *words[at + 1 :])))
                    if changed in names:
                        yield words, changed
            for part in parts(words):
                if part in names:
                    yield words, part

    def _at(self, place: int) -> _Known:
        if place not in self._known:
            self._known[place] = _Known(self._crowd[place], self._words[place])
        return self._known[place]

    def compared(self, place: int, other_place: int) -> Pair | None:
        """A pair of two with the signals that agree, None where they do not reach the threshold."""
        first, second = self._at(place), self._at(other_place)
        like, *names = _alikeness(first, second)
        if not like:
            return None
        agreed, known = NAME * like, NAME
        email = phone = birthday = None
        if first.emails and second.emails:
            known += EMAIL
            email = self._same_email(first, second)
            agreed += EMAIL * (email is not None)
        if first.phones and second.phones:
            known += PHONE
            phone = self._same_phone(first, second)
            agreed += PHONE * (phone is not None)
        one, other = first.contact.birthday, second.contact.birthday
        if one is not None and other is not None:
            known += BIRTHDAY
            birthday = one if _is_same_day(one, other) else None
            agreed += BIRTHDAY if birthday else -NAME * like
        is_alone = email is None and phone is None and birthday is None
        score = round(min(100 * agreed / known, ONE_SIGNAL * like if is_alone else 100))
        if score < THRESHOLD:
            return None
        because = _reasons(first, second, names, (email, phone, birthday))
        return Pair(first.contact, second.contact, score, because)

    def _same_email(self, first: _Known, second: _Known) -> int | None:
        for mailbox, at in first.emails.items():
            if mailbox in second.emails and len(self.emails.places(mailbox)) <= _MOST_HOLDERS:
                return at
        return None

    def _same_phone(self, first: _Known, second: _Known) -> int | None:
        for digits, at in first.phones.items():
            is_same = any(digits.endswith(other) or other.endswith(digits) for other in second.phones)
            if is_same and len(self.phones.places(digits[-_NUMBER_END:])) <= _MOST_HOLDERS:
                return at
        return None


def _reasons(
    first: _Known, second: _Known, names: Sequence[int], found: tuple[int | None, int | None, Birthday | None]
) -> tuple[Because, ...]:
    """What agrees, with its place in the first file."""
    contact = first.contact
    email, phone, birthday = found
    name, other = first.names[names[0]], second.names[names[1]]
    text = f"same name {name}" if name == other else f"names {name} and {other}"
    out = [Because(text, contact.path, ("aliases", names[0] - 1) if names[0] else ("name",))]
    if email is not None:
        out.append(Because(f"same email {contact.emails[email].value}", contact.path, ("emails", email)))
    if phone is not None:
        out.append(Because(f"same phone {contact.phones[phone].value}", contact.path, ("phones", phone)))
    if birthday is not None:
        out.append(Because(f"same birthday {birthday}", contact.path, ("birthday",)))
    return tuple(out)


def _names_of(contact: Contact) -> tuple[Words, ...]:
    """Words of the name and of the aliases, in order."""
    is_organisation = contact.type is Type.ORGANISATION
    words = words_of(contact.name, is_organisation=is_organisation)
    if not contact.aliases:
        return (words,)
    return (words, *(words_of(alias, is_organisation=is_organisation) for alias in contact.aliases))


def _alikeness(first: _Known, second: _Known) -> tuple[float, int, int]:
    """How alike the two of their names are that are most alike, and which they are."""
    found = (
        (likeness(one, other, is_organisation=first.is_organisation), -at, -place)
        for at, one in enumerate(first.words)
        for place, other in enumerate(second.words)
    )
    like, at, place = max(found)
    return like, -at, -place


def _is_same_day(one: Birthday, other: Birthday) -> bool:
    is_year_equal = one.year is None or other.year is None or one.year == other.year
    return (one.month, one.day) == (other.month, other.day) and is_year_equal


def _mailbox(email: str) -> str:
    """Where an email arrives: a tag behind a plus is the same mailbox, and to Gmail so are dots."""
    folded = email.casefold()
    if "+" not in folded and "gmail." not in folded and "googlemail." not in folded:
        return folded
    name, _, host = folded.partition("@")
    name = name.partition("+")[0] or name
    return f"{name.replace('.', '')}@gmail.com" if host in _GMAIL else f"{name}@{host}"


def _near(ones: Iterable[int], others: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs between two lists of places, the lower first, not more than the window allows for each."""
    for at, one in enumerate(ones):
        for other in others[max(0, at - _WINDOW) : at + _WINDOW]:
            if one != other:
                yield (one, other) if one < other else (other, one)
