"""people: Open somebody's file in your editor, and check it afterwards."""

from __future__ import annotations

import sys

import click

from ...diagnostics import Severity
from ...diagnostics import shown
from ...edit.write import inside
from ...errors import UsageError
from ...report import Run
from ...report import text
from ...workspace import workspace_of
from ..session import Session
from ..session import echo
from ..session import shared


@click.command("edit")
@click.argument("who", nargs=-1, required=True)
@shared
def command(session: Session, who: tuple[str, ...]) -> None:
    """Open the file of WHO in $VISUAL or $EDITOR. Then print its findings; an error exits with 1."""
    wiki = session.workspace.wiki
    words = " ".join(who)
    # A file that cannot be read has no name, only its id, and is the first one to want an editor.
    known = wiki.resolve(words)
    if known is None or known in wiki.contacts:
        path = session.contact(words, is_to_read=True).path
    else:
        path = wiki.paths[known]
    try:
        click.edit(filename=str(inside(session.workspace.root, session.workspace.root / path)))
    except click.ClickException as error:
        raise UsageError(error.format_message(), "set EDITOR to the command of your editor") from error
    after = workspace_of(session.config, session.today)
    found = [diagnostic for diagnostic in after.diagnostics if diagnostic.path == path]
    echo(text.write(Run(str(session.today), 1, found, {})))
    if not found:
        echo(f"{shown(path, 500)}: no findings\n")
    if any(diagnostic.severity is Severity.ERROR for diagnostic in found):
        sys.exit(1)
