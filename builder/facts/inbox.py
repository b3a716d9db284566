"""Where each capture of the inbox belongs, or why nobody can say. Source: S0, use a CRM.

What is clear is filed; anything that could be meant in two ways stays with the reason and what to write.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..days import relative_day
from ..diagnostics import Severity
from ..diagnostics import shown
from ..inbox import Capture
from ..inbox import Inbox
from ..kinds import ID
from ..kinds import Wrong
from ..kinds import nearest
from ..kinds import read_date
from ..model import Channel
from ..model import Contact
from . import Facts
from .people import MAX_LISTED
from .people import People
from .people import Unclear
from .people import doubled
from .people import unclear

MAX_SUGGESTIONS = 10
"""So many names that nobody has are compared with those of all people, which takes long."""
_NEAR_WORDS = 5
"""So many words are looked at for a channel that was misspelled; behind them the note has begun."""
_FILE = "SOI1"
"""Begins the codes of a file to which nothing can be added before it is mended."""
_MARKS = ":,"
"""May stand behind a date, a name and a channel."""
_WORD = re.compile(r"\S+")
_BRACKETED = re.compile(r"\[(?!\[)([^\[\]]*)\][:,]?(?=\s|\Z)")
_DATE_LIKE = re.compile(
    r"[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}(?:[T-].*)?|[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2,4}"
)


@dataclass(frozen=True, slots=True)
class Filing:
    """A capture that fits one person, as the touch it will be."""

    capture: Capture
    contact: Contact
    date: dt.date
    channel: Channel
    note: str
    """In the words of the capture, empty for none."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A capture that stays, or a file that cannot be read, and why."""

    capture: Capture
    problem: str
    mend: str
    """What to write or do."""


def sort(facts: Facts, inbox: Inbox) -> tuple[Filing | Doubt, ...]:
    """What becomes of everything that waits, by path, then line."""
    who = _Who(facts)
    out: list[Filing | Doubt] = [
        Doubt(Capture(flaw.path, flaw.line, ""), flaw.message, flaw.hint) for flaw in inbox.flaws
    ]
    for capture in inbox.captures:
        found = _sorted(capture, who, facts.today)
        out.append(Doubt(capture, found.message, found.hint) if isinstance(found, Unclear) else found)
    return tuple(sorted(out, key=lambda row: row.capture.place))


def parts(words: Sequence[str], people: People) -> tuple[str, Channel, int] | Unclear:
    """WHO, CHANNEL and the number of words before the NOTE, from `WHO CHANNEL NOTE`.

    A name may be of several words, and a word of it may be that of a channel, which is known in any case and
    with or without a mark behind it.
    """
    ends = [place for place, word in enumerate(words) if place and _channel(word) is not None]
    if not ends:
        return _without_channel(words)
    end = _end_of_name(words, ends, people)
    if isinstance(end, Unclear):
        return end
    channel = _channel(words[end])
    assert channel is not None
    return _name(words[:end]), channel, end + 1


def _end_of_name(words: Sequence[str], ends: Sequence[int], people: People) -> int | Unclear:
    """The channel behind the longest whole name, else behind the only text that names somebody."""
    near = [end for end in ends if end <= people.longest]
    whole = [end for end in near if people.is_whole(_name(words[:end]))]
    if whole:
        return whole[-1]
    meant = [end for end in near if people.matches(_name(words[:end]))]
    # In `joan card`, where Joan Card is somebody, the channel may just as well be missing.
    unended = [end + 1 for end in near if people.is_whole(_name(words[: end + 1]))]
    names = [_name(words[:count]) for count in sorted({*meant, *unended})]
    if len(names) > 1:
        could = " or ".join(f'"{shown(name)}"' for name in names[:MAX_LISTED])
        ids = dict.fromkeys(shown(contact.id) for name in names for contact in people.matches(name))
        listed = ", ".join(list(ids)[:MAX_LISTED])
        return Unclear(f"the name could be {could}", f"write the id before the channel: {listed}")
    return meant[0] if meant else ends[0]


def _without_channel(words: Sequence[str]) -> Unclear:
    listed = ", ".join(Channel)
    if words and _channel(words[0]) is not None:
        return Unclear("the name is missing", f"write it before the channel, as in ana {words[0]}")
    for word in words[1:_NEAR_WORDS]:
        if near := nearest(word.rstrip(_MARKS), Channel):
            return Unclear(f'unknown channel "{shown(word)}"', f"did you mean {near}? It is one of {listed}")
    return Unclear("the channel is missing", f"write one behind the name: {listed}")


def _name(words: Sequence[str]) -> str:
    return str(ID.read(" ".join(words).rstrip(_MARKS)))


