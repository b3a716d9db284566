"""Search, from one build behind a server and from a disk: it finds, and leads to the page that it found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import expect

from builder.website.run import build

from .conftest import CONFIG
from .conftest import EVIL
from .conftest import write_wiki
from .watching import MARKS
from .watching import Watched

pytestmark = [*MARKS]

FILES: Mapping[str, str | bytes] = {
    "magda.md": """\
        ---
        name: Magda Čelesta
        aliases: Lenka
        profession: hotelier
        organisation: hotel
        phones: +44 (0)131 496 0188
        emails: magda@lanthorn.example
        addresses: 3 Ropewalk, Leith
        tags: choir
        touches:
          - 2026-09-28 visit: The crème brûlée was late.
        ---
        Sings alto.

        Asked for a metronome.
        """,
    "hotel.md": "---\nname: Hotel & Bar (Lanthorn)\ntype: organisation\n---\n",
    "will.md": "---\nname: Will Dear\n---\n",
    "clients/josé garcía.md": "---\nname: José O\u2019Brien\n---\nKnows [[magda]].\n",
    "100% #1.md": "---\nname: Sure Thing\n---\n",
    "eve.md": f'---\nname: "{EVIL}"\n---\n',
    "fair.md": "---\nname: Autumn fair\ntype: event\ntags: outdoors\nattended: will\n---\nUnder a tent.\n",
    "prices.md": "---\nname: Price list\ntype: page\ntags: money\n---\n| it | at |\n|-|-|\n| ladder | 9 |\n",
}
MAGDA, WILL, JOSE = "Magda Čelesta", "Will Dear", "José O\u2019Brien"
FOUND = {
    "celesta": MAGDA,
    "Čelesta": MAGDA,
    "lenka": MAGDA,
    "choir": MAGDA,
    "+44 131 496 0188": MAGDA,
    "01314960188": MAGDA,
    "+441314960188": MAGDA,
    "00441314960188": MAGDA,
    "0188": MAGDA,
    "magda@lanthorn.example": MAGDA,
    "lanthorn.example": MAGDA,
    "ropewalk": MAGDA,
    "creme brulee": MAGDA,
    "metronome": MAGDA,
    "hotel & bar": "Hotel & Bar (Lanthorn)",
    "lanthorn bar": "Hotel & Bar (Lanthorn)",
    "will": WILL,
    "dear": WILL,
    "jose": JOSE,
    "o'brien": JOSE,
    "obrien": JOSE,
    "outdoors": "Autumn fair",
    "tent": "Autumn fair",
    "money": "Price list",
    "ladder": "Price list",
    "alert": EVIL,
}
ADDRESSES = {
    JOSE: "people/josé garcía.html",
    "Sure Thing": "people/100% #1.html",
    "Autumn fair": "events/fair.html",
    "Price list": "pages/prices.html",
}
FIRST = ".md-search-result__item:first-child .md-search-result__link"
INPUT = ".md-search__input"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site to search in, in a folder whose name has to be escaped wherever it is put."""
    root = write_wiki(tmp_path_factory.mktemp("wiki") / '100% "D" #1', FILES)
    return build(root / "mkdocs.yml")


@pytest.fixture(params=[1440, 390], ids=["desk", "phone"])
def searching(request: pytest.FixtureRequest, chromium: Browser, base: str) -> Iterator[Watched]:
    """A browser that may not complain of anything, a desk's or a phone's."""
    context = chromium.new_context(viewport={"width": request.param, "height": 844})
    watched = Watched(context.new_page(), base)
    yield watched
    context.close()
    assert watched.complaints == []


def opened(searching: Watched, address: str = "people/magda.html") -> None:
    """Open search on a page."""
    searching.visit(address)
    open_search(searching)


def open_search(searching: Watched) -> None:
    """Open it on the page that is shown, as its user would."""
    button = searching.page.locator(".md-header__button[for=__search]")
    (button if button.is_visible() else searching.page.locator(INPUT)).click()
    expect(searching.page.locator(INPUT)).to_be_focused()


def stem(url: str) -> str:
    """Name of a script without the hash that Material puts into it."""
    return Path(url).name.partition(".")[0]


def is_open(searching: Watched) -> bool:
    return bool(searching.page.evaluate("document.getElementById('__search').checked"))


def test_search_finds_whatever_is_typed(searching: Watched) -> None:
    opened(searching)
    titles = searching.page.locator(".md-search-result__item:first-child h1")
    for typed, title in FOUND.items():
        searching.page.locator(INPUT).fill("")
        expect(titles).to_have_count(0)
        searching.page.keyboard.type(typed)
        expect(titles, typed).to_have_text(title)


