"""What a wiki holds: contacts, touches, referrals, events, and the vocabularies they use.

Every field that a user can write carries its row of the schema; whoever reads, shows or explains keys goes
through these rows. Plain frozen values; nothing here reads a
file or knows what day it is.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from . import kinds
from .days import Birthday
from .days import Duration
from .kinds import key
from .kinds import mapping
from .kinds import one_of
from .kinds import record


class Grade(enum.StrEnum):
    """How much of your time somebody gets. Source: S0, the grades and their cadence."""

    A_PLUS = "A+"
    """The best of the best, and few."""
    A = "A"
    """Very good people, an A+ with more time."""
    B = "B"
    """Good, and perhaps an A one day."""
    C = "C"
    """Everyone else; who has no grade counts as a C."""
    D = "D"
    """To be deleted."""
    F = "F"
    """To be parted with, quickly and professionally."""

    @property
    def rank(self) -> int:
        """Position from the top, 0 for A+."""
        return _GRADE_RANKS[self]


_GRADE_RANKS = {grade: rank for rank, grade in enumerate(Grade)}


class Stage(enum.StrEnum):
    """How far the acquaintance has come. Source: S4, the six identifiers."""

    STRANGER = "stranger"
    """Not known at all."""
    SUSPECT = "suspect"
    """Fits the profile of those you could work for."""
    CONTACT = "contact"
    """Met and evaluated; some contact data is held."""
    CONNECTION = "connection"
    """A relationship has begun."""
    PROSPECT = "prospect"
    """Has a problem you solve, the money, and is willing to talk."""
    CLIENT = "client"
    """Asked you and pays you; once a client, a client for life."""

    @property
    def rank(self) -> int:
        """Position on the way to a client, 0 for a stranger."""
        return _STAGE_RANKS[self]


_STAGE_RANKS = {stage: rank for rank, stage in enumerate(Stage)}


class Type(enum.StrEnum):
    """What a file describes."""

    PERSON = "person"
    ORGANISATION = "organisation"
    EVENT = "event"
    PAGE = "page"


class Category(enum.StrEnum):
    """The four groups of a sphere of influence. Source: S0."""

    CUSTOMER = "customer"
    NETWORKING_PARTNER = "networking-partner"
    INFLUENCER = "influencer"
    EVANGELIST = "evangelist"
    """Friends and family who speak for you."""


class CustomerType(enum.StrEnum):
    """Seven external types and two internal ones. Source: S3."""

    ACTIVE_PAYING = "active-paying"
    """Buys every 90 days or less, by your own metric."""
    ACTIVE_NON_PAYING = "active-non-paying"
    """Buys when the need arises."""
    NON_ACTIVE = "non-active"
    """No purchase for one or two years."""
    LOST = "lost"
    """Buys from somebody else."""
    DIRECT_REFERRAL = "direct-referral"
    """Refers others and never bought."""
    CENTER_OF_INFLUENCE = "center-of-influence"
    """Connects you with others."""
    UNDEFINED = "undefined"
    """Mentions your name; you never met."""
    EMPLOYEE = "employee"
    FORMER_EMPLOYEE = "former-employee"


class Network(enum.StrEnum):
    """The three networks. Source: S2; what belongs in each is our definition."""

    SUPPORT = "support"
    """Those who help you when it gets hard."""
    INFORMATION = "information"
    """Those from whom you learn what is going on."""
    REFERRAL = "referral"
    """Those who send people to you."""


class Scope(enum.StrEnum):
    """Which part of life somebody belongs to. Source: S4."""

    PERSONAL = "personal"
    BUSINESS = "business"
    BOTH = "both"


class Channel(enum.StrEnum):
    """How a touch reached the other side. Source: S0, S1 rule 30."""

    CALL = "call"
    VIDEO = "video"
    VISIT = "visit"
    MEETING = "meeting"
    MEAL = "meal"
    EVENT = "event"
    EMAIL = "email"
    MESSAGE = "message"
    LETTER = "letter"
    CARD = "card"
    GIFT = "gift"
    SOCIAL = "social"
    NEWSLETTER = "newsletter"


class Direction(enum.StrEnum):
    """Who got in touch."""

    OUT = "out"
    """You did."""
    IN = "in"
    """They did."""


class Mood(enum.StrEnum):
    """How the other side was."""

    HAPPY = "happy"
    NEUTRAL = "neutral"
    UNHAPPY = "unhappy"


class Outcome(enum.StrEnum):
    """How far a referral has come."""

    INTRODUCED = "introduced"
    MET = "met"
    PROPOSED = "proposed"
    WON = "won"
    LOST = "lost"
    DECLINED = "declined"


class ReferralDirection(enum.StrEnum):
    """Which way a referral went, seen from you."""

    RECEIVED = "received"
    """This person referred somebody to you."""
    GIVEN = "given"
    """You referred somebody to this person."""


class AskedFor(enum.StrEnum):
    """What you asked for."""

    REFERRAL = "referral"
    REFERENCE = "reference"
    REVIEW = "review"


class AskCase(enum.StrEnum):
    """Why somebody may be asked for a referral, in the order in which to ask. Source: S1 rule 28."""

    LOYAL = "loyal"
    """Volunteered as a reference, stayed when leaving was easier, refers, or has bought for long."""
    CUSTOMER = "customer"
    NEW_CUSTOMER = "new-customer"
    PROSPECT = "prospect"
    LOST_DEAL = "lost-deal"
    """Did not buy, and may know for whom you are a better fit."""
    SPHERE = "sphere"
    """Connections, partners, and those who speak for you."""

    @property
    def rank(self) -> int:
        """Position in the order of asking, 0 for the loyal."""
        return _ASK_RANKS[self]


_ASK_RANKS = {case: rank for rank, case in enumerate(AskCase)}


class Answer(enum.StrEnum):
    """What they said when asked."""

    YES = "yes"
    LATER = "later"
    NO = "no"


class ConsentTo(enum.StrEnum):
    """What somebody agreed to, or withdrew. Source: S4."""

    NEWSLETTER = "newsletter"
    CONTACT = "contact"


class DealStatus(enum.StrEnum):
    """Where a deal stands."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class Party(enum.StrEnum):
    """Who promised."""

    ME = "me"
    THEM = "them"


