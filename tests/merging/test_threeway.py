"""What a merged contact looks like, line by line."""

from __future__ import annotations

import textwrap

import pytest

from builder.edit.segments import values_of
from builder.edit.threeway import merge
from builder.source import read


def merged(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """Merged front matter, and whether it is clean; it must not depend on whose is whose."""
    contents = [f"---\n{textwrap.dedent(text)}---\n".encode() for text in (base, ours, theirs)]
    found = merge(*contents)
    other = merge(contents[0], contents[2], contents[1])
    assert other.is_clean is found.is_clean
    if found.is_clean:
        assert values_of(read(other.content)) == values_of(read(found.content))
    text = found.content.decode()
    return text.removeprefix("---\n").removesuffix("---\n"), found.is_clean


def test_a_short_form_and_its_long_form_are_one_touch() -> None:
    base = "name: A\ntouches:\n- 2026-01-01 call: a\n"
    ours = base + "- 2026-02-02 visit: both\n- 2026-02-03 call: mine\n"
    theirs = base + "- {date: 2026-02-02, channel: visit, note: both}\n- 2026-02-01 call: theirs\n"
    text, is_clean = merged(base, ours, theirs)
    assert is_clean
    assert text == base + "- 2026-02-02 visit: both\n- 2026-02-01 call: theirs\n- 2026-02-03 call: mine\n"


def test_two_who_write_the_same_touch_wrote_it_once_even_with_others_around() -> None:
    base = "name: A\ntouches:\n  - 2026-01-01 call: a\n"
    ours = "name: A\ntouches:\n  - 2026-01-01 call: a\n  - 2026-02-02 call: same\n  - 2026-02-03 call: b\n"
    theirs = "name: A\ntouches:\n  - 2026-02-02 call: same\n  - 2026-01-01 call: a\n"
    text, is_clean = merged(base, ours, theirs)
    assert is_clean
    assert text.count("same") == 1


def test_git_s_own_merge_is_refused_where_it_doubles_a_touch() -> None:
    base = "".join(f"- 2026-01-0{n} call: c{n}\n" for n in range(1, 6))
    new = "- 2026-01-09 call: same\n"
    head = "name: A\ntouches:\n"
    text, is_clean = merged(head + base, head + new + base, head + base + new)
    assert is_clean
    assert text.count("same") == 1


def test_what_one_side_deleted_stays_away_when_the_other_writes_beside_it() -> None:
    base = "name: A\ntouches:\n- 2026-01-01 call: a\n- 2026-01-02 call: b\n"
    ours = "name: A\ntouches:\n- 2026-01-01 call: a\n"
    theirs = base + "- 2026-01-03 call: c\n"
    assert merged(base, ours, theirs) == (ours + "- 2026-01-03 call: c\n", True)


def test_a_touch_changed_here_and_deleted_there_is_for_somebody_to_decide() -> None:
    base = "name: A\ntouches:\n- 2026-01-01 call: a\n- 2026-01-02 call: b\n"
    ours = base.replace("call: b", "call: bb")
    theirs = "name: A\ntouches:\n- 2026-01-01 call: a\n"
    text, is_clean = merged(base, ours, theirs)
    assert not is_clean
    assert text == theirs + "<<<<<<< ours\n- 2026-01-02 call: bb\n=======\n>>>>>>> theirs\n"


def test_keys_of_one_touch_are_merged_one_by_one() -> None:
    base = "name: A\ntouches:\n- date: 2026-01-01\n  channel: call\n  note: a\n"
    ours = base.replace("note: a", "note: mine")
    theirs = base.replace("note: a", "note: a\n  mood: happy")
    assert merged(base, ours, theirs) == (
        "name: A\ntouches:\n- date: 2026-01-01\n  channel: call\n  note: mine\n  mood: happy\n",
        True,
    )


@pytest.mark.parametrize(
    ("key", "entry", "ours", "theirs"),
    [
        (
            "deals",
            "{opened: 2026-01-01, status: open, what: w}",
            ("status: open", "status: won"),
            ("what: w", "what: v"),
        ),
        (
            "consent",
            "{date: 2026-01-01, what: newsletter, given: true}",
            ("true", "false"),
            ("}", ", source: s}"),
        ),
        ("emails", "{value: a@a.example}", ("}", ", label: work}"), None),
        ("follow_ups", "{what: call back}", ("}", ", done: 2026-01-02}"), ("}", ", due: 2026-01-03}")),
        ("asked", "{date: 2026-01-01}", ("}", ", answer: yes}"), ("}", ", note: n}")),
    ],
    ids=["status of a deal", "a flag", "one side only", "done and due", "answer and note"],
)
def test_an_entry_that_both_changed_is_one(
    key: str, entry: str, ours: tuple[str, str], theirs: tuple[str, str] | None
) -> None:
    base = f"name: A\n{key}:\n- {entry}\n"
    there = base.replace(*theirs) if theirs else base.replace("name: A", "name: B")
    text, is_clean = merged(base, base.replace(*ours), there)
    assert is_clean
    values = read(f"---\n{text}---\n".encode()).values
    assert isinstance(values, dict)
    entries = values[key]
    assert isinstance(entries, list)
    assert len(entries) == 1
    for changed in (ours, theirs or ours):
        assert changed[1].strip("}, ").rpartition(": ")[2] in text


def test_entries_that_cannot_be_told_apart_are_all_kept() -> None:
    base = "name: A\ntouches:\n- 2026-01-01 call: a\n- 2026-01-01 call: b\n"
    ours = "name: A\ntouches:\n- 2026-01-01 call: a1\n- 2026-01-01 call: b1\n"
    theirs = "name: A\ntouches:\n- 2026-01-01 call: a2\n- 2026-01-01 call: b2\n"
    text, is_clean = merged(base, ours, theirs)
    assert is_clean
    assert all(note in text for note in ("a1", "b1", "a2", "b2"))


def test_a_map_is_merged_by_its_keys_and_marked_at_one() -> None:
    base = "name: A\nqualification:\n  problem: dark\n  budget: low\n"
    ours = "name: A\nqualification:\n  problem: dark rooms\n  budget: 1000\n"
    theirs = "name: A\nqualification:\n  problem: dark\n  budget: 2000\n  willing: true\n"
    text, is_clean = merged(base, ours, theirs)
    assert not is_clean
    assert text == (
        "name: A\nqualification:\n  problem: dark rooms\n"
        "<<<<<<< ours\n  budget: 1000\n=======\n  budget: 2000\n>>>>>>> theirs\n  willing: true\n"
    )


def test_a_word_changed_on_one_side_is_changed() -> None:
    base = "name: A\ngrade: A\nstage: contact\n"
    ours, theirs = base.replace("grade: A", "grade: B"), base.replace("contact", "client")
    assert merged(base, ours, theirs) == ("name: A\ngrade: B\nstage: client\n", True)


def test_comments_of_both_sides_and_quotes_stay_as_written() -> None:
    base = "name: A\ngrade: A\ntags: [x]\ntouches:\n  - 2026-01-01 call: a\n"
    ours = "# ours\nname: 'A'\ngrade: A\ntags: [x, o] # mine\ntouches:\n  # why\n  - 2026-01-01 call: a\n"
    theirs = "name: A\ngrade: 'B' # down\ntags: [x, t] # yours\ntouches:\n  - 2026-01-01 call: a\n# last\n"
    text, is_clean = merged(base, ours, theirs)
    assert is_clean
    for line in ("# ours", "name: 'A'", "grade: 'B' # down", "# mine", "# yours", "  # why", "# last"):
        assert f"{line}\n" in text


def test_a_comment_on_what_the_other_side_deleted_is_kept() -> None:
    base = "name: A\nreach: early\ntags: [x]\n"
    ours = "name: A\ntags: [x]\n"
    theirs = "name: A\n# ask again in May\nreach: early\ntags: [x]\n"
    text, is_clean = merged(base, ours, theirs)
    assert is_clean
    assert "# ask again in May\n" in text
    assert "reach" not in text


def test_a_key_given_twice_by_git_s_merge_is_none() -> None:
    keys = "name: A\n" + "".join(f"x-{n}: {n}\n" for n in range(6))
    ours, theirs = keys.replace("name: A\n", "name: A\ngrade: B\n"), keys + "grade: B\n"
    text, is_clean = merged(keys, ours, theirs)
    assert is_clean
    assert text.count("grade") == 1


@pytest.mark.parametrize("ends", [("\n", "\r\n", "\n"), ("\r\n", "\r\n", "\n"), ("\n", "\n", "\r\n")])
def test_line_ends_are_those_of_the_side_that_changed_them(ends: tuple[str, str, str]) -> None:
    texts = [
        f"---\nname: A\ntouches:\n{touch}---\nNotes.\n"
        for touch in ("", "- 2026-01-01 call\n", "- 2026-01-02 call\n")
    ]
    contents = [text.replace("\n", end).encode() for text, end in zip(texts, ends, strict=True)]
    found = merge(*contents)
    end = ends[2] if ends[1] == ends[0] else ends[1]
    lines = ["---", "name: A", "touches:", "- 2026-01-01 call", "- 2026-01-02 call", "---", "Notes.", ""]
    assert found.is_clean
    assert found.content.decode() == end.join(lines)


def test_a_byte_order_mark_stays_and_is_there_once() -> None:
    mark = "\ufeff".encode()
    texts = [
        f"---\nname: A\ntouches:\n{touch}---".encode()
        for touch in ("", "- 2026-01-01 call\n", "- 2026-01-02 call\n")
    ]
    found = merge(*(mark + text for text in texts))
    assert found.is_clean
    assert found.content == mark + b"---\nname: A\ntouches:\n- 2026-01-01 call\n- 2026-01-02 call\n---"


def test_notes_are_merged_as_text_below_a_front_matter_without_an_end() -> None:
    found = merge(b"---\nname: A\n---", b"---\nname: A\n---\nNotes.\n", b"---\nname: A\ngrade: B\n---")
    assert found.is_clean
    assert found.content == b"---\nname: A\ngrade: B\n---\nNotes.\n"


def test_notes_that_contradict_each_other_are_marked_alone() -> None:
    base = b"---\nname: A\ntags: [x]\n---\nOne.\n"
    ours = base.replace(b"One", b"Two").replace(b"[x]", b"[x, y]")
    theirs = base.replace(b"One", b"Three").replace(b"[x]", b"[x, z]")
    found = merge(base, ours, theirs)
    assert not found.is_clean
    front, _, notes = found.content.partition(b"---\n<<<<<<< ours\n")
    assert front == b"---\nname: A\ntags:\n  - x\n  - y\n  - z\n"
    assert notes == b"Two.\n=======\nThree.\n>>>>>>> theirs\n"


@pytest.mark.parametrize(
    "broken",
    [
        b"---\nname: [A\n---\n",
        b"---\nname: A\nname: B\n---\n",
        b"---\nname: A\n",
        b"---\nname: A\xff\n---\n",
        b"",
    ],
    ids=["not YAML", "a key twice", "not closed", "not UTF-8", "emptied"],
)
def test_a_side_that_cannot_be_read_is_never_merged_silently(broken: bytes) -> None:
    base, other = b"---\nname: A\n---\n", b"---\nname: A\n---\nA line of theirs.\n"
    for ours, theirs in ((broken, other), (other, broken)):
        found = merge(base, ours, theirs)
        assert not found.is_clean
        assert b"<<<<<<< ours\n" in found.content
        assert b"A line of theirs." in found.content


def test_an_ordinary_text_is_merged_as_git_does() -> None:
    found = merge(b"1\n2\n3\n4\n", b"0\n2\n3\n4\n", b"1\n2\n3\n5\n")
    assert (found.content, found.is_clean) == (b"0\n2\n3\n5\n", True)
    assert not merge(b"1\n", b"2\n", b"3\n").is_clean


def test_keys_of_an_event_are_merged_too() -> None:
    base = "type: event\nname: E\ninvited: [ana]\nattended: ana\n"
    ours, theirs = (
        base.replace("[ana]", "[ana, ben]"),
        base.replace("[ana]", "[cleo, ana]").replace(": ana", ": [ana, cleo]"),
    )
    text, is_clean = merged(base, ours, theirs)
    assert is_clean
    assert read(f"---\n{text}---\n".encode()).values == {
        "type": "event",
        "name": "E",
        "invited": ["cleo", "ana", "ben"],
        "attended": ["ana", "cleo"],
    }


TWO = "name: A\ntouches:\n  - 2026-01-01 call: a\n\n  - 2026-01-02 call: b\n"


def test_an_edit_here_and_a_touch_added_there_are_both_there() -> None:
    ours, theirs = TWO.replace("call: b", "call: bb"), TWO + "  - 2026-01-03 call: c\n"
    assert merged(TWO, ours, theirs) == (ours + "  - 2026-01-03 call: c\n", True)


def test_blank_lines_between_entries_stay() -> None:
    ours, theirs = TWO + "\n  - 2026-01-04 call: d\n", TWO + "\n  - 2026-01-03 call: c\n"
    assert merged(TWO, ours, theirs) == (TWO + "\n  - 2026-01-03 call: c\n\n  - 2026-01-04 call: d\n", True)


def test_the_comment_of_an_entry_that_is_not_taken_moves_above_it() -> None:
    base = "name: A\ntouches:\n  - {date: 2026-01-01, channel: call}\n  - 2026-01-02 call: b\n"
    ours = base.replace("call}", "call, mood: happy} # mine")
    theirs = base.replace("call}", "call, note: n} # theirs")
    assert merged(base, ours, theirs) == (
        (
            "name: A\ntouches:\n  # mine\n  # theirs\n  - date: 2026-01-01\n    channel: call\n"
            '    mood: happy\n    note: "n"\n  - 2026-01-02 call: b\n'
        ),
        True,
    )


def test_notes_below_a_front_matter_without_an_end_that_is_put_together_anew() -> None:
    found = merge(
        b"---\nname: A\ntags: [x]\n---",
        b"---\nname: A\ntags: [x, o]\n---\nNotes.\n",
        b"---\nname: A\ntags: [x, t]\n---",
    )
    assert found.is_clean
    assert found.content == b"---\nname: A\ntags:\n  - x\n  - o\n  - t\n---\nNotes.\n"


def test_notes_that_one_side_took_away_with_their_line_end_are_marked_on_lines_of_their_own() -> None:
    base = b"---\nname: A\n---\nNotes.\n"
    found = merge(base, b"---\nname: A\n---", base.replace(b"Notes", b"Other notes"))
    assert not found.is_clean
    assert found.content == (b"---\nname: A\n---\n<<<<<<< ours\n=======\nOther notes.\n>>>>>>> theirs\n")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "comment"),
    [
        (
            "touches:\n  - date: 2026-01-01\n    channel: call\n    # private remark\n    note: hello\n",
            ("hello\n", "hello\n    mood: happy\n"),
            ("hello\n", "hello\n    service: s\n"),
            "# private remark",
        ),
        (
            "emails: [a@b.example] # work first\n",
            ("]", ", o@b.example]"),
            ("]", ", t@b.example]"),
            "# work first",
        ),
        (
            "referrals:\n  - date: 2026-01-01\n    direction: received # by mail\n    contact: ben\n",
            ("ben\n", "ben\n    note: a\n"),
            ("ben\n", "ben\n    for: someone\n"),
            "# by mail",
        ),
    ],
    ids=["inside a touch", "behind a list", "behind a value of an entry"],
)
def test_a_comment_that_all_have_outlives_the_line_it_stood_in(
    base: str, ours: tuple[str, str], theirs: tuple[str, str], comment: str
) -> None:
    base = f"name: A\n{base}"
    text, is_clean = merged(base, base.replace(*ours), base.replace(*theirs))
    assert is_clean
    assert [line.strip() for line in text.splitlines()].count(comment) == 1


