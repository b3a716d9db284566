"""review: Look back: who came, who moved, what was promised, bought and referred since then."""

from __future__ import annotations

import click

from ...errors import UsageError
from ...report.tables import json_text
from ..limits import all_option
from ..output import format_option
from ..review import SECTIONS
from ..review import lines
from ..review import payload
from ..session import Session
from ..session import echo
from ..session import examples
from ..session import shared


@click.command(
    "review",
    epilog=examples("soi review", "soi review --since 1m", "soi review --since v2025", "soi review grades"),
)
@click.argument("section", type=click.Choice([*SECTIONS]), required=False)
@click.option(
    "--since",
    metavar="DATE|COMMIT",
    help="Compare with that day's files: 7d, friday, a date, or a commit, branch or tag of git.",
)
@all_option
@format_option("json")
@shared
def command(
    session: Session, section: str | None, since: str | None, output: str, *, is_everything: bool
) -> None:
    """Look back: what changed in the network, and what is to be looked at now and then.

    Without --since over the last seven days. The earlier files are read from git, and nothing is checked out
    for it; without git the days in today's files tell what is new. With --since only the changes are shown,
    with the name of a section only that.
    """
    if section and since:
        raise UsageError("a section is about today", "leave out --since, or the section")
    workspace = session.workspace
    if output == "json":
        echo(json_text(payload(workspace, since, section)))
    else:
        told = lines(workspace, since, section, is_everything=is_everything)
        echo("".join(f"{line}\n" for line in told))
