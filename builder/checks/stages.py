"""Stages and grades against their evidence (SOI3xx)."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Finding
from ..diagnostics import Rule
from ..diagnostics import Severity
from ..facts import Facts
from ..facts.consent import is_contact_withdrawn
from ..facts.stage import lacks
from ..facts.stage import was_client
from ..model import Grade
from . import check

_MISSING = {
    "profile": ("nothing says why they fit your profile", "write fits: or source:"),
    "contact-data": (
        "there is no email, phone, address, link or touch",
        "write one of them, or stage: suspect",
    ),
    "meeting": ("the two of you never met or spoke", "log the touch, or write stage: contact"),
    "problem": ("no problem is known that you could solve", "write qualification: {problem: …}"),
    "budget": ("no budget is known", "write qualification: {budget: …}"),
    "willing": ("it is not known that they are willing to talk", "write qualification: {willing: true}"),
    "purchase": ("there is no purchase", "write purchases: or a won deal, or stage: prospect"),
}


@check("SOI306", Severity.WARNING, "a stage without its evidence", source="S4")
def without_evidence(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """The file claims a stage that it does not show. A suspect fits your profile, a contact has given some
    data, a connection has been met, a prospect has a problem you solve, the money, and is willing to
    talk, a client has bought. A client stays one for life, so nobody moves back from there. Personal
    contacts prove nothing.

    Bad:

        stage: prospect

    Good:

        stage: prospect
        qualification: {problem: dark rooms, budget: 6000 in spring, willing: true}
    """
    for contact in facts.wiki.contacts.values():
        if contact.stage is None or contact.unread:
            continue
        missing = facts.about(lacks, contact)
        if was_client(facts, contact):
            message = f"was a client and is a {contact.stage} now; once a client, a client for life"
            yield Finding(
                rule, contact.path, message, ("stage",), hint="write stage: client", contact=contact.id
            )
        elif missing:
            reasons = " and ".join(_MISSING[name][0] for name in missing)
            hint = _MISSING[missing[0]][1]
            message = f"{contact.stage}, but {reasons}"
            yield Finding(rule, contact.path, message, ("stage",), hint=hint, contact=contact.id)


@check("SOI308", Severity.WARNING, "a grade that asks for calls nobody wants", source="S4, S0")
def against_consent(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """The grade asks for personal touches, but the person withdrew the consent to be contacted. They are
    on no list until they agree again. Grade them C, or log the new consent.

    Bad:

        grade: A
        consent: [{date: 2026-02-01, what: contact, given: false}]

    Good:

        grade: C
        consent: [{date: 2026-02-01, what: contact, given: false}]
    """
    for contact in facts.wiki.contacts.values():
        if (
            contact.grade in {Grade.A_PLUS, Grade.A, Grade.B}
            and contact.consent
            # A later word may be what could not be read.
            and not contact.unread & {"", "consent"}
            and is_contact_withdrawn(facts, contact)
        ):
            message = f"grade {contact.grade}, but the consent to contact was withdrawn"
            yield Finding(
                rule,
                contact.path,
                message,
                ("grade",),
                hint="write grade: C, or the new consent",
                contact=contact.id,
            )
