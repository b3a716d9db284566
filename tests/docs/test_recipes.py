"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the repository.

A fence behind a line that names a path is that file, or a piece to insert. Everything then runs in processes
of its own, with the copy first on the path.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import grimp
import pytest

from tests.support import REPOSITORY
from tests.support import TODAY
from tests.support import person
from tests.support import write

pytestmark = pytest.mark.xdist_group("recipes")

SETTINGS = (
    "{docs_dir: contacts, use_directory_urls: false, site_name: People, theme: {name: soi}, plugins: [soi]}"
)
GUIDE = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = GUIDE[GUIDE.index("\n## Recipes\n") :]
FENCE = re.compile(
    r"^(?:(?P<inside>In )?`(?P<path>[^`\n]+)`(?:, above `(?P<anchor>[^`\n]+)`)?:\n\n)?"
    r"^```(?P<kind>.*)\n(?P<text>[\s\S]*?)^```$",
    re.MULTILINE,
)
PIECES = list(FENCE.finditer(RECIPES))
NEW = [piece["path"] for piece in PIECES if not piece["inside"]]
CHANGED = sorted({piece["path"] for piece in PIECES if piece["inside"]})
PYTHON = [path for path in (*NEW, *CHANGED) if path.endswith(".py")]
TESTS = [
    *(path for path in NEW if re.search(r"/test_\w+\.py$", path)),
    *("tests/test_house.py", "tests/checks/test_cases.py", "tests/schema", "tests/settings"),
    *("tests/pages/test_reference.py", "tests/sample"),
    "tests/cli/test_shapes.py",
    "tests/website/test_site.py::test_at_the_top_of_the_site_are_the_lists_and_nothing_else",
    "tests/website/test_site.py::test_every_link_in_the_site_leads_somewhere",
]
"""Those of the recipes, and those that hold rules about every unit."""


