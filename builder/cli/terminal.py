"""The terminal, read key by key; a line of words is edited as in a shell.

Whatever ends a command, a signal too, gives the terminal back as it was found. Knows nothing of contacts.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from types import FrameType
from typing import NoReturn

from ..errors import UsageError
from .session import note

END = "\x04"
"""Ctrl-D."""
INTERRUPTED = 130
"""Exit status of whatever Ctrl-C ended."""
_ESCAPE = b"\x1b"
_PASTE_BEGINS, _PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"
_TELL_OF_PASTES, _NO_MORE = "\x1b[?2004h", "\x1b[?2004l"
_TOGETHER = 0.02
"""Bytes that come within so many seconds of each other are one key, as an arrow is, or were pasted."""
_QUIET = 0.15
"""After so many seconds without a byte nothing is being typed."""
_PASTE_LIMIT = 1.0
"""A paste whose end does not come within so many seconds has none."""
_STARTS = 32
"""So much of what was pasted is kept, to know that it was more than a key."""


class Terminal:
    """A terminal that hands over each key when it is typed. `terminal` makes one."""

    def __init__(self, file: int) -> None:
        """Remember how the terminal was found."""
        import termios

        self._file = file
        self._found = termios.tcgetattr(file)
        self._prompt = ""
        self._tells_of_pastes = os.environ.get("TERM", "dumb") != "dumb"

    def key(self, prompt: str) -> str:
        """Next key; empty for one without a character, such as an arrow; longer if text was pasted.

        Raises:
            EOFError: the terminal is closed.
        """
        self._prompt = prompt
        _say(prompt)
        typed = self._burst()
        if typed.startswith(_ESCAPE) and not typed.startswith(_PASTE_BEGINS):
            return ""
        return typed.removeprefix(_PASTE_BEGINS).decode("utf-8", "replace")

    def settle(self) -> bool:
        """Throw away what was typed ahead; True if there was something.

        A key held down or a list pasted a moment ago must not answer for the person shown next.
        """
        was_typed = False
        while self._is_waiting(_QUIET):
            self._burst()
            was_typed = True
        return was_typed

    def line(self, prompt: str) -> str | None:
        """Line of words with single blanks between them, None for Ctrl-D: go back.

        What is typed while the line is prepared belongs to it, and so do the line ends of a pasted text.
        """
        self._prompt = prompt
        while True:
            self.give_back()
            try:
                text = " ".join(input(prompt).split())
                text.encode()
            except EOFError:
                _say("\n")
                return None
            except UnicodeError:
                note("that is not UTF-8; set the terminal to UTF-8")
            else:
                return text
            finally:
                self.take()

    def take(self) -> None:
        """Have every key handed over as it is typed, without showing it."""
        import termios

        mode = [*self._found]
        mode[3] &= ~(termios.ICANON | termios.ECHO)
        mode[6] = [*mode[6]]
        mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
        self._set(mode)
        if self._tells_of_pastes:
            _say(_TELL_OF_PASTES)

    def give_back(self) -> None:
        """Put the terminal into the mode in which it was found."""
        if self._tells_of_pastes:
            _say(_NO_MORE)
        self._set(self._found)

    def pause(self) -> None:
        """Stop, as Ctrl-Z asks for, with the terminal as it was found; go on as if nothing had been."""
        import termios

        mode = termios.tcgetattr(self._file)
        self.give_back()
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, handler)
        self.take()
        self._set(mode)
        _say(self._prompt)

    def _set(self, mode: list[object]) -> None:
        import termios

        # A terminal that was closed has no mode any more.
        with suppress(termios.error):
            termios.tcsetattr(self._file, termios.TCSADRAIN, mode)  # type: ignore[arg-type] # its stub forgets the list of characters

    def _burst(self) -> bytes:
        """Bytes that come together, only the first few of many."""
        typed = tail = self._read()
        while self._is_waiting(_PASTE_LIMIT if _is_open_paste(typed, tail) else _TOGETHER):
            more = self._read()
            typed, tail = (typed + more)[:_STARTS], tail[-len(_PASTE_ENDS) :] + more
        return typed[:_STARTS]

    def _is_waiting(self, seconds: float) -> bool:
        return bool(select.select([self._file], [], [], seconds)[0])

    def _read(self) -> bytes:
        try:
            typed = os.read(self._file, 1 << 12)
        except OSError as error:
            raise EOFError from error
        if not typed:
            raise EOFError
        return typed


def _is_open_paste(typed: bytes, tail: bytes) -> bool:
    return typed.startswith(_PASTE_BEGINS) and _PASTE_ENDS not in tail


def _say(text: str) -> None:
    # Of a terminal that was closed nothing is expected any more.
    with suppress(OSError):
        sys.stdout.write(text)
        sys.stdout.flush()


@contextmanager
def terminal(instead: str) -> Iterator[Terminal]:
    """The terminal, until the command ends.

    Args:
        instead: what to use where there is none.

    Raises:
        UsageError: keys come from a file or another program, or what is printed goes there.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("this command reads single keys and needs a terminal", instead)
    try:
        import termios  # noqa: F401 -- the one thing that systems without it lack
    except ImportError as error:
        raise UsageError("this system has no terminal that soi can read keys from", instead) from error
    _prepare_lines()
    found = Terminal(sys.stdin.fileno())
    with _signals(found):
        try:
            found.take()
            yield found
        except KeyboardInterrupt:
            raise SystemExit(INTERRUPTED) from None
        finally:
            found.give_back()


def _prepare_lines() -> None:
    """Let `input` edit lines, and take a pasted text as one line whatever the user's `.inputrc` says."""
    with suppress(ImportError):
        import readline

        readline.parse_and_bind("set enable-bracketed-paste on")


@contextmanager
def _signals(keys: Terminal) -> Iterator[None]:
    """Leave in good order when told to end, and let the shell have its terminal while stopped."""

    def pause(number: int, frame: FrameType | None) -> None:
        del number, frame
        keys.pause()

    ends = dict.fromkeys(_ends(), _end)
    handlers = {**ends, signal.SIGTSTP: pause}
    # Who had one ignored, as nohup has, wants it to stay so.
    taken = [number for number in handlers if signal.getsignal(number) == signal.SIG_DFL]
    for number in taken:
        signal.signal(number, handlers[number])
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let signals wait until what was begun is done and told."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, *_ends()))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ends() -> tuple[signal.Signals, ...]:
    """Signals that tell a command to end, without Ctrl-C; not every system has them."""
    return (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    del frame
    raise SystemExit(128 + number)
