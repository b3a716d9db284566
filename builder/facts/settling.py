"""How what is open is named to `soi done`: which entries a few words mean, and which words mean one entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from ..diagnostics import Address
from ..diagnostics import shown
from ..model import Contact
from . import Facts
from . import lines
from .lines import Command
from .owed import Owed
from .owed import Sort
from .owed import owed
from .owed import step
from .people import People
from .people import folded

_SHORTEST = 3
"""Letters that the sort of a thing needs, as in `thank`."""
_FEW = 4
"""So many words of a promise mostly mean it alone."""
_LENGTHS = (60, 120, 240)
"""So many characters of a text are tried before all of it."""


@dataclass(frozen=True, slots=True)
class _Ways:
    """What is open with one person, by the words that may be typed for it."""

    texts: Mapping[str, Sequence[Owed]]
    days: Mapping[str, Sequence[Owed]]
    whole: Mapping[str, Sequence[Owed]]
    """By day, text and side."""
    promises: Sequence[tuple[str, Owed]]
    """With their texts."""
    others: Sequence[tuple[str, Owed]]


def settled_by(facts: Facts, contact: Contact, at: Address) -> Command:
    """What to type once what is open at an address is done.

    Args:
        facts: for what else is open, which the words must not mean.
        contact: with whom it is open.
        at: where the promise, the referral, the reward or the farewell stands in their file.
    """
    return settling(facts, contact, next(r for r in facts.about(owed, contact) if r.at[: len(at)] == at))


def settling(facts: Facts, contact: Contact, row: Owed) -> Command:
    """The shortest command that settles one entry and no other.

    Where several say the same for one day no words tell them apart; then all of them are settled at once.
    What nobody can type is in it as it is shown.
    """
    names = [_visible(name) for name in _names(row)]
    people = facts.of(_people)
    several = {}
    for words in names:
        found = [other.at for other in meant(facts, contact, words)]
        # The longest name that the words begin with is taken for the person.
        if row.at not in found or people.is_whole(f"{contact.id} {words}"):
            continue
        if len(found) == 1:
            return lines.done(contact, words)
        several[words] = len(found)
    fewest = min(several, key=several.__getitem__, default=names[-1])
    return lines.done(contact, fewest, is_all=True)


def meant(facts: Facts, contact: Contact, words: str) -> tuple[Owed, ...]:
    """What some words mean: a step by its id, else the first way of reading them that fits something open.

    The ways: the text of something, its day, both with the side that promised it as `soi done WHO` lists
    them, its sort, a part of a promise, a part of another text, its day and how it begins.
    """
    named = step(facts, words.strip())
    if named is not None:
        return (named,)
    ways, wanted = facts.about(_ways, contact), _key(words)
    if not wanted:
        return ()
    return tuple(
        ways.texts.get(wanted)
        or ways.days.get(wanted)
        or ways.whole.get(wanted)
        or [row for text, row in ways.others if _begins(row, text, wanted)]
        or [row for text, row in ways.promises if wanted in text]
        or [row for text, row in ways.others if wanted in text]
        or [row for text, rows in ways.whole.items() if text.startswith(wanted) for row in rows]
    )


def whole(row: Owed) -> str:
    """Something open with its day and whose it is: no other says the same that is not the same."""
    if row.sort is Sort.PROMISE:
        return f"{row.due or 'no day'} {row.text}{' (theirs)' if row.is_theirs else ''}"
    return " ".join(str(part) for part in (row.sort, row.text, row.since or row.due) if part)


def _ways(facts: Facts, contact: Contact) -> _Ways:
    rows = facts.about(owed, contact)
    texts = [(_key(row.text), row) for row in rows]
    return _Ways(
        _grouped(texts),
        _grouped((str(row.due), row) for row in rows if row.due),
        _grouped((_key(whole(row)), row) for row in rows),
        [(text, row) for text, row in texts if row.sort is Sort.PROMISE],
        [(text, row) for text, row in texts if row.sort is not Sort.PROMISE],
    )


def _grouped(keyed: Iterable[tuple[str, Owed]]) -> Mapping[str, Sequence[Owed]]:
    out: dict[str, list[Owed]] = defaultdict(list)
    for key, row in keyed:
        out[key].append(row)
    return dict(out)


def _key(text: str) -> str:
    """Words as they are compared: what is shown escaped is the same as what it is shown as."""
    return folded(_visible(text))


def _visible(text: str) -> str:
    """A text on one line, whatever nobody sees as it is shown."""
    plain = " ".join(text.split())
    return shown(plain, len(plain))


def _names(row: Owed) -> Iterator[str]:
    """Words for an entry, the shortest first."""
    if row.sort is Sort.STEP:
        yield row.id
    elif row.sort is not Sort.PROMISE:
        yield str(row.sort)
        yield from (f"{row.sort} {text}".rstrip() for text in _short(row.text))
        yield f"{row.sort} {row.since or row.due}"
    elif row.due is not None:
        yield str(row.due)
    words = row.text.split()
    if len(words) > _FEW:
        yield from _short(" ".join(words[:_FEW]))
    yield from _short(row.text)
    yield from _short(whole(row))
    yield whole(row)


def _short(text: str) -> Iterator[str]:
    """A text that is not too long, else the beginnings of it."""
    lengths = [length for length in _LENGTHS if length < len(text)]
    yield from (text[:length] for length in lengths)
    if len(lengths) < len(_LENGTHS):
        yield text


def _begins(row: Owed, text: str, wanted: str) -> bool:
    """True for `thanks`, `thank ben` and so on: the sort of it, then words of what it is about or its day."""
    first, *rest = wanted.split()
    is_sort = len(first) >= _SHORTEST and str(row.sort).startswith(first)
    words = [*text.split(), str(row.since or row.due)]
    return is_sort and all(any(word.startswith(part) for word in words) for part in rest)


def _people(facts: Facts) -> People:
    return People(facts.wiki)
