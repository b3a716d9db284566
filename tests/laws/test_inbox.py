"""Nothing that was captured is lost or filed twice, whatever stands in the inbox."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from builder.facts.inbox import parts
from builder.facts.people import People
from builder.inbox import read_inbox
from builder.load import is_good_id
from builder.load import is_left_aside
from builder.model import Channel
from builder.workspace import open_workspace

from ..support import TODAY
from ..support import make_wiki
from ..support import person
from ..support import soi

PEOPLE = {"ana": "Ana Ruíz", "anton": "Anton", "ben": "Ben Okafor"}
WHO = ("ana", "Ana Ruiz", "ANTON", "ben:", "[[ben]]", "an", "nobody", "", "call")
DAYS = ("", "2026-02-27 ", "[2026-02-01] ", "yesterday ", "2026-02-30 ", "2027-01-01 ", "2026-1-2 ")
CHANNELS = ("call", "Call:", "cal", "", "meal", "email")
NOTES = st.one_of(
    st.sampled_from(
        ["", "hello", "a: b #c", "[[ana]] 'x\"", "- x", "null", "---", "a\u2028b", "\x07", "\ufeff"]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=12),
)
LINES = st.one_of(
    st.builds(
        "{}{}{} {} {}".format,
        st.sampled_from(["", "- ", "* ", "- [ ] ", "1. ", "2) [x] ", "  "]),
        st.sampled_from(DAYS),
        st.sampled_from(WHO),
        st.sampled_from(CHANNELS),
        NOTES,
    ),
    st.sampled_from(["", " ", "# Tuesday", "# 2026-02-03", "---", "- ", "3."]),
    NOTES,
)
FILES = st.dictionaries(
    st.sampled_from(["a.txt", "2026-02-20.md", "2026-02-20-1412", "b.sync-conflict-1.txt"]),
    st.builds(
        lambda mark, lines, last: f"{mark}{''.join(line + end for line, end in lines)}{last}".encode(),
        st.sampled_from(["", "\ufeff"]),
        st.lists(st.tuples(LINES, st.sampled_from(["\n", "\r\n", "\r"])), max_size=6),
        LINES,
    ),
    max_size=3,
)


IDS = (
    st.lists(
        st.one_of(
            st.sampled_from([*Channel, *(channel.title() for channel in Channel), "joan", "", "of"]),
            st.text(st.characters(categories=["L", "N", "M"], include_characters="._-"), max_size=4),
        ),
        min_size=1,
        max_size=12,
    )
    .map(lambda words: unicodedata.normalize("NFC", " ".join(words)))
    .filter(lambda text: is_good_id(text) and not is_left_aside(f"{text}.md"))
)


def lines_of(content: bytes) -> list[bytes]:
    """Lines with their ends, by a rule that is not ours."""
    return re.findall(rb"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z", content.removeprefix(b"\xef\xbb\xbf"))


def touches(root: Path) -> list[tuple[str, str]]:
    """Whose every touch is, and its note."""
    found = soi(root, "show", "--all", "--format", "json").json["contacts"]
    return [
        (who["id"], touch.get("note", "")) for who in found for touch in who["contact"].get("touches", [])
    ]


@given(FILES)
def test_every_capture_is_one_touch_or_still_there(files: dict[str, bytes]) -> None:
    with TemporaryDirectory() as folder:
        people = {f"{name}.md": person(full) for name, full in PEOPLE.items()}
        root = make_wiki(Path(folder), people | {f"inbox/{name}": text for name, text in files.items()})
        is_text = {file.path for file in read_inbox(root).files}
        ran = soi(root, "inbox", "--apply", "--format", "json")
        filed: Counter[tuple[str, ...]] = Counter()
        for name, before in files.items():
            path = root / "inbox" / name
            rows = {row["line"]: row for row in ran.json["lines"] if row["path"] == f"inbox/{name}"}
            stay = []
            for number, line in enumerate(lines_of(before), 1):
                row = rows.get(number)
                if row is None or row["touch"] is None or f"inbox/{name}" not in is_text:
                    stay.append(line)
                else:
                    # What was written behind the channel is the note, but for the blanks around it.
                    assert line.decode().strip().strip("\ufeff").endswith(row["note"])
                    filed[row["who"], row["note"], row["day"], row["channel"]] += 1
            mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
            if path.exists():
                assert path.read_bytes() == mark + b"".join(stay)
            else:
                assert not re.search(r"\w", re.sub(r"\[[xX]\]|[0-9]+[.)]", "", b"".join(stay).decode()))
        assert sorted(touches(root)) == sorted((who, note) for who, note, _, _ in filed)
        assert ran.exit == int(any(row["problem"] for row in ran.json["lines"]))
        again = soi(root, "inbox", "--apply", "--format", "json").json
        assert all(row["touch"] is None for row in again["lines"])


@given(IDS)
def test_every_good_id_before_a_channel_is_the_name(contact: str) -> None:
    with TemporaryDirectory() as folder:
        people = {f"{contact}.md": person("Somebody Else"), "Joan.md": person("Joan")}
        wiki = open_workspace(make_wiki(Path(folder), people), dt.date.fromisoformat(TODAY)).wiki
        words = contact.split()
        expected = " ".join(words), Channel.CALL, len(words) + 1
        assert parts([*words, "call", "note"], People(wiki)) == expected
