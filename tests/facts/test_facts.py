"""How facts are remembered, and let go."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builder.facts import Facts
from builder.model import Contact
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person

TODAY = dt.date(2026, 3, 1)


class Counted:
    """Facts that count how often they are found out."""

    def __init__(self) -> None:
        self.times = 0

    def of_one(self, facts: Facts, contact: Contact) -> str:
        del facts
        self.times += 1
        return contact.name

    def of_all(self, facts: Facts) -> int:
        self.times += 1
        return len(facts.wiki.contacts)

    def in_vain(self, facts: Facts, contact: Contact) -> str:
        facts.about(self.of_one, contact)
        raise LookupError


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    return open_workspace(
        make_wiki(tmp_path, {"ana.md": person("Ana"), "ben.md": person("Ben")}), TODAY
    ).facts


def test_what_is_asked_in_passing_is_found_out_once_and_let_go(facts: Facts) -> None:
    counted, ana = Counted(), facts.wiki.contacts["ana"]
    fact = counted.of_one
    with facts.in_passing():
        assert [facts.about(fact, ana), facts.about(fact, ana)] == ["Ana", "Ana"]
        assert counted.times == 1
    assert facts.about(fact, ana) == "Ana"
    assert counted.times == 2
    facts.about(fact, ana)
    assert counted.times == 2


def test_what_was_known_before_stays(facts: Facts) -> None:
    counted, ana, ben = Counted(), facts.wiki.contacts["ana"], facts.wiki.contacts["ben"]
    fact = counted.of_one
    facts.about(fact, ana)
    with facts.in_passing():
        facts.about(fact, ana)
        facts.about(fact, ben)
    facts.about(fact, ana)
    assert counted.times == 2


def test_what_is_found_out_about_the_whole_wiki_stays(facts: Facts) -> None:
    counted = Counted()
    fact = counted.of_all
    with facts.in_passing():
        facts.of(fact)
    facts.of(fact)
    assert counted.times == 1


def test_an_end_within_keeps_what_is_asked_around_it(facts: Facts) -> None:
    counted, ana, ben = Counted(), facts.wiki.contacts["ana"], facts.wiki.contacts["ben"]
    fact = counted.of_one
    with facts.in_passing():
        facts.about(fact, ana)
        with facts.in_passing():
            facts.about(fact, ben)
        facts.about(fact, ana)
        assert counted.times == 2
    facts.about(fact, ana)
    assert counted.times == 3


def test_a_failure_in_passing_leaves_nothing_behind(facts: Facts) -> None:
    counted, ana = Counted(), facts.wiki.contacts["ana"]
    with pytest.raises(LookupError), facts.in_passing():
        facts.about(counted.in_vain, ana)
    facts.about(counted.of_one, ana)
    assert counted.times == 2
