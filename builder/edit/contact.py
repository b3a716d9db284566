"""Intentions about contacts: a touch logged, a person added. Only `write` knows the disk."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Mapping
from pathlib import Path

from ..diagnostics import shown
from ..errors import RefusedError
from ..errors import UsageError
from ..load import SUFFIX
from ..load import TEMPLATE
from ..load import Place
from ..load import is_good_id
from ..load import is_left_aside
from ..load import read_entity
from ..plain import Value
from ..rules import LOST_TEXT
from ..rules import UNKNOWN_KEY
from ..source import read_text
from ..wiki import Wiki
from ..wiki import fold_accents
from .drafts import Draft
from .drafts import draft
from .growing import Entry
from .splice import append
from .splice import assign

BLANK = "---\n---\n"
"""What a contact file begins with where there is no template."""


def add(change: Draft, key: str, *entries: Entry) -> None:
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


def new_contact(
    root: Path, wiki: Wiki, name: str, values: Mapping[str, str], given_id: str | None = None
) -> Draft:
    """Draft of the file of somebody new, made from `_template.md` if there is one.

    Args:
        root: the wiki's folder.
        wiki: who is there already.
        name: what they are called.
        values: further keys of the file, and what stands behind them.
        given_id: the file's name, if it is not to be made from theirs.

    Raises:
        UsageError: the id is none or is taken, the person has a file, or a value is not one of its key.
        RefusedError: the template is broken.
    """
    full = " ".join(name.split())
    contact = given_id or slug(full)
    _refuse_taken(wiki, full, contact, is_given=given_id is not None)
    folder = "" if wiki.folder == "." else f"{wiki.folder}/"
    place = f"{folder}{TEMPLATE}"
    text = draft(root, place).text if (root / place).is_file() else BLANK
    for key, value in {"name": full, **values}.items():
        text = assign(text, key, value)
    path = f"{folder}{contact}{SUFFIX}"
    _refuse_bad(path, contact, text)
    return Draft(path, None, text)


def _refuse_taken(wiki: Wiki, full: str, contact: str, *, is_given: bool) -> None:
    if not is_good_id(contact) or is_left_aside(f"{contact}{SUFFIX}"):
        hint = "begin with a letter or digit, go on with letters, digits, blanks, . _ -"
        raise UsageError(f'"{shown(contact)}" cannot be an id', hint)
    taken = wiki.resolve(contact)
    if taken is not None:
        raise UsageError(
            f'the id "{contact}" is taken by {shown(wiki.paths[taken])}',
            f'for another person of that name: soi new "{shown(full)}" --id {contact}-2',
        )
    twin = next((c for c in wiki.contacts.values() if fold_accents(c.name) == fold_accents(full)), None)
    if twin is not None and not is_given:
        raise UsageError(
            f"{shown(full)} has a file already: {shown(twin.path)}", "for another person give an --id"
        )


def _refuse_bad(path: str, contact: str, text: str) -> None:
    """Refuse what `soi check` would call an error: what is typed wrong is best typed again at once."""
    _, findings = read_entity(Place(path, contact), read_text(text))
    bad = [finding for finding in findings if finding.rule not in (UNKNOWN_KEY, LOST_TEXT)]
    if bad:
        raise UsageError(bad[0].message, bad[0].hint)
