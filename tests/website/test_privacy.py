"""Whom the site does not ask, who cannot look at it, and who is told when the configuration wants more."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from builder.website.run import build

from ..support import REPOSITORY
from ..support import run_soi
from .conftest import CONFIG
from .conftest import write_wiki
from .test_site import files_of
from .test_site import mkdocs

ANA = {"ana.md": "---\nname: Ana\n---\n"}
LOUD = CONFIG.replace(
    "theme: {name: soi}", "site_url: https://ana.github.io/\ntheme: {name: soi, font: {text: Lato}}"
)
SAID = (
    "mkdocs.yml:4:11: SOI502 error: the site would be at https://ana.github.io/, where everybody can read it",
    "mkdocs.yml:5:26: SOI503 error: every page asks fonts.googleapis.com for the font",
)

# -- whom it does not ask

HOSTS = re.compile(rb"fonts\.g|gstatic|jsdelivr|unpkg|cdnjs|polyfill\.io|googletagmanager")


def test_no_file_names_a_host_that_serves_scripts_fonts_or_emoji(site: Path) -> None:
    named = {path.name for path in files_of(site) if HOSTS.search(path.read_bytes())}
    # Material knows where Mermaid is; a test in a browser holds that no note makes it go there.
    assert {re.sub(r"\.[0-9a-f]{8}", "", name) for name in named} == {"bundle.min.js", "bundle.min.js.map"}


def test_nothing_is_loaded_by_an_address_of_another_host(site: Path) -> None:
    loads = re.compile(
        r"<(?!a\b|html\b|meta\b)[a-z][^>]*\s(?:src|href|srcset|data)=[\"']?(?:https?:)?//[^>]*>"
    )
    for page in site.rglob("*.html"):
        assert loads.findall(page.read_text(encoding="utf-8")) == [], page
    for sheet in site.rglob("*.css"):
        assert not re.search(
            r"(?:url\(|@import\s*)[\"']?(?:https?:)?//", sheet.read_text(encoding="utf-8")
        ), sheet


def test_icons_and_the_switch_of_colours_are_drawn_in_the_page(site: Path) -> None:
    html = (site / "index.html").read_text(encoding="utf-8")
    switch = (
        html.partition("data-md-component=palette")[2] or html.partition('data-md-component="palette"')[2]
    )
    assert switch.partition("</form>")[0].count("<svg") == 3


def test_no_script_may_be_made_of_a_text(site: Path) -> None:
    for page in site.rglob("*.html"):
        scripts = re.search(r"script-src ([^;\"]*)", page.read_text(encoding="utf-8"))
        assert scripts
        sources = scripts[1].split()
        assert sources[0] == "'self'"
        assert len(sources) > 1
        assert all(re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", source) for source in sources[1:]), page


def test_without_a_theme_there_is_no_highlighter_from_elsewhere(tmp_path: Path) -> None:
    config = CONFIG.replace("theme: {name: soi}\n", "").replace("  - material/tags\n", "")
    root = write_wiki(tmp_path, ANA, config.replace("material/search", "search"))
    done = mkdocs(root, "build")
    assert done.returncode == 0, done.stderr
    assert "SOI50" not in done.stderr
    html = (root / "site/people/ana.html").read_text(encoding="utf-8")
    assert "<h1" in html
    assert not HOSTS.search(html.encode())


def test_a_theme_that_is_named_is_taken_as_it_is(tmp_path: Path) -> None:
    config = CONFIG.replace("{name: soi}", "{name: mkdocs}").replace("  - material/tags\n", "")
    root = write_wiki(tmp_path, ANA, config.replace("material/search", "search"))
    done = mkdocs(root, "build")
    assert "cdnjs.cloudflare.com" in (root / "site/people/ana.html").read_text(encoding="utf-8")
    assert "SOI503" in done.stderr


# -- who is told


def test_a_build_says_what_is_wrong_and_builds_all_the_same(tmp_path: Path) -> None:
    root = write_wiki(tmp_path, ANA, LOUD)
    ran = run_soi(root, "build")
    assert ran.exit == 0
    done = mkdocs(root, "build")
    assert done.returncode == 0
    for said in SAID:
        assert ran.err.count(said) == 1
        assert done.stderr.count(f"WARNING -  {said}") == 1
    assert (root / "site/people/ana.html").exists()
    checks = (root / "site/checks.html").read_text(encoding="utf-8")
    assert "SOI502" in checks
    assert "SOI503" in checks


def test_a_build_that_may_warn_of_nothing_stops(tmp_path: Path) -> None:
    root = write_wiki(tmp_path, ANA, LOUD)
    assert mkdocs(root, "build", "--strict").returncode == 1


def test_a_build_says_nothing_of_what_is_switched_off(tmp_path: Path) -> None:
    quiet = LOUD.replace('SOI210: "off"', 'SOI502: "off", SOI503: info')
    done = mkdocs(write_wiki(tmp_path, ANA, quiet), "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "SOI502" not in done.stderr
    assert f"INFO    -  {SAID[1].replace('error', 'info')}" in done.stderr


def test_a_build_keeps_other_findings_to_the_page_of_checks(tmp_path: Path) -> None:
    root = write_wiki(tmp_path, {"ana.md": "---\nname: Ana\ngrade: AA\n---\n"})
    assert "SOI" not in mkdocs(root, "build").stderr
    assert "SOI202" in (root / "site/checks.html").read_text(encoding="utf-8")


# -- who can look


def test_serve_answers_this_machine_only_whatever_the_configuration_says(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    root = write_wiki(tmp_path, ANA, CONFIG + f"dev_addr: 0.0.0.0:{port}\n")
    command = [sys.executable, "-m", "builder", "--wiki", str(root), "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr
            # It listens before it says so, and ends what it says when it gives up.
            assert any("Serving on" in line for line in server.stderr)
            assert answers("127.0.0.1", port)
            # A server that listens on every address would answer on the rest of the machine's own, too.
            assert not answers("127.0.0.2", port)
        finally:
            server.terminate()


def answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


@pytest.mark.parametrize("folder", ["site", "out/site"])
def test_what_a_build_made_is_marked_before_anything_is_written(tmp_path: Path, folder: str) -> None:
    root = write_wiki(tmp_path, ANA, CONFIG + f"site_dir: {folder}\n")
    site = build(root / "mkdocs.yml")
    assert site == root / folder
    assert (site / ".soi-site").is_file()
    (site / ".soi-site").unlink()
    ran = run_soi(root, "build")
    assert ran.exit == 2
    assert "files that soi did not make" in ran.err
    assert (site / "index.html").exists()