def test_a_result_leads_to_its_page_and_back(searching: Watched) -> None:
    page = searching.page
    # Addresses are relative: once from the top of the site, once from one folder deep.
    start = "index.html" if page.viewport_size == {"width": 1440, "height": 844} else "people/magda.html"
    opened(searching, start)
    for title, address in ADDRESSES.items():
        page.locator(INPUT).fill("")
        page.keyboard.type(title)
        page.locator(FIRST, has_text=title).click()
        page.wait_for_url(re.compile(re.escape(f"{searching.base}{quote(address)}?h=")))
        assert page.locator("article h1").inner_text() == title
        page.wait_for_load_state("networkidle")
        page.go_back()
        page.wait_for_url(searching.base + start)
        page.wait_for_load_state("networkidle")
        assert not is_open(searching)
        open_search(searching)


def test_what_was_searched_is_marked_on_its_page(searching: Watched) -> None:
    opened(searching, "index.html")
    searching.page.keyboard.type("metronome")
    searching.page.locator(FIRST).click()
    expect(searching.page.locator("article mark")).to_have_text("metronome")


def test_the_keyboard_is_enough(searching: Watched) -> None:
    page = searching.page
    searching.visit("people/will.html")
    page.keyboard.press("/")
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.type("celesta")
    page.locator(f"{FIRST}[href$='?h=celesta']").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{searching.base}people/magda.html?h=celesta")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.keyboard.type("lanthorn")
    expect(page.locator(".md-search-result__item")).to_have_count(2)
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__item:nth-child(2) a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIRST)).to_be_focused()
    page.keyboard.press("Escape")
    assert not is_open(searching)


def test_results_fit_the_screen_and_are_not_as_long_as_the_page(searching: Watched) -> None:
    opened(searching)
    searching.page.keyboard.type("celesta")
    result = searching.page.locator(FIRST)
    # Waits until nothing moves: what lies behind the results is far too big on the way to its size.
    result.click(trial=True)
    width = searching.page.evaluate("innerWidth")
    expect(searching.page.locator("html")).to_have_js_property("scrollWidth", width)
    box = result.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert result.locator("p:visible").all_inner_texts() == [
        "hotelier, Hotel & Bar (Lanthorn)",
        "+44 (0)131 496 0188, magda@lanthorn.example, 3 Ropewalk, Leith",
    ]


def test_no_page_loads_what_is_searched_in_before_search_is_opened(chromium: Browser, base: str) -> None:
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    watched = Watched(context.new_page(), base)
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url.removeprefix(base)))
    watched.visit("people/magda.html")
    watched.page.wait_for_load_state("networkidle")
    before = {url for url in asked if "search" in url}
    watched.page.locator(INPUT).click()
    watched.page.keyboard.type("celesta")
    watched.page.locator(FIRST).wait_for()
    after = {url for url in asked if "search" in url} - before
    context.close()
    if base.startswith("file:"):
        assert before == {"search/search_index.js"}
        assert {stem(url) for url in after} == {"search", "search-frame", "search_docs"}
    else:
        # As Material does it, and nothing else.
        assert {stem(url) for url in before} == {"search", "search_index"}
        assert "search/search_index.json" in before
        assert not after


def test_the_frame_that_searches_runs_no_strange_script(chromium: Browser, site: Path) -> None:
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    watched = Watched(context.new_page(), f"{site.as_uri()}/")
    opened(watched)
    watched.page.keyboard.type("celesta")
    watched.page.locator(FIRST).wait_for()
    (frame,) = watched.page.main_frame.child_frames
    assert watched.complaints == []
    frame.evaluate(
        """() => {
            const script = document.createElement("script");
            script.text = "window.stranger = true";
            document.head.append(script);
        }"""
    )
    assert frame.evaluate("window.stranger") is None
    assert any("Content Security Policy" in complaint for complaint in watched.complaints)
    context.close()


def test_search_in_several_languages_works_from_a_disk(chromium: Browser, tmp_path: Path) -> None:
    config = CONFIG.replace("- material/search", "- material/search: {lang: [de, fr]}")
    root = write_wiki(tmp_path / "R&copy 1", FILES, config)
    # Browsers leave & in an address as it is; where the frame puts it, it would begin another character.
    base = f"{build(root / 'mkdocs.yml').as_uri()}/".replace("%26", "&")
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    watched = Watched(context.new_page(), base)
    opened(watched)
    watched.page.keyboard.type("metronome")
    expect(watched.page.locator(FIRST)).to_contain_text(MAGDA)
    assert watched.complaints == []
    context.close()


def test_without_its_plugin_search_is_not_offered(chromium: Browser, tmp_path: Path) -> None:
    config = CONFIG.replace("  - material/search\n", "")
    site = build(write_wiki(tmp_path, FILES, config) / "mkdocs.yml")
    assert not (site / "search").exists()
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    watched = Watched(context.new_page(), f"{site.as_uri()}/")
    watched.visit("people/magda.html")
    watched.page.keyboard.press("/")
    assert watched.page.locator(".md-search").count() == 0
    assert watched.complaints == []
    context.close()
