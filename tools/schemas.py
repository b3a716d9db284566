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
from . import tables
from .shapes import Shape

TOP = Path(__file__).parent.parent
FOLDER = TOP / "builder" / "schemas"
DOCUMENT = TOP / "docs" / "json.md"
_NAMES = {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}
MADE = "<!-- What follows is made by `make schemas` from builder/cli/shapes. -->"

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
    outputs = shapes.outputs()
    made = {
        FOLDER / f"{name}.json": json.dumps(schema(name, output), indent=2, ensure_ascii=False) + "\n"
        for name, output in outputs.items()
    }
    by_hand = DOCUMENT.read_text(encoding="utf-8").partition(MADE)[0]
    return {**made, DOCUMENT: f"{by_hand}{MADE}\n\n{tables.document(outputs)}"}


def schema(name: str, output: Any) -> Schema:  # Any: a shape, or several as a union
    """JSON Schema of what a command prints.

    Raises:
        LookupError: a shape and a record of the files share a name.
    """
    roots = shapes.roots(output)
    definitions: Schema = {}
    for root in roots:
        for one in shapes.within(root):
            for known, made in _defined(one).items():
                if definitions.setdefault(known, made) != made:
                    raise LookupError(f"a shape of soi {name} is called {known}, and so is a record")
    body = definitions.pop(roots[0].__name__) if len(roots) == 1 else {"anyOf": [*map(_ref, roots)]}
    head = {"$schema": DIALECT, "$id": f"{name}.json", "title": f"soi {name} --format json"}
    return {**head, **body, **({"$defs": dict(sorted(definitions.items()))} if definitions else {})}


def _defined(one: type) -> Schema:
    """Definitions of a shape or a record; a vocabulary is written out where it is used."""
    if typing.is_typeddict(one):
        return {one.__name__: _object(one)}
    return dict(told(one)) if dataclasses.is_dataclass(one) else {}


def _object(shape: Shape) -> Schema:
    keys = shapes.keys(shape)
    return {
        "description": shapes.text(shape),
        "type": "object",
        "properties": {key.name: {**_typed(key.hint), "description": key.text} for key in keys},
        "required": [key.name for key in keys if key.name in shape.__required_keys__],
    }


def _typed(hint: Any) -> Schema:  # Any: a type as `typing` has it
    """JSON Schema of a type."""
    inner = typing.get_args(hint)
    origin = typing.get_origin(hint)
    if origin is typing.Annotated:
        return _marked(*inner)
    if origin in {types.UnionType, typing.Union}:
        return _either([_typed(one) for one in inner])
    if origin is list:
        return {"type": "array", "items": _typed(inner[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _typed(inner[1])}
    if typing.is_typeddict(hint):
        return _ref(hint)
    return {} if hint is object else {"type": _NAMES[hint]}


def _marked(base: Any, mark: Any) -> Schema:  # Any: as above
    if isinstance(mark, str):
        return {**_typed(base), "format": mark}
    return _ref(mark) if dataclasses.is_dataclass(mark) else {"enum": [str(word) for word in mark]}


def _ref(named: Any) -> Schema:  # Any: as above
    return {"$ref": f"#/$defs/{named.__name__}"}


def _either(options: list[Schema]) -> Schema:
    """One of several; what is only a type becomes one list of types."""
    if all(option.keys() == {"type"} and isinstance(option["type"], str) for option in options):
        return {"type": [option["type"] for option in options]}
    return {"anyOf": options}


if __name__ == "__main__":
    main()
