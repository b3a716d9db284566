"""Whom to ask for a referral next, and with which words. Source: S1 rule 28.

Knows who may be asked and in which order; when somebody is due for a call is none of its business.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from ..days import Duration
from ..days import Unit
from ..days import is_within
from ..days import plus
from ..diagnostics import Address
from ..model import AskCase
from ..model import AskedFor
from ..model import Category
from ..model import Contact
from ..model import DealStatus
from ..model import Grade
from ..model import Outcome
from ..model import ReferralDirection
from ..model import Scope
from ..model import Stage
from ..wiki import fold_accents
from . import Because
from . import Facts
from .consent import is_contact_withdrawn
from .customer import bought
from .mood import feeling
from .referrals import person_key
from .referrals import person_name
from .referrals import referrers
from .touches import last_reached

OLD_CUSTOMER = Duration(90, Unit.DAY)
"""Whose first purchase lies further back is no new customer any more."""
LOYAL_SINCE = Duration(2, Unit.YEAR)
LOYAL_PURCHASES = 3
"""Who has bought for so long, or so often, is loyal without having said so."""
_GRADES = frozenset({Grade.A_PLUS, Grade.A, Grade.B, Grade.C})
_FRUITFUL = frozenset({Outcome.MET, Outcome.WON})
_SPEAKS_FOR_YOU = frozenset({Category.NETWORKING_PARTNER, Category.INFLUENCER, Category.EVANGELIST})
SENTENCES: Mapping[AskCase, str] = {
    AskCase.LOYAL: "You have stood by me for so long: who else do you know whom I should be talking to?",
    AskCase.CUSTOMER: "How has it been since we began? Who among the people you know could use the same?",
    AskCase.NEW_CUSTOMER: "Now that you have seen how I work: who comes to mind who is looking for the same?",
    AskCase.PROSPECT: "Whatever you decide: who else do you know who has the same question?",
    AskCase.LOST_DEAL: "We were not right for each other that time. Who might be a better fit?",
    AskCase.SPHERE: "Whom have you met lately whom I could help, and whom could I find for you?",
}
"""What to open with. Source: S1 rule 28, from the loyal to the lost deal, "who might be a better fit?"."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody who may be asked for a referral."""

    contact: Contact
    case: AskCase
    """The first that holds, in the order in which to ask."""
    because: tuple[Because, ...]
    """What makes the case, what to bear in mind, what makes it a good moment, the last ask and touch."""
    is_good_moment: bool
    last_asked: dt.date | None
    """None for somebody who was never asked."""
    reward: str | None
    """What the owner's programme offers in this case."""
    came_by: tuple[str, ...]
    """Ids of those through whom they came; empty where nobody is known to have referred them."""

    @property
    def sentence(self) -> str:
        """What to open with; nobody who buys elsewhere now is thanked for having stayed."""
        return SENTENCES[AskCase.LOST_DEAL if self.contact.lost_to else self.case]

    @property
    def order(self) -> tuple[int, bool, int, dt.date, str, str]:
        """Key for sorting: case, good moments first, grade, never or longest ago asked first, name, id."""
        contact = self.contact
        return (
            self.case.rank,
            not self.is_good_moment,
            contact.effective_grade.rank,
            self.last_asked or dt.date.min,
            fold_accents(contact.name),
            contact.id,
        )


def asking(facts: Facts, contact: Contact) -> Ask | None:
    """Why somebody may be asked for a referral, None for somebody who had better not be.

    Not asked are those who were never reached, who complain, to whom a promise was broken, who were asked
    within the rest of the settings, who want no contact, and who are let go. Family and friends are asked as
    everybody else is, where something speaks for it: often they are the ones who speak for the owner.

    Source: S1 rule 28, "loyal customers first … even a lost deal".
    """
    if facts.settings.owner.use is Scope.PERSONAL or facts.is_resting(contact):
        return None
    if contact.effective_grade not in _GRADES or is_contact_withdrawn(facts, contact):
        return None
    touch = facts.about(last_reached, contact)
    asked = _last_asked(facts, contact)
    if touch is None or (asked and is_within(asked[0], facts.settings.asking.rest, facts.today)):
        return None
    mood = facts.about(feeling, contact)
    case = None if mood.has_complaint or mood.broken else _case(facts, contact)
    if case is None:
        return None
    value, reasons = case
    moments = (Because(f"good moment: {moment.text}", moment.path, moment.at) for moment in mood.moments)
    told = asked[1] if asked else Because("never asked", contact.path)
    return Ask(
        contact,
        value,
        (*reasons, *_caveats(facts, contact), *moments, told, touch),
        mood.is_good_moment,
        asked[0] if asked else None,
        _reward(facts, value),
        _came_by(facts, contact),
    )


def ask_rows(facts: Facts) -> tuple[Ask, ...]:
    """Everybody who may be asked, in the order in which to ask them."""
    found = (facts.about(asking, contact) for contact in facts.wiki.contacts.values())
    return tuple(sorted((ask for ask in found if ask), key=lambda ask: ask.order))


def _last_asked(facts: Facts, contact: Contact) -> tuple[dt.date, Because] | None:
    """The latest ask for a referral, as an entry of its own or as a mark of a touch.

    A touch that reached nobody counts if it has the mark: who heard the question on a recorder has heard it.
    """
    asked: list[tuple[dt.date, str, Address]] = [
        (touch.date, "", ("touches", place, "asked_referral"))
        for place, touch in enumerate(contact.touches)
        if touch.asked_referral
    ]
    asked += [
        (entry.date, f", the answer was {entry.answer}" if entry.answer else "", ("asked", place, "date"))
        for place, entry in enumerate(contact.asked)
        if entry.what is AskedFor.REFERRAL
    ]
    past = [found for found in asked if found[0] <= facts.today]
    if not past:
        return None
    # The command line writes both for one question; then the entry tells more.
    date, answer, at = max(past, key=lambda found: (found[0], found[2][0] == "asked", found[2][1]))
    return date, Because(f"last asked {date}{answer}", contact.path, at)


