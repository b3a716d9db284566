"""people: Make the file of a new contact."""

from __future__ import annotations

import click

from ...edit.contact import new_contact
from ...edit.drafts import apply
from ...model import Grade
from ...model import Stage
from ..session import Session
from ..session import choice
from ..session import echo
from ..session import shared
from ..writing import writes


@click.command("new")
@click.argument("name", nargs=-1, required=True)
@click.option("--grade", type=choice(Grade), help="How much of your time they get.")
@click.option("--stage", type=choice(Stage), help="How far it has come.")
@click.option("--phone", metavar="NUMBER", help="With + and the country's code.")
@click.option("--email", metavar="ADDRESS", help="Where to write.")
@click.option("--birthday", metavar="DAY", help="YYYY-MM-DD or MM-DD.")
@click.option("--org", metavar="NAME", help="Where they work.")
@click.option("--from", "referrer", metavar="WHO", help="Who referred them to you.")
@click.option("--personal", is_flag=True, help="Family and friends.")
@click.option("--id", "given_id", metavar="ID", help="The file's name, if not made from the name.")
@click.option("--edit", "open_editor", is_flag=True, help="Open it in your editor afterwards.")
@writes
@shared
def command(
    session: Session,
    name: tuple[str, ...],
    grade: str | None,
    stage: str | None,
    phone: str | None,
    email: str | None,
    birthday: str | None,
    org: str | None,
    referrer: str | None,
    given_id: str | None,
    *,
    personal: bool,
    open_editor: bool,
) -> None:
    """Make the file of a new contact, from `_template.md` if there is one."""
    session.may_be_empty = True
    workspace = session.workspace
    given = {
        "grade": grade,
        "stage": stage,
        "organisation": org,
        "emails": email,
        "phones": phone,
        "birthday": birthday,
        "scope": "personal" if personal else None,
        "added": session.today.isoformat(),
        "referred_by": session.contact(referrer).id if referrer is not None else None,
    }
    values = {key: value for key, value in given.items() if value}
    draft = new_contact(workspace.root, workspace.wiki, " ".join(name), values, given_id)
    apply(workspace.root, [draft])
    echo(f"{draft.path}: made\n")
    if open_editor:
        click.edit(filename=str(workspace.root / draft.path))
