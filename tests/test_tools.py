"""The programs beside the builder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated
from typing import TypedDict

import pytest

from builder.cli.shapes import shared
from builder.model import Contact
from builder.model import Grade
from tools import chromium
from tools import schemas
from tools import shapes

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


class Described(TypedDict):
    """A row."""

    id: str
    """Who, on
    two lines."""


class Further(Described):
    """One that says more."""

    grade: Annotated[str, Grade] | None
    """How much."""


class Silent(Described):
    """One that says too little."""

    name: str


class DueRow(TypedDict):
    """Called as another is."""

    rows: list[shared.DueRow]
    """Those."""


def test_a_key_has_the_text_below_it_also_in_what_extends_its_shape() -> None:
    assert [(key.name, key.text, key.owner) for key in shapes.keys(Further)] == [
        ("id", "Who, on two lines.", Described),
        ("grade", "How much.", Further),
    ]
    assert shapes.within(Further) == (Further, Grade)


def test_a_key_without_a_text_is_named() -> None:
    with pytest.raises(LookupError, match=r"Silent\.name has no description"):
        shapes.keys(Silent)


def test_two_shapes_of_one_name_are_refused() -> None:
    assert len(shapes.within(shared.DueRow)) > 3
    with pytest.raises(LookupError, match="share a name"):
        shapes.within(DueRow)


class Email(TypedDict):
    """Called as a record in every front matter is."""

    contact: Annotated[dict[str, object], Contact]
    """The front matter."""


class Letter(TypedDict):
    """Called as none is."""

    contact: Annotated[dict[str, object], Contact]
    """The front matter."""


def test_a_shape_may_not_be_called_as_a_record_that_it_holds() -> None:
    assert schemas.schema("post", Letter)["$defs"].keys() >= {"Contact", "Email"}
    with pytest.raises(LookupError, match="called Email"):
        schemas.schema("post", Email)
