"""The first page: what today asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..diagnostics import Diagnostic
from ..diagnostics import Severity
from ..facts.day import birthdays_ahead
from ..facts.day import calls
from ..facts.day import promises_due
from ..model import Party
from ..workspace import Workspace
from . import View
from .addresses import CHECKS
from .addresses import DUE
from .addresses import HOME
from .addresses import PLAYBOOK
from .addresses import Ref
from .addresses import ref_to
from .lines import Call
from .lines import Finding
from .lines import call
from .lines import finding
from .lines import plain_words
from .wording import Badge
from .wording import Day
from .wording import count_badge

MAX_CALLS = 25
"""A longer list is on its own page; nobody calls more in a day."""
MAX_FINDINGS = 5


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise of the owner whose day has come."""

    who: Ref
    due: str
    what: Markup


@dataclass(frozen=True, slots=True)
class BirthdayLine:
    """A birthday within the next days."""

    who: Ref
    relative: str | None
    """Whose it is, where it is a relative's of the one that is named."""
    date: str
    turns: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(View):
    """Today."""

    day: Day
    calls: tuple[Call, ...]
    more_calls: int
    """So many further ones stand on the page of those due."""
    due: Ref
    promises: tuple[Promise, ...]
    birthdays: tuple[BirthdayLine, ...]
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
    promises = (promise for promise in facts.of(promises_due) if promise.promise.by is Party.ME)
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
                )
                for promise in promises
            ),
            birthdays=tuple(
                BirthdayLine(ref_to(ahead.contact), ahead.relative, str(ahead.date), ahead.turns)
                for ahead in facts.of(birthdays_ahead)
            ),
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


def _gravest(diagnostics: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    grave = [found for found in diagnostics if found.severity is not Severity.INFO]
    return sorted(grave, key=lambda found: (found.severity.rank, *found.order))[:MAX_FINDINGS]
