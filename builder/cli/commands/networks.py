"""network: Show who is in your networks, who is missing, and who is owed something."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from itertools import groupby

import click

from ...diagnostics import shown
from ...facts.networks import is_business
from ...report.tables import width
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

_HANGING = "     "


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
        most = limit("soi", "networks", is_everything=is_everything)
        echo("".join(f"{line}\n" for line in _told(lines(workspace.facts), columns(), most)))
    else:
        rows = [line.row for line in lines(workspace.facts)] if output == "csv" else []
        print_table(output, COLUMNS, rows, lambda: payload(workspace))


def _told(found: Iterable[Line], size: int, most: Limit) -> Iterator[str]:
    """Sections with a heading each; what settles a line is told in brackets behind it."""
    about = headings()
    for place, (section, of_it) in enumerate(groupby(found, key=lambda line: line.section)):
        if place:
            yield ""
        heading = f"{section.capitalize()}: {about[section]}" if section in about else section.capitalize()
        yield from wrapped(heading, size)
        yield from most.told([*of_it], lambda line: _of_line(line, size))


def _of_line(line: Line, size: int) -> Iterator[str]:
    name = shown(line.contact.name) if line.contact else ""
    head = " ".join(part for part in (f"{shown(line.what)}:" if line.what else "", name) if part)
    between = ": " if name else " "
    *told, last = wrapped(f"{head}{between}{shown(line.why, 300)}", size, "  ", _HANGING)
    yield from told
    # A command is to be copied, so it is never broken.
    command = f"({shown(line.command, 200)})" if line.command else ""
    if command and width(last) + len("  ") + width(command) > size:
        yield last
        yield f"{_HANGING}{command}"
    else:
        yield f"{last}  {command}".rstrip()
