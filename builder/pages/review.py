"""What to look through now and then: the process and its results, the grades, whom to ask, whom to let go.

A wiki for family and friends is told how promises are kept, who slips away and who is let go, and nothing of
business. Source: S0, improve, repeat; S1 rule 29, review constantly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..facts import Facts
from ..facts import lines
from ..facts import todo
from ..facts.ask import ask_rows
from ..facts.cleanup import clean_up
from ..facts.evidence import regraded
from ..facts.evidence import unproven
from ..facts.forgotten import forgotten
from ..facts.funnel import DealRow
from ..facts.funnel import funnel
from ..facts.funnel import pipeline
from ..facts.funnel import total
from ..facts.grading import nearest
from ..facts.grading import share
from ..facts.mailing import mailing
from ..facts.mailing import mailing_list
from ..facts.networks import is_business
from ..facts.process import SAID
from ..facts.process import process
from ..facts.share import referral_share
from ..facts.stats import touches
from ..model import Contact
from ..model import Stage
from ..workspace import Workspace
from . import View
from .addresses import REVIEW
from .addresses import Ref
from .addresses import ref_to
from .told import Listed
from .told import Told
from .told import listed
from .told import person
from .told import reasons
from .told import told
from .wording import Day
from .wording import amount
from .wording import spelled

MOST_WAYS = 10
"""So many of those who brought business are named; the others are on the command line."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A number with a bar as long as its part of the largest."""

    text: str
    percent: int
    """Length, 0 to 100."""


@dataclass(frozen=True, slots=True)
class MonthLine:
    """What was promised in a month, what was kept, and what came of it."""

    month: str
    touches: str
    steps: str
    adherence: Bar | None
    """None where nothing was to be done."""
    won: int
    referred: int