_CHANNELS = {str(channel): channel for channel in Channel}


def _channel(word: str) -> Channel | None:
    return _CHANNELS.get(word.rstrip(_MARKS).casefold())


def _sorted(capture: Capture, who: _Who, today: dt.date) -> Filing | Unclear:
    date_text, rest = _dated(capture.text)
    words = list(_WORD.finditer(rest))
    found = parts([word.group() for word in words], who.people)
    if date_text is None and words and _is_day_word(words[0].group(), today):
        # Only what cannot be a name is a day: a woman called April Sun is not seen in April.
        behind = parts([word.group() for word in words[1:]], who.people)
        is_name = not isinstance(found, Unclear) and isinstance(who(found[0]), Contact)
        if not is_name and not isinstance(behind, Unclear):
            date_text, words, found = words[0].group().rstrip(_MARKS), words[1:], behind
    if isinstance(found, Unclear):
        return found
    contact = who(found[0])
    if isinstance(contact, Unclear):
        return contact
    date = _day(date_text, capture, today)
    if isinstance(date, Unclear):
        return date
    if date > today:
        return Unclear(f"{date} is after today, {today}", "mend the date, or file it when that day has come")
    return Filing(capture, contact, date, found[1], rest[words[found[2] - 1].end() :].strip())


def _dated(text: str) -> tuple[str | None, str]:
    """Date that a line begins with, in brackets or not, and the rest of the line."""
    if found := _BRACKETED.match(text):
        return found[1].strip(), text[found.end() :]
    first = _WORD.match(text)
    if first and _DATE_LIKE.fullmatch(first.group().rstrip(_MARKS)):
        return first.group().rstrip(_MARKS), text[first.end() :]
    return None, text


def _is_day_word(text: str, today: dt.date) -> bool:
    """True for `yesterday`, `friday` or `-3d`: whatever day they are counted from, they have been."""
    day = relative_day(text.rstrip(_MARKS), today, is_past=True)
    return day is not None and day <= today


def _day(text: str | None, capture: Capture, today: dt.date) -> dt.date | Unclear:
    """Day of a capture: its own, else that of its heading, else that of its file, else today."""
    base = _read_day(capture.day_of_file) if capture.day_of_file else None
    if text is None:
        days = (_day_in(heading.text, today) for heading in reversed(capture.headings))
        text = next((day for day in days if day), None)
    if text is None:
        return today if base is None else base
    relative = relative_day(text, today if base is None or isinstance(base, Unclear) else base, is_past=True)
    if relative is None:
        return _read_day(text)
    if isinstance(base, Unclear):
        return base
    if base is None:
        hint = "write YYYY-MM-DD in its place, or begin the file's name with the day it was written on"
        return Unclear(f'nobody can tell which day "{shown(text)}" was', hint)
    return relative


def _day_in(heading: str, today: dt.date) -> str | None:
    """The day that a heading begins with, None for one that names no day."""
    first = heading.partition(" ")[0].rstrip(_MARKS)
    return first if _DATE_LIKE.fullmatch(first) or _is_day_word(heading, today) else None


def _read_day(text: str) -> dt.date | Unclear:
    date = read_date(text)
    return (
        Unclear(date.message, date.hint or "write a day of the calendar") if isinstance(date, Wrong) else date
    )


class _Who:
    """Answers who is meant, each text once."""

    def __init__(self, facts: Facts) -> None:
        self._wiki = facts.wiki
        self.people = People(facts.wiki)
        self._known: dict[str, Contact | Unclear] = {}
        self._suggestions = MAX_SUGGESTIONS
        self._broken = {
            finding.path: finding
            for finding in reversed(facts.wiki.findings)
            if finding.rule.severity is Severity.ERROR and finding.rule.code.startswith(_FILE)
        }

    def __call__(self, text: str) -> Contact | Unclear:
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def _find(self, who: str) -> Contact | Unclear:
        found = self.people.matches(who)
        if len(found) == 1:
            flaw = self._broken.get(found[0].path)
            if flaw is not None:
                return Unclear(f"{shown(flaw.path, 500)}: {flaw.message}", flaw.hint)
            return doubled(self._wiki, found[0]) or found[0]
        path = None if found else self.people.unreadable(who)
        if path is not None:
            return Unclear(f"{shown(path, 500)} cannot be read", "soi check says what is wrong with it")
        if not found:
            self._suggestions -= 1
        if self._suggestions < 0:
            return Unclear(f'nobody is called "{shown(who)}"', f'soi new "{shown(who)}" makes the file')
        return unclear(self._wiki, who, found)
