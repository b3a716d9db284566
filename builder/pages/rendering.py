"""From a view to HTML. The only place here that knows Jinja.

A wiki may bring templates of its own in `templates/pages`; they are asked first. One that only changes a part
extends the packaged one by its name under `soi/`, since under its own name it would extend itself.
"""

from __future__ import annotations

from pathlib import Path

import jinja2
from markupsafe import Markup

from . import View
from .addresses import href

FOLDER = "templates/pages"
PACKAGED = ("builder.templates", "pages")
PREFIX = "soi"


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
