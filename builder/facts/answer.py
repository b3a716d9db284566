"""Touches that nothing came back to. Source: S4, make sure that they want to hear from you."""

from __future__ import annotations

import datetime as dt

from ..model import Channel
from ..model import ConsentTo
from ..model import Contact
from ..model import Direction
from ..model import Stage
from . import Facts
from .consent import latest_consent
from .touches import Placed

UNANSWERED = frozenset({"", "touches", "consent", "stage", "scope", "archived", "died"})
"""Keys that the count rests on."""
_FOR_MANY = frozenset({Channel.NEWSLETTER, Channel.SOCIAL, Channel.CARD, Channel.GIFT})
"""Channels on which nobody waits for an answer."""
_LIMIT, _LIMIT_WITHOUT_CONSENT = 3, 1


def unanswered(facts: Facts, contact: Contact) -> tuple[Placed, ...]:
    """Touches of the owner since the last one that came from them or reached them in person, oldest first.

    Whoever comes to an event has answered by coming. Source: S4, "be sure they want to hear from you before
    you initiate several contacts".
    """
    channels = facts.settings.channels(facts.scope(contact), contact.effective_stage)
    # Of one day the later in the file is the later; events come before all of it.
    answered = max(
        (
            (touch.date, -1)
            for touch in facts.wiki.event_touches.get(contact.id, ())
            if touch.date <= facts.today
        ),
        default=(dt.date.min, -1),
    )
    waiting = []
    for place, touch in enumerate(contact.touches):
        day = touch.date
        if day > facts.today:
            continue
        if touch.direction is Direction.IN or (touch.reached and touch.channel in channels):
            if day >= answered[0]:
                answered = (day, place)
        elif touch.channel not in _FOR_MANY:
            waiting.append((day, place))
    return tuple(
        Placed(contact.touches[place], contact.path, ("touches", place))
        for day, place in sorted(waiting)
        if (day, place) > answered
    )


def unanswered_limit(facts: Facts, contact: Contact) -> int | None:
    """So many touches without an answer are no nuisance; None where the answer is a no.

    One until there is a client, unless they agreed to be contacted; three for all others.
    """
    consent = latest_consent(facts, contact, ConsentTo.CONTACT)
    if consent is not None:
        return _LIMIT if consent.given else None
    return _LIMIT if contact.effective_stage is Stage.CLIENT else _LIMIT_WITHOUT_CONSENT
