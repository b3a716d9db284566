"""Intentions about contacts: a touch logged, a person added. Only `write` knows the disk."""

from __future__ import annotations

import codecs
import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from ..diagnostics import Lines
from ..diagnostics import Severity
from ..errors import RefusedError
from ..load import read_bytes
from ..plain import Value
from ..source import read
from . import write
from .splice import append
from .splice import assign


@dataclass(slots=True)
class Draft:
    """A file as it was seen and as it shall become."""

    path: str
    """Relative to the wiki."""
    seen: bytes
    text: str
    _has_bom: bool = field(default=False)

    @property
    def content(self) -> bytes:
        """What is to be written."""
        return (codecs.BOM_UTF8 if self._has_bom else b"") + self.text.encode("utf-8")


def draft(root: Path, path: str) -> Draft:
    """Draft of an existing file.

    Raises:
        RefusedError: it cannot be read as text.
    """
    try:
        seen = read_bytes(root / path)
    except OSError as error:
        raise RefusedError(f"{path} cannot be read ({error.strerror})") from error
    source = read(seen)
    for flaw in source.flaws:
        if flaw.rule.severity is Severity.ERROR:
            line, column = Lines(source.text).position(flaw.offset)
            raise RefusedError(f"{path}:{line}:{column}: {flaw.rule.code} error: {flaw.message}", flaw.hint)
    return Draft(path, seen, source.text, seen.startswith(codecs.BOM_UTF8))


def add(change: Draft, key: str, *entries: Mapping[str, Value]) -> None:
    """Add entries to one of the lists of a draft."""
    try:
        change.text = append(change.text, key, *entries)
    except RefusedError as error:
        raise RefusedError(f"{change.path}: {error}", error.hint) from error


def change(root: Path, paths: Iterable[str], intend: Callable[[Draft], None]) -> list[Draft]:
    """Read files, change and write them, all under the lock: two commands at once both have their way.

    Args:
        root: the wiki's folder.
        paths: the files, relative to it.
        intend: what is to happen to each; if it refuses one, none is written.

    Raises:
        RefusedError: a file is broken, was changed meanwhile or cannot be written; what was written before
            it is named.
    """
    drafts = []
    with write.lock(root):
        for path in paths:
            drafts.append(draft(root, path))
            intend(drafts[-1])
        for changed in drafts:
            target = root / changed.path
            write.require_unchanged(target, write.inside(root, target), changed.seen)
        for place, changed in enumerate(drafts):
            try:
                write.replace(root, root / changed.path, changed.seen, changed.content)
            except RefusedError as error:
                written = ", ".join(earlier.path for earlier in drafts[:place])
                raise RefusedError(
                    f"{error}{f'; written already: {written}' if written else ''}", error.hint
                ) from error
    return drafts


def touch_entry(
    date: dt.date,
    channel: str,
    note: str,
    *,
    is_incoming: bool = False,
    is_reached: bool = True,
    asked_referral: bool = False,
    follow_ups: Iterable[Mapping[str, Value]] = (),
    **texts: str | None,
) -> dict[str, Value]:
    """Entry for a touch, with the keys that say something, in canonical order.

    Args:
        date: the day of it.
        channel: how.
        note: what was said, empty for nothing.
        is_incoming: they got in touch.
        is_reached: false for no answer, voicemail, cancelled.
        asked_referral: a referral was asked for.
        follow_ups: promises, as entries.
        **texts: `mood`, `service`, `enhance`, `else`.
    """
    entry: dict[str, Value] = {"date": date.isoformat(), "channel": channel}
    if is_incoming:
        entry["direction"] = "in"
    if not is_reached:
        entry["reached"] = "false"
    if texts.get("mood"):
        entry["mood"] = texts["mood"]
    if note:
        entry["note"] = note
    entry |= {name: texts[name] for name in ("service", "enhance", "else") if texts.get(name)}
    if asked_referral:
        entry["asked_referral"] = "true"
    promises: list[Value] = [dict(promise) for promise in follow_ups]
    if promises:
        entry["follow_up"] = promises if len(promises) > 1 else promises[0]
    return entry


def slug(name: str) -> str:
    """Id for a name: small letters without accents, hyphens between words; letters of any script stay.

    Raises:
        RefusedError: the name has neither letter nor digit.
    """
    parts = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in parts if not (unicodedata.combining(c) and "\u0300" <= c <= "\u036f"))
    small = re.sub(r"['\u2019]", "", unicodedata.normalize("NFC", plain).casefold())
    # A mark that is left is a vowel of its script, and splits no word.
    is_letter = {c: c.isalnum() or unicodedata.category(c).startswith("M") for c in small}
    words = "".join(c if is_letter[c] else " " for c in small).split()
    if not words:
        raise RefusedError(f'no id can be made from the name "{name}"', "give one with --id")
    return "-".join(words)


def new_contact(template: str, values: Mapping[str, str]) -> str:
    """Text of a new contact file: the template with its keys filled in.

    Raises:
        RefusedError: the template is broken.
    """
    text = template
    for key, value in values.items():
        text = assign(text, key, value)
    return text


def create(root: Path, path: str, text: str) -> None:
    """Make a contact file that does not exist yet."""
    with write.lock(root):
        write.create(root, root / path, text.encode("utf-8"))
