"""Wikis of every theme are written as they were made, and go where the rules turn."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import Phase
from hypothesis import find
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from . import asking
from . import customer
from . import due
from . import evidence
from . import graph
from . import mailing
from . import partners
from . import paths
from . import rich
from . import strategies
from . import supply
from . import talk
from .test_strategies import QUICKLY
from .test_strategies import as_read


@pytest.mark.parametrize("theme", rich.THEMES)
@given(data=st.data())
@hypothesis_settings(max_examples=3, phases=[Phase.generate])
def test_a_file_holds_the_contact_it_was_written_from(theme: str, data: st.DataObject) -> None:
    people, events, _, _ = data.draw(rich.wikis(theme))
    for contact in [*people, *events]:
        front_matter = strategies.as_markdown(contact).split("---\n")[1]
        shown = {key: value for key, value in contact.items() if key != "id"}
        assert yaml.BaseLoader(front_matter).get_single_data() == as_read(shown)


PATIENTLY = hypothesis_settings(QUICKLY, max_examples=500)


def answers(wiki: strategies.Wiki) -> set[object]:
    """Everything the oracles say about anybody, each answer with the name of its family."""
    people, events, made, today = wiki
    found: set[object] = set()
    for person in people:
        slug = str(person["id"])
        place = graph.referrals(people, slug, today)
        see = talk.see(person, made, events, today)
        found |= {
            ("type", customer.customer_type(person, people, made, events, today)),
            ("partner", partners.partnership(person, made, events, today)["value"]),
            ("ask", asking.ask(person, made, events, today)),
            ("grade", due.grade_of(person), evidence.suggested_grade(person, people, made, today)),
            ("mailed", mailing.address(person, today) is not None),
            ("drift", talk.drift(person, made, events, today) is not None),
            ("see", len(see["covered"]), see["next"]),
            ("generation", place["generation"]),
            ("won", place["downstream_won"] > 0),
            ("ways", min(len(paths.paths(slug, people, made, events, today)), 3)),
            ("levels", len(supply.levels(people, slug))),
            *(("lacks", lacking) for lacking in evidence.lacks(person, made, events, today)),
        }
    return found


@pytest.mark.parametrize(
    ("theme", "answer"),
    [
        ("types", ("type", "active-paying")),
        ("types", ("type", "active-non-paying")),
        ("types", ("type", "non-active")),
        ("types", ("type", "lost")),
        ("circle", ("type", "direct-referral")),
        ("circle", ("type", "center-of-influence")),
        ("circle", ("type", "undefined")),
        ("partners alone", ("partner", "contact_sphere")),
        ("close partners", ("partner", "power_team")),
        ("partners alone", ("partner", "referral_partner")),
        ("loyal", ("ask", "loyal")),
        ("clients", ("ask", "customer")),
        ("customers", ("ask", "new-customer")),
        ("promises", ("ask", "prospect")),
        ("asking", ("ask", "lost-deal")),
        ("customers", ("ask", "sphere")),
        ("grades", ("grade", "C", "A+")),
        ("grades by referrals", ("grade", "B", "A")),
        ("grades by referrals", ("grade", "A+", "A")),
        ("mailing alone", ("mailed", True)),
        ("rhythm", ("drift", True)),
        ("talks alone", ("see", 3, "enhance")),
        ("talks alone", ("see", 2, "service")),
        ("chain", ("generation", 3)),
        ("chain", ("generation", None)),
        ("graph", ("won", True)),
        ("ways alone", ("ways", 3)),
        ("circle", ("levels", 2)),
        ("stages", ("lacks", "profile")),
        ("stages", ("lacks", "meeting")),
        ("stages", ("lacks", "willing")),
        ("stages", ("lacks", "purchase")),
    ],
    ids=str,
)
def test_every_answer_is_found(theme: str, answer: object) -> None:
    assert answer in answers(
        find(rich.wikis(theme), lambda made: answer in answers(made), settings=PATIENTLY)
    )
