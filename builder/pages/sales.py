"""What somebody bought, line by line and year by year; what their organisation bought is theirs, too.

The years are those of the files, so that the picture is the same on every day on which nobody buys.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from ..facts.customer import bought
from ..model import Contact
from ..wiki import Wiki
from ..workspace import Workspace
from .addresses import Ref
from .addresses import entity_of
from .addresses import ref
from .addresses import words
from .wording import amount

MOST = 10
"""So many years are shown, the last ones."""
_FEWEST = 2
"""One year alone has nothing to be compared with."""
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class PurchaseLine:
    """Something bought."""

    date: str
    amount: str
    what: Markup | None
    by: Ref | None
    """The organisation, where it bought rather than the person."""


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year."""

    year: int
    amount: str
    share: int
    """Per cent of the best of the years shown."""


def purchases(workspace: Workspace, contact: Contact) -> Iterator[PurchaseLine]:
    """Everything bought, the latest first."""
    wiki, currency = workspace.wiki, workspace.settings.currency
    found = [(purchase, buyer) for buyer in _buyers(wiki, contact) for purchase in buyer.purchases]
    for purchase, buyer in sorted(found, key=lambda line: line[0].date, reverse=True):
        by = None if buyer is contact else ref(wiki, buyer.id)
        yield PurchaseLine(
            str(purchase.date), amount(purchase.amount, currency), words(wiki, purchase.what), by
        )


def years(workspace: Workspace, contact: Contact) -> tuple[Year, ...]:
    """Sums of purchases and won deals so far, from the first year to the last; empty for a single one."""
    sums: dict[int, Decimal] = {}
    for buyer in _buyers(workspace.wiki, contact):
        for purchase in workspace.facts.about(bought, buyer):
            year = purchase.date.year
            sums[year] = sums.get(year, Decimal(0)) + (purchase.amount or 0)
    if len(sums) < _FEWEST:
        return ()
    last = max(sums)
    first = max(min(sums), last - MOST + 1)
    shown = {year: sums.get(year, Decimal(0)) for year in range(first, last + 1)}
    best = max(shown.values())
    return tuple(
        Year(year, amount(total, workspace.settings.currency), int(_WHOLE * total / best) if best > 0 else 0)
        for year, total in shown.items()
    )


def _buyers(wiki: Wiki, contact: Contact) -> list[Contact]:
    """Somebody, and the organisation they work for, if it has a file."""
    employer = entity_of(wiki, contact.organisation) if contact.organisation else None
    if isinstance(employer, Contact) and employer.id != contact.id:
        return [contact, employer]
    return [contact]
