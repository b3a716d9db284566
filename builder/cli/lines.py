"""Lines for the owner in a terminal, in Markdown and in JSON, each with the command that settles it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from collections.abc import Iterator

from ..diagnostics import shown
from ..facts.lines import Line
from ..workspace import Workspace
from .markdown import code
from .markdown import escaped
from .shapes.lines import LineRow

_MAX_TEXT = 300


def typed(command: Iterable[str]) -> str:
    """A command as it is typed into a shell, whole: a part of one would do something else."""
    text = shlex.join(command)
    return shown(text, len(text))


def words(line: Line) -> str:
    """Whom it is about and why."""
    name = f"{shown(line.name)}: " if line.name else ""
    return f"{name}{shown(line.text, _MAX_TEXT)}"


def text(found: Iterable[Line]) -> Iterator[str]:
    """Lines for a terminal."""
    for line in found:
        yield f"  {words(line)}  ({typed(line.command)})"


def markdown(found: Iterable[Line]) -> Iterator[str]:
    """Items of a list."""
    for line in found:
        name = f"**{escaped(shown(line.name))}**: " if line.name else ""
        yield f"- {name}{escaped(shown(line.text, _MAX_TEXT))} ({code(typed(line.command))})"


def line_json(workspace: Workspace, line: Line) -> LineRow:
    """A line as JSON has it."""
    return {
        "id": line.id,
        "name": line.name,
        "date": line.date.isoformat() if line.date else None,
        "text": line.text,
        "command": shlex.join(line.command),
        "path": line.path or None,
        "line": workspace.line(line.path, line.at) if line.path else None,
    }
