"""people: Make one file of two that are one person's, and lose nothing."""

from __future__ import annotations

import sys
from collections.abc import Collection

import click

from ...diagnostics import Address
from ...diagnostics import shown
from ...edit.drafts import apply
from ...edit.merge import Merged
from ...edit.merge import merge
from ...edit.union import Contradiction
from ...edit.union import words
from ...errors import UsageError
from ...model import Contact
from ..planned import files
from ..session import Session
from ..session import echo
from ..session import examples
from ..session import note
from ..session import shared
from ..terminal import INTERRUPTED
from ..writing import writes

MAX_TEXT = 5000
KEEP, GONE = "keep", "gone"


@click.command(
    "merge",
    epilog=examples(
        "soi merge ana-ruiz anita",
        "soi merge ana-ruiz anita --prefer keep --apply",
    ),
)
@click.argument("keep", metavar="KEEP")
@click.argument("gone", metavar="GONE")
@click.option("--prefer", type=click.Choice([KEEP, GONE]), help="Whose value holds where the two contradict.")
@click.option("--apply", "is_applied", is_flag=True, help="Write it.")
@writes
@shared
def command(session: Session, keep: str, gone: str, prefer: str | None, *, is_applied: bool) -> None:
    """Put all that the file of GONE says into the file of KEEP, and mend all that refers to GONE.

    Without --apply it only shows what would happen. KEEP keeps id, name and folder; the name of GONE becomes
    an alias, its id a former one, its entries, notes and comments come along. Where the two contradict each
    other you are asked, or --prefer decides. Exit status: 0 all is mended, 1 a file keeps the old id.
    """
    people = session.contact(keep), session.contact(gone)
    root = session.workspace.root
    found = merge(session.workspace, *people)
    takes = {contradiction.at for contradiction in found.contradictions} if prefer == GONE else set()
    if is_applied and prefer is None and found.contradictions:
        takes = _asked(people, found.contradictions)
    if takes:
        found = merge(session.workspace, *people, takes)
    if is_applied:
        apply(root, found.drafts)
    _tell(found, is_applied=is_applied, is_decided=prefer is not None)


def _asked(people: tuple[Contact, Contact], found: Collection[Contradiction]) -> set[Address]:
    """Contradictions in which the value of the file that goes is right.

    Raises:
        UsageError: nobody can be asked.
    """
    if not sys.stdin.isatty():
        listed = "\n".join(f"{contradiction.key}: {_both(contradiction)}" for contradiction in found)
        raise UsageError(
            f"{listed}\nthe two files contradict each other", f"add --prefer {KEEP} or --prefer {GONE}"
        )
    takes = set()
    for contradiction in found:
        choices = (contradiction.kept, contradiction.other)
        for number, (who, value) in enumerate(zip(people, choices, strict=True), 1):
            click.echo(f"{number}  {contradiction.key}: {_short(value)}  ({shown(who.path, 500)})")
        if _answer() in {"2", GONE}:
            takes.add(contradiction.at)
    return takes


def _answer() -> str:
    choices = click.Choice(["1", "2", KEEP, GONE])
    try:
        answer: str = click.prompt("which one holds?", type=choices, default="1", err=True)
    except click.Abort as error:
        if isinstance(error.__context__, KeyboardInterrupt):
            sys.exit(INTERRUPTED)
        raise
    return answer


def _both(found: Contradiction) -> str:
    return f"{_short(found.kept)} or {_short(found.other)}"


def _short(value: object) -> str:
    return shown(words(value), MAX_TEXT)


def _tell(found: Merged, *, is_applied: bool, is_decided: bool) -> None:
    for change in found.changes:
        echo(f"{shown(change.path, 500)}:{change.line}: {shown(change.what, MAX_TEXT)}\n")
    for problem in found.problems:
        note(f"keeps the old id: {shown(problem, 1000)}")
    if not is_applied:
        for contradiction in found.contradictions if not is_decided else ():
            note(f"to be decided: {shown(contradiction.key)}: {_both(contradiction)}")
        gone = shown(found.drafts[-1].path, 500)
        note(f"{files(len(found.drafts) - 1)} would be written and {gone} taken away; add --apply to do it")
    if found.problems:
        sys.exit(1)
