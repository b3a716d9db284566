"""What of the folder of the contacts may be in the site: nothing but what is put on the list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File
from mkdocs.structure.files import InclusionLevel

from ..pages.addresses import picture_address

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


SITEMAP = "sitemap.xml"
"""It would tell everybody who is in the wiki, and when it was built."""


def withdraw(files: Files, config: MkDocsConfig) -> None:
    """Take out everything that MkDocs found in the folder of the contacts, and the sitemap.

    A file there hides one of the theme with the same name, which has to come back. The sitemap goes only now:
    had it been off the list of templates before, MkDocs would have copied it as it stands.
    """
    config.theme.static_templates.discard(SITEMAP)
    for file in list(files):
        if file.src_dir != config.docs_dir:
            continue
        files.remove(file)
        if file.is_documentation_page():
            continue
        for folder in config.theme.dirs:
            if Path(folder, file.src_path).is_file():
                files.append(File(file.src_uri, folder, config.site_dir, use_directory_urls=False))
                break


def picture_file(config: MkDocsConfig, path: str) -> File:
    """A picture of the wiki; it keeps its path for links in Markdown and is published among the pictures."""
    return File(
        path,
        config.docs_dir,
        config.site_dir,
        use_directory_urls=False,
        dest_uri=picture_address(path),
        inclusion=InclusionLevel.NOT_IN_NAV,
    )
