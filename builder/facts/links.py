"""Links between files: who is mentioned where, in notes and in values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics import Address
from ..kinds import Key
from ..model import Entity
from ..notes import Link
from ..notes import links
from ..wiki import fold
from . import Facts
from .texts import references
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
    is_shown: bool
    """The value may appear on the site."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One value that names a person, with its place in the file."""

    entity: Entity
    """Whose file it is in."""
    at: Address
    text: str
    """What is written."""
    key: Key
    """The row of the schema."""
    leads_to: str | None
    """Id of the person, None for nobody."""


def odd_references(facts: Facts) -> tuple[Reference, ...]:
    """References to nobody, to oneself or by a former id: all but those that simply lead to somebody."""
    wiki = facts.wiki
    out = []
    for entity in wiki.entities:
        for at, text, row in references(entity):
            known = wiki.ids.get(fold(text))
            if known is None or known == entity.id:
                out.append(Reference(entity, at, text, row, wiki.resolve(text)))
    return tuple(out)


def mentions(facts: Facts) -> tuple[Mention, ...]:
    """Every link in the wiki, by file, values before notes."""
    return tuple(mention for entity in facts.wiki.entities for mention in _mentions(entity))


def _mentions(entity: Entity) -> Iterator[Mention]:
    if entity.is_linked:
        for at, text, row in texts(entity):
            for link in links(text, inline=True):
                yield Mention(entity, link, at, None, text[link.start : link.end], row.shown)
    for link in links(entity.notes):
        text = entity.notes[link.start : link.end]
        yield Mention(entity, link, (), entity.notes_at + link.start, text, is_shown=True)
