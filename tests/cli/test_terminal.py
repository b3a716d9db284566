"""Single keys on a real terminal: what is a key and what is not, and how a command may end."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import time
from pathlib import Path

import pytest

from builder.edit import write as disk
from builder.edit.state import STATE

from ..support import make_wiki
from ..support import person
from ..support import soi
from ..terminal import Screen
from ..terminal import on_terminal

KILLS = int(os.environ.get("SOI_EXAMPLES", "0")) or 6
"""How often a command is killed in the middle of writing."""
ANA = person("Ana", grade="A+", touches="\n  - 2025-12-01 call")
TOUCHED = ANA.replace("2025-12-01 call\n", "2025-12-01 call\n  - 2026-03-01 call: fine\n")
_NO_HANGUP = ("sh", "-c", 'trap "" HUP; exec "$@"', "sh")
"""What `nohup` does, without sending the output elsewhere."""
KEY, NOTE, LAST = "? help\n> ", "note: ", "u undo  q quit\n> "
PROMPTS: dict[str, tuple[tuple[str, str], ...]] = {
    "key": (),
    "note": (("c", NOTE),),
    "half a note": (("c", NOTE), ("fi", "fi")),
    "last": (("c", NOTE), ("fine\r", LAST)),
}
"""What to type and what to wait for then."""


def wiki_of(root: Path, **more: str) -> Path:
    return make_wiki(root, {f"{name}.md": text for name, text in {"ana": ANA, **more}.items()})


def ana_in(root: Path) -> str:
    return (root / "contacts/ana.md").read_text(encoding="utf-8")


def at(screen: Screen, prompt: str) -> None:
    """Go to one of the prompts."""
    screen.until(KEY)
    for typed, waited in PROMPTS[prompt]:
        screen.type(typed)
        screen.until(waited)


def nothing_is_left(root: Path) -> bool:
    """True if no temporary file lies about and the wiki can be written to."""
    names = sorted(path.name for path in (root / "contacts").iterdir())
    with disk.lock(root):
        return names == ["ana.md"]


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize(
    ("number", "status"),
    [
        pytest.param(signal.SIGINT, 130, id="INT"),
        pytest.param(signal.SIGTERM, 143, id="TERM"),
        pytest.param(signal.SIGHUP, 129, id="HUP"),
        pytest.param(signal.SIGQUIT, 131, id="QUIT"),
        pytest.param(signal.SIGKILL, -9, id="KILL"),
    ],
)
def test_a_signal_at_any_prompt_leaves_everything_whole(
    tmp_path: Path, prompt: str, number: signal.Signals, status: int
) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        at(screen, prompt)
        assert screen.end_by(lambda: screen.process.send_signal(number)) == status
        assert screen.mode == screen.found or number is signal.SIGKILL
        assert screen.raw.count("\x1b[?2004h") <= screen.raw.count("\x1b[?2004l") or number is signal.SIGKILL
    assert ana_in(tmp_path) == (TOUCHED if prompt == "last" else ANA)
    assert nothing_is_left(tmp_path)


@pytest.mark.parametrize("prompt", PROMPTS)
def test_a_terminal_that_is_closed_ends_the_command(tmp_path: Path, prompt: str) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        at(screen, prompt)
        screen.hang_up()
        assert screen.process.wait(20) != 0
    assert ana_in(tmp_path) == (TOUCHED if prompt == "last" else ANA)
    assert nothing_is_left(tmp_path)


@pytest.mark.parametrize("prompt", PROMPTS)
def test_control_c_says_what_was_done_and_gives_the_terminal_back(tmp_path: Path, prompt: str) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        at(screen, prompt)
        assert screen.mode != screen.found
        assert screen.end_by(lambda: screen.type("\x03")) == 130
        assert screen.mode == screen.found
    told = "1 written, 0 skipped, 0 left\n" if prompt == "last" else "0 written, 0 skipped, 1 left\n"
    assert screen.text.endswith(told)
    assert "Traceback" not in screen.text


@pytest.mark.parametrize("attempt", range(KILLS))
def test_a_kill_in_the_middle_of_writing_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, attempt: int
) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        at(screen, "note")
        screen.type("fine\r")
        end = time.monotonic() + attempt * 0.004
        while time.monotonic() < end:
            pass
        screen.process.kill()
        screen.end()
    assert ana_in(tmp_path) in {ANA, TOUCHED}
    assert soi(tmp_path, "check", "--select", "SOI1,SOI2,SOI3").exit == 0
    assert soi(tmp_path, "touch", "ana", "call").exit == 0


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="cannot see what another process waits for")
def test_control_c_waits_until_what_was_begun_is_written_and_told(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        at(screen, "note")
        with disk.lock(tmp_path):
            screen.type("fine\r")
            screen.wait_until(lambda: has_open(screen.process.pid, tmp_path / STATE / "lock"))
            screen.type("\x03")
        assert screen.end() == 130
    assert "contacts/ana.md:6: added call 2026-03-01" in screen.text
    assert screen.text.endswith("1 written, 0 skipped, 0 left\n")
    assert ana_in(tmp_path) == TOUCHED


def has_open(process: int, path: Path) -> bool:
    """True if a process has opened a file."""
    files = Path(f"/proc/{process}/fd").iterdir()
    return any(os.path.realpath(file) == os.path.realpath(path) for file in files)


PASTED = {
    "several letters": "abc",
    "a key twice at once": "aa",
    "lines": "a\rb\r",
    "one letter, as terminals mark what is pasted": "\x1b[200~a\x1b[201~",
    "a long text": f"\x1b[200~{'a' * 9000}\x1b[201~",
    "with an end of file in it": "ab\x04",
}
NO_KEYS = {
    "arrow": b"\x1b[A",
    "function key": b"\x1bOP",
    "escape": b"\x1b",
    "alt and a letter": b"\x1ba",
    "a letter of two bytes": "é".encode(),
    "enter": b"\r",
    "no letter at all": b"\xff",
}


def test_pasted_text_is_no_key(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path, ben=person("Ben")), "triage") as screen:
        screen.until(KEY)
        for what, typed in PASTED.items():
            screen.type(typed)
            assert "nothing was done: that was more than one key\n" in screen.until("> "), what
        screen.type("q")
        assert screen.end() == 0
    assert screen.text.endswith("0 written, 0 skipped, 1 left\n")


def test_other_keys_do_nothing(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path, ben=person("Ben")), "triage") as screen:
        screen.until(KEY)
        for what, typed in NO_KEYS.items():
            screen.type(typed)
            assert "nothing was done: no such key\n" in screen.until("> "), what
        screen.type("q")
        assert screen.end() == 0
    assert screen.text.endswith("0 written, 0 skipped, 1 left\n")


def test_a_terminal_that_marks_no_pastes_is_not_asked_to(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work", TERM="dumb", NO_COLOR="1") as screen:
        screen.until(KEY)
        screen.type("q")
        assert screen.end() == 0
    assert "\x1b" not in screen.raw


def test_a_hangup_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work", prefix=_NO_HANGUP) as screen:
        screen.until(KEY)
        screen.process.send_signal(signal.SIGHUP)
        screen.type("q")
        assert screen.end() == 0


def test_a_stopped_command_lends_the_terminal_to_the_shell(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    command = shlex.join([sys.executable, "-m", "builder", "--wiki", str(tmp_path), "work"])
    with on_terminal(tmp_path, instead=("sh", "-i"), PS1="ready ", ENV="") as screen:
        screen.until("ready ")
        screen.type(f"{command}\r")
        screen.until(KEY)
        taken = screen.mode
        screen.stop("ready ")
        screen.type("stty -a | tr ' ' '\\n' | grep -x -e icanon -e echo | tr '\\n' '+'\r")
        assert "icanon+echo+" in screen.until("echo+ready ")
        screen.type("fg\r")
        screen.until("> ")
        assert screen.mode == taken
        screen.type("c")
        screen.until(NOTE)
        screen.type("fi")
        screen.until("fi")
        taken = screen.mode
        screen.stop("ready ")
        screen.type("fg\r")
        screen.until(NOTE)
        assert screen.mode == taken
        screen.type("ne\r")
        screen.until(LAST)
        screen.type("q")
        screen.until("ready ")
    assert ana_in(tmp_path) == TOUCHED
