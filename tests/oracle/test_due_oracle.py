"""The slow due list against days counted by hand, so that the judge is judged first."""

from __future__ import annotations

from datetime import date

import pytest

from . import due as oracle

TODAY = date(2026, 3, 1)


def touched(day: str, channel: str = "call", **more: object) -> dict[str, object]:
    return {"date": date.fromisoformat(day), "channel": channel, **more}


def contact(**front_matter: object) -> dict[str, object]:
    return {"id": "ada", "name": "Ada", **front_matter}


def facts(
    subject: dict[str, object],
    today: date = TODAY,
    settings: dict[str, object] | None = None,
    events: list[dict[str, object]] | None = None,
) -> oracle.Due | None:
    return oracle.due(subject, settings or {}, events or [], today)


# One case: front matter, today, then due_on, status, days_overdue, ratio.
CASES = [
    pytest.param(
        {"grade": "A+", "touches": [touched("2026-01-31")]},
        "2026-03-01", ("2026-02-28", "overdue", 1, 1.04),
        id="31 January and a month is the end of February: 29 days of 28",
    ),
    pytest.param(
        {"grade": "A+", "touches": [touched("2028-01-31")]},
        "2028-02-29", ("2028-02-29", "due", 0, 1.0),
        id="the end of February in a leap year is the 29th",
    ),
    pytest.param(
        {"cadence": "2 months", "touches": [touched("2025-12-31")]},
        "2026-02-28", ("2026-02-28", "due", 0, 1.0),
        id="the day is clamped once, on arrival",
    ),
    pytest.param(
        {"cadence": "P3M", "touches": [touched("2025-11-30")]},
        "2026-02-20", ("2026-02-28", "soon", -8, 0.91),
        id="passing a 31st does not stretch the day: 82 days of 90",
    ),
    pytest.param(
        {"grade": "B", "touches": [touched("2024-02-29")]},
        "2025-02-27", ("2025-02-28", "soon", -1, 1.0),
        id="a year from a leap day ends on the 28th; 364 of 365 days round to one",
    ),
    pytest.param(
        {"grade": "B", "birthday": "1980-06-01", "touches": [touched("2026-03-02")]},
        "2026-06-01", ("2026-06-01", "due", 0, 1.0),
        id="the birthday on the 91st day counts",
    ),
    pytest.param(
        {"grade": "B", "birthday": "06-01", "touches": [touched("2026-03-03")]},
        "2026-06-01", ("2027-06-01", "ok", -365, 0.2),
        id="the birthday on the 90th day does not, and the next is a year on: 90 of 455 days",
    ),
    pytest.param(
        {"grade": "B", "birthday": "1992-02-29", "touches": [touched("2026-11-29")]},
        "2027-02-28", ("2027-02-28", "due", 0, 1.0),
        id="born on 29 February, celebrating on the 28th, the 91st day",
    ),
    pytest.param(
        {"grade": "B", "birthday": "02-29", "touches": [touched("2027-11-30")]},
        "2028-02-28", ("2028-02-29", "soon", -1, 0.99),
        id="born on 29 February, celebrating on it in a leap year: 90 of 91 days",
    ),
    pytest.param(
        {"grade": "B", "birthday": "03-20", "cadence": "1 month", "touches": [touched("2025-10-01")]},
        "2026-03-01", ("2025-11-01", "overdue", 120, 3.0),
        id="an own cadence replaces the birthday; 151 days of 31 are capped at three",
    ),
    pytest.param(
        {"grade": "A+", "cadence": "P2W", "touches": [touched("2026-02-10")]},
        "2026-03-01", ("2026-02-24", "overdue", 5, 1.36),
        id="an own cadence replaces the grade's: 19 days of 14",
    ),
    pytest.param(
        {"grade": "A", "snooze_until": "2026-03-02", "touches": [touched("2025-11-20")]},
        "2026-03-01", ("2026-03-02", "snoozed", -1, 1.1),
        id="a snooze past the natural day moves it but not the ratio: 101 days of 92",
    ),
    pytest.param(
        {"grade": "A", "snooze_until": "2026-02-27", "touches": [touched("2025-11-20")]},
        "2026-03-01", ("2026-02-27", "overdue", 2, 1.1),
        id="a snooze that has ended is counted from",
    ),
    pytest.param(
        {"grade": "A", "snooze_until": "2026-03-10", "touches": [touched("2025-12-12")]},
        "2026-03-01", ("2026-03-12", "soon", -11, 0.88),
        id="a snooze that ends before the natural day moves nothing: 79 days of 90",
    ),
    pytest.param(
        {"grade": "A+", "snooze_until": "2026-03-09", "touches": [touched("2026-02-09")]},
        "2026-03-01", ("2026-03-09", "ok", -8, 0.71),
        id="a snooze to the natural day itself moves nothing; eight days ahead is outside the week",
    ),
    pytest.param(
        {"grade": "A+"},
        "2026-03-01", ("2026-03-01", "due", 0, 1.0),
        id="never touched and no date at all is due today",
    ),
    pytest.param(
        {"grade": "A+", "snooze_until": "2026-04-01"},
        "2026-03-01", ("2026-04-01", "snoozed", -31, 1.0),
        id="never touched, no date, but asleep",
    ),
    pytest.param(
        {"grade": "B", "added": "2025-02-28", "birthday": "07-07"},
        "2026-03-01", ("2026-02-28", "overdue", 1, 1.0),
        id="never touched waits for no birthday: added and a year",
    ),
    pytest.param(
        {"grade": "A", "added": "2026-02-01", "first_due": "2026-02-21"},
        "2026-03-01", ("2026-02-21", "overdue", 8, 1.4),
        id="never touched, spread to a first day that has passed: 28 days of 20",
    ),
    pytest.param(
        {"grade": "A", "added": "2026-02-01", "first_due": "2026-02-01"},
        "2026-03-01", ("2026-02-01", "overdue", 28, 1.0),
        id="nothing to divide by",
    ),
    pytest.param(
        {"grade": "A+", "added": "2026-03-02"},
        "2026-03-01", ("2026-03-01", "due", 0, 1.0),
        id="added tomorrow has not been added",
    ),
    pytest.param(
        {
            "grade": "A+",
            "touches": [
                touched("2026-01-15"),
                touched("2026-02-15", reached=False),
                touched("2026-02-16", "email"),
                touched("2026-03-02"),
            ],
        },
        "2026-03-01", ("2026-02-15", "overdue", 14, 1.45),
        id="an attempt, a mail and tomorrow's call are no touches: 45 days of 31",
    ),
    pytest.param(
        {"grade": "D", "keep": "plays the organ", "cadence": "1 year", "touches": [touched("2025-03-15")]},
        "2026-03-01", ("2026-03-15", "soon", -14, 0.96),
        id="a kept D with a cadence has a day and thirty days of warning: 351 of 365",
    ),
    pytest.param(
        {
            "grade": "A+",
            "touches": [touched("2026-02-01")],
            "consent": [
                {"date": "2026-02-20", "what": "contact", "given": False},
                {"date": "2026-02-20", "what": "contact", "given": True},
                {"date": "2026-02-25", "what": "newsletter", "given": False},
                {"date": "2026-03-02", "what": "contact", "given": False},
            ],
        },
        "2026-03-01", ("2026-03-01", "due", 0, 1.0),
        id="of two answers on a day the later holds; the newsletter's and tomorrow's are no answer",
    ),
    pytest.param(
        {"grade": "A+", "archived": "2026-03-02", "touches": [touched("2026-02-03", direction="in")]},
        "2026-03-01", ("2026-03-03", "soon", -2, 0.93),
        id="archived tomorrow is still here, and being called counts: 26 days of 28",
    ),
]  # fmt: skip

