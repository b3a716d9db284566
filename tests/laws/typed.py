"""What somebody types and edits: whom, what, and a change that is made in an editor in between."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import strategies as st

from . import styles
from .said import Plain
from .wikis import NAMES

CHANNELS = ["call", "visit", "meal", "email", "newsletter"]
NEW_NAMES = [
    "Dora Diaz",
    "Émile Zola",
    "Fay O'Hara",
    "Gus Holt",
    "山本 太郎",
    "Ida Jung",
    "Kim Lee",
    "Moe Nash",
]
IDS = {
    **{name: name.lower().replace(" ", "-") for name in NEW_NAMES},
    "Émile Zola": "emile-zola",
    "Fay O'Hara": "fay-ohara",
}
OTHER_NAMES = ["Olga Pratt", "Quin Reed", "Sol Tate", "Uma Vance", "Wes Xu", "Yan Zorn"]

people = st.runner().flatmap(lambda machine: st.sampled_from(machine.ground.model.people))
events = st.runner().flatmap(lambda machine: st.sampled_from(machine.ground.model.events))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """What somebody types: anything, or plain words about others."""
    if draw(st.booleans()):
        return draw(styles.notes())
    other = draw(st.sampled_from(sorted(NAMES)))
    form = draw(
        st.sampled_from(["with [[{0}]], fine", "[[{0}|so]]", "asked {1} again", "`[[{0}]]` # no", "word"])
    )
    return form.format(other, NAMES[other])


@st.composite
def lines(draw: st.DrawFn) -> str:
    """Text of one line with nothing around it."""
    text = " ".join(draw(texts()).split())
    return "".join(c for c in text if c.isprintable() and c != "\ufeff").strip()


@st.composite
def edits(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Something that the user does in an editor."""
    what = draw(
        st.sampled_from(["comment", "comment", "blank", "key", "notes", "CRLF", "LF", "no end", "BOM"])
    )
    place, number = draw(st.integers(0, 30)), draw(st.integers(1, 99))

    def edit(content: bytes) -> bytes:
        end = next(end for end in (b"\r\n", b"\n", b"\r") if end in content)
        rows = content.split(end)
        last = next(n for n, row in enumerate(rows) if n and row.rstrip() == b"---")
        at = 1 + place % last
        added = {
            "comment": b"# by hand %d" % number,
            "blank": b"",
            "key": b"x-hand-%d: 'it''s # %d'" % (number, number),
        }
        if what in added:
            return end.join([*rows[:at], added[what], *rows[at:]])
        if what == "notes":
            return content + b"%sLine %d with [[ana-ruiz]]." % (end, number)
        if what == "no end":
            return content.removesuffix(end)
        if what == "BOM":
            return b"\xef\xbb\xbf" + content.removeprefix(b"\xef\xbb\xbf")
        return content.replace(end, b"\r\n" if what == "CRLF" else b"\n")

    return edit


def promise(text: str) -> dict[str, Plain]:
    found = re.fullmatch(r"([0-9-]{10}) (.*)", text)
    return {"due": found[1], "what": found[2]} if found else {"what": text}


def words(entry: Plain) -> str:
    """An entry of a list as it is typed."""
    if not isinstance(entry, dict):
        return str(entry)
    return str(entry["value"]) if "value" in entry else " ".join(map(str, entry.values()))


def folded(text: str) -> str:
    return " ".join(text.casefold().split())
