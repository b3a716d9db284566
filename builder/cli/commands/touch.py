"""every day: Log a call, a visit, a meal or another touch."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from collections.abc import Sequence

import click

from ...days import WEEKDAYS
from ...diagnostics import shown
from ...edit import referrals
from ...edit.contact import add
from ...edit.contact import touch_entry
from ...edit.drafts import Draft
from ...edit.drafts import change
from ...edit.intents import Wrote
from ...edit.referrals import Wanted
from ...edit.splice import line_of_last
from ...errors import UsageError
from ...facts.inbox import parts
from ...facts.people import Unclear
from ...kinds import nearest
from ...model import Answer
from ...model import Contact
from ...model import Mood
from ...model import ReferralDirection
from ...plain import Value
from ..session import Session
from ..session import choice
from ..session import echo
from ..session import examples
from ..session import note as say
from ..session import parse_day
from ..session import shared
from ..suspect import Suspect
from ..suspect import suspect_of
from ..writing import writes
from ..wrote import due_tail
from ..wrote import tell

_DAY_WORDS = ("today", "tomorrow", *WEEKDAYS)
_DAY = re.compile(rf"{'|'.join(_DAY_WORDS)}|\+[0-9]+[dwmy]?|[1-9][0-9]* *(?:day|week|month|year)s?")
_PROMISE = 'write --promise "friday send catalogue"'
_LAST_DAY = re.compile(rf"{'|'.join(_DAY_WORDS)}|[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}")
"""A day behind a promise; words such as `3 days` may be part of what is promised."""
_DATE_LIKE = re.compile(r"[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}")


@click.command(
    "touch",
    epilog=examples(
        'soi touch ana call "back in April" --promise "friday send catalogue"',
        'soi touch ana visit --date yesterday -- "- a note that begins with a hyphen"',
    ),
)
@click.argument("words", metavar="WHO CHANNEL [NOTE]...", nargs=-1, required=True)
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
@click.option("--referred", multiple=True, metavar="NAME", help="Whom they referred to you.")
@click.option(
    "--with", "others", multiple=True, metavar="WHO", help="Who else was there; it is logged there too."
)
@writes
@shared
def command(
    session: Session,
    words: tuple[str, ...],
    date_text: str | None,
    mood: str | None,
    service: str | None,
    enhance: str | None,
    else_: str | None,
    promise: tuple[str, ...],
    asked: str | None,
    referred: tuple[str, ...],
    others: tuple[str, ...],
    *,
    is_incoming: bool,
    no_answer: bool,
) -> None:
    """Log a touch with WHO on CHANNEL (call, visit, meal, email, …), with a NOTE in your words.

    It is added behind the last touch; what you wrote yourself stays as it is, byte for byte. --referred also
    writes the referral and, where there is none, the file of the one referred. Write -- before a note that
    begins with a hyphen.
    """
    found = parts(words, session.people)
    if isinstance(found, Unclear):
        raise UsageError(found.message, found.hint)
    who, channel, behind = found
    note = " ".join(words[behind:])
    today = session.today
    date = parse_day(date_text, today, is_past=True) if date_text is not None else today
    if date > today:
        say(f"{date} is after today, {today}; it does not count before that day")
    promises = [_promise(text, today) for text in promise]
    entry = touch_entry(
        date,
        channel,
        note,
        is_incoming=is_incoming,
        is_reached=not no_answer,
        asked_referral=asked is not None,
        follow_ups=promises,
        mood=mood,
        service=service,
        enhance=enhance,
        **{"else": else_},
    )
    people = _people(session, who, others)

    given: dict[str, Suspect | None] = {}
    for name in referred:
        given.setdefault(*_referred(session, name, people[0]))
    question = None if asked is None else {"date": date.isoformat(), "answer": asked}
    drafts, wrote = _write(session, people, entry, question, given)
    after = session.workspace.after(draft.path for draft in drafts)
    for contact, draft in zip(people, drafts, strict=True):
        line = line_of_last(draft.text, "touches")
        tail = due_tail(after, contact.id)
        echo(f"{shown(draft.path, 500)}:{line}: added {channel} {date}{tail}{_told(promises)}\n")
    tell(drafts[0], wrote)
    if len(wrote) < len(given):
        say("a referral that is open already was not written a second time")
    for suspect in filter(None, given.values()):
        echo(f"{shown(suspect.draft.path, 500)}:1: made, as a suspect referred by {shown(people[0].name)}\n")


def _people(session: Session, who: str, others: Sequence[str]) -> list[Contact]:
    """Those who were there, each once, the one it is about first."""
    first, *rest = map(session.contact, (who, *others))
    if first in rest:
        raise UsageError(
            f"{shown(first.name)} cannot be there with themselves", "--with names who else was there"
        )
    return list({contact.id: contact for contact in (first, *rest)}.values())


def _write(
    session: Session,
    people: Sequence[Contact],
    entry: Mapping[str, Value],
    question: Mapping[str, Value] | None,
    given: Mapping[str, Suspect | None],
) -> tuple[list[Draft], list[Wrote]]:
    """Log a touch with several people, and whom the first of them referred: all of it or nothing.

    Args:
        session: where.
        people: who was there, first the one it is about.
        entry: the touch.
        question: that a referral was asked for, and the answer.
        given: ids of those referred, and the files of those who have none yet.

    Returns:
        The files of the people as written, and what was written about referrals.
    """
    wiki = session.workspace.wiki
    day = str(entry["date"])
    wrote: list[Wrote] = []

    def intend(draft: Draft) -> None:
        # A promise is made to the one who is named first; twice in the files it would have to be kept twice.
        is_first = draft.path == people[0].path
        add(draft, "touches", entry if is_first else {k: v for k, v in entry.items() if k != "follow_up"})
        if question is not None:
            add(draft, "asked", question)
        for contact, suspect in given.items() if is_first else ():
            person = wiki.contacts.get(contact)
            names = (person.name, *person.aliases) if person else (suspect.name,) if suspect else ()
            wanted = Wanted(ReferralDirection.RECEIVED, contact, names, day, is_dated=False, more={})
            wrote.extend(referrals.refer(draft, wiki, wanted))

    new = [suspect.draft for suspect in given.values() if suspect is not None]
    return change(session.workspace.root, [contact.path for contact in people], intend, new), wrote


def _referred(session: Session, name: str, referrer: Contact) -> tuple[str, Suspect | None]:
    """Id of somebody referred, and who they are where they have no file yet."""
    if not name.strip():
        raise UsageError("nobody is named behind --referred", 'write --referred "Ben Okafor"')
    person = session.known(name)
    if person is None:
        suspect = suspect_of(session, name, referrer)
        return suspect.id, suspect
    if person.id == referrer.id:
        raise UsageError(f"{shown(referrer.name)} cannot be referred by themselves")
    return person.id, None


def _promise(text: str, today: dt.date) -> dict[str, Value]:
    """Promise from `friday send catalogue`, `send catalogue by friday` or, for no day, `send catalogue`.

    Only what cannot be meant otherwise is a day: `3d printer quote` promises a quote.
    """
    words = text.split()
    if not words:
        raise UsageError("the promise is empty", _PROMISE)
    for count in (2, 1):
        # People write a colon behind the day, as behind the channel of a touch.
        first = " ".join(words[:count]).removesuffix(":")
        if _DAY.fullmatch(first.lower()) or _DATE_LIKE.fullmatch(first):
            return _due(first, words[count:], today)
    if _LAST_DAY.fullmatch(words[-1].lower()):
        if words[-2].lower() == "by":
            return _due(words[-1], words[:-2], today)
        day = shown(words[-1])
        say(f'"{day}" is not taken for the day of the promise; write it first, or with by before it')
    near = nearest(words[0], _DAY_WORDS) if len(words) > 1 else None
    if near and near != words[0].lower() and len(words[0]) >= len("sunday"):
        raise UsageError(f'"{shown(words[0])}" is no day', f"did you mean {near}?")
    return {"what": text.strip()}


def _due(day: str, words: Sequence[str], today: dt.date) -> dict[str, Value]:
    if not words:
        raise UsageError(f'the promise "{shown(day)}" says when, but not what', _PROMISE)
    return {"due": parse_day(day, today).isoformat(), "what": " ".join(words)}


def _told(promises: list[dict[str, Value]]) -> str:
    return "".join(f"; promised {_when(promise)}: {shown(str(promise['what']), 200)}" for promise in promises)


def _when(promise: dict[str, Value]) -> str:
    return f"for {promise['due']}" if "due" in promise else "for no day"
