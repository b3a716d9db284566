"""The grid of the coming months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from builder.pages import views
from builder.pages.calendar import MAX_CALLS
from builder.pages.calendar import CalendarView
from builder.pages.calendar import Cell
from builder.pages.rendering import environment
from builder.pages.rendering import html
from builder.workspace import open_workspace
from tests.support import make_wiki
from tests.support import person


def calendar(
    root: Path, files: Mapping[str, str], today: dt.date, settings: str = ""
) -> tuple[CalendarView, str]:
    opened = open_workspace(make_wiki(root, files, settings), today)
    view = dict(views(opened))["calendar.html"]
    assert isinstance(view, CalendarView)
    return view, html(environment(opened.root), "calendar.html", view)


def cells(view: CalendarView) -> dict[dt.date, Cell]:
    return {cell.date: cell for month in view.months for week in month.weeks for cell in week if cell}


def test_it_shows_this_month_from_this_week_on_and_the_two_behind(tmp_path: Path) -> None:
    view, _ = calendar(tmp_path, {"ana.md": person("Ana")}, dt.date(2026, 12, 17))
    assert [month.title for month in view.months] == ["December 2026", "January 2027", "February 2027"]
    days = sorted(cells(view))
    assert (days[0], days[-1]) == (dt.date(2026, 12, 14), dt.date(2027, 2, 28))
    assert len(days) == 18 + 31 + 28
    assert [day for day, cell in cells(view).items() if cell.is_today] == [dt.date(2026, 12, 17)]
    assert all(len(week) == 7 for month in view.months for week in month.weeks)


def test_a_day_names_its_people_with_links_and_texts(tmp_path: Path) -> None:
    files = {
        "ana.md": person("Ana", follow_ups='2026-03-10 "show [[ben]] the <print>"'),
        "ben.md": person("Ben", birthday='"03-10"'),
    }
    view, page = calendar(tmp_path, files, dt.date(2026, 3, 1))
    assert [(item.matter, item.who.text) for item in cells(view)[dt.date(2026, 3, 10)].items] == [
        ("birthday", "Ben"),
        ("promise", "Ana"),
    ]
    assert 'show <a href="people/ben.html">ben</a>' not in page
    assert '<a href="people/ben.html">Ben</a> the &lt;print&gt;' in page


def test_many_calls_of_a_day_are_counted(tmp_path: Path) -> None:
    files = {
        f"p{n:02}.md": person(f"P{n:02}", grade="A+", touches="2026-01-01 call") for n in range(MAX_CALLS + 2)
    }
    view, page = calendar(tmp_path, files, dt.date(2026, 3, 2), "capacity: {touches_per_week: 40}")
    cell = cells(view)[dt.date(2026, 3, 2)]
    assert [item.who.text for item in cell.items] == [f"P{n:02}" for n in range(MAX_CALLS)]
    assert cell.more_calls == 2
    assert '<a href="due.html">2 more calls</a>' in page


def test_the_end_of_the_calendar_is_no_trouble(tmp_path: Path) -> None:
    view, _ = calendar(tmp_path, {"ana.md": person("Ana")}, dt.date(9999, 10, 5))
    assert [month.title for month in view.months] == ["October 9999", "November 9999", "December 9999"]
