"""An ordinary page of the wiki, shown as notes are: raw HTML off, no picture from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..notes import render
from ..workspace import Workspace
from . import View
from .addresses import Ref
from .addresses import address
from .addresses import picture_of
from .addresses import resolver
from .backlinks import backlinks
from .lookup import searched


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView(View):
    """One page."""

    tags: tuple[str, ...]
    notes: Markup
    backlinks: tuple[Ref, ...]


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The pages, by id."""
    wiki = workspace.wiki
    for page in wiki.pages.values():
        notes = render(page.notes, resolver(wiki), picture_of(wiki, page))
        yield (
            address(page),
            PageView(
                title=page.name,
                source=page.path,
                group="Pages",
                words=searched(page.tags, said=(notes,)),
                names=page.aliases,
                tags=page.tags,
                notes=notes,
                backlinks=workspace.facts.of(backlinks).get(page.id, ()),
            ),
        )
