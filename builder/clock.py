"""What day it is. The only place that asks the system's clock; `cli` and `website` alone may call it."""

from __future__ import annotations

import datetime as dt
import os

from .errors import UsageError
from .kinds import Wrong
from .kinds import read_date
from .settings import Settings

VARIABLE = "SOI_TODAY"


def today(settings: Settings, given: dt.date | None = None) -> tuple[dt.date, bool]:
    """Day that everything is computed for, and whether the settings pin it.

    Args:
        settings: they may pin the day, and say in which time zone the owner lives.
        given: the day asked for on the command line; it goes before all else.

    Raises:
        UsageError: the environment variable holds no date.
    """
    if given is not None:
        return given, False
    if text := os.environ.get(VARIABLE):
        date = read_date(text)
        if isinstance(date, Wrong):
            raise UsageError(f"{VARIABLE}: {date.message}", date.hint)
        return date, False
    if settings.today is not None:
        return settings.today, True
    return dt.datetime.now(settings.owner.timezone).date(), False


def moment(settings: Settings, given: dt.date | None = None) -> dt.datetime | None:
    """The time it is for the owner; None where the day was asked for or pinned.

    A day that is not read off the clock has no hour: what is computed for it comes out the same at any time.

    Args:
        settings: as for `today`.
        given: as for `today`.
    """
    if given is not None or os.environ.get(VARIABLE) or settings.today is not None:
        return None
    return dt.datetime.now(settings.owner.timezone).astimezone(settings.owner.timezone)
