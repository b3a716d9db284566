"""A hostile wiki on a terminal: nothing printed recolours it, reorders a line or runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from builder.report import formats
from tests.hostile import TODAY
from tests.hostile import config
from tests.hostile import hostile
from tests.hostile import write_files
from tests.readings import readings
from tests.support import soi

# A line feed ends a line and nothing else; in JSON and CSV a blank of any kind may be data.
UNFIT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_COVERED = {"list", "due", "find", "log", "show", "today", "digest", "check"}
"""Commands of which the other tests here run more than one way."""
TABLES = (["list"], ["list", "--archived"], ["due", "--all"], ["find", "ok"], ["find", "script"])


@pytest.fixture(scope="module")
def wiki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_files(tmp_path_factory.mktemp("evil"), hostile().files, config(("x",)))


@pytest.mark.parametrize(
    "command",
    [
        *TABLES,
        ["today"],
        ["log", "--since", "99y"],
        ["review"],
        ["digest", "--since", "99y"],
        ["digest", "--since", "99y", "--format", "markdown"],
        ["show", "--all"],
        ["show", "person-controls"],
        ["show", "\x1b[31m\u202e"],
        ["show", "person"],
        ["find", "\x1b"],
        *(["check", "--format", name] for name in formats()),
    ],
    ids=lambda command: ascii(" ".join(command)),
)
def test_nothing_odd_is_printed(wiki: Path, command: list[str]) -> None:
    ran = soi(wiki, *command, today=TODAY)
    assert ran.out + ran.err
    assert UNFIT.findall(ran.out + ran.err) == []


LISTS = (["today"], ["log", "--since", "99y"], ["review"], ["digest", "--since", "99y"], ["show", "--all"])


@pytest.mark.parametrize("command", [*TABLES, *LISTS], ids=" ".join)
def test_json_says_the_same_without_odd_characters(wiki: Path, command: list[str]) -> None:
    ran = soi(wiki, *command, "--format", "json", today=TODAY)
    assert UNFIT.findall(ran.out) == []
    told = json.dumps(json.loads(ran.out), ensure_ascii=False)
    assert command[0] in {"find", "review"} or "\u202e" in told


READINGS = [command for command in readings("person-controls", "fest") if command[0] not in _COVERED]


@pytest.mark.parametrize("command", [c for c in READINGS if c[-1] != "csv"], ids=" ".join)
def test_no_format_of_any_command_has_anything_odd(wiki: Path, command: list[str]) -> None:
    ran = soi(wiki, *command, today=TODAY)
    assert ran.exit in {0, 1}, ran.err
    assert UNFIT.findall(ran.out + ran.err) == []


@pytest.mark.parametrize(
    "command",
    [*TABLES, ["log", "--since", "99y"], *(c[:-2] for c in READINGS if c[-1] == "csv")],
    ids=" ".join,
)
def test_a_spreadsheet_gets_neither_controls_nor_formulas(wiki: Path, command: list[str]) -> None:
    ran = soi(wiki, *command, "--format", "csv", today=TODAY)
    assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", ran.out) == []
    heading, *rows = csv.reader(io.StringIO(ran.out))
    assert all(len(row) == len(heading) for row in rows)
    assert not [
        cell for row in rows for cell in row if cell not in {"+", "-"} and cell[:1] in {"=", "+", "-", "@"}
    ]


def test_a_touch_is_told_on_its_lines(wiki: Path) -> None:
    ran = soi(
        wiki,
        "touch",
        "person-bidi",
        "call",
        "a\x1b[31m\u202eb",
        "--promise",
        "friday \x1b[31m\u202e",
        today=TODAY,
    )
    assert ran.exit == 0, ran.err
    assert UNFIT.findall(ran.out + ran.err) == []
