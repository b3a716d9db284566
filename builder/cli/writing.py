"""What all commands that write share: `--commit`."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from ..edit import journal
from ..edit.commit import commit
from ..edit.commit import require_clean
from .session import note


def writes(command: Callable[..., Any]) -> Callable[..., Any]:  # Any: Click's callbacks
    """Give a command `--commit`, which commits exactly the files that it writes.

    Every write passes through the journal, which tells of it, so a command need not.
    """

    @click.option("--commit", "is_committed", is_flag=True, help="Commit exactly what is written, with git.")
    @click.pass_context
    def run(ctx: click.Context, /, *args: Any, is_committed: bool, **rest: Any) -> Any:  # Any: see above
        if not is_committed:
            return command(*args, **rest)
        watch = _Watch()
        with journal.watched_by(watch):
            try:
                return command(*args, **rest)
            finally:
                watch.commit(f"soi {ctx.info_name}")

    run.__doc__ = command.__doc__
    run.__name__ = command.__name__
    if hasattr(command, "__click_params__"):
        run.__click_params__ = [*command.__click_params__, *run.__click_params__]  # type: ignore[attr-defined] # Click's own place for options
    return run


class _Watch:
    """The files that a command writes, all clean before it does."""

    def __init__(self) -> None:
        self.root: Path | None = None
        self.paths: list[str] = []

    def before(self, root: Path, paths: Sequence[str]) -> None:
        require_clean(root, [path for path in paths if path not in self.paths])

    def after(self, root: Path, paths: Sequence[str]) -> None:
        self.root = root
        self.paths += paths

    def commit(self, message: str) -> None:
        if self.root is not None:
            note(commit(self.root, self.paths, message))
