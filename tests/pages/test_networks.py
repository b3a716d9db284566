"""The page of the networks: who is there, who is missing and could be there, and whose turn it is."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from builder.pages import networks
from builder.pages import views
from builder.pages.networks import MOST
from builder.pages.networks import MOST_CANDIDATES
from builder.pages.networks import NetworksView
from builder.pages.networks import Seat
from builder.pages.people import PeopleView
from builder.pages.rendering import environment
from builder.pages.rendering import html
from builder.workspace import Workspace
from builder.workspace import open_workspace
from tests.support import make_wiki
from tests.support import person

TODAY = dt.date(2026, 3, 1)
SPHERE = "owner: {contact_sphere: [florist, [venue, hall], printer], competitors: [photo studio]}"
PERSONAL = SPHERE.replace("{contact", "{use: personal, contact")


def opened(root: Path, files: dict[str, str], settings: str = SPHERE) -> Workspace:
    return open_workspace(make_wiki(root, files, settings), TODAY)


def page(root: Path, files: dict[str, str], settings: str = SPHERE) -> tuple[NetworksView, str]:
    workspace = opened(root, files, settings)
    ((address, view),) = networks.views(workspace)
    assert isinstance(view, NetworksView)
    return view, html(environment(root), address, view)


def names(seats: tuple[Seat, ...]) -> list[str]:
    return [seat.who.text for seat in seats]


FLORIST = person(
    "Ana",
    profession="Florist",
    stage="connection",
    touches="2026-02-01 visit",
    referrals="[{date: 2026-01-02, direction: received, contact: Zoë}]",
)


def test_every_trade_names_who_is_there_and_who_could_be(tmp_path: Path) -> None:
    files = {
        "ana.md": FLORIST,
        "ben.md": person("Ben", profession="hall", stage="client"),
        "cleo.md": person("Cleo", profession="printer", touches="2025-05-01 call"),
        "dov.md": person("Dov", profession="photo studio"),
    }
    view, text = page(tmp_path, files)
    assert [(row.name, row.synonyms, names(row.people), names(row.candidates)) for row in view.sphere] == [
        ("florist", "", ["Ana"], []),
        ("venue", "hall", ["Ben"], []),
        ("printer", "", [], ["Cleo"]),
    ]
    assert [seat.why for row in view.sphere for seat in (*row.people, *row.candidates)] == [
        "in the power team",
        "not in touch for 90 days; no referral for 12 months",
        "contact, last call 2025-05-01",
    ]
    assert [(gap.what, gap.kind, names(gap.candidates), gap.command) for gap in view.gaps] == [
        ("printer", "profession", ["Cleo"], ""),
        ("support network", "network", [], "soi set WHO networks support --add"),
        ("information network", "network", [], "soi set WHO networks information --add"),
        ("referral network", "network", [], "soi set WHO networks referral --add"),
        ("referral partner", "level", [], "soi refer NAME --to WHO"),
    ]
    assert [(step.title, names(step.people)) for step in view.steps] == [
        ("Power team", ["Ana"]),
        ("Referral partners", []),
    ]
    assert view.steps[0].people[0].why.startswith("Florist: in your contact sphere; last visit 2026-02-01")
    assert names(view.competitors.people) == ["Dov"]
    assert '<a href="people/cleo.html">Cleo</a>' in text


def test_who_gave_and_who_got_is_told_with_whose_turn_it_is(tmp_path: Path) -> None:
    given = "[{date: 2026-01-05, direction: given, contact: Zoë}]"
    view, text = page(tmp_path, {"ana.md": FLORIST, "ben.md": person("Ben", referrals=given)})
    assert [(row.who.text, row.received, row.given, row.last, row.turn) for row in view.accounts] == [
        ("Ana", 1, 0, "2026-01-02", "your turn"),
        ("Ben", 0, 1, "2026-01-05", "their turn"),
    ]
    assert "soi refer NAME --to ana" in text
    assert "soi touch ben call --asked yes" in text


def test_the_supply_chain_is_told_step_by_step_and_the_others_are_asked(tmp_path: Path) -> None:
    files = {
        "ana.md": person("Ana", stage="client", relations="{type: supplier-of, contact: ben}"),
        "ben.md": person("Ben", relations="{type: supplier-of, contact: Zoë}"),
        "cleo.md": person("Cleo", stage="client"),
        "dov.md": person("Dov", stage="client", end_customer="true"),
    }
    view, text = page(tmp_path, files)
    (row,) = view.supply
    assert (row.who.text, [[buyer.who.text for buyer in level.buyers] for level in row.levels]) == (
        "Ana",
        [["Ben"], ["Zoë"]],
    )
    assert "through Ben" in text
    assert names(view.to_ask.people) == ["Cleo"]


def test_a_long_list_is_cut_and_leads_to_all_of_it(tmp_path: Path) -> None:
    files = {
        f"p{place}.md": person(f"P{place:03}", networks="support", profession="printer")
        for place in range(MOST + 7)
    }
    view, text = page(tmp_path, files)
    (support,) = (circle for circle in view.circles if circle.anchor == "support-network")
    assert (len(support.people), support.more) == (MOST, 7)
    assert '<p>And 7 more: <a href="people.html#networks=support">' in text
    assert [(len(row.candidates), row.more) for row in view.sphere] == [
        (0, 0),
        (0, 0),
        (MOST_CANDIDATES, MOST + 7 - MOST_CANDIDATES),
    ]
    people = dict(views(opened(tmp_path, files)))["people.html"]
    assert isinstance(people, PeopleView)
    assert {row.marks["networks"] for row in people.people} == {("support",)}


def test_a_list_that_fits_is_not_cut(tmp_path: Path) -> None:
    view, text = page(tmp_path, {"ana.md": person("Ana", networks="[support, information, referral]")})
    assert [(circle.title, names(circle.people), circle.more) for circle in view.circles] == [
        ("Support network", ["Ana"], 0),
        ("Information network", ["Ana"], 0),
        ("Referral network", ["Ana"], 0),
    ]
    assert not re.search(r"And \d+ more", text)


def test_among_friends_there_are_two_networks_and_no_business(tmp_path: Path) -> None:
    files = {
        "ana.md": FLORIST.replace("stage:", "networks: [support, referral]\nstage:"),
        "dov.md": person("Dov", stage="client", profession="photo studio"),
    }
    view, text = page(tmp_path, files, PERSONAL)
    assert [circle.anchor for circle in view.circles] == ["support-network", "information-network"]
    assert [gap.what for gap in view.gaps] == ["information network"]
    assert not re.search(r"(?i)sphere|power|partner|compet|supply|client|turn|referral", text)


def test_an_owner_who_named_no_trade_is_told_where(tmp_path: Path) -> None:
    assert "owner.contact_sphere" in page(tmp_path, {"ana.md": FLORIST}, "")[1]
    assert "owner.contact_sphere" not in page(tmp_path / "other", {"ana.md": FLORIST})[1]