ABSENT = [
    pytest.param({}, id="a blank grade is a C, which has no cadence"),
    pytest.param({"first_due": "2026-02-01"}, id="a first day does not stand in for a cadence"),
    pytest.param({"grade": "A+", "cadence": "never"}, id="never is the owner's word"),
    pytest.param({"grade": "D", "cadence": "1 month"}, id="a D with a cadence and no reason to keep"),
    pytest.param({"grade": "F", "keep": "pays in honey"}, id="an F with a reason and no cadence"),
    pytest.param({"grade": "A+", "died": "2026-03-01"}, id="died today"),
    pytest.param({"grade": "A+", "archived": "2026-03-01"}, id="archived today"),
    pytest.param(
        {"grade": "A+", "consent": [{"date": "2026-03-01", "what": "contact", "given": False}]},
        id="asked today to be left alone",
    ),
]


@pytest.mark.parametrize(("front_matter", "today", "expected"), CASES)
def test_a_day_is_due_as_counted_by_hand(
    front_matter: dict[str, object], today: str, expected: tuple[str, str, int, float]
) -> None:
    found = facts(contact(**front_matter), date.fromisoformat(today))
    assert found is not None
    due_on, status, days_overdue, ratio = expected
    assert found["due_on"] == date.fromisoformat(due_on)
    assert (found["status"], found["days_overdue"], found["ratio"]) == (status, days_overdue, ratio)


