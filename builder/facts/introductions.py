"""How to ask for an introduction along a path, in words, and the command that notes what came of it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Contact
from ..model import RelationType
from . import Facts
from . import lines
from .due import LastTouch
from .generations import onward
from .network import REFERRAL
from .network import Tie
from .paths import Path


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to do on the way to somebody."""

    who: Contact
    """Whom to talk to."""
    to_reach: Contact
    """Whom they can introduce; the same person where no introduction is needed."""
    sentence: str
    command: str


_TO_OTHER: Mapping[str, str] = {
    REFERRAL: "whom they referred to you",
    RelationType.CLIENT_OF: "whose client they are",
    RelationType.PARENT_OF: "their child",
    RelationType.REPORTS_TO: "to whom they report",
    RelationType.WORKS_WITH: "with whom they work",
    RelationType.SPOUSE: "their spouse",
    RelationType.FRIEND: "their friend",
    RelationType.KNOWS: "whom they know",
}
"""What the other is to the one who is asked, where the tie begins at the latter or goes both ways."""
_FROM_OTHER: Mapping[str, str] = {
    REFERRAL: "who referred them to you",
    RelationType.CLIENT_OF: "who is their client",
    RelationType.PARENT_OF: "their parent",
    RelationType.REPORTS_TO: "who reports to them",
}


def asks(facts: Facts, path: Path) -> tuple[Ask, ...]:
    """What to say to whom along a path, in order; a single call where the owner knows the goal.

    Source: S4, reach approachable people through those you know.
    """
    if len(path.steps) == 1:
        (step,) = path.steps
        sentence = f"Call {step.contact.name} yourself ({_last(step.last)})"
        command = f"soi touch {lines.who(step.contact)} call"
        return (Ask(step.contact, step.contact, sentence, command),)
    out = []
    for place, (step, after) in enumerate(zip(path.steps, path.steps[1:], strict=False)):
        who, other = step.contact, after.contact
        ties = " and ".join(_tie(tie, who) for tie in after.ties)
        sentence = (
            f"{'Then ask' if place else 'Ask'} {who.name} ({_last(step.last)}) "
            f"to introduce you to {other.name}, {ties}"
        )
        out.append(Ask(who, other, sentence, _command(facts, who, other)))
    return tuple(out)


def _last(last: LastTouch | None) -> str:
    return f"last {last.touch.channel} on {last.touch.date}" if last else "not yet reached in person"


def _tie(tie: Tie, who: Contact) -> str:
    day = f" on {tie.date}" if tie.date else ""
    words = _TO_OTHER if tie.source == who.id or tie.is_mutual else _FROM_OTHER
    return f"{words[tie.kind]}{day}"


def _command(facts: Facts, who: Contact, other: Contact) -> str:
    """The referral that an introduction is; a touch where it is told already, or would lead in a circle."""
    if _is_told(facts, who, other) or _leads_to(facts, other.id, who.id):
        said = shlex.quote(f"asked for an introduction to {other.name}")
        return f"soi touch {lines.who(who)} call --else {said}"
    return f"soi refer {lines.who(other)} --from {lines.who(who)} --outcome introduced"


def _is_told(facts: Facts, who: Contact, other: Contact) -> bool:
    return other.id in facts.of(onward).get(who.id, ())


def _leads_to(facts: Facts, start: str, goal: str) -> bool:
    """True if somebody referred another, through others or not."""
    ways = facts.of(onward)
    reached, waiting = {start}, [start]
    while waiting:
        for other in ways.get(waiting.pop(), ()):
            if other == goal:
                return True
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return False
