"""The method in the project's words, with the owner's own numbers, and where soi applies each rule."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from ..inbox import INBOX
from ..load import TEMPLATE
from ..method import PRINCIPLES
from ..method import Principle
from ..model import Contact
from ..model import Event
from ..model import Grade
from ..model import Scope
from ..rules import SOURCES
from ..settings import Settings
from ..workspace import Workspace
from . import View
from .addresses import CALENDAR
from .addresses import CODES
from .addresses import COMMANDS
from .addresses import DUE
from .addresses import EVENTS
from .addresses import FIELDS
from .addresses import HOME
from .addresses import NETWORKS
from .addresses import PEOPLE
from .addresses import PLAN
from .addresses import PLAYBOOK
from .addresses import REFERRALS
from .addresses import REVIEW
from .addresses import Ref
from .addresses import code_address
from .commands import command_address
from .fields import key_address
from .vocabularies import meanings
from .wording import spelled

_PAGES = {
    "home": Ref("Today", HOME),
    "due": Ref("Due", DUE),
    "plan": Ref("Plan", PLAN),
    "review": Ref("Review", REVIEW),
    "calendar": Ref("Calendar", CALENDAR),
    "people": Ref("People", PEOPLE),
    "events": Ref("Events", EVENTS),
    "networks": Ref("Networks", NETWORKS),
    "referrals": Ref("Referrals", REFERRALS),
    "contact": Ref("everybody's own page", PEOPLE),
    "event": Ref("each event's own page", EVENTS),
}


@dataclass(frozen=True, slots=True)
class Applied:
    """Where a rule is applied, by the kind of the place."""

    kind: str
    places: tuple[Ref, ...]
    is_typed: bool
    """The places are words that one types."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the method."""

    title: str
    text: str
    applied: tuple[Applied, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """The rules that come from one article."""

    anchor: str
    name: str
    citation: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class GradeLine:
    """What a grade means in this wiki."""

    grade: str
    meaning: str
    cadence: str
    soon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookView(View):
    """The method."""

    grades: tuple[GradeLine, ...]
    articles: tuple[Article, ...]
    fields: Ref
    codes: Ref
    commands: Ref
    inbox: str
    """Folder of the captures, relative to the wiki."""
    template: str
    """File that new contacts are made from, relative to the wiki."""


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The page."""
    settings, folder = workspace.settings, workspace.wiki.folder
    is_private = settings.owner.use is Scope.PERSONAL
    rules = [rule for rule in PRINCIPLES if not (is_private and rule.is_business)]
    yield (
        PLAYBOOK,
        PlaybookView(
            title="Playbook",
            tab=95,
            has_contents=True,
            words="\n".join(f"{rule.title}. {rule.text}" for rule in rules),
            grades=tuple(_grade(settings, grade, is_private=is_private) for grade in Grade),
            articles=tuple(_articles(rules)),
            fields=Ref("Field reference", FIELDS),
            codes=Ref("Codes", CODES),
            commands=Ref("Commands", COMMANDS),
            inbox=INBOX,
            template=TEMPLATE if folder == "." else f"{folder}/{TEMPLATE}",
        ),
    )


def _grade(settings: Settings, grade: Grade, *, is_private: bool) -> GradeLine:
    cadence, soon = settings.cadence.get(grade), settings.soon.get(grade)
    return GradeLine(
        grade=str(grade),
        meaning=meanings(Grade.__name__, is_private=is_private)[grade],
        cadence="" if cadence is None else spelled(cadence),
        soon="" if soon is None or cadence is None else spelled(soon),
    )


def _articles(principles: Iterable[Principle]) -> Iterator[Article]:
    for name, citation in SOURCES.items():
        rules = tuple(_rule(principle) for principle in principles if principle.source == name)
        if rules:
            yield Article(name.lower(), name, citation, rules)


def _rule(principle: Principle) -> Rule:
    keys = tuple(Ref(name, key_address(name, Contact, Event)) for name in principle.keys)
    settings = tuple(Ref(name, key_address(name, Settings)) for name in principle.settings)
    codes = tuple(Ref(code, code_address(code)) for code in principle.codes)
    commands = tuple(Ref(f"soi {name}", command_address(name)) for name in principle.commands)
    pages = tuple(_PAGES[name] for name in principle.pages)
    kinds = (
        Applied("Keys", keys, is_typed=True),
        Applied("Settings", settings, is_typed=True),
        Applied("Checks", codes, is_typed=True),
        Applied("Commands", commands, is_typed=True),
        Applied("Pages", pages, is_typed=False),
    )
    return Rule(principle.title, principle.text, tuple(kind for kind in kinds if kind.places))
