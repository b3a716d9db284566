"""people: List people by grade, stage, category, scope or tag."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ...facts import Facts
from ...facts import by_name
from ...facts.customer import told_kind
from ...facts.due import next_due
from ...facts.mailing import Mailing as Newsletter
from ...facts.mailing import mailing as newsletter
from ...facts.meetings import guests
from ...model import Category
from ...model import Contact
from ...model import CustomerType
from ...model import Grade
from ...model import Network
from ...model import Scope
from ...model import Stage
from ...report.tables import head
from ...wiki import fold_accents
from ...workspace import Workspace
from ..output import format_option
from ..output import print_table
from ..session import Session
from ..session import choice
from ..session import shared
from ..shapes.list import ListRow
from ..shapes.list import Mailing
from ..shapes.list import MailingRow
from ..shapes.list import People

COLUMNS = ("id", "name", "grade", "stage", "category", "scope", "organisation", "due_on")
MAILING_COLUMNS = ("id", "name", "email")


@click.command("list")
@click.option("--grade", type=choice(Grade), multiple=True, help="Only these grades; a blank one is a C.")
@click.option("--ungraded", is_flag=True, help="Only those who have no grade yet.")
@click.option("--stage", type=choice(Stage), multiple=True, help="Only these stages.")
@click.option("--category", type=choice(Category), multiple=True, help="Only these groups.")
@click.option("--customer-type", type=choice(CustomerType), multiple=True, help="Only these types.")
@click.option("--network", type=choice(Network), multiple=True, help="Only these networks.")
@click.option("--scope", type=choice(Scope), help="Only this part of life.")
@click.option("--tag", multiple=True, help="Only with this tag.")
@click.option("--organisation", "--org", help="Only from there; a part of the name is enough.")
@click.option(
    "--invite",
    metavar="[EVENT]",
    is_flag=False,
    flag_value="",
    help="A+, A and B to invite, by grade: those who want to hear from you and are not on the list of EVENT.",
)
@click.option("--mailing", is_flag=True, help="Only those who get the newsletter, with their addresses.")
@click.option("--archived", is_flag=True, help="The archived and the dead, who are left out otherwise.")
@format_option("json", "csv")
@shared
def command(
    session: Session,
    grade: tuple[str, ...],
    stage: tuple[str, ...],
    category: tuple[str, ...],
    customer_type: tuple[str, ...],
    network: tuple[str, ...],
    scope: str | None,
    tag: tuple[str, ...],
    organisation: str | None,
    invite: str | None,
    output: str,
    *,
    ungraded: bool,
    mailing: bool,
    archived: bool,
) -> None:
    """List people by name. Filters add up; several values of one filter are alternatives.

    Whom --invite lists can be put on the list of an event with soi invite. A C comes along if you wish.
    """
    workspace = session.workspace
    facts = workspace.facts
    tags = {fold_accents(name) for name in tag}
    kept = []
    everybody = by_name(workspace.wiki.contacts.values())
    for contact in everybody if invite is None else _guests(session, invite):
        kind = told_kind(facts, contact).value
        is_wanted = (
            facts.is_resting(contact) is archived
            and (not grade or contact.effective_grade in grade)
            and (not ungraded or contact.grade is None)
            and (not stage or contact.effective_stage in stage)
            and (not category or set(category) & set(contact.category))
            and (not customer_type or kind in customer_type)
            and (not network or set(network) & set(contact.networks))
            and (not scope or facts.scope(contact) in {scope, Scope.BOTH})
            and (not tags or tags <= {fold_accents(name) for name in contact.tags})
            and (not organisation or fold_accents(organisation) in fold_accents(contact.organisation or ""))
        )
        if is_wanted:
            kept.append(contact)
    if mailing:
        addressed = _addressed(facts, kept)
        lines = [dict(zip(MAILING_COLUMNS, (c.id, c.name, to.address), strict=True)) for c, to in addressed]
        empty = "nobody gets the newsletter: it takes an email, and a consent to what: newsletter"
        print_table(output, MAILING_COLUMNS, lines, lambda: _mailing(workspace, addressed), empty=empty)
        return
    rows = [_row(facts, contact) for contact in kept]
    table = [{**row, "category": ", ".join(row["category"])} for row in rows]
    empty = "nobody is like that" if workspace.wiki.contacts else "nobody is in the wiki yet; soi new NAME"
    print_table(output, COLUMNS, table, lambda: _payload(workspace, rows), empty=empty)


def _row(facts: Facts, contact: Contact) -> ListRow:
    due = facts.about(next_due, contact)
    return {
        "id": contact.id,
        "name": contact.name,
        "grade": str(contact.grade) if contact.grade else None,
        "stage": str(contact.effective_stage),
        "category": [*contact.category],
        "scope": str(facts.scope(contact)),
        "organisation": contact.organisation,
        "due_on": due.due_on.isoformat() if due else None,
    }


def _payload(workspace: Workspace, rows: list[ListRow]) -> People:
    return {**head(workspace.today), "contacts": rows}


def _guests(session: Session, which: str) -> Sequence[Contact]:
    """Whom to invite, to one event or in general.

    Raises:
        UsageError: no event or several are meant.
    """
    return guests(session.workspace.facts, session.event(which) if which else None)


def _addressed(facts: Facts, contacts: list[Contact]) -> list[tuple[Contact, Newsletter]]:
    """Those who get the newsletter, with the address it goes to."""
    found = ((contact, facts.about(newsletter, contact)) for contact in contacts)
    return [(contact, to) for contact, to in found if to.address is not None]


def _mailing(workspace: Workspace, rows: list[tuple[Contact, Newsletter]]) -> Mailing:
    return {**head(workspace.today), "mailing": [_mailing_row(workspace, *row) for row in rows]}


def _mailing_row(workspace: Workspace, contact: Contact, to: Newsletter) -> MailingRow:
    assert to.address is not None
    return {
        "id": contact.id,
        "name": contact.name,
        "email": to.address,
        "because": workspace.because(to.because),
    }
