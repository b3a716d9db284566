"""network: Find the best ways to be introduced to somebody."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from itertools import islice

import click

from ...diagnostics import shown
from ...facts import Facts
from ...facts.introductions import asks
from ...facts.paths import UNIT
from ...facts.paths import Path
from ...facts.paths import paths
from ...model import Contact
from ...report.tables import head
from ...report.tables import json_text
from ...workspace import Workspace
from ..network_json import path_json
from ..output import format_option
from ..session import Session
from ..session import echo
from ..session import examples
from ..session import note
from ..session import shared
from ..shapes.path import Output

_MAX_LINE = 500


@click.command("path", epilog=examples("soi path ben", "soi path ben -k 5 --format json"))
@click.argument("who", nargs=-1, required=True)
@click.option(
    "-k", "count", type=click.IntRange(min=1, max=100), default=3, help="So many ways.", show_default=True
)
@format_option("json")
@shared
def command(session: Session, who: tuple[str, ...], count: int, output: str) -> None:
    """Find the best ways to be introduced to WHO, through people who know each other.

    The fewer people are on a way, the higher their grades, and the shorter ago you last talked to them, the
    better it is. D and F, the archived and the dead are not asked.
    """
    contact = session.contact(" ".join(who), is_to_read=True)
    workspace = session.workspace
    found = tuple(islice(paths(workspace.facts, contact), count))
    if output == "json":
        echo(json_text(_payload(workspace, contact, found)))
        return
    if not found:
        note(f"nobody whom you know leads to {shown(contact.name)}; note who knows them as relations")
    echo("".join(f"{line}\n" for line in _lines(workspace.facts, found)))


def _payload(workspace: Workspace, contact: Contact, found: Iterable[Path]) -> Output:
    return {
        **head(workspace.today),
        "id": contact.id,
        "name": contact.name,
        "paths": [path_json(workspace, path) for path in found],
    }


def _lines(facts: Facts, found: Iterable[Path]) -> Iterator[str]:
    for number, path in enumerate(found, start=1):
        names = " > ".join(shown(step.contact.name) for step in path.steps)
        yield f"{number}. you > {names}  (cost {path.cost / UNIT:.2f})"
        for ask in asks(facts, path):
            yield f"   {shown(ask.sentence, _MAX_LINE)}"
            yield f"     {shown(ask.command, _MAX_LINE)}"
