"""What `soi review` prints."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...facts.difference import Topic
from ...model import Channel
from .grading import GradeRow
from .grading import LetGoRow
from .grading import NearRow
from .grading import ShareRow
from .grading import StageRow
from .lines import LineRow
from .process import FunnelOutput
from .process import PipelineOutput
from .process import ProcessOutput
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


class Grades(TypedDict):
    """Grades against their evidence."""

    share: ShareRow
    """How many of the clients are A+."""
    suggested: list[GradeRow]
    """Those for whom the evidence speaks for another grade."""
    nearest: list[NearRow]
    """The Bs nearest to A."""
    let_go: list[LetGoRow]
    """Ds and Fs without a reason to stay."""


class Output(Head):
    """A look back, and at what is to be looked at."""

    changed: Changed | None
    """What changed; `null` where only a section was asked for."""
    grades: Grades | None
    """Grades against their evidence; this and what follows is `null` where it was not asked for, and behind
    `--since`."""
    stages: list[StageRow] | None
    """Stages that lack their evidence."""
    funnel: FunnelOutput | None
    """People by stage and how they move; this and what follows is `null` for family and friends."""
    pipeline: PipelineOutput | None
    """Deals open, won and lost."""
    process: ProcessOutput | None
    """Whether the process is followed and works."""
