"""Write down what the commands print: the JSON Schemas of builder/schemas and the tables of docs/json.md.

`make schemas` runs it. Everything is made from the shapes in builder/cli/shapes, and a test holds that it is
current.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builder.json_schema import DIALECT
from builder.json_schema import told

from . import shapes
from .shapes import Shape

TOP = Path(__file__).parent.parent
FOLDER = TOP / "builder" / "schemas"
_NAMES = {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}
_REF = "#/$defs/"

Schema = dict[str, Any]  # Any: JSON


def main() -> None:
    """Write every file that is not current, and remove what nothing prints any more."""
    wanted = files()
    for path in FOLDER.glob("*.json"):
        if path not in wanted:
            path.unlink()
    for path, text in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(TOP)}\n")


def files() -> Mapping[Path, str]:
    """Everything that is made, and its text."""
    return {
        FOLDER / f"{name}.json": json.dumps(schema(name, output), indent=2, ensure_ascii=False) + "\n"
        for name, output in shapes.outputs().items()
    }


def schema(name: str, output: Any) -> Schema:  # Any: a shape, or several as a union
    """JSON Schema of what a command prints."""
    definitions: Schema = {}
    kinds = shapes.roots(output)
    if len(kinds) == 1:
        body = _object(kinds[0], definitions)
    else:
        body = {"anyOf": [_typed(kind, definitions) for kind in kinds]}
    head = {"$schema": DIALECT, "$id": f"{name}.json", "title": f"soi {name} --format json"}
    return {**head, **body, **({"$defs": dict(sorted(definitions.items()))} if definitions else {})}


def _object(shape: Shape, definitions: Schema) -> Schema:
    keys = shapes.keys(shape)
    return {
        "description": shapes.text(shape),
        "type": "object",
        "properties": {key.name: {**_typed(key.hint, definitions), "description": key.text} for key in keys},
        "required": [key.name for key in keys if key.name in shape.__required_keys__],
    }


def _typed(hint: Any, definitions: Schema) -> Schema:  # Any: a type as `typing` has it
    """JSON Schema of a type; the shapes that it leads to are added to the definitions."""
    inner = typing.get_args(hint)
    match typing.get_origin(hint):
        case typing.Annotated:
            return _marked(inner[0], inner[1], definitions)
        case types.UnionType | typing.Union:
            return _either([_typed(one, definitions) for one in inner])
        case builtin if builtin is list:
            return {"type": "array", "items": _typed(inner[0], definitions)}
        case builtin if builtin is dict:
            return {"type": "object", "additionalProperties": _typed(inner[1], definitions)}
    if hint is object:
        return {}
    if hint in _NAMES:
        return {"type": _NAMES[hint]}
    assert typing.is_typeddict(hint), hint
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}  # a shape may hold others of itself
        definitions[hint.__name__] = _object(hint, definitions)
    elif definitions[hint.__name__]:
        assert definitions[hint.__name__]["description"] == shapes.text(hint), f"two are called {hint}"
    return {"$ref": f"{_REF}{hint.__name__}"}


def _marked(base: Any, mark: Any, definitions: Schema) -> Schema:  # Any: as above
    if isinstance(mark, str):
        return {**_typed(base, definitions), "format": mark}
    if dataclasses.is_dataclass(mark):
        assert isinstance(mark, type)
        definitions.update(told(mark))
        return {"$ref": f"{_REF}{mark.__name__}"}
    return {"enum": [str(word) for word in mark]}


def _either(options: list[Schema]) -> Schema:
    """One of several; what is only a type becomes one list of types."""
    if all(option.keys() == {"type"} and isinstance(option["type"], str) for option in options):
        return {"type": [option["type"] for option in options]}
    return {"anyOf": options}


if __name__ == "__main__":
    main()
