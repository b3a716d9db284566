"""The sample wiki: everything that a wiki can hold is met in it once, and it stays a clean, made-up world."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest

from builder.checks import all_rules
from builder.kinds import Kind
from builder.kinds import keys
from builder.model import ENTITIES
from builder.model import Contact
from builder.model import Event
from builder.model import Page
from builder.model import Type
from builder.pages.addresses import published_pictures
from builder.schema import expand
from builder.settings import Settings
from builder.source import Mapping as Node
from builder.source import Scalar
from builder.source import read_text
from builder.source import tree_of
from builder.workspace import Workspace
from builder.workspace import open_workspace

from ..support import REPOSITORY
from ..support import WORKBENCH
from ..support import check
from ..support import soi
from ..support import story

TODAY = dt.date(2026, 11, 24)
PLANS = {"due", "expected", "first_due", "planned", "snooze_until"}
"""Keys whose day may lie ahead; so may that of an event to which nobody has come yet."""
MAX_PICTURE = 8 * 1024


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_workspace(REPOSITORY, TODAY)


@dataclass(frozen=True, slots=True)
class Used:
    """One value in the sample and the row it was written under."""

    path: str
    record: str
    key: str
    kind: Kind
    value: Any
    """As in `soi show`: short forms written out."""


def _used(path: str, record: type, values: Mapping[str, object]) -> Iterator[Used]:
    for name, (_, row) in keys(record).items():
        written = values.get(name)
        for value in written if isinstance(written, list) else [written]:
            if value is not None:
                yield Used(path, record.__name__, name, row.kind, value)
                yield from _inside(path, row.kind, value)


def _inside(path: str, kind: Kind, value: object) -> Iterator[Used]:
    if kind.record is not None and isinstance(value, dict):
        yield from _used(path, kind.record, value)
    elif kind.values is not None and isinstance(value, dict):
        for name, held in value.items():
            if kind.values.record is None:
                yield Used(path, kind.name, name, kind.values, held)
            else:
                for entry in held:
                    yield from _used(path, kind.values.record, entry)


def _in_the_story() -> Iterator[Used]:
    for path in story():
        values = read_text(path.read_text(encoding="utf-8")).values
        assert isinstance(values, dict), path
        record = ENTITIES[Type(str(values.get("type", Type.PERSON)))]
        yield from _used(path.name, record, expand(record, values))


def _in_the_settings() -> Iterator[Used]:
    values: Any = read_text(f"---\n{(REPOSITORY / 'mkdocs.yml').read_text(encoding='utf-8')}---\n").values
    [section] = [plugin["soi"] for plugin in values["plugins"] if isinstance(plugin, dict)]
    yield from _used("mkdocs.yml", Settings, expand(Settings, section))


USED = [*_in_the_story(), *_in_the_settings()]


def _records(*records: type) -> Iterator[type]:
    """Records and those nested in them, each once."""
    waiting = [*records]
    known: set[type] = set()
    while waiting:
        record = waiting.pop()
        if record not in known:
            known.add(record)
            yield record
            kinds = [row.kind for _, row in keys(record).values()]
            nested = [kind.record or (kind.values.record if kind.values else None) for kind in kinds]
            waiting += [inner for inner in nested if inner is not None]


# -- everything is met once


def test_every_key_of_the_schema_is_used() -> None:
    known = {(r.__name__, name) for r in _records(Contact, Event, Page, Settings) for name in keys(r)}
    assert len(known) > 150
    used = {(found.record, found.key) for found in USED}
    assert sorted(f"{record}.{name}" for record, name in known - used) == []


def test_a_key_of_ones_own_is_used(workspace: Workspace) -> None:
    written = {key for entity in workspace.wiki.entities for key in workspace.values(entity.path)}
    assert any(key.startswith("x-") for key in written)


def test_every_word_of_every_vocabulary_is_used_under_its_key() -> None:
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    # A setting has one value, so its other words cannot be used in one wiki.
    for record in _records(Contact, Event, Page):
        for name, (_, row) in keys(record).items():
            if row.kind.values is None and row.kind.words:
                # Events and contacts share `channel` and `type`, and no event is a newsletter.
                wanted[name, row.kind.name].update(row.kind.words)
    used = {(found.key, found.kind.name, str(found.value)) for found in USED}
    assert ("channel", "Channel") in wanted
    missing = [
        f"{name}: {word}"
        for (name, kind), words in wanted.items()
        for word in sorted(words)
        if (name, kind, word) not in used
    ]
    assert missing == []


def test_every_code_is_met() -> None:
    reported = {finding["code"] for finding in check(REPOSITORY, today="")}
    # What is wrong with the configuration cannot be shown in a file; the settings name it with a reason.
    named = set(re.findall(r"SOI5[0-9]{2}", (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")))
    # Where steps of a process are passed over there is a process.
    impossible = {"SOI416"}
    assert sorted(set(all_rules()) - reported - named) == sorted(impossible)


def _forms(path: str, key: str) -> Iterator[str]:
    """How the entries of a list are written: `text`, `pair`, `flow map` or `block map`."""
    tree = tree_of(read_text(path))
    assert isinstance(tree, Node)
    pair = tree.get(key)
    if pair is None:
        return
    items = getattr(pair[1], "items", None)
    if items is None:
        yield "no list"
    for item in items or [pair[1]]:
        if isinstance(item, Scalar):
            yield "text"
        elif isinstance(item, Node) and item.pairs[0][0].text[0].isdigit():
            yield "pair"
        else:
            yield "flow map" if item.flow else "block map"


@pytest.mark.parametrize(
    ("key", "forms"),
    [
        ("touches", {"text", "pair", "flow map", "block map"}),
        ("follow_ups", {"text", "flow map", "block map"}),
        ("purchases", {"text", "flow map", "no list"}),
        ("emails", {"text", "flow map", "no list"}),
        ("ignore", {"flow map", "no list"}),
    ],
)
def test_every_way_of_writing_an_entry_is_seen(key: str, forms: set[str]) -> None:
    seen = {form for path in story() for form in _forms(path.read_text(encoding="utf-8"), key)}
    assert forms <= seen


# -- it is in order


def test_what_check_says_of_the_sample(golden: Callable[[str, str], None]) -> None:
    ran = soi(REPOSITORY, "check", today="")
    golden("check.txt", ran.out)
    assert ran.exit == 1


def test_files_are_broken_on_the_workbench_only() -> None:
    for finding in check(REPOSITORY, today=""):
        if not finding["path"].startswith(WORKBENCH):
            assert not finding["code"].startswith("SOI1"), finding
            assert finding["severity"] != "error" or finding["code"].startswith("SOI4"), finding


def test_an_overdue_a_plus_turns_the_daily_job_red() -> None:
    ran = soi(REPOSITORY, "check", "--select", "SOI4", "--format", "json", today="")
    errors = [finding for finding in ran.json["diagnostics"] if finding["severity"] == "error"]
    assert [(finding["code"], finding["contact"]) for finding in errors] == [("SOI401", "ottoline-damper")]
    assert ran.exit == 1


def test_the_workbench_explains_each_of_its_files(workspace: Workspace) -> None:
    page = (REPOSITORY / workspace.wiki.pages["the-workbench"].path).read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| \[\[(.+?)\]\] \|.*(SOI[0-9]{3})", page, re.MULTILINE))
    reported: dict[str, set[str]] = defaultdict(set)
    for finding in check(REPOSITORY, today=""):
        if finding["path"].startswith(WORKBENCH):
            reported[finding["contact"]].add(finding["code"])
    assert {contact: {code} for contact, code in told.items()} == reported
    assert set(reported) == {path.stem for path in (REPOSITORY / WORKBENCH).rglob("*.md")}


def _sentences(text: str) -> Iterator[str]:
    """Sentences of three words and more, without case, marks and breaks of lines."""
    for part in re.split(r"(?<=[.!?:;])[\"'*)]*\s|\n\s*\n|\n(?=[|\d-])", text):
        words = re.findall(r"[\w']+", part.casefold())
        if len(words) >= 3:
            yield " ".join(words)


def test_no_two_notes_share_a_sentence(workspace: Workspace) -> None:
    told: dict[str, list[str]] = defaultdict(list)
    for entity in workspace.wiki.entities:
        touches = entity.touches if isinstance(entity, Contact) else ()
        for text in (entity.notes, *(touch.note or "" for touch in touches)):
            for sentence in _sentences(text):
                told[sentence].append(entity.id)
    assert len(told) > 200
    assert {sentence: ids for sentence, ids in told.items() if len(ids) > 1} == {}


def _everything() -> Iterator[tuple[str, str]]:
    files = [path for folder in ("contacts", "inbox") for path in (REPOSITORY / folder).rglob("*")]
    for path in (REPOSITORY / "mkdocs.yml", *files):
        if path.is_file() and path.suffix != ".png":
            yield path.name, path.read_bytes().decode("utf-8", "replace")


def test_mail_and_links_lead_to_no_real_domain() -> None:
    found = []
    for name, text in _everything():
        addresses = re.findall(r"(?:https?:)?//\S+?(?=[\s)\"'}\],]|$)", text)
        found += [(name, urlsplit(address).hostname or "") for address in addresses]
        found += [(name, domain) for domain in re.findall(r"[^\s\"'{]@([^\s,\"'}]+)", text)]
    assert len(found) > 50
    assert [(name, domain) for name, domain in found if not domain.endswith(".example")] == []


RESERVED = r"(\+44|0)(7700900|1632960)\d{3}|(\+44|0)(131496|141496|207946)0\d{3}|\+3363998\d{4}"
"""Numbers that the regulators keep for fiction."""


def test_no_telephone_rings_at_a_real_number(workspace: Workspace) -> None:
    numbers = [
        (name, n) for name, text in _everything() for n in re.findall(r"(?<![\w-])\+?\d[\d ]{7,}\d", text)
    ]
    assert len(numbers) > 50
    numbers += [(c.id, phone.value) for c in workspace.wiki.contacts.values() for phone in c.phones]
    wrong = [found for found in numbers if not re.fullmatch(RESERVED, found[1].replace(" ", ""))]
    assert wrong == []


def test_only_plans_lie_ahead() -> None:
    dates = [found for found in USED if re.fullmatch(r"\d{4}-\d\d-\d\d", str(found.value))]
    assert len(dates) > 400
    ahead = [found for found in dates if str(found.value) > str(TODAY) and found.path != "mkdocs.yml"]
    assert {found.key for found in ahead} >= {"due", "snooze_until"}
    assert [
        (found.path, found.key, found.value)
        for found in ahead
        if found.key not in PLANS and found.record != "Event"
    ] == []


def test_touches_stand_last_and_in_order(workspace: Workspace) -> None:
    for contact in workspace.wiki.contacts.values():
        written = list(workspace.values(contact.path))
        if contact.touches and not contact.path.startswith(WORKBENCH):
            assert written[-1] == "touches", contact.path
            days = [touch.date for touch in contact.touches]
            assert days == sorted(days), contact.path


def test_events_agree_with_those_who_came(workspace: Workspace) -> None:
    wiki = workspace.wiki
    for event in wiki.events.values():
        assert {*event.invited, *event.attended} <= set(wiki.contacts)
        assert set(event.attended) <= set(event.invited)
        assert event.date is not None
        assert not event.attended or event.date <= TODAY
        for guest in event.attended:
            days = {touch.date for touch in wiki.contacts[guest].touches}
            assert event.date not in days, f"{guest} has a touch of their own on the day of {event.id}"


def test_both_files_tell_the_same_of_a_referral(workspace: Workspace) -> None:
    contacts = workspace.wiki.contacts
    compared = 0
    for contact in contacts.values():
        for entry in contact.referrals:
            other = contacts.get(entry.contact)
            if entry.direction == "received" and other is not None:
                compared += 1
                assert other.referred_by in {None, contact.id}, (contact.id, other.id)
                assert other.added is None or abs(other.added - entry.date) <= dt.timedelta(days=7), other.id
    assert compared > 10


def test_pictures_are_shown_and_small(workspace: Workspace) -> None:
    shown = set(published_pictures(workspace.wiki))
    files = list((REPOSITORY / "contacts").rglob("*.png"))
    assert len(files) >= 2
    assert {path.relative_to(REPOSITORY / "contacts").as_posix() for path in files} == shown
    assert all(path.stat().st_size < MAX_PICTURE for path in files)
    photos = [contact for contact in workspace.wiki.contacts.values() if contact.photo]
    assert photos
    assert len(files) > len(photos), "a note shows a picture too"
