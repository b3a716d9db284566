"""What `soi ask` prints."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...model import AskCase
from ...model import Grade
from ...model import Scope
from ...model import Stage
from .shared import Because
from .shared import Day
from .shared import Head


class AskRow(TypedDict):
    """Somebody who may be asked for a referral."""

    id: str
    """Who."""
    name: str
    """Their name."""
    grade: Annotated[str, Grade]
    """As it counts: a blank one is `C`."""
    stage: Annotated[str, Stage]
    """As it counts: a blank one is `contact`."""
    scope: Annotated[str, Scope]
    """As it counts: a blank one is what the owner's `use` says."""
    case: Annotated[str, AskCase]
    """Why they may be asked, the first case that holds."""
    good_moment: bool
    """They were glad, or bought, within the last 30 days."""
    last_asked: Day | None
    """When a referral was last asked for; `null` for never."""
    sentence: str
    """What to open with."""
    reward: str | None
    """What the owner's reward programme offers in this case."""
    came_by: list[str]
    """Ids of those who referred them; empty where nobody is known to have."""
    because: list[Because]
    """What makes the case, what to bear in mind, what makes it a good moment, the last ask and touch."""
    reach: str | None
    """How and when to call."""
    command: str
    """What to type once they were asked."""


class Output(Head):
    """Whom to ask for a referral, in the order in which to ask."""

    ask: list[AskRow]
    """The list; empty in a wiki that is kept for family and friends."""