class Level(enum.StrEnum):
    """A rough measure."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Expectations(enum.StrEnum):
    """What somebody expects for the money."""

    HIGH = "high"
    NORMAL = "normal"


class RelationType(enum.StrEnum):
    """How two people are joined, seen from the one whose file it is in."""

    CLIENT_OF = "client-of"
    SUPPLIER_OF = "supplier-of"
    WORKS_WITH = "works-with"
    REPORTS_TO = "reports-to"
    SPOUSE = "spouse"
    PARENT_OF = "parent-of"
    CHILD_OF = "child-of"
    FRIEND = "friend"
    KNOWS = "knows"


Cadence = Duration | kinds.Never


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """An email address."""

    value: str = key(kinds.TEXT, "The address.", required=True, example="ana@ruiz.example")
    label: str | None = key(kinds.TEXT, "Which one: work, home, newsletter.", example="work")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A phone number."""

    value: str = key(
        kinds.TEXT, "The number, with + and the country's code.", required=True, example="+34 600 000 000"
    )
    label: str | None = key(kinds.TEXT, "Which one: work, mobile.", example="mobile")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """A postal address."""

    value: str = key(
        kinds.TEXT, "The address on one line.", required=True, example="Calle Mayor 1, 28013 Madrid"
    )
    label: str | None = key(kinds.TEXT, "Which one: studio, home.", example="studio")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address on the web."""

    value: str = key(kinds.TEXT, "The web address.", required=True, example="https://ruiz.example")
    label: str | None = key(kinds.TEXT, "What it leads to.", example="portfolio")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anniversary:
    """A day to remember every year."""

    date: dt.date = key(kinds.DATE, "The day it began.", required=True, example="2015-06-20")
    what: str = key(kinds.TEXT, "What happened then.", required=True, example="wedding")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeChange:
    """A day on which somebody moved between personal and business."""

    date: dt.date = key(kinds.DATE, "The day of the move.", required=True, past=True, example="2025-01-10")
    scope: Scope = key(one_of(Scope), "Where they belong since.", required=True, example="business")


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChange:
    """A day on which somebody reached a stage."""

    date: dt.date = key(kinds.DATE, "The day of the move.", required=True, past=True, example="2025-01-10")
    stage: Stage = key(one_of(Stage), "Where they stand since.", required=True, example="prospect")


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What a relationship gives and costs. Source: S0, the marks of A+, A and B."""

    profit: Level | None = key(one_of(Level), "What they bring in.", example="high")
    maintenance: Level | None = key(one_of(Level), "How much care they need.", example="low")
    expectations: Expectations | None = key(
        one_of(Expectations), "What they expect for it.", example="normal"
    )
    busy: bool = key(kinds.FLAG, "Could be an A+ but has no time.", default=False, example="true")


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification:
    """What makes somebody a prospect: all three. Source: S4."""

    problem: str | None = key(kinds.TEXT, "The problem you can solve.", example="dark rooms")
    budget: bool | str | None = key(
        kinds.FLAG_OR_TEXT, "The money to pay for it.", example="about 6000 in spring"
    )
    willing: bool | None = key(kinds.FLAG, "Willing to talk to you.", example="true")


