"""Who gets the newsletter, and at which address, from real files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builder.facts.mailing import mailing
from builder.facts.mailing import mailing_list
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person
from ..support import soi

TODAY = dt.date(2026, 3, 1)


def word(date: str, given: str, what: str = "newsletter") -> str:
    return f"{{date: {date}, what: {what}, given: {given}}}"


BASE = {"emails": "ana@ruiz.example", "consent": word("2026-02-01", "true")}


@pytest.mark.parametrize(
    ("keys", "against"),
    [
        pytest.param({}, [], id="agreed"),
        pytest.param({"grade": "A+"}, [], id="A+"),
        pytest.param({"grade": "D"}, ["grade D"], id="D"),
        pytest.param({"grade": "F", "keep": "brother"}, ["grade F"], id="F, though kept"),
        pytest.param({"emails": "[]"}, ["no email address"], id="no address"),
        pytest.param({"consent": "[]"}, ["never agreed to the newsletter"], id="never asked"),
        pytest.param(
            {"consent": word("2026-03-02", "true")}, ["never agreed to the newsletter"], id="agrees tomorrow"
        ),
        pytest.param(
            {"consent": f"[{word('2026-02-02', 'false')}, {word('2026-02-01', 'true')}]"},
            ["withdrew the newsletter on 2026-02-02"],
            id="withdrew",
        ),
        pytest.param(
            {"consent": f"[{word('2026-02-01', 'false')}, {word('2026-02-01', 'true')}]"},
            [],
            id="agreed again the same day",
        ),
        pytest.param(
            {"consent": f"[{word('2026-02-01', 'true')}, {word('2026-02-02', 'false', 'contact')}]"},
            ["withdrew the consent to contact on 2026-02-02"],
            id="wants no contact",
        ),
        pytest.param(
            {"consent": word("2026-02-01", "true", "contact")},
            ["never agreed to the newsletter"],
            id="agreed to contact only",
        ),
        pytest.param({"archived": "2026-03-01"}, ["archived on 2026-03-01"], id="archived"),
        pytest.param({"archived": "2026-03-02"}, [], id="archived tomorrow"),
        pytest.param(
            {"died": "2026-02-01", "grade": "D"}, ["died on 2026-02-01", "grade D"], id="two reasons"
        ),
        pytest.param({"scope": "personal"}, [], id="a friend who asked for it"),
    ],
)
def test_each_condition_has_its_reason(tmp_path: Path, keys: dict[str, str], against: list[str]) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person("Ana", **{**BASE, **keys})})
    facts = open_workspace(wiki, TODAY).facts
    found = facts.about(mailing, facts.wiki.contacts["ana"])
    assert found.is_included is not bool(against)
    assert [c.id for c in facts.of(mailing_list)] == ([] if against else ["ana"])
    if against:
        assert [reason.text for reason in found.because] == against
    else:
        assert found.because[0].text == "agreed to the newsletter on 2026-02-01"


@pytest.mark.parametrize(
    ("emails", "address"),
    [
        pytest.param("[a@x.example, {value: b@x.example, label: Newsletter}]", "b@x.example", id="labelled"),
        pytest.param("[a@x.example, {value: b@x.example, label: home}]", "a@x.example", id="the first"),
    ],
)
def test_the_list_has_the_address_meant_for_it(tmp_path: Path, emails: str, address: str) -> None:
    make_wiki(
        tmp_path,
        {
            "ana.md": person("Zoë", **{**BASE, "emails": emails}),
            "ben.md": person("Ben", **BASE, grade="A"),
            "cleo.md": person("Cleo", emails="c@x.example"),
        },
    )
    assert soi(tmp_path, "list", "--mailing", "--format", "csv").out == (
        f"id,name,email\nben,Ben,ana@ruiz.example\nana,Zoë,{address}\n"
    )
    rows = soi(tmp_path, "list", "--mailing", "--grade", "A", "--format", "json").json["mailing"]
    assert [(row["id"], row["email"]) for row in rows] == [("ben", "ana@ruiz.example")]
