"""The funnel, the pipeline and the process, as `soi review` and `soi stats` print them."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...facts.process import Verdict
from ...model import DealStatus
from ...model import Stage
from .shared import Day


class FunnelRow(TypedDict):
    """One stage of the funnel."""

    stage: Annotated[str, Stage]
    """The stage."""
    people: int
    """So many are there; the archived and the dead are not counted."""
    reached: int
    """So many are or were there, as far as `stage` and `stage_history` tell."""
    moved_on: int
    """So many of those came to a later stage."""
    conversion: float | None
    """Their share, two decimals; `null` without any, and of clients."""
    median_days: float | None
    """Median length of the stays there that ended, `null` where none did."""


class StageCount(TypedDict):
    """How many people came to a stage."""

    stage: Annotated[str, Stage]
    """The stage."""
    count: int
    """So many people."""


class MovesRow(TypedDict):
    """Moves between stages in a month."""

    month: str
    """The month, `YYYY-MM`."""
    into: list[StageCount]
    """Stages that people came to, from an earlier one or as the first of their history."""
    back: int
    """People who fell back to an earlier one."""


class FunnelOutput(TypedDict):
    """How people move from stranger to client; nobody of the personal scope is in it."""

    stages: list[FunnelRow]
    """From stranger to client; empty where the wiki is kept for family and friends."""
    months: list[MovesRow]
    """The last twelve months, the oldest first, that of today the last."""


class DealRow(TypedDict):
    """A deal."""

    id: str
    """With whom."""
    name: str
    """Their name."""
    what: str | None
    """What it is about."""
    status: Annotated[str, DealStatus]
    """Where it stands."""
    amount: float | None
    """What it is worth."""
    opened: Day | None
    """The day it began."""
    expected: Day | None
    """The day the decision is expected."""
    closed: Day | None
    """The day it was decided."""
    days_overdue: int | None
    """Days since the decision was expected; `null` where it is not late."""
    reason: str | None
    """Why it ended so."""
    path: str
    """The file."""
    line: int
    """The line in it."""


class ReasonRow(TypedDict):
    """Why deals were lost."""

    reason: str
    """The reason, as written."""
    count: int
    """So many deals."""


class PipelineOutput(TypedDict):
    """Deals that are open, and those decided within twelve months."""

    currency: str
    """What amounts are in."""
    open: list[DealRow]
    """By the day they are expected, those without one last."""
    open_amount: float
    """What the open ones are worth, as far as they name an amount."""
    won: list[DealRow]
    """The latest first."""
    won_amount: float
    """What those brought in."""
    lost: list[DealRow]
    """The latest first."""
    reasons: list[ReasonRow]
    """Why, the most frequent first."""


class AdherenceRow(TypedDict):
    """What was to be done in a time, what was done, and what came of it."""

    due: int
    """Personal touches whose day came."""
    on_time: int
    """Those of them that came by their day."""
    expected: int
    """Steps of the process that were done or passed over."""
    done: int
    """Those of them that were done in their turn."""
    adherence: float | None
    """Share of touches on time and steps done, two decimals; `null` where nothing was to be done."""
    won: int
    """Deals won."""
    referred: int
    """Referrals received."""


class MonthRow(AdherenceRow):
    """The same for a month."""

    month: str
    """The month, `YYYY-MM`."""


class ProcessOutput(TypedDict):
    """Whether the process was followed, and whether it works."""

    months: list[MonthRow]
    """The last twelve months, the oldest first, that of today the last."""
    recent: AdherenceRow
    """The last three full months together."""
    verdict: Annotated[str, Verdict] | None
    """What they say against the six before; `null` where it cannot be told."""
    reasons: list[str]
    """Why, in words."""
    draft: str | None
    """A process to begin with, as it is pasted under `soi:` in mkdocs.yml; `null` where there is one."""
