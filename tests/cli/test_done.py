"""`soi done`: what is open with somebody is listed, and one thing of it done."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..support import OUTFITS
from ..support import changed_lines
from ..support import make_wiki
from ..support import person
from ..support import soi
from ..support import unchanged

PROCESS = """
process:
  prospect: [{id: needs, what: Ask what it is for}, {id: offer, what: Send the offer}]
  client: [{id: handover, what: Hand over}]
"""
ANA = """\
---
name: Ana
stage: prospect
follow_ups:
  # by heart
  - 2026-03-10 send catalogue
  - {due: 2026-03-05, what: "ring, please", by: them}
  - due: 2026-03-12   # or so
    what: send catalogue to Ben
  - {what: old, done: 2026-01-01}
referrals:
  - {date: 2026-01-02, direction: received, contact: ben, reward: {what: a print, promised: 2026-01-03}}
  - {date: 2026-01-02, direction: received, contact: Cleo Void, outcome: declined}
  - {date: 2026-01-02, direction: given, contact: dora}
  - {date: 2026-02-02, direction: received, contact: Dora Nil}
farewell: {planned: 2026-05-01}
checklist:
  needs: 2026-02-01
touches:
  - date: 2026-02-01
    channel: call
    follow_up: 2026-03-20 lend the book
