"""How far somebody has come as a partner, and what each side gave. Source: S2.

Contact sphere, power team, referral partner. The steps are told apart by what the files show, never by how
somebody feels about it.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from ..days import Duration
from ..days import Unit
from ..days import is_within
from ..days import minus
from ..diagnostics import Address
from ..model import AskedFor
from ..model import Contact
from ..model import ReferralDirection
from ..model import Stage
from ..wiki import fold_accents
from . import Because
from . import Facts
from .due import last_personal
from .referrals import Edge
from .referrals import edges
from .referrals import person_key

YEAR = Duration(12, Unit.MONTH)
"""How far back a referral counts as active, in calendar months."""
TWO_YEARS = Duration(24, Unit.MONTH)
TRUST = Duration(90, Unit.DAY)
"""Who was met or spoken to within this time is somebody with whom there is a credible relationship."""
ASKED_BEFORE = Duration(30, Unit.DAY)
"""A referral within this time after an ask came because of it."""
STEADY = 2
"""So many referrals each way within a year make a partner without a second year."""


class Partner(enum.StrEnum):
    """The steps of a partnership, by the keys that say whether each is reached. Source: S2."""

    CONTACT_SPHERE = "contact_sphere"
    """Their trade completes yours without competing with it."""
    POWER_TEAM = "power_team"
    """Of the sphere, in touch with you, and a referral went one way or the other within a year."""
    REFERRAL_PARTNER = "referral_partner"
    """Referrals go both ways, and steadily."""


@dataclass(frozen=True, slots=True)
class Passed:
    """One referral, whichever way it went."""

    direction: ReferralDirection
    other: str
    """Who was referred, as `person_key` names them."""
    date: dt.date | None
    """None for one that only the referred person's file tells, which knows no day."""
    is_proactive: bool
    """Nobody asked for it shortly before."""
    path: str
    at: Address


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """What each side gave the other, of any outcome and at any time."""

    received: int
    given: int

    @property
    def balance(self) -> int:
        """Above zero where they gave more than they got."""
        return self.received - self.given


@dataclass(frozen=True, slots=True)
class Partnership:
    """Which steps are reached, and why."""

    contact_sphere: bool
    power_team: bool
    referral_partner: bool
    lacks: tuple[str, ...]
    """What somebody of the sphere lacks to be in the power team: `stage`, `touch`, `referral`."""
    because: tuple[Because, ...]

    @property
    def value(self) -> Partner | None:
        """The highest step reached, None where there is none."""
        if self.referral_partner:
            return Partner.REFERRAL_PARTNER
        if self.power_team:
            return Partner.POWER_TEAM
        return Partner.CONTACT_SPHERE if self.contact_sphere else None


def trade(profession: str) -> str:
    """A profession as it is compared: whole, without case, accents and doubled blanks."""
    return " ".join(fold_accents(profession).split())


def is_related(contact: Contact) -> bool:
    """True where a relationship has begun: connection, prospect or client."""
    return contact.effective_stage.rank >= Stage.CONNECTION.rank


def sphere(facts: Facts) -> Mapping[str, int]:
    """Place in the owner's list of each profession of the contact sphere, synonyms at the same one.

    Source: S2, businesses that complement rather than compete with yours.
    """
    listed = facts.settings.owner.contact_sphere
    return {trade(word): place for place, words in reversed([*enumerate(listed)]) for word in words}


def passed(facts: Facts, contact: Contact) -> tuple[Passed, ...]:
    """Referrals that somebody gave and got, in the order of the file, then those told by others alone.

    Nobody refers themselves, and what lies ahead has not happened.
    """
    told = facts.of(told_by_referred).get(contact.id, ())
    if not contact.referrals:
        return tuple(_told(facts, edge) for edge in told)
    asks = [*_asks(facts, contact)]
    own = [
        Passed(
            entry.direction,
            other,
            entry.date,
            entry.direction is ReferralDirection.RECEIVED
            and not any(is_within(day, ASKED_BEFORE, entry.date) for day in asks),
            contact.path,
            ("referrals", place),
        )
        for place, entry in enumerate(contact.referrals)
        if entry.date <= facts.today and (other := person_key(facts, entry.contact)) != contact.id
    ]
    return (*own, *(_told(facts, edge) for edge in told))


