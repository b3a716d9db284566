"""network: Print the network for other programs: who referred whom, who is joined to whom."""

from __future__ import annotations

import importlib

import click

from ...errors import UsageError
from ...facts.graph import Graph
from ...facts.graph import around
from ...facts.graph import graph
from ...facts.graph import within
from ...model import Scope
from ...report.tables import head
from ...report.tables import json_text
from ...workspace import Workspace
from ..network_json import edges_json
from ..network_json import nodes_json
from ..session import Session
from ..session import choice
from ..session import echo
from ..session import examples
from ..session import shared
from ..shapes.graph import Output

DEPTH = 2


@click.command(
    "graph",
    epilog=examples("soi graph --format dot > people.dot", "soi graph --around ana --format mermaid"),
)
@click.option(
    "--format",
    "output",
    type=click.Choice(["json", "dot", "graphml", "mermaid"]),
    default="json",
    show_default=True,
    help="For which program.",
)
@click.option("--around", "who", metavar="WHO", help="Only this person and those near them.")
@click.option(
    "--depth",
    type=click.IntRange(min=0),
    metavar="N",
    help=f"With --around: so many ties away (default {DEPTH}).",
)
@click.option("--scope", type=choice(Scope), help="Only this part of life.")
@shared
def command(session: Session, output: str, who: str | None, depth: int | None, scope: str | None) -> None:
    """Print the network: names, grades, stages and generations, places in a picture, and what joins people.

    Nothing else that a file says of anybody is in it. `--format dot` is for Graphviz (`neato -n -Tsvg`).
    """
    if depth is not None and who is None:
        raise UsageError("--depth counts from somebody", "name them with --around WHO")
    facts = session.workspace.facts
    people: frozenset[str] | None = None
    if who is not None:
        people = around(facts, session.contact(who, is_to_read=True), DEPTH if depth is None else depth)
    if scope is not None:
        part = within(facts, Scope(scope))
        people = part if people is None else people & part
    found = graph(facts, people)
    if output == "json":
        echo(json_text(_payload(session.workspace, found)))
    else:
        echo(importlib.import_module(f"...formats.{output}", __package__).write(found))


def _payload(workspace: Workspace, found: Graph) -> Output:
    return {**head(workspace.today), "nodes": nodes_json(found), "edges": edges_json(found)}
