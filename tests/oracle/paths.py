"""Ways of introduction, found by listing all of them.

Owns what a step costs and how ways are ordered; costs are exact fractions, so that a tie is one. It must not
know the product, nor any library of graphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from . import due
from . import graph
from .plain import Plain
from .plain import as_entries
from .plain import as_text
from .plain import days_from

STAGES = ("stranger", "suspect", "contact", "connection", "prospect", "client")
OF_GRADE = {"A+": Fraction(0), "A": Fraction(1, 4), "B": Fraction(1, 2), "C": Fraction(1)}
Way: TypeAlias = tuple[Fraction, list[str]]
"""What a way costs, and whom it leads over, the one looked for last."""


def paths(
    who: str, people: Sequence[Plain], settings: Plain, events: Sequence[Plain], today: date
) -> list[Way]:
    """All ways from the owner to somebody, each over nobody twice, the best first."""
    filled = due.with_defaults(settings)
    by_id = {as_text(person["id"]): person for person in people}
    joined = _joined(people, today)
    found: list[Way] = []
    waiting = [[slug] for slug, person in by_id.items() if _is_joined_to_owner(person, filled, events, today)]
    while waiting:
        way = waiting.pop()
        if way[-1] == who:
            found.append((sum((cost(by_id[slug], filled, events, today) for slug in way), Fraction(0)), way))
        elif _may_be_passed(by_id[way[-1]], today):
            waiting += [[*way, slug] for slug in by_id if slug not in way and {way[-1], slug} in joined]
    return sorted(found)


def cost(person: Plain, settings: Plain, events: Sequence[Plain], today: date) -> Fraction:
    """What stepping on somebody costs; a D or an F, who is only ever looked for, counts as a C."""
    last = due.last_touch(person, due.with_defaults(settings), events, today)
    silence = Fraction(days_from(last["date"], today), 365) if last else Fraction(1)
    return 1 + OF_GRADE.get(due.grade_of(person), Fraction(1)) + min(silence, Fraction(1))


def _joined(people: Sequence[Plain], today: date) -> list[set[str]]:
    pairs = list(graph.edges(people, today))
    for person in people:
        teller = (True, as_text(person["id"]))
        others = [relation["contact"] for relation in as_entries(person.get("relations"))]
        pairs += [(teller, graph.node(people, other)) for other in others]
    return [{before[1], after[1]} for before, after in pairs if before[0] and after[0]]


def _is_joined_to_owner(person: Plain, settings: Plain, events: Sequence[Plain], today: date) -> bool:
    stage = as_text(person.get("stage", "contact"))
    met = due.last_touch(person, settings, events, today) is not None
    return met and STAGES.index(stage) >= STAGES.index("contact")


def _may_be_passed(person: Plain, today: date) -> bool:
    return due.grade_of(person) in OF_GRADE and not due.gone(person, today)
