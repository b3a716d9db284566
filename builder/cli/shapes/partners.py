"""Networks, partnership, give and take, supply chain and meetings of one person, for `soi show`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated
from typing import TypedDict

from ...facts.meetings import attendance
from ...facts.networks import is_business
from ...facts.partnership import Partner
from ...facts.partnership import partnership
from ...facts.partnership import reciprocity
from ...facts.supply import Buyer
from ...facts.supply import chain
from ...facts.supply import is_to_ask
from ...model import Contact
from ...workspace import Workspace
from .shared import Because


class PartnershipFacts(TypedDict):
    """How far somebody has come as a partner."""

    value: Annotated[str, Partner] | None
    """The highest step reached."""
    contact_sphere: bool
    """Their profession is in the owner's list."""
    power_team: bool
    """Of the sphere, at least a connection, in touch within 90 days, a referral either way in 12 months."""
    referral_partner: bool
    """Referrals each way in each of the last two years, or two each way in the last."""
    because: list[Because]
    """Why."""


class ReciprocityFacts(TypedDict):
    """What each side gave the other."""

    received: int
    """People they referred to the owner, of any outcome."""
    given: int
    """People the owner referred to them."""
    balance: int
    """`received` less `given`."""


class BuyerRow(TypedDict):
    """Somebody further down the supply chain."""

    id: str | None
    """Who, `null` for one who is only named."""
    name: str
    """Their name."""
    depth: int
    """1 for a client, 2 for a client's client."""
    through: str
    """Name of the one they buy from."""


class SupplyFacts(TypedDict):
    """Whom somebody sells to."""

    buyers: list[BuyerRow]
    """Their clients, and those clients' clients, each once, the nearest first."""
    is_unknown: bool
    """A client of whom nobody knows to whom they sell: ask."""


class MeetingsFacts(TypedDict):
    """Events of one person, by id."""

    invited: list[str]
    """Those they were invited to."""
    attended: list[str]
    """Those they came to."""
    missed: list[str]
    """Those that are over, to which they were invited and did not come."""


def partnership_json(workspace: Workspace, contact: Contact) -> PartnershipFacts | None:
    """How far somebody has come as a partner, None in a wiki for family and friends."""
    if not is_business(workspace.facts):
        return None
    found = workspace.facts.about(partnership, contact)
    return {
        "value": str(found.value) if found.value else None,
        "contact_sphere": found.contact_sphere,
        "power_team": found.power_team,
        "referral_partner": found.referral_partner,
        "because": workspace.because(found.because),
    }


def reciprocity_json(workspace: Workspace, contact: Contact) -> ReciprocityFacts | None:
    """What each side gave the other, None in a wiki for family and friends."""
    if not is_business(workspace.facts):
        return None
    count = workspace.facts.about(reciprocity, contact)
    return {"received": count.received, "given": count.given, "balance": count.balance}


def buyers_json(buyers: Iterable[Buyer]) -> list[BuyerRow]:
    """Those further down the supply chain."""
    return [{"id": b.id, "name": b.name, "depth": b.depth, "through": b.through} for b in buyers]


def supply_json(workspace: Workspace, contact: Contact) -> SupplyFacts | None:
    """Whom somebody sells to, None in a wiki for family and friends."""
    facts = workspace.facts
    if not is_business(facts):
        return None
    buyers = buyers_json(facts.about(chain, contact))
    return {"buyers": buyers, "is_unknown": facts.about(is_to_ask, contact)}


def meetings_json(workspace: Workspace, contact: Contact) -> MeetingsFacts:
    """To what somebody was invited, and to what they came."""
    found = workspace.facts.about(attendance, contact)
    return {"invited": [*found.invited], "attended": [*found.attended], "missed": [*found.missed]}
