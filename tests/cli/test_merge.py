"""`soi merge` makes one file of two: everything comes along, and everything leads there."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from .. import terminal
from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import run_soi
from ..support import soi
from ..support import write
from .test_dupes import on_terminal

ANA = """\
---
name: Ana Ruiz   # as she says it
grade: A+
emails: ana@ruiz.example
value: {profit: high}
touches:
  - 2026-01-02 call: first
  # the second
  - 2026-02-01 visit
---

Notes stay.
"""
ANITA = """\
---
# from the old telephone
name: Anita Ruiz
emails: [ana@ruiz.example, "anita@ruiz.example"]
phones: "+34 600 000 000"
x-shoe: {size: 38}  # in Europe
value:
  maintenance: low  # so far
referrals:
  - {date: 2026-01-01, direction: received, contact: ben}
touches:
- 2026-01-02 call: first
- date: 2026-01-15
  channel: meal
  # inside
  note: |
    two

    lines
- 2026-03-01 call
---
Other notes, with [[ben]].
"""
MERGED = """\
---
name: Ana Ruiz   # as she says it
aliases:
  - Anita Ruiz
former_ids:
  - anita
grade: A+
emails:
  - ana@ruiz.example
  - anita@ruiz.example
phones: "+34 600 000 000"
value: {profit: high, maintenance: low}
referrals:
  - {date: 2026-01-01, direction: received, contact: ben}
x-shoe: {size: 38}  # in Europe
touches:
  - 2026-01-02 call: first
  - date: 2026-01-15
    channel: meal
    # inside
    note: |
      two

      lines
  # the second
  - 2026-02-01 visit
  - 2026-03-01 call
# from the old telephone
# so far
---

Notes stay.

