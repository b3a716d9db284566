"""The page of the referrals: sources, chains, centres, circles, and how to be introduced."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from builder.pages import referrals
from builder.pages import views
from builder.pages.referrals import MOST
from builder.pages.referrals import MOST_NAMES
from builder.pages.referrals import Chain
from builder.pages.referrals import ReferralsView
from builder.pages.rendering import environment
from builder.pages.rendering import html
from builder.workspace import Workspace
from builder.workspace import open_workspace
from tests.support import make_wiki
from tests.support import person

TODAY = dt.date(2026, 3, 1)
FILES = {
    "ana.md": person(
        "Ana",
        grade="A+",
        touches="2026-02-01 call",
        referrals="[{date: 2025-12-01, direction: received, contact: ben, outcome: won, value: 300},"
        " {date: 2025-12-02, direction: received, contact: cleo, outcome: lost}]",
        relations="[{type: knows, contact: dov}, {type: knows, contact: Zoë}]",
    ),
    "ben.md": person(
        "Ben",
        purchases="2026-01-10 300 lamps",
        referrals="{date: 2026-02-02, direction: received, contact: eve}",
    ),
    "cleo.md": person("Cleo"),
    "dov.md": person("Dov", stage="suspect", source="trade fair"),
    "eve.md": person("Eve", stage="prospect", touches="2026-02-20 meeting"),
    "fay.md": person("Fay", stage="prospect", relations="{type: knows, contact: gil}"),
    "gil.md": person("Gil", referred_by="hal"),
    "hal.md": person("Hal", referred_by="gil", purchases="2026-01-11 100 lamps"),
}


def opened(root: Path, files: dict[str, str], settings: str = "") -> Workspace:
    return open_workspace(make_wiki(root, files, settings), TODAY)


def page(root: Path, files: dict[str, str]) -> tuple[ReferralsView, str]:
    ((address, view),) = referrals.views(opened(root, files))
    assert isinstance(view, ReferralsView)
    return view, html(environment(root), address, view)


def names(chain: Chain) -> list[str]:
    return [person.text for person in chain.people]


def test_sources_are_ranked_with_what_came_of_them(tmp_path: Path) -> None:
    view, _ = page(tmp_path, FILES)
    assert [
        (
            row.who.text,
            row.won,
            row.won_count,
            row.referred,
            row.came_of_it,
            row.downstream,
            row.downstream_won,
        )
        for row in view.sources
    ] == [
        ("Ana", "300 EUR", 1, 2, "1 bought, 1 lost", 3, "300 EUR"),
        ("Ben", "", 0, 1, "", 1, ""),
        ("Gil", "", 0, 1, "1 bought", 1, ""),
        ("Hal", "", 0, 1, "", 1, ""),
    ]
    assert view.share is not None
    assert (view.share.part, view.share.by_referral, view.share.won) == ("100%", "400 EUR", "400 EUR")


def test_chains_and_generations_are_told_by_name(tmp_path: Path) -> None:
    view, text = page(tmp_path, FILES)
    assert [(row.number, [person.text for person in row.people]) for row in view.generations] == [
        (0, ["Ana"]),
        (1, ["Ben", "Cleo"]),
        (2, ["Eve"]),
    ]
    assert [names(chain) for chain in view.chains] == [["Ana", "Ben", "Eve"]]
    assert [names(chain) for chain in view.circles] == [["Gil", "Hal", "Gil"]]
    assert '<a href="people/ana.html">Ana</a> → <a href="people/ben.html">Ben</a>' in text


def test_centres_say_whom_they_know(tmp_path: Path) -> None:
    (centre,) = page(tmp_path, FILES)[0].centres
    assert (centre.who.text, centre.people) == ("Ana", 4)
    assert centre.why == "referred or knows 4 people: Ben, Cleo, Dov, Zoë"


def test_who_was_never_talked_to_is_reached_through_others(tmp_path: Path) -> None:
    view, text = page(tmp_path, FILES)
    (row,) = view.introductions
    assert (row.who.text, row.stage, names(row.way)) == ("Dov", "suspect", ["Ana", "Dov"])
    assert row.ask == "Ask Ana (last call on 2026-02-01) to introduce you to Dov, whom they know"
    assert row.command in text
    # Eve has been met, so nobody is needed; of those whom Fay knows nobody has.
    assert [person.text for person in view.unreached] == ["Fay"]


def test_what_is_long_is_cut_and_counted(tmp_path: Path) -> None:
    numbers = [f"{number:03}" for number in range(MOST + 3)]
    knows = ", ".join(f"{{type: knows, contact: s{number}}}" for number in numbers)
    files = {"hub.md": person("Hub", touches="2026-02-01 call", relations=f"[{knows}]")}
    files |= {f"s{number}.md": person(f"S{number}", stage="suspect", source="list") for number in numbers}
    files |= {
        f"r{number}.md": person(
            f"R{number}", referrals=f"{{date: 2026-01-01, direction: received, contact: X{number}}}"
        )
        for number in numbers
    }
    view, text = page(tmp_path, files)
    assert (len(view.sources), view.more_sources) == (MOST, 3)
    assert (len(view.introductions), view.more_introductions) == (MOST, 3)
    assert [(len(row.people), row.more) for row in view.generations] == [
        (MOST_NAMES, MOST + 3 - MOST_NAMES),
        (MOST_NAMES, MOST + 3 - MOST_NAMES),
    ]
    assert text.count("And 3 more") == 2


def test_an_empty_wiki_says_how_to_begin(tmp_path: Path) -> None:
    view, text = page(tmp_path, {"ana.md": person()})
    assert (view.sources, view.chains, view.centres, view.introductions) == ((), (), (), ())
    assert "soi refer BEN --from ANA" in text


def test_among_friends_there_is_no_such_page(tmp_path: Path) -> None:
    addresses = {address for address, _ in views(opened(tmp_path, FILES, "owner: {use: personal}"))}
    assert "referrals.html" not in addresses
    assert "networks.html" in addresses
