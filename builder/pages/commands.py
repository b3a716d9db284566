"""What can be typed, by section: the lines of `soi --help`, each with the articles whose rules it serves."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from .. import manual
from ..facts.networks import is_business
from ..method import PRINCIPLES
from ..method import Principle
from ..rules import SOURCES
from ..workspace import Workspace
from . import View
from .addresses import COMMANDS
from .addresses import PLAYBOOK
from .addresses import Ref


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A command."""

    anchor: str
    name: str
    text: str
    sources: tuple[Ref, ...]
    """Articles with a rule that it serves."""


@dataclass(frozen=True, slots=True)
class Section:
    """Commands that belong together."""

    anchor: str
    title: str
    lines: tuple[CommandLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandsView(View):
    """All commands."""

    sections: tuple[Section, ...]
    playbook: Ref


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The page."""
    has_business = is_business(workspace.facts)
    rules = [rule for rule in PRINCIPLES if has_business or not rule.is_business]
    found = manual.sections()
    yield (
        COMMANDS,
        CommandsView(
            title="Commands",
            has_contents=True,
            words="\n".join(f"soi {it.name}: {it.text}" for entries in found.values() for it in entries),
            sections=tuple(
                Section(
                    title.replace(" ", "-"), title.capitalize(), tuple(_line(it, rules) for it in entries)
                )
                for title, entries in found.items()
            ),
            playbook=Ref("Playbook", PLAYBOOK),
        ),
    )


def command_anchor(name: str) -> str:
    """Where a command stands on its page."""
    return f"soi-{name}"


def command_address(name: str) -> str:
    """Where the site tells of a command."""
    return f"{COMMANDS}#{command_anchor(name)}"


def _line(entry: manual.Entry, rules: Iterable[Principle]) -> CommandLine:
    served = {rule.source for rule in rules if entry.name in rule.commands}
    sources = tuple(Ref(name, f"{PLAYBOOK}#{name.lower()}") for name in SOURCES if name in served)
    return CommandLine(command_anchor(entry.name), entry.name, entry.text, sources)
