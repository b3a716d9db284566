"""The smallest Click program: what `soi --help` is measured against."""

from __future__ import annotations

import click


@click.command()
def hello() -> None:
    """Greet the world."""
    click.echo("hello")


if __name__ == "__main__":
    hello()
