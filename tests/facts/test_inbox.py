"""Where a capture belongs, and why another stays."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builder.facts.inbox import Doubt
from builder.facts.inbox import Filing
from builder.facts.inbox import parts
from builder.facts.inbox import sort
from builder.facts.people import People
from builder.facts.people import Unclear
from builder.model import Channel
from builder.workspace import open_workspace

from ..support import TODAY
from ..support import make_wiki
from ..support import person

PEOPLE = {
    "ana-ruiz.md": person("Ana Ruíz", aliases="Anita Ruiz", former_ids="ana-old"),
    "ben.md": person("Ben Okafor"),
    "sun-li.md": person("Sun Li"),
    "mo.md": person("Mo Lee"),
    "mona.md": person("Mona Lee", aliases="Mo Lee Vance"),
    "twice.md": "---\nname: Twice\nname: Again\n---\n",
    "bare.md": "no front matter",
}
DATED = "2026-02-26-1412.md"  # a Thursday


def sorted_in(root: Path, files: dict[str, str | bytes]) -> list[Filing | Doubt]:
    wiki = make_wiki(root, {**PEOPLE, **{f"inbox/{name}": text for name, text in files.items()}})
    workspace = open_workspace(wiki, dt.date.fromisoformat(TODAY))
    return list(sort(workspace.facts, workspace.inbox))


def the_one(root: Path, line: str, name: str = "notes.txt") -> Filing | Doubt:
    (row,) = sorted_in(root, {name: line.encode()})
    return row


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("ben call", ("ben", TODAY, "call", ""), id="no note"),
        pytest.param("ben call hello", ("ben", TODAY, "call", "hello"), id="plain"),
        pytest.param("Ana Ruiz call hello", ("ana-ruiz", TODAY, "call", "hello"), id="two words, no accent"),
        pytest.param("anita ruiz call", ("ana-ruiz", TODAY, "call", ""), id="alias"),
        pytest.param("ana-old call", ("ana-ruiz", TODAY, "call", ""), id="former id"),
        pytest.param("oka call", ("ben", TODAY, "call", ""), id="part of a name"),
        pytest.param("ruiz an call", ("ana-ruiz", TODAY, "call", ""), id="part of two names of one"),
        pytest.param("mo lee call", ("mo", TODAY, "call", ""), id="a whole name before a part of one"),
        pytest.param("[[ana-ruiz]] call", ("ana-ruiz", TODAY, "call", ""), id="wiki link"),
        pytest.param("[[ana-ruiz|The Ana]] call", ("ana-ruiz", TODAY, "call", ""), id="wiki link with words"),
        pytest.param("Ben: call hello", ("ben", TODAY, "call", "hello"), id="colon behind the name"),
        pytest.param("ben call: hello", ("ben", TODAY, "call", "hello"), id="colon behind the channel"),
        pytest.param("ben, call, hello", ("ben", TODAY, "call", "hello"), id="commas"),
        pytest.param("ben CALL hello", ("ben", TODAY, "call", "hello"), id="capitals"),
        pytest.param(
            "ben call call back", ("ben", TODAY, "call", "call back"), id="the first channel counts"
        ),
        pytest.param("ben\u00a0call\u00a0hello", ("ben", TODAY, "call", "hello"), id="a phone's blanks"),
        pytest.param("- ben call x", ("ben", TODAY, "call", "x"), id="hyphen"),
        pytest.param("* ben call x", ("ben", TODAY, "call", "x"), id="asterisk"),
        pytest.param("  - [ ] ben call x", ("ben", TODAY, "call", "x"), id="task"),
        pytest.param("- [x] ben call x", ("ben", TODAY, "call", "x"), id="task done"),
        pytest.param("\u2022 ben call x", ("ben", TODAY, "call", "x"), id="bullet"),
        pytest.param("1. ben call x", ("ben", TODAY, "call", "x"), id="number"),
        pytest.param("12) [ ] ben call x", ("ben", TODAY, "call", "x"), id="number and task"),
        pytest.param("1. 2026-02-03 ben call", ("ben", "2026-02-03", "call", ""), id="number and date"),
        pytest.param("2026-02-03 ben call x", ("ben", "2026-02-03", "call", "x"), id="date"),
        pytest.param("2026-02-03: ben call x", ("ben", "2026-02-03", "call", "x"), id="date with a colon"),
        pytest.param("[2026-02-03] ben call x", ("ben", "2026-02-03", "call", "x"), id="date in brackets"),
        pytest.param("- [2026-02-03] ben call x", ("ben", "2026-02-03", "call", "x"), id="bullet and date"),
        pytest.param("sun li call x", ("sun-li", TODAY, "call", "x"), id="a name that begins like a day"),
        pytest.param("sun call x", ("sun-li", TODAY, "call", "x"), id="a name that is a day"),
        pytest.param(
            'ben call  it\'s "so": #1, [[ana-ruiz]]  - 2026-02-30',
            ("ben", TODAY, "call", 'it\'s "so": #1, [[ana-ruiz]]  - 2026-02-30'),
            id="the note is verbatim",
        ),
    ],
)
def test_a_clear_line_fits(tmp_path: Path, line: str, expected: tuple[str, str, str, str]) -> None:
    row = the_one(tmp_path, line)
    assert isinstance(row, Filing)
    assert (row.contact.id, str(row.date), str(row.channel), row.note) == expected


@pytest.mark.parametrize(
    ("line", "problem", "mend"),
    [
        pytest.param("nobdy call", 'nobody is called "nobdy"', "soi new", id="nobody"),
        pytest.param("bem okafor call", 'nobody is called "bem okafor"', "mean Ben Okafor?", id="misspelled"),
        pytest.param("lee call", "could be mo (Mo Lee), mona (Mona Lee)", "type more", id="several"),
        pytest.param("ben cal hello", 'unknown channel "cal"', "did you mean call?", id="channel misspelled"),
        pytest.param("ben okafor cal", 'unknown channel "cal"', "did you mean call?", id="behind two words"),
        pytest.param("ben said hello", "the channel is missing", "call, video", id="no channel"),
        pytest.param("ben", "the channel is missing", "call, video", id="only a name"),
        pytest.param("call ben", "the name is missing", "before the channel", id="channel first"),
        pytest.param("2026-03-02 ben call", "is after today, 2026-03-01", "mend the date", id="future"),
        pytest.param("2026-02-30 ben call", "not in the calendar", "of the calendar", id="no such day"),
        pytest.param("2026/2/3 ben call", "is not a date", "write 2026-02-03", id="slashes"),
        pytest.param("2026-02-03T14:12 ben call", "is not a date", "write 2026-02-03", id="time"),
        pytest.param("03.02.2026 ben call", "is not a date", "YYYY-MM-DD", id="day first"),
        pytest.param("[soon] ben call", '"soon" is not a date', "YYYY-MM-DD", id="brackets round no date"),
        pytest.param("yesterday ben call", 'which day "yesterday" was', "YYYY-MM-DD", id="yesterday"),
        pytest.param("[Friday] ben call", 'which day "Friday" was', "YYYY-MM-DD", id="weekday in brackets"),
        pytest.param("-3d ben call", 'which day "-3d" was', "YYYY-MM-DD", id="days ago"),
        pytest.param("tomorrow ben call", 'nobody is called "tomorrow ben"', "soi new", id="tomorrow"),
        pytest.param(
            "twice call", 'contacts/twice.md: key "name" is given twice', "keep one", id="key twice"
        ),
        pytest.param("bare call", "contacts/bare.md cannot be read", "soi check", id="unreadable file"),
    ],
)
def test_an_unclear_line_stays_with_the_reason(tmp_path: Path, line: str, problem: str, mend: str) -> None:
    row = the_one(tmp_path, line)
    assert isinstance(row, Doubt)
    assert problem in row.problem
    assert mend in row.mend


@pytest.mark.parametrize(
    ("line", "date"),
    [
        pytest.param("ben call", "2026-02-26", id="the file's day"),
        pytest.param("2026-02-03 ben call", "2026-02-03", id="its own"),
        pytest.param("yesterday ben call", "2026-02-25", id="yesterday"),
        pytest.param("[yesterday] ben call", "2026-02-25", id="yesterday in brackets"),
        pytest.param("monday ben call", "2026-02-23", id="the last monday"),
        pytest.param("Thu: ben call", "2026-02-26", id="a weekday that is the file's"),
        pytest.param("-3d ben call", "2026-02-23", id="days ago"),
        pytest.param("today ben call", "2026-02-26", id="today"),
        pytest.param("# 2026-02-10\nben call", "2026-02-10", id="heading with a date"),
        pytest.param("2026-02-10\nben call", "2026-02-10", id="date alone"),
        pytest.param("## Monday\nben call", "2026-02-23", id="heading with a weekday"),
        pytest.param("# Calls\nben call", "2026-02-26", id="heading with something else"),
        pytest.param("# 2026-02-10\n# Calls\nben call", "2026-02-26", id="the last heading counts"),
        pytest.param("# 2026-02-10\n2026-02-03 ben call", "2026-02-03", id="its own under a heading"),
    ],
)
def test_days_count_from_the_day_in_the_file_name(tmp_path: Path, line: str, date: str) -> None:
    row = the_one(tmp_path, line, DATED)
    assert isinstance(row, Filing)
    assert str(row.date) == date


@pytest.mark.parametrize(
    ("name", "line", "problem"),
    [
        pytest.param("2026-02-30.txt", "ben call", "2026-02-30 is not in the calendar", id="no such day"),
        pytest.param("2026-02-30.txt", "yesterday ben call", "2026-02-30 is not", id="no day to count from"),
        pytest.param("2026-03-02.txt", "ben call", "2026-03-02 is after today", id="future"),
        pytest.param("12026-02-03.txt", "today ben call", 'which day "today" was', id="no date"),
        pytest.param("notes.txt", "# Tuesday\nben call", 'which day "Tuesday" was', id="heading"),
    ],
)
def test_a_file_name_that_is_no_day_is_told(tmp_path: Path, name: str, line: str, problem: str) -> None:
    row = the_one(tmp_path, line, name)
    assert isinstance(row, Doubt)
    assert problem in row.problem


def test_the_first_day_of_the_calendar_has_no_yesterday(tmp_path: Path) -> None:
    row = the_one(tmp_path, "yesterday ben call", "0001-01-01.txt")
    assert isinstance(row, Filing)
    assert row.date == dt.date.min


def test_a_wrong_day_of_the_file_matters_only_where_it_is_needed(tmp_path: Path) -> None:
    row = the_one(tmp_path, "2026-02-03 ben call", "2026-02-30.txt")
    assert isinstance(row, Filing)


def test_many_who_are_nobody_are_told_without_a_guess(tmp_path: Path) -> None:
    rows = sorted_in(tmp_path, {"a.txt": "".join(f"bem okafor{i} call\n" for i in range(12))})
    mends = [row.mend for row in rows if isinstance(row, Doubt)]
    assert mends[9] == "did you mean Ben Okafor?"
    assert mends[10] == 'soi new "bem okafor10" makes the file'


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["ana", "call"], ("ana", Channel.CALL, 2), id="short"),
        pytest.param(["Ana", "Ruiz", "Call:", "a", "card"], ("Ana Ruiz", Channel.CALL, 3), id="long"),
    ],
)
def test_the_words_are_split_at_the_channel(
    tmp_path: Path, words: list[str], expected: tuple[str, Channel, int]
) -> None:
    people = People(open_workspace(make_wiki(tmp_path, PEOPLE), dt.date.fromisoformat(TODAY)).wiki)
    assert parts(words, people) == expected
    assert isinstance(parts(words[:1], people), Unclear)


NAMED_LIKE_CHANNELS = {
    "joan-card.md": person("Joan Card", aliases="Mrs Card"),
    "joan.md": person("Joan"),
    "anna-meal.md": person("Anna Meal"),
    "li  event.md": person("Li Wu", former_ids="li gift"),
    "card.md": person("Kim Letter"),
    "max call.md": "no front matter",
    "max.md": person("Max"),
}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("Joan Card call hello", ("joan-card", "call", "hello"), id="the longer of two names"),
        pytest.param("Joan Card: card, hello", ("joan-card", "card", "hello"), id="marks"),
        pytest.param("joan card hello", ("joan", "card", "hello"), id="the shorter of two names"),
        pytest.param("joan call card came", ("joan", "call", "card came"), id="a channel in the note"),
        pytest.param("mrs card gift", ("joan-card", "gift", ""), id="alias"),
        pytest.param("anna meal meal", ("anna-meal", "meal", ""), id="name"),
        pytest.param("anna-meal meal meal", ("anna-meal", "meal", "meal"), id="id"),
        pytest.param("li event visit", ("li  event", "visit", ""), id="id of two words"),
        pytest.param("[[li  event]] visit", ("li  event", "visit", ""), id="wiki link"),
        pytest.param("li gift visit", ("li  event", "visit", ""), id="former id"),
        pytest.param("card call card", ("card", "call", "card"), id="an id that is a channel"),
        pytest.param("kim lett letter", ("card", "letter", ""), id="part of a name"),
        pytest.param("2026-02-03 anna meal call", ("anna-meal", "call", ""), id="date"),
    ],
)
def test_a_name_may_end_in_the_word_of_a_channel(
    tmp_path: Path, line: str, expected: tuple[str, str, str]
) -> None:
    make_wiki(tmp_path, NAMED_LIKE_CHANNELS)
    row = the_one(tmp_path, line)
    assert isinstance(row, Filing)
    assert (row.contact.id, str(row.channel), row.note) == expected


@pytest.mark.parametrize("who", ["jose", "josé", "jo se", "jo  se"])
def test_an_id_as_it_is_written_is_before_one_that_differs_in_accents_or_blanks(
    tmp_path: Path, who: str
) -> None:
    make_wiki(tmp_path, {f"{name}.md": person("Jo Se") for name in ("jose", "josé", "jo se", "jo  se")})
    workspace = open_workspace(tmp_path, dt.date.fromisoformat(TODAY))
    assert [contact.id for contact in People(workspace.wiki).matches(who)] == [who]


@pytest.mark.parametrize(
    ("line", "problem", "mend"),
    [
        pytest.param("ann meal call", 'the name could be "ann" or "ann meal"', "anna-meal", id="two parts"),
        pytest.param("anna meal", 'the name could be "anna" or "anna meal"', "anna-meal", id="no channel"),
        pytest.param("max call call", "contacts/max call.md cannot be read", "soi check", id="unreadable"),
        pytest.param("nobdy card call", 'nobody is called "nobdy"', "soi new", id="nobody"),
    ],
)
def test_a_name_that_could_end_in_two_places_stays(
    tmp_path: Path, line: str, problem: str, mend: str
) -> None:
    make_wiki(tmp_path, NAMED_LIKE_CHANNELS)
    row = the_one(tmp_path, line)
    assert isinstance(row, Doubt)
    assert problem in row.problem
    assert mend in row.mend
