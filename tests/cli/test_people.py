"""Commands about people: `new`, `edit`, `find`, `list`, `show`, and who is meant by a few words."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from builder.edit.contact import slug
from builder.errors import RefusedError

from ..support import TODAY
from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import soi
from ..support import unchanged

# -- who is meant

WHO = {
    "ana-ruiz.md": person("Ana Ruiz", aliases="[Anita, Ann]", former_ids="ana-gomez"),
    "ana.md": person("Ana María López"),
    "ben-okafor.md": person("Ben Okafor"),
    "bruno.md": person("Bruno Benítez"),
    "zoe.md": person("Zoë"),
    "x9.md": person("Łucja Benz"),
    "de-la-o.md": person("de la O, Ruth"),
    "broken.md": "---\nname: [x\n---\n",
}

MEANT = [
    pytest.param("ana", "ana", id="an exact id goes before names that begin so"),
    pytest.param("ANA-RUIZ", "ana-ruiz", id="an id in another case"),
    pytest.param("Ana Ruiz", "ana-ruiz", id="an exact name"),
    pytest.param("anita", "ana-ruiz", id="an alias"),
    pytest.param("ann", "ana-ruiz", id="an alias that begins no other"),
    pytest.param("ana maria lopez", "ana", id="without accents"),
    pytest.param("zoe", "zoe", id="id and name"),
    pytest.param("ruiz", "ana-ruiz", id="a part of a name"),
    pytest.param("ok be", "ben-okafor", id="beginnings of words in any order"),
    pytest.param("beni", "bruno", id="the beginning of a word"),
    pytest.param("benz", "x9", id="the whole word"),
    pytest.param("okafor", "ben-okafor", id="a family name"),
    pytest.param("x9", "x9", id="an id that says nothing"),
    pytest.param("ben", "ben-okafor", id="part of three names and of one id"),
    pytest.param("[[x9]]", "x9", id="a wiki link"),
    pytest.param("9", "x9", id="a part of an id"),
    pytest.param("la-o", "de-la-o", id="a part of an id with a hyphen"),
    pytest.param("ana-gomez", "ana-ruiz", id="a former id"),
    pytest.param("  zoe ", "zoe", id="blanks around"),
]


@pytest.mark.parametrize(("who", "expected"), MEANT)
def test_the_first_step_with_one_hit_decides(tmp_path: Path, who: str, expected: str) -> None:
    ran = soi(make_wiki(tmp_path, WHO), "show", who, "--format", "json")
    assert ran.exit == 0, ran.err
    assert ran.json["id"] == expected


@pytest.mark.parametrize(
    ("who", "message"),
    [
        pytest.param(
            "b", '"b" could be ben-okafor (Ben Okafor), bruno (Bruno Benítez), x9 (Łucja Benz)', id="several"
        ),
        pytest.param("oka fora", 'nobody is called "oka fora"', id="a word that begins none"),
        pytest.param("afor", None, id="the end of a word"),
        pytest.param("bem", 'nobody is called "bem"', id="nobody"),
        pytest.param("broken", "contacts/broken.md:2:7: SOI102 error: ", id="not readable"),
    ],
)
def test_whoever_is_not_clear_is_asked_for(tmp_path: Path, who: str, message: str | None) -> None:
    ran = soi(make_wiki(tmp_path, WHO), "show", who)
    if message is None:
        # The end of a word is part of an id all the same.
        assert ran.exit == 0
        return
    assert (ran.exit, ran.out) == (2, "")
    assert message in ran.err


@pytest.mark.parametrize(
    "command", ["touch", "invite", "merge", "forget", "archive", "rename", "triage", "refer"]
)
def test_the_help_ends_with_lines_that_may_be_typed(tmp_path: Path, command: str) -> None:
    _, _, lines = soi(tmp_path, command, "--help").out.partition("Examples:\n")
    assert lines.splitlines()
    assert all(line.startswith(f"    soi {command}") for line in lines.splitlines())


def test_a_note_may_begin_with_a_hyphen_as_the_help_says(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person()})
    assert "Write -- before a note" in soi(tmp_path, "touch", "--help").out
    assert soi(tmp_path, "touch", "ana", "call", "--", "- a").exit == 0
    assert "2026-03-01 call: - a\n" in soi(tmp_path, "show", "ana").out


TWINS = {"ben.md": person("Ben"), "x/Ben.md": person("Benjamin"), "ana.md": person("Ana")}
"""Two files with one id."""


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(["touch", "ben", "call"], id="touch"),
        pytest.param(["touch", "ana", "call", "--with", "ben"], id="one of several"),
        pytest.param(["set", "ana", "referred_by", "ben"], id="as a reference"),
        pytest.param(["refer", "ben", "--from", "ana"], id="refer"),
        pytest.param(["archive", "ben", "moved"], id="archive"),
        pytest.param(["forget", "ben", "--apply"], id="forget"),
        pytest.param(["invite", "party", "ana"], id="an event with two files"),
    ],
)
def test_nothing_is_written_for_an_id_that_two_files_have(tmp_path: Path, args: list[str]) -> None:
    party = "---\ntype: event\ndate: 2026-04-01\n---\n"
    make_wiki(tmp_path, {f"contacts/{name}": text for name, text in TWINS.items()})
    make_wiki(tmp_path, {"party.md": party, "contacts/x/party.md": party})
    two = "party: contacts/party.md, contacts/x/party.md"
    two = two if "party" in args else "ben: contacts/ben.md, contacts/x/Ben.md"
    assert unchanged(tmp_path, *args) == (
        f"soi: two files have the id {two}\n     give all but one another file name\n"
    )


def test_what_lies_ahead_is_not_shown_as_done(tmp_path: Path) -> None:
    ana = person(
        touches="[2026-02-01 call: before, 2026-03-01 call: that day, 2026-03-02 call: ahead]",
        asked="[{date: 2026-03-01, what: referral}, {date: 2026-03-02, what: review}]",
        reference="2026-03-02",
        reviewed="2026-03-01",
    )
    out = soi(make_wiki(tmp_path, {"ana.md": ana}), "show", "ana").out
    assert "before" in out
    assert "that day" in out
    assert "  asked for: referral 2026-03-01\n" in out
    assert "  gave: a review on 2026-03-01\n" in out
    assert "ahead" not in out


def test_what_is_only_shown_comes_with_a_warning(tmp_path: Path) -> None:
    make_wiki(tmp_path, {f"contacts/{name}": text for name, text in TWINS.items()})
    for args in (["show", "ben"], ["edit", "ben"]):
        ran = soi(tmp_path, *args, EDITOR="true", VISUAL="")
        assert ran.exit == 0
        assert ran.err == (
            "soi: warning: two files have the id ben: contacts/ben.md, contacts/x/Ben.md;"
            " give all but one another file name\n"
        )
    assert soi(tmp_path, "show", "ana").err == ""


def test_a_former_id_is_said(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, WHO), "show", "ana-gomez")
    assert "ana-gomez is now called ana-ruiz" in ran.err


# -- new


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *[
            ("Ana Ruiz", "ana-ruiz"),
            ("  Ana   Ruiz ", "ana-ruiz"),
            ("Zoë Müller", "zoe-muller"),
            ("O'Neill", "oneill"),
        ],
        *[
            ("O\u2019Neill, Pat", "oneill-pat"),
            ("Łucja", "łucja"),
            ("山本 太郎", "山本-太郎"),
            ("3M", "3m"),
            ("A/B & Co.", "a-b-co"),
        ],
        *[
            ("विनोद", "विनोद"),
            ("Straße", "strasse"),
            ("İpek", "ipek"),
            ("Nguyễn Văn", "nguyen-van"),
            ("Ελένη", "ελενη"),
        ],
        *[
            ("../../etc/passwd", "etc-passwd"),
            (".hidden", "hidden"),
            ("_x", "x"),
            ("ﬁnn", "finn"),
            ("ガ", "ガ"),
        ],
    ],
)
def test_an_id_is_made_from_the_name(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize("name", ["", "...", "😀", "--"])
def test_a_name_without_letters_makes_no_id(name: str) -> None:
    with pytest.raises(RefusedError, match="no id can be made"):
        slug(name)


@pytest.mark.parametrize("name", ["Ana Ruiz", "विनोद", "Łucja", "山本 太郎", "ガ", "A/B & Co.", "İpek"])
def test_a_made_id_is_a_good_one(tmp_path: Path, name: str) -> None:
    wiki = make_wiki(tmp_path, {"ben.md": person("Ben")})
    assert soi(wiki, "new", name).exit == 0
    assert check(wiki) == []


def test_new_writes_what_was_given_and_nothing_more(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ben.md": person("Ben")})
    ran = soi(
        wiki, "new", "Ana", "Ruiz", "--grade", "A+", "--phone", "0049 30 12", "--email", "ana@example.com",
        "--birthday", "05-14", "--org", "Ruiz: Interiors #1", "--from", "ben", "--personal",
    )  # fmt: skip
    assert (ran.exit, ran.out, ran.err) == (0, "contacts/ana-ruiz.md: made\n", "")
    path = wiki / "contacts/ana-ruiz.md"
    shown = soi(wiki, "show", "ana ruiz", "--format", "json").json["contact"]
    assert shown == {
        "name": "Ana Ruiz",
        "grade": "A+",
        "organisation": "Ruiz: Interiors #1",
        "emails": [{"value": "ana@example.com"}],
        "phones": [{"value": "0049 30 12"}],
        "birthday": "05-14",
        "scope": "personal",
        "added": TODAY,
        "referred_by": "ben",
    }
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask


TEMPLATE = """\
---
# who it is
name: Someone New   # as you say it
grade:              # A+ A B C D F
tags: [new]
added:
emails:
touches:
---
How you met.
"""


def test_new_fills_in_the_template(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"_template.md": TEMPLATE})
    assert soi(wiki, "new", "Ana: R", "--grade", "A", "--email", "a@example.com").exit == 0
    assert (wiki / "contacts/ana-r.md").read_text(encoding="utf-8") == (
        TEMPLATE.replace("Someone New ", '"Ana: R" ')
        .replace("grade:  ", 'grade: "A"  ')
        .replace("added:", "added: 2026-03-01")
        .replace("emails:", "emails: a@example.com")
    )
    assert [d["code"] for d in check(wiki)] == ["SOI404"]


def refused(root: Path, *args: str) -> str:
    before = sorted(root.rglob("contacts/*"))
    ran = soi(root, "new", *args)
    assert (ran.exit, ran.out) == (2, "")
    assert sorted(root.rglob("contacts/*")) == before
    return ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["Zed", "--from", ""], "nobody is named", id="referred by nobody"),
        pytest.param(["Ana"], 'the id "ana" is taken by contacts/ana.md', id="the id is taken"),
        pytest.param(["ANA"], 'the id "ana" is taken', id="in another case"),
        pytest.param(["Ben", "Okafor"], "Ben Okafor has a file already: contacts/bo.md", id="a twin by name"),
        pytest.param(["béN", "okafor"], "has a file already", id="a twin by name without accents"),
        pytest.param(["Old"], 'the id "old" is taken', id="a former id"),
        pytest.param(["Eve", "--birthday", "30 May"], "is not a birthday", id="no birthday"),
        pytest.param(["Eve", "--birthday", "1979-02-29"], "not in the calendar", id="no such day"),
        pytest.param(["Eve", "--from", "nobody"], 'nobody is called "nobody"', id="referred by nobody"),
        pytest.param(["Eve", "--grade", "E"], "--grade", id="no grade"),
        pytest.param(["..."], "no id can be made", id="no letters"),
        pytest.param(["Eve", "--id", "a/b"], "", id="an id with a slash"),
        pytest.param(["Eve", "--id", "../eve"], "", id="an id that leads out"),
        pytest.param(["Eve", "--id", "_eve"], "", id="an id that is not read"),
        pytest.param(["Eve", "--id", "README"], "", id="an id that is no contact"),
    ],
)
def test_new_refuses_what_would_not_be_right(tmp_path: Path, arguments: list[str], message: str) -> None:
    files = {"ana.md": person("Ana", former_ids="old"), "bo.md": person("Ben Okafor")}
    assert message in refused(make_wiki(tmp_path, files), *arguments)
    assert not (tmp_path / "eve.md").exists()


def test_another_person_of_the_same_name_has_an_id_of_their_own(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person("Ana")})
    assert soi(wiki, "new", "Ana", "--id", "ana-2").exit == 0
    assert (wiki / "contacts/ana-2.md").exists()


def test_the_first_person_of_a_fresh_wiki(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"_template.md": "---\nname:\n---\n"})
    assert soi(wiki, "new", "Ana").exit == 0
    assert (wiki / "contacts/ana.md").read_text(
        encoding="utf-8"
    ) == "---\nname: Ana\nadded: 2026-03-01\n---\n"


def test_a_broken_template_is_said(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"_template.md": "---\nname: [x\n---\n", "ben.md": person("Ben")})
    assert refused(wiki, "Ana")


# -- edit


def editor(root: Path, script: str) -> str:
    path = root / "editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_edit_opens_the_file_and_checks_it_afterwards(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person("Ana")})
    ran = soi(wiki, "edit", "ana", EDITOR=editor(tmp_path, 'sed -i "s/^name:/grade: AA\\nname:/" "$1"'))
    assert ran.exit == 1
    assert ran.out.startswith('contacts/ana.md:2:8: SOI202 error: unknown value "AA"')


def test_edit_says_when_all_is_well(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person("Ana"), "ben.md": person("Ben", grade="AA")})
    ran = soi(wiki, "edit", "ana", EDITOR=editor(tmp_path, "true"))
    assert (ran.exit, ran.out) == (0, "contacts/ana.md: no findings\n")


def test_a_broken_file_can_be_edited_by_its_id(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": "---\nname: [x\n---\n", "ben.md": person("Ben")})
    ran = soi(wiki, "edit", "ana", EDITOR=editor(tmp_path, 'printf -- "---\\nname: Ana\\n---\\n" > "$1"'))
    assert (ran.exit, ran.out) == (0, "contacts/ana.md: no findings\n")


def test_an_editor_that_fails_is_said(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person("Ana")})
    ran = soi(wiki, "edit", "ana", EDITOR=editor(tmp_path, "exit 3"))
    assert ran.exit == 2
    assert ran.err


# -- find, list, show

PEOPLE = {
    "ana.md": person(
        "Ana Ruiz",
        grade="A+",
        stage="client",
        category="[customer, influencer]",
        phones="[+34 600 123 456, {value: 0049 30 9999, label: home}]",
        emails="ana@ruiz.example",
        organisation="Ruiz Interiors",
        tags="[Hotel]",
        networks="referral",
        touches="\n  - 2026-02-20 call: about the lobby",
    )
    + "Loves *Velázquez*.\n",
    "ben.md": person("Ben Okafor", phones="(030) 123-456", scope="personal", birthday='"03-05"'),
    "cleo.md": person("Cleo", grade="B", organisation="Hotel Ruiz", archived="2026-01-01"),
    "dora.md": person("Dora", scope="both", grade="C"),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("+34 600 123 456", [("ana", "phones")], id="a number as written"),
        pytest.param("+34600123456", [("ana", "phones")], id="without blanks"),
        pytest.param("0034-600-123-456", [("ana", "phones")], id="with 00"),
        pytest.param("600123456", [("ana", "phones")], id="without the country"),
        pytest.param("+49 30 9999", [("ana", "phones")], id="plus for 00"),
        pytest.param("030 123456", [("ben", "phones")], id="with the zero of the area"),
        pytest.param("+49 30 123456", [("ben", "phones")], id="the country's code before the area"),
        pytest.param("555", [], id="a number of nobody"),
        pytest.param("ruiz", [("ana", "name"), ("cleo", "organisation")], id="a name before an organisation"),
        pytest.param("velazquez", [("ana", "notes")], id="notes, without accents"),
        pytest.param("LOBBY", [("ana", "touches")], id="a touch"),
        pytest.param("ana@ruiz", [("ana", "emails")], id="an email"),
        pytest.param("hotel", [("cleo", "organisation"), ("ana", "tags")], id="a tag"),
        pytest.param("okafor ben", [], id="a text is looked for as typed"),
    ],
)
def test_find_finds(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    ran = soi(make_wiki(tmp_path, PEOPLE), "find", text, "--format", "json")
    assert [(row["id"], row["found"]) for row in ran.json["results"]] == expected
    assert ran.exit == (0 if expected else 1)


def test_find_says_what_somebody_is(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, PEOPLE), "find", "600123456", "--format", "json")
    assert ran.json["version"] == 1
    assert ran.json["results"] == [
        {
            "id": "ana",
            "name": "Ana Ruiz",
            "grade": "A+",
            "stage": "client",
            "due_on": "2026-03-20",
            "found": "phones",
            "text": "+34 600 123 456",
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param([], ["ana", "ben", "dora"], id="all but the archived"),
        pytest.param(["--archived"], ["cleo"], id="the archived"),
        pytest.param(["--grade", "A+"], ["ana"], id="a grade"),
        pytest.param(["--grade", "C"], ["ben", "dora"], id="a blank grade is a C"),
        pytest.param(["--ungraded"], ["ben"], id="no grade"),
        pytest.param(["--grade", "A+", "--grade", "C"], ["ana", "ben", "dora"], id="one grade or another"),
        pytest.param(["--stage", "client"], ["ana"], id="a stage"),
        pytest.param(["--stage", "contact"], ["ben", "dora"], id="a blank stage is a contact"),
        pytest.param(["--category", "influencer"], ["ana"], id="one of several categories"),
        pytest.param(["--scope", "personal"], ["ben", "dora"], id="personal, both included"),
        pytest.param(["--scope", "business"], ["ana", "dora"], id="business by default"),
        pytest.param(["--tag", "hotel"], ["ana"], id="a tag in any case"),
        pytest.param(["--org", "interior"], ["ana"], id="a part of the organisation"),
        pytest.param(["--network", "referral"], ["ana"], id="a network"),
        pytest.param(["--customer-type", "undefined"], ["dora"], id="a type of customer"),
        pytest.param(["--grade", "A+", "--scope", "personal"], [], id="filters add up"),
    ],
)
def test_list_filters(tmp_path: Path, arguments: list[str], expected: list[str]) -> None:
    ran = soi(make_wiki(tmp_path, PEOPLE), "list", "--format", "json", *arguments)
    assert [row["id"] for row in ran.json["contacts"]] == expected


def test_list_as_csv_runs_no_formula(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person("'=1+1'", organisation='"a, \\"b\\""')})
    assert soi(wiki, "list", "--format", "csv").out.splitlines() == [
        "id,name,grade,stage,category,scope,organisation,due_on",
        'ana,\'=1+1,,contact,,business,"a, ""b""",',
    ]


