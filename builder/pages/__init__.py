"""What each page of the site shows, as plain values, and the HTML made of them.

Every module here that has a `views` is a family of pages; being in the folder registers it. A view is
complete: its template, of the same name as the module, only arranges it. Nothing here knows MkDocs or writes
a file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What one page shows."""

    title: str
    source: str | None = None
    """Path of the file that it tells of, None for a list."""
    words: str | None = None
    """What a search finds it by besides its title, a paragraph a line; None for a page that it leaves out."""
    names: tuple[str, ...] = ()
    """What it is called or called at besides, looked up as the title is."""
    tab: int | None = None
    """Position in the navigation, where it stands there."""
    group: str | None = None
    """Heading in the navigation under which it stands with its like."""
    has_contents: bool = False
    """Its sections are listed beside it; a page with a wide table has no room for that."""

    @property
    def family(self) -> str:
        """Name of the module that makes it, and of its template."""
        return type(self).__module__.rpartition(".")[2]


Views = Callable[[Workspace], Iterator[tuple[str, View]]]


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """Every page of the site with its address, relative to the site and not quoted, in a fixed order."""
    for family in _families():
        yield from family(workspace)


@cache
def _families() -> tuple[Views, ...]:
    modules = (
        importlib.import_module(f".{found.name}", __name__) for found in pkgutil.iter_modules(__path__)
    )
    return tuple(module.views for module in modules if hasattr(module, "views"))
