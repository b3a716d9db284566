"""A page for each event."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..notes import render
from ..wiki import Wiki
from ..wiki import fold_accents
from ..workspace import Workspace
from . import View
from .addresses import Ref
from .addresses import address
from .addresses import picture_of
from .addresses import ref
from .addresses import resolver
from .addresses import words
from .backlinks import backlinks
from .lookup import searched


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView(View):
    """One event."""

    date: str
    where: Markup | None
    channel: str
    tags: tuple[str, ...]
    invited: tuple[Ref, ...]
    attended: tuple[Ref, ...]
    notes: Markup
    backlinks: tuple[Ref, ...]


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The pages, by id."""
    wiki = workspace.wiki
    for event in wiki.events.values():
        where = words(wiki, event.where)
        attended = _by_name(wiki, event.attended)
        notes = render(event.notes, resolver(wiki), picture_of(wiki, event))
        yield (
            address(event),
            EventView(
                title=event.name,
                source=event.path,
                has_contents=True,
                words=searched(event.tags, (there.text for there in attended), said=(where, notes)),
                names=event.aliases,
                date="" if event.date is None else str(event.date),
                where=where,
                channel=str(event.channel),
                tags=event.tags,
                invited=_by_name(wiki, event.invited),
                attended=attended,
                notes=notes,
                backlinks=workspace.facts.of(backlinks).get(event.id, ()),
            ),
        )


def _by_name(wiki: Wiki, references: Iterable[str]) -> tuple[Ref, ...]:
    found = dict.fromkeys(ref(wiki, reference) for reference in references)
    return tuple(sorted(found, key=lambda there: (fold_accents(there.text), there.href or "")))
