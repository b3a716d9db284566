"""How far somebody has come as a partner, and what each side gave."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builder.facts import Facts
from builder.facts.partnership import Partner
from builder.facts.partnership import Partnership
from builder.facts.partnership import partnership
from builder.facts.partnership import reciprocity
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person

TODAY = dt.date(2026, 3, 1)
SPHERE = "owner: {contact_sphere: [florist, [wedding venue, Sala de bodas], Décorateur]}"


def facts_of(root: Path, today: dt.date = TODAY, settings: str = SPHERE, **files: str) -> Facts:
    wiki = make_wiki(root, {f"{name}.md": text for name, text in files.items()}, settings)
    return open_workspace(wiki, today).facts


def standing(root: Path, keys: dict[str, str], today: dt.date = TODAY) -> Partnership:
    facts = facts_of(root, today, ana=person(**keys))
    return facts.about(partnership, facts.wiki.contacts["ana"])


def referrals(*told: str) -> str:
    """Referrals written as `received 2026-02-01`."""
    entries = [entry.split() for entry in told]
    listed = [
        f"{{date: {date}, direction: {direction}, contact: Ben {number}}}"
        for number, (direction, date) in enumerate(entries)
    ]
    return f"[{', '.join(listed)}]"


@pytest.mark.parametrize(
    ("profession", "expected"),
    [
        pytest.param("florist", True, id="as listed"),
        pytest.param("FLORIST", True, id="other case"),
        pytest.param("decorateur", True, id="without its accent"),
        pytest.param("sala de bodas", True, id="a synonym"),
        pytest.param("florist and baker", False, id="more than the whole"),
        pytest.param("flor", False, id="less than the whole"),
    ],
)
def test_the_contact_sphere_is_a_list_of_whole_professions(
    tmp_path: Path, profession: str, *, expected: bool
) -> None:
    found = standing(tmp_path, {"profession": profession})
    assert found.contact_sphere is expected
    assert found.value == (Partner.CONTACT_SPHERE if expected else None)


def test_nobody_without_a_profession_is_in_the_sphere(tmp_path: Path) -> None:
    assert not standing(tmp_path, {}).contact_sphere


POWER = {
    "profession": "florist",
    "stage": "connection",
    "touches": "2026-02-20 call",
    "referrals": referrals("given 2026-01-10"),
}


@pytest.mark.parametrize(
    ("changed", "lacks"),
    [
        pytest.param({}, (), id="all three"),
        pytest.param({"stage": "client"}, (), id="a client"),
        pytest.param({"stage": "contact"}, ("stage",), id="no relationship yet"),
        pytest.param({"touches": "2025-12-01 call"}, (), id="90 days ago"),
        pytest.param({"touches": "2025-11-30 call"}, ("touch",), id="91 days ago"),
        pytest.param({"touches": "2026-02-20 email"}, ("touch",), id="not in person"),
        pytest.param({"touches": "2026-03-02 call"}, ("touch",), id="a call ahead"),
        pytest.param({"referrals": referrals("received 2025-03-02")}, (), id="first day of twelve months"),
        pytest.param({"referrals": referrals("received 2025-03-01")}, ("referral",), id="a day before them"),
        pytest.param({"referrals": referrals("received 2026-03-01")}, (), id="today"),
        pytest.param({"referrals": referrals("received 2026-03-02")}, ("referral",), id="tomorrow"),
    ],
)
def test_the_power_team_is_told_to_the_day(
    tmp_path: Path, changed: dict[str, str], lacks: tuple[str, ...]
) -> None:
    found = standing(tmp_path, {**POWER, **changed})
    assert found.lacks == lacks
    assert found.power_team is not bool(lacks)
    assert found.value is (Partner.CONTACT_SPHERE if lacks else Partner.POWER_TEAM)


def test_the_power_team_is_of_the_sphere(tmp_path: Path) -> None:
    found = standing(tmp_path, {**POWER, "profession": "vet"})
    assert (found.power_team, found.value, found.lacks) == (False, None, ())


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(["received 2025-03-02", "given 2026-03-01"], False, id="once each way"),
        pytest.param(
            ["received 2025-03-02", "received 2026-01-01", "given 2025-03-02", "given 2026-03-01"],
            True,
            id="twice each way within a year",
        ),
        pytest.param(
            ["received 2025-03-02", "received 2026-01-01", "given 2025-03-01", "given 2026-03-01"],
            False,
            id="twice each way, one of them a year ago to the day",
        ),
        pytest.param(
            ["received 2025-03-02", "given 2025-03-02", "received 2025-03-01", "given 2024-03-02"],
            True,
            id="once each way in each of two years, at their edges",
        ),
        pytest.param(
            ["received 2025-03-02", "given 2025-03-02", "received 2025-03-01", "given 2024-03-01"],
            False,
            id="two years ago to the day is too long",
        ),
        pytest.param(
            ["received 2026-01-01", "received 2026-01-02", "received 2025-01-01", "given 2025-01-02"],
            False,
            id="nothing given of late",
        ),
        pytest.param(
            ["received 2026-01-01", "given 2026-01-01", "received 2025-01-01", "received 2025-01-02"],
            False,
            id="nothing given the year before",
        ),
        pytest.param(
            ["received 2026-01-01", "given 2026-01-01", "received 2025-01-01", "given 2026-03-02"],
            False,
            id="one that lies ahead",
        ),
    ],
)
def test_partners_refer_both_ways_and_steadily(tmp_path: Path, told: list[str], *, expected: bool) -> None:
    found = standing(tmp_path, {"profession": "vet", "referrals": referrals(*told)})
    assert found.referral_partner is expected
    assert found.value is (Partner.REFERRAL_PARTNER if expected else None)


def test_the_last_of_february_ends_the_window_of_a_leap_year(tmp_path: Path) -> None:
    # Twelve months before 2029-02-28 lies 2028-02-28, so the leap day is inside.
    keys = {**POWER, "referrals": referrals("given 2028-02-29")}
    inside = standing(tmp_path, keys, dt.date(2029, 2, 28))
    assert "referral" not in inside.lacks


def test_what_only_the_other_file_tells_has_no_day(tmp_path: Path) -> None:
    ana = person(**{**POWER, "referrals": referrals("given 2024-01-10")})
    facts = facts_of(tmp_path, ana=ana, ben=person("Ben", referred_by="ana"))
    contact = facts.wiki.contacts["ana"]
    assert facts.about(partnership, contact).lacks == ("referral",)
    count = facts.about(reciprocity, contact)
    assert (count.received, count.given, count.balance) == (0, 1, -1)


def test_a_referral_that_both_files_tell_counts_once(tmp_path: Path) -> None:
    ana = person(referrals="{date: 2026-01-10, direction: received, contact: ben, outcome: declined}")
    facts = facts_of(tmp_path, ana=ana, ben=person("Ben", referred_by="ana"))
    count = facts.about(reciprocity, facts.wiki.contacts["ana"])
    assert (count.received, count.given, count.balance) == (1, 0, 1)


def test_nobody_refers_themselves_and_tomorrow_has_not_happened(tmp_path: Path) -> None:
    herself, ahead = "date: 2026-01-10, contact: ana", "date: 2026-03-02, contact: Ben"
    told = f"[{{direction: given, {herself}}}, {{direction: given, {ahead}}}]"
    facts = facts_of(tmp_path, ana=person(referrals=told))
    assert facts.about(reciprocity, facts.wiki.contacts["ana"]).given == 0


@pytest.mark.parametrize(
    ("keys", "unasked"),
    [
        pytest.param({}, 2, id="never asked"),
        pytest.param({"asked": "{date: 2026-01-12}"}, 1, id="asked 30 days before"),
        pytest.param({"asked": "{date: 2026-01-11}"}, 2, id="asked 31 days before"),
        pytest.param({"asked": "{date: 2026-02-11}"}, 1, id="asked on the day"),
        pytest.param({"asked": "{date: 2026-02-12}"}, 2, id="asked afterwards"),
        pytest.param({"asked": "{date: 2026-02-01, what: review}"}, 2, id="asked for a review"),
        pytest.param(
            {"touches": "[{date: 2026-02-01, channel: call, asked_referral: true}]"}, 1, id="asked in a call"
        ),
    ],
)
def test_a_referral_is_proactive_where_no_ask_came_shortly_before(
    tmp_path: Path, keys: dict[str, str], unasked: int
) -> None:
    told = referrals("received 2025-06-01", "received 2026-02-11")
    because = standing(tmp_path, {"referrals": told, **keys}).because
    assert [reason.text for reason in because] == [
        f"gave you 2 ({unasked} unasked) and got 0 in the last 12 months, last 2026-02-11"
    ]


def test_the_reasons_say_which_year_and_where(tmp_path: Path) -> None:
    told = referrals("received 2026-01-05", "given 2025-12-01", "given 2024-05-01")
    found = standing(tmp_path, {**POWER, "referrals": told})
    assert [(reason.text, reason.path, reason.at) for reason in found.because] == [
        ("florist: in your contact sphere", "contacts/ana.md", ("profession",)),
        ("last call 2026-02-20", "contacts/ana.md", ("touches", 0)),
        (
            "gave you 1 (1 unasked) and got 1 in the last 12 months, last 2026-01-05",
            "contacts/ana.md",
            ("referrals", 0),
        ),
        (
            "gave you 0 and got 1 in the 12 months before, last 2024-05-01",
            "contacts/ana.md",
            ("referrals", 2),
        ),
    ]
