"""The checks: generators from facts to findings, a file per family. Being in this folder registers a check.

A check's docstring is what `soi explain` prints. No check leans on another.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .. import rules
from ..diagnostics import Finding
from ..diagnostics import Rule
from ..diagnostics import Severity
from ..facts import Facts

Run = Callable[[Facts, Rule], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule and the function that looks for breaches of it."""

    rule: Rule
    run: Run


def check(
    code: str, severity: Severity, title: str, source: str = "", *, is_of_wiki: bool = False
) -> Callable[[Run], Check]:
    """Make a check of a generator; its docstring becomes the explanation.

    Args: code: as in `SOI301`. severity: where the settings do not say otherwise. title: what is wrong,
    in a few words. source: the rule of the method behind it. is_of_wiki: it is about no single file.
    """

    def made(run: Run) -> Check:
        text = inspect.cleandoc(run.__doc__ or "")
        return Check(Rule(code, severity, title, text, source, is_of_wiki), run)

    return made


def builtin(rule: Rule, run: Run) -> Check:
    """Make a check for a rule that is declared beside the readers' rules."""
    return Check(rule, run)


@cache
def checks() -> tuple[Check, ...]:
    """All checks, in the order of their codes."""
    found = []
    for module in pkgutil.iter_modules(__path__):
        imported = importlib.import_module(f".{module.name}", __name__)
        found += [value for value in vars(imported).values() if isinstance(value, Check)]
    return tuple(sorted(found, key=lambda check: check.rule.code))


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its code, those of the readers included."""
    own = [value for value in vars(rules).values() if isinstance(value, Rule)]
    found = {rule.code: rule for rule in (*own, *(check.rule for check in checks()))}
    return dict(sorted(found.items()))
