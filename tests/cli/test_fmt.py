"""`soi fmt` on real files: what it would do, what it does, and what it leaves alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ..support import REPOSITORY
from ..support import make_wiki
from ..support import person
from ..support import run_soi
from ..support import soi

ANA = """\
---
# written at the fair

touches:
  - date: 2026-02-01
    channel: visit
    note: "New showroom # 2"
  # before that
  - 2026-01-02 call: "first"
fits: a hotel

# how to write
emails:
  - {value: ana@ruiz.example}
x-shoes: 39
name: "Ana Ruiz"
# the end
---

Notes stay.
"""
ANA_CANONICAL = """\
---
# written at the fair

name: "Ana Ruiz"

# how to write
emails:
  - ana@ruiz.example
fits: a hotel
x-shoes: 39
touches:
  # before that
  - 2026-01-02 call: "first"
  - 2026-02-01 visit: "New showroom # 2"
# the end
---

Notes stay.
"""
DONE = "contacts/ana.md:4: keys ordered, touches ordered by date, 2 short forms\n"
BROKEN = "---\nname: Eve\nname: Eva\n---\n"
BROKEN_LINE = 'contacts/eve.md:3:1: SOI103 error: key "name" is given twice (keep one of the two)\n'


def wiki_of(root: Path, ana: str | bytes = ANA, **more: str) -> Path:
    return make_wiki(root, {"ana.md": ana, **{f"{name}.md": text for name, text in more.items()}})


def read(root: Path, name: str = "ana") -> str:
    return (root / f"contacts/{name}.md").read_bytes().decode()


def canonical(root: Path, text: str) -> str:
    """A file as `soi fmt --apply` leaves it; once more leaves it so."""
    wiki_of(root, text)
    assert soi(root, "fmt", "--apply").err == ""
    new = read(root)
    assert soi(root, "fmt", "--check").exit == 0
    return new


def test_without_apply_nothing_is_written(tmp_path: Path) -> None:
    wiki_of(tmp_path, ben=person("Ben"))
    ran = soi(tmp_path, "fmt")
    assert (ran.exit, ran.out) == (0, DONE)
    assert ran.err == "soi: 1 file would be written: soi fmt --apply\n"
    assert read(tmp_path) == ANA


def test_a_file_is_brought_into_canonical_form(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    ran = soi(tmp_path, "fmt", "--apply")
    assert (ran.exit, ran.out, ran.err) == (0, DONE, "")
    assert read(tmp_path) == ANA_CANONICAL
    assert soi(tmp_path, "fmt", "--apply").out == ""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no BOM", "BOM"])
def test_line_ends_and_byte_order_mark_stay(tmp_path: Path, newline: str, mark: bytes) -> None:
    wiki_of(tmp_path, mark + ANA.replace("\n", newline).encode())
    assert soi(tmp_path, "fmt", "--apply").exit == 0
    assert (tmp_path / "contacts/ana.md").read_bytes() == mark + ANA_CANONICAL.replace("\n", newline).encode()


def test_check_fails_while_something_would_change(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    ran = soi(tmp_path, "fmt", "--check")
    assert (ran.exit, ran.out) == (1, DONE)
    assert read(tmp_path) == ANA
    soi(tmp_path, "fmt", "--apply")
    ran = soi(tmp_path, "fmt", "--check")
    assert (ran.exit, ran.out, ran.err) == (0, "", "")


def test_a_diff_shows_the_lines(tmp_path: Path) -> None:
    wiki_of(tmp_path, '---\nfits: A\nname: "Ana\u202e"\nscope: both\n---\n')
    ran = soi(tmp_path, "fmt", "--diff")
    assert ran.out.splitlines() == [
        *("--- contacts/ana.md", "+++ contacts/ana.md", "@@ -1,5 +1,5 @@", " ---"),
        *("-fits: A", ' name: "Ana\\u202e"', " scope: both", "+fits: A", " ---"),
        "contacts/ana.md:2: keys ordered",
    ]
    assert read(tmp_path).startswith("---\nfits: A\n")


def test_paths_limit_what_is_formatted(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    make_wiki(
        tmp_path, {"contacts/in/ben.md": ANA, "contacts/in/deep/cleo.md": ANA, "contacts/inner.md": ANA}
    )
    ran = soi(tmp_path, "fmt", "contacts/in", "contacts/ana.md")
    names = [line.split(":")[0] for line in ran.out.splitlines()]
    assert names == ["contacts/ana.md", "contacts/in/ben.md", "contacts/in/deep/cleo.md"]
    assert soi(tmp_path, "fmt", "contacts/none.md").exit == 2
    # What a hook hands over need not be a contact.
    ran = soi(tmp_path, "fmt", "--check", tmp_path / "mkdocs.yml")
    assert (ran.exit, ran.out, ran.err) == (0, "", "")


def test_a_broken_file_is_named_and_keeps_no_other_back(tmp_path: Path) -> None:
    wiki_of(tmp_path, eve=BROKEN)
    (tmp_path / "contacts/out.md").symlink_to("/etc/hostname")
    left = (
        f"soi: {BROKEN_LINE}soi: contacts/out.md: a link that leads out of the wiki; it is not followed\n"
        "soi: left as they are: 2 files\n"
    )
    for args in (["--check"], ["--apply"]):
        ran = soi(tmp_path, "fmt", *args)
        assert (ran.exit, ran.out) == (2, DONE)
        assert ran.err.endswith(left)
    assert read(tmp_path) == ANA_CANONICAL
    assert read(tmp_path, "eve") == BROKEN


def test_a_file_that_would_say_something_else_is_left(tmp_path: Path) -> None:
    # The lines at the end belong to the text, and those behind the tags would too.
    odd = "---\ntouches:\n- date: 2026-01-02\n  channel: call\n  note: |+\n    a\n\n# c\n\ntags: b\n\n---\n"
    wiki_of(tmp_path, ANA, odd=odd)
    ran = soi(tmp_path, "fmt", "--apply")
    assert (ran.exit, ran.out) == (2, DONE)
    assert ran.err == (
        "soi: contacts/odd.md: it would say something else in canonical form "
        "(put its keys in order by hand)\nsoi: left as it is: 1 file\n"
    )
    assert read(tmp_path, "odd") == odd


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "touches:\n  - 2026-02-02 call: b\n  - 2026-01-01 call: x\n  - 2026-02-02 visit: a\n",
            "touches:\n  - 2026-01-01 call: x\n  - 2026-02-02 call: b\n  - 2026-02-02 visit: a\n",
            id="touches of a day stay as they are",
        ),
        pytest.param(
            "purchases:\n  - 2026-02-02 1\n  - 2026-01-01 2\n", None, id="only touches are ordered by date"
        ),
        pytest.param(
            "touches:\n  - 2026-02-02 call\n  - 2026-02-31 call\n  - 2026-01-01 call\n",
            None,
            id="not while a day is not in the calendar",
        ),
        pytest.param(
            "consent: {what: contact, given: true, date: 2026-01-01}\n",
            "consent: {date: 2026-01-01, what: contact, given: true}\n",
            id="keys between braces",
        ),
        pytest.param(
            "consent: {what: contact, # by phone\n  given: true, date: 2026-01-01}\n",
            None,
            id="no keys between braces with a comment among them",
        ),
        pytest.param(
            "value:\n  busy: true\n  # much\n  profit: high\n",
            "value:\n  # much\n  profit: high\n  busy: true\n",
            id="keys one level below",
        ),
        pytest.param(
            "deals:\n  - status: open\n    what: lobby\n    # in spring\n    amount: 1\n",
            "deals:\n  - status: open\n    # in spring\n    amount: 1\n    what: lobby\n",
            id="keys of an entry",
        ),
        pytest.param(
            "deals:\n  - status: open\n    # in spring\n    opened: 2026-01-01\n",
            None,
            id="no comment comes between a dash and its key",
        ),
        pytest.param(
            "purchases:\n  - {what: 'a: b', date: 2026-01-01, amount: 2}\n",
            'purchases:\n  - "2026-01-01 2 a: b"\n',
            id="a short form is quoted where it has to be",
        ),
        pytest.param(
            "touches: [{date: 2026-01-01, channel: call, note: 'a, b'}]\n",
            'touches: ["2026-01-01 call: a, b"]\n',
            id="a short form between brackets",
        ),
        pytest.param(
            "follow_ups: {due: 2026-04-01, what: ring}\n",
            "follow_ups: 2026-04-01 ring\n",
            id="a single entry",
        ),
        pytest.param(
            "touches:\n  - date: 2026-01-01\n    channel: call\n    note: one\n      two\n",
            None,
            id="a text that was broken into lines stays so",
        ),
        pytest.param(
            "touches:\n  - date: 2026-01-01\n    # by phone\n    channel: call\n",
            None,
            id="an entry with a comment stays long",
        ),
        pytest.param(
            "emails:\n  - {value: a@b.example}  # work\n",
            None,
            id="an entry with a comment behind it stays long",
        ),
        pytest.param(
            "follow_ups:\n  - {due: soon, what: ring}\n",
            None,
            id="an entry that would read otherwise stays long",
        ),
        pytest.param(
            "touches:\n  - note: word\n      # deeper\n    date: 2026-01-01\n    channel: call\n",
            "touches:\n  - 2026-01-01 call: word\n      # deeper\n",
            id="an entry is shortened once its comment has moved behind it",
        ),
        pytest.param("touches:\n  - 2026-01-01 call: 'quoted'\n", None, id="quotes of one's own stay"),
        pytest.param("tags: [b, a]\nemails: [a@b.example]\n", None, id="lists of texts stay"),
        pytest.param(
            "x-b: 1\nx-a: {b: 1, a: 2}\nemial: a\n", None, id="keys of one's own stay in their order"
        ),
        pytest.param("checklist: {quote: 2026-02-01, look: 2026-01-01}\n", None, id="steps stay"),
        pytest.param("", None, id="nothing but a name"),
    ],
)
def test_what_is_canonical(tmp_path: Path, before: str, after: str | None) -> None:
    head = "---\nname: Ana\n"
    assert canonical(tmp_path, f"{head}{before}---\n") == f"{head}{before if after is None else after}---\n"


def test_a_comment_stays_with_what_it_is_about(tmp_path: Path) -> None:
    new = canonical(
        tmp_path,
        """\
        ---
        # of the file

        # of the tags
        tags: a
        # of the tags too

        # of the aliases
        aliases:
          - An
          # of An
        # of the name
        name: Ana
        # of the end
        ---
        """,
    )
    assert new.splitlines() == [
        *("---", "# of the file", "", "# of the name", "name: Ana"),
        *("", "# of the aliases", "aliases:", "  - An", "  # of An"),
        *("# of the tags", "tags: a", "# of the tags too", "# of the end", "---"),
    ]


def test_a_blank_line_does_not_move_to_the_top(tmp_path: Path) -> None:
    new = canonical(tmp_path, "---\nfits: A\n\nscope: both\n\nname: Ana\n---\n")
    assert new == "---\nname: Ana\n\nscope: both\nfits: A\n---\n"


def test_a_deep_comment_does_not_move_into_a_text(tmp_path: Path) -> None:
    new = canonical(tmp_path, "---\n   # deep\nfits: A\nreach: |\n  at ten\nname: Ana\n---\n")
    assert new == "---\n   # deep\nname: Ana\nreach: |\n  at ten\nfits: A\n---\n"


def test_keys_marked_as_such_are_left(tmp_path: Path) -> None:
    odd = "---\ngrade: A\n? name\n: Ana\n---\n"
    assert canonical(tmp_path, odd) == odd


def test_events_and_pages_have_an_order_of_their_own(tmp_path: Path) -> None:
    event = canonical(tmp_path, "---\ninvited: a\ndate: 2026-01-01\ntouches: x\ntype: event\nname: E\n---\n")
    assert event == "---\nname: E\ntype: event\ndate: 2026-01-01\ninvited: a\ntouches: x\n---\n"
    assert canonical(tmp_path, "---\ntype: page\nname: P\n---\n") == "---\nname: P\ntype: page\n---\n"


def test_permissions_stay_as_they_are(tmp_path: Path) -> None:
    path = wiki_of(tmp_path) / "contacts/ana.md"
    path.chmod(0o640)
    soi(tmp_path, "fmt", "--apply")
    assert path.stat().st_mode & 0o777 == 0o640


def piped(content: bytes, *args: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "builder", "fmt", "-", *args],
        input=content,
        cwd=REPOSITORY,
        env=os.environ,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_an_editor_pipes_a_file_through(tmp_path: Path) -> None:
    del tmp_path
    done = piped(b"\xef\xbb\xbf" + ANA.replace("\n", "\r\n").encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == b"\xef\xbb\xbf" + ANA_CANONICAL.replace("\n", "\r\n").encode()
    done = piped(BROKEN.encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith('soi: 3:1: SOI103 error: key "name" is given twice')


def test_what_is_piped_in_may_only_be_judged() -> None:
    rough, canonical = ANA.encode(), ANA_CANONICAL.encode()
    done = piped(rough, "--check")
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    assert piped(canonical, "--check").returncode == 0
    done = piped(rough, "--diff")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"--- -\n+++ -\n@@ ")
    assert piped(rough, "--diff", "--check").returncode == 1
    assert piped(canonical, "--diff").stdout == b""


def test_options_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    assert soi(tmp_path, "fmt", "--check", "--apply").exit == 2
    assert soi(tmp_path, "fmt", "-", "--apply").exit == 2
    assert read(tmp_path) == ANA


def test_an_empty_wiki_has_no_contacts(tmp_path: Path) -> None:
    make_wiki(tmp_path, {})
    ran = soi(tmp_path, "fmt")
    assert (ran.exit, ran.err.splitlines()[0].partition(" in ")[0]) == (2, "soi: no contact file")


def test_the_command_runs_by_itself(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    assert run_soi(tmp_path, "fmt", "--check").exit == 1


def test_a_file_made_by_soi_new_is_in_canonical_form(tmp_path: Path) -> None:
    root = tmp_path / "people"
    init = ("--name", "Kim Doe", "--use", "both", "--profession", "photographer", "--sphere", "florist")
    assert soi(tmp_path, "init", root, *init).exit == 0
    given = ("--grade", "A", "--email", "a@b.example", "--birthday", "05-14", "--org", "Ruiz")
    assert soi(root, "new", "Ana", *given).exit == 0
    assert soi(root, "touch", "ana", "call", "hello").exit == 0
    assert soi(root, "fmt", "--check").exit == 0
