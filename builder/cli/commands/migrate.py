"""files: Bring a wiki of an older format to the present one."""

from __future__ import annotations

import click

from ...settings import CONFIG
from ..session import Session
from ..session import echo
from ..session import shared


@click.command("migrate")
@shared
def command(session: Session) -> None:
    """Bring a wiki of an older format to the present one.

    The format stands in mkdocs.yml; settings that name none are of format 1. That is the first and the
    present one, so there is nothing to do yet. A format newer than this version of soi is refused, with 2.
    """
    # Whoever makes the next format brings the step to it along, and this command then takes it.
    found = session.config.settings.format
    echo(f"{CONFIG}: format {found} is the present one; nothing to do\n")
