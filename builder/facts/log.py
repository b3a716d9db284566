"""All that happened, with its day: touches, purchases, referrals, moves, consents, promises kept.

Owns what counts as something that happened. What somebody merely is, such as their grade, has no day and is
not here. Source: S0, document; S1 rule 30, stay informed.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics import Address
from ..model import Contact
from ..model import DealStatus
from ..model import Direction
from ..model import Purchase
from ..model import ReferralDirection
from ..model import Scope
from ..model import Touch
from ..wiki import fold_accents
from . import Facts
from .promises import is_kept
from .promises import promises
from .referrals import person_name


class Sort(enum.StrEnum):
    """What sort of thing happened, in the order in which one day lists them."""

    TOUCH = "touch"
    PURCHASE = "purchase"
    DEAL = "deal"
    """Opened, won or lost."""
    REFERRAL = "referral"
    ASKED = "asked"
    THANKS = "thanks"
    """Said for a referral."""
    REWARD = "reward"
    """Paid for a referral."""
    STAGE = "stage"
    SCOPE = "scope"
    CONSENT = "consent"
    PROMISE = "promise"
    """Kept, by either side."""
    STEP = "step"
    """Of the owner's process."""
    ADDED = "added"
    FAREWELL = "farewell"
    ARCHIVED = "archived"
    DIED = "died"


_RANKS = {sort: rank for rank, sort in enumerate(Sort)}
BUSINESS = frozenset(
    {
        *(Sort.PURCHASE, Sort.DEAL, Sort.REFERRAL, Sort.ASKED, Sort.THANKS, Sort.REWARD),
        *(Sort.STAGE, Sort.SCOPE, Sort.STEP),
    }
)
"""What a wiki that is kept for family and friends does not tell."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened with somebody on a day."""

    date: dt.date
    sort: Sort
    contact: Contact
    words: str
    """What happened, in words; empty for a touch."""
    same: tuple[str, ...]
    """What makes it the same thing in an earlier state of the file, whatever was written to it since."""
    path: str
    at: Address
    touch: Touch | None = None
    """The touch, where it is one."""

    @property
    def text(self) -> str:
        """What happened, in words: those of a touch are made when they are read, for most are not."""
        return self.words if self.touch is None else told(self.touch)


def history(facts: Facts, contact: Contact) -> tuple[Happened, ...]:
    """All that happened with one person so far, in the order of the file; with personal use no business."""
    is_personal = facts.settings.owner.use is Scope.PERSONAL
    return tuple(
        entry
        for source in _SOURCES
        for entry in source(facts, contact)
        if entry.date <= facts.today and not (is_personal and entry.sort in BUSINESS)
    )


def log(
    facts: Facts, first: dt.date, last: dt.date, people: Iterable[Contact] | None = None
) -> tuple[Happened, ...]:
    """What happened between two days, both included, newest first.

    Of one day: by name, then sort; of the same sort the later in the file first.

    Args:
        facts: the wiki on a day.
        first: the first day.
        last: the last day.
        people: only with these; without it with everybody, also with those who rest.
    """
    chosen = facts.wiki.contacts.values() if people is None else people
    found = [
        entry
        for contact in chosen
        for entry in reversed(facts.about(history, contact))
        if first <= entry.date <= last
    ]
    found.sort(key=lambda entry: (fold_accents(entry.contact.name), entry.contact.id, _RANKS[entry.sort]))
    found.sort(key=lambda entry: entry.date, reverse=True)
    return tuple(found)


def told(touch: Touch) -> str:
    """A touch without its day, as in `call in, happy: will order again`."""
    marks = [
        f"{touch.channel}{' in' if touch.direction is Direction.IN else ''}",
        *([] if touch.reached else ["not reached"]),
        *([str(touch.mood)] if touch.mood else []),
    ]
    see = {"service": touch.service, "enhance": touch.enhance, "else": touch.else_}
    said = [touch.note, *(f"{name}: {text}" for name, text in see.items() if text)]
    words = " / ".join(text for text in said if text)
    return f"{', '.join(marks)}{f': {words}' if words else ''}"


def _touches(facts: Facts, contact: Contact) -> Iterator[Happened]:
    for touch in facts.wiki.event_touches.get(contact.id, ()):
        event = facts.wiki.events[touch.event or ""]
        same: tuple[str, ...] = (str(touch.channel), event.id)
        yield Happened(touch.date, Sort.TOUCH, contact, "", same, event.path, ("date",), touch)
    for place, touch in enumerate(contact.touches):
        same = (str(touch.channel), str(touch.direction), str(touch.reached))
        at = ("touches", place)
        yield Happened(touch.date, Sort.TOUCH, contact, "", same, contact.path, at, touch)


def _purchases(facts: Facts, contact: Contact) -> Iterator[Happened]:
    for place, purchase in enumerate(contact.purchases):
        text = f"bought {_price(facts, purchase)}".rstrip()
        same = (str(purchase.amount), purchase.what or "")
        yield Happened(purchase.date, Sort.PURCHASE, contact, text, same, contact.path, ("purchases", place))


def _price(facts: Facts, purchase: Purchase) -> str:
    amount = "" if purchase.amount is None else f"{purchase.amount} {facts.settings.currency}"
    return ": ".join(part for part in (amount, purchase.what) if part)


