"""What a contact's file says besides all that has a place of its own on the page, key by key.

A key that the schema gets is shown here until somebody finds it a better place.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from markupsafe import escape

from ..facts import Facts
from ..facts.networks import is_business
from ..facts.networks import networks_of
from ..kinds import keys
from ..model import Contact
from .addresses import words
from .wording import label
from .wording import spelled

_IN_PLACE = frozenset(
    [
        "name",
        "type",
        "organisation",
        "title",
        "profession",
        "location",
        "photo",
        "reach",
        "emails",
        "phones",
        "addresses",
        "links",
        "birthday",
        "grade",
        "stage",
        "category",
        "customer_type",
        "scope",
        "tags",
        "next",
        "follow_ups",
        "referrals",
        "referred_by",
        "purchases",
        "deals",
        "relations",
        "touches",
        "consent",
        "anniversaries",
        "snooze_until",
        "snooze_reason",
    ]
)
"""Keys that have a place of their own on the page; every other one that may be shown is listed below them."""
_BUSINESS = frozenset(
    [
        "stage_history",
        "value",
        "fits",
        "qualification",
        "lost_to",
        "stood_by",
        "reference",
        "reviewed",
        "end_customer",
        "asked",
        "checklist",
    ]
)
"""Keys of those that a wiki for family and friends does not tell of."""


def remaining(facts: Facts, contact: Contact) -> Iterator[tuple[str, Markup]]:
    """Whatever may be shown and has no place of its own, in the order of the schema."""
    elsewhere = _IN_PLACE if is_business(facts) else _IN_PLACE | _BUSINESS
    for name, (attribute, row) in keys(Contact).items():
        value = networks_of(facts, contact) if name == "networks" else getattr(contact, attribute)
        if name in elsewhere or not row.shown or value is None or value is False or value in ((), {}):
            continue
        if row.kind.name == "text" and isinstance(value, str):
            yield label(name), words(facts.wiki, value) or Markup()
        else:
            yield label(name), escape(spelled(value))
