"""Filters, views, sorting and logging a touch, as a reader uses them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs
from urllib.parse import unquote
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import expect

from builder.website.run import build

from .conftest import CONFIG
from .conftest import TODAY
from .conftest import write_wiki
from .watching import MARKS
from .watching import Watched

pytestmark = [*MARKS]

FILES = {
    "ana.md": """\
        ---
        name: Ana Čelesta
        grade: A+
        stage: client
        category: [customer, evangelist]
        touches: 2026-09-28 visit
        ---
        """,
    "ben.md": "---\nname: Ben\ngrade: B\ncategory: customer\ntouches: 2026-10-01 call\n---\n",
    "cyd ray.md": "---\nname: Cyd\ngrade: A\nscope: personal\ntouches: 2026-11-20 call\n---\n",
    "dov.md": "---\nname: Dov\n---\n",
}
NAMES = ["Ana Čelesta", "Ben", "Cyd", "Dov"]


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address on the disk of a site with a few people."""
    config = CONFIG + "      source_url: https://forge.example/me/people/edit/main\n"
    root = write_wiki(tmp_path_factory.mktemp("lists"), FILES, config)
    return f"{build(root / 'mkdocs.yml').as_uri()}/"


@pytest.fixture
def reader(chromium: Browser, lists: str) -> Iterator[Watched]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, timezone_id="Pacific/Auckland")
    watched = Watched(context.new_page(), lists)
    yield watched
    assert watched.complaints == []
    context.close()


def shown(reader: Watched) -> list[str]:
    rows = reader.page.locator("table[data-soi-list] tbody tr:visible .soi-who > :first-child")
    found: list[str] = rows.all_inner_texts()
    return found


def choose(reader: Watched, name: str, value: str) -> None:
    reader.page.locator(f"select[name={name}]").select_option(value)


def test_a_choice_hides_the_others_and_stands_in_the_address(reader: Watched) -> None:
    reader.visit("people.html")
    assert shown(reader) == NAMES
    choose(reader, "category", "customer")
    assert shown(reader) == ["Ana Čelesta", "Ben"]
    choose(reader, "grade", "A+")
    assert shown(reader) == ["Ana Čelesta"]
    assert reader.page.locator("form[data-soi-filter] output").inner_text() == "1 of 4"
    assert reader.page.url.endswith("people.html#grade=A%2B&category=customer")
    reader.page.reload()
    assert shown(reader) == ["Ana Čelesta"]
    reader.page.locator("form[data-soi-filter]").get_by_role("button", name="Clear").click()
    expect(reader.page.locator("form[data-soi-filter] output")).to_have_text("")
    assert shown(reader) == NAMES
    assert reader.page.url.endswith("people.html")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        pytest.param("celesta", NAMES[:1], id="without the accent"),
        pytest.param("cli ana", NAMES[:1], id="parts of words"),
        pytest.param("nobody", [], id="nobody"),
        pytest.param("  ", NAMES, id="blanks"),
    ],
)
def test_typed_words_leave_those_who_have_them_all(reader: Watched, words: str, names: list[str]) -> None:
    reader.visit("people.html")
    reader.page.get_by_label("Words").fill(words)
    reader.page.keyboard.press("Enter")
    assert shown(reader) == names


def test_a_view_is_a_link_that_others_can_follow(reader: Watched) -> None:
    reader.visit("people.html")
    reader.page.locator("details.soi-views summary").click()
    reader.page.locator("details.soi-views").get_by_role("link", name="not graded").click()
    expect(reader.page.locator("form[data-soi-filter] output")).to_have_text("1 of 4")
    assert shown(reader) == ["Dov"]
    assert reader.page.locator("select[name=grade]").input_value() == "none"
    reader.visit("people.html#stage=client&unknown=1")
    assert shown(reader) == ["Ana Čelesta"]
    reader.visit("people.html#resting")
    assert shown(reader) == ["Ana Čelesta"]


def test_a_heading_sorts_both_ways_and_leaves_the_empty_ones_last(reader: Watched) -> None:
    reader.visit("people.html")
    heading = reader.page.get_by_role("columnheader", name="Last")
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    assert shown(reader) == ["Ana Čelesta", "Ben", "Cyd", "Dov"]
    reader.page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    assert shown(reader) == ["Cyd", "Ben", "Ana Čelesta", "Dov"]
    reader.page.get_by_role("columnheader", name="Grade").get_by_role("button").click()
    assert shown(reader) == ["Ana Čelesta", "Cyd", "Ben", "Dov"]
    assert heading.get_attribute("aria-sort") is None


def test_words_of_a_vocabulary_are_sorted_as_they_follow_each_other(reader: Watched) -> None:
    reader.visit("people.html")
    reader.page.get_by_role("columnheader", name="Stage").get_by_role("button").click()
    assert shown(reader) == ["Ben", "Cyd", "Dov", "Ana Čelesta"]


def test_a_phone_can_sort_too(reader: Watched) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.visit("people.html")
    button = reader.page.get_by_role("button", name="Last")
    box = button.bounding_box()
    assert box
    assert box["width"] > 20
    assert 0 <= box["x"] < 390
    button.click()
    reader.page.keyboard.press("Enter")
    assert shown(reader) == ["Cyd", "Ben", "Ana Čelesta", "Dov"]
    assert reader.page.evaluate("document.documentElement.scrollWidth") == 390


