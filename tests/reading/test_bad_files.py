"""Whatever lies in the folder: one finding at the right place, no traceback, and the neighbours are read.

Files stand on the left of the page so that lines and columns can be counted.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ..support import check
from ..support import make_wiki
from ..support import places
from ..support import run_soi
from ..support import soi

GOOD = "---\nname: Ben\ngrade: AA\n---\n"
"""A neighbour whose one finding shows that it has been read."""
GOOD_FINDING = "ben.md:3:8 SOI202"


def found(root: Path, content: str | bytes, name: str = "ana.md") -> list[str]:
    """Findings of a wiki with this file and its neighbour, the neighbour's left out."""
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    wiki = make_wiki(root, {name: data, "ben.md": GOOD})
    listed = places(check(wiki))
    listed.remove(GOOD_FINDING)
    return listed


def front(*lines: str) -> str:
    return "\n".join(["---", "name: Ana", *lines, "---", ""])


TEXTS = [
    # values
    pytest.param(front("added: 2026-02-30"), "ana.md:3:8 SOI204", id="impossible date"),
    pytest.param(
        front("touches:", "  - 2026-02-30 call"), "ana.md:4:5 SOI204", id="impossible date, short form"
    ),
    pytest.param(
        front("touches:", "  - {date: 2026-02-30, channel: call}"),
        "ana.md:4:12 SOI204",
        id="impossible date, flow",
    ),
    pytest.param(front("birthday: 1979-02-29"), "ana.md:3:11 SOI204", id="no leap year"),
    pytest.param(front("added: 2026-01-01 12:00"), "ana.md:3:8 SOI203", id="a time behind a date"),
    # keys twice
    pytest.param(front("grade: C", "grade: C"), "ana.md:4:1 SOI103", id="key twice"),
    pytest.param(
        front("touches:", "  - date: 2026-01-01", "    channel: call", "    channel: visit"),
        "ana.md:6:5 SOI103",
        id="key twice in a touch",
    ),
    pytest.param(
        front("touches:", "  - {date: 2026-01-01, channel: call, channel: visit}"),
        "ana.md:4:39 SOI103",
        id="key twice in a flow",
    ),
    pytest.param("---\n{name: Ana, name: Ann}\n---\n", "ana.md:2:13 SOI103", id="key twice, root in flow"),
    # conflicts
    pytest.param(
        front("<<<<<<< HEAD", "grade: A", "=======", "grade: B", ">>>>>>> other"),
        "ana.md:3:1 SOI105",
        id="conflict in the front matter",
    ),
    pytest.param(
        front() + "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> other\n",
        "ana.md:4:1 SOI105",
        id="conflict in the notes",
    ),
    pytest.param(
        front("<<<<<<< HEAD", "grade: A", "||||||| base", "=======", "grade: B", ">>>>>>> other"),
        "ana.md:3:1 SOI105",
        id="conflict of three",
    ),
    pytest.param(
        "---\r\nname: Ana\r\n<<<<<<< HEAD\r\ngrade: A\r\n=======\r\ngrade: B\r\n>>>>>>> b\r\n---\r\n",
        "ana.md:3:1 SOI105",
        id="conflict, CRLF",
    ),
    pytest.param(
        "<<<<<<< HEAD\n---\nname: Ana\n---\n=======\n---\nname: Ann\n---\n>>>>>>> other\n",
        "ana.md:1:1 SOI105",
        id="conflict around the whole file",
    ),
    pytest.param(
        "---\nname: Ana\n---\n<<<<<<< HEAD\n\n=======\n>>>>>>> other",
        "ana.md:4:1 SOI105",
        id="conflict, one side empty",
    ),
    # the lines of hyphens
    pytest.param("---\nname: Ana\n\nMet at the fair.\n", "ana.md:1:1 SOI101", id="not closed"),
    pytest.param("---", "ana.md:1:1 SOI101", id="only the opening"),
    pytest.param("name: Ana\n", "ana.md:1:1 SOI101", id="none"),
    pytest.param("", "ana.md:1:1 SOI101", id="an empty file"),
    pytest.param("\n---\nname: Ana\n---\n", "ana.md:1:1 SOI101", id="a blank line before"),
    pytest.param("# Ana\n\nNotes.\n", "ana.md:1:1 SOI101", id="Markdown only"),
    pytest.param("----\nname: Ana\n----\n", "ana.md:1:1 SOI101", id="four hyphens"),
    # YAML
    pytest.param(front("title:\tx", "tags:", "\t- x"), "ana.md:5:1 SOI102", id="a tab for a list"),
    pytest.param(front("value:", "\tprofit: high"), "ana.md:4:1 SOI102", id="a tab for a map"),
    pytest.param(front("title: Ana: owner"), "ana.md:3:11 SOI102", id="a colon in a text"),
    pytest.param(front("title: @home"), "ana.md:3:8 SOI102", id="begins with @"),
    pytest.param(front("title: %"), "ana.md:3:8 SOI102", id="begins with a percent sign"),
    pytest.param(front("title: `x`"), "ana.md:3:8 SOI102", id="begins with a backquote"),
    pytest.param(front("just words"), "ana.md:3:1 SOI102", id="no colon"),
    pytest.param(front("tags: [a, b"), "ana.md:3:7 SOI102", id="bracket not closed"),
    pytest.param(front("value: {busy: true"), "ana.md:3:8 SOI102", id="brace not closed"),
    pytest.param(front("tags: [a, b", "grade: C"), "ana.md:3:7 SOI102", id="bracket not closed, keys behind"),
    pytest.param(front(" title: x"), "ana.md:3:7 SOI102", id="a key too far in"),
    pytest.param(front('title: "x" y'), "ana.md:3:12 SOI102", id="text behind a quote"),
    pytest.param(front("? [a, b]", ": c"), "ana.md:3:3 SOI102", id="a list for a key"),
    pytest.param(front("? {a: b}", ": c"), "ana.md:3:3 SOI102", id="a map for a key"),
    pytest.param(front("{a: b}: c"), "ana.md:3:1 SOI102", id="a flow map for a key"),
    pytest.param(front("...", "title: x"), "ana.md:4:1 SOI102", id="a second document"),
    # quotes are blamed where they were opened
    pytest.param(front('title: "owner', "grade: C"), "ana.md:3:8 SOI102", id="double quote never closed"),
    pytest.param(front("title: 'owner", "grade: C"), "ana.md:3:8 SOI102", id="single quote never closed"),
    pytest.param(
        front('title: "owner', 'location: "Madrid"', "grade: C"),
        "ana.md:3:8 SOI102",
        id="double quote that a later one seems to close",
    ),
    pytest.param(
        front("title: 'owner", "location: 'Madrid'", "grade: C"),
        "ana.md:3:8 SOI102",
        id="single quote that a later one seems to close",
    ),
    pytest.param(
        front('title: "owner', 'location: Madrid"', "grade: C"),
        "ana.md:3:8 SOI102",
        id="double quote closed a key too late",
    ),
    pytest.param(
        front("touches:", '  - 2026-01-01 call: "over', '  - 2026-01-02 call: "and out"'),
        "ana.md:4:22 SOI102",
        id="quote in a touch, closed in the next",
    ),
    pytest.param(
        front("title: it's", "location: 'Madrid"), "ana.md:4:11 SOI102", id="an apostrophe is no quote"
    ),
    # what is refused
    pytest.param(front("title: &a x", "location: *a"), "ana.md:3:8 SOI106", id="anchor"),
    pytest.param(front("location: *a"), "ana.md:3:11 SOI106", id="alias"),
    pytest.param(front("title: !!str x"), "ana.md:3:8 SOI106", id="tag"),
    pytest.param(front("title: !important"), "ana.md:3:8 SOI106", id="tag of one's own"),
    pytest.param(
        front("title: !!python/object/apply:os.system ['touch /tmp/soi-was-here']"),
        "ana.md:3:8 SOI106",
        id="a tag that would run a program",
    ),
    pytest.param(
        front("x-a: &x {b: c}", "value:", "  <<: *x"), "ana.md:3:6 SOI106", id="merge key with an alias"
    ),
    pytest.param(front("tags: " + "[" * 70 + "]" * 70), "ana.md:3:70 SOI106", id="70 nested brackets"),
    # characters
    pytest.param(b"---\nname: Ana\ntitle: caf\xe9\n---\n", "ana.md:3:11 SOI104", id="Latin-1"),
    pytest.param(b"\xef\xbb\xbf---\nname: Ana\xff\n---\n", "ana.md:2:10 SOI104", id="Latin-1 behind a BOM"),
    pytest.param("---\nname: Ana\n---\n".encode("utf-16"), "ana.md:1:1 SOI104", id="UTF-16"),
    pytest.param(b"---\nname: Ana\ntitle: a\0b\n---\n", "ana.md:3:9 SOI104", id="NUL in the front matter"),
    pytest.param(b"---\nname: Ana\n---\nab\0\n", "ana.md:4:3 SOI104", id="NUL in the notes"),
    pytest.param(front("title: a\x07b"), "ana.md:3:9 SOI102", id="control character"),
    pytest.param(front("title: a\ufffeb"), "ana.md:3:9 SOI102", id="no character at all"),
    pytest.param(
        b"---\nname: Ana\ntitle: \xed\xa0\x80\n---\n", "ana.md:3:8 SOI104", id="half a surrogate pair"
    ),
    pytest.param(front("title: a\u2028b"), "ana.md:3:9 SOI102", id="line separator"),
    # shapes
    pytest.param("---\n- name: Ana\n---\n", "ana.md:2:1 SOI203", id="a list for a front matter"),
    pytest.param("---\n42\n---\n", "ana.md:2:1 SOI203", id="a number for a front matter"),
    pytest.param("---\n---\nNotes.\n", "ana.md:1:1 SOI201", id="an empty front matter"),
    pytest.param("---\n# nothing\n---\n", "ana.md:1:1 SOI201", id="only a comment"),
    pytest.param("---\n~\n---\n", "ana.md:2:1 SOI203", id="a tilde"),
    pytest.param("---\nname:\n---\n", "ana.md:2:1 SOI201", id="no name"),
    pytest.param("---\nname: ''\n---\n", "ana.md:2:7 SOI201", id="an empty name"),
    pytest.param("---\nname: [Ana, Ann]\n---\n", "ana.md:2:7 SOI203", id="two names"),
    # text that YAML drops
    pytest.param(front("title: owner #1 of 2"), "ana.md:3:14 SOI107", id="text behind a hash"),
    pytest.param(
        front("tags: [a, b] # c", "title: owner # x"), "ana.md:4:14 SOI107", id="hash behind a plain text"
    ),
    pytest.param(
        front("touches:", "  - 2026-01-01 call: table #4"), "ana.md:4:28 SOI107", id="hash in a touch's note"
    ),
    pytest.param(
        front("follow_ups: [{due: 2026-05-01, what: call Ana, Ben}]"),
        "ana.md:3:48 SOI107",
        id="comma in a flow map",
    ),
]


