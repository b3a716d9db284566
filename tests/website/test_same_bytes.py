"""The same files give the same site, byte for byte.

In any folder and under any locale, in whatever order a disk lists them, made by any of three programs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from builder.website.security import with_head

from ..support import REPOSITORY
from ..support import write
from .conftest import FILES

pytestmark = pytest.mark.xdist_group("bytes")

MORE: Mapping[str, str | bytes] = {
    **{f"contacts/{name}": text for name, text in FILES.items()},
    # Two files want one id, and which of them has it is not to hang on the order in which a disk lists them.
    "contacts/a/twin.md": "---\nname: Twin of a\n---\n",
    "contacts/b/twin.md": "---\nname: Twin of b\n---\n",
    # Names that sort by nothing but their ids, and letters that a Turkish lower() changes.
    "contacts/i-1.md": "---\nname: ISIL\ngrade: A\ntags: [INDIGO, indigo]\n---\n",
    "contacts/i-2.md": "---\nname: isil\ngrade: A\ntags: [zinc, INDIGO]\n---\n",
    "contacts/i-3.md": "---\nname: Ísil\ngrade: A\ntags: [zinc]\n---\n",
    "inbox/phone.txt": "ana call asked for the price\n",
    "templates/pages/due.html": """\
        {% extends 'soi/due.html' %}
        {% block before %}<p>Kettle on.</p>{% endblock %}
        """,
}


@dataclass(frozen=True, slots=True)
class World:
    """Where and under what a site is built."""

    program: tuple[str, ...]
    folder: str
    umask: int
    variables: Mapping[str, str] = field(default_factory=dict)
    is_reversed: bool = False
    """The files were made in the other order, and in another year."""


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
# A locale that the machine lacks counts as C.
TURKISH = {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}
UTF8 = {"LC_ALL": "C.UTF-8"}
WORLDS = (
    World(("builder", "build"), "one", 0o022, {**UTF8, "PYTHONHASHSEED": "0", "TZ": "UTC"}),
    World(
        ("builder", "build"),
        "two/deeper down/ü",
        0o077,
        {**ASCII, "PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
        is_reversed=True,
    ),
    World(
        ("mkdocs", "build", "--strict"),
        "three/deep",
        0o027,
        {**TURKISH, "PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "NO_MKDOCS_2_WARNING": "1"},
        is_reversed=True,
    ),
    World(("properdocs", "build"), "four", 0o022, {**UTF8, "PYTHONHASHSEED": "3", "TZ": "Asia/Kathmandu"}),
)


def wiki_in(world: World, folder: Path) -> Path:
    """The sample wiki and more, made in a folder in the order of this world."""
    root = folder / world.folder
    sample = [REPOSITORY / "mkdocs.yml", *(p for p in (REPOSITORY / "contacts").rglob("*") if p.is_file())]
    texts = {path.relative_to(REPOSITORY).as_posix(): path.read_bytes() for path in sample}
    for name in sorted({**texts, **MORE}, reverse=world.is_reversed):
        path = write(root / name, MORE.get(name) or texts[name])
        if world.is_reversed:
            os.utime(path, (1e9, 1e9))
    return root


def built_in(world: World, folder: Path) -> Path:
    """The site that the program of this world makes there."""
    root = wiki_in(world, folder)
    done = subprocess.run(
        [sys.executable, "-m", *world.program],
        cwd=root,
        env={**os.environ, **world.variables},
        umask=world.umask,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return root / "site"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Path]]:
    # A disk may list files by a hash of their names, whoever came first; one in memory lists the last first.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 -- for its file system
    with TemporaryDirectory(dir=memory) as other, ThreadPoolExecutor(2) as pool:
        folders = {False: tmp_path_factory.mktemp("bytes"), True: Path(other)}
        yield list(pool.map(lambda world: built_in(world, folders[world.is_reversed]), WORLDS))


@pytest.mark.parametrize("other", range(1, len(WORLDS)), ids=["another world", "mkdocs", "properdocs"])
def test_the_same_files_give_the_same_bytes(sites: list[Path], other: int) -> None:
    ran = subprocess.run(
        ["diff", "-r", sites[0], sites[other]], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_what_was_compared_is_a_site_with_every_kind_of_page(sites: list[Path]) -> None:
    pages = {path.relative_to(sites[0]).as_posix() for path in sites[0].rglob("*.html")}
    sample = {path.stem for path in (REPOSITORY / "contacts/clients").glob("*.md")}
    assert {f"people/{name}.html" for name in sample} <= pages
    assert {
        "index.html",
        "404.html",
        "people/twin.html",
        "events/fair.html",
        "pages/price-list.html",
    } <= pages
    assert "Kettle on." in (sites[0] / "due.html").read_text(encoding="utf-8")
    assert (sites[0] / "pictures/img/kept.png").exists()


def test_no_page_says_with_which_versions_it_was_made(sites: list[Path]) -> None:
    for path in (page for site in sites for page in site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        assert 'name="generator"' not in html, path
        assert not re.search(r"mkdocs-[0-9]|ProperDocs|material-[0-9]", html), path


@pytest.mark.parametrize(
    ("html", "shielded"),
    [
        pytest.param(
            '<head><meta name="generator" content="a, b"><title>T</title></head>',
            "<head>TAGS<title>T</title></head>",
            id="as in Material",
        ),
        pytest.param(
            "<head><title>T</title><meta  name='generator'\ncontent='a'></head>",
            "<head>TAGS<title>T</title></head>",
            id="elsewhere and otherwise quoted",
        ),
        pytest.param("<head><meta name=generator content=a></head>", "<head>TAGS</head>", id="not quoted"),
        pytest.param(
            '<head><meta name="generators" content="a"></head>',
            '<head>TAGS<meta name="generators" content="a"></head>',
            id="another name",
        ),
        pytest.param("<head></head>", "<head>TAGS</head>", id="none"),
        pytest.param("<head><title>T", "<head>TAGS<title>T", id="a head without an end"),
        pytest.param(
            '<head></head><p><meta name="generator" content="a"></p>',
            '<head>TAGS</head><p><meta name="generator" content="a"></p>',
            id="in the content",
        ),
    ],
)
def test_the_head_loses_its_generator_and_nothing_else(html: str, shielded: str) -> None:
    assert with_head(html, "TAGS") == shielded


def test_a_folder_that_was_built_into_before_gives_the_same_too(sites: list[Path], tmp_path: Path) -> None:
    root = tmp_path / "again"
    shutil.copytree(sites[0].parent, root)
    (root / "site/people/gone.html").write_text("from before", encoding="utf-8")
    again = built_in(World(("builder", "build"), "again", 0o022), tmp_path)
    ran = subprocess.run(["diff", "-r", sites[0], again], capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout) == (0, b"")