@dataclass(frozen=True, slots=True, kw_only=True)
class Farewell:
    """How you part with an F. Source: S0, quickly and professionally."""

    planned: dt.date | None = key(kinds.DATE, "The day you mean to do it.", example="2026-05-01")
    done: dt.date | None = key(kinds.DATE, "The day you did.", past=True, example="2026-05-03")
    note: str | None = key(kinds.TEXT, "How, or how it went.", example="recommended a colleague")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What somebody agreed to, or withdrew; the latest per subject holds. Source: S4."""

    date: dt.date = key(kinds.DATE, "The day they said so.", required=True, past=True, example="2024-02-01")
    what: ConsentTo = key(one_of(ConsentTo), "What it is about.", required=True, example="newsletter")
    given: bool = key(kinds.FLAG, "true for yes, false for withdrawn.", required=True, example="true")
    source: str | None = key(kinds.TEXT, "How you know.", example="blog sign-up")


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A promise, yours or theirs. Source: S1 rule 30."""

    due: dt.date | None = key(kinds.DATE, "The day it is promised for.", example="2026-11-20")
    what: str = key(kinds.TEXT, "What was promised.", required=True, example="send catalogue")
    by: Party = key(one_of(Party), "Who promised.", default=Party.ME, example="them")
    done: dt.date | None = key(kinds.DATE, "The day it was kept.", past=True, example="2026-11-18")
    complaint: bool = key(kinds.FLAG, "It settles a complaint.", default=False, example="true")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reward:
    """What you promised for a referral. Source: S1 rule 28, the reward programme."""

    what: str | None = key(kinds.TEXT, "The reward.", example="a print")
    promised: dt.date | None = key(kinds.DATE, "The day you promised it.", past=True, example="2026-03-01")
    paid: dt.date | None = key(kinds.DATE, "The day they got it.", past=True, example="2026-03-20")


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Somebody referred to you by this person, or to this person by you. Source: S1 rule 28, S2."""

    date: dt.date = key(kinds.DATE, "The day of it.", required=True, past=True, example="2026-11-02")
    direction: ReferralDirection = key(
        one_of(ReferralDirection),
        "received: they referred the contact to you; given: you referred the contact to them.",
        required=True,
        example="received",
    )
    contact: str = key(kinds.PERSON, "Who was referred.", required=True, example="ben-okafor")
    outcome: Outcome | None = key(one_of(Outcome), "How far it has come.", example="introduced")
    value: Decimal | None = key(kinds.AMOUNT, "What it brought in.", example="4200")
    thanked: dt.date | None = key(kinds.DATE, "The day you said thank you.", past=True, example="2026-11-03")
    reward: Reward | None = key(record(Reward), "What you promised for it.")
    occasion: str | None = key(kinds.TEXT, "How it came about.", example="design fair")
    note: str | None = key(kinds.TEXT, "What else matters.", example="mention the hotel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A day on which you asked for something. Source: S1 rule 28, S0."""

    date: dt.date = key(kinds.DATE, "The day you asked.", required=True, past=True, example="2026-09-28")
    what: AskedFor = key(one_of(AskedFor), "What for.", default=AskedFor.REFERRAL, example="review")
    occasion: str | None = key(kinds.TEXT, "Which occasion you took.", example="after the delivery")
    answer: Answer | None = key(one_of(Answer), "What they said.", example="later")
    note: str | None = key(kinds.TEXT, "In their words.", example="wants to see the prints first")


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """Something bought from you. Source: S3."""

    date: dt.date = key(kinds.DATE, "The day of it.", required=True, past=True, example="2026-10-12")
    amount: Decimal | None = key(kinds.AMOUNT, "The price, in the wiki's currency.", example="4200")
    what: str | None = key(kinds.TEXT, "What was bought.", example="spring collection")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A sale in the making; a won one is a purchase on the day it closed."""

    opened: dt.date | None = key(kinds.DATE, "The day it began.", past=True, example="2026-08-01")
    closed: dt.date | None = key(kinds.DATE, "The day it was won or lost.", past=True, example="2026-10-12")
    expected: dt.date | None = key(kinds.DATE, "The day you expect the decision.", example="2026-12-15")
    status: DealStatus = key(one_of(DealStatus), "Where it stands.", required=True, example="open")
    amount: Decimal | None = key(kinds.AMOUNT, "What it is worth.", example="6000")
    what: str | None = key(kinds.TEXT, "What it is about.", example="lobby series")
    reason: str | None = key(kinds.TEXT, "Why it ended so.", example="budget cut")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How this person is joined to another. One of the two files is enough. Source: S3, S4."""

    type: RelationType = key(
        one_of(RelationType), "What this person is to the other.", required=True, example="spouse"
    )
    contact: str = key(kinds.PERSON, "The other person.", required=True, example="luis-ruiz")
    birthday: Birthday | None = key(kinds.BIRTHDAY, "Theirs, where they have no file.", example='"05-14"')
    note: str | None = key(kinds.TEXT, "What else matters.", example="runs the workshop")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignore:
    """A code that shall not be reported for this file."""

    code: str = key(kinds.CODE, "The code.", required=True, shown=False, example="SOI403")
    reason: str | None = key(kinds.TEXT, "Why.", shown=False, example="we meet at choir every week")


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One time the two of you were in touch, or you tried. Source: S0, S1 rule 30."""

    date: dt.date = key(kinds.DATE, "The day of it.", required=True, past=True, example="2026-09-28")
    channel: Channel = key(one_of(Channel), "How.", required=True, example="visit")
    direction: Direction = key(one_of(Direction), "Who got in touch.", default=Direction.OUT, example="in")
    reached: bool = key(kinds.FLAG, "false: no answer, voicemail, cancelled.", default=True, example="false")
    mood: Mood | None = key(one_of(Mood), "How they were.", example="happy")
    note: str | None = key(kinds.TEXT, "What was said.", example="New showroom, met her partner")
    service: str | None = key(
        kinds.TEXT, "How the service or business has been.", source="S0", example="one late box"
    )
    enhance: str | None = key(
        kinds.TEXT, "What would make it better.", source="S0", example="wants larger prints"
    )
    else_: str | None = key(
        kinds.TEXT, "What else, and who else.", source="S0", example="asked who furnishes hotels"
    )
    asked_referral: bool = key(kinds.FLAG, "You asked for a referral.", default=False, example="true")
    follow_up: tuple[FollowUp, ...] = key(record(FollowUp, "due", "what"), "What was promised.", many=True)
    event: str | None = None
    """Id of the event, for a touch that stands in an event's file instead of the contact's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One person or organisation, as their file tells it."""

    id: str
    path: str
    """Relative to the wiki, with forward slashes."""
    notes: str = ""
    """The Markdown behind the front matter."""
    notes_at: int = 0
    """Where the notes begin in the file's text, in characters."""
    unread: frozenset[str] = frozenset()
    """Keys with a value that could not be understood; an empty one where a key is given twice."""
    latest: dt.date | None = None
    """The latest day of anything that is said to have happened."""
    is_linked: bool = False
    """Some value of the front matter may contain a link."""
    is_plain: bool = False
    """Places in the file can be found by its lines."""
    name: str = key(kinds.TEXT, "The name, as you would say it.", required=True, example="Ana Ruiz")
    type: Type = key(
        one_of(Type), "person, organisation, event or page.", default=Type.PERSON, example="organisation"
    )
    aliases: tuple[str, ...] = key(kinds.TEXT, "Other names.", many=True, example="Anita")
    tags: tuple[str, ...] = key(kinds.TEXT, "Words to find them by.", many=True, example="hotel")
    former_ids: tuple[str, ...] = key(
        kinds.TEXT, "Ids the file had before; they still lead here.", many=True, shown=False
    )
    not_same_as: tuple[str, ...] = key(
        kinds.ID, "People who are not this one, whatever it looks like.", many=True, shown=False
    )
    grade: Grade | None = key(
        one_of(Grade), "How much of your time they get; blank counts as C.", source="S0", example="A+"
    )
    stage: Stage | None = key(
        one_of(Stage), "How far it has come; blank counts as contact.", source="S4", example="client"
    )
    scope: Scope | None = key(one_of(Scope), "personal, business or both.", source="S4", example="business")
    category: tuple[Category, ...] = key(
        one_of(Category), "Which of the four groups, or several.", many=True, source="S0", example="customer"
    )
    customer_type: CustomerType | None = key(
        one_of(CustomerType), "Overrides the derived type.", source="S3", example="employee"
    )
    organisation: str | None = key(kinds.TEXT, "Where they work: an id or a name.", example="Ruiz Interiors")
    title: str | None = key(kinds.TEXT, "What they are there.", example="owner")
    profession: str | None = key(kinds.TEXT, "What they do.", source="S2", example="interior designer")
    location: str | None = key(kinds.TEXT, "Where they are.", example="Madrid")
    timezone: str | None = key(kinds.TEXT, "Their time zone.", example="Europe/Madrid")
    language: str | None = key(kinds.TEXT, "What to speak with them.", example="Spanish")
    emails: tuple[Email, ...] = key(
        record(Email, "value"), "Email addresses.", many=True, example="ana@ruiz.example"
    )
    phones: tuple[Phone, ...] = key(
        record(Phone, "value"), "Phone numbers.", many=True, example="+34 600 000 000"
    )
    addresses: tuple[PostalAddress, ...] = key(record(PostalAddress, "value"), "Postal addresses.", many=True)
    links: tuple[Link, ...] = key(record(Link, "value"), "Web addresses.", many=True)
    photo: str | None = key(kinds.TEXT, "A picture in the wiki.", example="img/ana.jpg")
    birthday: Birthday | None = key(
        kinds.BIRTHDAY, "The birthday, with or without a year.", source="S0", example="1979-05-14"
    )
    anniversaries: tuple[Anniversary, ...] = key(record(Anniversary), "Days to remember.", many=True)
    reach: str | None = key(kinds.TEXT, "How and when to call.", example="before ten, never on Mondays")
    source: str | None = key(kinds.TEXT, "How they came to you.", example="design fair 2023")
    scope_history: tuple[ScopeChange, ...] = key(
        record(ScopeChange), "Moves between personal and business.", many=True, source="S4"
    )
    stage_history: tuple[StageChange, ...] = key(
        record(StageChange), "When they reached which stage.", many=True, source="S4"
    )
    added: dt.date | None = key(kinds.DATE, "When they came into the wiki.", past=True, example="2026-01-15")
    first_due: dt.date | None = key(kinds.DATE, "When the first touch is due.", example="2026-02-10")
    died: dt.date | None = key(kinds.DATE, "When they died.", past=True)
    archived: dt.date | None = key(kinds.DATE, "Since when you let them rest.", past=True)
    archived_reason: str | None = key(kinds.TEXT, "Why.", example="moved abroad")
    networks: tuple[Network, ...] = key(
        one_of(Network), "Which of your networks.", many=True, source="S2", example="referral"
    )
    value: Worth | None = key(record(Worth), "What the relationship gives and costs.", source="S0")
    fits: str | None = key(
        kinds.TEXT,
        "Why they fit the profile of those you look for.",
        source="S4",
        example="opens a hotel in May",
    )
    qualification: Qualification | None = key(
        record(Qualification), "What makes them a prospect.", source="S4"
    )
    lost_to: str | None = key(kinds.TEXT, "From whom they buy now.", source="S3", example="a cheaper studio")
    stood_by: str | None = key(
        kinds.TEXT, "When they stayed though leaving was easier.", source="S1", example="the flood of 2024"
    )
    keep: str | None = key(kinds.TEXT, "Why a D or an F stays.", source="S0", example="brother of a client")
    reference: bool | dt.date | None = key(
        kinds.FLAG_OR_DATE, "Volunteered as a reference.", past=True, source="S1", example="true"
    )
    reviewed: bool | dt.date | None = key(
        kinds.FLAG_OR_DATE, "Wrote a review.", past=True, source="S0", example="2025-06-01"
    )
    end_customer: bool = key(
        kinds.FLAG, "Nobody comes after them in the supply chain.", default=False, source="S3", example="true"
    )
    cadence: Cadence | None = key(
        kinds.CADENCE, "How often, in place of the grade's.", source="S0", example="6 weeks"
    )
    snooze_until: dt.date | None = key(kinds.DATE, "Not before this day.", example="2026-04-01")
    snooze_reason: str | None = key(kinds.TEXT, "Why.", example="lunch is booked")
    farewell: Farewell | None = key(record(Farewell), "How you part with an F.", source="S0")
    next: tuple[str, ...] = key(
        kinds.TEXT, "What to open with next time.", many=True, example="ask about the new dog"
    )
    consent: tuple[Consent, ...] = key(record(Consent), "What they agreed to.", many=True, source="S4")
    follow_ups: tuple[FollowUp, ...] = key(
        record(FollowUp, "due", "what"), "Promises.", many=True, source="S1"
    )
    referrals: tuple[Referral, ...] = key(record(Referral), "Who referred whom.", many=True, source="S1, S2")
    referred_by: str | None = key(kinds.ID, "Who referred them to you.", source="S1", example="ana-ruiz")
    asked: tuple[Asked, ...] = key(record(Asked), "When you asked for something.", many=True, source="S1, S0")
    purchases: tuple[Purchase, ...] = key(
        record(Purchase, "date", "amount", "what"), "What they bought.", many=True, source="S3"
    )
    deals: tuple[Deal, ...] = key(record(Deal), "Sales in the making.", many=True, source="S1")
    relations: tuple[Relation, ...] = key(
        record(Relation), "How they are joined to others.", many=True, source="S3, S4"
    )
    checklist: Mapping[str, dt.date] = key(
        mapping(kinds.DATE), "Steps of your process that are done.", default={}, past=True, source="S1"
    )
    ignore: tuple[Ignore, ...] = key(
        record(Ignore), "Codes not to report for this file.", many=True, shown=False
    )
    touches: tuple[Touch, ...] = key(
        record(Touch, "date", "channel", "note"), "When you were in touch.", many=True, source="S0, S1"
    )

    @property
    def effective_grade(self) -> Grade:
        """The grade that counts. Source: S0, "C = Everyone else is blank or a C"."""
        return self.grade or Grade.C

    @property
    def effective_stage(self) -> Stage:
        """The stage that counts: blank is contact."""
        return self.stage or Stage.CONTACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A meeting or a party, with those invited and those who came. Source: S0, invite them."""

    id: str
    path: str
    notes: str = ""
    notes_at: int = 0
    unread: frozenset[str] = frozenset()
    latest: dt.date | None = None
    is_linked: bool = False
    is_plain: bool = False
    name: str = key(kinds.TEXT, "What it is called.", required=True, example="Studio evening")
    type: Type = key(one_of(Type), "event.", default=Type.EVENT, example="event")
    aliases: tuple[str, ...] = key(kinds.TEXT, "Other names.", many=True)
    tags: tuple[str, ...] = key(kinds.TEXT, "Words to find it by.", many=True)
    former_ids: tuple[str, ...] = key(kinds.TEXT, "Ids the file had before.", many=True, shown=False)
    date: dt.date | None = key(kinds.DATE, "The day of it.", example="2026-12-03")
    where: str | None = key(kinds.TEXT, "The place.", example="the studio")
    channel: Channel = key(
        one_of(Channel), "What kind of touch it is for those who came.", default=Channel.EVENT, example="meal"
    )
    invited: tuple[str, ...] = key(kinds.ID, "Whom you asked.", many=True, source="S0")
    attended: tuple[str, ...] = key(kinds.ID, "Who came.", many=True, source="S0")
    ignore: tuple[Ignore, ...] = key(
        record(Ignore), "Codes not to report for this file.", many=True, shown=False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An ordinary page of the wiki."""

    id: str
    path: str
    notes: str = ""
    notes_at: int = 0
    unread: frozenset[str] = frozenset()
    latest: dt.date | None = None
    is_linked: bool = False
    is_plain: bool = False
    name: str = key(kinds.TEXT, "The page's title.", required=True, example="Price list")
    type: Type = key(one_of(Type), "page.", default=Type.PAGE, example="page")
    aliases: tuple[str, ...] = key(kinds.TEXT, "Other titles.", many=True)
    tags: tuple[str, ...] = key(kinds.TEXT, "Words to find it by.", many=True)
    former_ids: tuple[str, ...] = key(kinds.TEXT, "Ids the file had before.", many=True, shown=False)
    ignore: tuple[Ignore, ...] = key(
        record(Ignore), "Codes not to report for this file.", many=True, shown=False
    )


Entity = Contact | Event | Page

ENTITIES: Mapping[Type, type[Entity]] = {
    Type.PERSON: Contact,
    Type.ORGANISATION: Contact,
    Type.EVENT: Event,
    Type.PAGE: Page,
}
