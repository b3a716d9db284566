"""The days on which a window of time ends: the last one inside, the first one outside, counted by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.facts import Facts
from builder.facts.ask import asking
from builder.facts.customer import customer_kind
from builder.facts.drift import drift
from builder.facts.due import next_due
from builder.facts.forgotten import forgotten
from builder.facts.funnel import pipeline
from builder.facts.grading import suggestion
from builder.facts.mood import feeling
from builder.facts.partnership import partnership
from builder.facts.process import process
from builder.facts.share import referral_share
from builder.facts.snooze import snoozed_past
from builder.facts.sources import sources
from builder.model import Contact
from builder.workspace import open_workspace

from ..support import check
from ..support import make_wiki
from ..support import person

Answer = Callable[[Facts, Contact], object]

SETTINGS = "owner: {contact_sphere: [florist]}"


def kind(facts: Facts, contact: Contact) -> object:
    found = facts.about(customer_kind, contact)
    return f"{found.value}{', gone?' if 'gone' in found.because[0].text else ''}"


def moment(facts: Facts, contact: Contact) -> object:
    return facts.about(feeling, contact).is_good_moment


def broken(facts: Facts, contact: Contact) -> object:
    return bool(facts.about(feeling, contact).broken)


def case(facts: Facts, contact: Contact) -> object:
    found = facts.about(asking, contact)
    return found and str(found.case)


def level(facts: Facts, contact: Contact) -> object:
    return facts.about(partnership, contact).value


def unasked(facts: Facts, contact: Contact) -> object:
    return "1 unasked" in facts.about(partnership, contact).because[0].text


def grade(facts: Facts, contact: Contact) -> object:
    return facts.about(suggestion, contact).grade


def slipping(facts: Facts, contact: Contact) -> object:
    return facts.about(drift, contact) is not None


def due(facts: Facts, contact: Contact) -> object:
    found = facts.about(next_due, contact)
    return found and f"{found.due_on} {found.status}"


def silent(facts: Facts, contact: Contact) -> object:
    return contact in [row.contact for row in facts.of(forgotten)]


def too_long(facts: Facts, contact: Contact) -> object:
    return facts.about(snoozed_past, contact) is not None


def recent(facts: Facts, _: Contact) -> object:
    return facts.of(sources)[0].recent


def money(facts: Facts, _: Contact) -> object:
    found = facts.of(referral_share)
    return found and int(found.won)


def decided(facts: Facts, _: Contact) -> object:
    return len(facts.of(pipeline).won)


def won(facts: Facts, _: Contact) -> object:
    return facts.of(process).recent.won


def verdict(facts: Facts, _: Contact) -> object:
    return facts.of(process).verdict


def rows(today: str, ask: Answer, keys: dict[str, str], *told: tuple[str, object]) -> list[object]:
    """One case for each day, which stands for `DAY` in the keys."""
    return [
        pytest.param(
            today,
            ask,
            {key: value.replace("DAY", day) for key, value in keys.items()},
            expected,
            id=f"{ask.__name__}, {'-'.join(keys)}, {day} on {today}",
        )
        for day, expected in told
    ]


HAPPY = {"touches": "{date: DAY, channel: call, mood: happy}"}
BOUGHT = {"purchases": "DAY 100"}
TEAM = {
    "profession": "florist",
    "stage": "connection",
    "touches": "2026-02-01 call",
    "referrals": "{date: DAY, direction: given, contact: Ben}",
}
CLOSE = {**TEAM, "touches": "DAY call", "referrals": "{date: 2026-02-01, direction: given, contact: Ben}"}
PARTNER = {
    "referrals": "[{date: 2026-02-01, direction: given, contact: Ben}, {date: DAY, direction: given, "
    "contact: Ben}, {date: 2026-02-01, direction: received, contact: Cy}, {date: 2024-09-01, direction: "
    "received, contact: Dora}]"
}
CLIENT = {"stage": "client", "touches": "2026-02-01 call"}
MONTHS = ", ".join(f"2025-{month:02d}-10 1" for month in range(5, 13))
OLD = "{date: 2025-08-01, direction: received, contact: Ben}"
REFUSED = "[{date: DAY, what: review, answer: no}, {date: 2026-02-01, what: review, answer: no}]"
EVERY_TEN_DAYS = {
    "cadence": "1 year",
    "touches": "[DAY call, 2026-01-20 call, 2026-01-30 call, 2026-02-09 call]",
}
EVERY_WEEK = {"cadence": "1 year", "touches": "[DAY call, 2026-02-01 call, 2026-02-08 call, 2026-02-15 call]"}
DEAL = {"deals": "{status: won, closed: DAY, amount: 5}"}

CASES = [
    *rows("2026-03-01", moment, HAPPY, ("2026-01-29", False), ("2026-01-30", True), ("2026-03-01", True)),
    *rows("2026-03-01", moment, HAPPY, ("2026-03-02", False)),
    *rows("2026-03-01", moment, BOUGHT, ("2026-01-29", False), ("2026-01-30", True), ("2026-03-02", False)),
    *rows("2024-03-01", moment, HAPPY, ("2024-01-30", False), ("2024-01-31", True)),
    *rows(
        "2026-03-01",
        broken,
        {"follow_ups": "DAY send the catalogue"},
        *(("2026-02-28", True), ("2026-03-01", False), ("2026-03-02", False)),
    ),
    *rows(
        "2026-03-01",
        kind,
        BOUGHT,
        *(("2025-12-01", "active-paying"), ("2025-11-30", "active-non-paying")),
        *(("2025-03-01", "active-non-paying"), ("2025-02-28", "non-active")),
        *(("2024-03-01", "non-active"), ("2024-02-29", "non-active, gone?")),
        *(("2026-03-01", "active-paying"), ("2026-03-02", "undefined")),
    ),
    *rows("2026-02-28", kind, BOUGHT, ("2024-02-29", "non-active"), ("2024-02-28", "non-active")),
    *rows("2026-02-28", kind, BOUGHT, ("2024-02-27", "non-active, gone?")),
    *rows("2025-02-28", kind, BOUGHT, ("2024-02-29", "active-non-paying"), ("2024-02-27", "non-active")),
    *rows(
        "2026-03-01",
        kind,
        {"purchases": "[DAY 100, 2025-12-31 100]"},
        *(("2025-10-02", "active-paying"), ("2025-10-01", "active-non-paying")),
    ),
    *rows("2026-03-01", level, CLOSE, ("2025-12-01", "power_team"), ("2025-11-30", "contact_sphere")),
    *rows("2026-03-01", level, TEAM, ("2025-03-02", "power_team"), ("2025-03-01", "contact_sphere")),
    *rows("2026-03-01", level, TEAM, ("2026-03-01", "power_team"), ("2026-03-02", "contact_sphere")),
    *rows("2026-03-01", level, PARTNER, ("2024-03-02", "referral_partner"), ("2024-03-01", None)),
    *rows("2026-03-01", level, PARTNER, ("2025-03-01", "referral_partner"), ("2025-03-02", None)),
    *rows(
        "2024-02-29",
        level,
        {**TEAM, "touches": "2024-02-01 call"},
        *(("2023-03-01", "power_team"), ("2023-02-28", "contact_sphere")),
    ),
    *rows(
        "2025-02-28",
        level,
        {**TEAM, "touches": "2025-02-01 call"},
        *(("2024-02-29", "power_team"), ("2024-02-28", "contact_sphere")),
    ),
    *rows(
        "2026-03-01",
        unasked,
        {
            "referrals": "{date: 2026-03-01, direction: received, contact: Ben}",
            "asked": "{date: DAY, what: referral}",
        },
        *(("2026-01-29", True), ("2026-01-30", False), ("2026-03-01", False)),
    ),
    *rows(
        "2026-03-01",
        case,
        {**CLIENT, "purchases": "DAY 100"},
        *(("2025-12-01", "new-customer"), ("2025-11-30", "customer")),
        *(("2024-03-02", "customer"), ("2024-03-01", "loyal")),
    ),
    *rows("2026-02-28", case, {**CLIENT, "purchases": "DAY 100"}, ("2024-02-29", "loyal")),
    *rows("2026-02-27", case, {**CLIENT, "purchases": "DAY 100"}, ("2024-02-29", "customer")),
    *rows(
        "2026-03-01",
        case,
        {**CLIENT, "asked": "{date: DAY, what: referral}"},
        *(("2025-09-01", "new-customer"), ("2025-09-02", None), ("2026-03-01", None)),
        *(("2026-03-02", "new-customer"),),
    ),
    *rows(
        "2026-03-01", grade, {"purchases": f"[DAY 1, {MONTHS}]"}, ("2025-03-31", None), ("2025-04-01", "A+")
    ),
    *rows(
        "2026-03-01", grade, {"purchases": f"[DAY 1, {MONTHS}]"}, ("2026-03-01", "A+"), ("2026-03-02", None)
    ),
    *rows(
        "2025-12-31", grade, {"purchases": f"[DAY 1, {MONTHS}]"}, ("2024-12-31", None), ("2025-01-01", "A+")
    ),
    *rows(
        "2026-01-01", grade, {"purchases": f"[DAY 1, {MONTHS}]"}, ("2025-01-31", None), ("2025-02-01", "A+")
    ),
    *rows(
        "2026-03-01",
        grade,
        {
            "grade": "B",
            "referrals": f"[{OLD}, {OLD.replace('Ben', 'Cy')}, {OLD.replace('2025-08-01', 'DAY')}]",
        },
        *(("2025-02-28", None), ("2025-03-01", "A"), ("2026-03-01", "A"), ("2026-03-02", None)),
    ),
    *rows("2026-03-01", grade, {"grade": "A", "asked": REFUSED}, ("2025-02-28", None), ("2025-03-01", "B")),
    *rows("2026-03-01", slipping, EVERY_TEN_DAYS, ("2026-01-10", False)),
    *rows("2026-03-02", slipping, EVERY_TEN_DAYS, ("2026-01-10", True)),
    *rows("2026-03-01", slipping, EVERY_WEEK, ("2026-01-25", False)),
    *rows("2026-03-02", slipping, EVERY_WEEK, ("2026-01-25", True)),
    *rows(
        "2026-03-01",
        slipping,
        {"cadence": "1 year", "touches": "[DAY call, 2025-12-20 call, 2025-12-25 call, 2026-01-01 call]"},
        *(("2025-12-11", True), ("2025-12-12", False)),
    ),
    *rows("2026-03-01", due, {"grade": "A+", "touches": "DAY call"}, ("2026-02-08", "2026-03-08 soon")),
    *rows("2026-03-01", due, {"grade": "A+", "touches": "DAY call"}, ("2026-02-09", "2026-03-09 ok")),
    *rows("2026-02-28", due, {"grade": "A+", "touches": "DAY call"}, ("2026-01-31", "2026-02-28 due")),
    *rows("2024-03-01", due, {"grade": "A+", "touches": "DAY call"}, ("2024-01-31", "2024-02-29 overdue")),
    *rows("2026-03-01", due, {"grade": "A", "touches": "DAY call"}, ("2025-11-30", "2026-02-28 overdue")),
    *rows("2026-03-01", due, {"grade": "A", "touches": "DAY call"}, ("2025-12-31", "2026-03-31 ok")),
    *rows(
        "2026-02-01",
        due,
        {"grade": "B", "birthday": '"02-29"', "touches": "DAY call"},
        *(("2025-11-29", "2026-02-28 soon"), ("2025-11-30", "2027-02-28 ok")),
    ),
    *rows(
        "2026-03-01",
        due,
        {"grade": "B", "birthday": '"03-02"', "touches": "DAY call"},
        *(("2025-12-01", "2026-03-02 soon"), ("2025-12-02", "2027-03-02 ok")),
    ),
    *rows("2026-03-01", silent, {"touches": "DAY card"}, ("2025-02-28", True), ("2025-03-01", False)),
    *rows("2025-02-28", silent, {"touches": "DAY card"}, ("2024-02-27", True), ("2024-02-29", False)),
    *rows(
        "2026-03-01",
        too_long,
        {"grade": "A+", "touches": "2026-02-01 call", "snooze_until": "DAY"},
        *(("2026-04-01", False), ("2026-04-02", True)),
    ),
    *rows(
        "2026-03-01",
        recent,
        {"referrals": "{date: DAY, direction: received, contact: Ben}"},
        *(("2024-02-29", 0), ("2024-03-01", 1), ("2026-03-01", 1)),
    ),
    *rows("2026-03-01", money, BOUGHT, ("2025-02-28", 0), ("2025-03-01", 100), ("2026-03-02", 0)),
    *rows("2026-03-01", money, DEAL, ("2025-02-28", 0), ("2025-03-01", 5)),
    *rows("2026-03-01", decided, DEAL, ("2025-02-28", 0), ("2025-03-01", 1), ("2026-03-02", 0)),
    *rows("2025-02-28", decided, DEAL, ("2024-02-27", 0), ("2024-02-29", 1)),
    *rows(
        "2026-03-01", won, DEAL, ("2025-11-30", 0), ("2025-12-01", 1), ("2026-02-28", 1), ("2026-03-01", 0)
    ),
    *rows(
        "2026-01-01", won, DEAL, ("2025-09-30", 0), ("2025-10-01", 1), ("2025-12-31", 1), ("2026-01-01", 0)
    ),
    *rows("2024-03-31", won, DEAL, ("2023-11-30", 0), ("2024-02-29", 1), ("2024-03-01", 0)),
    *rows(
        "2026-03-01",
        verdict,
        {"deals": "{status: won, opened: DAY, closed: 2026-02-10}"},
        *(("2025-09-01", "works"), ("2025-09-02", None)),
    ),
]


@pytest.mark.parametrize(("today", "ask", "keys", "expected"), CASES)
def test_a_window_ends_on_its_day(
    tmp_path: Path, today: str, ask: Answer, keys: dict[str, str], expected: object
) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": person(**keys)}, SETTINGS)
    facts = open_workspace(wiki, dt.date.fromisoformat(today)).facts
    assert ask(facts, facts.wiki.contacts["ana"]) == expected


@pytest.mark.parametrize(
    ("reward", "day", "codes"),
    [
        pytest.param("", "2026-02-21", {"SOI406"}, id="thanks, eight days"),
        pytest.param("", "2026-02-22", set(), id="thanks, seven days"),
        pytest.param("2026-01-30", "2026-02-28", {"SOI407"}, id="a reward, thirty days"),
        pytest.param("2026-01-31", "2026-02-28", set(), id="a reward, twenty-nine days"),
    ],
)
def test_patience_ends_on_its_day(tmp_path: Path, reward: str, day: str, codes: set[str]) -> None:
    promised = f", reward: {{what: a print, promised: {reward}}}" if reward else ""
    referral = f"{{date: {day}, direction: received, contact: ben{promised}}}"
    wiki = make_wiki(tmp_path, {"ana.md": person(referrals=referral), "ben.md": person("Ben")})
    assert {found["code"] for found in check(wiki)} & {"SOI406", "SOI407"} == codes


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2024-02-29", None, id="more than 24 months ago"),
        pytest.param("2024-03-01", "A+", id="24 months ago"),
    ],
)
def test_money_of_24_months_makes_the_top_tenth(tmp_path: Path, day: str, expected: str | None) -> None:
    others = {f"client-{number}.md": person(f"Client {number}", stage="client") for number in range(9)}
    ana = person(stage="client", purchases=f"{day} 100")
    facts = open_workspace(make_wiki(tmp_path, {"ana.md": ana, **others}), dt.date(2026, 3, 1)).facts
    assert facts.about(suggestion, facts.wiki.contacts["ana"]).grade == expected
