"""Home, the lists and the page of findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from builder.pages import View
from builder.pages import views
from builder.pages.checks import ChecksView
from builder.pages.due import DueView
from builder.pages.event import EventView
from builder.pages.events import EventsView
from builder.pages.home import MAX_CALLS
from builder.pages.home import HomeView
from builder.pages.people import PeopleView
from builder.pages.rendering import environment
from builder.pages.rendering import html
from builder.workspace import open_workspace
from tests.support import make_wiki
from tests.support import person

TODAY = dt.date(2026, 3, 1)


def pages(root: Path, files: Mapping[str, str | bytes], *, is_pinned: bool = False) -> dict[str, View]:
    """Views by address; each of them also has to fit its template."""
    opened = open_workspace(make_wiki(root, files), TODAY, is_pinned=is_pinned)
    found = dict(views(opened))
    for address, view in found.items():
        html(environment(opened.root), address, view)
    return found


def test_home_lists_those_to_call_the_promises_of_the_owner_and_the_birthdays(tmp_path: Path) -> None:
    files = {
        "ana.md": person(
            "Ana", grade="A+", touches="2026-01-01 call", reach="before ten, ask [[ben]]", phones="+34 1"
        ),
        "ben.md": person("Ben", grade="A", touches="2026-02-20 call", birthday="1980-03-03"),
        "cyd.md": person(
            "Cyd", follow_ups="[{due: 2026-03-01, what: send it}, {due: 2026-03-02, what: later}]"
        ),
        "dov.md": person("Dov", follow_ups="{due: 2026-02-01, what: theirs, by: them}"),
        "inbox/phone.txt": "ana called back\n\nben email thanks\n",
    }
    home = pages(tmp_path, files)["index.html"]
    assert isinstance(home, HomeView)
    assert home.inbox == 2
    assert home.phone.href == "playbook.html#phone"
    assert [call.who.text for call in home.calls] == ["Ana"]
    assert home.calls[0].why == "1.9x: last call 59 days ago, A+ is monthly"
    assert home.calls[0].reach == 'before ten, ask <a href="people/ben.html">Ben</a>'
    assert [(row.who.text, row.what, row.is_theirs) for row in home.promises] == [
        ("Dov", "theirs", True),
        ("Cyd", "send it", False),
    ]
    assert [(ahead.who.text, ahead.date, ahead.turns) for ahead in home.birthdays] == [
        ("Ben", "2026-03-03", 46)
    ]
    assert not home.day.is_pinned


def test_a_long_day_is_cut_and_says_so(tmp_path: Path) -> None:
    files = {f"p{number}.md": person(f"P{number}", grade="A+") for number in range(MAX_CALLS + 3)}
    home = pages(tmp_path, files)["index.html"]
    assert isinstance(home, HomeView)
    assert (len(home.calls), home.more_calls) == (MAX_CALLS, 3)


def test_a_pinned_day_is_said_to_be_pinned(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, {"ana.md": person()})
    for is_pinned in (True, False):
        opened = open_workspace(root, TODAY, is_pinned=is_pinned)
        for address in (
            "index.html",
            "due.html",
            "people.html",
            "networks.html",
            "referrals.html",
            "plan.html",
            "review.html",
            "checks.html",
        ):
            text = html(environment(root), address, dict(views(opened))[address])
            assert "Sunday" in text
            assert ("the settings pin" in text) is is_pinned


def test_the_due_list_and_the_rest(tmp_path: Path) -> None:
    files = {
        "ana.md": person("Ana", grade="A", touches="2026-02-20 call"),
        "ben.md": person("Ben", grade="A+", touches="2026-02-05 call"),
        "cyd.md": person("Cyd", grade="A+", touches="2026-01-05 call"),
        "dov.md": person("Dov", grade="D"),
    }
    due = pages(tmp_path, files)["due.html"]
    assert isinstance(due, DueView)
    assert [(call.who.text, call.status.text) for call in due.listed] == [("Cyd", "overdue"), ("Ben", "soon")]
    assert [(call.who.text, call.status.text) for call in due.rest] == [("Ana", "later")]


def test_people_are_listed_by_name_and_the_archived_apart(tmp_path: Path) -> None:
    files = {
        "z.md": person("Ábel"),
        "a.md": person("zoe"),
        "m.md": person("Mia", archived="2026-01-01", archived_reason="moved"),
        "n.md": person("Noa", died="2026-01-02"),
        "later.md": person("Later", archived="2026-09-01"),
    }
    people = pages(tmp_path, files)["people.html"]
    assert isinstance(people, PeopleView)
    assert [row.who.text for row in people.people] == ["Ábel", "Later", "zoe"]
    assert [(row.who.text, row.since, row.why) for row in people.resting] == [
        ("Mia", "2026-01-01", "moved"),
        ("Noa", "2026-01-02", "died"),
    ]


def test_findings_have_code_line_and_the_person_they_are_about(tmp_path: Path) -> None:
    files = {"ana.md": person("Ana", grade="AA"), "broken.md": "---\nname: a: b\n---\n"}
    checks = pages(tmp_path, files)["checks.html"]
    assert isinstance(checks, ChecksView)
    found = {row.explained.text: row for group in checks.groups for row in group.findings}
    assert found["SOI202"].place == "contacts/ana.md:3"
    assert found["SOI202"].about is not None
    assert found["SOI202"].about.href == "people/ana.html"
    assert found["SOI102"].about is None


def test_a_file_that_cannot_be_read_has_no_page(tmp_path: Path) -> None:
    files = {"ana.md": person("Ana"), "broken.md": "---\nname: a: b\n---\nSee [[ana]].\n"}
    found = pages(tmp_path, files)
    assert "people/broken.html" not in found


def test_an_event_names_guests_once_and_by_name(tmp_path: Path) -> None:
    guests = "invited: [zoe, ana, ana, nobody]\nattended: ana"
    event = f"---\nname: Fair\ntype: event\ndate: 2026-01-15\n{guests}\n---\n"
    files = {
        "ana.md": person("Ana"),
        "zoe.md": person("Zoe", touches="2026-01-01 call about [[fair]]"),
        "fair.md": event,
    }
    found = pages(tmp_path, files)
    fair, listed = found["events/fair.html"], found["events.html"]
    assert isinstance(fair, EventView)
    assert isinstance(listed, EventsView)
    assert [(guest.text, guest.href) for guest in fair.invited] == [
        ("Ana", "people/ana.html"),
        ("nobody", None),
        ("Zoe", "people/zoe.html"),
    ]
    assert [guest.text for guest in fair.attended] == ["Ana"]
    assert [source.text for source in fair.backlinks] == ["Zoe"]
    assert [line.event.text for line in listed.events] == ["Fair"]


def test_without_events_the_list_says_how_to_make_one(tmp_path: Path) -> None:
    opened = open_workspace(make_wiki(tmp_path, {"ana.md": person("Ana")}), TODAY)
    view = dict(views(opened))["events.html"]
    assert "<code>type: event</code>" in html(environment(opened.root), "events.html", view)
