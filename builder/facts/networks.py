"""The owner's networks: who is in them, who is missing, and who is owed something. Source: S2.

The article names a support, an information and a referral network and defines none of them: what belongs in
each is our definition, at the words of `Network`, and who belongs there is what the files say.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Contact
from ..model import Grade
from ..model import Network
from ..model import Scope
from ..wiki import fold_accents
from . import Facts
from . import by_name
from .consent import is_contact_withdrawn
from .partnership import Partner
from .partnership import Partnership
from .partnership import Passed
from .partnership import Reciprocity
from .partnership import is_related
from .partnership import partnership
from .partnership import passed
from .partnership import reciprocity
from .partnership import sphere
from .partnership import trade

_LET_GO = frozenset({Grade.D, Grade.F})


@dataclass(frozen=True, slots=True)
class Circle:
    """One of the three networks."""

    network: Network
    people: tuple[Contact, ...]
    """By name, then id."""


@dataclass(frozen=True, slots=True)
class Trade:
    """A profession of the contact sphere, and those who have it."""

    names: tuple[str, ...]
    """As the owner writes it, synonyms behind the first."""
    people: tuple[Contact, ...]
    """Those who fill it: a relationship has begun. By name, then id."""
    candidates: tuple[Contact, ...]
    """Those who could: of the trade, and not known well yet. By how well they are, then name and id."""


class Missing(enum.StrEnum):
    """What nobody fills."""

    PROFESSION = "profession"
    """A profession of the contact sphere."""
    NETWORK = "network"
    """One of the three networks."""
    LEVEL = "level"
    """The power team, or the referral partners."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that nobody fills."""

    missing: Missing
    what: str
    """The profession, the network or the step, by the word that the files or the facts have for it."""
    candidates: tuple[Contact, ...]
    """Those who are nearest to filling it, the nearest first."""


class Owing(enum.StrEnum):
    """Who has to give something back."""

    YOU = "you"
    """They referred somebody to you and never got anybody."""
    THEM = "them"
    """You referred somebody to them and nobody came back."""


@dataclass(frozen=True, slots=True)
class Account:
    """What one person and the owner gave each other."""

    contact: Contact
    count: Reciprocity
    latest: Passed
    """The last referral, whichever way it went; one without a day counts as the first."""

    @property
    def owing(self) -> Owing | None:
        """Who has to give something back, None where both gave."""
        if self.count.given == 0:
            return Owing.YOU
        return Owing.THEM if self.count.received == 0 else None


def is_business(facts: Facts) -> bool:
    """True unless the wiki is kept for family and friends, where nothing of business appears. Source: S4."""
    return facts.settings.owner.use is not Scope.PERSONAL


def networks_of(facts: Facts, contact: Contact) -> tuple[Network, ...]:
    """The networks somebody is in, in the order of the three; that for referrals is business."""
    return tuple(
        network
        for network in Network
        if network in contact.networks and (is_business(facts) or network is not Network.REFERRAL)
    )


def circles(facts: Facts) -> tuple[Circle, ...]:
    """The three networks, without those who rest; that for referrals is business."""
    people: dict[Network, list[Contact]] = {
        network: [] for network in Network if is_business(facts) or network is not Network.REFERRAL
    }
    for contact in _living(facts):
        for network in networks_of(facts, contact):
            people[network].append(contact)
    return tuple(Circle(network, tuple(by_name(found))) for network, found in people.items())


def trades(facts: Facts) -> tuple[Trade, ...]:
    """The contact sphere, a profession each, in the owner's order.

    A profession is filled by somebody with whom a relationship has begun. Who is a stranger, a suspect or a
    contact of that trade could fill it, unless they do not want to hear from you; who is let go does neither.

    Source: S2, "know who is there and who is missing".
    """
    if not is_business(facts):
        return ()
    filled: dict[int, list[Contact]] = {}
    possible: dict[int, list[Contact]] = {}
    places = facts.of(sphere)
    for contact in _living(facts):
        place = places.get(trade(contact.profession)) if contact.profession else None
        if place is None or contact.effective_grade in _LET_GO:
            continue
        if is_related(contact):
            filled.setdefault(place, []).append(contact)
        elif not is_contact_withdrawn(facts, contact):
            possible.setdefault(place, []).append(contact)
    return tuple(
        Trade(names, tuple(by_name(filled.get(place, ()))), _nearest(possible.get(place, ())))
        for place, names in enumerate(facts.settings.owner.contact_sphere)
    )


