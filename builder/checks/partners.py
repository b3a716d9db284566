"""Give and take between you and those who refer people to you (SOI4xx)."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Finding
from ..diagnostics import Rule
from ..diagnostics import Severity
from ..diagnostics import shown
from ..facts import Facts
from ..facts import lines
from ..facts.networks import is_business
from ..facts.partnership import passed
from ..facts.partnership import reciprocity
from ..model import Referral
from ..model import ReferralDirection
from . import check

_MANY = 2
"""So many referrals without anything in return are worth a thought."""


@check("SOI414", Severity.INFO, "two referrals received and none given", source="S2, reciprocal referrals")
def one_sided(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """Somebody referred people to you twice or more, and got nobody and nothing for it. Who gives for long
    without getting stops. Think of one person whom you could send to them, and log it (`soi refer NAME --to
    ana-ruiz`); or give them something and write it down as a reward that was paid.

    Thanks are due besides, and are no such gift.

    Bad:

        referrals:
          - {date: 2025-11-02, direction: received, contact: ben-okafor, thanked: 2025-11-03}
          - {date: 2026-01-15, direction: received, contact: luis-mora, thanked: 2026-01-15}

    Good:

        referrals:
          - {date: 2025-11-02, direction: received, contact: ben-okafor, thanked: 2025-11-03}
          - {date: 2026-01-15, direction: received, contact: luis-mora, thanked: 2026-01-15}
          - {date: 2026-02-10, direction: given, contact: mia-lind}
    """
    if not is_business(facts):
        return
    for contact in facts.wiki.contacts.values():
        if facts.is_resting(contact) or contact.unread & {"", "referrals", "archived", "died"}:
            continue
        # Most gave too few or got somebody, which is seen without following their referrals.
        if len(contact.referrals) < _MANY or any(_is_given_back(facts, entry) for entry in contact.referrals):
            continue
        count = facts.about(reciprocity, contact)
        if count.received < _MANY:
            continue
        # What only the other files tell has no day.
        own = [one for one in facts.about(passed, contact) if one.date is not None]
        at = (*max(own, key=lambda one: (str(one.date), one.at)).at, "contact")
        message = f"{shown(contact.name)}: referred {count.received} people to you and got none"
        hint = f"soi refer NAME --to {lines.who(contact)}"
        yield Finding(rule, contact.path, message, at, hint=hint, contact=contact.id)


def _is_given_back(facts: Facts, entry: Referral) -> bool:
    """True for a referral given, and for one received that a reward was paid for."""
    days = [entry.date] if entry.direction is ReferralDirection.GIVEN else []
    if entry.reward is not None and entry.reward.paid is not None:
        days.append(entry.reward.paid)
    return any(day <= facts.today for day in days)
