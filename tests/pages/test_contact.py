"""What a contact's page shows, from the files of a small wiki."""

from __future__ import annotations

import datetime as dt
import gc
import re
from pathlib import Path
from typing import Any

import pytest

from builder.facts.see import See
from builder.facts.see import see
from builder.kinds import keys
from builder.model import Contact
from builder.pages import views
from builder.pages.contact import ContactView
from builder.pages.contact import views as contact_views
from builder.workspace import open_workspace
from tests.support import make_wiki

from .contacts import ANA
from .contacts import TODAY
from .contacts import ana
from .contacts import made
from .contacts import pages
from .contacts import person
from .contacts import workspace

MISSED = "  - {date: 2026-02-20, channel: call, reached: false}"


# -- dates, not days


def test_a_new_day_changes_no_page_of_somebody_whose_status_stays(tmp_path: Path) -> None:
    files = {
        "ana.md": person("grade: A+\ntouches:\n  - 2025-11-01 call hello\n  - 2026-01-01 newsletter"),
        "ben.md": person("grade: A\nadded: 2026-01-01", "Ben"),
        "cyd.md": person("grade: A\nsnooze_until: 2026-05-01\nsnooze_reason: lunch", "Cyd"),
        "dov.md": person("grade: B\nbirthday: 05-14\ntouches:\n  - 2026-02-01 visit\n" + MISSED, "Dov"),
    }
    days = (TODAY, TODAY + dt.timedelta(days=1))
    first, second = (pages(workspace(tmp_path / str(day), files, today=day)) for day in days)
    assert {address for address in first if first[address] != second[address]} == {
        "calendar.html",
        "due.html",
        "index.html",
        "people.html",
        "networks.html",
        "referrals.html",
        "plan.html",
        "review.html",
        "checks.html",
    }
    assert not re.search(
        r"\d+ days|yesterday", "".join(first[f"people/{i}.html"] for i in ("ana", "ben", "cyd", "dov"))
    )


@pytest.mark.parametrize(
    ("lines", "headline", "why"),
    [
        pytest.param(
            "grade: A+\ntouches: 2026-01-31 call",
            "Overdue since 2026-02-28",
            "last call 2026-01-31, A+ is monthly",
            id="overdue",
        ),
        pytest.param(
            "grade: A+\ntouches: 2026-02-01 visit",
            "Due on 2026-03-01",
            "last visit 2026-02-01, A+ is monthly",
            id="due",
        ),
        pytest.param(
            "grade: A+\ntouches:\n  - 2026-02-10 call\n"
            "  - {date: 2026-02-11, channel: call, reached: false}\n" + MISSED,
            "Due on 2026-03-10",
            "last call 2026-02-10, A+ is monthly, tried twice since",
            id="tried since",
        ),
        pytest.param(
            "grade: B\nbirthday: 05-14\ntouches: 2026-01-01 call",
            "Due on 2026-05-14",
            "last call 2026-01-01, B is due on the birthday, 05-14",
            id="birthday",
        ),
        pytest.param(
            "grade: A\nsnooze_until: 2026-04-01\nsnooze_reason: lunch",
            "Snoozed until 2026-04-01 (lunch)",
            "never touched, A is quarterly",
            id="snoozed",
        ),
        pytest.param(
            "grade: A\nfirst_due: 2026-03-09",
            "Due on 2026-03-09",
            "never touched, first touch planned for 2026-03-09",
            id="first touch",
        ),
        pytest.param(
            "grade: A\nadded: 2026-01-15",
            "Due on 2026-04-15",
            "never touched, added 2026-01-15, A is quarterly",
            id="added",
        ),
        pytest.param("cadence: never\ngrade: A", "No call is planned", "the file says never", id="never"),
        pytest.param("", "No call is planned", "C has no rhythm", id="no grade"),
        pytest.param(
            "grade: A\nconsent: {date: 2026-02-02, what: contact, given: false}",
            "No call is planned",
            "consent to contact withdrawn 2026-02-02",
            id="withdrawn",
        ),
        pytest.param(
            "grade: A\narchived: 2026-02-03\narchived_reason: moved",
            "No call is planned",
            "archived 2026-02-03, moved",
            id="archived",
        ),
        pytest.param("grade: A\ndied: 2026-02-04", "No call is planned", "died 2026-02-04", id="dead"),
    ],
)
def test_when_and_why_in_dates(tmp_path: Path, lines: str, headline: str, why: str) -> None:
    note = ana(tmp_path, person(lines)).due
    assert (note.headline, note.why) == (headline, why)


# -- every key, and no other


def _token(name: str) -> str:
    return f"Zq{name.replace('_', '')}"


