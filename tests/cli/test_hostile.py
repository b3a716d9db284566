"""What a hostile user found once and must not find again."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest

from tests.support import check
from tests.support import make_wiki
from tests.support import person
from tests.support import places
from tests.support import run_soi
from tests.support import soi
from tests.support import write


def _codes(tmp_path: Path, keys: str, notes: str = "") -> list[str]:
    wiki = make_wiki(tmp_path, {"ana.md": f"---\nname: Ana\n{keys}---\n{notes}"})
    return [diagnostic["code"] for diagnostic in check(wiki)]


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        pytest.param(
            "grade: A+\nbirthday: 5/14\ntouches: 2026-01-01 call\n", ["SOI207", "SOI401"], id="shown"
        ),
        pytest.param("grade: B\nbirthday: 1979-14\ntouches: 2024-01-01 call\n", ["SOI207"], id="an echo"),
        pytest.param("emails: [{mail: a@b.example}]\n", ["SOI201", "SOI206"], id="one unknown key"),
        pytest.param("touches: [{date: 2026-01-01, chanel: call}]\n", ["SOI206"], id="a misspelled key"),
        pytest.param("touches:\n - 2026-01-01 call: x\n   mood: happy\n", ["SOI203"], id="more keys"),
        pytest.param("birthday: 2030-11-25\n", ["SOI205"], id="not born yet"),
        pytest.param(f"cadence: {'9' * 5000} days\n", ["SOI203"], id="a cadence of a million lives"),
        pytest.param(f"purchases: 2026-01-01 {'9' * 5000}\n", ["SOI203"], id="a price of a million worlds"),
        pytest.param(f'phones: "+1{" " * 20000}z"\n', ["SOI207"], id="a number of blanks"),
    ],
)
def test_findings(tmp_path: Path, keys: str, codes: list[str]) -> None:
    assert _codes(tmp_path, keys) == codes


@pytest.mark.parametrize(
    ("amount", "hint"),
    [
        ("4,200", "write 4200"),
        ("1 234.50", "write 1234.50"),
        ("€42", "write 42"),
        ("4.200,50", "write digits and a decimal point, as in 4200.50"),
        ("1e3", "write digits and a decimal point, as in 4200.50"),
        ("4,5", "write digits and a decimal point, as in 4200.50"),
    ],
)
def test_a_hint_never_changes_an_amount(tmp_path: Path, amount: str, hint: str) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person(purchases=f'[{{date: 2026-01-01, amount: "{amount}"}}]')})
    assert [diagnostic["hint"] for diagnostic in check(wiki)] == [hint]


def test_conflict_markers_are_found_in_their_order_only(tmp_path: Path) -> None:
    many = "<<<<<<< a\n" * 3000 + "=======\n" * 3000
    assert _codes(tmp_path, "", many) == []
    assert _codes(tmp_path, "", "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n") == ["SOI105"]
    assert _codes(tmp_path, "", "<<<<<<< a\nx\n>>>>>>> b\n") == []
    assert _codes(tmp_path, "", ">>>>>>> b\nTitle\n=======\n") == []


def test_folders_may_nest_deeper_than_calls(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person()})
    here = os.open(wiki / "contacts", os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    exit_status = soi(wiki, "check").exit
    # pytest removes old folders by calls in calls and would fail at this one.
    subprocess.run(["rm", "-rf", str(wiki / "contacts/d")], check=True)
    assert exit_status in {0, 1}


def test_a_broken_file_is_named_even_if_its_code_is_ignored(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": "---\nname: Ana: x\n---\n"}, "checks: {ignore: [SOI1]}")
    for command in (["show", "ana"], ["touch", "ana", "call"]):
        ran = soi(wiki, *command)
        assert (ran.exit, ran.out) == (2, "")
        assert "contacts/ana.md cannot be read" in ran.err


@pytest.mark.parametrize(
    "command",
    [
        ["check", "--output-file", "missing/folder/out"],
        ["due", "--today", "garbage"],
        ["touch", "ana", "call", "--date", "-0d"],
        ["new", "Bo", "--id", "a/b"],
        ["new", "!!"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_one_sentence(tmp_path: Path, command: list[str]) -> None:
    ran = soi(make_wiki(tmp_path, {"ana.md": person()}), *command)
    assert ran.exit == 2
    assert ran.err.startswith("soi: ")
    assert len(ran.err.splitlines()) <= 2


def test_days_beyond_the_calendar_are_its_ends(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person()})
    assert run_soi(wiki, "due", "--today=+9999y").exit == 0
    assert run_soi(wiki, "due", "--today=-9999y").exit == 0


def test_the_command_line_goes_before_a_wrong_variable(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person()})
    assert run_soi(wiki, "due", "--today", "2026-01-01", SOI_TODAY="garbage").exit == 0


def test_an_argument_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person()})
    ran = run_soi(wiki, "touch", "ana", "call", os.fsdecode(b"\xff"))
    assert (ran.exit, ran.out) == (2, "")
    assert "is not UTF-8" in ran.err


def test_escapes_in_a_file_name_never_reach_the_terminal(tmp_path: Path) -> None:
    red = {"\x1b[31mred.md": person(grade="A+"), "_\x1b[31mred.md": ""}
    wiki = make_wiki(tmp_path, red)
    for command in (["today"], ["check"], ["due"]):
        ran = soi(wiki, *command)
        assert "\x1b" not in ran.out + ran.err


def test_a_suggested_command_can_be_run(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana ruiz.md": person("Ana Ruiz", grade="A+", touches="2026-01-01 call")})
    assert "soi touch 'ana ruiz' call" in soi(wiki, "today").out
    assert "soi touch 'ana ruiz' call" in check(wiki)[0]["hint"]
    assert soi(wiki, "touch", "Ana", "Ruiz", "call", "a", "note").exit == 0
    assert "2026-03-01 call: a note" in (wiki / "contacts/ana ruiz.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("promise", "written", "told"),
    [
        ("friday send x", "2026-03-06 send x", "promised for 2026-03-06: send x"),
        ("2 weeks call back", "2026-03-15 call back", "promised for 2026-03-15: call back"),
        ("3d printer quote", "what: 3d printer quote", "promised for no day: 3d printer quote"),
        ("sun cream samples", "what: sun cream samples", "promised for no day: sun cream samples"),
    ],
)
def test_a_promise_is_told_back(tmp_path: Path, promise: str, written: str, told: str) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person(), "ben.md": person("Ben")})
    ran = soi(wiki, "touch", "ana", "meal", "--promise", promise, "--with", "ben")
    assert told in ran.out
    assert written in (wiki / "contacts/ana.md").read_text(encoding="utf-8")
    assert "what" not in (wiki / "contacts/ben.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("promise", ["2026-11-31 send x", "tomorow send y", "2026-3-5 x"])
def test_a_day_that_is_none_is_refused(tmp_path: Path, promise: str) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person()})
    before = (wiki / "contacts/ana.md").read_bytes()
    assert soi(wiki, "touch", "ana", "call", "--promise", promise).exit == 2
    assert (wiki / "contacts/ana.md").read_bytes() == before


def test_a_try_earlier_on_the_day_is_not_since(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": "---\nname: Ana\ngrade: A\ntouches:\n"
        "  - {date: 2026-02-01, channel: call, reached: false}\n  - 2026-02-01 call\n"
        "  - {date: 2026-02-01, channel: call, reached: false}\n---\n"})  # fmt: skip
    [row] = soi(wiki, "due", "--all", "--format", "json").json["due"]
    assert row["because"][0]["text"].endswith("tried once since")


@pytest.mark.parametrize(
    ("name", "typed"),
    [("Sean O'Brien", "o'brien"), ("Jean-Luc Picard", "jean-luc p"), ("Łukasz Kot", "lukasz")],
)
def test_people_are_found_as_their_names_are_typed(tmp_path: Path, name: str, typed: str) -> None:
    wiki = make_wiki(tmp_path, {"x.md": person(name), "y.md": person("Somebody Else")})
    assert soi(wiki, "show", typed, "--format", "json").json["id"] == "x"


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ("checks: {ignore: [SO4]}", "mkdocs.yml:4:25"),
        ("checks: {severity: {SOI4O2: info}}", "mkdocs.yml:4:27"),
        ("cadence: {A+: 1 month, A+: 2 months}", "mkdocs.yml:4:30"),
    ],
)
def test_slips_in_the_settings_are_errors(tmp_path: Path, settings: str, place: str) -> None:
    ran = soi(make_wiki(tmp_path, {"ana.md": person()}, settings), "check")
    assert ran.exit == 2
    assert place in ran.err


def test_an_absolute_folder_of_contacts_is_read(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person(grade="AA")})
    write(wiki / "mkdocs.yml", f"site_name: x\ndocs_dir: {wiki / 'contacts'}\n")
    assert places(check(wiki)) == ["ana.md:3:8 SOI202"]
    write(wiki / "mkdocs.yml", "site_name: x\ndocs_dir: ../elsewhere\n")
    assert "docs_dir lies outside the wiki" in soi(wiki, "check").err


def test_a_path_through_a_link_is_in_the_wiki(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    make_wiki(tmp_path / "real", {"ana.md": person(grade="AA"), "ben.md": person(grade="BB")})
    (tmp_path / "link").symlink_to("real")
    found = check(tmp_path / "link", str(tmp_path / "link/contacts/ana.md"))
    assert places(found) == ["ana.md:3:8 SOI202"]


def test_an_explicit_key_is_no_obstacle(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": "---\n? name\n: Ana\n---\n"})
    assert soi(wiki, "touch", "ana", "call").exit == 0


def test_an_empty_text_is_not_made_an_entry(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": '---\nname: Ana\ntouches: ""\n---\n'})
    ran = soi(wiki, "touch", "ana", "call")
    assert (ran.exit, ran.err.splitlines()[0]) == (2, "soi: contacts/ana.md: touches is an empty text")


def test_a_long_file_name_can_be_touched(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {f"{'a' * 240}.md": person()})
    assert soi(wiki, "touch", "Ana", "call").exit == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person()})
    (wiki / "contacts/ana.md").chmod(stat.S_IRUSR)
    assert soi(wiki, "touch", "ana", "call").exit == 2


def test_a_link_out_of_the_wiki_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "wiki").mkdir()
    wiki = make_wiki(tmp_path / "wiki", {"ana.md": person()})
    write(tmp_path / "out.md", person())
    (wiki / "contacts/out.md").symlink_to(tmp_path / "out.md")
    ran = run_soi(wiki, "edit", "out", EDITOR="false")
    assert ran.exit == 2
    assert "leads out of the wiki" in ran.err


def test_a_file_name_that_is_not_utf8_does_not_stop_the_site(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person(photo=f"{'a' * 300}.png")})
    write(wiki / "mkdocs.yml", "site_name: x\ndocs_dir: contacts\ntheme: {name: soi}\nplugins: [soi]\n")
    Path(os.fsdecode(os.fsencode(wiki / "contacts") + b"/\xff.md")).write_text(person("B"), encoding="utf-8")
    assert run_soi(wiki, "build").exit == 0
    assert (wiki / "site/people/ana.html").is_file()


def test_json_has_no_infinity(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person(purchases=f"2026-01-01 {'9' * 400}.5")})
    assert "Infinity" not in soi(wiki, "show", "ana", "--format", "json").out
    json.loads(soi(wiki, "show", "ana", "--format", "json").out)


def test_joined_emoji_are_seen(tmp_path: Path) -> None:
    wiki = make_wiki(
        tmp_path, {"ana.md": person("\U0001f469\u200d\U0001f3a8 Ana"), "ben.md": person("Be\u200dn")}
    )
    assert places(check(wiki)) == ["ben.md:2:7 SOI210"]


def test_a_suffix_in_capitals_is_left_aside_by_name(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person(), "UP.MD": person("Up")})
    assert "not read: contacts/UP.MD" in soi(wiki, "check").err


@pytest.mark.parametrize("name", ["   ", "\\u00a0", "\\u200b\\u3164", "\\t\\n"])
def test_a_name_of_which_nothing_is_seen_is_missing(tmp_path: Path, name: str) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": f'---\nname: "{name}"\n---\n', "ben.md": person("\u200bBen")})
    assert places(check(wiki)) == ["ana.md:2:7 SOI201", "ben.md:2:7 SOI210"]
    assert soi(wiki, "show", "ana", "--format", "json").json["id"] == "ana"
