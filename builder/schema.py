"""From plain values to records: the reader made from the rows that the dataclasses carry.

Reads what the rows say and reports what does not fit at its address. One wrong value never spoils its
neighbours: an optional one counts as not known, an entry without what it needs is left out.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import functools
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from typing import TypeVar

from . import kinds
from . import rules
from .diagnostics import Address
from .diagnostics import Finding
from .diagnostics import Rule
from .diagnostics import shown
from .kinds import Key
from .kinds import Kind
from .kinds import Wrong
from .kinds import nearest
from .plain import Value
from .source import quoted

MAX_SUGGESTIONS = 25

Record = TypeVar("Record", bound=object)


class Report:
    """What was found while one file was read. The only thing here that remembers."""

    __slots__ = ("contact", "findings", "latest", "path", "suggestions", "unread")

    def __init__(self, path: str, contact: str | None = None) -> None:
        """Begin with nothing found."""
        self.path = path
        self.contact = contact
        self.findings: list[Finding] = []
        self.unread: set[str] = set()
        """Top-level keys with a value that could not be understood."""
        self.suggestions = MAX_SUGGESTIONS
        """So many more misspellings are compared with what is known."""
        self.latest = dt.date.min
        """Latest day of anything that is said to have happened."""

    def nearest(self, word: str, words: Iterable[str]) -> str | None:
        """The word that was probably meant, for the first misspellings of a file: comparing takes long."""
        self.suggestions -= 1
        return nearest(word, words) if self.suggestions >= 0 else None

    def add(
        self, rule: Rule, message: str, at: Address, *, key: bool = False, find: str = "", hint: str = ""
    ) -> None:
        """Remember a finding."""
        self.findings.append(
            Finding(rule, self.path, message, at, key=key, find=find, hint=hint, contact=self.contact)
        )
        if at and rule is not rules.UNKNOWN_KEY:
            self.unread.add(str(at[0]))


# A reader turns a plain value into what the model holds, None where it reported why it could not.
Reader = Callable[[Any, Address, Report], Any]  # Any: plain values in, the fields' own types out


def read_record(cls: type[Record], raw: Mapping[str, Value], report: Report, **given: object) -> Record:
    """Record of a whole file or section. Required keys that are missing take what `given` says.

    Args:
        cls: the dataclass whose rows describe the keys.
        raw: the plain values.
        report: where misfits go.
        **given: attributes that do not come from the file, and fall-backs for required ones.
    """
    described: type = cls
    rows = _rows(described)
    got: dict[str, Any] = dict(given)
    for name, value in raw.items():
        row = rows.get(name)
        if row is None:
            _unknown_key(cls, name, (name,), report)
        elif value is not None and value != "":
            read = row[1](value, (name,), report)
            if read is not None:
                got[row[0]] = read
    for name in _required(described):
        if not raw.get(name):
            at = (name,) if name in raw else ()
            report.add(rules.MISSING_KEY, f"{name} is missing", at, hint=f"write {name}: …")
    if "latest" in _fields(described):
        got["unread"] = frozenset(report.unread)
        got["latest"] = report.latest if report.latest > dt.date.min else None
    made: Record = _builder(described)(got)
    return made


@functools.cache
def _fields(cls: type) -> frozenset[str]:
    return frozenset(field.name for field in dataclasses.fields(cls))


@functools.cache
def _rows(cls: type) -> Mapping[str, tuple[str, Reader]]:
    return {name: (attribute, _reader(row)) for name, (attribute, row) in kinds.keys(cls).items()}


@functools.cache
def _required(cls: type) -> tuple[str, ...]:
    return tuple(name for name, (_, row) in kinds.keys(cls).items() if row.required)


def _unknown_key(cls: type, name: str, at: Address, report: Report) -> None:
    if name.startswith("x-"):
        return
    near = report.nearest(name, _rows(cls))
    hint = f"did you mean {near}?" if near else "keys of your own begin with x-"
    report.add(rules.UNKNOWN_KEY, f'unknown key "{shown(name)}"', at, key=True, hint=hint)


def _reader(row: Key) -> Reader:
    one = _single(row.kind, past=row.past)
    return _many(one) if row.many else one


def _single(kind: Kind, *, past: bool) -> Reader:
    if kind.record is not None:
        return _record(kind)
    if kind.values is not None:
        return _mapping(kind, past=past)
    if kind.nested:
        return _nested(kind)
    return _text(kind) if kind is kinds.TEXT else _scalar(kind, past=past)


def _many(one: Reader) -> Reader:
    def read(raw: Any, at: Address, report: Report) -> tuple[Any, ...]:  # Any: see Reader
        if raw.__class__ is not list:
            value = one(raw, at, report)
            return () if value is None else (value,)
        out = []
        for place, item in enumerate(raw):
            if item is None or item == "":
                report.add(rules.WRONG_TYPE, "an empty entry", (*at, place), hint="delete it")
                continue
            value = one(item, (*at, place), report)
            if value is not None:
                out.append(value)
        return tuple(out)

    return read


def _text(kind: Kind) -> Reader:
    def read(raw: Any, at: Address, report: Report) -> str | None:  # Any: see Reader
        if raw.__class__ is str:
            return str(raw)
        _wrong_shape(kind, raw, at, report)
        return None

    return read


def _scalar(kind: Kind, *, past: bool) -> Reader:
    convert = kind.read

    def read(raw: Any, at: Address, report: Report) -> Any:  # Any: see Reader
        if raw.__class__ is not str:
            return _wrong_shape(kind, raw, at, report)
        value = convert(raw)
        if value.__class__ is Wrong:
            report.add(value.rule, value.message, at, find=value.find or raw, hint=value.hint)
            return None
        if past and value.__class__ is dt.date and value > report.latest:
            report.latest = value
        return value

    return read


def _nested(kind: Kind) -> Reader:
    def read(raw: Any, at: Address, report: Report) -> tuple[str, ...] | None:  # Any: see Reader
        if raw.__class__ is str:
            return (raw,)
        if raw.__class__ is list and all(item.__class__ is str for item in raw):
            return tuple(raw)
        _wrong_shape(kind, raw, at, report)
        return None

    return read


def _mapping(kind: Kind, *, past: bool) -> Reader:
    assert kind.values is not None
    one = _single(kind.values, past=past)
    inner = _many(one) if kind.many else one
    words = frozenset(kind.words)

    def read(raw: Any, at: Address, report: Report) -> dict[str, Any] | None:  # Any: see Reader
        if raw.__class__ is not dict:
            _wrong_shape(kind, raw, at, report)
            return None
        out = {}
        for name, value in raw.items():
            if words and name not in words:
                near = report.nearest(name, words)
                hint = f"did you mean {near}?" if near else f"one of {', '.join(kind.words)}"
                report.add(
                    rules.UNKNOWN_KEY, f'unknown key "{shown(name)}"', (*at, name), key=True, hint=hint
                )
            elif value is not None and value != "":
                got = inner(value, (*at, name), report)
                if got is not None:
                    out[name] = got
        return out

    return read


def _record(kind: Kind) -> Reader:
    cls = kind.record
    assert cls is not None
    rows = _rows(cls)
    required = _required(cls)
    needed = {rows[name][0] for name in required}
    build = _builder(cls)

    def read(raw: Any, at: Address, report: Report) -> Any:  # Any: see Reader
        known = len(report.findings)
        is_short = raw.__class__ is not dict or is_short_form(kind, raw)
        if is_short:
            raw = _long_form(kind, raw, at, report)
            if raw is None:
                return None
        got = {}
        for name, value in raw.items():
            row = rows.get(name)
            if row is None:
                _unknown_key(cls, name, (*at, name), report)
            elif value is not None and value != "":
                item = row[1](value, (*at, name), report)
                if item is not None:
                    got[row[0]] = item
        if needed <= got.keys():
            return build(got)
        missing = next((name for name in required if not raw.get(name)), None)
        # A required value that is there but wrong has been reported; on one line the rest is then its echo,
        # and so is what is missing because its key is misspelled.
        is_echo = is_short and len(report.findings) > known
        if missing is not None and not is_echo and not _is_misspelled(missing, raw, rows):
            hint = f"write {missing}: and {kinds.keys(cls)[missing][1].kind.expects}"
            report.add(rules.MISSING_KEY, f"{missing} is missing", at, hint=hint)
        return None

    return read


def is_short_form(kind: Kind, raw: Mapping[str, Value]) -> bool:
    """True for a map that is a line such as `2026-03-02 call: note`, which YAML takes for a pair."""
    for name in raw:
        return bool(kind.short) and name[:1].isdigit()
    return False


def _is_misspelled(name: str, raw: Mapping[str, Value], known: Mapping[str, object]) -> bool:
    return any(nearest(written, known) == name for written in raw if written not in known)


@functools.cache
def _builder(cls: type) -> Callable[[dict[str, Any]], Any]:  # Any: see Reader
    """Initialiser of a frozen record that takes half the time of its own, which is a good part of reading.

    The one that dataclasses write looks up every attribute by its name; this one knows the slots.
    """
    slots = [
        (getattr(cls, field.name).__set__, field.name, _default(field)) for field in dataclasses.fields(cls)
    ]

    def build(got: dict[str, Any]) -> Any:  # Any: see Reader
        made: Any = object.__new__(cls)
        get = got.get
        for put, name, default in slots:
            put(made, get(name, default))
        return made

    return build


def _default(field: dataclasses.Field[Any]) -> Any:  # Any: see Reader
    return field.default if field.default_factory is dataclasses.MISSING else field.default_factory()


def _long_form(kind: Kind, raw: Any, at: Address, report: Report) -> dict[str, Any] | None:  # Any: see Reader
    """Keys of an entry that may be written on one line; None where it is neither."""
    if not kind.short:
        if raw.__class__ is dict:
            return dict(raw)
        _wrong_shape(kind, raw, at, report)
        return None
    rest = None
    if raw.__class__ is dict:
        text, rest = next(iter(raw.items()))
        if len(raw) > 1:
            message = f'"{shown(text)}" is a whole entry on one line, which has no further keys'
            names = [f"{name}:" for name in kind.short]
            hint = f"write {', '.join(names[:-1])} and {names[-1]} on lines of their own"
            report.add(rules.WRONG_TYPE, message, at, hint=hint)
            return None
        if rest is not None and rest.__class__ is not str:
            _wrong_shape(kinds.TEXT, rest, (*at, text), report)
            return None
    elif raw.__class__ is str:
        text = raw
    else:
        _wrong_shape(kind, raw, at, report)
        return None
    return _split(kind, text, rest)


def _split(kind: Kind, text: str, rest: str | None) -> dict[str, Any]:  # Any: see Reader
    names = kind.short
    if not text[:1].isdigit() and len(names) > 1 and not _required_first(kind):
        return {names[-1]: text if rest is None else f"{text}: {rest}"}
    words = text.split(None, len(names) - 1)
    if rest is not None and len(words) == len(names) - 1:
        words.append(rest)
        return dict(zip(names, words, strict=True))
    if len(words) < len(names):
        # `DATE CHANNEL: NOTE` as a map of one pair: the words before the colon, the note behind it.
        out: dict[str, Any] = dict(zip(names, words, strict=False))
        if rest is not None:
            out[names[-1]] = rest
        if rest is None and words:
            out[names[len(words) - 1]] = words[-1].rstrip(":") if len(words) > 1 else words[-1]
        return out
    if rest is not None:
        words[-1] = f"{words[-1]}: {rest}"
    if len(words) > 1:
        words[-2] = words[-2].removesuffix(":")
    return dict(zip(names, words, strict=True))


def _required_first(kind: Kind) -> bool:
    assert kind.record is not None
    return kinds.keys(kind.record)[kind.short[0]][1].required


def _wrong_shape(kind: Kind, raw: Value, at: Address, report: Report) -> None:
    """Report a list or map where a text is expected, or the reverse."""
    found = "a list" if isinstance(raw, list) else "keys and values" if isinstance(raw, dict) else "a text"
    hint = ""
    if isinstance(raw, dict) and len(raw) == 1 and kind.record is None and kind.values is None:
        [(name, value)] = raw.items()
        whole = quoted(f"{name}: {value or ''}".rstrip())
        hint = f"if it is one text, write {shown(whole, 200)}"
    elif isinstance(raw, list) and len(raw) == 1 and isinstance(raw[0], list | str):
        hint = "write it without the brackets"
    report.add(rules.WRONG_TYPE, f"expected {kind.expects}, found {found}", at, hint=hint)


def expand(cls: type, raw: Mapping[str, Value]) -> dict[str, object]:
    """Front matter as JSON values: short forms written out, single values as lists, nothing left out."""
    rows = kinds.keys(cls)
    return {name: _json(rows[name][1], value) if name in rows else value for name, value in raw.items()}


def written_out(kind: Kind, raw: Value) -> dict[str, Value] | None:
    """Keys of an entry in the user's words, also where they stand on one line; None where it is none."""
    if kind.record is None:
        return None
    if isinstance(raw, dict) and not is_short_form(kind, raw):
        return raw
    return _long_form(kind, raw, (), Report(""))


def _json(row: Key, raw: Value) -> object:
    if row.many:
        items = raw if isinstance(raw, list) else [] if raw is None else [raw]
        return [_json_one(row.kind, item) for item in items]
    return _json_one(row.kind, raw)


def _json_one(kind: Kind, raw: Value) -> object:
    if raw is None:
        return None
    if kind.record is not None:
        entry = written_out(kind, raw) or raw
        return expand(kind.record, entry) if isinstance(entry, dict) else entry
    if kind.values is not None and isinstance(raw, dict):
        return {name: _json_one(kind.values, value) for name, value in raw.items()}
    if not isinstance(raw, str):
        return raw
    value = kind.read(raw)
    return raw if isinstance(value, Wrong) else as_json(value)


def amount_json(value: Decimal) -> int | float:
    """An amount as exact as a JSON number can be."""
    return int(value) if value == value.to_integral_value() else float(value)


def as_json(value: object) -> object:
    """A value of the model as JSON has it: dates ISO, amounts as exact as a JSON number can be."""
    if value.__class__ is str or isinstance(value, bool | int) or value is None:
        return value
    if isinstance(value, Decimal):
        return amount_json(value)
    return str(value.value if isinstance(value, enum.Enum) else value)
