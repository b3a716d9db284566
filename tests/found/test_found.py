"""What the laws have found once, in its smallest form. Each of these was a mistake of ours."""

from __future__ import annotations

import pytest

from builder.edit.splice import append
from builder.edit.splice import assign
from builder.plain import Value
from builder.plain import read_plain
from builder.source import read
from builder.source import read_text

TOUCH: dict[str, Value] = {"date": "2026-02-27", "channel": "call"}


def test_brackets_that_do_not_match_are_no_empty_list() -> None:
    for block in ("a: [}", "a: {]", "a: [b}", "a: {b: c]"):
        assert read_plain(block) is None


@pytest.mark.parametrize("what", [" lead", "trail ", "\u00a0x"])
def test_a_promise_keeps_the_blanks_around_it(what: str) -> None:
    entry: dict[str, Value] = {**TOUCH, "follow_up": {"due": "2026-04-01", "what": what}}
    values = read_text(append("---\nname: Ana\n---\n", "touches", entry)).values
    assert values == {"name": "Ana", "touches": [{**entry, "follow_up": {"due": "2026-04-01", "what": what}}]}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("name: 'Ana'  # why", 'name: "Ben"  # why', id="a comment behind a quoted text"),
        pytest.param("name: Ana  # why", 'name: "Ben"  # why', id="a comment behind a plain text"),
        pytest.param("name:   # why", 'name: "Ben"   # why', id="a comment behind an empty key"),
        pytest.param("name: |\n  one\n\n  two\nx-a: b", "name: Ben\nx-a: b", id="a literal block"),
        pytest.param("name:\n- one\n- two", "name:\n  Ben", id="a list without indentation"),
        pytest.param("{}", "{name: Ben}", id="nothing between braces"),
    ],
)
def test_a_key_is_set_in_place_of_what_it_had(before: str, after: str) -> None:
    assert assign(f"---\n{before}\n---\n", "name", "Ben") == f"---\n{after}\n---\n"


def test_a_text_with_quotes_is_set_between_braces() -> None:
    text = assign("---\n{name: x}\n---\n", "name", 'say "hi", b')
    assert read_text(text).values == {"name": 'say "hi", b'}


def test_nothing_is_added_behind_the_end_of_a_document() -> None:
    text = "---\nname: Ana\n...\n---\n"
    assert read_text(text).flaws == ()
    assert append(text, "touches", TOUCH).endswith("\n...\n---\n")


def test_a_bad_byte_behind_a_byte_order_mark_is_counted_without_it() -> None:
    (flaw,) = read(b"\xef\xbb\xbf---\nname: Ana\xff\n---\n").flaws
    assert (flaw.message, flaw.offset) == ("byte 0xff is not UTF-8", 13)
