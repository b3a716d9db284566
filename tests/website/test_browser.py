"""The site in a real browser: it asks no other host for anything, complains of nothing and fits a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from builder.website.run import build

from ..support import check
from .conftest import CONFIG
from .conftest import write_wiki
from .watching import MARKS
from .watching import Watched
from .watching import serving

PAGES = (
    "index.html",
    "due.html",
    "plan.html",
    "calendar.html",
    "people.html",
    "networks.html",
    "referrals.html",
    "review.html",
    "people/ana-ruiz.html",
    "people/eve.html",
    "pages/price-list.html",
)

pytestmark = [*MARKS]


@pytest.fixture
def watched(chromium: Browser, base: str) -> Iterator[Watched]:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield Watched(context.new_page(), base)
    context.close()


def test_no_page_complains_or_asks_elsewhere(watched: Watched) -> None:
    for address in PAGES:
        watched.visit(address)
    assert watched.complaints == []


def test_every_page_fits_a_phone(watched: Watched) -> None:
    for address in PAGES:
        watched.visit(address)
        assert watched.page.evaluate("document.documentElement.scrollWidth") == 390, address


def test_a_script_that_got_in_is_not_run(watched: Watched) -> None:
    watched.visit("people/ana-ruiz.html")
    watched.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.text = "window.stranger = true";
            document.body.append(script);
        }"""
    )
    assert watched.page.evaluate("window.stranger") is None
    assert any("Content Security Policy" in complaint for complaint in watched.complaints)


LANGUAGES = ("bash", "c", "css", "html", "java", "js", "json", "python", "rust", "sql")
TEMPTING = (
    "".join(f"```{name}\nx = 1\n```\n\n" for name in ("mermaid", *LANGUAGES))
    + ":smile: :material-account: $x$\n"
)
"""What the theme's own Markdown would show by way of a script, a font or a picture from elsewhere."""


def test_nothing_in_a_note_makes_a_page_ask_elsewhere(chromium: Browser, tmp_path: Path) -> None:
    files = {
        "ana.md": f"---\nname: Ana\n---\n{TEMPTING}",
        "prices.md": f"---\nname: Prices\ntype: page\n---\n{TEMPTING}",
    }
    site = build(write_wiki(tmp_path, files) / "mkdocs.yml")
    context = chromium.new_context()
    with serving(site) as served:
        for base in (served, f"{site.as_uri()}/"):
            for address in ("people/ana.html", "pages/prices.html"):
                watched = Watched(context.new_page(), base)
                watched.visit(address)
                watched.page.wait_for_load_state("networkidle")
                assert watched.page.locator("pre code").count() == 1 + len(LANGUAGES)
                assert ":smile:" in watched.page.locator("article").inner_text()
                assert watched.complaints == []
    context.close()


def test_what_the_configuration_asks_for_is_kept_from_being_asked(chromium: Browser, tmp_path: Path) -> None:
    loud = "{name: soi, font: {text: Lato}}\nextra: {analytics: {provider: google, property: G-1}}\n"
    loud += "extra_css: [//cdn.example/a.css]\nextra_javascript: [https://cdn.example/a.js]"
    config = CONFIG.replace("{name: soi}", loud)
    root = write_wiki(tmp_path, {"ana.md": "---\nname: Ana\n---\n"}, config)
    assert len(check(root, "--select", "SOI503")) == 4
    site = build(root / "mkdocs.yml")
    context = chromium.new_context()
    page = context.new_page()
    failed: dict[str, str | None] = {}
    page.on("requestfailed", lambda request: failed.update({request.url: request.failure}))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with serving(site) as base:
        for address in ("index.html", "people/ana.html", "404.html"):
            page.goto(base + address)
            page.wait_for_load_state("networkidle")
        elsewhere = [url for url in asked if not url.startswith((base, "data:"))]
        assert {urlsplit(url).hostname for url in elsewhere} == {
            *("fonts.googleapis.com", "www.googletagmanager.com", "cdn.example"),
        }
        assert {failed.get(url) for url in elsewhere} == {"csp"}
    context.close()


def test_the_colours_follow_the_system_and_the_switch(chromium: Browser, base: str) -> None:
    context = chromium.new_context(color_scheme="dark", viewport={"width": 1440, "height": 900})
    watched = Watched(context.new_page(), base)
    watched.visit("index.html")
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    assert watched.page.evaluate(scheme) == "slate"
    watched.page.locator("form[data-md-component=palette] label:visible").click()
    assert watched.page.evaluate(scheme) == "default"
    assert watched.complaints == []
    context.close()


def test_without_scripts_the_pages_say_which_day_they_speak_of(chromium: Browser, base: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in ("index.html", "due.html", "plan.html", "review.html"):
        page.goto(base + address)
        assert "2026-11-24" in page.locator(".soi-day").inner_text()
    context.close()
