"""people: Grade somebody, A+ to F: how much of your time they get."""

from __future__ import annotations

import click

from ...diagnostics import shown
from ...edit import intents
from ...edit.drafts import change
from ...edit.intents import Wrote
from ...errors import UsageError
from ...facts import lines
from ...facts.cleanup import letting_go
from ...model import Contact
from ...model import Grade
from ...workspace import Workspace
from ..session import Session
from ..session import note
from ..session import shared
from ..writing import writes
from ..wrote import due_tail
from ..wrote import tell


@click.command("grade")
@click.argument("words", metavar="WHO... GRADE", nargs=-1, required=True)
@writes
@shared
def command(session: Session, words: tuple[str, ...]) -> None:
    """Grade WHO: A+ monthly, A quarterly, B yearly, C the newsletter, D and F goodbye.

    Who was never touched also gets the day of a first touch, within one cadence, so that not all who are
    graded today are due on one day. Several people at once by their ids: `soi grade ana-ruiz ben-okafor A`.
    """
    *who, word = words
    if not who:
        raise UsageError("name somebody and a grade", "soi grade WHO A+")
    to = _grade(word)
    workspace = session.workspace
    people = _people(session, who)
    wrote: dict[str, list[Wrote]] = {}
    by_path = {contact.path: contact for contact in people}
    drafts = change(
        workspace.root,
        by_path,
        lambda draft: wrote.update(
            {draft.path: intents.grade(draft, workspace.facts, by_path[draft.path], to)}
        ),
    )
    after = session.workspace.after(draft.path for draft in drafts)
    for draft in drafts:
        contact = by_path[draft.path]
        if not wrote[draft.path]:
            note(f"{shown(contact.name)} is {to} already; nothing was written")
        tell(draft, wrote[draft.path], due_tail(after, contact.id))
        _say_what_is_next(after, after.wiki.contacts[contact.id])


def _grade(word: str) -> Grade:
    grades = {str(grade): grade for grade in Grade}
    if word.upper() not in grades:
        raise UsageError(f'unknown grade "{shown(word)}"; expected one of {", ".join(grades)}')
    return grades[word.upper()]


def _people(session: Session, who: list[str]) -> list[Contact]:
    """The one person whom all words name, else one for each word where every word is a whole name or id."""
    is_each = len(who) > 1 and all(session.people.is_whole(word) for word in who)
    if is_each and not session.people.matches(" ".join(who)):
        return list({contact.id: contact for contact in map(session.contact, who)}.values())
    return [session.contact(" ".join(who))]


def _say_what_is_next(workspace: Workspace, contact: Contact) -> None:
    """Say what a D or an F needs besides the grade. Source: S0, part quickly and professionally."""
    facts = workspace.facts
    row = facts.about(letting_go, contact)
    if row is None or row.is_settled or facts.is_private(contact):
        return
    who = shown(lines.who(contact), 200)
    what = "a D is let go" if contact.grade is Grade.D else "an F gets a farewell"
    note(f"{what}: {shown(row.command, 200)}, or say why they stay: soi set {who} keep REASON (SOI408)")
