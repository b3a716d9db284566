"""What changed in the network between two days: a pure comparison of two states of one wiki.

The earlier state comes from an earlier commit, with the facts of its day, or is today's files as of an
earlier day, for what is dated after a day does not exist on it. Either way the same comparison tells what is
new. Source: S0, improve it; S4, people move.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Channel
from ..model import Contact
from ..model import Scope
from . import Facts
from . import lines
from .difference import BUSINESS
from .difference import Both
from .difference import Change
from .difference import Then
from .difference import Topic
from .lines import Line
from .log import Happened
from .log import Sort
from .log import history
from .owed import Sort as Open
from .owed import owed
from .pairs import pairs
from .pairs import today_id
from .promises import is_broken
from .promises import is_kept
from .promises import promises
from .referrals import person_name
from .settling import settled_by
from .standing import centers
from .standing import kinds
from .standing import overdue
from .standing import partners


@dataclass(frozen=True, slots=True)
class Reached:
    """Touches on one channel."""

    channel: Channel
    touches: int
    people: int
    """Different people whom they reached."""


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed between two days."""

    changes: tuple[Change, ...]
    reached: tuple[Reached, ...]
    """Touches that are new, by channel, the busiest first."""
    people_reached: int
    """Different people whom any of them reached."""
    unread: int
    """Files that cannot be read in one of the two states."""


def changes(then: Then, now: Facts) -> Changes:
    """What changed between an earlier state and today, by topic, then name."""
    both = Both(then, now, pairs(then.facts, now))
    is_personal = now.settings.owner.use is Scope.PERSONAL
    fresh = _fresh(both)
    found = [change for part in _PARTS for change in part(both)]
    found += [change for entry in fresh if (change := _told(both, entry)) is not None]
    kept = [change for change in found if not (is_personal and change.topic in BUSINESS)]
    reached = _reached(fresh)
    people = {e.contact.id for e in fresh if e.touch is not None and e.touch.reached}
    return Changes(tuple(sorted(kept, key=lambda c: c.order)), reached, len(people), both.pairs.unread)


def _fresh(both: Both) -> list[Happened]:
    """All that happened and that the earlier state did not know, in the order of the ids."""
    if both.then.facts.wiki is both.now.wiki:
        # The same files on two days: what is dated later is all that the earlier day did not know.
        people = both.now.wiki.contacts.values()
        return [e for person in people for e in both.now.about(history, person) if e.date > both.day]
    known: Counter[tuple[str, ...]] = Counter()
    merged = {old.id: today.id for old, today in both.pairs.merged}
    names = {old.id: id_ for id_, old in both.pairs.before.items()} | merged
    for old in both.then.facts.wiki.contacts.values():
        for entry in both.then.facts.about(history, old):
            known[_key(both, names.get(old.id, old.id), entry, both.then.facts)] += 1
    out = []
    for contact in both.now.wiki.contacts.values():
        for entry in both.now.about(history, contact):
            key = _key(both, contact.id, entry, both.now)
            known[key] -= 1
            if known[key] < 0:
                out.append(entry)
    return out


def _key(both: Both, id_: str, entry: Happened, facts: Facts) -> tuple[str, ...]:
    same = entry.same
    is_event = entry.touch is not None and entry.touch.event is not None
    if is_event or entry.sort in {Sort.REFERRAL, Sort.THANKS, Sort.REWARD}:
        same = (same[0], today_id(facts, both.now, same[1]))
    return (id_, entry.date.isoformat(), entry.sort, *same)


def _reached(fresh: list[Happened]) -> tuple[Reached, ...]:
    touches: Counter[Channel] = Counter()
    people: dict[Channel, set[str]] = {}
    for entry in fresh:
        if entry.touch is not None:
            channel = entry.touch.channel
            touches[channel] += 1
            people.setdefault(channel, set()).update([entry.contact.id] if entry.touch.reached else [])
    ordered = sorted(touches.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Reached(channel, count, len(people[channel])) for channel, count in ordered)


_TOPICS = {
    Sort.STAGE: Topic.STAGES,
    Sort.SCOPE: Topic.STAGES,
    Sort.REFERRAL: Topic.REFERRALS,
    Sort.THANKS: Topic.REFERRALS,
    Sort.REWARD: Topic.REFERRALS,
    Sort.ASKED: Topic.REFERRALS,
    Sort.PURCHASE: Topic.SALES,
    Sort.DEAL: Topic.SALES,
    Sort.PROMISE: Topic.PROMISES,
    Sort.CONSENT: Topic.CONSENT,
    Sort.FAREWELL: Topic.PEOPLE,
    Sort.ARCHIVED: Topic.PEOPLE,
    Sort.DIED: Topic.PEOPLE,
}
"""Under what a thing that happened is told; the rest is counted, or told as a change of what somebody is."""


def _told(both: Both, entry: Happened) -> Change | None:
    topic = _TOPICS.get(entry.sort)
    if topic is None:
        return None
    text = f"{entry.date} {entry.text}"
    return Change(topic, Line(entry.contact, text, entry.date, _next(both, entry), entry.path, entry.at))


