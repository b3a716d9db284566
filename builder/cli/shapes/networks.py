"""What `soi networks` prints."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...facts.networks import Missing
from ...facts.networks import Owing
from ...model import Grade
from ...model import Network
from ...model import Stage
from .partners import BuyerRow
from .shared import Because
from .shared import Day
from .shared import Head


class PersonRow(TypedDict):
    """Somebody, in short."""

    id: str
    """Who."""
    name: str
    """Their name."""
    grade: Annotated[str, Grade]
    """As it counts: a blank one is `C`."""
    stage: Annotated[str, Stage]
    """As it counts: a blank one is `contact`."""
    profession: str | None
    """What they do."""


class CircleRow(TypedDict):
    """One of the three networks."""

    network: Annotated[str, Network]
    """Which; what belongs in each is our definition."""
    people: list[PersonRow]
    """Who is in it, by name."""


class TradeRow(TypedDict):
    """A profession of the contact sphere."""

    profession: str
    """As the owner writes it."""
    synonyms: list[str]
    """Other words for it."""
    people: list[PersonRow]
    """Those who fill it: connection, prospect or client."""
    candidates: list[PersonRow]
    """Those who could: strangers, suspects and contacts of that profession."""


class MemberRow(PersonRow):
    """Somebody in the power team, or a referral partner."""

    because: list[Because]
    """Why."""


class GapRow(TypedDict):
    """Something that nobody fills."""

    missing: Annotated[str, Missing]
    """What sort of thing."""
    what: str
    """The profession, the network, `power_team` or `referral_partner`."""
    candidates: list[PersonRow]
    """Those nearest to filling it, the nearest first."""


class AccountRow(TypedDict):
    """What somebody and the owner gave each other."""

    id: str
    """Who."""
    name: str
    """Their name."""
    received: int
    """People they referred to the owner, of any outcome."""
    given: int
    """People the owner referred to them."""
    balance: int
    """`received` less `given`."""
    latest: Day | None
    """Day of the last referral either way, `null` where no file tells one."""
    owing: Annotated[str, Owing] | None
    """Who has to give something back; `null` where both gave."""


class ChainRow(TypedDict):
    """Where the supply chain leads from a client."""

    id: str
    """The client."""
    name: str
    """Their name."""
    buyers: list[BuyerRow]
    """Their clients, and those clients' clients, each once, the nearest first."""


class WayRow(TypedDict):
    """One way by which people come."""

    id: str | None
    """Who referred them, `null` for all who came by no referral."""
    name: str | None
    """Their name."""
    people: int
    """How many came; of those without a referral, all who bought or with whom a deal was lost."""
    won: int
    """How many of them bought or were won."""
    lost: int
    """How many were lost or declined, and never won."""
    win_rate: float | None
    """Share of those won among those decided, two decimals; `null` before the first."""
    amount: float
    """What they paid within twelve months."""


class ShareFacts(TypedDict):
    """What part of the money came by referral."""

    won: float
    """What was sold within twelve months."""
    by_referral: float
    """What of it came from referred people."""
    share: float | None
    """One divided by the other, two decimals; `null` where nothing was sold."""
    currency: str
    """What amounts are in."""
    ways: list[WayRow]
    """Those who referred somebody, who brought most first; last those who came by no referral."""


class Output(Head):
    """Who is in the owner's networks, and who is missing; for family and friends `networks` only."""

    networks: list[CircleRow]
    """The three networks; two in a wiki for family and friends."""
    sphere: list[TradeRow]
    """The contact sphere, in the owner's order."""
    power_team: list[MemberRow]
    """The power team, by name."""
    referral_partners: list[MemberRow]
    """The referral partners, by name."""
    competitors: list[PersonRow]
    """Those whose profession competes with the owner's."""
    missing: list[GapRow]
    """What nobody fills: professions, networks, levels."""
    reciprocity: list[AccountRow]
    """Everybody who gave or got a referral; first who gave most and got least."""
    supply_chain: list[ChainRow]
    """Clients whose clients are known."""
    unknown_clients: list[PersonRow]
    """Clients whose clients are not known, to be asked."""
    referral_share: ShareFacts | None
    """What part of the money came by referral, `null` in a wiki for family and friends."""
