"""`docs/life-of-a-touch.md` is run as it is read: files are written, commands typed, expressions evaluated.

What each of them answers has to stand in the document. `--update-golden` writes it there.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import chdir
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.support import REPOSITORY
from tests.support import soi
from tests.support import write

DOCUMENT = REPOSITORY / "docs" / "life-of-a-touch.md"
LISTING = re.compile(
    r"(?:<!-- file: (?P<path>\S+) -->\n)?^```(?P<kind>.*)\n(?P<text>[\s\S]*?)^```$", re.MULTILINE
)
PROMPTS = {"console": r"^\$ .*\n", "python": r"^>>> .*\n(?:^\.\.\. .*\n)*"}
GIT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
MODULE = re.compile(r"`((?:builder|templates|tests)/[\w./-]*)`")


class Reader:
    """Somebody who does what the document says, in a folder of their own."""

    def __init__(self, root: Path) -> None:
        """Begin in an empty folder."""
        self.root = root
        self.variables: dict[str, str] = {}
        self.names: dict[str, Any] = {}  # Any: whatever the document gives a name

    def follow(self, listing: re.Match[str]) -> str:
        """The listing as it should be: what was typed, each with its answer."""
        path, kind, text = listing["path"], listing["kind"], listing["text"]
        if path:
            write(self.root / path, text)
            return listing[0]
        typed = re.findall(PROMPTS[kind], text, re.MULTILINE)
        assert text.startswith(tuple(typed))
        answer = self.shell if kind == "console" else self.python
        return f"```{kind}\n{''.join(line + answer(line) for line in typed)}```"

    def shell(self, line: str) -> str:
        """What a shell prints; where the wiki is not under git yet, it is now."""
        words = shlex.split(line)[1:]
        match words:
            case ["export", variable]:
                name, _, value = variable.partition("=")
                self.variables[name] = value
                return ""
            case ["soi", *arguments]:
                if not (self.root / ".git").exists():
                    self.git("init", "--quiet")
                    self.git("add", ".")
                ran = soi(self.root, *arguments, today="", **self.variables)
                return ran.out + ran.err
            case ["git", *arguments]:
                return self.git(*arguments)
        pytest.fail(f"nobody knows how to run {words[0]}")

    def git(self, *arguments: str) -> str:
        """What git prints, whatever its user has set."""
        return subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env={**os.environ, **GIT},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout

    def python(self, typed: str) -> str:
        """What Python's prompt answers."""
        lines = [line[len(">>> ") :] for line in typed.splitlines()]
        source = "\n".join(lines) + "\n"
        out = StringIO()
        with redirect_stdout(out), chdir(self.root):
            exec(compile(source, DOCUMENT.name, "single"), self.names)  # noqa: S102 -- what the document shows
        return out.getvalue()


def outside(text: str) -> Iterator[str]:
    """The lines of a document that stand in no listing."""
    yield from LISTING.sub("", text).splitlines()


def test_everything_in_a_box_is_what_the_program_says(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    told = DOCUMENT.read_text(encoding="utf-8")
    retold = LISTING.sub(Reader(tmp_path).follow, told)
    if request.config.getoption("--update-golden"):
        DOCUMENT.write_text(retold, encoding="utf-8")
        told = retold
    assert told == retold


def test_no_box_escapes_the_test() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert not [line for line in outside(text) if "```" in line or line.startswith(("    ", "\t", "~~~"))]
    assert {listing["kind"] for listing in LISTING.finditer(text) if not listing["path"]} == set(PROMPTS)


@pytest.mark.parametrize("path", sorted(set(MODULE.findall(DOCUMENT.read_text(encoding="utf-8")))))
def test_the_rooms_it_names_are_there(path: str) -> None:
    assert (REPOSITORY / path).exists()
