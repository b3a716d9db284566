"""The sample's pages before axe: what a screen reader, a keyboard or weak eyes need, by day and by night."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # it ships no types
from playwright.sync_api import Browser
from playwright.sync_api import Page

from builder.website.run import build

from ..support import REPOSITORY
from .watching import MARKS
from .watching import PHONE
from .watching import Watched

PAGES = (
    "index.html",
    "plan.html",
    "calendar.html",
    "people.html",
    "networks.html",
    "referrals.html",
    "review.html",
    "playbook.html",
    "commands.html",
    "people/ottoline-damper.html",
    "events/advent-recital.html",
)
DESK = 1440
"""Width of a screen on a desk."""
Scheme = Literal["light", "dark"]
SCHEMES: Mapping[Scheme, str] = {"light": "default", "dark": "slate"}
"""What a system asks for, and what the theme calls it."""

pytestmark = [*MARKS]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(REPOSITORY / "mkdocs.yml", site_dir=tmp_path_factory.mktemp("sample") / "site")


@pytest.fixture
def watched(chromium: Browser, sample: Path) -> Iterator[Watched]:
    context = chromium.new_context(color_scheme="light")
    yield Watched(context.new_page(), f"{sample.as_uri()}/")
    context.close()


def hindrances(page: Page) -> list[str]:
    """What keeps somebody from reading or using a page: `rule: element: why`."""
    options = {"resultTypes": ["violations"], "preload": False}
    found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]  # Any: JSON
    return [
        f"{rule['id']}: {node['target']}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_hinders_and_everything_fits(watched: Watched, width: int, scheme: Scheme) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for address in PAGES:
        watched.visit(address)
        # What is folded is not looked at.
        page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")
        assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == SCHEMES[scheme]
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
        assert hindrances(page) == [], address
    assert watched.complaints == []


@pytest.mark.parametrize(
    ("where", "spoil", "rule"),
    [
        pytest.param(".soi-day", "it => { it.style.color = '#999' }", "color-contrast", id="pale grey"),
        pytest.param(".md-search", "it => { it.ariaLabel = null }", "aria-dialog-name", id="no name"),
        pytest.param(".soi-table th", "it => { it.scope = 'any' }", "scope-attr-valid", id="odd scope"),
    ],
)
def test_a_page_that_is_spoilt_is_found_out(watched: Watched, where: str, spoil: str, rule: str) -> None:
    watched.visit("networks.html")
    watched.page.eval_on_selector(where, spoil)
    assert {found.split(":")[0] for found in hindrances(watched.page)} == {rule}