def test_show_is_the_json_of_the_contract(tmp_path: Path) -> None:
    ran = soi(make_wiki(tmp_path, PEOPLE), "show", "ana", "--format", "json")
    found: dict[str, Any] = ran.json
    assert list(found) == ["version", "today", "id", "path", "contact", "facts"]
    assert (found["version"], found["today"], found["id"], found["path"]) == (
        1,
        TODAY,
        "ana",
        "contacts/ana.md",
    )
    assert found["contact"]["phones"] == [
        {"value": "+34 600 123 456"},
        {"value": "0049 30 9999", "label": "home"},
    ]
    assert found["contact"]["touches"] == [
        {"date": "2026-02-20", "channel": "call", "note": "about the lobby"}
    ]
    assert found["contact"]["tags"] == ["Hotel"]
    assert found["facts"]["due"]["due_on"] == "2026-03-20"
    assert found["facts"]["customer_type"]["value"] is None
    assert found["facts"]["stage"] == {"lacks": ["purchase"]}


@pytest.mark.parametrize("written", ["never", "6 weeks", "P6W"])
def test_a_cadence_is_shown_in_words_that_can_be_written(tmp_path: Path, written: str) -> None:
    make_wiki(tmp_path, {"ana.md": person("Ana", cadence=written)})
    shown = soi(tmp_path, "show", "ana", "--format", "json").json["contact"]["cadence"]
    assert shown in {"never", "6 weeks"}
    make_wiki(tmp_path, {"ana.md": person("Ana", cadence=shown)})
    assert check(tmp_path, "--select", "SOI2") == []


