"""Facts as the JSON of the contract; shared by `due`, `show` and `today`."""

from __future__ import annotations

from ..facts.customer import told_kind
from ..facts.due import DueRow
from ..facts.due import next_due
from ..facts.networks import networks_of
from ..facts.stage import lacks
from ..model import Contact
from ..schema import expand
from ..workspace import Workspace
from .network_json import referrals_json
from .shapes import shared
from .shapes.conversation import drift_json
from .shapes.conversation import mood_json
from .shapes.conversation import see_json
from .shapes.conversation import top_of_mind_json
from .shapes.grading import ask_json
from .shapes.grading import grade_json
from .shapes.grading import mailing_json
from .shapes.partners import meetings_json
from .shapes.partners import partnership_json
from .shapes.partners import reciprocity_json
from .shapes.partners import supply_json
from .shapes.show import Person


def due_json(workspace: Workspace, row: DueRow) -> shared.DueRow:
    """One row of the due list."""
    contact, due = row.contact, row.due
    last = due.last
    return {
        "id": contact.id,
        "name": contact.name,
        "grade": str(contact.effective_grade),
        "stage": str(contact.effective_stage),
        "scope": str(workspace.facts.scope(contact)),
        "due_on": due.due_on.isoformat(),
        "status": str(due.status),
        "days_overdue": due.days_overdue,
        "ratio": due.ratio,
        "last_touch": {"date": last.touch.date.isoformat(), "channel": str(last.touch.channel)}
        if last
        else None,
        "because": workspace.because(due.because),
    }


def contact_json(workspace: Workspace, contact: Contact) -> Person:
    """Everything about one person: the front matter with short forms written out, and the facts."""
    due = workspace.facts.about(next_due, contact)
    kind = told_kind(workspace.facts, contact)
    return {
        "id": contact.id,
        "path": contact.path,
        "contact": expand(type(contact), workspace.values(contact.path)),
        "facts": {
            "due": due_json(workspace, DueRow(contact, due)) if due else None,
            "customer_type": {
                "value": str(kind.value) if kind.value else None,
                "because": workspace.because(kind.because),
            },
            "partnership": partnership_json(workspace, contact),
            "reciprocity": reciprocity_json(workspace, contact),
            "networks": [str(network) for network in networks_of(workspace.facts, contact)],
            "supply_chain": supply_json(workspace, contact),
            "meetings": meetings_json(workspace, contact),
            "grade": grade_json(workspace, contact),
            "referrals": referrals_json(workspace, contact),
            "stage": {"lacks": list(workspace.facts.about(lacks, contact))},
            "ask": ask_json(workspace, contact),
            "mailing": mailing_json(workspace, contact),
            "mood": mood_json(workspace, contact),
            "see": see_json(workspace, contact),
            "drift": drift_json(workspace, contact),
            "top_of_mind": top_of_mind_json(workspace, contact),
        },
    }
