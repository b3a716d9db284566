"""Wikis that mean harm, made from the rows of the schema: a key added tomorrow is in them by existing.

Every place that takes free text gets every payload. What is written for a place ends with a mark, a word that
stands nowhere else; where the mark has got to tells whether something before it swallowed it. A twin wiki of
the same shape holds plain words instead, and its pages are what the others have to look like.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from builder.kinds import Kind
from builder.kinds import Wrong
from builder.kinds import keys
from builder.model import Contact
from builder.model import Entity
from builder.model import Event
from builder.model import Page
from builder.settings import Settings

from .payloads import ALONE
from .payloads import FILE_NAMES
from .payloads import FOREIGN_KEYS
from .payloads import PAYLOADS
from .support import write

TODAY = "2026-11-24"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that takes free text."""

    address: tuple[str, ...]
    """Keys from the outside in; a key that the user chooses is a `*`."""
    is_shown: bool
    """It and all that it stands in may appear on the site."""


@dataclass(frozen=True, slots=True)
class Words:
    """What to write."""

    text: Callable[[Spot], str]
    """The text for a place."""
    more: tuple[str, ...] = ()
    """Further entries for each list that is shown, as they are."""
    wrong: Callable[[Spot], str] | None = None
    """What to write where no free text is taken; None: something right."""


_ENDINGS = frozenset({"died", "archived", "snooze_until", "done", "customer_type", "scope"})
"""What takes somebody or something off the lists, or stands in for what is derived."""
_SAMPLES = (
    *("2026-02-01", "true", "1", "6 weeks", "SOI403", "Europe/Madrid", "2026-08-01/2026-08-21"),
    "https://forge.example/me/people",
)
_PROBE = "a text that is nothing else"


def takes_text(kind: Kind) -> bool:
    """True for a kind that takes whatever is written."""
    return not (kind.record or kind.values or kind.words or isinstance(kind.read(_PROBE), Wrong))


def sample(kind: Kind) -> str:
    """A value of a kind that takes no free text."""
    return kind.words[0] if kind.words else next(s for s in _SAMPLES if not isinstance(kind.read(s), Wrong))


def written(
    record: type,
    words: Words,
    *,
    at: tuple[str, ...] = (),
    is_shown: bool = True,
    without: frozenset[str] = frozenset(),
) -> dict[str, object]:
    """Values for every key of a record, that of entries included.

    Args:
        record: the dataclass that carries the rows.
        words: what to write.
        at: where the record stands.
        is_shown: all that it stands in may appear on the site.
        without: keys to leave out where they are not required.
    """
    out: dict[str, object] = {}
    for name, (_, row) in keys(record).items():
        if name not in without or row.required:
            write_one = _entries if row.many else _value
            out[name] = write_one(row.kind, Spot((*at, name), is_shown and row.shown), words, without)
    return out


def _value(kind: Kind, spot: Spot, words: Words, without: frozenset[str] = _ENDINGS) -> object:
    if kind.record:
        return written(kind.record, words, at=spot.address, is_shown=spot.is_shown, without=without)
    if kind.values:
        names = kind.words or (words.text(Spot((*spot.address, "*"), spot.is_shown)),)
        inner = Spot((*spot.address, "*value"), spot.is_shown)
        write_one = _entries if kind.many else _value
        return {str(name): write_one(kind.values, inner, words) for name in names}
    if takes_text(kind):
        return words.text(spot)
    return words.wrong(spot) if words.wrong else sample(kind)


def _entries(kind: Kind, spot: Spot, words: Words, without: frozenset[str] = _ENDINGS) -> list[object]:
    """A list: each further text in an entry of its own, then a whole entry, an open one, one on a line."""
    del without
    bare = [Words(lambda _, text=text: text) for text in words.more]  # type: ignore[misc] # mypy infers no default
    out = [_value(kind, spot, each) for each in bare if spot.is_shown]
    out.append(_value(kind, spot, words, frozenset()))
    if kind.record:
        out.append(_value(kind, spot, words))
    if kind.record and kind.short:
        rows = {name: row for name, (_, row) in keys(kind.record).items()}
        *first, last = kind.short
        place = Spot((*spot.address, last), spot.is_shown and rows[last].shown)
        out.append(" ".join([*(sample(rows[name].kind) for name in first), words.text(place)]))
    return out


def spots(record: type) -> tuple[Spot, ...]:
    """Every place of a record that takes free text, each once."""
    found: dict[Spot, None] = {}

    def text(spot: Spot) -> str:
        found.setdefault(spot)
        return "x"

    written(record, Words(text))
    return tuple(found)


TYPES: Mapping[str, type[Entity]] = {
    "person": Contact,
    "organisation": Contact,
    "event": Event,
    "page": Page,
}


