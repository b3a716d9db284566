"""files: Give everybody never touched a day for the first touch, so that not all are due at once."""

from __future__ import annotations

import click

from ...edit.drafts import Draft
from ...edit.splice import assign
from ...edit.splice import line_of_last
from ...facts.spread import to_spread
from ..planned import plan
from ..planned import write
from ..session import Session
from ..session import note
from ..session import shared
from ..writing import writes

KEY = "first_due"


@click.command("spread")
@click.option("--apply", "is_applied", is_flag=True, help="Write the days into the files.")
@writes
@shared
def command(session: Session, *, is_applied: bool) -> None:
    """Give everybody never touched a day for the first touch, so that not all are due at once.

    Writes first_due, a day within the next cadence that depends on the id alone, for whoever has a cadence
    and was never reached by a personal touch. Who has a day keeps it; D and F, and the archived, get none.
    Without --apply it only shows what it would write. Exit status: 0, or 2 if a file had to be left.
    """
    workspace = session.workspace
    days = {contact.path: day for contact, day in to_spread(workspace.facts)}

    def intend(draft: Draft) -> tuple[int, str]:
        day = days[draft.path].isoformat()
        draft.text = assign(draft.text, KEY, day)
        return line_of_last(draft.text, KEY), f"set {KEY} {day}"

    if not days:
        note("everybody who is due has been reached, or has a day for the first touch")
    plans = plan(workspace.root, days, intend)
    write(workspace.root, plans, is_applied=is_applied, command="soi spread --apply")
