"""A page for each contact: everything that the files say of them, and what follows from it.

It holds dates and never counts days, so a new day rewrites only the pages of those whose status turned.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..facts import Facts
from ..facts.customer import told_kind
from ..facts.networks import is_business
from ..facts.promises import open_promises
from ..facts.supply import is_to_ask
from ..model import Contact
from ..model import Direction
from ..model import FollowUp
from ..model import Party
from ..model import Touch
from ..model import Type
from ..notes import render
from ..wiki import Wiki
from ..workspace import Workspace
from . import View
from .addresses import Ref
from .addresses import address
from .addresses import picture_of
from .addresses import ref
from .addresses import resolver
from .addresses import words
from .around import Around
from .around import around
from .backlinks import backlinks
from .capture import Capture
from .capture import capture
from .heat import HeatMap
from .heat import heat_map
from .lines import Phone
from .lines import phones
from .lookup import dialled
from .lookup import searched
from .openings import Opening
from .openings import openings
from .reasons import FactLine
from .reasons import fact_lines
from .remaining import remaining
from .sales import PurchaseLine
from .sales import Year
from .sales import purchases
from .sales import years
from .ties import Descent
from .ties import Level
from .ties import ReferralLine
from .ties import RelationLine
from .ties import descent
from .ties import employees
from .ties import levels
from .ties import referral_lines
from .ties import relation_lines
from .when import DueNote
from .when import due_note
from .wording import Badge
from .wording import amount
from .wording import grade_badge
from .wording import spelled

_BEFORE_AND_AFTER = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Way:
    """A way to reach somebody, or a day to do it on."""

    kind: str
    text: str
    href: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise, open or kept."""

    due: str
    what: Markup
    by_them: bool
    done: str
    is_complaint: bool


@dataclass(frozen=True, slots=True)
class TouchLine:
    """One entry of the timeline."""

    date: str
    channel: str
    is_incoming: bool
    is_reached: bool
    mood: str
    note: Markup | None
    see: tuple[tuple[str, Markup], ...]
    """What was said of service, enhancement and anything else."""
    has_asked: bool
    event: Ref | None
    promises: tuple[PromiseLine, ...]


