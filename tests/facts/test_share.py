"""What part of the money came by referral, and through whom."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from builder.facts.share import Share
from builder.facts.share import referral_share
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person

TODAY = dt.date(2026, 3, 1)


def share(root: Path, settings: str = "", **files: str) -> Share:
    wiki = make_wiki(root, {f"{name}.md": text for name, text in files.items()}, settings)
    found = open_workspace(wiki, TODAY).facts.of(referral_share)
    assert found is not None
    return found


def ways(found: Share) -> list[tuple[str | None, int, int, int, Decimal | None, Decimal]]:
    return [
        (way.referrer.id if way.referrer else None, way.people, way.won, way.lost, way.win_rate, way.amount)
        for way in found.ways
    ]


def received(contact: str, date: str = "2026-01-10", more: str = "") -> str:
    return f"{{date: {date}, direction: received, contact: {contact}{more}}}"


def test_somebody_whose_file_cannot_be_read_is_no_way(tmp_path: Path) -> None:
    found = share(
        tmp_path, ana=person("Ana", referred_by="ben", purchases="2026-02-01 10 lamp"), ben="---\nname: ["
    )
    assert ways(found) == []
    assert found.by_referral == Decimal(10)


def test_nothing_won_is_no_share(tmp_path: Path) -> None:
    found = share(tmp_path, ana=person("Ana", deals="{status: open, amount: 100}"))
    assert (found.won, found.share, found.ways) == (Decimal(0), None, ())


def test_purchases_and_won_deals_count_exactly(tmp_path: Path) -> None:
    found = share(
        tmp_path,
        ana=person("Ana", referrals=received("ben")),
        ben=person(
            "Ben", purchases="2026-01-10 0.10 first", deals="{status: won, closed: 2026-02-01, amount: 0.20}"
        ),
        cleo=person("Cleo", purchases="[2026-02-01 0.30 print, {date: 2026-02-02}]"),
    )
    assert (found.won, found.by_referral, found.share) == (Decimal("0.60"), Decimal("0.30"), Decimal("0.50"))
    assert ways(found) == [
        ("ana", 1, 1, 0, Decimal("1.00"), Decimal("0.30")),
        (None, 1, 1, 0, Decimal("1.00"), Decimal("0.30")),
    ]


@pytest.mark.parametrize(
    ("day", "won"),
    [
        pytest.param("2025-03-01", 100, id="a year ago to the day"),
        pytest.param("2025-02-28", 0, id="a day before"),
        pytest.param("2026-03-01", 100, id="today"),
        pytest.param("2026-03-02", 0, id="tomorrow"),
    ],
)
def test_money_of_twelve_months_counts(tmp_path: Path, day: str, won: int) -> None:
    assert share(tmp_path, ana=person("Ana", purchases=f"{day} 100 print")).won == won


@pytest.mark.parametrize(
    ("referrals", "referred_by", "by_referral"),
    [
        pytest.param(received("ben", "2026-01-10"), "", 100, id="referred that day"),
        pytest.param(received("ben", "2026-01-11"), "", 0, id="referred afterwards"),
        pytest.param("[]", "ana", 100, id="referred nobody knows when"),
        pytest.param("{date: 2026-01-01, direction: given, contact: ben}", "", 0, id="given to her"),
    ],
)
def test_what_was_bought_before_the_referral_did_not_come_by_it(
    tmp_path: Path, referrals: str, referred_by: str, by_referral: int
) -> None:
    came = {"referred_by": referred_by} if referred_by else {}
    ben = person("Ben", purchases="2026-01-10 100 print", **came)
    assert share(tmp_path, ana=person("Ana", referrals=referrals), ben=ben).by_referral == by_referral


@pytest.mark.parametrize(
    ("more", "won", "lost"),
    [
        pytest.param(", outcome: won", 1, 0, id="won by the word of it"),
        pytest.param(", outcome: lost", 0, 1, id="lost"),
        pytest.param(", outcome: declined", 0, 1, id="declined"),
        pytest.param(", outcome: proposed", 0, 0, id="not decided"),
    ],
)
def test_the_win_rate_is_of_those_decided(tmp_path: Path, more: str, won: int, lost: int) -> None:
    ana = person(
        "Ana", referrals=f"[{received('Mia', more=more)}, {received('Luis', more=', outcome: won')}]"
    )
    [way] = share(tmp_path, ana=ana).ways
    assert (way.people, way.won, way.lost) == (2, 1 + won, lost)
    assert way.win_rate == Decimal(1 + won) / Decimal(1 + won + lost)


def test_a_lost_deal_counts_where_nothing_was_ever_bought(tmp_path: Path) -> None:
    lost = "{status: lost, closed: 2026-02-01}"
    found = share(
        tmp_path,
        ana=person("Ana", referrals=f"[{received('ben')}, {received('cleo')}, {received('dora')}]"),
        ben=person("Ben", deals=lost),
        cleo=person("Cleo", deals=lost, purchases="2026-02-10 50 print"),
        dora=person("Dora", deals="{status: lost, closed: 2026-03-02}"),
        eve=person("Eve", deals=lost),
    )
    assert ways(found) == [
        ("ana", 3, 1, 1, Decimal("0.50"), Decimal(50)),
        (None, 1, 0, 1, Decimal("0.00"), Decimal(0)),
    ]


def test_whoever_came_through_two_counts_once_in_the_whole(tmp_path: Path) -> None:
    found = share(
        tmp_path,
        ana=person("Ana", referrals=received("cleo")),
        ben=person("Ben", referrals=received("cleo")),
        cleo=person("Cleo", purchases="2026-02-10 50 print"),
    )
    assert (found.won, found.by_referral) == (Decimal(50), Decimal(50))
    assert [way.amount for way in found.ways] == [50, 50]


def test_no_share_for_family_and_friends(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person()}, "owner: {use: personal}")
    assert open_workspace(wiki, TODAY).facts.of(referral_share) is None
