"""Files of `type: page`: the only Markdown that MkDocs renders itself, without its front matter.

Links are turned into what MkDocs understands by the scanner that reads all notes, so `[[ana-ruiz]]` means the
same on every page.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import escape
from mkdocs.structure.pages import Page

from .. import model
from ..notes import links
from ..pages.addresses import address
from ..pages.addresses import entity_of
from ..wiki import Wiki
from .site_page import site_file

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File


_SPECIAL = re.compile(r"[][\\*_`]")


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found.group()


class ProsePage(Page):
    """A page of the wiki's own, with title and tags from our reading and Markdown without front matter."""

    def __init__(self, entity: model.Page, file: File, config: MkDocsConfig) -> None:
        """Take a page over."""
        super().__init__(str(escape(entity.name)), file, config)
        self._tags = [str(escape(tag)) for tag in entity.tags]

    def read_source(self, config: MkDocsConfig) -> None:
        """Give MkDocs the Markdown. Its own reading would look for a front matter in the notes."""
        del config
        self.markdown = self.file.content_string
        self.meta = {"tags": self._tags} if self._tags else {}


def prose_file(config: MkDocsConfig, wiki: Wiki, entity: model.Page) -> File:
    """The file of a page, with its page."""
    file = site_file(config, source_of(wiki, entity), address(entity), prose(wiki, entity))
    ProsePage(entity, file, config)
    return file


def source_of(wiki: Wiki, entity: model.Entity) -> str:
    """Path of a file relative to the folder of the contacts, as MkDocs knows it."""
    return posixpath.relpath(entity.path, wiki.folder)


def prose(wiki: Wiki, entity: model.Page) -> str:
    """Markdown of a page with its links to other files of the wiki as MkDocs resolves them."""
    folder = posixpath.dirname(source_of(wiki, entity)) or "."
    out = []
    end = 0
    for link in links(entity.notes):
        there = entity_of(wiki, link.target)
        out.append(entity.notes[end : link.start])
        if there is None:
            out.append(f'<span class="soi-dangling">{escape(link.label)}</span>')
        else:
            words = there.name if link.is_wiki and link.label == link.target else link.label
            path = posixpath.relpath(source_of(wiki, there), folder)
            out.append(f"[{_SPECIAL.sub(_escaped, words)}](<{quote(path)}>)")
        end = link.end
    return "".join((*out, entity.notes[end:]))
