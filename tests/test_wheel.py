"""What a newcomer installs: the built wheel alone, in an environment of its own, far from the checkout."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import builder
from builder.edit.driver import ATTRIBUTES

from .support import REPOSITORY
from .support import Ran
from .website.conftest import PIXEL
from .website.serving import PORT
from .website.serving import served

pytestmark = pytest.mark.xdist_group("wheel")

PICTURE = "contacts/portrait.png"
"""No wiki is of Markdown alone, though the sample may be."""
HIDDEN = ("PYTHONPATH", "PYTHONHOME", "SOI_TODAY", "VIRTUAL_ENV")
WHERE = """
import importlib, importlib.metadata as m, builder
print(builder.__file__)
for group in ("console_scripts", "mkdocs.plugins", "properdocs.plugins", "mkdocs.themes"):
    for found in m.entry_points(group=group, name="soi"):
        print(importlib.import_module(found.module).__file__)
"""


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment that holds the wheel and sees the packages that soi leans on."""

    folder: Path
    """Of the environment."""
    home: Path
    """Where the newcomer works."""

    @property
    def soi(self) -> Path:
        """The command."""
        return self.folder / "bin" / "soi"

    @property
    def python(self) -> Path:
        """Its Python."""
        return self.folder / "bin" / "python"

    def run(self, *argv: str | Path, at: str = ".") -> Ran:
        """What a command does, run from the newcomer's folder or one in it."""
        done = subprocess.run(
            [*map(str, argv)],
            cwd=self.home / at,
            env={name: value for name, value in os.environ.items() if name not in HIDDEN},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)


def tracked() -> list[Path]:
    """Files that git knows, from the top: whoever clones the repository has no others."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    return [Path(name) for name in listed.stdout.split("\0") if name and (REPOSITORY / name).is_file()]


def is_of_the_sample(path: Path) -> bool:
    return path.parts[0] in {"contacts", "inbox"} or path == Path("mkdocs.yml")


def build(source: Path, out: Path, *options: str) -> Path:
    """Wheel made of a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", *options, "--outdir", out, source],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheel as `pip install .` makes it, and as it is made of the source distribution."""
    folder = tmp_path_factory.mktemp("build")
    for path in tracked():
        (folder / "clone" / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REPOSITORY / path, folder / "clone" / path)
    (folder / "clone" / PICTURE).write_bytes(PIXEL)
    for name in (".DS_Store", "heating-season.md~"):
        (folder / "clone/contacts" / name).write_bytes(b"left behind")
    # First, while nothing that the other has built lies about.
    through_sdist = build(folder / "clone", folder / "through-sdist")
    return {"sdist": through_sdist, "direct": build(folder / "clone", folder / "direct", "--wheel")}


@pytest.fixture(scope="module")
def installed(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("newcomer")
    made = Installed(folder / "environment", folder / "home")
    made.home.mkdir()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", made.folder], check=True)
    pip = (
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--quiet",
        "--python",
        str(made.python),
    )
    subprocess.run([*pip, "install", "--no-deps", "--no-index", str(wheels["sdist"])], check=True)
    # Folders named by such a file are searched, but what stands in their own such files is not: the
    # dependencies are seen and the checkout, which is installed in the same way, is not.
    site = made.run(made.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").out.strip()
    ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(site, "dependencies.pth").write_text("\n".join(sorted(ours)) + "\n", encoding="utf-8")
    return made


def contents(wheel: Path) -> dict[str, bytes]:
    """Name -> content of everything in a wheel but what describes it."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}


def files_under(folder: Path) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file())


# -- what is in it


def test_a_wheel_holds_the_code_the_templates_and_the_sample_and_nothing_else(
    wheels: dict[str, Path],
) -> None:
    wanted = {f"builder/sample/{PICTURE}": PIXEL}
    for path in tracked():
        content = (REPOSITORY / path).read_bytes()
        if path.parts[0] == "builder":
            wanted[path.as_posix()] = content
        elif path.parts[0] == "templates":
            wanted[f"builder/{path.as_posix()}"] = content
        elif is_of_the_sample(path):
            wanted[f"builder/sample/{path.as_posix()}"] = content
    made = contents(wheels["direct"])
    assert sorted(made) == sorted(wanted)
    assert [name for name in wanted if made[name] != wanted[name]] == []
    assert "builder/py.typed" in made


def test_the_source_distribution_gives_the_same_wheel(wheels: dict[str, Path]) -> None:
    assert wheels["sdist"].name == wheels["direct"].name
    assert contents(wheels["sdist"]) == contents(wheels["direct"])


# -- what it does


def test_nothing_is_found_in_the_checkout(installed: Installed) -> None:
    ran = installed.run(installed.python, "-c", WHERE)
    places = ran.out.split()
    assert len(places) == 5, ran.err
    assert [place for place in places if not Path(place).is_relative_to(installed.folder)] == []


def test_a_newcomer_goes_from_nothing_to_the_first_page(installed: Installed) -> None:
    soi = installed.soi
    assert installed.run(soi, "--version").out == f"soi, version {builder.__version__}\n"
    made = installed.run(soi, "init", "my-people")
    assert made.exit == 0, made.err
    assert (installed.home / "my-people/.git").is_dir()
    assert (installed.home / "my-people/inbox").is_dir()
    checked = installed.run(soi, "check", at="my-people")
    assert (checked.exit, checked.out) == (0, "")
    assert "nothing to report" in checked.err
    for argv in (
        ("new", "Ana Ruiz", "--grade", "A+"),
        ("touch", "ana", "call", "The spring order is fine."),
        (),
        ("check",),
    ):
        ran = installed.run(soi, *argv, at="my-people")
        assert ran.exit == 0, ran.err
    assert "call: The spring order is fine." in installed.run(soi, "show", "ana", at="my-people").out
    with served(installed.home / "my-people", soi, "serve", "--port", PORT, PYTHONPATH="") as server:
        assert "<h1>Ana Ruiz" in server.read("people/ana-ruiz.html")[1]
        assert server.end() == 0


def test_the_schemas_come_along(installed: Installed) -> None:
    published = (REPOSITORY / "builder/schemas/due.json").read_text(encoding="utf-8")
    assert installed.run(installed.soi, "schema", "due").out == published
    assert '"$id": "front-matter.json"' in installed.run(installed.soi, "schema").out


def test_mkdocs_and_soi_build_the_same_site_there(installed: Installed) -> None:
    assert installed.run(installed.soi, "init", "--sample", "demo").exit == 0
    for path in filter(is_of_the_sample, tracked()):
        assert filecmp.cmp(REPOSITORY / path, installed.home / "demo" / path, shallow=False), path
    assert (installed.home / "demo" / PICTURE).read_bytes() == PIXEL
    left_behind = [path for mark in (".*", "*~") for path in (installed.home / "demo/contacts").rglob(mark)]
    assert [path.name for path in left_behind] == [ATTRIBUTES]
    for argv in (
        (installed.soi, "build", "--site-dir", "../by-soi"),
        (installed.python, "-m", "mkdocs", "build", "--strict", "--site-dir", "../by-mkdocs"),
    ):
        ran = installed.run(*argv, at="demo")
        assert ran.exit == 0, ran.err
    one, other = installed.home / "by-soi", installed.home / "by-mkdocs"
    assert [*files_under(one)] == [*files_under(other)]
    assert filecmp.cmpfiles(one, other, [*files_under(one)], shallow=False)[1:] == ([], [])
    html = (one / "index.html").read_text(encoding="utf-8")
    assert "soi.css" in html
    assert (one / "assets/stylesheets/soi.css").is_file()
