"""people: Forget somebody: the file, every mention elsewhere, caches, the site, and what git remembers."""

from __future__ import annotations

import shlex
import sys

import click

from ...diagnostics import shown
from ...edit.drafts import apply
from ...edit.erase import Eraser
from ...edit.erase import Line
from ...edit.forget import Forgetting
from ...edit.forget import clear_away
from ...edit.forget import forget
from ...edit.history import Rewriting
from ...edit.history import remembered
from ...edit.history import rewriting
from ...edit.naming import Naming
from ...errors import RefusedError
from ...errors import UsageError
from ...model import Contact
from ..planned import files
from ..session import Session
from ..session import echo
from ..session import examples
from ..session import note
from ..session import shared
from ..writing import writes

MAX_TEXT = 200
_OUT_OF_REACH = (
    "out of reach: remotes, forks, clones of others, backups, what a forge keeps of pull requests and caches,"
    " and sites that were built or published elsewhere"
)
MAX_LINES = 30
"""So many lines are listed that are left for the user to look at."""


@click.command(
    "forget",
    epilog=examples(
        "soi forget ana-ruiz --also Anita",
        "soi forget ana-ruiz --also Anita --apply",
    ),
)
@click.argument("who", metavar="WHO")
@click.option("--also", multiple=True, metavar="TEXT", help="A word that means them too, as a first name.")
@click.option(
    "--replace",
    "word",
    metavar="WORD",
    default="someone",
    show_default=True,
    help="What stands for them in texts.",
)
@click.option("--history", is_flag=True, help="Print and try what makes git forget them; writes no file.")
@click.option("--apply", "is_applied", is_flag=True, help="Do it. There is no way back but git.")
@writes
@shared
def command(
    session: Session, who: str, also: tuple[str, ...], word: str, *, history: bool, is_applied: bool
) -> None:
    """Forget WHO: the file, every mention in other files and in the inbox, caches and the built site.

    Without --apply it only shows what would go, and each line before and after. What refers to them goes as a
    whole; links, whole names, addresses and numbers in texts become a word. A first name alone is listed
    only: it may be somebody else's, and --also names it. What somebody else is reached by, too, stays.
    Exit status: 0 nothing is left, 1 something is.
    """
    if history and is_applied:
        raise UsageError(
            "the files and the history are two steps", "first --apply, then commit, then --history"
        )
    workspace = session.workspace
    contact = _gone(session, who) if history else session.contact(who)
    if is_applied and not session.people.is_whole(who):
        # Once somebody is gone, the same words may be the beginning of another person's name.
        raise UsageError(
            f'"{shown(who)}" is a part of {shown(contact.name)} ({shown(contact.id)})',
            "with --apply write the whole id or name",
        )
    naming = Naming(workspace.wiki, contact, also)
    _check(word, naming)
    if history:
        _tell_history(rewriting(workspace, naming, word))
        return
    eraser = Eraser(workspace.wiki, naming, word)
    found = forget(workspace, eraser)
    # The files last: as long as they are there, what breaks off before can be done again.
    if is_applied:
        clear_away(workspace.root, eraser, found.gone)
    _tell_site(session, is_applied=is_applied)
    if is_applied:
        apply(workspace.root, found.drafts)
    for path in found.gone:
        echo(f"{shown(path, 500)}:1: gone\n")
    for line in found.lines:
        after = "gone" if line.written is None else shown(line.written.strip(), MAX_TEXT)
        echo(f"{_place(line)}: {shown(line.text.strip(), MAX_TEXT)} -> {after}\n")
    _tell(found)
    if is_applied:
        note("git still knows them: commit, then see soi forget WHO --history")
    else:
        count = len({draft.path for draft in found.drafts}.union(found.gone))
        note(f"{files(count)} would be changed or go; add --apply to do it")
    if found.problems or found.perhaps or found.elsewhere:
        sys.exit(1)


def _gone(session: Session, who: str) -> Contact:
    """Who is meant, also where the file has gone already, which is when git is to forget it."""
    try:
        return session.contact(who, is_to_read=True)
    except UsageError:
        contact = remembered(session.workspace, who)
        if contact is None:
            raise
        return contact


def _tell_history(found: Rewriting) -> None:
    for holder, count in found.here.items():
        note(f"{count} {'object names' if count == 1 else 'objects name'} them {holder}")
    if not found.here:
        note("git knows nothing of them")
        return
    for call in found.calls:
        echo(f"{shlex.join(call)}\n")
    for text in found.notes:
        note(text)
    for ref in found.refs:
        note(f"{shown(ref, 500)} is named after them; rename or delete it")
    if found.left is None:
        note("git-filter-repo is missing, so the calls were not tried; get it from your system or with pip")
    elif not found.left:
        note("tried on a clone: after the calls no object names them")
    for trace in found.left or ():
        place = f" {shown(trace.path, 500)}" if trace.path else ""
        mend = "; it is not text, so give its --path, too" if trace.is_binary else ""
        note(f"tried on a clone: still named in the {trace.kind} {trace.id[:12]}{place}{mend}")
    note(f"{found.expressions} says whom to forget, and only you may read it: delete it afterwards")
    note(_OUT_OF_REACH)
    if found.left is None or found.left or found.refs:
        sys.exit(1)


def _check(word: str, naming: Naming) -> None:
    if not word.strip() or not word.isprintable() or "\\" in word or "==>" in word:
        raise UsageError(f'"{shown(word)}" cannot stand for a name', "take a word")
    if naming.surely(word):
        raise UsageError(f'"{shown(word)}" names them', "take a word that is nobody's")


def _place(line: Line) -> str:
    return f"{shown(line.path, 500)}:{line.line}"


def _tell_site(session: Session, *, is_applied: bool) -> None:
    from ...website import guard

    config = session.config
    site = config.root / config.site_dir
    try:
        if is_applied and guard.empty(site, config.root / config.folder):
            echo(f"{shown(config.site_dir, 500)}: emptied; soi build makes it anew\n")
        elif site.is_dir():
            guard.refuse_foreign(site, config.root / config.folder)
    except RefusedError as error:
        note(f"left as it is: {shown(str(error), 1000)}")


def _tell(found: Forgetting) -> None:
    """Say what is left for the user to do."""
    for value in found.shared:
        note(f"somebody else is reached by it, too, so it stays: {shown(value, MAX_TEXT)}")
    for problem in found.problems:
        note(f"may still name them: {shown(problem, 1000)}")
    for title, lines in (("still named in", found.elsewhere), ("perhaps named in", found.perhaps)):
        for line in lines[:MAX_LINES]:
            note(f"{title} {_place(line)}: {shown(line.text.strip(), MAX_TEXT)}")
        if len(lines) > MAX_LINES:
            note(f"{title} {len(lines) - MAX_LINES} more lines")
