"""Who is in the owner's networks, who is missing, and who is owed something. Source: S2, S3.

A wiki for family and friends has the networks that support and inform, and nothing of business. A long list
is cut, and leads to where the whole of it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from ..facts import Facts
from ..facts.missing import TURNS
from ..facts.missing import could
from ..facts.missing import filling
from ..facts.missing import giving_back
from ..facts.missing import kept_out
from ..facts.missing import known
from ..facts.missing import nearer
from ..facts.missing import place_of
from ..facts.networks import Account
from ..facts.networks import Circle
from ..facts.networks import Gap
from ..facts.networks import Trade
from ..facts.networks import accounts
from ..facts.networks import circles
from ..facts.networks import competitors
from ..facts.networks import gaps
from ..facts.networks import is_business
from ..facts.networks import members
from ..facts.networks import trades
from ..facts.partnership import Partner
from ..facts.partnership import partnership
from ..facts.supply import suppliers
from ..facts.supply import unknown_clients
from ..model import Contact
from ..model import Network
from ..workspace import Workspace
from . import View
from .addresses import NETWORKS
from .addresses import PEOPLE
from .addresses import Ref
from .addresses import ref_to
from .ties import Level
from .ties import levels
from .vocabularies import meanings
from .wording import Day

MOST = 100
"""So many of a list are shown; whoever wants more of them wants a list of their own."""
MOST_CANDIDATES = 5
"""So many who could fill a place are named."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody, with why they are there or are not yet, and what settles it."""

    who: Ref
    why: str
    command: str = ""


@dataclass(frozen=True, slots=True)
class Seats:
    """People by a rule, as many as are shown."""

    title: str
    anchor: str
    about: str
    people: tuple[Seat, ...]
    more: int = 0
    """So many further ones are left out."""
    everybody: Ref | None = None
    """Where all of them are, None where only the command line has them."""


@dataclass(frozen=True, slots=True)
class TradeLine:
    """A profession of the contact sphere, with those who fill it and those who could."""

    name: str
    synonyms: str
    people: tuple[Seat, ...]
    candidates: tuple[Seat, ...]
    more: int
    """So many candidates are left out."""


@dataclass(frozen=True, slots=True)
class GapLine:
    """Something that nobody fills."""

    what: str
    kind: str
    candidates: tuple[Seat, ...]
    more: int
    """So many candidates are left out."""
    command: str
    """What fills it where nobody is in sight, else empty."""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """What somebody and the owner gave each other."""

    who: Ref
    turn: str
    received: int
    given: int
    last: str
    command: str


@dataclass(frozen=True, slots=True)
class SupplyLine:
    """A client, and those further down the chain, step by step."""

    who: Ref
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworksView(View):
    """The networks."""

    day: Day
    is_business: bool
    gaps: tuple[GapLine, ...]
    sphere: tuple[TradeLine, ...]
    steps: tuple[Seats, ...]
    """Power team and referral partners."""
    circles: tuple[Seats, ...]
    accounts: tuple[AccountLine, ...]
    more_accounts: int
    competitors: Seats
    supply: tuple[SupplyLine, ...]
    more_supply: int
    to_ask: Seats
    """Clients of whom nobody knows to whom they sell."""


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The page."""
    facts = workspace.facts
    owed, sellers = facts.of(accounts), facts.of(suppliers)
    yield (
        NETWORKS,
        NetworksView(
            title="Networks",
            tab=50,
            has_contents=True,
            day=Day(workspace.today, workspace.is_pinned),
            is_business=is_business(facts),
            gaps=tuple(_gap(facts, gap) for gap in gaps(facts)),
            sphere=tuple(_trade(facts, one) for one in facts.of(trades)),
            steps=tuple(_steps(facts)) if is_business(facts) else (),
            circles=tuple(_circle(facts, one) for one in facts.of(circles)),
            accounts=tuple(_account(facts, account) for account in owed[:MOST]),
            more_accounts=max(len(owed) - MOST, 0),
            competitors=_seats(
                "Competitors",
                "Trades that compete with yours.",
                ((one, f"{one.profession}, {known(facts, one)}") for one in competitors(facts)),
            ),
            supply=tuple(SupplyLine(ref_to(one), levels(facts, one)) for one in sellers[:MOST]),
            more_supply=max(len(sellers) - MOST, 0),
            to_ask=_seats(
                "Clients to ask",
                "Nobody knows for whom they work. Ask, and write supplier-of into their files, or "
                "end_customer where nobody comes after them.",
                ((one, known(facts, one)) for one in facts.of(unknown_clients)),
            ),
        ),
    )


def _seats(
    title: str, about: str, people: Iterable[tuple[Contact, str]], everybody: Ref | None = None
) -> Seats:
    rest = iter(people)
    shown = tuple(Seat(ref_to(contact), why) for contact, why in islice(rest, MOST))
    return Seats(title, title.lower().replace(" ", "-"), about, shown, sum(1 for _ in rest), everybody)


def _circle(facts: Facts, circle: Circle) -> Seats:
    network = circle.network
    about = f"{meanings(Network.__name__)[network]} This is our definition."
    everybody = Ref("all of them", f"{PEOPLE}#{urlencode({'networks': network})}")
    people = ((contact, known(facts, contact)) for contact in circle.people)
    return _seats(f"{network.capitalize()} network", about, people, everybody)


def _steps(facts: Facts) -> Iterator[Seats]:
    about = {
        Partner.POWER_TEAM: "Of the contact sphere, in touch within 90 days, and a referral went one way or "
        "the other within 12 months.",
        Partner.REFERRAL_PARTNER: "Referrals go both ways, and steadily, whatever their trade.",
    }
    for step, title in ((Partner.POWER_TEAM, "Power team"), (Partner.REFERRAL_PARTNER, "Referral partners")):
        reached = (
            (contact, "; ".join(reason.text for reason in facts.about(partnership, contact).because))
            for contact in members(facts, step)
        )
        yield _seats(title, about[step], reached)


def _trade(facts: Facts, one: Trade) -> TradeLine:
    candidates = one.candidates[:MOST_CANDIDATES]
    return TradeLine(
        name=one.names[0],
        synonyms=", ".join(one.names[1:]),
        people=tuple(_of_sphere(facts, contact) for contact in one.people[:MOST]),
        candidates=tuple(
            Seat(ref_to(contact), f"{contact.effective_stage}, {known(facts, contact)}")
            for contact in candidates
        ),
        more=len(one.candidates) - len(candidates),
    )


def _of_sphere(facts: Facts, contact: Contact) -> Seat:
    lacks = facts.about(partnership, contact).lacks
    why = kept_out(facts, contact, lacks) or "in the power team"
    return Seat(ref_to(contact), why, nearer(facts, contact, lacks))


def _gap(facts: Facts, gap: Gap) -> GapLine:
    nearest = gap.candidates[:MOST_CANDIDATES]
    return GapLine(
        what=place_of(gap),
        kind=str(gap.missing),
        candidates=tuple(
            Seat(
                ref_to(contact),
                could(facts, gap, contact),
                nearer(facts, contact, facts.about(partnership, contact).lacks),
            )
            for contact in nearest
        ),
        more=len(gap.candidates) - len(nearest),
        command="" if nearest else filling(gap),
    )


def _account(facts: Facts, account: Account) -> AccountLine:
    return AccountLine(
        who=ref_to(account.contact),
        turn=TURNS[account.owing],
        received=account.count.received,
        given=account.count.given,
        last=str(account.latest.date or ""),
        command=giving_back(facts, account.contact, account.owing),
    )
