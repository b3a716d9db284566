"""site: See whether git, its merges and soi fit together, and set what is missing."""

from __future__ import annotations

import click

from ...diagnostics import shown
from ...edit.health import CHECKS
from ...edit.health import Place
from ..session import Session
from ..session import echo
from ..session import shared


@click.command("doctor")
@click.option("--check", "is_check", is_flag=True, help="Only say what is missing, and set nothing.")
@shared
def command(session: Session, *, is_check: bool) -> None:
    """Look at what a wiki needs around it, and set what is missing.

    Git has to know how contacts are merged. A clone does not bring that along, so run this once in each. Ends
    with 1 if something is missing that was not set.
    """
    place = Place(session.config.root, session.config.folder)
    is_missing = False
    for check in CHECKS:
        for state in check(place):
            if state.is_right:
                line = f"ok       {state.text}"
            elif state.mend and not is_check:
                line = f"set      {state.mend()}"
            else:
                line = f"missing  {state.text}"
                is_missing = True
            echo(f"{shown(line, 1000)}\n")
    if is_missing:
        raise click.exceptions.Exit(1)
