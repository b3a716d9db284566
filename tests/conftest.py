"""Switches and surroundings that all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

EXAMPLES = int(os.environ.get("SOI_EXAMPLES", "0"))
"""Examples for each law, 0 for the few of the ordinary suite; a bigger number also draws them at random."""

hypothesis.settings.register_profile(
    "suite",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)
hypothesis.settings.register_profile(
    "search",
    max_examples=EXAMPLES or 100,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(hypothesis.HealthCheck),
)
hypothesis.settings.load_profile("search" if EXAMPLES else "suite")

OUTSIDE = (
    *("SOI_TODAY", "NO_COLOR", "FORCE_COLOR", "VISUAL", "EDITOR"),
    *("GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "GITHUB_ACTIONS"),
)
"""Variables of the surroundings that would change what a command does."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have tests of one `xdist_group` share a worker.

    pytest-xdist 3.8 adds the group to the name of a test where pytest 9.2 does not look for it any more. This
    can go when pytest-xdist does it otherwise: its issue 1386.
    """
    for item in items:
        if (grouped := vars(item).get("_nodeid")) and grouped != item.nodeid:
            item._id = type(item.id).parse(grouped)


@pytest.fixture(autouse=True)
def _nothing_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OUTSIDE:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file beside the test, or write that file when asked to."""

    def compare(name: str, text: str) -> None:
        path = Path(request.path).parent / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
