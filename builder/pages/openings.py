"""What to open the next conversation with, and whether to ask for a referral, each with why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..facts import Facts
from ..facts.ask import asking
from ..facts.see import see
from ..model import Contact
from .addresses import Ref
from .addresses import ref
from .wording import spelled

_FEW = 5
"""So many reasons say enough."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Words to begin with."""

    name: str
    """What they are about."""
    sentence: str
    why: str
    reward: str
    """What the owner offers for a referral; empty where nothing is or none is asked for."""
    came_by: tuple[Ref, ...]
    """Through whom they came, where a referral is asked for: who was referred can refer."""


def openings(facts: Facts, contact: Contact) -> Iterator[Opening]:
    """What to talk about next, and with which words to ask for a referral, where it may be asked for.

    Nobody at rest is talked to. Source: S0, SEE; S1 rule 28.
    """
    if facts.is_resting(contact):
        return
    talk = facts.about(see, contact)
    why = "; ".join(reason.text for reason in talk.because) or "nothing of it was talked about lately"
    yield Opening(f"talk about: {talk.next}", talk.sentence, why, "", ())
    ask = facts.about(asking, contact)
    if ask is not None:
        yield Opening(
            f"ask for a referral: {spelled(ask.case)}",
            ask.sentence,
            "; ".join(reason.text for reason in ask.because[:_FEW]),
            ask.reward or "",
            tuple(ref(facts.wiki, person) for person in ask.came_by),
        )
