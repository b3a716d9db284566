"""What `soi show` and `soi referrals` say of one person's referrals."""

from __future__ import annotations

from typing import TypedDict

from .shared import Because


class ReferralFacts(TypedDict):
    """Where somebody stands in the graph of referrals."""

    generation: int | None
    """0 without a referrer, else one more than the smallest among the referrers; `null` in and behind a cycle
    that begins nowhere."""
    referred_by: list[str]
    """Ids of those through whom they came."""
    referred: list[str]
    """Ids of those whom they referred, then the names of those who have no file."""
    downstream: int
    """Different people whom they referred, whom these referred, and so on."""
    downstream_won: float
    """What the won referrals among all of these brought in, in the wiki's currency."""
    because: list[Because]
    """The referrals that they had a part in, then the nearest of others that were won."""
