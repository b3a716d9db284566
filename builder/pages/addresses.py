"""Where everything is found on the site, and how a reference becomes a link.

An address is relative to the site. A contact's follows from the id alone, so moving a file breaks no link.
"""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass
from pathlib import Path
from pathlib import PurePosixPath
from urllib.parse import quote

from markupsafe import Markup

from ..model import Contact
from ..model import Entity
from ..model import Event
from ..notes import PICTURES
from ..notes import Picture
from ..notes import Resolve
from ..notes import Target
from ..notes import pictures
from ..notes import render_inline
from ..wiki import Wiki

HOME = "index.html"
CALENDAR = "calendar.html"
DUE = "due.html"
PLAN = "plan.html"
PEOPLE = "people.html"
EVENTS = "events.html"
NETWORKS = "networks.html"
REFERRALS = "referrals.html"
REVIEW = "review.html"
CHECKS = "checks.html"
PLAYBOOK = "playbook.html"
FIELDS = "fields.html"
CODES = "codes.html"
COMMANDS = "commands.html"
UP = "../"
"""From a contact's, an event's or a page's own page to the site's top; they all lie one folder deep."""
_MAX_NAME = 255
"""Bytes that the name of a file may have."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Somebody or something by name, with an address where there is a page."""

    text: str
    href: str | None = None
    """Relative to the site, ready to stand in an attribute."""


def address(entity: Entity) -> str:
    """Address of somebody's or something's own page."""
    folder = "people" if isinstance(entity, Contact) else "events" if isinstance(entity, Event) else "pages"
    return f"{folder}/{_file_name(entity.id)}"


def _file_name(stem: str) -> str:
    """Name of the file of somebody's page. `.html` is longer than `.md`, so the longest ids do not fit."""
    name = f"{stem}.html".encode()
    if len(name) <= _MAX_NAME:
        return name.decode()
    digest = hashlib.sha256(name).hexdigest()[:16]
    return f"{name[:200].decode(errors='ignore')}-{digest}.html"


def code_address(code: str) -> str:
    """Address of what a code means."""
    return f"{CODES}#{code.lower()}"


def href(address: str) -> str:
    """An address as it stands in a link."""
    return quote(address)


def entity_of(wiki: Wiki, reference: str) -> Entity | None:
    """What a reference leads to, None where it dangles or the file could not be read."""
    found = wiki.resolve(reference)
    if found is None:
        return None
    return wiki.contacts.get(found) or wiki.events.get(found) or wiki.pages.get(found)


def ref(wiki: Wiki, reference: str) -> Ref:
    """What a reference leads to; the words themselves where there is no page."""
    entity = entity_of(wiki, reference)
    return Ref(reference) if entity is None else ref_to(entity)


def ref_to(entity: Entity) -> Ref:
    """Link to the page of somebody or something."""
    return Ref(entity.name, href(address(entity)))


def resolver(wiki: Wiki) -> Resolve:
    """Meaning of references in the texts of a page one folder deep."""

    def resolve(reference: str) -> Target | None:
        entity = entity_of(wiki, reference)
        return None if entity is None else Target(UP + href(address(entity)), entity.name)

    return resolve


def words(wiki: Wiki, text: str | None) -> Markup | None:
    """A text value as it is shown on a page one folder deep, None where there is none."""
    return render_inline(text, resolver(wiki)) if text else None


def picture_path(wiki: Wiki, entity: Entity, written: str) -> str | None:
    """Path of a picture relative to the folder of the contacts, None where it may not be published.

    Args:
        wiki: whose picture it is.
        entity: the file that names it; the path is relative to that file, else to the folder of the contacts.
        written: the path as written.
    """
    top = wiki.root / wiki.folder
    if PurePosixPath(written).suffix.lower() not in PICTURES or "\\" in written:
        return None
    own = posixpath.dirname(posixpath.relpath(entity.path, wiki.folder))
    for folder in (own, ""):
        path = posixpath.normpath(posixpath.join(folder, written))
        is_inside = not path.startswith(("/", "../")) and not any(
            part.startswith(".") for part in path.split("/")
        )
        file = top / path
        # A link could lead anywhere on the disk, and what it leads to would be published.
        if is_inside and _is_published(file, top):
            return path
    return None


def _is_published(file: Path, top: Path) -> bool:
    try:
        return file.is_file() and file.resolve().is_relative_to(top.resolve())
    except OSError:
        return False  # a name that no file can have, or a folder that may not be looked into


def picture_address(path: str) -> str:
    """Address of a picture by its path in the folder of the contacts."""
    return f"pictures/{path}"


def picture_of(wiki: Wiki, entity: Entity) -> Picture:
    """Addresses of the pictures that the notes of a file may show."""

    def picture(written: str) -> str | None:
        path = picture_path(wiki, entity, written)
        return None if path is None else UP + href(picture_address(path))

    return picture


def published_pictures(wiki: Wiki) -> tuple[str, ...]:
    """Paths of all pictures that notes and photos show, relative to the folder of the contacts."""
    found = set()
    for entity in wiki.entities:
        written = [*pictures(entity.notes)]
        if isinstance(entity, Contact) and entity.photo:
            written.append(entity.photo)
        found |= {path for text in written if (path := picture_path(wiki, entity, text))}
    return tuple(sorted(found))