def _next(both: Both, entry: Happened) -> lines.Command:
    """Thanks for a referral where they are owed; all else is only shown."""
    if entry.sort is Sort.REFERRAL:
        for row in both.now.about(owed, entry.contact):
            if row.sort is Open.THANKS and row.at[:2] == entry.at:
                return settled_by(both.now, entry.contact, row.at)
    return lines.show(entry.contact)


def _people(both: Both) -> Iterator[Change]:
    """Who came, who is gone, and who is called otherwise."""
    for contact in both.pairs.new:
        when = f"added {contact.added}" if contact.added else f"new since {both.day}"
        text = f"{when}{f': {contact.source}' if contact.source else ''}"
        yield Change(Topic.PEOPLE, lines.line(contact, text, contact.added, lines.show(contact), ("added",)))
    for old in both.pairs.gone:
        text = f"gone: the file was there on {both.day}"
        command = ("git", "show", f"{both.then.commit}:./{old.path}")
        yield Change(Topic.PEOPLE, lines.line(old, text, both.day, command))
    for old, contact in both.pairs.merged:
        text = f"has become one with {old.name} ({old.id}), who had a file of their own on {both.day}"
        yield Change(Topic.PEOPLE, lines.line(contact, text, both.day, lines.show(contact)))
    for old, contact in both.same():
        if old.id != contact.id:
            text = f"was called {old.id} on {both.day}"
            yield Change(
                Topic.PEOPLE,
                lines.line(contact, text, both.day, lines.show(contact)),
                old.id,
                contact.id,
            )


def _values(both: Both) -> Iterator[Change]:
    """Grades; stages and scopes where no history tells the day."""
    for old, contact in both.same():
        if old.grade is not contact.grade:
            before, after = str(old.grade or "no grade"), str(contact.grade or "no grade")
            yield _moved(both.day, contact, "grade", before=before, after=after)
        stages = {entry for entry in contact.stage_history if entry not in old.stage_history}
        scopes = {entry for entry in contact.scope_history if entry not in old.scope_history}
        moves = (
            ("stage", old.effective_stage, contact.effective_stage, stages),
            ("scope", both.then.facts.scope(old), both.now.scope(contact), scopes),
        )
        for key, was, is_, written in moves:
            if was is not is_ and not any(entry.date <= both.now.today for entry in written):
                yield _moved(both.day, contact, key, before=str(was), after=str(is_))


def _moved(day: dt.date, contact: Contact, key: str, *, before: str, after: str) -> Change:
    text = f"{key} {after}; on {day} it was {before}"
    topic = Topic.GRADES if key == "grade" else Topic.STAGES
    return Change(topic, lines.line(contact, text, day, lines.show(contact), (key,)), before, after)


def _outcomes(both: Both) -> Iterator[Change]:
    """Referrals that have come further, or to nothing."""
    for contact in both.now.wiki.contacts.values():
        known = {
            (e.direction, e.date, today_id(both.then.facts, both.now, e.contact)): e.outcome
            for old in both.earlier(contact)
            for e in old.referrals
        }
        for place, entry in enumerate(contact.referrals):
            key = (entry.direction, entry.date, today_id(both.now, both.now, entry.contact))
            before, after = known.get(key), entry.outcome
            if key in known and before is not after and entry.date <= both.now.today:
                name = person_name(both.now, entry.contact)
                was, is_ = str(before or "open"), str(after or "open")
                text = f"referral of {name} on {entry.date}: {is_}; on {both.day} it was {was}"
                at = ("referrals", place, "outcome")
                told = lines.line(contact, text, entry.date, lines.show(contact), at)
                yield Change(Topic.REFERRALS, told, was, is_)


def _promised(both: Both) -> Iterator[Change]:
    """Promises that were made, and those of the owner that have been broken since."""
    for contact in both.now.wiki.contacts.values():
        if both.now.is_resting(contact):
            continue
        earlier = [p for old in both.earlier(contact) for p in both.then.facts.about(promises, old)]
        known = Counter((p.promise.by, p.promise.what) for p in earlier)
        broken = Counter(
            (p.promise.by, p.promise.what)
            for p in earlier
            if is_broken(both.then.facts, p) and not is_kept(both.then.facts, p)
        )
        for promise in both.now.about(promises, contact):
            said = promise.promise
            key = (said.by, said.what)
            known[key] -= 1
            is_open = not is_kept(both.now, promise)
            day = f" for {said.due}" if said.due else ""
            command = settled_by(both.now, contact, promise.at) if is_open else lines.show(contact)
            if known[key] < 0:
                who = "they promised" if promise.is_theirs else "you promised"
                told = lines.line(contact, f"{who}{day}: {said.what}", said.due, command, promise.at)
                yield Change(Topic.PROMISES, told)
            if is_open and is_broken(both.now, promise):
                broken[key] -= 1
                if broken[key] < 0:
                    text = f"broken: promised{day}: {said.what}"
                    yield Change(Topic.PROMISES, lines.line(contact, text, said.due, command, promise.at))


_PARTS: tuple[Callable[[Both], Iterator[Change]], ...] = (
    *(_people, _values, _outcomes, _promised),
    *(overdue, kinds, partners, centers),
)
"""Each tells one sort of change; what simply happened is told by the log."""
