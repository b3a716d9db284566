"""The network in GraphML, which Gephi, yEd, Cytoscape and networkx read."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from ..diagnostics import shown
from ..facts.graph import Graph
from ..facts.graph import Line
from ..facts.graph import Node

_MAX_NAME = 300
_NODE = {
    "id": "string",
    "name": "string",
    "grade": "string",
    "stage": "string",
    "generation": "int",
    "x": "double",
    "y": "double",
}
_EDGE = {"kind": "string", "date": "string", "outcome": "string", "value": "double", "mutual": "boolean"}
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold, not even as an entity."""


def write(graph: Graph) -> str:
    """The network as XML; nodes are numbered, and their ids are values."""
    number = {node.id: f"n{place}" for place, node in enumerate(graph.nodes)}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ]
    for kind, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, type_ in keys.items():
            lines.append(f'  <key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>')
    lines.append('  <graph id="soi" edgedefault="directed">')
    lines += [
        f'    <node id="{number[node.id]}">{_data("node", _of_node(node))}</node>' for node in graph.nodes
    ]
    for place, edge in enumerate(graph.edges):
        # Two people may be joined by several things, which readers keep apart by the id.
        ends = f'id="e{place}" source="{number[edge.source]}" target="{number[edge.target]}"'
        lines.append(f"    <edge {ends}>{_data('edge', _of_edge(edge))}</edge>")
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def _of_node(node: Node) -> Mapping[str, object]:
    return {
        "id": node.id,
        "name": node.name,
        "grade": node.grade,
        "stage": node.stage,
        "generation": node.generation,
        "x": node.x,
        "y": node.y,
    }


def _of_edge(edge: Line) -> Mapping[str, object]:
    return {
        "kind": edge.kind,
        "date": edge.date,
        "outcome": edge.outcome,
        "value": None if edge.value is None else f"{edge.value:f}",
        "mutual": "true" if edge.is_mutual else "false",
    }


def _data(kind: str, values: Mapping[str, object]) -> str:
    return "".join(
        f'<data key="{kind}-{name}">{_text(str(value))}</data>'
        for name, value in values.items()
        if value is not None
    )


def _text(value: str) -> str:
    return html.escape(_NO_XML.sub("\ufffd", shown(value, _MAX_NAME)))
