"""Our pages as MkDocs knows pages: a file that stands nowhere, and HTML that is made already."""

from __future__ import annotations

import posixpath
import re
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.structure.files import File
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.structure.toc import TableOfContents

from ..pages import View
from ..wiki import Wiki

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

FOLDER = ".soi"
"""Where pages that tell of no single file pretend to lie; no contact can, for hidden folders are not read."""
_LOSSLESS = "surrogatepass"
"""A template of the user's may print half a character, and whoever writes the page decides what to do."""
_SECTION = re.compile(r'<h2 id="([^"]+)">([^<]+)</h2>')


def _pack(html: str) -> bytes:
    return zlib.compress(html.encode(errors=_LOSSLESS), level=1)


@lru_cache(maxsize=1)
def _unpack(packed: bytes) -> str:
    """What was packed. The last one is remembered, since one page is asked several times in a row."""
    return zlib.decompress(packed).decode(errors=_LOSSLESS)


class SitePage(Page):
    """A page that is HTML already; MkDocs reads no source for it and renders no Markdown."""

    _packed = _pack("")

    def __init__(self, view: View, file: File, config: MkDocsConfig, html: str, *, is_indexed: bool) -> None:
        """Take a page over.

        Args:
            view: what it shows. Its title is escaped here, since Material prints titles as they are.
            file: made by `site_file`.
            config: MkDocs's.
            html: its content.
            is_indexed: search knows it, or is not to know it; the theme need not look for its words.
        """
        super().__init__(str(escape(view.title)), file, config)
        self.content = html
        self._has_contents = view.has_contents
        self._is_indexed = is_indexed
        self.tab = view.tab
        """Position in the navigation, as the view has it."""
        self.group = view.group
        """Heading in the navigation, as the view has it."""
        self.sections: tuple[tuple[str, str], ...] = ()
        """Anchor and title of each section that is listed beside the page."""

    @property
    def is_homepage(self) -> bool:
        """True for the page that a server shows first."""
        return self.file.dest_uri == "index.html"

    def read_source(self, config: MkDocsConfig) -> None:
        """Leave out what MkDocs would read: no front matter reaches it."""
        del config
        self.markdown = ""
        self.meta = {"hide": ["navigation"] if self._has_contents else ["navigation", "toc"]}
        if self._is_indexed:
            self.meta["search"] = {"exclude": True}

    @property
    def content(self) -> str:
        """Its HTML. MkDocs holds thousands of pages before it writes the first: they wait packed."""
        return _unpack(self._packed)

    @content.setter
    def content(self, html: str | None) -> None:
        # Plugins give back what they were given, as a rule.
        if html != self.content:
            self._packed = _pack(html or "")

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """List the sections; the HTML was made before."""
        del config, files
        if self._has_contents:
            self.sections = tuple(_SECTION.findall(self.content))
            self.toc = TableOfContents([AnchorLink(title, anchor, 2) for anchor, title in self.sections])


def generated_source(wiki: Wiki, view: View) -> str:
    """Where a page pretends to lie: where its file does, so that links in Markdown find it."""
    if view.source is None:
        return f"{FOLDER}/{view.family}.md"
    return posixpath.relpath(view.source, wiki.folder)


def site_file(config: MkDocsConfig, source: str, address: str) -> File:
    """A file for MkDocs that lies nowhere.

    Args:
        config: MkDocs's.
        source: where it pretends to lie, for links in the Markdown of pages; has to end in `.md`.
        address: where its page goes, whatever `use_directory_urls` says.
    """
    file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.use_directory_urls = False
    file.dest_uri = address
    return file
