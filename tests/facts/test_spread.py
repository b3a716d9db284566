"""The day of the first touch, against values worked out with sha256sum and bc, and who gets one."""

from __future__ import annotations

import datetime as dt

import pytest

from builder.days import Duration
from builder.days import Unit
from builder.facts.spread import first_due

DAY = dt.date(2026, 3, 1)
MONTH = Duration(1, Unit.MONTH)
QUARTER = Duration(3, Unit.MONTH)
YEAR = Duration(1, Unit.YEAR)

# The first 16 digits of `printf ID | sha256sum`: ana-ruiz ed87cade795c09d8, ben 6700869c8ff7480e,
# 山本 d4a77643b5f73c98; behind each the remainder of the days of the cadence.


@pytest.mark.parametrize(
    ("contact", "every", "today", "day"),
    [
        pytest.param("ana-ruiz", MONTH, DAY, "2026-04-01", id="the last of 31 days"),
        pytest.param("ben", MONTH, DAY, "2026-03-29", id="27 of 31"),
        pytest.param("山本", MONTH, DAY, "2026-04-01", id="an id in UTF-8, 30 of 31"),
        pytest.param("ana-ruiz", MONTH, dt.date(2026, 2, 1), "2026-02-22", id="20 of the 28 of February"),
        pytest.param("ana-ruiz", QUARTER, DAY, "2026-05-13", id="72 of the 92 of three months"),
        pytest.param("ana-ruiz", YEAR, DAY, "2026-06-04", id="94 of 365"),
        pytest.param("ana-ruiz", Duration(1, Unit.WEEK), DAY, "2026-03-08", id="6 of 7"),
        pytest.param("ben", Duration(1, Unit.DAY), DAY, "2026-03-02", id="a day has one day: tomorrow"),
        pytest.param("ben", MONTH, dt.date.max, "9999-12-31", id="no day behind the last"),
    ],
)
def test_the_day_is_that_of_the_contract(contact: str, every: Duration, today: dt.date, day: str) -> None:
    assert first_due(contact, every, today) == dt.date.fromisoformat(day)


def test_a_thousand_people_come_evenly_and_never_today() -> None:
    days = [first_due(f"person-{number}", MONTH, DAY) for number in range(1000)]
    assert (min(days), max(days)) == (dt.date(2026, 3, 2), dt.date(2026, 4, 1))
    assert all(10 <= days.count(day) <= 60 for day in set(days))
    assert len(set(days)) == 31
