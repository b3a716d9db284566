"""files: Print the JSON Schema of a file's front matter, of the settings, or of what a command prints."""

from __future__ import annotations

from importlib.resources import files

import click

from ... import json_schema
from ...diagnostics import shown
from ...errors import UsageError
from ...kinds import nearest
from ...model import Type
from ...report.tables import json_text
from ...settings import Settings
from ..session import Session
from ..session import echo
from ..session import examples
from ..session import shared

_SETTINGS = "settings"
_SUFFIX = ".json"


@click.command(
    "schema", epilog=examples("soi schema > front-matter.json", "soi schema event", "soi schema due")
)
@click.argument("what", required=False)
@shared
def command(session: Session, what: str | None) -> None:
    """Print a JSON Schema: of the front matter, for an editor that completes and checks while you type.

    WHAT may be person, organisation, event or page for one type of file alone, settings for the section soi
    in mkdocs.yml, or a command for what it prints with --format json.
    """
    del session  # no wiki is needed to say what may stand in one
    if what is None:
        echo(json_text(json_schema.front_matter()))
    elif what in [*Type]:
        echo(json_text(json_schema.front_matter_of(Type(what))))
    elif what == _SETTINGS:
        echo(json_text(json_schema.section(Settings, _SETTINGS, "The section soi in mkdocs.yml")))
    else:
        echo(_published(what))


def _published(command_name: str) -> str:
    """The schema of what a command prints, as it is in the package.

    Raises:
        UsageError: there is none.
    """
    found = {path.name.removesuffix(_SUFFIX): path for path in files("builder").joinpath("schemas").iterdir()}
    if command_name not in found:
        known = sorted([*Type, _SETTINGS, *found])
        near = nearest(command_name, known)
        hint = f"did you mean {near}?" if near else f"one of {', '.join(known)}"
        raise UsageError(f'there is no schema of "{shown(command_name)}"', hint)
    return found[command_name].read_text(encoding="utf-8")
