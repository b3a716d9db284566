"""network: Show who is in your networks, who is missing, and who is owed something."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from itertools import groupby

import click

from ...diagnostics import shown
from ...facts.networks import is_business
from ..limits import Limit
from ..limits import all_option
from ..limits import limit
from ..networks import COLUMNS
from ..networks import Line
from ..networks import headings
from ..networks import lines
from ..networks import payload
from ..output import format_option
from ..output import print_table
from ..screen import columns
from ..screen import wrapped
from ..session import Session
from ..session import echo
from ..session import note
from ..session import shared


@click.command("networks")
@all_option
@format_option("json", "csv")
@shared
def command(session: Session, output: str, *, is_everything: bool) -> None:
    """Show who is in your networks, who is missing, and who is owed something.

    Support, information and referral network, contact sphere, power team and referral partners; professions,
    networks and levels that nobody fills, with those who could; what each side gave the other; your clients'
    clients, and the clients to be asked for whom they work; what part of your money came by referral.
    """
    workspace = session.workspace
    if not is_business(workspace.facts):
        note("this wiki is kept for family and friends, so only what supports and informs you is shown")
    elif not workspace.settings.owner.contact_sphere:
        note("owner.contact_sphere in mkdocs.yml does not say yet whose trade completes yours")
    if output == "text":
        size = limit("soi", "networks", is_everything=is_everything)
        echo("".join(f"{line}\n" for line in _told(lines(workspace.facts), columns(), size)))
    else:
        rows = [line.row for line in lines(workspace.facts)] if output == "csv" else []
        print_table(output, COLUMNS, rows, lambda: payload(workspace))


def _told(found: Iterable[Line], width: int, size: Limit) -> Iterator[str]:
    """Sections with a heading each; what settles a line is told in brackets behind it."""
    about = headings()
    for place, (section, of_it) in enumerate(groupby(found, key=lambda line: line.section)):
        if place:
            yield ""
        heading = f"{section.capitalize()}: {about[section]}" if section in about else section.capitalize()
        yield from wrapped(heading, width)
        yield from size.told([*of_it], lambda line: _of_line(line, width))


def _of_line(line: Line, width: int) -> Iterator[str]:
    name = shown(line.contact.name) if line.contact else ""
    head = " ".join(part for part in (f"{shown(line.what)}:" if line.what else "", name) if part)
    command = f" ({shown(line.command, 200)})" if line.command else ""
    between = ": " if name else " "
    return wrapped(f"{head}{between}{shown(line.why, 300)}{command}", width, "  ", "     ")
