"""A small wiki with everything that must not get out, built once and looked at by many tests."""

from __future__ import annotations

import base64
import textwrap
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builder.website.run import build
from tests.hostile import Hostile
from tests.hostile import config
from tests.hostile import harmless
from tests.hostile import hostile
from tests.hostile import write_files
from tests.payloads import PAYLOADS
from tools.chromium import running as browser_running

from .watching import serving

CANARY = "CANARY"
TODAY = "2026-11-24"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)

CONFIG = f"""\
site_name: People of a test
docs_dir: contacts
use_directory_urls: false
theme: {{name: soi}}
plugins:
  - material/search
  - material/tags
  - soi:
      today: {TODAY}
      checks: {{severity: {{SOI210: "off"}}}}
"""

EVIL = "Eve </title><script>alert('name')</script> & <b>"
FILES: Mapping[str, str | bytes] = {
    "ana-ruiz.md": """\
        ---
        name: Ana Ruiz
        grade: A+
        stage: client
        photo: img/ana.png
        reach: before ten
        phones: +34 600 000 000
        emails: ana@ruiz.example
        former_ids: canary-former
        x-private: CANARY in a key of one's own
        salary: CANARY in an unknown key
        ignore: {code: SOI404, reason: CANARY in a reason}
        touches:
          - 2026-09-28 visit: Met [[eve]] and [[CANARYNOBODY|nobody]].
        ---
        Knows [Eve](people/eve.md), [[price-list]] and [the report](CANARY.csv). ![kept](img/kept.png)
        ![far](https://elsewhere.example/CANARY.png) ![out](../CANARY.png) ![kind](CANARY.svg)
        """,
    "people/eve.md": f"""\
        ---
        name: "{EVIL}"
        tags: "<script>alert('tag')</script>"
        reach: "<script>alert('reach')</script>"
        organisation: "<script>alert('organisation')</script>"
        touches:
          - date: 2026-11-02
            channel: call
            note: "<script>alert('note')</script>"
        ---
        <script>alert('notes')</script>
        """,
    "index.md": "---\nname: Indira Dex\n---\n",
    "readme.md": "---\nname: Rea Dme\n---\n",
    "fair.md": "---\nname: Fair\ntype: event\ndate: 2026-11-05\nattended: ana-ruiz\n---\n[[eve]] was late.\n",
    "price-list.md": """\
        ---
        name: Price <list>
        type: page
        ---
        ---
        template: other.html
        ---

        For [[ana-ruiz]].
        """,
    "broken.md": "---\nname: CANARY broken\nphones: CANARY\nnote: CANARY: b\n---\nCANARY notes\n",
    "broken-page.md": "---\ntype: page\nname: CANARY\nnote: a: b\n---\nCANARY notes\n",
    "unclosed.md": "---\nname: CANARY unclosed\ntype: page\n",
    "_template.md": "---\nname: CANARY template\n---\n",
    "ana-ruiz.md~": "CANARY backup",
    "CANARY.csv": "CANARY export",
    "CANARY.svg": "<svg>CANARY</svg>",
    "notes.txt": "CANARY",
    "page.html": "CANARY",
    ".hidden/secret.md": "---\nname: CANARY hidden\n---\n",
    "assets/stylesheets/soi.css": "CANARY",
    "img/ana.png": PIXEL,
    "img/kept.png": PIXEL,
    "img/CANARY.png": PIXEL,
}


def write_wiki(root: Path, files: Mapping[str, str | bytes] = FILES, config: str = CONFIG) -> Path:
    """Write a wiki, all contacts by their path in `contacts/`."""
    for name, content in files.items():
        path = root / "contacts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else textwrap.dedent(content).encode())
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def wiki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wiki that nobody changes, built."""
    root = write_wiki(tmp_path_factory.mktemp("wiki"))
    (root / "CANARY.png").write_bytes(PIXEL)
    build(root / "mkdocs.yml")
    return root


@pytest.fixture(scope="session")
def site(wiki: Path) -> Path:
    """Its site."""
    return wiki / "site"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    with browser_running() as browser:
        yield browser


@pytest.fixture(scope="session")
def evil() -> Hostile:
    """What the hostile wiki is made of."""
    return hostile()


@pytest.fixture(scope="session")
def evil_site(evil: Hostile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Site of a wiki in which every place has every payload."""
    root = tmp_path_factory.mktemp("evil")
    write_files(root, evil.files, config(PAYLOADS["markup"]))
    return build(root / "mkdocs.yml")


@pytest.fixture(scope="session")
def twin_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Site of a wiki of the same shape in which there are plain words."""
    root = tmp_path_factory.mktemp("twin")
    write_files(root, harmless().files, config(("plain words",)))
    return build(root / "mkdocs.yml")


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """Its address on a plain file server."""
    with serving(site) as address:
        yield address


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, served: str) -> str:
    """Its address on a server, and on the disk."""
    return served if request.param == "http" else f"{site.as_uri()}/"
