"""What the documents say is so."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from builder.checks import all_rules
from builder.cli import cli
from tests.support import REPOSITORY
from tests.support import make_wiki
from tests.support import soi
from tools.screenshots import FOLDER
from tools.screenshots import SHOTS

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md"),
    *sorted(f"docs/{path.name}" for path in (REPOSITORY / "docs").glob("*.md")),
]
CONTEXT = click.Context(cli)
COMMANDS = {name: cli.get_command(CONTEXT, name) for name in cli.list_commands(CONTEXT)}


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
    for name in DOCUMENTS:
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


def typed_in(text: str) -> list[list[str]]:
    """Commands that a text says can be typed, as words behind `soi`."""
    found = re.findall(r"`soi ([^`]+)`", text) + re.findall(r"^\$ soi (.*)$", text, re.MULTILINE)
    return [line.split() for line in found]


def options(command: click.Command | None) -> set[str]:
    assert command is not None
    return {name for option in command.params for name in (*option.opts, *option.secondary_opts)}


def misspelled(text: str) -> list[str]:
    """Commands and options that a text names and that do not exist."""
    wrong = []
    for words in typed_in(text):
        name = next((word for word in words if re.fullmatch("[a-z][a-z-]*", word)), "today")
        # The recipes of the guide make this command.
        if name == "known":
            continue
        known = options(COMMANDS[name]) | options(cli) | {"--help", "-h"} if name in COMMANDS else set()
        named = {word for word in words if re.fullmatch("--?[a-z][a-z-]*", word)}
        if name not in COMMANDS or named - known:
            wrong.append(" ".join(words))
    return wrong


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_and_option_of_a_document_exists(name: str) -> None:
    assert misspelled((REPOSITORY / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("code", all_rules())
def test_every_command_and_option_of_an_explanation_exists(code: str) -> None:
    assert misspelled(all_rules()[code].text) == []


def test_a_command_or_option_that_does_not_exist_is_seen() -> None:
    assert misspelled("`soi review --sinse 7d`, `soi reviw`, `soi due --all`\n$ soi plan --wekes 3") == [
        "review --sinse 7d",
        "reviw",
        "plan --wekes 3",
    ]


def test_what_shows_before_it_writes_is_listed() -> None:
    text = (REPOSITORY / "docs/writing.md").read_text(encoding="utf-8")
    [listed] = re.findall(r"^((?:`soi [a-z]+`(?:,| and)\s)+`soi [a-z]+`) show what", text, re.MULTILINE)
    assert sorted(re.findall("`soi ([a-z]+)`", listed)) == sorted(
        name for name, command in COMMANDS.items() if "--apply" in options(command)
    )
