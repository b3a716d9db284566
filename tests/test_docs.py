"""What the documents say is so."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.support import REPOSITORY
from tests.support import make_wiki
from tests.support import soi
from tools.screenshots import FOLDER
from tools.screenshots import SHOTS

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def test_the_example_of_the_readme_prints_what_it_says(tmp_path: Path) -> None:
    contact = re.search(r"```markdown\n(.*?)```", README, re.DOTALL)
    console = re.search(r"```console\n\$ soi (.*?)\n(.*?)```", README, re.DOTALL)
    assert contact
    assert console
    ran = soi(make_wiki(tmp_path, {"ana-ruiz.md": contact[1]}), *console[1].split())
    assert ran.out == console[2]


def test_the_story_of_the_readme_happened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Each box is a command and what it prints on that morning, with an ellipsis where lines are left out.
    assert soi(tmp_path, "init", str(tmp_path / "nell"), "--sample").exit == 0
    monkeypatch.chdir(tmp_path / "nell")
    boxes = re.findall(r"```console\n\$ soi ?(.*?)\n(.*?)```", README.partition("## Nell")[2], re.DOTALL)
    assert len(boxes) >= 4
    for command, told in boxes:
        ran = soi(tmp_path / "nell", *shlex.split(command), today="")
        printed = iter((ran.out + ran.err).splitlines())
        for line in told.splitlines():
            assert line in {"…", ""} or line in printed, f"{command}: {line}"


def test_every_link_of_a_document_leads_somewhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/json.md", "docs/life-of-a-touch.md"):
        text = (REPOSITORY / name).read_text(encoding="utf-8")
        targets = re.findall(
            r"\]\(([^)#\s]+)|src=\"([^\"]+)\"", re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        )
        for target in (link or picture for link, picture in targets):
            if not target.startswith("http"):
                assert ((REPOSITORY / name).parent / target).exists(), f"{name}: {target}"


def test_the_pictures_of_the_readme_are_those_that_are_taken() -> None:
    taken = {f"{shot.name}.png" for shot in SHOTS}
    assert {path.name for path in FOLDER.iterdir()} == taken
    assert set(re.findall(r"docs/pictures/([\w.-]+)", README)) == taken


def test_every_command_of_the_readme_exists() -> None:
    listed = set(re.findall(r"soi ([a-z]+)\b", README)) - {"computes"}
    known = {path.stem for path in (REPOSITORY / "builder" / "cli" / "commands").glob("*.py")}
    assert listed <= known
