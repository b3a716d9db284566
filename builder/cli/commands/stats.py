"""review: Show the wiki in numbers: people, touches, promises kept, load, files."""

from __future__ import annotations

import click

from ...report.tables import json_text
from ..numbers import lines
from ..numbers import payload
from ..output import format_option
from ..session import Session
from ..session import echo
from ..session import shared


@click.command("stats")
@format_option("json")
@shared
def command(session: Session, output: str) -> None:
    """Show the wiki in numbers: people, touches by month and channel, promises kept, load, files."""
    workspace = session.workspace
    if output == "json":
        echo(json_text(payload(workspace)))
    else:
        echo("".join(f"{line}\n" for line in lines(workspace)))
