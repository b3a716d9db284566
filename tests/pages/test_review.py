"""The pages to look back and ahead: review, plan, and what of them stands at home."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.pages import View
from builder.pages import views
from builder.pages.calendar import CalendarView
from builder.pages.home import HomeView
from builder.pages.plan import PlanView
from builder.pages.rendering import environment
from builder.pages.rendering import html
from builder.pages.review import ReviewView
from builder.pages.told import MOST
from builder.workspace import open_workspace
from tests.support import make_wiki
from tests.support import person
from tests.support import soi

TODAY = dt.date(2026, 3, 3)
REFERRER = person(
    "Ana",
    grade="B",
    stage="client",
    touches="2026-02-20 call",
    referrals="{date: 2026-02-01, direction: received, contact: Ben, "
    "reward: {what: wine, promised: 2026-02-02}}",
)
BUSINESS = ("Funnel", "Open deals", "Referral share", "Share of A+", "Whom to ask", "Mailing list", "Steps")
"""Words that a wiki for family and friends does not have."""


def opened(
    root: Path, files: Mapping[str, str], settings: str = ""
) -> tuple[dict[str, View], dict[str, str]]:
    """Views and their HTML, by address."""
    workspace = open_workspace(make_wiki(root, files, settings), TODAY)
    found = dict(views(workspace))
    made = environment(workspace.root)
    return found, {address: str(html(made, address, view)) for address, view in found.items()}


def test_home_owes_what_today_owes_in_the_same_words(tmp_path: Path) -> None:
    found, pages = opened(tmp_path, {"ana.md": REFERRER})
    home = found["index.html"]
    assert isinstance(home, HomeView)
    printed = soi(tmp_path, "today", today=str(TODAY)).out
    assert [it.title for it in home.lists] == ["Thanks owed", "Rewards owed"]
    for it in home.lists:
        assert it.title in printed
        for row in it.rows:
            assert f"{row.who.text}: {row.text}  ({row.command})" in printed
    assert home.adherence[:-1] in soi(tmp_path, "stats", today=str(TODAY)).out
    assert "Thanks owed" in pages["index.html"]


def test_nothing_is_owed_once_thanks_are_said(tmp_path: Path) -> None:
    paid = REFERRER.replace(
        "promised: 2026-02-02}", "promised: 2026-02-02, paid: 2026-02-03}, thanked: 2026-02-03"
    )
    found, _ = opened(tmp_path, {"ana.md": paid})
    home = found["index.html"]
    assert isinstance(home, HomeView)
    assert home.lists == ()


def test_review_names_reason_and_command(tmp_path: Path) -> None:
    files = {
        "ana.md": REFERRER,
        "dov.md": person("Dov", grade="D"),
        "pia.md": person(
            "Pia", stage="prospect", deals="{opened: 2026-01-01, expected: 2026-03-01, status: open}"
        ),
        "nia.md": person(
            "Nia", emails="nia@x.example", consent="{date: 2026-01-01, what: newsletter, given: true}"
        ),
    }
    found, pages = opened(tmp_path, files)
    review = found["review.html"]
    assert isinstance(review, ReviewView)
    assert review.business is not None
    lists = {it.title: it for it in (*review.business.grades, *review.business.people, *review.kept)}
    assert [row.command for row in lists["To let go"].rows] == ["soi archive dov"]
    assert [row.who.text for row in lists["Mailing list"].rows] == ["Nia"]
    assert "nia@x.example" not in pages["review.html"]
    assert [row.who.text for row in lists["Whom to ask"].rows] == ["Ana"]
    assert [row.text for row in lists["Stages without evidence"].rows if row.who.text == "Pia"] == [
        "prospect, lacks problem, budget, willing"
    ]
    assert [row.text for row in review.business.pipeline.open.rows] == ["expected 2026-03-01, 2 days late"]


@pytest.mark.parametrize("count", [MOST, MOST + 3])
def test_a_long_list_says_how_many_more_and_what_lists_them(tmp_path: Path, count: int) -> None:
    files = {f"p{number:02}.md": person(f"P{number:02}", grade="D") for number in range(count)}
    _, pages = opened(tmp_path, files)
    assert ("And 3 more: <code>soi review grades</code>" in pages["review.html"]) is (count > MOST)


def test_the_plan_keeps_to_working_days_and_tells_what_does_not_fit(tmp_path: Path) -> None:
    files = {
        f"p{number}.md": person(f"P{number}", grade="A+", touches="2026-01-01 call") for number in range(6)
    }
    settings = "capacity: {touches_per_week: 1, days: [Wed]}\nowner: {away: [2026-03-11/2026-03-11]}"
    found, _ = opened(tmp_path, files, settings)
    plan, calendar, home = (found[f"{name}.html"] for name in ("plan", "calendar", "index"))
    assert isinstance(plan, PlanView)
    assert isinstance(calendar, CalendarView)
    assert isinstance(home, HomeView)
    days = [day.date for week in plan.weeks for day in week.days if day.touches]
    assert days == ["2026-03-04", "2026-03-18", "2026-03-25"]
    assert len(plan.left.rows) == 3
    assert plan.advice
    cells = [cell for month in calendar.months for week in month.weeks for cell in week if cell]
    calls = [str(cell.date) for cell in cells if any(it.matter == "call" for it in cell.items)]
    assert calls[:3] == days
    assert [str(cell.date) for cell in cells if cell.is_away] == ["2026-03-11"]
    assert [(day, [who.text for who in people]) for day, people in home.week.days] == [
        ("Wednesday 2026-03-04", ["P0"])
    ]


@pytest.mark.parametrize("use", ["personal", "both"])
def test_among_friends_nothing_of_business_is_made(tmp_path: Path, use: str) -> None:
    files = {"ana.md": REFERRER, "dov.md": person("Dov", grade="D", touches="2026-02-20 call")}
    found, pages = opened(tmp_path, files, f"owner: {{use: {use}}}")
    review = found["review.html"]
    assert isinstance(review, ReviewView)
    is_private = use == "personal"
    assert (review.business is None) is is_private
    for word in BUSINESS:
        assert (word in pages["review.html"]) is not is_private, word
    assert ("Thanks owed" in pages["index.html"]) is not is_private
    assert ("to let go, and nothing is planned" in pages["review.html"]) is is_private
    assert ("grade D, and nothing" in pages["review.html"]) is not is_private
