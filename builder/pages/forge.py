"""Where a file is edited, or a new one begun, on the web page of a forge."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode
from urllib.parse import urlsplit

from .addresses import href

_BRANCH = "main"
"""The branch where `source_url` names none."""


@dataclass(frozen=True, slots=True)
class Forge:
    """How a kind of forge builds its addresses."""

    edit: str
    """Stands between the repository and its branch where a file is edited."""
    new: str
    """The same where one is begun."""
    name: str
    """Parameter for the path of a new file."""
    text: str
    """Parameter for its text, empty where the forge takes none."""
    hosts: tuple[str, ...] = ()
    """Words in the names of hosts that run it."""


_FORGES = (
    Forge("/-/edit/", "/-/new/", "file_name", "", ("gitlab",)),
    Forge("/_edit/", "/_new/", "filename", "value", ("codeberg", "forgejo", "gitea")),
    Forge("/edit/", "/new/", "filename", "value"),
)
_LOOKING = ("/-/blob/", "/-/tree/", "/src/branch/", "/blob/", "/tree/")
"""What stands there where a file is only looked at, which is what one copies out of the address bar."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """Where a new file is begun."""

    href: str
    name: str
    """Parameter with the path of the file; it can be set anew."""
    text: str
    """Parameter with its text, empty where it has to be typed."""


def edit_address(source_url: str, path: str) -> str:
    """Address at which a file can be edited.

    Args:
        source_url: as the settings have it: the repository, or the folder of its branch for editing.
        path: the file, from the top of the repository.
    """
    _, base = _parts(source_url)
    return f"{base}/{href(path)}"


def new_file(source_url: str, path: str, text: str) -> NewFile | None:
    """Address at which a new file can be begun, None where a forge of an unknown kind is asked by a query."""
    if _is_asked(source_url):
        return None
    forge, base = _parts(source_url)
    given = {forge.name: path, **({forge.text: text} if forge.text else {})}
    address = f"{forge.new.join(base.rsplit(forge.edit, 1))}?{urlencode(given)}"
    return NewFile(address, forge.name, forge.text)


def _is_asked(source_url: str) -> bool:
    """True for an address that ends in a question, to which only the path is missing."""
    return "?" in source_url


def _parts(source_url: str) -> tuple[Forge, str]:
    """The forge, and its address for editing at the top of the repository."""
    url = source_url.rstrip("/").removesuffix(".git")
    parts = urlsplit(url)
    # Behind two names, as those of an owner and a repository: either may be a word that stands in addresses.
    head = "/".join(parts.path.split("/")[:3])
    behind = parts.path.removeprefix(head)
    forge = next(
        (forge for forge in _FORGES if forge.edit in behind),
        next((forge for forge in _FORGES if _runs(forge, parts.hostname or "")), _FORGES[-1]),
    )
    if forge.edit in behind or _is_asked(source_url):
        return forge, url
    repository = f"{parts.scheme}://{parts.netloc}{head}"
    looking = next((looking for looking in _LOOKING if looking in behind), None)
    if looking:
        return forge, f"{repository}{behind.replace(looking, forge.edit, 1)}"
    return forge, f"{url}{forge.edit}{_BRANCH}"


def _runs(forge: Forge, host: str) -> bool:
    return any(word in host for word in forge.hosts)
