"""`soi invite` on real files: ids on the lists of an event, each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import soi

PARTY = """\
---
name: Studio evening   # the second
type: event
date: 2026-02-01
invited: [ben]  # by letter
---

Bring wine.
"""
PARTY_NAME = "name: Studio evening\ntype: event\n"


def wiki_of(root: Path, party: str = PARTY, **more: str) -> Path:
    people = {"ana": person("Ana Ruiz"), "ben": person("Ben", former_ids="[benny]"), "cleo": person("Cleo")}
    files = {f"{name}.md": text for name, text in {**people, **more}.items()}
    return make_wiki(root, {**files, "contacts/events/party.md": party})


def party(root: Path) -> str:
    return (root / "contacts/events/party.md").read_bytes().decode()


@pytest.mark.parametrize("which", ["party", "Studio evening", "stud", "PARTY", "part"])
def test_people_are_put_on_the_list(tmp_path: Path, which: str) -> None:
    wiki_of(tmp_path)
    ran = soi(tmp_path, "invite", which, "Ana", "cleo")
    assert (ran.exit, ran.err) == (0, "")
    place = "contacts/events/party.md:5"
    assert ran.out == f"{place}: invited: Ana Ruiz\n{place}: invited: Cleo\n"
    assert party(tmp_path) == PARTY.replace("[ben]", "[ben, ana, cleo]")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", "invited:\n  - ana\n  - cleo\n", id="no list"),
        pytest.param("invited:\n", "invited:\n  - ana\n  - cleo\n", id="empty"),
        pytest.param("invited: []\n", "invited: [ana, cleo]\n", id="brackets without anybody"),
        pytest.param("invited: ben\n", "invited: \n  - ben\n  - ana\n  - cleo\n", id="one"),
        pytest.param(
            "invited:\n- ben\n# more?\nwhere: here\n",
            "invited:\n- ben\n- ana\n- cleo\n# more?\nwhere: here\n",
            id="lines",
        ),
    ],
)
def test_the_list_is_continued_as_it_is_written(tmp_path: Path, before: str, after: str) -> None:
    wiki_of(tmp_path, f"---\n{PARTY_NAME}{before}---\n")
    assert soi(tmp_path, "invite", "party", "ana", "cleo").exit == 0
    assert party(tmp_path) == f"---\n{PARTY_NAME}{after}---\n"
    assert check(tmp_path) == []


def test_each_is_told_the_line_of(tmp_path: Path) -> None:
    wiki_of(tmp_path, f"---\n{PARTY_NAME}invited:\n  - ben\n---\n")
    ran = soi(tmp_path, "invite", "party", "cleo", "ben", "ana", "cleo")
    path = "contacts/events/party.md"
    assert ran.out.splitlines() == [
        *(f"{path}:6: invited: Cleo", f"{path}:5: invited already: Ben", f"{path}:7: invited: Ana Ruiz")
    ]


@pytest.mark.parametrize("written", ["ben", "benny", "BEN", "'[[ben]]'"])
def test_whoever_is_invited_already_stays_there_once(tmp_path: Path, written: str) -> None:
    text = PARTY.replace("[ben]", f"[{written}]")
    wiki_of(tmp_path, text)
    before = (tmp_path / "contacts/events/party.md").stat().st_mtime_ns
    ran = soi(tmp_path, "invite", "party", "ben")
    assert (ran.exit, ran.out) == (0, "contacts/events/party.md:5: invited already: Ben\n")
    assert party(tmp_path) == text
    assert (tmp_path / "contacts/events/party.md").stat().st_mtime_ns == before


def test_who_came_has_a_touch(tmp_path: Path) -> None:
    wiki_of(tmp_path, PARTY.replace("date:", "channel: meal\ndate:"), ana=person("Ana Ruiz", grade="A+"))
    ran = soi(tmp_path, "invite", "party", "ana", "--attended")
    assert (ran.exit, ran.out, ran.err) == (0, "contacts/events/party.md:8: attended: Ana Ruiz\n", "")
    last = soi(tmp_path, "due", "--all", "--format", "json").json["due"][0]["last_touch"]
    assert last == {"date": "2026-02-01", "channel": "meal"}


def test_who_will_have_come_is_told_from_when_it_counts(tmp_path: Path) -> None:
    wiki_of(tmp_path, PARTY.replace("2026-02-01", "2026-03-02"))
    ran = soi(tmp_path, "invite", "party", "ana", "--attended")
    assert ran.err == "soi: Studio evening is on 2026-03-02; it is no touch before that day\n"
    assert soi(tmp_path, "invite", "party", "ana").err == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["ana", "ben"], 'no event is called "ana"', id="a person is no event"),
        pytest.param(["partie", "ben"], "did you mean party?", id="misspelled"),
        pytest.param(
            ["evening", "ben"],
            '"evening" could be other (Late evening), party (Studio evening)',
            id="several",
        ),
        pytest.param(["party", "nobody"], 'nobody is called "nobody"', id="nobody"),
        pytest.param(["party", "ana", "nobody"], 'nobody is called "nobody"', id="one of them is nobody"),
        pytest.param(["party", "party"], '"party" is an event', id="an event is nobody"),
        pytest.param(["broken", "ben"], "contacts/broken.md:3:1: SOI102", id="a broken file"),
        pytest.param(["twice", "ben"], "contacts/twice.md:4:1: SOI103", id="a key given twice"),
    ],
)
def test_what_is_not_clear_is_refused(tmp_path: Path, arguments: list[str], message: str) -> None:
    other = "---\nname: Late evening\ntype: event\n---\n"
    broken = '---\nname: Feast\n"type: event\n---\n'
    twice = "---\nname: Lunch\ntype: event\ntype: event\n---\n"
    wiki_of(tmp_path, other=other, broken=broken, twice=twice)
    ran = soi(tmp_path, "invite", *arguments)
    assert (ran.exit, ran.out) == (2, "")
    assert message in ran.err
    assert party(tmp_path) == PARTY


def test_an_event_has_been_renamed(tmp_path: Path) -> None:
    wiki_of(tmp_path, PARTY.replace("type:", "former_ids: [feast]\ntype:"))
    ran = soi(tmp_path, "invite", "feast", "ana")
    assert (ran.exit, ran.err) == (0, "soi: feast is now called party\n")
