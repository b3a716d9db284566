"""Values that are well formed and still not right (SOI2xx)."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ..days import Birthday
from ..diagnostics import Address
from ..diagnostics import Finding
from ..diagnostics import Rule
from ..diagnostics import is_invisible
from ..diagnostics import shown
from ..facts import Facts
from ..kinds import keys
from ..load import is_good_id
from ..model import Contact
from ..model import Entity
from ..rules import FUTURE_DATE
from ..rules import MALFORMED
from ..rules import ODD_CHARACTERS
from ..rules import SAME_ENTRY
from . import builtin


def _future(facts: Facts, rule: Rule) -> Iterator[Finding]:
    for entity in facts.wiki.entities:
        if entity.latest is not None and entity.latest > facts.today:
            yield from _future_dates(entity, entity, (), facts.today, rule)
    for contact in facts.wiki.contacts.values():
        if _is_future(contact.birthday, facts.today):
            message = f"{contact.birthday} is after today, {facts.today}"
            yield Finding(
                rule, contact.path, message, ("birthday",), hint="mend the year", contact=contact.id
            )


def _is_future(birthday: Birthday | None, today: dt.date) -> bool:
    if birthday is None or birthday.year is None or birthday.year < today.year:
        return False
    return birthday.in_year(birthday.year) > today


def _future_dates(
    entity: Entity,
    record: Any,
    at: Address,
    today: dt.date,
    rule: Rule,  # Any: a record of any class
) -> Iterator[Finding]:
    for name, (attribute, row) in keys(record.__class__).items():
        value = getattr(record, attribute)
        if value is None or value in ((), {}):
            continue
        place = (*at, name)
        if isinstance(value, tuple) and row.kind.record:
            for number, entry in enumerate(value):
                yield from _future_dates(entity, entry, (*place, number), today, rule)
        elif row.kind.record:
            yield from _future_dates(entity, value, place, today, rule)
        elif row.past:
            dates = value.items() if isinstance(value, dict) else [(None, value)]
            for step, date in dates:
                if isinstance(date, dt.date) and date > today:
                    message = f"{date} is after today, {today}, so it does not count yet"
                    where = place if step is None else (*place, step)
                    hint = "mend the date, or write a plan under follow_ups"
                    yield Finding(
                        rule, entity.path, message, where, find=str(date), hint=hint, contact=entity.id
                    )


future = builtin(FUTURE_DATE, _future)


_SIMPLE_EMAIL = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+"
)
_MAX_LOCAL = 64


def _malformed(facts: Facts, rule: Rule) -> Iterator[Finding]:
    for contact in facts.wiki.contacts.values():
        for place, email in enumerate(contact.emails):
            if problem := _email_problem(email.value):
                yield _contact_data(contact, rule, problem, ("emails", place, "value"), email.value)
        for place, phone in enumerate(contact.phones):
            if problem := _phone_problem(phone.value):
                yield _contact_data(contact, rule, problem, ("phones", place, "value"), phone.value)


def _contact_data(contact: Contact, rule: Rule, problem: tuple[str, str], at: Address, value: str) -> Finding:
    return Finding(rule, contact.path, problem[0], at, find=value, hint=problem[1], contact=contact.id)


def _email_problem(text: str) -> tuple[str, str] | None:
    if _SIMPLE_EMAIL.fullmatch(text) and text.index("@") <= _MAX_LOCAL:
        return None
    # Imported late: most wikis never need it, and it costs more than reading a thousand contacts.
    from email_validator import EmailNotValidError  # noqa: PLC0415 -- see above
    from email_validator import validate_email  # noqa: PLC0415 -- see above

    try:
        validate_email(text, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        reason = str(error).rstrip(".")
        return f'"{shown(text)}" is not an email address', reason[:1].lower() + reason[1:]
    return None


_PHONE = re.compile(
    r"(\+?[0-9()\[\]./ \u00a0\u2010-\u2015-]++)(?:(?:ext|x|#)\.? ?[0-9]{1,7})?", re.IGNORECASE
)
_MAX_PHONE = 64
_MIN_DIGITS = 3
_MAX_DIGITS = 15
_HOW_TO_WRITE = "write it as +34 600 000 000; other words belong in a label"


def _phone_problem(text: str) -> tuple[str, str] | None:
    found = _PHONE.fullmatch(text.strip()) if len(text) <= _MAX_PHONE else None
    digits = re.sub(r"[^0-9]", "", found[1]) if found else ""
    if found is None or len(digits) < _MIN_DIGITS:
        return f'"{shown(text)}" is not a phone number', _HOW_TO_WRITE
    number = digits.removeprefix("00")
    if number == digits and not found[1].startswith("+"):
        # Without the country's code only the length can be judged.
        is_long = len(digits) > _MAX_DIGITS
        return (f'"{shown(text)}" has too many digits for a phone number', _HOW_TO_WRITE) if is_long else None
    if _has_length(number[:4], len(number)):
        return None
    reason = _impossible(number)
    return (f'"{shown(text)}" is not a possible phone number: {reason}', _HOW_TO_WRITE) if reason else None


@lru_cache(maxsize=4096)
def _has_length(begin: str, length: int) -> bool:
    """True if numbers that begin so can be so long: most are settled by this, without a look at each."""
    import phonenumbers  # noqa: PLC0415 -- most commands never look at a number

    for digits in (1, 2, 3):
        regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(begin[:digits] or 0))
        metadata = phonenumbers.PhoneMetadata.metadata_for_region(regions[0], None) if regions else None
        if metadata is not None and metadata.general_desc is not None:
            return length - digits in metadata.general_desc.possible_length
    return False


def _impossible(digits: str) -> str | None:
    """Why no telephone can have an international number, None if one could."""
    import phonenumbers  # noqa: PLC0415 -- most commands never look at a number

    try:
        number = phonenumbers.parse(f"+{digits}", None)
    except phonenumbers.NumberParseException:
        return "there is no such country code"
    return {
        phonenumbers.ValidationResult.TOO_SHORT: "too short for its country",
        phonenumbers.ValidationResult.TOO_LONG: "too long for its country",
        phonenumbers.ValidationResult.INVALID_LENGTH: "wrong length for its country",
        phonenumbers.ValidationResult.INVALID_COUNTRY_CODE: "there is no such country code",
    }.get(phonenumbers.is_possible_number_with_reason(number))


malformed = builtin(MALFORMED, _malformed)


_JOINERS = frozenset("\u200c\u200d")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")
"""Alphabets whose letters look alike; a word in two of them is a disguise or an accident."""


def _odd(facts: Facts, rule: Rule) -> Iterator[Finding]:
    for entity in facts.wiki.entities:
        if not entity.id.isascii() and is_good_id(entity.id) and (problem := _odd_characters(entity.id)):
            message = f'the id "{shown(entity.id)}" {problem}'
            yield Finding(rule, entity.path, message, contact=entity.id, hint="rename the file")
        names = [
            (("name",), entity.name),
            *((("aliases", i), alias) for i, alias in enumerate(entity.aliases)),
        ]
        for at, name in names:
            if (
                name != entity.id
                and (not name.isascii() or not name.isprintable())
                and (problem := _odd_characters(name))
            ):
                message = f'the name "{shown(name)}" {problem}'
                yield Finding(rule, entity.path, message, at, contact=entity.id, hint="type the name again")


def _odd_characters(text: str) -> str | None:
    for character in text:
        if character in _JOINERS and not text.isascii() and _needs_joiners(text):
            continue
        if is_invisible(character):
            return f"has an invisible character ({shown(character)})"
    for word in re.findall(r"[^\W\d_]+", text):
        found = {script for letter in word if (script := _script(letter))}
        if len(found) > 1:
            return f'mixes alphabets in "{shown(word)}" ({" and ".join(sorted(found))})'
    return None


def _needs_joiners(text: str) -> bool:
    """True for scripts that are spelled with joiners, such as Persian or Malayalam, and for joined emoji."""
    return any(
        unicodedata.bidirectional(c) == "AL" or "\u0900" <= c <= "\u0dff" or unicodedata.category(c) == "So"
        for c in text
    )


@lru_cache(maxsize=4096)
def _script(letter: str) -> str | None:
    name = unicodedata.name(letter, "")
    return next((script.capitalize() for script in _SCRIPTS if name.startswith(script)), None)


odd = builtin(ODD_CHARACTERS, _odd)


_LISTS = ("touches", "referrals", "purchases", "follow_ups", "asked", "consent", "deals", "relations")


def _same(facts: Facts, rule: Rule) -> Iterator[Finding]:
    for contact in facts.wiki.contacts.values():
        for name in _LISTS:
            entries = getattr(contact, name)
            if len(entries) > 1:
                yield from _repeated(contact, name, entries, rule)


def _repeated(
    contact: Contact, name: str, entries: tuple[Any, ...], rule: Rule
) -> Iterator[Finding]:  # Any: any record
    if len({getattr(entry, "date", None) for entry in entries}) == len(entries):
        return
    days = Counter(getattr(entry, "date", None) for entry in entries)
    seen = set()
    for place, entry in enumerate(entries):
        if days[getattr(entry, "date", None)] > 1:
            if entry in seen:
                message = f"the same entry stands in {name} already"
                yield Finding(
                    rule,
                    contact.path,
                    message,
                    (name, place),
                    contact=contact.id,
                    hint="delete one of the two",
                )
            seen.add(entry)


same = builtin(SAME_ENTRY, _same)
