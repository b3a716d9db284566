"""files: Bring contact files into canonical form: keys in order, touches by date, short forms."""

from __future__ import annotations

import codecs
import difflib
import re
import sys
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path

import click

from ...diagnostics import Lines
from ...diagnostics import shown
from ...edit.canonical import KEYS
from ...edit.canonical import SHORT
from ...edit.canonical import TOUCHES
from ...edit.canonical import Formatted
from ...edit.canonical import formatted
from ...edit.canonical import is_canonical
from ...edit.drafts import Draft
from ...errors import NoContactsError
from ...errors import RefusedError
from ...errors import UsageError
from ...load import TEMPLATE
from ...load import Place
from ...load import find
from ...load import read_bytes
from ...source import read
from ..paths import inside
from ..paths import is_among
from ..planned import Planned
from ..planned import plan
from ..planned import write
from ..session import Session
from ..session import echo
from ..session import shared
from ..writing import writes

STDIN = "-"
BOM = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_MAX_LINE = 2000


@click.command("fmt")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--check", "is_check", is_flag=True, help="Exit with 1 if a file would change.")
@click.option("--diff", "is_diff", is_flag=True, help="Show the lines that would change.")
@click.option("--apply", "is_applied", is_flag=True, help="Write the files.")
@writes
@shared
def command(
    session: Session, paths: Sequence[Path], *, is_check: bool, is_diff: bool, is_applied: bool
) -> None:
    """Bring contact files into canonical form: keys in order, touches by date, short forms.

    Keys stand in the order of the field reference, your own behind them, the touches last. Touches are
    ordered by date, those of a day stay as they are. An entry goes on one line where that says everything.
    Comments move with what they belong to, and every file is read again: one that would say anything else is
    left as it is and named, as a broken one is.

    Without --apply it only shows what it would do. With PATH only those files and folders; with - a file on
    standard input goes to standard output, or is only judged by --check or --diff. Exit status: 0, 1 with
    --check if something would change, 2 if a file had to be left.
    """
    if is_check and is_applied:
        raise UsageError("--check writes nothing and --apply does", "use one of the two")
    if Path(STDIN) in paths:
        if len(paths) > 1 or is_applied:
            raise UsageError("- stands alone: standard input goes to standard output")
        _filter(is_check=is_check, is_diff=is_diff)
        return
    root = session.config.root
    plans = [*_plans(root, _places(session, paths))]
    ready = [planned for planned in plans if isinstance(planned, Planned)]
    if is_diff:
        for planned in ready:
            _show_diff(planned.draft)
    write(root, plans, is_applied=is_applied, command="soi fmt --apply")
    if is_check and ready:
        sys.exit(1)


def _places(session: Session, paths: Iterable[Path]) -> list[Place]:
    """The files that are meant."""
    config = session.config
    wanted = [inside(path, config.root) for path in paths]
    places, _ = find(config.root, config.folder)
    if not places and not (config.root / config.folder / TEMPLATE).is_file():
        raise NoContactsError(config.root / config.folder)
    return [place for place in places if not wanted or is_among(place.path, wanted)]


def _plans(root: Path, places: Iterable[Place]) -> Iterator[Planned | RefusedError]:
    for place in places:
        if place.flaw:
            yield RefusedError(f"{place.path}: {place.flaw}")
        elif not _is_in_form(root, place):
            yield from plan(root, [place.path], _intend)


def _is_in_form(root: Path, place: Place) -> bool:
    try:
        return is_canonical(read(read_bytes(f"{root}/{place.path}")))
    except OSError:
        return False


def _intend(draft: Draft) -> tuple[int, str]:
    result = formatted(draft.text)
    line = _first_change(draft.text, result.text)
    draft.text = result.text
    return line, _told(result)


def _told(result: Formatted) -> str:
    """What was done, in words."""
    count = result.done.get(SHORT, 0)
    shorts = [f"{count} {SHORT}{'' if count == 1 else 's'}"] if count else []
    return ", ".join([*(deed for deed in (KEYS, TOUCHES) if result.done.get(deed)), *shorts])


def _first_change(old: str, new: str) -> int:
    """Number of the first line that differs."""
    pairs = zip(_LINE.findall(old), _LINE.findall(new), strict=False)
    return next((number for number, (before, after) in enumerate(pairs, 1) if before != after), 1)


def _show_diff(draft: Draft) -> None:
    assert draft.seen is not None
    _print_diff(shown(draft.path, _MAX_LINE), draft.seen.decode().removeprefix(BOM), draft.text)


def _print_diff(path: str, old: str, new: str) -> None:
    before, after = (_LINE.findall(text) for text in (old, new))
    for line in difflib.unified_diff(before, after, path, path):
        bare = line.rstrip("\r\n")
        echo(f"{shown(bare, _MAX_LINE)}\n")


def _filter(*, is_check: bool, is_diff: bool) -> None:
    """Format what an editor pipes in, byte order mark and line ends included, or only judge it."""
    content = sys.stdin.buffer.read()
    source = read(content)
    flaw = source.error
    if flaw is not None:
        line, column = Lines(source.text).position(flaw.offset)
        raise RefusedError(f"{line}:{column}: {flaw.rule.code} error: {flaw.message}", flaw.hint)
    text = formatted(source.text).text
    if is_diff:
        _print_diff(STDIN, source.text, text)
    elif not is_check:
        mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        sys.stdout.buffer.write(mark + text.encode())
    if is_check and text != source.text:
        sys.exit(1)
