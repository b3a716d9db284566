"""people: Show somebody: how to reach them, when they are due and why."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

import click

from ...diagnostics import shown
from ...errors import UsageError
from ...facts import Because
from ...facts import Facts
from ...facts.customer import told_kind
from ...facts.due import next_due
from ...facts.generations import place
from ...facts.network import name_of
from ...facts.networks import is_business
from ...facts.networks import networks_of
from ...facts.partnership import partnership
from ...facts.partnership import reciprocity
from ...facts.promises import open_promises
from ...facts.settling import settled_by
from ...facts.stage import lacks
from ...facts.supply import chain
from ...facts.supply import is_to_ask
from ...facts.supply import sold_to
from ...facts.thanks import unpaid
from ...facts.thanks import unthanked
from ...facts.touches import so_far
from ...model import Contact
from ...model import Grade
from ...model import Outcome
from ...model import ReferralDirection
from ...report.tables import head
from ...report.tables import json_text
from ...workspace import Workspace
from ..brief import ways
from ..facts_json import contact_json
from ..lines import typed
from ..output import format_option
from ..session import Session
from ..session import echo
from ..session import note
from ..session import shared
from ..shapes.show import Everybody
from ..shapes.show import One

RECENT = 5
"""So many of the latest touches are shown."""


@click.command("show")
@click.argument("who", nargs=-1)
@click.option("--all", "everybody", is_flag=True, help="Everybody, by id.")
@format_option("json")
@shared
def command(session: Session, who: tuple[str, ...], output: str, *, everybody: bool) -> None:
    """Show somebody: how to reach them, when they are due and why, promises, the latest touches.

    `--format json` has everything that the file says.
    """
    if bool(who) == everybody:
        raise UsageError("name somebody, or ask for --all")
    workspace = session.workspace
    people = (
        list(workspace.wiki.contacts.values())
        if everybody
        else [session.contact(" ".join(who), is_to_read=True)]
    )
    if output == "json":
        echo(json_text(_everybody(workspace, people) if everybody else _one(workspace, people[0])))
    else:
        if not people:
            note("nobody is in the wiki yet; soi new NAME")
        echo("\n".join("".join(f"{line}\n" for line in _card(workspace, contact)) for contact in people))


def _one(workspace: Workspace, contact: Contact) -> One:
    return {**head(workspace.today), **contact_json(workspace, contact)}


def _everybody(workspace: Workspace, people: Iterable[Contact]) -> Everybody:
    return {
        **head(workspace.today),
        "contacts": [contact_json(workspace, contact) for contact in people],
    }


def _card(workspace: Workspace, contact: Contact) -> Iterator[str]:
    facts = workspace.facts
    grade = contact.grade or "not graded"
    yield f"{shown(contact.name)}  [{grade}, {contact.effective_stage}]  {shown(contact.path, 500)}"
    yield from _rest(facts, contact)
    about = (contact.title, contact.organisation, contact.profession, contact.location)
    if any(about):
        yield f"  {shown(', '.join(part for part in about if part), 300)}"
    for label, value in ways(contact):
        yield f"  {label}: {shown(value, 300)}"
    if contact.reach:
        yield f"  reach: {shown(contact.reach, 300)}"
    due = facts.about(next_due, contact)
    if due:
        yield f"  {due.status}: due {due.due_on}; {_words(due.because)}"
    kind = told_kind(facts, contact)
    if kind.value:
        yield f"  customer type: {kind.value} ({_words(kind.because)})"
    yield from _standing(workspace, contact)
    missing = facts.about(lacks, contact) if contact.stage else ()
    if missing:
        yield f"  {contact.stage}, but lacks: {', '.join(missing)}"
    for text in contact.next:
        yield f"  open with: {shown(text, 300)}"
    for promise in facts.about(open_promises, contact):
        day = promise.promise.due or "some day"
        yield f"  promised by {promise.promise.by}, due {day}: {shown(promise.promise.what, 300)}"
    for touch in reversed([row.touch for row in facts.about(so_far, contact)[-RECENT:]]):
        reached = "" if touch.reached else " (not reached)"
        yield f"  {touch.date} {touch.channel}{reached}{f': {shown(touch.note, 300)}' if touch.note else ''}"


def _rest(facts: Facts, contact: Contact) -> Iterator[str]:
    """Why somebody is on no list, or still in the wiki. Source: S0, "exceptions to every rule"."""
    if contact.died is not None and contact.died <= facts.today:
        yield f"  died on {contact.died}"
    if contact.archived is not None and contact.archived <= facts.today:
        reason = f": {shown(contact.archived_reason, 300)}" if contact.archived_reason else ""
        yield f"  archived on {contact.archived}{reason}"
    if contact.keep and contact.effective_grade in {Grade.D, Grade.F}:
        yield f"  kept although {contact.effective_grade}: {shown(contact.keep, 300)}"


def _standing(workspace: Workspace, contact: Contact) -> Iterator[str]:
    """What somebody is in the owner's networks, and to whom they sell."""
    facts = workspace.facts
    networks = networks_of(facts, contact)
    if networks:
        yield f"  networks: {', '.join(networks)}"
    if not is_business(facts):
        return
    yield from _given(facts, contact)
    standing = facts.about(partnership, contact)
    if standing.value:
        yield f"  {standing.value.replace('_', ' ')}: {_words(standing.because)}"
    yield from _referrals(facts, contact)
    yield from _owed(facts, contact)
    buyers = facts.about(chain, contact)
    if buyers:
        yield f"  {shown(sold_to(buyers), 300)}"
    elif facts.about(is_to_ask, contact):
        yield "  sells to: ask, nobody knows"


