"""Make the pictures of the README: the sample wiki, built as it is and looked at in Chromium.

`make screenshots` runs it. The day is the one that the sample pins, so the pictures change only with what
they show.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from builder.website.run import build

from . import chromium

TOP = Path(__file__).parent.parent
FOLDER = TOP / "docs" / "pictures"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture."""

    name: str
    page: str
    width: int
    height: int
    is_dark: bool = False


SHOTS = (
    Shot("today", "index.html", 1280, 800),
    Shot("contact", "people/ottoline-damper.html", 1280, 900),
    Shot("phone", "people/ottoline-damper.html", 390, 800),
    Shot("phone-dark", "due.html", 390, 800, is_dark=True),
)


def main() -> None:
    """Build the sample and take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium.running() as browser:
        site = build(TOP / "mkdocs.yml", site_dir=Path(folder) / "site")
        for shot in SHOTS:
            _take(browser, site, shot)
            sys.stdout.write(f"{(FOLDER / shot.name).relative_to(TOP)}.png\n")


def _take(browser: Browser, site: Path, shot: Shot) -> None:
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.is_dark else "light",
    )
    page.goto(f"{site.as_uri()}/{shot.page}")
    page.wait_for_function("document.documentElement.classList.contains('js')")
    page.screenshot(path=FOLDER / f"{shot.name}.png", animations="disabled")
    page.close()


if __name__ == "__main__":
    main()
