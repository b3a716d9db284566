"""Who is meant by a few typed words, and where a text occurs. Source: S3, know who is calling."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Contact
from ..wiki import Wiki
from ..wiki import fold_accents
from .texts import texts

MIN_DIGITS = 4
"""Fewer digits are not looked up as a phone number."""


_STROKES = str.maketrans("łøđħŧı", "lodhti")
"""Letters whose stroke is no accent to Unicode, though people leave it out when they type."""


def matches(wiki: Wiki, who: str) -> list[Contact]:
    """People meant by a text: one where it is clear, else all of the first step that finds somebody.

    The steps: exact id, exact name or alias, part of a name (every word typed begins a word of it), part of
    an id; without accents and case. A step that finds exactly one person decides.
    """
    wanted = _folded(who.strip())
    words = re.findall(r"\w+", wanted)
    if not words:
        return []
    several: list[Contact] = []
    former = wiki.contacts.get(wiki.resolve(who.strip()) or "")
    for step in _steps(wanted, words):
        found = [contact for contact in wiki.contacts.values() if step(contact)]
        if not found and former is not None:
            return [former]
        if len(found) == 1:
            return found
        several = several or found
    return several


def _folded(text: str) -> str:
    return fold_accents(text).translate(_STROKES)


def _steps(wanted: str, words: list[str]) -> Iterable[Callable[[Contact], bool]]:
    def by_id(contact: Contact) -> bool:
        return _folded(contact.id) == wanted

    def by_name(contact: Contact) -> bool:
        return any(_folded(name) == wanted for name in (contact.name, *contact.aliases))

    def by_part(contact: Contact) -> bool:
        return any(_begins(words, name) for name in (contact.name, *contact.aliases))

    def by_id_part(contact: Contact) -> bool:
        return wanted in _folded(contact.id)

    return by_id, by_name, by_part, by_id_part


def _begins(words: list[str], name: str) -> bool:
    parts = re.findall(r"\w+", _folded(name))
    return all(any(part.startswith(word) for part in parts) for word in words)


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


def _digits(text: str) -> str:
    # In `+44 (0)20 …` the zero is dialled only without the country's code.
    return re.sub(r"\(0\)|[^0-9]", "", text).lstrip("0")


def _same_number(typed: str, value: str) -> bool:
    held = _digits(value)
    if not typed or len(held) < MIN_DIGITS:
        return False
    return held.endswith(typed) or typed.endswith(held) or typed in held
