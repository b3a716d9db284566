"""What a scenario is: a rule at work in a small real wiki, and what happens without its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gone:
    """The evidence, and what stands in its place."""

    path: str
    """The file, from the wiki's root."""
    text: str
    """As it stands there, once."""
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One clause of a rule at work."""

    rule: str
    """Title of the principle."""
    clause: str
    """What the rule asks of the product, in a few words."""
    files: Mapping[str, str]
    settings: str = ""
    command: str
    """As typed behind `soi`, its output on one line with single blanks."""
    shows: str
    """What the command says of it."""
    gone: Gone
    """The evidence that is taken away."""
    then: str = ""
    """What the command says instead, where it says something."""