@dataclass(frozen=True, slots=True)
class House:
    """A copy of the repository in which the recipes were followed, and a wiki to look at."""

    root: Path
    wiki: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of the programs that are installed with Python in the copy."""
        return subprocess.run(
            [Path(sys.executable).parent / arguments[0], *arguments[1:]],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root)},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def soi(self, *arguments: str) -> str:
        """What a command prints."""
        ran = self.run("python", "-m", "builder", "--wiki", str(self.wiki), "--today", TODAY, *arguments)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    root = tmp_path_factory.mktemp("recipes") / "house"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True)
    for path in os.fsdecode(listed.stdout).split("\0"):
        if (REPOSITORY / path).is_file():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPOSITORY / path, root / path)
    # An installed package finds its templates through its metadata; the copy is not installed.
    (root / "builder" / "templates").symlink_to(root / "templates")
    for piece in PIECES:
        follow(root / piece["path"], piece["text"], piece["anchor"])
    ana = person(birthday="2026-02-21", pronouns="she/her", touches="2026-02-20 call")
    wiki = {"mkdocs.yml": SETTINGS, "contacts/ana.md": ana, "contacts/ben.md": person("Ben")}
    for name, text in wiki.items():
        write(root.parent / "people" / name, text)
    made = House(root, root.parent / "people")
    # What `make schemas` does; the copy has no environment of its own for make.
    changed = made.run("python", "-m", "tools.schemas").stdout.splitlines()
    assert changed == ["builder/schemas/known.json", "builder/schemas/show.json", "docs/json.md"]
    return made


def follow(path: Path, text: str, anchor: str | None) -> None:
    """Write a new file, or insert lines above the first that begins with a text."""
    if anchor is None:
        assert not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if line.lstrip().startswith(anchor))
    path.write_text("".join([*lines[:place], text, *lines[place:]]), encoding="utf-8")


def test_every_piece_of_a_recipe_says_where_it_goes() -> None:
    assert [piece[0] for piece in PIECES if not piece["path"]] == []
    assert RECIPES.count("```") == 2 * len(PIECES)


def test_the_table_of_rooms_is_complete_and_in_order() -> None:
    rows = [re.findall(r"`(\w+)(?:\.py|/)`", line) for line in GUIDE.splitlines() if line.startswith("| `")]
    row_of = {room: number for number, rooms in enumerate(rows) for room in rooms}
    graph = grimp.build_graph("builder", cache_dir=None)
    rooms = {module: module.split(".")[1] for module in graph.modules if "." in module}
    assert set(row_of) == set(rooms.values()) - {"__main__", "templates"}
    for module in rooms.keys() - {"builder.__main__"}:
        for imported in graph.find_modules_directly_imported_by(module) & rooms.keys():
            assert row_of[rooms[imported]] <= row_of[rooms[module]], f"{module} imports {imported}"


def test_only_a_key_and_a_setting_change_a_module() -> None:
    assert [path for path in CHANGED if path.endswith(".py")] == [
        "builder/model.py",
        "builder/settings.py",
        "tests/schema/test_values.py",
    ]


def test_everything_named_in_the_guide_is_there(house: House) -> None:
    for path in re.findall(r"`((?:builder|templates|tests|docs|bench)/[\w./-]*)`", GUIDE):
        assert (house.root / path).exists(), path


def test_the_check_fires_and_is_explained(house: House) -> None:
    assert house.soi("check", "--select", "SOI299") == (
        "contacts/ana.md:3:11: SOI299 warning: Ana: born 2026-02-21, and in touch since 2026-02-20"
        " (mend the year of one of the two)\n"
    )
    assert "SOI299 (warning): in touch before they were born\n" in house.soi("explain", "SOI299")


def test_the_format_prints(house: House) -> None:
    assert house.soi("check", "--format", "counts") == (
        "code    count  title\nSOI299  1      in touch before they were born\n"
    )


def test_the_command_runs_and_is_listed(house: House) -> None:
    assert house.soi("known") == "since       touches  id   name\n2026-02-20  1        ana  Ana\n"
    assert re.search(r"known +List since when everybody is known\n", house.soi("--help"))


def test_the_page_is_built_and_stands_in_the_navigation(house: House) -> None:
    house.soi("build")
    page = (house.wiki / "site" / "known.html").read_text(encoding="utf-8")
    assert (
        '<td class="soi-who"><a href="people/ana.html">Ana</a></td><td class="soi-date">2026-02-20</td>'
        in page
    )
    assert 'href="known.html"' in (house.wiki / "site" / "due.html").read_text(encoding="utf-8")


def test_the_key_is_read_and_shown(house: House) -> None:
    house.soi("build")
    assert house.soi("check", "--select", "SOI206") == ""
    assert "she/her" in (house.wiki / "site" / "people" / "ana.html").read_text(encoding="utf-8")


def test_the_setting_is_written_into_a_new_wiki(house: House, tmp_path: Path) -> None:
    house.soi(
        "init", str(tmp_path / "new"), "--name", "Kim", "--use", "both", "--profession", "", "--sphere", ""
    )
    text = (tmp_path / "new" / "mkdocs.yml").read_text(encoding="utf-8")
    assert "# So many touches make an acquaintance.\n      acquainted_after: 2\n" in text


@pytest.mark.parametrize(
    "tool",
    [
        pytest.param(
            ["python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--update-golden", *TESTS], id="pytest"
        ),
        pytest.param(["ruff", "check", "--no-cache", *PYTHON], id="ruff check"),
        pytest.param(["ruff", "format", "--check", "--no-cache", *PYTHON], id="ruff format"),
        pytest.param(["mypy", "--follow-imports=silent", *PYTHON], id="mypy"),
        pytest.param(["lint-imports", "--no-cache"], id="import-linter"),
    ],
)
def test_the_tools_are_content(house: House, tool: list[str]) -> None:
    ran = house.run(*tool)
    assert ran.returncode == 0, ran.stdout + ran.stderr
