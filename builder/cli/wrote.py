"""How a writing command says what it did: a line for each thing, with its place in the file as written."""

from __future__ import annotations

from collections.abc import Iterable

from ..diagnostics import shown
from ..edit.drafts import Draft
from ..edit.intents import Wrote
from ..facts.due import next_due
from ..workspace import Workspace
from .session import echo

_MAX_TEXT = 300
_MAX_PATH = 500


def tell(draft: Draft, wrote: Iterable[Wrote], tail: str = "") -> None:
    """Print what was written to a file.

    Args:
        draft: the file as written.
        wrote: what was done to it.
        tail: what follows from it, behind the first of them.
    """
    for row in wrote:
        echo(f"{shown(draft.path, _MAX_PATH)}:{row.line(draft.text)}: {shown(row.text, _MAX_TEXT)}{tail}\n")
        tail = ""


def due_tail(after: Workspace, contact: str) -> str:
    """When somebody is due now, as the end of such a line; empty for somebody who is never due."""
    due = after.facts.about(next_due, after.wiki.contacts[contact])
    return "" if due is None else f"; next due {due.due_on}"
