"""Who is mentioned where."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from ..facts import Facts
from ..facts.texts import texts
from ..model import Entity
from ..notes import links
from ..wiki import fold_accents
from .addresses import Ref
from .addresses import entity_of
from .addresses import ref_to


def backlinks(facts: Facts) -> Mapping[str, tuple[Ref, ...]]:
    """Pages whose texts link to each id, by name, then address; who mentions himself is left out."""
    found: dict[str, set[str]] = {}
    for entity in facts.wiki.entities:
        for target in _targets(entity):
            there = entity_of(facts.wiki, target)
            if there is not None and there.id != entity.id:
                found.setdefault(there.id, set()).add(entity.id)
    return {target: _refs(facts, sources) for target, sources in found.items()}


def _targets(entity: Entity) -> Iterator[str]:
    if entity.is_linked:
        for _, text, row in texts(entity):
            if row.shown:
                for link in links(text, inline=True):
                    yield link.target
    for link in links(entity.notes):
        yield link.target


def _refs(facts: Facts, sources: set[str]) -> tuple[Ref, ...]:
    there = (entity for source in sources if (entity := entity_of(facts.wiki, source)) is not None)
    refs = (ref_to(entity) for entity in there)
    return tuple(sorted(refs, key=lambda source: (fold_accents(source.text), source.href or "")))
