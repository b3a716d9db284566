"""Only what a row marks as shown gets out: every other word of the files is in no file of the site."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder.model import Contact
from builder.website.run import build
from tests.hostile import TODAY
from tests.hostile import TYPES
from tests.hostile import Spot
from tests.hostile import Words
from tests.hostile import file_text
from tests.hostile import spots
from tests.hostile import write_files
from tests.hostile import written
from tests.support import check
from tests.support import places
from tests.support import write

CANARY = re.compile(rb"canary[0-9]+bird", re.IGNORECASE)
CONFIG = f"""\
site_name: Birds
docs_dir: contacts
use_directory_urls: false
theme: {{name: soi}}
plugins: [material/search, material/tags, {{soi: {{today: {TODAY}}}}}]
"""
NOT_PRINTED = {"Contact.photo"}
"""Names a picture, which is shown in its place."""
ENDINGS = (frozenset({"died", "archived", "snooze_until"}), frozenset({"died", "archived"}), frozenset[str]())
"""Keys to leave out for somebody awaited, somebody snoozed, somebody at rest."""


@dataclass(frozen=True, slots=True)
class Aviary:
    """Files and their canaries."""

    files: Mapping[str, str]
    shown: Mapping[str, str]
    """Canary -> key, of those that may get out."""
    hidden: Mapping[str, str]
    """Canary -> place, of those that may not."""


class Breeder:
    """Gives every place a word of its own, and remembers which may get out."""

    def __init__(self, begin: int = 0) -> None:
        self._numbers = itertools.count(begin)
        self.shown: dict[str, str] = {}
        self.hidden: dict[str, str] = {}

    def of(self, record: type) -> Callable[[Spot], str]:
        """What to write at the places of a record."""

        def at(spot: Spot) -> str:
            kept = self.shown if spot.is_shown else self.hidden
            return self._kept(kept, ".".join([record.__name__, *spot.address]))

        return at

    def secret(self, place: str) -> str:
        return self._kept(self.hidden, place)

    def _kept(self, kept: dict[str, str], place: str) -> str:
        canary = f"canary{next(self._numbers)}bird"
        kept[canary] = place
        return canary


def aviary() -> Aviary:
    """Every kind of file with a canary in every key, in keys that soi does not know, and in comments."""
    birds = Breeder()
    files: dict[str, str] = {}
    for kind, record in TYPES.items():
        at = birds.of(record)
        for number, without in enumerate(ENDINGS):
            values = {**written(record, Words(at), without=without), "type": kind}
            values |= {"snooze_until": "2027-01-01"} if number == 1 and record is Contact else {}
            values |= {"x-own": birds.secret("x-own"), "salary": [birds.secret("unknown")]}
            values |= {birds.secret("the name of a key"): {birds.secret("inner key"): birds.secret("inner")}}
            notes = f"Notes with a {at(Spot(('notes',), is_shown=True))}.\n"
            comments = f"# {birds.secret('comment')}\nx-a: b # {birds.secret('behind a value')}\n"
            files[f"{kind}{number}"] = file_text(values, notes).replace("---\n", f"---\n{comments}", 1)
        # Where something else than text is asked for, a text is a mistake, which is told and may be quoted.
        wrong = {**written(record, Words(at, wrong=at)), "type": kind, "name": "Wrong"}
        files[f"wrong-{kind}"] = file_text(wrong)
    return Aviary(files, birds.shown, birds.hidden)


def others(birds: Breeder) -> Iterator[tuple[str, str]]:
    """Files among the contacts that are none."""
    for name in (
        "_template.md",
        "README.md",
        "export.csv",
        "a.md~",
        "page.html",
        "x.svg",
        ".hidden/y.md",
        "b.txt",
    ):
        yield name, f"---\nname: {birds.secret(name)}\n---\n{birds.secret(name)}\n"


def let_out(site: Path) -> dict[str, str]:
    """Canary -> a file of the site in which it is."""
    found: dict[str, str] = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        content = path.read_bytes() if path.is_file() else b""
        for canary in CANARY.findall(content + name.encode()):
            found.setdefault(canary.decode().lower(), name)
    return found


@pytest.fixture(scope="module")
def birds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Aviary, Path]:
    made = aviary()
    hidden = Breeder(begin=100_000)
    root = write_files(tmp_path_factory.mktemp("birds"), made.files, CONFIG)
    for name, text in others(hidden):
        write(root / "contacts" / name, text.encode())
    return Aviary(made.files, made.shown, {**made.hidden, **hidden.hidden}), build(root / "mkdocs.yml")


def test_nothing_gets_out_that_is_not_shown(birds: tuple[Aviary, Path]) -> None:
    made, site = birds
    assert {
        made.hidden[canary]: file for canary, file in let_out(site).items() if canary in made.hidden
    } == {}
    assert {"Contact.former_ids", "Event.ignore.reason", "Page.ignore.code", "comment"} <= {
        *made.hidden.values()
    }


def test_everything_that_is_shown_gets_out(birds: tuple[Aviary, Path]) -> None:
    made, site = birds
    flown = let_out(site)
    written_down = {*CANARY.findall("".join(made.files.values()).encode())}
    places_of = {place for canary, place in made.shown.items() if canary.encode() in written_down}
    seen = {place for canary, place in made.shown.items() if canary in flown}
    assert places_of - seen == NOT_PRINTED
    for record in TYPES.values():
        for spot in spots(record):
            assert (".".join([record.__name__, *spot.address]) in places_of) is spot.is_shown, spot


# -- what cannot be read


def unopened(text: str) -> bytes:
    return text.removeprefix("---\n").encode()


def unclosed(text: str) -> bytes:
    return text.replace("\n---\n", "\n", 1).encode()


def no_yaml(text: str) -> bytes:
    return text.replace("---\n", "---\nnote: canary1bird: b\n", 1).encode()


def no_utf8(text: str) -> bytes:
    return text.encode() + b"\xff"


def with_nul(text: str) -> bytes:
    return text.encode() + b"\0"


def in_conflict(text: str) -> bytes:
    return text.replace("---\n", "---\n<<<<<<< canary1bird\n=======\n>>>>>>> canary2bird\n", 1).encode()


def anchored(text: str) -> bytes:
    return text.replace("---\n", "---\nx-a: &canary1bird b\n", 1).encode()


def tagged(text: str) -> bytes:
    return text.replace("---\n", "---\nx-a: !canary1bird b\n", 1).encode()


def too_deep(text: str) -> bytes:
    return text.replace("---\n", f"---\nx-a: {'[' * 70}canary1bird{']' * 70}\n", 1).encode()


BREAKS: Mapping[Callable[[str], bytes], str] = {
    unopened: "SOI101",
    unclosed: "SOI101",
    no_yaml: "SOI102",
    no_utf8: "SOI104",
    with_nul: "SOI104",
    in_conflict: "SOI105",
    anchored: "SOI106",
    tagged: "SOI106",
    too_deep: "SOI106",
}


def test_nothing_of_a_broken_file_gets_out(tmp_path: Path) -> None:
    made = aviary()
    files: dict[str, str | bytes] = {
        f"{name}-{spoil.__name__}": spoil(text)
        for spoil in BREAKS
        for name, text in made.files.items()
        if name[-1] == "0"
    }
    files["ana"] = "---\nname: Ana\nreferred_by: person0-no_yaml\n---\nKnows [[person0-unclosed]].\n"
    write_files(tmp_path, files, CONFIG)
    codes = {place.split(":")[0]: place[-6:] for place in places(check(tmp_path, today=TODAY))}
    wanted = {
        f"{name}.md": BREAKS[spoil]
        for name in files
        for spoil in BREAKS
        if name.endswith(f"-{spoil.__name__}")
    }
    assert codes == wanted
    site = build(tmp_path / "mkdocs.yml")
    assert let_out(site) == {}
    assert [path.name for path in site.rglob("people/*")] == ["ana.html"]
    assert "person0-no_yaml" in (site / "checks.html").read_text(encoding="utf-8")


def test_of_a_key_given_twice_only_what_counts_gets_out(tmp_path: Path) -> None:
    text = "---\nname: Ana\nreach: canary1bird\nreach: canary2bird\nx-a: canary3bird\nx-a: canary4bird\n---\n"
    write_files(tmp_path, {"ana": text}, CONFIG)
    assert places(check(tmp_path, "--select", "SOI1", today=TODAY)) == [
        "ana.md:4:1 SOI103",
        "ana.md:6:1 SOI103",
    ]
    assert {*let_out(build(tmp_path / "mkdocs.yml"))} == {"canary1bird"}
