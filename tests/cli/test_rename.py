"""`soi rename` on real files: another id or name, and everything still leads there."""

from __future__ import annotations

import stat
import unicodedata
from pathlib import Path

import pytest

from ..support import check
from ..support import make_wiki
from ..support import person
from ..support import places
from ..support import soi

BEN = person("Ben", referred_by="ana") + "[[ana|her]]\n"


def wiki_of(root: Path, **more: str) -> Path:
    return make_wiki(
        root, {"ana.md": person("Ana Ruiz"), "ben.md": BEN, **{f"{n}.md": t for n, t in more.items()}}
    )


def texts(root: Path) -> dict[str, str]:
    files = sorted((root / "contacts").rglob("*.md"))
    return {
        path.relative_to(root / "contacts").as_posix(): path.read_text(encoding="utf-8") for path in files
    }


def test_a_preview_writes_nothing(tmp_path: Path) -> None:
    before = texts(wiki_of(tmp_path))
    ran = soi(tmp_path, "rename", "ana", "ana-ruiz")
    assert (ran.exit, ran.err) == (0, "soi: 2 files would be written; add --apply to do it\n")
    assert ran.out.splitlines() == [
        "contacts/ana-ruiz.md:1: was contacts/ana.md",
        "contacts/ana-ruiz.md:4: former_ids: added ana",
        "contacts/ben.md:3: ana -> ana-ruiz",
        "contacts/ben.md:5: [[ana|her]] -> [[ana-ruiz|her]]",
    ]
    assert texts(tmp_path) == before


def test_a_file_is_renamed_and_all_is_mended(tmp_path: Path) -> None:
    told = soi(wiki_of(tmp_path), "rename", "ana", "ana-ruiz").out
    ran = soi(tmp_path, "rename", "ana", "ana-ruiz", "--apply")
    assert (ran.exit, ran.out, ran.err) == (0, told, "")
    assert texts(tmp_path) == {
        "ana-ruiz.md": "---\nname: Ana Ruiz\nformer_ids:\n  - ana\n---\n",
        "ben.md": BEN.replace("ana", "ana-ruiz"),
    }
    assert places(check(tmp_path)) == []


def test_a_new_name_makes_the_id_and_the_old_one_an_alias(tmp_path: Path) -> None:
    ran = soi(wiki_of(tmp_path), "rename", "ana", "--name", " Ana  López ", "--apply")
    assert ran.exit == 0
    assert "contacts/ana-lopez.md:2: name: Ana Ruiz -> Ana López\n" in ran.out
    assert texts(tmp_path)["ana-lopez.md"] == (
        "---\nname: Ana López\naliases:\n  - Ana Ruiz\nformer_ids:\n  - ana\n---\n"
    )
    assert soi(tmp_path, "show", "ana ruiz").exit == 0


def test_only_the_name_changes(tmp_path: Path) -> None:
    ran = soi(wiki_of(tmp_path), "rename", "ana", "--name", "Ana López", "--keep-id", "--no-alias", "--apply")
    assert ran.out == "contacts/ana.md:2: name: Ana Ruiz -> Ana López\n"
    assert texts(tmp_path) == {"ana.md": person("Ana López"), "ben.md": BEN}


def test_back_and_forth_leaves_no_trace_but_the_other_id(tmp_path: Path) -> None:
    before = texts(wiki_of(tmp_path))
    assert soi(tmp_path, "rename", "ana", "b", "--name", "Bea", "--apply").exit == 0
    ran = soi(tmp_path, "rename", "b", "ana", "--name", "Ana Ruiz", "--no-alias", "--apply")
    assert "contacts/ana.md:3: former_ids: without ana" in ran.out
    now = texts(tmp_path)
    assert {**now, "ana.md": now["ana.md"].replace("former_ids:\n  - b\n", "")} == before


def test_references_in_the_file_itself_are_mended(tmp_path: Path) -> None:
    wiki_of(tmp_path, cy=person("Cy", former_ids="[seyd]") + "[[cy]] [me](cy.md) [[seyd]] [b](./ben.md)")
    assert soi(tmp_path, "rename", "cy", "cyrus", "--apply").exit == 0
    assert texts(tmp_path)["cyrus.md"] == (
        "---\nname: Cy\nformer_ids: [seyd, cy]\n---\n[[cyrus]] [me](cyrus.md) [[cyrus]] [b](./ben.md)"
    )


def test_a_file_stays_in_its_folder_with_its_rights_and_its_bytes(tmp_path: Path) -> None:
    text = "\ufeff---\r\nname: Ana  # so\r\ntouches: 2026-01-01 call\r\n---\r\n\r\nx"
    make_wiki(tmp_path, {"contacts/a b/ana.md": text.encode()})
    (tmp_path / "contacts/a b/ana.md").chmod(0o640)
    assert soi(tmp_path, "rename", "ana", "anna", "--apply").exit == 0
    path = tmp_path / "contacts/a b/anna.md"
    added = text.replace("touches", "former_ids:\r\n  - ana\r\ntouches")
    assert path.read_bytes().decode() == added
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [entry.name for entry in path.parent.iterdir()] == ["anna.md"]


