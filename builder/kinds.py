"""What a value can be: a date, an amount, a word of a vocabulary, and how each is read from text.

A kind turns one text into one value, or into a `Wrong` that says what was expected. It knows neither the key
it serves nor the file; `schema` joins kinds to keys, `model` and `settings` say which key has which kind.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import enum
import re
import zoneinfo
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from . import rules
from .days import Birthday
from .days import Duration
from .days import parse_duration
from .diagnostics import Rule
from .diagnostics import shown


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a text is not a value of its kind."""

    rule: Rule
    message: str
    hint: str = ""
    find: str = ""
    """The piece of the text that is meant, empty for all of it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of value."""

    name: str
    expects: str
    """For messages and the field reference: `a date, YYYY-MM-DD`."""
    read: Callable[[str], Any]  # Any: each kind has its own type, which the dataclass fields state
    """From the user's text to the value, or a `Wrong`."""
    json: Mapping[str, object]
    """Its JSON Schema."""
    words: tuple[str, ...] = ()
    """The vocabulary, where there is one."""
    record: type | None = None
    """The dataclass, where the value has keys of its own."""
    short: tuple[str, ...] = ()
    """Keys of the record in the order of its one-line form."""
    values: Kind | None = None
    """The kind of the values, where the value is a map; `words` are then its keys, empty for free ones."""
    many: bool = False
    """The values of the map are lists."""
    nested: bool = False
    """A list of texts may stand for one, as synonyms do."""


class Never(enum.Enum):
    """The cadence of somebody who is never due."""

    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Key:
    """One row of the schema: what stands behind a key and what soi does with it."""

    kind: Kind
    doc: str
    """What the key is for, in a sentence for the owner of the contacts."""
    many: bool = False
    """A list; a single value counts as a list of one."""
    required: bool = False
    shown: bool = True
    """May appear on the site."""
    past: bool = False
    """Dates something that has happened, so a day after today is a slip."""
    source: str = ""
    """The article of the method it comes from."""
    example: str = ""


def key(kind: Kind, doc: str, *, default: object = None, **rest: Any) -> Any:  # Any: as in dataclasses.field
    """Field of a record that is a key in a file.

    Args:
        kind: what the value is.
        doc: what it is for.
        default: the value where the key is absent.
        **rest: the other attributes of `Key`.
    """
    row = Key(kind, doc, **rest)
    if row.required:
        return dataclasses.field(metadata={"key": row})
    if isinstance(default, Mapping):
        return dataclasses.field(default_factory=lambda: default, metadata={"key": row})
    return dataclasses.field(default=() if row.many and default is None else default, metadata={"key": row})


def keys(record: type) -> Mapping[str, tuple[str, Key]]:
    """The rows of a record: key as written in a file -> (attribute, row), in canonical order."""
    if record not in _keys:
        _keys[record] = _rows_of(record)
    return _keys[record]


_keys: dict[type, Mapping[str, tuple[str, Key]]] = {}


def is_shown(record: type, at: Sequence[str | int]) -> bool:
    """True if a value may appear on the site with all that it stands in; what has no row may not."""
    inner: type | None = record
    for step in at:
        if isinstance(step, int) or inner is None:
            continue
        row = keys(inner).get(step)
        if row is None or not row[1].shown:
            return False
        inner = row[1].kind.record
    return True


