"""What a command sees after it has written is what the next one reads."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.load import load
from builder.wiki import Wiki
from builder.workspace import open_workspace

from ..support import TODAY
from ..support import make_wiki
from ..support import person
from ..support import write

FILES = {
    "ana.md": person("Ana", grade="A+"),
    "ben.md": person("Ben", former_ids="benny"),
    "evening.md": person("Evening", type="event", date="2026-02-01", attended="ana"),
}


def known(wiki: Wiki) -> Wiki:
    """All that is known of a wiki but what reading found."""
    return dataclasses.replace(wiki, findings=())


@pytest.mark.parametrize(
    ("change", "paths"),
    [
        pytest.param(lambda root: write(root / "ana.md", person("Anna")), ["ana.md"], id="a contact"),
        pytest.param(lambda root: (root / "ana.md").unlink(), ["ana.md"], id="one that is gone"),
        pytest.param(lambda root: write(root / "zoe.md", person("Zoe")), ["zoe.md"], id="a new one"),
        pytest.param(lambda root: write(root / "ana.md", "---\nname: ["), ["ana.md"], id="a broken one"),
        pytest.param(lambda root: write(root / "ana.md", b"\xff"), ["ana.md"], id="no text any more"),
        pytest.param(
            lambda root: write(root / "ana.md", person("Ana", type="page")), ["ana.md"], id="a page now"
        ),
        pytest.param(
            lambda root: write(root / "ben.md", person("Ben", former_ids="bob")), ["ben.md"], id="a former id"
        ),
        pytest.param(
            lambda root: write(root / "evening.md", person("E", type="event", date="2026-02-01")),
            ["evening.md"],
            id="an event",
        ),
    ],
)
def test_it_is_what_reading_everything_gives(
    tmp_path: Path, change: Callable[[Path], object], paths: list[str]
) -> None:
    root = make_wiki(tmp_path, FILES)
    workspace = open_workspace(root, dt.date.fromisoformat(TODAY))
    change(root / "contacts")
    after = workspace.after(f"contacts/{path}" for path in paths)
    assert known(after.wiki) == known(load(root, "contacts"))


def test_only_what_was_written_is_read_again(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, FILES)
    workspace = open_workspace(root, dt.date.fromisoformat(TODAY))
    write(root / "contacts/ana.md", person("Anna"))
    write(root / "contacts/ben.md", person("Benedict", former_ids="benny"))
    after = workspace.after(["contacts/ana.md"]).wiki
    assert [contact.name for contact in after.contacts.values()] == ["Anna", "Ben"]
