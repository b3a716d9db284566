"""The real site of a hostile wiki is, but for its words, that of a harmless one."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest

from builder import kinds
from builder.errors import SettingsError
from builder.kinds import key
from builder.kinds import mapping
from builder.kinds import record
from builder.model import Contact
from builder.pages.addresses import address
from builder.website.run import build
from tests.hostile import Hostile
from tests.hostile import Spot
from tests.hostile import Words
from tests.hostile import config
from tests.hostile import file_text
from tests.hostile import spots
from tests.hostile import write_files
from tests.hostile import written
from tests.payloads import FILE_NAMES
from tests.payloads import PAYLOADS
from tests.support import soi

from .documents import as_told
from .documents import document

OF_THE_FIRST = frozenset(
    {
        "div.soi-scroll.Findings",
        "div.soi-scroll.Generations",
        "div.soi-scroll.Centres.of.influence",
        "li.soi-matter.soi-call.soi-late",
        "li.soi-matter.soi-call",
        "div.soi-scroll.Referral.share",
        "li.soi-planned",
        "div.soi-planned",
        "ul.soi-plain.soi-cut",
    }
)
"""Places that hold some of many."""
OF_NOTES = frozenset({"p", "pre", "ul", "ol", "li", "blockquote"})
"""What the last words of notes may stand in: a fence that is not closed goes on to their end."""
IN_TEXT = frozenset(["a", "em", "strong", "code", "s", "span", "br", "small"])
IN_TABLES = frozenset(["table", "thead", "tbody", "tr", "th", "td"])
MAY_DIFFER = OF_NOTES | IN_TEXT | IN_TABLES | {"hr", "h3", "h4", "h5", "h6"}
"""Elements that Markdown and lists of unlike length may have more or fewer of."""
WEB = re.compile(r"https?://|mailto:|tel:", re.IGNORECASE)
NAMED = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|[/\\])")
"""Begins an address that is not relative to the page."""


def pages(site: Path) -> Iterator[str]:
    return (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))


# -- what is written


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    what: str | None = key(kinds.TEXT, "A text.")
    secret: str | None = key(kinds.TEXT, "A text that is not shown.", shown=False)
    day: str | None = key(kinds.DATE, "No text.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tomorrow:
    """A record with keys that the schema does not have today."""

    text: str | None = key(kinds.TEXT, "A text.")
    person: str | None = key(kinds.PERSON, "Whoever.")
    choice: bool | str | None = key(kinds.FLAG_OR_TEXT, "Yes, no or a text.")
    amount: str | None = key(kinds.AMOUNT, "No text.")
    listed: tuple[str, ...] = key(kinds.TEXT, "Texts.", many=True)
    inner: Inner | None = key(record(Inner), "Keys of its own.")
    entries: tuple[Inner, ...] = key(record(Inner, "day", "what"), "Entries.", many=True)
    steps: dict[str, str] = key(mapping(kinds.TEXT), "A map.", default={})
    hidden: Inner | None = key(record(Inner), "Not shown with all that is in it.", shown=False)


def test_a_new_key_is_hostile_by_existing() -> None:
    found = {".".join(spot.address): spot.is_shown for spot in spots(Tomorrow)}
    assert found == {
        "text": True,
        "person": True,
        "choice": True,
        "listed": True,
        "inner.what": True,
        "inner.secret": False,
        "entries.what": True,
        "entries.secret": False,
        "steps.*": True,
        "steps.*value": True,
        "hidden.what": False,
        "hidden.secret": False,
    }
    values = written(Tomorrow, Words(lambda spot: ".".join(spot.address), ("more",)))
    whole = {"what": "entries.what", "secret": "entries.secret", "day": "2026-02-01"}
    assert values["amount"] == "1"
    assert values["listed"] == ["more", "listed"]
    assert values["entries"] == [
        {"what": "more", "secret": "more", "day": "2026-02-01"},
        *(whole, whole, "2026-02-01 entries.what"),
    ]
    assert values["steps"] == {"steps.*": "steps.*value"}


def test_every_place_of_a_contact_is_read(evil: Hostile, tmp_path: Path) -> None:
    # What was written is what is read: no payload makes the file one that cannot be.
    write_files(tmp_path, evil.files, "site_name: x\ndocs_dir: contacts\nplugins: [soi]\n")
    shown = soi(tmp_path, "show", "person-links", "--format", "json").json["contact"]
    for spot in spots(Contact):
        told = {text for text in texts_at(shown, spot) if text.startswith(PAYLOADS["links"][0])}
        assert told or spot.address[-1] in {"archived_reason", "snooze_reason"}, spot


def texts_at(value: object, spot: Spot) -> Iterator[str]:
    steps = spot.address
    if isinstance(value, list):
        for item in value:
            yield from texts_at(item, spot)
    elif isinstance(value, dict):
        if steps and steps[0] == "*":
            yield from value
        elif steps:
            yield from texts_at(value.get(steps[0]), Spot(steps[1:], spot.is_shown))
    elif isinstance(value, str) and not steps:
        yield value


# -- what comes out


def test_the_twins_have_the_same_pages(evil_site: Path, twin_site: Path) -> None:
    assert list(pages(evil_site)) == list(pages(twin_site))
    assert len(list(pages(evil_site))) > len(PAYLOADS) * 4


def test_no_element_is_there_that_no_template_wrote(evil_site: Path, twin_site: Path) -> None:
    for page in pages(evil_site):
        ours, theirs = document(evil_site / page), document(twin_site / page)
        counts, others = ours.count(), theirs.count()
        tags = {*counts, *others} - MAY_DIFFER
        different = {tag: (counts[tag], others[tag]) for tag in tags if counts[tag] != others[tag]}
        if page.startswith("people/alone-"):
            # Notes and addresses in which there is nothing have no place on the page.
            different = {tag: pair for tag, pair in different.items() if tag not in {"div", "dd", "dt", "h2"}}
        assert different == {}, page
        assert (ours.astray, ours.unclosed) == ([], []), page


def test_no_attribute_runs_anything(evil_site: Path, twin_site: Path) -> None:
    # The first number of a list and how the cells of a table are aligned come from Markdown.
    known = {"start", "style"}
    for page in pages(twin_site):
        known |= {name for element in document(twin_site / page).elements for name in element.attributes}
    assert not any(name.startswith("on") for name in known)
    for page in pages(evil_site):
        for element in document(evil_site / page).elements:
            assert element.attributes.keys() <= known, (page, element)
            if element.tag in {"td", "th"} and "style" in element.attributes:
                assert element.attributes["style"].startswith("text-align:"), (page, element)


def test_only_a_link_leads_elsewhere(evil_site: Path) -> None:
    for page in pages(evil_site):
        for element in document(evil_site / page).elements:
            for name in element.attributes.keys() & {"href", "src", "action", "data", "poster", "xlink:href"}:
                target = element.attributes[name]
                if element.tag == "a" and WEB.match(target):
                    assert target.isprintable(), (page, target)
                elif page != "404.html":
                    assert not NAMED.match(target), (page, element.tag, target)


def test_a_letter_goes_to_one_reader_and_has_no_more_headers(evil_site: Path) -> None:
    found = [
        element.attributes["href"]
        for page in pages(evil_site)
        if page.startswith("people/")
        for element in document(evil_site / page).named("a")
        if element.attributes.get("href", "").startswith("mailto:")
    ]
    letter = r"mailto:[^@?&,;:%\s]+@[^@?&,;:%\s]+"
    # One to nobody yet, with what is to be logged; its words are quoted, so they make no further header.
    to_oneself = r"mailto:\?subject=[\w.%/~-]+&body=[\w.%/~-]+"
    assert all(re.fullmatch(f"{letter}|{to_oneself}", target) for target in found), found
    assert not any("%0A" in target or "%0D" in target for target in found)


def test_every_link_of_the_site_leads_somewhere(evil_site: Path) -> None:
    for page in pages(evil_site):
        for element in document(evil_site / page).named("a"):
            target = element.attributes.get("href", "")
            if page != "404.html" and not WEB.match(target) and not target.startswith("#"):
                file = (evil_site / page).parent / unquote(target.partition("#")[0])
                assert file.exists(), (page, target)


def test_nothing_is_swallowed(evil: Hostile, evil_site: Path, twin_site: Path) -> None:
    compared = 0
    for page in set(pages(evil_site)) - {"checks.html"}:
        ours, theirs = document(evil_site / page).marks, document(twin_site / page).marks
        for mark, wanted in theirs.items():
            # Which findings are the gravest, and who comes first of many, depends on the words.
            around = {path for path in wanted if not OF_THE_FIRST.intersection(path)}
            there = ours.get(mark, set())
            if mark in evil.last_marks:
                around, there = ({bare(path) for path in paths} for paths in (around, there))
            assert around <= there, (page, mark)
            compared += 1
    assert compared > 500


def bare(path: tuple[str, ...]) -> tuple[str, ...]:
    while path[-1].split(".")[0] in OF_NOTES:
        path = path[:-1]
    return path


def test_a_title_is_the_name_and_escaped_once(evil: Hostile, evil_site: Path) -> None:
    site_name = " ".join(PAYLOADS["markup"])
    for one, name in evil.names.items():
        kind = one.partition("-")[0]
        folder = {"event": "events", "fest": "events", "page": "pages"}.get(kind, "people")
        page = evil_site / address(Contact(id=one, path="", name="")).replace("people/", f"{folder}/", 1)
        visible = one if one in {"alone-0", "alone-1", "alone-2"} else name
        assert document(page).title == as_told(f"{visible} - {site_name}")


def test_the_search_index_holds_words_only(evil: Hostile, evil_site: Path) -> None:
    index = json.loads((evil_site / "search/search_index.json").read_text(encoding="utf-8"))
    titles = {entry["location"]: html.unescape(entry["title"]) for entry in index["docs"]}
    for entry in index["docs"]:
        words = {name: text for name, text in entry.items() if name != "location"}
        # What is written on one line is a paragraph; nothing else is an element.
        words["text"] = re.sub("</?p>", "", words["text"])
        assert not re.search(r"[<>]", "".join(words.values())), entry["location"]
    assert titles["people/person-markup.html"] == evil.names["person-markup"]
    assert len(titles) > len(PAYLOADS) * 4


def test_the_site_holds_nothing_else(evil_site: Path) -> None:
    kinds_of_files = {
        path.suffix for path in evil_site.rglob("*") if path.is_file() and "assets" not in path.parts
    }
    assert kinds_of_files == {".html", ".js", ".json", ""}
    scripts = {path.name for path in evil_site.rglob("*.js") if "assets" not in path.parts}
    assert scripts == {"search_docs.js", "search_index.js"}


# -- the settings


@pytest.mark.parametrize(
    "source_url",
    [
        "javascript:alert(1)//",
        "//elsewhere.example/x",
        'https://forge.example/"onclick="alert(1)',
        "https://forge.example/ <script>",
        "data:text/html,x",
    ],
)
def test_what_is_no_web_address_is_no_place_to_edit(tmp_path: Path, source_url: str) -> None:
    text = config(("x",)).replace("https://forge.example/me/people", json.dumps(source_url))
    write_files(tmp_path, {"ana": file_text({"name": "Ana"})}, text)
    ran = soi(tmp_path, "check")
    assert (ran.exit, ran.out) == (2, "")
    assert "is not a web address" in ran.err
    with pytest.raises(SettingsError, match="is not a web address"):
        build(tmp_path / "mkdocs.yml")


def test_a_password_in_an_address_is_refused_and_told_nobody(tmp_path: Path) -> None:
    signed_in = "https://me:SECRET@forge.example/p"
    text = config(("x",)).replace("https://forge.example/me/people", signed_in)
    write_files(tmp_path, {"ana": file_text({"name": "Ana"})}, text)
    ran = soi(tmp_path, "check")
    assert (ran.exit, ran.out) == (2, "")
    assert "leave out all up to the @" in ran.err
    assert "SECRET" not in ran.err


def test_a_web_address_stands_in_its_attribute(tmp_path: Path) -> None:
    text = config(("x",)).replace("https://forge.example/me/people", "https://forge.example/?a=1&lt=2&path=")
    write_files(tmp_path, {"ana": file_text({"name": "Ana"})}, text)
    page = document(build(tmp_path / "mkdocs.yml") / "people/ana.html")
    edits = [e.attributes["href"] for e in page.named("a") if e.attributes.get("rel") == "edit"]
    assert edits == ["https://forge.example/?a=1&lt=2&path=/contacts/ana.md"]


def test_names_of_files_that_a_disk_accepts_are_addresses(evil_site: Path) -> None:
    for name in FILE_NAMES:
        assert (evil_site / address(Contact(id=name, path="", name=""))).is_file()
