"""The hostile site in a real browser: nothing runs, nothing is asked for elsewhere, nothing is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from builder.website.run import build
from tests.hostile import TYPES
from tests.hostile import Words
from tests.hostile import config
from tests.hostile import file_text
from tests.hostile import marks
from tests.hostile import write_files
from tests.hostile import written

from .documents import as_told
from .documents import document
from .watching import MARKS
from .watching import PHONE
from .watching import Watched
from .watching import serving

pytestmark = [*MARKS]

LONG = "w" * 2**20
"""A word that no line can hold, and no disk either as the name of a file."""
PATIENCE = 15
"""Seconds that the longest page may take where the machine has more to do; alone it takes one or two."""
SEEN = """() => {
  const marks = {};
  for (const found of document.body.innerText.matchAll(/\\bok[0-9]+z\\b/g)) marks[found[0]] = true;
  return {
    marks: Object.keys(marks),
    title: document.title,
    width: document.documentElement.scrollWidth,
    took: performance.timing.loadEventStart - performance.timing.navigationStart,
  };
}"""


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Site of a wiki in which every word is too long for a screen, and some as long as a book."""
    mark = marks()
    words = Words(lambda _: f"{'w' * 3000} {next(mark)}", ("w" * 3000, f"https://w.example/{'w' * 3000}"))
    files = {
        kind: file_text(
            {**written(record, words), "type": kind}, f"{'w' * 3000}\n\n`{'w' * 3000}` {next(mark)}\n"
        )
        for kind, record in TYPES.items()
    }
    files["million"] = file_text({"name": LONG, "grade": "A+"}, LONG)
    root = tmp_path_factory.mktemp("long")
    write_files(root, files, config(("w" * 3000,)))
    return build(root / "mkdocs.yml")


def addresses(site: Path) -> Iterator[str]:
    paths = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))
    return (path for path in paths if path != "404.html")


def problems(chromium: Browser, site: Path, base: str) -> Iterator[tuple[str, object]]:
    """Whatever is wrong with the pages of a site on a telephone."""
    context = chromium.new_context(viewport={"width": PHONE, "height": 844})
    watched = Watched(context.new_page(), base)
    for page in addresses(site):
        watched.page.goto(base + quote(page))
        seen = watched.page.evaluate(SEEN)
        written_there = document(site / page)
        if unseen := set(written_there.marks) - set(seen["marks"]):
            yield page, f"not to be seen: {sorted(unseen)[:5]}"
        if seen["width"] != PHONE:
            yield page, f"{seen['width']} wide"
        if seen["took"] > PATIENCE * 1000:
            yield page, f"took {seen['took']} ms"
        if as_told(seen["title"]) != written_there.title:
            yield page, f"is called {seen['title'][:60]!r}"
    yield from (("", complaint) for complaint in watched.complaints)
    context.close()


@pytest.mark.parametrize("protocol", ["http", "file"])
def test_nothing_happens_on_a_hostile_site(chromium: Browser, evil_site: Path, protocol: str) -> None:
    with serving(evil_site) as served:
        base = served if protocol == "http" else f"{evil_site.as_uri()}/"
        assert [*problems(chromium, evil_site, base)] == []


@pytest.mark.parametrize("protocol", ["http", "file"])
def test_words_without_end_fit_a_phone(chromium: Browser, long_site: Path, protocol: str) -> None:
    with serving(long_site) as served:
        base = served if protocol == "http" else f"{long_site.as_uri()}/"
        assert [*problems(chromium, long_site, base)] == []


def test_a_mark_of_direction_stays_among_its_own_words(chromium: Browser, evil_site: Path) -> None:
    page = chromium.new_page()
    page.goto(f"{evil_site.as_uri()}/people/person-bidi.html")
    loose = """() => [...document.querySelectorAll(".md-content :is(a, small, span, strong), .md-ellipsis")]
      .filter((element) => getComputedStyle(element).unicodeBidi !== "isolate").length"""
    assert page.evaluate(loose) == 0
    page.close()
