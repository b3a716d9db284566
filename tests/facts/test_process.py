"""Whether the process was followed and works, each number worked out by hand from small files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.facts import Facts
from builder.facts.adherence import Counts
from builder.facts.process import Verdict
from builder.facts.process import adherence_now
from builder.facts.process import process
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person

TODAY = dt.date(2026, 3, 1)
STEPS = """
process:
  contact: [{id: fit, what: see whether they fit}]
  prospect: [{id: needs, what: ask}, {id: offer, what: send}, {id: answer, what: call}]
"""


def facts_of(root: Path, files: Mapping[str, str], settings: str = "", today: dt.date = TODAY) -> Facts:
    return open_workspace(make_wiki(root, files, settings), today).facts


def months(facts: Facts) -> dict[str, Counts]:
    """Months in which there is something to count."""
    told = process(facts).months
    return {f"{month.first:%Y-%m}": month.counts for month in told if month.counts != Counts()}


def touched(facts: Facts) -> dict[str, tuple[int, int]]:
    """Touches on time and due by month."""
    return {month: (counts.on_time, counts.due) for month, counts in months(facts).items()}


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param({"touches": "[2026-01-10 call, 2026-02-08 call]"}, {"2026-02": (1, 1)}, id="in time"),
        pytest.param({"touches": "[2026-01-10 call, 2026-02-10 call]"}, {"2026-02": (1, 1)}, id="on the day"),
        pytest.param({"touches": "[2026-01-10 call, 2026-02-11 call]"}, {"2026-02": (0, 1)}, id="a day late"),
        pytest.param(
            {"touches": "[2026-01-10 call, 2026-01-12 call, 2026-01-20 visit, 2026-02-09 call]"},
            {"2026-02": (1, 1)},
            id="many touches in one time are one that was due",
        ),
        pytest.param(
            {"touches": "[2026-02-09 call, 2026-01-10 call]"}, {"2026-02": (1, 1)}, id="not in order"
        ),
        pytest.param(
            {"touches": "[2026-01-10 call, 2026-02-08 email]"}, {"2026-02": (0, 1)}, id="an email is not"
        ),
        pytest.param(
            {"touches": "[2026-01-10 call, {date: 2026-02-08, channel: call, reached: false}]"},
            {"2026-02": (0, 1)},
            id="nobody answered",
        ),
        pytest.param(
            {"touches": "[2026-01-10 call, {date: 2026-02-08, channel: call, direction: in}]"},
            {"2026-02": (1, 1)},
            id="they called",
        ),
        pytest.param(
            {"touches": "2025-10-05 call"},
            dict.fromkeys(("2025-11", "2025-12", "2026-01", "2026-02"), (0, 1)),
            id="who waits is missing in each month",
        ),
        pytest.param(
            {"touches": "[2025-10-05 call, 2026-01-20 call]"},
            {"2025-11": (0, 1), "2025-12": (0, 1), "2026-01": (0, 1), "2026-02": (0, 1)},
            id="until a touch begins anew",
        ),
        pytest.param({"touches": "2026-02-01 call"}, {}, id="a time that ends today is not over"),
        pytest.param(
            {"touches": "[2026-02-01 call, 2026-02-20 call]"}, {}, id="not even where the touch has come"
        ),
        pytest.param({"touches": "2026-01-31 call"}, {"2026-02": (0, 1)}, id="one that ended yesterday is"),
        pytest.param({"added": "2025-01-01"}, {}, id="never touched"),
        pytest.param(
            {"touches": "2026-01-05 call", "snooze_until": "2026-02-20"}, {"2026-02": (0, 1)}, id="snoozed"
        ),
        pytest.param(
            {"touches": "2026-01-05 call", "snooze_until": "2026-03-20"}, {}, id="snoozed into the future"
        ),
        pytest.param({"touches": "2026-01-05 call", "archived": "2026-02-05"}, {}, id="archived by the day"),
        pytest.param(
            {"touches": "2026-01-05 call", "archived": "2026-02-06"}, {"2026-02": (0, 1)}, id="archived later"
        ),
        pytest.param(
            {"touches": "2026-01-05 call", "consent": "{date: 2026-02-01, what: contact, given: false}"},
            {},
            id="consent withdrawn",
        ),
        pytest.param({"touches": "2024-01-05 call", "grade": "D"}, {}, id="a D"),
        pytest.param({"touches": "2024-01-05 call", "grade": "C"}, {}, id="a C"),
        pytest.param(
            {"touches": "[2025-06-01 call, 2026-02-10 call]", "grade": "B", "birthday": '"02-10"'},
            {"2026-02": (1, 1)},
            id="a B on the birthday",
        ),
        pytest.param(
            {"touches": "2024-01-01 call", "grade": "B", "birthday": '"05-10"'},
            {"2025-05": (0, 1)},
            id="a B of whom every birthday was missed, only the last year told",
        ),
        pytest.param({"touches": "2026-01-20 call", "cadence": "2 weeks"}, {"2026-02": (0, 2)}, id="often"),
    ],
)
def test_which_touches_were_due_and_on_time(
    tmp_path: Path, keys: dict[str, str], expected: dict[str, tuple[int, int]]
) -> None:
    facts = facts_of(tmp_path, {"ana.md": person("Ana", **{"grade": "A+", **keys})})
    assert touched(facts) == expected


def test_who_is_forgotten_for_decades_is_missing_every_day_that_is_told(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, {"ana.md": person("Ana", cadence="1 day", touches="1970-01-01 call")})
    told = touched(facts)
    assert list(told) == [f"{month.first:%Y-%m}" for month in process(facts).months[:-1]]
    assert sum(due for _, due in told.values()) == (TODAY - dt.date(2025, 4, 1)).days


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        pytest.param("2026-02-15", (1, 1), id="called on the first day back"),
        pytest.param("2026-02-16", (0, 1), id="called a day later"),
    ],
)
def test_what_falls_into_a_holiday_is_due_behind_it(
    tmp_path: Path, back: str, expected: tuple[int, int]
) -> None:
    files = {"ana.md": person("Ana", grade="A+", touches=f"[2026-01-05 call, {back} call]")}
    facts = facts_of(tmp_path, files, "owner: {away: [2026-02-01/2026-02-14]}")
    assert touched(facts) == {"2026-02": expected}


def test_several_that_fall_into_one_holiday_are_one(tmp_path: Path) -> None:
    files = {"ana.md": person("Ana", cadence="1 week", touches="[2026-01-27 call, 2026-02-20 call]")}
    facts = facts_of(tmp_path, files, "owner: {away: [2026-02-01/2026-02-18]}")
    assert touched(facts) == {"2026-02": (0, 2)}


def test_an_evening_counts_for_those_who_came(tmp_path: Path) -> None:
    files = {
        "ana.md": person("Ana", grade="A+", touches="2026-01-10 call"),
        "party.md": "---\nname: Party\ntype: event\ndate: 2026-02-08\nchannel: meal\nattended: [ana]\n---\n",
    }
    assert touched(facts_of(tmp_path, files)) == {"2026-02": (1, 1)}


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param(
            {"checklist": "{needs: 2026-01-05, offer: 2026-02-05}"},
            {"2026-01": (1, 1), "2026-02": (1, 1)},
            id="each in its month",
        ),
        pytest.param(
            {"checklist": "{needs: 2026-01-05, offer: 2026-01-05}"}, {"2026-01": (2, 2)}, id="on one day"
        ),
        pytest.param(
            {"checklist": "{offer: 2026-02-05}"}, {"2026-02": (1, 2)}, id="an earlier one is missing"
        ),
        pytest.param(
            {"checklist": "{offer: 2026-01-05, needs: 2026-02-05}"},
            {"2026-01": (1, 2)},
            id="done too late counts once",
        ),
        pytest.param(
            {"checklist": "{offer: 2026-01-05, answer: 2026-02-05}"},
            {"2026-01": (1, 2), "2026-02": (1, 1)},
            id="missing since the first that was done without it",
        ),
        pytest.param(
            {
                "stage": "client",
                "checklist": "{needs: 2026-02-10, offer: 2026-02-10, answer: 2026-02-10}",
                "stage_history": "[{date: 2026-01-02, stage: prospect}, {date: 2026-02-10, stage: client}]",
            },
            {"2026-02": (3, 3)},
            id="all on the day of the move",
        ),
        pytest.param({"checklist": "{lunch: 2026-01-05}"}, {}, id="no step of the process"),
        pytest.param({"checklist": "{needs: 2026-03-02}"}, {}, id="not done yet"),
        pytest.param({"stage": "prospect"}, {}, id="who rests at a stage skips nothing"),
        pytest.param(
            {
                "stage": "client",
                "checklist": "{needs: 2026-01-05}",
                "stage_history": "[{date: 2026-01-02, stage: prospect}, {date: 2026-02-10, stage: client}]",
            },
            {"2026-01": (1, 1), "2026-02": (0, 2)},
            id="the stage was left without two",
        ),
        pytest.param(
            {"stage": "client", "stage_history": "{date: 2026-02-10, stage: client}"},
            {},
            id="never at the stage",
        ),
        pytest.param(
            {
                "stage": "contact",
                "stage_history": "[{date: 2026-01-02, stage: prospect}, {date: 2026-02-10, stage: contact}]",
            },
            {},
            id="fell back",
        ),
    ],
)
def test_which_steps_were_expected_and_done(
    tmp_path: Path, keys: dict[str, str], expected: dict[str, tuple[int, int]]
) -> None:
    facts = facts_of(tmp_path, {"ana.md": person("Ana", **keys)}, STEPS)
    assert {month: (counts.done, counts.expected) for month, counts in months(facts).items()} == expected


def test_results_are_deals_won_and_referrals_received(tmp_path: Path) -> None:
    files = {
        "ana.md": person(
            "Ana",
            deals="[{status: won, closed: 2026-01-05}, {status: lost, closed: 2026-01-06}, "
            "{status: won, closed: 2026-03-02}, {status: won}]",
            referrals="[{date: 2026-01-07, direction: received, contact: Ben, outcome: declined}, "
            "{date: 2026-01-08, direction: given, contact: Cy}]",
            purchases="2026-01-09 100",
        )
    }
    assert months(facts_of(tmp_path, files)) == {"2026-01": Counts(won=1, referred=1)}


def won(*counts: int) -> str:
    """Deals won in the nine full months before TODAY, so many in each, from June to February."""
    days = [f"{2025 + (month > 12)}-{(month - 1) % 12 + 1:02}-10" for month in range(6, 15)]
    deals = [
        f"{{status: won, closed: {day}}}"
        for day, count in zip(days, counts, strict=True)
        for _ in range(count)
    ]
    return f"[{', '.join(deals)}]"


FIVE_LATELY = "[2025-11-10 call, 2025-12-08 call, 2026-01-05 call, 2026-02-03 call, 2026-02-20 call]"


@pytest.mark.parametrize(
    ("deals", "on_time", "late", "verdict"),
    [
        pytest.param(won(1, 1, 1, 1, 1, 1, 1, 1, 1), 0, 5, Verdict.WORKS, id="as before"),
        pytest.param(won(4, 4, 4, 4, 4, 0, 3, 3, 3), 0, 5, Verdict.WORKS, id="90 per cent"),
        pytest.param(won(4, 4, 4, 4, 4, 0, 3, 3, 2), 4, 1, Verdict.DOES_NOT_WORK, id="less, 80 per cent"),
        pytest.param(won(4, 4, 4, 4, 4, 0, 3, 3, 2), 3, 1, Verdict.NOT_FOLLOWED, id="less, 75 per cent"),
        pytest.param(won(4, 4, 4, 4, 4, 0, 3, 3, 2), 0, 0, None, id="less, and nothing was to be done"),
        pytest.param(won(0, 0, 0, 0, 0, 0, 0, 0, 1), 0, 5, Verdict.WORKS, id="the first result"),
        pytest.param(won(0, 0, 0, 0, 0, 0, 0, 0, 0), 0, 5, None, id="no result at all"),
    ],
)
def test_the_verdict(tmp_path: Path, deals: str, on_time: int, late: int, verdict: Verdict | None) -> None:
    # Each is due once in the three months, on 5 February.
    came = {
        f"y{n}.md": person(f"Y{n}", cadence="3 months", touches="[2025-11-05 call, 2026-02-05 call]")
        for n in range(on_time)
    }
    missed = {f"n{n}.md": person(f"N{n}", cadence="3 months", touches="2025-11-05 call") for n in range(late)}
    files = {"ana.md": person("Ana", touches="2025-05-05 email", deals=deals), **came, **missed}
    told = process(facts_of(tmp_path, files))
    assert (told.recent.on_time, told.recent.due) == (on_time, on_time + late)
    assert told.verdict is verdict
    assert told.reasons


@pytest.mark.parametrize(
    ("first", "deals", "verdict"),
    [
        pytest.param("2025-09-01", won(0, 0, 0, 1, 1, 1, 1, 1, 1), Verdict.WORKS, id="six full months"),
        pytest.param("2025-09-02", won(0, 0, 0, 0, 1, 1, 1, 1, 1), None, id="not quite"),
        pytest.param(
            "2025-09-01", won(0, 0, 0, 2, 2, 2, 1, 1, 1), Verdict.NOT_FOLLOWED, id="against three only"
        ),
        pytest.param(
            "2025-06-01", won(1, 1, 1, 1, 1, 1, 1, 1, 0), Verdict.NOT_FOLLOWED, id="against all six"
        ),
    ],
)
def test_the_history_that_a_verdict_needs(
    tmp_path: Path, first: str, deals: str, verdict: Verdict | None
) -> None:
    files = {
        "ana.md": person("Ana", touches=f"{first} email", deals=deals),
        "ben.md": person("Ben", grade="A+", touches="2025-11-05 call"),
    }
    assert process(facts_of(tmp_path, files)).verdict is verdict


def test_a_wiki_for_the_family_keeps_touches_only(tmp_path: Path) -> None:
    files = {
        "ana.md": person(
            "Ana", grade="A+", touches="2025-05-05 call", deals=won(*[1] * 9), checklist="{needs: 2026-01-05}"
        )
    }
    facts = facts_of(tmp_path, files, f"owner: {{use: personal}}{STEPS}")
    told = process(facts)
    assert (told.verdict, told.recent) == (None, Counts(due=3))


def test_an_empty_wiki_has_no_verdict(tmp_path: Path) -> None:
    told = process(facts_of(tmp_path, {"ana.md": person()}))
    assert (told.verdict, told.recent.adherence) == (None, None)
    assert told.reasons == ("0 full months of history, and 6 are needed",)


def test_at_a_glance_it_is_the_last_three_full_months_and_this_one(tmp_path: Path) -> None:
    files = {"ana.md": person("Ana", grade="A+", touches=FIVE_LATELY)}
    now = adherence_now(facts_of(tmp_path, files, today=dt.date(2026, 3, 25)))
    assert now.since == dt.date(2025, 12, 1)
    # Due on 10 December, 8 January, 5 February, 3 March and 20 March, the last of which nobody called.
    assert (now.counts.on_time, now.counts.due, now.counts.adherence) == (4, 5, 0.8)
