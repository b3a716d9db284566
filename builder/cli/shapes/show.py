"""What `soi show` prints: one person, or with `--all` everybody."""

from __future__ import annotations

from typing import Annotated
from typing import TypeAlias
from typing import TypedDict

from ...model import Contact
from ...model import CustomerType
from ...model import Network
from .conversation import DriftFacts
from .conversation import MoodFacts
from .conversation import SeeFacts
from .conversation import TopOfMindFacts
from .grading import AskFacts
from .grading import GradeFacts
from .grading import MailingFacts
from .partners import MeetingsFacts
from .partners import PartnershipFacts
from .partners import ReciprocityFacts
from .partners import SupplyFacts
from .referral_facts import ReferralFacts
from .shared import Because
from .shared import DueRow
from .shared import Head


class CustomerKind(TypedDict):
    """What sort of customer somebody is, or will be."""

    value: Annotated[str, CustomerType] | None
    """The type, which the file may set."""
    because: list[Because]
    """Why."""


class StageFacts(TypedDict):
    """What the stage in the file rests on."""

    lacks: list[str]
    """The evidence that the stage asks for and the file does not hold."""


class PersonFacts(TypedDict):
    """What follows from the files on that day."""

    due: DueRow | None
    """When they are due; `null` for whoever is never due."""
    customer_type: CustomerKind
    """The sort of customer."""
    partnership: PartnershipFacts | None
    """How far they have come as a partner; `null` in a wiki for family and friends."""
    reciprocity: ReciprocityFacts | None
    """What each side gave the other; `null` in a wiki for family and friends."""
    networks: list[Annotated[str, Network]]
    """The networks they are in."""
    supply_chain: SupplyFacts | None
    """To whom they sell; `null` in a wiki for family and friends."""
    meetings: MeetingsFacts
    """Events they were invited to, and came to."""
    grade: GradeFacts
    """Which grade the evidence speaks for."""
    referrals: ReferralFacts | None
    """Where they stand in the graph of referrals; `null` in a wiki for family and friends."""
    stage: StageFacts
    """What the stage rests on."""
    ask: AskFacts | None
    """Why they may be asked for a referral; `null` for whoever had better not be."""
    mailing: MailingFacts
    """Whether they get the newsletter."""
    mood: MoodFacts
    """How the relationship stands."""
    see: SeeFacts
    """What to talk about next."""
    drift: DriftFacts | None
    """How far they have slipped away; `null` where the silence is usual or no habit is known."""
    top_of_mind: TopOfMindFacts | None
    """When they last heard from you; `null` where they never did."""


class Person(TypedDict):
    """Everything about one person."""

    id: str
    """Who."""
    path: str
    """The file."""
    contact: Annotated[dict[str, object], Contact]
    """The front matter, short forms written out and lists always lists; unknown keys as they are."""
    facts: PersonFacts
    """What follows from it."""


class One(Head, Person):
    """The person that WHO names."""


class Everybody(Head):
    """With `--all`: everybody."""

    contacts: list[Person]
    """Everybody, by id."""


Output: TypeAlias = One | Everybody
