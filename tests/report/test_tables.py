"""What nobody sees is written out in every format, and programs read back what was meant."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import UNSAFE
from builder.diagnostics import shown
from builder.report.tables import csv_table
from builder.report.tables import json_text
from builder.report.tables import text_table

UNSEEN = (
    *("\x00", "\x08", "\x0b", "\x1b", "\x7f", "\x9f", "\u00ad", "\u034f", "\u061c", "\u115f", "\u17b4"),
    *("\u180b", "\u180e", "\u200b", "\u200e", "\u200f", "\u2028", "\u202e", "\u2060", "\u2066", "\u206f"),
    *("\u3164", "\ufeff", "\uffa0", "\ufff9", "\ud800", "\udfff", "\U000e0001", "\U000e007f", "\U000e0100"),
)
SEEN = "Łucja 山田 🎹 o'Brien\u00a0\u3000\ufffc\ufffd"


def read_csv(text: str) -> list[list[str]]:
    return [*csv.reader(io.StringIO(text, newline=""))]


@pytest.mark.parametrize("character", UNSEEN, ids=ascii)
def test_a_character_that_nobody_sees_is_written_out(character: str) -> None:
    rows = [{"name": f"a{character}b"}]
    for text in (text_table(["name"], rows), csv_table(["name"], rows), json_text(rows[0])):
        assert character not in text
        assert "\\" in text
    assert read_csv(csv_table(["name"], rows)) == [["name"], [f"a{shown(character)}b"]]
    assert json.loads(json_text(rows[0])) == rows[0]


@pytest.mark.parametrize("character", [*SEEN], ids=ascii)
def test_a_character_that_is_seen_stays(character: str) -> None:
    rows = [{"name": f"a{character}b"}]
    for text in (text_table(["name"], rows), csv_table(["name"], rows), json_text(rows[0])):
        assert f"a{character}b" in text


def test_an_escape_in_json_is_one_that_json_has() -> None:
    assert json_text({"name": "\x7f\u00ad\U000e0041\u200d"}) == (
        '{\n  "name": "\\u007f\\u00ad\\udb40\\udc41\\u200d"\n}\n'
    )


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("two\nlines", id="line feed"),
        pytest.param("\n\n", id="nothing but line feeds"),
        pytest.param('a "quoted",\nand a comma', id="quotes and a comma"),
        pytest.param("a\tb", id="tab"),
        pytest.param("می\u200cخواهم", id="a joiner of Persian"),
        pytest.param("👩\u200d🎤", id="a joiner of pictures"),
    ],
)
def test_lines_tabs_and_joiners_in_a_cell_are_read_back(value: str) -> None:
    rows = [{"name": value, "note": "x"}, {"name": "Ben", "note": value}]
    assert read_csv(csv_table(["name", "note"], rows)) == [["name", "note"], [value, "x"], ["Ben", value]]


@pytest.mark.parametrize(
    ("value", "cell"),
    [pytest.param("a\r\nb", "a\\r\nb", id="of Windows"), pytest.param("a\rb", "a\\rb", id="alone")],
)
def test_a_carriage_return_goes_nowhere(value: str, cell: str) -> None:
    text = csv_table(["name"], [{"name": value}])
    assert "\r" not in text
    assert read_csv(text) == [["name"], [cell]]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
)


@given(st.dictionaries(st.text(), JSON))
def test_json_says_what_it_was_given_whatever_is_escaped(payload: dict[str, object]) -> None:
    plain = json.dumps(payload, indent=2, ensure_ascii=False)
    text = json_text(payload)
    assert json.loads(text) == json.loads(plain)
    if not UNSAFE.search(plain.replace("\n", "")):
        assert text == f"{plain}\n"
