"""Links between files: who is mentioned where, in notes and in values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics import Address
from ..model import Entity
from ..notes import Link
from ..notes import links
from . import Facts
from .texts import texts


@dataclass(frozen=True, slots=True)
class Mention:
    """One link, with its place in the file."""

    entity: Entity
    """Whose file it is in."""
    link: Link
    at: Address
    """The value it stands in, empty for the notes."""
    offset: int | None
    """Where it stands in the file's text, in characters, for one in the notes."""
    text: str
    """What is written."""


def mentions(facts: Facts) -> tuple[Mention, ...]:
    """Every link in the wiki, by file, values before notes."""
    return tuple(mention for entity in facts.wiki.entities for mention in _mentions(entity))


def _mentions(entity: Entity) -> Iterator[Mention]:
    if entity.is_linked:
        for at, text, _ in texts(entity):
            for link in links(text, inline=True):
                yield Mention(entity, link, at, None, text[link.start : link.end])
    for link in links(entity.notes):
        text = entity.notes[link.start : link.end]
        yield Mention(entity, link, (), entity.notes_at + link.start, text)
