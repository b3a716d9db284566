"""What `soi digest` prints."""

from __future__ import annotations

from .lines import LineRow
from .shared import Day
from .shared import Head


class Output(Head):
    """What to know at the beginning of a week."""

    since: Day
    """The day from which on is told what was done."""
    until: Day
    """The day until which is told what comes."""
    done: list[LineRow]
    """What happened, newest first."""
    calls: list[LineRow]
    """Calls late and of the coming week, in the order in which to make them."""
    promises: list[LineRow]
    """Promises and farewells late and of the coming week, by day."""
    days: list[LineRow]
    """Birthdays and anniversaries of the coming week, by day."""
    events: list[LineRow]
    """Events of the coming week, by day."""
    thanks: list[LineRow]
    """Referrals for which nobody has said thank you, the oldest first."""
    rewards: list[LineRow]
    """Rewards promised and not paid, the oldest first."""
    drifting: list[LineRow]
    """Those who slip away, the longest silence for their habit first."""
    ask: list[LineRow]
    """The first whom to ask for a referral."""
