"""The slow graph against small families drawn by hand, so that the judge is judged first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from . import graph
from . import paths
from . import supply

TODAY = date(2026, 3, 1)


def contact(slug: str, /, **front_matter: object) -> dict[str, object]:
    return {"id": slug, "name": slug.title(), **front_matter}


def received(who: str, day: str = "2026-01-01", **more: object) -> dict[str, object]:
    return {"date": day, "direction": "received", "contact": who, **more}


def knows(*others: str) -> list[dict[str, str]]:
    return [{"type": "knows", "contact": other} for other in others]


def called(days: int) -> list[dict[str, object]]:
    return [{"date": date.fromordinal(TODAY.toordinal() - days), "channel": "call"}]


FAMILY = [
    contact("ada", referrals=[received("bo"), received("Cy Nofile"), received("eve", "2026-03-02")]),
    contact("bo", former_ids=["old-bo"], referrals=[received("di", outcome="won", value="10.50")]),
    contact("di", referred_by="old-bo", purchases=[{"date": "2026-01-02", "amount": "7"}]),
    contact("eve"),
]


@pytest.mark.parametrize(
    ("who", "generation", "downstream", "won"),
    [("ada", 0, 3, "10.50"), ("bo", 1, 1, "10.50"), ("di", 2, 0, "0"), ("eve", 0, 0, "0")],
)
def test_a_line_is_counted_by_hand(who: str, generation: int, downstream: int, won: str) -> None:
    found = graph.referrals(FAMILY, who, TODAY)
    assert (found["generation"], found["downstream"]) == (generation, downstream)
    assert found["downstream_won"] == Decimal(won)


def test_both_files_tell_of_one_edge() -> None:
    found = graph.referrals(FAMILY, "di", TODAY)
    assert (found["referred_by"], found["referred"]) == (["bo"], [])
    assert graph.referrals(FAMILY, "ada", TODAY)["referred"] == ["Cy Nofile", "bo"]


def test_a_circle_without_a_way_in_has_no_generation() -> None:
    ring = [
        contact("ada", referred_by="cy"),
        contact("bo", referred_by="ada"),
        contact("cy", referred_by="bo"),
    ]
    found = graph.referrals(ring, "ada", TODAY)
    assert (found["generation"], found["downstream"]) == (None, 2)
    entered = [*ring, contact("di", referrals=[received("bo")])]
    generations = [graph.referrals(entered, who, TODAY)["generation"] for who in ("di", "bo", "cy", "ada")]
    assert generations == [0, 1, 2, 3]


def test_the_edge_that_closes_a_circle_is_won_once() -> None:
    ring = [
        contact("ada", referrals=[received("bo", outcome="won", value="1")]),
        contact("bo", referrals=[received("ada", outcome="won", value="2")]),
    ]
    assert [graph.referrals(ring, who, TODAY)["downstream_won"] for who in ("ada", "bo")] == [3, 3]


def test_a_win_without_a_value_counts_what_was_bought_since() -> None:
    sales = [{"date": day, "amount": "5"} for day in ("2025-12-31", "2026-01-01", "2026-03-02")]
    deals = [{"status": "won", "closed": "2026-02-01", "amount": "30"}, {"status": "won", "amount": "100"}]
    pair = [
        contact("ada", referrals=[received("bo", outcome="won"), received("bo", outcome="lost", value="9")]),
        contact("bo", purchases=sales, deals=deals),
    ]
    assert graph.referrals(pair, "ada", TODAY)["downstream_won"] == 35
    again = {
        **pair[0],
        "referrals": [received("bo", outcome="won"), received("bo", "2026-01-02", outcome="won")],
    }
    assert graph.referrals([again, pair[1]], "ada", TODAY)["downstream_won"] == 35


CIRCLE = [
    contact("ada", grade="A+", touches=called(365), relations=knows("di")),
    contact("bo", grade="C", touches=called(0), relations=knows("di")),
    contact("cy", grade="A", touches=called(146), relations=knows("bo", "di", "Nobody Here")),
    contact("di", grade="B"),
]


def test_ways_are_ordered_by_exact_cost_and_then_by_ids() -> None:
    found = paths.paths("di", CIRCLE, {}, [], TODAY)
    assert [(float(cost), way) for cost, way in found] == [
        (4.15, ["cy", "di"]),
        (4.5, ["ada", "di"]),
        (4.5, ["bo", "di"]),
        (6.15, ["bo", "cy", "di"]),
        (6.15, ["cy", "bo", "di"]),
    ]
    assert found[0][0] == Fraction(5, 2) + Fraction(5, 4) + Fraction(2, 5)


@pytest.mark.parametrize(
    ("keys", "way"),
    [
        pytest.param({}, ["ada", "bo"], id="an open way"),
        pytest.param({"grade": "D"}, None, id="not over a D"),
        pytest.param({"archived": "2026-03-01"}, None, id="not over who is archived"),
        pytest.param({"archived": "2026-03-02"}, ["ada", "bo"], id="archived tomorrow"),
        pytest.param({"died": "2020-01-01"}, None, id="not over the dead"),
        pytest.param({"stage": "suspect"}, None, id="a suspect is not joined to the owner"),
        pytest.param({"touches": []}, None, id="nor is who was never reached"),
    ],
)
def test_a_way_leads_only_over_those_who_can_introduce(
    keys: dict[str, object], way: list[str] | None
) -> None:
    ada = contact("ada", **{"touches": called(1), "relations": knows("bo"), **keys})
    found = paths.paths("bo", [ada, contact("bo", grade="F", archived="2026-01-01")], {}, [], TODAY)
    assert [path for _, path in found] == ([way] if way else [])


def test_who_was_called_is_one_step_away_whoever_it_is() -> None:
    gone = contact("ada", grade="F", died="2026-01-01", touches=called(1))
    assert [way for _, way in paths.paths("ada", [gone], {}, [], TODAY)] == [["ada"]]


CHAIN = [
    contact("ada", stage="client", relations=[{"type": "supplier-of", "contact": "bo"}]),
    contact("bo", stage="client"),
    contact("cy", stage="client", relations=[{"type": "client-of", "contact": "bo"}]),
    contact("di", stage="client", end_customer=True),
    contact(
        "eve",
        relations=[{"type": "client-of", "contact": "cy"}, {"type": "supplier-of", "contact": "ada"}],
    ),
    contact("flo", stage="client", archived="2026-01-01"),
    contact("hal", stage="client", scope="personal"),
    contact("gus", stage="client", relations=[{"type": "client-of", "contact": "ada"}]),
]  # fmt: skip


def test_the_chain_is_followed_to_its_end_and_not_around() -> None:
    found = [sorted(slug for _, slug in level) for level in supply.levels(CHAIN, "ada")]
    assert found == [["bo", "gus"], ["cy"], ["eve"]]


def test_clients_are_asked_for_their_clients() -> None:
    assert supply.to_be_asked(CHAIN, {}, TODAY) == ["gus"]
