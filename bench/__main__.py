"""`python -m bench`: measure, print the table, exit 1 if something is over its budget.

Owns what is compared with what. The budgets are in budget.toml, the made-up wikis in generate.py.
"""

from __future__ import annotations

import argparse
import functools
import json
import shutil
import sys
import tomllib
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import generate
from bench.measure import Command
from bench.measure import CommandFailedError
from bench.measure import Pair
from bench.measure import Run
from bench.measure import in_turn
from bench.measure import output_of

HERE = Path(__file__).resolve().parent
CACHE = HERE / ".cache"
SMALL, LARGE = 1_000, 10_000
TOUCHES = 100_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    """Also the name of its budget."""
    ours: str
    theirs: str
    ratio: float


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to run."""

    sizes: tuple[int, ...]
    is_quick: bool

    def runs(self, many: int, quick: int) -> int:
        """Number of pairs: the fewer, the longer a run takes."""
        return quick if self.is_quick else many


def check(plan: Plan) -> Iterator[Row]:
    """`soi check` beside a bare loop that only loads the YAML of the same files."""
    for size in plan.sizes:
        pair = in_turn(soi_check(size), yaml_loop(size), runs=plan.runs(7, 3))
        yield from _times(f"check-{size}", pair)


def build(plan: Plan) -> Iterator[Row]:
    """`soi build` beside `mkdocs build` with stock Material; memory comes from the same long runs."""
    for size in plan.sizes:
        # Both take half a minute at 10,000: a run for warming up would be lost in that and cost a minute.
        is_warmed_up = size == SMALL
        pair = in_turn(soi_build(size), mkdocs_build(size), runs=plan.runs(3, 2), is_warmed_up=is_warmed_up)
        yield from _times(f"build-{size}", pair)
        yield _memory(f"build-{size}-memory", pair)


def growth(plan: Plan) -> Iterator[Row]:
    """`soi check` of 10,000 contacts beside that of 1,000."""
    if LARGE in plan.sizes:
        yield from _times("growth", in_turn(soi_check(LARGE), soi_check(SMALL), runs=plan.runs(5, 3)))


def dupes(plan: Plan) -> Iterator[Row]:
    """`soi dupes` among 10,000 contacts beside that among 1,000."""
    if LARGE in plan.sizes:
        yield from _times("dupes", in_turn(soi_dupes(LARGE), soi_dupes(SMALL), runs=plan.runs(5, 3)))


def memory(plan: Plan) -> Iterator[Row]:
    """Peak of `soi check` beside the loop keeping what it loads. For `soi build` see its own rows."""
    for size in plan.sizes:
        pair = in_turn(soi_check(size), yaml_loop(size, keeps_all=True), runs=1, is_warmed_up=False)
        yield _memory(f"check-{size}-memory", pair)


def touch(plan: Plan) -> Iterator[Row]:
    """`soi touch` on somebody with 100,000 touches beside a command that reads the file once."""
    original = generate.diary(CACHE, TOUCHES)
    wiki = original.with_name(f"{original.name}-touched")
    add = ("touch", "ada-adler", "call", "Asked about the last print")
    tidy = functools.partial(_restore, original, wiki)
    ours, theirs = (
        Command(("-m", "builder", "--wiki", str(wiki), *arguments), tidy) for arguments in (add, ("due",))
    )
    yield from _times("touch-in-100000", in_turn(ours, theirs, runs=plan.runs(7, 3)))


def network(plan: Plan) -> Iterator[Row]:
    """Measures of the network beside networkx on the same graph; the layout beside that of 1,000 contacts."""
    size = plan.sizes[-1]
    folders = [str(wikis(one)[0]) for one in (size, SMALL)]
    measured = json.loads(output_of(Command(("-m", "bench.network", *folders))))
    for name, (ours, theirs) in measured.items():
        if name != "layout" or size != SMALL:
            yield Row(f"network-{name}", f"{ours:.3f} s", f"{theirs:.3f} s", ours / theirs)


def startup(plan: Plan) -> Iterator[Row]:
    """`soi --help` beside the smallest Click program."""
    hello = Command((str(HERE / "click_hello.py"), "--help"))
    yield from _times("help", in_turn(Command(("-m", "builder", "--help")), hello, runs=plan.runs(15, 7)))


COMPARISONS: Mapping[str, Callable[[Plan], Iterator[Row]]] = {
    "help": startup,
    "check": check,
    "growth": growth,
    "touch": touch,
    "dupes": dupes,
    "network": network,
    "memory": memory,
    "build": build,
}


@functools.cache
def wikis(size: int) -> tuple[Path, Path]:
    """Folders of soi's wiki and the plain one."""
    return generate.wikis(CACHE, size)


