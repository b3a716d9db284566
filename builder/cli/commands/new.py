"""people: Make the file of a new contact."""

from __future__ import annotations

import click

from ...diagnostics import shown
from ...edit.contact import create
from ...edit.contact import new_contact
from ...edit.contact import slug
from ...edit.drafts import draft
from ...errors import UsageError
from ...load import SUFFIX
from ...load import TEMPLATE
from ...load import Place
from ...load import is_good_id
from ...load import is_left_aside
from ...load import read_entity
from ...model import Grade
from ...model import Stage
from ...rules import LOST_TEXT
from ...rules import UNKNOWN_KEY
from ...source import read_text
from ...wiki import fold_accents
from ..session import Session
from ..session import choice
from ..session import echo
from ..session import shared
from ..writing import writes

BLANK = "---\n---\n"


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
    full = " ".join(" ".join(name).split())
    contact = given_id or slug(full)
    if not is_good_id(contact) or is_left_aside(f"{contact}{SUFFIX}"):
        hint = "begin with a letter or digit, go on with letters, digits, blanks, . _ -"
        raise UsageError(f'"{shown(contact)}" cannot be an id', hint)
    workspace = session.workspace
    wiki = workspace.wiki
    taken = wiki.resolve(contact)
    if taken is not None:
        raise UsageError(
            f'the id "{contact}" is taken by {shown(wiki.paths[taken])}',
            f'for another person of that name: soi new "{shown(full)}" --id {contact}-2',
        )
    twin = next((c for c in wiki.contacts.values() if fold_accents(c.name) == fold_accents(full)), None)
    if twin is not None and given_id is None:
        raise UsageError(
            f"{shown(full)} has a file already: {shown(twin.path)}", "for another person give an --id"
        )
    given = {
        "name": full,
        "grade": grade,
        "stage": stage,
        "organisation": org,
        "emails": email,
        "phones": phone,
        "birthday": birthday,
        "scope": "personal" if personal else None,
        "added": session.today.isoformat(),
        "referred_by": session.contact(referrer).id if referrer else None,
    }
    place = TEMPLATE if wiki.folder == "." else f"{wiki.folder}/{TEMPLATE}"
    text = draft(workspace.root, place).text if (workspace.root / place).is_file() else BLANK
    text = new_contact(text, {key: value for key, value in given.items() if value})
    path = f"{contact}{SUFFIX}" if wiki.folder == "." else f"{wiki.folder}/{contact}{SUFFIX}"
    _refuse_bad(path, contact, text)
    create(workspace.root, path, text)
    echo(f"{path}: made\n")
    if open_editor:
        click.edit(filename=str(workspace.root / path))


def _refuse_bad(path: str, contact: str, text: str) -> None:
    """Refuse what `soi check` would call an error: what is typed wrong is best typed again at once."""
    _, findings = read_entity(Place(path, contact), read_text(text))
    bad = [finding for finding in findings if finding.rule not in (UNKNOWN_KEY, LOST_TEXT)]
    if bad:
        raise UsageError(bad[0].message, bad[0].hint)
