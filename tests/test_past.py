"""The wiki at an earlier commit, read from real repositories, however they are laid out."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from builder.errors import RefusedError
from builder.load import load
from builder.past import commit_named
from builder.past import commit_on
from builder.past import wiki_at

from .repositories import commit
from .repositories import git
from .repositories import start
from .repositories import state
from .support import SITE
from .support import make_wiki
from .support import person
from .support import write

UTC = ZoneInfo("UTC")
FIRST = dt.date(2026, 1, 10)


def on(root: Path, day: str, zone: ZoneInfo = UTC) -> str:
    return commit_on(root, dt.date.fromisoformat(day), zone).name


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Ana on 10 January, Ben beside her on the 20th."""
    start(tmp_path)
    make_wiki(tmp_path, {"ana.md": person("Ana", grade="B")})
    commit(tmp_path, "2026-01-10")
    write(tmp_path / "contacts/ben.md", person("Ben"))
    commit(tmp_path, "2026-01-20")
    return tmp_path


def test_the_last_commit_of_a_day_is_taken(root: Path) -> None:
    first, second = git(root, "rev-list", "--reverse", "HEAD").decode().split()
    assert [on(root, f"2026-01-{day}") for day in (10, 19, 20)] == [first, first, second]
    assert on(root, "9999-12-31") == second


def test_a_day_ends_where_the_owner_lives(root: Path) -> None:
    late = commit(root, "2026-01-25T23:30:00+00:00")
    assert on(root, "2026-01-25") == late
    assert on(root, "2026-01-25", ZoneInfo("Europe/Madrid")) != late
    assert on(root, "2026-01-26", ZoneInfo("Europe/Madrid")) == late
    assert commit_named(root, late, ZoneInfo("Asia/Tokyo")).day == dt.date(2026, 1, 26)


def test_what_lay_on_another_branch_was_not_the_wiki(root: Path) -> None:
    before = git(root, "rev-parse", "HEAD").decode().strip()
    git(root, "switch", "-qc", "other", "HEAD~1")
    other = commit(root, "2026-01-22")
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "Take it in", "other", at="2026-01-30T12:00:00+00:00")
    assert on(root, "2026-01-25") == before != other


@pytest.mark.parametrize("name", ["HEAD~1", "HEAD@{{1}}", "main~1", "v1", "v2", "odd", "{short}", "{full}"])
def test_a_commit_has_many_names(root: Path, name: str) -> None:
    first = git(root, "rev-parse", "HEAD~1").decode().strip()
    git(root, "tag", "v1", first)
    git(root, "tag", "-a", "-m", "annotated", "v2", first)
    git(root, "branch", "odd", first)
    found = commit_named(root, name.format(short=first[:7], full=first), UTC)
    assert (found.name, found.day) == (first, FIRST)


@pytest.mark.parametrize(
    "name",
    ["-v", "--help", "--all", "-", "", "^HEAD", "HEAD~1..HEAD", "nowhere", "HEAD:contacts", "HEAD^{tree}"],
)
def test_what_is_no_commit_is_refused(root: Path, name: str) -> None:
    with pytest.raises(RefusedError, match="neither a day nor a commit"):
        commit_named(root, name, UTC)


def test_the_files_of_then_are_read_and_nothing_is_touched(root: Path) -> None:
    write(root / "contacts/ana.md", person("Ana", grade="A"))
    write(root / "contacts/dora.md", person("Dora"))
    git(root, "rm", "-q", "--cached", "contacts/ben.md")
    before = state(root)
    then = wiki_at(root, "contacts", commit_on(root, FIRST, UTC))
    assert {contact.id: contact.grade for contact in then.contacts.values()} == {"ana": "B"}
    assert state(root) == before