def test_every_text_that_may_be_shown_is_on_the_page_and_no_other(tmp_path: Path) -> None:
    rows = {name: row for name, (_, row) in keys(Contact).items() if row.kind.name in {"text", "id"}}
    lines = [f"{name}: {_token(name)}" for name in rows if name not in {"name", "photo"}]
    files = {
        "ana.md": person(
            "\n".join([*lines, "archived: 2026-01-01", "snooze_until: 2026-09-09"]), _token("name")
        )
    }
    page = pages(workspace(tmp_path, files))[ANA]
    hidden = {name for name, row in rows.items() if not row.shown}
    # Why somebody is snoozed is said with the snooze, which the archived do not have.
    expected = set(rows) - hidden - {"photo", "snooze_reason"}
    assert {name for name in rows if _token(name) in page} == expected
    assert hidden == {"former_ids", "not_same_as"}


def test_what_has_no_place_of_its_own_is_listed_by_its_key(tmp_path: Path) -> None:
    view = ana(
        tmp_path,
        person(
            "aliases: [Anita, A. R.]\nvalue: {profit: high, busy: true}\nreference: true\n"
            "stage_history:\n  - {date: 2025-01-10, stage: prospect}\n  - {date: 2025-06-01, stage: client}\n"
            "checklist: {needs: 2025-02-02}\ncadence: 6 weeks\nend_customer: false\nx-mine: no"
        ),
    )
    assert [(name, str(value)) for name, value in view.more] == [
        ("Aliases", "Anita; A. R."),
        ("Stage history", "2025-01-10 prospect; 2025-06-01 client"),
        ("Value", "profit high, busy yes"),
        ("Reference", "yes"),
        ("Cadence", "6 weeks"),
        ("Checklist", "needs: 2025-02-02"),
    ]


# -- ways


def test_numbers_and_addresses_can_be_tapped(tmp_path: Path) -> None:
    view = ana(
        tmp_path,
        person(
            "phones:\n  - {value: +34 (600) 000-000, label: mobile}\n  - 030 1234\n"
            "emails: [ana@ruiz.example, 'ana@ruiz.example?bcc=x@y.example']\n"
            "links: [https://ruiz.example, 'javascript:alert(1)']\nbirthday: 05-14"
        ),
    )
    assert [(phone.href, phone.label) for phone in view.phones] == [
        ("tel:+34600000000", "mobile"),
        ("tel:0301234", None),
    ]
    assert [(way.kind, way.href) for way in view.ways] == [
        ("Email", "mailto:ana@ruiz.example"),
        ("Email", None),
        ("Link", "https://ruiz.example"),
        ("Link", None),
        ("Birthday", None),
    ]


# -- touches


def test_the_timeline_begins_with_the_latest_and_holds_events(tmp_path: Path) -> None:
    view = ana(
        tmp_path,
        person("touches:\n  - 2026-02-01 call: one\n  - 2026-02-01 email: two\n  - 2025-12-01 letter"),
        fair="---\nname: Fair\ntype: event\ndate: 2026-01-15\nattended: ana\n---\n",
    )
    assert [(touch.date, touch.channel, str(touch.note or "")) for touch in view.touches] == [
        ("2026-02-01", "email", "two"),
        ("2026-02-01", "call", "one"),
        ("2026-01-15", "event", ""),
        ("2025-12-01", "letter", ""),
    ]
    event = view.touches[2].event
    assert event is not None
    assert (event.text, event.href) == ("Fair", "events/fair.html")


# -- ties, from either file


def test_referrals_are_told_from_both_sides(tmp_path: Path) -> None:
    files = {
        "ana.md": person(
            "referrals:\n"
            "  - {date: 2026-01-02, direction: received, contact: ben, outcome: won, value: 4200}\n"
            "  - {date: 2026-01-03, direction: given, contact: Someone Else}"
        ),
        "ben.md": person("referred_by: ana", "Ben"),
        "cyd.md": person("referred_by: ana", "Cyd"),
        "dov.md": person("referrals: {date: 2026-01-04, direction: given, contact: ana}", "Dov"),
    }
    found = made(tmp_path, files)

    def told(name: str) -> list[tuple[str, str, str]]:
        view = found[f"people/{name}.html"]
        assert isinstance(view, ContactView)
        return [(line.sentence, line.other.text, line.date) for line in view.referrals]

    assert told("ana") == [
        ("you referred them to", "Dov", "2026-01-04"),
        ("you referred to them", "Someone Else", "2026-01-03"),
        ("referred to you", "Ben", "2026-01-02"),
        ("referred to you", "Cyd", ""),
    ]
    assert told("ben") == [("came to you through", "Ana", "2026-01-02")]
    assert told("cyd") == [("came to you through", "Ana", "")]
    assert told("dov") == [("you referred to them", "Ana", "2026-01-04")]


def test_relations_are_told_from_both_sides_and_once(tmp_path: Path) -> None:
    types = ("parent-of", "knows", "reports-to")
    ben = "\n".join(["relations:", *(f"  - {{type: {word}, contact: ana}}" for word in types)])
    view = ana(
        tmp_path,
        person("relations: {type: knows, contact: ben, note: 'see [[ben]]'}"),
        ben=person(ben, "Ben"),
    )
    assert [(line.sentence, line.other.text) for line in view.relations] == [
        ("child of", "Ben"),
        ("has as a report", "Ben"),
        ("knows", "Ben"),
    ]