def _nearest(people: Iterable[Contact]) -> tuple[Contact, ...]:
    return tuple(sorted(by_name(people), key=lambda contact: -contact.effective_stage.rank))


def competitors(facts: Facts) -> tuple[Contact, ...]:
    """Those whose profession competes with the owner's, by name. Source: S2."""
    rivals = {trade(profession) for profession in facts.settings.owner.competitors}
    found = [c for c in _living(facts) if c.profession and trade(c.profession) in rivals]
    return tuple(by_name(found)) if is_business(facts) else ()


def standings(facts: Facts) -> Mapping[str, Partnership]:
    """Partnership by id of everybody who reached a step, without those who rest, in the order of the ids."""
    if not is_business(facts):
        return {}
    found = {contact.id: facts.about(partnership, contact) for contact in _living(facts)}
    return {who: standing for who, standing in found.items() if standing.value is not None}


def members(facts: Facts, step: Partner) -> tuple[Contact, ...]:
    """Those who reached a step, whatever else they are, by name, then id."""
    reached = [who for who, standing in facts.of(standings).items() if getattr(standing, step)]
    return tuple(by_name(facts.wiki.contacts[who] for who in reached))


def gaps(facts: Facts) -> tuple[Gap, ...]:
    """What nobody fills: professions in the owner's order, networks, then steps of a partnership.

    Source: S2, "know who is there and who is missing".
    """
    return (*_of_trades(facts), *_of_circles(facts), *_of_steps(facts))


def _of_trades(facts: Facts) -> Iterator[Gap]:
    for one in facts.of(trades):
        if not one.people:
            yield Gap(Missing.PROFESSION, one.names[0], one.candidates)


def _of_circles(facts: Facts) -> Iterator[Gap]:
    for circle in facts.of(circles):
        if not circle.people:
            yield Gap(Missing.NETWORK, str(circle.network), ())


def _of_steps(facts: Facts) -> Iterator[Gap]:
    if not is_business(facts):
        return
    if not members(facts, Partner.POWER_TEAM):
        near = [contact for one in facts.of(trades) for contact in one.people]
        near.sort(key=lambda contact: (len(facts.about(partnership, contact).lacks), *_name(contact)))
        yield Gap(Missing.LEVEL, str(Partner.POWER_TEAM), tuple(near))
    if not members(facts, Partner.REFERRAL_PARTNER):
        both = [row.contact for row in facts.of(accounts) if row.owing is None]
        yield Gap(Missing.LEVEL, str(Partner.REFERRAL_PARTNER), tuple(both))


def accounts(facts: Facts) -> tuple[Account, ...]:
    """Everybody who referred somebody or was given somebody, who rest left out.

    Those first who wait for something from you, then those who owe it, then the others; of each the least
    even first, then by name and id. Source: S2, reciprocal referrals.
    """
    if not is_business(facts):
        return ()
    found = []
    for contact in _living(facts):
        referrals = facts.about(passed, contact)
        if referrals:
            latest = max(enumerate(referrals), key=lambda one: (str(one[1].date or ""), one[0]))[1]
            found.append(Account(contact, facts.about(reciprocity, contact), latest))
    return tuple(sorted(found, key=_by_owing))


def _by_owing(row: Account) -> tuple[int, int, str, str]:
    turn = [Owing.YOU, Owing.THEM, None].index(row.owing)
    return (turn, -abs(row.count.balance), *_name(row.contact))


def _living(facts: Facts) -> Iterator[Contact]:
    return (contact for contact in facts.wiki.contacts.values() if not facts.is_resting(contact))


def _name(contact: Contact) -> tuple[str, str]:
    return fold_accents(contact.name), contact.id
