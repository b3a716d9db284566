"""Grades and what they ask for: whom to let go, how many may be A+ (SOI4xx)."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Finding
from ..diagnostics import Rule
from ..diagnostics import Severity
from ..diagnostics import shown
from ..facts import Facts
from ..facts import lines
from ..facts.cleanup import Parting
from ..facts.cleanup import clean_up
from ..facts.grading import share
from ..settings import CONFIG
from . import check

_PARTING_KEYS = frozenset({"", "grade", "keep", "farewell", "archived", "died", "scope"})
"""Keys that say whether somebody is let go; where one could not be read, nothing is complained about."""
_NAMED = 5
"""So many of those graded A+ are named."""


@check("SOI408", Severity.INFO, "a D or an F who is still here", source="S0, delete and fire")
def not_let_go(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """A D is dropped and an F is parted from, quickly and professionally, or the time goes on being spent.
    Here no farewell is done or has a day ahead, and nothing says why they stay.

    For a D, `soi archive ana-ruiz`. For an F, plan the day (`soi set ana-ruiz farewell.planned 2026-05-01`),
    and log it (`soi done ana-ruiz farewell`). There are exceptions to every rule: `keep:` with the reason.
    Personal contacts are never asked about.

    Bad:

        grade: F

    Good:

        grade: F
        farewell: {planned: 2026-05-01, note: by telephone}
    """
    for row in facts.of(clean_up):
        contact = row.contact
        if row.is_settled or facts.is_private(contact) or contact.unread & _PARTING_KEYS:
            continue
        because = row.because[0]
        what = f"the {because.text} was not done" if row.state is Parting.LATE else because.text
        hint = f"{row.command}, or say why they stay: soi set {lines.who(contact)} keep REASON"
        message = f"{shown(contact.name)}: {what}"
        yield Finding(rule, contact.path, message, because.at, hint=hint, contact=contact.id)


@check("SOI411", Severity.INFO, "more A+ clients than one in ten", source="S0, top 10 %", is_of_wiki=True)
def too_many_best(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """A+ are the top tenth of your clients, rounded up. Where more are graded so, the monthly calls are
    spread over people who are merely good, and the best get what is left. Look at the evidence
    (`soi review grades`, then `soi show WHO`) and grade some of them A. With fewer than ten
    clients nothing is said.
    """
    found = facts.of(share)
    if found.is_over:
        names = ", ".join(shown(contact.name) for contact in found.a_plus[:_NAMED])
        more = f" and {len(found.a_plus) - _NAMED} more" if len(found.a_plus) > _NAMED else ""
        message = (
            f"{len(found.a_plus)} of {found.clients} clients are A+, the top tenth would be {found.limit}: "
            f"{names}{more}"
        )
        yield Finding(rule, CONFIG, message, hint="soi review grades, then soi grade WHO A")
