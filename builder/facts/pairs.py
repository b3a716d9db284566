"""Who of today is who of an earlier day: by id, by former ids, and by the days on which people came.

Two states of a wiki in, pairs of people out. Knows nothing of where the earlier state comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Contact
from ..wiki import fold
from ..wiki import fold_accents
from . import Facts


@dataclass(frozen=True, slots=True)
class Pairs:
    """People of an earlier day beside those of today."""

    before: Mapping[str, Contact]
    """Id today -> the same person in the earlier files; without those who were not there yet."""
    new: tuple[Contact, ...]
    """Those who have come since."""
    gone: tuple[Contact, ...]
    """Those whose file is no more, as the earlier files tell them."""
    merged: tuple[tuple[Contact, Contact], ...]
    """The earlier person, and the other of today in whose file they went on."""
    unread: int
    """Files that cannot be read in one of the two states: nothing is known of what changed there."""


def pairs(then: Facts, now: Facts) -> Pairs:
    """People of two days of one wiki, each beside themselves. Somebody `added` later was not there yet."""
    before: dict[str, Contact] = {}
    merged = []
    gone = []
    earlier = [c for c in then.wiki.contacts.values() if c.added is None or c.added <= then.today]
    # Who kept the id comes first: somebody merged into them must not stand in for them.
    for old in sorted(earlier, key=lambda old: (now.wiki.ids.get(fold(old.id)) != old.id, old.id)):
        found = now.wiki.resolve(old.id)
        today = now.wiki.contacts.get(found or "")
        if today is None:
            gone += [] if found in now.wiki.paths else [old]
        elif today.id in before:
            merged.append((old, today))
        else:
            before[today.id] = old
    broken = {_folded(now, id_) for id_ in _unread(then)}
    known = before.keys() | broken
    come = (c for c in now.wiki.contacts.values() if c.added is None or c.added <= now.today)
    new = tuple(c for c in come if c.id not in known)
    return Pairs(before, new, tuple(gone), tuple(merged), len(broken | _unread(now)))


def by_names(facts: Facts) -> Mapping[str, str]:
    """Folded name -> id, of those whose name nobody else has."""
    ids: dict[str, list[str]] = {}
    for contact in facts.wiki.contacts.values():
        ids.setdefault(fold_accents(contact.name), []).append(contact.id)
    return {name: found[0] for name, found in ids.items() if len(found) == 1}


def today_id(then: Facts, now: Facts, reference: str) -> str:
    """Id today of whom a reference in the earlier files means; the text where it means nobody.

    Somebody who was only a name in the text of others may have got a file of that name since.
    """
    found = now.wiki.resolve(then.wiki.resolve(reference) or reference)
    return found or now.of(by_names).get(fold_accents(reference), reference)


def _folded(now: Facts, id_: str) -> str:
    return now.wiki.resolve(id_) or id_


def _unread(facts: Facts) -> set[str]:
    return facts.wiki.paths.keys() - {entity.id for entity in facts.wiki.entities}
