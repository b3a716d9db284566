"""The drawing of the people around somebody."""

from __future__ import annotations

from pathlib import Path

from builder.pages.around import HEIGHT
from builder.pages.around import MOST
from builder.pages.around import WIDTH
from builder.pages.around import Around

from .contacts import ana
from .contacts import pages
from .contacts import person
from .contacts import workspace

REFERRED = "referrals: [{date: 2026-01-05, direction: received, contact: %s, outcome: won}]"


def around(root: Path, text: str, settings: str = "", **others: str) -> Around | None:
    """The drawing on Ana's page."""
    return ana(root, person(text), settings, **others).around


def sides(found: Around | None) -> list[tuple[str, str, bool]]:
    """Kind, name and whether it is on the left, of each box."""
    assert found is not None
    return [(box.kind, box.who.text, box.x == 0) for box in found.boxes]


def test_each_stands_on_the_side_of_what_they_are(tmp_path: Path) -> None:
    found = around(
        tmp_path,
        f"{REFERRED % 'cyd'}\nrelations: [{{type: friend, contact: dov}}]",
        ben=person(REFERRED % "ana", "Ben"),
        cyd=person("", "Cyd"),
        dov=person("", "Dov"),
    )
    assert sides(found) == [("through", "Ben", True), ("related", "Dov", True), ("referred", "Cyd", False)]
    assert found is not None
    # The shorter side is in the middle of the height.
    assert [box.y for box in found.boxes] == [0, 34, 17]
    assert found.text == "Ana: came through Ben; related to Dov; referred Cyd"
    assert found.legend == (
        "Left: through whom they came; dashed, those related to them. Right: whom they referred."
    )


def test_the_drawing_is_as_high_as_its_fuller_side_and_the_dot_in_its_middle(tmp_path: Path) -> None:
    found = around(
        tmp_path,
        "relations: [{type: friend, contact: ben}, {type: knows, contact: cyd}]\nreferred_by: dov",
        ben=person("", "Ben"),
        cyd=person("", "Cyd"),
        dov=person("", "Dov"),
    )
    assert found is not None
    assert [box.y for box in found.boxes] == [0, 34, 68]
    assert found.size == (WIDTH, 68 + HEIGHT)
    assert found.dot[:2] == (WIDTH // 2, (68 + HEIGHT) // 2)


def test_somebody_who_is_both_is_drawn_once(tmp_path: Path) -> None:
    found = around(
        tmp_path,
        "relations: [{type: friend, contact: ben}, {type: knows, contact: ben}]\nreferred_by: ben\n"
        + REFERRED % "Cyd Ray",
        ben=person("", "Ben"),
    )
    assert sides(found) == [("through", "Ben", True), ("referred", "Cyd Ray", False)]
    assert found is not None
    assert found.boxes[1].who.href is None


def test_one_other_person_needs_no_drawing(tmp_path: Path) -> None:
    assert around(tmp_path, "referred_by: ben", ben=person("", "Ben")) is None


def test_what_does_not_fit_is_counted(tmp_path: Path) -> None:
    names = [f"Friend {number:02}" for number in range(MOST + 3)]
    relations = ", ".join(f"{{type: friend, contact: {name}}}" for name in names)
    found = around(tmp_path, f"relations: [{relations}]")
    assert found is not None
    assert [box.who.text for box in found.boxes] == names[:MOST]
    assert found.more == ((0, MOST * 34, 3),)


def test_a_wiki_for_family_and_friends_shows_relations_only(tmp_path: Path) -> None:
    ties = ("friend, contact: Ben", "spouse, contact: Cyd", "client-of, contact: Dov")
    text = f"relations: [{', '.join(f'{{type: {tie}}}' for tie in ties)}]\n"
    found = around(tmp_path, text + REFERRED % "Eve", "owner: {use: personal}")
    assert sides(found) == [("related", "Ben", True), ("related", "Cyd", True)]
    assert found is not None
    assert found.legend == "Left: dashed, those related to them."


def test_the_page_links_to_those_who_have_one(tmp_path: Path) -> None:
    files = {
        "ana.md": person("relations: [{type: friend, contact: ben}, {type: knows, contact: <b>Cyd</b>}]"),
        "ben.md": person("", "Ben"),
    }
    html = (
        pages(workspace(tmp_path, files))["people/ana.html"]
        .partition("soi-around")[2]
        .partition("</svg>\n<p>")[0]
    )
    assert html.count("<a href=") == 1
    assert '<a href="../people/ben.html"><svg class="soi-box soi-related"' in html
    assert "&lt;b&gt;Cyd&lt;/b&gt;" in html
