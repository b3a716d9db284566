"""files: Say what is wrong with the files and whom you have neglected."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from ...checks import all_rules
from ...diagnostics import Diagnostic
from ...diagnostics import Severity
from ...diagnostics import shown
from ...errors import UsageError
from ...report import Run
from ...report import format_named
from ...report import formats
from ...report import github
from ...settings import FailOn
from ..paths import inside
from ..paths import is_among
from ..session import Session
from ..session import choice
from ..session import echo
from ..session import note
from ..session import shared


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--select", multiple=True, metavar="CODES", help="Only these codes or families, as in SOI1,SOI2."
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these codes or families.")
@click.option(
    "--fail-on", type=choice(FailOn), help="The least severity that fails (default: the settings')."
)
@click.option(
    "--format",
    "output",
    default="text",
    show_default=True,
    type=click.Choice(formats()),
    help="How to print it.",
)
@click.option("--output-file", type=click.Path(dir_okay=False, path_type=Path), help="Write there instead.")
@click.option("--redact", is_flag=True, help="Print no name and no value, for logs that others can read.")
@shared
def command(
    session: Session,
    paths: Sequence[Path],
    select: Sequence[str],
    ignore: Sequence[str],
    fail_on: FailOn | None,
    output: str,
    output_file: Path | None,
    *,
    redact: bool,
) -> None:
    """Say what is wrong with the files and whom you have neglected.

    The whole wiki is read; with PATH only findings in those files and folders are printed. Exit status: 0
    clean, 1 findings at or above --fail-on, 2 wrong usage or settings.
    """
    workspace = session.workspace
    selected, ignored = _codes(select), _codes(ignore)
    found = [
        diagnostic
        for diagnostic in workspace.diagnostics
        if (not selected or diagnostic.code.startswith(selected))
        and not (ignored and diagnostic.code.startswith(ignored))
    ]
    if paths:
        wanted = [inside(path, workspace.root) for path in paths]
        found = [diagnostic for diagnostic in found if is_among(diagnostic.path, wanted)]
    if redact:
        found = [_redacted(diagnostic) for diagnostic in found]
    run = Run(
        workspace.today.isoformat(),
        workspace.wiki.contact_count,
        found,
        {code: rule.title for code, rule in all_rules().items()},
        _prefix(workspace.root),
        color=output_file is None and _wants_color(),
    )
    text = format_named(output).write(run)
    if output_file:
        output_file.write_text(text, encoding="utf-8", errors="backslashreplace")
    else:
        echo(text)
    if output == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(github.summary(run))
    if workspace.wiki.skipped and not redact and output == "text":
        note(f"info: not read: {shown(', '.join(workspace.wiki.skipped), 2000)}")
    note(run.summary)
    limit = FailOn(fail_on or workspace.settings.checks.fail_on)
    if limit is not FailOn.NEVER and any(d.severity.rank <= Severity(limit).rank for d in found):
        sys.exit(1)


def _codes(given: Sequence[str]) -> tuple[str, ...]:
    codes = tuple(code.strip().upper() for part in given for code in part.split(",") if code.strip())
    for code in codes:
        # A family is one also while it has no code yet.
        if not re.fullmatch(r"SOI[1-5]?", code) and not any(known.startswith(code) for known in all_rules()):
            raise UsageError(f"no code begins with {code}", "soi explain lists them")
    return codes


def _prefix(root: Path) -> str:
    """From the repository to the wiki, for the annotations of a forge."""
    top = os.environ.get("GITHUB_WORKSPACE")
    if not top or not root.is_relative_to(Path(top).resolve()):
        return ""
    relative = root.relative_to(Path(top).resolve()).as_posix()
    return "" if relative == "." else f"{relative}/"


def _wants_color() -> bool:
    color = click.get_current_context().color
    return sys.stdout.isatty() if color is None else color


def _redacted(diagnostic: Diagnostic) -> Diagnostic:
    """The finding without a word of the user's: the file's name is one, so it becomes a stable number."""
    number = hashlib.sha256(diagnostic.path.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    title = all_rules()[diagnostic.code].title
    contact = None if diagnostic.contact is None else number
    return replace(diagnostic, message=title, path=f"{number}.md", contact=contact, hint="")
