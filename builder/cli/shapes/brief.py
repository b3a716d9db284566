"""What `soi brief` prints."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...model import Channel
from ...model import CustomerType
from ...model import Grade
from ...model import Mood
from ...model import Outcome
from ...model import Scope
from ...model import Stage
from .conversation import DriftFacts
from .conversation import MoodFacts
from .conversation import SeeFacts
from .conversation import TopOfMindFacts
from .done import OpenRow
from .shared import Day
from .shared import DueRow
from .shared import Head


class EventRow(TypedDict):
    """The event that everybody is invited to or came to."""

    id: str
    """Its id."""
    name: str
    """What it is called."""
    date: Day | None
    """The day of it."""
    where: str | None
    """The place."""


class LocalTimeRow(TypedDict):
    """The time where somebody is."""

    hours_ahead: float | None
    """Hours that their clock is ahead of yours, negative for behind; `null` without a time zone of yours."""
    utc_offset: float
    """Hours that their clock is ahead of UTC."""
    time: str | None
    """The time there, as in `14:05`; `null` on a day that was asked for, which has no hour."""


class RelationRow(TypedDict):
    """Somebody who belongs to them."""

    sentence: str
    """What the one briefed about is to them, as in `client of`."""
    id: str | None
    """Who; `null` for somebody without a file."""
    name: str
    """Their name."""


class ReferralRow(TypedDict):
    """Somebody on the other side of a referral."""

    id: str | None
    """Who; `null` for somebody without a file."""
    name: str
    """Their name."""
    date: Day | None
    """The first day told, `null` where no file tells one."""
    outcome: Annotated[str, Outcome] | None
    """How far it has come."""


class TouchRow(TypedDict):
    """One of the latest touches."""

    date: Day
    """The day of it."""
    channel: Annotated[str, Channel]
    """How."""
    reached: bool
    """`false` for a try."""
    mood: Annotated[str, Mood] | None
    """How they were."""
    note: str | None
    """What was said."""


class LineRow(TypedDict):
    """One line of the brief, as the text has it."""

    text: str
    """What to know."""
    command: str | None
    """What settles it, as it is typed into a shell."""


class BriefRow(TypedDict):
    """What to know about somebody before a call."""

    id: str
    """Who."""
    name: str
    """Their name."""
    path: str
    """The file."""
    grade: Annotated[str, Grade] | None
    """As the file has it."""
    stage: Annotated[str, Stage]
    """As it counts: a blank one is `contact`."""
    scope: Annotated[str, Scope]
    """As it counts: a blank one is what the owner's `use` says."""
    customer_type: Annotated[str, CustomerType] | None
    """What sort of customer they are."""
    organisation: str | None
    """Where they work."""
    mood: MoodFacts
    """How it goes."""
    due: DueRow | None
    """When they are due; `null` for whoever is never due."""
    drift: DriftFacts | None
    """How far they have slipped away."""
    top_of_mind: TopOfMindFacts | None
    """When they last heard from you."""
    local_time: LocalTimeRow | None
    """The time there; `null` where their time zone is not known."""
    age: int | None
    """Full years, where the year of birth is known."""
    birthday: Day | None
    """The next one, today included."""
    reach: str | None
    """How and when to call."""
    next: list[str]
    """What to open with."""
    see: SeeFacts
    """What to talk about next."""
    open: list[OpenRow]
    """What both sides owe, complaints first."""
    relations: list[RelationRow]
    """Who belongs to them, the family first."""
    referred_by: list[ReferralRow]
    """Through whom they came."""
    referred: list[ReferralRow]
    """Whom they referred to you, the latest first."""
    touches: list[TouchRow]
    """The latest touches, the latest first."""
    lines: list[LineRow]
    """All that in words, with the commands that settle what is open."""


class Output(Head):
    """What to know about people before a call or an event."""

    event: EventRow | None
    """The event asked for with `--event`."""
    people: list[BriefRow]
    """Those asked for, in their order."""
