"""The same files on the same day give the same bytes, wherever the computer stands and whatever it speaks."""

from __future__ import annotations

import json
import locale
import os
import subprocess
import sys
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import hostile
from tests.payloads import PAYLOADS
from tests.readings import readings
from tests.support import REPOSITORY
from tests.support import story
from tests.support import write

_SCRIPT = """\
import json, sys
from pathlib import Path
from tests.support import soi
wiki, *commands = json.load(sys.stdin)
ran = [soi(Path(wiki), "--today", "2026-11-24", *command, today="") for command in commands]
print(json.dumps([[one.exit, one.out, one.err] for one in ran]))
"""


def _there(*names: str) -> str:
    """The first of some locales that this computer has, else the plainest."""
    before = locale.setlocale(locale.LC_ALL)
    try:
        for name in names:
            try:
                locale.setlocale(locale.LC_ALL, name)
            except locale.Error:
                continue
            return name
    finally:
        locale.setlocale(locale.LC_ALL, before)
    return "C"


_HERE = {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "COLUMNS": "80"}
_THERE = {
    "PYTHONHASHSEED": "2",
    "LC_ALL": _there("tr_TR.UTF-8", "de_DE.UTF-8", "C.UTF-8"),
    "TZ": "America/Los_Angeles",
    "COLUMNS": "80",
}


def _printed(wiki: Path, commands: list[list[str]]) -> Iterator[list[list[object]]]:
    """What the commands print in both places, asked for at once."""
    asked = json.dumps([str(wiki), *commands]).encode()
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _SCRIPT],
            cwd=REPOSITORY,
            env={**os.environ, **env},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for env in (_HERE, _THERE)
    ]
    for process in running:
        assert process.stdin is not None
        process.stdin.write(asked)
        process.stdin.close()
    for process in running:
        assert process.stdout is not None
        with process.stdout as out:
            yield json.load(out)
        assert process.wait(timeout=60) == 0


def _sample(root: Path) -> Path:
    """The sample wiki without a clock of its own: its owner lives nowhere."""
    for path in story():
        write(root / path.relative_to(REPOSITORY), path.read_bytes())
    settings = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    write(root / "mkdocs.yml", settings.replace("today: 2026-11-24", "").encode())
    return root


def _evil(root: Path) -> Path:
    settings = hostile.config(("x",)).replace(f"today: '{hostile.TODAY}'\n", "\n")
    payloads = {family: PAYLOADS[family] for family in ("bidi", "controls")}
    return hostile.write_files(root, hostile.hostile(payloads, ()).files, settings)


@pytest.mark.parametrize(
    ("make", "who", "event"),
    [
        pytest.param(_sample, "ottoline", "advent-recital", id="the sample"),
        pytest.param(_evil, "person-bidi", "fest", id="a hostile wiki"),
    ],
)
def test_every_reading_is_the_same_bytes(
    tmp_path: Path, make: Callable[[Path], Path], who: str, event: str
) -> None:
    wiki, commands = make(tmp_path), [*readings(who, event)]
    here, there = _printed(wiki, commands)
    for command, one, other in zip(commands, here, there, strict=True):
        assert one == other, command
        # A refusal would be the same bytes and say nothing.
        assert one[0] in {0, 1}, (command, one)