@pytest.mark.parametrize(("content", "expected"), TEXTS)
def test_one_mistake_has_one_finding_at_its_place(
    tmp_path: Path, content: str | bytes, expected: str
) -> None:
    assert found(tmp_path, content) == [expected]


QUIET = [
    pytest.param("\ufeff" + front(), id="BOM"),
    pytest.param(front("grade: C").replace("\n", "\r\n"), id="CRLF"),
    pytest.param(front("grade: C").replace("\n", "\r"), id="lone CR"),
    pytest.param("---\nname: Ana\n---", id="no line end at the end"),
    pytest.param("---  \nname: Ana\n---\t\n", id="blanks behind the hyphens"),
    pytest.param(front("title: |", "  one", "  ---", "  two"), id="hyphens further in are text"),
    pytest.param(front() + "---\nmore\n---\n", id="rules in the notes"),
    pytest.param(front() + "Title\n=======\n\ntext\n", id="a heading underlined is no conflict"),
    pytest.param(front() + "> quote\n>>>>>>> deep\n", id="a deep quotation is no conflict"),
    pytest.param(front("title: it's"), id="apostrophe"),
    pytest.param(front('title: "over', '  two lines"'), id="a quote over two lines, further in"),
    pytest.param(front('title: "owner" # of the firm'), id="a comment behind a quote"),
    pytest.param(front("# title: x", "grade: C"), id="a comment on a line of its own"),
    pytest.param(front("title: C#"), id="a hash without a blank"),
    pytest.param(front("tags: [a, b] # why"), id="a comment behind a bracket"),
    pytest.param(front("grade: # later"), id="a comment behind an empty key"),
    pytest.param(front("x-map: {a: 1, b: }"), id="an empty value that says so"),
    pytest.param(front("title: |", "  a # b"), id="a hash in a literal block"),
    pytest.param(front("title: '#1'"), id="a hash between quotes"),
    pytest.param(front("title: 'a\u2028b'"), id="line separator between quotes"),
    pytest.param(front("title: 'a\x85b'"), id="next line"),
    pytest.param(front("tags: " + "[" * 1 + "a" + "]" * 1), id="one bracket"),
    pytest.param(front("x-deep: " + "[" * 62 + "]" * 62), id="as deep as it may be"),
    pytest.param(front("title: 1 & 2 * 3 ! 4"), id="special characters inside"),
    pytest.param(front() + "A \x07 bell in the notes.\n", id="control character in the notes"),
]


