"""Whom to ask for a referral: each condition beside one that nearly holds, from real files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.facts.ask import Ask
from builder.facts.ask import ask_rows
from builder.facts.ask import asking
from builder.model import AskCase
from builder.workspace import open_workspace

from ..support import make_wiki
from ..support import person

TODAY = dt.date(2026, 3, 1)
TOUCH = {"touches": "2026-02-01 call"}


def rows(root: Path, settings: str = "", **people: str) -> dict[str, Ask]:
    wiki = make_wiki(root, {f"{name}.md": text for name, text in people.items()}, settings)
    return {ask.contact.id: ask for ask in open_workspace(wiki, TODAY).facts.of(ask_rows)}


def case(root: Path, keys: Mapping[str, str], settings: str = "") -> str | None:
    found = rows(root, settings, ana=person("Ana", **{**TOUCH, **keys}), zoe=person("Zoe"))
    return str(found["ana"].case) if "ana" in found else None


def received(outcome: str, contact: str = "zoe", date: str = "2026-02-01") -> dict[str, str]:
    return {
        "referrals": f"{{date: {date}, direction: received, contact: {contact}, outcome: {outcome}}}",
    }


def bought(*dates: str, stage: str = "client") -> dict[str, str]:
    return {"stage": stage, "purchases": f"[{', '.join(f'{date} 10 x' for date in dates)}]"}


CASES = [
    # loyal
    ({"reference": "true"}, "loyal", "a reference"),
    ({"reference": "2026-03-01"}, "loyal", "a reference since today"),
    ({"reference": "2026-03-02"}, None, "a reference tomorrow"),
    ({"stood_by": "the flood"}, "loyal", "stood by"),
    (received("met"), "loyal", "referred somebody who was met"),
    (received("proposed"), None, "who got an offer"),
    (received("won"), "loyal", "who bought"),
    (received("introduced"), None, "who was only named"),
    (received("lost"), None, "who did not buy"),
    (received("won", date="2026-03-02"), None, "referred tomorrow"),
    (received("won", contact="ana"), None, "referred themselves"),
    (
        {"referrals": "{date: 2026-02-01, direction: given, contact: zoe, outcome: won}"},
        None,
        "given, not received",
    ),
    (bought("2024-03-01"), "loyal", "first purchase two years old"),
    (bought("2024-03-02"), "customer", "a day less"),
    (bought("2026-01-01", "2026-01-02", "2026-01-03"), "loyal", "three purchases"),
    (bought("2026-01-01", "2026-01-02", "2026-03-02"), "new-customer", "the third tomorrow"),
    (bought("2024-03-01", stage="contact"), "loyal", "of any stage"),
    # customers
    (bought("2025-11-30"), "customer", "first purchase 91 days old"),
    (bought("2025-12-01"), "new-customer", "first purchase 90 days old"),
    (bought("2025-12-01", stage="contact"), "new-customer", "a fresh purchase of any stage"),
    (bought("2025-11-30", stage="contact"), None, "an older one and no client"),
    ({"stage": "client"}, "new-customer", "a client without a purchase"),
    (
        {"stage": "client", "deals": "{status: won, closed: 2025-11-30, amount: 5}"},
        "customer",
        "a deal that was won",
    ),
    # prospects, lost deals, the sphere
    ({"stage": "prospect"}, "prospect", "a prospect"),
    ({"stage": "prospect", "deals": "{status: lost, closed: 2026-01-01}"}, "prospect", "one who lost before"),
    ({"deals": "{status: lost, closed: 2026-01-01}"}, "lost-deal", "a lost deal"),
    ({"deals": "{status: lost}"}, "lost-deal", "a lost deal of some day"),
    ({"deals": "{status: lost, closed: 2026-03-02}"}, None, "lost tomorrow"),
    ({"deals": "{status: open}"}, None, "an open deal"),
    ({"stage": "connection"}, "sphere", "a connection"),
    ({"category": "networking-partner"}, "sphere", "a partner"),
    ({"category": "influencer"}, "sphere", "an influencer"),
    ({"category": "[customer, evangelist]"}, "sphere", "an evangelist"),
    ({"category": "customer"}, None, "a customer who has not bought"),
    ({"stage": "suspect"}, None, "a suspect"),
    ({}, None, "a contact"),
]


@pytest.mark.parametrize(("keys", "expected"), [pytest.param(*row[:2], id=row[2]) for row in CASES])
def test_the_case_is_the_first_that_holds(tmp_path: Path, keys: dict[str, str], expected: str | None) -> None:
    assert case(tmp_path, keys) == expected


LOYAL = {"reference": "true"}


def asked(date: str, more: str = "") -> dict[str, str]:
    return {"asked": f"{{date: {date}{more}}}"}


def word(given: str, date: str = "2026-02-01", what: str = "contact") -> dict[str, str]:
    return {"consent": f"{{date: {date}, what: {what}, given: {given}}}"}


CONDITIONS = [
    ({"grade": "A+"}, True, "an A+"),
    ({"grade": "C"}, True, "a C"),
    ({"grade": "D", "keep": "brother"}, False, "a D, though kept"),
    ({"grade": "F"}, False, "an F"),
    ({"touches": "[]"}, False, "never touched"),
    ({"touches": "{date: 2026-02-01, channel: call, reached: false}"}, False, "never reached"),
    ({"touches": "2026-02-01 newsletter"}, True, "reached on any channel"),
    ({"touches": "{date: 2026-02-01, channel: email, direction: in}"}, True, "reached by them"),
    ({"touches": "2026-03-02 call"}, False, "reached tomorrow"),
    ({"touches": "{date: 2026-02-01, channel: call, mood: unhappy}"}, False, "unhappy"),
    (
        {
            "touches": "[{date: 2026-01-01, channel: call, mood: unhappy}, "
            "{date: 2026-02-01, channel: call, mood: neutral}]"
        },
        True,
        "unhappy before",
    ),
    ({"follow_ups": "{what: mend it, complaint: true}"}, False, "a complaint"),
    ({"follow_ups": "{what: mend it, complaint: true, done: 2026-02-01}"}, True, "a settled complaint"),
    ({"follow_ups": "2026-02-28 call"}, False, "a broken promise"),
    ({"follow_ups": "2026-03-01 call"}, True, "a promise for today"),
    ({"follow_ups": "{due: 2026-02-28, what: call, by: them}"}, True, "a promise of theirs"),
    (asked("2025-09-02"), False, "asked 180 days ago"),
    (asked("2025-09-01"), True, "asked 181 days ago"),
    (asked("2026-03-02"), True, "asked tomorrow"),
    (asked("2026-02-01", ", what: review"), True, "asked for a review"),
    (asked("2026-02-01", ", what: reference"), True, "asked for a reference"),
    (asked("2026-02-01", ", what: referral, answer: no"), False, "asked for a referral"),
    (
        {"touches": "{date: 2026-02-01, channel: call, asked_referral: true}"},
        False,
        "asked in a touch",
    ),
    (
        {"touches": "[{date: 2025-08-01, channel: call, asked_referral: true}, 2026-02-01 call]"},
        True,
        "asked in a touch long ago",
    ),
    ({"archived": "2026-03-01"}, False, "archived"),
    ({"died": "2026-02-01"}, False, "dead"),
    ({"archived": "2026-03-02"}, True, "archived tomorrow"),
    (word("false"), False, "wants no contact"),
    (word("true"), True, "wants contact"),
    (word("false", what="newsletter"), True, "wants no newsletter"),
    ({"scope": "both"}, True, "friend and customer"),
    ({"scope": "personal"}, True, "a friend"),
]


@pytest.mark.parametrize(("keys", "is_listed"), [pytest.param(*row[:2], id=row[2]) for row in CONDITIONS])
def test_nobody_is_asked_who_had_better_not_be(
    tmp_path: Path, keys: dict[str, str], *, is_listed: bool
) -> None:
    assert (case(tmp_path, {**LOYAL, **keys}) == "loyal") is is_listed


def test_an_event_reaches_those_who_came(tmp_path: Path) -> None:
    supper = "---\nname: Supper\ntype: event\ndate: 2026-02-20\nattended: ana\n---\n"
    people = {name: person(name.title(), stage="connection") for name in ("ana", "ben")}
    found = rows(tmp_path, **people, supper=supper)
    assert {who: ask.because[-1].path for who, ask in found.items()} == {"ana": "contacts/supper.md"}


@pytest.mark.parametrize(
    ("keys", "settings", "expected"),
    [
        pytest.param({"category": "evangelist"}, "", "sphere", id="who speaks for the owner"),
        pytest.param({"category": "evangelist", **LOYAL}, "", "loyal", id="and stood by them"),
        pytest.param({"stage": "contact"}, "", None, id="a friend"),
        pytest.param({"category": "evangelist"}, "owner: {use: personal}", None, id="a wiki for friends"),
    ],
)
def test_friends_are_asked_where_something_speaks_for_it(
    tmp_path: Path, keys: dict[str, str], settings: str, expected: str | None
) -> None:
    assert case(tmp_path, {"scope": "personal", **keys}, settings) == expected


def test_the_rest_is_the_owners(tmp_path: Path) -> None:
    keys = {**LOYAL, **asked("2026-01-15")}
    assert case(tmp_path, keys, "asking: {rest: 1 month}") == "loyal"
    assert case(tmp_path, keys, "asking: {rest: 2 months}") is None


def test_the_order_is_case_moment_grade_asked_name(tmp_path: Path) -> None:
    happy = {"touches": "{date: 2026-02-01, channel: call, mood: happy}"}
    people = {
        # name of the file: the order expected
        "i": {"stage": "prospect", **happy},
        "h": {**LOYAL, "grade": "C"},
        "g": {**LOYAL, "grade": "B"},
        "f": {**LOYAL, "grade": "A", **asked("2025-02-01")},
        "e": {**LOYAL, "grade": "A", **asked("2025-01-01")},
        "d": {**LOYAL, "grade": "A", "name": "Öz"},
        "c": {**LOYAL, "grade": "A", "name": "oa"},
        "b": {**LOYAL, "grade": "A+"},
        "a": {**LOYAL, "grade": "B", **happy},
    }
    texts = {
        who: person(keys.get("name", "Zoe"), **{k: v for k, v in {**TOUCH, **keys}.items() if k != "name"})
        for who, keys in people.items()
    }
    assert list(rows(tmp_path, **texts)) == list("abcdefghi")


def test_a_row_tells_why_when_and_what_is_on_offer(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        "rewards: {introduced: a print, won: dinner, for: [prospect]}",
        ana=person(
            "Ana", **TOUCH, stage="prospect", referred_by="ben", **asked("2025-01-02", ", answer: later")
        ),
        ben=person("Ben", **TOUCH, stage="connection"),
    )
    ana, ben = found["ana"], found["ben"]
    assert [reason.text for reason in ana.because] == [
        "prospect",
        "last asked 2025-01-02, the answer was later",
        "last call 2026-02-01",
    ]
    assert (ana.reward, ana.came_by) == ("introduced: a print; won: dinner", ("ben",))
    assert (ben.reward, ben.came_by, ben.last_asked) == (None, (), None)
    assert ben.because[1].text == "never asked"


def test_a_reward_is_for_new_customers_and_prospects_where_nobody_is_named(tmp_path: Path) -> None:
    people = {
        "ana": person("Ana", **TOUCH, stage="prospect"),
        "ben": person("Ben", **TOUCH, **bought("2026-02-01")),
        "cleo": person("Cleo", **TOUCH, **LOYAL),
    }
    found = rows(tmp_path, "rewards: {won: dinner}", **people)
    assert {who: ask.reward for who, ask in found.items()} == {
        "cleo": None,
        "ben": "won: dinner",
        "ana": "won: dinner",
    }


def test_each_case_has_its_sentence_and_nobody_who_left_is_thanked_for_staying(tmp_path: Path) -> None:
    people = {
        "ana": person("Ana", **TOUCH, **LOYAL),
        "ben": person("Ben", **TOUCH, **LOYAL, lost_to="a cheaper studio"),
        "cleo": person("Cleo", **TOUCH, deals="{status: lost}"),
    }
    found = rows(tmp_path, **people)
    assert found["ben"].case is AskCase.LOYAL
    assert found["ben"].sentence == found["cleo"].sentence != found["ana"].sentence
    assert "buys from a cheaper studio now" in [reason.text for reason in found["ben"].because]


@pytest.mark.parametrize(
    ("until", "told"),
    [
        pytest.param("2026-03-02", ["snoozed until 2026-03-02 (walking)"], id="snoozed"),
        pytest.param("2026-03-01", [], id="until today"),
    ],
)
def test_a_snooze_is_told_and_keeps_nobody_from_asking(tmp_path: Path, until: str, told: list[str]) -> None:
    ana = person("Ana", **TOUCH, **LOYAL, snooze_until=until, snooze_reason="walking")
    reasons = [reason.text for reason in rows(tmp_path, ana=ana)["ana"].because]
    assert [text for text in reasons if text.startswith("snoozed")] == told


def test_who_will_be_asked_tomorrow_was_never_asked(tmp_path: Path) -> None:
    ana = rows(tmp_path, ana=person("Ana", **TOUCH, **LOYAL, **asked("2026-03-02")))["ana"]
    assert ana.last_asked is None
    assert "never asked" in [reason.text for reason in ana.because]


def test_the_last_talk_is_told_rather_than_a_later_letter(tmp_path: Path) -> None:
    people = {
        "ana": person("Ana", **LOYAL, touches="[2026-01-01 call, 2026-02-01 newsletter]"),
        "ben": person("Ben", **LOYAL, touches="[2026-01-01 card, 2026-02-01 newsletter]"),
    }
    last = {who: ask.because[-1].text for who, ask in rows(tmp_path, **people).items()}
    assert last == {"ana": "last call 2026-01-01", "ben": "last newsletter 2026-02-01"}


def test_of_two_asks_on_a_day_the_entry_tells_more(tmp_path: Path) -> None:
    keys = {**asked("2025-01-02", ", answer: no")}
    touch = "[{date: 2025-01-02, channel: call, asked_referral: true}]"
    wiki = make_wiki(tmp_path, {"ana.md": person("Ana", **LOYAL, **keys, touches=touch)})
    facts = open_workspace(wiki, TODAY).facts
    ask = facts.about(asking, facts.wiki.contacts["ana"])
    assert ask is not None
    assert "last asked 2025-01-02, the answer was no" in [reason.text for reason in ask.because]