def test_the_purchases_of_the_organisation_are_shown_with_the_person(tmp_path: Path) -> None:
    acme = person("type: organisation\npurchases: 2026-01-01 1000 chairs", "Acme")
    files = {"ana.md": person("organisation: acme\npurchases: 2026-02-01 12.50 lamp"), "acme.md": acme}
    found = made(tmp_path, files)
    person_view, organisation = found[ANA], found["people/acme.html"]
    assert isinstance(person_view, ContactView)
    assert isinstance(organisation, ContactView)
    assert [(line.amount, line.by and line.by.text) for line in person_view.purchases] == [
        ("12.50 EUR", None),
        ("1000 EUR", "Acme"),
    ]
    assert [member.text for member in organisation.members] == ["Ana"]


def test_who_mentions_somebody_is_listed_once(tmp_path: Path) -> None:
    view = ana(
        tmp_path,
        person(notes="I am [[ana]]."),
        ben=person("touches: 2026-01-01 call with [[ana]]", "Ben", "And [again](ana.md), `[[ana]]`."),
        cyd=person(name="Cyd", notes="`[[ana]]`"),
        page="---\nname: About\ntype: page\n---\n[[ana|her]]\n",
    )
    assert [source.text for source in view.backlinks] == ["About", "Ben"]


# -- wording


@pytest.mark.parametrize(("use", "word"), [("personal", "let go"), ("both", "D")])
def test_in_private_nobody_is_graded_away(tmp_path: Path, use: str, word: str) -> None:
    view = ana(tmp_path, person("grade: D"), f"owner: {{use: {use}}}")
    assert view.badges[0].text == word


def test_a_grade_that_nobody_gave_says_so(tmp_path: Path) -> None:
    badge = ana(tmp_path, person()).badges[0]
    assert (badge.text, badge.title) == ("C", "not evaluated, counts as C")


# -- pictures


@pytest.mark.parametrize(
    ("photo", "address"),
    [
        ("img/ana.png", "../pictures/img/ana.png"),
        ("ana.svg", None),
        ("../secret.png", None),
        ("/etc/passwd.png", None),
        (".hidden/x.png", None),
        ("missing.png", None),
        ("out.png", None),
        ("https://x.example/p.png", None),
    ],
)
def test_only_a_picture_inside_the_contacts_is_shown(tmp_path: Path, photo: str, address: str | None) -> None:
    files: dict[str, Any] = {
        "contacts/img/ana.png": b"x",
        "contacts/ana.svg": b"x",
        "contacts/.hidden/x.png": b"x",
    }
    make_wiki(
        tmp_path, {**files, "wiki/secret.png": b"x", "secret.png": b"x", "ana.md": person(f"photo: {photo}")}
    )
    (tmp_path / "outside.png").write_bytes(b"x")
    (tmp_path / "contacts/out.png").symlink_to(tmp_path / "outside.png")
    view = dict(views(open_workspace(tmp_path, TODAY)))[ANA]
    assert isinstance(view, ContactView)
    assert view.photo == address


# -- why


def test_a_fact_says_why_it_holds(tmp_path: Path) -> None:
    view = ana(tmp_path, person("stage: client\nlost_to: Ben's shop"))
    assert view.customer_type == "lost"
    assert [(fact.name, fact.value, fact.why) for fact in view.facts] == [
        ("Customer type", "lost", "buys from Ben's shop"),
        ("Stage", "client, without evidence", "the file does not show: purchase"),
    ]


def test_a_stage_that_nobody_wrote_needs_no_evidence(tmp_path: Path) -> None:
    assert [fact.name for fact in ana(tmp_path, person("scope: personal")).facts] == []
    assert [fact.name for fact in ana(tmp_path, person()).facts] == ["Customer type"]


def test_nobody_is_spoken_of_as_a_grade_among_friends(tmp_path: Path) -> None:
    due = ana(tmp_path, person("grade: F"), "owner: {use: personal}").due
    assert (due.headline, due.why) == ("No call is planned", "somebody to let go has no rhythm")


# -- thousands of them


def test_a_page_that_was_made_leaves_no_answers_about_its_person_in_memory(tmp_path: Path) -> None:
    files = {f"{name}.md": person("grade: A\ntouches: 2026-01-31 call", name) for name in ("ana", "ben")}
    opened = workspace(tmp_path, files)
    before = answers_in_memory()
    assert len(list(contact_views(opened))) == 2
    assert answers_in_memory() == before
    known = [opened.facts.about(see, contact) for contact in opened.wiki.contacts.values()]
    assert answers_in_memory() == before + len(known)


def answers_in_memory() -> int:
    gc.collect()
    return sum(isinstance(one, See) for one in gc.get_objects())
