"""What a contact file says, as stock PyYAML and the contract have it; nothing here knows how soi reads.

Short forms are written out and single values are lists where the contract has lists, every scalar is a text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

Plain = Any  # Any: a text, None, or lists and maps of them, as YAML nests them
FILE = re.compile(r"(---[ \t]*(?:\r\n|\r|\n))(.*?)(?<=[\r\n])(---[ \t]*(?=\r|\n|\Z))(.*)", re.DOTALL)
TEXTS = (
    "aliases",
    "tags",
    "former_ids",
    "not_same_as",
    "category",
    "networks",
    "next",
    "invited",
    "attended",
)
LABELLED = ("emails", "phones", "addresses", "links")
ENTRIES = (
    *("anniversaries", "scope_history", "stage_history", "consent", "referrals", "asked", "deals"),
    *("relations", "ignore"),
)
IDS = ("referred_by", "not_same_as", "invited", "attended", "contact")
FLAGS = ("reached", "asked_referral", "given", "complaint", "end_customer", "busy", "willing", "reference")
AMOUNTS = ("amount", "value")


@dataclass(slots=True)
class Said:
    """Everything in a file that is somebody's."""

    values: dict[str, Plain]
    """In the order of the file."""
    comments: Counter[str]
    notes: str


def said(content: bytes) -> Said:
    """What a file says."""
    text = content.decode("utf-8-sig")
    found = FILE.match(text)
    assert found, text
    values = _plain(_tree(text))
    return Said(expanded(values or {}), comments(found[2]), found[4])


def comments(block: str) -> Counter[str]:
    """Every comment of a front matter, as what the scanner of libyaml leaves between its tokens."""
    found: list[str] = []
    place = 0
    for token in yaml.scan(block, Loader=yaml.CBaseLoader):
        found += re.findall(r"#[^\r\n]*", block[place : token.start_mark.index])
        place = max(place, token.end_mark.index)
        if isinstance(token, yaml.ScalarToken) and token.style in {"|", ">"}:
            found += re.findall(r"#[^\r\n]*", re.split(r"[\r\n]", block[token.start_mark.index :])[0])
    found += re.findall(r"#[^\r\n]*", block[place:])
    return Counter(comment.rstrip() for comment in found)


def comments_in(content: bytes, *at: str | int) -> Counter[str]:
    """Comments that stand inside of a value, between its key or dash and its last character."""
    text = content.decode("utf-8-sig")
    found = FILE.match(text)
    assert found, text
    node = _tree(text)
    begin = None
    for step in at:
        if isinstance(node, yaml.MappingNode):
            pairs = {key.value: (key, value) for key, value in node.value}
            if step not in pairs:
                break
            key, node = pairs[str(step)]
            begin = key.start_mark.index
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            begin = node.start_mark.index
    if node is None or begin is None:
        return Counter()
    inside = Counter(re.findall(r"#[^\r\n]*", found[2][begin : _end(node)]))
    return Counter({comment.rstrip(): count for comment, count in inside.items()})


def _tree(text: str) -> yaml.Node | None:
    found = FILE.match(text)
    assert found, text
    node: yaml.Node | None = yaml.compose(found[2], Loader=yaml.CBaseLoader)
    return node


def _end(node: yaml.Node) -> int:
    """Where the last character of a node stands; libyaml ends a block where the next token begins."""
    children = [n for pair in node.value for n in pair] if isinstance(node, yaml.MappingNode) else node.value
    if not children or not isinstance(node, yaml.CollectionNode) or node.flow_style:
        return int(node.end_mark.index)
    return _end(children[-1])


def _plain(node: yaml.Node | None) -> Plain:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    if isinstance(node, yaml.ScalarNode) and (node.value or node.style):
        return node.value
    return None


def expanded(values: Mapping[str, Plain]) -> dict[str, Plain]:
    """Values with short forms written out."""
    return {name: _value(name, value) for name, value in values.items()}


def _value(name: str, value: Plain) -> Plain:
    many = value if isinstance(value, list) else [] if value is None else [value]
    if name in TEXTS:
        return [_reference(item) if name in IDS else item for item in many]
    if name in LABELLED:
        return [{"value": item} if isinstance(item, str) else item for item in many]
    if name in ENTRIES:
        return [expanded(item) for item in many]
    if name in {"follow_ups", "follow_up"}:
        return [_promise(item) for item in many]
    if name == "purchases":
        return [_purchase(item) for item in many]
    if name == "touches":
        return [_touch(item) for item in many]
    return _reference(value) if name in IDS else value


def _reference(value: Plain) -> Plain:
    """An id, also where it is written as a link."""
    found = re.fullmatch(r"\[\[\s*([^|\]]*?)\s*(?:\|.*)?\]\]", value) if isinstance(value, str) else None
    return found[1] if found else value


def _promise(entry: Plain) -> Plain:
    if not isinstance(entry, str):
        return entry
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) +(.*)", entry, re.DOTALL)
    return {"due": found[1], "what": found[2]} if found else {"what": entry}


def _purchase(entry: Plain) -> Plain:
    if not isinstance(entry, str):
        return entry
    found = re.fullmatch(r"(\S+)(?: +([0-9.]+))?(?: +(.*))?", entry, re.DOTALL)
    assert found, entry
    pairs = zip(("date", "amount", "what"), found.groups(), strict=True)
    return {name: text for name, text in pairs if text is not None}


def _touch(entry: Plain) -> Plain:
    if isinstance(entry, dict) and len(entry) == 1 and "date" not in entry:
        ((words, note),) = entry.items()
        date, channel = words.split()
        return {"date": date, "channel": channel, **({} if note is None else {"note": note})}
    if isinstance(entry, dict):
        return expanded(entry)
    found = re.fullmatch(r"(\S+) +([a-z]+):?(?: +(.*))?", entry, re.DOTALL)
    assert found, entry
    pairs = zip(("date", "channel", "note"), found.groups(), strict=True)
    return {name: text for name, text in pairs if text is not None}


def typed(values: Plain, name: str = "") -> Plain:
    """Values with flags and amounts as JSON has them, as `soi show` prints them."""
    if isinstance(values, dict):
        is_entry = name not in LABELLED
        return {
            key: value if key.startswith("x-") else typed(value, key if is_entry else "")
            for key, value in values.items()
        }
    if isinstance(values, list):
        return [typed(item, name) for item in values]
    if name in FLAGS and values in {"true", "false"}:
        return values == "true"
    if name in AMOUNTS and isinstance(values, str) and re.fullmatch(r"[0-9]+", values):
        return int(values)
    return values
