"""Who is slipping away, through `soi show` on real files; the days are counted by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ..support import make_wiki
from ..support import person
from ..support import soi


def drift(root: Path, *days: str, today: str = "2026-03-01", **keys: str) -> dict[str, Any] | None:
    """Drift of an A who was called on such days."""
    calls = f"[{', '.join(f'{day} call' if ' ' not in day else day for day in days)}]"
    text = person("Ana", **{"grade": "A", "touches": calls, **keys})
    ran = soi(make_wiki(root, {"ana.md": text}), "show", "ana", "--format", "json", today=today)
    assert ran.exit == 0, ran.err
    found: dict[str, Any] | None = ran.json["facts"]["drift"]
    return found


WEEKLY = ("2026-01-01", "2026-01-08", "2026-01-15", "2026-01-22")


@pytest.mark.parametrize(
    ("days", "today", "usual", "silent"),
    [
        pytest.param(WEEKLY, "2026-02-06", 7, 15, id="a day more than two weeks"),
        pytest.param(
            ("2026-01-01", "2026-01-08", "2026-01-15", "2026-01-23", "2026-01-31"),
            "2026-02-16",
            7.5,
            16,
            id="half a day",
        ),
        pytest.param(
            ("2026-01-01", "2026-01-21", "2026-02-01", "2026-02-21"),
            "2026-04-03",
            20,
            41,
            id="twice the median",
        ),
        pytest.param(
            ("2026-01-01", "2026-01-08", "2026-01-15", "2026-01-15", "2026-01-22"),
            "2026-02-06",
            7,
            15,
            id="two calls on a day are one day",
        ),
        pytest.param(
            ("2025-06-01", *(f"2026-01-{day:02d}" for day in range(1, 31, 3))),
            "2026-02-12",
            3,
            15,
            id="the last ten touches count",
        ),
    ],
)
def test_a_silence_out_of_the_ordinary(
    tmp_path: Path, days: tuple[str, ...], today: str, usual: float, silent: int
) -> None:
    found = drift(tmp_path, *days, today=today)
    assert found is not None
    assert (found["median_days"], found["silent_days"]) == (usual, silent)


@pytest.mark.parametrize(
    ("days", "today"),
    [
        pytest.param(WEEKLY, "2026-02-05", id="two weeks to the day"),
        pytest.param(
            ("2026-01-01", "2026-01-21", "2026-02-01", "2026-02-21"),
            "2026-04-02",
            id="twice the median to the day",
        ),
        pytest.param(WEEKLY[:3], "2026-03-01", id="three days"),
        pytest.param((*WEEKLY[:3], "2026-01-15"), "2026-03-01", id="four touches on three days"),
        pytest.param(("2026-01-02", *WEEKLY[1:]), "2026-03-01", id="twenty days from first to last"),
        pytest.param(
            (*WEEKLY[:3], "{date: 2026-01-22, channel: call, reached: false}"), "2026-03-01", id="a try"
        ),
        pytest.param((*WEEKLY[:3], "2026-01-22 email"), "2026-03-01", id="an email"),
        pytest.param((*WEEKLY, "2026-02-20"), "2026-03-01", id="back again"),
    ],
)
def test_a_silence_that_is_nothing(tmp_path: Path, days: tuple[str, ...], today: str) -> None:
    assert drift(tmp_path, *days, today=today) is None


@pytest.mark.parametrize(
    ("keys", "is_drifting"),
    [
        pytest.param({}, True, id="nothing set"),
        pytest.param({"snooze_until": "2026-05-01"}, False, id="snoozed"),
        pytest.param({"snooze_until": "2026-03-02"}, False, id="snoozed for less than the grade allows"),
        pytest.param({"snooze_until": "2026-03-01"}, True, id="snoozed until today"),
        pytest.param({"snooze_until": "2026-02-20"}, True, id="snoozed before"),
        pytest.param({"grade": "C"}, False, id="no due day"),
        pytest.param({"cadence": "never"}, False, id="never due"),
        pytest.param({"grade": "C", "cadence": "1 year"}, True, id="a cadence of their own"),
        pytest.param({"archived": "2026-02-20"}, False, id="archived"),
    ],
)
def test_who_is_snoozed_or_never_due_is_left_alone(
    tmp_path: Path, keys: dict[str, str], *, is_drifting: bool
) -> None:
    assert (drift(tmp_path, *WEEKLY, **keys) is not None) is is_drifting


def test_the_reason_names_the_last_touch(tmp_path: Path) -> None:
    found = drift(tmp_path, *WEEKLY)
    assert found is not None
    [reason] = found["because"]
    assert reason["text"] == "silent for 38 days since call 2026-01-22, usually 7 days"
