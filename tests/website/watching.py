"""A browser that notes everything a page complains of, asks elsewhere for, or says in a dialog."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Dialog
from playwright.sync_api import Page
from playwright.sync_api import Request

from tools import chromium

PHONE = 390
"""Width of a telephone's screen."""
MARKS = (
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(
        chromium.path() is None and "SOI_BROWSER_REQUIRED" not in os.environ, reason="there is no Chromium"
    ),
)
"""What every module that drives the browser is marked with."""
_LEFT = "net::ERR_ABORTED"
"""Why a request fails when the page is left before it is answered."""


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of requests."""


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Address of a plain file server for a site."""
    handler = functools.partial(_Silent, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Watched:
    """A page of the browser with everything that it complained of or asked for elsewhere."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.complaints: list[str] = []
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._dismiss)
        page.on("requestfailed", self._failed)
        page.on("request", lambda request: self._asked(request.url))

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    def _dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _failed(self, request: Request) -> None:
        if request.failure != _LEFT or not request.url.startswith(self.base):
            self.complaints.append(f"failed: {request.url}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.base, "data:")):
            self.complaints.append(f"asked: {url}")

    def visit(self, address: str) -> None:
        """Open a page, and wait until its scripts have had their say."""
        self.page.goto(self.base + address)
        self.page.wait_for_function("document.documentElement.classList.contains('js')")
        self.page.wait_for_timeout(100)