def _referrals(facts: Facts, contact: Contact) -> Iterator[str]:
    """What came and went by referral, and where somebody stands in the graph."""
    count, here = facts.about(reciprocity, contact), facts.about(place, contact)
    told: list[str] = []
    if count.received or count.given:
        gave = _counted(facts, contact, ReferralDirection.RECEIVED, count.received)
        got = _counted(facts, contact, ReferralDirection.GIVEN, count.given)
        told.append(f"gave you {gave} and got {got}")
    if here.came_by or here.brought:
        depth = "in a cycle" if here.generation is None else f"generation {here.generation}"
        names = [shown(name_of(facts, edge.referrer)) for edge in here.came_by[:RECENT]]
        told.append(f"{depth}, through {', '.join(names)}" if names else depth)
    if here.downstream.people:
        people = f"{here.downstream.people} {'person' if here.downstream.people == 1 else 'people'}"
        worth = f", {here.downstream.won:f} {facts.settings.currency} won" if here.downstream.won else ""
        told.append(f"{people} downstream{worth}")
    if told:
        yield f"  referrals: {'; '.join(told)}"


def _owed(facts: Facts, contact: Contact) -> Iterator[str]:
    """Thanks and rewards for referrals, each with what settles it; nothing is owed to those who rest."""
    if facts.is_resting(contact):
        return
    for debt in facts.about(unthanked, contact)[:RECENT]:
        command = typed(settled_by(facts, contact, (*debt.at, "thanked")))
        yield f"  thanks owed for {shown(debt.referred)}, referred on {debt.date}  ({command})"
    for debt in facts.about(unpaid, contact)[:RECENT]:
        what = shown(f"{debt.what or 'a reward'} for {debt.referred}", 300)
        command = typed(settled_by(facts, contact, (*debt.at, "reward")))
        yield f"  reward owed: {what}, promised on {debt.date}  ({command})"


def _counted(facts: Facts, contact: Contact, direction: ReferralDirection, count: int) -> str:
    """So many referrals, and how many of them were won."""
    won = sum(
        entry.direction is direction and entry.outcome is Outcome.WON and entry.date <= facts.today
        for entry in contact.referrals
    )
    return f"{count or 'none'}{f' ({won} won)' if won else ''}"


def _given(facts: Facts, contact: Contact) -> Iterator[str]:
    """What somebody is worth, was asked for and gave, which is what parts the grades."""
    if contact.value:
        value = contact.value
        levels = (
            (value.profit, "profit"),
            (value.maintenance, "maintenance"),
            (value.expectations, "expectations"),
        )
        worth = [f"{level} {name}" for level, name in levels if level]
        worth += ["busy"] if value.busy else []
        if worth:
            yield f"  worth: {', '.join(worth)}"
    asked = [
        f"{entry.what} {entry.date}{f', {entry.answer}' if entry.answer else ''}"
        for entry in contact.asked
        if entry.date <= facts.today
    ]
    if asked:
        yield f"  asked for: {'; '.join(asked[-RECENT:])}"
    found = (("a reference", contact.reference), ("a review", contact.reviewed))
    gave = [
        what if day is True else f"{what} on {day}"
        for what, day in found
        if day and (day is True or day <= facts.today)
    ]
    if gave:
        yield f"  gave: {', '.join(gave)}"


def _words(reasons: Iterable[Because]) -> str:
    return "; ".join(shown(reason.text, 300) for reason in reasons)
