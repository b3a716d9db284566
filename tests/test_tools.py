"""The programs beside the builder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools import chromium

from .support import REPOSITORY

CI = (REPOSITORY / ".ci/run").read_text(encoding="utf-8")


def test_the_browsers_are_those_that_are_installed_for() -> None:
    [names] = re.findall(r"^for browser in (.*); do$", CI, re.MULTILINE)
    assert tuple(names.split()) == chromium.NAMES


@pytest.mark.parametrize("name", chromium.NAMES)
def test_a_browser_is_found_by_any_of_its_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.path() is None
    (tmp_path / name).touch(0o755)
    assert chromium.path() == str(tmp_path / name)


def test_where_there_is_none_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with (
        pytest.raises(SystemExit, match="none of chromium, chromium-browser, google-chrome"),
        chromium.running(),
    ):
        pass
