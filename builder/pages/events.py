"""All events, the latest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Event
from ..workspace import Workspace
from . import View
from .addresses import EVENTS
from .addresses import Ref
from .addresses import ref_to


@dataclass(frozen=True, slots=True)
class EventLine:
    """A line of the table."""

    event: Ref
    date: str
    where: str
    invited: int
    attended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsView(View):
    """All events by day, those without one first, then by id."""

    events: tuple[EventLine, ...]


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The page."""
    events = sorted(workspace.wiki.events.values(), key=_latest_first)
    yield EVENTS, EventsView(title="Events", tab=40, events=tuple(_line(event) for event in events))


def _latest_first(event: Event) -> tuple[int, str]:
    return (-(event.date or dt.date.max).toordinal(), event.id)


def _line(event: Event) -> EventLine:
    date = "" if event.date is None else str(event.date)
    return EventLine(
        ref_to(event), date, event.where or "", len(set(event.invited)), len(set(event.attended))
    )
