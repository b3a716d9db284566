"""What `soi show` prints: one person, or with `--all` everybody."""

from __future__ import annotations

from typing import TypeAlias

from .person import Person
from .shared import Head


class One(Head, Person):
    """The person that WHO names."""


class Everybody(Head):
    """With `--all`: everybody."""

    contacts: list[Person]
    """Everybody, by id."""


Output: TypeAlias = One | Everybody
