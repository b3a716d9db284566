"""The network as a Mermaid flowchart, which forges draw inside of Markdown.

Names stand in quotes, and there every sign that is not part of a word is written as a number: Mermaid would
take quotes, `%%{`, backticks, tags and lists for its own.
"""

from __future__ import annotations

import re

from ..diagnostics import shown
from ..facts.graph import Graph
from ..facts.graph import Line

_MAX_NAME = 300
_NO_WORD = re.compile(r"[^\w '-]|(?<!\w)['-]|['-](?!\w)")


def write(graph: Graph) -> str:
    """The network from left to right: who referred whom by arrows, relations by lines.

    Who is joined to nobody is left out: a flowchart would put them all into one row.
    """
    drawn = {end for edge in graph.edges for end in (edge.source, edge.target)}
    number = {node.id: f"n{place}" for place, node in enumerate(graph.nodes)}
    lines = ["flowchart LR"]
    lines += [f'  {number[node.id]}["{_text(node.name)}"]' for node in graph.nodes if node.id in drawn]
    for edge in graph.edges:
        lines.append(f'  {number[edge.source]} {_arrow(edge)}|"{_text(_label(edge))}"| {number[edge.target]}')
    return "\n".join([*lines, ""])


def _arrow(edge: Line) -> str:
    return "-->" if edge.kind == "referral" else "---" if edge.is_mutual else "-.->"


def _label(edge: Line) -> str:
    if edge.kind != "referral":
        return edge.kind.replace("-", " ")
    return " ".join(str(part) for part in ("referred", edge.date, edge.outcome) if part)


def _text(value: str) -> str:
    return _NO_WORD.sub(lambda found: f"#{ord(found.group())};", shown(value, _MAX_NAME))
