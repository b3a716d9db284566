"""The shapes of the commands as Markdown: a table for each command, and at the end what several share.

A row within a row stands below it as `outer.inner`, where both are of one module; what comes from elsewhere
is a link, and so is a vocabulary of the files. Other words stand where they are used.
"""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from builder import model
from builder.cli.shapes import shared

from . import shapes
from .shapes import Key
from .shapes import Shape

_HEADS = (shared.Version, shared.Head)
"""Said once, above all tables."""
_BAR = r"\|"
_WORDS = {str: "text", int: "whole number", float: "number", bool: "true or false", object: "anything"}


def document(outputs: Mapping[str, Any]) -> str:  # Any: a shape, or several as a union
    """The tables of all commands."""
    roots = [root for output in outputs.values() for root in shapes.roots(output)]
    found = dict.fromkeys(one for root in roots for one in shapes.within(root))
    linked = {other for one in found if typing.is_typeddict(one) for other in _elsewhere(one)}
    lines = [
        *(line for name, output in outputs.items() for line in _command(name, output)),
        "## What several commands print",
        "",
        *(line for shape in _by_name(linked) for line in _shape(shape)),
        "## Words",
        "",
        *(line for one in _by_name(found) if _is_of_files(one) for line in _vocabulary(one)),
    ]
    return "\n".join(lines)


def _by_name(named: Iterable[type]) -> list[type]:
    return sorted(named, key=lambda one: one.__name__)


def _command(name: str, output: Any) -> Iterator[str]:  # Any: as above
    yield from (f"## soi {name}", "")
    told: set[Shape] = set()
    for root in shapes.roots(output):
        yield from _described(root, told)


def _shape(shape: Shape) -> Iterator[str]:
    yield from (f"### {shape.__name__}", "")
    yield from _described(shape, set())


def _is_of_files(one: type) -> bool:
    """True for the words that people write too, which many commands print."""
    return issubclass(one, enum.Enum) and one.__module__ == model.__name__


def _vocabulary(words: type) -> Iterator[str]:
    yield from (f"### {words.__name__}", "", _listed(words), "")


def _listed(words: Any) -> str:  # Any: a vocabulary; `type` does not say that it has members
    return ", ".join(f"`{word}`" for word in words)


def _described(shape: Shape, told: set[Shape]) -> Iterator[str]:
    bases = _bases(shape)
    also = f" It has all of {_links(bases)}{', and' if _own(shape) else '.'}" if bases else ""
    yield from (f"{shapes.text(shape)}{also}", "")
    if _own(shape):
        yield from ("| key | value | |", "|---|---|---|", *_rows(shape, "", told), "")


def _rows(shape: Shape, at: str, told: set[Shape]) -> Iterator[str]:
    """Lines of a table, and below each those of what it holds.

    Args:
        shape: whose keys they are.
        at: the keys that lead to it, each with a dot behind.
        told: shapes that there are lines for already.
    """
    told |= {shape, *(key.owner for key in _own(shape))}
    for key in _own(shape):
        inner = _inner(key.hint)
        again = ", as above" if inner in told else ""
        words = f"{_words(key.hint, shape.__module__)}{again}"
        yield f"| `{at}{key.name}` | {words} | {key.text.replace('|', _BAR)} |"
        if inner is not None and inner.__module__ == shape.__module__ and not again:
            each = "[]" if _is_list(key.hint) else ""
            yield from _rows(inner, f"{at}{key.name}{each}.", told)


def _own(shape: Shape) -> list[Key]:
    """Keys that are not told of where one of its bases is."""
    return [key for key in shapes.keys(shape) if key.owner.__module__ == shape.__module__]


def _bases(shape: Shape) -> list[Shape]:
    """Those from elsewhere whose keys it has too."""
    owners = dict.fromkeys(key.owner for key in shapes.keys(shape))
    return [one for one in owners if one.__module__ != shape.__module__ and one not in _HEADS]


def _elsewhere(shape: Shape) -> Iterator[Shape]:
    """The shapes from elsewhere that its table links to."""
    yield from _bases(shape)
    for key in _own(shape):
        inner = _inner(key.hint)
        if inner is not None and inner.__module__ != shape.__module__:
            yield inner


def _inner(hint: Any) -> Shape | None:  # Any: a type as `typing` has it
    """The shape that a type leads to."""
    if typing.is_typeddict(hint):
        shape: Shape = hint
        return shape
    return next((found for one in typing.get_args(hint) if (found := _inner(one))), None)


def _is_list(hint: Any) -> bool:  # Any: as above
    return typing.get_origin(hint) is list or any(map(_is_list, typing.get_args(hint)))


def _words(hint: Any, home: str) -> str:  # Any: as above
    """A type in words, in the table of a shape of some module."""
    inner = typing.get_args(hint)
    origin = typing.get_origin(hint)
    if origin is typing.Annotated:
        return _marked(inner[1])
    if origin in {types.UnionType, typing.Union}:
        return " or ".join("`null`" if one is types.NoneType else _words(one, home) for one in inner)
    if origin is list:
        one = _words(inner[0], home)
        return f"list of {one}" if one.startswith(("[", "`")) else f"list of {one}s"
    if origin is dict:
        return f"map to {_words(inner[1], home)}"
    return _named(hint, home) if typing.is_typeddict(hint) else _WORDS[hint]


def _marked(mark: Any) -> str:  # Any: as above
    if isinstance(mark, str):
        return mark
    if dataclasses.is_dataclass(mark):
        return "front matter"
    return _links([mark]) if _is_of_files(mark) else _listed(mark)


def _named(shape: Shape, home: str) -> str:
    if shape.__module__ != home:
        return _links([shape])
    bases = _bases(shape)
    return f"{_links(bases)} and more" if bases else "object"


def _links(named: Iterable[type]) -> str:
    return " and ".join(f"[{one.__name__}](#{one.__name__.lower()})" for one in named)
