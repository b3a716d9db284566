"""Who comes after whom in the supply chain, found by asking everybody.

Owns the reading of `client-of` and `supplier-of` of S3. It must not know the product.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from . import due
from . import graph
from .plain import Plain
from .plain import as_entries
from .plain import as_text


def clients_of(people: Sequence[Plain], who: graph.Node) -> set[graph.Node]:
    """The clients of somebody, told in either file."""
    found: set[graph.Node] = set()
    for person in people:
        teller = (True, as_text(person["id"]))
        for relation in as_entries(person.get("relations")):
            other = graph.node(people, relation["contact"])
            if relation["type"] == "client-of" and other == who:
                found.add(teller)
            if relation["type"] == "supplier-of" and teller == who:
                found.add(other)
    return found - {who}


def levels(people: Sequence[Plain], who: str) -> list[set[graph.Node]]:
    """Clients, their clients and so on; everybody stands where they are met first, oneself nowhere."""
    seen: set[graph.Node] = {(True, who)}
    level, found = set(seen), []
    while level:
        level = {client for person in level for client in clients_of(people, person)} - seen
        seen |= level
        found += [level] if level else []
    return found


def to_be_asked(people: Sequence[Plain], settings: Plain, today: date) -> list[str]:
    """Clients whose clients nobody knows, but for those after whom nobody comes, and for family."""
    filled = due.with_defaults(settings)
    return sorted(
        as_text(person["id"])
        for person in people
        if person.get("stage") == "client"
        and person.get("end_customer") is not True
        and not due.gone(person, today)
        and due.scope_of(person, filled) != "personal"
        and not clients_of(people, (True, as_text(person["id"])))
    )
