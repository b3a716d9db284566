"""What `soi list` prints."""

from __future__ import annotations

from typing import Annotated
from typing import TypeAlias
from typing import TypedDict

from ...model import Category
from ...model import Grade
from ...model import Scope
from ...model import Stage
from .shared import Because
from .shared import Day
from .shared import Head


class ListRow(TypedDict):
    """Somebody on the list."""

    id: str
    """Who."""
    name: str
    """Their name."""
    grade: Annotated[str, Grade] | None
    """As written."""
    stage: Annotated[str, Stage]
    """As it counts."""
    category: list[Annotated[str, Category]]
    """The groups that they belong to."""
    scope: Annotated[str, Scope]
    """As it counts."""
    organisation: str | None
    """As written."""
    due_on: Day | None
    """When they are due; `null` for whoever is never due."""


class People(Head):
    """Those whom the filters leave, by name."""

    contacts: list[ListRow]
    """The people."""


class MailingRow(TypedDict):
    """Somebody who gets the newsletter."""

    id: str
    """Who."""
    name: str
    """Their name."""
    email: str
    """Where it goes: the address labelled `newsletter`, else the first."""
    because: list[Because]
    """Why they get it."""


class Mailing(Head):
    """With `--mailing`: those whom the filters leave and who get the newsletter, by name."""

    mailing: list[MailingRow]
    """The people and their addresses."""


Output: TypeAlias = People | Mailing
