"""Texts of users in Markdown: read back they are what was typed, and nothing more."""

from __future__ import annotations

import html
import re

import pytest
from markdown_it import MarkdownIt

from builder.cli.markdown import code
from builder.cli.markdown import escaped

ODD = [
    *"\\`*_{}[]()<>#+-.!|~&:@$\"'",
    *("*a*", "__a__", "[a](b)", "![a](b)", "<b>", "<http://a.example>", "&amp;", "~~a~~", "`a", "``a`"),
    *("[[ana|Ana]]", "1. a", "| a | b |", "a\\*", "  ", "\\", "plain words"),
]


def read_back(markdown: str) -> str:
    """What somebody sees of an item of a list."""
    shown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown)
    found = re.fullmatch(r"<ul>\n<li>(.*)</li>\n</ul>\n", shown)
    assert found, shown
    return found[1]


def seen(text: str) -> str:
    return html.escape(text, quote=False).replace('"', "&quot;")


@pytest.mark.parametrize("text", ODD)
def test_a_text_is_shown_as_it_was_typed(text: str) -> None:
    shown = read_back(f"- **Ana {escaped(text)} Ruiz**: x{escaped(text)}y")
    assert shown == f"<strong>Ana {seen(text)} Ruiz</strong>: x{seen(text)}y"


@pytest.mark.parametrize("text", [*ODD, " a ", " `a` "])
def test_a_command_is_shown_as_it_is_typed(text: str) -> None:
    assert read_back(f"- x {code(text)}") == f"x <code>{seen(text)}</code>"


@pytest.mark.parametrize("text", ["Ana #", "# Ana", "Ana ## ##", "#", "C#"])
def test_a_heading_keeps_every_hash(text: str) -> None:
    assert MarkdownIt("commonmark").render(f"## {escaped(text)}") == f"<h2>{text}</h2>\n"
