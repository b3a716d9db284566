"""Who is let go, how far it has come, and what to type next, from real files."""

from __future__ import annotations

import datetime as dt
import shlex
from pathlib import Path

import pytest

from builder.facts.cleanup import clean_up
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person
from ..support import soi

TODAY = dt.date(2026, 3, 1)


def let_go(root: Path, **people: str) -> list[tuple[str, str, str]]:
    wiki = make_wiki(root, {f"{name}.md": text for name, text in people.items()})
    return [
        (row.contact.id, str(row.state), row.command)
        for row in open_workspace(wiki, TODAY).facts.of(clean_up)
    ]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param({"grade": "D"}, ("open", "soi archive ana"), id="D"),
        pytest.param({"grade": "F"}, ("open", "soi set ana farewell.planned DATE"), id="F"),
        pytest.param(
            {"grade": "F", "farewell": "{note: x}"},
            ("open", "soi set ana farewell.planned DATE"),
            id="thought of",
        ),
        pytest.param(
            {"grade": "F", "farewell": "{planned: 2026-03-01}"},
            ("planned", "soi done ana farewell"),
            id="planned for today",
        ),
        pytest.param(
            {"grade": "F", "farewell": "{planned: 2026-02-28}"},
            ("late", "soi done ana farewell"),
            id="planned for yesterday",
        ),
        pytest.param(
            {"grade": "F", "farewell": "{planned: 2026-02-28, done: 2026-03-01}"},
            ("done", "soi archive ana"),
            id="done",
        ),
        pytest.param(
            {"grade": "D", "farewell": "{done: 2026-03-02, planned: 2026-02-28}"},
            ("late", "soi done ana farewell"),
            id="done tomorrow",
        ),
        pytest.param(
            {"grade": "F", "scope": "personal"}, ("open", "soi set ana farewell.planned DATE"), id="friend"
        ),
        pytest.param({"grade": "D", "keep": "brother"}, None, id="kept"),
        pytest.param({"grade": "D", "archived": "2026-03-01"}, None, id="archived"),
        pytest.param({"grade": "D", "died": "2026-03-01"}, None, id="dead"),
        pytest.param({"grade": "C"}, None, id="C"),
        pytest.param({}, None, id="not graded"),
    ],
)
def test_what_is_left_to_do(tmp_path: Path, keys: dict[str, str], expected: tuple[str, str] | None) -> None:
    assert let_go(tmp_path, ana=person("Ana", **keys)) == ([("ana", *expected)] if expected else [])


def test_an_f_comes_before_a_d_then_by_name(tmp_path: Path) -> None:
    people = {"a": person("Öz", grade="D"), "b": person("oa", grade="D"), "c": person("Zoe", grade="F")}
    assert [who for who, _, _ in let_go(tmp_path, **people)] == ["c", "b", "a"]


def test_the_commands_lead_to_the_end(tmp_path: Path) -> None:
    text = person("Ana", grade="F")
    steps = []
    while found := let_go(tmp_path, ana=text):
        ((_, state, command),) = found
        steps.append(state)
        ran = soi(tmp_path, *shlex.split(command.replace("DATE", "2026-03-01"))[1:])
        assert ran.exit == 0, ran.err
        text = (tmp_path / "contacts/ana.md").read_text("utf-8")
    assert steps == ["open", "planned", "done"]
