"""A new wiki: the files that `soi init` writes, and the settings spelled out with their meaning."""

from __future__ import annotations

import dataclasses
import enum
import re
from collections.abc import Iterator
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from .. import __version__
from ..errors import RefusedError
from ..inbox import INBOX
from ..kinds import Key
from ..kinds import Never
from ..kinds import keys
from ..load import TEMPLATE
from ..settings import CONFIG
from ..settings import DEFAULT_CHANNELS
from ..settings import Owner
from ..settings import Settings
from . import write
from .driver import ATTRIBUTES
from .driver import with_line
from .phrase import scalar

PACKAGE = "builder.templates.init"
WORKFLOWS = {"github": ".github/workflows/contacts.yml", "gitlab": ".gitlab-ci.yml"}
"""Where each forge looks for its jobs."""
SITE_NAME = "My people"
FOLDER = "contacts"
_LEFT_BEHIND = re.compile(r"/\.|~$")


def new_wiki(settings: Settings, forge: str | None = None) -> dict[str, str]:
    """Files of a new wiki: path -> text.

    Args:
        settings: what the owner answered.
        forge: whose jobs to write, None for none.
    """
    given = {"site_name": SITE_NAME, "version": __version__}
    out = {
        CONFIG: config_text(settings),
        "README.md": _packaged("README.md", given),
        ".gitignore": _packaged("gitignore", given),
        f"{FOLDER}/{TEMPLATE}": _packaged("template.md", given),
        f"{FOLDER}/{ATTRIBUTES}": with_line(b"").decode(),
        f"{INBOX}/.gitkeep": "",
    }
    if forge:
        out[WORKFLOWS[forge]] = _packaged(f"{forge}.yml", given)
    return out


def make(root: Path, texts: Mapping[str, str | bytes]) -> None:
    """Write the files of a new wiki.

    Raises:
        RefusedError: one of them exists already; then none is written.
    """
    taken = sorted(path for path in texts if (root / path).exists())
    if taken:
        raise RefusedError(f"{root} has {', '.join(taken)} already; nothing was written", "name a new folder")
    root.mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        write.create(root, root / path, text if isinstance(text, bytes) else text.encode("utf-8"))


def sample() -> dict[str, bytes]:
    """Files of the sample wiki to the byte, with its settings, pictures and inbox: path -> content.

    They are packaged beside the code; in a checkout they lie at its top, where editors leave hidden files.
    """
    package = Path(str(files("builder")))
    top = package / "sample" if (package / "sample").is_dir() else package.parent
    everything = [path for folder in (FOLDER, INBOX) for path in sorted((top / folder).rglob("*"))]
    found = [path.relative_to(top).as_posix() for path in everything if path.is_file()]
    # In a checkout an editor or a file manager may have left something behind.
    paths = [CONFIG, *(path for path in found if not _LEFT_BEHIND.search(f"/{path}"))]
    return {path: (top / path).read_bytes() for path in paths}


def _packaged(name: str, given: Mapping[str, str]) -> str:
    text = (files(PACKAGE) / name).read_text(encoding="utf-8")
    for key, value in given.items():
        text = text.replace(f"@{key}@", value)
    return text


def config_text(settings: Settings) -> str:
    """`mkdocs.yml` with every setting, its meaning above it; what has no value is shown as a comment."""
    lines = [
        f"site_name: {scalar(SITE_NAME)}",
        f"docs_dir: {FOLDER}",
        "# Without folders for each page the same site opens from a server and from a disk.",
        "use_directory_urls: false",
        "theme: {name: soi}",
        "plugins:",
        "  - material/search",
        "  - material/tags",
        "  - soi:",
        *_block(settings, 6),
    ]
    return "\n".join(lines) + "\n"


def _block(record: object, indent: int) -> Iterator[str]:
    margin = " " * indent
    for name, (attribute, row) in keys(type(record)).items():
        value = getattr(record, attribute)
        yield f"{margin}# {row.doc}"
        if row.kind.record is Owner:
            yield f"{margin}{name}:"
            yield from _block(value, indent + 2)
        elif value in (None, "", (), {}) or _flow(value) == "{}":
            yield f"{margin}# {name}: {_example(row)}"
        else:
            yield f"{margin}{name}: {_flow(value)}"


def _example(row: Key) -> str:
    return f"[{row.example}]" if row.many else row.example


def _flow(value: object) -> str:
    """A setting in YAML's flow style, words plain where they read back the same."""
    if isinstance(value, Mapping) and list(value) == [DEFAULT_CHANNELS]:
        return _flow(value[DEFAULT_CHANNELS])
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(item)}" for name, item in value.items()) + "}"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        # Synonyms are lists in a list; one alone is written as a text.
        items = (item[0] if isinstance(item, tuple) and len(item) == 1 else item for item in value)
        return "[" + ", ".join(_flow(item) for item in items) + "]"
    if dataclasses.is_dataclass(value) and keys(type(value)):
        given = {name: getattr(value, attribute) for name, (attribute, _) in keys(type(value)).items()}
        return _flow({name: item for name, item in given.items() if item not in (None, (), {})})
    if isinstance(value, Never | enum.Enum):
        return str(value.value)
    if isinstance(value, ZoneInfo):
        return value.key
    text = str(value)
    return scalar(text) if not any(mark in text for mark in ",[]{}") else scalar(text, flow=True)
