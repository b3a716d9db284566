"""Small wikis and the pages of their people, for the tests of a contact's page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from builder.pages import View
from builder.pages import views
from builder.pages.contact import ContactView
from builder.pages.rendering import environment
from builder.pages.rendering import html
from builder.workspace import Workspace
from builder.workspace import open_workspace
from tests.support import make_wiki

TODAY = dt.date(2026, 3, 1)
ANA = "people/ana.html"


def workspace(
    root: Path, files: Mapping[str, str | bytes], settings: str = "", today: dt.date = TODAY
) -> Workspace:
    return open_workspace(make_wiki(root, files, settings), today)


def pages(opened: Workspace) -> dict[str, str]:
    templates = environment(opened.root)
    return {address: html(templates, address, view) for address, view in views(opened)}


def made(
    root: Path, files: Mapping[str, str | bytes], settings: str = "", today: dt.date = TODAY
) -> dict[str, View]:
    return dict(views(workspace(root, files, settings, today)))


def ana(root: Path, text: str, settings: str = "", **others: str) -> ContactView:
    files = {"ana.md": text, **{f"{name}.md": other for name, other in others.items()}}
    view = made(root, files, settings)[ANA]
    assert isinstance(view, ContactView)
    return view


def person(lines: str = "", name: str = "Ana", notes: str = "") -> str:
    return f"---\nname: {name}\n{lines}\n---\n{notes}"
