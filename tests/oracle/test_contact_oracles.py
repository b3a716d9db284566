"""The slow facts about one person against answers counted by hand, so that the judges are judged first."""

from __future__ import annotations

from datetime import date

import pytest

from . import asking
from . import customer
from . import evidence
from . import mailing
from . import partners
from . import people as book
from . import plain
from . import talk

TODAY = date(2026, 3, 1)


def contact(slug: str = "ada", /, **front_matter: object) -> dict[str, object]:
    return {"id": slug, "name": slug.title(), **front_matter}


def on(day: str, **more: object) -> dict[str, object]:
    return {"date": day, **more}


def call(day: str, **more: object) -> dict[str, object]:
    return on(day, channel="call", **more)


def received(day: str, who: str = "Bo", **more: object) -> dict[str, object]:
    return on(day, direction="received", contact=who, **more)


def given(day: str) -> dict[str, object]:
    return on(day, direction="given", contact="Cy")


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        pytest.param("2028-02-29", 12, "2027-02-28", id="leap day"),
        pytest.param("2026-03-31", 1, "2026-02-28", id="clamped"),
        pytest.param("2026-03-01", 24, "2024-03-01", id="first of a month"),
        pytest.param("2026-01-30", 2, "2025-11-30", id="over a new year"),
    ],
)
def test_months_are_counted_back(start: str, months: int, expected: str) -> None:
    assert plain.minus_months(date.fromisoformat(start), months) == date.fromisoformat(expected)


# 2025-12-01 is the 90th day before 2026-03-01.
TYPES = [
    pytest.param({"customer_type": "lost", "scope": "personal"}, "lost", id="told, whatever the scope"),
    pytest.param({"lost_to": "Presto", "purchases": [on("2026-02-20")]}, "lost", id="gone to somebody else"),
    pytest.param({"purchases": [on("2026-02-20")], "scope": "personal"}, None, id="family"),
    pytest.param({"purchases": [on("2025-12-01")]}, "active-paying", id="one, 90 days ago"),
    pytest.param({"purchases": [on("2025-11-30")]}, "active-non-paying", id="one, 91 days ago"),
    pytest.param(
        {"purchases": [on("2026-03-01"), on("2025-12-01"), on("2024-01-01")]},
        "active-paying",
        id="the last two 90 days apart, whatever was before",
    ),
    pytest.param(
        {"purchases": [on("2026-03-01"), on("2025-11-30")]}, "active-non-paying", id="91 days apart"
    ),
    pytest.param({"purchases": [on("2025-03-01")]}, "active-non-paying", id="a year ago"),
    pytest.param({"purchases": [on("2025-02-28")]}, "non-active", id="a year and a day ago"),
    pytest.param(
        {"purchases": [on("2026-03-02")], "touches": [call("2026-02-01")]}, None, id="tomorrow's is none"
    ),
    pytest.param({"deals": [{"status": "won", "closed": "2026-02-01"}]}, "active-paying", id="a deal won"),
    pytest.param({"deals": [{"status": "won"}]}, "undefined", id="a deal won on no day is no purchase"),
    pytest.param({"referrals": [received("2020-01-01")]}, "direct-referral", id="one referral"),
    pytest.param({"referrals": [given("2020-01-01")]}, "undefined", id="a referral given is none of theirs"),
    pytest.param(
        {
            "referrals": [received("2020-01-01", "Bo"), received("2021-01-01", "Bo")],
            "relations": [{"type": "knows", "contact": "Bo"}, {"type": "knows", "contact": "Cy"}],
        },
        "direct-referral",
        id="two people, one of them three times",
    ),
    pytest.param(
        {
            "referrals": [received("2020-01-01", "Bo")],
            "relations": [{"type": "knows", "contact": "Cy"}, {"type": "knows", "contact": "Di"}],
        },
        "center-of-influence",
        id="three people",
    ),
    pytest.param(
        {"relations": [{"type": "friend", "contact": name} for name in ("Bo", "Cy", "Di")]},
        "undefined",
        id="friends are not acquaintances",
    ),
    pytest.param({"touches": [call("2026-02-01", reached=False)]}, "undefined", id="never reached"),
    pytest.param({"touches": [on("2026-02-01", channel="email")]}, None, id="reached, and nothing else"),
]


