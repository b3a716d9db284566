"""every day: Log a call, a visit, a meal or another touch."""

from __future__ import annotations

import datetime as dt

import click

from ...diagnostics import shown
from ...edit.contact import Draft
from ...edit.contact import add
from ...edit.contact import change
from ...edit.contact import touch_entry
from ...edit.splice import line_of_last
from ...errors import UsageError
from ...facts.due import next_due
from ...kinds import nearest
from ...model import Answer
from ...model import Channel
from ...model import Mood
from ...plain import Value
from ...workspace import workspace_of
from ..session import Session
from ..session import choice
from ..session import echo
from ..session import note as say
from ..session import parse_day
from ..session import shared


@click.command("touch")
@click.argument("who")
@click.argument("channel")
@click.argument("note", nargs=-1)
@click.option("--date", "date_text", metavar="DATE", help="The day of it, as in yesterday, -3d or friday.")
@click.option("--in", "is_incoming", is_flag=True, help="They got in touch with you.")
@click.option("--no-answer", is_flag=True, help="You did not reach them.")
@click.option("--mood", type=choice(Mood), help="How they were.")
@click.option("--service", metavar="TEXT", help="How the service or business has been (SEE).")
@click.option("--enhance", metavar="TEXT", help="What would make it better (SEE).")
@click.option("--else", "else_", metavar="TEXT", help="What else, and who else (SEE).")
@click.option(
    "--promise",
    multiple=True,
    metavar='"DATE TEXT"',
    help='What you promised, as in "friday send catalogue".',
)
@click.option("--asked", type=choice(Answer), help="You asked for a referral, and they said so.")
@click.option(
    "--with", "others", multiple=True, metavar="WHO", help="Who else was there; it is logged there too."
)
@shared
def command(
    session: Session,
    who: str,
    channel: str,
    note: tuple[str, ...],
    date_text: str | None,
    mood: str | None,
    service: str | None,
    enhance: str | None,
    else_: str | None,
    promise: tuple[str, ...],
    asked: str | None,
    others: tuple[str, ...],
    *,
    is_incoming: bool,
    no_answer: bool,
) -> None:
    """Log a touch with WHO on CHANNEL (call, visit, meal, email, …), with a NOTE in your words.

    The line is added behind the last touch; nothing else in the file changes.
    """
    if channel not in set(Channel):
        near = nearest(channel, Channel)
        hint = f"did you mean {near}?" if near else ""
        raise UsageError(f'unknown channel "{shown(channel)}"; one of {", ".join(Channel)}', hint)
    today = session.today
    date = parse_day(date_text, today, is_past=True) if date_text else today
    if date > today:
        say(f"{date} is after today, {today}; it does not count before that day")
    entry = touch_entry(
        date,
        channel,
        " ".join(note),
        is_incoming=is_incoming,
        is_reached=not no_answer,
        asked_referral=asked is not None,
        follow_ups=[_promise(text, today) for text in promise],
        mood=mood,
        service=service,
        enhance=enhance,
        **{"else": else_},
    )
    people = list({contact.id: contact for contact in map(session.contact, (who, *others))}.values())

    def intend(draft: Draft) -> None:
        add(draft, "touches", entry)
        if asked is not None:
            add(draft, "asked", {"date": date.isoformat(), "answer": asked})

    drafts = change(session.workspace.root, [contact.path for contact in people], intend)
    after = workspace_of(session.config, today)
    for contact, draft in zip(people, drafts, strict=True):
        due = after.facts.about(next_due, after.wiki.contacts[contact.id])
        tail = "" if due is None else f"; next due {due.due_on}"
        line = line_of_last(draft.text, "touches")
        echo(f"{shown(draft.path, 500)}:{line}: added {channel} {date}{tail}\n")


def _promise(text: str, today: dt.date) -> dict[str, Value]:
    """Promise from `friday send catalogue`: the longest beginning that names a day, then what."""
    words = text.split()
    for count in (2, 1):
        try:
            day = parse_day(" ".join(words[:count]), today)
        except UsageError:
            continue
        if words[count:]:
            return {"due": day.isoformat(), "what": " ".join(words[count:])}
    if not words:
        raise UsageError("the promise is empty", 'write --promise "friday send catalogue"')
    return {"what": text.strip()}
