"""The owner's networks as lines for people and as the JSON of the contract."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from ..facts import Because
from ..facts import Facts
from ..facts.lines import who
from ..facts.missing import TURNS
from ..facts.missing import could
from ..facts.missing import filling
from ..facts.missing import giving_back
from ..facts.missing import kept_out
from ..facts.missing import known
from ..facts.missing import nearer
from ..facts.missing import place_of
from ..facts.networks import Account
from ..facts.networks import Gap
from ..facts.networks import accounts
from ..facts.networks import circles
from ..facts.networks import competitors
from ..facts.networks import gaps
from ..facts.networks import members
from ..facts.networks import trades
from ..facts.partnership import Partner
from ..facts.partnership import partnership
from ..facts.share import Share
from ..facts.share import Way
from ..facts.share import referral_share
from ..facts.supply import chain
from ..facts.supply import sold_to
from ..facts.supply import suppliers
from ..facts.supply import unknown_clients
from ..model import Contact
from ..model import Network
from ..pages.vocabularies import meanings
from ..pages.wording import amount
from ..report.tables import head
from ..schema import amount_json
from ..workspace import Workspace
from .shapes.networks import AccountRow
from .shapes.networks import MemberRow
from .shapes.networks import Output
from .shapes.networks import PersonRow
from .shapes.networks import ShareFacts
from .shapes.networks import WayRow
from .shapes.partners import buyers_json

COLUMNS = ("section", "what", "id", "name", "why", "command")
_POWER, _PARTNERS, _MISSING = "power team", "referral partners", "who is missing"
_TO_ASK, _SHARE = "clients to ask", "referral share"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what is printed."""

    section: str
    """What it belongs to, by which it is found in a table."""
    what: str
    """The profession or the gap, empty where the section says it all."""
    contact: Contact | None
    why: str
    command: str = ""
    """What settles it, empty where nothing is open."""

    @property
    def row(self) -> dict[str, object]:
        """The line as a row of a table."""
        who = (self.contact.id, self.contact.name) if self.contact else (None, None)
        values = (self.section, self.what, *who, self.why, self.command)
        return dict(zip(COLUMNS, values, strict=True))


def headings() -> dict[str, str]:
    """What a section is about, where its name does not say so."""
    means = meanings(Network.__name__)
    networks = {_section(network): f"{_lower(means[network])} (our definition)" for network in Network}
    return {
        **networks,
        "contact sphere": "trades that complete yours",
        _POWER: "of the sphere, in touch, and a referral within a year",
        _PARTNERS: "referrals both ways, and steadily",
        "competitors": "trades that compete with yours",
        _TO_ASK: "nobody knows for whom they work; soi edit WHO and write supplier-of, or say that nobody "
        "comes after them",
    }


def _section(network: Network) -> str:
    return f"{network} network"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")


def lines(facts: Facts) -> Iterator[Line]:
    """Everything there is to say, section by section."""
    yield from _of_circles(facts)
    yield from _of_trades(facts)
    for step, section in (
        (Partner.POWER_TEAM, "power team"),
        (Partner.REFERRAL_PARTNER, "referral partners"),
    ):
        for contact in members(facts, step):
            yield Line(section, "", contact, _words(facts.about(partnership, contact).because))
    for contact in competitors(facts):
        yield Line("competitors", contact.profession or "", contact, known(facts, contact))
    for gap in gaps(facts):
        yield from _of_gap(facts, gap)
    for account in accounts(facts):
        yield _of_account(facts, account)
    yield from _of_supply(facts)
    yield from _of_share(facts)


def _of_circles(facts: Facts) -> Iterator[Line]:
    for circle in facts.of(circles):
        for contact in circle.people:
            yield Line(_section(circle.network), "", contact, known(facts, contact))


def _of_trades(facts: Facts) -> Iterator[Line]:
    for one in facts.of(trades):
        for contact in one.people:
            lacks = facts.about(partnership, contact).lacks
            why = kept_out(facts, contact, lacks) or "in the power team"
            yield Line("contact sphere", one.names[0], contact, why, nearer(facts, contact, lacks))


def _of_gap(facts: Facts, gap: Gap) -> Iterator[Line]:
    what = place_of(gap)
    if not gap.candidates:
        yield Line(_MISSING, what, None, "nobody yet", filling(gap))
    for contact in gap.candidates:
        command = nearer(facts, contact, facts.about(partnership, contact).lacks)
        yield Line(_MISSING, what, contact, f"nobody yet; {could(facts, gap, contact)}", command)


