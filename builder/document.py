"""`mkdocs.yml` as it is written: plain values, and where each of them stands.

The file may use what MkDocs allows: anchors, `!ENV`, `!!python/…` for other plugins, `INHERIT`. Nothing in it
is ever executed; a tag that is not known here leaves its text. What a value means is known elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.cyaml import CLoader

from .diagnostics import Address
from .diagnostics import Lines
from .errors import SettingsError
from .plain import Value
from .source import MAX_DEPTH
from .source import NESTED
from .source import TOO_DEEP
from .source import decode


@dataclass(frozen=True, slots=True)
class Document:
    """One file, with what it inherits."""

    path: str
    """Relative to its own folder, with forward slashes."""
    values: Value
    positions: Mapping[Address, tuple[str, int, int]]
    """Address -> file, line, column; that of a key under the address with an empty text at its end."""
    twice: tuple[Address, ...] = ()
    """Keys that are given a second time."""

    @property
    def top(self) -> Mapping[str, Value]:
        """Keys at the margin, none where the file has something else."""
        return self.values if isinstance(self.values, dict) else {}

    def position(self, address: Address, *, key: bool = False) -> tuple[str, int, int]:
        """File, line and column of a value, or of the closest one around it.

        Args:
            address: the value.
            key: its key is meant, not the value.
        """
        if key and (found := self.positions.get((*address, ""))):
            return found
        while address:
            if found := self.positions.get(address):
                return found
            address = address[:-1]
        return self.path, 1, 1


def read_document(path: Path, readers: Sequence[Path] = ()) -> Document:
    """A file with what it inherits.

    Args:
        path: the file.
        readers: the files that inherit from it, the first one first.

    Raises:
        SettingsError: it cannot be read.
    """
    shown_path = path.name if not readers else os.path.relpath(path, readers[0].parent)
    if len(readers) > MAX_DEPTH or path in readers:
        raise SettingsError(f"{shown_path}:1:1: INHERIT goes in a circle")
    try:
        written = path.read_bytes()
    except (OSError, ValueError) as error:
        # A path with a NUL character is a ValueError.
        reason = error.strerror if isinstance(error, OSError) else error
        raise SettingsError(f"{shown_path}:1:1: cannot be read ({reason})") from error
    document = document_of(written, shown_path)
    parent = document.top.get("INHERIT")
    if not isinstance(parent, str):
        return document
    base = read_document((path.parent / parent).resolve(), (*readers, path))
    values = _merge(base.values, document.values)
    return Document(shown_path, values, {**base.positions, **document.positions}, document.twice)


def document_of(written: bytes, path: str) -> Document:
    """What is written, without what it inherits.

    Raises:
        SettingsError: it is not UTF-8 or not YAML.
    """
    text, flaw = decode(written)
    if flaw:
        line, column = Lines(text).position(flaw.offset)
        raise SettingsError(f"{path}:{line}:{column}: {flaw.message}")
    return _compose(text, path)


def _merge(base: Value, over: Value) -> Value:
    if not isinstance(base, dict) or not isinstance(over, dict):
        return over
    return {**base, **{name: _merge(base.get(name), value) for name, value in over.items()}}


def _compose(text: str, path: str) -> Document:
    lines = Lines(text)
    try:
        _refuse_depth(text, path)
        node = yaml.compose(text, Loader=CLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = lines.position(mark.index) if mark else (1, 1)
        problem = error.problem or "not YAML"
        message = NESTED if TOO_DEEP in problem else problem
        raise SettingsError(f"{path}:{line}:{column}: {message}") from error
    except yaml.reader.ReaderError as error:
        raise SettingsError(f"{path}:1:1: a character that cannot stand in YAML") from error
    composer = _Composer(path, lines)
    values = composer.value(node, ())
    return Document(path, values, composer.positions, tuple(composer.twice))


def _refuse_depth(text: str, path: str) -> None:
    """Stop before nodes are built: composing deep nesting overflows the C stack."""
    depth = 0
    event_of = CParser(text).get_event
    while (event := event_of()) is not None:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise SettingsError(f"{path}:1:1: {NESTED}")


class _Composer:
    """Plain values out of YAML nodes, with the position of each address.

    A node that an alias names again is not entered again: a few nested aliases would be billions of values.
    """

    def __init__(self, path: str, lines: Lines) -> None:
        self.path = path
        self.lines = lines
        self.positions: dict[Address, tuple[str, int, int]] = {}
        self.known: dict[int, Value] = {}
        self.twice: list[Address] = []
        """Keys that are given a second time; of MkDocs's own it is MkDocs's business to complain."""

    def value(self, node: Any, at: Address) -> Value:  # Any: PyYAML's nodes are untyped
        if node is None:
            return None
        self._note(node, at)
        if id(node) in self.known:
            return self.known[id(node)]
        self.known[id(node)] = None
        self.known[id(node)] = value = self._entered(node, at)
        return value

    def _note(self, node: Any, at: Address) -> None:  # Any: PyYAML's nodes are untyped
        self.positions.setdefault(at, (self.path, *self.lines.position(node.start_mark.index)))

    def _entered(self, node: Any, at: Address) -> Value:  # Any: PyYAML's nodes are untyped
        if node.tag == "!ENV":
            return _environment(node)
        if isinstance(node, yaml.ScalarNode):
            empty = node.style in {None, ""} and node.value == ""
            return None if empty else str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*at, place)) for place, item in enumerate(node.value)]
        out: dict[str, Value] = {}
        for name, item in node.value:
            if not isinstance(name, yaml.ScalarNode):
                continue
            if name.value == "<<":
                merged = self.value(item, (*at, "<<"))
                for part in merged if isinstance(merged, list) else [merged]:
                    out = {**part, **out} if isinstance(part, dict) else out
                continue
            self._note(name, (*at, name.value, ""))
            if name.value in out:
                self.twice.append((*at, name.value))
                place = self.lines.position(name.start_mark.index)
                self.positions[*at, name.value, ""] = (self.path, *place)
            out[name.value] = self.value(item, (*at, name.value))
        return out


def _environment(node: Any) -> Value:  # Any: PyYAML's nodes are untyped
    """What `!ENV NAME` and `!ENV [NAME, OTHER, default]` stand for, as MkDocs reads them."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(node.value)
    names = [item.value for item in node.value if isinstance(item, yaml.ScalarNode)]
    for name in names[:-1]:
        if name in os.environ:
            return os.environ[name]
    if len(names) == 1:
        return os.environ.get(names[0])
    return names[-1] if names else None
