"""What a command says it did, line for line, held against the files: each place has what was said."""

from __future__ import annotations

import re
from collections.abc import Mapping

from builder.diagnostics import shown

TOLD = re.compile(r"((?:contacts|inbox)/[^:]+):([0-9]+): (.*)")
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
SAYS = [
    (rf"(?:added|was there already:) [a-z]+ ({DAY})", r"\1"),
    (rf"done ({DAY}): ", r"\1"),
    (rf"added (?:received|given) referral of .* ({DAY})$", r"\1"),
    (rf"added (?:stage|scope) [a-z]+ ({DAY})$", r"\1"),
    (r"set (?:\S+\.)?([\w-]+) ", r"\1"),
    (r"added (\S+).* to [a-z_]+$", r"\1"),
    (r"removed .* from ([a-z_]+)$", ""),
    (r"removed (?:\S+\.)?([\w-]+)(?:;.*)?$", r"\1"),
    (r"[a-z_]+: added (\S+)", r"\1"),
    (r"added not_same_as (\S+)", r"\1"),
    (r"([a-z_]+): without ", r"\1"),
    (r"(name): .* -> ", r"\1"),
    # In a text of several lines the place is that of the text.
    (r"(.*) -> (.*)$", r"\2"),
    (r"(?:invited|attended)(?: already)?: ", ""),
    (r"made|was contacts/|gone$|goes;|keys ordered|touches ordered|[0-9]+ short form", ""),
]
"""What may be told, and what has to stand on that line then."""
Disk = Mapping[str, bytes]


def require_places(out: str, before: Disk, after: Disk, *, is_forgotten: bool = False) -> None:
    """Hold every line that was printed against the files.

    Args:
        out: what was printed.
        before: the files as they were, by path.
        after: the files as they are.
        is_forgotten: told is what stood there before, and what became of it.
    """
    for told in out.splitlines():
        found = TOLD.fullmatch(told)
        if found is None:
            assert re.fullmatch(r"contacts/\S+\.md: made", told), told
            continue
        path, number, what = found[1], int(found[2]), found[3]
        if is_forgotten:
            line = _line(before, path, number)
            assert what == "gone" or shown(line.strip(), 200) == what.rpartition(" -> ")[0], (told, line)
            continue
        line = _line(before if what.startswith("removed ") else after, path, number)
        said = next(match.expand(says) for form, says in SAYS if (match := re.match(form, what)))
        is_elsewhere = " -> " in what and re.search(r"[|>\"'][-+]?$|[\"'].*$", line)
        assert is_elsewhere or shown(said, 300) in shown(line, 5000), (told, line)


def _line(files: Disk, path: str, number: int) -> str:
    return re.split(r"\r\n|\n|\r", files[path].decode("utf-8-sig"))[number - 1]
