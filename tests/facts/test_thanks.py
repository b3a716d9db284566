"""Thanks and rewards owed for referrals, counted by hand from real files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builder.facts.thanks import Debt
from builder.facts.thanks import rewards_owed
from builder.facts.thanks import thanks_owed
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person


def owed(root: Path, settings: str = "", **people: str) -> tuple[tuple[Debt, ...], tuple[Debt, ...]]:
    wiki = make_wiki(root, {f"{name}.md": text for name, text in people.items()}, settings)
    facts = open_workspace(wiki, dt.date(2026, 3, 1)).facts
    return facts.of(thanks_owed), facts.of(rewards_owed)


def told(debts: tuple[Debt, ...]) -> list[tuple[str, str, str, int]]:
    return [(debt.contact.id, debt.referred, str(debt.date), debt.days) for debt in debts]


def received(date: str, contact: str, more: str = "") -> str:
    return f"{{date: {date}, direction: received, contact: {contact}{more}}}"


def test_the_oldest_come_first_and_files_give_the_names(tmp_path: Path) -> None:
    ana = f"[{received('2026-02-20', 'cleo')}, {received('2026-02-01', 'Somebody')}]"
    thanks, rewards = owed(
        tmp_path,
        ana=person("Ana", referrals=ana),
        ben=person("Ben", referrals=received("2026-02-10", "cleo")),
        cleo=person("Cleo Ba"),
    )
    assert told(thanks) == [
        ("ana", "Somebody", "2026-02-01", 28),
        ("ben", "Cleo Ba", "2026-02-10", 19),
        ("ana", "Cleo Ba", "2026-02-20", 9),
    ]
    assert [debt.at for debt in thanks] == [("referrals", 1), ("referrals", 0), ("referrals", 0)]
    assert thanks[0].path == "contacts/ana.md"
    assert rewards == ()


@pytest.mark.parametrize(
    ("keys", "settings", "is_owed"),
    [
        pytest.param({"referrals": received("2026-03-01", "x")}, "", True, id="today"),
        pytest.param({"referrals": received("2026-03-02", "x")}, "", False, id="tomorrow"),
        pytest.param(
            {"referrals": received("2026-02-01", "x", ", outcome: declined")}, "", False, id="declined"
        ),
        pytest.param({"referrals": received("2026-02-01", "x", ", outcome: lost")}, "", True, id="lost"),
        pytest.param(
            {"referrals": received("2026-02-01", "x", ", thanked: 2026-03-01")}, "", False, id="thanked"
        ),
        pytest.param(
            {"referrals": received("2026-02-01", "x", ", thanked: 2026-03-02")},
            "",
            True,
            id="thanked tomorrow",
        ),
        pytest.param(
            {"referrals": "{date: 2026-02-01, direction: given, contact: x}"}, "", False, id="given"
        ),
        pytest.param(
            {"referrals": received("2026-02-01", "x"), "archived": "2026-02-02"}, "", False, id="archived"
        ),
        pytest.param(
            {"referrals": received("2026-02-01", "x"), "scope": "personal"}, "", True, id="a friend"
        ),
        pytest.param(
            {"referrals": received("2026-02-01", "x"), "scope": "business"},
            "owner: {use: personal}",
            False,
            id="a wiki for friends",
        ),
    ],
)
def test_thanks_are_owed_for_what_was_received(
    tmp_path: Path, keys: dict[str, str], settings: str, *, is_owed: bool
) -> None:
    thanks, _ = owed(tmp_path, settings, ana=person("Ana", **keys))
    assert bool(thanks) is is_owed


@pytest.mark.parametrize(
    ("reward", "is_owed"),
    [
        pytest.param("{what: a print, promised: 2026-02-01}", True, id="promised"),
        pytest.param("{promised: 2026-02-01}", True, id="promised, not said what"),
        pytest.param("{what: a print}", False, id="thought of, not promised"),
        pytest.param("{what: a print, promised: 2026-03-02}", False, id="promised tomorrow"),
        pytest.param("{what: a print, promised: 2026-02-01, paid: 2026-03-01}", False, id="paid"),
        pytest.param("{what: a print, promised: 2026-02-01, paid: 2026-03-02}", True, id="paid tomorrow"),
    ],
)
def test_a_reward_is_owed_from_the_promise_to_the_payment(
    tmp_path: Path, reward: str, *, is_owed: bool
) -> None:
    entry = received("2026-01-01", "x", f", outcome: declined, reward: {reward}")
    _, rewards = owed(tmp_path, ana=person("Ana", referrals=entry))
    assert told(rewards) == ([("ana", "x", "2026-02-01", 28)] if is_owed else [])