def test_both_lists_of_those_due_are_filtered(reader: Watched) -> None:
    reader.visit("due.html")
    assert shown(reader) == ["Ana Čelesta", "Cyd", "Ben"]
    choose(reader, "scope", "business")
    assert shown(reader) == ["Ana Čelesta", "Ben"]
    choose(reader, "status", "ok")
    assert shown(reader) == ["Ben"]


def test_without_scripts_everybody_is_shown_and_nothing_that_would_not_work(
    chromium: Browser, lists: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{lists}people.html#grade=A%2B")
    assert page.locator("tbody tr:visible").count() == len(NAMES)
    assert page.locator("[data-soi-filter]:visible, th button").count() == 0
    page.goto(f"{lists}people/ana.html")
    page.locator("details.soi-capture summary").click()
    assert page.locator("details.soi-capture :is(input, select, button):visible").count() == 0
    mail = page.get_by_role("link", name="Mail it to yourself").get_attribute("href")
    assert mail == "mailto:?subject=soi%3A%20ana&body=ana%20call%20"
    assert "soi touch ana call" in page.locator("details.soi-capture").inner_text()
    context.close()


@pytest.mark.parametrize(
    ("now", "is_told"),
    [
        pytest.param("2026-11-24T10:30:00Z", False, id="the same day, late in Auckland"),
        pytest.param("2026-11-24T11:30:00Z", True, id="the next day in Auckland"),
        pytest.param("2026-11-20T11:30:00Z", False, id="before"),
    ],
)
def test_a_page_of_an_earlier_day_says_so(
    chromium: Browser, tmp_path: Path, now: str, *, is_told: bool
) -> None:
    root = write_wiki(tmp_path, FILES, CONFIG.replace(f"today: {TODAY}", "currency: EUR"))
    site = build(root / "mkdocs.yml", today=dt.date.fromisoformat(TODAY))
    context = chromium.new_context(timezone_id="Pacific/Auckland")
    watched = Watched(context.new_page(), f"{site.as_uri()}/")
    watched.page.clock.set_fixed_time(now)
    for address in ("index.html", "due.html", "people.html", "calendar.html", "checks.html"):
        watched.visit(address)
        said = watched.page.locator(".soi-day").inner_text()
        assert ("Today is 2026-11-25" in said) is is_told, address
    assert watched.complaints == []
    context.close()


def test_a_touch_becomes_a_line_with_the_day_of_the_reader(reader: Watched) -> None:
    reader.page.clock.set_fixed_time("2026-11-24T20:30:05Z")  # in Auckland it is the next morning
    reader.visit("people/cyd ray.html")
    form = reader.page.locator("details.soi-capture")
    form.locator("summary").click()
    form.get_by_label("Channel").select_option("visit")
    form.get_by_label("Note").fill(' said: "yes" & more #1 ')
    line = '2026-11-25 cyd ray visit said: "yes" & more #1'
    assert form.locator(".soi-line").inner_text() == line
    mail = form.get_by_role("link", name="Mail it to yourself").get_attribute("href")
    assert mail
    assert unquote(mail) == f"mailto:?subject=soi: cyd ray&body={line}"
    new = form.get_by_role("link", name="New file").get_attribute("href")
    assert new
    assert new.startswith("https://forge.example/me/people/new/main?")
    assert parse_qs(urlsplit(new).query) == {
        "filename": ["inbox/2026-11-25-093005.md"],
        "value": [f"{line}\n"],
    }
    form.get_by_label("Day").fill("2026-11-20")
    assert form.locator(".soi-line").inner_text().startswith("2026-11-20 cyd ray visit")


def test_the_line_can_be_copied(chromium: Browser, lists: str) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    watched = Watched(context.new_page(), lists)
    watched.visit("people/ana.html")
    watched.page.locator("details.soi-capture summary").click()
    button = watched.page.get_by_role("button", name="Copy the line")
    for _ in range(2):
        button.click()
        expect(watched.page.locator(".soi-capture output")).to_have_text(
            re.compile(r"Copied\.|Marked: copy it\.")
        )
    watched.page.get_by_label("Note").fill("tea")
    expect(watched.page.locator(".soi-capture output")).to_have_text("")
    watched.page.get_by_label("Note").fill("")
    button.click()
    copied = watched.page.evaluate("getSelection().toString() || navigator.clipboard.readText()")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d ana call", copied)
    assert watched.complaints == []
    context.close()


def test_the_scripts_are_loaded_only_where_they_are_used(lists: str) -> None:
    site = Path(unquote(urlsplit(lists).path))
    users = {
        name: {p.relative_to(site).as_posix() for p in site.rglob("*.html") if name in p.read_text("utf-8")}
        for name in ("soi-lists.js", "soi-capture.js")
    }
    assert users["soi-lists.js"] == {"due.html", "people.html"}
    assert users["soi-capture.js"] == {f"people/{path.removesuffix('.md')}.html" for path in FILES}
