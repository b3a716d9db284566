"""What to talk about next: service, enhance, else. Source: S0, SEE, mixed and spontaneous, never a duty.

A proposal for whoever asks for one: nothing here is ever a finding.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from ..model import Category
from ..model import Contact
from ..model import Mood
from ..model import Stage
from . import Because
from . import Facts
from .customer import bought
from .mood import feeling
from .touches import Placed
from .touches import personal

TOUCHES = 3
"""So many of the latest personal touches are looked at."""


class Part(enum.StrEnum):
    """What a conversation goes through, in the order in which it is proposed."""

    SERVICE = "service"
    """How things have been."""
    ENHANCE = "enhance"
    """What would make them better."""
    ELSE = "else"
    """What else there is, and who else."""


class Side(enum.StrEnum):
    """Who somebody is to the owner, which decides the wording."""

    CUSTOMER = "customer"
    OTHER = "other"
    PRIVATE = "private"
    """Family and friends, who are never asked about business."""


@dataclass(frozen=True, slots=True)
class See:
    """What has been talked about, and what to talk about next."""

    covered: tuple[Part, ...]
    """What the latest touches covered."""
    next: Part
    sentence: str
    """Words to open with."""
    is_asking: bool
    """The sentence asks for a referral."""
    because: tuple[Because, ...]
    """When each part was covered last."""


_SENTENCES = {
    Side.CUSTOMER: {
        Part.SERVICE: "How has everything been since the last time we worked for you?",
        Part.ENHANCE: "There are things we do now that you have not seen yet; which of them would help you?",
        Part.ELSE: "What else can I do for you?",
    },
    Side.OTHER: {
        Part.SERVICE: "How is business, and what are you working on that is new?",
        Part.ENHANCE: "What would make your work easier this year, and how might I help?",
        Part.ELSE: "What else is on your mind that we have not talked about?",
    },
    Side.PRIVATE: {
        Part.SERVICE: "How have you been, and what has happened since we last spoke?",
        Part.ENHANCE: "Is there anything I could make easier for you?",
        Part.ELSE: "What else is going on, and is there a good book you would pass on?",
    },
}
_COMPLAINT = "Before anything else: what went wrong, is it put right by now?"
_ASKING = {
    Side.CUSTOMER: "What else can I do for you, and who else should I be talking to?",
    Side.OTHER: "Who else should I be talking to, and whom may I introduce to you?",
}


def see(facts: Facts, contact: Contact) -> See:
    """What to talk about next: the first part not covered lately, else the one covered longest ago.

    With an open complaint nothing else is asked for before it is settled, and a referral only of somebody who
    was glad the last time. Source: S0, "Service, Enhance, Else", for customers and for others.
    """
    last: dict[Part, tuple[int, Placed]] = {}
    for place, row in enumerate(facts.about(personal, contact)[-TOUCHES:]):
        last.update((part, (place, row)) for part in _covers(row))
    covered = tuple(part for part in Part if part in last)
    # Of parts that came up in one touch the first in the order counts as the older.
    proposed = min(Part, key=lambda part: last[part][0] if part in last else -1)
    mood = facts.about(feeling, contact)
    if proposed is Part.ELSE and mood.has_complaint:
        proposed = Part.SERVICE
    side = side_of(facts, contact)
    is_asking = proposed is Part.ELSE and mood.mood is Mood.HAPPY and side in _ASKING
    sentence = _ASKING[side] if is_asking else _SENTENCES[side][proposed]
    if proposed is Part.SERVICE and mood.has_complaint:
        sentence = _COMPLAINT
    because = tuple(_because(part, last[part][1]) for part in covered)
    return See(covered, proposed, sentence, is_asking, because)


def side_of(facts: Facts, contact: Contact) -> Side:
    """Whether to talk as with a customer, a colleague or a friend."""
    if facts.is_private(contact):
        return Side.PRIVATE
    is_customer = (
        contact.effective_stage is Stage.CLIENT
        or Category.CUSTOMER in contact.category
        or bool(facts.about(bought, contact))
    )
    return Side.CUSTOMER if is_customer else Side.OTHER


def _covers(row: Placed) -> tuple[Part, ...]:
    touch = row.touch
    said = {
        Part.SERVICE: bool(touch.service),
        Part.ENHANCE: bool(touch.enhance),
        Part.ELSE: bool(touch.else_) or touch.asked_referral,
    }
    return tuple(part for part, is_covered in said.items() if is_covered)


def _because(part: Part, row: Placed) -> Because:
    at = row.at if part is Part.ELSE and not row.touch.else_ else (*row.at, str(part))
    return Because(f"{part} covered on {row.touch.date}, {row.touch.channel}", row.path, at)
