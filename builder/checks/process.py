"""Whether the process and the grades can be followed: steps passed over, load, no process at all (SOI4xx)."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from itertools import groupby

from ..diagnostics import Finding
from ..diagnostics import Rule
from ..diagnostics import Severity
from ..diagnostics import shown
from ..facts import Facts
from ..facts import lines
from ..facts.networks import is_business
from ..facts.plan import load
from ..facts.steps import Fault
from ..facts.steps import Skip
from ..facts.steps import has_process
from ..facts.steps import skips
from ..model import Contact
from ..model import Scope
from ..model import Stage
from ..settings import place_of
from . import check

_READ = frozenset({"", "checklist", "stage", "stage_history"})
"""Keys that the order of the steps rests on; where one could not be read, it is not complained about."""


@check("SOI410", Severity.INFO, "a step of the process was passed over", source="S1 rule 29")
def passed_over(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """A step of your process was done before an earlier one, or the stage was left for a later one without
    it. A process helps only where it is followed, and the step left out is the one that you miss when a
    sale falls through. Do it now, write the day if it was done, mend the days if it came first after all, or
    take it out of the process if it is never needed.

    Bad, where a prospect has the steps `needs` and `offer`:

        stage: client
        stage_history:
          - {date: 2026-01-10, stage: prospect}
          - {date: 2026-02-20, stage: client}
        checklist: {offer: 2026-02-01}

    Good:

        stage: client
        stage_history:
          - {date: 2026-01-10, stage: prospect}
          - {date: 2026-02-20, stage: client}
        checklist: {needs: 2026-01-20, offer: 2026-02-01}
    """
    if not is_business(facts) or not has_process(facts):
        return
    for contact in facts.wiki.contacts.values():
        if facts.is_resting(contact) or contact.unread & _READ:
            continue
        # What was made up for after the stage was left is mended; an order cannot be.
        found = [s for s in facts.about(skips, contact) if s.fault is not Fault.PASSED or s.done is None]
        for at, same in groupby(sorted(found, key=_place), key=lambda skip: skip.at):
            message, hint = _told(contact, [*same])
            yield Finding(rule, contact.path, message, at, hint=hint, contact=contact.id)


def _place(skip: Skip) -> tuple[str, ...]:
    return tuple(map(str, skip.at))


def _told(contact: Contact, same: list[Skip]) -> tuple[str, str]:
    """Message and hint for what one place gives away."""
    skip, steps = same[0], " and ".join(shown(skip.step) for skip in same)
    day = f" on {skip.date}" if skip.date else ""
    hint = shlex.join(lines.done(contact, skip.step))
    if skip.fault is Fault.PASSED:
        return f"became {skip.by}{day} without {steps} ({skip.stage})", hint
    if all(skip.done for skip in same):
        return f"{shown(skip.by)} was done{day}, before {steps}", "mend the day, if it is wrong"
    return f"{shown(skip.by)} was done{day} without {steps}", hint


@check(
    "SOI412",
    Severity.INFO,
    "the grades promise more than you can do",
    source="S0, set a plan and work it",
    is_of_wiki=True,
)
def over_capacity(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """The personal touches that your grades and cadences promise come to more in a week than you said you can
    make. Somebody will be overdue every week, and it will not be the one you would have chosen. `soi plan`
    shows who finds no room.

    Promise less, by a lower grade or a longer cadence for those who would not mind, or raise what you can do.

    Bad:

        capacity: {touches_per_week: 5}        # and 40 people are called once a month

    Good:

        capacity: {touches_per_week: 10}
    """
    found = facts.of(load)
    if found.is_over:
        parts = ", ".join(f"{name} {part}" for name, part in found.parts.items())
        message = f"{found.promised} touches a week promised ({parts}), {found.possible} possible"
        path, line, column = place_of(facts.outside.document, "capacity", "touches_per_week")
        hint = f"{found.advice}; soi plan shows who finds no room"
        yield Finding(rule, path, message, place=(line, column), hint=hint)


@check("SOI416", Severity.WARNING, "sales without a process", source="S1 rule 29", is_of_wiki=True)
def no_process(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """There are prospects or deals, and no steps that lead from the first contact to the sale. Without them
    nobody can tell, when sales fall, whether the process was not followed or does not work. If you cannot
    name the steps, stop and write them down; the draft below is one to begin with, to be pasted below `soi:`
    in `mkdocs.yml` and made your own. `soi done ben-okafor needs` then ticks a step off.

    Bad:

        process: {}

    Good:

        process:
          contact:
            - {id: fit, what: find out whether they fit those you look for}
            - {id: permission, what: ask whether you may stay in touch}
          connection:
            - {id: conversation, what: talk in person about their work before yours}
            - {id: favour, what: do something useful for them without a bill}
          prospect:
            - {id: needs, what: hear what is wrong and what they want in its place}
            - {id: money, what: agree on what it may cost and on who decides}
            - {id: offer, what: send one offer with one price}
            - {id: answer, what: call for the answer on the day you named}
          client:
            - {id: delivery, what: deliver what was sold}
            - {id: satisfied, what: ask how it went}
            - {id: referral, what: ask who else you should be talking to}
    """
    if not is_business(facts) or has_process(facts):
        return
    people = [
        contact
        for contact in facts.wiki.contacts.values()
        if not facts.is_resting(contact) and facts.scope(contact) is not Scope.PERSONAL
    ]
    prospects = sum(contact.effective_stage is Stage.PROSPECT for contact in people)
    deals = sum(len(contact.deals) for contact in people)
    counts = [
        f"{count} {name}{'' if count == 1 else 's'}"
        for count, name in ((prospects, "prospect"), (deals, "deal"))
        if count
    ]
    if counts:
        path, line, column = place_of(facts.outside.document, "process")
        message = f"{' and '.join(counts)}, but no process from the first contact to the sale"
        hint = "soi explain SOI416 shows a draft to paste"
        yield Finding(rule, path, message, place=(line, column), hint=hint)
