"""`soi forget` on real files: nothing of somebody is left, and nothing of anybody else is lost."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

import pytest

from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import run_soi
from ..support import soi
from ..support import write

ANA = """\
---
name: Ana Ruíz
aliases: [Anita de la O, Nana]
former_ids: old-ana
emails: ana@ruiz.example
phones: +34 600 000 000
links: https://ruiz.example
photo: img/ana.png
---
![me](img/me.png) ![us](img/us.png)
"""
BEN = """\
---
name: "Ben"  # not Ana Ruiz
referred_by: ana-ruiz
organisation: ANA RUIZ
not_same_as: [old-ana, cy, ana-ruiz]
reach: ask [[ana-ruiz|her]] or Ana  Ruiz
relations:
  - {type: knows, contact: ana-ruiz}
  - {type: knows, contact: cy}
referrals:
  - date: 2026-01-01
    direction: received
    contact: Ana Ruiz
    note: about her
x-mine: ana@ruiz.example
touches:
  - 2026-01-01 call: "Ruiz, Ana says: ring 0034 600-000-000"
  - 2026-01-02 call Anita de la O said: yes
---
See [Ana](./ana-ruiz.md#x), `ana-ruiz`, and Anita
de la O.

> ana-ruiz-2 and Joana Rui are others, Ana Ruiz's dog is hers
"""
AFTER = """\
---
name: "Ben"  # not someone
not_same_as: [cy]
reach: ask someone or someone
relations:
  - {type: knows, contact: cy}
x-mine: someone
touches:
  - 2026-01-01 call: "someone says: ring someone"
  - 2026-01-02 call someone said: yes
---
See someone, `someone`, and someone.

> ana-ruiz-2 and Joana Rui are others, someone's dog is hers
"""


def wiki_of(root: Path, **more: str | bytes) -> Path:
    pictures = {f"contacts/img/{name}.png": b"\x89PNG" + name.encode() for name in ("ana", "me", "us")}
    people = {
        "ana-ruiz.md": ANA,
        "ben.md": BEN,
        "cy.md": person("Cy", photo="img/us.png"),
        "ana-ruiz-2.md": person("Ana Gil"),
    }
    return make_wiki(root, {**pictures, **people, **{n.replace("__", "/"): t for n, t in more.items()}})


def files(root: Path) -> dict[str, bytes]:
    paths = sorted(path for path in root.rglob("*") if path.is_file() and ".soi" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def test_a_preview_writes_nothing_and_shows_each_line(tmp_path: Path) -> None:
    before = files(wiki_of(tmp_path))
    ran = soi(tmp_path, "forget", "ana-ruiz")
    assert files(tmp_path) == before
    assert ran.out.splitlines()[:3] == [
        f"contacts/{n}:1: gone" for n in ("ana-ruiz.md", "img/ana.png", "img/me.png")
    ]
    assert (
        "contacts/ben.md:6: reach: ask [[ana-ruiz|her]] or Ana  Ruiz -> reach: ask someone or someone\n"
        in ran.out
    )
    assert "contacts/ben.md:3: referred_by: ana-ruiz -> gone\n" in ran.out
    assert "files would be changed or go; add --apply to do it" in ran.err
    assert not (tmp_path / ".soi").exists()


def test_every_mention_goes_and_nothing_else(tmp_path: Path) -> None:
    before = files(wiki_of(tmp_path))
    assert soi(tmp_path, "forget", "Ana Ruiz", "--apply").exit == 0
    now = files(tmp_path)
    assert now["contacts/ben.md"].decode() == AFTER
    gone = {"contacts/ana-ruiz.md", "contacts/img/ana.png", "contacts/img/me.png"}
    assert {**now, "contacts/ben.md": b""} == {
        **{k: v for k, v in before.items() if k not in gone},
        "contacts/ben.md": b"",
    }
    assert check(tmp_path) == []


def test_the_word_is_the_users(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    assert soi(tmp_path, "forget", "ana-ruiz", "--replace", "N. N.: #1", "--apply").exit == 0
    text = (tmp_path / "contacts/ben.md").read_text(encoding="utf-8")
    assert 'reach: "ask N. N.: #1 or N. N.: #1"\n' in text
    assert "See N. N.: #1, `N. N.: #1`" in text


@pytest.mark.parametrize("word", ["", " ", "a\nb", "a\\1", "a==>b", "the Ana Ruiz"])
def test_a_word_that_cannot_stand_there_is_refused(tmp_path: Path, word: str) -> None:
    before = files(wiki_of(tmp_path))
    assert soi(tmp_path, "forget", "ana-ruiz", "--apply", "--replace", word).exit == 2
    assert files(tmp_path) == before


def test_a_first_name_alone_is_pointed_out(tmp_path: Path) -> None:
    wiki_of(tmp_path, **{"di.md": person("Di") + "Ana came, so did Ana Gil\nbanana\nNana rang\n"})
    ran = soi(tmp_path, "forget", "ana-ruiz")
    assert ran.exit == 1
    assert [line for line in ran.err.splitlines() if "perhaps" in line] == [
        "soi: perhaps named in contacts/di.md:4: Ana came, so did Ana Gil",
        "soi: perhaps named in contacts/di.md:6: Nana rang",
    ]
    ran = soi(tmp_path, "forget", "ana-ruiz", "--apply", "--also", "Ana", "--also", "Nana")
    assert (ran.exit, "perhaps" in ran.err) == (0, False)
    text = (tmp_path / "contacts/di.md").read_text(encoding="utf-8")
    assert text == person("Di") + "someone came, so did Ana Gil\nbanana\nsomeone rang\n"


def test_a_name_that_somebody_else_has_is_pointed_out(tmp_path: Path) -> None:
    wiki_of(
        tmp_path, **{"di.md": person("Di", aliases="ana ruíz"), "ed.md": person("Ed") + "Ana Ruiz called"}
    )
    ran = soi(tmp_path, "forget", "ana-ruiz", "--apply")
    assert ran.exit == 1
    assert "soi: perhaps named in contacts/ed.md:4: Ana Ruiz called" in ran.err
    assert (tmp_path / "contacts/ed.md").read_text(encoding="utf-8") == person("Ed") + "Ana Ruiz called"
    assert "aliases: ana ruíz" in (tmp_path / "contacts/di.md").read_text(encoding="utf-8")


def test_a_longer_name_is_somebody_elses(tmp_path: Path) -> None:
    text = person("Ed") + "Ana Ruiz\nGil, Ana Ruiz and [[ana-ruiz-gil]]"
    wiki_of(tmp_path, **{"ana-ruiz-gil.md": person("Ana Ruíz Gil"), "ed.md": text})
    assert soi(tmp_path, "forget", "ana-ruiz", "--apply").exit == 0
    now = (tmp_path / "contacts/ed.md").read_text(encoding="utf-8")
    assert now == text.replace("Ana Ruiz and", "someone and")


def test_a_name_that_is_not_written_as_it_reads_goes(tmp_path: Path) -> None:
    wiki_of(tmp_path, **{"di.md": '---\nname: Di\nreach: "ask An\\x61 Ruiz"\nfits: Ana\n  Ruiz\n---\n'})
    assert soi(tmp_path, "forget", "ana-ruiz", "--apply").exit == 0
    assert (tmp_path / "contacts/di.md").read_text(encoding="utf-8") == (
        '---\nname: Di\nreach: "ask someone"\nfits: "someone"\n---\n'
    )


def test_an_id_that_is_a_word_is_one_only_as_an_id(tmp_path: Path) -> None:
    make_wiki(
        tmp_path,
        {
            "will.md": person("Will"),
            "ben.md": person("Ben", referred_by="Will") + "I will ask [[will]] and [x](will.md) at will\n",
        },
    )
    assert soi(tmp_path, "forget", "will", "--apply").exit == 0
    text = (tmp_path / "contacts/ben.md").read_text(encoding="utf-8")
    assert text == person("Ben") + "I will ask someone and someone at will\n"


def test_those_who_were_invited_go_from_the_event(tmp_path: Path) -> None:
    event = (
        "---\nname: Supper\ntype: event\ninvited:\n  - ana-ruiz  # first\n  - cy\nattended: ana-ruiz\n---\n"
    )
    wiki_of(tmp_path, **{"supper.md": event})
    assert soi(tmp_path, "forget", "ana-ruiz", "--apply").exit == 0
    text = (tmp_path / "contacts/supper.md").read_text(encoding="utf-8")
    assert text.replace("  # first\n", "") == "---\nname: Supper\ntype: event\ninvited:\n  - cy\n---\n"


def test_their_lines_in_the_inbox_go(tmp_path: Path) -> None:
    kept = "2026-02-27 ben call with Ana Ruíz\nnobody\n"
    wiki_of(tmp_path, **{"inbox/a.txt": f"ana-ruiz call: hi\n{kept}", "inbox/b.txt": "Anita de la O call"})
    assert soi(tmp_path, "forget", "ana-ruiz", "--apply").exit == 0
    assert (tmp_path / "inbox/a.txt").read_text(encoding="utf-8") == kept.replace("Ana Ruíz", "someone")
    assert not (tmp_path / "inbox/b.txt").exists()


def test_copies_beside_the_file_go(tmp_path: Path) -> None:
    names = [
        "ana-ruiz.md~",
        ".ana-ruiz.md.swp",
        "ana-ruiz.sync-conflict-20260101-x.md",
        "ana-ruiz (conflicted copy 1).md",
    ]
    wiki_of(tmp_path, **{f"contacts/{name}": ANA for name in names}, **{"contacts/ana-ruiz-2.md~": "x"})
    assert soi(tmp_path, "forget", "ana-ruiz", "--apply").exit == 0
    left = {path.name for path in (tmp_path / "contacts").iterdir()}
    assert left == {"ben.md", "cy.md", "ana-ruiz-2.md", "ana-ruiz-2.md~", "img"}


def test_other_files_are_named_and_left(tmp_path: Path) -> None:
    wiki_of(
        tmp_path,
        **{"README.md": "a\nAsk Ana Ruíz\n", "lists/x.csv": "ANA@ruiz.example\n", ".git/x": "Ana Ruiz"},
    )
    ran = soi(tmp_path, "forget", "ana-ruiz", "--apply")
    assert ran.exit == 1
    assert [line for line in ran.err.splitlines() if "still" in line and "git" not in line] == [
        "soi: still named in contacts/README.md:2: Ask Ana Ruíz",
        "soi: still named in lists/x.csv:1: ANA@ruiz.example",
    ]


def test_a_broken_file_that_names_them_is_told(tmp_path: Path) -> None:
    broken = "---\nname: Di: x\nreferred_by: ana-ruiz\n---\n"
    wiki_of(tmp_path, **{"di.md": broken, "ed.md": "---\nname: Ed: x\n---\n"})
    ran = soi(tmp_path, "forget", "ana-ruiz", "--apply")
    assert ran.exit == 1
    [told] = [line for line in ran.err.splitlines() if "may still name" in line]
    assert told.startswith("soi: may still name them: contacts/di.md:2:9: SOI102 error: a colon and a blank")
    assert (tmp_path / "contacts/di.md").read_text(encoding="utf-8") == broken
    assert not (tmp_path / "contacts/ana-ruiz.md").exists()


def test_a_file_that_is_a_link_is_refused(tmp_path: Path) -> None:
    wiki_of(tmp_path, **{"private/flo.md": person("Flo Link")})
    (tmp_path / "contacts/flo.md").symlink_to("../private/flo.md")
    ran = soi(tmp_path, "forget", "flo", "--apply")
    assert (ran.exit, ran.err) == (
        2,
        "soi: contacts/flo.md is a link to another file\n     delete both by hand\n",
    )


def test_what_soi_keeps_for_itself_goes(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    for name in ("cache/1", "old", "kept/contacts/ana-ruiz.md", "kept/contacts/x.md"):
        write(tmp_path / ".soi" / name, "Ana Ruiz")
    for name in ("cache/2", "kept/contacts/old-ana.md"):
        write(tmp_path / ".soi" / name, "nobody")
    write(tmp_path / ".soi/kept/contacts/ben.md", "what nobody else has")
    assert soi(tmp_path, "forget", "ana-ruiz", "--apply").exit == 0
    left = {path.relative_to(tmp_path / ".soi").as_posix() for path in (tmp_path / ".soi").rglob("*")}
    assert left == {".gitignore", "lock", "kept", "kept/contacts", "kept/contacts/ben.md"}


def test_the_site_goes(tmp_path: Path) -> None:
    wiki = wiki_of(tmp_path)
    write(wiki / "mkdocs.yml", "site_name: x\ndocs_dir: contacts\ntheme: {name: soi}\nplugins: [soi]\n")
    assert run_soi(wiki, "build").exit == 0
    assert (wiki / "site/people/ana-ruiz.html").is_file()
    assert "site: emptied" not in soi(wiki, "forget", "ana-ruiz").out
    ran = soi(wiki, "forget", "ana-ruiz", "--apply")
    assert "site: emptied; soi build makes it anew\n" in ran.out
    assert [path.name for path in (wiki / "site").iterdir()] == [".soi-site"]
    assert run_soi(wiki, "build").exit == 0
    pages = [path for path in (wiki / "site").rglob("*") if path.is_file()]
    assert len(pages) > 10
    assert not [path for path in pages if b"Anita de la O" in path.read_bytes() or "ana-ruiz.h" in path.name]


def test_a_folder_that_soi_did_not_build_is_left(tmp_path: Path) -> None:
    wiki = wiki_of(tmp_path, **{"site/mine.txt": "x"})
    ran = soi(wiki, "forget", "ana-ruiz", "--apply")
    assert "soi: left as it is: the site cannot go to" in ran.err
    assert (wiki / "site/mine.txt").is_file()


def left_of(text: str, tmp_path: Path) -> str:
    """What Ed's file has become: empty where it is as it was."""
    now = (tmp_path / "contacts/ed.md").read_text(encoding="utf-8")
    return "" if now == text else now


@pytest.mark.parametrize(
    "shows",
    ["photo: ben.md\n---\n", "---\nGreat news! ![Ben](ben.md) got married.\n", "---\n![x](_template.md)\n"],
    ids=["as a photo", "as a picture", "a template"],
)
def test_a_file_about_somebody_else_is_no_picture_of_theirs(tmp_path: Path, shows: str) -> None:
    make_wiki(tmp_path, {"ana.md": f"---\nname: Ana\n{shows}", "ben.md": "", "_template.md": "x"})
    assert soi(tmp_path, "forget", "ana", "--apply").exit == 0
    assert {path.name for path in (tmp_path / "contacts").iterdir()} == {"ben.md", "_template.md"}


def test_what_they_show_and_is_no_picture_is_pointed_out(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", photo="ana.svg"), "ana.svg": "<svg/>", "ben.md": person()})
    ran = soi(tmp_path, "forget", "ana", "--apply")
    assert ran.exit == 1
    assert "may still name them: contacts/ana.svg: shown in contacts/ana.md, but no picture" in ran.err
    assert (tmp_path / "contacts/ana.svg").is_file()


@pytest.mark.parametrize(
    ("key", "theirs", "others"),
    [
        ("emails", "office@acme.example", "Office@acme.example"),
        ("phones", "+34 910 000 000", "+34 910-000-000"),
        ("phones", "+34 910 000 000", "910 000 000"),
        ("phones", "910 000 000", "{value: +34 910 000 000, label: office}"),
        ("addresses", "Calle Mayor 1, Madrid", "Acme, Calle Mayor 1, Madrid"),
        ("links", "https://forge.example/acme", "https://forge.example/acme/ed"),
    ],
    ids=["email", "phone", "without the country", "with the country", "address", "link"],
)
def test_what_somebody_else_is_reached_by_stays(tmp_path: Path, key: str, theirs: str, others: str) -> None:
    text = person("Ed", **{key: others}) + f"All are at {theirs} now\n"
    ana = f'---\nname: Ana Ruiz\n{key}: "{theirs}"\n---\n'
    make_wiki(tmp_path, {"ana-ruiz.md": ana, "ed.md": text})
    ran = soi(tmp_path, "forget", "ana-ruiz", "--apply")
    assert ran.exit == 0
    assert f"soi: somebody else is reached by it, too, so it stays: {theirs}\n" in ran.err
    assert left_of(text, tmp_path) == ""


@pytest.mark.parametrize(
    ("key", "theirs", "text"),
    [
        ("addresses", "Madrid", person("Ed", location="Madrid") + "In Madrid\n"),
        ("addresses", "28013 Madrid", person("Ed") + "In 28013 Madrid\n"),
        (
            "links",
            "https://forge.example/",
            person("Ed", emails="ed@forge.example") + "At https://forge.example/\n",
        ),
        (
            "links",
            "https://www.forge.example",
            person("Ed", links="forge.example/ed") + "https://www.forge.example\n",
        ),
        ("links", "portfolio", person("Ed") + "A portfolio\n"),
        ("emails", "ana@ruiz.example", person("Ed") + "ana@ruiz.example.org\n"),
    ],
    ids=["town", "town with a code", "host of an email", "host of a link", "a word", "another host"],
)
def test_what_many_may_have_means_nobody(tmp_path: Path, key: str, theirs: str, text: str) -> None:
    make_wiki(tmp_path, {"ana-ruiz.md": person("Ana Ruiz", **{key: theirs}), "ed.md": text})
    assert soi(tmp_path, "forget", "ana-ruiz", "--apply").exit == 0
    assert left_of(text, tmp_path) == ""


@pytest.mark.parametrize(
    ("key", "theirs"),
    [
        ("addresses", "Calle Mayor 1"),
        ("links", "https://forge.example/ana"),
        ("links", "https://ruiz.example/"),
        ("phones", "123 45 67"),
        ("phones", "600000000"),
    ],
    ids=["street", "page", "host", "short number", "bare number"],
)
def test_what_nobody_else_has_goes(tmp_path: Path, key: str, theirs: str) -> None:
    text = person("Ed", links="https://forge.example/ed") + f"At {theirs.rstrip('/')}.\n"
    make_wiki(tmp_path, {"ana-ruiz.md": person("Ana Ruiz", **{key: theirs}), "ed.md": text})
    assert soi(tmp_path, "forget", "ana-ruiz", "--apply").exit == 0
    assert left_of(text, tmp_path).rstrip("./\n").endswith("At someone")


@pytest.mark.parametrize(
    "line",
    [
        "x-ref: 1234567",
        "x-ref: INV-123-4567",
        "x-ref: 99-123-4567",
        "x-ref: 123-4567.50",
        "x-ref: INV123-4567",
        "qualification: {budget: 1234567}",
        "purchases: [{date: 2026-01-01, amount: 1234567}]",
        "purchases: 2026-01-01 1234567 lamps",
    ],
)
def test_digits_that_may_be_another_number_are_pointed_out(tmp_path: Path, line: str) -> None:
    text = f"---\nname: Ed\n{line}\n---\n"
    make_wiki(tmp_path, {"ana-ruiz.md": person("Ana Ruiz", phones="123 45 67"), "ed.md": text})
    ran = soi(tmp_path, "forget", "ana-ruiz", "--apply")
    assert ran.exit == 1
    assert f"soi: perhaps named in contacts/ed.md:3: {line}\n" in ran.err
    assert left_of(text, tmp_path) == ""


def test_a_page_below_theirs_is_pointed_out(tmp_path: Path) -> None:
    text = person("Ed") + "See https://forge.example/ana/and-ben\n"
    ana = person("Ana Ruiz", links="https://forge.example/ana")
    make_wiki(tmp_path, {"ana-ruiz.md": ana, "ed.md": text})
    ran = soi(tmp_path, "forget", "ana-ruiz", "--apply")
    assert "soi: perhaps named in contacts/ed.md:4: See https://forge.example/ana/and-ben\n" in ran.err
    assert left_of(text, tmp_path) == ""


def test_a_day_is_no_number(tmp_path: Path) -> None:
    text = person("Ed") + "Since 2025-01-01\n"
    make_wiki(tmp_path, {"ana-ruiz.md": person("Ana Ruiz", phones="2025 0101"), "ed.md": text})
    soi(tmp_path, "forget", "ana-ruiz", "--apply")
    assert left_of(text, tmp_path) == ""


@pytest.mark.parametrize(
    "line",
    [
        "photo: img/ana-ruiz.png",
        "links: https://forge.example/ana-ruiz",
        "emails: {value: ed of Ana Ruiz}",
        "birthday: like Ana Ruiz",
        "referrals: [{date: 2026-01-01, direction: given, contact: Ana Ruiz with Di}]",
    ],
)
def test_a_value_for_which_no_word_can_stand_is_told(tmp_path: Path, line: str) -> None:
    text = f"---\nname: Ed\n{line}\n---\nAsk someone\n"
    wiki_of(tmp_path, **{"ed.md": text.replace("someone", "Ana Ruiz")})
    ran = soi(tmp_path, "forget", "ana-ruiz", "--apply")
    assert ran.exit == 1
    assert f"may still name them: contacts/ed.md:3: no word can stand there: {line}\n" in ran.err
    assert (tmp_path / "contacts/ed.md").read_text(encoding="utf-8") == text


def test_a_label_and_a_comment_beside_such_a_value_go(tmp_path: Path) -> None:
    link = "links:\n  - {value: https://x.example/ed, label: with Ana Ruiz}  # Ana Ruiz\n"
    text = f"---\nname: Ed\n{link}x-of Ana Ruiz: 1\n---\n"
    wiki_of(tmp_path, **{"ed.md": text})
    assert soi(tmp_path, "forget", "ana-ruiz", "--apply").exit == 0
    assert left_of(text, tmp_path) == text.replace("Ana Ruiz", "someone")


def test_a_file_that_would_be_wrong_is_left(tmp_path: Path) -> None:
    text = "---\nname: Ed\npurchases: 2026-01-01 1 600-000-000\n---\nAna Ruiz\n"
    wiki_of(tmp_path, **{"ed.md": text})
    ran = soi(tmp_path, "forget", "ana-ruiz", "--also", "2026-01-01", "--apply")
    assert ran.exit == 1
    assert "may still name them: contacts/ed.md: " in ran.err
    assert left_of(text, tmp_path) == ""


def test_what_was_wrong_before_keeps_no_file_back(tmp_path: Path) -> None:
    text = (
        "---\nname: Ed\nrelations:\n  - {type: knows, contact: ana-ruiz}\n  - {type: x, contact: cy}\n---\n"
    )
    wiki_of(tmp_path, **{"ed.md": text})
    assert soi(tmp_path, "forget", "ana-ruiz", "--apply").exit == 0
    assert left_of(text, tmp_path) == text.replace("  - {type: knows, contact: ana-ruiz}\n", "")


CLEAR, EMPTY, WRITE = (
    "builder.cli.commands.forget.clear_away",
    "builder.website.guard.empty",
    "builder.cli.commands.forget.apply",
)


@pytest.mark.parametrize(
    ("step", "is_done"),
    [(CLEAR, False), (CLEAR, True), (EMPTY, False), (EMPTY, True), (WRITE, False)],
    ids=["at the beginning", "hidden files gone", "before the site", "site gone", "before the files"],
)
def test_what_broke_off_is_done_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, *, is_done: bool
) -> None:
    site = {"site/.soi-site": "", "site/x": "y"}
    wiki_of(tmp_path, **{"contacts/.ana-ruiz.md.swp": ANA, ".soi/cache/1": "Ana Ruiz"}, **site)
    module, _, name = step.rpartition(".")
    real = getattr(importlib.import_module(module), name)

    def broken(*args: object) -> None:
        if is_done:
            real(*args)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(step, broken)
        assert soi(tmp_path, "forget", "ana-ruiz", "--apply").err == "\nAborted!\n"
    ran = soi(tmp_path, "forget", "ana-ruiz", "--apply")
    assert (ran.exit, ran.out.splitlines()[ran.out.startswith("site")]) == (0, "contacts/ana-ruiz.md:1: gone")
    assert [path.name for path in (tmp_path / "site").iterdir()] == [".soi-site"]
    assert {path.name for path in (tmp_path / ".soi").iterdir()} == {".gitignore", "lock"}
    assert not [path for path in (tmp_path / "contacts").iterdir() if "ana-ruiz.md" in path.name]


def test_a_file_that_is_not_to_be_opened_is_told(tmp_path: Path) -> None:
    wiki = wiki_of(tmp_path / "w")
    os.mkfifo(wiki / "contacts/pipe.md")
    (wiki / "contacts/out.md").symlink_to(write(tmp_path / "secret.txt", "Ana Ruiz has a secret\nAna too\n"))
    ran = run_soi(wiki, "forget", "ana-ruiz", "--apply", prefix=("timeout", "20"))
    assert ran.exit == 1
    assert "may still name them: contacts/pipe.md: not a regular file\n" in ran.err
    assert "may still name them: contacts/out.md: a link that leads out of the wiki" in ran.err
    assert "secret" not in ran.out + ran.err
    assert not (wiki / "contacts/ana-ruiz.md").exists()


def test_nobody_is_forgotten_by_a_part_of_a_name(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, {"ana-ruiz.md": person("Ana Ruiz"), "ana-ruiz-2.md": person("Ana Ruiz Gil")})
    assert soi(root, "forget", "ana-ruiz", "--apply").exit == 0
    ran = soi(root, "forget", "ana-ruiz", "--apply")
    assert ran.exit == 2
    assert '"ana-ruiz" is a part of Ana Ruiz Gil (ana-ruiz-2)' in ran.err
    assert (root / "contacts/ana-ruiz-2.md").read_text(encoding="utf-8") == person("Ana Ruiz Gil")