def _rows_of(record: type) -> Mapping[str, tuple[str, Key]]:
    return {
        field.name.rstrip("_"): (field.name, field.metadata["key"])
        for field in dataclasses.fields(record)
        if "key" in field.metadata
    }


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that was probably meant."""
    folded = {known.casefold(): known for known in words}
    if word.casefold() in folded:
        return folded[word.casefold()]
    close = difflib.get_close_matches(word.casefold(), folded, 1, 0.6)
    return folded[close[0]] if close else None


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOOSE_DATE = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})")
_TIME_BEHIND = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].+")
_BIRTHDAY = re.compile(r"(?:([0-9]{4})-)?([0-9]{2})-([0-9]{2})")
_AMOUNT = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_SEPARATED = re.compile(
    r"[^0-9]?(-?[0-9]{1,3}(?:[, '][0-9]{3})+(?:\.[0-9]+)?|-?[0-9]+(?:\.[0-9]{1,2})?)[^0-9]?"
)
_LEAP_YEAR = 2000
_dates: dict[str, dt.date] = {}


def read_date(text: str) -> dt.date | Wrong:
    """Date written `YYYY-MM-DD`; nothing else is one."""
    known = _dates.get(text)
    if known is not None:
        return known
    if _DATE.fullmatch(text):
        try:
            date = _dates[text] = dt.date.fromisoformat(text)
        except ValueError:
            return Wrong(rules.IMPOSSIBLE_DATE, f"{text} is not in the calendar")
        return date
    hint = "write it as YYYY-MM-DD"
    if loose := _LOOSE_DATE.fullmatch(text):
        hint = f"write {int(loose[1]):04d}-{int(loose[2]):02d}-{int(loose[3]):02d}"
    elif timed := _TIME_BEHIND.fullmatch(text):
        hint = f"write {timed[1]}, without a time"
    return Wrong(rules.WRONG_TYPE, f'"{shown(text)}" is not a date', hint)


def _read_birthday(text: str) -> Birthday | Wrong:
    found = _BIRTHDAY.fullmatch(text)
    if not found:
        hint = 'write YYYY-MM-DD, or "MM-DD" where the year is not known'
        return Wrong(rules.MALFORMED, f'"{shown(text)}" is not a birthday', hint)
    year = int(found[1]) if found[1] else None
    try:
        day = dt.date(_LEAP_YEAR if year is None else year, int(found[2]), int(found[3]))
    except ValueError:
        return Wrong(rules.IMPOSSIBLE_DATE, f"{shown(text)} is not in the calendar")
    return Birthday(day.month, day.day, year)


def _read_duration(text: str) -> Duration | Wrong:
    duration = parse_duration(text)
    if duration is None:
        hint = "write a number and day, week, month or year, as in 6 weeks"
        return Wrong(rules.WRONG_TYPE, f'"{shown(text)}" is not a duration', hint)
    return duration


def _read_cadence(text: str) -> Duration | Never | Wrong:
    return Never.NEVER if text == Never.NEVER.value else _read_duration(text)


def _read_flag(text: str) -> bool | Wrong:
    if text in _FLAGS:
        return _FLAGS[text]
    meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(text.lower(), text.lower())
    hint = f"write {meant}" if meant in _FLAGS else "write true or false"
    return Wrong(rules.WRONG_TYPE, f'"{shown(text)}" is neither true nor false', hint)


_FLAGS = {"true": True, "false": False}


def _read_flag_or_date(text: str) -> bool | dt.date | Wrong:
    if text in _FLAGS:
        return _FLAGS[text]
    date = read_date(text)
    if isinstance(date, Wrong) and date.rule is rules.WRONG_TYPE:
        return Wrong(date.rule, f'"{shown(text)}" is neither true nor a date', date.hint)
    return date


def _read_flag_or_text(text: str) -> bool | str:
    return _FLAGS.get(text, text)


def _read_amount(text: str) -> Decimal | Wrong:
    if _AMOUNT.fullmatch(text):
        return Decimal(text)
    # A hint only where the number can be meant in one way: in 4.200 the point may part thousands.
    clear = _SEPARATED.fullmatch(text)
    bare = re.sub(r"[, ']", "", clear[1]) if clear else ""
    hint = f"write {bare}" if bare else "write digits and a decimal point, as in 4200.50"
    return Wrong(rules.WRONG_TYPE, f'"{shown(text)}" is not an amount', hint)


def _read_count(text: str) -> int | Wrong:
    if re.fullmatch(r"[0-9]{1,6}", text):
        return int(text)
    return Wrong(rules.WRONG_TYPE, f'"{shown(text)}" is not a number', "write a whole number")


def _read_reference(text: str) -> str:
    # Obsidian's users write the link where an id is asked for, and mean the same.
    if text.startswith("[[") and text.endswith("]]"):
        return text[2:-2].split("|", maxsplit=1)[0].strip()
    return text


def _read_timezone(text: str) -> zoneinfo.ZoneInfo | Wrong:
    try:
        return zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        near = nearest(text, zoneinfo.available_timezones())
        hint = f"write {near}" if near else "write a name such as Europe/Madrid"
        return Wrong(rules.UNKNOWN_VALUE, f'unknown time zone "{shown(text)}"', hint)


def _read_web(text: str) -> str | Wrong:
    if _WEB.fullmatch(text):
        return text
    if _SIGNED_IN.match(text):
        # Not quoted: what stands there is a secret, and this goes to a log.
        return Wrong(
            rules.WRONG_TYPE, "a web address with a name or a password in it", "leave out all up to the @"
        )
    return Wrong(rules.WRONG_TYPE, f'"{shown(text)}" is not a web address', "write it with https://")


_WEB = re.compile(r"https?://[^\s\"'<>\\^`{|}@/?#]+(?:[/?#][^\s\"'<>\\^`{|}]*)?", re.IGNORECASE)
_SIGNED_IN = re.compile(r"https?://[^/?#]*@", re.IGNORECASE)
_CODE = "SOI[1-9][0-9]{2}"
_CODES = "SOI(?:[1-9][0-9]{0,2})?"


def _read_code(text: str) -> str | Wrong:
    if re.fullmatch(_CODE, text.upper()):
        return text.upper()
    return Wrong(rules.UNKNOWN_VALUE, f'"{shown(text)}" is not a code', "write one such as SOI403")


def _read_codes(text: str) -> str | Wrong:
    return text.upper() if re.fullmatch(_CODES, text.upper()) else _read_code(text)


def _read_range(text: str) -> tuple[dt.date, dt.date] | Wrong:
    begin, _, end = text.partition("/")
    first = read_date(begin)
    last = read_date(end or begin)
    if isinstance(first, Wrong):
        return first
    if isinstance(last, Wrong):
        return last
    if last < first:
        return Wrong(rules.WRONG_TYPE, f"{text} ends before it begins", f"write {last}/{first}")
    return first, last


_TEXT_JSON: Mapping[str, object] = {"type": ["string", "number", "boolean"]}
_DATE_JSON: Mapping[str, object] = {"type": "string", "format": "date"}

TEXT = Kind("text", "a text", str, _TEXT_JSON)
DATE = Kind("date", "a date, YYYY-MM-DD", read_date, _DATE_JSON)
BIRTHDAY = Kind(
    "birthday",
    'YYYY-MM-DD or "MM-DD"',
    _read_birthday,
    {"anyOf": [_DATE_JSON, {"type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"}]},
)
_DURATION = "[1-9][0-9]{0,5} *(day|week|month|year)s?|P[1-9][0-9]{0,5}[DWMY]"
DURATION = Kind(
    "duration",
    "a duration, as in 6 weeks or P6W",
    _read_duration,
    {"type": "string", "pattern": f"^({_DURATION})$"},
)
CADENCE = Kind(
    "cadence",
    "a duration, as in 6 weeks, or never",
    _read_cadence,
    {"type": "string", "pattern": f"^({_DURATION}|never)$"},
)
FLAG = Kind("flag", "true or false", _read_flag, {"type": "boolean"})
FLAG_OR_DATE = Kind(
    "flag or date", "true or a date", _read_flag_or_date, {"anyOf": [{"type": "boolean"}, _DATE_JSON]}
)
FLAG_OR_TEXT = Kind(
    "flag or text", "true, false or a text", _read_flag_or_text, {"type": ["boolean", "string"]}
)
AMOUNT = Kind("amount", "an amount without separators, as in 4200.50", _read_amount, {"type": "number"})
COUNT = Kind("count", "a whole number", _read_count, {"type": "integer", "minimum": 0})
ID = Kind("id", "the id of a contact", _read_reference, {"type": "string"})
PERSON = Kind(
    "person", "the id of a contact, or a name where there is no file", _read_reference, {"type": "string"}
)
CODE = Kind("code", "a code such as SOI403", _read_code, {"type": "string", "pattern": f"^{_CODE}$"})
CODES = Kind("codes", "a code, or how codes begin", _read_codes, {"type": "string", "pattern": f"^{_CODES}$"})
TIMEZONE = Kind("time zone", "a time zone, as in Europe/Madrid", _read_timezone, {"type": "string"})
WEB = Kind("web address", "a web address, https://…", _read_web, {"type": "string", "format": "uri"})
RANGE = Kind("range", "two dates, as in 2026-08-01/2026-08-21", _read_range, {"type": "string"})


def one_of(vocabulary: type[enum.StrEnum]) -> Kind:
    """Kind of a word out of a vocabulary."""
    words = {str(member): member for member in vocabulary}
    listed = ", ".join(words)

    def read(text: str) -> enum.StrEnum | Wrong:
        member = words.get(text)
        if member is not None:
            return member
        near = nearest(text, words)
        hint = f"did you mean {near}?" if near else ""
        return Wrong(rules.UNKNOWN_VALUE, f'unknown value "{shown(text)}"; expected one of {listed}', hint)

    return Kind(vocabulary.__name__, f"one of {listed}", read, {"enum": list(words)}, tuple(words))


def record(cls: type, *short: str) -> Kind:
    """Kind of a value with keys of its own.

    Args:
        cls: the dataclass that holds it.
        *short: its keys in the order of the one-line form, where it has one; the last takes the rest.
    """
    expects = f"keys ({', '.join(keys(cls))})"
    if short:
        expects = f"{' '.join(word.upper() for word in short)}, or {expects}"
    return Kind(cls.__name__, expects, str, {"$ref": f"#/$defs/{cls.__name__}"}, record=cls, short=short)


def mapping(values: Kind, *words: str, many: bool = False) -> Kind:
    """Kind of a map.

    Args:
        values: the kind of its values.
        *words: its keys, none where the user chooses them.
        many: its values are lists.
    """
    expects = f"a map from {', '.join(words)} to {values.expects}" if words else f"a map to {values.expects}"
    schema = {"type": "object", "additionalProperties": values.json}
    return Kind("map", expects, str, schema, words, values=values, many=many)