def _case(facts: Facts, contact: Contact) -> tuple[AskCase, tuple[Because, ...]] | None:
    """The first case that holds, with its reasons."""
    finders = (
        (AskCase.LOYAL, _loyal),
        (AskCase.CUSTOMER, _customer),
        (AskCase.NEW_CUSTOMER, _new_customer),
        (AskCase.PROSPECT, _prospect),
        (AskCase.LOST_DEAL, _lost_deal),
        (AskCase.SPHERE, _sphere),
    )
    for case, find in finders:
        if reasons := tuple(find(facts, contact)):
            return case, reasons
    return None


def _loyal(facts: Facts, contact: Contact) -> Iterator[Because]:
    reference = contact.reference
    if isinstance(reference, dt.date) and reference <= facts.today:
        yield Because(f"a reference since {reference}", contact.path, ("reference",))
    elif reference is True:
        yield Because("volunteered as a reference", contact.path, ("reference",))
    if contact.stood_by:
        yield Because(f"stood by you: {contact.stood_by}", contact.path, ("stood_by",))
    for place, entry in enumerate(contact.referrals):
        is_theirs = entry.direction is ReferralDirection.RECEIVED and entry.date <= facts.today
        if is_theirs and entry.outcome in _FRUITFUL and person_key(facts, entry.contact) != contact.id:
            text = f"referred {person_name(facts, entry.contact)} on {entry.date}: {entry.outcome}"
            yield Because(text, contact.path, ("referrals", place))
    purchases = facts.about(bought, contact)
    if purchases and plus(purchases[0].date, LOYAL_SINCE) <= facts.today:
        yield Because(f"buys since {purchases[0].date}", contact.path, purchases[0].at)
    if len(purchases) >= LOYAL_PURCHASES:
        text = f"bought {len(purchases)} times, last {purchases[-1].date}"
        yield Because(text, contact.path, purchases[-1].at)


def _caveats(facts: Facts, contact: Contact) -> Iterator[Because]:
    """What to know before asking, though it keeps nobody from it."""
    if contact.lost_to:
        yield Because(f"buys from {contact.lost_to} now", contact.path, ("lost_to",))
    until = contact.snooze_until
    if until is not None and until > facts.today:
        reason = f" ({contact.snooze_reason})" if contact.snooze_reason else ""
        yield Because(f"snoozed until {until}{reason}", contact.path, ("snooze_until",))


def _customer(facts: Facts, contact: Contact) -> Iterator[Because]:
    purchases = facts.about(bought, contact)
    is_client = contact.effective_stage is Stage.CLIENT
    if is_client and purchases and plus(purchases[0].date, OLD_CUSTOMER) < facts.today:
        yield Because(f"first bought on {purchases[0].date}", contact.path, purchases[0].at)


def _new_customer(facts: Facts, contact: Contact) -> Iterator[Because]:
    """Those whose first purchase is fresh, and clients of whom no purchase is written down."""
    purchases = facts.about(bought, contact)
    if purchases and is_within(purchases[0].date, OLD_CUSTOMER, facts.today):
        yield Because(f"first bought on {purchases[0].date}", contact.path, purchases[0].at)
    elif contact.effective_stage is Stage.CLIENT and not purchases:
        yield _since(facts, contact, Stage.CLIENT)


def _prospect(facts: Facts, contact: Contact) -> Iterator[Because]:
    if contact.effective_stage is Stage.PROSPECT:
        yield _since(facts, contact, Stage.PROSPECT)


def _lost_deal(facts: Facts, contact: Contact) -> Iterator[Because]:
    for place, deal in enumerate(contact.deals):
        if deal.status is DealStatus.LOST and (deal.closed is None or deal.closed <= facts.today):
            day = f" on {deal.closed}" if deal.closed else ""
            why = f": {deal.reason}" if deal.reason else ""
            yield Because(f"a deal was lost{day}{why}", contact.path, ("deals", place))


def _sphere(facts: Facts, contact: Contact) -> Iterator[Because]:
    if contact.effective_stage is Stage.CONNECTION:
        yield _since(facts, contact, Stage.CONNECTION)
    for place, category in enumerate(contact.category):
        if category in _SPEAKS_FOR_YOU:
            yield Because(f"{category}", contact.path, ("category", place))


def _since(facts: Facts, contact: Contact, stage: Stage) -> Because:
    """That somebody stands at a stage, and since when, where the file tells it."""
    history = [
        (entry.date, place)
        for place, entry in enumerate(contact.stage_history)
        if entry.stage is stage and entry.date <= facts.today
    ]
    if not history:
        return Because(f"{stage}", contact.path, ("stage",))
    day, place = max(history)
    return Because(f"{stage} since {day}", contact.path, ("stage_history", place))


def _reward(facts: Facts, case: AskCase) -> str | None:
    """What is on offer, for an introduction and for a sale. Source: S1 rule 28, the reward programme."""
    offer = facts.settings.rewards
    if case not in offer.for_:
        return None
    parts = [
        f"{occasion}: {what}"
        for occasion, what in (("introduced", offer.introduced), ("won", offer.won))
        if what
    ]
    return "; ".join(parts) or None


def _came_by(facts: Facts, contact: Contact) -> tuple[str, ...]:
    """Those who referred them: then ask those who were referred. Source: S1 rule 28."""
    return tuple(edge.referrer for edge in facts.of(referrers).get(contact.id, ()))
