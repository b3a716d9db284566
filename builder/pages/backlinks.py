"""Who is mentioned where."""

from __future__ import annotations

from collections.abc import Mapping

from ..facts import Facts
from ..facts.links import mentions
from ..wiki import fold_accents
from .addresses import Ref
from .addresses import entity_of
from .addresses import ref_to


def backlinks(facts: Facts) -> Mapping[str, tuple[Ref, ...]]:
    """Pages whose texts link to each id, by name, then address; who mentions himself is left out."""
    found: dict[str, set[str]] = {}
    for mention in facts.of(mentions):
        there = entity_of(facts.wiki, mention.link.target) if mention.is_shown else None
        if there is not None and there.id != mention.entity.id:
            found.setdefault(there.id, set()).add(mention.entity.id)
    return {target: _refs(facts, sources) for target, sources in found.items()}


def _refs(facts: Facts, sources: set[str]) -> tuple[Ref, ...]:
    there = (entity for source in sources if (entity := entity_of(facts.wiki, source)) is not None)
    refs = (ref_to(entity) for entity in there)
    return tuple(sorted(refs, key=lambda source: (fold_accents(source.text), source.href or "")))
