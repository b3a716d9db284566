"""How people are joined, seen from either file: referrals, relations, who works where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ..facts import Facts
from ..facts import by_name
from ..facts.relations import ties
from ..model import Contact
from ..model import Referral
from ..model import ReferralDirection
from .addresses import Ref
from .addresses import ref
from .addresses import ref_to
from .addresses import words
from .wording import amount
from .wording import spelled


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral that somebody made, got, or came by."""

    sentence: str
    """What it is to the one whose page it is on: `brought you`, `came through`, …"""
    other: Ref
    date: str
    outcome: str
    value: str
    thanked: str
    reward: str
    words: tuple[Markup, ...]
    """Occasion and note."""


@dataclass(frozen=True, slots=True)
class RelationLine:
    """What somebody is to another."""

    sentence: str
    other: Ref
    note: Markup | None
    birthday: str


_SENTENCES = {
    (ReferralDirection.RECEIVED, True): "referred to you",
    (ReferralDirection.GIVEN, True): "you referred to them",
    (ReferralDirection.RECEIVED, False): "came to you through",
    (ReferralDirection.GIVEN, False): "you referred them to",
}
"""By direction, and whether it stands in the file of the one whose page it is."""


def referral_lines(facts: Facts, contact: Contact) -> tuple[ReferralLine, ...]:
    """Referrals in which somebody takes part, the latest first, those without a day last, then by name."""
    lines = [_line(facts, entry, entry.contact, is_own=True) for entry in contact.referrals]
    through = set()
    for owner, entry in facts.of(_naming).get(contact.id, ()):
        lines.append(_line(facts, entry, owner, is_own=False))
        if entry.direction is ReferralDirection.RECEIVED:
            through.add(owner)
    own = facts.of(_brought_by_own_word)
    if contact.referred_by and facts.wiki.resolve(contact.referred_by) not in through:
        sentence = _SENTENCES[ReferralDirection.RECEIVED, False]
        lines.append(ReferralLine(sentence, ref(facts.wiki, contact.referred_by), "", "", "", "", "", ()))
    known = {
        facts.wiki.resolve(entry.contact)
        for entry in contact.referrals
        if entry.direction is ReferralDirection.RECEIVED
    }
    for other in own.get(contact.id, ()):
        if other not in known:
            sentence = _SENTENCES[ReferralDirection.RECEIVED, True]
            lines.append(ReferralLine(sentence, ref(facts.wiki, other), "", "", "", "", "", ()))
    lines.sort(key=lambda line: (line.other.text, line.other.href or ""))
    lines.sort(key=lambda line: line.date or str(dt.date.min), reverse=True)
    return tuple(lines)


def _line(facts: Facts, entry: Referral, other: str, *, is_own: bool) -> ReferralLine:
    return ReferralLine(
        sentence=_SENTENCES[entry.direction, is_own],
        other=ref(facts.wiki, other),
        date=str(entry.date),
        outcome=str(entry.outcome or ""),
        value=amount(entry.value, facts.settings.currency),
        thanked=str(entry.thanked or ""),
        reward=spelled(entry.reward) if entry.reward else "",
        words=tuple(text for said in (entry.occasion, entry.note) if (text := words(facts.wiki, said))),
    )


def _naming(facts: Facts) -> Mapping[str, tuple[tuple[str, Referral], ...]]:
    """Id -> the referrals in other files that name it, each with whose file it is."""
    found: dict[str, list[tuple[str, Referral]]] = {}
    for contact in facts.wiki.contacts.values():
        for entry in contact.referrals:
            other = facts.wiki.resolve(entry.contact)
            if other is not None and other != contact.id:
                found.setdefault(other, []).append((contact.id, entry))
    return {other: tuple(entries) for other, entries in found.items()}


def _brought_by_own_word(facts: Facts) -> Mapping[str, tuple[str, ...]]:
    """Id -> those whose own file says that they came through it."""
    found: dict[str, list[str]] = {}
    for contact in facts.wiki.contacts.values():
        if contact.referred_by and (referrer := facts.wiki.resolve(contact.referred_by)):
            found.setdefault(referrer, []).append(contact.id)
    return {referrer: tuple(people) for referrer, people in found.items()}


def relation_lines(facts: Facts, contact: Contact) -> tuple[RelationLine, ...]:
    """Relations of somebody from both sides, by what they are, then name; a pair said twice counts once."""
    lines = [
        RelationLine(
            tie.sentence,
            ref(facts.wiki, tie.other),
            words(facts.wiki, tie.relation.note),
            str(tie.relation.birthday or "") if tie.is_own else "",
        )
        for tie in ties(facts, contact)
    ]
    return tuple(sorted(lines, key=lambda line: (line.sentence, line.other.text, line.other.href or "")))


def members(facts: Facts) -> Mapping[str, tuple[Ref, ...]]:
    """Id of an organisation -> who works there, by name, then id."""
    found: dict[str, list[Contact]] = {}
    for contact in facts.wiki.contacts.values():
        if contact.organisation and (employer := facts.wiki.resolve(contact.organisation)) not in {
            None,
            contact.id,
        }:
            found.setdefault(str(employer), []).append(contact)
    return {
        employer: tuple(ref_to(contact) for contact in by_name(people)) for employer, people in found.items()
    }
