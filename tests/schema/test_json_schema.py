"""The JSON Schema of a front matter says of a file what `soi check` says of it."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # its stubs are elsewhere

from builder import json_schema
from builder.kinds import Key
from builder.kinds import keys
from builder.model import ENTITIES
from builder.model import Type
from builder.schema import expand
from builder.settings import Settings
from builder.source import plain
from builder.source import read_text
from builder.source import tree_of
from tests.support import REPOSITORY
from tests.support import check
from tests.support import make_wiki
from tests.support import soi

SEEN = {"SOI201", "SOI202", "SOI203", "SOI204", "SOI206"}
"""Codes that a schema can know of: they are about one value."""


class Editor(yaml.SafeLoader):
    """Reads YAML as an editor does: by the core schema of YAML 1.2, in which a date is a text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 # declared so in yaml
        first: [
            (f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"))
            for tag, pattern in (
                ("bool", "true|false"),
                ("int", "[-+]?[0-9]+"),
                ("float", r"[-+]?[0-9]+\.[0-9]*"),
                ("null", "|~|null"),
            )
        ]
        for first in ["", *map(chr, range(33, 127))]
    }


def read(text: str) -> Any:  # Any: YAML
    return yaml.load(text, Editor)  # noqa: TID251, S506 # as somebody else reads it


def faults(schema: Any, value: Any) -> list[str]:  # Any: JSON
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]


@functools.cache
def any_file() -> Any:  # Any: JSON
    return json.loads(json.dumps(json_schema.front_matter()))


def front(keys: str) -> str:
    return f"name: Ana\n{keys}\n"


RIGHT = [
    "",
    "grade: A+",
    "grade:",
    "category: customer",
    "category: [customer, influencer]",
    "emails: ana@ruiz.example",
    "emails: [ana@ruiz.example, {value: a@ruiz.example, label: home}]",
    "phones: 600000000",
    "birthday: 1979-05-14",
    'birthday: "05-14"',
    "reviewed: true",
    "reviewed: 2025-06-01",
    "cadence: never",
    "cadence: 6 weeks",
    "qualification: {budget: about 6000}",
    "purchases: 2026-02-12 4200 spring collection",
    "purchases: {date: 2026-02-12, amount: 4200.50}",
    "follow_ups: [send catalogue, 2026-02-20 call back]",
    "checklist: {needs: 2026-01-01}",
    "touches: [2026-01-02 call]",
    "touches:\n- 2026-01-02 call: Said 1:30.\n- {date: 2026-01-03, channel: meal}",
    "referrals: {date: 2026-01-02, direction: received, contact: ben, reward: {what: a print}}",
    "x-mine: [1, {a: 2}]",
    "type: organisation",
    "type: event\ndate: 2026-02-01\nattended: [ben]",
    "type: page\ntags: prices",
]
WRONG = [
    "grade: AA",
    "grade: [A]",
    "category: friend",
    "birthday: 14.5.1979",
    "birthday: 1979-02-30",
    "died: 2026-02-30",
    "died: last year",
    "reviewed: often",
    "cadence: often",
    "end_customer: 1",
    "emails: {label: home}",
    "purchases: {amount: 4200}",
    "touches: [{date: 2026-01-02}]",
    "touches: [{date: 2026-01-02, channel: phone}]",
    "touches: [{date: 2026-01-02, channel: call, nots: hello}]",
    "referrals: {date: 2026-01-02, direction: received, contact: ben, reward: [a print]}",
    "checklist: {needs: soon}",
    "garde: A",
    "type: evnt",
    "type: event\ngrade: A",
    "type: page\ntouches: [2026-01-02 call]",
]


@pytest.mark.parametrize("keys", RIGHT)
def test_what_soi_reads_an_editor_accepts(tmp_path: Path, keys: str) -> None:
    text = front(keys)
    wiki = make_wiki(tmp_path, {"ana.md": f"---\n{text}---\n", "ben.md": "---\nname: Ben\n---\n"})
    assert check(wiki, "--select", "SOI1,SOI2") == []
    assert faults(any_file(), read(text)) == []


@pytest.mark.parametrize("keys", WRONG)
def test_what_soi_refuses_an_editor_marks(tmp_path: Path, keys: str) -> None:
    text = front(keys)
    wiki = make_wiki(tmp_path, {"ana.md": f"---\n{text}---\n", "ben.md": "---\nname: Ben\n---\n"})
    assert check(wiki, "--select", "SOI2")
    assert faults(any_file(), read(text))


