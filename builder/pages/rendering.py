"""From a view to HTML. The only place here that knows Jinja.

A wiki may bring templates of its own in `templates/pages`; they are asked first. One that only changes a part
extends the packaged one by its name under `soi/`, since under its own name it would extend itself.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path

import jinja2
from markupsafe import Markup

from ..errors import SoiError
from ..workspace import Workspace
from . import View
from . import views as views_of
from .addresses import href

FOLDER = "templates/pages"
PACKAGED = ("builder.templates", "pages")
PREFIX = "soi"


class TemplateError(SoiError):
    """A template of the wiki's own cannot be filled."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")


def pages(workspace: Workspace) -> Iterator[tuple[str, View, Markup]]:
    """Every page of the site with its address and its content.

    Raises:
        TemplateError: a template of the wiki's own is wrong.
    """
    templates = environment(workspace.root)
    for address, view in views_of(workspace):
        try:
            content = html(templates, address, view)
        except Exception as error:
            # A template is a program of the user's and can fail in any way; the failures of ours go on.
            place = _place(error, workspace.root, view)
            if place is None:
                raise
            raise TemplateError(*place, _message(error, view)) from error
        yield address, view, content


def _message(error: Exception, view: View) -> str:
    if isinstance(error, jinja2.TemplateNotFound):
        return f"no such template: {error}"
    if isinstance(error, RecursionError):
        return f"a template that extends itself; write {{% extends '{PREFIX}/{view.family}.html' %}}"
    return f"{error}"


def _place(error: Exception, root: Path, view: View) -> tuple[str, int] | None:
    """File and line in a template of the wiki's own, None where a packaged one is to blame."""
    own = f"{FOLDER}/{view.family}.html"
    if isinstance(error, UnicodeDecodeError) and (root / own).is_file():
        return own, 1
    if isinstance(error, jinja2.TemplateSyntaxError):
        places = [(error.filename or "", error.lineno)]
    else:
        places = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    for name, line in reversed(places):
        path = Path(name)
        if path.is_absolute() and path.suffix != ".py":
            return (path.relative_to(root).as_posix(), line) if path.is_relative_to(root / FOLDER) else None
    return None


def environment(root: Path) -> jinja2.Environment:
    """Templates of the wiki in a folder, everything escaped, a name that a template lacks an error."""
    own = jinja2.FileSystemLoader(str(root / FOLDER))
    stock = jinja2.PackageLoader(*PACKAGED)
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader([own, stock, jinja2.PrefixLoader({PREFIX: stock})]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    made.globals["href"] = href
    return made


def html(templates: jinja2.Environment, address: str, view: View) -> Markup:
    """Content of the page at an address, without what the site puts around it."""
    template = templates.get_template(f"{view.family}.html")
    return Markup(template.render(view=view, root="../" * address.count("/")))  # noqa: S704 -- escaped by Jinja
