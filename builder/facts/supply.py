"""Down the supply chain: who buys from those who buy from you. Source: S3."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Contact
from ..model import Grade
from ..model import RelationType
from ..model import Scope
from ..model import Stage
from ..wiki import fold_accents
from . import Facts
from . import by_name
from .consent import is_contact_withdrawn
from .networks import is_business
from .referrals import person_key


@dataclass(frozen=True, slots=True)
class Buyer:
    """Somebody further down the chain."""

    id: str | None
    """None for one who is only named."""
    name: str
    depth: int
    """1 for a client, 2 for a client's client."""
    through: str
    """Name of the one they buy from, on the shortest way."""


@dataclass(frozen=True, slots=True)
class Supply:
    """Who buys from whom, by the keys of `person_key`."""

    clients: Mapping[str, tuple[str, ...]]
    """Supplier -> clients, by name, then key."""
    names: Mapping[str, str]
    """Names of all who occur, also of those without a file."""


def supply(facts: Facts) -> Supply:
    """The supply chain of the whole wiki, told by either file. Nobody is their own client."""
    clients: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for contact in facts.wiki.contacts.values():
        for relation in contact.relations:
            if relation.type not in {RelationType.CLIENT_OF, RelationType.SUPPLIER_OF}:
                continue
            other = person_key(facts, relation.contact)
            known = facts.wiki.contacts.get(other)
            names[contact.id] = contact.name
            names.setdefault(other, known.name if known else relation.contact)
            is_client = relation.type is RelationType.CLIENT_OF
            supplier, client = (other, contact.id) if is_client else (contact.id, other)
            if supplier != client:
                clients.setdefault(supplier, set()).add(client)
    return Supply(
        {
            supplier: tuple(sorted(found, key=lambda one: (fold_accents(names[one]), one)))
            for supplier, found in clients.items()
        },
        names,
    )


def chain(facts: Facts, contact: Contact) -> tuple[Buyer, ...]:
    """Everybody who buys from somebody, directly or through others, to any depth.

    Each is named once, at the shortest way, and a circle ends where it closes. Nearest first; of one depth in
    the order of those they buy from, then by name.

    Source: S3, follow your product down the supply chain to your clients' clients.
    """
    known = facts.of(supply)
    seen = {contact.id}
    out: list[Buyer] = []
    level = [contact.id]
    depth = 0
    while level:
        depth += 1
        below: list[str] = []
        for supplier in level:
            for client in known.clients.get(supplier, ()):
                if client not in seen:
                    seen.add(client)
                    below.append(client)
                    there = client if client in facts.wiki.contacts else None
                    out.append(Buyer(there, known.names[client], depth, known.names[supplier]))
        level = below
    return tuple(out)


def sold_to(buyers: Iterable[Buyer]) -> str:
    """A supply chain in words: `sells to Corbie Hall; they to Ana (through Corbie Hall)`."""
    levels: dict[int, list[str]] = {}
    for buyer in buyers:
        through = f" (through {buyer.through})" if buyer.depth > 1 else ""
        levels.setdefault(buyer.depth, []).append(f"{buyer.name}{through}")
    return "; ".join(
        f"{'sells to' if depth == 1 else 'they to'} {', '.join(names)}" for depth, names in levels.items()
    )


def suppliers(facts: Facts) -> tuple[Contact, ...]:
    """Clients of the owner who have clients, by name; none in a wiki for family and friends."""
    if not is_business(facts):
        return ()
    known = (facts.wiki.contacts.get(supplier) for supplier in facts.of(supply).clients)
    return tuple(
        by_name(
            contact
            for contact in known
            if contact is not None
            and contact.effective_stage is Stage.CLIENT
            and not facts.is_resting(contact)
        )
    )


def unknown_clients(facts: Facts) -> tuple[Contact, ...]:
    """Clients of whom nobody knows to whom they sell, by grade, then name: to be asked.

    Nobody comes after an `end_customer`. Whoever works for an organisation sells what that sells, so of the
    two only the organisation is asked. Personal contacts, those who rest, who do not
    want to be contacted or are let go are not asked.

    Source: S3, "if you do not know them, ask".
    """
    if not is_business(facts):
        return ()
    found = by_name(one for one in facts.wiki.contacts.values() if facts.about(is_to_ask, one))
    return tuple(sorted(found, key=lambda contact: contact.effective_grade.rank))


def is_to_ask(facts: Facts, contact: Contact) -> bool:
    """True for a client of whom nobody knows to whom they sell."""
    return (
        contact.effective_stage is Stage.CLIENT
        and not contact.end_customer
        and contact.id not in facts.of(supply).clients
        and not facts.is_resting(contact)
        and facts.scope(contact) is not Scope.PERSONAL
        and not _is_left_alone(facts, contact)
        and not _is_known_there(facts, contact)
    )


def _is_left_alone(facts: Facts, contact: Contact) -> bool:
    """True for those who do not want to be contacted, and for those with whom the owner parts."""
    is_let_go = contact.effective_grade in {Grade.D, Grade.F} and not contact.keep
    return is_let_go or is_contact_withdrawn(facts, contact)


def _is_known_there(facts: Facts, contact: Contact) -> bool:
    """True where the organisation of somebody answers for them."""
    employer = facts.wiki.contacts.get(facts.wiki.resolve(contact.organisation or "") or "")
    if employer is None or employer.id == contact.id:
        return False
    return (
        employer.effective_stage is Stage.CLIENT
        or employer.end_customer
        or employer.id in facts.of(supply).clients
    )
