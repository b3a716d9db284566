"""The real site of a small wiki: which pages there are, and what never gets into them."""

from __future__ import annotations

import datetime as dt
import filecmp
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError

from builder.errors import RefusedError
from builder.errors import SoiError
from builder.pages import views
from builder.website.guard import refuse_foreign
from builder.website.run import SiteError
from builder.website.run import build
from builder.workspace import open_workspace

from .conftest import CANARY
from .conftest import CONFIG
from .conftest import FILES
from .conftest import TODAY
from .conftest import write_wiki


def files_of(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def differences(one: Path, other: Path) -> list[str]:
    names = {str(path.relative_to(root)) for root in (one, other) for path in files_of(root)}
    return [name for name in sorted(names) if not _same(one / name, other / name)]


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def mkdocs(root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *args],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


# -- what is there


def test_every_contact_event_and_page_has_its_address(site: Path) -> None:
    made = {str(path.relative_to(site)) for path in site.rglob("*.html")}
    assert {address for address in made if "/" in address} == {
        "events/fair.html",
        "pages/price-list.html",
        "people/ana-ruiz.html",
        "people/eve.html",
        "people/index.html",
        "people/readme.html",
    }


def test_at_the_top_of_the_site_are_the_lists_and_nothing_else(wiki: Path, site: Path) -> None:
    lists = {
        address
        for address, view in views(open_workspace(wiki, dt.date.fromisoformat(TODAY)))
        if view.source is None
    }
    assert "index.html" in lists
    assert {path.name for path in site.glob("*.html")} == {"404.html", *lists}


def test_every_link_in_the_site_leads_somewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        if page.name == "404.html":
            continue
        for address in re.findall(r'(?:href|src)="([^"#]+)', page.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", address):
                assert (page.parent / address).exists(), f"{page.name}: {address}"


def test_pictures_that_are_shown_are_published(site: Path) -> None:
    assert {path.name for path in (site / "pictures").rglob("*.*")} == {"ana.png", "kept.png"}


def test_a_page_of_the_wiki_is_shown_without_its_front_matter(site: Path) -> None:
    html = (site / "pages/price-list.html").read_text(encoding="utf-8")
    assert '<a href="../people/ana-ruiz.html">Ana Ruiz</a>' in html
    assert "template: other.html" in html
    assert "type: page" not in html


def test_search_knows_people_by_their_words(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"]: entry for entry in index["docs"]}
    assert "before ten" not in found["people/ana-ruiz.html"]["text"]
    assert "+34 600 000 000" in found["people/ana-ruiz.html"]["text"]
    assert "<script" not in found["people/eve.html"]["title"] + found["people/eve.html"]["text"]
    assert "due.html" not in found


# -- what is not


def test_nothing_private_is_in_the_site(site: Path) -> None:
    for path in files_of(site):
        assert CANARY not in path.name
        # The text of a dangling link is its label; a finding names what is wrong, on the page of findings.
        if path.name != "checks.html":
            assert CANARY.encode() not in path.read_bytes(), path
    checks = (site / "checks.html").read_text(encoding="utf-8")
    for private in ("in a key", "in an unknown", "in a reason", "broken", "notes", "template", "export"):
        assert f"{CANARY} {private}" not in checks


def test_only_known_kinds_of_files_are_in_the_site(site: Path) -> None:
    kinds = {path.suffix for path in files_of(site) if "assets" not in path.parts}
    assert kinds == {".html", ".js", ".json", ".png", ""}
    assert [path.name for path in files_of(site) if path.suffix == ""] == [".soi-site"]
    assert not (site / "sitemap.xml").exists()


def test_a_file_among_the_contacts_does_not_replace_one_of_the_theme(site: Path) -> None:
    assert "soi-badge" in (site / "assets/stylesheets/soi.css").read_text(encoding="utf-8")


def test_names_and_notes_run_no_script(site: Path) -> None:
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert "<script>alert" not in html, page
        assert html.count("</title>") - html.count("<svg") <= 1, page
    assert "&lt;script&gt;alert(&#39;name&#39;)" in (site / "people/eve.html").read_text(encoding="utf-8")


def test_no_template_prints_anything_unescaped() -> None:
    for template in (Path(__file__).parents[2] / "templates/pages").glob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\bsafe\b|autoescape|Markup", text), template.name
        # An attribute without quotes would take more than the escapes can keep out.
        assert not re.search(r"=\{\{", text), template.name


def test_every_page_shields_itself(site: Path) -> None:
    for page in site.rglob("*.html"):
        head = page.read_text(encoding="utf-8").partition("<head>")[2]
        assert head.startswith('<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"'), page
        policy = head.partition('content="')[2].partition('"')[0]
        assert "default-src 'none'" in policy
        assert "'unsafe-inline'" not in policy.partition("script-src")[2]
        assert '<meta name="robots" content="noindex, nofollow">' in head
        assert '<meta name="referrer" content="no-referrer">' in head


def test_a_script_in_a_page_of_the_wiki_is_not_let_through(tmp_path: Path) -> None:
    away = '<meta http-equiv="refresh" content="0;url=https://elsewhere.example">'
    page = f"---\nname: P\ntype: page\n---\n<script>alert(1)</script>\n\n{away}\n"
    plain = "---\nname: P\ntype: page\n---\nNothing.\n"
    policies = []
    for name, text in (("with", page), ("without", plain)):
        root = write_wiki(tmp_path / name, {"p.md": text})
        site = build(root / "mkdocs.yml")
        html = (site / "pages/p.html").read_text(encoding="utf-8")
        assert "<script>alert" not in html
        assert away not in html
        policies.append(html.partition("script-src")[2].partition('"')[0])
    assert policies[0] == policies[1]


# -- one site, whoever makes it


def test_mkdocs_makes_the_same_site_byte_for_byte(wiki: Path, site: Path, tmp_path: Path) -> None:
    done = mkdocs(wiki, "build", "--strict", "--site-dir", str(tmp_path / "other"))
    assert done.returncode == 0, done.stderr
    assert differences(site, tmp_path / "other") == []


def test_shells_give_what_the_theme_would_have_rendered(wiki: Path, site: Path, tmp_path: Path) -> None:
    (tmp_path / "overrides").mkdir()
    config = CONFIG.replace("{name: soi}", f"{{name: soi, custom_dir: '{tmp_path / 'overrides'}'}}")
    root = write_wiki(tmp_path / "slow", config=config)
    (root / "CANARY.png").write_bytes(b"")
    build(root / "mkdocs.yml")
    assert differences(site, root / "site") == []
    assert wiki != root


def test_a_second_build_replaces_the_first(tmp_path: Path) -> None:
    root = write_wiki(tmp_path, {"ana.md": "---\nname: Ana\n---\n", "ben.md": "---\nname: Ben\n---\n"})
    build(root / "mkdocs.yml")
    (root / "contacts/ben.md").unlink()
    site = build(root / "mkdocs.yml")
    assert (site / "people/ana.html").exists()
    assert not (site / "people/ben.html").exists()


def test_without_other_plugins_there_is_the_same_but_search(site: Path, tmp_path: Path) -> None:
    root = write_wiki(tmp_path, config=CONFIG.replace("  - material/search\n  - material/tags\n", ""))
    done = mkdocs(root, "build", "--strict")
    assert done.returncode == 0, done.stderr
    names = {str(path.relative_to(site)) for path in files_of(site)}
    made = {str(path.relative_to(root / "site")) for path in files_of(root / "site")}
    index = {f"search/search_{name}" for name in ("index.json", "index.js", "docs.js")}
    assert names - made == {*index, "tags.json"}


def test_directory_addresses_change_nothing_but_are_mentioned(site: Path, tmp_path: Path) -> None:
    root = write_wiki(tmp_path, config=CONFIG.replace("urls: false", "urls: true"))
    done = mkdocs(root, "build")
    assert done.returncode == 0, done.stderr
    assert "use_directory_urls: false" in done.stderr
    assert differences(site, root / "site") == []


def test_the_words_are_found_by_the_theme_if_its_index_is_another(tmp_path: Path) -> None:
    config = CONFIG.replace("material/search", "search").replace("{name: soi}", "{name: mkdocs}")
    root = write_wiki(tmp_path, config=config.replace("  - material/tags\n", ""))
    index = json.loads((build(root / "mkdocs.yml") / "search/search_index.json").read_text(encoding="utf-8"))
    assert any(entry["location"].startswith("people/ana-ruiz.html") for entry in index["docs"])


def test_a_wiki_can_change_a_part_of_a_page(tmp_path: Path) -> None:
    root = write_wiki(tmp_path, {"ana.md": "---\nname: Ana\n---\n"})
    (root / "templates/pages").mkdir(parents=True)
    override = "{% extends 'soi/due.html' %}{% block before %}<p>Kettle on.</p>{% endblock %}"
    (root / "templates/pages/due.html").write_text(override, encoding="utf-8")
    html = (build(root / "mkdocs.yml") / "due.html").read_text(encoding="utf-8")
    assert "Kettle on." in html
    assert "<h1>Due</h1>" in html


def test_half_a_character_from_a_template_of_the_wiki_stops_nothing(tmp_path: Path) -> None:
    root = write_wiki(tmp_path, {"ana.md": "---\nname: Ana\n---\n"})
    (root / "templates/pages").mkdir(parents=True)
    override = "{% extends 'soi/due.html' %}{% block before %}<p>a{{ '\\ud800' }}b</p>{% endblock %}"
    (root / "templates/pages/due.html").write_text(override, encoding="utf-8")
    assert "<p>a&#55296;b</p>" in (build(root / "mkdocs.yml") / "due.html").read_text(encoding="utf-8")


def test_what_another_plugin_makes_of_a_page_is_in_the_site(tmp_path: Path) -> None:
    root = write_wiki(tmp_path, {"ana.md": "---\nname: Ana\n---\n"}, f"{CONFIG}hooks: [hooks.py]\n")
    (root / "hooks.py").write_text(
        "def on_page_content(html, page, config, files):\n"
        "    return html + '<p>Seen first.</p>' if page.url == 'people/ana.html' else html\n"
        "def on_page_context(context, page, config, nav):\n"
        "    page.content += '<p>Seen last.</p>'\n",
        encoding="utf-8",
    )
    site = build(root / "mkdocs.yml")
    ana, due = ((site / name).read_text(encoding="utf-8") for name in ("people/ana.html", "due.html"))
    assert re.search(r"<h1>.*Ana.*<p>Seen first\.</p><p>Seen last\.</p>", ana, re.DOTALL)
    assert "Seen first" not in due
    assert "<p>Seen last.</p>" in due


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("{% if %}", "Expected an expression", id="no Jinja"),
        pytest.param("{{ view.nothing }}", "has no attribute 'nothing'", id="unknown name"),
        pytest.param("{% include 'no.html' %}", "no such template: no.html", id="no such file"),
        pytest.param("{{ view.title + 1 }}", 'can only concatenate str (not "int") to str', id="no such sum"),
        pytest.param("{{ 1 // 0 }}", "by zero", id="no such number"),
    ],
)
def test_a_mistake_in_a_template_has_its_line_and_costs_no_page(
    tmp_path: Path, text: str, message: str
) -> None:
    root = write_wiki(tmp_path, {"ana.md": "---\nname: Ana\n---\n"})
    before = (build(root / "mkdocs.yml") / "people/ana.html").read_bytes()
    (root / "templates/pages").mkdir(parents=True)
    override = f"{{% extends 'soi/due.html' %}}\n{{% block before %}}\n{text}\n{{% endblock %}}\n"
    (root / "templates/pages/due.html").write_text(override, encoding="utf-8")
    with pytest.raises(SiteError, match=r"^templates/pages/due\.html:3: .*") as wrong:
        build(root / "mkdocs.yml")
    assert message in str(wrong.value)
    done = mkdocs(root, "build")
    assert done.returncode == 1
    assert "templates/pages/due.html:3: " in done.stderr
    assert "Traceback" not in done.stderr
    assert (root / "site/people/ana.html").read_bytes() == before


@pytest.mark.parametrize(
    ("template", "message"),
    [
        pytest.param(b"{% extends 'due.html' %}", "extends 'soi/due.html'", id="extends itself"),
        pytest.param(b"\xe9", "can't decode byte 0xe9", id="not UTF-8"),
    ],
)
def test_a_template_that_cannot_be_read_is_named(tmp_path: Path, template: bytes, message: str) -> None:
    root = write_wiki(tmp_path, {"ana.md": "---\nname: Ana\n---\n"})
    (root / "templates/pages").mkdir(parents=True)
    (root / "templates/pages/due.html").write_bytes(template)
    with pytest.raises(SiteError, match=r"^templates/pages/due\.html:1: .*") as wrong:
        build(root / "mkdocs.yml")
    assert message in str(wrong.value)


def test_a_contact_leads_to_where_its_file_is_edited(tmp_path: Path) -> None:
    config = CONFIG + "      source_url: https://forge.example/me/people/edit/main/\n"
    root = write_wiki(tmp_path, {"a/ana ruiz.md": "---\nname: Ana\n---\n"}, config)
    site = build(root / "mkdocs.yml")
    address = 'href="https://forge.example/me/people/edit/main/contacts/a/ana%20ruiz.md"'
    assert address in (site / "people/ana ruiz.html").read_text(encoding="utf-8")
    assert "forge.example" not in (site / "due.html").read_text(encoding="utf-8")


# -- folders that are not soi's


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    root = write_wiki(tmp_path / "wiki", {"ana.md": "---\nname: Ana\n---\n"})
    other = tmp_path / "photos"
    other.mkdir()
    (other / "wedding.jpg").write_bytes(b"dear")
    with pytest.raises(RefusedError, match="files that soi did not make"):
        build(root / "mkdocs.yml", site_dir=other)
    assert mkdocs(root, "build", "--site-dir", str(other)).returncode == 1
    assert (other / "wedding.jpg").read_bytes() == b"dear"


def test_an_empty_folder_and_one_of_ours_are_taken(tmp_path: Path) -> None:
    root = write_wiki(tmp_path / "wiki", {"ana.md": "---\nname: Ana\n---\n"})
    (tmp_path / "new").mkdir()
    for _ in range(2):
        build(root / "mkdocs.yml", site_dir=tmp_path / "new")
    assert (tmp_path / "new/index.html").exists()


@pytest.mark.parametrize("place", ["contacts", "contacts/site", ".", "link"])
def test_a_folder_mixed_up_with_the_contacts_is_refused(tmp_path: Path, place: str) -> None:
    root = write_wiki(tmp_path, {"ana.md": "---\nname: Ana\n---\n"})
    (root / "link").symlink_to(root / "contacts")
    with pytest.raises(RefusedError, match="the contacts are in"):
        build(root / "mkdocs.yml", site_dir=root / place)
    with pytest.raises(RefusedError, match="the contacts are in"):
        refuse_foreign(root / place, root / "contacts")
    assert mkdocs(root, "build", "--site-dir", place).returncode == 1
    assert (root / "contacts/ana.md").exists()


# -- mistakes


def test_a_mistake_in_the_settings_has_its_line(tmp_path: Path) -> None:
    root = write_wiki(tmp_path, config=CONFIG + "      currency: [a]\n")
    with pytest.raises(ConfigurationError, match=r"mkdocs\.yml:11:17: "):
        load_config(str(root / "mkdocs.yml"))
    with pytest.raises(SoiError, match=r"mkdocs\.yml:11:17: "):
        build(root / "mkdocs.yml")


def test_an_unknown_setting_is_no_reason_to_stop(tmp_path: Path) -> None:
    root = write_wiki(tmp_path, config=CONFIG + "      curency: EUR\n")
    done = mkdocs(root, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "curency" in (root / "site/checks.html").read_text(encoding="utf-8")


def test_what_mkdocs_refuses_is_an_error_of_ours(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    root = write_wiki(tmp_path, FILES, CONFIG.replace("{name: soi}", "{name: nothing}"))
    with pytest.raises(SiteError, match="configuration error"):
        build(root / "mkdocs.yml")
    assert "Unrecognised theme name: 'nothing'" in caplog.text


def test_a_day_for_one_build_leaves_no_trace(tmp_path: Path) -> None:
    root = write_wiki(tmp_path, {"ana.md": "---\nname: Ana\n---\n"})
    site = build(root / "mkdocs.yml", today=dt.date(2027, 5, 6))
    assert "2027-05-06" in (site / "due.html").read_text(encoding="utf-8")
    assert "pin" not in (site / "due.html").read_text(encoding="utf-8").partition("soi-day")[2][:200]
    assert "SOI_TODAY" not in os.environ