@pytest.mark.parametrize("kind", ["event", "page"])
def test_events_and_pages_are_renamed_by_their_ids(tmp_path: Path, kind: str) -> None:
    wiki_of(tmp_path, fair=f"---\nname: Fair\ntype: {kind}\n---\n", cy=person("Cy") + "[[fair]]")
    assert soi(tmp_path, "rename", "Fair", "fair-2026", "--apply").exit == 0
    assert texts(tmp_path)["fair-2026.md"].count("former_ids:\n  - fair\n") == 1
    assert texts(tmp_path)["cy.md"] == person("Cy") + "[[fair-2026]]"


def test_other_letters_are_no_other_id(tmp_path: Path) -> None:
    wiki_of(tmp_path, Cy=person("Cy"), di=person("Di", referred_by="Cy"))
    assert soi(tmp_path, "rename", "Cy", "cy", "--apply").exit == 0
    assert texts(tmp_path)["cy.md"] == person("Cy")
    assert texts(tmp_path)["di.md"] == person("Di", referred_by="cy")
    assert "Cy.md" not in texts(tmp_path)


def test_a_name_of_a_file_is_composed(tmp_path: Path) -> None:
    odd = unicodedata.normalize("NFD", "josé")
    wiki_of(tmp_path, **{odd: person("José")})
    assert places(check(tmp_path)) == [f"{odd}.md:1:1 SOI208"]
    assert soi(tmp_path, "rename", "josé", "josé", "--apply").exit == 0
    assert texts(tmp_path)["josé.md"] == person("José")
    assert places(check(tmp_path)) == []


REFUSED = {
    "taken": (["ana", "ben"], 'the id "ben" is taken by contacts/ben.md'),
    "taken in other letters": (["ana", "BEN", "--name", "x"], 'the id "BEN" is taken by contacts/ben.md'),
    "taken before": (["ana", "old-cy"], 'the id "old-cy" was once that of contacts/cy.md'),
    "poor": (["ana", "a/b"], '"a/b" cannot be an id'),
    "left aside": (["ana", "README", "--name", "x"], '"README" cannot be an id'),
    "a name for an id": (["ana", "Ana López"], '"Ana López" looks like a name, not like an id'),
    "the same": (["ana", "ana"], "ana is called that already"),
    "the same name": (["ana", "--name", "Ana Ruiz", "--keep-id"], "ana is called that already"),
    "nothing new": (["ana"], "nothing is said of what is new"),
    "no name": (["ana", "--name", " "], "the name is empty"),
    "an id that is kept": (["ana", "x", "--keep-id"], "--keep-id goes with --name and without a NEW-ID"),
    "nobody": (["zoe", "zoey"], 'nobody is called "zoe"'),
    "a broken file": (["di", "dian"], "contacts/di.md:2:9: SOI102 error"),
    "a twin": (["ed", "edward"], "two files have the id ed: contacts"),
    "a link": (["flo", "flora"], "contacts/flo.md is a link to another file"),
}


@pytest.mark.parametrize(("args", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused(tmp_path: Path, args: list[str], message: str) -> None:
    wiki_of(tmp_path, cy=person("Cy", former_ids="old-cy"), di="---\nname: Di: x\n---\n")
    make_wiki(tmp_path, {"ed.md": person("Ed"), "contacts/x/ed.md": person("Ed"), "x/flo.md": person("Flo")})
    (tmp_path / "contacts/flo.md").symlink_to("../x/flo.md")
    before = texts(tmp_path)
    ran = soi(tmp_path, "rename", *args, "--apply")
    assert (ran.exit, ran.out) == (2, "")
    assert ran.err.startswith(f"soi: {message}")
    assert texts(tmp_path) == before


def test_a_broken_file_keeps_the_old_id_and_is_told(tmp_path: Path) -> None:
    wiki_of(tmp_path, cy="---\nname: Cy: x\nreferred_by: ana\n---\n")
    ran = soi(tmp_path, "rename", "ana", "ana-ruiz", "--apply")
    assert ran.exit == 1
    assert ran.err.startswith("soi: keeps the old id: contacts/cy.md:2:9: SOI102 error")
    assert texts(tmp_path)["ben.md"] == BEN.replace("ana", "ana-ruiz")
    make_wiki(tmp_path, {"cy.md": person("Cy", referred_by="ana")})
    assert places(check(tmp_path, "--select", "SOI3")) == ["cy.md:3:14 SOI311"]


def test_a_file_that_a_link_leads_to_keeps_its_name(tmp_path: Path) -> None:
    root = make_wiki(tmp_path, {"ben.md": person("Ben")})
    (root / "contacts/bb.md").symlink_to("ben.md")
    ran = soi(root, "rename", "ben", "bob", "--apply")
    assert ran.exit == 2
    assert "contacts/bb.md is a link to contacts/ben.md" in ran.err
    assert (root / "contacts/bb.md").read_text(encoding="utf-8") == person("Ben")
