"""The picture of a year of touches; places are counted by hand."""

from __future__ import annotations

import re
from pathlib import Path

from builder.pages.heat import HeatMap
from builder.pages.heat import heat_map

from .contacts import pages
from .contacts import person
from .contacts import workspace


def heat(root: Path, *touches: str) -> HeatMap | None:
    """The picture for somebody with such touches, on 2026-03-01."""
    lines = "\n".join(f"  - {touch}" for touch in touches)
    opened = workspace(root, {"ana.md": person(f"touches:\n{lines}")})
    return heat_map(opened.facts, opened.wiki.contacts["ana"])


def test_a_column_is_a_week_and_a_row_a_day(tmp_path: Path) -> None:
    # 2026-02-25 is a Wednesday, 2026-02-23 the Monday of its week, 2025-02-24 the first Monday shown.
    found = heat(tmp_path, "2025-02-24 call", "2025-03-04 visit", "2026-02-22 email", "2026-02-25 call")
    assert found is not None
    places = [(square.x // 12, (square.y - found.head) // 12) for square in found.squares]
    assert places == [(0, 0), (1, 1), (51, 6), (52, 2)]
    assert (found.width, found.height) == (53 * 12, found.head + 7 * 12)


def test_a_square_says_its_day_and_how_it_went(tmp_path: Path) -> None:
    missed = "{date: 2026-01-05, channel: call, reached: false}"
    found = heat(tmp_path, missed, "2026-01-06 visit", "2026-01-07 call", "2026-01-07 email")
    assert found is not None
    assert [(square.kind, square.text) for square in found.squares] == [
        ("tried", "2026-01-05: call, no answer"),
        ("once", "2026-01-06: visit"),
        ("often", "2026-01-07: call, email"),
    ]
    assert found.text == "4 touches from 2026-01-05 to 2026-01-07: call 2, email 1, visit 1"


def test_a_month_is_named_above_its_first_monday(tmp_path: Path) -> None:
    found = heat(tmp_path, "2026-01-05 call", "2026-01-06 call", "2026-02-25 call")
    assert found is not None
    names = [name for _, name in found.months]
    assert names == [*("Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb")]
    # 2025-03-03 is the second Monday shown.
    assert found.months[0] == (12, "Mar")


def test_what_came_more_than_a_year_before_the_last_is_left_to_the_timeline(tmp_path: Path) -> None:
    found = heat(tmp_path, "2025-02-23 call", "2025-02-24 call", "2026-02-25 call")
    assert found is not None
    assert [square.text for square in found.squares] == ["2025-02-24: call", "2026-02-25: call"]


def test_few_touches_make_no_picture(tmp_path: Path) -> None:
    assert heat(tmp_path, "2026-01-05 call", "2026-01-06 call", "2026-03-02 call") is None


def test_the_first_days_of_the_calendar_are_no_trouble(tmp_path: Path) -> None:
    found = heat(tmp_path, "0001-01-01 call", "0001-01-02 call", "0001-01-03 call")
    assert found is not None
    assert [square.x for square in found.squares] == [0, 0, 0]


def test_the_page_shows_each_square(tmp_path: Path) -> None:
    touches = "touches: [2026-01-05 call, 2026-01-06 call, 2026-02-25 call]"
    html = pages(workspace(tmp_path, {"ana.md": person(touches)}))["people/ana.html"]
    assert len(re.findall(r'<rect class="soi-heat-once"', html)) == 3
    assert 'role="img" aria-label="3 touches from 2026-01-05 to 2026-02-25: call 3"' in html
