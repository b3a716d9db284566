"""The field reference: every key, setting and word, made from the rows that the reader reads by."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..kinds import Key
from ..kinds import Kind
from ..kinds import keys
from ..model import Contact
from ..model import Event
from ..model import Page
from ..model import Scope
from ..rules import sources
from ..settings import Settings
from ..workspace import Workspace
from . import View
from .addresses import FIELDS
from .addresses import PLAYBOOK
from .addresses import Ref
from .vocabularies import meanings
from .vocabularies import vocabularies
from .wording import label
from .wording import spelled


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key."""

    anchor: str
    name: str
    expects: str
    more: Ref | None
    """Where the words or keys that it takes are explained."""
    doc: str
    default: str
    example: str
    is_required: bool
    is_shown: bool
    sources: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The keys of one record."""

    anchor: str
    title: str
    intro: str
    lines: tuple[KeyLine, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Where keys are written, and the records that occur there."""

    anchor: str
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """One vocabulary."""

    anchor: str
    title: str
    intro: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldsView(View):
    """The field reference."""

    parts: tuple[Part, ...]
    vocabularies: tuple[Words, ...]
    playbook: Ref


_PARTS: Mapping[str, tuple[type, ...]] = {
    "Files of contacts, events and pages": (Contact, Event, Page),
    "Settings": (Settings,),
}


def views(workspace: Workspace) -> Iterator[tuple[str, View]]:
    """The page."""
    yield FIELDS, reference(is_private=workspace.settings.owner.use is Scope.PERSONAL)


@cache
def reference(*, is_private: bool = False) -> FieldsView:
    """The field reference.

    Args:
        is_private: for somebody who keeps the wiki for family and friends.
    """
    used: dict[str, None] = {}
    parts = []
    for title, tops in _PARTS.items():
        records = [record for top in tops for record in records_of(top)]
        sections = tuple(_section(record, used) for record in dict.fromkeys(records))
        parts.append(Part(f"part-{_anchor(title)}", title, sections))
    known = vocabularies()
    words = tuple(
        Words(
            word_anchor(name),
            spaced(name),
            without_source(known[name].doc),
            tuple(meanings(name, is_private=is_private).items()),
        )
        for name in used
    )
    return FieldsView(
        title="Field reference",
        words="fields keys settings vocabulary front matter reference",
        parts=tuple(parts),
        vocabularies=words,
        playbook=Ref("Playbook", PLAYBOOK),
    )


def records_of(top: type) -> Iterator[type]:
    """A record and those that its keys hold, each once, in the order in which they are met."""
    waiting, met = [top], {top}
    while waiting:
        record = waiting.pop(0)
        yield record
        for _, row in keys(record).values():
            kind = row.kind.values or row.kind
            if kind.record is not None and kind.record not in met:
                met.add(kind.record)
                waiting.append(kind.record)


@cache
def key_address(name: str, *tops: type) -> str | None:
    """Address of a key's line, None where no record below the given ones has it."""
    for top in tops:
        for record in records_of(top):
            if name in keys(record):
                return f"{FIELDS}#{key_anchor(record, name)}"
    return None


def key_anchor(record: type, name: str) -> str:
    """Anchor of a key's line."""
    return f"{_anchor(record.__name__)}-{_anchor(name)}"


def word_anchor(vocabulary: str) -> str:
    """Anchor of a vocabulary."""
    return f"words-{_anchor(vocabulary)}"


def spaced(name: str) -> str:
    """Name of a class as words: `CustomerType` is Customer type."""
    return label(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name))


def without_source(doc: str) -> str:
    """A docstring as a reader wants it: its first paragraph without the citation, which is linked instead."""
    return " ".join(doc.partition("\n\n")[0].split()).partition(" Source: ")[0]


def _anchor(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _section(record: type, used: dict[str, None]) -> Section:
    defaults = {field.name: _default(field) for field in dataclasses.fields(record)}
    lines = []
    for name, (attribute, row) in keys(record).items():
        vocabulary = _vocabulary(row.kind)
        if vocabulary:
            used[vocabulary] = None
        lines.append(_line(record, name, row, defaults[attribute], vocabulary))
    intro = without_source(inspect.getdoc(record) or "")
    return Section(_anchor(record.__name__), spaced(record.__name__), intro, tuple(lines))


def _line(record: type, name: str, row: Key, default: object, vocabulary: str | None) -> KeyLine:
    more = None
    inner = (row.kind.values or row.kind).record
    if inner is not None:
        more = Ref(spaced(inner.__name__), f"#{_anchor(inner.__name__)}")
    elif vocabulary is not None:
        more = Ref(spaced(vocabulary), f"#{word_anchor(vocabulary)}")
    expects = row.kind.expects
    return KeyLine(
        anchor=key_anchor(record, name),
        name=name,
        expects=f"one or several: {expects}" if row.many else expects,
        more=more,
        doc=row.doc,
        default="" if row.required or inner is not None else spelled_default(default),
        example=row.example,
        is_required=row.required,
        is_shown=row.shown,
        sources=tuple(Ref(source, f"{PLAYBOOK}#{source.lower()}") for source in sources(row.source)),
    )


def spelled_default(value: object) -> str:
    """What counts where a key is absent, empty for nothing."""
    return "" if value in (None, "", (), {}, False) else spelled(value)


def _default(field: dataclasses.Field[object]) -> object:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return None if field.default is dataclasses.MISSING else field.default


def _vocabulary(kind: Kind) -> str | None:
    inner = kind.values or kind
    return inner.name if inner.name in vocabularies() else None
