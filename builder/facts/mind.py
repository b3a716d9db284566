"""Whether somebody still has you in mind, what time it is for them, how old they are. Source: S0.

Pure like all facts: the moment comes in from whoever may read the clock.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from dataclasses import dataclass

from ..days import Birthday
from ..days import next_birthday
from ..kinds import TIMEZONE
from ..model import Contact
from ..model import Touch
from . import Because
from . import Facts
from .touches import last_outgoing

_NOON = 12
_HOUR = dt.timedelta(hours=1)
_MINUTE = dt.timedelta(minutes=1)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TopOfMind:
    """When somebody last heard from you, in whatever way."""

    days: int
    """Days since then."""
    touch: Touch
    because: tuple[Because, ...]


def top_of_mind(facts: Facts, contact: Contact) -> TopOfMind | None:
    """Days since anything came from you, newsletters and greetings included; None where nothing ever did.

    Source: S0, "stay top of mind": people buy from those they have not forgotten.
    """
    last = last_outgoing(facts, contact)
    if last is None:
        return None
    text = f"last {last.touch.channel} from you {last.touch.date}"
    days = (facts.today - last.touch.date).days
    return TopOfMind(days, last.touch, (Because(text, last.path, last.at),))


@dataclass(frozen=True, slots=True)
class LocalTime:
    """What time it is for somebody else."""

    ahead: dt.timedelta | None
    """How much later it is there than for the owner; None where the owner's zone is not known."""
    offset: dt.timedelta
    """How much later it is there than UTC."""
    moment: dt.datetime | None
    """The time on their clock; None on a day that was asked for rather than read off the clock."""
    turn: int
    """Days that their calendar is ahead of the owner's at that moment: -1, 0 or 1."""


def local_time(facts: Facts, contact: Contact, now: dt.datetime | None) -> LocalTime | None:
    """What time it is for somebody; None where their zone is not told or there is none of that name.

    Args:
        facts: for the day, and where the owner is.
        contact: who.
        now: the moment, with its zone. Without it noon of the day stands in, only to tell summer from winter
            time: what is computed for a day must not depend on when.
    """
    zone = _zone(contact)
    if zone is None:
        return None
    home = facts.settings.owner.timezone
    if now is None:
        day = facts.today
        noon = dt.datetime(day.year, day.month, day.day, _NOON, tzinfo=home or zone)
        offset = _offset(noon.astimezone(zone))
        return LocalTime(offset - _offset(noon) if home else None, offset, None, 0)
    here = now.astimezone(home) if home else now
    there = now.astimezone(zone)
    turn = (there.date() - here.date()).days
    return LocalTime(_offset(there) - _offset(here), _offset(there), there, turn)


def _zone(contact: Contact) -> zoneinfo.ZoneInfo | None:
    found = TIMEZONE.read(contact.timezone.strip()) if contact.timezone else None
    return found if isinstance(found, zoneinfo.ZoneInfo) else None


def _offset(moment: dt.datetime) -> dt.timedelta:
    offset = moment.utcoffset()
    assert offset is not None
    return offset


def in_words(time: LocalTime) -> str:
    """A time elsewhere, as in `14:05, 1 hour behind you`; without a moment how far apart the clocks are."""
    clock = "" if time.moment is None else f"{time.moment:%H:%M}"
    day = {-1: " yesterday", 1: " tomorrow"}.get(time.turn, "")
    if time.ahead is None:
        sign = "-" if time.offset < dt.timedelta() else "+"
        hours, minutes = divmod(abs(time.offset) // _MINUTE, 60)
        apart = f"UTC{sign}{hours:02d}:{minutes:02d}"
    elif not time.ahead:
        apart = "as for you"
    else:
        apart = f"{_hours(abs(time.ahead))} {'ahead of' if time.ahead > dt.timedelta() else 'behind'} you"
    return f"{clock}{day}, {apart}" if clock else apart


def _hours(apart: dt.timedelta) -> str:
    hours = apart / _HOUR
    return "1 hour" if hours == 1 else f"{hours:g} hours"


def age(birthday: Birthday, day: dt.date) -> int | None:
    """Full years on a day, None without a year of birth; who was born on a leap day turns on the 28th."""
    if birthday.year is None:
        return None
    years = day.year - birthday.year - (day < birthday.in_year(day.year))
    return years if years >= 0 else None


def birthday_ahead(birthday: Birthday, today: dt.date) -> dt.date:
    """The next day on which it is celebrated, today included."""
    return next_birthday(birthday, today - _DAY) if today > dt.date.min else birthday.in_year(today.year)
