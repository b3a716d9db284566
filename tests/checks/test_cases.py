"""Every case folder beside this file: what `soi check` says of its contacts, expected by hand.

`expected.txt` has a line `path:line:column CODE severity` for each finding, and may begin with `today: DATE`.
A folder named after a code has files that fire and files that nearly do.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.checks import all_rules

from ..support import SITE
from ..support import TODAY
from ..support import check
from ..support import places

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/expected.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_findings_are_those_expected(case: Path, tmp_path: Path) -> None:
    wiki = tmp_path / "wiki"
    shutil.copytree(case, wiki)
    if not (wiki / "mkdocs.yml").exists():
        (wiki / "mkdocs.yml").write_text(f"{SITE}  - soi\n", encoding="utf-8")
    lines = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    today = lines.pop(0).removeprefix("today: ") if lines[0].startswith("today: ") else TODAY
    found = check(wiki, today=today)
    assert [f"{place} {d['severity']}" for place, d in zip(places(found), found, strict=True)] == [
        line for line in lines if line
    ]


# Their files would be no text, too large, or not storable in git; tests/reading makes them.
MADE_ELSEWHERE = {"SOI104"}


def test_every_code_has_a_case() -> None:
    named = {case.name.split("-")[0] for case in CASES}
    assert set(all_rules()) - named <= MADE_ELSEWHERE


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.name.startswith("SOI")], ids=lambda case: case.name
)
def test_a_case_fires_and_has_a_neighbour_that_does_not(case: Path) -> None:
    code = case.name.split("-")[0]
    lines = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    fired = {line.split(":")[0] for line in lines if f" {code} " in line}
    named = {line.split(":")[0] for line in lines}
    present = {str(path.relative_to(case / "contacts")) for path in (case / "contacts").rglob("*.md")}
    assert fired
    assert present - named
