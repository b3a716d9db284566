"""`soi spread` on real files: a day for whoever was never reached, and for nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..support import make_wiki
from ..support import person
from ..support import soi

BEN = "2026-03-29"
"""The 28th day behind TODAY, by `printf ben | sha256sum` and the 31 days of a month."""


def test_without_apply_nothing_is_written(tmp_path: Path) -> None:
    text = person("Ben", grade="A+")
    make_wiki(tmp_path, {"ben.md": text})
    ran = soi(tmp_path, "spread")
    assert (ran.exit, ran.out) == (0, f"contacts/ben.md:4: set first_due {BEN}\n")
    assert ran.err == "soi: 1 file would be written: soi spread --apply\n"
    assert (tmp_path / "contacts/ben.md").read_text(encoding="utf-8") == text


def test_the_day_is_written_before_the_touches(tmp_path: Path) -> None:
    make_wiki(tmp_path, {"ben.md": person("Ben", grade="A+", touches="[2026-02-01 email]")})
    ran = soi(tmp_path, "spread", "--apply")
    assert (ran.exit, ran.out, ran.err) == (0, f"contacts/ben.md:4: set first_due {BEN}\n", "")
    text = (tmp_path / "contacts/ben.md").read_text(encoding="utf-8")
    assert text == person("Ben", grade="A+", first_due=BEN, touches="[2026-02-01 email]")
    assert soi(tmp_path, "due", "--all", "--format", "json").json["due"][0]["due_on"] == BEN
    ran = soi(tmp_path, "spread", "--apply")
    assert (ran.exit, ran.out) == (0, "")
    assert ran.err == "soi: everybody who is due has been reached, or has a day for the first touch\n"


@pytest.mark.parametrize(
    ("keys", "is_spread"),
    [
        pytest.param({"grade": "A"}, True, id="never touched"),
        pytest.param({"grade": "A", "added": "2020-01-01"}, True, id="in the wiki for long"),
        pytest.param(
            {"grade": "A", "touches": "[2026-01-01 email]"}, True, id="a touch that is not personal"
        ),
        pytest.param(
            {"grade": "A", "touches": "{date: 2026-01-01, channel: call, reached: false}"},
            True,
            id="a touch that did not reach",
        ),
        pytest.param({"cadence": "6 weeks"}, True, id="a C with a cadence of their own"),
        pytest.param({"grade": "D", "cadence": "1 year", "keep": "a brother"}, True, id="a D who is kept"),
        pytest.param({"grade": "A", "touches": "[2026-01-01 call]"}, False, id="reached"),
        pytest.param({"grade": "A", "first_due": "2026-09-09"}, False, id="has a day"),
        pytest.param({"grade": "A", "first_due": "soon"}, False, id="has a day that cannot be read"),
        pytest.param({}, False, id="a C without a cadence"),
        pytest.param({"grade": "D"}, False, id="a D"),
        pytest.param({"grade": "F", "cadence": "1 year"}, False, id="an F with a cadence"),
        pytest.param({"grade": "A", "cadence": "never"}, False, id="never due"),
        pytest.param({"grade": "A", "archived": "2026-01-01"}, False, id="archived"),
        pytest.param({"grade": "A", "died": "2026-01-01"}, False, id="dead"),
        pytest.param(
            {"grade": "A", "consent": "{date: 2026-01-01, what: contact, given: false}"},
            False,
            id="not to be contacted",
        ),
    ],
)
def test_who_gets_a_day(tmp_path: Path, keys: dict[str, str], *, is_spread: bool) -> None:
    make_wiki(tmp_path, {"ben.md": person("Ben", **keys)})
    assert bool(soi(tmp_path, "spread").out) is is_spread


def test_who_came_to_an_event_was_reached(tmp_path: Path) -> None:
    event = "---\nname: Party\ntype: event\ndate: 2026-02-01\nchannel: meal\nattended: [ben]\n---\n"
    make_wiki(tmp_path, {"ben.md": person("Ben", grade="A"), "party.md": event})
    assert soi(tmp_path, "spread").out == ""


def test_a_broken_file_is_named_and_keeps_no_other_back(tmp_path: Path) -> None:
    broken = "---\nname: Eve\ngrade: A\ngrade: B\n---\n"
    make_wiki(tmp_path, {"ben.md": person("Ben", grade="A+"), "eve.md": broken})
    ran = soi(tmp_path, "spread", "--apply")
    assert (ran.exit, ran.out) == (2, f"contacts/ben.md:4: set first_due {BEN}\n")
    assert ran.err == (
        'soi: contacts/eve.md:4:1: SOI103 error: key "grade" is given twice (keep one of the two)\n'
        "soi: left as it is: 1 file\n"
    )
    assert (tmp_path / "contacts/eve.md").read_text(encoding="utf-8") == broken
