"""What `soi stats` prints."""

from __future__ import annotations

from typing import Annotated
from typing import TypedDict

from ...facts.process import Verdict
from .networks import ShareFacts
from .plan import LoadRow
from .process import AdherenceRow
from .shared import Day
from .shared import Head
from .today import Findings


class CountRow(TypedDict):
    """How many there are of one sort."""

    name: str
    """The word for it, as in the files."""
    count: int
    """So many."""


class PeopleRow(TypedDict):
    """People, the archived and the dead left out."""

    total: int
    """All of them."""
    resting: int
    """So many are archived or dead."""
    not_evaluated: int
    """So many have no grade yet; they count as `C`."""
    grade: list[CountRow]
    """By grade."""
    type: list[CountRow]
    """Persons and organisations."""
    scope: list[CountRow]
    """By scope."""
    stage: list[CountRow] | None
    """By stage; `null`, as the rest, where the wiki is kept for family and friends."""
    category: list[CountRow] | None
    """By group; who is in two is counted in both."""
    customer_type: list[CountRow] | None
    """By type of customer, where one applies."""


class TouchesRow(TypedDict):
    """Touches of a month, in either direction, those that reached nobody included."""

    month: str
    """The month, `YYYY-MM`."""
    total: int
    """On all channels."""
    channels: list[CountRow]
    """By channel, those that were used."""


class AdherenceNow(AdherenceRow):
    """How well the promises are kept."""

    since: Day
    """First day of the last three full months; it is counted to today."""
    verdict: Annotated[str, Verdict] | None
    """What the last three full months say of the process, `null` where it cannot be told."""


class FilesRow(TypedDict):
    """The files."""

    contacts: int
    """Files of contacts, those that cannot be read included."""
    events: int
    """Files of events."""
    pages: int
    """Ordinary pages."""
    findings: Findings
    """What `soi check` finds, by severity."""


class Output(Head):
    """The wiki in numbers."""

    people: PeopleRow
    """How many people there are."""
    touches: list[TouchesRow]
    """The last twelve months, the oldest first, that of today the last."""
    adherence: AdherenceNow
    """How well the promises of the grades and the steps of the process are kept."""
    referral_share: ShareFacts | None
    """What part of the money came by referral, `null` in a wiki for family and friends."""
    load: LoadRow
    """What the cadences promise against what is possible."""
    files: FilesRow
    """How many files there are, and what is wrong with them."""
