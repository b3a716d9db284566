"""`soi triage` on a real terminal: who comes first, what is known of them, and what a grade writes."""

from __future__ import annotations

from pathlib import Path

from ..support import make_wiki
from ..support import person
from ..support import soi
from ..terminal import on_terminal

ANA = """\
---
name: Ana Ruiz   # as she says it
stage: client
category: [customer, evangelist]
organisation: ruiz
source: design fair
purchases:
  - 2025-10-12 4200 spring collection
  - 2026-01-12 300
  - 2026-04-12 9000 not yet
referrals:
  - {date: 2025-11-02, direction: received, contact: ben}
  - {date: 2025-11-02, direction: received, contact: Zoe}
touches:
  - 2025-12-01 visit: New showroom.
  - {date: 2026-01-10, channel: call, reached: false}
---
Notes stay.
"""
KEY = "? help\n> "


def triage(root: Path, people: dict[str, str], *keys: str, settings: str = "") -> str:
    """What is printed while keys are pressed, one for each person shown."""
    make_wiki(root, {f"{name}.md": text for name, text in people.items()}, settings)
    with on_terminal(root, "triage") as screen:
        for key in keys:
            screen.until("> ")
            screen.type(key)
        if keys[-1] == "q":
            assert screen.end() == 0
        else:
            screen.until("> ")
        return screen.text


def test_what_is_known_is_shown_with_the_grades_in_the_words_of_the_method(tmp_path: Path) -> None:
    people = {"ana": ANA, "ruiz": person("Ruiz Interiors", type="organisation", grade="A")}
    assert triage(tmp_path, people, "q") == (
        "+  A+, monthly: The best of the best, and few.\n"
        "a  A, quarterly: Very good people, an A+ with more time.\n"
        "b  B, yearly: Good, and perhaps an A one day.\n"
        "c  C: Everyone else; who has no grade counts as a C.\n"
        "d  D: To be deleted.\n"
        "f  F: To be parted with, quickly and professionally.\n"
        "\n"
        "1 of 1\n"
        "Ana Ruiz  not graded, client\n"
        "  Ruiz Interiors\n"
        "  customer, evangelist\n"
        "  bought 2 times for 4500 EUR, last on 2026-01-12\n"
        "  referred 2 people to you\n"
        "  1 touch, the last a visit on 2025-12-01\n"
        "  source: design fair\n"
        "+ A+  a A  b B  c C  d D  f F  s skip  u undo  q quit  ? help\n"
        "> quit\n"
        "0 written, 0 skipped, 1 left\n"
    )


def test_family_and_friends_are_let_go_not_fired(tmp_path: Path) -> None:
    printed = triage(tmp_path, {"ana": person()}, "q", settings="owner: {use: personal}")
    assert "d  D: To be let go.\nf  F: To be let go.\n" in printed


def test_a_key_is_a_grade_and_nothing_else_changes(tmp_path: Path) -> None:
    keys = {"+": "A+", "1": "A+", "a": "A", "A": "A", "b": "B", "c": "C", "d": "D", "f": "F"}
    people = {f"p{place}": ANA for place in range(len(keys))}
    printed = triage(tmp_path, people, *keys)
    for (name, ana), grade in zip(people.items(), keys.values(), strict=True):
        assert f"contacts/{name}.md:3: set grade {grade}" in printed
        after = (tmp_path / f"contacts/{name}.md").read_text(encoding="utf-8")
        assert after == ana.replace("stage:", f"grade: {grade}\nstage:")


def test_who_was_never_touched_gets_the_day_of_a_first_touch(tmp_path: Path) -> None:
    printed = triage(tmp_path, {"ana": person()}, "a")
    due = soi(tmp_path, "show", "ana", "--format", "json").json["facts"]["due"]["due_on"]
    assert "2026-03-01" < due <= "2026-06-01"
    assert (tmp_path / "contacts/ana.md").read_text("utf-8") == person(grade="A", first_due=due)
    assert f"contacts/ana.md:3: set grade A; next due {due}\n" in printed
    assert f"contacts/ana.md:4: set first_due {due}\n" in printed


def test_those_with_the_most_evidence_come_first(tmp_path: Path) -> None:
    people = {
        "a-nobody": person("Zora"),
        "b-nobody": person("Ábel"),
        "c-twin": person("Zora"),
        "touched": person("Touched", touches="[2026-02-01 call, 2026-02-02 call]"),
        "tried": person(
            "Tried", touches="[{date: 2026-02-01, channel: call, reached: false}, 2026-02-02 card]"
        ),
        "referrer": person("Referrer", referrals="{date: 2026-01-01, direction: received, contact: Ben}"),
        "giver": person("Giver", referrals="{date: 2026-01-01, direction: given, contact: Ben}"),
        "buyer": person("Buyer", purchases="2026-01-01 10"),
        "gift": person("Gift", purchases="2026-01-01"),
        "whale": person("Whale", purchases="2020-01-01 5000"),
        "graded": person("Graded", grade="C"),
        "blank": person("Blank", grade=""),
        "wrong": person("Wrong", grade="AA"),
        "archived": person("Archived", archived="2026-01-01"),
        "died": person("Died", died="2026-01-01"),
        "fair": person("Fair", type="event", date="2026-01-01"),
        "page": person("Page", type="page"),
        "house": person("House", type="organisation"),
    }
    printed = triage(tmp_path, people, *"s" * 11, "q")
    names = [line.partition("  ")[0] for line in printed.splitlines() if "  not graded, " in line]
    assert names == [
        *("Whale", "Buyer", "Gift", "Referrer", "Touched", "Tried"),
        *("Ábel", "Blank", "Giver", "House", "Zora", "Zora"),
    ]


def test_a_grade_given_in_the_meantime_is_not_asked_for(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ana.md": person(), "ben.md": person("Ben"), "cleo.md": person("Cleo")})
    with on_terminal(tmp_path, "triage") as screen:
        screen.until(KEY)
        (tmp_path / "contacts/ben.md").write_text(person("Ben", grade="B"), encoding="utf-8")
        screen.type("c")
        assert "2 of 3\nBen: done in the meantime\n\n3 of 3\nCleo" in screen.until(KEY)


def test_undo_takes_the_grade_and_the_first_day_back(tmp_path: Path) -> None:
    printed = triage(tmp_path, {"ana": person(), "ben": person("Ben")}, "a", "u", "s", "q")
    assert "contacts/ana.md: as it was before\n\n1 of 2\nAna  not graded, contact\n" in printed
    assert printed.endswith("0 written, 1 skipped, 1 left\n")
    assert (tmp_path / "contacts/ana.md").read_text("utf-8") == person()


def test_everybody_graded_is_no_round(tmp_path: Path) -> None:
    with on_terminal(make_wiki(tmp_path, {"ana.md": person(grade="C")}), "triage") as screen:
        assert screen.end() == 0
    assert screen.text == "Everybody has a grade.\n"
