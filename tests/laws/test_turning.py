"""Turning days say of every day to come what reading the same files on that day says."""

from __future__ import annotations

import datetime as dt
import tempfile
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from builder.facts import Facts
from builder.facts.due import next_due
from builder.facts.turning import Turn
from builder.facts.turning import turning_days
from builder.model import Contact

from ..conftest import EXAMPLES
from ..oracle import strategies
from .test_due import workspace


def on_day(turns: tuple[Turn, ...], day: dt.date) -> Turn:
    """The turn that holds on a day."""
    return [turn for turn in turns if turn.date <= day][-1]


def as_read(facts: Facts, contact: Contact, day: dt.date) -> tuple[dt.date | None, str | None]:
    """Due day and status of somebody if the files are read on a day."""
    due = next_due(facts.on(day), contact)
    return (None, None) if due is None else (due.due_on, due.status)


@given(strategies.wikis(), st.lists(st.integers(0, 1500), max_size=12))
@hypothesis_settings(max_examples=EXAMPLES or 150)
def test_a_turn_holds_until_the_next(wiki: strategies.Wiki, steps: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        facts = workspace(Path(folder), wiki).facts
        for contact in facts.wiki.contacts.values():
            turns = turning_days(facts, contact)
            assert turns[0].date == facts.today
            around = [turn.date + dt.timedelta(days=step) for turn in turns for step in (-1, 0, 1)]
            days = [*around, *(facts.today + dt.timedelta(days=step) for step in steps)]
            for day in (day for day in days if facts.today <= day):
                turn, (due_on, status) = on_day(turns, day), as_read(facts, contact, day)
                assert turn.status == status
                # Whoever is due because nothing is known of them is due on whichever day it is.
                assert turn.due_on == due_on or (turn.due_on is None and due_on == day)
            stands = [(turn.due_on, turn.status) for turn in turns]
            assert all(one != other for one, other in pairwise(stands))
