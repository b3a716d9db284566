"""A page that was built some days ago tells the status of the day on which it is read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builder.website.run import build

from .conftest import CONFIG
from .conftest import TODAY
from .conftest import write_wiki
from .watching import Watched

FILES = {
    "ana.md": "---\nname: Ana\ngrade: A+\ntouches: 2026-11-20 call\n---\n",
    "late.md": "---\nname: Late\ngrade: A+\ntouches: 2026-01-20 call\n---\n",
}
TURNS = [["2026-12-13", "soon"], ["2026-12-20", "due"], ["2026-12-21", "overdue"]]


@pytest.fixture(scope="module")
def unpinned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a wiki whose day the settings do not pin."""
    config = CONFIG.replace(f"today: {TODAY}", "currency: EUR")
    root = write_wiki(tmp_path_factory.mktemp("turning"), FILES, config)
    return build(root / "mkdocs.yml", today=dt.date.fromisoformat(TODAY))


@pytest.fixture
def auckland(chromium: Browser, unpinned: Path) -> Iterator[Watched]:
    """A reader in Auckland, thirteen hours ahead of Greenwich."""
    context = chromium.new_context(timezone_id="Pacific/Auckland")
    watched = Watched(context.new_page(), f"{unpinned.as_uri()}/")
    yield watched
    assert watched.complaints == []
    context.close()


@pytest.mark.parametrize(
    ("now", "status", "headline"),
    [
        pytest.param("2026-11-24T12:00:00Z", "ok", "Due on 2026-12-20", id="the day after the build"),
        pytest.param("2026-12-12T10:59:59Z", "ok", "Due on 2026-12-20", id="a second before midnight"),
        pytest.param("2026-12-12T11:00:00Z", "soon", "Due on 2026-12-20", id="midnight"),
        pytest.param("2026-12-19T11:00:00Z", "due", "Due on 2026-12-20", id="the day"),
        pytest.param("2026-12-20T11:00:00Z", "overdue", "Overdue since 2026-12-20", id="the day after"),
        pytest.param("2031-01-01T00:00:00Z", "overdue", "Overdue since 2026-12-20", id="years later"),
        pytest.param("2020-01-01T00:00:00Z", "ok", "Due on 2026-12-20", id="a clock that is wrong"),
    ],
)
def test_the_note_is_that_of_the_readers_day(auckland: Watched, now: str, status: str, headline: str) -> None:
    auckland.page.clock.set_fixed_time(now)
    auckland.visit("people/ana.html")
    note = auckland.page.locator(".soi-duenote")
    assert json.loads(note.get_attribute("data-soi-turns") or "") == TURNS
    assert note.get_attribute("class") == f"soi-duenote soi-{status}"
    assert note.locator("strong").inner_text() == headline


def test_a_page_left_open_overnight_turns_when_it_is_looked_at(auckland: Watched) -> None:
    auckland.page.clock.set_fixed_time("2026-12-19T10:00:00Z")
    auckland.visit("people/ana.html")
    note = auckland.page.locator(".soi-duenote")
    assert note.get_attribute("class") == "soi-duenote soi-soon"
    auckland.page.clock.set_fixed_time("2026-12-20T20:00:00Z")
    auckland.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert note.get_attribute("class") == "soi-duenote soi-overdue"


def test_whoever_turns_no_more_has_no_days(unpinned: Path) -> None:
    assert "data-soi-turns" not in (unpinned / "people/late.html").read_text(encoding="utf-8")


def test_a_page_whose_day_is_pinned_never_turns(tmp_path: Path) -> None:
    site = build(write_wiki(tmp_path, FILES) / "mkdocs.yml")
    assert "data-soi-turns" not in (site / "people/ana.html").read_text(encoding="utf-8")
