"""Which lines of the inbox are captures, and that nothing in it is passed over in silence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder import source
from builder.inbox import Capture
from builder.inbox import Heading
from builder.inbox import read_inbox

from ..support import make_wiki
from ..support import write


def texts(root: Path) -> list[tuple[str, int, str]]:
    return [(capture.path, capture.line, capture.text) for capture in read_inbox(root).captures]


def flaws(root: Path) -> list[tuple[str, int, str]]:
    inbox = read_inbox(root)
    assert len(inbox) == len([*inbox.captures]) + len(inbox.flaws)
    return [(flaw.path, flaw.line, flaw.message) for flaw in inbox.flaws]


def test_lines_are_numbered_as_editors_do(tmp_path: Path) -> None:
    text = "\ufeff- one\r\n\r\ntwo\rthree \u2028 3\n  \n four \nfive"
    make_wiki(tmp_path, {"inbox/b.md": text.encode()})
    assert texts(tmp_path) == [
        ("inbox/b.md", 1, "one"),
        ("inbox/b.md", 3, "two"),
        ("inbox/b.md", 4, "three \u2028 3"),
        ("inbox/b.md", 6, "four"),
        ("inbox/b.md", 7, "five"),
    ]


def test_a_capture_knows_the_day_of_its_file_and_its_heading(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"inbox/2026-11-20-1412.md": "one\n## Calls\ntwo\n2026-11-19:\nthree\n#\nfour\n"})
    name, day = "inbox/2026-11-20-1412.md", "2026-11-20"
    assert [*read_inbox(tmp_path).captures] == [
        Capture(name, 1, "one", day),
        Capture(name, 3, "two", day, (Heading(2, "Calls", 2),)),
        Capture(name, 5, "three", day, (Heading(4, "2026-11-19", 1),)),
        Capture(name, 7, "four", day, (Heading(6, "", 1),)),
    ]


def test_a_capture_stands_under_all_headings_that_hold_the_nearest(tmp_path: Path) -> None:
    make_wiki(
        tmp_path,
        {"inbox/a.md": "# 2026-11-20\n## Office\none\n### Late\ntwo\n## Home\nthree\n# Ideas\nfour\n"},
    )
    headings = [[heading.text for heading in capture.headings] for capture in read_inbox(tmp_path).captures]
    assert headings == [
        ["2026-11-20", "Office"],
        ["2026-11-20", "Office", "Late"],
        ["2026-11-20", "Home"],
        ["Ideas"],
    ]


@pytest.mark.parametrize(
    "line",
    [
        "# Tuesday",
        "###",
        "---",
        "***",
        "===",
        "-",
        "- [ ]",
        "* ",
        "1.",
        "2) ",
        "\ufeff",
        "  ",
        "[2026-02-03]:",
    ],
)
def test_what_says_nothing_is_no_capture(tmp_path: Path, line: str) -> None:
    make_wiki(tmp_path, {"inbox/a.md": f"{line}\nben call\n"})
    assert texts(tmp_path) == [("inbox/a.md", 2, "ben call")]


@pytest.mark.parametrize(
    "line", ["#1 ben", "-3d ben", "3.2.2026 ben", "1.ben", "--", "*bold* x", "[x](y.md) call", "[[ben]] call"]
)
def test_what_says_something_is_a_capture(tmp_path: Path, line: str) -> None:
    make_wiki(tmp_path, {"inbox/a.md": f"{line}\n"})
    assert texts(tmp_path) == [("inbox/a.md", 1, line)]


def test_a_wiki_without_an_inbox_has_nothing_waiting(tmp_path: Path) -> None:
    assert len(read_inbox(make_wiki(tmp_path, {}))) == 0


def test_files_are_read_by_path_whatever_their_suffix(tmp_path: Path) -> None:
    names = ["a.sync-conflict-20261120.txt", "b (conflicted copy).md", "c", "d.txt"]
    make_wiki(tmp_path, {f"inbox/{name}": "ben call" for name in reversed(names)})
    assert [path for path, _, _ in texts(tmp_path)] == [f"inbox/{name}" for name in names]


def test_what_is_left_aside_is_named_but_for_what_is_hidden(tmp_path: Path) -> None:
    aside = ["_draft.txt", "README.md", "old.txt~", "phone/notes.txt", ".gitkeep", ".#lock", ".hidden/a.txt"]
    make_wiki(tmp_path, {f"inbox/{name}": "ben call" for name in aside})
    inbox = read_inbox(tmp_path)
    assert len(inbox) == 0
    assert inbox.skipped == ("inbox/README.md", "inbox/_draft.txt", "inbox/old.txt~", "inbox/phone/")


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        pytest.param("ben call\ncafé".encode("latin-1"), 2, "byte 0xe9 is not UTF-8", id="Latin 1"),
        pytest.param("ben call".encode("utf-16"), 1, "the file is UTF-16, not UTF-8", id="UTF-16"),
        pytest.param(b"ben\nb\0n", 2, "a NUL character", id="NUL"),
        pytest.param(
            b"a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n", 2, "merge conflict marker", id="conflict"
        ),
    ],
)
def test_a_file_that_is_no_text_is_named(tmp_path: Path, content: bytes, line: int, message: str) -> None:
    make_wiki(tmp_path, {"inbox/a.txt": content, "inbox/b.txt": "ben call"})
    assert flaws(tmp_path) == [("inbox/a.txt", line, message)]
    assert texts(tmp_path) == [("inbox/b.txt", 1, "ben call")]


def test_a_file_that_is_too_large_is_named(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"inbox/a.txt": ""})
    with (tmp_path / "inbox/a.txt").open("wb") as file:
        file.truncate(source.MAX_BYTES + 1)
    assert flaws(tmp_path) == [("inbox/a.txt", 1, "the file is larger than 32 MB")]


def test_links_are_named_and_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside.txt", "ben call")
    wiki = make_wiki(tmp_path / "wiki", {"inbox/b.txt": "ben call"})
    (wiki / "inbox/a.txt").symlink_to(outside)
    (wiki / "inbox/c.txt").symlink_to("b.txt")
    (wiki / "inbox/d.txt").symlink_to("nowhere")
    (wiki / "inbox/e").symlink_to(tmp_path)
    message = "a link; it is not followed"
    assert flaws(wiki) == [(f"inbox/{name}", 1, message) for name in ("a.txt", "c.txt", "d.txt", "e")]
    assert texts(wiki) == [("inbox/b.txt", 1, "ben call")]


def test_an_inbox_that_is_a_link_is_named_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere/a.txt", "ben call")
    wiki = make_wiki(tmp_path / "wiki", {})
    (wiki / "inbox").symlink_to(tmp_path / "elsewhere")
    assert flaws(wiki) == [("inbox", 1, "a link; it is not followed")]


def test_an_inbox_that_is_no_folder_is_named(tmp_path: Path) -> None:
    write(make_wiki(tmp_path, {}) / "inbox", "ben call")
    assert flaws(tmp_path) == [("inbox", 1, "the folder cannot be opened (Not a directory)")]


def test_a_pipe_is_named_and_not_waited_for(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"inbox/a.txt": "ben call"})
    os.mkfifo(tmp_path / "inbox/pipe")
    assert flaws(tmp_path) == [("inbox/pipe", 1, "not a regular file")]


def test_a_name_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"inbox/a.txt": "ben call"})
    Path(os.fsdecode(os.fsencode(tmp_path / "inbox") + b"/b\xe9.txt")).write_bytes(b"ben call")
    assert [message for _, _, message in flaws(tmp_path)] == ["the file's name is not UTF-8"]


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    make_wiki(tmp_path, {"inbox/a.txt": "ben call"})
    (tmp_path / "inbox/a.txt").chmod(0)
    assert flaws(tmp_path) == [("inbox/a.txt", 1, "cannot be read (Permission denied)")]
