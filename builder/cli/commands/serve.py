"""site: Show the site in a browser on this machine, rebuilt as you save."""

from __future__ import annotations

import click

from ...settings import CONFIG
from ...website.run import serve
from ..session import Session
from ..session import shared


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port.")
@shared
def command(session: Session, port: int) -> None:
    """Show the site at http://127.0.0.1:8000/, for this machine only, rebuilt whenever a file is saved."""
    serve(session.config.root / CONFIG, today=session.given_day, port=port)
