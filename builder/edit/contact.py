"""Intentions about contacts: a touch logged, a person added. Only `write` knows the disk."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Mapping
from pathlib import Path

from ..errors import RefusedError
from ..plain import Value
from .drafts import Draft
from .drafts import apply
from .splice import append
from .splice import assign


def add(change: Draft, key: str, *entries: Mapping[str, Value]) -> None:
    """Add entries to one of the lists of a draft."""
    try:
        change.text = append(change.text, key, *entries)
    except RefusedError as error:
        raise RefusedError(f"{change.path}: {error}", error.hint) from error


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
    apply(root, [Draft(path, None, text)])
