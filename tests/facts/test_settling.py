"""Commands that settle what is open: each does just that as it is shown, whatever the words are."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import make_wiki
from tests.support import soi

_LONG = "x" * 10_000
_ODD = "\x1b[31m\u202e\u200b\x07"


def _promises(*entries: tuple[str | None, str], side: str = "me") -> dict[str, object]:
    rows = [{"what": what, "by": side, **({"due": due} if due else {})} for due, what in entries]
    return {"follow_ups": rows}


def _referrals(*entries: tuple[str, str, str | None]) -> dict[str, object]:
    """Referrals received: the day, who, and a reward."""
    reward = {"promised": "2026-01-01"}
    rows = [
        {
            "date": date,
            "direction": "received",
            "contact": who,
            **({"reward": reward | {"what": what}, "thanked": date} if what else {}),
        }
        for date, who, what in entries
    ]
    return {"referrals": rows}


_OF_BOTH: dict[str, object] = {
    "follow_ups": [{"due": "2026-02-01", "what": "call", "by": by} for by in ("me", "them")]
}
_IN_A_TOUCH: dict[str, object] = {
    **_promises(("2026-02-01", "call")),
    "touches": [
        {"date": "2026-01-02", "channel": "call", "follow_up": {"due": "2026-02-01", "what": "call back"}}
    ],
}

SITUATIONS: dict[str, tuple[str, dict[str, object]]] = {
    "one promise": ("ana", _promises(("2026-02-01", "call"))),
    "two for one day, one in the words of the other": (
        "ana",
        _promises(("2026-02-01", "call"), ("2026-02-01", "call back")),
    ),
    "one text for two days and one without": (
        "ana",
        _promises(("2026-02-01", "call"), ("2026-02-02", "call"), (None, "call")),
    ),
    "days and texts crosswise": (
        "ana",
        _promises(*((f"2026-02-0{day}", what) for day in (1, 2) for what in ("call", "write"))),
    ),
    "of both sides": ("ana", _OF_BOTH),
    "in a touch": ("ana", _IN_A_TOUCH),
    "texts that are days, sorts and steps": (
        "ana",
        _promises((None, "2026-02-01"), ("2026-02-01", "thanks"), (None, "needs"), (None, "farewell"))
        | _referrals(("2026-01-02", "Ben", None))
        | {"farewell": {"planned": "2026-02-01"}, "grade": "F", "stage": "prospect"},
    ),
    "a text that is the full name of another": (
        "ana",
        _promises(("2026-02-01", "call"), ("2026-02-02", "call"), (None, "2026-02-01 call")),
    ),
    "controls": ("ana", _promises((None, f"{_ODD} a"), (None, f"{_ODD} b"), (None, "tab\tand\nline"))),
    "quotes and dollars": ("ana", _promises((None, """'"$(id)`id`\\ !!"""), (None, "'"), (None, '"'))),
    "hyphens": ("ana", _promises((None, "-x"), (None, "--all"), (None, "--"), ("2026-02-01", "-- y"))),
    "long": ("ana", _promises((None, f"{_LONG}a"), (None, f"{_LONG}b"), (None, f"y{_LONG}"))),
    "long ones crosswise": (
        "ana",
        _promises(*((day, f"{letter}{_LONG}") for day in ("2026-02-01", "2026-02-02") for letter in "ab")),
    ),
    "thanks for several": (
        "ana",
        _referrals(("2026-01-02", "Ben", None), ("2026-01-03", "Ben", None), ("2026-01-03", "Bea", None)),
    ),
    "thanks for odd names": (
        "ana",
        _referrals(
            ("2026-01-02", f"{_ODD} Ben", None),
            ("2026-01-02", "-Bob O'Hara", None),
            ("2026-01-02", _LONG, None),
        ),
    ),
    "rewards": (
        "ana",
        _referrals(*(("2026-01-02", who, what) for who in ("Ben", "Bea") for what in ("a print", "-10 %"))),
    ),
    "steps": ("ana", {"stage": "prospect", **_promises((None, "needs assessment"))}),
    "an id that begins with a hyphen": ("-ana", _promises((None, "-x"), (None, "y"))),
    "an id of controls": ("a\x1b[1mna", _promises((None, "y"))),
    "an id of blanks and quotes": ("ana o'luz", _promises((None, "luz"))),
    "an id that with the words is a name": ("ana", _promises((None, "luz"), (None, "luz mora"))),
}
_SETTINGS = "process: {prospect: [{id: needs, what: ask what they need}, {id: -o, what: make an offer}]}"


