"""What the shapes in builder/cli/shapes say: the root of every command, its keys, and their descriptions.

Descriptions stand below the keys, where the language does not keep them, so they are read from the source.
"""

from __future__ import annotations

import ast
import dataclasses
import enum
import functools
import importlib
import inspect
import pkgutil
import sys
import typing
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.cli import shapes

Shape = type[Any]
"""A TypedDict; there is no class of all of them."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a shape."""

    name: str
    hint: Any  # Any: a type as `typing` has it
    text: str
    """Its description."""
    owner: Shape
    """The class that it is declared in, which may be one that the shape extends."""


def outputs() -> Mapping[str, Any]:  # Any: a shape, or several as a union
    """Command -> what it prints."""
    named = {
        found.name.replace("_", "-"): importlib.import_module(f"{shapes.__name__}.{found.name}")
        for found in pkgutil.iter_modules(shapes.__path__)
    }
    return {name: module.Output for name, module in named.items() if hasattr(module, "Output")}


def roots(output: Any) -> tuple[Shape, ...]:  # Any: as above
    """The shapes that a command prints one of."""
    return (output,) if typing.is_typeddict(output) else typing.get_args(output)


def keys(shape: Shape) -> tuple[Key, ...]:
    """Keys of a shape, those of what it extends first.

    Raises:
        LookupError: a key has no description.
    """
    hints = typing.get_type_hints(shape, include_extras=True)
    found = {}
    for owner, name, text in _declared(shape):
        if not text:
            raise LookupError(f"{shape.__module__}.{owner.__name__}.{name} has no description below it")
        found[name] = Key(name, hints[name], text, owner)
    assert found.keys() == hints.keys()
    return tuple(found.values())


def within(shape: Shape) -> tuple[type, ...]:
    """The shapes, vocabularies and records that a shape leads to, itself among them, each once.

    Raises:
        LookupError: two of them share a name, so that a schema would take one for the other.
    """
    found: dict[str, type] = {}
    waiting: list[Any] = [shape]  # Any: types as `typing` has them
    while waiting:
        hint = waiting.pop()
        if not _has_name(hint):
            waiting.extend(reversed(typing.get_args(hint)))
        elif hint.__name__ not in found:
            found[hint.__name__] = hint
            if typing.is_typeddict(hint):
                waiting.extend(key.hint for key in reversed(keys(hint)))
        elif found[hint.__name__] is not hint:
            raise LookupError(f"{hint} and {found[hint.__name__]} share a name")
    return tuple(found.values())


def _has_name(hint: Any) -> bool:  # Any: as above
    is_mark = dataclasses.is_dataclass(hint) or (isinstance(hint, type) and issubclass(hint, enum.Enum))
    return typing.is_typeddict(hint) or is_mark


def text(shape: Shape) -> str:
    """Description of a shape."""
    return _one_line(shape.__doc__ or "")


def _declared(shape: Shape) -> Iterator[tuple[Shape, str, str]]:
    """The class, the name and the description of each key."""
    module = sys.modules[shape.__module__]
    node = _classes(shape.__module__)[shape.__name__]
    for base in node.bases:
        assert isinstance(base, ast.Name)
        if base.id != "TypedDict":
            yield from _declared(getattr(module, base.id))
    for statement, below in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield shape, statement.target.id, _string(below)


@functools.cache
def _classes(module: str) -> Mapping[str, ast.ClassDef]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


def _string(node: ast.stmt | None) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return _one_line(str(node.value.value))
    return ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
