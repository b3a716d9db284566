"""Who is on the mailing list, and under which address.

Owns the rule of S0's mass marketing and S4's consent. It must not know the product.
"""

from __future__ import annotations

from datetime import date

from . import due
from .plain import Plain
from .plain import as_entries
from .plain import as_text
from .plain import latest


def address(contact: Plain, today: date) -> str | None:
    """Where the newsletter goes, or None for somebody who is not on the list."""
    emails = [entry if isinstance(entry, dict) else {"value": entry} for entry in _emails(contact)]
    if due.grade_of(contact) in ("D", "F") or due.gone(contact, today) or not emails:
        return None
    if _consent(contact, "newsletter", today) is not True or _consent(contact, "contact", today) is False:
        return None
    labelled = [email for email in emails if email.get("label") == "newsletter"]
    return as_text((labelled or emails)[0]["value"])


def _emails(contact: Plain) -> list[object]:
    emails = contact.get("emails", [])
    return emails if isinstance(emails, list) else [emails]


def _consent(contact: Plain, what: str, today: date) -> bool | None:
    said = latest([entry for entry in as_entries(contact.get("consent")) if entry["what"] == what], today)
    return None if said is None else said["given"] is True
