"""Who refers whom: the best sources, chains, centres of influence, and how to be introduced. Source: S1, S4.

Only for a wiki of business; among family and friends nobody counts referrals. What is long is cut.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from ..facts import Facts
from ..facts import by_name
from ..facts.centres import Centre
from ..facts.centres import betweenness
from ..facts.centres import centres
from ..facts.generations import by_generation
from ..facts.generations import chains
from ..facts.generations import circle
from ..facts.generations import cycles
from ..facts.generations import place
from ..facts.introductions import asks
from ..facts.network import joined
from ..facts.network import name_of
from ..facts.networks import is_business
from ..facts.paths import Path
from ..facts.paths import paths
from ..facts.paths import roads
from ..facts.share import Share
from ..facts.share import Way
from ..facts.share import referral_share
from ..facts.sources import SourceRow
from ..facts.sources import sources
from ..model import Contact
from ..model import Stage
from ..wiki import fold_accents
from ..workspace import Workspace
from . import View
from .addresses import REFERRALS
from .addresses import Ref
from .addresses import ref_to
from .picture import Picture
from .picture import picture
from .ties import MOST_OF_CHAIN
from .ties import person_ref
from .wording import Badge
from .wording import Day
from .wording import amount
from .wording import grade_badge

MOST = 50
"""So many sources, centres and ways are shown."""
MOST_CHAINS = 10
MOST_NAMES = 20
"""So many of a generation are named."""
MOST_SOUGHT = 200
"""For so many people ways are looked for; each takes a search of the network."""
_SOUGHT = (Stage.PROSPECT, Stage.SUSPECT)


@dataclass(frozen=True, slots=True)
class ShareLine:
    """What part of the money came by referral."""

    part: str
    by_referral: str
    won: str
    direct: str
    """How those fared who came by no referral; empty where there are none."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Somebody who referred people."""

    who: Ref
    won: str
    won_count: int
    referred: int
    came_of_it: str
    """How many of them bought and how many were lost, whatever the referral says; empty for neither."""
    recent: int
    downstream: int
    downstream_won: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A line of referrals, or a circle of them."""

    people: tuple[Ref, ...]
    left_out: int
    """So many are left out behind the first."""
    knot: int = 0
    """Of a circle: so many people lead to each other in all, 0 where all of them are named."""


@dataclass(frozen=True, slots=True)
class Generation:
    """Those equally far from a beginning."""

    number: int
    count: int
    people: tuple[Ref, ...]
    more: int


@dataclass(frozen=True, slots=True)
class CentreLine:
    """Somebody who joins others."""

    who: Ref
    share: str
    """Of all shortest ways between two people, in percent."""
    people: int
    why: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """How to be introduced to somebody."""

    who: Ref
    grade: Badge
    stage: str
    way: Chain
    ask: str
    """What to say first."""
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralsView(View):
    """The referrals."""

    day: Day
    share: ShareLine | None
    picture: Picture | None
    """None where there is nobody to show, or too many."""
    sources: tuple[SourceLine, ...]
    more_sources: int
    generations: tuple[Generation, ...]
    chains: tuple[Chain, ...]
    centres: tuple[CentreLine, ...]
    more_centres: int
    is_estimate: bool
    """The centres are counted from a part of the people."""
    circles: tuple[Chain, ...]
    more_circles: int
    introductions: tuple[Introduction, ...]
    more_introductions: int
    """So many further people were not looked at, or not shown."""
    unreached: tuple[Ref, ...]
    """Those looked at to whom nobody leads."""


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The page, where there is business."""
    facts = workspace.facts
    if not is_business(facts):
        return
    best, middle, knots = facts.of(sources), facts.of(centres), facts.of(cycles)
    sought = facts.of(strangers)
    found, unreached = _introductions(facts, sought)
    yield (
        REFERRALS,
        ReferralsView(
            title="Referrals",
            tab=55,
            has_contents=True,
            day=Day(workspace.today, workspace.is_pinned),
            share=_share(facts),
            picture=picture(facts),
            sources=tuple(_sources(facts, best[:MOST])),
            more_sources=max(len(best) - MOST, 0),
            generations=tuple(_generation(facts, *one) for one in by_generation(facts)),
            chains=tuple(_chain(facts, line) for line in chains(facts, MOST_CHAINS)),
            centres=tuple(_centre(row) for row in middle[:MOST]),
            more_centres=max(len(middle) - MOST, 0),
            is_estimate=bool(middle) and facts.of(betweenness).is_estimate,
            circles=tuple(_circle(facts, knot) for knot in knots[:MOST]),
            more_circles=max(len(knots) - MOST, 0),
            introductions=found,
            more_introductions=len(sought) - len(found) - len(unreached),
            unreached=unreached,
        ),
    )


