"""What commands print as JSON is what their published schemas say.

Commands are found in Click's own tree: a new one that prints JSON needs a shape, and a line in ARGUMENTS if
it is not run without any.
"""

from __future__ import annotations

import copy
import functools
import json
import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from typing import is_typeddict

import click
import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # its stubs are elsewhere

from builder.cli import cli
from tests.support import REPOSITORY
from tests.support import make_wiki
from tests.support import person
from tests.support import soi
from tools import schemas
from tools import shapes

ARGUMENTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "ask": ((), ("--limit", "2")),
    "brief": (("WHO",), ("--event", "open-workshop")),
    "done": (("WHO",),),
    "due": (("--all",),),
    "explain": ((), ("SOI401",)),
    "find": (("WHO",),),
    "list": ((), ("--archived",), ("--invite",), ("--mailing",)),
    "graph": ((), ("--around", "WHO")),
    "path": (("WHO",),),
    "referrals": ((), ("WHO",)),
    "plan": (("--weeks", "10"),),
    "show": (("WHO",), ("--all",)),
}
"""Command -> ways to run it that write nothing, where there are others than without arguments.

WHO is somebody who is there.
"""
WRITING: Mapping[str, tuple[str, ...]] = {"inbox": ("--apply",)}
"""Command -> a way to run it that writes, for a wiki that may be written to."""
SAMPLE_WHO, WHO = "ottoline", "ana"
SETTINGS = """\
    owner: {contact_sphere: [florist]}
    process: {prospect: [{id: needs, what: ask what for}, {id: offer, what: write an offer}]}
    """
FILES = {
    "ana.md": """\
        ---
        name: Ana Ruiz
        grade: A+
        stage: prospect
        category: customer
        emails: {value: ana@ruiz.example, label: work}
        phones: +34 600 000 000
        birthday: 1979-03-04
        timezone: Europe/Lisbon
        reach: before ten
        value: {profit: high, busy: true}
        qualification: {problem: dark rooms, budget: true}
        consent: {date: 2024-02-01, what: newsletter, given: true}
        follow_ups: [2026-02-20 send catalogue]
        referrals:
          - {date: 2026-01-02, direction: received, contact: ben, value: 4200.50}
        purchases: 2026-02-12 4200 spring collection
        relations: {type: spouse, contact: Luis Ruiz, birthday: 03-05}
        checklist: {needs: 2026-01-01}
        touches:
          - 2025-09-28 visit: New showroom.
        ---
        """,
    "ben.md": person("Ben Okafor", grade="AA", touches="{date: 2026-13-01, channel: 5}", deals="nothing"),
    "ruiz.md": person("Ana Ruiz", phones="+34 600 000 000", organisation="Ruiz Interiors"),
    "flo.md": person(
        "Flo Berg",
        stage="connection",
        profession="florist",
        networks="support",
        touches="2026-02-20 call",
        referrals="{date: 2026-02-01, direction: received, contact: cy}",
    ),
    "cy.md": person("Cy Young", archived="2026-01-01"),
    "dora.md": person(
        "Dora Lamb",
        grade="B",
        touches="[2025-06-01 call, 2025-06-15 call, 2025-07-01 visit, 2025-07-15 call]",
    ),
    "open-workshop.md": person("Open workshop", type="event", date="2026-04-01", invited="[ana, dora]"),
    "inbox/phone.txt": "2026-02-27 ben call: asked for prices\nnobody of the kind called\n",
}


def printing() -> Iterator[str]:
    """Commands that print JSON."""
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        for option in command.params:
            if isinstance(option.type, click.Choice) and "json" in option.type.choices:
                yield name


PRINTING = sorted(printing())


