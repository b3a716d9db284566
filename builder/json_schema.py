"""JSON Schema of what stands in files, made from the rows that the records carry.

Two of them: `written` is what may stand in a file, for an editor; `told` is what `soi` tells of it, with
short forms written out and lists always lists. Knows rows and kinds, and no key by name but `type`.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from typing import TypeAlias

from . import kinds
from .kinds import Key
from .kinds import Kind
from .model import ENTITIES
from .model import Type
from .schema import as_json

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_UNREAD = ("string", "array", "object", "null")
"""Types of what is told as it is written, because soi cannot read it; a text is read from each as it is."""

Schema: TypeAlias = dict[str, object]
_OfKind: TypeAlias = Callable[[Kind], Schema]


def front_matter() -> Schema:
    """What may stand at the head of a file in `contacts/`, by what its `type` says it is."""
    return {
        **_head("front-matter", "Front matter of a file of soi"),
        "type": "object",
        "properties": {"type": {"enum": [*ENTITIES]}},
        "allOf": [{"if": _is_of(word), "then": _ref(record)} for word, record in ENTITIES.items()],
        "$defs": {name: one for record in ENTITIES.values() for name, one in written(record).items()},
    }


def front_matter_of(word: Type) -> Schema:
    """What may stand at the head of a file of one type."""
    record = ENTITIES[word]
    head = _head(word, f"Front matter of a file of type {word}")
    return {**head, "allOf": [_is_of(word), _ref(record)], "$defs": written(record)}


def section(record: type, name: str, title: str) -> Schema:
    """What may stand in a section of its own, such as the settings."""
    return {**_head(name, title), **_ref(record), "$defs": written(record)}


def _head(name: str, title: str) -> Schema:
    return {"$schema": DIALECT, "$id": f"{name}.json", "title": title}


def _is_of(word: Type) -> Schema:
    # Whoever says nothing is a person.
    return {"properties": {"type": {"const": word}}, "required": [] if word is Type.PERSON else ["type"]}


def _ref(record: type) -> Schema:
    return {"$ref": f"#/$defs/{record.__name__}"}


def written(record: type) -> dict[str, Schema]:
    """Definitions, by name, of a record as it may be written and of all that it holds."""
    definitions: dict[str, Schema] = {}
    for one in _within(record):
        rows = kinds.keys(one)
        definitions[one.__name__] = {
            **_object(one, _written),
            "required": [name for name, (_, row) in rows.items() if row.required],
            "patternProperties": {"^x-": {}},
            "additionalProperties": False,
        }
    return definitions


def told(record: type) -> dict[str, Schema]:
    """Definitions, by name, of a record as `soi` tells it and of all that it holds.

    Nothing is left out, so what cannot be read stands there as it is written, and no key has to be there.
    """
    return {one.__name__: _object(one, _told) for one in _within(record)}


def _within(record: type) -> Iterator[type]:
    """A record and all that it holds, each once."""
    found: dict[type, None] = {}
    waiting = [record]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = None
            waiting.extend(inner for _, row in kinds.keys(one).values() if (inner := _record_of(row.kind)))
    return iter(found)


def _record_of(kind: Kind) -> type | None:
    return kind.record or (kind.values and _record_of(kind.values)) or None


def _object(record: type, of: Callable[[Key], Schema]) -> Schema:
    return {
        "description": " ".join((record.__doc__ or "").split()),
        "type": "object",
        "properties": {
            name: {"description": row.doc, **of(row)} for name, (_, row) in kinds.keys(record).items()
        },
    }


def _written(row: Key) -> Schema:
    one = _as_written(row.kind)
    # A key without a value says nothing, which is not wrong.
    schema: Schema = {"anyOf": [one, *([_list(one)] if row.many else []), {"type": "null"}]}
    is_map = row.kind.values is not None or (row.kind.record is not None and not row.kind.short)
    if row.example and not is_map:
        schema["examples"] = [as_json(row.kind.read(row.example.strip('"')))]
    return schema


def _as_written(kind: Kind) -> Schema:
    if kind.record is not None:
        forms: list[Schema] = [dict(kind.json)]
        if kind.short:
            forms += [{"type": ["string", "number"]}, _PAIR]
        return {"anyOf": forms} if len(forms) > 1 else forms[0]
    if kind.values is not None:
        schema = _map(kind, _as_written, many=lambda one: {"anyOf": [one, _list(one)]}, is_open=False)
        # Where no word is one too, what stands for it is written without a map.
        bare = _as_written(kind.values)
        return {"anyOf": [schema, bare, _list(bare)]} if "" in kind.words else schema
    return dict(kind.json)


_PAIR: Schema = {
    "description": "A whole entry on one line, as in `2026-09-28 visit: new showroom`.",
    "type": "object",
    "patternProperties": {"^[0-9]": {"type": ["string", "number", "boolean", "null"]}},
    "additionalProperties": False,
    "minProperties": 1,
    "maxProperties": 1,
}


def _told(row: Key) -> Schema:
    one = _as_told(row.kind)
    return _list(one) if row.many else one


def _as_told(kind: Kind) -> Schema:
    if kind is kinds.TEXT:
        return {"type": [*_UNREAD]}
    schema = dict(kind.json) if kind.values is None else _map(kind, _as_told, many=_list, is_open=True)
    has_keys = kind.record is not None or kind.values is not None
    return {"anyOf": [schema, {"type": [name for name in _UNREAD if not (has_keys and name == "object")]}]}


def _map(kind: Kind, of: _OfKind, *, many: Callable[[Schema], Schema], is_open: bool) -> Schema:
    assert kind.values is not None
    one = of(kind.values)
    values = many(one) if kind.many else one
    if not kind.words:
        return {"type": "object", "additionalProperties": values}
    known = {word: values for word in kind.words if word}
    return {"type": "object", "properties": known, **({} if is_open else {"additionalProperties": False})}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}
