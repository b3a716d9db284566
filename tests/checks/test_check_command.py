"""`soi check` as a compiler: what it selects, how it fails, how it prints."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder.checks import all_rules

from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import places
from ..support import run_soi
from ..support import soi

ALL = {
    "ana.md": person("Ana Secret", grade="A+", touches="2026-01-01 call"),
    "ben.md": person("Ben", brithday="x"),
    "cleo.md": person("Cleo", former_ids="cleo-old"),
    "dora.md": person("Dora", referred_by="cleo-old"),
    "team/eve.md": person("Eve", grade="AA"),
}
"""An error of the relationship, a warning, an info and an error of the file."""


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    return make_wiki(
        tmp_path, {name if "/" not in name else f"contacts/{name}": text for name, text in ALL.items()}
    )


def codes(diagnostics: list[dict[str, Any]]) -> list[str]:  # Any: JSON
    return [d["code"] for d in diagnostics]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param([], ["SOI401", "SOI206", "SOI311", "SOI202"], id="everything"),
        pytest.param(["--select", "SOI2"], ["SOI206", "SOI202"], id="a family"),
        pytest.param(["--select", "SOI401"], ["SOI401"], id="a code"),
        pytest.param(["--select", "soi2,SOI3"], ["SOI206", "SOI311", "SOI202"], id="several, in any case"),
        pytest.param(["--select", "SOI2", "--select", "SOI4"], ["SOI401", "SOI206", "SOI202"], id="twice"),
        pytest.param(["--ignore", "SOI2"], ["SOI401", "SOI311"], id="all but a family"),
        pytest.param(["--select", "SOI2", "--ignore", "SOI206"], ["SOI202"], id="a family but a code"),
        pytest.param(["--select", "SOI"], ["SOI401", "SOI206", "SOI311", "SOI202"], id="all by prefix"),
    ],
)
def test_codes_are_selected_by_prefix(wiki: Path, arguments: list[str], expected: list[str]) -> None:
    assert codes(check(wiki, *arguments)) == expected


@pytest.mark.parametrize("code", ["SOI9", "X", "SOI4011"])
def test_a_code_that_is_none_stops_with_a_sentence(wiki: Path, code: str) -> None:
    ran = soi(wiki, "check", "--select", code)
    assert (ran.exit, ran.out) == (2, "")
    assert f"no code begins with {code}" in ran.err


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        pytest.param([], 1, id="errors fail by default"),
        pytest.param(["--select", "SOI206"], 0, id="a warning does not"),
        pytest.param(["--select", "SOI206", "--fail-on", "warning"], 1, id="a warning does if asked"),
        pytest.param(["--select", "SOI311", "--fail-on", "warning"], 0, id="an info is less than a warning"),
        pytest.param(["--select", "SOI311", "--fail-on", "info"], 1, id="an info does if asked"),
        pytest.param(["--fail-on", "never"], 0, id="never"),
        pytest.param(["--select", "SOI101", "--fail-on", "info"], 0, id="nothing found"),
        pytest.param(["--fail-on", "nothing"], 2, id="no severity"),
        pytest.param(["--format", "pdf"], 2, id="no format"),
    ],
)
def test_the_exit_status_says_how_bad_it_is(wiki: Path, arguments: list[str], status: int) -> None:
    assert soi(wiki, "check", *arguments).exit == status


def test_fail_on_is_a_setting(tmp_path: Path) -> None:
    files = {"ben.md": person("Ben", brithday="x")}
    assert soi(make_wiki(tmp_path, files), "check").exit == 0
    assert soi(make_wiki(tmp_path, files, "checks: {fail_on: warning}"), "check").exit == 1
    assert (
        soi(make_wiki(tmp_path, files, "checks: {fail_on: warning}"), "check", "--fail-on", "error").exit == 0
    )


def test_a_severity_is_a_setting(tmp_path: Path) -> None:
    files = {"ben.md": person("Ben", brithday="x", grade="AA")}
    settings = "checks: {severity: {SOI206: error, SOI202: info}}"
    found = check(make_wiki(tmp_path, files, settings))
    assert {d["code"]: d["severity"] for d in found} == {"SOI206": "error", "SOI202": "info"}


@pytest.mark.parametrize(
    "settings", ["checks: {severity: {SOI206: off}}", "checks: {ignore: SOI206}", "checks: {ignore: [SOI2]}"]
)
def test_a_code_can_be_switched_off(tmp_path: Path, settings: str) -> None:
    assert check(make_wiki(tmp_path, {"ben.md": person("Ben", brithday="x")}, settings)) == []


def test_an_ignore_entry_is_used_though_the_code_is_off(tmp_path: Path) -> None:
    files = {"ana.md": person(grade="A", touches="2020-01-01 call", ignore="[{code: SOI402}]")}
    assert check(make_wiki(tmp_path, files, "checks: {severity: {SOI402: off}}")) == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("contacts/ben.md", ["SOI206"], id="a file"),
        pytest.param("contacts/team", ["SOI202"], id="a folder"),
        pytest.param("contacts", ["SOI401", "SOI206", "SOI311", "SOI202"], id="all contacts"),
        pytest.param(".", ["SOI401", "SOI206", "SOI311", "SOI202"], id="the wiki"),
        pytest.param("contacts/dora.md", ["SOI311"], id="other files are read all the same"),
    ],
)
def test_a_path_shows_only_its_findings(
    wiki: Path, path: str, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(wiki)
    assert codes(check(wiki, path)) == expected
    monkeypatch.chdir("/")
    assert codes(check(wiki, str(wiki / path))) == expected


def test_a_path_beginning_alike_is_another(tmp_path: Path) -> None:
    wiki = make_wiki(
        tmp_path, {"contacts/a/x.md": person(grade="AA"), "contacts/ab/y.md": person(grade="AA")}
    )
    assert places(check(wiki, "contacts/a")) == ["a/x.md:3:8 SOI202"]


@pytest.mark.parametrize("path", ["contacts/nobody.md", "/etc/passwd"])
def test_a_path_that_is_not_there_stops_with_a_sentence(wiki: Path, path: str) -> None:
    ran = soi(wiki, "check", path)
    assert (ran.exit, ran.out) == (2, "")
    assert path in ran.err


def test_findings_stand_in_the_order_of_the_files(tmp_path: Path) -> None:
    lines = ["---", "name: Ana", "zz: 1", "grade: AA", "value: {b: 1, a: 2}", "---", ""]
    wiki = make_wiki(tmp_path, {"contacts/b/ana.md": "\n".join(lines), "contacts/a/ben.md": "\n".join(lines)})
    assert places(check(wiki)) == [
        *("a/ben.md:3:1 SOI206", "a/ben.md:4:8 SOI202", "a/ben.md:5:9 SOI206", "a/ben.md:5:15 SOI206"),
        *("b/ana.md:3:1 SOI206", "b/ana.md:4:8 SOI202", "b/ana.md:5:9 SOI206", "b/ana.md:5:15 SOI206"),
    ]


# -- formats


def test_json_has_the_keys_of_the_contract(wiki: Path) -> None:
    ran = soi(wiki, "check", "--format", "json")
    assert list(ran.json) == ["version", "today", "contacts", "diagnostics"]
    assert (ran.json["version"], ran.json["today"], ran.json["contacts"]) == (1, "2026-03-01", 5)
    for diagnostic in ran.json["diagnostics"]:
        assert list(diagnostic) == [
            "code",
            "severity",
            "message",
            "path",
            "line",
            "column",
            "contact",
            "hint",
        ]
    assert ran.json["diagnostics"][1] == {
        "code": "SOI206",
        "severity": "warning",
        "message": 'unknown key "brithday"',
        "path": "contacts/ben.md",
        "line": 3,
        "column": 1,
        "contact": "ben",
        "hint": "did you mean birthday?",
    }


def test_a_finding_about_no_contact_has_a_null(tmp_path: Path) -> None:
    found = check(make_wiki(tmp_path, {"ana.md": person()}, "ownr: x"))
    assert places(found) == ["mkdocs.yml:4:7 SOI206"]
    assert found[0]["contact"] is None


def test_text_is_a_line_for_each_finding(wiki: Path, golden: Callable[[str, str], None]) -> None:
    ran = soi(wiki, "check")
    golden("check.txt", ran.out)
    assert ran.err == "soi: 2 errors, 1 warning, 1 info in 5 contacts (2026-03-01)\n"
    assert all(
        re.match(r"contacts/\S+\.md:\d+:\d+: SOI\d{3} (error|warning|info): ", line)
        for line in ran.out.splitlines()
    )


def test_color_is_for_terminals_or_by_force(wiki: Path) -> None:
    assert "\x1b" not in soi(wiki, "check").out
    assert "\x1b[31mSOI401 error\x1b[0m" in soi(wiki, "check", FORCE_COLOR="1").out
    assert "\x1b" not in soi(wiki, "check", FORCE_COLOR="1", NO_COLOR="1").out


def test_the_output_file_holds_what_would_be_printed(wiki: Path, tmp_path: Path) -> None:
    printed = soi(wiki, "check", "--format", "json").out
    ran = soi(wiki, "check", "--format", "json", "--output-file", tmp_path / "out.json")
    assert (ran.exit, ran.out) == (1, "")
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == printed


def test_github_shows_overdue_a_plus_first(tmp_path: Path) -> None:
    wiki = make_wiki(
        tmp_path,
        {
            "ana.md": person(brithday="x", grade="AA"),
            "zoe.md": person("Zoe", grade="A+", touches="2026-01-01 call"),
        },
    )
    lines = soi(wiki, "check", "--format", "github").out.splitlines()
    assert [line.split("::")[1].split(" ")[0] for line in lines] == ["error", "error", "warning"]
    assert lines[0].startswith(
        "::error file=contacts/zoe.md,line=4,col=10,title=SOI401 an A+ is overdue::Zoe: overdue"
    )


def test_github_commands_cannot_be_smuggled_in(tmp_path: Path) -> None:
    evil = '"a%0A::stop-commands::x\\n::error::y\\r100%"'
    wiki = make_wiki(tmp_path, {"a,b:c.md": person(evil, grade=evil, touches="2020-01-01 call")})
    out = soi(wiki, "check", "--format", "github").out
    lines = out.splitlines()
    assert len(lines) == 3
    for line in lines:
        assert re.fullmatch(
            r"::(error|warning) file=contacts/a%2Cb%3Ac\.md,line=\d+,col=\d+,title=[^:]*::.*", line
        )
        assert not re.search(r"%(?!25|0A|0D|2C|3A)", line)
    assert "%250A" in out


def test_github_paths_begin_at_the_repository(wiki: Path) -> None:
    out = soi(wiki, "check", "--format", "github", GITHUB_WORKSPACE=str(wiki.parent)).out
    assert f"file={wiki.name}/contacts/ben.md," in out


def test_github_writes_a_step_summary(wiki: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    soi(wiki, "check", "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("before\n## soi check\n")
    assert text.count("| SOI") == 4
    assert text.index("SOI401") < text.index("SOI202")


def test_the_step_summary_escapes_what_would_be_markdown(tmp_path: Path) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person(grade="'<b>|[x](y)`*_'")})
    summary = tmp_path / "summary.md"
    soi(wiki, "check", "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    line = next(line for line in summary.read_text(encoding="utf-8").splitlines() if "SOI202" in line)
    assert "&lt;b&gt;\\|\\[x\\](y)\\`\\*\\_" in line


# -- what must not get out


@pytest.mark.parametrize("output", ["text", "json", "github"])
def test_redacted_output_has_no_word_of_the_user(tmp_path: Path, output: str) -> None:
    secret = "Zzyzxa"  # noqa: S105 -- a name, no password
    wiki = make_wiki(
        tmp_path,
        {
            f"contacts/{secret}/{secret}.md": person(
                secret,
                grade=secret,
                touches=f"2020-01-01 {secret}",
                emails=secret,
                referred_by=secret.lower() + "-x",
                follow_ups=f"2020-01-01 {secret}",
                cadence="1 day",
                added="2020-01-01",
                **{secret: "1"},
            ),
            f"_{secret}.md": "x",
        },
    )
    summary = tmp_path / "summary.md"
    ran = soi(wiki, "check", "--redact", "--format", output, GITHUB_STEP_SUMMARY=str(summary))
    assert ran.exit == 1
    written = summary.read_text(encoding="utf-8") if summary.exists() else ""
    assert "SOI202" in ran.out
    assert "SOI405" in ran.out
    assert secret.lower() not in (ran.out + ran.err + written).lower()


def test_redacted_files_keep_one_number_each(wiki: Path) -> None:
    found = check(wiki, "--redact")
    assert len({d["path"] for d in found}) == len({d["path"] for d in check(wiki)})
    assert check(wiki, "--redact") == found
    assert [d["line"] for d in found] == [d["line"] for d in sorted(check(wiki), key=lambda d: d["path"])]


def test_strange_characters_are_escaped_on_one_line(tmp_path: Path) -> None:
    name = '"A\\u202en\\x1b[31ma\\n\\u200b\\u2028"'
    keys = {"title": name, "touches": "2020-01-01 call", "cadence": "1 day"}
    files = {
        "ana.md": person(name, **keys, follow_ups=f"{{due: 2020-01-01, what: {name}}}"),
        "ben.md": person("Ben", grade=name),
    }
    wiki = make_wiki(tmp_path, files)
    for output in ("text", "github"):
        out = soi(wiki, "check", "--format", output).out
        assert len(out.splitlines()) == 4
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u202e]", out)
        assert "\\u202e" in out
    messages = [d["message"] for d in check(wiki)]
    assert not re.search("[\x00-\x1f\u200b\u2028\u202e]", "".join(messages))


@pytest.mark.parametrize("output", ["text", "json", "github"])
def test_a_terminal_without_unicode_gets_its_findings(tmp_path: Path, output: str) -> None:
    wiki = make_wiki(tmp_path, {"zoe.md": person("Zoë 山本 😀", grade="'Ä😀'")})
    for encoding in ("ascii", "latin-1"):
        ran = run_soi(
            wiki, "check", "--format", output, PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONUTF8="0"
        )
        assert ran.exit == 1
        assert "Traceback" not in ran.err
        assert "zoe.md" in ran.out
        if output == "json":
            assert ran.out.isascii()
            assert json.loads(ran.out)["diagnostics"] == check(wiki)


@pytest.mark.parametrize("output", ["text", "json", "github"])
@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_a_file_name_that_is_not_utf8_is_no_trouble(tmp_path: Path, output: str, encoding: str) -> None:
    wiki = make_wiki(tmp_path, {"ben.md": person("Ben")})
    Path(os.fsdecode(os.fsencode(wiki / "contacts") + b"/caf\xe9.md")).write_text(
        person("C", grade="AA"), encoding="utf-8"
    )
    ran = run_soi(wiki, "check", "--format", output, PYTHONIOENCODING=encoding)
    assert ran.exit == 1
    assert "Traceback" not in ran.err
    assert "SOI104" in ran.out
    assert "\\udce9" in ran.out
    ran = run_soi(wiki, "check", "--format", output, "--output-file", tmp_path / "out")
    assert (ran.exit, ran.out) == (1, "")
    assert "\\udce9" in (tmp_path / "out").read_text(encoding="utf-8")


def test_a_closed_pipe_is_no_error(wiki: Path) -> None:
    ran = run_soi(wiki, "check", prefix=["sh", "-c", '"$@" 2>&1 >/dev/null | head -c 1 >/dev/null', "sh"])
    assert "Traceback" not in ran.err


# -- the codes


def test_no_contact_has_findings_for_a_name_alone(tmp_path: Path) -> None:
    assert check(make_wiki(tmp_path, {"ana.md": person("Ana")})) == []


@pytest.mark.parametrize("code", sorted(all_rules()))
def test_every_code_is_explained(tmp_path: Path, code: str) -> None:
    rule = all_rules()[code]
    ran = soi(tmp_path, "explain", code.lower())
    assert ran.exit == 0
    assert ran.out.startswith(f"{code} ({rule.severity}): {rule.title}\n\n")
    can_be_silenced = code not in {
        *("SOI101", "SOI102", "SOI104", "SOI105", "SOI106", "SOI302"),
        *("SOI411", "SOI412", "SOI416", "SOI502", "SOI503"),
    }
    assert (f"{{code: {code}, reason: …}}" in ran.out) is can_be_silenced
    assert ("cannot be silenced" in ran.out) is not can_be_silenced
    found = soi(tmp_path, "explain", code, "--format", "json").json
    assert [entry["code"] for entry in found["rules"]] == [code]
    assert set(found["rules"][0]) == {"code", "severity", "title", "text", "source"}


def test_all_codes_are_listed_in_order(tmp_path: Path) -> None:
    lines = soi(tmp_path, "explain").out.splitlines()[1:]
    assert [line.split()[0] for line in lines] == sorted(all_rules())


def test_a_code_that_is_not_there_has_a_neighbour(tmp_path: Path) -> None:
    ran = soi(tmp_path, "explain", "SOI410X")
    assert ran.exit == 2
    assert "did you mean SOI4" in ran.err


def test_the_hint_for_a_name_like_an_option_can_be_typed(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person(relations='{type: knows, contact: "-Bo Ba"}')})
    finding = next(found for found in check(tmp_path) if found["code"] == "SOI310")
    ran = soi(tmp_path, *shlex.split(finding["hint"].removesuffix(" makes one"))[1:])
    assert ran.exit == 0, ran.err
