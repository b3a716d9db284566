"""Killed or failing at any call to the file system, a command leaves each file old or new, and never else.

The commands run as a user runs them, under strace, which kills them or has a call fail. What is left
half-done over several files, the next command finishes or takes back. A long run tries every call that is
about the wiki; to die in another one is to die before the next of these.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from ..support import REPOSITORY
from ..support import TODAY
from ..support import make_wiki
from ..support import person
from ..support import soi

EVERY = "SOI_FAULTS" in os.environ
"""Try every call about the wiki, not only every so many of those that change something."""
STEP = 20
CHANGING = frozenset(
    ("chown", "close", "fchmod", "fsync", "link", "mkdir", "rename", "renameat2", "unlink", "write")
)
FAULTS = ("signal=KILL", "error=ENOSPC", "error=EIO")
FILES = {
    "ana.md": """\
        ---
        grade: A
        name: Ana Ruiz   # as she says it
        emails: ana@example.example
        follow_ups: 2026-03-02 send catalogue
        touches:
          - 2026-02-01 visit
          - 2026-01-01 call
        ---
        """,
    "ben.md": person("Ben Okafor", referred_by="ana", grade="B") + "Met through [[ana]].\n",
    "cleo.md": person("Cleo", type="event", invited="[ben]") + "See [Ana](ana.md).\n",
    "inbox/2026-02-28.txt": "ana call apples\nben meal pears\nnobody call plums\n",
    "inbox/b.txt": "ana email\n",
}
COMMANDS = {
    "touch": ("touch", "ana", "call", "x"),
    "touch-with": ("touch", "ana", "meal", "x", "--with", "ben"),
    "touch-referred": ("touch", "ana", "meal", "--referred", "Zoe"),
    "refer": ("refer", "Zoe", "--from", "ben"),
    "move": ("move", "ben", "client"),
    "grade": ("grade", "ben", "A+"),
    "set": ("set", "ana", "reach", "mornings"),
    "done": ("done", "ana", "catalogue"),
    "snooze": ("snooze", "ana", "2026-04-01", "lunch"),
    "archive": ("archive", "ben", "moved"),
    "inbox": ("inbox", "--apply"),
    "invite": ("invite", "cleo", "ana"),
    "new": ("new", "Zoe", "--from", "ana"),
    "rename": ("rename", "ana", "anna", "--apply"),
    "merge": ("merge", "ana", "ben", "--prefer", "keep", "--apply"),
    "forget": ("forget", "ana", "--apply"),
    "fmt": ("fmt", "--apply"),
    "spread": ("spread", "--apply"),
}
"""All commands that write, but those that ask for keys; they write what these write."""


@cache
def can_trace() -> bool:
    strace = shutil.which("strace")
    return strace is not None and subprocess.run(
        [strace, "-o", os.devnull, "true"], capture_output=True, check=False
    ).returncode == 0  # fmt: skip


pytestmark = pytest.mark.skipif(not can_trace(), reason="strace is not here, or may not trace")


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the kernel: its name, and how many of that name came before it, itself included."""

    name: str
    number: int
    is_about_wiki: bool


def traced(root: Path, log: Path, command: str, *options: str) -> subprocess.CompletedProcess[bytes]:
    # Not with --seccomp-bpf: strace 6.1 then sends no signals, and says nothing.
    strace = ["strace", "-f", "-y", "-o", str(log), "-e", "trace=%file,%desc", *options]
    return subprocess.run(
        [*strace, sys.executable, "-m", "builder", "--wiki", str(root), *COMMANDS[command]],
        cwd=REPOSITORY,
        env={**os.environ, "SOI_TODAY": TODAY, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


def calls(root: Path, log: Path) -> Iterator[Call]:
    """Calls of a run, from the first that names the wiki."""
    numbers: Counter[str] = Counter()
    has_begun = False
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        found = re.match(r"[0-9]+ +([a-z0-9_]+)\(", line)
        if found is None:
            continue
        numbers[found[1]] += 1
        is_about_wiki = str(root) in line
        has_begun = has_begun or (is_about_wiki and found[1] != "execve")
        if has_begun:
            yield Call(found[1], numbers[found[1]], is_about_wiki)


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file of the wiki that its owner sees."""
    paths = (path for path in root.rglob("*") if path.is_file())
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    return {name: text for name, text in found.items() if not re.search(r"(?:^|/)\.", name)}


def is_each_capture_there_once(found: dict[str, bytes]) -> bool:
    """True if what was captured is filed or waits: a file that fails keeps the others from nothing."""
    inbox = b"".join(text for name, text in found.items() if name.startswith("inbox/"))
    ana, ben = found["contacts/ana.md"], found["contacts/ben.md"]
    filed = (ana.count(b"call: apples"), ben.count(b"meal: pears"), ana.count(b"01 email\n"))
    waiting = (inbox.count(b"ana call apples"), inbox.count(b"ben meal pears"), inbox.count(b"ana email"))
    return [one + other for one, other in zip(filed, waiting, strict=True)] == [1, 1, 1]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_at_no_call_is_anything_lost(tmp_path: Path, command: str, fault: str) -> None:
    log = tmp_path / "log"
    root = make_wiki(tmp_path / "wiki", FILES)
    old = snapshot(root)
    assert traced(root, log, command).returncode in (0, 1)
    new = snapshot(root)
    assert new != old
    about = [call for call in calls(root, log) if call.is_about_wiki]
    wanted = [call for call in about if EVERY or call.name in CHANGING]
    outcomes: set[bool] = set()
    offset = FAULTS.index(fault)
    for call in wanted if EVERY else wanted[offset::STEP]:
        shutil.rmtree(root)
        make_wiki(root, FILES)
        done = traced(root, log, command, "-e", f"inject={call.name}:{fault}:when={call.number}")
        assert done.returncode == -signal.SIGKILL or "INJECTED" in log.read_text(errors="replace"), call
        half = snapshot(root)
        if command == "inbox" and half not in (old, new) and not fault.startswith("signal"):
            assert is_each_capture_there_once(half), (call, done.stderr)
            continue
        for name in {**old, **new, **half}:
            assert half.get(name) in (old.get(name), new.get(name)), (call, name, done.stderr)
        assert soi(root, "find", "Ben").exit == 0
        after = snapshot(root)
        assert after in (old, new), (call, done.stderr)
        assert soi(root, "touch", "ben", "letter").exit == 0
        assert not list((root / "contacts").glob(".soi-*"))
        assert not (root / ".soi/journal.json").exists()
        assert not (root / ".soi/kept").exists()
        outcomes.add(after == new)
    assert outcomes == {True, False} or not EVERY
