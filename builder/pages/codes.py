"""What every code means, why it matters and how to mend or silence it: the text of `soi explain`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..checks import all_rules
from ..diagnostics import Rule
from ..notes import Target
from ..notes import render
from ..rules import FAMILIES
from ..rules import cited
from ..rules import silencing
from ..workspace import Workspace
from . import View
from .addresses import CODES
from .addresses import PLAYBOOK
from .addresses import Ref
from .wording import Badge
from .wording import severity_badge


@dataclass(frozen=True, slots=True)
class Code:
    """One code."""

    anchor: str
    code: str
    severity: Badge
    """As it is where the settings say nothing else."""
    title: str
    text: Markup
    sources: tuple[str, ...]
    silencing: Markup


@dataclass(frozen=True, slots=True)
class Family:
    """The codes that begin alike."""

    anchor: str
    title: str
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesView(View):
    """All codes."""

    families: tuple[Family, ...]
    playbook: Ref


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The page; it says the same in every wiki."""
    del workspace
    families = (
        Family(
            begin.lower(), title, tuple(_code(r) for r in all_rules().values() if r.code.startswith(begin))
        )
        for begin, title in FAMILIES.items()
    )
    yield (
        CODES,
        CodesView(
            title="Codes",
            has_contents=True,
            words="\n".join(f"{rule.code} {rule.title}" for rule in all_rules().values()),
            families=tuple(family for family in families if family.codes),
            playbook=Ref("Playbook", PLAYBOOK),
        ),
    )


def _code(rule: Rule) -> Code:
    return Code(
        anchor=rule.code.lower(),
        code=rule.code,
        severity=severity_badge(rule.severity),
        title=rule.title,
        text=render(rule.text, _nowhere),
        sources=cited(rule.source),
        silencing=render(silencing(rule), _nowhere),
    )


def _nowhere(reference: str) -> Target | None:
    # The examples name people of no wiki.
    del reference
    return None
