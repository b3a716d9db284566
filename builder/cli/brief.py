"""A brief in words: what to know about somebody before a call, on one screen or in Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

import click

from ..days import Birthday
from ..diagnostics import shown
from ..facts import Facts
from ..facts.brief import Brief
from ..facts.brief import Open
from ..facts.brief import Referred
from ..facts.due import Status
from ..facts.lines import touch
from ..facts.lines import word
from ..facts.mind import LocalTime
from ..facts.mind import age
from ..facts.mind import birthday_ahead
from ..facts.mind import in_words
from ..facts.mind import local_time
from ..facts.owed import Sort
from ..facts.referrals import person_name
from ..model import Contact
from ..model import CustomerType
from ..model import Mood
from ..model import Touch
from .lines import typed
from .markdown import code
from .markdown import escaped
from .screen import wrapped

_MAX_TEXT = 240
_LEVELS = ((4, 4, 4), (4, 4, 3), (3, 4, 3), (2, 4, 3), (2, 4, 2), (1, 4, 2), (1, 3, 2), (1, 2, 2), (1, 1, 1))
"""How the screen holds less and less: lines of what can be spared, lines of what cannot, rows of a text."""
_NOTICE = 30
"""Days ahead from which a birthday is counted down to."""
_MARGIN, _HANGING = "  ", "     "
_NOW = (Status.OVERDUE, Status.DUE)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing to know, and what settles it where it asks for something."""

    text: str
    """Fit for one line of a terminal."""
    command: str = ""
    """As it is typed into a shell."""

    def row(self, room: int, *, with_command: bool) -> str:
        """Both, the text cut to so many characters; a command that is cut would be of no use."""
        text = self.text if len(self.text) <= room else f"{self.text[: room - 1]}…"
        return f"{text} ({self.command})" if self.command and with_command else text


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind."""

    rows: Sequence[Said]
    is_spare: bool = False
    """It is shortened before others are: what was said is in the file, and one way to call is enough."""


def lines(
    facts: Facts,
    brief: Brief,
    now: dt.datetime | None,
    size: int,
    height: int,
    *,
    with_commands: bool = True,
) -> list[str]:
    """A brief on one screen.

    Args:
        facts: for the day.
        brief: what is known.
        now: the moment, None where the day has none.
        size: the columns.
        height: the rows; where not all has room, notes are cut and lists are shortened.
        with_commands: say what to type; needless where keys do it.
    """
    top = [*heading(brief.contact, brief.organisation, size, kind=brief.kind)]
    groups = [*said(facts, brief, now)]
    out = top
    for spare, most, rows in _LEVELS:
        room = rows * (size - len(_HANGING))
        out = [*top]
        for group in groups:
            few = _few(group.rows, spare if group.is_spare else most, room, with_commands=with_commands)
            out += folded(few, size)
        if len(out) <= height:
            return out
    return [*out[: height - 1], f"{_MARGIN}…"]


def markdown(facts: Facts, brief: Brief, now: dt.datetime | None, level: int) -> Iterator[str]:
    """A whole brief as a heading of some level and a list."""
    contact = brief.contact
    yield f"{'#' * level} {escaped(shown(contact.name))}"
    yield ""
    standing = ", ".join(
        part for part in (_standing(contact, brief.kind), *_about(contact, brief.organisation)) if part
    )
    yield f"- {escaped(standing)}"
    for group in said(facts, brief, now):
        for one in group.rows:
            yield f"- {escaped(one.text)}{f' ({code(one.command)})' if one.command else ''}"


def heading(
    contact: Contact, organisation: str | None, size: int, *, kind: CustomerType | None = None
) -> Iterator[str]:
    """Who it is, in lines of so many columns."""
    for line in wrapped(f"{shown(contact.name)}  {_standing(contact, kind)}", size, "", _HANGING):
        yield click.style(line, bold=True)
    parts = _about(contact, organisation)
    if parts:
        yield from folded([", ".join(parts)], size)


def folded(texts: Iterable[str], size: int) -> Iterator[str]:
    """Texts as lines of so many columns, below a heading."""
    for text in texts:
        yield from wrapped(text, size, _MARGIN, _HANGING)


def _few(rows: Sequence[Said], most: int, room: int, *, with_commands: bool) -> Iterator[str]:
    """Rows of one kind, at most so many; the last says how many more there are."""
    more = len(rows) - most
    for place, one in enumerate(rows[:most], 1):
        tail = f" (and {more} more)" if more > 0 and place == most else ""
        yield f"{one.row(room - len(tail), with_command=with_commands)}{tail}"


def _standing(contact: Contact, kind: CustomerType | None) -> str:
    return ", ".join(filter(None, (contact.grade or "not graded", contact.effective_stage, kind)))


def _about(contact: Contact, organisation: str | None) -> list[str]:
    about = (contact.title, organisation, contact.profession, contact.location)
    return [shown(part) for part in about if part]


def said(facts: Facts, brief: Brief, now: dt.datetime | None) -> Iterator[Group]:
    """Everything to know, what matters most first."""
    contact = brief.contact
    yield Group([*_rest(facts, brief), *_mood(brief)])
    yield Group([*_due(brief)])
    yield Group([*_days(facts, contact, local_time(facts, contact, now))])
    yield Group([Said(f"{label}: {_cut(value)}") for label, value in ways(contact)], is_spare=True)
    yield Group([Said(f"reach: {_cut(contact.reach)}")] if contact.reach else [])
    yield Group([Said(f"open with: {_cut(text)}") for text in contact.next], is_spare=True)
    yield Group([] if facts.is_resting(contact) else [*_see(brief), *_ask(brief)])
    yield Group([_owed(contact, entry) for entry in brief.open if not entry.is_complaint])
    yield Group([*_people(facts, brief)])
    yield Group([Said(told(touch)) for touch in brief.touches], is_spare=True)


def _rest(facts: Facts, brief: Brief) -> Iterator[Said]:
    contact = brief.contact
    if contact.died and contact.died <= facts.today:
        yield Said(f"died on {contact.died}")
    elif contact.archived and contact.archived <= facts.today:
        why = f": {_cut(contact.archived_reason)}" if contact.archived_reason else ""
        command = typed(("soi", "archive", word(contact.id), "--back"))
        yield Said(f"archived since {contact.archived}{why}", command)
    if brief.refusal is not None:
        yield Said(f"does not want to be contacted since {brief.refusal.date}")


def _mood(brief: Brief) -> Iterator[Said]:
    contact, mood = brief.contact, brief.feeling
    name = shown(contact.name)
    if mood.has_complaint:
        if mood.mood is Mood.UNHAPPY:
            yield Said(
                f"put it right with {name}, {mood.mood} since {mood.since}",
                typed((*touch(contact, "call"), "--mood", "neutral")),
            )
        yield from (_owed(contact, entry) for entry in brief.open if entry.is_complaint)
    elif mood.mood is not None:
        good = [reason.text for reason in mood.moments if reason.at[-1:] != ("mood",)]
        yield Said("; ".join([f"{mood.mood} on {mood.since}", *map(_cut, good)]))


def _due(brief: Brief) -> Iterator[Said]:
    due, contact = brief.due, brief.contact
    if due is not None:
        reasons = "; ".join(_cut(reason.text) for reason in due.because)
        if due.status in _NOW:
            since = f"overdue since {due.due_on}" if due.status is Status.OVERDUE else f"due on {due.due_on}"
            yield Said(f"call {shown(contact.name)}, {since}: {reasons}", typed(touch(contact, "call")))
        else:
            yield Said(f"{due.status}, due on {due.due_on}: {reasons}")
    if brief.drift is not None and (due is None or due.status not in _NOW):
        reasons = "; ".join(reason.text for reason in brief.drift.because)
        yield Said(f"call {shown(contact.name)}, {reasons}", typed(touch(contact, "call")))


def _days(facts: Facts, contact: Contact, time: LocalTime | None) -> Iterator[Said]:
    """The time elsewhere, the age and the birthday."""
    parts = [f"their time: {in_words(time)}"] if time else []
    if contact.birthday is not None and not facts.is_resting(contact):
        parts.append(_birthday(contact.birthday, facts.today))
    if parts:
        yield Said("; ".join(parts))


def _birthday(birthday: Birthday, today: dt.date) -> str:
    ahead = birthday_ahead(birthday, today)
    days = (ahead - today).days
    years, turns = age(birthday, today), age(birthday, ahead)
    if days > _NOTICE:
        return f"{f'{years} years old, ' if years is not None else ''}birthday on {ahead}"
    when = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    what = "birthday" if turns is None else f"turns {turns}"
    return f"{what} {when}, {ahead}"


def _see(brief: Brief) -> Iterator[Said]:
    """What to talk about, in words to say it in; nothing to call for with one who does not want it."""
    if brief.refusal is not None:
        return
    see, contact = brief.see, brief.contact
    before = next((reason.text for reason in see.because if reason.text.startswith(str(see.next))), None)
    why = before or f"{see.next} not covered lately"
    command = typed((*touch(contact, "call"), f"--{see.next}", "ANSWER"))
    yield Said(f"ask {shown(contact.name)}, {why}: {see.sentence}", command)


def _ask(brief: Brief) -> Iterator[Said]:
    """That this is somebody to ask for a referral; `soi ask` has the words for it."""
    ask, contact = brief.ask, brief.contact
    if ask is not None:
        offer = f"; offer: {_cut(ask.reward)}" if ask.reward else ""
        asked = f"not since {ask.last_asked}" if ask.last_asked else "never asked so far"
        why = f"{ask.case}, {_cut(ask.because[0].text)}"
        text = f"ask {shown(contact.name)} for a referral, {asked}: {why}{offer}"
        yield Said(text, typed((*touch(contact, "call"), "--asked", "yes")))


def _owed(contact: Contact, entry: Open) -> Said:
    return Said(_owed_text(shown(contact.name), entry), typed(entry.command))


def _owed_text(name: str, entry: Open) -> str:
    row = entry.row
    what, day = _cut(row.text), f" for {row.due}" if row.due else ""
    match row.sort:
        case Sort.PROMISE:
            who = f"{name} promised you" if row.is_theirs else f"you promised {name}"
            return f"{who}{day}{', to settle a complaint' if entry.is_complaint else ''}: {what}"
        case Sort.THANKS:
            return f"thank {name} {what}, referred on {row.since}"
        case Sort.REWARD:
            return f"reward {name}: {what}, promised on {row.since}"
        case Sort.FAREWELL:
            return f"say farewell to {name}, planned{day}{f': {what}' if what else ''}"
        case Sort.STEP:
            return f"next step with {name}, {row.id}: {what}"


def _people(facts: Facts, brief: Brief) -> Iterator[Said]:
    """Family and colleagues, and who came through whom, a line each."""
    known: dict[str, list[str]] = {}
    for tie in brief.ties:
        known.setdefault(tie.sentence, []).append(shown(person_name(facts, tie.other)))
    if known:
        yield Said("; ".join(f"{sentence} {', '.join(names)}" for sentence, names in known.items()))
    if brief.referrers:
        yield Said(f"came through {', '.join(map(_other, brief.referrers))}")
    if brief.referred:
        yield Said(f"referred {', '.join(map(_other, brief.referred))}")


def _other(other: Referred) -> str:
    about = ", ".join(str(part) for part in (other.date, other.outcome) if part)
    return f"{shown(other.name)}{f' ({about})' if about else ''}"


def told(touch: Touch) -> str:
    """A touch, as in `2026-09-28 visit, happy: new showroom`."""
    marks = "".join(
        f", {mark}" for mark in ("" if touch.reached else "not reached", str(touch.mood or "")) if mark
    )
    see = {"service": touch.service, "enhance": touch.enhance, "else": touch.else_}
    words = " / ".join(
        text for text in (touch.note, *(f"{name}: {text}" for name, text in see.items() if text)) if text
    )
    return f"{touch.date} {touch.channel}{marks}{f': {_cut(words)}' if words else ''}"


def ways(contact: Contact) -> Iterator[tuple[str, str]]:
    """How to reach somebody: `phone` or `email`, and the number or address with its label."""
    for name, entries in (("phone", contact.phones), ("email", contact.emails)):
        for entry in entries:
            yield name, f"{entry.value} ({entry.label})" if entry.label else entry.value


def _cut(text: str) -> str:
    return shown(text, _MAX_TEXT)
