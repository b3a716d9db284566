"""The network for other programs, with people named so that a careless writer breaks, and read back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx  # type: ignore[import-untyped] # its stubs are elsewhere
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import UNSAFE
from builder.diagnostics import shown
from builder.facts.graph import Graph
from builder.facts.graph import Line
from builder.facts.graph import Node
from builder.formats import dot
from builder.formats import graphml
from builder.formats import mermaid
from builder.model import Grade
from builder.model import Stage
from tests.support import make_wiki
from tests.support import person
from tests.support import soi

HOSTILE = [
    'Ana "the" Ruiz',
    "Ana\nRuiz",
    "Ana]; n9[label=x]",
    'Ana"] --> n0; click n0 "javascript:alert(1)"',
    "--> %%{init: {}}%% ---",
    "Ana \u202eziuR\u200b",
    "\x1b[31mAna\x07",
    "</data></node><!-- & ]]>",
    "back\\slash \\N \\",
    "`Ana` **Ruiz** #quot; #35; &amp; &#34;",
    "1. Ana",
    "end",
    "Zoë Ångström 李小龍 👩‍👩‍👧",
    "O'Neill-Brown",
    "\ud800 \ufffe \uffff",
    "o--o {a}|b|; @{shape: x} $$x$$ ~~x~~",
    "- item\n\n1) item",
    "<img src=x onerror=alert(1)> [x](y) http://x.example fa:fa-car",
    "ومحمد علي; \u05d0\u05d1",
    "e\u0301 A\u00a0B",
    "x" * 10_000,
]

LONGEST = 300
"""So much of a name is drawn."""


def network(*names: str) -> Graph:
    """People in a row, each of whom referred the next."""
    nodes = [Node(f"id {name}", name, Grade.A, Stage.CLIENT, 0, 0.5, 1.25) for name in names]
    edges = [
        Line("referral", a.id, b.id, is_mutual=False, date=None, outcome=None, value=None)
        for a, b in pairwise(nodes)
    ]
    return Graph(tuple(nodes), tuple(edges))


DOT_STRING = r'"((?:[^"\\\n]|\\["\\])*)"'
DOT_LINE = re.compile(rf"  (n\d+)(?: -> (n\d+))? \[((?:[a-z_]+={DOT_STRING}(?:, )?)*)\];")


def read_dot(text: str) -> tuple[dict[str, dict[str, str]], list[tuple[str, str, dict[str, str]]]]:
    """Nodes and edges of a text in our corner of DOT; whatever is outside of it is an error."""
    first, second, *lines, last = text.removesuffix("\n").split("\n")
    assert (first, second, last) == ("digraph soi {", "  node [shape=box];", "}")
    nodes, edges = {}, []
    for line in lines:
        found = DOT_LINE.fullmatch(line)
        assert found, line
        values = {
            name: re.sub(r"\\(.)", r"\1", value.replace("&amp;", "&") if name == "label" else value)
            for name, value in re.findall(rf"([a-z_]+)={DOT_STRING}", found[3])
        }
        if found[2]:
            edges.append((found[1], found[2], values))
        else:
            nodes[found[1]] = values
    return nodes, edges


def read_mermaid(text: str) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """Nodes and edges of a flowchart; names may hold nothing that Mermaid knows but its numbers for signs."""
    first, *lines = text.removesuffix("\n").split("\n")
    assert first == "flowchart LR"
    nodes, edges = {}, []
    label = r"\"((?:[\w '-]|#\d+;)*)\""
    for line in lines:
        if node := re.fullmatch(rf"  (n\d+)\[{label}\]", line):
            nodes[node[1]] = unnumbered(node[2])
        else:
            edge = re.fullmatch(rf"  (n\d+) (?:-->|---|-\.->)\|{label}\| (n\d+)", line)
            assert edge, line
            edges.append((edge[1], edge[3], unnumbered(edge[2])))
    return nodes, edges


def unnumbered(text: str) -> str:
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text)


NAMES = st.lists(
    st.text(min_size=1, max_size=30) | st.sampled_from(HOSTILE), min_size=2, max_size=5, unique=True
)


@given(NAMES)
def test_dot_is_read_back(names: list[str]) -> None:
    nodes, edges = read_dot(dot.write(network(*names)))
    assert [values["label"] for values in nodes.values()] == [shown(name, LONGEST) for name in names]
    assert [values["soi_id"] for values in nodes.values()] == [shown(f"id {name}", LONGEST) for name in names]
    assert [(a, b) for a, b, _ in edges] == [(f"n{i}", f"n{i + 1}") for i in range(len(names) - 1)]


@given(NAMES)
def test_mermaid_is_read_back(names: list[str]) -> None:
    nodes, edges = read_mermaid(mermaid.write(network(*names)))
    assert [*nodes.values()] == [shown(name, LONGEST) for name in names]
    assert [(a, b) for a, b, _ in edges] == [(f"n{i}", f"n{i + 1}") for i in range(len(names) - 1)]


@given(NAMES)
def test_graphml_is_read_back_by_networkx(names: list[str]) -> None:
    read = nx.parse_graphml(graphml.write(network(*names)))
    expected = [re.sub("[\ufffe\uffff]", "\ufffd", shown(name, LONGEST)) for name in names]
    assert [values["name"] for _, values in read.nodes(data=True)] == expected
    assert read.number_of_edges() == len(names) - 1


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_nobody_sees_a_control_or_turns_the_text_around(name: str) -> None:
    for module in (dot, graphml, mermaid):
        text = module.write(network(name, "Ben"))
        assert not UNSAFE.search(text.replace("\n", "")), module


# -- the command


FILES: Mapping[str, str] = {
    "ana.md": person(
        "'Ana \"A\" --> ]'",
        grade="A+",
        stage="client",
        phones="+34 600 000 000",
        reach="before ten",
        referrals="[{date: 2026-01-02, direction: received, contact: ben, outcome: won, value: 4200.50},"
        " {date: 2026-01-03, direction: received, contact: Luis & Co}]",
        relations="{type: spouse, contact: ben, note: quietly}",
    ),
    "ben.md": person("Ben", scope="personal", relations="{type: supplier-of, contact: ana}"),
    "cleo.md": person("Cleo", relations="{type: knows, contact: ben}"),
    "dora.md": person("Dora", scope="both"),
}


def graph(root: Path, *arguments: str, settings: str = "") -> Any:  # Any: JSON
    return soi(make_wiki(root, FILES, settings), "graph", *arguments).json


def test_json_has_everybody_and_what_joins_them(tmp_path: Path) -> None:
    found = graph(tmp_path)
    assert [
        (node["id"], node["name"], node["grade"], node["stage"], node["generation"])
        for node in found["nodes"]
    ] == [
        ("ana", 'Ana "A" --> ]', "A+", "client", 0),
        ("ben", "Ben", "C", "contact", 1),
        ("cleo", "Cleo", "C", "contact", 0),
        ("dora", "Dora", "C", "contact", 0),
        ("Luis & Co", "Luis & Co", None, None, 1),
    ]
    assert [tuple(edge.values()) for edge in found["edges"]] == [
        ("referral", "ana", "Luis & Co", False, "2026-01-03", None, None),
        ("referral", "ana", "ben", False, "2026-01-02", "won", 4200.5),
        ("client-of", "ana", "ben", False, None, None, None),
        ("spouse", "ana", "ben", True, None, None, None),
        ("knows", "ben", "cleo", True, None, None, None),
    ]


@pytest.mark.parametrize("name", ["json", "dot", "graphml", "mermaid"])
def test_nothing_private_is_in_it(tmp_path: Path, name: str) -> None:
    out = soi(make_wiki(tmp_path, FILES), "graph", "--format", name).out
    assert "Ben" in out
    for private in ("600", "before ten", "quietly", "contacts/"):
        assert private not in out


def test_a_part_is_around_somebody_or_of_a_scope(tmp_path: Path) -> None:
    def ids(*arguments: str) -> list[str]:
        return [node["id"] for node in graph(tmp_path, *arguments)["nodes"]]

    assert ids("--around", "cleo", "--depth", "0") == ["cleo"]
    assert ids("--around", "cleo", "--depth", "1") == ["ben", "cleo"]
    assert ids("--around", "cleo") == ["ana", "ben", "cleo"]
    assert ids("--around", "cleo", "--depth", "3") == ["ana", "ben", "cleo", "Luis & Co"]
    assert ids("--scope", "personal") == ["ben", "dora"]
    assert ids("--scope", "business") == ["ana", "cleo", "dora", "Luis & Co"]
    assert ids("--scope", "personal", "--around", "cleo") == ["ben"]


def test_a_depth_needs_somebody(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, FILES), "graph", "--depth", "2")
    assert (ran.exit, ran.out) == (2, "")
    assert "--around" in ran.err


def test_in_a_wiki_for_family_and_friends_are_relations_only(tmp_path: Path) -> None:
    found = graph(tmp_path, settings="owner: {use: personal}")
    assert {edge["kind"] for edge in found["edges"]} == {"spouse", "knows"}
    assert {node["generation"] for node in found["nodes"]} == {None}


def test_the_other_formats_have_the_same_network(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, FILES)
    nodes, edges = read_dot(soi(wiki, "graph", "--format", "dot").out)
    assert nodes["n0"]["label"] == 'Ana "A" --> ]'
    assert [values["kind"] for _, _, values in edges] == [
        "referral",
        "referral",
        "client-of",
        "spouse",
        "knows",
    ]
    read = nx.parse_graphml(soi(wiki, "graph", "--format", "graphml").out, force_multigraph=True)
    assert read.is_directed()
    assert (read.number_of_nodes(), read.number_of_edges()) == (5, 5)
    assert read.nodes["n0"]["generation"] == 0
    assert min(str(values.get("value")) for _, _, values in read.edges(data=True)) == "4200.5"
    drawn, lines = read_mermaid(soi(wiki, "graph", "--format", "mermaid").out)
    # Dora is joined to nobody.
    assert [*drawn.values()] == ['Ana "A" --> ]', "Ben", "Cleo", "Luis & Co"]
    assert ("n0", "n1", "referred 2026-01-02 won") in lines