Other notes, with [[ben]].
"""


def wiki(root: Path, ana: str = ANA, anita: str = ANITA, **more: str) -> Path:
    people = {"ana.md": ana, "old/anita.md": anita, "ben.md": person("Ben")}
    names = {name if "/" in name else f"contacts/{name}": text for name, text in people.items()}
    names["contacts/old/anita.md"] = names.pop("old/anita.md")
    return make_wiki(root, {**names, **{f"contacts/{name}.md": text for name, text in more.items()}})


def file(root: Path, name: str) -> str:
    return (root / f"contacts/{name}.md").read_bytes().decode()


def merged(root: Path, *options: str) -> str:
    """What was printed by a merge that went well."""
    ran = soi(root, "merge", "ana", "anita", "--apply", *options)
    assert (ran.exit, ran.err) == (0, "")
    assert not (root / "contacts/old/anita.md").exists()
    return ran.out


def test_everything_comes_along_as_it_was_written(tmp_path: Path) -> None:
    root = wiki(tmp_path)
    out = merged(root)
    assert file(root, "ana").replace("emails: \n", "emails:\n") == MERGED
    assert "contacts/ana.md:18: added to touches: 2026-01-15 meal two lines\n" in out
    assert "contacts/ana.md:6: added to former_ids: anita\n" in out
    assert "contacts/old/anita.md:1: goes; its id leads to ana\n" in out


def test_a_name_that_the_file_takes_is_no_alias_besides(tmp_path: Path) -> None:
    root = wiki(tmp_path, "---\ngrade: A\n---\n", "---\nname: Anita Ruiz\n---\n")
    merged(root)
    assert "name: Anita Ruiz\n" in file(root, "ana")
    assert "aliases" not in file(root, "ana")


def test_nothing_is_written_without_apply(tmp_path: Path) -> None:
    root = wiki(tmp_path)
    ran = soi(root, "merge", "ana", "anita")
    assert ran.exit == 0
    assert "contacts/ana.md:18: added to touches" in ran.out
    assert (
        ran.err == "soi: 1 file would be written and contacts/old/anita.md taken away; add --apply to do it\n"
    )
    assert (file(root, "ana"), file(root, "old/anita")) == (ANA, ANITA)


def test_the_other_way_round_the_other_file_stays(tmp_path: Path) -> None:
    root = wiki(tmp_path)
    assert soi(root, "merge", "anita", "ana", "--apply").exit == 0
    text = file(root, "old/anita")
    assert "name: Anita Ruiz\n" in text
    assert "  - Ana Ruiz\n" in text
    assert "grade: A+\n" in text
    assert not (root / "contacts/ana.md").exists()


def test_two_equal_touches_in_one_file_stay_two(tmp_path: Path) -> None:
    twice = person("Ana", touches="[2026-01-02 call, 2026-01-02 call]")
    root = wiki(tmp_path, twice, person("Anita", touches="2026-01-02 call"))
    merged(root)
    touches = soi(root, "show", "ana", "--format", "json").json["contact"]["touches"]
    assert touches == [{"date": "2026-01-02", "channel": "call"}] * 2


def test_as_many_equal_touches_stay_as_one_file_has(tmp_path: Path) -> None:
    twice = person("Anita", touches="[2026-01-02 call, 2026-01-02 call]")
    root = wiki(tmp_path, person("Ana", touches="2026-01-02 call"), twice)
    merged(root)
    touches = soi(root, "show", "ana", "--format", "json").json["contact"]["touches"]
    assert touches == [{"date": "2026-01-02", "channel": "call"}] * 2


def test_touches_out_of_order_are_left_in_theirs(tmp_path: Path) -> None:
    mixed = "---\nname: Ana\ntouches:\n  - 2026-02-02 call\n  - 2026-01-01 call\n---\n"
    root = wiki(tmp_path, mixed, person("Anita", touches="2026-01-15 visit"))
    merged(root)
    assert file(root, "ana").endswith("- 2026-02-02 call\n  - 2026-01-01 call\n  - 2026-01-15 visit\n---\n")


def test_a_touch_before_all_others_comes_first(tmp_path: Path) -> None:
    later = "---\nname: Ana\ntouches:\n  # the oldest\n  - 2026-02-02 call\n---\n"
    root = wiki(tmp_path, later, person("Anita", touches="2026-01-15 visit"))
    merged(root)
    assert "  - 2026-01-15 visit\n  - 2026-02-02 call\n" in file(root, "ana")


CLASH = person("Ana", grade="A+", reach="before ten"), person("Anita", grade="B", reach="after ten  # ten")


def test_a_contradiction_is_for_somebody_to_decide(tmp_path: Path) -> None:
    root = wiki(tmp_path, *CLASH)
    ran = soi(root, "merge", "ana", "anita", "--apply")
    assert (ran.exit, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "soi: grade: A+ or B",
        "soi: reach: before ten or after ten",
        "soi: the two files contradict each other",
        "     add --prefer keep or --prefer gone",
    ]
    assert (file(root, "ana"), file(root, "old/anita")) == CLASH
    preview = soi(root, "merge", "ana", "anita")
    assert preview.exit == 0
    assert "soi: to be decided: grade: A+ or B\n" in preview.err


@pytest.mark.parametrize(("prefer", "grade", "other"), [("keep", "A+", "B"), ("gone", "B", "A+")])
def test_a_preference_decides_and_what_is_dropped_is_told(
    tmp_path: Path, prefer: str, grade: str, other: str
) -> None:
    root = wiki(tmp_path, *CLASH)
    out = merged(root, "--prefer", prefer)
    assert f"contacts/ana.md:7: grade: {grade}, not {other}\n" in out
    assert f"grade: {grade}\n" in file(root, "ana")
    assert "# ten\n" in file(root, "ana")


def test_each_contradiction_is_asked_about_at_a_terminal(tmp_path: Path) -> None:
    root = wiki(tmp_path, *CLASH)
    status, out = on_terminal(root, "2\n1\n", "merge", "ana", "anita", "--apply")
    assert status == 0, out
    assert "grade: B\n" in file(root, "ana")
    assert "reach: before ten\n" in file(root, "ana")


def test_the_words_of_the_option_are_answers_too(tmp_path: Path) -> None:
    root = wiki(tmp_path, *CLASH)
    status, out = on_terminal(root, "gone\nkeep\n", "merge", "ana", "anita", "--apply")
    assert status == 0, out
    assert "grade: B\n" in file(root, "ana")
    assert "reach: before ten\n" in file(root, "ana")


def test_ctrl_c_at_a_question_writes_nothing_and_exits_as_everywhere(tmp_path: Path) -> None:
    root = wiki(tmp_path, *CLASH)
    before = file(root, "ana")
    with terminal.on_terminal(root, "merge", "ana", "anita", "--apply") as screen:
        screen.until("which one holds?")
        assert screen.end_by(lambda: screen.type("\x03")) == 130
    assert file(root, "ana") == before


def test_of_two_days_of_coming_the_earlier_holds(tmp_path: Path) -> None:
    root = wiki(tmp_path, person("Ana", added="2025-01-01"), person("Anita", added="2024-01-01"))
    assert "added: 2024-01-01, not 2025-01-01" in merged(root)
    assert "added: 2024-01-01\n" in file(root, "ana")


def test_whoever_lives_on_is_not_archived_by_the_other_file(tmp_path: Path) -> None:
    root = wiki(tmp_path, person("Ana"), person("Anita", archived="2025-01-01", archived_reason="moved"))
    out = merged(root)
    assert "archived" not in file(root, "ana")
    assert "left out, as ana is not archived: archived_reason: moved\n" in out


def test_whatever_refers_to_the_other_refers_to_the_one(tmp_path: Path) -> None:
    root = wiki(
        tmp_path,
        cleo="---\nname: Cleo\nreferred_by: anita\n---\n[[anita|Her]] and [her](old/anita.md).\n",
        dora=person("Dora", relations="[{type: knows, contact: anita}, {type: knows, contact: ana}]"),
        party="---\nname: Party\ntype: event\ndate: 2026-01-20\nattended: [anita, ben, ana]\n---\n",
    )
    before = [found["code"] for found in check(root)]
    merged(root)
    assert "referred_by: ana\n---\n[[ana|Her]] and [her](ana.md).\n" in file(root, "cleo")
    assert "relations: [{type: knows, contact: ana}, {type: knows, contact: ana}]\n" in file(root, "dora")
    assert "attended: [ana, ben]\n" in file(root, "party")
    assert {found["code"] for found in check(root)} <= {*before, "SOI107", "SOI211"}


def test_one_of_two_ids_that_become_the_same_goes_and_is_told(tmp_path: Path) -> None:
    party = "---\nname: Party\ntype: event\ndate: 2026-01-20\nattended:\n  - Anita\n  - ana\n  - ben\n"
    root = wiki(
        tmp_path,
        cleo=person("Cleo", not_same_as="[ana, ben, anita, ben]"),
        party=f"{party}invited: [ben, anita]\n---\n[[anita]]\n",
    )
    out = merged(root)
    assert "attended:\n  - ana\n  - ben\ninvited: [ben, ana]\n---\n[[ana]]\n" in file(root, "party")
    assert "not_same_as: [ana, ben, ben]\n" in file(root, "cleo")
    assert "contacts/cleo.md:3: not_same_as: without anita, as the two are one\n" in out
    assert "contacts/party.md:5: attended: without ana, as the two are one\n" in out
    assert "contacts/party.md:10: [[anita]] -> [[ana]]\n" in out


TWICE = """\
---
name: Cleo
touches:
  - 2026-01-01 call: met [[ana]]
  - 2026-01-01 call: met [[anita]]
