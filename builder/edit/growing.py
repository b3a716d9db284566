"""Where entries go that are added to a list, in whatever style the list is written. Only inserts."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as MappingType

from ..errors import RefusedError
from ..kinds import Kind
from ..kinds import keys
from ..plain import Value
from ..source import Mapping
from ..source import Node
from ..source import Scalar
from ..source import Sequence
from ..source import Source
from .layout import Splice
from .layout import behind
from .layout import column
from .layout import line_end
from .layout import newline
from .order import adding_entry
from .order import adding_key
from .outline import Outline
from .phrase import block_entry
from .phrase import flow_entry

Entry = MappingType[str, Value] | str
"""Keys and plain values, or a text for a list of texts."""
Entries = Iterable[Entry]
"""What is to be added to a list."""


def appending(source: Source, tree: Node | None, key: str, entries: Entries, record: type) -> list[Splice]:
    """Splices that add entries at the end of a list at the margin."""
    kind = keys(record)[key][1].kind
    end = newline(source.text)
    if not isinstance(tree, Mapping):
        return [Splice(source.block[1], f"{key}:{end}{block(kind, entries, 2, end)}{end}")]
    pair = tree.get(key)
    if tree.flow:
        return _into_flow(source, tree, key, _flow(kind, entries), record)
    margin = column(source.text, tree.start) if tree.pairs else 0
    if pair is None:
        lines = f"{' ' * margin}{key}:{end}{block(kind, entries, margin + 2, end)}{end}"
        return adding_key(Outline(source, tree), tree, record, key, lines)
    node = pair[1]
    if isinstance(node, Scalar) and node.value == "":
        raise RefusedError(f"{key} is an empty text", f"delete the quotes behind {key}:")
    if isinstance(node, Scalar) and node.value is None:
        text = block(kind, entries, margin + 2, end)
        return [Splice(line_end(source.text, pair[0].end), f"{text}{end}")]
    if isinstance(node, Sequence) and not node.flow:
        text = block(kind, entries, column(source.text, node.start), end)
        return [behind(source.text, node.items[-1].end, text)]
    if isinstance(node, Sequence):
        return adding_entry(Outline(source, tree), node, _flow(kind, entries))
    return _single_to_list(source, node, entries, kind, margin)


def block(kind: Kind, entries: Entries, indent: int, end: str) -> str:
    """Entries as lines of a block list, the last without its end."""
    return end.join(block_entry(kind, entry, indent, end) for entry in entries)


def _flow(kind: Kind, entries: Entries) -> str:
    return ", ".join(flow_entry(kind, entry) for entry in entries)


def _into_flow(source: Source, tree: Mapping, key: str, entry: str, record: type) -> list[Splice]:
    pair = tree.get(key)
    if pair is None:
        return adding_key(Outline(source, tree), tree, record, key, f"{key}: [{entry}]")
    node = pair[1]
    if isinstance(node, Sequence):
        return adding_entry(Outline(source, tree), node, entry)
    if isinstance(node, Scalar) and node.value is None:
        return [Splice(node.start, f" [{entry}]")]
    return [Splice(node.start, f"[{source.text[node.start : node.end]}, {entry}]", node.end)]


def _single_to_list(source: Source, node: Node, entries: Entries, kind: Kind, margin: int) -> list[Splice]:
    """Splices that make a list of a single value, which stays where it is, and add the entries behind it."""
    end = newline(source.text)
    text = source.text
    if isinstance(node, Mapping) and node.flow:
        return [Splice(node.start, "["), Splice(node.end, f", {_flow(kind, entries)}]")]
    if isinstance(node, Mapping):
        indent = column(text, node.start)
        splices = [Splice(node.start, "- ")]
        place = line_end(text, node.start)
        while place < node.end:
            if text[place] not in "\r\n":
                splices.append(Splice(place, "  "))
            place = line_end(text, place)
        return [*splices, behind(text, node.end, block(kind, entries, indent, end))]
    indent = margin + 2
    added = behind(text, node.end, block(kind, entries, indent, end))
    return [Splice(node.start, f"{end}{' ' * indent}- "), added]
