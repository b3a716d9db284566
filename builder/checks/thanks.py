"""What is owed to those who refer others (SOI4xx)."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from ..days import Duration
from ..days import Unit
from ..days import plus
from ..diagnostics import Finding
from ..diagnostics import Rule
from ..diagnostics import Severity
from ..diagnostics import shown
from ..facts import Facts
from ..facts.settling import settled_by
from ..facts.thanks import Debt
from ..facts.thanks import rewards_owed
from ..facts.thanks import thanks_owed
from . import check

_PATIENCE = Duration(7, Unit.DAY)
"""So long a thank-you may take."""
_CREDIT = Duration(30, Unit.DAY)
"""So long a reward may take."""


def _is_unclear(debt: Debt) -> bool:
    """True where the day on which it was settled may be what could not be read."""
    return bool(debt.contact.unread & {"", "referrals", "archived", "died"})


@check("SOI406", Severity.WARNING, "nobody said thank you for a referral", source="S1 rule 28")
def not_thanked(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """Somebody sent a person to you more than a week ago, and nothing says that you thanked them. Whatever
    came of it, they spent some of their name on you, and those who hear nothing do not do it again. A
    referral that was declined needs no thanks.

    Thank them and log it (`soi done ana-ruiz thanks`), or write `thanked:` with the day.

    Bad:

        referrals: [{date: 2026-02-01, direction: received, contact: ben-okafor}]

    Good:

        referrals: [{date: 2026-02-01, direction: received, contact: ben-okafor, thanked: 2026-02-02}]
    """
    for debt in facts.of(thanks_owed):
        if plus(debt.date, _PATIENCE) < facts.today and not _is_unclear(debt):
            message = (
                f"{shown(debt.contact.name)} referred {shown(debt.referred)} on {debt.date}: no thanks yet"
            )
            command = settled_by(facts, debt.contact, (*debt.at, "thanked"))
            hint = f"thank them, then {shlex.join(command)}"
            at = (*debt.at, "date")
            yield Finding(rule, debt.path, message, at, hint=hint, contact=debt.contact.id)


@check("SOI407", Severity.WARNING, "a promised reward was not paid", source="S1 rule 28")
def not_rewarded(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """You promised a reward for a referral thirty days ago or more, and nothing says that it was paid. A
    reward programme that is not kept is worse than none. Pay it and log it (`soi done ana-ruiz reward`),
    or write `paid:` with the day.

    Bad:

        reward: {what: a print, promised: 2026-01-10}

    Good:

        reward: {what: a print, promised: 2026-01-10, paid: 2026-01-25}
    """
    for debt in facts.of(rewards_owed):
        if plus(debt.date, _CREDIT) <= facts.today and not _is_unclear(debt):
            what = f" ({shown(debt.what)})" if debt.what else ""
            message = (
                f"{shown(debt.contact.name)} was promised a reward{what} on {debt.date} "
                f"for {shown(debt.referred)}: not paid yet"
            )
            command = settled_by(facts, debt.contact, (*debt.at, "reward"))
            hint = f"pay it, then {shlex.join(command)}"
            at = (*debt.at, "reward", "promised")
            yield Finding(rule, debt.path, message, at, hint=hint, contact=debt.contact.id)
