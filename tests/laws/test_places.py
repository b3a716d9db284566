"""A place found by lines is the place that the tree has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import generate
from builder.diagnostics import Address
from builder.plain import PlainPlaces
from builder.plain import read_plain
from builder.source import Mapping
from builder.source import Node
from builder.source import Sequence
from builder.source import locate
from builder.source import read_text
from builder.source import tree_of
from tests.support import story

HAND_WRITTEN = {
    "indentless": "name: Ana\ntouches:\n- 2026-01-01 call\n- date: 2026-01-02\n  channel: call\ngrade: A\n",
    "comments between": "# a\nname: Ana\ntouches:\n  # b\n  - 2026-01-01 call: x\n  # c\n  - x\n",
    "lists between brackets": "tags: [a, b]\nconsent:\n  - {date: 2026-01-01, what: contact}\nname: Ana\n",
    "between braces": (
        'consent:\n  - { date: 2026-01-01 , what:  contact, source: "a, what: x" }\n'
        "  - {}\n  - {what: d}\nname: Ana\n"
    ),
    "keys without a value": "name:\ngrade:\ntouches:\n  - date: 2026-01-01\n    note:\n    channel: call\n",
    "a key that begins another": "added: 2026-01-01\nadd: x\nstages:\n  - a\nstage: client\n",
    "keys one level below": "value:\n  profit: high\n  maintenance: low\nname: Ana\n",
    "like a key": "name: x\nnote: 'stage: client'\nstage: contact\ntouches:\n  - 'date: no'\n",
    "wide dashes": "touches:\n-   date: 2026-01-01\n    note: a  date; b\n    channel: call\n-   x\n",
    "a value and no list": "emails: 'a@a.example'\nphones:  1\ntags:\nlinks: [a, b]\ntouches: {date: x}\n",
    "deeper": "touches:\n  - date: 2026-01-01\n    follow_up: {what: x}\n    channel: call\n",
}


def _addresses(node: Node, at: Address = ()) -> Iterator[Address]:
    if at:
        yield at
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            yield from _addresses(value, (*at, key.text))
    elif isinstance(node, Sequence):
        for place, item in enumerate(node.items):
            yield from _addresses(item, (*at, place))
    else:
        yield (*at, 0)  # a single value where a list is allowed


def _compared(text: str) -> int:
    source = read_text(text)
    tree = tree_of(source)
    yaml = text[slice(*source.block)]
    if tree is None or read_plain(yaml) is None:
        return 0
    count = 0
    places = PlainPlaces(yaml)
    for address in _addresses(tree):
        by_lines = places.find(address)
        if by_lines is not None:
            count += 1
            assert source.block[0] + by_lines == locate(source, tree, address)[0], address
    return count


@pytest.mark.parametrize("text", HAND_WRITTEN.values(), ids=HAND_WRITTEN)
def test_places_agree_in_odd_styles(text: str) -> None:
    assert _compared(f"---\n{text}---\n") > 0


def test_places_agree_in_the_sample() -> None:
    paths = story()
    assert sum(_compared(path.read_text(encoding="utf-8")) for path in paths) > 200


def test_places_agree_in_made_up_wikis(tmp_path: Path) -> None:
    wiki, _ = generate.wikis(tmp_path, 60)
    assert sum(_compared(path.read_text(encoding="utf-8")) for path in sorted(wiki.rglob("*.md"))) > 1000


def test_places_between_braces_are_found_without_a_tree() -> None:
    yaml = 'referrals:\n  - {date: 2026-01-01, note: "x, contact: y", contact: ben}\nname: Ana\n'
    places = PlainPlaces(yaml)
    assert [places.find(("referrals", 0, key)) for key in ("date", "note", "contact", "thanked")] == [
        yaml.index("2026"),
        yaml.index('"x'),
        yaml.index("ben"),
        yaml.index("{"),
    ]


def test_a_place_is_found_without_a_tree() -> None:
    yaml = (
        "name: Ana\ntouches:\n  - 2026-01-01 call\n  - date: 2026-01-02\n    channel: call\nstage: client\n"
    )
    assert [
        PlainPlaces(yaml).find(address)
        for address in [
            ("name",),
            ("stage",),
            ("touches", 0),
            ("touches", 1, "channel"),
            ("touches", 2),
            ("x",),
            ("stage", 0),
            ("stage", 1),
        ]
    ] == [
        6,
        yaml.index("client"),
        yaml.index("2026-01-01"),
        yaml.index("call\nstage"),
        None,
        None,
        yaml.index("client"),
        None,
    ]