def test_a_commit_reads_as_its_checkout_does(tmp_path: Path) -> None:
    start(tmp_path)
    strange: dict[str, str | bytes] = {
        "contacts/deep/er/cleo.md": person("Cleo"),
        "contacts/_template.md": person("Nobody"),
        "contacts/.hidden/dora.md": person("Dora"),
        "contacts/_drafts/emil.md": person("Emil"),
        "contacts/deep/README.md": "# Read",
        "contacts/fay~.md~": person("Fay"),
        "contacts/gil.MD": person("Gil"),
        "contacts/notes.txt": "no contact",
        "contacts/with\nnewline.md": person("Hal"),
        "contacts/wit\th tab.md": person("Ida"),
        "contacts/Zoë Ünal.md": person("Zoë"),
        "contacts/broken.md": b"---\nname: [\n---\n",
        "contacts/latin.md": b"---\nname: Jos\xe9\n---\n",
        "contacts/crlf.md": b"\xef\xbb\xbf---\r\nname: Kay\r\n---\r\n",
        "contacts/other/ana.md": person("Another Ana"),
        "contacts/events/party.md": "---\nname: Party\ntype: event\ndate: 2026-01-05\nattended: [ana]\n---\n",
        "contacts/page.md": "---\nname: Page\ntype: page\n---\n",
    }
    make_wiki(tmp_path, {"ana.md": person("Ana", former_ids="[anna]"), **strange})
    odd = os.fsencode(tmp_path / "contacts") + b"/lat\xedn.md"
    Path(os.fsdecode(odd)).write_text(person("Lat"), encoding="utf-8")
    commit(tmp_path, "2026-01-10")
    now, then = load(tmp_path, "contacts"), wiki_at(tmp_path, "contacts", commit_on(tmp_path, FIRST, UTC))
    for part in ("contacts", "events", "pages", "paths", "ids", "former", "findings", "event_touches"):
        assert getattr(then, part) == getattr(now, part), part
    assert len(then.paths) == 11


def test_links_and_submodules_are_left_out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = start(tmp_path_factory.mktemp("other"))
    write(other / "eve.md", person("Eve"))
    commit(other, "2026-01-01")
    git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "contacts/sub")
    (root / "contacts/link.md").symlink_to("ana.md")
    (root / "contacts/folder").symlink_to("sub")
    commit(root, "2026-01-25")
    then = wiki_at(root, "contacts", commit_on(root, dt.date(2026, 1, 25), UTC))
    assert [*then.paths] == ["ana", "ben"]
    assert not then.findings


@pytest.mark.parametrize("above", ["people", "my wiki/of, (all)", ":(top)x", "--odd", "caf\udce9"])
def test_the_wiki_may_be_a_folder_of_the_repository(tmp_path: Path, above: str) -> None:
    start(tmp_path)
    root = tmp_path / above
    root.mkdir(parents=True)
    make_wiki(root, {"ana.md": person("Ana")})
    write(tmp_path / "contacts/stranger.md", person("Somebody else's"))
    commit(tmp_path, "2026-01-10")
    then = wiki_at(root, "contacts", commit_on(root, FIRST, UTC))
    assert {contact.id: contact.path for contact in then.contacts.values()} == {"ana": "contacts/ana.md"}


def test_the_contacts_may_be_the_whole_wiki(tmp_path: Path) -> None:
    start(tmp_path)
    write(tmp_path / "ana.md", person("Ana"))
    commit(tmp_path, "2026-01-10")
    assert [*wiki_at(tmp_path, ".", commit_on(tmp_path, FIRST, UTC)).paths.items()] == [("ana", "ana.md")]


@pytest.mark.parametrize("is_file", [False, True], ids=["absent", "a file then"])
def test_a_folder_that_was_not_there_is_said_so(tmp_path: Path, *, is_file: bool) -> None:
    start(tmp_path)
    write(tmp_path / ("contacts" if is_file else "other"), "x")
    commit(tmp_path, "2026-01-10")
    with pytest.raises(RefusedError, match=r"contacts is not in the commit [0-9a-f]{9} of 2026-01-10"):
        wiki_at(tmp_path, "contacts", commit_on(tmp_path, FIRST, UTC))