@pytest.mark.parametrize(("front_matter", "expected"), TYPES)
def test_a_customer_is_of_the_type_counted_by_hand(
    front_matter: dict[str, object], expected: str | None
) -> None:
    ada = contact(**front_matter)
    assert customer.customer_type(ada, [ada], {}, [], TODAY) == expected


def test_acquaintances_may_be_told_by_the_others() -> None:
    ada = contact(former_ids=["old-ada"], relations=[{"type": "knows", "contact": "bo"}])
    bo = contact("bo", referred_by="ada", relations=[{"type": "knows", "contact": "ada"}])
    cy = contact("cy", referred_by="old-ada")
    di = contact("di", relations=[{"type": "knows", "contact": "old-ada"}])
    assert customer.customer_type(ada, [ada, bo, cy, di], {}, [], TODAY) == "center-of-influence"
    assert customer.customer_type(ada, [ada, bo, cy], {}, [], TODAY) == "direct-referral"


SPHERE = {"owner": {"contact_sphere": [["wedding venue", "venue"], "Flórist"]}}
LAST_YEAR = ("2025-03-02", "2026-01-01")
PARTNERS = [
    pytest.param({"profession": "VENUE"}, "contact_sphere", id="a synonym in capitals"),
    pytest.param({"profession": "florist"}, "contact_sphere", id="without the accent"),
    pytest.param({"profession": "florist shop"}, None, id="not the whole profession"),
    pytest.param(
        {
            "profession": "florist",
            "stage": "connection",
            "touches": [call("2025-12-01")],
            "referrals": [given("2025-03-02")],
        },
        "power_team",
        id="a call 90 days ago and a referral given on the first day of the year",
    ),
    pytest.param(
        {
            "profession": "florist",
            "stage": "connection",
            "touches": [call("2025-12-01")],
            "referrals": [given("2025-03-01")],
        },
        "contact_sphere",
        id="twelve months ago to the day is the year before",
    ),
    pytest.param(
        {
            "profession": "florist",
            "stage": "connection",
            "touches": [call("2025-11-30")],
            "referrals": [given("2025-03-02")],
        },
        "contact_sphere",
        id="91 days without a call",
    ),
    pytest.param(
        {"profession": "florist", "touches": [call("2026-02-01")], "referrals": [given("2026-02-02")]},
        "contact_sphere",
        id="a blank stage is a contact",
    ),
    pytest.param(
        {
            "referrals": [
                *(received("2025-03-02"), given("2026-03-01")),
                *(received("2025-03-01"), given("2024-03-02")),
            ]
        },
        "referral_partner",
        id="one each way in each year, of any profession",
    ),
    pytest.param(
        {
            "referrals": [
                *(received("2025-03-02"), given("2026-03-01")),
                *(received("2025-03-01"), given("2024-03-01")),
            ]
        },
        None,
        id="one of them 24 months ago to the day",
    ),
    pytest.param(
        {"referrals": [*(received(day) for day in LAST_YEAR), given("2025-12-01"), given("2026-03-01")]},
        "referral_partner",
        id="two each way in the last year",
    ),
    pytest.param(
        {"referrals": [*(received(day) for day in LAST_YEAR), given("2025-12-01"), given("2026-03-02")]},
        None,
        id="one of them tomorrow",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("front_matter", "expected"), PARTNERS)
def test_a_partner_is_what_was_counted_by_hand(front_matter: dict[str, object], expected: str | None) -> None:
    assert partners.partnership(contact(**front_matter), SPHERE, [], TODAY)["value"] == expected


def test_reciprocity_counts_the_entries_that_have_happened() -> None:
    ada = contact(
        referrals=[received("2020-01-01", outcome="declined"), given("2026-03-01"), given("2026-03-02")]
    )
    assert partners.reciprocity(ada, TODAY) == {"received": 1, "given": 1, "balance": 0}


def test_reciprocity_leaves_out_what_only_the_other_file_tells() -> None:
    ada = contact(referrals=[received("2020-01-01", "cy"), received("2021-01-01", "cy")], referred_by="bo")
    assert partners.reciprocity(ada, TODAY) == {"received": 2, "given": 0, "balance": 2}


REACHED = {"touches": [call("2026-01-01")]}
CASES = [
    pytest.param({"reference": True}, "loyal", id="a reference"),
    pytest.param({"reference": "2026-03-02"}, None, id="a reference of tomorrow"),
    pytest.param({"stood_by": "the flood"}, "loyal", id="stood by"),
    pytest.param({"referrals": [received("2025-01-01", outcome="met")]}, "loyal", id="a referral met"),
    pytest.param({"referrals": [received("2025-01-01", outcome="lost")]}, None, id="a referral lost"),
    pytest.param({"purchases": [on("2024-03-01")]}, "loyal", id="two years ago"),
    pytest.param(
        {"stage": "client", "purchases": [on("2024-03-02"), on("2026-01-01")]},
        "customer",
        id="a day less than two years ago, two purchases",
    ),
    pytest.param({"purchases": [on("2026-02-01")] * 3}, "loyal", id="three purchases"),
    pytest.param({"stage": "client", "purchases": [on("2025-11-30")]}, "customer", id="91 days ago"),
    pytest.param({"stage": "client", "purchases": [on("2025-12-01")]}, "new-customer", id="90 days ago"),
    pytest.param({"stage": "prospect"}, "prospect", id="a prospect"),
    pytest.param({"deals": [{"status": "lost", "closed": "2026-02-01"}]}, "lost-deal", id="a deal lost"),
    pytest.param({"deals": [{"status": "lost", "closed": "2026-03-02"}]}, None, id="a deal lost tomorrow"),
    pytest.param({"deals": [{"status": "open"}]}, None, id="a deal still open"),
    pytest.param({"stage": "connection"}, "sphere", id="a connection"),
    pytest.param({"category": ["evangelist"]}, "sphere", id="an evangelist"),
    pytest.param({"category": ["evangelist"], "scope": "personal", "reference": True}, "loyal", id="family"),
    pytest.param({"scope": "personal", "stage": "connection"}, "sphere", id="family of no category"),
    pytest.param({"referrals": [received("2025-01-01", outcome="proposed")]}, None, id="a proposal made"),
    pytest.param({"category": ["customer"]}, None, id="a customer by category alone"),
]


@pytest.mark.parametrize(("front_matter", "expected"), CASES)
def test_somebody_is_asked_as_the_case_read_by_hand(
    front_matter: dict[str, object], expected: str | None
) -> None:
    assert asking.ask(contact(**REACHED, **front_matter), {}, [], TODAY) == expected


NOT_ASKED = [
    pytest.param({"touches": []}, id="never reached"),
    pytest.param({"grade": "D"}, id="a D"),
    pytest.param({"archived": "2026-03-01"}, id="archived"),
    pytest.param({"consent": [on("2026-03-01", what="contact", given=False)]}, id="wants no contact"),
    pytest.param({"touches": [call("2026-01-01", mood="unhappy")]}, id="unhappy"),
    pytest.param({"follow_ups": [{"what": "mend it", "complaint": True}]}, id="a complaint to be settled"),
    pytest.param({"follow_ups": [{"what": "call", "due": "2026-02-28"}]}, id="a promise broken"),
    pytest.param(
        {"follow_ups": [{"what": "call", "due": "2026-02-28", "done": "2026-03-02"}]}, id="kept tomorrow"
    ),
    pytest.param({"asked": [on("2025-09-02")]}, id="asked 180 days ago"),
    pytest.param({"touches": [call("2026-01-01", asked_referral=True)]}, id="asked in a call"),
]
ASKED = [
    pytest.param({"archived": "2026-03-02"}, id="archived tomorrow"),
    pytest.param(
        {"touches": [call("2026-01-01", mood="unhappy"), call("2026-01-01", mood="neutral")]},
        id="of two moods on a day the later holds",
    ),
    pytest.param(
        {"follow_ups": [{"what": "mend it", "complaint": True, "done": "2026-02-01"}]}, id="settled"
    ),
    pytest.param({"follow_ups": [{"what": "call", "due": "2026-03-01"}]}, id="promised for today"),
    pytest.param({"follow_ups": [{"what": "call", "due": "2026-02-28", "by": "them"}]}, id="their promise"),
    pytest.param({"asked": [on("2025-09-01")]}, id="asked 181 days ago"),
    pytest.param({"asked": [on("2026-02-01", what="review")]}, id="asked for a review"),
    pytest.param({"touches": [on("2026-01-01", channel="letter")]}, id="reached by letter"),
]


@pytest.mark.parametrize("front_matter", NOT_ASKED)
def test_somebody_is_left_in_peace(front_matter: dict[str, object]) -> None:
    assert asking.ask(contact(**{**REACHED, "reference": True, **front_matter}), {}, [], TODAY) is None


@pytest.mark.parametrize("front_matter", ASKED)
def test_somebody_may_be_asked(front_matter: dict[str, object]) -> None:
    assert asking.ask(contact(**{**REACHED, "reference": True, **front_matter}), {}, [], TODAY) == "loyal"


def test_the_order_of_asking_settles_every_tie() -> None:
    happy = {"touches": [call("2026-01-30", mood="happy")]}
    long_happy = {"touches": [call("2026-01-29", mood="happy")]}
    expected = [
        contact("uma", stood_by="the flood", **long_happy),
        contact("tom", stage="client", **happy),
        contact("sam", stage="client", grade="A+", **long_happy),
        contact("rob", stage="client", **long_happy),
        contact("quy", stage="client", asked=[on("2024-01-01")], **long_happy),
        contact("pia", stage="client", asked=[on("2023-01-01"), on("2025-01-01")], **long_happy),
    ]
    found = asking.asked_in_order(list(reversed(expected)), {}, [], TODAY)
    assert [slug for slug, _ in found] == [person["id"] for person in expected]


MAILED = [
    pytest.param({}, None, id="no consent"),
    pytest.param({"consent": [on("2026-03-01", what="newsletter", given=True)]}, "a@ada.example", id="today"),
    pytest.param({"consent": [on("2026-03-02", what="newsletter", given=True)]}, None, id="tomorrow"),
    pytest.param(
        {
            "consent": [
                on("2026-02-01", what="newsletter", given=True),
                on("2026-02-01", what="newsletter", given=False),
            ]
        },
        None,
        id="of two answers on a day the later holds",
    ),
    pytest.param(
        {
            "consent": [
                on("2026-02-01", what="newsletter", given=True),
                on("2026-02-02", what="contact", given=False),
            ]
        },
        None,
        id="contact withdrawn",
    ),
]


@pytest.mark.parametrize(("front_matter", "expected"), MAILED)
def test_the_newsletter_goes_where_consent_lets_it(
    front_matter: dict[str, object], expected: str | None
) -> None:
    assert mailing.address(contact(emails=["a@ada.example"], **front_matter), TODAY) == expected


def test_the_labelled_address_is_written_to() -> None:
    yes = [on("2026-02-01", what="newsletter", given=True)]
    emails = ["a@ada.example", {"value": "n@ada.example", "label": "newsletter"}]
    assert mailing.address(contact(emails=emails, consent=yes), TODAY) == "n@ada.example"
    assert mailing.address(contact(emails=emails, consent=yes, grade="F"), TODAY) is None
    assert mailing.address(contact(emails=[], consent=yes), TODAY) is None


SPOKEN = [
    pytest.param([], [], "service", id="no talk"),
    pytest.param([call("2026-01-01", service="good")], ["service"], "enhance", id="service"),
    pytest.param([call("2026-01-01", **{"else": "more?"})], ["else"], "service", id="else"),
    pytest.param(
        [call("2026-01-01", asked_referral=True, service="good"), call("2026-02-01", enhance="larger")],
        ["service", "enhance", "else"],
        "service",
        id="all; of two covered together the first",
    ),
    pytest.param(
        [
            call("2026-02-01", service="good"),
            call("2025-02-01", enhance="larger"),
            call("2026-01-01", **{"else": "more?"}),
        ],
        ["service", "enhance", "else"],
        "enhance",
        id="by the days, not as they stand in the file",
    ),
    pytest.param(
        [
            call("2026-01-01", service="good"),
            *(call(f"2026-01-{day}") for day in ("02", "03")),
            call("2026-01-04", reached=False),
            on("2026-01-05", channel="email"),
            call("2026-03-02"),
        ],
        ["service"],
        "enhance",
        id="attempts, mails and tomorrow are no talks",
    ),
    pytest.param(
        [call("2026-01-01", service="good"), *(call(f"2026-01-{day}") for day in ("02", "03", "04"))],
        [],
        "service",
        id="the fourth from the end is forgotten",
    ),
    pytest.param(
        [call("2026-01-01", service="late", enhance="larger", mood="unhappy")],
        ["service", "enhance"],
        "service",
        id="nothing else with a complaint open",
    ),
]


@pytest.mark.parametrize(("touches", "covered", "follows"), SPOKEN)
def test_the_next_part_of_the_talk_is_read_by_hand(
    touches: list[object], covered: list[str], follows: str
) -> None:
    found = talk.see(contact(touches=touches), {}, [], TODAY)
    assert (found["covered"], found["next"]) == (covered, follows)


RHYTHMS = [
    pytest.param(["01-01", "01-08", "01-15", "02-14"], (7.0, 15), id="a week, then silence for fifteen days"),
    pytest.param(["01-01", "01-08", "01-15", "02-15"], None, id="fourteen days are no silence"),
    pytest.param(["01-04", "01-08", "01-15", "01-25"], (7.0, 35), id="the middle of 4, 7 and 10"),
    pytest.param(["01-01", "01-08", "01-15", "01-15"], None, id="three days"),
    pytest.param(["01-01", "01-08", "01-15", "01-21"], None, id="twenty days from first to last"),
    pytest.param(["01-01", "01-08", "01-15", "01-22"], (7.0, 38), id="twenty-one"),
    pytest.param(["01-01", "01-09", "01-13", "01-20", "01-23"], (5.5, 37), id="the mean of the middle two"),
]


@pytest.mark.parametrize(("days", "expected"), RHYTHMS)
def test_drift_is_counted_by_hand(days: list[str], expected: tuple[float, int] | None) -> None:
    ada = contact(cadence="1 year", touches=[call(f"2026-{day}") for day in days])
    found = talk.drift(ada, {}, [], TODAY)
    assert (found and (found["median_days"], found["silent_days"])) == expected
    assert talk.drift({**ada, "snooze_until": "2028-01-01"}, {}, [], TODAY) is None
    assert talk.drift({**ada, "cadence": "never"}, {}, [], TODAY) is None


def test_only_the_last_ten_talks_have_a_rhythm() -> None:
    days = ["2025-01-01", "2025-12-01", *(f"2026-01-{day:02}" for day in range(1, 19, 2))]
    ada = contact(cadence="1 year", touches=[call(day) for day in days])
    assert talk.drift(ada, {}, [], TODAY) == {"median_days": 2.0, "silent_days": 43}


MONTHS = [
    "2025-04-01",
    "2025-05-01",
    "2025-06-30",
    "2025-07-01",
    "2025-08-01",
    "2025-09-30",
    "2025-10-01",
    "2026-03-01",
]
GRADES = [
    pytest.param({"purchases": [on(day) for day in [*MONTHS, "2026-01-31"]]}, "A+", id="nine months"),
    pytest.param({"purchases": [on(day) for day in [*MONTHS, "2025-03-31"]]}, None, id="one a year ago"),
    pytest.param({"purchases": [on(day) for day in [*MONTHS, "2025-04-30"]]}, None, id="two in one month"),
    pytest.param(
        {"purchases": [on(day) for day in MONTHS], "referrals": [received("2026-02-28")]},
        "A+",
        id="a referral in the ninth",
    ),
    pytest.param(
        {"grade": "A+", "purchases": [on(day) for day in [*MONTHS, "2026-01-31"]]}, None, id="is one"
    ),
    pytest.param({"referrals": [received("2025-03-01")] * 3}, "A", id="three referrals in a year"),
    pytest.param({"referrals": [received("2025-02-28")] * 3}, None, id="a day too long ago"),
    pytest.param({"value": {"profit": "high"}}, "A", id="profit"),
    pytest.param({"value": {"profit": "high"}, "scope": "personal"}, "A", id="family"),
    pytest.param({"value": {"profit": "high"}, "archived": "2026-03-01"}, None, id="archived"),
    pytest.param({"grade": "D", "purchases": [on(day) for day in [*MONTHS, "2026-01-31"]]}, None, id="a D"),
    pytest.param({"value": {"profit": "high", "maintenance": "high"}}, None, id="profit and maintenance"),
    pytest.param({"grade": "A+", "value": {"profit": "high"}}, None, id="no step down to A"),
    pytest.param({"grade": "A", "value": {"profit": "low", "maintenance": "high"}}, "B", id="dear"),
    pytest.param({"value": {"profit": "low", "maintenance": "high"}}, None, id="never a D"),
    pytest.param(
        {"grade": "A+", "asked": [on("2025-03-01", answer="no"), on("2026-01-01", answer="no")]},
        "A",
        id="two refusals",
    ),
    pytest.param(
        {"grade": "A+", "asked": [on("2025-02-28", answer="no"), on("2026-01-01", answer="later")]},
        None,
        id="one too long ago, one no refusal",
    ),
    pytest.param(
        {"grade": "B", "value": {"profit": "high"}, "asked": [on("2026-01-01", answer="no")] * 2},
        "A",
        id="the highest that holds",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("front_matter", "expected"), GRADES)
def test_the_evidence_speaks_for_the_grade_read_by_hand(
    front_matter: dict[str, object], expected: str | None
) -> None:
    ada = contact(**front_matter)
    assert evidence.suggested_grade(ada, [ada], {}, TODAY) == expected


def test_a_wiki_for_family_grades_nobody_by_business() -> None:
    ada = contact(scope="business", value={"profit": "high"})
    assert evidence.suggested_grade(ada, [ada], {"owner": {"use": "personal"}}, TODAY) is None


@pytest.mark.parametrize(("buyers", "best"), [(9, 0), (10, 1), (11, 2), (20, 2)])
def test_the_top_tenth_is_rounded_up_from_ten(buyers: int, best: int) -> None:
    crowd = [
        contact(f"buyer-{number}", stage="client", purchases=[on("2025-01-01", amount=str(number + 1))])
        for number in range(buyers)
    ]
    suggested = [evidence.suggested_grade(person, crowd, {}, TODAY) for person in crowd]
    assert suggested == [None] * (buyers - best) + ["A+"] * best


STAGES = [
    pytest.param({"stage": "stranger"}, [], id="a stranger shows nothing"),
    pytest.param({"stage": "suspect"}, ["profile"], id="suspect"),
    pytest.param({"stage": "suspect", "source": "the fair"}, [], id="suspect from somewhere"),
    pytest.param({"stage": "contact"}, ["contact-data"], id="contact"),
    pytest.param({"stage": "contact", "touches": [call("2026-01-01", reached=False)]}, [], id="tried"),
    pytest.param(
        {"stage": "connection", "touches": [call("2026-01-01", reached=False)]}, ["meeting"], id="not met"
    ),
    pytest.param({"stage": "connection", "touches": [call("2026-01-01")]}, [], id="met"),
    pytest.param({"stage": "prospect"}, ["problem", "budget", "willing"], id="prospect"),
    pytest.param(
        {"stage": "prospect", "qualification": {"problem": "dark", "budget": False, "willing": False}},
        ["budget", "willing"],
        id="no money and no will",
    ),
    pytest.param({"stage": "client"}, ["purchase"], id="client"),
    pytest.param({"stage": "client", "scope": "personal"}, [], id="family"),
]


@pytest.mark.parametrize(("front_matter", "expected"), STAGES)
def test_a_stage_lacks_what_was_read_by_hand(front_matter: dict[str, object], expected: list[str]) -> None:
    assert evidence.lacks(contact(**front_matter), {}, [], TODAY) == expected


def test_an_evening_is_a_meeting_once_it_has_been() -> None:
    ada = contact(stage="connection", former_ids=["old-ada"])
    for day, lacking in (("2026-03-01", []), ("2026-03-02", ["meeting"])):
        evening = {"id": "evening", "date": day, "attended": ["old-ada"]}
        assert evidence.lacks(ada, {}, [evening], TODAY) == lacking


def test_a_touch_to_come_has_promised_nothing() -> None:
    promise = {"what": "mend it", "complaint": True}
    for day, open_now in (("2026-03-01", True), ("2026-03-02", False)):
        assert book.has_complaint(contact(touches=[call(day, follow_up=promise)]), TODAY) is open_now
        assert book.has_complaint(contact(touches=[call(day, follow_up=[promise])]), TODAY) is open_now
