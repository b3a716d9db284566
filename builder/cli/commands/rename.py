"""people: Give somebody, an event or a page another id or name, and mend all that refers to it."""

from __future__ import annotations

import sys

import click

from ...checks.references import looks_like_id
from ...diagnostics import shown
from ...edit.contact import slug
from ...edit.drafts import apply
from ...edit.references import Mended
from ...edit.rename import rename
from ...errors import UsageError
from ...model import Entity
from ..planned import files
from ..session import Session
from ..session import echo
from ..session import examples
from ..session import note
from ..session import shared
from ..writing import writes

MAX_TEXT = 300


@click.command(
    "rename",
    epilog=examples(
        'soi rename ana-ruiz --name "Ana Gil"',
        "soi rename ana-ruiz ana-gil --apply",
    ),
)
@click.argument("who", metavar="WHO")
@click.argument("new_id", metavar="[NEW-ID]", required=False)
@click.option("--name", metavar="NAME", help="The name that they have now.")
@click.option("--keep-id", is_flag=True, help="Change only the name.")
@click.option("--no-alias", is_flag=True, help="Do not keep the old name among the aliases.")
@click.option("--apply", "is_applied", is_flag=True, help="Write it.")
@writes
@shared
def command(
    session: Session,
    who: str,
    new_id: str | None,
    name: str | None,
    *,
    keep_id: bool,
    no_alias: bool,
    is_applied: bool,
) -> None:
    """Give WHO, an event or a page another id or name, and mend all that refers to it.

    Without --apply it only shows what would happen. The file stays in its folder, the old id still leads to
    it, and every reference and link is mended. With --name the id is made from the name unless you give one.
    Exit status: 0 all is mended, 1 a file keeps the old id.
    """
    workspace = session.workspace
    entity = session.entity(who)
    name = " ".join(name.split()) if name is not None else None
    new = _new_id(entity, new_id, name, keep_id=keep_id)
    if new == entity.id and name in {None, entity.name} and entity.path.endswith(f"{new}.md"):
        raise UsageError(f"{shown(entity.id)} is called that already", "give a NEW-ID or a --name")
    found = rename(workspace, entity, new, name=name, has_alias=not no_alias)
    if is_applied:
        apply(workspace.root, found.drafts)
    _tell(found, is_applied=is_applied)


def _new_id(entity: Entity, new_id: str | None, name: str | None, *, keep_id: bool) -> str:
    if keep_id and (new_id or not name):
        raise UsageError("--keep-id goes with --name and without a NEW-ID")
    if name == "":
        raise UsageError("the name is empty")
    if new_id is None and name is None:
        raise UsageError("nothing is said of what is new", "give a NEW-ID or a --name")
    if new_id and name is None and looks_like_id(entity.id) and not looks_like_id(new_id):
        # Such a file name is possible, but whoever types one by itself means the name.
        again = f'soi rename {entity.id} --name "{new_id}"'
        raise UsageError(f'"{shown(new_id)}" looks like a name, not like an id', f"write {shown(again)}")
    return new_id or (slug(name) if name and not keep_id else entity.id)


def _tell(found: Mended, *, is_applied: bool) -> None:
    for change in found.changes:
        echo(f"{shown(change.path, 500)}:{change.line}: {shown(change.what, MAX_TEXT)}\n")
    for problem in found.problems:
        note(f"keeps the old id: {shown(problem, 1000)}")
    if not is_applied:
        count = len(found.drafts) - (1 if any(draft.is_gone for draft in found.drafts) else 0)
        note(f"{files(count)} would be written; add --apply to do it")
    if found.problems:
        sys.exit(1)
