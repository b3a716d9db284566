"""The first page: what today asks for."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..diagnostics import Diagnostic
from ..diagnostics import Severity
from ..facts import Facts
from ..facts import todo
from ..facts.day import birthdays_ahead
from ..facts.day import calls
from ..facts.day import promises_due
from ..facts.plan import PlannedWeek
from ..facts.plan import coming
from ..facts.planned import week_words
from ..facts.process import adherence_now
from ..workspace import Workspace
from . import View
from .addresses import CHECKS
from .addresses import DUE
from .addresses import HOME
from .addresses import PLAN
from .addresses import PLAYBOOK
from .addresses import Ref
from .addresses import ref_to
from .lines import Call
from .lines import Finding
from .lines import call
from .lines import finding
from .lines import plain_words
from .told import Listed
from .told import listed
from .told import told
from .wording import WEEKDAYS
from .wording import Badge
from .wording import Day
from .wording import count_badge

MAX_CALLS = 25
"""A longer list is on its own page; nobody calls more in a day."""
MAX_FINDINGS = 5
MAX_LINES = 20
"""So many lines of a sort are shown; more than that nobody does in a day."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise whose day has come."""

    who: Ref
    due: str
    what: Markup
    is_theirs: bool
    command: str


@dataclass(frozen=True, slots=True)
class BirthdayLine:
    """A birthday within the next days."""

    who: Ref
    relative: str | None
    """Whose it is, where it is a relative's of the one that is named."""
    date: str
    turns: int | None


@dataclass(frozen=True, slots=True)
class WeekGlance:
    """The week in which the next calls are planned."""

    monday: str
    text: str
    days: tuple[tuple[str, tuple[Ref, ...]], ...]
    """Days with those who are to be called."""
    plan: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(View):
    """Today."""

    day: Day
    calls: tuple[Call, ...]
    more_calls: int
    """So many further ones stand on the page of those due."""
    due: Ref
    promises: tuple[Promise, ...]
    more_promises: int
    birthdays: tuple[BirthdayLine, ...]
    lists: tuple[Listed, ...]
    """Events, thanks and rewards that are owed, who slips away; only those with somebody in them."""
    week: WeekGlance
    adherence: str
    """How promises are kept, in a sentence."""
    phone: Ref
    """Where the inbox is explained."""
    inbox: int
    """Number of lines that wait in the inbox."""
    counts: tuple[Badge, ...]
    """How many findings of each severity there are, the gravest first; only those that occur."""
    findings: tuple[Finding, ...]
    """The gravest."""
    checks: Ref


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The page."""
    facts = workspace.facts
    rows = facts.of(calls)
    promises = facts.of(promises_due)
    diagnostics = workspace.diagnostics
    yield (
        HOME,
        HomeView(
            title="Today",
            tab=10,
            day=Day(workspace.today, workspace.is_pinned),
            calls=tuple(call(workspace, row) for row in rows[:MAX_CALLS]),
            more_calls=max(len(rows) - MAX_CALLS, 0),
            due=Ref("Due", DUE),
            promises=tuple(
                Promise(
                    ref_to(promise.contact),
                    str(promise.promise.due),
                    plain_words(workspace.wiki, promise.promise.what),
                    promise.is_theirs,
                    shlex.join(todo.promise(facts, promise).command),
                )
                for promise in promises[:MAX_LINES]
            ),
            more_promises=max(len(promises) - MAX_LINES, 0),
            birthdays=tuple(
                BirthdayLine(ref_to(ahead.contact), ahead.relative, str(ahead.date), ahead.turns)
                for ahead in facts.of(birthdays_ahead)
            ),
            lists=tuple(found for found in _lists(facts) if found.rows),
            week=_week(facts),
            adherence=f"{facts.of(adherence_now).text}.",
            phone=Ref("On the phone", f"{PLAYBOOK}#phone"),
            inbox=len(workspace.inbox),
            counts=tuple(
                count_badge(severity, count)
                for severity in Severity
                if (count := sum(diagnostic.severity is severity for diagnostic in diagnostics))
            ),
            findings=tuple(finding(workspace.wiki, found) for found in _gravest(diagnostics)),
            checks=Ref("Checks", CHECKS),
        ),
    )


def _lists(facts: Facts) -> Iterator[Listed]:
    """What `soi today` tells behind calls, promises and birthdays, in the same lines."""
    for title, lines in (
        ("Events", todo.events_near(facts)),
        ("Thanks owed", todo.thanks(facts)),
        ("Rewards owed", todo.rewards(facts)),
        ("Slipping away", todo.drifting(facts)),
    ):
        yield listed(title, lines, told, everybody="soi today --all", most=MAX_LINES)


def _week(facts: Facts) -> WeekGlance:
    weeks = facts.of(coming).weeks
    week: PlannedWeek = next((week for week in weeks if week.planned), weeks[0])
    return WeekGlance(
        str(week.monday),
        week_words(week, facts.settings.capacity.touches_per_week),
        tuple(
            (f"{WEEKDAYS[day.date.weekday()]} {day.date}", tuple(ref_to(it.contact) for it in day.touches))
            for day in week.days
            if day.touches
        ),
        Ref("The whole plan", PLAN),
    )


def _gravest(diagnostics: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    grave = [found for found in diagnostics if found.severity is not Severity.INFO]
    return sorted(grave, key=lambda found: (found.severity.rank, *found.order))[:MAX_FINDINGS]
