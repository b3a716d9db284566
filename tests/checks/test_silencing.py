"""Every code can be made graver, milder or silent in the settings, and silent for one file by `ignore:`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from builder.checks import all_rules

from ..support import SITE
from ..support import TODAY
from ..support import check
from .test_cases import CASES

_BY_CODE = {case.name.split("-")[0]: case for case in CASES if case.name.startswith("SOI")}
_NEWER = [code for code in _BY_CODE if code[3] in "345"]
# A file whose id is taken is not read, and neither is its `ignore`.
_UNREAD = {"SOI302"}
_SECTION = re.compile(r"^( *- soi)(?::)?[ ]*$", re.MULTILINE)


def _wiki(root: Path, code: str, setting: str = "") -> tuple[Path, str]:
    """The code's own case, with a line for the settings, and its day."""
    case = _BY_CODE[code]
    shutil.copytree(case, root)
    config = root / "mkdocs.yml"
    if not config.exists():
        config.write_text(f"{SITE}  - soi\n", "utf-8")
    text = config.read_text("utf-8")
    if setting and "- soi" in text:
        text, count = _SECTION.subn(rf"\1:\n      {setting}", text)
        assert count == 1, text
    elif setting:
        text, count = re.subn(r"^( +)soi: *(?:\{\})?$", rf"\1soi:\n\1  {setting}", text, flags=re.MULTILINE)
        assert count == 1, text
    config.write_text(text, "utf-8")
    first = (case / "expected.txt").read_text("utf-8").splitlines()[0]
    return root, first.removeprefix("today: ") if first.startswith("today: ") else TODAY


@pytest.mark.parametrize("severity", ["off", "info", "warning", "error"])
@pytest.mark.parametrize("code", _NEWER)
def test_the_settings_say_how_grave_it_is(tmp_path: Path, code: str, severity: str) -> None:
    wiki, today = _wiki(tmp_path / "plain", code)
    before = [d for d in check(wiki, today=today) if d["code"] == code]
    wiki, today = _wiki(tmp_path / "set", code, f"checks: {{severity: {{{code}: {severity}}}}}")
    after = [d for d in check(wiki, today=today) if d["code"] == code]
    assert before
    assert {d["severity"] for d in after} == ({severity} if severity != "off" else set())
    assert len(after) == (len(before) if severity != "off" else 0)


@pytest.mark.parametrize("code", [c for c in _NEWER if c not in _UNREAD and not all_rules()[c].is_of_wiki])
def test_a_file_says_that_it_does_not_want_to_hear_it(tmp_path: Path, code: str) -> None:
    wiki, today = _wiki(tmp_path / "wiki", code)
    paths = {d["path"] for d in check(wiki, today=today) if d["code"] == code}
    for path in paths:
        file = wiki / path
        text = file.read_text("utf-8").replace("---\n", f"---\nignore: {{code: {code}, reason: known}}\n", 1)
        file.write_text(text, "utf-8")
    found = [(d["code"], d["path"], d["message"]) for d in check(wiki, today=today)]
    assert [one for one in found if one[0] == code or (one[0] == "SOI209" and one[1] in paths)] == []


@pytest.mark.parametrize("code", _NEWER)
def test_only_calls_are_forgiven_while_the_owner_is_away(tmp_path: Path, code: str) -> None:
    wiki, today = _wiki(tmp_path / "wiki", code)
    before = check(wiki, today=today)
    away = f"away: [{today}/{today}]"
    config = wiki / "mkdocs.yml"
    text = config.read_text("utf-8")
    if "owner: {" in text:
        config.write_text(text.replace("owner: {", f"owner: {{{away}, "), "utf-8")
    else:
        wiki, today = _wiki(tmp_path / "away", code, f"owner: {{{away}}}")
    after = check(wiki, today=today)
    assert code in {d["code"] for d in after}
    forgiven = {"SOI401", "SOI402", "SOI403"}
    assert [(d["code"], d["severity"], d["message"]) for d in after] == [
        (d["code"], "info" if d["code"] in forgiven else d["severity"], d["message"]) for d in before
    ]
