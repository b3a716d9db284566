"""What the search of the theme is given: an entry for every page, and the index once more for the disk."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from builder.pages.lookup import dialled
from builder.website.run import SiteError
from builder.website.run import build

from .conftest import CONFIG
from .conftest import write_wiki

SEARCH = "  - material/search\n"
ANA = {"ana.md": "---\nname: Ana\n---\n"}


def index_of(root: Path, files: Mapping[str, str] = ANA, config: str = CONFIG) -> Any:  # Any: JSON
    site = build(write_wiki(root, files, config) / "mkdocs.yml")
    return json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))


def scripts_of(site: Path) -> Any:  # Any: JSON
    """What the two scripts say, put together; each is one assignment of a JSON value."""
    found = []
    for name, variable in (("search_index.js", "__index"), ("search_docs.js", "__docs")):
        script = (site / "search" / name).read_text(encoding="utf-8")
        assert script.startswith(f"var {variable}=")
        found.append(json.loads(script.removeprefix(f"var {variable}=").removesuffix(";\n")))
    return {**found[0], "docs": found[0]["docs"] + found[1]}


def test_the_scripts_say_what_the_index_says(tmp_path: Path) -> None:
    hostile = "a </script><!-- <b> \u2028\u2029 \U0001f3b9 & ' \\\" `${x}` b"
    index = index_of(tmp_path, {"ana.md": f'---\nname: Ana\ntags: "{hostile}"\n---\n{hostile}\n'})
    site = tmp_path / "site"
    assert scripts_of(site) == index
    assert json.loads((site / "search/search_index.js").read_text()[len("var __index=") : -2])["docs"] == []
    for script in (site / "search").glob("*.js"):
        text = script.read_bytes()
        assert text.isascii()
        assert b"</" not in text


@pytest.mark.parametrize("place", [2, 1, 0], ids=["first", "between", "last"])
def test_the_place_of_the_search_plugin_makes_no_difference(tmp_path: Path, place: int) -> None:
    own = CONFIG.partition("  - soi:")[2].join(["  - soi:", ""])
    plugins = [own, "  - material/tags\n"]
    plugins.insert(2 - place, SEARCH)
    head = CONFIG.partition(SEARCH)[0]
    index = index_of(tmp_path / "other", config=head + "".join(plugins))
    assert index == index_of(tmp_path / "usual")
    assert scripts_of(tmp_path / "other/site") == index


def test_what_the_user_sets_for_search_holds(tmp_path: Path) -> None:
    options = "{separator: '[-]+', pipeline: [trimmer], fields: {title: {boost: 7.0}}}"
    config = index_of(tmp_path, config=CONFIG.replace("material/search", f"material/search: {options}"))[
        "config"
    ]
    assert config["separator"] == "[-]+"
    assert config["pipeline"] == ["trimmer"]
    assert config["fields"]["title"] == config["fields"]["typed_title"] == {"boost": 7.0}


def test_search_that_is_switched_off_writes_nothing(tmp_path: Path) -> None:
    config = CONFIG.replace("material/search", "material/search: {enabled: false}")
    site = build(write_wiki(tmp_path, ANA, config) / "mkdocs.yml")
    assert not (site / "search").exists()


def test_the_index_of_another_search_is_left_alone(tmp_path: Path) -> None:
    site = build(write_wiki(tmp_path, ANA, CONFIG.replace("material/search", "search")) / "mkdocs.yml")
    assert (site / "search/search_index.json").is_file()
    assert not (site / "search/search_index.js").exists()
    assert not (site / "search/search_docs.js").exists()


def test_stock_material_is_not_disturbed(tmp_path: Path) -> None:
    config = CONFIG.replace("{name: soi}", "{name: material, font: false}")
    assert "people/ana.html" in {entry["location"] for entry in index_of(tmp_path, config=config)["docs"]}


def test_people_events_and_pages_are_entered_with_what_can_be_read_of_them(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        {
            "ana.md": """\
                ---
                name: Ana & Co
                organisation: org
                emails: ana@ruiz.example
                touches:
                  - 2026-09-28 visit: Met [[ben]].
                ---
                One.

                2 <b>.
                """,
            "ben.md": "---\nname: Ben Ös\naliases: Benny O'Dell\nphones: +44 20 7946 0000\n---\n",
            "org.md": "---\nname: The Firm\ntype: organisation\n---\n",
            "fair.md": "---\nname: Fair\ntype: event\nwhere: hall\ntags: spring\nattended: ben\n---\nLoud.\n",
            "prices.md": "---\nname: Prices\ntype: page\naliases: Tariff\ntags: eur\n---\n| a | b |\n|-|-|\n",
        },
    )
    docs = {entry.pop("location"): entry for entry in index["docs"]}
    assert docs.keys() >= {"playbook.html", "fields.html", "codes.html"}
    assert {location: entry for location, entry in docs.items() if "/" in location} == {
        "people/ana.html": {
            "title": "Ana &amp; Co",
            "text": "<p>The Firm</p><p>ana@ruiz.example</p><p>Met Ben Ös.</p><p>One.</p><p>2 &lt;b&gt;.</p>",
            "typed_text": "os.",
        },
        "people/ben.html": {
            "title": "Ben Ös",
            "text": "<p>+44 20 7946 0000</p><p>Benny O'Dell</p>",
            "typed_title": "Benny O'Dell 442079460000 00442079460000 2079460000 02079460000 os odell",
            "typed_text": "odell",
        },
        "people/org.html": {"title": "The Firm", "text": ""},
        "events/fair.html": {
            "title": "Fair",
            "text": "<p>spring</p><p>Ben Ös</p><p>hall</p><p>Loud.</p>",
            "typed_text": "os",
        },
        "pages/prices.html": {
            "title": "Prices",
            "text": "<p>eur</p><p>a b</p>",
            "typed_title": "Tariff",
        },
    }


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        pytest.param(
            "+44 131 496 0188", "441314960188 00441314960188 1314960188 01314960188", id="two digits"
        ),
        pytest.param("+44 (0)131 496", "44131496 0044131496 131496 0131496", id="zero in brackets"),
        pytest.param("0049 30 1234", "49301234 0049301234 301234 0301234", id="00 for +"),
        pytest.param("+1 212 555 0100", "12125550100 0012125550100 2125550100 02125550100", id="one digit"),
        pytest.param("+353 1 437 0000", "35314370000 0035314370000 14370000 014370000", id="three digits"),
        pytest.param("+39 06 698 1234", "39066981234 0039066981234 66981234 066981234", id="zero that stays"),
        pytest.param("0131 496-0188", "01314960188", id="of no country"),
        pytest.param("+999 123", "999123 00999123", id="no such country"),
        pytest.param("+", "", id="no digits"),
        pytest.param("by the bell", "", id="words"),
    ],
)
def test_a_number_is_entered_as_telephones_show_it(phone: str, digits: str) -> None:
    assert " ".join(dialled(phone)) == digits


def test_the_separator_leaves_names_and_hosts_whole(tmp_path: Path) -> None:
    separator = index_of(tmp_path)["config"]["separator"]
    words = re.split(separator, "ana@ruiz.example, (Bell) &amp; O'Brien-Okonkwo; &lt;b&gt; +34 600.")
    assert [word for word in words if word] == [
        "ana",
        "ruiz.example",
        "Bell",
        "O'Brien",
        "Okonkwo",
        "b",
        "34",
        "600.",
    ]


@pytest.mark.parametrize(
    "theme", ["", "theme: {name: mkdocs, highlightjs: false}\n"], ids=["none", "another"]
)
def test_a_theme_that_search_was_not_made_for_is_named(tmp_path: Path, theme: str) -> None:
    root = write_wiki(tmp_path, ANA, CONFIG.replace("theme: {name: soi}\n", theme))
    with pytest.raises(SiteError, match=r"write theme: \{name: soi\} in mkdocs\.yml"):
        build(root / "mkdocs.yml")
