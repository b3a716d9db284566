"""`soi inbox` on real files: every line becomes one touch or stays where it is, byte for byte."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.edit import exchange
from builder.edit.inbox import file_away
from builder.facts.inbox import Doubt
from builder.facts.inbox import Filing
from builder.facts.inbox import sort
from builder.workspace import open_workspace

from ..support import REPOSITORY
from ..support import TODAY
from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import run_soi
from ..support import soi

PEOPLE = {
    "ana-ruiz.md": person("Ana Ruíz", grade="A+", touches="2026-02-01 visit"),
    "ben.md": person("Ben Okafor"),
    "bea.md": person("Bea Lee"),
}


def wiki_of(root: Path, **files: str | bytes) -> Path:
    """A wiki whose inbox holds such files: `notes_txt` is `notes.txt`."""
    return make_wiki(root, PEOPLE | {f"inbox/{n.replace('_', '.')}": content for n, content in files.items()})


def inbox_of(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "inbox").iterdir() if path.is_file()}


def touches_of(root: Path, who: str) -> list[tuple[str, str, str]]:
    found = soi(root, "show", who, "--format", "json").json["contact"].get("touches", [])
    return [(touch["date"], touch["channel"], touch.get("note", "")) for touch in found]


def test_a_line_becomes_a_touch_and_leaves_the_inbox(tmp_path: Path) -> None:
    wiki_of(tmp_path, notes_txt="ana ruiz call Spring order is fine\n", _gitkeep="")
    ran = soi(tmp_path, "inbox", "--apply")
    assert (ran.exit, ran.err) == (0, "")
    assert ran.out == "contacts/ana-ruiz.md:6: added call 2026-03-01; next due 2026-04-01\n"
    text = (tmp_path / "contacts/ana-ruiz.md").read_text(encoding="utf-8")
    assert "  - 2026-03-01 call: Spring order is fine\n" in text
    assert inbox_of(tmp_path) == {".gitkeep": b""}
    assert [d["code"] for d in check(tmp_path)] == []


def test_a_name_that_ends_in_the_word_of_a_channel_is_filed_under_the_channel_behind_it(
    tmp_path: Path,
) -> None:
    wiki_of(tmp_path, a_txt="Joan Card call hello\njoan card hello\n")
    (tmp_path / "contacts/joan.md").write_text(person("Joan Card"), encoding="utf-8")
    (tmp_path / "contacts/joan-of-arc.md").write_text(person("Joan of Arc"), encoding="utf-8")
    ran = soi(tmp_path, "inbox", "--apply")
    assert ran.out.splitlines() == [
        "contacts/joan.md:4: added call 2026-03-01",
        "contacts/joan.md:5: added card 2026-03-01",
    ]
    assert touches_of(tmp_path, "joan") == [(TODAY, "call", "hello"), (TODAY, "card", "hello")]


def test_without_apply_nothing_is_written(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    wiki_of(tmp_path, notes_txt="- 2026-02-27 ben call: hello\nb letter\n" + "ben call a" + "a" * 99)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ran = soi(tmp_path, "inbox")
    assert ran.exit == 1
    golden("inbox.txt", ran.out + ran.err)
    golden("inbox.csv", soi(tmp_path, "inbox", "--format", "csv").out)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_an_empty_inbox_is_said(tmp_path: Path) -> None:
    for ran in (soi(wiki_of(tmp_path), "inbox"), soi(tmp_path, "inbox", "--apply")):
        assert (ran.exit, ran.out, ran.err) == (0, "", "soi: the inbox is empty\n")


def test_what_all_fits_is_no_failure_before_it_is_filed(tmp_path: Path) -> None:
    ran = soi(wiki_of(tmp_path, a_txt="ben call"), "inbox")
    assert (ran.exit, ran.err) == (0, "soi: 1 line would be filed: soi inbox --apply\n")


def test_a_line_that_fits_nobody_stays_and_is_said(tmp_path: Path) -> None:
    wiki_of(tmp_path, notes_txt="ben call x\nbe call y\n")
    ran = soi(tmp_path, "inbox", "--apply")
    assert (ran.exit, ran.out) == (1, "contacts/ben.md:4: added call 2026-03-01\n")
    several = '"be" could be bea (Bea Lee), ben (Ben Okafor); type more of the name, or the id'
    assert ran.err == f"soi: inbox/notes.txt:2: {several}\nsoi: 1 line stays in the inbox\n"
    assert inbox_of(tmp_path) == {"notes.txt": b"be call y\n"}


def test_a_program_reads_what_was_done(tmp_path: Path) -> None:
    wiki_of(tmp_path, notes_txt="ben call x\nben call x\nbe call y\n")
    found = soi(tmp_path, "inbox", "--apply", "--format", "json").json
    assert found["lines"][0] == {
        "path": "inbox/notes.txt",
        "line": 1,
        "text": "ben call x",
        "day": TODAY,
        "who": "ben",
        "name": "Ben Okafor",
        "channel": "call",
        "note": "x",
        "problem": None,
        "mend": None,
        "touch": {"path": "contacts/ben.md", "line": 4, "added": True},
    }
    assert [line["touch"] and line["touch"]["added"] for line in found["lines"]] == [True, False, None]
    assert found["lines"][2]["mend"] == "type more of the name, or the id"


STAYS = b"nobody here call x"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"ben call a\n" + STAYS + b"\n", STAYS + b"\n", id="the first"),
        pytest.param(STAYS + b"\nben call a\n", STAYS + b"\n", id="the last"),
        pytest.param(STAYS + b"\nben call a", STAYS + b"\n", id="the last without its end"),
        pytest.param(b"ben call a\n" + STAYS, STAYS, id="before the last without its end"),
        pytest.param(b"\r\nben call a\r\n\r\n" + STAYS + b" \r\n", b"\r\n\r\n" + STAYS + b" \r\n", id="CRLF"),
        pytest.param(b"ben call a\r" + STAYS + b"\r", STAYS + b"\r", id="CR"),
        pytest.param(b"\xef\xbb\xbfben call a\n" + STAYS, b"\xef\xbb\xbf" + STAYS, id="BOM before one filed"),
        pytest.param(b"\xef\xbb\xbf" + STAYS + b"\nben call", b"\xef\xbb\xbf" + STAYS + b"\n", id="BOM"),
        pytest.param(b"# Mine\n\n- ben call a\n", b"# Mine\n\n", id="heading"),
        pytest.param(b"\t" + STAYS + b"\nben call a\n---\n", b"\t" + STAYS + b"\n---\n", id="ruler"),
        pytest.param(b"\xef\xbb\xbf\r\n- ben call a\r\n- \r\n \t\r\n", None, id="nothing is left"),
    ],
)
def test_every_other_byte_stays(tmp_path: Path, before: bytes, after: bytes | None) -> None:
    wiki_of(tmp_path, notes_txt=before)
    soi(tmp_path, "inbox", "--apply")
    assert inbox_of(tmp_path) == ({} if after is None else {"notes.txt": after})
    assert len(touches_of(tmp_path, "ben")) == 1


def test_a_day_counts_below_the_headings_under_it_and_goes_with_its_last_line(tmp_path: Path) -> None:
    text = "# 2026-02-20\n## Office\nben call a\n# 2026-02-21\nben call b\nnobody call c\n"
    wiki_of(tmp_path, a_md=f"{text}2026-02-22:\nben call d\n")
    assert soi(tmp_path, "inbox", "--apply").exit == 1
    assert touches_of(tmp_path, "ben") == [
        ("2026-02-20", "call", "a"),
        ("2026-02-21", "call", "b"),
        ("2026-02-22", "call", "d"),
    ]
    assert inbox_of(tmp_path) == {"a.md": b"## Office\n# 2026-02-21\nnobody call c\n"}
    with (tmp_path / "inbox/a.md").open("a", encoding="utf-8") as file:
        file.write("# Later\nben call e\n")
    soi(tmp_path, "inbox", "--apply")
    assert touches_of(tmp_path, "ben")[-1] == (TODAY, "call", "e")


def test_a_file_that_held_nothing_to_file_is_left_alone(tmp_path: Path) -> None:
    wiki_of(tmp_path, a_txt="ben call", b_txt=b" \n", c_txt=b"")
    assert soi(tmp_path, "inbox", "--apply").exit == 0
    assert inbox_of(tmp_path) == {"b.txt": b" \n", "c.txt": b""}


def test_several_files_go_to_several_people(tmp_path: Path) -> None:
    wiki_of(tmp_path, **{"2026-02-20_txt": "ben call a\nBEA card b", "2026-02-21_md": "* ben meal c\n"})
    ran = soi(tmp_path, "inbox", "--apply")
    assert (ran.exit, ran.out.splitlines()) == (
        0,
        [
            "contacts/ben.md:4: added call 2026-02-20",
            "contacts/bea.md:4: added card 2026-02-20",
            "contacts/ben.md:5: added meal 2026-02-21",
        ],
    )
    assert touches_of(tmp_path, "ben") == [("2026-02-20", "call", "a"), ("2026-02-21", "meal", "c")]
    assert inbox_of(tmp_path) == {}


@pytest.mark.parametrize("touches", ["\n  - 2026-01-02 call", "[2026-01-02 call]", "2026-01-02 call", None])
def test_several_lines_for_one_person_are_added_in_their_order(tmp_path: Path, touches: str | None) -> None:
    wiki_of(tmp_path, a_txt="ben call: b\n2026-02-20 ben visit a: #1\nben call x, y\n")
    (tmp_path / "contacts/ben.md").write_text(
        person("Ben", **({"touches": touches} if touches else {})), encoding="utf-8"
    )
    assert soi(tmp_path, "inbox", "--apply").exit == 0
    old = [("2026-01-02", "call", "")] if touches else []
    added = [(TODAY, "call", "b"), ("2026-02-20", "visit", "a: #1"), (TODAY, "call", "x, y")]
    assert touches_of(tmp_path, "ben") == old + added


@pytest.mark.parametrize(
    "note",
    [
        "a: b",
        "a #b",
        "'x",
        '"x"',
        "- x",
        "[[ana-ruiz]]",
        "{x}",
        "null",
        "\x07",
        "\x1b[31m",
        "a\u2028b",
        "\u202ex",
    ],
)
def test_a_note_is_filed_as_it_was_written_and_printed_harmless(tmp_path: Path, note: str) -> None:
    wiki_of(tmp_path, notes_txt=f"ben call {note}\nnobody call {note}\n".encode())
    printed = soi(tmp_path, "inbox").out + soi(tmp_path, "today").out
    ran = soi(tmp_path, "inbox", "--apply")
    assert touches_of(tmp_path, "ben") == [(TODAY, "call", note)]
    for text in (printed, ran.out, ran.err):
        assert not set("\x07\x1b\u2028\u202e") & set(text)


def test_a_line_is_filed_but_once(tmp_path: Path) -> None:
    wiki_of(tmp_path, a_txt="ben call x\n2026-03-01 ben CALL: x", b_txt="- ben okafor call x")
    ran = soi(tmp_path, "inbox", "--apply")
    again = "contacts/ben.md:4: was there already: call 2026-03-01\n"
    assert (ran.exit, ran.out) == (0, f"contacts/ben.md:4: added call 2026-03-01\n{again}{again}")
    assert touches_of(tmp_path, "ben") == [(TODAY, "call", "x")]
    assert inbox_of(tmp_path) == {}


def test_a_touch_that_says_more_is_another(tmp_path: Path) -> None:
    wiki_of(tmp_path, a_txt="ben call x")
    soi(tmp_path, "touch", "ben", "call", "x", "--mood", "happy")
    assert soi(tmp_path, "inbox", "--apply").exit == 0
    assert touches_of(tmp_path, "ben") == [(TODAY, "call", "x")] * 2


def test_a_second_run_finds_nothing_to_do(tmp_path: Path) -> None:
    wiki_of(tmp_path, a_txt="ben call x\nnobody call")
    assert soi(tmp_path, "inbox", "--apply").exit == 1
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ran = soi(tmp_path, "inbox", "--apply")
    assert (ran.exit, ran.out) == (1, "")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


KILLED = """\
import os, signal
from builder.edit import write
def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)
replace = write.replace
write.delete = killed
write.replace = lambda root, path, *of: killed() if path.parent.name == "inbox" else replace(root, path, *of)
from builder.cli import main
main()
"""


@pytest.mark.parametrize("rest", ["", "nobody call y\n"], ids=["the file goes", "the file stays"])
def test_what_was_killed_before_the_line_is_gone_is_finished_by_the_next_command(
    tmp_path: Path, rest: str
) -> None:
    wiki_of(tmp_path, notes_txt=f"ben call x\n{rest}")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, "--wiki", str(tmp_path), "inbox", "--apply"],
        cwd=REPOSITORY, env={**os.environ, "SOI_TODAY": TODAY}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == -9
    assert (tmp_path / "inbox/notes.txt").read_text(encoding="utf-8") == f"ben call x\n{rest}"
    assert "2026-03-01 call: x" in (tmp_path / "contacts/ben.md").read_text(encoding="utf-8")
    ran = soi(tmp_path, "inbox")
    said = "soi: a change of contacts/ben.md, inbox/notes.txt that was interrupted is finished now\n"
    assert ran.err.startswith(said)
    assert touches_of(tmp_path, "ben") == [(TODAY, "call", "x")]
    files = {name: text for name, text in inbox_of(tmp_path).items() if not name.startswith(".")}
    assert files == ({"notes.txt": rest.encode()} if rest else {})
    assert "interrupted" not in soi(tmp_path, "inbox").err


def away(root: Path, meanwhile: Callable[[], object]) -> tuple[list[str], list[Doubt]]:
    """What is filed and what is kept if something happens after the inbox was read."""
    workspace = open_workspace(root, dt.date.fromisoformat(TODAY))
    inbox = workspace.inbox
    filings = [row for row in sort(workspace.facts, inbox) if isinstance(row, Filing)]
    meanwhile()
    filed, kept = file_away(root, inbox, filings)
    return [row.filing.capture.path for row in filed], kept


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = wiki_of(tmp_path, a_txt="ben call x\n", b_txt="bea call y\n") / "inbox/a.txt"
    filed, kept = away(tmp_path, lambda: file.write_text("ben call xyz\n", encoding="utf-8"))
    assert filed == ["inbox/b.txt"]
    assert [(doubt.capture.path, doubt.problem) for doubt in kept] == [
        ("inbox/a.txt", "a.txt was changed in the meantime and was not written")
    ]
    assert inbox_of(tmp_path) == {"a.txt": b"ben call xyz\n"}
    assert touches_of(tmp_path, "ben") == []


def test_a_file_that_vanished_meanwhile_is_no_reason_to_stop(tmp_path: Path) -> None:
    file = wiki_of(tmp_path, a_txt="ben call x\n", b_txt="bea call y\n") / "inbox/a.txt"
    filed, kept = away(tmp_path, file.unlink)
    assert (filed, [doubt.capture.path for doubt in kept]) == (["inbox/b.txt"], ["inbox/a.txt"])
    assert touches_of(tmp_path, "ben") == []


def test_a_file_that_became_a_link_meanwhile_is_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("ben call x\n", encoding="utf-8")
    file = wiki_of(tmp_path / "wiki", a_txt="ben call x\n") / "inbox/a.txt"

    def swap() -> None:
        file.unlink()
        file.symlink_to(outside)

    filed, (doubt,) = away(tmp_path / "wiki", swap)
    assert filed == []
    assert "leads out of the wiki" in doubt.problem
    assert outside.read_text(encoding="utf-8") == "ben call x\n"


def test_what_is_captured_while_lines_are_filed_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = wiki_of(tmp_path, a_txt="ben call x\nbea call w\nnobody\n") / "inbox/a.txt"
    ben = (tmp_path / "contacts/ben.md").read_bytes()
    swap = exchange.swap

    def swapped(one: Path, other: Path) -> bool:
        if other == file and file.stat().st_size == len(b"ben call x\nbea call w\nnobody\n"):
            file.write_bytes(b"ben call x\nbea call y\n")
        return swap(one, other)

    with monkeypatch.context() as patch:
        patch.setattr(exchange, "swap", swapped)
        ran = soi(tmp_path, "inbox", "--apply")
    assert ran.exit == 2
    assert "a.txt was changed in the meantime" in ran.err
    assert file.read_bytes() == b"ben call x\nbea call y\n"
    assert (tmp_path / "contacts/ben.md").read_bytes() == ben
    assert not list(tmp_path.rglob(".soi-*"))
    assert soi(tmp_path, "inbox", "--apply").exit == 0
    assert touches_of(tmp_path, "ben") == [(TODAY, "call", "x")]


def test_a_broken_contact_keeps_its_line_and_no_other(tmp_path: Path) -> None:
    wiki_of(tmp_path, a_txt="cleo call x\nben call y\ndora call z\nemil call\n")
    for name, text in {
        "cleo": "---\nname: Cleo\nname: Cleo\n---\n",
        "dora": "---\nname: 'Dora\n---\n",
        "emil": '---\nname: Emil\ntouches: ""\n---\n',
    }.items():
        (tmp_path / f"contacts/{name}.md").write_text(text, encoding="utf-8")
    ran = soi(tmp_path, "inbox", "--apply")
    assert (ran.exit, ran.out) == (1, "contacts/ben.md:4: added call 2026-03-01\n")
    assert [line.split("; ")[0] for line in ran.err.splitlines()] == [
        'soi: inbox/a.txt:1: contacts/cleo.md: key "name" is given twice',
        "soi: inbox/a.txt:3: contacts/dora.md cannot be read",
        "soi: inbox/a.txt:4: contacts/emil.md: touches is an empty text",
        "soi: 3 lines stay in the inbox",
    ]
    assert inbox_of(tmp_path) == {"a.txt": b"cleo call x\ndora call z\nemil call\n"}


def test_a_line_for_an_id_that_two_files_have_stays(tmp_path: Path) -> None:
    wiki_of(tmp_path, a_txt="ben call y\n")
    (tmp_path / "contacts/x").mkdir()
    (tmp_path / "contacts/x/ben.md").write_text("---\nname: Benno\n---\n", encoding="utf-8")
    ran = soi(tmp_path, "inbox", "--apply")
    assert ran.exit == 1
    assert "soi: inbox/a.txt:1: two files have the id ben: contacts/ben.md, contacts/x/ben.md;" in ran.err
    assert inbox_of(tmp_path) == {"a.txt": b"ben call y\n"}


@pytest.mark.parametrize("what", ["inbox/a.txt", "inbox"])
def test_what_may_not_be_taken_away_is_not_filed_either(tmp_path: Path, what: str) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everything")
    wiki_of(tmp_path, a_txt="ben call x\n")
    mode = (tmp_path / what).stat().st_mode
    (tmp_path / what).chmod(0o555)
    ran = soi(tmp_path, "inbox", "--apply")
    (tmp_path / what).chmod(mode)
    assert (ran.exit, ran.out) == (1, "")
    assert f": {Path(what).name} is read-only; make it writable first\n" in ran.err
    assert touches_of(tmp_path, "ben") == []
    assert inbox_of(tmp_path) == {"a.txt": b"ben call x\n"}


def test_what_cannot_be_read_is_named_and_left_alone(tmp_path: Path) -> None:
    wiki_of(tmp_path, a_txt="ben call x", b_jpg=b"\xff\xd8\0", _readme="")
    (tmp_path / "inbox/phone").mkdir()
    ran = soi(tmp_path, "inbox", "--apply")
    assert (ran.exit, ran.out) == (1, "contacts/ben.md:4: added call 2026-03-01\n")
    assert ran.err == (
        "soi: inbox/b.jpg:1: byte 0xff is not UTF-8; save it as UTF-8 in your editor\n"
        "soi: info: not read: inbox/phone/\nsoi: 1 line stays in the inbox\n"
    )
    assert inbox_of(tmp_path)["b.jpg"] == b"\xff\xd8\0"


def test_the_command_runs_as_installed(tmp_path: Path) -> None:
    ran = run_soi(wiki_of(tmp_path, a_txt="ben call x"), "inbox", "--apply")
    assert (ran.exit, ran.out, ran.err) == (0, "contacts/ben.md:4: added call 2026-03-01\n", "")


def test_today_says_what_waits_and_what_to_do(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    wiki_of(tmp_path, a_txt="ben call x\nbe call y\nben cal\n", b_txt="ben call\n" * 4, c_jpg=b"\xff")
    golden("today-inbox.txt", soi(tmp_path, "today").out)
    found = soi(tmp_path, "today", "--format", "json").json
    assert found["inbox"] == len(found["waiting"]) == 8
    assert found["waiting"][:2] == [
        {"path": "inbox/a.txt", "line": 1, "text": "ben call x", "problem": None},
        {
            "path": "inbox/a.txt",
            "line": 2,
            "text": "be call y",
            "problem": '"be" could be bea (Bea Lee), ben (Ben Okafor)',
        },
    ]
    assert found["waiting"][-1]["problem"] == "byte 0xff is not UTF-8"
