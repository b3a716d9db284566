"""Who is meant by a few typed words, and where a text occurs. Source: S3, know who is calling."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Generic
from typing import TypeVar

from ..diagnostics import shown
from ..kinds import nearest
from ..model import Contact
from ..model import Entity
from ..model import Event
from ..rules import DUPLICATE_ID
from ..wiki import Wiki
from ..wiki import fold
from ..wiki import fold_accents
from .texts import texts

MIN_DIGITS = 4
"""Fewer digits are not looked up as a phone number."""
MAX_LISTED = 10
"""So many of the people who could be meant are named."""
_STROKES = str.maketrans("łøđħŧı", "lodhti")
"""Letters whose stroke is no accent to Unicode, though people leave it out when they type."""
_WORD = re.compile(r"\w+")
_NOT_DIALLED = str.maketrans(dict.fromkeys(c for c in map(chr, range(128)) if not c.isdigit()))


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a text does not say what is meant."""

    message: str
    hint: str


Named = TypeVar("Named", bound=Contact | Event)


class Names(Generic[Named]):
    """People or events as they are looked up: ids and names folded once, for however many questions."""

    def __init__(self, wiki: Wiki, members: Mapping[str, Named]) -> None:
        """Begin with nothing folded."""
        self._wiki = wiki
        self._by_exact_id = members
        self._members = tuple(members.values())

    @cached_property
    def _ids(self) -> list[str]:
        return [folded(member.id) for member in self._members]

    @cached_property
    def _names(self) -> list[tuple[str, int]]:
        """Every name and alias, and the place of its owner."""
        return [
            (folded(name), place)
            for place, member in enumerate(self._members)
            for name in (member.name, *member.aliases)
        ]

    @cached_property
    def _by_id(self) -> Mapping[str, list[int]]:
        """By id, one that cannot be typed also as it is shown."""
        escaped = (
            (folded(as_shown), place)
            for place, member in enumerate(self._members)
            if (as_shown := shown(member.id, len(member.id))) != member.id
        )
        return _places((*((text, place) for place, text in enumerate(self._ids)), *escaped))

    @cached_property
    def _by_name(self) -> Mapping[str, list[int]]:
        return _places(self._names)

    @cached_property
    def _words(self) -> list[tuple[str, int]]:
        """Every word of a name and the place of the name, by word: beginnings are found by halving."""
        return sorted(
            (word, number) for number, (name, _) in enumerate(self._names) for word in _WORD.findall(name)
        )

    @cached_property
    def _hidden(self) -> list[tuple[str, str]]:
        """Id and path of every file that cannot be read, its words joined by hyphens."""
        readable = {entity.id for entity in self._wiki.entities}
        paths = self._wiki.paths.items()
        return [(_hyphened(name), path) for name, path in paths if name not in readable]

    @cached_property
    def _whole(self) -> frozenset[str]:
        """Every id, former id, name and alias."""
        former = (old for old, present in self._wiki.former.items() if present in self._by_exact_id)
        return frozenset((*self._by_id, *self._by_name, *map(folded, former)))

    @cached_property
    def longest(self) -> int:
        """Number of words of the longest id or name."""
        names = (name for member in self._members for name in (member.name, *member.aliases))
        texts_of_all = (*self._wiki.paths, *self._wiki.former, *names)
        return max((len(text.split()) for text in texts_of_all), default=0)

    def is_whole(self, who: str) -> bool:
        """True for an id, former id, name or alias, and for the id of a file that cannot be read."""
        return folded(who) in self._whole or any(name == _hyphened(who) for name, _ in self._hidden)

    def matches(self, who: str) -> list[Named]:
        """Those meant by a text: one where it is clear, else all of the first step that finds any.

        The steps: exact id, exact name or alias, part of a name (every word typed begins a word of it), part
        of an id; without accents and case. A step that finds exactly one decides.
        """
        wanted = folded(who.strip())
        words = _WORD.findall(wanted)
        if not words:
            return []
        several: list[Named] = []
        referred = self._by_exact_id.get(self._wiki.resolve(who.strip()) or "")
        for places in self._steps(wanted, words):
            found = [self._members[place] for place in sorted(set(places))]
            if len(found) == 1:
                return found
            if referred is not None:
                return [referred]
            several = several or found
        return several

    def _steps(self, wanted: str, words: Sequence[str]) -> Iterator[Iterable[int]]:
        yield self._by_id.get(wanted, ())
        yield self._by_name.get(wanted, ())
        yield self._part_of_name(words)
        yield self._part_of_id(wanted)

    def _part_of_name(self, words: Iterable[str]) -> Iterable[int]:
        numbers = set.intersection(*map(self._beginning, words))
        return (self._names[number][1] for number in numbers)

    def _beginning(self, word: str) -> set[int]:
        """Numbers of the names one of whose words begins so."""
        begin = bisect_left(self._words, (word, 0))
        behind = map(self._words.__getitem__, range(begin, len(self._words)))
        return {number for _, number in takewhile(lambda hit: hit[0].startswith(word), behind)}

    def _part_of_id(self, wanted: str) -> Iterable[int]:
        return (place for place, text in enumerate(self._ids) if wanted in text)

    def unreadable(self, who: str) -> str | None:
        """Path of the file that is meant though it cannot be read: it has no name, only an id."""
        if not self._hidden:
            return None
        begins = re.compile(rf"(?:^|[^\w]){re.escape(_hyphened(who))}")
        return next((path for name, path in self._hidden if begins.search(name)), None)


class People(Names[Contact]):
    """Everybody in a wiki as they are looked up."""

    def __init__(self, wiki: Wiki) -> None:
        """Begin with nothing folded."""
        super().__init__(wiki, wiki.contacts)


