"""Whoever does not want to be contacted is proposed by no list for a call, a card or a question."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support import make_wiki
from tests.support import soi

WORDS = """\
---
name: Ana
grade: A+
stage: client
profession: florist
networks: referral
emails: ana@ruiz.example
birthday: 03-02
anniversaries: {date: 2020-03-03, what: wedding}
purchases: 2025-06-01 50 flowers
touches: [2024-01-02 call, 2024-02-01 call, 2024-03-01 call, 2024-04-01 call]
referrals: {date: 2025-12-01, direction: given, contact: Bob}
relations: {type: spouse, contact: Luis, birthday: 03-04}
consent: {date: 2026-02-01, what: contact, given: %s}
---
"""
LISTS = (
    ["today"],
    ["digest"],
    ["plan"],
    ["ask"],
    ["networks"],
    ["networks", "--format", "json"],
    ["brief", "ana"],
    ["review", "stages"],
)
_PROPOSED = re.compile(r"soi\s+touch\s+ana|end_customer")


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_nobody_is_proposed_who_refused(tmp_path: Path, command: list[str]) -> None:
    ran = soi(make_wiki(tmp_path, {"ana.md": WORDS % "false"}, "owner: {contact_sphere: florist}"), *command)
    assert (ran.exit, _PROPOSED.findall(ran.out)) == (0, [])
    assert '"unknown_clients": []' in ran.out or "unknown_clients" not in ran.out


@pytest.mark.parametrize("command", LISTS[:5], ids=" ".join)
def test_whoever_agreed_is_proposed(tmp_path: Path, command: list[str]) -> None:
    ran = soi(make_wiki(tmp_path, {"ana.md": WORDS % "true"}, "owner: {contact_sphere: florist}"), *command)
    assert _PROPOSED.findall(" ".join(ran.out.split()))


@pytest.mark.parametrize("command", ["today", "digest", "plan"])
def test_no_birthday_of_whoever_refused_is_told(tmp_path: Path, command: str) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": WORDS % "false"})
    assert not re.findall("birthday|wedding|Luis", soi(wiki, command).out)
