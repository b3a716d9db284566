"""The browser that tests and pictures look through: whichever Chromium is installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
"""What systems call it; `.ci/run` knows the same."""
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def path() -> str | None:
    """Where it is, None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def running() -> Iterator[Browser]:
    """The browser, for as long as it is wanted.

    Raises:
        SystemExit: there is none.
    """
    found = path()
    if found is None:
        # Playwright would say how to fetch one of its own.
        raise SystemExit(f"none of {', '.join(NAMES)} is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*_SWITCHES])
        yield browser
        browser.close()
