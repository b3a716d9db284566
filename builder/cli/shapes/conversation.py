"""Rows about a conversation: how it goes, what to talk about next, who slips away."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...facts.drift import drift
from ...facts.mind import top_of_mind
from ...facts.mood import feeling
from ...facts.see import Part
from ...facts.see import see
from ...model import Channel
from ...model import Contact
from ...model import Mood
from ...workspace import Workspace
from .shared import Because
from .shared import Day


class SeeFacts(TypedDict):
    """What the last three personal touches that reached them covered, and what comes next."""

    covered: list[Annotated[str, Part]]
    """What was covered, in the order service, enhance, else."""
    next: Annotated[str, Part]
    """What to talk about next."""
    sentence: str
    """Words to open with."""
    because: list[Because]
    """When each part was covered last."""


class DriftFacts(TypedDict):
    """A silence that is more than twice as long as usual."""

    median_days: float
    """The usual time between two days with a personal touch, half days possible."""
    silent_days: int
    """Days since the last one."""
    because: list[Because]
    """Why."""


class TopOfMindFacts(TypedDict):
    """When they last heard from you, in whatever way."""

    days: int
    """Days since then."""
    date: Day
    """The day of it."""
    channel: Annotated[str, Channel]
    """How; newsletters, posts, cards and tries count."""
    because: list[Because]
    """Where that stands."""


class MoodFacts(TypedDict):
    """How the relationship stands."""

    value: Annotated[str, Mood] | None
    """The latest mood written down."""
    since: Day | None
    """The day of it."""
    complaint: bool
    """A complaint is open."""
    good_moment: bool
    """They may be asked for something: a glad word or a purchase within 30 days, and no open complaint."""
    broken_promises: int
    """Promises of yours whose day has passed."""
    because: list[Because]
    """What they complain of, else what makes it a good moment."""


def see_json(workspace: Workspace, contact: Contact) -> SeeFacts:
    """What to talk about next."""
    found = workspace.facts.about(see, contact)
    return {
        "covered": [str(part) for part in found.covered],
        "next": str(found.next),
        "sentence": found.sentence,
        "because": workspace.because(found.because),
    }


def drift_json(workspace: Workspace, contact: Contact) -> DriftFacts | None:
    """How far somebody has slipped away."""
    found = workspace.facts.about(drift, contact)
    if found is None:
        return None
    return {
        "median_days": found.median_days,
        "silent_days": found.silent_days,
        "because": workspace.because(found.because),
    }


def top_of_mind_json(workspace: Workspace, contact: Contact) -> TopOfMindFacts | None:
    """When they last heard from the owner."""
    found = workspace.facts.about(top_of_mind, contact)
    if found is None:
        return None
    return {
        "days": found.days,
        "date": found.touch.date.isoformat(),
        "channel": str(found.touch.channel),
        "because": workspace.because(found.because),
    }


def mood_json(workspace: Workspace, contact: Contact) -> MoodFacts:
    """How the relationship stands."""
    found = workspace.facts.about(feeling, contact)
    return {
        "value": str(found.mood) if found.mood else None,
        "since": found.since.isoformat() if found.since else None,
        "complaint": found.has_complaint,
        "good_moment": found.is_good_moment,
        "broken_promises": len(found.broken),
        "because": workspace.because(found.complaints or found.moments),
    }
