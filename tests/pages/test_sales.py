"""What somebody bought, year by year."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.pages.sales import MOST

from .contacts import ana
from .contacts import pages
from .contacts import person
from .contacts import workspace


def bars(root: Path, text: str, **others: str) -> list[tuple[int, str, int]]:
    """Year, sum and length of each bar on Ana's page on 2026-03-01."""
    return [(it.year, it.amount, it.share) for it in ana(root, person(text), **others).years]


def test_purchases_and_won_deals_add_up_in_their_year(tmp_path: Path) -> None:
    won = "deals: [{opened: 2025-01-01, closed: 2026-01-09, status: won, amount: 60, what: desk}]"
    text = f"purchases: [2024-02-01 100 lamp, 2026-01-05 20.50 bulb, 2026-03-02 999 tomorrow]\n{won}"
    assert bars(tmp_path, text) == [(2024, "100 EUR", 100), (2025, "0 EUR", 0), (2026, "80.50 EUR", 80)]


def test_what_the_organisation_bought_counts(tmp_path: Path) -> None:
    acme = person("type: organisation\npurchases: 2025-01-01 1000 chairs", "Acme")
    text = "organisation: acme\npurchases: 2026-02-01 500 lamp"
    assert bars(tmp_path, text, acme=acme) == [(2025, "1000 EUR", 100), (2026, "500 EUR", 50)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("purchases: [2026-01-01 5 a, 2026-02-01 6 b]", id="one year"),
        pytest.param(
            "deals: [{opened: 2025-01-01, closed: 2025-02-01, status: lost, amount: 9}]\n"
            "purchases: 2026-01-01 5 a",
            id="a lost deal",
        ),
    ],
)
def test_a_single_year_makes_no_picture(tmp_path: Path, text: str) -> None:
    assert bars(tmp_path, text) == []


def test_only_the_last_years_are_shown(tmp_path: Path) -> None:
    found = bars(tmp_path, "purchases: [2001-01-01 5000 a, 2016-01-01 4 b, 2026-01-01 8 c]")
    assert [year for year, _, _ in found] == [*range(2027 - MOST, 2027)]
    assert found[-1] == (2026, "8 EUR", 100)


def test_years_without_an_amount_have_no_length(tmp_path: Path) -> None:
    assert [share for _, _, share in bars(tmp_path, "purchases: [2025-01-01 0 a, 2026-01-01 0 b]")] == [0, 0]


def test_the_page_shows_a_bar_and_its_sum(tmp_path: Path) -> None:
    files = {"ana.md": person("purchases: [2025-01-01 50 a, 2026-01-01 100 b]")}
    html = pages(workspace(tmp_path, files))["people/ana.html"]
    assert '<rect width="50%" height="100%"/></svg></td><td class="soi-number">50 EUR</td>' in html


def test_a_wiki_for_family_and_friends_has_no_bars(tmp_path: Path) -> None:
    files = {"ana.md": person("purchases: [2025-01-01 50 a, 2026-01-01 100 b]")}
    html = pages(workspace(tmp_path, files, "owner: {use: personal}"))["people/ana.html"]
    assert "soi-bars" not in html