@pytest.mark.parametrize("front_matter", ABSENT)
def test_there_is_no_due_day(front_matter: dict[str, object]) -> None:
    assert facts(contact(**front_matter)) is None


def test_of_two_touches_on_a_day_the_later_entry_is_the_last() -> None:
    both = [touched("2026-02-20", "visit"), touched("2026-02-20", "video")]
    found = facts(contact(grade="A", touches=both))
    assert found is not None
    assert found["last_touch"] == {"date": date(2026, 2, 20), "channel": "video"}


def test_an_event_counts_for_those_who_came_once_it_has_been() -> None:
    supper: dict[str, object] = {"date": date(2026, 2, 10), "channel": "meal", "attended": ["ada"]}
    lecture: dict[str, object] = {"date": date(2026, 2, 12), "attended": ["ada"]}
    elsewhere: dict[str, object] = {"date": date(2026, 2, 14), "channel": "meal", "attended": ["ben"]}
    ahead: dict[str, object] = {"date": date(2026, 3, 2), "channel": "meal", "attended": ["ada"]}
    found = facts(contact(grade="A"), events=[supper, lecture, elsewhere, ahead])
    assert found is not None
    assert found["last_touch"] == {"date": date(2026, 2, 10), "channel": "meal"}


@pytest.mark.parametrize(
    ("front_matter", "counts"),
    [
        pytest.param({"stage": "client", "scope": "personal"}, True, id="the stage goes before the scope"),
        pytest.param(
            {"stage": "prospect", "scope": "personal"}, False, id="the scope where the stage has none"
        ),
        pytest.param({}, False, id="neither named: the default list"),
    ],
)
def test_channels_may_depend_on_who_it_is(front_matter: dict[str, object], *, counts: bool) -> None:
    settings: dict[str, object] = {"personal_channels": {"client": ["letter"], "personal": ["card"]}}
    found = facts(
        contact(grade="A", touches=[touched("2026-02-01", "letter")], **front_matter), TODAY, settings
    )
    assert found is not None
    assert (found["last_touch"] is not None) is counts


