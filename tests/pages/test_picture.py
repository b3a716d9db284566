"""The picture of the network: who is in it, where it leads, and when it is left out."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from builder.pages import picture as module
from builder.pages.picture import MOST
from builder.pages.picture import Picture
from builder.pages.picture import picture
from builder.pages.referrals import views
from builder.pages.rendering import environment
from builder.pages.rendering import html
from builder.workspace import Workspace
from builder.workspace import open_workspace
from tests.support import make_wiki
from tests.support import person

TODAY = dt.date(2026, 3, 1)
FILES = {
    "ana.md": person(
        "Ana Ruiz",
        grade="A+",
        referrals="{date: 2026-01-01, direction: received, contact: ben}",
        relations="{type: knows, contact: '<b>Zoë'}",
    ),
    "ben.md": person("Bartholomew-James"),
    "cyd.md": person("Cyd"),
}


def opened(root: Path, files: dict[str, str]) -> Workspace:
    return open_workspace(make_wiki(root, files), TODAY)


def drawn(root: Path, files: dict[str, str]) -> Picture:
    found = picture(opened(root, files).facts)
    assert found is not None
    return found


def test_whoever_is_joined_to_somebody_is_in_it(tmp_path: Path) -> None:
    found = drawn(tmp_path, FILES)
    assert [(dot.who.text, dot.who.href, dot.label, dot.kind) for dot in found.dots] == [
        ("<b>Zoë", None, "<b>Zoë", "named"),
        ("Ana Ruiz", "people/ana.html", "Ana", "close"),
        ("Bartholomew-James", "people/ben.html", "Bartholome…", "known"),
    ]
    assert [stroke.is_referral for stroke in found.strokes] == [False, True]


def test_everything_lies_inside_it_and_nobody_on_another(tmp_path: Path) -> None:
    found = drawn(tmp_path, FILES)
    places = {(dot.x, dot.y) for dot in found.dots}
    assert len(places) == len(found.dots)
    ends = {(line.x1, line.y1) for line in found.strokes} | {(line.x2, line.y2) for line in found.strokes}
    assert all(0 < x < found.width and 0 < y < found.height for x, y in places | ends)


def test_an_arrow_leads_from_the_referrer(tmp_path: Path) -> None:
    found = drawn(tmp_path, FILES)
    at = {dot.who.text: (dot.x, dot.y) for dot in found.dots}
    arrow = found.strokes[-1]

    def near(x: int, y: int) -> str:
        return min(at, key=lambda name: (at[name][0] - x) ** 2 + (at[name][1] - y) ** 2)

    assert (near(arrow.x1, arrow.y1), near(arrow.x2, arrow.y2)) == ("Ana Ruiz", "Bartholomew-James")


@pytest.mark.parametrize("is_more", [False, True], ids=["as many as can be told apart", "one more"])
def test_a_crowd_is_left_out(tmp_path: Path, *, is_more: bool) -> None:
    knows = ", ".join(f"{{type: knows, contact: P{number}}}" for number in range(MOST - 1 + is_more))
    found = picture(opened(tmp_path, {"ana.md": person(relations=f"[{knows}]")}).facts)
    assert (found is None) is is_more


def test_where_nobody_is_joined_there_is_none(tmp_path: Path) -> None:
    assert picture(opened(tmp_path, {"cyd.md": FILES["cyd.md"]}).facts) is None


def test_it_has_links_with_names_and_circles_as_large_as_the_lines_leave_free(tmp_path: Path) -> None:
    workspace = opened(tmp_path, FILES)
    ((address, view),) = views(workspace)
    text = html(environment(workspace.root), address, view)
    assert re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"', text) == [
        ("people/ana.html", "Ana Ruiz"),
        ("people/ben.html", "Bartholomew-James"),
    ]
    assert "<title>&lt;b&gt;Zoë</title>" in text
    assert set(re.findall(r' r="(\d+)"', text)) == {str(module.RADIUS)}
