"""Facts about the network as the JSON of the contract; shared by `show`, `referrals`, `path` and `graph`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ..facts import Facts
from ..facts.centres import Centre
from ..facts.due import LastTouch
from ..facts.generations import place
from ..facts.graph import Graph
from ..facts.introductions import asks
from ..facts.network import public_id
from ..facts.paths import UNIT
from ..facts.paths import Path
from ..facts.paths import Step
from ..facts.sources import SourceRow
from ..model import Contact
from ..model import Scope
from ..workspace import Workspace
from .shapes import graph as graph_shapes
from .shapes import path as path_shapes
from .shapes import referrals as shapes
from .shapes.referral_facts import ReferralFacts
from .shapes.shared import LastTouch as LastTouchRow

_DIGITS = 4
"""Of a cost, which is a number of days divided by 1,460."""


def money(value: Decimal) -> float:
    """An amount as exact as a number of JSON can be, as in the front matter: 4200 and not 4200.0."""
    return int(value) if value == value.to_integral_value() else float(value)


def public_ids(facts: Facts, people: Iterable[str]) -> list[str]:
    """Ids, then the names of those who have no file."""
    ordered = sorted(people, key=lambda person: (person.startswith("="), person))
    return [public_id(facts, person) for person in ordered]


def referrals_json(workspace: Workspace, contact: Contact) -> ReferralFacts | None:
    """Where somebody stands in the graph of referrals; None in a wiki for family and friends."""
    facts = workspace.facts
    if facts.settings.owner.use is Scope.PERSONAL:
        return None
    here = facts.about(place, contact)
    return {
        "generation": here.generation,
        "referred_by": [edge.referrer for edge in here.came_by],
        "referred": public_ids(facts, (edge.referred for edge in here.brought)),
        "downstream": here.downstream.people,
        "downstream_won": money(here.downstream.won),
        "because": workspace.because(here.because),
    }


def source_json(workspace: Workspace, row: SourceRow) -> shapes.SourceRow:
    """One of those who referred people to the owner."""
    downstream = workspace.facts.about(place, row.contact).downstream
    return {
        "id": row.contact.id,
        "name": row.contact.name,
        "won": money(row.won),
        "won_count": row.won_count,
        "recent": row.recent,
        "referred": row.referred,
        "downstream": downstream.people,
        "downstream_won": money(downstream.won),
        "because": workspace.because(row.because),
    }


def centre_json(workspace: Workspace, row: Centre) -> shapes.CentreRow:
    """One centre of influence."""
    return {
        "id": row.contact.id,
        "name": row.contact.name,
        "betweenness": row.betweenness,
        "people": row.people,
        "because": workspace.because(row.because),
    }


def path_json(workspace: Workspace, path: Path) -> path_shapes.PathRow:
    """One way to somebody."""
    return {
        "cost": round(path.cost / UNIT, _DIGITS),
        "steps": [_step(step) for step in path.steps],
        "asks": [
            {"who": ask.who.id, "to_reach": ask.to_reach.id, "sentence": ask.sentence, "command": ask.command}
            for ask in asks(workspace.facts, path)
        ],
    }


def _step(step: Step) -> path_shapes.StepRow:
    return {
        "id": step.contact.id,
        "name": step.contact.name,
        "grade": str(step.contact.effective_grade),
        "cost": round(step.cost / UNIT, _DIGITS),
        "last_touch": _last(step.last),
        "ties": [
            {
                "kind": tie.kind,
                "source": tie.source,
                "target": tie.target,
                "date": tie.date.isoformat() if tie.date else None,
            }
            for tie in step.ties
        ],
    }


def _last(last: LastTouch | None) -> LastTouchRow | None:
    return {"date": last.touch.date.isoformat(), "channel": str(last.touch.channel)} if last else None


def nodes_json(graph: Graph) -> list[graph_shapes.NodeRow]:
    """Everybody in the network."""
    return [
        {
            "id": node.id,
            "name": node.name,
            "grade": str(node.grade) if node.grade else None,
            "stage": str(node.stage) if node.stage else None,
            "generation": node.generation,
            "x": node.x,
            "y": node.y,
        }
        for node in graph.nodes
    ]


def edges_json(graph: Graph) -> list[graph_shapes.EdgeRow]:
    """What joins them."""
    return [
        {
            "kind": edge.kind,
            "source": edge.source,
            "target": edge.target,
            "mutual": edge.is_mutual,
            "date": edge.date.isoformat() if edge.date else None,
            "outcome": str(edge.outcome) if edge.outcome else None,
            "value": None if edge.value is None else money(edge.value),
        }
        for edge in graph.edges
    ]