@pytest.mark.parametrize(
    ("front_matter", "due_on"),
    [
        pytest.param({}, "2026-02-20", id="first purchase of an active customer"),
        pytest.param({"grade": "B", "birthday": "05-30"}, "2026-02-20", id="in the place of a birthday"),
        pytest.param({"grade": "A+"}, "2026-02-20", id="a monthly call is rarer than a fortnight"),
        pytest.param({"grade": "A+", "cadence": "1 month"}, "2026-03-06", id="not over an own cadence"),
        pytest.param({"lost_to": "Presto & Sons"}, None, id="not for who buys elsewhere"),
        pytest.param({"scope": "personal"}, None, id="not for family"),
        pytest.param({"grade": "D"}, None, id="not for a D"),
        pytest.param({"purchases": [{"date": "2025-11-30"}]}, None, id="91 days without a purchase"),
        pytest.param(
            {"purchases": [{"date": "2025-12-02"}, {"date": "2025-09-02"}]}, None, id="91 days between two"
        ),
        pytest.param(
            {"purchases": [{"date": "2025-12-01"}, {"date": "2025-09-02"}]}, "2026-02-20", id="90 and 90 days"
        ),
        pytest.param(
            {"purchases": [], "deals": [{"status": "won", "closed": "2026-02-01"}]},
            "2026-02-20",
            id="a deal won is a purchase",
        ),
        pytest.param({"purchases": [], "customer_type": "active-paying"}, "2026-02-20", id="told to be one"),
    ],
)
def test_active_customers_have_the_status_meeting(
    front_matter: dict[str, object], due_on: str | None
) -> None:
    base: dict[str, object] = {"touches": [touched("2026-02-06")], "purchases": [{"date": "2026-01-20"}]}
    settings: dict[str, object] = {"customers": {"status_meeting": "2 weeks"}}
    found = facts(contact(**{**base, **front_matter}), TODAY, settings)
    assert (found["due_on"].isoformat() if found else None) == due_on


def test_a_status_meeting_rarer_than_the_grade_changes_nothing() -> None:
    bought = contact(grade="A+", touches=[touched("2026-02-06")], purchases=[{"date": "2026-01-20"}])
    found = facts(bought, TODAY, {"customers": {"status_meeting": "2 months"}})
    assert found is not None
    assert found["due_on"] == date(2026, 3, 6)


def row(slug: str, name: str, grade: str, status: str, ratio: float = 0.5) -> oracle.Row:
    return oracle.Row(
        id=slug,
        name=name,
        grade=grade,
        status=status,
        ratio=ratio,
        days_overdue=-50,
        due_on=TODAY,
        last_touch=None,
    )


def test_the_order_settles_every_tie() -> None:
    expected = [
        row("uma", "Uma", "A+", "due", 1.0),
        row("tom", "Tom", "A", "overdue", 2.0),
        row("sam", "Sam", "A", "due", 1.0),
        row("rob", "Rob", "F", "overdue", 3.0),
        row("quy", "Quy", "A+", "soon", 0.9),
        row("pia", "Pia", "C", "soon", 0.95),
        row("oda", "Oda", "A+", "snoozed", 1.5),
        row("zoe", "Zoe", "A", "ok", 0.9),
        row("emile-1", "Émile", "A", "snoozed"),
        row("emile-2", "emile", "A", "ok"),
        row("fay", "Fay", "A", "ok"),
    ]
    assert oracle.order(reversed(expected)) == expected


def test_a_list_shows_what_was_asked_for() -> None:
    late, near = row("ada", "Ada", "A", "overdue"), row("ben", "Ben", "A", "soon")
    asleep, far = row("cy", "Cy", "A", "snoozed"), row("dot", "Dot", "A", "ok")
    late["days_overdue"], near["days_overdue"] = 4, -9
    asleep["days_overdue"], far["days_overdue"] = -9, -15
    everybody = [late, near, asleep, far]
    assert oracle.listed(everybody) == [late, near]
    assert oracle.listed(everybody, within=14) == [late, near]
    assert oracle.listed(everybody, within=15) == [late, near, far]
    assert oracle.listed(everybody, all=True) == everybody


def test_defaults_are_filled_key_by_key_and_only_once() -> None:
    filled = oracle.with_defaults({"soon": {"A": "1 day"}})
    assert filled["soon"] == {"A+": "7 days", "A": "1 day", "B": "30 days"}
    assert oracle.with_defaults(filled) == filled