def test_show_all_is_everybody_by_id(tmp_path: Path) -> None:
    found = soi(make_wiki(tmp_path, PEOPLE), "show", "--all", "--format", "json").json
    assert list(found) == ["version", "today", "contacts"]
    assert [entry["id"] for entry in found["contacts"]] == ["ana", "ben", "cleo", "dora"]
    assert all(list(entry) == ["id", "path", "contact", "facts"] for entry in found["contacts"])
    assert found["contacts"][1]["facts"]["due"] is None


def test_show_prints_what_a_call_needs(tmp_path: Path) -> None:
    out = soi(make_wiki(tmp_path, PEOPLE), "show", "ana").out
    for part in (
        "Ana Ruiz",
        "A+",
        "+34 600 123 456",
        "ana@ruiz.example",
        "due 2026-03-20",
        "about the lobby",
    ):
        assert part in out


def test_show_says_why_somebody_rests_or_stays(tmp_path: Path) -> None:
    def told(**keys: str) -> list[str]:
        out = soi(make_wiki(tmp_path, {"ana.md": person("Ana", **keys)}), "show", "ana").out
        return [line for line in out.splitlines() if line.startswith(("  died", "  archived", "  kept"))]

    assert told(archived="2026-02-01", archived_reason="moved away") == [
        "  archived on 2026-02-01: moved away"
    ]
    assert told(died="2026-03-01", archived="2026-03-01") == [
        "  died on 2026-03-01",
        "  archived on 2026-03-01",
    ]
    assert told(archived="2026-03-02", archived_reason="moves away") == []
    assert told(grade="D", keep="a brother") == ["  kept although D: a brother"]
    assert told(grade="C", keep="a brother") == []


def test_show_wants_somebody_or_everybody(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, PEOPLE)
    assert soi(wiki, "show").exit == 2
    assert soi(wiki, "show", "ana", "--all").exit == 2


@pytest.mark.parametrize(
    "arguments", [["show", "ana"], ["list"], ["due", "--all"], ["find", "evil"], ["today"]]
)
def test_what_is_printed_cannot_command_the_terminal(tmp_path: Path, arguments: list[str]) -> None:
    evil = '"evil\\x1b]0;x\\x07\\u202e"'
    wiki = make_wiki(
        tmp_path,
        {
            "ana.md": person(
                evil, grade="A+", organisation=evil, reach=evil, next=evil, phones=evil, title=evil,
                touches=f"{{date: 2026-01-01, channel: call, note: {evil}}}", snooze_until="2026-03-01",
                snooze_reason=evil, follow_ups=f"{{due: 2026-02-01, what: {evil}}}", birthday='"03-01"',
            )
        },
    )  # fmt: skip
    out = soi(wiki, *arguments).out
    assert "evil" in out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "\u202e" not in out
