"""`soi dupes` lists pairs, and an answer is asked for once."""

from __future__ import annotations

import csv
import io
import os
import pty
import subprocess
import sys
from pathlib import Path

from ..support import REPOSITORY
from ..support import TODAY
from ..support import make_wiki
from ..support import person
from ..support import soi

PEOPLE = {
    "ana.md": person("Ana Ruiz", phones="+34 600 000 000"),
    "anita.md": person("Ana Ruíz", phones="600 000 000"),
    "ben.md": person("Bob Okafor"),
    "bob.md": person("Robert Okafor"),
    "cleo.md": person("Cleo Lang"),
}


def on_terminal(root: Path, typed: str, *args: str) -> tuple[int, str]:
    """Exit status and output of a command at a terminal where somebody types, and then nothing more."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "builder", "--wiki", str(root), "--today", TODAY, *args]
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=REPOSITORY
    ) as process:
        os.close(theirs)
        os.write(ours, f"{typed}\x04".encode())
        out, _ = process.communicate(timeout=60)
    os.close(ours)
    return process.returncode, out.decode()


def test_pairs_are_listed_with_what_speaks_for_them(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, PEOPLE), "dupes")
    assert ran.exit == 0
    assert [line.split()[:2] for line in ran.out.splitlines()[1:]] == [["100", "ana"], ["57", "ben"]]
    assert "names Ana Ruiz and Ana Ruíz; same phone +34 600 000 000" in ran.out
    assert "soi merge" in ran.err


def test_json_says_where_each_signal_stands(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, PEOPLE), "dupes", "--format", "json")
    assert (ran.exit, ran.err) == (0, "")
    assert ran.json["pairs"][0] == {
        "score": 100,
        "id": "ana",
        "name": "Ana Ruiz",
        "other_id": "anita",
        "other_name": "Ana Ruíz",
        "because": [
            {"text": "names Ana Ruiz and Ana Ruíz", "path": "contacts/ana.md", "line": 2},
            {"text": "same phone +34 600 000 000", "path": "contacts/ana.md", "line": 3},
        ],
    }


def test_csv_is_a_table(tmp_path: Path) -> None:
    rows = [*csv.DictReader(io.StringIO(soi(make_wiki(tmp_path, PEOPLE), "dupes", "--format", "csv").out))]
    assert [(row["score"], row["id"], row["other_id"]) for row in rows] == [
        ("100", "ana", "anita"),
        ("57", "ben", "bob"),
    ]


def test_a_clean_wiki_has_none(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, {"ana.md": PEOPLE["ana.md"]}), "dupes")
    assert (ran.exit, ran.out, ran.err) == (0, "", "soi: nobody seems to be in the wiki twice\n")


def test_who_is_not_the_same_is_written_once(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, PEOPLE)
    ran = soi(root, "dupes", "--not", "ana", "anita")
    assert (ran.exit, ran.out, ran.err) == (0, "contacts/ana.md:4: added not_same_as anita\n", "")
    text = (root / "contacts/ana.md").read_text(encoding="utf-8")
    assert text == PEOPLE["ana.md"].replace("phones:", "not_same_as:\n  - anita\nphones:")
    assert [pair["id"] for pair in soi(root, "dupes", "--format", "json").json["pairs"]] == ["ben"]
    again = soi(root, "dupes", "--not", "anita", "ana")
    assert (again.exit, again.out, again.err) == (0, "", "soi: that was said already\n")
    assert (root / "contacts/ana.md").read_text(encoding="utf-8") == text


def test_nobody_is_apart_from_themselves(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, PEOPLE), "dupes", "--not", "ana", "ana")
    assert (ran.exit, ran.err.splitlines()[0]) == (2, "soi: ana is one file")


def test_each_pair_is_answered_at_a_terminal(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, PEOPLE)
    status, out = on_terminal(root, "same\ndifferent\n", "dupes", "--ask")
    assert status == 0
    assert "soi: soi merge ana anita" in out
    assert "contacts/ben.md:4: added not_same_as bob" in out
    assert [pair["id"] for pair in soi(root, "dupes", "--format", "json").json["pairs"]] == ["ana"]


def test_asking_stops_when_told_to(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, PEOPLE)
    status, out = on_terminal(root, "quit\n", "dupes", "--ask")
    assert (status, out.count("are they the same?")) == (0, 1)
    status, _ = on_terminal(root, "\n\n", "dupes", "--ask")
    assert len(soi(root, "dupes", "--format", "json").json["pairs"]) == 2


def test_without_a_terminal_nobody_is_asked(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, PEOPLE), "dupes", "--ask")
    assert (ran.exit, ran.err.splitlines()[0]) == (2, "soi: there is no terminal to ask on")
