"""network: Put people on the list of those invited to an event."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ...diagnostics import shown
from ...edit.drafts import Draft
from ...edit.drafts import change
from ...edit.splice import append
from ...edit.splice import lines_of
from ...edit.splice import listed
from ...errors import RefusedError
from ...model import Event
from ..session import Session
from ..session import echo
from ..session import examples
from ..session import note
from ..session import shared
from ..writing import writes

INVITED = "invited"
ATTENDED = "attended"


@click.command(
    "invite",
    epilog=examples(
        'soi invite party ana "Ben Okafor"',
        "soi invite party ana --attended",
    ),
)
@click.argument("which", metavar="EVENT")
@click.argument("who", metavar="WHO...", nargs=-1, required=True)
@click.option("--attended", "is_attended", is_flag=True, help="They came: put them on that list instead.")
@writes
@shared
def command(session: Session, which: str, who: tuple[str, ...], *, is_attended: bool) -> None:
    """Put people on the list of those invited to EVENT, or with --attended of those who came.

    EVENT and each WHO are an id, a name or a part of one; quote a name of several words. Who is on the list
    already stays there once. For everybody who came the event is a touch from its day on.
    """
    key = ATTENDED if is_attended else INVITED
    event = session.event(which)
    people = {contact.id: contact for contact in map(session.contact, who)}
    wiki = session.workspace.wiki
    known: dict[str, int] = {}

    def intend(party: Draft) -> None:
        known.update(_places(session, party.text, key))
        new = [contact for contact in people if contact not in known]
        try:
            party.text = append(party.text, key, *new, record=Event) if new else party.text
        except RefusedError as error:
            raise RefusedError(f"{party.path}: {error}", error.hint) from error

    [written] = change(session.workspace.root, [event.path], intend)
    lines = lines_of(written.text, key)
    places = _places(session, written.text, key)
    for contact in people.values():
        deed = f"{key} already" if contact.id in known else key
        place = f"{shown(written.path, 500)}:{lines[places[contact.id]]}"
        echo(f"{place}: {deed}: {shown(contact.name)}\n")
    if is_attended and event.date is not None and event.date > session.today:
        note(f"{shown(wiki.events[event.id].name)} is on {event.date}; it is no touch before that day")


def _places(session: Session, text: str, key: str) -> dict[str, int]:
    """Place of each id on one of the lists of an event, whatever id of theirs was written."""
    resolve = session.workspace.wiki.resolve
    entries: Sequence[object] = listed(text, key, Event)
    ids = [resolve(entry) or entry for entry in entries if isinstance(entry, str)]
    return {contact: ids.index(contact) for contact in ids}
