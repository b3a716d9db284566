"""Touches with their places in the files: those that reached somebody in person, the last one of yours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics import Address
from ..model import Contact
from ..model import Direction
from ..model import Touch
from . import Because
from . import Facts
from .due import last_personal


@dataclass(frozen=True, slots=True)
class Placed:
    """A touch that has happened, with its place in the files."""

    touch: Touch
    path: str
    at: Address


def so_far(facts: Facts, contact: Contact) -> tuple[Placed, ...]:
    """All touches up to today, oldest first, events attended included; equal days as in the file."""
    found = (*_of_events(facts, contact), *_of_file(contact))
    return tuple(sorted((row for row in found if row.touch.date <= facts.today), key=_day))


def personal(facts: Facts, contact: Contact) -> tuple[Placed, ...]:
    """Touches on a personal channel, either way, that reached them, oldest first. Source: S0."""
    channels = facts.settings.channels(facts.scope(contact), contact.effective_stage)
    return tuple(row for row in so_far(facts, contact) if row.touch.reached and row.touch.channel in channels)


def last_outgoing(facts: Facts, contact: Contact) -> Placed | None:
    """The last touch that came from the owner, on any channel, tries included; None if there was none."""
    best: Touch | None = None
    at: Address = ("date",)
    for touch in facts.wiki.event_touches.get(contact.id, ()):
        if touch.date <= facts.today and (best is None or touch.date >= best.date):
            best = touch
    for place, touch in enumerate(contact.touches):
        if (
            touch.direction is Direction.OUT
            and touch.date <= facts.today
            and (best is None or touch.date >= best.date)
        ):
            best, at = touch, ("touches", place)
    if best is None:
        return None
    path = contact.path if best.event is None else facts.wiki.events[best.event].path
    return Placed(best, path, at)


def known_since(facts: Facts, contact: Contact) -> dt.date | None:
    """The first day on which somebody is known to have been in the wiki; None where nothing tells it."""
    days = [row.touch.date for row in so_far(facts, contact)[:1]]
    if contact.added is not None and contact.added <= facts.today:
        days.append(contact.added)
    return min(days, default=None)


def _of_events(facts: Facts, contact: Contact) -> Iterator[Placed]:
    for touch in facts.wiki.event_touches.get(contact.id, ()):
        assert touch.event is not None
        yield Placed(touch, facts.wiki.events[touch.event].path, ("date",))


def _of_file(contact: Contact) -> Iterator[Placed]:
    for place, touch in enumerate(contact.touches):
        yield Placed(touch, contact.path, ("touches", place))


def _day(row: Placed) -> dt.date:
    return row.touch.date


def last_reached(facts: Facts, contact: Contact) -> Because | None:
    """The last time the two of you spoke, else the latest touch of any sort that reached them."""
    if last := facts.about(last_personal, contact):
        return Because(f"last {last.touch.channel} {last.touch.date}", last.path, last.at)
    touches: list[tuple[Touch, str, Address]] = [
        (touch, contact.path, ("touches", place, "date"))
        for place, touch in enumerate(contact.touches)
        if touch.reached and touch.date <= facts.today
    ]
    touches += [
        (touch, facts.wiki.events[touch.event or ""].path, ("date",))
        for touch in facts.wiki.event_touches.get(contact.id, ())
        if touch.date <= facts.today
    ]
    if not touches:
        return None
    touch, path, at = max(touches, key=lambda found: (found[0].date, found[2]))
    return Because(f"last {touch.channel} {touch.date}", path, at)