class Events(Names[Event]):
    """The events of a wiki as they are looked up."""

    def __init__(self, wiki: Wiki) -> None:
        """Begin with nothing folded."""
        super().__init__(wiki, wiki.events)


def unclear(wiki: Wiki, who: str, found: Sequence[Contact | Event]) -> Unclear:
    """What to say where nobody or several people are meant."""
    if found:
        listed = [f"{shown(contact.id)} ({shown(contact.name)})" for contact in found[:MAX_LISTED]]
        more = f" and {len(found) - MAX_LISTED} more" if len(found) > MAX_LISTED else ""
        message = f'"{shown(who)}" could be {", ".join(listed)}{more}'
        return Unclear(message, "type more of the name, or the id")
    known = wiki.resolve(who) or ""
    events = Events(wiki)
    event = next(iter(events.matches(who)), None) if events.is_whole(who) else None
    if event is not None:
        return Unclear(
            f'"{shown(who)}" is an event', f"soi invite {shown(event.id)} WHO puts people on its list"
        )
    if known in wiki.pages:
        return Unclear(
            f'"{shown(who)}" is a page, not somebody', f"it is {shown(wiki.pages[known].path, 500)}"
        )
    near = nearest(who, (name for contact in wiki.contacts.values() for name in (contact.id, contact.name)))
    hint = f"did you mean {shown(near)}?" if near else f'soi new "{shown(who)}" makes the file'
    return Unclear(f'nobody is called "{shown(who)}"', hint)


def doubled(wiki: Wiki, entity: Entity) -> Unclear | None:
    """What to say where several files have the id of one; None where nobody else has it."""
    others = [
        shown(finding.path, 500)
        for finding in wiki.findings
        if finding.rule is DUPLICATE_ID and fold(finding.contact or "") == fold(entity.id)
    ]
    if not others:
        return None
    count = "two" if len(others) == 1 else str(len(others) + 1)
    listed = ", ".join([shown(entity.path, 500), *others])
    return Unclear(
        f"{count} files have the id {shown(entity.id)}: {listed}", "give all but one another file name"
    )


def unclear_event(wiki: Wiki, which: str, found: Sequence[Event]) -> Unclear:
    """What to say where no event or several are meant."""
    if found:
        return unclear(wiki, which, found)
    near = nearest(which, (name for event in wiki.events.values() for name in (event.id, event.name)))
    hint = f"did you mean {shown(near)}?" if near else "an event is a file with type: event"
    return Unclear(f'no event is called "{shown(which)}"', hint)


def folded(text: str) -> str:
    """Text as people type it who leave out case, accents, strokes and blanks that nobody sees."""
    return " ".join(fold_accents(text).translate(_STROKES).split())


def _hyphened(text: str) -> str:
    return "-".join(fold_accents(text).split())


def _places(texts: Iterable[tuple[str, int]]) -> Mapping[str, list[int]]:
    out: dict[str, list[int]] = {}
    for text, place in texts:
        out.setdefault(text, []).append(place)
    return out


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a text occurs."""

    contact: Contact
    key: str
    """The key, or `notes`."""
    text: str
    """The value, or the line of the notes."""


_KEYS_FIRST = ("name", "aliases", "phones", "emails", "organisation", "tags", "profession")


def search(wiki: Wiki, text: str) -> list[Hit]:
    """Everybody in whose file a text or phone number occurs, the best place of each, best people first.

    A number is found however it is written: with blanks, `00` or `+`, or without the country's code.
    """
    wanted = fold_accents(text.strip())
    digits = _digits(text)
    is_number = len(digits) >= MIN_DIGITS and not re.search(r"[^\W\d_]", text)
    hits: list[tuple[int, Hit]] = []
    for contact in wiki.contacts.values():
        best = _best_hit(contact, wanted, digits if is_number else "")
        if best is not None:
            hits.append(best)
    hits.sort(key=lambda hit: (hit[0], fold_accents(hit[1].contact.name), hit[1].contact.id))
    return [hit for _, hit in hits]


def _best_hit(contact: Contact, wanted: str, digits: str) -> tuple[int, Hit] | None:
    best: tuple[int, Hit] | None = None
    if wanted and wanted in fold_accents(contact.id):
        best = (len(_KEYS_FIRST), Hit(contact, "id", contact.id))
    for at, value, _ in texts(contact):
        key = str(at[0])
        rank = _KEYS_FIRST.index(key) if key in _KEYS_FIRST else len(_KEYS_FIRST) + 1
        is_hit = (wanted and wanted in fold_accents(value)) or (
            key == "phones" and _same_number(digits, value)
        )
        if is_hit and (best is None or rank < best[0]):
            best = (rank, Hit(contact, key, value))
    if best is None and wanted:
        for line in contact.notes.splitlines():
            if wanted in fold_accents(line):
                return (len(_KEYS_FIRST) + 2, Hit(contact, "notes", line.strip()))
    return best


def digits_of(phone: str) -> str:
    """Digits of a number as it is dialled from abroad, where the zero of `+44 (0)20 …` is left out."""
    bare = phone.replace("(0)", "")
    # The table takes a third of the time of an expression, and has only the characters of ASCII.
    return bare.translate(_NOT_DIALLED) if bare.isascii() else re.sub(r"[^0-9]", "", bare)


def _digits(text: str) -> str:
    return digits_of(text).lstrip("0")


def _same_number(typed: str, value: str) -> bool:
    held = _digits(value)
    if not typed or len(held) < MIN_DIGITS:
        return False
    return held.endswith(typed) or typed.endswith(held) or typed in held
