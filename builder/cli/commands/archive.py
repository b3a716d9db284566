"""people: Let somebody rest: on no list, but in the graph and the history."""

from __future__ import annotations

import click

from ...diagnostics import shown
from ...edit import intents
from ...edit.drafts import Draft
from ...edit.drafts import change
from ...edit.intents import Wrote
from ...errors import UsageError
from ..session import Session
from ..session import examples
from ..session import note
from ..session import shared
from ..writing import writes
from ..wrote import due_tail
from ..wrote import tell


@click.command(
    "archive",
    epilog=examples(
        "soi archive ana moved to Chile",
        'soi archive ana -- "-20 % was too little"',
        "soi archive ana --back",
    ),
)
@click.argument("words", metavar="WHO [REASON]...", nargs=-1, required=True)
@click.option("--back", "is_back", is_flag=True, help="Bring them back.")
@writes
@shared
def command(session: Session, words: tuple[str, ...], *, is_back: bool) -> None:
    """Archive WHO, with a REASON in your words: they are on no list.

    No finding about the relationship is reported either. The file stays, and who referred whom; --back
    undoes it.
    """
    contact, behind = session.contact_before(words)
    reason = " ".join(behind)
    if is_back and reason:
        raise UsageError(f'--back takes no reason, found "{shown(reason)}"')
    if not is_back and contact.archived is not None and not reason:
        note(f"{shown(contact.name)} is archived since {contact.archived}; nothing was written")
        return
    wrote: list[Wrote] = []

    def intend(draft: Draft) -> None:
        day = contact.archived or session.today
        wrote.extend(intents.bring_back(draft) if is_back else intents.archive(draft, day, reason))

    (draft,) = change(session.workspace.root, [contact.path], intend)
    if not wrote:
        note(f"{shown(contact.name)} is {'not archived' if is_back else 'archived so'}; nothing was written")
    tell(draft, wrote, due_tail(session.workspace.after([draft.path]), contact.id))
