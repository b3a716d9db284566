"""network: Note that somebody referred a person to you, or you referred one to them."""

from __future__ import annotations

import click

from ...diagnostics import shown
from ...edit import referrals
from ...edit.drafts import Draft
from ...edit.drafts import change
from ...edit.intents import Wrote
from ...edit.referrals import Wanted
from ...errors import UsageError
from ...kinds import AMOUNT
from ...kinds import Wrong
from ...model import Outcome
from ...model import ReferralDirection
from ...plain import Value
from ..session import Session
from ..session import choice
from ..session import echo
from ..session import examples
from ..session import note as say
from ..session import parse_day
from ..session import shared
from ..suspect import suspect_of
from ..writing import writes
from ..wrote import tell


@click.command(
    "refer",
    epilog=examples(
        'soi refer Ben Okafor --from ana --reward "a print"',
        "soi refer ben --from ana --outcome won --value 4200",
    ),
)
@click.argument("name", metavar="BEN", nargs=-1, required=True)
@click.option("--from", "giver", metavar="ANA", help="She referred him to you.")
@click.option("--to", "getter", metavar="ANA", help="You referred him to her.")
@click.option("--date", "date_text", metavar="DATE", help="The day of it, as in yesterday or -3d.")
@click.option("--outcome", type=choice(Outcome), help="How far it has come.")
@click.option("--value", metavar="AMOUNT", help="What it brought in.")
@click.option("--occasion", metavar="TEXT", help="How it came about.")
@click.option("--note", metavar="TEXT", help="What else matters.")
@click.option("--reward", metavar="TEXT", help="What you promised for it today.")
@writes
@shared
def command(
    session: Session,
    name: tuple[str, ...],
    giver: str | None,
    getter: str | None,
    date_text: str | None,
    outcome: str | None,
    value: str | None,
    occasion: str | None,
    note: str | None,
    reward: str | None,
) -> None:
    """Note a referral: `soi refer BEN --from ANA`, she gave him to you; `--to ANA`, you gave him to her.

    It stands in Ana's file. Who came from her and has no file yet gets one, as a suspect. The same command
    once more, with --outcome met or won, moves on the referral that is open between the two.
    """
    if (giver is None) == (getter is None):
        raise UsageError("say who gave whom to whom", "write --from ANA or --to ANA")
    if reward and getter is not None:
        raise UsageError("a reward is promised to who refers somebody to you", "write it with --from")
    other = session.contact(giver or getter or "")
    direction = ReferralDirection.RECEIVED if giver is not None else ReferralDirection.GIVEN
    full = " ".join(" ".join(name).split())
    if not full:
        raise UsageError("the name is empty", "soi refer BEN --from ANA")
    person = session.known(full)
    if person is not None and person.id == other.id:
        raise UsageError(f"{shown(other.name)} cannot be referred to themselves")
    today = session.today
    date = parse_day(date_text, today, is_past=True) if date_text is not None else today
    if date > today:
        say(f"{date} is after today, {today}; it does not count before that day")
    more = _more(outcome, value, occasion, note)
    if reward:
        more["reward"] = {"what": reward, "promised": today.isoformat()}
    new = suspect_of(session, full, other) if person is None and giver is not None else None
    contact = person.id if person else new.id if new else full
    names = (person.name, *person.aliases) if person else (full,)
    day = date.isoformat()
    wanted = Wanted(direction, contact, names, day, is_dated=date_text is not None, more=more)
    wrote: list[Wrote] = []

    def intend(draft: Draft) -> None:
        wrote.extend(referrals.refer(draft, session.workspace.wiki, wanted))

    (draft,) = change(session.workspace.root, [other.path], intend, [new.draft] if new else [])
    if new:
        echo(f"{shown(new.draft.path, 500)}:1: made, as a suspect referred by {shown(other.name)}\n")
    if not wrote:
        say(f"this referral stands in {shown(other.path, 500)} already; nothing was written")
    tell(draft, wrote)


def _more(outcome: str | None, value: str | None, occasion: str | None, note: str | None) -> dict[str, Value]:
    """What is known besides who and when, checked before anything is written."""
    amount = AMOUNT.read(value) if value is not None else None
    if isinstance(amount, Wrong):
        raise UsageError(amount.message, amount.hint)
    if amount is not None and amount < 0:
        raise UsageError(
            f'"{shown(value or "")}" is less than nothing', "write what it brought in, as in 4200"
        )
    given = {"outcome": outcome, "value": value, "occasion": occasion, "note": note}
    return {key: text for key, text in given.items() if text}