def marks() -> Iterator[str]:
    """Words that stand nowhere else."""
    return (f"ok{number}z" for number in itertools.count())


def file_text(values: Mapping[str, object], notes: str = "") -> str:
    """A file of the wiki, whatever its values hold."""
    front = yaml.safe_dump(dict(values), sort_keys=False, allow_unicode=True, width=2**30)
    return f"---\n{front}---\n{notes}"


def entity_values(kind: str, texts: tuple[str, ...], mark: Iterator[str]) -> dict[str, object]:
    """Values with such texts at every place.

    Args:
        kind: a word of `type`; organisations have the keys that end something, and shorter lists.
        texts: a family of payloads.
        mark: where the marks come from.
    """
    words = Words(lambda _: f"{' '.join(texts)} {next(mark)}", () if kind == "organisation" else texts)
    without = frozenset[str]() if kind == "organisation" else _ENDINGS
    foreign = dict.fromkeys(FOREIGN_KEYS, " ".join(texts))
    return {**written(TYPES[kind], words, without=without), "type": kind, **foreign}


def notes_of(texts: tuple[str, ...], last: str) -> str:
    """Notes of such texts that end with a mark."""
    notes = "\n\n".join([*texts, f"Behind it {last} stands [ok].\n"])
    # A NUL makes a file one that cannot be read; in a value it can be written as an escape.
    return notes.replace("\0", "")


@dataclass(frozen=True, slots=True)
class Hostile:
    """Files of a wiki by id, and what to look for."""

    files: Mapping[str, str]
    names: Mapping[str, str]
    """Id -> name, as written."""
    last_marks: frozenset[str]
    """Those that end notes."""


def hostile(payloads: Mapping[str, tuple[str, ...]] = PAYLOADS, alone: tuple[str, ...] = ALONE) -> Hostile:
    """A wiki in which every place has every payload."""
    files: dict[str, tuple[dict[str, object], str]] = {}
    mark = marks()
    last_marks = []
    for family, texts in payloads.items():
        for kind in TYPES:
            values = entity_values(kind, texts, mark)
            last_marks.append(next(mark))
            files[f"{kind}-{family}"] = (values, notes_of(texts, last_marks[-1]))
    for number, text in enumerate(alone):
        values = dict.fromkeys(("name", "organisation", "emails", "phones", "tags", "title", "reach"), text)
        files[f"alone-{number}"] = ({**values, "grade": "A+"}, text)
    for name in FILE_NAMES:
        files[name] = ({"name": f"File {name}", "grade": "A+", "reach": name}, f"[[{name}]]")
    everybody = [*files]
    known = [{"type": "knows", "contact": one} for one in everybody]
    links = " ".join(f"[[{one}]] [x](<{one}.md>)" for one in everybody)
    files["hub"] = ({"name": "Hub", "type": "organisation", "relations": known}, links)
    came = {"attended": [*everybody], "invited": [*everybody]}
    files["fest"] = ({"name": "Fest", "type": "event", "date": "2026-01-01", **came}, "")
    return Hostile(
        {one: file_text(values, notes) for one, (values, notes) in files.items()},
        {one: str(values["name"]) for one, (values, _) in files.items()},
        frozenset(last_marks),
    )


def harmless() -> Hostile:
    """A wiki of the same shape that means no harm."""
    return hostile(
        {
            family: tuple(f"{family} plain{number}" for number in range(len(texts)))
            for family, texts in PAYLOADS.items()
        },
        tuple(f"alone plain{number}" for number in range(len(ALONE))),
    )


def config(texts: tuple[str, ...]) -> str:
    """An `mkdocs.yml` with such texts in every setting that takes them."""
    text = " ".join(texts)
    settings = written(Settings, Words(lambda _: text, texts))
    owner = settings["owner"]
    assert isinstance(owner, dict)
    settings |= {
        "owner": {**owner, "use": "both"},
        "today": TODAY,
        "format": "1",
        # They fire a thousand times and say what others say, too.
        "checks": {"ignore": ["SOI309", "SOI405"]},
    }
    top = dict.fromkeys(("site_name", "site_author", "site_description"), text)
    return yaml.safe_dump(
        {
            **top,
            "docs_dir": "contacts",
            "use_directory_urls": False,
            "theme": {"name": "soi"},
            "plugins": ["material/search", "material/tags", {"soi": settings}],
        },
        width=2**30,
    )


def write_files(root: Path, files: Mapping[str, str | bytes], config_text: str) -> Path:
    """Write a wiki, byte for byte; names are those of ids."""
    for name, content in files.items():
        write(root / "contacts" / f"{name}.md", content.encode() if isinstance(content, str) else content)
    write(root / "mkdocs.yml", config_text.encode())
    return root
