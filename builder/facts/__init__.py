"""What follows from the files on a given day: pure functions of wiki, settings and today.

Each fact is one function of `Facts` and, where it is about one person, of that person. It is asked for
through `Facts.of` or `Facts.about`, which remember the answer. Facts never write, print or read a clock.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from typing import TypeVar

from ..diagnostics import Address
from ..model import Contact
from ..model import Scope
from ..outward import Outside
from ..settings import Settings
from ..wiki import Wiki
from ..wiki import fold_accents

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Because:
    """One reason for a fact, and where in the files it stands."""

    text: str
    path: str
    at: Address = ()


class Facts:
    """The answers to all questions about one wiki on one day, each computed once and only when asked for."""

    __slots__ = ("_known", "_known_about", "_passing", "outside", "settings", "today", "wiki")

    def __init__(self, wiki: Wiki, settings: Settings, today: dt.date, outside: Outside) -> None:
        """Begin without an answer."""
        self.wiki = wiki
        self.settings = settings
        self.today = today
        self.outside = outside
        self._known: dict[Callable[..., Any], Any] = {}  # Any: each fact has its own type
        self._known_about: defaultdict[Callable[..., Any], dict[str, Any]] = defaultdict(dict)
        self._passing: list[tuple[dict[str, Any], str]] | None = None

    def about(self, fact: Callable[[Facts, Contact], Answer], contact: Contact) -> Answer:
        """A fact about one person."""
        known, who = self._known_about[fact], contact.id
        if who not in known:
            known[who] = fact(self, contact)
            if self._passing is not None:
                self._passing.append((known, who))
        answer: Answer = known[who]
        return answer

    def of(self, fact: Callable[[Facts], Answer]) -> Answer:
        """A fact about the whole wiki."""
        if fact not in self._known:
            self._known[fact] = fact(self)
        answer: Answer = self._known[fact]
        return answer

    def on(self, day: dt.date) -> Facts:
        """The same files on another day, of which nothing is known yet."""
        return Facts(self.wiki, self.settings, day, self.outside)

    @contextmanager
    def in_passing(self) -> Iterator[None]:
        """Let go, at the end, of what was found out about people meanwhile; what was known before stays.

        For whoever asks much about each of thousands, one after the other: the answers with their reasons
        would take more memory than the wiki. What is found out about the whole wiki stays.
        """
        before, self._passing = self._passing, []
        try:
            yield
        finally:
            for known, who in self._passing:
                del known[who]
            self._passing = before

    def scope(self, contact: Contact) -> Scope:
        """Which part of life somebody belongs to; by default the owner's `use`, business under both.

        Source: S4, "Make sure you can move folks from one category to another".
        """
        if contact.scope is not None:
            return contact.scope
        use = self.settings.owner.use
        return Scope.BUSINESS if use is Scope.BOTH else use

    def is_private(self, contact: Contact) -> bool:
        """True where nothing of business is told of somebody: they are personal, or the whole wiki is.

        A wiki for family and friends stays one where a file says `scope: business`. Source: S4, the use.
        """
        return Scope.PERSONAL in {self.settings.owner.use, self.scope(contact)}

    def is_resting(self, contact: Contact) -> bool:
        """True for the archived and the dead, who are on no list."""
        archived, died = contact.archived, contact.died
        return (archived is not None and archived <= self.today) or (died is not None and died <= self.today)


def by_name(contacts: Iterable[Contact]) -> list[Contact]:
    """Contacts by name without accents and case, then by id."""
    return sorted(contacts, key=lambda contact: (fold_accents(contact.name), contact.id))
