"""What refers to somebody as a whole value, not by a link in a text.

Whoever mends, merges or takes away references asks here, so that all of them see the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Address
from ..facts.texts import references
from ..kinds import ID
from ..kinds import PERSON
from ..model import Entity
from .pieces import Leaf

EMPLOYER = "organisation"
"""A text that is a name for most, and for some the id of an organisation's file."""


def refers(leaf: Leaf) -> bool:
    """True for a value that is an id, or may be one."""
    return leaf.key.kind in (ID, PERSON) or leaf.at == (EMPLOYER,)


def reference_of(leaf: Leaf) -> str:
    """Id that such a value names, without what a wiki link has around it."""
    reference = leaf.key.kind.read(leaf.text)
    assert isinstance(reference, str)
    return reference


def named(entity: Entity) -> Iterator[str]:
    """Every id that a file names as a whole value, as it was read."""
    yield from (text for _, text, _ in references(entity))
    if employer := getattr(entity, EMPLOYER, None):
        yield employer


def entry_of(at: Address) -> Address:
    """The entry of a list in which a value stands, or the key."""
    place = next((place for place, step in enumerate(at) if isinstance(step, int)), 0)
    return at[: place + 1]
