"""A new key goes into its canonical place: no comment leaves its key, and `soi fmt` finds nothing to do.

Which comment belongs to which key is found here by the lines alone.
"""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import reject
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from builder.diagnostics import Address
from builder.edit.canonical import formatted
from builder.edit.canonical import is_canonical
from builder.edit.contact import touch_entry
from builder.edit.growing import Entry
from builder.edit.splice import _verify
from builder.edit.splice import append
from builder.edit.splice import assign
from builder.edit.splice import put
from builder.errors import RefusedError
from builder.model import Contact
from builder.source import read_text

from ..conftest import EXAMPLES
from . import styles
from .test_fmt import contacts
from .test_place import files

SINGLE = {
    "grade": "A",
    "type": "person",
    "organisation": "Ruiz & Co",
    "referred_by": "ben",
    "asked": "2026-03-01",
    "snooze_until": "2026-04-01",
    "scope": "personal",
    "x-mine": "y",
    "archived": "2026-03-01",
}
INNER: list[Address] = [
    *(("farewell", "done"), ("checklist", "demo"), ("value", "retention"), ("consent", 0, "withdrawn")),
    *(("follow_ups", 0, "done"), ("follow_ups", 0, "dropped"), ("touches", 0, "mood")),
    *(("phones", 0, "label"), ("referrals", 0, "thanked"), ("referrals", 0, "reward", "paid")),
    ("purchases", 0, "x-mine"),
]
LISTS: dict[str, Entry] = {
    "stage_history": {"date": "2026-03-01", "to": "S4"},
    "tags": "new one",
    "referrals": {"contact": "x"},
}
LATE = touch_entry(dt.date(2030, 1, 1), "call", "a note")


@st.composite
def deeds(draw: st.DrawFn, text: str) -> str:
    """A file after one thing was written into it."""
    way = draw(st.sampled_from(["assign", "put", "append", "touch"]))
    if way == "assign":
        key = draw(st.sampled_from(sorted(SINGLE)))
        return assign(text, key, SINGLE[key])
    if way == "put":
        return put(text, draw(st.sampled_from(INNER)), "2026-03-01")
    if way == "append":
        key = draw(st.sampled_from(sorted(LISTS)))
        return append(text, key, LISTS[key])
    return append(text, "touches", LATE)


def canonical() -> st.SearchStrategy[str]:
    """Files in every style, brought into canonical form."""
    every = st.one_of(contacts(), files(), styles.files().map(lambda style: style.text))
    ready = every.filter(lambda text: "|+" not in text).map(lambda text: formatted(text).text)
    return ready.filter(lambda text: is_canonical(read_text(text)))


@given(canonical(), st.data())
@hypothesis_settings(max_examples=EXAMPLES or 400)
def test_a_file_in_canonical_form_stays_in_it(text: str, data: st.DataObject) -> None:
    try:
        new = data.draw(deeds(text))
    except RefusedError:
        reject()
    assert formatted(new).text == new


KEY = re.compile(r"([\w-]+):")


def neighbours(text: str, mark: str) -> tuple[str, str, bool]:
    """The keys or entries right above and below a comment, over other comments; true if a key follows."""
    lines = text.split("\n")[1:]
    lines = ["", *lines[: lines.index("---")], ""]
    place = lines.index(mark)
    above = next(line for line in reversed(lines[:place]) if not line.startswith("#"))
    below = next(line for line in lines[place:] if not line.startswith("#"))
    return _name(above), _name(below), any(KEY.match(line) for line in lines[place:])


def _name(line: str) -> str:
    found = KEY.match(line)
    return found[1] if found else line


KEYS = [
    *("name: A", "grade: B", "organisation: O", "asked: 2026-01-02", "x-1: z"),
    "touches:\n- 2026-01-02 call",
]
ABOVE = [[], [], ["# c"], [""], ["", "# c"], ["# c", "# c"], ["# c", ""], ["", "# c", ""], ["# c", "", "# c"]]


