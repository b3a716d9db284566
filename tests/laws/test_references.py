"""A rename leaves nothing dangling: every reference and link leads where it led, every other byte stays."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from builder.edit.drafts import apply
from builder.edit.rename import rename
from builder.facts.links import mentions
from builder.facts.texts import references
from builder.model import Contact
from builder.wiki import fold
from builder.workspace import Workspace
from builder.workspace import open_workspace

from ..conftest import EXAMPLES
from ..support import make_wiki
from ..support import person
from . import styles

DAY = dt.date(2026, 3, 1)
OLD, NEW, FORMER = "ana-ruiz", "ana-lopez", "anita"
WRITTEN = [OLD, OLD, FORMER, "Ana-Ruiz", "ben", "nobody", "ana-ruiz-2"]


@contextmanager
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp())
    try:
        yield path
    finally:
        shutil.rmtree(path)


@st.composite
def links(draw: st.DrawFn) -> str:
    """Something that is a link, or nearly."""
    target = draw(st.sampled_from(WRITTEN))
    form = draw(
        st.sampled_from(
            [
                "[[{}]]",
                "[[ {} |so *called*]]",
                "[x]({}.md)",
                "[*x*](<../a/{}.md#b> 't')",
                "![{0}]({0}.md)",
                "`[[{}]]`",
                "\\[[{}]]",
                "[[{}",
                "{}",
            ]
        )
    )
    return form.format(target)


@st.composite
def prose(draw: st.DrawFn) -> str:
    """Text with links among ordinary and nasty pieces."""
    pieces = draw(st.lists(st.one_of(links(), links(), styles.notes()), max_size=5))
    glue = draw(st.sampled_from([" ", "\n", "\n\n- ", "", "\n> "]))
    return glue.join(pieces)


@st.composite
def scalars(draw: st.DrawFn, text: str) -> str:
    """A text as it may be written behind a key, over lines where it has some."""
    style = draw(st.sampled_from(["double", "single", "plain", "literal", "escaped"]))
    is_line = "\n" not in text and "\r" not in text and text.isprintable() and text == text.strip() != ""
    if style == "single" and is_line:
        return "'" + text.replace("'", "''") + "'"
    if style == "literal" and is_line:
        return f"|\n    {text}\n"
    if style == "plain" and text.replace("-", "").isalnum():
        return text
    quoted = styles_quoted(text)
    return quoted.replace("-", "\\x2d") if style == "escaped" else quoted


def styles_quoted(text: str) -> str:
    out = "".join(
        c if c.isprintable() and c not in '"\\' and ord(c) < 0xD800 else f"\\U{ord(c):08x}" for c in text
    )
    return f'"{out}"'


@st.composite
def contacts(draw: st.DrawFn) -> str:
    """A file that refers to others in its own way."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    keys = [f"name: Somebody  # {OLD}"]
    if draw(st.booleans()):
        keys.append(f"referred_by: {draw(scalars(draw(st.sampled_from(WRITTEN))))}")
    if draw(st.booleans()):
        keys.append(f"organisation: {draw(scalars(draw(st.sampled_from(WRITTEN))))}")
    if draw(st.booleans()):
        keys.append(f"not_same_as: [{', '.join(draw(st.lists(st.sampled_from(WRITTEN), max_size=3)))}]")
    if draw(st.booleans()):
        keys += [
            "relations:",
            f"  - {{type: knows, contact: '{draw(st.sampled_from(WRITTEN))}'}}  # [[{OLD}]]",
        ]
    if draw(st.booleans()):
        keys.append(f"reach: {draw(scalars(draw(prose())))}")
    if draw(st.booleans()):
        keys += ["touches:", f"  - 2026-01-01 call: {draw(scalars(draw(prose()))).strip()}"]
        keys[-1] = keys[-1].replace("\n    ", "\n       ")
    return newline.join(["---", *"\n".join(keys).split("\n"), "---", draw(prose())])


def led_to(workspace: Workspace) -> list[tuple[str, str, str | None]]:
    """Every reference and link, and where it leads; the renamed one by its new id."""
    wiki = workspace.wiki
    out = []
    for entity in wiki.entities:
        if entity.id not in {OLD, NEW}:
            named = [(str(at), text) for at, text, _ in references(entity)]
            if isinstance(entity, Contact):
                named.append(("organisation", entity.organisation or ""))
            out += [(entity.id, at, wiki.resolve(text)) for at, text in named]
    out += [
        (mention.entity.id, str(mention.at), wiki.resolve(mention.link.target))
        for mention in workspace.facts.of(mentions)
    ]
    return [(NEW if owner == OLD else owner, at, NEW if there == OLD else there) for owner, at, there in out]


def texts(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "contacts").iterdir()}


@given(contacts(), contacts())
@hypothesis_settings(max_examples=EXAMPLES or 60)
def test_everything_leads_where_it_led(one: str, other: str) -> None:
    with folder() as root:
        ana = person("Ana Ruiz", former_ids=FORMER) + other.rpartition("---")[2]
        make_wiki(root, {f"{OLD}.md": ana.encode(), "ben.md": one.encode(), "cy.md": other.encode()})
        before = open_workspace(root, DAY)
        files = texts(root)
        found = rename(before, before.wiki.contacts[OLD], NEW)
        apply(root, found.drafts)
        after = open_workspace(root, DAY)
        assert led_to(after) == led_to(before)
        if not found.problems:
            still = [m.link.target for m in after.facts.of(mentions) if after.wiki.is_former(m.link.target)]
            still += [text for e in after.wiki.entities for _, text, _ in references(e)]
            assert not [text for text in still if fold(text) in {OLD, FORMER}]
        there = rename(after, after.wiki.contacts[NEW], OLD)
        apply(root, there.drafts)
        now = texts(root)
        assert now.keys() == files.keys()
        for name in ("ben.md", "cy.md"):
            # What was written by a former id, in other letters or by an escape is not written so again.
            if rb"\x2d" not in files[name]:
                assert plainly(now[name]) == plainly(files[name])


def plainly(content: bytes) -> bytes:
    """A file as if all had been written by the present id."""
    text = content.decode()
    for written in (FORMER, "Ana-Ruiz"):
        text = text.replace(written, OLD)
    return text.encode()
