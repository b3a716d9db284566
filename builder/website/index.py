"""What the search of the theme knows of our pages.

Material would parse the HTML of every page again to find its words. The words are known, so they go into its
index directly; where its index is not as expected, it parses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from markupsafe import escape

from ..pages import View

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

PLUGIN = "material/search"


class SearchIndex:
    """Material's index, or nothing where there is none to write to."""

    def __init__(self, entries: list[Any] | None = None) -> None:  # Any: what Material keeps in it
        """Write to a list of entries, or nowhere."""
        self._entries = entries

    @classmethod
    def of(cls, config: MkDocsConfig) -> SearchIndex:
        """Index of the search plugin in a configuration."""
        entries = getattr(getattr(config.plugins.get(PLUGIN), "search_index", None), "entries", None)
        return cls(entries if isinstance(entries, list) else None)

    def add(self, url: str, view: View) -> bool:
        """Enter a page, and tell whether it is settled; if not, the theme has to look for its words."""
        if view.words and self._entries is not None:
            title, text = str(escape(view.title)), str(escape(view.words))
            self._entries.append({"location": url, "title": title, "text": text})
        return not view.words or self._entries is not None
