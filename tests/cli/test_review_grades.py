"""Grades and stages against their evidence, as `soi review` tells of them."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Callable
from pathlib import Path

from builder.cli.limits import Limit
from builder.cli.review_grades import cleanup_rows
from builder.cli.review_grades import grades_lines
from builder.cli.review_grades import grades_rows
from builder.cli.review_grades import nearest_rows
from builder.cli.review_grades import share_row
from builder.cli.review_grades import stages_lines
from builder.cli.review_grades import stages_rows
from builder.workspace import Workspace
from builder.workspace import open_workspace

from ..support import REPOSITORY
from ..support import make_wiki
from ..support import person
from ..support import soi

WHOLE = Limit((), None)


def workspace(root: Path, settings: str = "", **people: str) -> Workspace:
    wiki = make_wiki(root, {f"{name}.md": text for name, text in people.items()}, settings)
    return open_workspace(wiki, dt.date(2026, 3, 1))


def test_what_is_told_of_the_sample(golden: Callable[[str, str], None]) -> None:
    opened = open_workspace(REPOSITORY, dt.date(2026, 11, 24))
    lines = [*grades_lines(opened, WHOLE), *stages_lines(opened, WHOLE)]
    golden("review_grades.txt", "\n".join(lines) + "\n")


def test_the_highest_grade_suggested_comes_first_with_its_command(tmp_path: Path) -> None:
    opened = workspace(
        tmp_path,
        a=person("Ana", grade="A", value="{profit: low, maintenance: high}"),
        b=person("Ben", value="{profit: high}"),
        c=person("Cleo", grade="B"),
    )
    rows = grades_rows(opened)
    assert [(row["id"], row["grade"], row["suggested"], row["command"]) for row in rows] == [
        ("b", "C", "A", "soi grade b A"),
        ("a", "A", "B", "soi grade a B"),
    ]
    assert rows[0]["because"] == [{"text": "high profit", "path": "contacts/b.md", "line": 3}]
    assert soi(tmp_path, *shlex.split(rows[0]["command"])[1:]).exit == 0
    left = grades_rows(open_workspace(tmp_path, dt.date(2026, 3, 1)))
    assert [row["id"] for row in left] == ["a"]


def test_stages_come_with_what_mends_them(tmp_path: Path) -> None:
    opened = workspace(
        tmp_path,
        a=person("Ana", stage="client"),
        b=person("Ben", stage="prospect", qualification="{problem: x, willing: true}"),
        c=person("Cleo", stage="connection"),
        d=person(
            "Dora", stage="contact", stage_history="{date: 2025-01-01, stage: client}", phones="+34 600"
        ),
        e=person("Emil", stage="contact"),
        f=person("Finn", stage="suspect"),
        g=person("Gina"),
        h=person("Hugo", stage="client", archived="2026-02-01"),
        i=person("Ida", stage="client", scope="personal"),
    )
    rows = stages_rows(opened)
    assert [(row["id"], row["lacks"], row["command"]) for row in rows] == [
        ("a", ["purchase"], "soi edit a"),
        ("b", ["budget"], "soi set b qualification.budget TEXT"),
        ("c", ["meeting"], "soi touch c meeting"),
        ("d", [], "soi move d client"),
        ("e", ["contact-data"], "soi set e emails ADDRESS"),
        ("f", ["profile"], "soi set f fits WHY"),
    ]
    for row in rows[1:]:
        assert soi(tmp_path, *shlex.split(row["command"])[1:]).exit == 0, row["command"]
    left = stages_rows(open_workspace(tmp_path, dt.date(2026, 3, 1)))
    assert [row["id"] for row in left] == ["a", "d"], "clients, of whom no purchase is written down yet"


def test_a_wiki_of_friends_has_nothing_to_tell(tmp_path: Path) -> None:
    opened = workspace(
        tmp_path, "owner: {use: personal}", a=person("Ana", grade="B", value="{profit: high}", stage="client")
    )
    assert (grades_rows(opened), nearest_rows(opened), stages_rows(opened)) == ([], [], [])
    assert share_row(opened) == {"a_plus": 0, "clients": 0, "limit": None, "over": False}
    assert cleanup_rows(opened) == []
