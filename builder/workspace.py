"""The orchestrator: settings, files, facts and checks in their order, and where every finding stands.

Everybody who wants to know something about a wiki opens a Workspace; nobody else knows the order of stages.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
from collections.abc import Iterable
from collections.abc import Mapping
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TypedDict

from . import rules
from .checks import all_rules
from .checks import checks
from .diagnostics import Address
from .diagnostics import Diagnostic
from .diagnostics import Finding
from .diagnostics import Lines
from .diagnostics import Rule
from .diagnostics import Severity
from .diagnostics import shown
from .errors import NoContactsError
from .facts import Because
from .facts import Facts
from .facts.publishing import watched
from .inbox import Inbox
from .inbox import read_inbox
from .kinds import is_shown
from .load import TEMPLATE
from .load import load
from .load import read_bytes
from .load import reread
from .model import Entity
from .outward import Outside
from .outward import files_around
from .outward import repository
from .plain import PlainPlaces
from .plain import Value
from .settings import CONFIG
from .settings import Config
from .settings import Loudness
from .settings import find_root
from .settings import read_config
from .source import Node
from .source import Source
from .source import locate
from .source import outline
from .source import tree_of
from .source import values_of
from .wiki import Wiki
from .wiki import fold

_FORGIVEN_WHILE_AWAY = frozenset({"SOI401", "SOI402", "SOI403"})
_MAX_MESSAGE = 600
_path = attrgetter("path")


class Reason(TypedDict):
    """Why something holds, and where that stands."""

    text: str
    """The reason in words."""
    path: str
    """The file, relative to the wiki, with forward slashes."""
    line: int
    """The line in it, from 1."""


class _Text:
    """One file, read a second time to say where things stand in it."""

    def __init__(self, source: Source, *, is_plain: bool) -> None:
        self.source = source
        self._is_plain = is_plain

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.source.text)

    @cached_property
    def tree(self) -> Node | None:
        return tree_of(self.source)

    @cached_property
    def places(self) -> PlainPlaces | None:
        """Places in the front matter, if it is so plain that they can be found without a tree."""
        return PlainPlaces(self.source.text[slice(*self.source.block)]) if self._is_plain else None

    def position(self, at: Address, *, key: bool = False, find: str = "") -> tuple[int, int]:
        """Line and column of a value."""
        if not key and not find and self.places is not None:
            place = self.places.find(at)
            if place is not None:
                return self.lines.position(self.source.block[0] + place)
        if self.tree is None:
            return 1, 1
        return self.lines.position(locate(self.source, self.tree, at, key=key, find=find)[0])


class Workspace:
    """A wiki on one day, read, with everything that follows from it on demand."""

    def __init__(
        self, config: Config, wiki: Wiki, today: dt.date, outside: Outside, *, is_pinned: bool = False
    ) -> None:
        """Put the parts together; nothing is computed yet."""
        self.config = config
        self.settings = config.settings
        self.wiki = wiki
        self.today = today
        self.is_pinned = is_pinned
        """The day comes from the settings, as in a demonstration; every command and page says so."""
        self.facts = Facts(wiki, config.settings, today, outside)
        self._texts: dict[str, _Text | None] = {}

    @property
    def root(self) -> Path:
        """The folder of `mkdocs.yml`."""
        return self.config.root

    def after(self, paths: Iterable[str]) -> Workspace:
        """The same day after some files were written; its facts are new, its findings are not."""
        wiki = reread(self.wiki, paths)
        return Workspace(self.config, wiki, self.today, self.facts.outside, is_pinned=self.is_pinned)

    @cached_property
    def _above(self) -> str:
        """From the top of the repository to the wiki: empty, or folders with a slash at the end."""
        above = self.root.relative_to(repository(self.root)).as_posix()
        return "" if above == "." else f"{above}/"

    def in_repository(self, path: str) -> str:
        """Path of a file from the top of the repository, which may hold more than the wiki."""
        return f"{self._above}{path}"

    @cached_property
    def inbox(self) -> Inbox:
        """What was captured and waits to be filed."""
        return read_inbox(self.root)

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything wrong with the wiki, in order, severities and ignores of the settings applied."""
        findings = list(self.wiki.findings)
        for check in checks():
            if self._loudness(check.rule.code) is not Loudness.OFF or self._is_ignored_somewhere(
                check.rule.code
            ):
                findings += check.run(self.facts, check.rule)
        by_file = itertools.groupby(sorted(self._not_ignored(findings), key=_path), key=_path)
        out = [*self.config.diagnostics]
        for path, found in by_file:
            out += [
                self._diagnostic(finding, severity)
                for finding in found
                if (severity := self._severity(finding))
            ]
            # Thousands of files are not to stay in memory for a line of each.
            self._texts.pop(path, None)
        return tuple(sorted(out, key=lambda diagnostic: diagnostic.order))

    @cached_property
    def _ignores(self) -> Mapping[str, Mapping[str, int]]:
        """Path -> code -> place of the entry."""
        return {
            entity.path: {entry.code: place for place, entry in enumerate(entity.ignore)}
            for entity in self.wiki.entities
            if entity.ignore
        }

    def _is_ignored_somewhere(self, code: str) -> bool:
        return any(code in codes for codes in self._ignores.values())

    def _not_ignored(self, findings: Iterable[Finding]) -> Iterable[Finding]:
        used: set[tuple[str, str]] = set()
        for finding in findings:
            if finding.rule.code in self._ignores.get(finding.path, {}):
                used.add((finding.path, finding.rule.code))
            else:
                yield finding
        rule = rules.USELESS_IGNORE
        for path, codes in self._ignores.items():
            for code, place in codes.items():
                if (path, code) not in used and rule.code not in codes:
                    message = f"{shown(code)} is ignored but does not fire"
                    at, contact = ("ignore", place), self._entities[path].id
                    yield Finding(rule, path, message, at, hint="delete the entry", contact=contact)

    def _loudness(self, code: str) -> Loudness | None:
        chosen = self.settings.checks
        if any(code.startswith(prefix) for prefix in chosen.ignore):
            return Loudness.OFF
        return chosen.severity.get(code)

    def _severity(self, finding: Finding) -> Severity | None:
        code = finding.rule.code
        loudness = self._loudness(code)
        if loudness is Loudness.OFF:
            return None
        if code in _FORGIVEN_WHILE_AWAY and self.settings.is_away(self.today):
            return Severity.INFO
        return Severity(loudness) if loudness else finding.severity or finding.rule.severity

    def _diagnostic(self, finding: Finding, severity: Severity) -> Diagnostic:
        line, column = self._place(finding)
        return Diagnostic(
            finding.rule.code,
            severity,
            shown(finding.message, _MAX_MESSAGE),
            finding.path,
            line,
            column,
            finding.contact,
            shown(finding.hint, _MAX_MESSAGE),
            self._is_private(finding),
        )

    def _is_private(self, finding: Finding) -> bool:
        """True if a finding stands where a value is not shown, or where the reader found no value at all."""
        entity = self._entities.get(finding.path)
        if entity is None:
            return False
        if finding.offset is not None:
            # At the very beginning the file as a whole is meant, of which only the name is quoted.
            return 0 < finding.offset < entity.notes_at
        return not is_shown(type(entity), finding.at)

    @cached_property
    def _entities(self) -> Mapping[str, Entity]:
        return {entity.path: entity for entity in self.wiki.entities}

    def _place(self, finding: Finding) -> tuple[int, int]:
        if finding.place is not None:
            return finding.place
        text = self._text(finding.path) if finding.at or finding.offset else None
        if text is None:
            return 1, 1
        if finding.offset is not None:
            return text.lines.position(min(finding.offset, len(text.source.text)))
        return text.position(finding.at, key=finding.key, find=finding.find)

    def line(self, path: str, at: Address) -> int:
        """Line on which a value stands, 1 for a whole file."""
        text = self._text(path) if at else None
        return 1 if text is None else text.position(at)[0]

    @cached_property
    def _plain(self) -> frozenset[str]:
        """Paths of files whose places can be found by their lines."""
        return frozenset(entity.path for entity in self.wiki.entities if entity.is_plain)

    def _text(self, path: str) -> _Text | None:
        if path not in self._texts:
            try:
                source = outline(read_bytes(f"{self.root}/{path}"))
            except OSError:
                self._texts[path] = None
            else:
                self._texts[path] = _Text(source, is_plain=path in self._plain)
        return self._texts[path]

    def values(self, path: str) -> Mapping[str, Value]:
        """Front matter of a file as it is written, empty where it cannot be read."""
        text = self._text(path)
        values = values_of(text.source).values if text else None
        return values if isinstance(values, dict) else {}

    def because(self, reasons: Iterable[Because]) -> list[Reason]:
        """Reasons as JSON has them, with their lines."""
        return [{"text": r.text, "path": r.path, "line": self.line(r.path, r.at)} for r in reasons]


def open_workspace(start: Path, today: dt.date, *, is_pinned: bool = False) -> Workspace:
    """Workspace of the wiki in or above a folder."""
    return workspace_of(read_config(find_root(start) / CONFIG), today, is_pinned=is_pinned)


def workspace_of(
    config: Config, today: dt.date, *, is_pinned: bool = False, may_be_empty: bool = False
) -> Workspace:
    """Workspace of a wiki whose settings have been read.

    Args:
        config: the settings.
        today: the day to compute for.
        is_pinned: the settings say which day it is.
        may_be_empty: the first contact is about to be made.

    Raises:
        NoContactsError: there is no contact, and the folder was not made by `soi init` either.
    """
    wiki = load(config.root, config.folder)
    if not (wiki.paths or may_be_empty) and not (config.root / config.folder / TEMPLATE).is_file():
        raise NoContactsError(Path(os.path.relpath(config.root / config.folder)))
    outside = Outside(config.document, files_around(config.root, watched(config.folder)))
    return Workspace(config, wiki, today, outside, is_pinned=is_pinned)


def rule_named(code: str) -> Rule | None:
    """Rule of a code, in any case."""
    return next((rule for name, rule in all_rules().items() if fold(name) == fold(code)), None)
