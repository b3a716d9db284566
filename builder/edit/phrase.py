"""How soi writes a value: the shortest form that reads back as it was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence

from ..kinds import Kind
from ..kinds import keys
from ..plain import Value
from ..source import quoted
from ..source import read_text

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9+._-]*")
_TYPED_ELSEWHERE = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|[-+]?[0-9][0-9_]*(\.[0-9]*)?(e[-+]?[0-9]+)?|0x[0-9a-f]+|[0-9]+(:[0-9]+)+"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t ][0-9].*)?|[-+]?\.(inf|nan)|=|<<",
    re.IGNORECASE,
)
"""Texts that other programs which read YAML would take for something else."""


def scalar(text: str, *, flow: bool = False) -> str:
    """Text as it is written behind a key: plain where that reads back the same, else in double quotes."""
    if _WORD.fullmatch(text) and not _TYPED_ELSEWHERE.fullmatch(text):
        return text
    if flow or _TYPED_ELSEWHERE.fullmatch(text) or not text or text != text.strip() or "#" in text:
        return quoted(text)
    source = read_text(f"---\na: {text}\n---\n")
    is_plain = not source.flaws and source.values == {"a": text} and source.body == len(source.text)
    return text if is_plain else quoted(text)


def token(text: str) -> str:
    """A date, an amount, a word of a vocabulary or an id, which the schema knows not to be anything else."""
    return text if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9+._/-]*", text) else scalar(text)


def short_form(kind: Kind, entry: Mapping[str, Value]) -> tuple[str, str] | None:
    """Entry on one line, as the words before the colon and the text behind it; None where it says too little.

    `DATE CHANNEL` and the note for a touch, all words and no text for a purchase or a promise.
    """
    names = kind.short
    if not names or any(name not in names for name in entry):
        return None
    values = [entry.get(name) for name in names]
    if any(
        value is not None and (not isinstance(value, str) or "\n" in value or "\r" in value)
        for value in values
    ):
        return None
    words = [str(value) for value in values[:-1] if value is not None]
    missing = [value is None for value in values]
    if missing != sorted(missing) or any(" " in word for word in words):
        return None
    last = values[-1]
    if isinstance(last, str) and last != last.strip():
        return None  # the blanks between the words are nobody's
    return " ".join(words), str(last) if last is not None else ""


def block_entry(kind: Kind, entry: Mapping[str, Value] | str, indent: int, newline: str) -> str:
    """Entry of a block list, its lines separated but the last without its end.

    Args:
        kind: what the entry is; it says whether there is a short form.
        entry: keys and plain values, or a text.
        indent: column of the dash, from 0.
        newline: how lines end in this file.
    """
    margin = " " * indent
    if isinstance(entry, str):
        return f"{margin}- {scalar(entry)}"
    brief = short_form(kind, entry)
    if brief and len(kind.short) > 1:
        words, text = brief
        if not text:
            return f"{margin}- {words}"
        if kind.short[-1] == "note":
            return f"{margin}- {words}: {scalar(text)}"
        return f"{margin}- {scalar(f'{words} {text}' if words else text)}"
    lines = block_lines(kind, entry, indent + 2, newline)
    lines[0] = f"{margin}- {lines[0].lstrip(' ')}"
    return newline.join(lines)


def block_lines(kind: Kind, entry: Mapping[str, Value], indent: int, newline: str) -> list[str]:
    """Keys of an entry, one on each line, as YAML in block style."""
    lines: list[str] = []
    rows = kind_rows(kind)
    for name, value in entry.items():
        lines += _block_value(name, value, rows.get(name), indent, newline)
    return lines


def _block_value(name: str, value: Value, kind: Kind | None, indent: int, newline: str) -> list[str]:
    margin = " " * indent
    if isinstance(value, Mapping):
        brief = short_form(kind, value) if kind and len(kind.short) > 1 else None
        if kind and brief:
            return [f"{margin}{name}: {scalar(' '.join(part for part in brief if part))}"]
        inner = block_lines(kind, value, indent + 2, newline) if kind else []
        return [f"{margin}{name}:", *inner]
    if isinstance(value, Sequence) and not isinstance(value, str):
        out = [f"{margin}{name}:"]
        for item in value:
            if isinstance(item, Mapping) and kind:
                out.append(block_entry(kind, item, indent + 2, newline))
            else:
                out.append(f"{margin}  - {scalar(str(item))}")
        return out
    text = "" if value is None else value
    if is_literal(text):
        return [f"{margin}{name}: |-", *(f"{margin}  {line}".rstrip() for line in text.split("\n"))]
    is_token = kind is not None and kind.name not in {"text", "person"}
    return [f"{margin}{name}: {token(text) if is_token else scalar(text)}"]


def is_literal(text: str) -> bool:
    """True for a text of several lines that a literal block holds without loss."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and all(line == line.rstrip() and line.isprintable() for line in lines)
        and bool(lines[0])
        and not lines[0].startswith(" ")
        and bool(lines[-1])
    )


def flow_entry(kind: Kind, entry: Mapping[str, Value] | str) -> str:
    """Entry for a list between brackets, every text quoted."""
    if isinstance(entry, str):
        return flow(entry)
    brief = short_form(kind, entry)
    if brief:
        words, text = brief
        colon = ":" if text and kind.short[-1] == "note" else ""
        return quoted(" ".join(part for part in (f"{words}{colon}", text) if part))
    return flow(entry)


def flow(value: Value | Mapping[str, Value]) -> str:
    """Value in YAML's flow style."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {flow(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    text = value or ""
    return text if _WORD.fullmatch(text) else quoted(text)


def kind_rows(kind: Kind) -> Mapping[str, Kind]:
    """Kinds of the keys of an entry."""
    return {name: row.kind for name, (_, row) in keys(kind.record).items()} if kind.record else {}
