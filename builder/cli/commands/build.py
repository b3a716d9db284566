"""site: Build the site."""

from __future__ import annotations

from pathlib import Path

import click

from ...settings import CONFIG
from ...website.run import build
from ..session import Session
from ..session import echo
from ..session import shared


@click.command("build")
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to put it (default: site_dir).",
)
@shared
def command(session: Session, site_dir: Path | None) -> None:
    """Build the site, the same that `mkdocs build` gives. Files that cannot be read are left out."""
    folder = build(session.config.root / CONFIG, today=session.given_day, site_dir=site_dir)
    echo(f"{folder}: built\n")
