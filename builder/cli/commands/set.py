"""people: Set a key in somebody's file, or take one away."""

from __future__ import annotations

from collections.abc import Iterable

import click

from ...checks.values import malformed
from ...days import relative_day
from ...diagnostics import shown
from ...edit import intents
from ...edit.drafts import Draft
from ...edit.drafts import change
from ...edit.intents import Wrote
from ...edit.keys import Goal
from ...edit.keys import goal_of
from ...edit.keys import is_key
from ...edit.keys import refuse_bad
from ...edit.keys import settle
from ...errors import UsageError
from ...kinds import DATE
from ...kinds import FLAG_OR_DATE
from ...kinds import ID
from ...kinds import Wrong
from ...kinds import read_date
from ...model import Contact
from ...model import Type
from ...workspace import Workspace
from ..session import Session
from ..session import note
from ..session import shared
from ..writing import writes
from ..wrote import due_tail
from ..wrote import tell

_ELSEWHERE = {
    "stage": "soi move WHO STAGE also keeps the day of it",
    "scope": "soi move WHO SCOPE also keeps the day of it",
    "grade": "soi grade WHO GRADE also plans the first touch of somebody never touched",
}
"""What another command does besides."""
_OF_DUE = frozenset({"grade", "cadence", "birthday", "first_due", "snooze_until", "keep"})
"""Keys on which it depends when somebody is due."""


@click.command("set")
@click.argument("words", metavar="WHO KEY [VALUE]...", nargs=-1, required=True)
@click.option("--add", "is_added", is_flag=True, help="Add the value to a list.")
@click.option("--remove", "is_removed", is_flag=True, help="Take the value out of a list.")
@click.option("--unset", "is_unset", is_flag=True, help="Take the key away; so does an empty value.")
@writes
@shared
def command(
    session: Session, words: tuple[str, ...], *, is_added: bool, is_removed: bool, is_unset: bool
) -> None:
    """Set KEY in the file of WHO, as in `soi set ana reach before ten`; farewell.planned is a key below one.

    The value is checked like those in the files before anything is written. A day may be a word, as in
    friday or yesterday; write -- before a value that begins with a hyphen. Keys of your own begin with x-.
    """
    if is_added + is_removed + is_unset > 1:
        raise UsageError("choose one of --add, --remove and --unset")
    contact, key, rest = _parts(session, words)
    goal = goal_of(key)
    value = " ".join(rest)
    is_unset = is_unset or (bool(rest) and not value and not is_added)
    if is_unset and value:
        raise UsageError(f'--unset takes no value, found "{shown(value)}"')
    if not is_unset and not value:
        raise UsageError(f"what shall {goal.name} be?", f"write {goal.expects}, or --unset")
    _refuse_thing(contact, goal, value)
    if not is_removed:
        value = _meant(session, goal, contact, value)
    wrote: list[Wrote] = []

    def intend(draft: Draft) -> None:
        before = draft.text
        if is_unset:
            wrote.extend(intents.clear(draft, goal.at))
        else:
            wrote.extend(settle(draft, goal, value, is_added=is_added, is_removed=is_removed))
        refuse_bad(draft.path, contact.id, before, draft.text)

    (draft,) = change(session.workspace.root, [contact.path], intend)
    if not wrote:
        note(f"{shown(contact.name)} has {goal.name} so already; nothing was written")
    elif goal.name in _ELSEWHERE:
        note(_ELSEWHERE[goal.name])
    after = session.workspace.after([draft.path])
    tell(draft, wrote, due_tail(after, contact.id) if goal.name in _OF_DUE else "")
    _warn(after, contact, goal)


def _refuse_thing(contact: Contact, goal: Goal, value: str) -> None:
    """Refuse to make something of somebody that knows none of the keys of a contact."""
    if goal.name == "type" and value.casefold() in {Type.EVENT, Type.PAGE}:
        article = "an" if value.casefold() == Type.EVENT else "a"
        raise UsageError(
            f"{shown(contact.name)} is somebody and cannot become {article} {value.casefold()}",
            "that is a file of its own, with other keys",
        )


def _parts(session: Session, words: tuple[str, ...]) -> tuple[Contact, str, Iterable[str]]:
    """The person, the key, and the words of the value: the person's name ends where a key stands."""
    for place in range(1, len(words)):
        who = " ".join(words[:place])
        if is_key(words[place]) and session.people.matches(who):
            return session.contact(who), words[place], words[place + 1 :]
    contact, behind = session.contact_before(words)
    if not behind:
        raise UsageError("name a key and a value", "soi set WHO reach before ten")
    return contact, behind[0], behind[1:]


def _meant(session: Session, goal: Goal, contact: Contact, value: str) -> str:
    """The value as it is written: a day for its word, an id for a name."""
    if goal.row.kind is ID and value:
        other = session.contact(value)
        if other.id == contact.id:
            raise UsageError(f"{goal.name} cannot be {shown(contact.name)}'s own id")
        return other.id
    if goal.row.kind.name not in {DATE.name, FLAG_OR_DATE.name}:
        return value
    day = relative_day(value, session.today, is_past=goal.is_past) or read_date(value)
    if isinstance(day, Wrong):
        return value
    if goal.is_past and day > session.today:
        note(f"{day} is after today, {session.today}; it does not count before that day")
    return day.isoformat()


def _warn(after: Workspace, contact: Contact, goal: Goal) -> None:
    """Warn of an address or a number that is none, which only looks at the whole wiki can tell."""
    for finding in malformed.run(after.facts, malformed.rule):
        if finding.path == contact.path and finding.at[0] == goal.at[0]:
            note(f"warning: {finding.message}; {finding.hint} ({finding.rule.code})")
