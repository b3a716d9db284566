"""Everything that is wrong with the wiki."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics import Severity
from ..workspace import Workspace
from . import View
from .addresses import CHECKS
from .lines import Finding
from .lines import finding
from .wording import Day
from .wording import count_badge


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one severity."""

    severity: str
    title: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksView(View):
    """Every diagnostic, the gravest first, then in the order of `soi check`."""

    day: Day
    groups: tuple[Group, ...]


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The page."""
    groups = (_group(workspace, severity) for severity in Severity)
    yield (
        CHECKS,
        ChecksView(
            title="Checks",
            tab=90,
            day=Day(workspace.today, workspace.is_pinned),
            groups=tuple(group for group in groups if group.findings),
        ),
    )


def _group(workspace: Workspace, severity: Severity) -> Group:
    found = tuple(
        finding(workspace.wiki, diagnostic)
        for diagnostic in workspace.diagnostics
        if diagnostic.severity is severity
    )
    return Group(str(severity), count_badge(severity, len(found)).text, found)