def _share(facts: Facts) -> ShareLine | None:
    found = facts.of(referral_share)
    if found is None or found.share is None:
        return None
    currency = facts.settings.currency
    return ShareLine(
        part=f"{found.share:.0%}",
        by_referral=amount(found.by_referral, currency),
        won=amount(found.won, currency),
        direct=_direct(found),
    )


def _direct(found: Share) -> str:
    last = found.ways[-1] if found.ways else None
    if last is None or last.referrer is not None:
        return ""
    people = "1 person" if last.people == 1 else f"{last.people} people"
    return f"{people}: {_came_of(last)}"


def _came_of(way: Way | None) -> str:
    if way is None:
        return ""
    counts = ((way.won, "bought"), (way.lost, "lost"))
    return ", ".join(f"{count} {word}" for count, word in counts if count)


def _sources(facts: Facts, rows: Iterable[SourceRow]) -> Iterator[SourceLine]:
    share = facts.of(referral_share)
    ways = {way.referrer.id: way for way in share.ways if way.referrer} if share else {}
    currency = facts.settings.currency
    for row in rows:
        downstream = facts.about(place, row.contact).downstream
        yield SourceLine(
            who=ref_to(row.contact),
            won=_money(row.won, currency),
            won_count=row.won_count,
            referred=row.referred,
            came_of_it=_came_of(ways.get(row.contact.id)),
            recent=row.recent,
            downstream=downstream.people,
            downstream_won=_money(downstream.won, currency),
        )


def _money(value: Decimal, currency: str) -> str:
    return amount(value or None, currency)


def _generation(facts: Facts, number: int, people: tuple[str, ...]) -> Generation:
    by_words = sorted(people, key=lambda person: (fold_accents(name_of(facts, person)), person))
    shown = tuple(person_ref(facts, person) for person in by_words[:MOST_NAMES])
    return Generation(number, len(people), shown, len(people) - len(shown))


def _chain(facts: Facts, people: tuple[str, ...]) -> Chain:
    shown = people if len(people) <= MOST_OF_CHAIN else (people[0], *people[1 - MOST_OF_CHAIN :])
    return Chain(tuple(person_ref(facts, person) for person in shown), len(people) - len(shown))


def _circle(facts: Facts, knot: tuple[str, ...]) -> Chain:
    way = circle(facts, knot)
    around = _chain(facts, (*way, way[0]))
    return Chain(around.people, around.left_out, len(knot) if len(knot) > len(way) else 0)


def _centre(row: Centre) -> CentreLine:
    why = "; ".join(reason.text for reason in row.because)
    return CentreLine(ref_to(row.contact), f"{row.betweenness:.1%}", row.people, why)


def strangers(facts: Facts) -> tuple[Contact, ...]:
    """Prospects and suspects whom the owner never talked to and somebody else knows.

    Prospects first, then by grade, name and id. Source: S4, "reach approachable people".
    """
    known, near = facts.of(roads).known, facts.of(joined)
    found = by_name(
        contact
        for contact in facts.wiki.contacts.values()
        if contact.effective_stage in _SOUGHT
        and contact.id in near
        and contact.id not in known
        and contact.id not in facts.of(roads).closed
    )
    return tuple(
        sorted(found, key=lambda one: (_SOUGHT.index(one.effective_stage), one.effective_grade.rank))
    )


def _introductions(
    facts: Facts, people: Iterable[Contact]
) -> tuple[tuple[Introduction, ...], tuple[Ref, ...]]:
    """Ways to as many people as are shown, and those met on the search to whom there is none."""
    found: list[Introduction] = []
    unreached: list[Ref] = []
    for contact in islice(people, MOST_SOUGHT):
        way = next(paths(facts, contact), None)
        if way is None:
            unreached.append(ref_to(contact))
            continue
        found.append(_introduction(facts, contact, way))
        if len(found) == MOST:
            break
    return tuple(found), tuple(unreached)


def _introduction(facts: Facts, contact: Contact, way: Path) -> Introduction:
    first = asks(facts, way)[0]
    return Introduction(
        who=ref_to(contact),
        grade=grade_badge(facts, contact),
        stage=str(contact.effective_stage),
        way=_chain(facts, tuple(step.contact.id for step in way.steps)),
        ask=first.sentence,
        command=first.command,
    )
