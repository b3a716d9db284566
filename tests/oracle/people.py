"""Who is meant by an id, and what has happened with somebody until today.

Owns the reading of a contact's logs that several families of facts ask for: touches with attended events,
purchases with won deals, promises, moods. It must not know the product.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypedDict

from . import due
from .plain import Plain
from .plain import as_day
from .plain import as_entries
from .plain import as_list
from .plain import as_mapping
from .plain import as_money
from .plain import as_text
from .plain import is_within
from .plain import latest
from .plain import past


class Bought(TypedDict):
    """A purchase, or a deal that was won."""

    date: date
    amount: Decimal


def resolve(people: Iterable[Plain], who: object) -> str | None:
    """The id of whoever is meant by an id or a former one, or None where nobody has such a file."""
    known = list(people)
    for person in known:
        if person["id"] == who:
            return as_text(person["id"])
    for person in known:
        if who in as_list(person.get("former_ids")):
            return as_text(person["id"])
    return None


def touches(contact: Plain, events: Iterable[Plain], today: date) -> list[Plain]:
    """All touches until today, attended events among them, by day and then as they stand in the file."""
    logged = [*due.attended(contact, events), *as_entries(contact.get("touches"))]
    return sorted(past(logged, today), key=lambda touch: as_day(touch["date"]))


def reached(contact: Plain, events: Iterable[Plain], today: date) -> list[Plain]:
    """The touches that reached them, on any channel."""
    return [touch for touch in touches(contact, events, today) if touch.get("reached") is not False]


def personal(contact: Plain, settings: Plain, events: Iterable[Plain], today: date) -> list[Plain]:
    """The touches that reached them on a personal channel."""
    channels = due.personal_channels(contact, due.with_defaults(settings))
    return [touch for touch in reached(contact, events, today) if touch["channel"] in channels]


def bought(contact: Plain, today: date) -> list[Bought]:
    """What they have bought until today, won deals among it, the oldest first."""
    won = [deal for deal in as_entries(contact.get("deals")) if deal["status"] == "won"]
    logged = [
        *(
            (entry["date"], entry.get("amount"))
            for entry in past(as_entries(contact.get("purchases")), today)
        ),
        *((deal["closed"], deal.get("amount")) for deal in past(won, today, "closed")),
    ]
    found = [Bought(date=as_day(day), amount=as_money(money)) for day, money in logged]
    return sorted(found, key=lambda purchase: purchase["date"])


def promises(contact: Plain, today: date) -> list[Plain]:
    """Promises of the file and of the touches until today; a touch to come has promised nothing."""
    found = as_entries(contact.get("follow_ups"))
    for touch in past(as_entries(contact.get("touches")), today):
        of_touch = touch.get("follow_up", [])
        found += as_entries(of_touch if isinstance(of_touch, list) else [of_touch])
    return found


def is_open(promise: Plain, today: date) -> bool:
    """Whether a promise has not been kept yet."""
    return promise.get("done") is None or as_day(promise["done"]) > today


def has_complaint(contact: Plain, today: date) -> bool:
    """Whether they were unhappy last, or a complaint was promised to be settled and is not."""
    promised = any(
        promise.get("complaint") is True and is_open(promise, today) for promise in promises(contact, today)
    )
    return promised or _latest_mood(contact, today) == "unhappy"


def has_broken_promise(contact: Plain, today: date) -> bool:
    """Whether the owner promised something for a day that has gone."""
    return any(
        promise.get("by", "me") == "me"
        and is_open(promise, today)
        and promise.get("due") is not None
        and as_day(promise["due"]) < today
        for promise in promises(contact, today)
    )


def is_good_moment(contact: Plain, today: date) -> bool:
    """Whether they were happy, or bought something, within thirty days, and no complaint is open."""
    if has_complaint(contact, today):
        return False
    mood = latest(_moods(contact), today)
    happy = mood is not None and mood["mood"] == "happy" and is_within(as_day(mood["date"]), "30 days", today)
    return happy or any(is_within(sale["date"], "30 days", today) for sale in bought(contact, today))


def asks(contact: Plain, today: date) -> list[date]:
    """The days on which they were asked for a referral, in the ask log or in a touch."""
    logged = [
        entry for entry in as_entries(contact.get("asked")) if entry.get("what", "referral") == "referral"
    ]
    in_touches = [
        touch for touch in as_entries(contact.get("touches")) if touch.get("asked_referral") is True
    ]
    return sorted(as_day(entry["date"]) for entry in past([*logged, *in_touches], today))


def referrals(contact: Plain, direction: str, today: date) -> list[Plain]:
    """The entries of one direction in their file."""
    logged = past(as_entries(contact.get("referrals")), today)
    return [entry for entry in logged if entry["direction"] == direction]


def of_value(contact: Plain, key: str) -> object:
    """What the file says about the worth of the relationship."""
    return as_mapping(contact.get("value", {})).get(key)


def ids(people: Sequence[Plain]) -> list[str]:
    """The ids of all who have a file."""
    return [as_text(person["id"]) for person in people]


def _moods(contact: Plain) -> list[Plain]:
    return [touch for touch in as_entries(contact.get("touches")) if touch.get("mood") is not None]


def _latest_mood(contact: Plain, today: date) -> object:
    touch = latest(_moods(contact), today)
    return touch["mood"] if touch else None