@pytest.fixture(name="wiki")
def _wiki(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    id_, keys = SITUATIONS[request.param]
    # JSON is YAML.
    file = f"---\n{json.dumps({'name': 'Ana', **keys}, indent=1)}\n---\n"
    namesakes = {"anas-twin.md": "---\nname: Ana\n---\n", "luz.md": "---\nname: Ana Luz\n---\n"}
    return make_wiki(tmp_path / "wiki", {f"{id_}.md": file, **namesakes}, _SETTINGS), id_


def _open(wiki: Path, id_: str) -> Counter[tuple[object, ...]]:
    who = f" {id_}" if id_.startswith("-") else id_
    rows = soi(wiki, "done", who, "--format", "json").json["open"]
    return Counter((row["sort"], row["due"], row["what"], row["by"], row["step"]) for row in rows)


def _done(wiki: Path, id_: str) -> Iterator[str]:
    return (command for command in _proposed(wiki, id_) if command.startswith("soi done "))


def _proposed(wiki: Path, id_: str) -> Iterator[str]:
    """Every command that any list proposes."""
    who = f" {id_}" if id_.startswith("-") else id_
    for line in soi(wiki, "brief", who, "--format", "json").json["people"][0]["lines"]:
        yield line["command"] or ""
    for command in ("today", "digest", "plan", "review", "brief"):
        args = (who, "--format", "markdown") if command == "brief" else ()
        for line in soi(wiki, command, *args).out.splitlines():
            found = re.search(r"\((`*) ?(soi done .*?) ?\1\)$", line)
            yield found[2] if found else ""
    for found in soi(wiki, "check", "--format", "json").json["diagnostics"]:
        yield (found["hint"] or "").partition("then ")[2] if "soi done" in (found["hint"] or "") else ""


@pytest.mark.parametrize("wiki", SITUATIONS, indirect=True)
def test_every_command_shown_settles_one_thing(wiki: tuple[Path, str]) -> None:
    root, id_ = wiki
    before = _open(root, id_)
    assert before
    commands = {*_done(root, id_)}
    settled: Counter[tuple[object, ...]] = Counter()
    for number, command in enumerate(sorted(commands)):
        copy = root.with_name(f"copy{number}")
        shutil.copytree(root, copy)
        _, *words = shlex.split(command)
        ran = soi(copy, *words)
        assert ran.exit == 0, (command[:200], ran.err[:300])
        gone = before - _open(copy, id_)
        assert gone.total() == 1, (command[:200], gone)
        settled += gone
        assert len({*_done(copy, id_)}) < len(commands), command
    assert set(settled) == set(before)


def test_what_nothing_tells_apart_is_settled_together(tmp_path: Path) -> None:
    entry = "{due: 2026-02-01, what: call}"
    make_wiki(tmp_path, {"ana.md": f"---\nname: Ana\nfollow_ups: [{entry}, {entry}]\n---\n"})
    (command,) = {
        line["command"]
        for line in soi(tmp_path, "brief", "ana", "--format", "json").json["people"][0]["lines"]
        if line["command"] and "done" in line["command"]
    }
    assert soi(tmp_path, *shlex.split(command)[1:]).exit == 0
    assert not _open(tmp_path, "ana")


def test_a_day_and_the_beginning_of_a_text_mean_a_promise(tmp_path: Path) -> None:
    entries = "[2026-02-01 call Ben, 2026-02-01 call Bea, 2026-02-02 call Ben]"
    make_wiki(tmp_path, {"ana.md": f"---\nname: Ana\nfollow_ups: {entries}\n---\n"})
    assert soi(tmp_path, "done", "ana", "2026-02-01", "call", "ben").exit == 0
    assert {row[1:3] for row in _open(tmp_path, "ana")} == {
        ("2026-02-01", "call Bea"),
        ("2026-02-02", "call Ben"),
    }
