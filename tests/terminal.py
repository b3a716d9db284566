"""A real `soi` process on a real terminal, for tests of what is typed there."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path

from .support import REPOSITORY
from .support import TODAY

_PATIENCE = 20.0
"""Seconds after which a process that says nothing more is taken to hang."""
_OWN_TERMINAL = """\
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
    signal.signal(number, signal.SIG_DFL)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""What a terminal's window does; tests that run in the background have signals ignored, a user has not."""
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z~]")


class Screen:
    """What a user has before them: a terminal in which a command runs."""

    def __init__(self, command: list[str], columns: int, env: dict[str, str]) -> None:
        """Start a command."""
        self._keyboard, self.line = pty.openpty()
        fcntl.ioctl(self.line, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.found = self.mode
        self._raw = b""
        self._told = 0
        self.process = subprocess.Popen(
            [sys.executable, "-c", _OWN_TERMINAL, *command],
            cwd=REPOSITORY,
            env=env,
            stdin=self.line,
            stdout=self.line,
            stderr=self.line,
            start_new_session=True,
        )

    @property
    def mode(self) -> list[object]:
        """The terminal's settings."""
        return list(termios.tcgetattr(self.line))

    @property
    def text(self) -> str:
        """Everything printed so far, with the line ends of a file and without colors."""
        return _ESCAPES.sub("", self._raw.decode("utf-8", "replace")).replace("\r\n", "\n")

    @property
    def raw(self) -> str:
        """Everything printed so far, as the terminal got it."""
        return self._raw.decode("utf-8", "replace")

    def until(self, text: str) -> str:
        """Wait for a text; what was printed since the last one waited for, this one included."""
        limit = time.monotonic() + _PATIENCE
        while (place := self.text.find(text, self._told)) < 0:
            assert self._more(limit), f"no {text!r} in {self.text[self._told :]!r}"
        begin, self._told = self._told, place + len(text)
        return self.text[begin : self._told]

    def stop(self, shell: str) -> None:
        """Press Ctrl-Z until the shell's prompt comes, as a user whose terminal does nothing does.

        As in `end_by`, one that comes while readline handles a key would wait for the next.
        """
        for _ in range(int(_PATIENCE)):
            self.type("\x1a")
            limit = time.monotonic() + 1
            while shell not in self.text[self._told :] and self._more(limit):
                pass
            if shell in self.text[self._told :]:
                break
        self.until(shell)

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that shows elsewhere than on the screen."""
        limit = time.monotonic() + _PATIENCE
        while not holds():
            assert time.monotonic() < limit, f"it does not come to pass: {self.text!r}"

    def type(self, keys: str | bytes) -> None:
        """Type, all at once."""
        os.write(self._keyboard, keys if isinstance(keys, bytes) else keys.encode())

    def end(self) -> int:
        """Wait for the command's end; its exit status."""
        limit = time.monotonic() + _PATIENCE
        while self.process.poll() is None:
            assert self._more(limit) or self.process.poll() is not None, f"hangs: {self.text!r}"
        return self._last_words()

    def end_by(self, send: Callable[[], None]) -> int:
        """Send a signal and wait for the command's end; its exit status.

        One that comes while readline handles a key waits for the next, so it is sent again: `readline.c` of
        CPython 3.11 to 3.13 looks for signals only when `select` was interrupted.
        """
        for _ in range(int(_PATIENCE)):
            send()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(1)
                return self._last_words()
        raise AssertionError(f"hangs: {self.text!r}")

    def _last_words(self) -> int:
        while self._more(0):
            pass
        assert self.process.returncode is not None
        return self.process.returncode

    def hang_up(self) -> None:
        """Close the terminal, as closing its window does."""
        for file in (self._keyboard, self.line):
            with suppress(OSError):
                os.close(file)

    def _more(self, limit: float) -> bool:
        """Take what was printed; False if nothing is until the limit or the end of the command."""
        while True:
            if select.select([self._keyboard], [], [], 0.02)[0]:
                self._raw += os.read(self._keyboard, 1 << 16)
                return True
            if time.monotonic() > limit or self.process.poll() is not None:
                return False


@contextmanager
def on_terminal(
    wiki: Path,
    *args: str,
    today: str = TODAY,
    columns: int = 80,
    prefix: Sequence[str] = (),
    instead: Sequence[str] = (),
    **env: str,
) -> Iterator[Screen]:
    """Run `soi` on a terminal of its own, and end it at the end.

    Args:
        wiki: the wiki's folder.
        *args: as typed behind `soi`.
        today: for `SOI_TODAY`.
        columns: how wide the terminal is.
        prefix: what to type before `soi`.
        instead: what to run in place of `soi`.
        **env: further environment variables.
    """
    command = [*(instead or [*prefix, sys.executable, "-m", "builder", "--wiki", str(wiki), *args])]
    around = {**os.environ, "TERM": "xterm", "INPUTRC": os.devnull, "SOI_TODAY": today, **env}
    around = {name: value for name, value in around.items() if name not in {"COLUMNS", "LINES"}}
    screen = Screen(command, columns, around)
    try:
        yield screen
    finally:
        screen.process.kill()
        screen.process.wait()
        screen.hang_up()
