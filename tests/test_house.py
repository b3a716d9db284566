"""Rules of the house that no tool knows: codes are forever, the clock has one room."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder import checks
from builder import rules
from builder.checks import all_rules
from builder.diagnostics import Rule

from .support import REPOSITORY

BUILDER = REPOSITORY / "builder"
MODULES = sorted(BUILDER.rglob("*.py"))
LISTED = (Path(__file__).parent / "codes.txt").read_text(encoding="utf-8").splitlines()[1:]


def test_every_code_is_listed_once_and_none_is_given_again() -> None:
    codes = [line.split()[0] for line in LISTED]
    assert codes == sorted(set(codes))
    given = dict(line.split() for line in LISTED if not line.endswith(" retired"))
    assert {code: str(rule.severity) for code, rule in all_rules().items()} == given


def test_no_two_rules_share_a_code() -> None:
    declared = [value.code for value in vars(rules).values() if isinstance(value, Rule)]
    declared += [check.rule.code for check in checks.checks() if check.rule not in vars(rules).values()]
    assert sorted(declared) == sorted(set(declared))


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_a_rule_is_explained_for_the_owner(rule: Rule) -> None:
    assert re.fullmatch(r"SOI[1-5][0-9]{2}", rule.code)
    assert rule.title
    assert rule.title == rule.title.strip().rstrip(".")
    assert rule.title[0].islower() or rule.title.startswith(("`", "YAML"))
    assert len(rule.text.split()) >= 15
    assert inspect.cleandoc(rule.text) == rule.text.strip()
    assert "```" not in rule.text
    assert "\t" not in rule.text
    for line in rule.text.splitlines():
        assert len(line) <= 120
        assert not line.startswith(" ") or line.startswith("    ")
    assert rule.text.count("`") % 2 == 0
    # The relationship and stages come from the method; each says where.
    if rule.code.startswith("SOI4"):
        assert re.match(r"S[0-9]", rule.source)


def test_a_rule_with_a_bad_example_has_a_good_one() -> None:
    for rule in all_rules().values():
        assert bool(re.search(r"^Bad\b", rule.text, re.MULTILINE)) is bool(
            re.search(r"^Good\b", rule.text, re.MULTILINE)
        ), rule.code


# -- rooms


def imports(path: Path) -> Iterator[str]:
    """Top-level names of the packages from elsewhere that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def room(path: Path) -> str:
    return path.relative_to(BUILDER).parts[0].removesuffix(".py")


ALLOWED = {
    "click": {"cli"},
    "mkdocs": {"website"},
    "material": {"website"},
    "jinja2": {"website", "pages"},
    "markdown_it": {"notes"},
    "markupsafe": {"notes", "website", "pages"},
    "frontmatter": {"handler"},
    "yaml": {"source", "document", "handler"},
    "phonenumbers": {"checks", "facts", "pages"},
    "email_validator": {"checks"},
    "subprocess": {"cli", "website", "edit", "git"},
    "socket": {"website"},
    "random": set(),
    "logging": {"website"},
    "pickle": set(),
    "urllib": {"notes", "website", "pages", "checks", "facts", "edit"},
}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BUILDER)))
def test_a_module_imports_only_what_its_room_may(path: Path) -> None:
    for name in imports(path):
        assert room(path) in ALLOWED.get(name, {room(path)}), name


CLOCK = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime", "ctime"}


def clock_readings(tree: ast.AST) -> list[int]:
    """Lines on which something is called that knows the day."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK:
            owner = ast.unparse(node.func.value)
            if owner in {
                "dt",
                "datetime",
                "dt.date",
                "dt.datetime",
                "date",
                "datetime.date",
                "datetime.datetime",
                "time",
            }:
                found.append(node.lineno)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BUILDER)))
def test_only_the_clock_knows_the_day(path: Path) -> None:
    readings = clock_readings(ast.parse(path.read_text(encoding="utf-8")))
    assert bool(readings) is (room(path) == "clock")


def test_a_reading_of_the_clock_would_be_seen() -> None:
    for line in ("dt.date.today()", "datetime.now()", "dt.datetime.now(zone)", "time.time()", "date.today()"):
        assert clock_readings(ast.parse(line))
    assert not clock_readings(ast.parse("clock.today(settings)\ntime.monotonic()"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BUILDER)))
def test_only_the_edges_ask_the_clock(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if re.search(r"import clock|\.clock import|clock\.today\(", text):
        assert room(path) in {"cli", "website", "lsp", "mcp"}


PURE = [
    path
    for path in MODULES
    if room(path) in {"facts", "checks", "days", "kinds", "model", "plain", "schema", "notes", "report"}
]


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(BUILDER)))
def test_what_computes_touches_nothing(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in {
                "open",
                "print",
                "input",
                "exec",
                "eval",
                "os.getenv",
                "__import__",
            }
        if isinstance(node, ast.Attribute):
            assert ast.unparse(node) not in {"os.environ", "sys.argv", "sys.stdout"}
            assert node.attr not in {"read_text", "write_text", "read_bytes", "write_bytes"}
        assert not isinstance(node, ast.Global)
