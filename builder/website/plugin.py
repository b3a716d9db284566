"""The MkDocs plugin: hands our pages to MkDocs and keeps everything else in the contacts from it.

MkDocs never sees a front matter or the Markdown of a note: where it cannot read a front matter it prints the
whole block into the page. It gets an allow-list instead, made of the pages, of the pictures they show and of
the Markdown of `type: page`; what is not on the list is not in the site.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from markupsafe import escape
from mkdocs.config.base import LegacyConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.plugins import event_priority
from mkdocs.utils import get_relative_url

from .. import clock
from ..checks import all_rules
from ..diagnostics import Severity
from ..diagnostics import shown
from ..errors import SoiError
from ..pages import rendering
from ..pages.addresses import published_pictures
from ..pages.forge import edit_address
from ..settings import Config
from ..settings import config_from
from ..settings import read_config
from ..workspace import Workspace
from ..workspace import workspace_of
from . import guard
from .allowed import picture_file
from .allowed import withdraw
from .index import SearchIndex
from .index import set_up
from .index import write_scripts
from .serving import Folders
from .serving import for_this_machine
from .serving import is_this_machine
from .shell import Shells
from .site_page import SitePage
from .site_page import generated_source
from .site_page import site_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.plugins.soi")


class SoiPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call] # MkDocs leaves a hook untyped
    """What MkDocs calls. One object serves all builds of `mkdocs serve`, so `on_config` starts afresh."""

    def __init__(self) -> None:
        """Begin without a wiki."""
        self._settings: Config | None = None
        self._workspace: Workspace | None = None
        self._index = SearchIndex()
        self._shells: Shells | None = None
        self._pages: tuple[SitePage, ...] = ()
        self._pictures: tuple[str, ...] = ()
        self._folders: Folders | None = None
        self._is_served = False
        self._is_emptied = False

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[Any], list[Any]]:  # Any: MkDocs's own types
        """Read the section with soi's own reader, which gives a mistake its line."""
        self.config = LegacyConfig((), config_file_path=config_file_path)
        try:
            if config_file_path and Path(config_file_path).is_file():
                self._settings = read_config(Path(config_file_path))
            else:
                self._settings = config_from(options, Path.cwd())
        except SoiError as error:
            raise ConfigurationError(str(error)) from error
        return [], []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether the site is made for looking at while editing."""
        del dirty
        self._is_served = command == "serve"

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the wiki as it is on this day, early: search looks at its settings after this."""
        settings = self._settings
        assert settings is not None
        if config.use_directory_urls:
            log.warning("soi's pages have flat addresses: write use_directory_urls: false in mkdocs.yml")
        try:
            today, _ = clock.today(settings.settings)
            # However the day came here: where it is the pinned one, the pages say so.
            is_pinned = today == settings.settings.today
            self._workspace = workspace_of(settings, today, is_pinned=is_pinned)
        except SoiError as error:
            raise ConfigurationError(str(error)) from error
        # The theme prints them as they are, and a script among them would be let through as one of its own.
        for name in ("site_name", "site_author", "site_description"):
            config[name] = config[name] and escape(config[name])
        _ask_nobody(config, settings)
        _warn(self._workspace)
        set_up(config)
        self._shells = Shells(config, is_served=self._is_served)
        if self._folders is not None:
            self._folders.move_contacts(Path(config.docs_dir))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make the pages, and refuse to have a folder emptied that is not soi's.

        MkDocs empties the folder next. Whatever goes wrong before leaves the site that is there.
        """
        # Nothing is asked of the wiki once there are pages, and MkDocs needs room for them.
        workspace, self._workspace = self._workspace, None
        assert workspace is not None
        # No earlier: a search plugin that stands behind this one has no index before.
        self._index = SearchIndex.of(config)
        site = Path(config.site_dir)
        try:
            guard.refuse_foreign(site, Path(config.docs_dir))
            self._pages = tuple(self._site_pages(workspace, config))
        except SoiError as error:
            raise ConfigurationError(f"{error}; {error.hint}" if error.hint else str(error)) from error
        self._pictures = tuple(published_pictures(workspace.wiki))
        guard.mark(site)
        self._is_emptied = True

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace everything in the folder of the contacts by what may be published."""
        withdraw(files, config)
        for path in self._pictures:
            files.append(picture_file(config, path))
        tabs: dict[int, str] = {}
        groups: dict[str, list[str]] = {}
        pages, self._pages = self._pages, ()
        for page in pages:
            files.append(page.file)
            if page.tab is not None:
                tabs[page.tab] = page.file.src_uri
            if page.group is not None:
                groups.setdefault(page.group, []).append(page.file.src_uri)
        if config.nav is None:
            config.nav = [
                *(tabs[place] for place in sorted(tabs)),
                *({name: files} for name, files in groups.items()),
            ]
        return files

    def _site_pages(self, workspace: Workspace, config: MkDocsConfig) -> Iterator[SitePage]:
        source_url = workspace.settings.source_url
        for address, view, html in rendering.pages(workspace):
            file = site_file(config, generated_source(workspace.wiki, view), address)
            page = SitePage(view, file, config, html, is_indexed=self._index.add(file.url, view))
            if source_url and view.source:
                page.edit_url = str(escape(edit_address(source_url, workspace.in_repository(view.source))))
            yield page

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Let the theme render once what many pages share."""
        del config, files
        assert self._shells is not None
        self._shells.install(env)
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Shield a page against everything that is not the theme's or ours."""
        del config
        assert self._shells is not None
        if isinstance(page, SitePage):
            page.content = ""
        return self._shells.protected(output, get_relative_url(".", page.url))

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Shield a page that MkDocs makes itself, such as `404.html`."""
        del config
        assert self._shells is not None
        if not template_name.endswith(".html"):
            return output_content
        return self._shells.protected(output_content, template_name)

    @event_priority(-50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the search index for the disk, behind the search plugin wherever it stands.

        Before -100, at which Material's `offline` writes what it wants there.
        """
        write_scripts(config)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Have more folders watched, and let the site stand while something keeps it from being built."""
        del builder
        assert self._settings is not None
        self._folders = Folders(server, self._settings.root, Path(config.docs_dir))
        server.builder = functools.partial(self._rebuild, server.builder, Path(config.config_file_path))
        if is_this_machine(str(server.server_address[0])):
            application = server.get_app()
            assert application is not None
            server.set_app(for_this_machine(application))
        return server

    def _rebuild(self, build: Callable[[], None], config_file: Path) -> None:
        """Build again. MkDocs would answer no request any more until a mistake in `mkdocs.yml` is mended."""
        self._is_emptied = False
        try:
            if config_file.is_file():
                read_config(config_file)
            build()
        except (SoiError, MkDocsException) as error:
            if self._is_emptied:
                raise
            _say_what_stops(error)


def _ask_nobody(config: MkDocsConfig, settings: Config) -> None:
    """Have the theme that MkDocs takes where none is named not fetch highlight.js, which nobody asked for."""
    if settings.document.top.get("theme") is None and "highlightjs" in config.theme:
        config.theme["highlightjs"] = False


def _warn(workspace: Workspace) -> None:
    """Say what is wrong with the wiki as a whole; whether that stops anything is up to `soi check`."""
    for found in workspace.diagnostics:
        if all_rules()[found.code].is_of_wiki:
            level = logging.INFO if found.severity is Severity.INFO else logging.WARNING
            hint = f" ({found.hint})" if found.hint else ""
            place = f"{shown(found.path, 500)}:{found.line}:{found.column}"
            log.log(level, "%s: %s %s: %s%s", place, found.code, found.severity, found.message, hint)


def _say_what_stops(error: Exception) -> None:
    for line in (*str(error).splitlines(), "the site stays as it was until that is mended"):
        log.error("%s", line)