@dataclass(frozen=True, slots=True)
class ProcessPart:
    """How the promises are kept, and whether the process works."""

    verdict: str
    """Empty in a wiki for family and friends."""
    reasons: str
    months: tuple[MonthLine, ...]
    """The oldest first."""


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage of the funnel."""

    stage: str
    people: Bar
    reached: int
    moved_on: str
    median_days: str


@dataclass(frozen=True, slots=True)
class MovesLine:
    """Who moved in a month."""

    month: str
    text: str


@dataclass(frozen=True, slots=True)
class PipelinePart:
    """Deals that are open, and those decided within a year."""

    open: Listed
    won: Listed
    lost: Listed


@dataclass(frozen=True, slots=True)
class WayLine:
    """One way by which people come."""

    who: Ref | None
    """None for all who came by no referral."""
    people: int
    won: str
    amount: str


@dataclass(frozen=True, slots=True)
class SharePart:
    """How much of the business came by referral."""

    text: str
    ways: tuple[WayLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class TouchesLine:
    """Touches of a month."""

    month: str
    total: Bar
    channels: str


@dataclass(frozen=True, slots=True)
class Business:
    """What a wiki for family and friends does not have."""

    stages: tuple[StageLine, ...]
    moves: tuple[MovesLine, ...]
    """Months in which somebody moved."""
    pipeline: PipelinePart
    share: SharePart
    best: str
    """How many of the clients are A+."""
    grades: tuple[Listed, ...]
    """Grades and stages against their evidence."""
    people: tuple[Listed, ...]
    """Whom to ask, thanks and rewards that are owed, the mailing list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView(View):
    """The review."""

    day: Day
    process: ProcessPart
    business: Business | None
    """None in a wiki for family and friends."""
    kept: tuple[Listed, ...]
    """Who slips away, who was forgotten, who is let go."""
    touches: tuple[TouchesLine, ...]


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The page."""
    facts = workspace.facts
    yield (
        REVIEW,
        ReviewView(
            title="Review",
            tab=60,
            has_contents=True,
            day=Day(workspace.today, workspace.is_pinned),
            process=_process(facts),
            business=_business(facts) if is_business(facts) else None,
            kept=tuple(_kept(facts)),
            touches=tuple(_touches(facts)),
        ),
    )


def _business(facts: Facts) -> Business:
    return Business(
        stages=tuple(_stages(facts)),
        moves=tuple(_moves(facts)),
        pipeline=_pipeline(facts),
        share=_share(facts),
        best=facts.of(share).text,
        grades=tuple(_grades(facts)),
        people=tuple(_people(facts)),
    )


def _process(facts: Facts) -> ProcessPart:
    found = facts.of(process)
    has_business = is_business(facts)
    months = tuple(
        MonthLine(
            month=f"{month.first:%Y-%m}",
            touches=f"{month.counts.on_time} of {month.counts.due}",
            steps=f"{month.counts.done} of {month.counts.expected}",
            adherence=None
            if month.counts.adherence is None
            else Bar(f"{month.counts.adherence:.0%}", round(month.counts.adherence * 100)),
            won=month.counts.won,
            referred=month.counts.referred,
        )
        for month in found.months
    )
    if not has_business:
        return ProcessPart("", "", months)
    return ProcessPart(SAID[found.verdict], "; ".join(found.reasons), months)


def _stages(facts: Facts) -> Iterator[StageLine]:
    rows = facts.of(funnel).stages
    most = max((row.people for row in rows), default=0)
    for row in rows:
        yield StageLine(
            stage=str(row.stage),
            people=_bar(row.people, most),
            reached=row.reached,
            moved_on="" if row.conversion is None else f"{row.moved_on} ({row.conversion:.0%})",
            median_days="" if row.median_days is None else f"{row.median_days:g}",
        )


def _moves(facts: Facts) -> Iterator[MovesLine]:
    for month in facts.of(funnel).months:
        parts = [f"{month.into[stage]} {stage}" for stage in Stage if month.into.get(stage)]
        parts += [f"{month.back} back"] if month.back else []
        if parts:
            yield MovesLine(f"{month.first:%Y-%m}", ", ".join(parts))


def _pipeline(facts: Facts) -> PipelinePart:
    found, currency = facts.of(pipeline), facts.settings.currency

    def worth(row: DealRow) -> str:
        parts = (row.deal.what, amount(row.deal.amount, currency))
        return ", ".join(part for part in parts if part)

    def decided(row: DealRow) -> Told:
        parts = (str(row.deal.closed), worth(row), row.deal.reason)
        command = f"soi show {lines.who(row.contact)}"
        return person(row.contact, ": ".join(part for part in parts if part), command)

    def waits(row: DealRow) -> Told:
        return person(row.contact, ": ".join(part for part in (worth(row), row.when) if part), row.command)

    def told_of(title: str, rows: tuple[DealRow, ...], nobody: str) -> Listed:
        about = f"{len(rows)}, {amount(total(rows), currency)}" if rows else ""
        of = waits if rows is found.open else decided
        return listed(title, rows, of, about=about, nobody=nobody, everybody="soi review pipeline")

    return PipelinePart(
        told_of("Open deals", found.open, "No deal is open."),
        told_of("Won in 12 months", found.won, "None was won."),
        told_of("Lost in 12 months", found.lost, "None was lost."),
    )


def _share(facts: Facts) -> SharePart:
    found, currency = facts.of(referral_share), facts.settings.currency
    if found is None or found.share is None:
        return SharePart("Nothing was sold in 12 months.", (), 0)
    money = f"{amount(found.by_referral, currency)} of {amount(found.won, currency)}"
    ways = tuple(
        WayLine(
            ref_to(way.referrer) if way.referrer else None,
            way.people,
            str(way.won) if way.win_rate is None else f"{way.won} ({way.win_rate:.0%})",
            amount(way.amount, currency),
        )
        for way in found.ways[:MOST_WAYS]
    )
    text = f"{found.share:.0%} of what was sold in 12 months came by referral: {money}."
    return SharePart(text, ways, len(found.ways) - len(ways))


def _grades(facts: Facts) -> Iterator[Listed]:
    yield listed(
        "Another grade",
        facts.of(regraded),
        lambda row: person(
            row.contact,
            f"{row.contact.effective_grade}, rather {row.grade}: {reasons(row.because)}",
            row.command,
        ),
        about="The files speak for another grade; the grade is yours to give.",
        everybody="soi review grades",
    )
    yield listed(
        "Bs nearest to A",
        facts.of(nearest),
        lambda near: person(near.contact, f"{near.distance}: {reasons(near.because)}", _show(near.contact)),
        everybody="soi review grades",
    )
    yield listed(
        "Stages without evidence",
        facts.of(unproven),
        lambda row: person(row.contact, reasons(row.because), row.command),
        everybody="soi review stages",
    )


def _people(facts: Facts) -> Iterator[Listed]:
    yield listed(
        "Whom to ask",
        facts.of(ask_rows),
        lambda row: told(todo.ask(row)),
        about="Whom to ask for a referral next, the loyal first.",
        everybody="soi ask",
        most=10,
    )
    yield listed("Thanks owed", todo.thanks(facts), told, everybody="soi today --all")
    yield listed("Rewards owed", todo.rewards(facts), told, everybody="soi today --all")
    subscribers = facts.of(mailing_list)
    yield listed(
        "Mailing list",
        subscribers,
        # The addresses are on everybody's own page: a list of them would be one to take away.
        lambda contact: person(contact, facts.about(mailing, contact).because[0].text, _show(contact)),
        about=f"{len(subscribers)} get the newsletter; soi list --mailing has their addresses.",
        everybody="soi list --mailing",
    )


def _kept(facts: Facts) -> Iterator[Listed]:
    yield listed(
        "Slipping away",
        todo.drifting(facts),
        told,
        about="Silent for much longer than the two of you are used to, and not to be called anyway.",
        everybody="soi digest --all",
    )
    yield listed(
        "Forgotten",
        facts.of(forgotten),
        lambda row: person(row.contact, row.text, f"soi touch {lines.who(row.contact)} email"),
        about="Nothing has come from you for a year, not even a card.",
        everybody="soi check --select SOI415",
    )
    yield listed(
        "To let go",
        facts.of(clean_up),
        lambda row: person(row.contact, reasons(row.because), row.command),
        everybody="soi review grades",
    )


def _touches(facts: Facts) -> Iterator[TouchesLine]:
    months = facts.of(touches)
    most = max(month.total for month in months)
    for month in months:
        channels = ", ".join(f"{spelled(channel)} {count}" for channel, count in month.channels.items())
        yield TouchesLine(f"{month.first:%Y-%m}", _bar(month.total, most), channels)


def _bar(value: int, most: int) -> Bar:
    return Bar(str(value), round(100 * value / most) if most else 0)


def _show(contact: Contact) -> str:
    return f"soi show {lines.who(contact)}"