@pytest.mark.parametrize("content", QUIET)
def test_what_only_looks_like_a_mistake_is_none(tmp_path: Path, content: str) -> None:
    assert found(tmp_path, content) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no BOM", "BOM"])
def test_lines_are_counted_as_editors_count_them(tmp_path: Path, newline: str, mark: str) -> None:
    text = mark + front("# one", "", "title: 'x\u2028y\x85z'", "grade: AA").replace("\n", newline)
    assert found(tmp_path, text) == ["ana.md:6:8 SOI202"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_lines_are_counted_in_the_notes_too(tmp_path: Path, newline: str) -> None:
    text = "\ufeff" + (front() + "Line\n\nto [[nobody]]\n").replace("\n", newline)
    assert found(tmp_path, text) == ["ana.md:6:4 SOI309"]


def test_a_mistake_behind_a_line_separator_is_on_the_line_an_editor_shows(tmp_path: Path) -> None:
    assert found(tmp_path, front("title: a\u2028 b", "grade: AA")) == ["ana.md:4:8 SOI202"]


def test_columns_count_characters_not_bytes(tmp_path: Path) -> None:
    assert found(tmp_path, front("touches: [{note: 😀é, date: 2026-02-30, channel: call}]")) == [
        "ana.md:3:28 SOI204"
    ]


# -- too much of it


def test_laughing_a_billion_times_is_cut_short(tmp_path: Path) -> None:
    lines = ["x-a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"x-{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    assert found(tmp_path, front(*lines)) == ["ana.md:3:6 SOI106"]


def test_a_million_brackets_do_not_overflow(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": front("tags: " + "[" * 1_000_000), "ben.md": GOOD})
    ran = run_soi(tmp_path, "check", "--format", "json")
    assert places(ran.json["diagnostics"]) == ["ana.md:3:1006 SOI106", GOOD_FINDING]


def test_a_million_nested_dashes_do_not_overflow(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": front("tags:", " " + "- " * 300_000 + "x"), "ben.md": GOOD})
    ran = run_soi(tmp_path, "check", "--format", "json")
    assert places(ran.json["diagnostics"]) == ["ana.md:4:128 SOI106", GOOD_FINDING]


def test_ten_megabytes_of_notes_are_read(tmp_path: Path) -> None:
    begin = time.perf_counter()
    assert found(tmp_path, front() + "A line of notes with words.\n" * 375_000) == []
    assert time.perf_counter() - begin < 5


def test_ten_megabytes_of_front_matter_are_read(tmp_path: Path) -> None:
    begin = time.perf_counter()
    assert found(tmp_path, front("title: |", *["  a line of the title with words"] * 300_000)) == []
    assert time.perf_counter() - begin < 10


def test_more_than_32_megabytes_are_not_read(tmp_path: Path) -> None:
    content = front().encode() + b"x" * (32 * 2**20 - len(front()))
    assert found(tmp_path / "fits", content) == []
    assert found(tmp_path / "does-not", content + b"x") == ["ana.md:1:1 SOI106"]


def touches(count: int, *, every: int) -> str:
    """A file with many touches, every so many of them on a day that does not exist."""
    days = (
        "2026-02-30" if i % every == every - 1 else f"20{i % 26:02d}-0{i % 9 + 1}-{i % 28 + 1:02d}"
        for i in range(count)
    )
    return front("touches:", *(f"  - {day} call: message {i}" for i, day in enumerate(days)))


def test_a_hundred_thousand_touches_are_read(tmp_path: Path) -> None:
    begin = time.perf_counter()
    assert found(tmp_path, touches(100_000, every=1_000_000)) == []
    assert time.perf_counter() - begin < 20


def test_many_findings_in_one_file_take_time_in_proportion(tmp_path: Path) -> None:
    def took(count: int, folder: str) -> float:
        begin = time.perf_counter()
        assert len(found(tmp_path / folder, touches(count, every=2))) == count // 2
        return time.perf_counter() - begin

    took(100, "warm")
    few, many = took(2_000, "few"), took(16_000, "many")
    assert many < 8 * few * 3


# -- what lies there is no file


def test_a_link_in_a_circle_is_reported(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ben.md": GOOD})
    (wiki / "contacts/one.md").symlink_to("two.md")
    (wiki / "contacts/two.md").symlink_to("one.md")
    assert places(check(wiki)) == [GOOD_FINDING, "one.md:1:1 SOI104", "two.md:1:1 SOI104"]


def test_a_link_to_nothing_is_reported(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ben.md": GOOD})
    (wiki / "contacts/lost.md").symlink_to("nowhere.md")
    assert places(check(wiki)) == [GOOD_FINDING, "lost.md:1:1 SOI104"]


def test_a_link_out_of_the_wiki_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\nname: Secret\ngrade: AA\n---\n", encoding="utf-8")
    wiki = make_wiki(tmp_path / "wiki", {"ben.md": GOOD})
    (wiki / "contacts/out.md").symlink_to(tmp_path / "secret.md")
    ran = soi(wiki, "check", "--format", "json")
    assert places(ran.json["diagnostics"]) == [GOOD_FINDING, "out.md:1:1 SOI104"]
    assert "Secret" not in ran.out


def test_a_link_inside_the_wiki_is_followed(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ben.md": GOOD, "archive/eve.md": front("grade: AA")})
    (wiki / "contacts/eve.md").symlink_to("../archive/eve.md")
    assert places(check(wiki)) == [GOOD_FINDING, "eve.md:3:8 SOI202"]


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ben.md": GOOD, "other/eve.md": front("grade: AA")})
    (wiki / "contacts/more").symlink_to("../other")
    (wiki / "contacts/loop").symlink_to(".")
    assert places(check(wiki)) == [GOOD_FINDING, "loop:1:1 SOI104", "more:1:1 SOI104"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ben.md": GOOD})
    os.mkfifo(wiki / "contacts/pipe.md")
    ran = run_soi(wiki, "check", "--format", "json")
    assert places(ran.json["diagnostics"]) == [GOOD_FINDING, "pipe.md:1:1 SOI104"]


def test_a_folder_may_be_called_like_a_file(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ben.md": GOOD, "contacts/eve.md/ana.md": front("grade: AA")})
    assert places(check(wiki)) == [GOOD_FINDING, "eve.md/ana.md:3:8 SOI202"]


def as_somebody_else() -> list[str]:
    """Words that run a command without the right to read everything."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("run as root, who may read everything, and there is no setpriv")
    return [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups"]


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_read_is_reported(tmp_path: Path, what: str) -> None:
    wiki = make_wiki(tmp_path, {"ben.md": GOOD, "shut/ana.md": front("grade: AA")})
    wiki = make_wiki(tmp_path, {"contacts/shut/ana.md": front("grade: AA")})
    if os.geteuid() == 0:
        # pytest keeps its folders to itself; somebody else has to pass through them.
        for folder in (tmp_path, *tmp_path.parents):
            if not folder.stat().st_mode & stat.S_IXOTH:
                folder.chmod(0o755)
    shut = wiki / ("contacts/shut/ana.md" if what == "file" else "contacts/shut")
    shut.chmod(0)
    try:
        ran = run_soi(wiki, "check", "--format", "json", prefix=as_somebody_else())
    finally:
        shut.chmod(0o755)
    where = "shut/ana.md" if what == "file" else "shut"
    assert places(ran.json["diagnostics"]) == [GOOD_FINDING, f"{where}:1:1 SOI104"]


# -- names


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Ana.md", "ana.md", id="case"),
        pytest.param("Zoe\u0308.md", "Zo\u00eb.md", id="composition"),
        pytest.param("straße.md", "strasse.md", id="case of a sharp s"),
    ],
)
def test_ids_that_are_one_on_another_system_are_reported(tmp_path: Path, first: str, second: str) -> None:
    files = {f"contacts/a/{first}": front(), f"contacts/b/{second}": front(), "ben.md": GOOD}
    listed = places(check(make_wiki(tmp_path, files)))
    assert f"b/{second}:1:1 SOI302" in listed
    assert [line for line in listed if "SOI302" in line] == [f"b/{second}:1:1 SOI302"]
    assert GOOD_FINDING in listed


def test_the_same_name_in_two_folders_is_reported(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"contacts/a/ana.md": front(), "contacts/b/ana.md": front(), "ben.md": GOOD})
    assert places(check(wiki)) == ["b/ana.md:1:1 SOI302", GOOD_FINDING]


@pytest.mark.parametrize(
    "name",
    [
        *(".hidden.md", "_draft.md", "README.md", "ana.md~", ".#ana.md", "ana.sync-conflict-20260101-x.md"),
        *("ana (conflicted copy 2026-01-01).md", "_folder/eve.md", ".folder/eve.md"),
    ],
)
def test_what_is_not_a_contact_is_left_aside_and_named(tmp_path: Path, name: str) -> None:
    wiki = make_wiki(tmp_path, {f"contacts/{name}": "no front matter", "ben.md": GOOD})
    ran = soi(wiki, "check")
    folder, slash, _ = name.partition("/")
    left = folder + slash
    lines = [line for line in ran.err.splitlines() if "not read" in line]
    assert len(lines) == 1
    assert lines[0].endswith(f"contacts/{left}")
    assert places(check(wiki)) == [GOOD_FINDING]


def test_a_readme_in_another_case_is_a_contact(tmp_path: Path) -> None:
    assert found(tmp_path, "no front matter", "readme.md") == ["readme.md:1:1 SOI101"]


@pytest.mark.parametrize("name", ["ana?.md", "-ana.md", "ana .md", "a,b.md", "ana\u200b.md", "(ana).md"])
def test_a_name_that_makes_a_poor_id_is_reported_once(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, front(), name) == [f"{name}:1:1 SOI208"]


@pytest.mark.parametrize(
    "name", ["ana ruiz.md", "ana_ruiz.md", "O.Henry-2.md", "7up.md", "Łucja.md", "山本.md", "विनोद.md"]
)
def test_letters_of_every_script_make_a_good_id(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, front(), name) == []


def test_a_wiki_without_contacts_stops_with_a_sentence(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, {"notes.txt": "x"}), "check")
    assert (ran.exit, ran.out) == (2, "")
    assert ran.err.startswith("soi: no contact file in ")
    assert len(ran.err.splitlines()) == 2


def test_a_fresh_wiki_is_clean(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, {"_template.md": front()}), "check")
    assert (ran.exit, ran.out) == (0, "")


def test_no_wiki_stops_with_a_sentence(tmp_path: Path) -> None:
    ran = soi(tmp_path, "check")
    assert (ran.exit, ran.out) == (2, "")
    assert "no mkdocs.yml" in ran.err


def test_nothing_was_executed(tmp_path: Path) -> None:
    mark = tmp_path / "was-here"
    wiki = make_wiki(
        tmp_path / "w", {"ana.md": front(f"title: !!python/object/apply:os.system ['touch {mark}']")}
    )
    done = subprocess.run(
        [sys.executable, "-m", "builder", "--wiki", str(wiki), "check"], capture_output=True, check=False
    )
    assert done.returncode == 1
    assert not mark.exists()
