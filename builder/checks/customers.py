"""Types of customers against what they bought (SOI3xx)."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Finding
from ..diagnostics import Rule
from ..diagnostics import Severity
from ..facts import Facts
from ..facts.customer import contradiction
from . import check


@check("SOI307", Severity.WARNING, "a type of customer that the purchases contradict", source="S3")
def contradicted(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """The file says what kind of customer somebody is, and the purchases in it say something else: an active
    one has not bought for long or never, somebody who only refers has bought. Your word goes before the
    purchases, so every list and the brief follow a word that is no longer true. Without the key the type is
    worked out from purchases and won deals, by the periods in your settings, and stays right by itself.

    A centre of influence, an employee and whoever buys elsewhere now (`lost_to`) may have bought or not.

    Bad:

        customer_type: direct-referral
        purchases: 2026-02-10 480 spring regulation

    Good:

        purchases: 2026-02-10 480 spring regulation
    """
    for contact in facts.wiki.contacts.values():
        if contact.customer_type is None or contact.unread & {"", "purchases", "deals"}:
            continue
        why = contradiction(facts, contact)
        if why is not None:
            message = f"{contact.customer_type}, but {why.text}"
            hint = "take customer_type away, or write the purchase that is missing"
            yield Finding(rule, contact.path, message, ("customer_type",), hint=hint, contact=contact.id)
