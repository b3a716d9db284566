"""Who is probably in the wiki twice, and who only looks so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.facts import nicknames
from builder.facts.duplicates import Pair
from builder.facts.duplicates import duplicates
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person
from ..support import soi

Keys = Mapping[str, str]


def pairs(root: Path, *people: str) -> list[Pair]:
    """Pairs among people, whose ids are a, b, c and so on."""
    files = {f"{chr(ord('a') + at)}.md": text for at, text in enumerate(people)}
    return [*open_workspace(make_wiki(root, files), dt.date(2026, 3, 1)).facts.of(duplicates)]


def scored(root: Path, one: str, other: str) -> int | None:
    """Score of two people, None for no pair."""
    found = pairs(root, one, other)
    return found[0].score if found else None


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        pytest.param("Ana Ruiz", "Ana Ruiz", 60, id="the same name"),
        pytest.param("Ana Ruíz", "RUIZ ANA", 60, id="order, accents, case"),
        pytest.param("Ana Ruiz", "Ruiz, Ana", 60, id="comma"),
        pytest.param("Dr. Ana Ruiz", "Ana Ruiz, PhD", 60, id="titles"),
        pytest.param("Bob Smith", "Robert Smith", 57, id="nickname"),
        pytest.param("Pepe Ruiz", "José Ruiz", 57, id="nickname and accent"),
        pytest.param("Peter Meier", "Peter Mayer", 54, id="sound"),
        pytest.param("Jon Okafor", "Jon Okafro", 50, id="letters out of order"),
        pytest.param("Jon Okafor", "Jon Okamfor", 51, id="a letter too many"),
        pytest.param("Ana Ruiz", "Ana Ruiz García", 54, id="second surname"),
        pytest.param("Anna-Lena Koch", "Annalena Koch", 60, id="two words or one"),
        pytest.param("Ana O'Brien", "Ana OBrien", 60, id="apostrophe"),
        pytest.param("山本 太郎", "山本太郎", 60, id="written without a blank"),
        pytest.param("山本太郎", "山本太郎", 60, id="no blank at all"),
    ],
)
def test_names_that_are_one_persons(tmp_path: Path, one: str, other: str, score: int) -> None:
    assert scored(tmp_path, person(f'"{one}"'), person(f'"{other}"')) == score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Ana Ruiz", "Luis Ruiz", id="surname"),
        pytest.param("Ana Ruiz", "Ana López", id="first name"),
        pytest.param("Ana", "Ana", id="nothing but a first name"),
        pytest.param("Bob", "Robert", id="nothing but a nickname"),
        pytest.param("Ana", "Ana Ruiz", id="a first name and more"),
        pytest.param("A. Ruiz", "Ana Ruiz", id="initial"),
        pytest.param("Maria Ruiz", "Marta Ruiz", id="names that differ by a letter"),
        pytest.param("Mario Ruiz", "Maria Ruiz", id="ending"),
        pytest.param("Jeremio Ruiz", "Jeremia Ruiz", id="ending of names nobody knows"),
        pytest.param("Abelard Ruiz", "Abelord Ruiz", id="first name misspelt"),
        pytest.param("Ivan Petrov", "Ivan Petrova", id="surname with an ending"),
        pytest.param("John Smith Jr", "John Smith Sr", id="father and son"),
        pytest.param("Ana Li", "Ana Lu", id="short words"),
        pytest.param("!!!", "???", id="no letters"),
    ],
)
def test_names_that_alone_prove_nothing(tmp_path: Path, one: str, other: str) -> None:
    assert scored(tmp_path, person(f'"{one}"'), person(f'"{other}"')) is None


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        pytest.param(
            {"name": "A. Ruiz", "phones": "600000000"}, {"phones": "+34 600 000 000"}, 73, id="phone"
        ),
        pytest.param({"name": "Ana", "emails": "ana@a.example"}, {"emails": "Ana@A.example"}, 71, id="email"),
        pytest.param(
            {"name": "Abelord Ruiz", "birthday": "1979-05-14"},
            {"name": "Abelard Ruiz", "birthday": "1979-05-14"},
            68,
            id="birthday",
        ),
        pytest.param({"emails": "a.b+x@gmail.com"}, {"emails": "ab@googlemail.com"}, 100, id="one mailbox"),
        pytest.param({"emails": "a.b@a.example"}, {"emails": "ab@a.example"}, 57, id="two mailboxes"),
        pytest.param({"emails": "a@a.example"}, {"emails": "b@b.example"}, 57, id="other email"),
        pytest.param(
            {"emails": "a@a.example", "phones": "600000000"},
            {"emails": "b@b.example", "phones": "600000001"},
            44,
            id="other email and phone",
        ),
        pytest.param(
            {"birthday": '"05-14"'}, {"birthday": "1979-05-14"}, 100, id="birthday without its year"
        ),
        pytest.param({"aliases": "Anita Kruse"}, {"name": "Anita Kruse"}, 60, id="alias"),
        pytest.param(
            {"emails": "a@a.example"}, {"name": "Ana López", "emails": "a@a.example"}, 71, id="married"
        ),
        pytest.param({"phones": '"+44 (0)20 7946 0000"'}, {"phones": "020 7946 0000"}, 100, id="(0)"),
        pytest.param({"archived": "2020-01-01"}, {}, 60, id="archived"),
    ],
)
def test_what_else_two_files_say(tmp_path: Path, one: Keys, other: Keys, score: int) -> None:
    ana = {"name": "Ana Ruiz"}
    assert scored(tmp_path, person(**{**ana, **one}), person(**{**ana, **other})) == score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"birthday": "1950-01-02"}, {"birthday": "1980-03-04"}, id="father and son"),
        pytest.param(
            {"birthday": "1950-01-02", "phones": "600000000"},
            {"birthday": "1980-01-02", "phones": "600000000"},
            id="father and son on one telephone",
        ),
        pytest.param({"birthday": '"01-02"'}, {"birthday": "1980-03-04"}, id="another day of the year"),
        pytest.param(
            {"name": "Eva Ruiz", "birthday": "1979-05-14", "phones": "600000000", "emails": "a@a.example"},
            {"birthday": "1979-05-14", "phones": "600000000", "emails": "a@a.example"},
            id="twins",
        ),
        pytest.param(
            {"name": "Maria Ruiz", "phones": "600000000"},
            {"name": "Marta Ruiz", "phones": "600000000"},
            id="sisters whose names differ by a letter",
        ),
        pytest.param({"not_same_as": "b"}, {}, id="one file says so"),
        pytest.param({}, {"not_same_as": "a"}, id="the other file says so"),
        pytest.param({"relations": "[{type: parent-of, contact: b}]"}, {}, id="related"),
        pytest.param({"type": "organisation"}, {}, id="a firm and its owner"),
    ],
)
def test_people_who_are_two(tmp_path: Path, one: Keys, other: Keys) -> None:
    ana = {"name": "Ana Ruiz"}
    assert scored(tmp_path, person(**{**ana, **one}), person(**{**ana, **other})) is None


def test_not_same_as_knows_a_former_id(tmp_path: Path) -> None:
    old = person("Ana Ruiz", former_ids="[ana-old]")
    assert scored(tmp_path, old, person("Ana Ruiz", not_same_as="ana-old")) is None


def test_organisations_are_compared_without_their_legal_form(tmp_path: Path) -> None:
    firm = person("Acme", type="organisation")
    assert scored(tmp_path, firm, person("ACME GmbH", type="organisation")) == 60


def test_a_number_that_many_share_says_nothing(tmp_path: Path) -> None:
    desk = [person(name, phones="600000000") for name in ("Ana Ruiz", "A. Ruiz", "Ben Okafor", "Cleo Lang")]
    assert scored(tmp_path, *desk[:2]) == 73
    assert pairs(tmp_path, *desk) == []


def test_a_pair_says_why(tmp_path: Path) -> None:
    [pair] = pairs(
        tmp_path,
        person("Ana Ruiz", aliases="[Bibi, Anita]", emails="[x@a.example, ana@a.example]"),
        person("Anita", emails="ana@a.example"),
    )
    assert [(reason.text, reason.at) for reason in pair.because] == [
        ("same name Anita", ("aliases", 1)),
        ("same email ana@a.example", ("emails", 1)),
    ]


def test_the_likeliest_come_first(tmp_path: Path) -> None:
    found = pairs(
        tmp_path,
        person("Ana Ruiz"),
        person("Ana Ruiz"),
        person("Ben Okafor", emails="ben@a.example"),
        person("Ben Okafor", emails="ben@a.example"),
    )
    assert [(pair.first.id, pair.second.id) for pair in found] == [("c", "d"), ("a", "b")]


def test_three_files_of_one_person_are_three_pairs(tmp_path: Path) -> None:
    found = pairs(tmp_path, *[person("Ana Ruiz")] * 3)
    assert [(pair.first.id, pair.second.id) for pair in found] == [("a", "b"), ("a", "c"), ("b", "c")]


def test_a_name_that_everybody_has_costs_no_square(tmp_path: Path) -> None:
    many = 2000
    files = {f"p{number}.md": person("Ana Ruiz") for number in range(many)}
    found = open_workspace(make_wiki(tmp_path, files), dt.date(2026, 3, 1)).facts.of(duplicates)
    assert many <= len(found) <= 20 * many


def test_whoever_is_nearly_the_same_is_found_among_many(tmp_path: Path) -> None:
    files = {f"p{number}.md": person(f"{word(number)} {word(number + 7)}") for number in range(500)}
    twins = {"x1.md": person("Robert Okafor"), "x2.md": person("Bob Okafor")}
    found = open_workspace(make_wiki(tmp_path, files | twins), dt.date(2026, 3, 1)).facts.of(duplicates)
    assert [(pair.first.id, pair.second.id) for pair in found] == [("x1", "x2")]


def word(number: int) -> str:
    """A word like no other: three syllables for three digits."""
    return "".join(
        ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu")[int(d)] for d in f"{number:03}"
    )


def test_a_misspelt_surname_and_a_nickname_meet_by_any_other_sign(tmp_path: Path) -> None:
    one = person("Bob Okafor", emails="bob@a.example")
    assert scored(tmp_path, one, person("Robert Okafro", emails="bob@a.example")) == 88


def test_every_form_in_the_tables_is_as_names_are_compared() -> None:
    words = {*nicknames.NAMES, *nicknames.TITLES, *nicknames.LEGAL_FORMS}
    assert all(word.isascii() and word.isalpha() and word == word.lower() for word in words)


def test_check_is_silent_once_it_was_answered(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, {"a.md": person("Ana Ruiz"), "b.md": person("Ana Ruiz")})
    assert "SOI303" in soi(root, "check").out
    (root / "contacts/b.md").write_text(person("Ana Ruiz", not_same_as="a"), encoding="utf-8")
    assert "SOI303" not in soi(root, "check").out
