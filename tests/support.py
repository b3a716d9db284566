"""Real wikis in a temporary folder and the real command line, for all tests.

A test names its input as `{path: text}` and asks for what a user would see.
"""

from __future__ import annotations

import difflib
import gc
import io
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterable
from collections.abc import Mapping
from contextlib import redirect_stderr
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from builder.cli import main

TODAY = "2026-03-01"
"""The day on which all tests happen, a Sunday."""
REPOSITORY = Path(__file__).parent.parent
WORKBENCH = "contacts/workbench/"
"""Where the sample wiki keeps the files that are wrong on purpose."""
SITE = "site_name: People of a test\nplugins:\n"


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run of `soi` did."""

    exit: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # Any: JSON
        """What was printed, as JSON."""
        return json.loads(self.out)


def make_wiki(root: Path, files: Mapping[str, str | bytes], settings: str = "") -> Path:
    """Write a wiki into a folder: contacts by path, dedented; `ana.md` lands in `contacts/`.

    Args:
        root: the folder.
        files: path -> text; a path with a slash is meant from the root.
        settings: the `soi` section, dedented.
    """
    section = textwrap.indent(textwrap.dedent(settings).strip("\n"), " " * 6)
    plugin = f"  - soi:\n{section}\n" if section.strip() else "  - soi\n"
    write(root / "mkdocs.yml", SITE + plugin)
    (root / "contacts").mkdir(exist_ok=True)
    for name, content in files.items():
        write(root / (name if "/" in name else f"contacts/{name}"), content)
    return root


def write(path: Path, content: str | bytes) -> Path:
    """Write a file, folders included; a text is dedented and keeps its line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        content = textwrap.dedent(content).encode("utf-8")
    path.write_bytes(content)
    return path


def soi(wiki: Path, *args: str | Path, today: str = TODAY, **env: str) -> Ran:
    """Run a command in this process through the real entry point.

    Args:
        wiki: the wiki's folder.
        *args: as typed behind `soi`.
        today: for `SOI_TODAY`, empty for none.
        **env: further environment variables.
    """
    raw_out, raw_err = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(raw, encoding="utf-8", newline="") for raw in (raw_out, raw_err))
    argv = ["soi", "--wiki", str(wiki), *map(str, args)]
    status: object = 0
    was_collecting = gc.isenabled()
    given = {**env, **({"SOI_TODAY": today} if today else {})}
    with (
        mock.patch.object(sys, "argv", argv),
        mock.patch.dict(os.environ, given),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as stop:
            status = stop.code
        finally:
            if was_collecting:
                gc.enable()
    out.flush()
    err.flush()
    code = status if isinstance(status, int) else 0
    return Ran(code, raw_out.getvalue().decode("utf-8"), raw_err.getvalue().decode("utf-8"))


def run_soi(wiki: Path, *args: str | Path, today: str = TODAY, prefix: Iterable[str] = (), **env: str) -> Ran:
    """Run a command in a process of its own, as a user's shell would."""
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "builder", "--wiki", str(wiki), *map(str, args)],
        cwd=REPOSITORY,
        env={**os.environ, **({"SOI_TODAY": today} if today else {}), **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Ran(
        done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    )


def story() -> list[Path]:
    """Files of the sample wiki that are in order: all but those on the workbench."""
    files = sorted((REPOSITORY / "contacts").rglob("*.md"))
    return [path for path in files if not path.is_relative_to(REPOSITORY / WORKBENCH)]


def check(wiki: Path, *args: str | Path, today: str = TODAY) -> list[dict[str, Any]]:  # Any: JSON
    """Diagnostics of `soi check --format json`."""
    ran = soi(wiki, "check", "--format", "json", *args, today=today)
    assert ran.out, ran.err
    found: list[dict[str, Any]] = ran.json["diagnostics"]
    return found


def places(diagnostics: Iterable[Mapping[str, Any]]) -> list[str]:  # Any: JSON
    """Diagnostics as `path:line:column code`, the folder of the contacts left out."""
    return [
        f"{d['path'].removeprefix('contacts/')}:{d['line']}:{d['column']} {d['code']}" for d in diagnostics
    ]


def person(name: str = "Ana", **keys: str) -> str:
    """Text of a contact file with such keys, each value written as given."""
    lines = [f"name: {name}", *(f"{key}: {value}" for key, value in keys.items())]
    return "\n".join(["---", *lines, "---", ""])


OUTFITS = [
    (mark, newline, f"{'BOM' if mark else 'no BOM'}, {label}")
    for mark in (b"", b"\xef\xbb\xbf")
    for newline, label in (("\n", "LF"), ("\r\n", "CRLF"), ("\r", "CR"))
]
"""Byte order mark, line end and name of every outfit that a file may come in."""


def changed_lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """Lines that went and lines that came; all others are the same bytes, in their order."""
    old, new = (
        before.decode("utf-8").splitlines(keepends=True),
        after.decode("utf-8").splitlines(keepends=True),
    )
    gone: list[str] = []
    came: list[str] = []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += old[i:j]
            came += new[k:m]
    return gone, came


def unchanged(root: Path, *args: str, exit_status: int = 2) -> str:
    """The message of a command that leaves all files as they were, byte for byte."""
    before = {path: path.read_bytes() for path in (root / "contacts").rglob("*") if path.is_file()}
    ran = soi(root, *args)
    assert (ran.exit, ran.out) == (exit_status, ""), ran
    assert {path: path.read_bytes() for path in (root / "contacts").rglob("*") if path.is_file()} == before
    return ran.err