def soi_check(size: int) -> Command:
    """A check from nothing: what an earlier one remembered is removed."""
    wiki, _ = wikis(size)
    arguments = ("-m", "builder", "check", "--wiki", str(wiki), "--fail-on", "never")
    return Command(arguments, functools.partial(_remove, wiki / ".soi"))


def soi_dupes(size: int) -> Command:
    """A search for duplicates, which reads the wiki first, and checks nothing else."""
    wiki, _ = wikis(size)
    return Command(("-m", "builder", "dupes", "--wiki", str(wiki)), functools.partial(_remove, wiki / ".soi"))


def yaml_loop(size: int, *, keeps_all: bool = False) -> Command:
    """The bare loop over the very files that `soi check` reads."""
    wiki, _ = wikis(size)
    keep = ("--keep",) if keeps_all else ()
    return Command((str(HERE / "yaml_loop.py"), str(wiki / "contacts"), *keep))


def soi_build(size: int) -> Command:
    """A build into a folder that does not exist yet."""
    wiki, _ = wikis(size)
    tidy = functools.partial(_remove, wiki / ".soi", wiki / "site")
    return Command(("-m", "builder", "build", "--wiki", str(wiki)), tidy)


def mkdocs_build(size: int) -> Command:
    """Stock Material on the same facts, as plain Markdown."""
    _, wiki = wikis(size)
    tidy = functools.partial(_remove, wiki / "site")
    return Command(("-m", "mkdocs", "build", "--quiet", "-f", str(wiki / "mkdocs.yml")), tidy)


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _restore(original: Path, wiki: Path) -> None:
    _remove(wiki)
    shutil.copytree(original, wiki)


def _times(name: str, pair: Pair) -> Iterator[Row]:
    for suffix, quantity in (("time", _time), ("cpu", _cpu)):
        ours, theirs, ratio = pair.compared(quantity)
        yield Row(f"{name}-{suffix}", f"{ours:.2f} s", f"{theirs:.2f} s", ratio)


def _memory(name: str, pair: Pair) -> Row:
    ours, theirs, ratio = pair.compared(lambda run: run.memory)
    return Row(name, f"{ours / 2**20:.0f} MiB", f"{theirs / 2**20:.0f} MiB", ratio)


def _time(run: Run) -> float:
    return run.time


def _cpu(run: Run) -> float:
    return run.cpu


def _budgets() -> Mapping[str, float]:
    with (HERE / "budget.toml").open("rb") as file:
        return {name: budget["most"] for name, budget in tomllib.load(file).items()}


def _line(*cells: str) -> str:
    name, ours, theirs, ratio, budget, verdict = cells
    return f"{name:<20} {ours:>9} {theirs:>9} {ratio:>6} {budget:>6}  {verdict}".rstrip()


def _judged(row: Row, budget: float | None) -> tuple[str, str, str]:
    """Ratio, budget and verdict as the table shows them."""
    if budget is None:
        return f"{row.ratio:.3f}", "-", ""
    return f"{row.ratio:.3f}", f"{budget:.2f}", "OVER" if row.ratio > budget else "ok"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Measure soi against its budgets, as ratios.")
    parser.add_argument("--quick", action="store_true", help="1,000 contacts only, and fewer runs")
    parser.add_argument("--only", action="append", choices=COMPARISONS, help="may be given more than once")
    return parser.parse_args()


def main() -> int:
    """Exit status: 1 if a row is over its budget, 2 if a command could not be measured."""
    options = _arguments()
    plan = Plan((SMALL,) if options.quick else (SMALL, LARGE), is_quick=options.quick)
    budgets = _budgets()
    print(_line("name", "ours", "theirs", "ratio", "budget", ""), flush=True)
    verdicts = set()
    try:
        for name in options.only or COMPARISONS:
            for row in COMPARISONS[name](plan):
                judged = _judged(row, budgets.get(row.name))
                verdicts.add(judged[-1])
                print(_line(row.name, row.ours, row.theirs, *judged), flush=True)
    except CommandFailedError as error:
        print(error, file=sys.stderr)
        return 2
    return 1 if "OVER" in verdicts else 0


if __name__ == "__main__":
    sys.exit(main())
