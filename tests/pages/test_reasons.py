"""What a contact's page says follows from the files, with why, and what to talk about next."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.pages.contact import ContactView

from .contacts import ana
from .contacts import made
from .contacts import person

SPHERE = "owner: {contact_sphere: [florist]}"


def why(view: ContactView, name: str) -> list[tuple[str, str]]:
    return [(fact.value, fact.why) for fact in view.facts if fact.name == name]


def test_a_partner_is_told_with_what_each_side_gave(tmp_path: Path) -> None:
    lines = (
        "profession: florist\nstage: connection\ntouches: 2026-02-01 visit\n"
        "referrals: {date: 2026-01-02, direction: received, contact: Zoë}"
    )
    view = ana(tmp_path, person(lines), SPHERE)
    assert why(view, "Partnership") == [
        (
            "power team",
            (
                "florist: in your contact sphere; last visit 2026-02-01; "
                "gave you 1 (1 unasked) and got 0 in the last 12 months, last 2026-01-02"
            ),
        )
    ]
    assert why(view, "Give and take") == [("gave you 1, got 0", "the last on 2026-01-02")]


def test_what_keeps_somebody_out_of_the_power_team_is_told_without_days(tmp_path: Path) -> None:
    assert why(ana(tmp_path, person("profession: florist"), SPHERE), "Partnership") == [
        (
            "contact sphere",
            (
                "florist: in your contact sphere; for the power team: "
                "no relationship yet, not in touch lately, no referral lately"
            ),
        )
    ]


def test_among_friends_nobody_is_a_partner(tmp_path: Path) -> None:
    lines = (
        "profession: florist\nstage: client\nrelations: {type: supplier-of, contact: Zoë}\n"
        "touches: 2026-02-01 visit\nreferrals: {date: 2026-01-02, direction: received, contact: Zoë}"
    )
    private = ana(tmp_path / "private", person(lines), SPHERE.replace("{c", "{use: personal, c"))
    assert [fact.name for fact in private.facts] == []
    assert (private.descent, private.buyers, private.has_unknown_buyers) == (None, (), False)
    assert [opening.name for opening in private.openings] == ["talk about: service"]
    business = ana(tmp_path / "business", person(lines), SPHERE)
    assert business.descent is not None
    assert [buyer.who.text for level in business.buyers for buyer in level.buyers] == ["Zoë"]


@pytest.mark.parametrize(
    ("lines", "value", "reason"),
    [
        pytest.param(
            "touches: {date: 2026-02-10, channel: call, mood: unhappy}",
            "a complaint is open",
            "unhappy on 2026-02-10",
            id="a complaint",
        ),
        pytest.param(
            "touches: {date: 2026-02-10, channel: call, mood: happy}",
            "a good moment",
            "happy on 2026-02-10",
            id="a good moment",
        ),
        pytest.param(
            "touches: {date: 2025-02-10, channel: call, mood: happy}",
            "happy",
            "on 2025-02-10",
            id="glad long ago",
        ),
    ],
)
def test_the_mood_has_a_day(tmp_path: Path, lines: str, value: str, reason: str) -> None:
    assert why(ana(tmp_path, person(lines)), "Mood") == [(value, reason)]


def test_a_promise_that_was_not_kept_has_its_day(tmp_path: Path) -> None:
    view = ana(
        tmp_path, person("follow_ups: [{due: 2026-02-01, what: call back}, {due: 2026-03-01, what: send}]")
    )
    assert why(view, "Promise") == [("not kept in time", "promised for 2026-02-01")]


def test_the_grade_that_the_files_speak_for_is_told(tmp_path: Path) -> None:
    view = ana(tmp_path, person("grade: B\nstage: client\nvalue: {profit: high, maintenance: low}"))
    ((value, reason),) = why(view, "Grade")
    assert value == "the files speak for A"
    assert "profit" in reason
    assert why(ana(tmp_path / "other", person("grade: B")), "Grade") == []


def test_whoever_gets_the_newsletter_agreed_to_it(tmp_path: Path) -> None:
    agreed = "consent: {date: 2026-01-05, what: newsletter, given: true}"
    ((value, reason),) = why(ana(tmp_path, person(f"emails: ana@ruiz.example\n{agreed}")), "Newsletter")
    assert (value, reason) == (
        "yes",
        "agreed to the newsletter on 2026-01-05; ana@ruiz.example, the first address",
    )
    assert why(ana(tmp_path / "other", person("emails: ana@ruiz.example")), "Newsletter") == []


def test_the_next_conversation_begins_with_what_was_not_covered(tmp_path: Path) -> None:
    touch = "touches: {date: 2026-02-10, channel: call, service: fine, mood: happy}"
    view = ana(
        tmp_path, person(f"stage: client\n{touch}\nreferred_by: ben\nreference: true"), ben=person(name="Ben")
    )
    talk, ask = view.openings
    assert (talk.name, talk.why) == ("talk about: enhance", "service covered on 2026-02-10, call")
    assert (ask.name, [there.text for there in ask.came_by]) == ("ask for a referral: loyal", ["Ben"])
    assert ask.why.startswith("volunteered as a reference")
    assert talk.sentence != ask.sentence


def test_nobody_is_asked_who_complains_and_nobody_at_rest_is_talked_to(tmp_path: Path) -> None:
    touch = "touches: {date: 2026-02-10, channel: call, mood: unhappy}"
    view = ana(tmp_path, person(f"reference: true\n{touch}"))
    assert [opening.name for opening in view.openings] == ["talk about: service"]
    assert ana(tmp_path / "rest", person(f"archived: 2026-02-11\n{touch}")).openings == ()


def test_the_chain_that_somebody_came_by_is_told_to_its_beginning(tmp_path: Path) -> None:
    view = ana(
        tmp_path,
        person("referred_by: ben\nreferrals: {date: 2026-01-01, direction: received, contact: Zoë}"),
        ben=person("referred_by: cyd", "Ben"),
        cyd=person(name="Cyd"),
    )
    assert view.descent is not None
    assert (view.descent.generation, view.descent.downstream) == ("2", 1)
    assert [there.text for there in view.descent.chain] == ["Cyd", "Ben", "Ana"]
    assert ana(tmp_path / "other", person()).descent is None


def test_a_long_chain_keeps_its_ends(tmp_path: Path) -> None:
    files = {
        f"p{number:02}.md": person(f"referred_by: p{number - 1:02}", f"P{number}") for number in range(1, 12)
    }
    view = made(tmp_path, {"p00.md": person(name="P0"), **files})["people/p11.html"]
    assert isinstance(view, ContactView)
    assert view.descent is not None
    assert [there.text for there in view.descent.chain] == ["P0", *(f"P{number}" for number in range(5, 12))]
    assert view.descent.left_out == 4


def test_clients_clients_are_told_step_by_step(tmp_path: Path) -> None:
    view = ana(
        tmp_path,
        person("stage: client\nrelations: {type: supplier-of, contact: ben}"),
        ben=person("relations: {type: supplier-of, contact: Zoë}", "Ben"),
    )
    assert [[(b.who.text, b.through) for b in level.buyers] for level in view.buyers] == [
        [("Ben", "Ana")],
        [("Zoë", "Ben")],
    ]
    assert not view.has_unknown_buyers
    assert ana(tmp_path / "other", person("stage: client")).has_unknown_buyers
