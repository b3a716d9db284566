"""Every key of the contract in all its forms, made from the rows that the code itself uses."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builder.days import Birthday
from builder.days import Duration
from builder.days import Unit
from builder.kinds import Key
from builder.kinds import Kind
from builder.kinds import Never
from builder.kinds import keys
from builder.load import Place
from builder.load import read_entity
from builder.model import ENTITIES
from builder.model import Contact
from builder.model import Event
from builder.model import Touch
from builder.plain import Value
from builder.source import read_text

from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import places

CONTRACT = [
    *("name", "type", "aliases", "tags", "former_ids", "not_same_as", "grade", "stage", "scope"),
    *("category", "customer_type", "organisation", "title"),
    *("profession", "location", "timezone", "language", "emails", "phones", "addresses", "links", "photo"),
    *("birthday", "anniversaries", "reach", "source", "scope_history", "stage_history", "added"),
    *("first_due", "died", "archived", "archived_reason", "networks", "value", "fits", "qualification"),
    *("lost_to", "stood_by", "keep", "reference", "reviewed", "end_customer", "cadence", "snooze_until"),
    *("snooze_reason", "farewell", "next", "consent", "follow_ups", "referrals", "referred_by", "asked"),
    *("purchases", "deals", "relations", "checklist", "ignore", "touches"),
]
TOUCH = [
    *("date", "channel", "direction", "reached", "mood", "note", "service", "enhance", "else"),
    *("asked_referral", "follow_up"),
]


def read(text: str) -> tuple[Any, list[tuple[str, tuple[str | int, ...]]]]:
    """What a front matter says, and the codes and addresses of what is wrong with it."""
    entity, findings = read_entity(Place("contacts/ana.md", "ana"), read_text(f"---\n{text}\n---\n"))
    return entity, [(finding.rule.code, finding.at) for finding in findings]


def test_a_contact_has_the_keys_of_the_contract_in_canonical_order() -> None:
    assert list(keys(Contact)) == CONTRACT
    assert list(keys(Touch)) == TOUCH


CASES: list[tuple[str, str, object]] = [
    ("type", "organisation", "organisation"),
    ("reach", "before ten, never on Mondays", "before ten, never on Mondays"),
    ("organisation", "Ruiz Interiors", "Ruiz Interiors"),
    ("birthday", "1979-05-14", Birthday(5, 14, 1979)),
    ("birthday", '"05-14"', Birthday(5, 14)),
    ("birthday", "05-14", Birthday(5, 14)),
    ("birthday", "02-29", Birthday(2, 29)),
    ("scope", "both", "both"),
    ("added", "2026-01-15", dt.date(2026, 1, 15)),
    ("added", '"2026-01-15"', dt.date(2026, 1, 15)),
    ("grade", "A+", "A+"),
    ("grade", "'A'", "A"),
    ("customer_type", "former-employee", "former-employee"),
    ("reference", "true", True),
    ("reference", "2025-06-01", dt.date(2025, 6, 1)),
    ("reviewed", "true", True),
    ("end_customer", "true", True),
    ("end_customer", "false", False),
    ("cadence", "6 weeks", Duration(6, Unit.WEEK)),
    ("cadence", "1 day", Duration(1, Unit.DAY)),
    ("cadence", "P3M", Duration(3, Unit.MONTH)),
    ("cadence", "2 years", Duration(2, Unit.YEAR)),
    ("cadence", "never", Never.NEVER),
    ("snooze_until", "2027-01-01", dt.date(2027, 1, 1)),
    ("referred_by", "ben-okafor", "ben-okafor"),
    ("referred_by", '"[[ben-okafor]]"', "ben-okafor"),
    ("referred_by", '"[[ben-okafor|Ben]]"', "ben-okafor"),
    (
        "checklist",
        "{needs: 2026-01-02, offer: 2026-01-03}",
        {"needs": dt.date(2026, 1, 2), "offer": dt.date(2026, 1, 3)},
    ),
]


@pytest.mark.parametrize(("key", "written", "expected"), CASES)
def test_a_value_reads_as_documented(key: str, written: str, expected: object) -> None:
    entity, wrong = read(f"name: Ana\n{key}: {written}")
    assert wrong == []
    assert getattr(entity, key) == expected


AS_TYPED = [
    *(
        "NO",
        "yes",
        "0049 30",
        "1:30",
        "0123",
        "~",
        "2026-1-2",
        "null",
        "true",
        "0x1F",
        "1e3",
        "12_000",
        "+34 600",
        "1.50",
    ),
    *("2026-01-02", "on", ".5", "=", "08", "-0", "Null", "0o17", "1:30:00", "NaN", ".inf"),
]


@pytest.mark.parametrize("word", AS_TYPED)
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_text_stays_as_typed(word: str, quote: str) -> None:
    written = f"{quote}{word}{quote}"
    entity, wrong = read(f"name: {written}\ntitle: {written}\ntags: [{written}]\nphones: {written}")
    assert wrong == []
    assert (entity.name, entity.title, entity.tags) == (word, word, (word,))
    assert [phone.value for phone in entity.phones] == [word]


LISTS = [(name, attribute, row) for name, (attribute, row) in keys(Contact).items() if row.many]


def sample(kind: Kind, row: Key | None = None) -> Value:
    """A value of a kind as somebody would write it, plain."""
    if kind.record:
        return {
            name: sample(inner.kind, inner)
            for name, (_, inner) in keys(kind.record).items()
            if inner.required
        } or {name: sample(inner.kind, inner) for name, (_, inner) in keys(kind.record).items()}
    if kind.values:
        return {"needs": "2026-01-02"}
    if kind.name == "date":
        return "2026-01-02"
    if row is not None and row.example:
        return row.example.strip('"')
    return kind.words[0] if kind.words else "x"


def flow(value: Value) -> str:
    return json.dumps(value)


def test_lists_are_there_to_be_tested() -> None:
    assert len(LISTS) > 15


@pytest.mark.parametrize(("name", "attribute", "row"), [pytest.param(*case, id=case[0]) for case in LISTS])
def test_a_single_value_is_a_list_of_one(name: str, attribute: str, row: Key) -> None:
    value = flow(sample(row.kind, row))
    single, wrong = read(f"name: Ana\n{name}: {value}")
    assert wrong == []
    listed, _ = read(f"name: Ana\n{name}: [{value}]")
    block, _ = read(f"name: Ana\n{name}:\n- {value}")
    assert len(getattr(single, attribute)) == 1
    assert getattr(single, attribute) == getattr(listed, attribute) == getattr(block, attribute)


@pytest.mark.parametrize(("name", "attribute", "row"), [pytest.param(*case, id=case[0]) for case in LISTS])
def test_an_empty_list_and_no_value_are_the_same(name: str, attribute: str, row: Key) -> None:
    for written in ("", "[]"):
        entity, wrong = read(f"name: Ana\n{name}: {written}")
        assert wrong == []
        assert getattr(entity, attribute) == ()
    assert row.many


KEYS = [
    (cls, name, attribute, row)
    for cls in sorted(set(ENTITIES.values()), key=lambda cls: cls.__name__)
    for name, (attribute, row) in keys(cls).items()
    if name not in {"name", "type"}
]
ROWS = [
    pytest.param(cls, name, attribute, row, id=f"{cls.__name__} {name}") for cls, name, attribute, row in KEYS
]


def lines(cls: type) -> str:
    kind = next(kind for kind, entity in ENTITIES.items() if entity is cls)
    return f"name: Ana\ntype: {kind}"


@pytest.mark.parametrize(("cls", "name", "attribute", "row"), ROWS)
def test_the_example_of_every_key_reads_without_a_finding(
    cls: type, name: str, attribute: str, row: Key
) -> None:
    entity, wrong = read(f"{lines(cls)}\n{name}: {flow(sample(row.kind, row))}")
    assert wrong == []
    assert type(entity) is cls
    value = getattr(entity, attribute)
    assert value is not None
    assert value != ()


@pytest.mark.parametrize(("cls", "name", "attribute", "row"), ROWS)
@pytest.mark.parametrize(
    "shape", ["[[[x]]]", "{a: {b: c}}", "[{a: [b]}]", "{? }", "[[], {}]", "[null, ~, '']", "{1: 2}"]
)
def test_a_wrong_shape_is_a_finding_and_spoils_no_neighbour(
    cls: type, name: str, attribute: str, row: Key, shape: str
) -> None:
    entity, wrong = read(f"{lines(cls)}\n{name}: {shape}\naliases: [kept]")
    assert entity.name == "Ana"
    if name != "aliases":
        assert entity.aliases == ("kept",)
    codes = {code for code, at in wrong if at and at[0] == name}
    assert codes <= {"SOI103", "SOI201", "SOI202", "SOI203", "SOI204", "SOI206", "SOI207"}
    is_text_after_all = shape == "{1: 2}" and len(row.kind.short) == 1
    if name != "aliases" and not is_text_after_all and not (row.kind.values and not row.kind.words):
        assert codes
    value = getattr(entity, attribute)
    assert (
        value in (None, "event") or isinstance(value, tuple | dict | bool) or type(value) is row.kind.record
    )


WORDS = [
    pytest.param(cls, name, attribute, row, id=f"{cls.__name__} {name}")
    for cls, name, attribute, row in KEYS
    if row.kind.words and not row.kind.values
]


@pytest.mark.parametrize(("cls", "name", "attribute", "row"), WORDS)
def test_a_vocabulary_takes_its_words_and_no_other(cls: type, name: str, attribute: str, row: Key) -> None:
    for word in row.kind.words:
        entity, wrong = read(f"{lines(cls)}\n{name}: {word}")
        assert wrong == []
        value = getattr(entity, attribute)
        assert (value[0] if row.many else value) == word
    for word in ("zzz", row.kind.words[0] + "x", row.kind.words[0].swapcase()):
        if word in row.kind.words:
            continue
        entity, wrong = read(f"{lines(cls)}\n{name}: {word}")
        assert wrong == [("SOI202", (name,))]
        assert getattr(entity, attribute) in {None, ()} or getattr(entity, attribute) not in {word, (word,)}


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("grade: a+", "did you mean A+?"),
        ("stage: Clint", "did you mean client?"),
        ("category: netowrking-partner", "did you mean networking-partner?"),
        ("touches: [2026-01-01 emial]", "did you mean email?"),
        ("grade: excellent", ""),
        ("brithday: x", "did you mean birthday?"),
        ("Name: x", "did you mean name?"),
        ("zzz: x", "keys of your own begin with x-"),
        ("timezones: x", "did you mean timezone?"),
    ],
)
def test_the_hint_names_the_nearest_word(tmp_path: Path, written: str, hint: str) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": f"---\nname: Ana\n{written}\n---\n"})
    assert [d["hint"] for d in check(wiki)] == [hint]


RECORDS = [
    pytest.param(name, attribute, row, id=name)
    for name, (attribute, row) in keys(Contact).items()
    if row.kind.record and any(inner.required for _, inner in keys(row.kind.record).values())
]


@pytest.mark.parametrize(("name", "attribute", "row"), RECORDS)
def test_an_entry_without_a_required_key_is_left_out_alone(name: str, attribute: str, row: Key) -> None:
    whole = sample(row.kind)
    assert isinstance(whole, dict)
    for missing in whole:
        part = {key: value for key, value in whole.items() if key != missing}
        if set(part) <= {"note"} or not part:
            part["x-y"] = "z"
        entity, wrong = read(f"name: Ana\n{name}: [{flow(whole)}, {flow(part)}, {flow(whole)}]")
        assert wrong == [("SOI201", (name, 1))]
        assert len(getattr(entity, attribute)) == 2
    entity, wrong = read(f"name: Ana\n{name}: [{flow({**whole, 'x-mine': ['a', {'b': 'c'}]})}]")
    assert wrong == []
    entity, wrong = read(f"name: Ana\n{name}: [{flow({**whole, 'zzz': 'x'})}]")
    assert wrong == [("SOI206", (name, 0, "zzz"))]
    assert len(getattr(entity, attribute)) == 1


SHORT: list[tuple[str, str, dict[str, Any]]] = [
    ("touches", "2026-02-01 call", {"channel": "call"}),
    ("touches", "2026-02-01 call spring order", {"channel": "call", "note": "spring order"}),
    ("touches", "2026-02-01 call: spring order", {"channel": "call", "note": "spring order"}),
    ("touches", "{2026-02-01 call: spring order}", {"channel": "call", "note": "spring order"}),
    ("touches", "'2026-02-01 call: a: b'", {"channel": "call", "note": "a: b"}),
    ("touches", "'2026-02-01 call a: b'", {"channel": "call", "note": "a: b"}),
    ("touches", "2026-02-01   visit   two  blanks", {"channel": "visit", "note": "two  blanks"}),
    ("touches", '{2026-02-01 call: "1:30"}', {"channel": "call", "note": "1:30"}),
    ("touches", "{2026-02-01 call: }", {"channel": "call", "note": None}),
    ("purchases", "2026-02-01", {"amount": None, "what": None}),
    ("purchases", "2026-02-01 4200", {"amount": Decimal(4200), "what": None}),
    (
        "purchases",
        "2026-02-01 42.50 spring collection",
        {"amount": Decimal("42.50"), "what": "spring collection"},
    ),
    ("purchases", "{2026-02-01 42.50 prints: two}", {"amount": Decimal("42.50"), "what": "prints: two"}),
    ("follow_ups", "2026-02-01 send catalogue", {"due": dt.date(2026, 2, 1), "what": "send catalogue"}),
    ("follow_ups", "send catalogue", {"due": None, "what": "send catalogue"}),
    ("follow_ups", "{2026-02-01 send: catalogue}", {"due": dt.date(2026, 2, 1), "what": "send: catalogue"}),
    ("emails", "ana@ruiz.example", {"value": "ana@ruiz.example", "label": None}),
    ("phones", "{value: '112', label: home}", {"value": "112", "label": "home"}),
]


@pytest.mark.parametrize(("name", "written", "expected"), SHORT)
def test_a_short_form_reads_as_the_long_one(name: str, written: str, expected: dict[str, object]) -> None:
    entity, wrong = read(f"name: Ana\n{name}:\n  - {written}")
    assert wrong == []
    (entry,) = getattr(entity, name)
    assert {key: getattr(entry, key) for key in expected} == expected


def test_the_promise_of_a_touch_may_be_short() -> None:
    entity, wrong = read(
        "name: Ana\ntouches: {date: 2026-01-01, channel: call, follow_up: [2026-02-01 ring, {what: write}]}"
    )
    assert wrong == []
    assert [(p.due, p.what) for p in entity.touches[0].follow_up] == [
        (dt.date(2026, 2, 1), "ring"),
        (None, "write"),
    ]


@pytest.mark.parametrize(
    ("written", "code", "find"),
    [
        ("touches: 2026-02-01", "SOI201", ""),
        ("touches: call", "SOI203", "call"),
        ("touches: 2026-02-01 cal x", "SOI202", "cal"),
        ("touches: 26-02-01 call", "SOI203", "26-02-01"),
        ("purchases: 2026-02-01 4.200,00 x", "SOI203", "4.200,00"),
        ("purchases: prints", "SOI203", "prints"),
        ("touches: {2026-02-01 call: [a, b]}", "SOI203", ""),
    ],
)
def test_a_short_form_is_blamed_at_its_word(tmp_path: Path, written: str, code: str, find: str) -> None:
    wiki = make_wiki(tmp_path, {"ana.md": f"---\nname: Ana\n{written}\n---\n"})
    found = places(check(wiki))
    column = written.index(find) + 1 if find else written.index(": ") + 3
    if "[a" in written:
        column = written.index("[a") + 1
    assert found == [f"ana.md:3:{column} {code}"]


@pytest.mark.parametrize("own", ["x-a: 1", "x-: [1, {a: b}]", "x-deep: {a: {b: {c: []}}}", "x-null: ~"])
def test_own_keys_are_never_read(tmp_path: Path, own: str) -> None:
    assert check(make_wiki(tmp_path, {"ana.md": person("Ana").replace("---\n", f"---\n{own}\n", 1)})) == []


def test_an_unknown_key_does_not_hide_its_neighbours(tmp_path: Path) -> None:
    text = "---\nzzz: {a: [1]}\nname: Ana\ngrade: AA\n---\n"
    assert places(check(make_wiki(tmp_path, {"ana.md": text}))) == ["ana.md:2:1 SOI206", "ana.md:4:8 SOI202"]


def test_an_event_is_read() -> None:
    entity, wrong = read(
        "type: event\nname: Fair\ndate: 2026-02-01\nwhere: Madrid\nattended: ana\ninvited: [ana, ben]"
    )
    assert wrong == []
    assert isinstance(entity, Event)
    assert (entity.date, entity.channel, entity.attended, entity.invited) == (
        dt.date(2026, 2, 1), "event", ("ana",), ("ana", "ben"),
    )  # fmt: skip


def test_an_entry_that_is_empty_is_said() -> None:
    _, wrong = read("name: Ana\ntags:\n  - a\n  -\n  - b")
    assert wrong == [("SOI203", ("tags", 1))]


def test_a_type_that_is_none_is_read_as_a_person() -> None:
    entity, wrong = read("name: Ana\ntype: persona\ngrade: A")
    assert wrong == [("SOI202", ("type",))]
    assert entity.grade == "A"


@pytest.mark.parametrize("amount", ["4200", "4200.50", "0", "-12.30", "0012"])
def test_amounts_are_exact(amount: str) -> None:
    entity, wrong = read(f"name: Ana\npurchases: {{date: 2026-01-01, amount: {amount}}}")
    assert wrong == []
    assert entity.purchases[0].amount == Decimal(amount)


@pytest.mark.parametrize(
    "amount", ["4,200", "4 200", "1e3", "EUR 5", "5 €", "1_000", ".5", "5.", "½", "٤", "inf", "0x1"]
)
def test_what_is_no_amount_is_said(amount: str) -> None:
    entity, wrong = read(f"name: Ana\npurchases: {{date: 2026-01-01, amount: '{amount}'}}")
    assert wrong == [("SOI203", ("purchases", "amount"))]
    assert entity.purchases[0].amount is None


@pytest.mark.parametrize(
    "day", ["2026-1-2", "2026/01/02", "20260102", "01.02.2026", "2026-01-02T10:00", "٢٠٢٦-٠١-٠٢", "today"]
)
def test_what_is_no_date_is_said(day: str) -> None:
    _, wrong = read(f"name: Ana\nadded: '{day}'")
    assert wrong == [("SOI203", ("added",))]


@pytest.mark.parametrize(
    "duration", ["0 days", "monthly", "1 fortnight", "P1M2D", "-1 day", "1.5 weeks", "P0D", "3"]
)
def test_what_is_no_duration_is_said(duration: str) -> None:
    _, wrong = read(f"name: Ana\ncadence: '{duration}'")
    assert wrong == [("SOI203", ("cadence",))]


@pytest.mark.parametrize("birthday", ["14 May", "5-14", "1979", "79-05-14", "--05-14", "1979-05"])
def test_what_is_no_birthday_is_malformed(birthday: str) -> None:
    _, wrong = read(f"name: Ana\nbirthday: '{birthday}'")
    assert wrong == [("SOI207", ("birthday",))]
