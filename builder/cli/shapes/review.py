"""What `soi review` prints."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...facts.difference import Topic
from ...model import Channel
from .lines import LineRow
from .shared import Day
from .shared import Head


class ChangeRow(LineRow):
    """One thing that is not as it was."""

    topic: Annotated[str, Topic]
    """What it is about: people, grades, stages, referrals and so on."""
    before: str | None
    """What it was, for a value that changed, such as a grade or the outcome of a referral."""
    after: str | None
    """What it is now."""


class ChannelRow(TypedDict):
    """New touches on one channel."""

    channel: Annotated[str, Channel]
    """The channel."""
    touches: int
    """How many there were, those that reached nobody included."""
    people: int
    """How many different people they reached."""


class Since(TypedDict):
    """The earlier state."""

    date: Day
    """Its day."""
    commit: str | None
    """The first digits of the commit, `null` where it is told from the days in today's files."""
    committed: Day | None
    """The day of the commit."""
    why: str | None
    """Why no commit could be read, where none was asked for."""
    unread: int
    """Files that cannot be read then or now; nothing is known of what changed there."""


class Changed(TypedDict):
    """What changed since then."""

    since: Since
    """The earlier state."""
    changes: list[ChangeRow]
    """What is not as it was, by topic, then name."""
    touches: list[ChannelRow]
    """New touches by channel, the busiest first."""
    people_reached: int
    """How many different people they reached."""


class Output(Head):
    """A look back, and at what is to be looked at."""

    changed: Changed | None
    """What changed; `null` where only a section was asked for."""
