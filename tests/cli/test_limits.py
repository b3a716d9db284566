"""What is printed for people is cut where nobody reads on, and says what shows the rest."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from builder.cli.limits import FEW
from builder.cli.limits import MOST

from ..support import REPOSITORY
from ..support import make_wiki
from ..support import person
from ..support import soi

REST = re.compile(r"^ *(?:- )?and (\d+) more \((soi .*)\)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """A command with a list in which each person of a sort has one line."""

    args: tuple[str, ...]
    keys: Mapping[str, str]
    """What is in the front matter of each of the people."""
    mark: str
    """What stands in each line of the list, and in no other."""
    most: int = MOST
    json: tuple[str, ...] = ()
    """Where the list stands in the JSON, if it is one list there."""
    whole: str = ""
    """What shows all of it, if that is not the same with `--all`."""


BAD = {"grade": "D"}
LATE = {"follow_ups": "2026-02-01 pay"}
AHEAD = {"follow_ups": "2026-03-02 pay"}
BOUGHT = {"purchases": "2026-02-27 5"}
ASKABLE = {"grade": "A", "reference": "true", "touches": "2026-02-01 call"}
REFERRED = {"grade": "B", "referrals": "{date: 2026-02-20, direction: received, contact: Zed}"}
CASES = {
    "ask": Case(("ask",), ASKABLE, "--asked yes", json=("ask",)),
    "ask by grade": Case(("ask", "--grade", "A"), ASKABLE, "--asked yes", json=("ask",)),
    "today": Case(("today",), LATE, "(soi done", json=("promises",)),
    "today, calls": Case(("today",), {"grade": "A"}, "never touched", json=("calls",), whole="soi due"),
    "networks": Case(("networks",), {"networks": "support"}, "never met", json=("networks", "0", "people")),
    "referrals": Case(("referrals",), REFERRED, "  P ", json=("sources",)),
    "review": Case(("review",), BOUGHT, "bought 5"),
    "review grades": Case(("review", "grades"), BAD, "(soi archive", json=("grades", "let_go")),
    "review stages": Case(("review", "stages"), {"stage": "connection"}, "lacks", json=("stages",)),
    "pipeline": Case(
        ("review", "pipeline"),
        {"deals": "{status: open, expected: 2026-02-01}"},
        "28 days late",
        json=("pipeline", "open"),
    ),
    "a section of the review": Case(
        ("review",), BAD, "(soi archive", FEW, ("grades", "let_go"), "soi review grades --all"
    ),
    "a day of the plan": Case(("plan",), AHEAD, "promise: ", FEW, ("weeks", "1", "days", "0", "entries")),
    "a day of a long plan": Case(("plan", "--weeks", "6"), AHEAD, "promise: ", FEW),
    "digest": Case(("digest",), AHEAD, "(soi done", json=("promises",)),
    "digest of a month": Case(("digest", "--since", "30d"), AHEAD, "(soi done", json=("promises",)),
}


def people(root: Path, keys: Mapping[str, str], count: int, **settings: str) -> Path:
    return make_wiki(
        root, {f"p{place:02}.md": person(f"P {place:02}", **keys) for place in range(count)}, **settings
    )


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_list_is_cut_and_what_it_names_shows_the_rest(tmp_path: Path, case: Case) -> None:
    wiki = people(tmp_path, case.keys, case.most + 2)
    cut = soi(wiki, *case.args).out
    assert cut.count(case.mark) == case.most
    rests = {rest[2]: rest[1] for rest in REST.finditer(cut)}
    command = case.whole or f"soi {shlex.join(case.args)} --all"
    assert rests[command] == "2"
    whole = soi(wiki, *shlex.split(command)[1:]).out
    assert whole.count(case.mark) == case.most + 2
    assert not REST.search(whole)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_list_that_just_fits_is_whole(tmp_path: Path, case: Case) -> None:
    cut = soi(people(tmp_path, case.keys, case.most), *case.args).out
    assert cut.count(case.mark) == case.most
    assert not REST.search(cut)


@pytest.mark.parametrize(
    "case", [case for case in CASES.values() if case.json], ids=[name for name in CASES if CASES[name].json]
)
def test_programs_get_everything(tmp_path: Path, case: Case) -> None:
    wiki = people(tmp_path, case.keys, case.most + 2)
    found: Any = soi(wiki, *case.args, "--format", "json").json  # Any: JSON
    for step in case.json:
        found = found[int(step) if step.isdigit() else step]
    assert len(found) == case.most + 2


@pytest.mark.parametrize("name", ["ask", "referrals", "networks", "plan"])
def test_tables_for_programs_are_whole(tmp_path: Path, name: str) -> None:
    keys = {**ASKABLE, **REFERRED, **AHEAD, "grade": "A", "networks": "support"}
    wiki = people(tmp_path, keys, MOST + 2)
    assert soi(wiki, name, "--format", "csv").out.count(",P ") >= MOST + 2


def test_a_full_day_keeps_the_promises_and_leaves_out_birthdays(tmp_path: Path) -> None:
    wiki = people(tmp_path, {"birthday": '"03-02"'}, FEW)
    make_wiki(
        wiki,
        {
            "yves.md": person("Yves", follow_ups="{due: 2026-03-02, what: pay, by: them}"),
            "zoe.md": person("Zoë", grade="A", birthday='"03-02"', follow_ups="2026-03-02 write"),
        },
    )
    day = soi(wiki, "plan").out.partition("Mon 2026-03-02\n")[2].partition("\n\n")[0].splitlines()[: FEW + 1]
    names = [line.split(":")[1].strip().partition("  ")[0] for line in day[:-1]]
    assert names == [*(f"P {place:02}" for place in range(FEW - 3)), "Zoë", "Yves", "Zoë"]
    assert day[-1] == "    and 3 more (soi plan --all)"


def test_of_many_changes_those_of_the_best_grades_are_told(tmp_path: Path) -> None:
    wiki = people(tmp_path, BOUGHT, MOST)
    make_wiki(wiki, {"zoe.md": person("Zoë", grade="A+", **BOUGHT)})
    sales = soi(wiki, "review").out.partition("Sales\n")[2].partition("\n\n")[0].splitlines()
    assert sales[-2:] == [
        "  Zoë: 2026-02-27 bought 5 EUR  (soi show zoe)",
        "  and 1 more (soi review --all)",
    ]
    assert sales[-3].startswith(f"  P {MOST - 2:02}: ")


@pytest.mark.parametrize(
    ("args", "mark"), [(("ask", "--limit"), "--asked yes"), (("referrals", "--top"), "  P ")]
)
def test_whoever_names_a_number_gets_it(tmp_path: Path, args: tuple[str, str], mark: str) -> None:
    wiki = people(tmp_path, {**REFERRED, **ASKABLE}, MOST + 2)
    for count in (3, MOST + 1):
        ran = soi(wiki, *args, str(count))
        assert ran.out.count(mark) == count
        assert not REST.search(ran.out)
    both = soi(wiki, *args, "3", "--all")
    assert both.exit == 2
    assert f"{args[1]} and --all" in both.err


def test_nothing_of_the_sample_is_cut() -> None:
    for args in (
        ("ask",),
        ("referrals",),
        ("review",),
        ("review", "grades"),
        ("plan",),
        ("digest",),
        ("networks",),
    ):
        assert not REST.search(soi(REPOSITORY, *args, today="").out), args
