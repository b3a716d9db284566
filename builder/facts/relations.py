"""What people are to each other, seen from both files: family, clients, colleagues. Source: S3, S4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Contact
from ..model import Relation
from ..model import RelationType
from . import Facts
from .referrals import person_key

_INVERSES = {
    RelationType.CLIENT_OF: "supplier of",
    RelationType.SUPPLIER_OF: "client of",
    RelationType.PARENT_OF: "child of",
    RelationType.CHILD_OF: "parent of",
    RelationType.REPORTS_TO: "has as a report",
}
"""What the other one is; the relations that are not here read the same from both sides."""

TRADE = frozenset({RelationType.CLIENT_OF, RelationType.SUPPLIER_OF})
"""Relations of business, which a wiki for family and friends does not tell of."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What somebody is to another."""

    sentence: str
    """As in `client of`, to be followed by the other."""
    other: str
    """The other, as the file names them: an id, or a name where there is no file."""
    relation: Relation
    is_own: bool
    """The file of the one it is about says so."""


def ties(facts: Facts, contact: Contact) -> tuple[Tie, ...]:
    """Relations of somebody from both files, their own first; a pair told twice counts once."""
    found: dict[tuple[str, str], Tie] = {}
    for entry in contact.relations:
        tie = Tie(_spelled(entry.type), entry.contact, entry, is_own=True)
        found.setdefault((tie.sentence, person_key(facts, tie.other)), tie)
    for owner, entry in facts.of(_naming).get(contact.id, ()):
        tie = Tie(_INVERSES.get(entry.type, _spelled(entry.type)), owner, entry, is_own=False)
        found.setdefault((tie.sentence, owner), tie)
    return tuple(found.values())


def _spelled(kind: RelationType) -> str:
    return str(kind).replace("-", " ")


def _naming(facts: Facts) -> Mapping[str, tuple[tuple[str, Relation], ...]]:
    """Id -> the relations in other files that name it, each with whose file it is."""
    found: dict[str, list[tuple[str, Relation]]] = {}
    for contact in facts.wiki.contacts.values():
        for entry in contact.relations:
            other = facts.wiki.resolve(entry.contact)
            if other is not None and other != contact.id:
                found.setdefault(other, []).append((contact.id, entry))
    return {other: tuple(entries) for other, entries in found.items()}