@dataclass(frozen=True, slots=True)
class DealLine:
    """A sale in the making, or one that ended."""

    status: str
    opened: str
    closed: str
    expected: str
    amount: str
    what: Markup | None
    reason: Markup | None


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """What somebody agreed to, or withdrew."""

    date: str
    what: str
    is_given: bool
    source: Markup | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView(View):
    """One person or organisation."""

    badges: tuple[Badge, ...]
    position: str
    """Title and profession."""
    organisation: Ref | None
    location: str
    photo: str | None
    """Address, relative to this page."""
    tags: tuple[str, ...]
    due: DueNote
    customer_type: str
    openings: tuple[Opening, ...]
    next: tuple[Markup, ...]
    reach: Markup | None
    phones: tuple[Phone, ...]
    ways: tuple[Way, ...]
    promises: tuple[PromiseLine, ...]
    around: Around | None
    """Those next to them as a drawing."""
    heat: HeatMap | None
    """A year of touches as a picture."""
    touches: tuple[TouchLine, ...]
    """The latest first; of one day, the later in the file first."""
    referrals: tuple[ReferralLine, ...]
    descent: Descent | None
    """Where they stand in the graph of referrals."""
    relations: tuple[RelationLine, ...]
    members: tuple[Ref, ...]
    """Who works there, for an organisation."""
    buyers: tuple[Level, ...]
    """Whom they sell to, step by step."""
    has_unknown_buyers: bool
    """A client of whom nobody knows to whom they sell."""
    years: tuple[Year, ...]
    """What they bought, by calendar year."""
    purchases: tuple[PurchaseLine, ...]
    deals: tuple[DealLine, ...]
    consent: tuple[ConsentLine, ...]
    facts: tuple[FactLine, ...]
    more: tuple[tuple[str, Markup], ...]
    """Everything else that the file says."""
    notes: Markup
    backlinks: tuple[Ref, ...]
    capture: Capture | None
    """How to log a touch from here."""


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The pages, by id."""
    for contact in workspace.wiki.contacts.values():
        with workspace.facts.in_passing():
            view = _view(workspace, contact)
        yield address(contact), view


def _view(workspace: Workspace, contact: Contact) -> ContactView:
    wiki, facts = workspace.wiki, workspace.facts
    has_business = is_business(facts)
    kind = told_kind(facts, contact).value
    picture = picture_of(wiki, contact)
    touches = tuple(_touch(facts, touch) for touch in reversed(wiki.touches(contact)))
    notes = render(contact.notes, resolver(wiki), picture)
    return ContactView(
        title=contact.name,
        source=contact.path,
        has_contents=True,
        words=_words(wiki, contact, touches, notes),
        names=(*contact.aliases, *(number for phone in contact.phones for number in dialled(phone.value))),
        badges=tuple(_badges(facts, contact)),
        position=", ".join(text for text in (contact.title, contact.profession) if text),
        organisation=ref(wiki, contact.organisation) if contact.organisation else None,
        location=contact.location or "",
        photo=picture(contact.photo) if contact.photo else None,
        tags=contact.tags,
        due=due_note(facts, contact, is_pinned=workspace.is_pinned),
        customer_type=spelled(kind) if kind else "",
        openings=tuple(openings(facts, contact)),
        next=tuple(_text(wiki, text) for text in contact.next),
        reach=words(wiki, contact.reach),
        phones=phones(contact),
        ways=tuple(_ways(contact)),
        promises=tuple(_promise(wiki, open_.promise) for open_ in facts.about(open_promises, contact)),
        around=around(facts, contact),
        heat=heat_map(facts, contact),
        touches=touches,
        referrals=referral_lines(facts, contact),
        descent=descent(facts, contact),
        relations=relation_lines(facts, contact),
        members=employees(facts, contact) if contact.type is Type.ORGANISATION else (),
        buyers=levels(facts, contact) if has_business else (),
        has_unknown_buyers=has_business and facts.about(is_to_ask, contact),
        years=years(workspace, contact) if has_business else (),
        purchases=tuple(purchases(workspace, contact)) if has_business else (),
        deals=tuple(_deals(workspace, contact)) if has_business else (),
        consent=tuple(_consent(wiki, contact)),
        facts=tuple(fact_lines(facts, contact)),
        more=tuple(remaining(facts, contact)),
        notes=notes,
        backlinks=facts.of(backlinks).get(contact.id, ()),
        capture=capture(workspace, contact),
    )


def _text(wiki: Wiki, text: str) -> Markup:
    return words(wiki, text) or Markup()


def _words(wiki: Wiki, contact: Contact, touches: Iterable[TouchLine], notes: Markup) -> str:
    """What a search finds somebody by: the words that can be read on the page, not how they were written."""
    organisation = ref(wiki, contact.organisation).text if contact.organisation else None
    known = (contact.title, contact.profession, organisation, contact.location)
    ways = [phone.value for phone in contact.phones] + [email.value for email in contact.emails]
    ways += [address.value for address in contact.addresses]
    said = (text for touch in touches for text in (touch.note, *(words for _, words in touch.see)))
    return searched(known, ways, contact.aliases, contact.tags, said=(*said, notes))


def _badges(facts: Facts, contact: Contact) -> Iterator[Badge]:
    yield grade_badge(facts, contact)
    if is_business(facts):
        stage = contact.effective_stage
        yield Badge("stage", str(stage), "" if contact.stage else "not said, counts as contact")
        for category in contact.category:
            yield Badge("category", spelled(category))
    if contact.type is Type.ORGANISATION:
        yield Badge("type", "organisation")
    if contact.scope is not None:
        yield Badge("scope", str(contact.scope))
    for word, day in (("died", contact.died), ("archived", contact.archived)):
        if day is not None and day <= facts.today:
            yield Badge("resting", f"{word} {day}")


def _ways(contact: Contact) -> Iterator[Way]:
    for email in contact.emails:
        yield Way(
            "Email", email.value, f"mailto:{email.value}" if _is_plain(email.value) else None, email.label
        )
    for place in contact.addresses:
        yield Way("Address", place.value, label=place.label)
    for link in contact.links:
        is_web = link.value.lower().startswith(_BEFORE_AND_AFTER) and link.value.isprintable()
        yield Way("Link", link.value, link.value if is_web else None, link.label)
    if contact.birthday is not None:
        yield Way("Birthday", str(contact.birthday))
    for day in contact.anniversaries:
        yield Way(day.what[:1].upper() + day.what[1:], str(day.date))


def _is_plain(email: str) -> bool:
    """True for an address that can stand behind `mailto:` and adds neither header nor reader to a letter."""
    return email.count("@") == 1 and email.isprintable() and not set(email) & set('?&#%/\\ ,;:<>"')


def _promise(wiki: Wiki, promise: FollowUp) -> PromiseLine:
    return PromiseLine(
        due=str(promise.due or ""),
        what=_text(wiki, promise.what),
        by_them=promise.by is Party.THEM,
        done=str(promise.done or ""),
        is_complaint=promise.complaint,
    )


def _touch(facts: Facts, touch: Touch) -> TouchLine:
    wiki = facts.wiki
    event = wiki.events.get(touch.event) if touch.event else None
    said = (("Service", touch.service), ("Enhance", touch.enhance), ("Else", touch.else_))
    return TouchLine(
        date=str(touch.date),
        channel=str(touch.channel),
        is_incoming=touch.direction is Direction.IN,
        is_reached=touch.reached,
        mood=str(touch.mood or ""),
        note=None if event else words(wiki, touch.note),
        see=tuple((name, _text(wiki, text)) for name, text in said if text),
        has_asked=touch.asked_referral and is_business(facts),
        event=ref(wiki, event.id) if event else None,
        promises=tuple(_promise(wiki, promise) for promise in touch.follow_up),
    )


def _deals(workspace: Workspace, contact: Contact) -> Iterator[DealLine]:
    wiki, currency = workspace.wiki, workspace.settings.currency
    for deal in contact.deals:
        yield DealLine(
            status=str(deal.status),
            opened=str(deal.opened or ""),
            closed=str(deal.closed or ""),
            expected=str(deal.expected or ""),
            amount=amount(deal.amount, currency),
            what=words(wiki, deal.what),
            reason=words(wiki, deal.reason),
        )


def _consent(wiki: Wiki, contact: Contact) -> Iterator[ConsentLine]:
    for entry in sorted(contact.consent, key=lambda entry: entry.date, reverse=True):
        yield ConsentLine(str(entry.date), str(entry.what), entry.given, words(wiki, entry.source))