referrals:
  - {date: 2026-01-01, direction: received, contact: ana, value: 10}
  - {date: 2026-01-01, direction: received, contact: anita, value: 10}
---
"""


def test_what_happened_with_each_stays_though_it_reads_the_same(tmp_path: Path) -> None:
    root = wiki(tmp_path, cleo=TWICE)
    merged(root)
    assert file(root, "cleo") == TWICE.replace("anita", "ana")


def test_nobody_refers_to_themselves_afterwards(tmp_path: Path) -> None:
    one = "---\nname: Ana\nnot_same_as: anita\nreferred_by: anita\n---\n"
    other = person("Anita", referrals="{date: 2026-01-01, direction: received, contact: ana, note: ha}")
    root = wiki(tmp_path, one, other)
    out = merged(root)
    assert (
        "left out, as the two are one: referrals: 2026-01-01 received ana ha (contacts/old/anita.md)" in out
    )
    assert not [found for found in check(root) if found["severity"] == "error"]
    assert file(root, "ana") == ("---\nname: Ana\naliases:\n  - Anita\nformer_ids:\n  - anita\n---\n")


def test_a_firm_does_not_work_for_itself_afterwards(tmp_path: Path) -> None:
    one = person("Ana", type="organisation", organisation="anita")
    root = wiki(tmp_path, one, person("Anita", type="organisation", organisation="ana"))
    out = merged(root)
    assert "left out, as the two are one: organisation: anita (contacts/ana.md)\n" in out
    assert "organisation: a" not in file(root, "ana")


LINKS = {
    "as it was written": ("[x](old/anita.md#notes 'old')", "[x](ana.md#notes 'old')"),
    "from the folder above": ("[x](./old/../old/anita.md)", "[x](ana.md)"),
    "between brackets": ("[x](<old/anita.md>)", "[x](<ana.md>)"),
    "below the text": ("[x][1]\n\n[1]: old/anita.md", "[x][1]\n\n[1]: ana.md"),
    "by a wrong path": ("[x](far/anita.md)", "[x](far/ana.md)"),
}


@pytest.mark.parametrize(("before", "after"), LINKS.values(), ids=LINKS)
def test_a_link_leads_to_the_folder_of_the_file_that_stays(tmp_path: Path, before: str, after: str) -> None:
    root = wiki(tmp_path, cleo=f"---\nname: Cleo\nreach: ask [x](old/anita.md)\n---\n{before}\n")
    merged(root)
    assert file(root, "cleo") == f"---\nname: Cleo\nreach: ask [x](ana.md)\n---\n{after}\n"


def test_a_link_to_the_other_folder_is_written_as_markdown_needs_it(tmp_path: Path) -> None:
    files = {"contacts/a (b)/ana.md": person("Ana"), "anita.md": person("Anita")}
    root = make_wiki(tmp_path, {**files, "contacts/c d/cleo.md": person("Cleo") + "[x](../anita.md)"})
    merged_in = soi(root, "merge", "ana", "anita", "--apply")
    assert (merged_in.exit, merged_in.err) == (0, "")
    assert file(root, "c d/cleo").endswith("[x](../a%20%28b%29/ana.md)")


PICTURES = {
    "brackets": ("![q](<my pic.png>)", "![q](<old/my pic.png>)"),
    "brackets and a title": ("![q](<my pic.png> 'my pic.png')", "![q](<old/my pic.png> 'my pic.png')"),
    "below the text": ("![z][d]\n\n[d]: b.png 'so'", "![z][d]\n\n[d]: old/b.png 'so'"),
    "escaped": ("![q](a\\(1.png)", "![q](old/a%281.png)"),
    "in a link": ("[![q](b.png)](../ben.md)", "[![q](old/b.png)](ben.md)"),
    "in code": ("`![q](b.png)` ![q](b.png)", "`![q](b.png)` ![q](old/b.png)"),
    "a link to a file": (
        "[q](b.png#x) [q](http://b.example/b.png)",
        "[q](old/b.png#x) [q](http://b.example/b.png)",
    ),
    "none": (f"[q]({'x' * 300}) [[b.png]] <b.png>", f"[q]({'x' * 300}) [[b.png]] <b.png>"),
}


@pytest.mark.parametrize(("before", "after"), PICTURES.values(), ids=PICTURES)
def test_a_path_is_found_however_it_is_written(tmp_path: Path, before: str, after: str) -> None:
    root = wiki(tmp_path, person("Ana"), person("Anita") + f"{before}\n")
    for name in ("my pic.png", "b.png", "a(1.png"):
        (root / "contacts/old" / name).write_bytes(b"x")
    merged(root)
    assert file(root, "ana").endswith(f"---\n{after}\n")


NOT_JOINED = {
    "a code block that is open": (
        "a\n~~~\nb\n",
        "[[ben]]\n",
        "its notes would be code, as a code block in contacts/ana.md is never closed",
        "close the code block in line 5 first",
    ),
    "an address of the same name": (
        "[x][1]\n\n[1]: ben.md\n",
        "[y][1]\n\n[1]: https://ruiz.example\n",
        "a link in the notes would lead elsewhere below the other notes",
        "rename the definition [1] first",
    ),
    "an address for what was none": (
        "as in [1]\n",
        "[y][1]\n\n[1]: ../ben.md\n",
        "a link in the notes would lead elsewhere below the other notes",
        "put the notes together by hand first",
    ),
    "a path that cannot be found": (
        "",
        "> ![q](\n> b.png)\n",
        "the path of a picture or a link in its notes cannot be changed for the other folder",
        "move the file into the folder of the other one first",
    ),
}


@pytest.mark.parametrize(("own", "other", "message", "hint"), NOT_JOINED.values(), ids=NOT_JOINED)
def test_notes_that_would_be_read_otherwise_are_refused(
    tmp_path: Path, own: str, other: str, message: str, hint: str
) -> None:
    texts = person("Ana") + own, person("Anita") + other
    root = wiki(tmp_path, *texts)
    (root / "contacts/old/b.png").write_bytes(b"x")
    ran = soi(root, "merge", "ana", "anita", "--apply")
    assert (ran.exit, ran.err.splitlines()) == (
        2,
        [f"soi: contacts/old/anita.md: {message}", f"     {hint}"],
    )
    assert (file(root, "ana"), file(root, "old/anita")) == texts


def test_addresses_of_other_names_and_closed_code_are_joined(tmp_path: Path) -> None:
    own, other = "[x][1]\n\n[1]: ben.md\n\n```\n[[anita]]\n```\n", "[y][2] [x][1]\n\n[1]: ben.md\n[2]: x.md\n"
    root = wiki(tmp_path, person("Ana") + own, person("Anita") + other)
    merged(root)
    assert file(root, "ana").endswith(f"---\n{own}\n{other}")


ODD = "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i"


def test_only_the_ends_of_lines_are_written_anew(tmp_path: Path) -> None:
    root = wiki(tmp_path, person("Ana"), (person("Anita") + f"{ODD}\nj\n").replace("\n", "\r\n"))
    assert "notes: added 2 lines\n" in merged(root)
    assert file(root, "ana").endswith(f"---\n{ODD}\nj\n")


def test_the_same_notes_with_other_ends_of_lines_are_the_same(tmp_path: Path) -> None:
    notes = "One.\n\nTwo.\n"
    root = wiki(tmp_path, person("Ana") + notes, (person("Anita") + notes).replace("\n", "\r\n"))
    merged(root)
    assert file(root, "ana").endswith(f"---\n{notes}")


def test_a_file_that_adds_nothing_only_goes(tmp_path: Path) -> None:
    ana = person("Ana", former_ids="anita")
    root = wiki(tmp_path, ana, person("Ana"))
    assert merged(root) == "contacts/old/anita.md:1: goes; its id leads to ana\n"
    assert file(root, "ana") == ana


def test_an_entry_that_says_nothing_is_not_told(tmp_path: Path) -> None:
    root = wiki(
        tmp_path, person("Ana"), "---\nname: Anita\nrelations:\n  -\n  - {type: knows, contact: ben}\n---\n"
    )
    assert "added relations: knows ben\n" in merged(root)


@pytest.mark.parametrize("command", [("merge", "ana", "anita"), ("rename", "anita", "bea")], ids=" ".join)
def test_what_is_no_file_of_the_wiki_is_named_and_never_opened(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    root = wiki(tmp_path / "wiki", cleo=person("Cleo", referred_by="anita"))
    theirs = write(tmp_path / "theirs.md", person("Dora", referred_by="anita"))
    (root / "contacts/dora.md").symlink_to(theirs)
    os.mkfifo(root / "contacts/pipe.md")
    ran = run_soi(root, *command, "--apply")
    assert ran.exit == 1
    assert ran.err.splitlines() == [
        "soi: keeps the old id: contacts/dora.md: a link that leads out of the wiki; it is not followed",
        "soi: keeps the old id: contacts/pipe.md: not a regular file",
    ]
    assert theirs.read_text(encoding="utf-8") == person("Dora", referred_by="anita")
    assert "anita" not in file(root, "cleo")


def test_many_touches_are_told_in_little_time(tmp_path: Path) -> None:
    days = [f"2020-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    entries = (f"  - {day} call: {{}} {number}\n" for day in days for number in range(12))
    both = f"---\nname: {{}}\ntouches:\n{''.join(entries)}---\n"
    texts = [both.replace("{}", name) for name in ("Ana", "Anita")]
    root = wiki(tmp_path, *texts)
    begin = time.process_time()
    out = merged(root)
    assert time.process_time() - begin < 8
    assert out.count("added to touches") == len(days) * 12


def test_pictures_are_found_from_the_other_folder(tmp_path: Path) -> None:
    root = wiki(
        tmp_path, person("Ana"), "---\nname: Anita\nphoto: a b.png\n---\n![x](b%20c.png) ![y](none.png)\n"
    )
    for name in ("a b.png", "b c.png"):
        (root / "contacts/old" / name).write_bytes(b"x")
    merged(root)
    assert "photo: old/a b.png\n" in file(root, "ana")
    assert "![x](old/b%20c.png) ![y](none.png)\n" in file(root, "ana")


def test_the_same_notes_are_not_written_twice(tmp_path: Path) -> None:
    root = wiki(tmp_path, "---\nname: Ana\n---\nOne.\n", "---\nname: Anita\n---\n\nOne.\n")
    merged(root)
    assert file(root, "ana").endswith("---\nOne.\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_lines_end_as_in_the_file_that_stays(tmp_path: Path, newline: str) -> None:
    root = wiki(tmp_path)
    (root / "contacts/ana.md").write_bytes(b"\xef\xbb\xbf" + ANA.replace("\n", newline).encode())
    merged(root)
    content = (root / "contacts/ana.md").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf---")
    assert content.count(b"\n") == content.count(newline.encode()) == MERGED.count("\n")


def test_a_person_and_a_firm_are_never_one(tmp_path: Path) -> None:
    root = wiki(tmp_path, person("Ana", type="organisation"))
    ran = soi(root, "merge", "ana", "anita", "--apply")
    assert (ran.exit, ran.err) == (2, "soi: ana is of type organisation, anita of type person\n")


def test_one_file_is_not_merged_with_itself(tmp_path: Path) -> None:
    ran = soi(wiki(tmp_path), "merge", "ana", "Ana Ruiz", "--apply")
    assert (ran.exit, ran.err.splitlines()[0]) == (2, "soi: ana is one file already")


def test_a_file_that_is_broken_is_refused_by_its_place(tmp_path: Path) -> None:
    root = wiki(tmp_path, anita="---\nname: Anita\ngrade: A\ngrade: B\n---\n")
    ran = soi(root, "merge", "ana", "anita", "--apply")
    assert (ran.exit, ran.err.splitlines()[0]) == (
        2,
        'soi: contacts/old/anita.md:4:1: SOI103 error: key "grade" is given twice',
    )
    assert file(root, "ana") == ANA


def test_a_broken_file_that_refers_to_the_other_is_named(tmp_path: Path) -> None:
    root = wiki(tmp_path, cleo="---\nname: Cleo\nreferred_by: anita\nname: Cleo\n---\n")
    ran = soi(root, "merge", "ana", "anita", "--apply")
    assert ran.exit == 1
    assert ran.err.startswith("soi: keeps the old id: contacts/cleo.md:4:1: SOI103 error")
    assert "  - anita\n" in file(root, "ana")
