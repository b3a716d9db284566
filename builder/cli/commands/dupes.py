"""people: List who is probably in the wiki twice, and answer it once."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from ...diagnostics import shown
from ...edit.contact import add
from ...edit.drafts import Draft
from ...edit.drafts import change
from ...edit.splice import line_of_last
from ...errors import UsageError
from ...facts.duplicates import Pair
from ...facts.duplicates import duplicates
from ...model import Contact
from ...report.tables import head
from ...workspace import Workspace
from ..output import format_option
from ..output import print_table
from ..session import Session
from ..session import echo
from ..session import note
from ..session import shared
from ..shapes.dupes import Output
from ..shapes.dupes import PairNames
from ..writing import writes

COLUMNS = ("score", "id", "name", "other_id", "other_name", "why")
NOT_SAME = "not_same_as"
MAX_WHY = 300
SAME, DIFFERENT, LATER, QUIT = "same", "different", "later", "quit"


@click.command("dupes")
@click.option(
    "--ask", "is_asking", is_flag=True, help="Ask about each pair, and write down who is not the same."
)
@click.option(
    "--not", "apart", metavar="WHO WHO", nargs=2, help="Write down that these two are not the same."
)
@format_option("json", "csv")
@writes
@shared
def command(session: Session, apart: tuple[str, str] | None, output: str, *, is_asking: bool) -> None:
    """List who is probably in the wiki twice, the likeliest first, with what speaks for it.

    Two who are not the same are never asked about again once either file says so, which --ask and --not
    write. Two who are the same become one with soi merge.
    """
    if apart is not None:
        one, other = (session.contact(who) for who in apart)
        if one.id == other.id:
            raise UsageError(f"{shown(one.id)} is one file", "name two people")
        resolve = session.workspace.wiki.resolve
        if other.id in map(resolve, one.not_same_as) or one.id in map(resolve, other.not_same_as):
            note("that was said already")
        else:
            _write_apart(session, one, other)
        return
    pairs = session.workspace.facts.of(duplicates)
    if is_asking:
        _ask(session, pairs)
        return
    rows = [{**_row(pair), "why": "; ".join(reason.text for reason in pair.because)} for pair in pairs]
    print_table(
        output,
        COLUMNS,
        rows,
        lambda: _payload(session.workspace, pairs),
        empty="nobody seems to be in the wiki twice",
    )
    if rows and output == "text":
        note("soi merge ID OTHER_ID makes one of two; soi dupes --ask asks about each")


def _payload(workspace: Workspace, pairs: Sequence[Pair]) -> Output:
    return {
        **head(workspace.today),
        "pairs": [{**_row(pair), "because": workspace.because(pair.because)} for pair in pairs],
    }


def _row(pair: Pair) -> PairNames:
    first, second = pair.first, pair.second
    return {
        "score": pair.score,
        "id": first.id,
        "name": first.name,
        "other_id": second.id,
        "other_name": second.name,
    }


def _ask(session: Session, pairs: Sequence[Pair]) -> None:
    if not sys.stdin.isatty():
        raise UsageError("there is no terminal to ask on", "soi dupes --not WHO WHO answers without one")
    for pair in pairs:
        one, other = pair.first, pair.second
        why = shown("; ".join(reason.text for reason in pair.because), MAX_WHY)
        click.echo(f"{pair.score}  {_named(one)} and {_named(other)}: {why}")
        choices = click.Choice([SAME, DIFFERENT, LATER, QUIT])
        answer = click.prompt("are they the same?", type=choices, default=LATER, err=True)
        if answer == QUIT:
            return
        if answer == SAME:
            note(f"soi merge {shown(one.id)} {shown(other.id)}")
        elif answer == DIFFERENT:
            _write_apart(session, one, other)


def _named(contact: Contact) -> str:
    return f"{shown(contact.name)} ({shown(contact.path, 500)})"


def _write_apart(session: Session, one: Contact, other: Contact) -> None:
    """Add the id of one to the file of the other."""

    def intend(draft: Draft) -> None:
        add(draft, NOT_SAME, other.id)

    for draft in change(session.workspace.root, [one.path], intend):
        line = line_of_last(draft.text, NOT_SAME)
        echo(f"{shown(draft.path, 500)}:{line}: added {NOT_SAME} {shown(other.id)}\n")