def test_of_two_equal_comments_both_are_kept() -> None:
    base = (
        "name: A\ntouches:\n  - date: 2026-01-01\n    channel: call # todo\n    note: a\n"
        "  - date: 2026-01-02\n    channel: call # todo\n    note: b\n"
    )
    ours = base.replace("note: a", "note: a\n    mood: happy")
    theirs = base.replace("note: a", "note: a\n    service: s")
    text, is_clean = merged(base, ours, theirs)
    assert is_clean
    assert text.count("# todo") == 2


def test_a_comment_that_one_side_took_away_does_not_come_back() -> None:
    base = "name: A\ntags: [x] # work first\n"
    ours, theirs = "name: A\ntags: [x, o]\n", "name: A\ntags: [x, t] # work first\n"
    text, is_clean = merged(base, ours, theirs)
    assert is_clean
    assert "#" not in text


def test_a_comment_that_both_sides_added_is_there_once() -> None:
    base = "name: A\ntags: [x]\n"
    ours, theirs = "name: A\ntags: [x, o] # same\n", "name: A\ntags: [x, t] # same\n"
    text, is_clean = merged(base, ours, theirs)
    assert is_clean
    assert text.count("# same") == 1


def test_a_comment_that_stands_right_behind_a_bracket_is_kept() -> None:
    base = "name: A\ntags: [x]\n"
    ours, theirs = "name: A\ntags: [x, o]#mine\n", "name: A\ntags: [x, t]#yours\n"
    text, is_clean = merged(base, ours, theirs)
    assert is_clean
    assert all(f"{comment}\n" in text for comment in ("#mine", "#yours"))


def test_a_text_that_looks_like_a_comment_is_none() -> None:
    base = "name: A\ntouches:\n- date: 2026-01-01\n  channel: call # b\n  note: |-\n    x # b\n"
    ours, theirs = base + "  mood: happy\n", base + "  service: s\n"
    text, is_clean = merged(base, ours, theirs)
    assert is_clean
    assert text.count("# b") == 2
    assert "\n# b\n" in text


def test_of_equal_comments_as_many_stay_as_all_have_when_each_side_took_away_another() -> None:
    base = "name: A # todo\nx-1: a\nx-2: b # todo\nx-3: c\ngrade: B # todo\n"
    ours, theirs = base.replace("A # todo", "A"), base.replace("B # todo", "B")
    text, is_clean = merged(base, ours, theirs)
    assert is_clean
    assert text == "name: A\nx-1: a\nx-2: b # todo\nx-3: c\ngrade: B\n# todo\n"
