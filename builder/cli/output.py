"""How commands print what they found: tables, JSON, CSV; shared so that each format exists once."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

import click

from ..report.tables import csv_table
from ..report.tables import json_text
from ..report.tables import text_table
from .session import echo
from .session import note


def format_option(
    *names: str,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:  # Any: Click's callbacks
    """The option `--format`, text unless asked otherwise."""
    choice = click.Choice(["text", *names])
    return click.option(
        "--format", "output", type=choice, default="text", show_default=True, help="How to print it."
    )


def print_table(
    output: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, object]],
    payload: Callable[[], Mapping[str, object]],
    *,
    empty: str = "",
) -> None:
    """Print rows in the format asked for.

    Args:
        output: text, csv or json.
        columns: what a table shows.
        rows: its lines.
        payload: the JSON, made only if asked for: the `Output` of the command's shapes.
        empty: what a person is told instead of a table without lines.
    """
    if output == "json":
        echo(json_text(payload()))
    elif output == "csv":
        echo(csv_table(columns, rows))
    else:
        echo(text_table(columns, rows))
        if empty and not rows:
            note(empty)
