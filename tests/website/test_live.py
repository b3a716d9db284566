"""`soi serve` and `mkdocs serve`, each a real process: what is saved is read over HTTP a moment later."""

from __future__ import annotations

import http.client
import re
import shutil
from collections.abc import Iterator

import pytest

from ..support import write
from .conftest import CONFIG
from .conftest import write_wiki
from .serving import MKDOCS
from .serving import SOI
from .serving import Server
from .serving import served

ANA = "---\nname: {name}\ngrade: A\ntouches:\n  - 2026-11-02 call: Fine.\n---\n{notes}\n"
FILES = {"ana.md": ANA.format(name="Ana", notes="Tea."), "ben.md": "---\nname: Ben\n---\n"}
PROGRAMS = {"soi serve": SOI, "mkdocs serve": MKDOCS}
DUE = "{{% extends 'soi/due.html' %}}\n{{% block before %}}\n{text}\n{{% endblock %}}\n"


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(argv, marks=pytest.mark.xdist_group(name), id=name) for name, argv in PROGRAMS.items()
    ],
)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that several tests share; each makes what it needs and takes its folders away again."""
    root = write_wiki(tmp_path_factory.mktemp("live") / "wiki", FILES)
    with served(root, *request.param) as running:
        yield running


def save(server: Server, path: str, text: str) -> None:
    write(server.root / path, text)


# -- contacts


def test_a_contact_that_is_saved_is_shown_as_it_is_now(server: Server) -> None:
    save(server, "contacts/ana.md", ANA.format(name="Ana", notes="Coffee, no sugar."))
    server.until_shown("people/ana.html", "Coffee, no sugar.")
    save(server, "contacts/ana.md", ANA.format(name="Anastasia", notes="Tea."))
    server.until_shown("people/ana.html", "<h1>Anastasia")
    assert "Anastasia" in server.read("people.html")[1]
    assert "Coffee" not in server.read("people/ana.html")[1]


def test_a_contact_comes_and_goes_with_its_file(server: Server) -> None:
    assert server.read("people/cleo.html")[0] == http.client.NOT_FOUND
    save(server, "contacts/new folder/cleo.md", "---\nname: Cleo\n---\n")
    server.until_shown("people/cleo.html", "<h1>Cleo")
    assert "Cleo" in server.read("people.html")[1]
    (server.root / "contacts/new folder/cleo.md").unlink()
    server.until_gone("people/cleo.html")
    assert "Cleo" not in server.read("people.html")[1]


def test_a_contact_that_breaks_is_left_out_until_it_is_mended(server: Server) -> None:
    save(server, "contacts/dora.md", "---\nname: Dora\n---\n")
    server.until_shown("people/dora.html", "<h1>Dora")
    save(server, "contacts/dora.md", '---\nname: "Dora\n---\n')
    server.until_gone("people/dora.html")
    assert "SOI102" in server.read("checks.html")[1]
    assert "contacts/dora.md:2" in server.read("checks.html")[1]
    assert server.read("people/ana.html")[0] == http.client.OK
    save(server, "contacts/dora.md", "---\nname: Dora\n---\n")
    server.until_shown("people/dora.html", "<h1>Dora")
    assert "SOI102" not in server.read("checks.html")[1]


# -- folders that need not be there at the start


def test_a_template_counts_though_its_folder_came_later(server: Server) -> None:
    for text in ("First.", "Again, after the folder was away."):
        assert not (server.root / "templates").exists()
        save(server, "templates/pages/due.html", DUE.format(text=text))
        server.until_shown("due.html", text)
        assert "<h1>Due</h1>" in server.read("due.html")[1]
        save(server, "templates/pages/due.html", DUE.format(text="Saved once more."))
        server.until_shown("due.html", "Saved once more.")
        shutil.rmtree(server.root / "templates")
        server.until_not_shown("due.html", "Saved once more.")


def test_a_template_under_its_folders_old_name_counts_when_that_is_changed(server: Server) -> None:
    save(server, "templates.off/pages/due.html", DUE.format(text="Renamed."))
    (server.root / "templates.off").rename(server.root / "templates")
    server.until_shown("due.html", "Renamed.")
    (server.root / "templates").rename(server.root / "templates.off")
    server.until_not_shown("due.html", "Renamed.")
    shutil.rmtree(server.root / "templates.off")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("{% if %}", "templates/pages/due.html:3: Expected", id="no Jinja"),
        pytest.param("{{ view.nothing }}", "templates/pages/due.html:3: 'builder.pages", id="unknown name"),
    ],
)
def test_a_mistake_in_a_template_is_named_and_the_site_stays(server: Server, text: str, message: str) -> None:
    seen = len(server.log)
    save(server, "templates/pages/due.html", DUE.format(text=text))
    server.until(lambda: message in server.log[seen:], message)
    assert "<h1>Due</h1>" in server.read("due.html")[1]
    assert "Traceback" not in server.log
    save(server, "templates/pages/due.html", DUE.format(text="Mended."))
    server.until_shown("due.html", "Mended.")
    shutil.rmtree(server.root / "templates")
    server.until_not_shown("due.html", "Mended.")


def test_a_line_in_the_inbox_is_counted(server: Server) -> None:
    assert not (server.root / "inbox").exists()
    save(server, "inbox/phone.txt", "2026-11-20 ana call asked for the price\n")
    server.until_shown("", "1 line waits")
    save(server, "inbox/phone.txt", "2026-11-20 ana call asked for the price\nben call no answer\n")
    server.until_shown("", "2 lines wait")
    shutil.rmtree(server.root / "inbox")
    server.until_not_shown("", "to be filed")


# -- settings


def test_settings_that_are_saved_hold_from_then_on(server: Server) -> None:
    save(server, "mkdocs.yml", CONFIG.replace("People of a test", "People of today"))
    server.until_shown("people/ben.html", "People of today")
    assert "2026-11-09" not in server.read("due.html")[1]
    save(server, "mkdocs.yml", CONFIG + "      cadence: {A: 1 week}\n")
    server.until_shown("due.html", "2026-11-09")
    assert "People of today" not in server.read("people/ben.html")[1]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("      currency: [a]\n", r"mkdocs\.yml:11:17: ", id="a setting"),
        pytest.param("      currency: [a\n", r"mkdocs\.yml:1[12]:[0-9]+: ", id="no YAML"),
        pytest.param("theme: {name: nothing}\n", "Unrecognised theme name", id="what MkDocs refuses"),
    ],
)
def test_a_mistake_in_the_settings_is_named_and_the_site_stays(
    server: Server, line: str, message: str
) -> None:
    seen = len(server.log)
    name = f"Mended after {len(line)}"
    save(server, "mkdocs.yml", CONFIG + line)
    server.until(lambda: "stays as it was" in server.log[seen:], message)
    assert re.search(message, server.log[seen:]), server.log[seen:]
    assert "<h1>Due</h1>" in server.read("due.html")[1]
    assert "Traceback" not in server.log
    save(server, "mkdocs.yml", CONFIG.replace("People of a test", name))
    server.until_shown("due.html", name)


def test_contacts_in_another_folder_are_watched_there(server: Server) -> None:
    write(server.root / "others/zelda.md", "---\nname: Zelda\n---\n")
    save(server, "mkdocs.yml", CONFIG.replace("docs_dir: contacts", "docs_dir: others"))
    server.until_shown("people.html", "Zelda")
    write(server.root / "others/zelda.md", "---\nname: Griselda\n---\n")
    server.until_shown("people.html", "Griselda")
    save(server, "mkdocs.yml", CONFIG)
    server.until_shown("people.html", "Ben")


# -- for this machine only


def test_only_those_who_call_it_by_its_own_name_are_answered(server: Server) -> None:
    for name in ("127.0.0.1", f"127.0.0.1:{server.port}", "LOCALHOST", "localhost:80", "[::1]:80"):
        assert server.read("people/ben.html", Host=name)[0] == http.client.OK, name
    for name in ("elsewhere.example", "elsewhere.example:80", "localhost.elsewhere.example", "", "["):
        status, text = server.read("people/ben.html", Host=name)
        assert status == http.client.MISDIRECTED_REQUEST, name
        assert "Ben" not in text