def _of_account(facts: Facts, account: Account) -> Line:
    contact, count = account.contact, account.count
    day = f", last {account.latest.date}" if account.latest.date else ""
    got = count.given or "none"
    why = f"gave you {count.received or 'none'} and got {got}{day}"
    command = giving_back(facts, contact, account.owing)
    return Line("give and take", TURNS[account.owing], contact, why, command)


def _of_supply(facts: Facts) -> Iterator[Line]:
    for contact in suppliers(facts):
        yield Line("supply chain", "", contact, sold_to(facts.about(chain, contact)))
    for contact in facts.of(unknown_clients):
        command = f"soi set {who(contact)} end_customer true"
        yield Line(_TO_ASK, "", contact, known(facts, contact), command)


def _of_share(facts: Facts) -> Iterator[Line]:
    found = facts.of(referral_share)
    if found is None or found.share is None:
        return
    currency = facts.settings.currency
    came = f"{amount(found.by_referral, currency)} of {amount(found.won, currency)}"
    yield Line(_SHARE, f"{found.share:.0%}", None, f"{came} came from referred people, in the last 12 months")
    for way in found.ways:
        people = f"{way.people} {'person' if way.people == 1 else 'people'}"
        rate = "" if way.win_rate is None else f", {way.win_rate:.0%} won"
        what = "through" if way.referrer else "without a referral"
        yield Line(_SHARE, what, way.referrer, f"{people}{rate}, {amount(way.amount, currency)}")


def _words(reasons: Iterable[Because]) -> str:
    return "; ".join(reason.text for reason in reasons)


def payload(workspace: Workspace) -> Output:
    """Everything as JSON."""
    facts = workspace.facts
    return {
        **head(workspace.today),
        "networks": [{"network": str(c.network), "people": _people(c.people)} for c in facts.of(circles)],
        "sphere": [
            {
                "profession": one.names[0],
                "synonyms": [*one.names[1:]],
                "people": _people(one.people),
                "candidates": _people(one.candidates),
            }
            for one in facts.of(trades)
        ],
        "power_team": _members(workspace, Partner.POWER_TEAM),
        "referral_partners": _members(workspace, Partner.REFERRAL_PARTNER),
        "competitors": _people(competitors(facts)),
        "missing": [
            {"missing": str(gap.missing), "what": gap.what, "candidates": _people(gap.candidates)}
            for gap in gaps(facts)
        ],
        "reciprocity": [_account(account) for account in accounts(facts)],
        "supply_chain": [
            {"id": one.id, "name": one.name, "buyers": buyers_json(facts.about(chain, one))}
            for one in suppliers(facts)
        ],
        "unknown_clients": _people(facts.of(unknown_clients)),
        "referral_share": share_json(facts.of(referral_share), facts.settings.currency),
    }


def _person(contact: Contact) -> PersonRow:
    return {
        "id": contact.id,
        "name": contact.name,
        "grade": str(contact.effective_grade),
        "stage": str(contact.effective_stage),
        "profession": contact.profession,
    }


def _people(people: Iterable[Contact]) -> list[PersonRow]:
    return [_person(contact) for contact in people]


def _members(workspace: Workspace, step: Partner) -> list[MemberRow]:
    facts = workspace.facts
    return [
        {
            **_person(contact),
            "because": workspace.because(facts.about(partnership, contact).because),
        }
        for contact in members(facts, step)
    ]


def _account(account: Account) -> AccountRow:
    return {
        "id": account.contact.id,
        "name": account.contact.name,
        "received": account.count.received,
        "given": account.count.given,
        "balance": account.count.balance,
        "latest": account.latest.date.isoformat() if account.latest.date else None,
        "owing": str(account.owing) if account.owing else None,
    }


def share_json(found: Share | None, currency: str) -> ShareFacts | None:
    """What part of the money came by referral."""
    if found is None:
        return None
    return {
        "won": amount_json(found.won),
        "by_referral": amount_json(found.by_referral),
        "share": None if found.share is None else amount_json(found.share),
        "currency": currency,
        "ways": [_way(way) for way in found.ways],
    }


def _way(way: Way) -> WayRow:
    return {
        "id": way.referrer.id if way.referrer else None,
        "name": way.referrer.name if way.referrer else None,
        "people": way.people,
        "won": way.won,
        "lost": way.lost,
        "win_rate": None if way.win_rate is None else amount_json(way.win_rate),
        "amount": amount_json(way.amount),
    }
