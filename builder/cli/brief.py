"""A brief in words: what to know about somebody before a call, on one screen."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

import click

from ..diagnostics import shown
from ..facts.brief import Brief
from ..facts.promises import Promise
from ..model import Contact
from ..model import Touch
from .screen import wrapped

_MAX_TEXT = 240
_MAX_LINES = 4
"""So many lines of a kind leave room for the others on one screen."""
_MARGIN, _HANGING = "  ", "     "


def lines(brief: Brief, size: int) -> Iterator[str]:
    """A brief, in lines of so many columns."""
    yield from heading(brief.contact, brief.organisation, size)
    yield from folded(_texts(brief), size)


def heading(contact: Contact, organisation: str | None, size: int) -> Iterator[str]:
    """Who it is, in lines of so many columns."""
    grade = contact.grade or "not graded"
    for line in wrapped(f"{shown(contact.name)}  {grade}, {contact.effective_stage}", size, "", _HANGING):
        yield click.style(line, bold=True)
    about = (contact.title, organisation, contact.profession, contact.location)
    parts = [shown(part) for part in about if part]
    if parts:
        yield from folded([", ".join(parts)], size)


def folded(texts: Iterable[str], size: int) -> Iterator[str]:
    """Texts as lines of so many columns, below a heading."""
    for text in texts:
        yield from wrapped(text, size, _MARGIN, _HANGING)


def _texts(brief: Brief) -> Iterator[str]:
    contact = brief.contact
    if brief.due is not None:
        reasons = "; ".join(shown(reason.text, _MAX_TEXT) for reason in brief.due.because)
        yield f"{brief.due.status}: {reasons}"
    yield from _few([f"{label}: {shown(value, _MAX_TEXT)}" for label, value in ways(contact)])
    if contact.reach:
        yield f"reach: {shown(contact.reach, _MAX_TEXT)}"
    yield from _few([f"open with: {shown(text, _MAX_TEXT)}" for text in contact.next])
    yield from _few([promised(promise) for promise in brief.promises])
    for touch in brief.touches:
        yield told(touch)


def _few(texts: Sequence[str]) -> Iterator[str]:
    yield from texts[:_MAX_LINES]
    if len(texts) > _MAX_LINES:
        yield f"and {len(texts) - _MAX_LINES} more"


def promised(promise: Promise) -> str:
    """A promise, as in `you promised for 2026-11-20: send catalogue`."""
    who = "they" if promise.is_theirs else "you"
    day = f" for {promise.promise.due}" if promise.promise.due else ""
    return f"{who} promised{day}: {shown(promise.promise.what, _MAX_TEXT)}"


def told(touch: Touch) -> str:
    """A touch, as in `2026-09-28 visit, happy: new showroom`."""
    marks = "".join(
        f", {mark}" for mark in ("" if touch.reached else "not reached", str(touch.mood or "")) if mark
    )
    see = {"service": touch.service, "enhance": touch.enhance, "else": touch.else_}
    said = [touch.note, *(f"{name}: {text}" for name, text in see.items() if text)]
    words = " / ".join(text for text in said if text)
    return f"{touch.date} {touch.channel}{marks}{f': {shown(words, _MAX_TEXT)}' if words else ''}"


def ways(contact: Contact) -> Iterator[tuple[str, str]]:
    """How to reach somebody: `phone` or `email`, and the number or address with its label."""
    for name, entries in (("phone", contact.phones), ("email", contact.emails)):
        for entry in entries:
            yield name, f"{entry.value} ({entry.label})" if entry.label else entry.value
