"""every day: Go through today's list: a brief, one key, a line for the note."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from functools import partial

import click

from ...edit.contact import add
from ...edit.contact import touch_entry
from ...edit.drafts import Draft
from ...edit.intents import Wrote
from ...edit.intents import snooze
from ...edit.splice import listed
from ...errors import UsageError
from ...facts import Facts
from ...facts.brief import brief
from ...facts.day import calls
from ...facts.day import is_to_call
from ...model import Channel
from ...model import Contact
from ..brief import lines
from ..rounds import Act
from ..rounds import Entry
from ..rounds import Plan
from ..rounds import Round
from ..screen import height
from ..session import Session
from ..session import echo
from ..session import parse_day
from ..session import shared
from ..terminal import Terminal
from ..terminal import terminal
from ..writing import writes

_INSTEAD = "soi today prints the list, soi touch WHO CHANNEL NOTE logs a touch"
_CHANNELS = {"c": Channel.CALL, "v": Channel.VISIT, "m": Channel.MEAL}
_RARE = {
    "d": Channel.VIDEO,
    "t": Channel.MEETING,
    "e": Channel.EMAIL,
    "x": Channel.MESSAGE,
    "l": Channel.LETTER,
}
_AROUND = 6
"""Rows above and below a brief: which one of how many, the keys, the prompt."""
_LEGEND = (
    "A note may be left empty; Ctrl-D instead of an answer goes back to the keys.",
    "A day is written as friday, 2 weeks or YYYY-MM-DD.",
)


@click.command("work")
@writes
@shared
def command(session: Session) -> None:
    """Go through those who are due today, one by one: a brief, one key for what you did, a line for the note.

    Each entry is written at once, so you may leave at any moment; u takes the last one back. Exit status: 0,
    or 1 if something could not be written, 130 after Ctrl-C.
    """
    with terminal(_INSTEAD) as keys:
        people = [row.contact.id for row in calls(session.workspace.facts)]
        if not people:
            echo("Nobody has to be called today.\n")
            return
        status = Round(session.workspace, keys, _plan(session.moment)).run(people)
    sys.exit(status)


def _plan(now: Callable[[], dt.datetime | None]) -> Plan:
    return Plan(
        partial(_show, now),
        is_to_call,
        {
            **{key: Act(str(channel), partial(_touch, channel)) for key, channel in _CHANNELS.items()},
            "n": Act("no answer", partial(_touch, Channel.CALL, is_reached=False)),
            "z": Act("snooze", _snooze),
            **{
                key: Act(str(channel), partial(_touch, channel), is_rare=True)
                for key, channel in _RARE.items()
            },
        },
        legend=_LEGEND,
    )


def _show(now: Callable[[], dt.datetime | None], facts: Facts, contact: Contact, size: int) -> list[str]:
    return lines(facts, brief(facts, contact), now(), size, height() - _AROUND, with_commands=False)


def _touch(
    channel: Channel, keys: Terminal, facts: Facts, contact: Contact, *, is_reached: bool = True
) -> Entry | None:
    del contact
    note = keys.line("note: ")
    if note is None:
        return None
    entry = touch_entry(facts.today, str(channel), note, is_reached=is_reached)
    words = f"added {channel} {facts.today}{'' if is_reached else ', no answer'}"

    def intend(draft: Draft) -> list[Wrote]:
        add(draft, "touches", entry)
        return [Wrote(("touches", len(listed(draft.text, "touches")) - 1), words)]

    return Entry(intend, f"{words}: {note}" if note else words)


def _snooze(keys: Terminal, facts: Facts, contact: Contact) -> Entry | None:
    del contact
    while True:
        text = keys.line("until: ")
        if not text:
            return None
        try:
            until = parse_day(text, facts.today)
        except UsageError as error:
            echo(f"{error}; {error.hint}\n")
            continue
        if until > facts.today:
            break
        echo(f"{until} is not after today, {facts.today}\n")
    reason = keys.line("why: ")
    if reason is None:
        return None
    words = f"set snooze_until {until}{f': {reason}' if reason else ''}"
    return Entry(lambda draft: snooze(draft, until, reason), words)