def _asks(facts: Facts, contact: Contact) -> Iterator[dt.date]:
    """Days on which somebody was asked for a referral."""
    for ask in contact.asked:
        if ask.what is AskedFor.REFERRAL and ask.date <= facts.today:
            yield ask.date
    for touch in contact.touches:
        if touch.asked_referral and touch.date <= facts.today:
            yield touch.date


def _told(facts: Facts, edge: Edge) -> Passed:
    path = facts.wiki.contacts[edge.referred].path
    return Passed(
        ReferralDirection.RECEIVED, edge.referred, None, is_proactive=False, path=path, at=("referred_by",)
    )


def told_by_referred(facts: Facts) -> Mapping[str, tuple[Edge, ...]]:
    """Referrals by referrer that only the other file tells, with `referred_by`."""
    found: dict[str, list[Edge]] = {}
    for edge in facts.of(edges):
        if not edge.entries:
            found.setdefault(edge.referrer, []).append(edge)
    return {referrer: tuple(told) for referrer, told in found.items()}


def reciprocity(facts: Facts, contact: Contact) -> Reciprocity:
    """How many entries tell of a referral from somebody, and how many of one to them.

    What only the other file tells, with `referred_by`, is in the graph and not in this account: it has
    neither a day nor an outcome. Source: S2, reciprocal referrals.
    """
    entries = [one.direction for one in facts.about(passed, contact) if one.date is not None]
    received = entries.count(ReferralDirection.RECEIVED)
    return Reciprocity(received, len(entries) - received)


def partnership(facts: Facts, contact: Contact) -> Partnership:
    """How far somebody has come as a partner.

    The windows are half open, in calendar months: (today - 12 months, today] and the year before it.

    Source: S2: the power team are "people in the contact sphere with whom you have a credible relationship
    and an active referral relationship"; partners refer to each other, consistently, proactively, and both.
    """
    dated = [(one, one.date) for one in facts.about(passed, contact) if one.date is not None]
    year, before = minus(facts.today, YEAR), minus(facts.today, TWO_YEARS)
    recent = [one for one, day in dated if year < day]
    earlier = [one for one, day in dated if before < day <= year]
    is_sphere = contact.profession is not None and trade(contact.profession) in facts.of(sphere)
    lacks = tuple(_lacks(facts, contact, recent)) if is_sphere else ()
    is_power = is_sphere and not lacks
    is_partner = _both(recent) >= STEADY or (_both(recent) >= 1 and _both(earlier) >= 1)
    because: list[Because] = []
    if is_sphere:
        because.append(
            Because(f"{contact.profession}: in your contact sphere", contact.path, ("profession",))
        )
        because += _why_power(facts, contact) if is_power else ()
    because += _why_passed("in the last 12 months", recent)
    because += _why_passed("in the 12 months before", earlier)
    return Partnership(is_sphere, is_power, is_partner, lacks, tuple(because))


def _both(referrals: Iterable[Passed]) -> int:
    """How many referrals went each way at least."""
    ways = [one.direction for one in referrals]
    return min(ways.count(direction) for direction in ReferralDirection)


def _lacks(facts: Facts, contact: Contact, recent: list[Passed]) -> Iterator[str]:
    if not is_related(contact):
        yield "stage"
    last = facts.about(last_personal, contact)
    if last is None or not is_within(last.touch.date, TRUST, facts.today):
        yield "touch"
    if not recent:
        yield "referral"


def _why_power(facts: Facts, contact: Contact) -> Iterator[Because]:
    last = facts.about(last_personal, contact)
    assert last is not None
    yield Because(f"last {last.touch.channel} {last.touch.date}", last.path, last.at)


def _why_passed(when: str, referrals: list[Passed]) -> Iterator[Because]:
    """What went each way in a window, at the latest of it; of equal days the later in the file."""
    if not referrals:
        return
    latest = max(enumerate(referrals), key=lambda numbered: (numbered[1].date or dt.date.min, numbered[0]))[1]
    received = [one for one in referrals if one.direction is ReferralDirection.RECEIVED]
    unasked = sum(one.is_proactive for one in received)
    note = f" ({unasked} unasked)" if received else ""
    text = f"gave you {len(received)}{note} and got {len(referrals) - len(received)} {when}"
    yield Because(f"{text}, last {latest.date}", latest.path, latest.at)
