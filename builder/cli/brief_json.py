"""A brief as JSON."""

from __future__ import annotations

import datetime as dt

from ..facts.brief import Brief
from ..facts.brief import Referred
from ..facts.due import DueRow
from ..facts.mind import LocalTime
from ..facts.mind import age
from ..facts.mind import birthday_ahead
from ..facts.mind import local_time
from ..facts.referrals import person_name
from ..facts.relations import Tie
from ..model import Event
from ..model import Touch
from ..workspace import Workspace
from .brief import said
from .facts_json import due_json
from .shapes.brief import BriefRow
from .shapes.brief import EventRow
from .shapes.brief import LocalTimeRow
from .shapes.brief import ReferralRow
from .shapes.brief import RelationRow
from .shapes.brief import TouchRow
from .shapes.conversation import drift_json
from .shapes.conversation import mood_json
from .shapes.conversation import see_json
from .shapes.conversation import top_of_mind_json
from .shapes.done import open_json

_HOUR = dt.timedelta(hours=1)


def event_json(event: Event) -> EventRow:
    """What the guests are briefed for."""
    date = event.date.isoformat() if event.date else None
    return {"id": event.id, "name": event.name, "date": date, "where": event.where}


def brief_json(workspace: Workspace, brief: Brief, now: dt.datetime | None) -> BriefRow:
    """Everything to know about one person."""
    contact, facts = brief.contact, workspace.facts
    time = local_time(facts, contact, now)
    birthday = contact.birthday if not facts.is_resting(contact) else None
    return {
        "id": contact.id,
        "name": contact.name,
        "path": contact.path,
        "grade": str(contact.grade) if contact.grade else None,
        "stage": str(contact.effective_stage),
        "scope": str(facts.scope(contact)),
        "customer_type": str(brief.kind) if brief.kind else None,
        "organisation": brief.organisation,
        "mood": mood_json(workspace, contact),
        "due": due_json(workspace, DueRow(contact, brief.due)) if brief.due else None,
        "drift": drift_json(workspace, contact),
        "top_of_mind": top_of_mind_json(workspace, contact),
        "local_time": _time(time) if time else None,
        "age": age(birthday, workspace.today) if birthday else None,
        "birthday": birthday_ahead(birthday, workspace.today).isoformat() if birthday else None,
        "reach": contact.reach,
        "next": [*contact.next],
        "see": see_json(workspace, contact),
        "open": [open_json(workspace, contact, entry.row) for entry in brief.open],
        "relations": [_relation(workspace, tie) for tie in brief.ties],
        "referred_by": [_referral(other) for other in brief.referrers],
        "referred": [_referral(other) for other in brief.referred],
        "touches": [_touch(touch) for touch in brief.touches],
        "lines": [
            {"text": one.text, "command": one.command or None}
            for group in said(facts, brief, now)
            for one in group.rows
        ],
    }


def _time(time: LocalTime) -> LocalTimeRow:
    return {
        "hours_ahead": None if time.ahead is None else time.ahead / _HOUR,
        "utc_offset": time.offset / _HOUR,
        "time": f"{time.moment:%H:%M}" if time.moment else None,
    }


def _relation(workspace: Workspace, tie: Tie) -> RelationRow:
    wiki = workspace.wiki
    known = wiki.resolve(tie.other)
    return {
        "sentence": tie.sentence,
        "id": known if known in wiki.contacts else None,
        "name": person_name(workspace.facts, tie.other),
    }


def _referral(other: Referred) -> ReferralRow:
    return {
        "id": other.id,
        "name": other.name,
        "date": other.date.isoformat() if other.date else None,
        "outcome": str(other.outcome) if other.outcome else None,
    }


def _touch(touch: Touch) -> TouchRow:
    return {
        "date": touch.date.isoformat(),
        "channel": str(touch.channel),
        "reached": touch.reached,
        "mood": str(touch.mood) if touch.mood else None,
        "note": touch.note,
    }
