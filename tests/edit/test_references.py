"""References mended: only the characters of an id change, wherever and however it is written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builder.edit.drafts import apply
from builder.edit.references import Mended
from builder.edit.references import mend
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person

DAY = dt.date(2026, 3, 1)
NEW = "ana-lopez"


def mended(root: Path, old: str = "ana-ruiz", new: str = NEW) -> Mended:
    found = mend(open_workspace(root, DAY), {old: new})
    apply(root, found.drafts)
    return found


def after(root: Path, ben: str | bytes, *, old: str = "ana-ruiz", new: str = NEW, name: str = "ben") -> str:
    make_wiki(root, {f"{old}.md": person("Ana Ruiz", former_ids="ana"), f"{name}.md": ben})
    assert mended(root, old, new).problems == ()
    return (root / f"contacts/{name}.md").read_bytes().decode("utf-8")


VALUES = {
    "a key": "referred_by: ana-ruiz  # as told\n",
    "quotes": "referred_by: 'ana-ruiz'\n",
    "a wiki link for an id": 'referred_by: "[[ ana-ruiz |Ana]]"\n',
    "a list": "not_same_as: [ana-ruiz, 'ana-ruiz-2']\n",
    "a single value for a list": "not_same_as: ana-ruiz\n",
    "an entry": "referrals:\n  - {date: 2026-01-01, direction: received, contact: ana-ruiz}\n",
    "an entry that is not understood": "referrals: [{direction: recieved, contact: ana-ruiz}]\n",
    "an entry behind one that is not understood": (
        "relations:\n  - {type: freind, contact: x}\n  - {type: knows, contact: ana-ruiz}\n"
    ),
    "an employer": "organisation: ana-ruiz\n",
    "a text": "reach: ask [[ana-ruiz]] or [her](../a/ana-ruiz.md)\n",
    "a pair": "touches:\n  - 2026-01-01 call: saw [[ana-ruiz]]\n",
    "a pair with a colon in its words": "touches:\n  - 2026-01-01 call [[ana-ruiz]] says: hello\n",
    "a link over the colon of a pair": "touches:\n  - 2026-01-01 call [[ana-ruiz|says: hello]] x\n",
    "a line": "touches: ['2026-01-01 call [[ana-ruiz]] : x']\n",
    "a promise in a touch": (
        "touches:\n  - date: 2026-01-01\n    channel: call\n    follow_up: 2026-02-02 ask [[ana-ruiz]]\n"
    ),
    "a literal block": "fits: |\n    one\n\n    [[ana-ruiz]] # no comment\n\n",
    "a folded block": "fits: >-\n  over [[ana-ruiz]]\n  on\n",
    "a plain text over lines": "fits: over\n  [[ana-ruiz]]\n  on\n",
    "a text in quotes over lines": 'fits: "over \\\n  [[ana-ruiz]]\n  \\"on\\""\n',
    "a text with doubled quotes": "fits: 'it''s [[ana-ruiz]]'\n",
    "a key with quotes": '"referred_by" : ana-ruiz\n',
}


@pytest.mark.parametrize("keys", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_an_id_in_a_value_is_mended(tmp_path: Path, keys: str, newline: str) -> None:
    text = f"---\nname: Ben\n{keys}---\nNotes.\n".replace("\n", newline)
    assert after(tmp_path, text.encode()) == text.replace("ana-ruiz", NEW).replace(f"{NEW}-2", "ana-ruiz-2")


NOTES = {
    "a wiki link": "saw [[ana-ruiz]]",
    "a label": "saw [[ana-ruiz|her]] and [[ ana-ruiz ]]",
    "a link": "saw [ana-ruiz](ana-ruiz.md)",
    "a link with all that it can have": 'saw [*her*](<../a/ana-ruiz.md#notes> "ana-ruiz.md")',
    "a title": "saw [her](../ana-ruiz.md 'as (told)')",
    "a title like an address": 'saw [her](../ana-ruiz.md "in (ana-ruiz.md)")',
    "a query": "saw [her](ana-ruiz.md?x#y)",
    "a picture in a link": "[![ana-ruiz](ana-ruiz.md)](x/ana-ruiz.md)",
    "a quote in a list": "- > [[ana-ruiz]]\n  > and [x\n  > y](\n  > ana-ruiz.md)",
    "a table": "| a | b |\n|---|---|\n| [[ana-ruiz\\|her]] | `[[x]]` [a](ana-ruiz.md) |",
    "a heading": "Ana\n[[ana-ruiz]]\n===",
}
KEPT = {
    "code": "`[[ana-ruiz]]` and `` [x](ana-ruiz.md) ``",
    "a fence": "~~~\n[[ana-ruiz]]\n~~~",
    "an indented block": "    [[ana-ruiz]]",
    "a backslash": "\\[[ana-ruiz]] \\[x](ana-ruiz.md)",
    "another id": "[[ana-ruiz-2]] [x](ana-ruiz.md.md) [x](ana-ruiz/x.md)",
    "the web": "[x](https://a.example/ana-ruiz.md)",
    "words": "ana-ruiz is ana-ruiz.md",
    "a picture": "![x](ana-ruiz.md)",
}


@pytest.mark.parametrize("notes", NOTES.values(), ids=NOTES)
def test_a_link_in_notes_is_mended(tmp_path: Path, notes: str) -> None:
    text = person("Ben") + notes
    changed = text.replace("ana-ruiz", NEW)
    # Words that are shown stay as they are.
    for shown in ("[ana-ruiz]", '"ana-ruiz.md"', "(ana-ruiz.md)](", "in (ana-ruiz.md"):
        if shown in text and f"[{shown}" not in text:
            changed = changed.replace(shown.replace("ana-ruiz", NEW), shown)
    assert after(tmp_path, text) == changed


@pytest.mark.parametrize("notes", KEPT.values(), ids=KEPT)
def test_what_is_no_link_stays(tmp_path: Path, notes: str) -> None:
    text = person("Ben") + notes
    assert after(tmp_path, text) == text


@pytest.mark.parametrize(
    ("before", "now"),
    [
        pytest.param("[her][a]\n\n[a]: x/ana-ruiz.md 'x'", "[her][a]\n\n[a]: x/ana-lopez.md 'x'", id="named"),
        pytest.param("[ana]\n\n[ana]: <ana-ruiz.md>", "[ana]\n\n[ana]: <ana-lopez.md>", id="angles"),
        pytest.param(
            "```\n[ana]: ana-ruiz.md\n```\n[ana]\n\n[ana]: ana-ruiz.md",
            "```\n[ana]: ana-ruiz.md\n```\n[ana]\n\n[ana]: ana-lopez.md",
            id="one in code",
        ),
    ],
)
def test_an_address_below_the_text_is_mended(tmp_path: Path, before: str, now: str) -> None:
    assert after(tmp_path, person("Ben") + before) == person("Ben") + now


def test_an_address_is_written_as_markdown_needs_it(tmp_path: Path) -> None:
    notes = "[x](ana%20ruiz.md) [x](<ana ruiz.md>) [[ana ruiz]]"
    text = after(tmp_path, person("Ben") + notes, old="ana ruiz", new="ana lópez")
    assert text == person("Ben") + "[x](ana%20l%C3%B3pez.md) [x](<ana lópez.md>) [[ana lópez]]"
    escaped = after(tmp_path, person("Ben") + "[x](ana\\-ruiz.md)", new="ana")
    assert escaped == person("Ben") + "[x](ana.md)"


def test_a_link_whose_id_cannot_be_found_is_named(tmp_path: Path) -> None:
    odd = person("Ben") + "\nsaw\n[x](an&#97;-ruiz.md)"
    make_wiki(tmp_path, {"ana-ruiz.md": person(), "ben.md": odd})
    assert mended(tmp_path).problems == (
        "contacts/ben.md:6:1: a link is written in a way in which its id cannot be changed",
    )
    assert (tmp_path / "contacts/ben.md").read_text(encoding="utf-8") == odd


def test_blanks_are_escaped_where_there_were_none(tmp_path: Path) -> None:
    text = after(tmp_path, person("Ben") + "[x](ana-ruiz.md)", new="ana lópez")
    assert text == person("Ben") + "[x](ana%20lópez.md)"


def test_a_value_that_is_not_written_as_it_reads_is_quoted_anew(tmp_path: Path) -> None:
    text = after(tmp_path, '---\nname: Ben\nreferred_by: "ana\\x2druiz" # x\n---\n')
    assert text == '---\nname: Ben\nreferred_by: "ana-lopez" # x\n---\n'
    folded = after(tmp_path, "---\nname: Ben\nfits: see [[ana\n  ruiz]]\n---\n", old="ana ruiz", new="ana")
    assert folded == '---\nname: Ben\nfits: "see [[ana]]"\n---\n'


@pytest.mark.parametrize("written", ["ana", "Ana", "Ana-Ruiz", "ANA-RUIZ"])
def test_former_ids_and_other_letters_are_mended(tmp_path: Path, written: str) -> None:
    text = person("Ben", referred_by=written) + f"[[{written}]]"
    assert after(tmp_path, text) == person("Ben", referred_by=NEW) + f"[[{NEW}]]"


def test_those_invited_and_those_who_came_are_mended(tmp_path: Path) -> None:
    text = "---\nname: Evening\ntype: event\ninvited: [ben, ana-ruiz]\nattended: ana-ruiz\n---\n[[ana-ruiz]]"
    assert after(tmp_path, text) == text.replace("ana-ruiz", NEW)


def test_pages_and_keys_of_ones_own(tmp_path: Path) -> None:
    text = "---\nname: Prices\ntype: page\nx-for: ana-ruiz\n---\n[[ana-ruiz]]"
    assert after(tmp_path, text) == text.replace("[[ana-ruiz]]", f"[[{NEW}]]")


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    text = "\ufeff" + person("Ben", referred_by="ana-ruiz")
    assert after(tmp_path, text) == text.replace("ana-ruiz", NEW)


def test_every_change_has_its_line(tmp_path: Path) -> None:
    make_wiki(
        tmp_path,
        {
            "ana-ruiz.md": person("Ana"),
            "ben.md": person("Ben", referred_by="ana-ruiz") + "\n[x](ana-ruiz.md#y)\n",
            "contacts/a/cy.md": person("Cy") + "[[ana-ruiz|her]]",
        },
    )
    found = mended(tmp_path)
    assert [(change.path, change.line, change.what) for change in found.changes] == [
        ("contacts/a/cy.md", 4, "[[ana-ruiz|her]] -> [[ana-lopez|her]]"),
        ("contacts/ben.md", 3, "ana-ruiz -> ana-lopez"),
        ("contacts/ben.md", 6, "[x](ana-ruiz.md#y) -> [x](ana-lopez.md#y)"),
    ]
    assert [draft.path for draft in found.drafts] == ["contacts/a/cy.md", "contacts/ben.md"]


def test_a_broken_file_is_named_and_the_others_are_mended(tmp_path: Path) -> None:
    broken = "---\nname: Cy: x\nreferred_by: ana-ruiz\n---\n"
    twice = "---\nname: Di\nreferred_by: ana-ruiz\nname: Di\n---\n"
    make_wiki(
        tmp_path,
        {
            "ana-ruiz.md": person("Ana"),
            "ben.md": person("Ben", referred_by="ana-ruiz"),
            "cy.md": broken,
            "di.md": twice,
            "ed.md": "---\nname: Ed: x\n---\n",
        },
    )
    found = mended(tmp_path)
    assert [draft.path for draft in found.drafts] == ["contacts/ben.md"]
    assert [problem.split(" error")[0] for problem in found.problems] == [
        "contacts/cy.md:2:9: SOI102",
        "contacts/di.md:4:1: SOI103",
    ]
    assert (tmp_path / "contacts/cy.md").read_text(encoding="utf-8") == broken


def test_a_second_file_of_an_id_is_mended(tmp_path: Path) -> None:
    make_wiki(
        tmp_path,
        {
            "ana-ruiz.md": person(),
            "contacts/a/ben.md": person("Ben"),
            "contacts/b/ben.md": person("Ben", referred_by="ana-ruiz"),
        },
    )
    assert [draft.path for draft in mended(tmp_path).drafts] == ["contacts/b/ben.md"]