@functools.cache
def published(command: str) -> dict[str, Any]:  # Any: JSON
    """The schema of a command, as it is in the package."""
    path = schemas.FOLDER / f"{command}.json"
    assert path.is_file(), f"soi {command} has no Output in builder/cli/shapes, or `make schemas` was not run"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def closed(schema: Any) -> Any:  # Any: JSON
    """The schema without room for keys that it does not name."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: closed(one) for name, one in schema.items()}
    is_open = "properties" in schema and "required" in schema and "allOf" not in schema
    return {**made, "unevaluatedProperties": False} if is_open else made


def faults(schema: Any, printed: Any) -> list[str]:  # Any: JSON
    """What is wrong with a printed value, a line each."""
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(printed)]


def printed_by(wiki: Path, command: str, who: str) -> Iterator[Any]:  # Any: JSON
    for way in ARGUMENTS.get(command, ((),)):
        arguments = (who if word == "WHO" else word for word in way)
        ran = soi(wiki, command, *arguments, "--format", "json")
        assert ran.out, f"say in ARGUMENTS how soi {command} is run: {ran.err}"
        yield ran.json


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    return make_wiki(tmp_path, FILES, SETTINGS)


def test_every_command_that_prints_json_has_a_shape_and_no_other_has() -> None:
    assert {"check", "due", "show", "today"} <= set(PRINTING)
    assert sorted(shapes.outputs()) == PRINTING
    assert {*ARGUMENTS, *WRITING} <= {*PRINTING}


def test_the_published_schemas_and_the_document_are_current() -> None:
    wanted = schemas.files()
    assert {path.name for path in schemas.FOLDER.iterdir()} == {f"{name}.json" for name in PRINTING}
    stale = [path.name for path, text in wanted.items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run make schemas"


def test_the_document_leads_to_everything_it_names() -> None:
    text = schemas.DOCUMENT.read_text(encoding="utf-8")
    headings = re.findall(r"^##+ (.*)$", text, re.MULTILINE)
    assert [name for name, times in Counter(headings).items() if times > 1] == []
    assert {f"soi {command}" for command in PRINTING} < {*headings}
    anchors = {heading.lower().replace(" ", "-") for heading in headings}
    assert {"duerow", "grade"} <= set(re.findall(r"\(#(.*?)\)", text)) <= anchors
    for line in text.splitlines():
        assert not line.startswith("|") or len(re.findall(r"(?<!\\)\|", line)) == 4


@pytest.mark.parametrize("command", PRINTING)
def test_a_schema_is_one_and_describes_every_key(command: str) -> None:
    schema = published(command)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"{command}.json"
    for at, properties in described(schema):
        for name, key in properties.items():
            assert key.get("description", "").strip(), f"{at}.{name}"


def described(schema: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:  # Any: JSON
    if isinstance(schema, list):
        for place, one in enumerate(schema):
            yield from described(one, f"{at}[{place}]")
    elif isinstance(schema, dict):
        properties = schema.get("properties")
        # A key may be called so, too: then what stands there is no table of keys.
        if isinstance(properties, dict) and not at.endswith(".properties"):
            yield at, properties
        for name, one in schema.items():
            yield from described(one, f"{at}.{name}")


@pytest.mark.parametrize("command", PRINTING)
def test_what_the_sample_prints_is_what_the_schema_says_and_no_more(command: str) -> None:
    for printed in printed_by(REPOSITORY, command, SAMPLE_WHO):
        assert faults(closed(published(command)), printed) == []


@pytest.mark.parametrize("command", PRINTING)
def test_what_a_small_wiki_prints_is_what_the_schema_says_and_no_more(wiki: Path, command: str) -> None:
    for printed in printed_by(wiki, command, WHO):
        assert faults(closed(published(command)), printed) == []


@pytest.mark.parametrize("command", WRITING)
def test_what_is_printed_after_writing_is_what_the_schema_says(wiki: Path, command: str) -> None:
    printed = soi(wiki, command, *WRITING[command], "--format", "json").json
    assert faults(closed(published(command)), printed) == []


def objects(printed: Any) -> Iterator[frozenset[str]]:  # Any: JSON
    """The keys of every object in a printed value."""
    if isinstance(printed, dict):
        yield frozenset(printed)
    if isinstance(printed, dict | list):
        for inner in printed.values() if isinstance(printed, dict) else printed:
            yield from objects(inner)


@pytest.mark.parametrize("command", PRINTING)
def test_every_row_is_printed_by_some_wiki_here(wiki: Path, command: str) -> None:
    # One that is not has been validated by nobody. Write its situation into FILES or into the sample.
    runs = [*printed_by(REPOSITORY, command, SAMPLE_WHO), *printed_by(wiki, command, WHO)]
    if command in WRITING:
        runs.append(soi(wiki, command, *WRITING[command], "--format", "json").json)
    seen = {found for printed in runs for found in objects(printed)}
    declared = {one for root in shapes.roots(shapes.outputs()[command]) for one in shapes.within(root)}
    rows = [one for one in declared if is_typeddict(one)]
    assert rows
    assert [row for row in rows if frozenset(key.name for key in shapes.keys(row)) not in seen] == []


def damaged(value: Any) -> Iterator[tuple[str, Any]]:  # Any: JSON
    """A value with one key taken away, or one value of another type, in every possible place but one.

    What the user wrote is left alone: in a front matter no key has to be there.
    """
    if isinstance(value, dict):
        for name in value:
            yield f"without {name}", {key: inner for key, inner in value.items() if key != name}
            yield f"{name} of another type", {**value, name: 0.5 if isinstance(value[name], dict) else {}}
            if name != "contact":
                for what, inner in damaged(value[name]):
                    yield f"{name}, {what}", {**value, name: inner}
    elif isinstance(value, list) and value:
        for what, inner in damaged(value[0]):
            yield what, [inner, *value[1:]]


@pytest.mark.parametrize("command", PRINTING)
def test_no_key_can_go_missing_or_change_its_type_unseen(wiki: Path, command: str) -> None:
    schema = published(command)
    for printed in printed_by(wiki, command, WHO):
        before = copy.deepcopy(printed)
        unseen = [what for what, spoilt in damaged(printed) if not faults(schema, spoilt)]
        assert unseen == []
        assert printed == before


def test_a_date_that_is_none_and_a_word_of_no_vocabulary_are_seen(wiki: Path) -> None:
    printed = soi(wiki, "due", "--all", "--format", "json").json
    row = printed["due"][0]
    assert faults(published("due"), {**printed, "today": "2026-02-30"})
    assert faults(published("due"), {**printed, "due": [{**row, "due_on": "soon"}]})
    assert faults(published("due"), {**printed, "due": [{**row, "grade": "E"}]})
    later = {**printed, "due": [{**row, "remark": "a later version"}]}
    assert not faults(published("due"), later)
    assert faults(closed(published("due")), later)


def test_a_front_matter_is_told_in_its_own_types(wiki: Path) -> None:
    schema, printed = published("show"), soi(wiki, "show", WHO, "--format", "json").json
    contact = printed["contact"]
    for spoilt in (
        {"name": 5},
        {"grade": 5},
        {"purchases": contact["purchases"][0]},
        {"touches": [{**contact["touches"][0], "note": True}]},
        {"value": {**contact["value"], "busy": 1}},
        {"checklist": {"needs": 5}},
        {"emails": "ana@ruiz.example"},
    ):
        assert faults(schema, {**printed, "contact": {**contact, **spoilt}}), spoilt
    assert not faults(schema, {**printed, "contact": {**contact, "x-mine": [1]}})
