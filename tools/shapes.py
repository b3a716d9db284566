"""What the shapes in builder/cli/shapes say: the root of every command, its keys, and their descriptions.

Descriptions stand below the keys, where the language does not keep them, so they are read from the source.
"""

from __future__ import annotations

import ast
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
