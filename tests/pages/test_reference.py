"""The playbook, the field reference and the codes: made from the definitions, and true."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from builder import model
from builder import settings
from builder.checks import all_rules
from builder.kinds import keys
from builder.method import PRINCIPLES
from builder.method import Principle
from builder.model import Contact
from builder.model import Event
from builder.model import Page
from builder.model import Scope
from builder.pages import views
from builder.pages.addresses import FIELDS
from builder.pages.fields import key_anchor
from builder.pages.fields import records_of
from builder.pages.fields import reference
from builder.pages.playbook import PlaybookView
from builder.pages.rendering import environment
from builder.pages.rendering import html
from builder.pages.vocabularies import vocabularies
from builder.rules import SOURCES
from builder.rules import cited
from builder.rules import sources
from builder.settings import Settings
from builder.workspace import open_workspace
from tests.support import REPOSITORY
from tests.support import make_wiki
from tests.support import person
from tests.support import soi

PAGES = ("playbook.html", "fields.html", "codes.html", "commands.html")
COMMANDS = {path.stem for path in (REPOSITORY / "builder/cli/commands").glob("*.py")} - {"__init__"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """HTML of the pages of a wiki of one."""
    return made(tmp_path_factory.mktemp("wiki"))


def made(root: Path, section: str = "") -> dict[str, str]:
    opened = open_workspace(make_wiki(root, {"ana.md": person("Ana")}, section), dt.date(2026, 3, 1))
    templates = environment(opened.root)
    return {address: html(templates, address, view) for address, view in views(opened)}


def playbook(root: Path, section: str = "") -> PlaybookView:
    opened = open_workspace(make_wiki(root, {"ana.md": person("Ana")}, section), dt.date(2026, 3, 1))
    view = dict(views(opened))["playbook.html"]
    assert isinstance(view, PlaybookView)
    return view


# -- the method


@pytest.mark.parametrize("principle", PRINCIPLES, ids=lambda principle: principle.title)
def test_a_rule_names_only_what_there_is(principle: Principle) -> None:
    known = {name for top in (Contact, Event) for record in records_of(top) for name in keys(record)}
    assert set(principle.keys) <= known
    assert set(principle.settings) <= set(keys(Settings))
    assert set(principle.codes) <= set(all_rules())
    assert set(principle.commands) <= COMMANDS
    assert principle.keys or principle.settings
    assert principle.source in SOURCES


def test_every_article_gives_rules_and_every_rule_is_told_once() -> None:
    assert {principle.source for principle in PRINCIPLES} == set(SOURCES)
    assert max(Counter(principle.title for principle in PRINCIPLES).values()) == 1


@pytest.mark.parametrize(
    ("citation", "names"),
    [
        pytest.param("S0, S1 rule 30", ("S0", "S1"), id="two"),
        pytest.param("S4, S0, S4", ("S4", "S0"), id="each once, in their order"),
        pytest.param("S9, S00, XS1, rule 4", (), id="no article"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_a_citation_names_its_articles(citation: str, names: tuple[str, ...]) -> None:
    assert sources(citation) == names
    assert cited(citation) == tuple(SOURCES[name] for name in names)


def test_every_check_that_cites_an_article_is_named_by_a_rule_of_it() -> None:
    told = {(principle.source, code) for principle in PRINCIPLES for code in principle.codes}
    for rule in all_rules().values():
        for source in re.findall(r"S[0-4]\b", rule.source):
            assert (source, rule.code) in told


def test_every_key_and_setting_that_cites_an_article_is_named_by_a_rule_of_it() -> None:
    told = {
        (principle.source, name)
        for principle in PRINCIPLES
        for name in (*principle.keys, *principle.settings)
    }
    cited = {
        (source, name)
        for top in (Contact, Event, Settings)
        for name, (_, row) in keys(top).items()
        for source in re.findall(r"S[0-4]\b", row.source)
    }
    assert sorted(cited - told) == []


def test_the_numbers_are_those_of_the_owner(tmp_path: Path) -> None:
    view = playbook(tmp_path, "cadence: {A+: 2 weeks, B: never, C: 5 years}\nsoon: {C: 8 days}")
    assert {line.grade: (line.cadence, line.soon) for line in view.grades} == {
        "A+": ("2 weeks", "7 days"),
        "A": ("3 months", "14 days"),
        "B": ("never", "30 days"),
        "C": ("5 years", "8 days"),
        "D": ("", ""),
        "F": ("", ""),
    }


def test_a_wiki_of_friends_hears_nothing_of_business(tmp_path: Path) -> None:
    told = {
        rule.title
        for article in playbook(tmp_path, "owner: {use: personal}").articles
        for rule in article.rules
    }
    assert told == {principle.title for principle in PRINCIPLES if not principle.is_business}
    assert {"A grade for everybody", "Three networks"} <= told
    site = made(tmp_path, "owner: {use: personal}")
    for address in ("playbook.html", "fields.html"):
        assert site[address].count("To be let go.") == 2
        assert "To be deleted." not in site[address]


def test_articles_are_named_by_title_and_author(site: dict[str, str]) -> None:
    for citation in (
        "Sphere of Influence (SOI)&#34;, Kirk Booher",
        "Jerry Fletcher",
        "after Ram Charan",
        "Asentiv",
    ):
        assert citation in site["playbook.html"]


def test_commands_that_the_pages_tell_of_exist(site: dict[str, str]) -> None:
    for address in PAGES:
        told = set(re.findall(r"<code>soi ([a-z]+)\b", site[address]))
        assert told <= COMMANDS, address


def test_whatever_a_rule_names_is_a_link_to_it(tmp_path: Path) -> None:
    for use in Scope:
        for article in playbook(tmp_path, f"owner: {{use: {use}}}").articles:
            for rule in article.rules:
                places = [place for kind in rule.applied for place in kind.places]
                assert places, rule.title
                assert [place.text for place in places if place.href is None] == []


# -- the commands


def test_every_command_has_the_line_of_the_help(site: dict[str, str]) -> None:
    told = f"{' '.join(soi(REPOSITORY, '--help').out.split())} "
    rows = re.findall(
        r'<tr id="soi-([a-z-]+)">\n<td[^>]*><code>soi \1</code></td>\n<td[^>]*>(.*?)</td>',
        site["commands.html"],
    )
    assert {name.replace("-", "_") for name, _ in rows} == COMMANDS
    for name, text in rows:
        assert f" {name} {unescape(text)} " in told


def test_a_command_names_the_articles_whose_rules_it_serves(tmp_path: Path) -> None:
    for use, served in (("business", ["S0", "S1"]), ("personal", ["S0"])):
        page = made(tmp_path, f"owner: {{use: {use}}}")["commands.html"]
        row = re.search(r'<tr id="soi-review">.*?</tr>', page, re.DOTALL)
        assert row
        assert re.findall(r'<a href="playbook.html#s\d">(S\d)</a>', row[0]) == served


# -- the fields


def test_every_key_has_one_line_with_its_meaning() -> None:
    lines = [line for part in reference().parts for section in part.sections for line in section.lines]
    anchors = [line.anchor for line in lines]
    assert max(Counter(anchors).values()) == 1
    for top in (Contact, Event, Page, Settings):
        for record in records_of(top):
            for name, (_, row) in keys(record).items():
                line = lines[anchors.index(key_anchor(record, name))]
                assert line.doc == row.doc
                assert (line.is_shown, line.is_required) == (row.shown, row.required)


def test_private_keys_are_marked_as_such(site: dict[str, str]) -> None:
    row = re.search(r'<tr id="contact-former-ids">.*?</tr>', site["fields.html"], re.DOTALL)
    assert row
    assert "never on the site" in row[0]
    assert site["fields.html"].count("never on the site") == sum(
        not row.shown
        for record in dict.fromkeys(r for top in (Contact, Event, Page, Settings) for r in records_of(top))
        for _, row in keys(record).values()
    )


def test_the_words_of_a_vocabulary_are_those_of_its_class() -> None:
    found = vocabularies()
    for module in (model, settings):
        for name, cls in vars(module).items():
            is_own = isinstance(cls, type) and cls.__module__ == module.__name__
            if is_own and issubclass(cls, enum.StrEnum):
                assert list(found[name].words) == [str(word) for word in cls]
    assert found["Stage"].words["client"].startswith("Asked you and pays you")
    assert found["Type"].words["event"] == ""


def test_a_default_is_the_one_that_counts() -> None:
    lines = {line.anchor: line for part in reference().parts for s in part.sections for line in s.lines}
    assert lines["settings-cadence"].default == "A+: 1 month; A: 3 months; B: 1 year"
    assert lines["touch-direction"].default == "out"
    assert lines["contact-name"].default == ""
    assert lines["contact-end-customer"].default == ""


# -- the codes


def test_every_code_is_explained_as_in_the_terminal(site: dict[str, str]) -> None:
    for rule in all_rules().values():
        section = re.search(rf'<h3 id="{rule.code.lower()}">.*?(?=<h3|\Z)', site["codes.html"], re.DOTALL)
        assert section, rule.code
        first = re.sub(r"[`]", "", rule.text).split(".")[0].split()
        shown = re.sub(r"<[^>]+>|&quot;|&lt;|&gt;", "", section[0]).split()
        assert shown.count(first[0]) >= 1
        assert " ".join(first[-3:]).replace("<", "").replace(">", "") in " ".join(shown)
        assert ("To silence it" in section[0]) is ("cannot be silenced" not in section[0])


# -- all of them


def test_every_anchor_that_is_linked_exists_once(site: dict[str, str]) -> None:
    ids = {address: Counter(re.findall(r'\bid="([^"]+)"', page)) for address, page in site.items()}
    for address in PAGES:
        assert max(ids[address].values()) == 1
    for address, page in site.items():
        for target, anchor in re.findall(r'href="([^"#:]*)#([^"]+)"', page):
            if "=" not in anchor:
                assert ids[target.removeprefix("../") or address][anchor] == 1, (
                    f"{address}: {target}#{anchor}"
                )
    assert f'href="{FIELDS}#contact-grade"' in site["playbook.html"]