def _deals(facts: Facts, contact: Contact) -> Iterator[Happened]:
    for place, deal in enumerate(contact.deals):
        amount = None if deal.amount is None else f"{deal.amount} {facts.settings.currency}"
        what = "".join(f": {part}" for part in (deal.what, amount) if part)
        at, path = ("deals", place), contact.path
        if deal.opened is not None:
            same = (str(DealStatus.OPEN), deal.what or "")
            yield Happened(deal.opened, Sort.DEAL, contact, f"deal opened{what}", same, path, at)
        if deal.closed is not None and deal.status is not DealStatus.OPEN:
            reason = f" ({deal.reason})" if deal.reason else ""
            same = (str(deal.status), deal.what or "")
            text = f"deal {deal.status}{what}{reason}"
            yield Happened(deal.closed, Sort.DEAL, contact, text, same, path, at)


def _referrals(facts: Facts, contact: Contact) -> Iterator[Happened]:
    for place, entry in enumerate(contact.referrals):
        name = person_name(facts, entry.contact)
        is_received = entry.direction is ReferralDirection.RECEIVED
        outcome = f", {entry.outcome}" if entry.outcome else ""
        text = f"referred {name} to you" if is_received else f"you referred {name} to them"
        at = ("referrals", place)
        same = (str(entry.direction), facts.wiki.resolve(entry.contact) or entry.contact)
        path = contact.path
        yield Happened(entry.date, Sort.REFERRAL, contact, f"{text}{outcome}", same, path, at)
        if is_received and entry.thanked is not None:
            yield Happened(
                entry.thanked, Sort.THANKS, contact, f"thanked for {name}", same, path, (*at, "thanked")
            )
        if entry.reward is not None and entry.reward.paid is not None:
            what = f"{entry.reward.what} " if entry.reward.what else "reward "
            paid = (*at, "reward", "paid")
            yield Happened(
                entry.reward.paid, Sort.REWARD, contact, f"{what}for {name} paid", same, path, paid
            )


def _asked(facts: Facts, contact: Contact) -> Iterator[Happened]:
    del facts
    for place, entry in enumerate(contact.asked):
        occasion = f" ({entry.occasion})" if entry.occasion else ""
        answer = f": {entry.answer}" if entry.answer else ""
        text, same = f"asked for a {entry.what}{occasion}{answer}", (str(entry.what),)
        yield Happened(entry.date, Sort.ASKED, contact, text, same, contact.path, ("asked", place))


def _moves(facts: Facts, contact: Contact) -> Iterator[Happened]:
    del facts
    path = contact.path
    for place, stage in enumerate(contact.stage_history):
        at, same = ("stage_history", place), (str(stage.stage),)
        yield Happened(stage.date, Sort.STAGE, contact, f"became {stage.stage}", same, path, at)
    for place, scope in enumerate(contact.scope_history):
        at, same = ("scope_history", place), (str(scope.scope),)
        yield Happened(scope.date, Sort.SCOPE, contact, f"moved to {scope.scope}", same, path, at)


def _consents(facts: Facts, contact: Contact) -> Iterator[Happened]:
    del facts
    for place, entry in enumerate(contact.consent):
        source = f" ({entry.source})" if entry.source else ""
        text = f"{entry.what} {'allowed' if entry.given else 'withdrawn'}{source}"
        same = (str(entry.what), str(entry.given))
        yield Happened(entry.date, Sort.CONSENT, contact, text, same, contact.path, ("consent", place))


def _promises(facts: Facts, contact: Contact) -> Iterator[Happened]:
    for promise in facts.about(promises, contact):
        said = promise.promise
        if said.done is not None and is_kept(facts, promise):
            who = "they kept" if promise.is_theirs else "you kept"
            day = f", promised for {said.due}" if said.due else ""
            same, at = (str(said.by), said.what), (*promise.at, "done")
            text = f"{who}: {said.what}{day}"
            yield Happened(said.done, Sort.PROMISE, contact, text, same, contact.path, at)


def _steps(facts: Facts, contact: Contact) -> Iterator[Happened]:
    del facts
    for step, day in contact.checklist.items():
        at = ("checklist", step)
        yield Happened(day, Sort.STEP, contact, f"step done: {step}", (step,), contact.path, at)


def _life(facts: Facts, contact: Contact) -> Iterator[Happened]:
    """What happens to somebody once."""
    del facts
    gone = f": {contact.archived_reason}" if contact.archived_reason else ""
    source = f": {contact.source}" if contact.source else ""
    farewell = contact.farewell
    once = (
        (contact.added, Sort.ADDED, f"added{source}", ("added",)),
        (farewell.done if farewell else None, Sort.FAREWELL, "farewell", ("farewell", "done")),
        (contact.archived, Sort.ARCHIVED, f"archived{gone}", ("archived",)),
        (contact.died, Sort.DIED, "died", ("died",)),
    )
    for day, sort, text, at in once:
        if day is not None:
            yield Happened(day, sort, contact, text, (), contact.path, at)


_SOURCES = (*(_touches, _purchases, _deals, _referrals, _asked, _moves, _consents, _promises, _steps, _life),)
