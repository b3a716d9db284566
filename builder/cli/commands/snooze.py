"""every day: Let somebody rest until a day, as when a lunch is booked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import click

from ...days import relative_day
from ...diagnostics import shown
from ...edit import intents
from ...edit.drafts import Draft
from ...edit.drafts import change
from ...edit.intents import Wrote
from ...errors import UsageError
from ...facts.snooze import snoozed_past
from ...model import Contact
from ...workspace import Workspace
from ..session import Session
from ..session import note
from ..session import parse_day
from ..session import shared
from ..writing import writes
from ..wrote import due_tail
from ..wrote import tell

_OFF = "off"


@click.command("snooze")
@click.argument("words", metavar="WHO UNTIL [REASON]...", nargs=-1, required=True)
@click.option("--off", "is_off", is_flag=True, help="End it; so does the word off for UNTIL.")
@writes
@shared
def command(session: Session, words: tuple[str, ...], *, is_off: bool) -> None:
    """Let WHO rest UNTIL a day (a date, friday, 2 weeks), with a REASON in your words.

    As in `soi snooze ana friday lunch is booked`. Until then soi does not ask you to call; what was promised
    stays promised. The reason of an earlier snooze goes.
    """
    contact, behind = session.contact_before(words)
    is_off = is_off or behind == [_OFF]
    if is_off and behind not in ([], [_OFF]):
        raise UsageError(f'--off takes no day, found "{shown(" ".join(behind))}"')
    until, reason = (session.today, "") if is_off else _day(behind, session.today)
    wrote: list[Wrote] = []

    def intend(draft: Draft) -> None:
        wrote.extend(intents.wake(draft) if is_off else intents.snooze(draft, until, reason))

    (draft,) = change(session.workspace.root, [contact.path], intend)
    if not wrote:
        state = "not snoozed" if is_off else f"snoozed until {until} already"
        note(f"{shown(contact.name)} is {state}; nothing was written")
    after = session.workspace.after([draft.path])
    tell(draft, wrote, due_tail(after, contact.id))
    if not is_off:
        _warn(after, after.wiki.contacts[contact.id])


def _day(words: Sequence[str], today: dt.date) -> tuple[dt.date, str]:
    """The day that the words begin with, and the reason behind it."""
    if not words:
        raise UsageError("until when?", "write a date, friday or 2 weeks, and then why")
    is_long = len(words) > 1 and relative_day(" ".join(words[:2]), today) is not None
    count = 2 if is_long else 1
    until = parse_day(" ".join(words[:count]), today)
    if until <= today:
        raise UsageError(f"{until} is not after today, {today}", "name a day to come, or end it with --off")
    return until, " ".join(words[count:])


def _warn(workspace: Workspace, contact: Contact) -> None:
    """Warn where an A+ would not be called for twice the time that the grade allows."""
    limit = workspace.facts.about(snoozed_past, contact)
    if limit is not None:
        note(f"warning: an A+ is snoozed past twice the cadence, {limit} (SOI417)")
