"""One command, run to its end: what it took of the clock, of the processor and of memory.

Knows nothing of what is measured.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# macOS counts ru_maxrss in bytes, the others in KiB.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024


class CommandFailedError(Exception):
    """A measured command did not do its work, so that its time means nothing."""

    def __init__(self, command: Sequence[str], status: int, output: str) -> None:
        super().__init__(f"{' '.join(command)}\nended with status {status}:\n{output[-2000:]}")


@dataclass(frozen=True, slots=True)
class Command:
    """What to run, and what to put in order before each run."""

    arguments: tuple[str, ...]
    """What follows the name of the Python that runs this."""
    tidy: Callable[[], None] = field(default=lambda: None)
    """Undoes the run before, so that every run starts from the same files. Its time does not count."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took."""

    time: float
    """Seconds on the wall."""
    cpu: float
    """Seconds of all processors, for it and the processes it waited for."""
    memory: float
    """Bytes it held at its peak."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Runs of ours and of theirs, taken in turn so that a busy machine slows both."""

    ours: tuple[Run, ...]
    theirs: tuple[Run, ...]

    def compared(self, quantity: Callable[[Run], float]) -> tuple[float, float, float]:
        """Median of ours, median of theirs, and the median of the ratios within the pairs."""
        ours = [quantity(run) for run in self.ours]
        theirs = [quantity(run) for run in self.theirs]
        ratios = [our / their for our, their in zip(ours, theirs, strict=True)]
        return statistics.median(ours), statistics.median(theirs), statistics.median(ratios)


def in_turn(ours: Command, theirs: Command, *, runs: int, is_warmed_up: bool = True) -> Pair:
    """So many runs of each, ours first in one pair and second in the next."""
    if is_warmed_up:
        run(ours)
        run(theirs)
    taken: dict[int, list[Run]] = {0: [], 1: []}
    for number in range(runs):
        order = [(0, ours), (1, theirs)]
        for side, command in reversed(order) if number % 2 else order:
            taken[side].append(run(command))
    return Pair(tuple(taken[0]), tuple(taken[1]))


def run(command: Command) -> Run:
    """One run; output goes to a file, as a terminal would be slower than either program.

    `os.wait4` is asked because it tells this one child's resources. A child begins with its parent's peak
    memory on its account, so this process stays small: it keeps no wiki.
    """
    command.tidy()
    arguments = [sys.executable, *command.arguments]
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=ROOT, env=_environment()
        )
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - started
        # wait4 has taken the child away; without this Popen would look for it and warn.
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            text = output.read().decode(errors="replace")
            raise CommandFailedError(arguments, process.returncode, text)
    return Run(elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _RSS_UNIT)


def output_of(command: Command) -> str:
    """What a command prints that measures something itself, because starting it would drown the measure."""
    command.tidy()
    arguments = [sys.executable, *command.arguments]
    done = subprocess.run(
        arguments,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=ROOT,
        env=_environment(),
        text=True,
        check=False,
    )
    if done.returncode:
        raise CommandFailedError(arguments, done.returncode, done.stderr)
    return done.stdout


def _environment() -> Mapping[str, str]:
    """The caller's environment, without what would change the day or add a banner."""
    kept = {name: value for name, value in os.environ.items() if name != "SOI_TODAY"}
    return kept | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "NO_COLOR": "1"}
