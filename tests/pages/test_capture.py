"""Edit links, new files at a forge, and the line that logs a touch."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import pytest

from builder.pages import views
from builder.pages.contact import ContactView
from builder.pages.forge import edit_address
from builder.pages.forge import new_file
from builder.workspace import open_workspace
from tests.support import make_wiki
from tests.support import person

PATH = "contacts/ana ruiz.md"


@pytest.mark.parametrize(
    ("source_url", "edit", "new"),
    [
        pytest.param(
            "https://github.com/me/p/edit/trunk/", "edit/trunk", "new/trunk?filename", id="a branch"
        ),
        pytest.param("https://github.com/me/p", "edit/main", "new/main?filename", id="a repository"),
        pytest.param("https://github.com/me/p/tree/dev", "edit/dev", "new/dev?filename", id="looked at"),
        pytest.param("https://github.com/me/p/blob/dev", "edit/dev", "new/dev?filename", id="a file"),
        pytest.param("https://git.example/me/p", "edit/main", "new/main?filename", id="unknown forge"),
        pytest.param("https://gitlab.com/me/p", "-/edit/main", "-/new/main?file_name", id="GitLab"),
        pytest.param(
            "https://gitlab.example/me/p/-/tree/dev",
            "-/edit/dev",
            "-/new/dev?file_name",
            id="GitLab, looked at",
        ),
        pytest.param(
            "https://h.example/me/p/-/edit/x", "-/edit/x", "-/new/x?file_name", id="GitLab elsewhere"
        ),
        pytest.param("https://github.com/me/p.git", "edit/main", "new/main?filename", id="to be cloned"),
        pytest.param("https://codeberg.org/me/p", "_edit/main", "_new/main?filename", id="Forgejo"),
        pytest.param(
            "https://codeberg.org/me/p/src/branch/dev",
            "_edit/dev",
            "_new/dev?filename",
            id="Forgejo, looked at",
        ),
    ],
)
def test_addresses_are_those_of_the_forge(source_url: str, edit: str, new: str) -> None:
    host, owner = urlsplit(source_url).netloc, "me/p"
    assert edit_address(source_url, PATH) == f"https://{host}/{owner}/{edit}/contacts/ana%20ruiz.md"
    made = new_file(source_url, "inbox/touch.md", "ana call ")
    assert made
    assert made.href.startswith(f"https://{host}/{owner}/{new}=")
    given = parse_qs(urlsplit(made.href).query)
    assert given[made.name] == ["inbox/touch.md"]
    assert given.get(made.text) == (["ana call "] if made.text else None)


def contact(root: Path) -> ContactView:
    view = dict(views(open_workspace(root, dt.date(2026, 3, 1))))["people/ana ruiz.html"]
    assert isinstance(view, ContactView)
    return view


def test_a_line_names_the_person_and_no_day(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, {"ana ruiz.md": person("Ana")})
    found = contact(root).capture
    assert found
    assert (found.line, found.folder, found.new) == ("ana ruiz call ", "inbox", None)
    assert found.mail == "mailto:?subject=soi%3A%20ana%20ruiz&body=ana%20ruiz%20call%20"
    assert "2026" not in repr(found)


@pytest.mark.parametrize("mark", ["folder", "file"])
def test_paths_at_the_forge_begin_at_the_top_of_the_repository(tmp_path: Path, mark: str) -> None:
    if mark == "folder":
        (tmp_path / ".git").mkdir()
    else:
        (tmp_path / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    (tmp_path / "my/wiki").mkdir(parents=True)
    settings = "source_url: https://forge.example/me/all/edit/main"
    root = make_wiki(tmp_path / "my/wiki", {"ana ruiz.md": person("Ana")}, settings)
    found = contact(root).capture
    assert found
    assert found.folder == "my/wiki/inbox"
    assert found.new
    assert parse_qs(urlsplit(found.new.href).query)["filename"] == ["my/wiki/inbox/touch.md"]
    opened = open_workspace(root, dt.date(2026, 3, 1))
    assert opened.in_repository("contacts/ana.md") == "my/wiki/contacts/ana.md"


def test_a_repository_may_lie_deeper_than_with_its_owner() -> None:
    for source_url in (
        "https://gitlab.example/a/b/c/p/-/tree/dev",
        "https://gitlab.example/a/b/c/p/-/edit/dev",
    ):
        assert edit_address(source_url, "a.md") == "https://gitlab.example/a/b/c/p/-/edit/dev/a.md"
    assert (
        edit_address("https://h.example/git/me/p/edit/dev", "a.md")
        == "https://h.example/git/me/p/edit/dev/a.md"
    )


def test_an_owner_may_be_called_as_a_part_of_an_address() -> None:
    made = new_file("https://github.com/edit/tree", "inbox/touch.md", "ana call ")
    assert made
    assert made.href.startswith("https://github.com/edit/tree/new/main?")
    assert (
        edit_address("https://github.com/edit/tree", "a.md") == "https://github.com/edit/tree/edit/main/a.md"
    )


def test_a_forge_that_is_asked_by_a_query_is_only_given_the_path() -> None:
    asked = "https://forge.example/?repository=p&file="
    assert edit_address(asked, PATH) == f"{asked}/contacts/ana%20ruiz.md"
    assert new_file(asked, "inbox/touch.md", "ana call ") is None


def test_an_id_that_no_line_can_hold_is_offered_none(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, {"a\nb.md": person("Ana")})
    view = dict(views(open_workspace(root, dt.date(2026, 3, 1))))["people/a\nb.html"]
    assert isinstance(view, ContactView)
    assert view.capture is None


@pytest.mark.parametrize("key", ["died", "archived"])
def test_nothing_is_logged_with_somebody_who_rests(tmp_path: Path, key: str) -> None:
    root = make_wiki(tmp_path, {"ana ruiz.md": person("Ana", **{key: "2026-01-01"})})
    assert contact(root).capture is None