---
"""


def wiki_of(root: Path, ana: str | bytes = ANA) -> Path:
    return make_wiki(root, {"ana.md": ana, "ben.md": person("Ben Okafor")}, PROCESS)


@pytest.mark.parametrize(("mark", "newline", "name"), OUTFITS, ids=[name for _, _, name in OUTFITS])
def test_a_promise_on_one_line_is_written_out_and_done(
    tmp_path: Path, mark: bytes, newline: str, name: str
) -> None:
    del name
    before = mark + ANA.replace("\n", newline).encode()
    wiki_of(tmp_path, before)
    ran = soi(tmp_path, "done", "ana", "Send", "Catalogue")
    assert (ran.exit, ran.err) == (0, "")
    assert ran.out == "contacts/ana.md:8: done 2026-03-01: send catalogue\n"
    gone, came = changed_lines(before, (tmp_path / "contacts/ana.md").read_bytes())
    assert gone == [f"  - 2026-03-10 send catalogue{newline}"]
    assert came == [
        f"  - due: 2026-03-10{newline}",
        f"    what: send catalogue{newline}",
        f"    done: 2026-03-01{newline}",
    ]


DONE = [
    pytest.param("2026-03-12", ["    done: 2026-03-01"], "send catalogue to Ben", id="the day"),
    pytest.param("to ben", ["    done: 2026-03-01"], "send catalogue to Ben", id="a part of the text"),
    pytest.param("needs", [], "", id="a step that is done already"),
    pytest.param("offer", ["  offer: 2026-03-01"], "offer", id="a step"),
    pytest.param("the offer", ["  offer: 2026-03-01"], "offer", id="a part of what a step asks for"),
    pytest.param("HANDOVER", ["  handover: 2026-03-01"], "handover", id="a step of another stage"),
    pytest.param("reward", None, "reward a print for Ben Okafor", id="the only reward"),
    pytest.param("thanks dora", None, "thanks for Dora Nil", id="thanks for one of two"),
    pytest.param("thank okaf", None, "thanks for Ben Okafor", id="thanks, by the beginning of a name"),
    pytest.param("farewell", None, "farewell", id="farewell"),
    pytest.param("ring", None, "ring, please (theirs)", id="their promise"),
    pytest.param(
        "book",
        [
            "    follow_up:",
            "      - due: 2026-03-20",
            "        what: lend the book",
            "        done: 2026-03-01",
        ],
        "lend the book",
        id="a promise of a touch",
    ),
]


@pytest.mark.parametrize(("words", "lines", "told"), DONE)
def test_one_thing_is_done(tmp_path: Path, words: str, lines: list[str] | None, told: str) -> None:
    wiki_of(tmp_path)
    before = (tmp_path / "contacts/ana.md").read_bytes()
    ran = soi(tmp_path, "done", "ana", *words.split())
    assert ran.exit == 0, ran.err
    if words == "needs":
        assert "  needs: 2026-03-01\n" in (tmp_path / "contacts/ana.md").read_text("utf-8")
        return
    assert ran.out.partition(": ")[2] == f"done 2026-03-01: {told}\n"
    _, came = changed_lines(before, (tmp_path / "contacts/ana.md").read_bytes())
    assert len(came) == len(lines or [""])
    assert lines is None or came == [f"{line}\n" for line in lines]


def test_each_thing_owed_goes_where_it_belongs(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    for words in (["thanks", "ben"], ["reward"], ["farewell"]):
        assert soi(tmp_path, "done", "ana", *words, "--date", "-3d").exit == 0
    contact = soi(tmp_path, "show", "ana", "--format", "json").json["contact"]
    assert contact["referrals"][0]["thanked"] == "2026-02-26"
    assert contact["referrals"][0]["reward"]["paid"] == "2026-02-26"
    assert contact["farewell"] == {"planned": "2026-05-01", "done": "2026-02-26"}


def test_what_is_open_is_listed(tmp_path: Path) -> None:
    ran = soi(wiki_of(tmp_path), "done", "ana")
    assert ran.out.splitlines() == [
        "due         sort      what",
        "2026-03-05  promise   ring, please (theirs)",
        "2026-03-10  promise   send catalogue",
        "2026-03-12  promise   send catalogue to Ben",
        "2026-03-20  promise   lend the book",
        "            thanks    for Ben Okafor",
        "            thanks    for Dora Nil",
        "            reward    a print for Ben Okafor",
        "2026-05-01  farewell",
        "            step      offer: Send the offer",
    ]
    (first, *_) = soi(tmp_path, "done", "ana", "--format", "json").json["open"]
    assert first == {
        "sort": "promise",
        "due": "2026-03-05",
        "what": "ring, please",
        "step": None,
        "by": "them",
        "path": "contacts/ana.md",
        "line": 7,
    }


def test_nothing_open_is_said(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    ran = soi(tmp_path, "done", "ben")
    assert (ran.exit, ran.out, ran.err) == (0, "", "soi: nothing is open with Ben Okafor\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(
            "send", "2026-03-10 send catalogue; 2026-03-12 send catalogue to Ben", id="two promises"
        ),
        pytest.param("thanks", "thanks for Ben Okafor; no day thanks for Dora Nil", id="two thanks"),
        pytest.param(
            "dance", 'nothing open with Ana fits "dance"\n     open: ring, please (theirs);', id="none"
        ),
        pytest.param("old", 'fits "old"', id="done already"),
        pytest.param("thanks cleo", 'fits "thanks cleo"', id="declined"),
    ],
)
def test_what_is_not_clear_is_refused(tmp_path: Path, words: str, message: str) -> None:
    wiki_of(tmp_path)
    assert message in unchanged(tmp_path, "done", "ana", *words.split())


def test_all_that_the_words_fit_is_done_if_asked(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    assert len(soi(tmp_path, "done", "ana", "send", "--all").out.splitlines()) == 2
    assert "send" not in soi(tmp_path, "done", "ana").out


def test_a_day_to_come_is_said(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    ran = soi(tmp_path, "done", "ana", "ring", "--date", "2026-04-01")
    assert "is after today" in ran.err


def gil_of(root: Path) -> Path:
    ana = "---\nname: Ana Ruiz Gil\nfollow_ups:\n  - gil invoice\n  - send invoice\n---\n"
    return make_wiki(root, {"ana.md": ana, "bo.md": person("Bo Ruiz"), "bob.md": person("Bob Gil")})


def test_a_name_ends_where_it_is_clear_and_what_follows_is_the_promise(tmp_path: Path) -> None:
    ran = soi(gil_of(tmp_path), "done", "an", "gil", "invoice")
    assert (ran.exit, ran.err) == (0, "")
    assert "done 2026-03-01: gil invoice" in ran.out


def test_a_name_goes_on_while_it_could_be_somebody_elses(tmp_path: Path) -> None:
    ran = soi(gil_of(tmp_path), "done", "ruiz", "gil", "gil", "invoice")
    assert (ran.exit, ran.err) == (0, "")
    assert "done 2026-03-01: gil invoice" in ran.out


def test_a_name_that_stays_unclear_is_asked_for_in_its_longest_form(tmp_path: Path) -> None:
    assert '"b" could be bo (Bo Ruiz), bob (Bob Gil)' in unchanged(gil_of(tmp_path), "done", "b", "invoice")
