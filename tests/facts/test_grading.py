"""Which grade the files speak for, counted by hand from real files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.facts import Facts
from builder.facts.grading import best_buyers
from builder.facts.grading import nearest
from builder.facts.grading import share
from builder.facts.grading import suggestion
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person

TODAY = dt.date(2026, 3, 1)


def facts_of(root: Path, settings: str = "", **people: str) -> Facts:
    wiki = make_wiki(root, {f"{name}.md": text for name, text in people.items()}, settings)
    return open_workspace(wiki, TODAY).facts


def suggested(root: Path, keys: Mapping[str, str], settings: str = "") -> str | None:
    facts = facts_of(root, settings, ana=person("Ana", **keys))
    grade = facts.about(suggestion, facts.wiki.contacts["ana"]).grade
    return str(grade) if grade else None


def bought(*dates: str) -> dict[str, str]:
    return {"purchases": f"[{', '.join(f'{date} 10 x' for date in dates)}]"}


def received(*dates: str, direction: str = "received") -> dict[str, str]:
    entries = (f"{{date: {date}, direction: {direction}, contact: N{n}}}" for n, date in enumerate(dates))
    return {"referrals": f"[{', '.join(entries)}]"}


def refused(*dates: str, answer: str = "no") -> dict[str, str]:
    entries = (f"{{date: {date}, answer: {answer}, what: review}}" for date in dates)
    return {"asked": f"[{', '.join(entries)}]"}


def worth(profit: str = "", maintenance: str = "") -> dict[str, str]:
    pairs = {"profit": profit, "maintenance": maintenance}
    return {"value": f"{{{', '.join(f'{key}: {value}' for key, value in pairs.items() if value)}}}"}


# From April 2025 to March 2026: the last twelve calendar months.
MONTHS = [f"2025-{month:02d}-30" for month in range(4, 13)] + ["2026-01-30", "2026-02-28", "2026-03-01"]

SUGGESTIONS = [
    # A+ by months
    ({"grade": "B", **bought(*MONTHS[:9])}, "A+", "nine months"),
    ({"grade": "B", **bought(*MONTHS[3:])}, "A+", "nine months, the present one included"),
    ({"grade": "B", **bought(*MONTHS[:8])}, None, "eight"),
    ({"grade": "B", **bought("2025-03-31", *MONTHS[:8])}, None, "eight and the one before"),
    ({"grade": "B", **bought(*MONTHS[:8], "2025-11-01")}, None, "nine purchases in eight"),
    ({"grade": "B", **bought(*MONTHS[:8], "2026-03-02")}, None, "eight and tomorrow's"),
    ({"grade": "B", **bought(*MONTHS[:7]), **received(*MONTHS[7:9])}, "A+", "seven, and two with referrals"),
    (
        {"grade": "B", **bought(*MONTHS[:8]), **received(MONTHS[8], direction="given")},
        None,
        "one of them given",
    ),
    ({"grade": "A+", **bought(*MONTHS[:9])}, None, "is one already"),
    ({"grade": "A+", **bought(*MONTHS[:9]), **worth("low", "high")}, None, "is one, whatever it costs"),
    ({"grade": "A", **bought(*MONTHS[:9])}, "A+", "an A"),
    (bought(*MONTHS[:9]), "A+", "not graded"),
    # A
    ({"grade": "B", **received("2025-03-01", "2025-06-01", "2026-03-01")}, "A", "three referrals in a year"),
    ({"grade": "B", **received("2025-02-28", "2025-06-01", "2026-03-01")}, None, "one a day before"),
    ({"grade": "B", **received("2025-06-01", "2026-03-01")}, None, "two"),
    (received("2025-06-01", "2025-06-01", "2025-06-02"), "A", "not graded, and three"),
    ({"grade": "A", **received("2025-06-01", "2025-07-01", "2025-08-02")}, None, "is one already"),
    ({"grade": "A+", **received("2025-06-01", "2025-07-01", "2025-08-02")}, None, "is more already"),
    ({"grade": "B", **worth("high", "medium")}, "A", "high profit"),
    ({"grade": "B", **worth("high")}, "A", "high profit, and nothing of maintenance"),
    ({"grade": "B", **worth("high", "high")}, None, "that costs much"),
    ({"grade": "B", **worth("medium", "low")}, None, "medium profit"),
    # a step down
    ({"grade": "A+", **worth("low", "high")}, "A", "an A+ that costs more than it brings"),
    ({"grade": "A", **worth("low", "high")}, "B", "an A"),
    ({"grade": "B", **worth("low", "high")}, "C", "a B"),
    ({"grade": "C", **worth("low", "high")}, None, "a C is not let go by a computer"),
    ({"grade": "A", **worth("medium", "high")}, None, "that brings something"),
    ({"grade": "A", **worth("low", "medium")}, None, "that costs little"),
    ({"grade": "A", **refused("2025-03-01", "2026-03-01")}, "B", "refused twice in a year"),
    ({"grade": "A", **refused("2025-02-28", "2026-03-01")}, None, "once a day before"),
    ({"grade": "A", **refused("2026-02-01")}, None, "once"),
    ({"grade": "A", **refused("2026-02-01", "2026-02-02", answer="later")}, None, "put off twice"),
    (
        {"grade": "B", **received("2025-06-01", "2025-06-02", "2026-02-01"), **worth("low", "high")},
        "A",
        "the highest that holds",
    ),
    # nobody
    ({"grade": "D", **bought(*MONTHS)}, None, "a D"),
    ({"grade": "F", **worth("high", "low")}, None, "an F"),
    ({"grade": "B", "scope": "personal", **bought(*MONTHS)}, "A+", "a friend who buys"),
    ({"grade": "B", "archived": "2026-02-01", **bought(*MONTHS)}, None, "archived"),
]


@pytest.mark.parametrize(("keys", "expected"), [pytest.param(*row[:2], id=row[2]) for row in SUGGESTIONS])
def test_the_grade_is_the_highest_that_holds(
    tmp_path: Path, keys: dict[str, str], expected: str | None
) -> None:
    assert suggested(tmp_path, keys) == expected


def test_a_wiki_of_friends_suggests_nothing(tmp_path: Path) -> None:
    keys = {"grade": "B", "scope": "business", **bought(*MONTHS)}
    assert suggested(tmp_path, keys) == "A+"
    assert suggested(tmp_path, keys, "owner: {use: personal}") is None


def clients(count: int, **amounts: str) -> dict[str, str]:
    """So many clients, c0 and so on, who bought for 100; others as named."""
    paid = {f"c{n}": amounts.get(f"c{n}", "100") for n in range(count)}
    return {
        who: person(who.title(), grade="B", stage="client", purchases=f"2025-01-01 {amount} x")
        for who, amount in paid.items()
    }


@pytest.mark.parametrize(
    ("people", "best"),
    [
        pytest.param(clients(10, c3="101"), ["c3"], id="one in ten"),
        pytest.param(clients(9, c3="101"), [], id="none in nine"),
        pytest.param(clients(11, c3="101", c4="102"), ["c3", "c4"], id="two in eleven"),
        pytest.param(clients(10, c3="101", c4="101.00"), ["c3", "c4"], id="as much as the last"),
        pytest.param(
            {**clients(10, c3="101"), "x": person("X", stage="prospect", purchases="2025-01-01 900 x")},
            ["c3"],
            id="who is no client does not count",
        ),
        pytest.param(
            {
                **clients(10, c3="101"),
                "c9": person("C9", stage="client", purchases="2024-02-29 900 x, long ago"),
            },
            ["c3"],
            id="24 months",
        ),
        pytest.param(
            {
                **clients(10, c3="101"),
                "c9": person("C9", stage="client", deals="{status: won, closed: 2024-03-01, amount: 200}"),
            },
            ["c9"],
            id="a deal of 24 months ago",
        ),
        pytest.param(dict.fromkeys(clients(10), person("N", stage="client")), [], id="nobody bought"),
    ],
)
def test_the_top_tenth_is_of_clients_by_two_years_money(
    tmp_path: Path, people: dict[str, str], best: list[str]
) -> None:
    facts = facts_of(tmp_path, **people)
    assert sorted(facts.of(best_buyers)) == best
    found = [c.id for c in facts.wiki.contacts.values() if facts.about(suggestion, c).grade == "A+"]
    assert found == best


def test_a_top_buyer_who_costs_much_is_no_a_plus(tmp_path: Path) -> None:
    dear = person("C3", grade="B", stage="client", purchases="2025-01-01 900 x", **worth("high", "high"))
    facts = facts_of(tmp_path, **{**clients(10), "c3": dear})
    assert list(facts.of(best_buyers)) == ["c3"]
    assert facts.about(suggestion, facts.wiki.contacts["c3"]).grade is None


def test_the_share_is_of_clients(tmp_path: Path) -> None:
    best = person("B", grade="A+", stage="client")
    people = {**clients(11), "c0": best, "c1": best, "friend": person("F", grade="A+", scope="personal")}
    found = facts_of(tmp_path, **people).of(share)
    assert ([c.id for c in found.a_plus], found.clients, found.limit) == (["c0", "c1"], 11, 2)
    assert not found.is_over
    over = facts_of(tmp_path, **{**people, "c2": best}).of(share)
    assert over.is_over


def test_nine_clients_have_no_limit(tmp_path: Path) -> None:
    best = person("B", grade="A+", stage="client")
    found = facts_of(tmp_path, **dict.fromkeys(clients(9), best)).of(share)
    assert (found.clients, found.limit, found.is_over) == (9, None, False)


def test_the_nearest_bs_are_those_with_fewest_steps_to_go(tmp_path: Path) -> None:
    two, one = received("2025-06-01", "2026-02-01"), received("2026-02-01")
    people = {
        "c": person("C", grade="B", **two),
        "b": person("B", grade="B", **two, **bought("2026-01-01")),
        "a": person("A", grade="B", **worth("high", "high")),
        "d": person("D", grade="B", **one),
        "e": person("E", grade="B", **worth("low", "low")),
        "f": person("F", grade="B", **worth("medium", "high")),
        "none": person("None", grade="B"),
        "far": person("Far", grade="B", **worth("low", "high")),
        "there": person("There", grade="B", **worth("high")),
        "other": person("Other", grade="C", **two),
    }
    found = facts_of(tmp_path, **people).of(nearest)
    assert [(near.contact.id, near.steps) for near in found] == [
        ("b", 1),
        ("a", 1),
        ("c", 1),
        ("d", 2),
        ("e", 2),
        ("f", 2),
    ]
    assert [reason.text for reason in found[1].because] == [
        "0 of 3 referrals in 12 months",
        "high profit and high maintenance, where an A brings high profit without high maintenance",
    ]


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        pytest.param(bought(*MONTHS[:9]), ("purchases", 8), id="the last purchase"),
        pytest.param(
            {"deals": f"[{', '.join(f'{{status: won, closed: {day}}}' for day in MONTHS[:9])}]"},
            ("deals", 8),
            id="the last deal, where nothing else was bought",
        ),
        pytest.param(received(*MONTHS[:9]), ("referrals",), id="referrals, where nothing was bought"),
    ],
)
def test_the_reason_for_an_a_plus_has_a_day_and_a_place(
    tmp_path: Path, keys: dict[str, str], at: tuple[str | int, ...]
) -> None:
    facts = facts_of(tmp_path, ana=person("Ana", grade="B", **keys))
    reason = facts.about(suggestion, facts.wiki.contacts["ana"]).because[0]
    assert reason.text == "a purchase or a referral in 9 of the last 12 months, the last on 2025-12-30"
    assert reason.at == at