@st.composite
def commented(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A file with comments above, between and below keys in any order, and the comments."""
    chosen = draw(st.lists(st.sampled_from(KEYS), min_size=1, unique=True))
    lines: list[str] = []
    for key in [*draw(st.permutations(chosen)), ""]:
        lines += draw(st.sampled_from(ABOVE))
        lines += key.split("\n") if key else []
    marks = [place for place, line in enumerate(lines) if line]
    comments = [place for place in marks if lines[place] == "# c"]
    for place in comments:
        lines[place] = f"# c{place}"
    return "\n".join(["---", *lines, "---", ""]), [lines[place] for place in comments]


@given(commented(), st.sampled_from(sorted(SINGLE)))
@hypothesis_settings(max_examples=EXAMPLES or 400)
def test_no_comment_leaves_its_key(file: tuple[str, list[str]], key: str) -> None:
    text, marks = file
    new = assign(text, key, SINGLE[key])
    for mark in marks:
        above, below, is_followed = neighbours(text, mark)
        now_above, now_below, is_still_followed = neighbours(new, mark)
        if below:
            # It belongs to what it stands on.
            assert now_below == below
        elif above and is_followed:
            # A blank line parts it from what is below.
            assert (now_above, now_below) == (above, "")
        assert is_still_followed == is_followed
    assert [line for line in new.split("\n") if not line] == [line for line in text.split("\n") if not line]


@pytest.mark.parametrize(
    ("text", "at", "value", "new"),
    [
        pytest.param(
            "name: C\n# my touches, newest last\ntouches:\n  - 2026-01-01 call: x\n",
            ("grade",),
            "A",
            "name: C\ngrade: A\n# my touches, newest last\ntouches:\n  - 2026-01-01 call: x\n",
            id="a comment above the touches",
        ),
        pytest.param(
            "{ name: C,\n  # mine\n  touches: [2026-01-01 call] }\n",
            ("grade",),
            "A",
            "{ name: C,\n  grade: A,\n  # mine\n  touches: [2026-01-01 call] }\n",
            id="a comment between braces",
        ),
        pytest.param(
            "{name: C, touches: [], reach: am}\n",
            ("grade",),
            "A",
            "{name: C, grade: A, touches: [], reach: am}\n",
            id="an order of its owner's own",
        ),
        pytest.param(
            "follow_ups:\n  - what: ring\n    by: me\n",
            ("follow_ups", 0, "due"),
            "2026-03-01",
            "follow_ups:\n  - due: 2026-03-01\n    what: ring\n    by: me\n",
            id="in front of the first key of an entry",
        ),
        pytest.param(
            "purchases:\n  - 2026-01-02 42\n",
            ("purchases", 0, "what"),
            "a print",
            'purchases:\n  - "2026-01-02 42 a print"\n',
            id="an entry that still says everything on one line",
        ),
        pytest.param("grade: B # x\n", ("grade",), "A+", "grade: A+ # x\n", id="plain before a comment"),
        pytest.param("grade: 'B' # x\n", ("grade",), "A+", 'grade: "A+" # x\n', id="quoted before one"),
        pytest.param("reach: am # x\n", ("reach",), "pm", 'reach: "pm" # x\n', id="a text before one"),
        pytest.param("archived: # x\n", ("archived",), "true", 'archived: "true" # x\n', id="nothing before"),
        pytest.param(
            "follow_ups:\n  - 2026-03-10 ring # z\n",
            ("follow_ups", 0, "done"),
            "2026-03-09",
            "follow_ups:\n  - due: 2026-03-10\n    what: ring\n    done: 2026-03-09 # z\n",
            id="an entry written out before one",
        ),
    ],
)
def test_a_value_is_written_where_it_belongs(text: str, at: Address, value: str, new: str) -> None:
    assert put(f"---\n{text}---\n", at, value) == f"---\n{new}---\n"


@pytest.mark.parametrize(
    ("text", "new"),
    [
        pytest.param(
            '  "a", # one\n  "b", # two\n  ]', '  "a", # one\n  "b", # two\n  new,\n  ]', id="comma"
        ),
        pytest.param('  "a",\n  "b" # two\n  ]', '  "a",\n  "b", # two\n  new\n  ]', id="no comma"),
        pytest.param('  "a",\n  "b"]', '  "a",\n  "b",\n  new]', id="bracket on the last line"),
        pytest.param('  "a", "b", # both\n  ]', '  "a", "b", new, # both\n  ]', id="not a line each"),
    ],
)
def test_an_entry_gets_a_line_of_its_own_where_the_others_have_one(text: str, new: str) -> None:
    assert append(f"---\ntags: [\n{text}\n---\n", "tags", "new") == f"---\ntags: [\n{new}\n---\n"


@pytest.mark.parametrize(
    ("key", "hint"), [("grade", "write grade: and what"), ("touches", "write touches as a list with a dash")]
)
def test_a_refusal_says_how_such_a_key_is_written(key: str, hint: str) -> None:
    text = f"---\n{key}: 2026-01-02 call\n  # inside\n---\n"
    with pytest.raises(RefusedError) as refused:
        _verify(read_text(text), text.replace("# inside", ""), key, Contact, None)
    assert refused.value.hint.startswith(hint)
