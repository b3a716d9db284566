"""Other programs read through python-frontmatter what soi reads."""

from __future__ import annotations

from pathlib import Path

import frontmatter
import pytest

from builder.handler import ContactHandler
from tests.support import story


def _loads(text: str) -> frontmatter.Post:
    return frontmatter.loads(text, handler=ContactHandler())


def test_a_text_stays_the_text_that_was_written() -> None:
    post = _loads("---\nname: NO\nphones: 0123\nreach: 12:30\nadded: 2026-03-01\n---\nNotes.\n")
    assert post.metadata == {"name": "NO", "phones": "0123", "reach": "12:30", "added": "2026-03-01"}
    assert post.content == "Notes."


def test_four_hyphens_do_not_end_the_front_matter() -> None:
    post = _loads("---\nname: Ana\nnote: |\n  ----\n---\n----\nbelow\n")
    assert post["note"] == "----\n"
    assert post.content == "----\nbelow"


def test_a_byte_order_mark_and_other_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "ana.md"
    path.write_bytes("\ufeff---\r\nname: Ana\r\n---\r\nNotes.\r\n".encode())
    assert frontmatter.load(str(path), handler=ContactHandler())["name"] == "Ana"


@pytest.mark.parametrize(
    ("yaml", "match"),
    [
        ("grade: A\ngrade: B", "2:1: .*twice"),
        ("name: &a Ana", "1:7: anchor"),
        ("name: Ana: x", "1:10: a colon"),
    ],
    ids=["the same key twice", "an anchor", "not YAML"],
)
def test_what_soi_refuses_is_refused(yaml: str, match: str) -> None:
    with pytest.raises(ValueError, match=match):
        _loads(f"---\n{yaml}\n---\n")


def test_a_text_without_front_matter_is_all_notes() -> None:
    post = _loads("Just notes.")
    assert (post.metadata, post.content) == ({}, "Just notes.")


def test_every_sample_contact_comes_back_from_what_is_written() -> None:
    for path in story():
        post = frontmatter.load(str(path), handler=ContactHandler())
        again = _loads(frontmatter.dumps(post, handler=ContactHandler()))
        assert (again.metadata, again.content) == (post.metadata, post.content)
