"""What the sample promises to show of a life, computed from its files."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter
from collections import defaultdict
from collections.abc import Mapping

import pytest

from builder.facts import Facts
from builder.facts.consent import is_contact_withdrawn
from builder.facts.due import Status
from builder.facts.due import next_due
from builder.facts.promises import is_broken
from builder.facts.promises import open_promises
from builder.model import Channel
from builder.model import ConsentTo
from builder.model import Contact
from builder.model import DealStatus
from builder.model import Direction
from builder.model import FollowUp
from builder.model import Grade
from builder.model import Mood
from builder.model import Party
from builder.model import ReferralDirection
from builder.model import RelationType
from builder.model import Scope
from builder.model import Stage
from builder.model import Type
from builder.workspace import Workspace
from builder.workspace import open_workspace

from ..support import REPOSITORY
from ..support import WORKBENCH
from ..support import soi

TODAY = dt.date(2026, 11, 24)
WORKSPACE = open_workspace(REPOSITORY, TODAY)


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return WORKSPACE


@pytest.fixture(scope="module")
def facts() -> Facts:
    return WORKSPACE.facts


@pytest.fixture(scope="module")
def people() -> list[Contact]:
    """Everybody in the story."""
    return [c for c in WORKSPACE.wiki.contacts.values() if not c.path.startswith(WORKBENCH)]


def test_the_owner_has_a_profession_and_a_season(workspace: Workspace) -> None:
    assert workspace.settings.owner.profession == "piano technician"
    assert workspace.wiki.pages["heating-season"].notes
    assert workspace.settings.today == TODAY
    assert TODAY.strftime("%A") == "Tuesday"


def test_about_sixty_people_organisations_and_events(workspace: Workspace, people: list[Contact]) -> None:
    assert 55 <= len(people) + len(workspace.wiki.events) <= 70
    assert 4 <= len(workspace.wiki.events) <= 6
    assert 2 <= len(workspace.wiki.pages) <= 3
    assert any(contact.type is Type.ORGANISATION for contact in people)


def test_grades_are_spread_as_in_a_life(people: list[Contact]) -> None:
    count = Counter(contact.effective_grade for contact in people)
    assert 4 <= count[Grade.A_PLUS] <= 6
    assert 8 <= count[Grade.A] <= 10
    assert 10 <= count[Grade.B] <= 14
    assert count[Grade.C] > count[Grade.A]
    assert 2 <= count[Grade.D] <= 3
    assert 2 <= count[Grade.F] <= 3


def test_most_people_are_fine_and_a_handful_need_a_call(facts: Facts, people: list[Contact]) -> None:
    found = [due.status for contact in people if (due := facts.about(next_due, contact))]
    waiting = sum(status in {Status.OVERDUE, Status.DUE} for status in found)
    assert 4 <= waiting <= 8
    assert waiting < len(found) / 4
    assert {*found} == set(Status)


def _referrers(people: list[Contact]) -> Mapping[str, set[str]]:
    """Those who referred each person, from either file."""
    out = defaultdict(set)
    for contact in people:
        for entry in contact.referrals:
            if entry.direction is ReferralDirection.RECEIVED:
                out[entry.contact].add(contact.id)
        if contact.referred_by:
            out[contact.id].add(contact.referred_by)
    return out


def test_referrals_go_on_for_three_generations(people: list[Contact]) -> None:
    by = _referrers(people)
    generation = dict.fromkeys((contact.id for contact in people if contact.id not in by), 0)
    while found := {
        person: 1 + min(generation[one] for one in referrers if one in generation)
        for person, referrers in by.items()
        if person not in generation and referrers & generation.keys()
    }:
        generation |= found
    assert max(generation.values()) >= 3
    # Two who sent each other have no beginning.
    assert {"prudence-flatsign", "constance-sharpsign"} & generation.keys() == set()


def test_referrals_are_received_and_given(people: list[Contact]) -> None:
    count = Counter(entry.direction for contact in people for entry in contact.referrals)
    assert count[ReferralDirection.RECEIVED] >= 8
    assert count[ReferralDirection.GIVEN] >= 5


def test_deals_are_lost_for_a_reason(people: list[Contact]) -> None:
    lost = [deal for contact in people for deal in contact.deals if deal.status is DealStatus.LOST]
    assert len(lost) >= 2
    assert all(deal.reason and deal.closed for deal in lost)


def _promises(contact: Contact) -> list[FollowUp]:
    return [*contact.follow_ups, *(entry for touch in contact.touches for entry in touch.follow_up)]


def test_promises_are_kept(people: list[Contact]) -> None:
    mine = [entry for contact in people for entry in _promises(contact) if entry.by is Party.ME]
    assert sum(bool(entry.done and entry.due and entry.done <= entry.due) for entry in mine) >= 3


def test_a_promise_is_broken(facts: Facts, people: list[Contact]) -> None:
    broken = [
        entry for contact in people for entry in open_promises(facts, contact) if is_broken(facts, entry)
    ]
    assert [entry.contact.id for entry in broken] == ["fergus-wrestplank"]


def _moods(contact: Contact) -> list[Mood]:
    return [touch.mood for touch in contact.touches if touch.mood]


def test_a_complaint_is_open_and_another_settled(people: list[Contact]) -> None:
    about = [
        c for c in people if any(entry.complaint for entry in _promises(c)) and Mood.UNHAPPY in _moods(c)
    ]
    settled = {c.id for c in about if all(entry.done for entry in _promises(c) if entry.complaint)}
    assert settled
    assert {c.id for c in about} - settled
    assert all(_moods(c)[-1] is Mood.HAPPY for c in about if c.id in settled)


def test_there_are_good_moments(people: list[Contact]) -> None:
    since = TODAY - dt.timedelta(days=30)
    happy = [c for c in people for touch in c.touches if touch.mood is Mood.HAPPY and touch.date >= since]
    assert len({contact.id for contact in happy}) >= 3


@pytest.mark.parametrize("what", ConsentTo)
def test_consent_is_given_and_withdrawn(people: list[Contact], what: ConsentTo) -> None:
    words = {entry.given for contact in people for entry in contact.consent if entry.what is what}
    assert words == {True, False}


def test_who_withdrew_consent_had_given_it(facts: Facts, people: list[Contact]) -> None:
    withdrew = [contact for contact in people if is_contact_withdrawn(facts, contact)]
    assert withdrew
    assert all(contact.consent[0].given for contact in withdrew)


@pytest.mark.parametrize("grade", [Grade.D, Grade.F])
def test_those_to_part_with_are_kept_for_a_reason_or_not(people: list[Contact], grade: Grade) -> None:
    assert {bool(contact.keep) for contact in people if contact.grade is grade} == {True, False}


def test_a_farewell_is_planned_and_another_done(people: list[Contact]) -> None:
    farewells = [contact.farewell for contact in people if contact.farewell]
    assert any(farewell.done for farewell in farewells)
    assert any(farewell.planned and farewell.planned > TODAY and not farewell.done for farewell in farewells)


def test_a_third_is_personal(facts: Facts, people: list[Contact]) -> None:
    personal = [contact for contact in people if facts.scope(contact) is Scope.PERSONAL]
    assert 0.25 <= len(personal) / len(people) <= 0.40
    told = " ".join(f"{' '.join(contact.aliases)} {contact.notes}" for contact in personal).casefold()
    for who in ("aunt", "shared a desk", "neighbour", "godd", "brother"):
        assert who in told


def test_some_are_dead_and_some_archived(people: list[Contact]) -> None:
    assert any(contact.died for contact in people)
    assert any(contact.archived and contact.archived_reason and not contact.died for contact in people)


def test_a_voicemail_was_left(people: list[Contact]) -> None:
    missed = [touch for contact in people for touch in contact.touches if not touch.reached]
    assert any("voicemail" in (touch.note or "") for touch in missed)


def test_four_or_more_sat_at_one_dinner(workspace: Workspace) -> None:
    dinners = [event for event in workspace.wiki.events.values() if event.channel is Channel.MEAL]
    assert any(len(event.attended) >= 4 and event.date and event.date <= TODAY for event in dinners)


def test_an_event_lies_ahead(workspace: Workspace) -> None:
    coming = [event for event in workspace.wiki.events.values() if event.date and event.date > TODAY]
    assert coming
    assert all(event.invited and not event.attended for event in coming)


def test_an_organisation_has_three_people(people: list[Contact]) -> None:
    size = Counter(contact.organisation for contact in people if contact.type is Type.PERSON)
    assert any(size[contact.id] >= 3 for contact in people if contact.type is Type.ORGANISATION)


def _scripts(name: str) -> set[str]:
    return {unicodedata.name(letter).split()[0] for letter in name if letter.isalpha()}


def test_names_have_other_scripts_and_accents(people: list[Contact]) -> None:
    names = [contact.name for contact in people]
    assert {"GREEK", "CYRILLIC"} <= {script for name in names for script in _scripts(name)}
    assert any(_scripts(alias) == {"CJK"} for contact in people for alias in contact.aliases)
    latin = [name for name in names if _scripts(name) == {"LATIN"}]
    assert any(not unicodedata.is_normalized("NFKD", name) for name in latin)


def test_a_couple_is_an_end_customer(people: list[Contact]) -> None:
    couples = [
        contact
        for contact in people
        if contact.end_customer and any(entry.type is RelationType.SPOUSE for entry in contact.relations)
    ]
    assert couples
    assert all(contact.stage is Stage.CLIENT for contact in couples)


def test_family_without_files_has_birthdays(workspace: Workspace, people: list[Contact]) -> None:
    family = [
        entry
        for contact in people
        for entry in contact.relations
        if entry.type in {RelationType.SPOUSE, RelationType.PARENT_OF}
        and not workspace.wiki.resolve(entry.contact)
    ]
    assert sum(entry.birthday is not None for entry in family) >= 3


def test_somebody_is_named_often_and_has_no_file(workspace: Workspace, people: list[Contact]) -> None:
    named = Counter(entry.contact for contact in people for entry in contact.relations)
    named += Counter(entry.contact for contact in people for entry in contact.referrals)
    often = [name for name, count in named.items() if count >= 3 and workspace.wiki.resolve(name) is None]
    assert often == ["Viola Tangent"]


def test_the_inbox_fits_two_people_nobody_and_several() -> None:
    ran = soi(REPOSITORY, "inbox", "--format", "json", today="")
    waiting = [row["problem"] for row in ran.json["lines"]]
    assert waiting.count(None) == 2
    assert sum("nobody is called" in (problem or "") for problem in waiting) == 1
    assert sum("could be" in (problem or "") for problem in waiting) == 1


def test_both_sides_call_first(people: list[Contact]) -> None:
    count = Counter(touch.direction for contact in people for touch in contact.touches)
    assert count[Direction.OUT] > count[Direction.IN] >= 10