def test_a_file_without_a_name_is_marked() -> None:
    assert faults(any_file(), {"grade": "A"})
    assert not faults(any_file(), {"name": "Ana", "grade": "A"})


def test_of_the_sample_an_editor_marks_the_files_that_soi_finds_wrong() -> None:
    wrong = {found["path"] for found in check(REPOSITORY, today="") if found["code"] in SEEN}
    marked = set()
    for path in sorted((REPOSITORY / "contacts").rglob("*.md")):
        source = read_text(path.read_text(encoding="utf-8", errors="replace"))
        if tree_of(source) is not None:
            value = read(source.text[slice(*source.block)])
            if faults(any_file(), value):
                marked.add(path.relative_to(REPOSITORY).as_posix())
    assert len(wrong) > 3
    assert marked == wrong


def rows(record: type, at: str = "") -> Iterator[tuple[str, type, str, Key]]:
    for name, (_, row) in keys(record).items():
        yield f"{at}{record.__name__}.{name}", record, name, row
        if row.kind.record is not None:
            yield from rows(row.kind.record, f"{at}{name}.")


EXAMPLES = {
    label: (record, name, row)
    for root in (*dict.fromkeys(ENTITIES.values()), Settings)
    for label, record, name, row in rows(root)
    if row.example
}


@pytest.mark.parametrize("label", EXAMPLES)
def test_the_example_of_a_key_is_right_as_written_and_as_told(label: str) -> None:
    record, name, row = EXAMPLES[label]
    one = json_schema.written(record)
    alone = {"$defs": one, **one[record.__name__]["properties"][name]}  # type: ignore[index] # JSON
    assert faults(alone, read(row.example)) == []
    assert faults(alone, [[[[0.5]]]])
    assert [fault for example in alone.get("examples", ()) for fault in faults(alone, example)] == []
    raw = plain(read_tree(f"{name}: {row.example}"))
    assert isinstance(raw, dict)
    told = json_schema.told(record)
    assert faults({"$ref": f"#/$defs/{record.__name__}", "$defs": told}, expand(record, raw)) == []


def read_tree(block: str) -> Any:  # Any: a node
    return tree_of(read_text(f"---\n{block}\n---\n"))


# -- the command


@pytest.mark.parametrize("what", [[], *([str(word)] for word in Type), ["settings"], ["due"], ["show"]])
def test_every_schema_that_is_printed_is_one(tmp_path: Path, what: list[str]) -> None:
    ran = soi(tmp_path, "schema", *what)
    assert (ran.exit, ran.err) == (0, "")
    Draft202012Validator.check_schema(ran.json)
    assert ran.json["$id"] == f"{what[0] if what else 'front-matter'}.json"
    # Everything that it points to is in it.
    for name in re.findall(r'"\$ref": "#/\$defs/(.*)"', ran.out):
        assert name in ran.json["$defs"]


def test_the_schema_of_a_type_wants_that_type(tmp_path: Path) -> None:
    event = soi(tmp_path, "schema", "event").json
    assert faults(event, {"type": "event", "name": "Studio evening"}) == []
    assert faults(event, {"name": "Studio evening"})
    assert faults(event, {"type": "person", "name": "Ana"})
    assert faults(soi(tmp_path, "schema", "person").json, {"name": "Ana"}) == []


def test_the_settings_of_the_sample_are_right_and_a_slip_in_them_is_marked(tmp_path: Path) -> None:
    schema = soi(tmp_path, "schema", "settings").json
    text = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    section = next(one["soi"] for one in read(text)["plugins"] if isinstance(one, dict) and "soi" in one)
    assert faults(schema, section) == []
    for slip in (
        {"cadence": {"A+": "monthly"}},
        {"cadence": {"E": "1 month"}},
        {"personal_channels": ["phone"]},
        {"personal_channels": {"stranger": "phone"}},
        {"owner": {"use": "work"}},
        {"curency": "EUR"},
    ):
        assert faults(schema, {**section, **slip}), slip
    assert faults(schema, {**section, "personal_channels": {"client": ["call", "letter"]}}) == []


def test_a_schema_that_is_not_there_has_a_neighbour(tmp_path: Path) -> None:
    ran = soi(tmp_path, "schema", "dew")
    assert (ran.exit, ran.out) == (2, "")
    assert "did you mean due?" in ran.err
