"""A wiki that has just begun: nothing is silent, and what is printed is true of whoever was hardly met."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..support import make_wiki
from ..support import person
from ..support import soi

NOBODY = "soi: nobody is in the wiki yet; soi new NAME\n"


def fresh(root: Path) -> Path:
    """A wiki as `soi init` leaves it: a template, and nobody."""
    return make_wiki(root, {"_template.md": "---\nname:\n---\n"})


@pytest.mark.parametrize(
    ("args", "told"),
    [
        pytest.param(["list"], NOBODY, id="list"),
        pytest.param(["list", "--invite"], NOBODY, id="whom to invite"),
        pytest.param(["show", "--all"], NOBODY, id="everybody"),
        pytest.param(["due"], "soi: nobody has a due day; soi grade WHO GRADE gives one\n", id="due"),
        pytest.param(["dupes"], "soi: nobody seems to be in the wiki twice\n", id="dupes"),
        pytest.param(["find", "an", "a\x07"], 'soi: nobody has "an a\\x07" in their file\n', id="find"),
        pytest.param(
            ["list", "--mailing"],
            "soi: nobody gets the newsletter: it takes an email, and a consent to what: newsletter\n",
            id="mailing",
        ),
    ],
)
def test_an_empty_list_says_why_and_not_on_standard_output(
    tmp_path: Path, args: list[str], told: str
) -> None:
    ran = soi(fresh(tmp_path), *args)
    assert (ran.out, ran.err) == ("", told)


def test_a_list_with_somebody_says_nothing_beside_it(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, {"ana.md": person(grade="A", touches="2025-01-02 call")})
    for args in (["list"], ["due"], ["find", "ana"], ["show", "--all"]):
        ran = soi(root, *args)
        assert ran.out, args
        assert ran.err == "", args


def test_a_filter_that_nobody_passes_is_told_from_an_empty_wiki(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, {"ana.md": person(grade="A", first_due="2026-06-01")})
    assert soi(root, "list", "--grade", "B").err == "soi: nobody is like that\n"
    assert soi(root, "due").err == "soi: nobody is due; soi due --all shows everybody with a due day\n"


def test_the_first_contact_is_made_where_there_is_no_file_at_all(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, {})
    refused = soi(root, "today")
    assert refused.exit == 2
    assert "run `soi new NAME`" in refused.err
    assert soi(root, "new", "Ana").out == "contacts/ana.md: made\n"
    assert soi(root, "today").exit == 0


def test_a_section_of_the_review_without_content_says_so(tmp_path: Path) -> None:
    out = soi(make_wiki(tmp_path, {"ana.md": person()}), "review").out
    assert "Stages against their evidence  (soi review stages)\n  Nothing stands out.\n" in out


def test_one_of_a_kind_is_counted_as_one(tmp_path: Path) -> None:
    out = soi(make_wiki(tmp_path, {"ana.md": person()}), "stats").out
    assert out.startswith("1 person, 0 archived")
    assert "1 contact, 0 events, 0 pages\n  soi check: 0 errors, 0 warnings, 0 info\n" in out


@pytest.mark.parametrize(
    ("touches", "why", "known"),
    [
        pytest.param("[]", "never touched", "never met or spoken to", id="nothing"),
        pytest.param(
            "2026-02-20 letter", "no personal touch yet", "last letter 2026-02-20", id="a letter is no call"
        ),
        pytest.param(
            "{date: 2026-02-20, channel: call, reached: false}",
            "never touched",
            "never met or spoken to",
            id="nobody answered",
        ),
        pytest.param("2026-03-02 letter", "never touched", "never met or spoken to", id="tomorrow"),
    ],
)
def test_who_had_a_letter_was_not_never_touched(tmp_path: Path, touches: str, why: str, known: str) -> None:
    root = make_wiki(tmp_path, {"ana.md": person(grade="A", networks="support", touches=touches)})
    assert why in soi(root, "due").out
    assert f"Ana: {known}\n" in soi(root, "networks").out


def test_who_came_to_an_event_was_not_never_touched(tmp_path: Path) -> None:
    fair = "---\ntype: event\nname: Fair\ndate: 2026-02-20\nattended: ana\n---\n"
    root = make_wiki(tmp_path, {"ana.md": person(grade="A", networks="support"), "fair.md": fair})
    assert "no personal touch yet" in soi(root, "due").out
    assert "Ana: last event 2026-02-20\n" in soi(root, "networks").out


def test_who_may_not_be_called_is_no_task_of_the_contact_sphere(tmp_path: Path) -> None:
    consent = "{date: 2026-01-01, what: contact, given: false}"
    files = {
        "ana.md": person(profession="printer", stage="connection", consent=consent),
        "ben.md": person("Ben", profession="printer", stage="connection"),
    }
    out = soi(make_wiki(tmp_path, files, "owner: {contact_sphere: [printer]}"), "networks", "--format", "csv")
    told = {row[2]: row for row in (line.split(",") for line in out.out.splitlines()) if row[1] == "printer"}
    refusal = "does not want to be contacted"
    assert told["ana"][4].endswith(refusal)
    assert told["ana"][5] == ""
    assert refusal not in told["ben"][4]
    assert told["ben"][5] == "soi touch ben call"