def renamed(root: Path, config: str | bytes) -> list[str]:
    """Paths of then where `contacts/` was called `people/`, as `mkdocs.yml` of then may have said."""
    start(root)
    write(root / "people/ana.md", person("Ana"))
    write(root / "mkdocs.yml", config)
    commit(root, "2026-01-10")
    git(root, "mv", "people", "contacts")
    write(root / "mkdocs.yml", SITE)
    return sorted(wiki_at(root, "contacts", commit_on(root, FIRST, UTC)).paths.values())


@pytest.mark.parametrize("config", ["docs_dir: people\n", "INHERIT: ../all.yml\ndocs_dir: ./people/\n"])
def test_the_contacts_are_where_the_configuration_of_then_says(tmp_path: Path, config: str) -> None:
    assert renamed(tmp_path, config) == ["people/ana.md"]


@pytest.mark.parametrize(
    "config",
    ["docs_dir: ../people\n", "docs_dir: [\n", "INHERIT: ../all.yml\n", "", b"docs_dir: \xff\n"],
    ids=["outside", "no YAML", "in another file", "empty", "no text"],
)
def test_where_the_configuration_of_then_says_nothing_that_of_today_does(
    tmp_path: Path, config: str | bytes
) -> None:
    with pytest.raises(RefusedError, match="contacts is not in the commit"):
        renamed(tmp_path, config)


def test_a_configuration_of_then_that_names_no_folder_means_contacts(root: Path) -> None:
    git(root, "mv", "contacts", "people")
    write(root / "mkdocs.yml", f"{SITE}docs_dir: people\n")
    assert [*wiki_at(root, "people", commit_on(root, FIRST, UTC)).paths.values()] == ["contacts/ana.md"]


def test_the_wiki_may_be_a_submodule(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    above = start(tmp_path_factory.mktemp("above"))
    git(above, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(root), "wiki")
    commit(above, "2026-02-01")
    assert [*wiki_at(above / "wiki", "contacts", commit_on(above / "wiki", FIRST, UTC)).ids] == ["ana"]


def test_before_the_first_commit_there_is_nothing(root: Path) -> None:
    with pytest.raises(RefusedError, match="git knows nothing of the wiki before 2026-01-10"):
        on(root, "2026-01-09")


def test_a_shallow_clone_says_where_it_begins(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--depth", "1", f"file://{root}", ".")
    first = git(root, "rev-parse", "HEAD~1").decode().strip()
    with pytest.raises(RefusedError, match="shallow clone that begins on 2026-01-20"):
        on(clone, "2026-01-15")
    with pytest.raises(RefusedError, match="neither a day nor a commit") as refused:
        commit_named(clone, first, UTC)
    assert "git fetch --unshallow" in refused.value.hint
    assert [*wiki_at(clone, "contacts", commit_named(clone, "HEAD", UTC)).ids] == ["ana", "ben"]


def test_without_a_commit_or_a_repository_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="the wiki is in no git repository"):
        on(tmp_path, "2026-01-10")
    with pytest.raises(RefusedError, match="the wiki is in no git repository"):
        commit_named(tmp_path, "HEAD", UTC)
    start(tmp_path)
    with pytest.raises(RefusedError, match="git has no commit of the wiki yet"):
        on(tmp_path, "2026-01-10")


def test_a_repository_that_git_does_not_take_is_told_in_its_words(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("nonsense", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"git rev-parse: .*invalid gitfile format"):
        on(tmp_path, "2026-01-10")


def test_without_git_it_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(RefusedError, match="git cannot be run"):
        on(root, "2026-01-10")


def test_an_object_that_is_lost_is_told(root: Path) -> None:
    name = git(root, "rev-parse", "HEAD:contacts/ana.md").decode().strip()
    (root / ".git/objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(RefusedError, match=r"git cat-file: [0-9a-f]{40} missing"):
        wiki_at(root, "contacts", commit_on(root, FIRST, UTC))


def test_a_file_that_is_too_long_keeps_its_id(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.past.MAX_BYTES", (root / "contacts/ana.md").stat().st_size - 1)
    then = wiki_at(root, "contacts", commit_on(root, FIRST, UTC))
    assert ([*then.paths], [*then.contacts]) == (["ana"], [])
    assert [finding.contact for finding in then.findings] == ["ana"]
