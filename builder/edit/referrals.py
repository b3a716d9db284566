"""A referral written into the file of whoever gave or got it: a new entry, or one that moves on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..diagnostics import shown
from ..facts.people import folded
from ..model import Outcome
from ..plain import Value
from ..wiki import Wiki
from .contact import add
from .drafts import Draft
from .intents import Wrote
from .intents import assign
from .splice import listed

_KEY = "referrals"
_ENDED = frozenset({str(Outcome.LOST), str(Outcome.DECLINED)})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of a referral."""

    direction: str
    contact: str
    """Id of who was referred, or a name where there is no file."""
    names: tuple[str, ...]
    """What they are called, as an entry from before there was a file has it."""
    date: str
    is_dated: bool
    """The day was given, so an entry of another day is another referral."""
    more: Mapping[str, Value]
    """Outcome, value, occasion, note and reward, as far as they are known."""


def refer(change: Draft, wiki: Wiki, wanted: Wanted) -> list[Wrote]:
    """Write a referral, or what is new about one that is open; nothing where it stands there already."""
    place = _open_entry(change, wiki, wanted)
    name = f"{wanted.direction} referral of {wanted.contact}"
    if place is None:
        entry = {"date": wanted.date, "direction": wanted.direction, "contact": wanted.contact, **wanted.more}
        add(change, _KEY, entry)
        return [Wrote((_KEY, len(listed(change.text, _KEY)) - 1), f"added {name} {wanted.date}")]
    wrote = _with_id(change, wiki, wanted, place)
    for key, value in wanted.more.items():
        pairs = value if isinstance(value, dict) else {"": value}
        for inner, text in pairs.items():
            at = (_KEY, place, key, inner) if inner else (_KEY, place, key)
            if assign(change, at, str(text)):
                label = f"{key}.{inner}" if inner else key
                wrote.append(Wrote(at, f"set {label} {text} of the {name}"))
    return wrote


def _with_id(change: Draft, wiki: Wiki, wanted: Wanted, place: int) -> list[Wrote]:
    """Put the id of who has a file now where an entry still has a name."""
    entry = listed(change.text, _KEY)[place]
    assert isinstance(entry, Mapping)
    held = str(entry.get("contact"))
    at = (_KEY, place, "contact")
    if wanted.contact in wanted.names or wiki.resolve(held) or not assign(change, at, wanted.contact):
        return []
    told = f"set contact {wanted.contact} of the {wanted.direction} referral of {shown(held)}"
    return [Wrote(at, told)]


def _open_entry(change: Draft, wiki: Wiki, wanted: Wanted) -> int | None:
    """Place of the latest entry for the same two people that may still move on."""
    found = None
    for place, entry in enumerate(listed(change.text, _KEY)):
        if not isinstance(entry, Mapping) or entry.get("direction") != wanted.direction:
            continue
        if _is_about(wiki, str(entry.get("contact")), wanted) and _may_move_on(entry, wanted):
            found = place
    return found


def _is_about(wiki: Wiki, held: str, wanted: Wanted) -> bool:
    """True if an entry is about who is wanted, by id or, where its text leads nowhere, by name."""
    known = wiki.resolve(held)
    if known is not None:
        return known == wiki.resolve(wanted.contact)
    return folded(held) in map(folded, (wanted.contact, *wanted.names))


def _may_move_on(entry: Mapping[object, object], wanted: Wanted) -> bool:
    if wanted.is_dated and str(entry.get("date")) != wanted.date:
        return False
    outcome = entry.get("outcome")
    if wanted.more.get("outcome") == outcome:
        return True
    # A referral that was won is over but for the money, which often comes to be known later.
    is_money_only = "outcome" not in wanted.more and "value" in wanted.more and "value" not in entry
    return outcome not in _ENDED and (outcome != Outcome.WON or is_money_only)
