"""How far back a command looks: a day or a stretch of time as it is typed, or a commit of git."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from ..days import Duration
from ..days import Unit
from ..days import minus
from ..days import parse_duration
from ..days import relative_day
from ..diagnostics import shown
from ..errors import RefusedError
from ..errors import UsageError
from ..facts import Facts
from ..facts.difference import Then
from ..kinds import Wrong
from ..kinds import read_date
from ..past import Commit
from ..past import commit_named
from ..past import commit_on
from ..past import wiki_at
from ..wiki import Wiki
from ..workspace import Workspace

LAST_WEEK = "7d"
_WEEK = Duration(7, Unit.DAY)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier state of the wiki, and where it comes from."""

    then: Then
    commit: Commit | None
    """None where it is today's files as of an earlier day."""
    why: str = ""
    """Why they are used, where nobody asked for a commit."""

    @property
    def day(self) -> dt.date:
        """The day of it."""
        return self.then.facts.today


def since_option(
    help_text: str,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:  # Any: Click's callbacks
    """The option `--since`, a week unless asked otherwise."""
    return click.option(
        "--since",
        metavar="DATE",
        default=LAST_WEEK,
        show_default=True,
        help=f"{help_text}: 7d, friday, a date.",
    )


def past_day(text: str, today: dt.date) -> dt.date | None:
    """Day that a text means: `7d` is a week ago, a weekday the last such day. None where it means none.

    Raises:
        UsageError: it is a day to come.
    """
    word = text.strip()
    duration = parse_duration(word.lower(), short=True)
    day = minus(today, duration) if duration else relative_day(word, today, is_past=True)
    if day is None:
        date = read_date(word)
        if isinstance(date, Wrong):
            return None
        day = date
    if day > today:
        raise UsageError(f"{day} is after today, {today}", "look back: 7d, yesterday, friday, a date")
    return day


def require_day(text: str, today: dt.date) -> dt.date:
    """Day that a text means.

    Raises:
        UsageError: it means none, or one to come.
    """
    day = past_day(text, today)
    if day is None:
        raise UsageError(f'"{shown(text)}" is not a day', "write 7d, 2w, yesterday, friday or YYYY-MM-DD")
    return day


def earlier(workspace: Workspace, text: str | None) -> Earlier:
    """The wiki as it was on a day or in a commit; without a text a week ago.

    A week ago is told from git where it reaches back so far, else from the days in today's files.

    Raises:
        UsageError: the text means a day to come.
        RefusedError: git does not hold what was asked for.
    """
    today = workspace.today
    root, zone = workspace.root, workspace.settings.owner.timezone
    if text is None:
        day = minus(today, _WEEK)
        try:
            return _in_git(workspace, day, commit_on(root, day, zone))
        except RefusedError as error:
            return Earlier(Then(_facts(workspace, workspace.wiki, day)), None, str(error))
    asked = past_day(text, today)
    if asked is not None:
        return _in_git(workspace, asked, commit_on(root, asked, zone))
    commit = commit_named(root, text, zone)
    return _in_git(workspace, min(commit.day, today), commit)


def _in_git(workspace: Workspace, day: dt.date, commit: Commit) -> Earlier:
    wiki = wiki_at(workspace.root, workspace.wiki.folder, commit)
    return Earlier(Then(_facts(workspace, wiki, day), commit.short), commit)


def _facts(workspace: Workspace, wiki: Wiki, day: dt.date) -> Facts:
    # Today's settings measure both days: a cadence that was changed is no change of the people.
    return Facts(wiki, workspace.settings, day, workspace.facts.outside)
