"""review: Sum up the week: what was done, what comes, what is owed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator

import click

from ...facts.digest import Digest
from ...facts.digest import Part
from ...facts.digest import digest
from ...facts.lines import Line
from ...report.tables import head
from ...report.tables import json_text
from ...workspace import Workspace
from .. import lines
from ..limits import Limit
from ..limits import all_option
from ..limits import limit
from ..lines import line_json
from ..output import format_option
from ..session import Session
from ..session import echo
from ..session import examples
from ..session import shared
from ..shapes.digest import Output
from ..since import LAST_WEEK
from ..since import require_day
from ..since import since_option

_HEADINGS = {
    Part.DONE: "Done since {first}",
    Part.CALLS: "To call until {last}",
    Part.PROMISES: "Promised until {last}",
    Part.DAYS: "Birthdays and anniversaries until {last}",
    Part.EVENTS: "Events until {last}",
    Part.THANKS: "Thanks owed",
    Part.REWARDS: "Rewards owed",
    Part.DRIFTING: "Slipping away",
    Part.ASK: "To ask for a referral",
}


@click.command("digest", epilog=examples("soi digest", "soi digest --format markdown | mail -s 'My week' me"))
@since_option("Tell what was done from this day on")
@all_option
@format_option("markdown", "json")
@shared
def command(session: Session, since: str, output: str, *, is_everything: bool) -> None:
    """Sum up for a Monday: what was done, whom to call this week, what was promised, what is owed."""
    workspace = session.workspace
    found = digest(workspace.facts, require_day(since, session.today))
    asked = () if since == LAST_WEEK else ("--since", since)
    size = limit("soi", "digest", *asked, is_everything=is_everything)
    if output == "json":
        echo(json_text(_payload(workspace, found)))
    elif output == "markdown":
        echo("\n".join(_text(workspace.today, found, size, "# ", "## ", lines.markdown)) + "\n")
    else:
        echo("\n".join(_text(workspace.today, found, size, "", "", lines.text)) + "\n")


def _text(
    today: dt.date,
    found: Digest,
    size: Limit,
    title: str,
    heading: str,
    told: Callable[[Iterable[Line]], Iterator[str]],
) -> Iterator[str]:
    yield f"{title}The week of {today:%A} {today}"
    days = {"first": found.first, "last": found.last}
    for part, rows in found.parts.items():
        if not rows:
            continue
        yield ""
        yield f"{heading}{_HEADINGS[part].format(**days)}"
        if heading:
            yield ""
        yield from size.told(rows, lambda line: told([line]), margin="- " if heading else "  ")
    if not any(found.parts.values()):
        yield ""
        yield "Nothing was done and nothing comes (soi due --all, soi new NAME)."


def _payload(workspace: Workspace, found: Digest) -> Output:
    rows = {part: [line_json(workspace, line) for line in told] for part, told in found.parts.items()}
    return {
        **head(workspace.today),
        "since": found.first.isoformat(),
        "until": found.last.isoformat(),
        "done": rows[Part.DONE],
        "calls": rows[Part.CALLS],
        "promises": rows[Part.PROMISES],
        "days": rows[Part.DAYS],
        "events": rows[Part.EVENTS],
        "thanks": rows[Part.THANKS],
        "rewards": rows[Part.REWARDS],
        "drifting": rows[Part.DRIFTING],
        "ask": rows[Part.ASK],
    }
