"""The network in the language of Graphviz. Nodes are numbered, so that no name can be taken for syntax."""

from __future__ import annotations

from collections.abc import Mapping

from ..diagnostics import shown
from ..facts.graph import Graph
from ..facts.graph import Line
from ..facts.graph import Node

_MAX_NAME = 300
_POINTS = 120
"""Between two people: as wide as most names."""


def write(graph: Graph) -> str:
    """The network for `neato -n`, which keeps the positions, or any other of the layouts."""
    number = {node.id: f"n{place}" for place, node in enumerate(graph.nodes)}
    lines = ["digraph soi {", "  node [shape=box];"]
    lines += [f"  {number[node.id]} [{_attributes(_of_node(node))}];" for node in graph.nodes]
    lines += [
        f"  {number[edge.source]} -> {number[edge.target]} [{_attributes(_of_edge(edge))}];"
        for edge in graph.edges
    ]
    return "\n".join([*lines, "}", ""])


def _of_node(node: Node) -> Mapping[str, object]:
    return {
        # Entities of HTML are read in labels and nowhere else.
        "label": node.name.replace("&", "&amp;"),
        "soi_id": node.id,
        "grade": node.grade,
        "stage": node.stage,
        "generation": node.generation,
        "pos": f"{node.x * _POINTS:.0f},{node.y * _POINTS:.0f}",
    }


def _of_edge(edge: Line) -> Mapping[str, object]:
    return {
        "kind": edge.kind,
        "date": edge.date,
        "outcome": edge.outcome,
        "value": None if edge.value is None else f"{edge.value:f}",
        "dir": "none" if edge.is_mutual else None,
        "style": None if edge.kind == "referral" else "dashed",
    }


def _attributes(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={_quoted(str(value))}" for name, value in values.items() if value is not None)


def _quoted(text: str) -> str:
    """A text in quotes, where Graphviz knows the backslash."""
    escaped = shown(text, _MAX_NAME).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
