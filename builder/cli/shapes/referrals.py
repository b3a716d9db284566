"""What `soi referrals` prints: the whole network of referrals, or with WHO one person's part in it."""

from __future__ import annotations

from typing import TypeAlias
from typing import TypedDict

from .referral_facts import ReferralFacts
from .shared import Because
from .shared import Head


class SourceRow(TypedDict):
    """Somebody who referred people to you."""

    id: str
    """Who."""
    name: str
    """Their name."""
    won: float
    """What those they referred themselves brought in, in the wiki's currency."""
    won_count: int
    """How many of these were won."""
    recent: int
    """How many they referred in the last 24 months; a referral without a date is not among them."""
    referred: int
    """How many they ever referred."""
    downstream: int
    """Different people whom they referred, whom these referred, and so on."""
    downstream_won: float
    """What came of all of these."""
    because: list[Because]
    """Their referrals."""


class CentreRow(TypedDict):
    """Somebody who joins others."""

    id: str
    """Who."""
    name: str
    """Their name."""
    betweenness: float
    """Share of the shortest ways between any two people that lead through them, with 9 digits."""
    people: int
    """How many they referred or know."""
    because: list[Because]
    """Who some of these are."""


class Centres(TypedDict):
    """The centres of influence."""

    is_estimate: bool
    """More than 2,000 people are joined to others, so the ways are counted from some of them only."""
    people: list[CentreRow]
    """The centres, by betweenness."""


class GenerationRow(TypedDict):
    """Those who are equally far from a beginning."""

    generation: int
    """How far."""
    people: list[str]
    """Their ids, then the names of those who have no file."""


class Whole(Head):
    """The referrals of the whole wiki. With `use: personal` every list is empty."""

    sources: list[SourceRow]
    """Who referred people to you, the best source first."""
    chains: list[list[str]]
    """The longest lines of referrals, each from its beginning on, as ids and names."""
    generations: list[GenerationRow]
    """Everybody who was referred or referred somebody, by generation."""
    centres: Centres
    """Those through whom others are reached."""
    cycles: list[list[str]]
    """People who referred each other, through others or not."""


class One(Head):
    """The referrals of the person that WHO names."""

    id: str
    """Who."""
    name: str
    """Their name."""
    referrals: ReferralFacts | None
    """Where they stand; `null` with `use: personal`."""
    chain: list[str]
    """Through whom they came, from the beginning to themselves; empty with `use: personal`."""


Output: TypeAlias = Whole | One
