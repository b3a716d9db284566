"""`soi work` on a real terminal: what each key writes, and that nothing typed is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from builder.report.tables import width

from ..support import REPOSITORY
from ..support import make_wiki
from ..support import person
from ..support import run_soi
from ..support import soi
from ..support import write
from ..terminal import Screen
from ..terminal import on_terminal

ANA = """\
---
name: Ana Ruiz
grade: A+
stage: client
organisation: ruiz
profession: interior designer
phones: {value: +34 600 000 000, label: studio}
emails: ana@ruiz.example
reach: before ten, never on Mondays
next: ask about the new dog
follow_ups:
  - 2026-02-20 send catalogue
  - {due: 2026-03-20, what: name of the florist, by: them}
touches:
  - 2025-12-01 visit: New showroom.   # the white one
  - date: 2026-01-10
    channel: call
    reached: false
  - date: 2026-01-11
    channel: email
    mood: happy
    note: asked for the prints
    service: one late box
  - 2026-01-12 card
---
Notes stay.
"""
BEN = person("Ben", grade="A", touches="2025-11-01 call")
PROMPT = "? help\n> "


def wiki_of(root: Path, ana: str = ANA, **more: str) -> Path:
    people = {"ana": ana, "ben": BEN, "ruiz": person("Ruiz Interiors", type="organisation"), **more}
    return make_wiki(root, {f"{name}.md": text for name, text in people.items()})


def ana_in(root: Path) -> str:
    return (root / "contacts/ana.md").read_bytes().decode("utf-8")


def with_touch(entry: str, ana: str = ANA) -> str:
    """The file of Ana with an entry behind the last touch."""
    return ana.replace("  - 2026-01-12 card\n", f"  - 2026-01-12 card\n{entry}")


def press(screen: Screen, *answers: str) -> str:
    """Type each answer at a prompt; what was printed up to the prompt behind the last."""
    printed = ""
    for answer in answers:
        screen.type(answer)
        printed = screen.until(": " if answer in "CcvmndtexlZz" else "> ")
    return printed


def test_a_brief_says_what_to_know_before_the_call(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        assert screen.until(PROMPT) == (
            "A note may be left empty; Ctrl-D instead of an answer goes back to the keys.\n"
            "A day is written as friday, 2 weeks or YYYY-MM-DD.\n"
            "\n"
            "1 of 2\n"
            "Ana Ruiz  A+, client\n"
            "  Ruiz Interiors, interior designer\n"
            "  happy on 2026-01-11\n"
            "  call Ana Ruiz, overdue since 2026-01-01: 2.9x: last visit 90 days ago, A+ is\n"
            "     monthly, tried once since\n"
            "  phone: +34 600 000 000 (studio)\n"
            "  email: ana@ruiz.example\n"
            "  reach: before ten, never on Mondays\n"
            "  open with: ask about the new dog\n"
            "  ask Ana Ruiz, service not covered lately: How has everything been since the\n"
            "     last time we worked for you?\n"
            "  you promised Ana Ruiz for 2026-02-20: send catalogue\n"
            "  Ana Ruiz promised you for 2026-03-20: name of the florist\n"
            "  2026-01-12 card\n"
            "  2026-01-11 email, happy: asked for the prints / service: one late box\n"
            "  2026-01-10 call, not reached\n"
            "  2025-12-01 visit: New showroom.\n"
            "c call  v visit  m meal  n no answer  z snooze  s skip  u undo  q quit  ? help\n"
            "> "
        )


def test_a_key_and_a_note_are_a_touch(tmp_path: Path) -> None:
    keys = {"c": "call", "v": "visit", "m": "meal", "d": "video", "t": "meeting"}
    keys |= {"e": "email", "x": "message", "l": "letter", "C": "call"}
    make_wiki(tmp_path, {f"p{place}.md": ANA for place in range(len(keys))})
    with on_terminal(tmp_path, "work") as screen:
        screen.until(PROMPT)
        for place, (key, channel) in enumerate(keys.items()):
            press(screen, key, "The order is fine\r")
            after = (tmp_path / f"contacts/p{place}.md").read_text(encoding="utf-8")
            assert after == with_touch(f"  - 2026-03-01 {channel}: The order is fine\n")


def test_what_was_written_is_told_with_its_line_and_the_next_day(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        screen.until(PROMPT)
        printed = press(screen, "c", "fine\r")
        assert "contacts/ana.md:25: added call 2026-03-01; next due 2026-04-01\n" in printed
        assert "\n2 of 2\nBen  A, contact\n" in printed
        assert "added call 2026-03-01; next due 2026-06-01\n" in press(screen, "c", "\r")


def test_no_answer_is_a_call_that_did_not_reach_them(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        screen.until(PROMPT)
        printed = press(screen, "n", "voicemail\r")
    assert "contacts/ana.md:25: added call 2026-03-01, no answer; next due 2026-01-01\n" in printed
    entry = "  - date: 2026-03-01\n    channel: call\n    reached: false\n    note: voicemail\n"
    assert ana_in(tmp_path) == with_touch(entry)


NOTES = (
    "met [[ben]] # not a comment",
    "\"fine\", she said: 'yes'",
    "- no",
    "Grüße aus Łódź",
    "元気です 😀",
    "NO",
)


def test_a_note_reads_back_as_it_was_typed(tmp_path: Path) -> None:
    make_wiki(tmp_path, {f"p{place}.md": ANA for place in range(len(NOTES))})
    with on_terminal(tmp_path, "work", LC_ALL="C.UTF-8") as screen:
        screen.until(PROMPT)
        for note in NOTES:
            press(screen, "c", f"{note}\r")
    for place, note in enumerate(NOTES):
        shown = soi(tmp_path, "show", f"p{place}", "--format", "json").json
        assert shown["contact"]["touches"][-1] == {"date": "2026-03-01", "channel": "call", "note": note}


def test_letters_survive_a_locale_without_any(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work", LC_ALL="C") as screen:
        screen.until(PROMPT)
        press(screen, "c", "Grüße\r")
    assert ana_in(tmp_path) == with_touch("  - 2026-03-01 call: Grüße\n")


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_bytes_that_are_not_text_are_asked_for_again(tmp_path: Path, errors: str) -> None:
    encoding = f"utf-8:{errors}"
    with on_terminal(wiki_of(tmp_path), "work", LC_ALL="C.UTF-8", PYTHONIOENCODING=encoding) as screen:
        screen.until(PROMPT)
        press(screen, "c")
        screen.type(b"gr\xfc\xdfe\r")
        assert "that is not UTF-8" in screen.until("note: ")
        press(screen, "fine\r")
    assert ana_in(tmp_path) == with_touch("  - 2026-03-01 call: fine\n")


def test_a_note_is_edited_as_in_a_shell(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work", LC_ALL="C.UTF-8") as screen:
        screen.until(PROMPT)
        press(screen, "c", "wrong\x15bü\x7ftter\x1b[D\x1b[D\x1b[DX\r")
    assert ana_in(tmp_path) == with_touch("  - 2026-03-01 call: btXter\n")


def test_a_pasted_note_is_one_line_whatever_the_shell_does(tmp_path: Path) -> None:
    inputrc = write(tmp_path / "inputrc", "set enable-bracketed-paste off\n")
    with on_terminal(wiki_of(tmp_path), "work", INPUTRC=str(inputrc)) as screen:
        screen.until(PROMPT)
        press(screen, "c")
        assert screen.raw.rfind("\x1b[?2004h") > screen.raw.rfind("\x1b[?2004l")
        press(screen, "\x1b[200~first\nq\tand  second\n\x1b[201~\r")
    assert ana_in(tmp_path) == with_touch("  - 2026-03-01 call: first q and second\n")


def test_the_lines_behind_a_pasted_note_are_no_keys(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work", TERM="dumb") as screen:
        screen.until(PROMPT)
        assert "(what was typed before this line does not count)\n" in press(screen, "c", "first\rs")
        screen.type("q")
        assert screen.end() == 0
        assert screen.text.endswith("quit\n1 written, 0 skipped, 1 left\n")
    assert ana_in(tmp_path) == with_touch("  - 2026-03-01 call: first\n")


def test_a_snooze_asks_until_when_and_why(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        screen.until(PROMPT)
        screen.type("z")
        screen.until("until: ")
        screen.type("someday\r")
        assert '"someday" is not a date; write YYYY-MM-DD' in screen.until("until: ")
        screen.type("today\r")
        assert "2026-03-01 is not after today, 2026-03-01\n" in screen.until("until: ")
        screen.type("2 weeks\r")
        screen.until("why: ")
        assert ana_in(tmp_path) == ANA
        assert (
            "contacts/ana.md:10: set snooze_until 2026-03-15; next due 2026-03-15\n"
            "contacts/ana.md:11: set snooze_reason lunch: booked\n"
        ) in press(screen, "lunch: booked\r")
    keys = 'snooze_until: 2026-03-15\nsnooze_reason: "lunch: booked"\n'
    assert ana_in(tmp_path) == ANA.replace("next:", f"{keys}next:")


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(("c", "\x04"), id="note"),
        pytest.param(("z", "\x04"), id="until"),
        pytest.param(("z", "\r"), id="until, empty"),
        pytest.param(("z", "friday\r", "\x04"), id="why"),
    ],
)
def test_a_question_is_left_for_another_key(tmp_path: Path, answers: tuple[str, ...]) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        screen.until(PROMPT)
        for answer in answers:
            screen.type(answer)
            screen.until("> " if answer in {"\x04", "\r"} else ": ")
        assert ana_in(tmp_path) == ANA
        press(screen, "v", "after all\r")
    assert ana_in(tmp_path) == with_touch("  - 2026-03-01 visit: after all\n")


def test_each_entry_is_on_the_disk_before_the_next_person_is_shown(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        screen.until(PROMPT)
        screen.type("c")
        screen.until("note: ")
        screen.type("fine\r")
        screen.until("2 of 2")
        screen.process.kill()
    assert ana_in(tmp_path) == with_touch("  - 2026-03-01 call: fine\n")


@pytest.mark.parametrize("key", ["q", "Q", "\x04"])
def test_quitting_says_what_was_done(tmp_path: Path, key: str) -> None:
    with on_terminal(wiki_of(tmp_path, cleo=person("Cleo", grade="A")), "work") as screen:
        screen.until(PROMPT)
        press(screen, "s")
        press(screen, "c", "\r")
        screen.type(key)
        assert screen.end() == 0
    assert screen.text.endswith("quit\n1 written, 1 skipped, 1 left\n")


def test_a_blank_skips_and_the_end_of_the_list_is_told(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        screen.until(PROMPT)
        press(screen, " ")
        assert "\nThat was everybody.\nu undo  q quit\n" in press(screen, " ")
        screen.type("\r")
        assert screen.end() == 0
    assert screen.text.endswith("0 written, 2 skipped, 0 left\n")
    assert ana_in(tmp_path) == ANA


def test_undo_puts_back_every_byte_and_the_person(tmp_path: Path) -> None:
    ana = "\ufeff" + ANA.replace("\n", "\r\n")
    with on_terminal(wiki_of(tmp_path, ana), "work") as screen:
        screen.until(PROMPT)
        press(screen, "c", "fine\r")
        assert ana_in(tmp_path) != ana
        press(screen, "s")
        assert "\n2 of 2\nBen" in press(screen, "u")
        printed = press(screen, "u")
        assert "contacts/ana.md: as it was before\n" in printed
        assert "\n1 of 2\nAna Ruiz" in printed
        assert ana_in(tmp_path) == ana
        assert "there is nothing to undo\n" in press(screen, "u")
        screen.type("q")
        assert screen.end() == 0
    assert screen.text.endswith("0 written, 0 skipped, 2 left\n")


def test_what_was_edited_since_is_not_undone(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        screen.until(PROMPT)
        press(screen, "c", "fine\r")
        edited = f"{ana_in(tmp_path)}One more line.\n"
        write(tmp_path / "contacts/ana.md", edited)
        printed = press(screen, "u")
        assert "ana.md was changed in the meantime" in printed
        assert "\n2 of 2\nBen" in printed
        screen.type("q")
        assert screen.end() == 0
    assert ana_in(tmp_path) == edited
    assert screen.text.endswith("1 written, 0 skipped, 1 left\n")


def test_an_edit_made_in_the_meantime_stays(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        screen.until(PROMPT)
        press(screen, "c")
        edited = ANA.replace("Notes stay.", "Notes stay, more came.")
        write(tmp_path / "contacts/ana.md", edited)
        press(screen, "fine\r")
    assert ana_in(tmp_path) == with_touch("  - 2026-03-01 call: fine\n", edited)


def test_somebody_is_shown_as_the_file_is_now(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        screen.until(PROMPT)
        write(tmp_path / "contacts/ben.md", BEN.replace("name: Ben", "name: Ben Okafor"))
        assert "\n2 of 2\nBen Okafor  A, contact\n" in press(screen, "s")


def test_whoever_was_called_in_the_meantime_is_passed_over(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        screen.until(PROMPT)
        assert soi(tmp_path, "touch", "ben", "call").exit == 0
        assert "\n2 of 2\nBen: done in the meantime\n\nThat was everybody.\n" in press(screen, "s")


def test_what_cannot_be_written_is_not_lost_and_stops_nothing(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        screen.until(PROMPT)
        broken = ANA.replace("grade: A+", "grade: [A+")
        write(tmp_path / "contacts/ana.md", broken)
        printed = press(screen, "c", "the order [is] fine\r")
        assert "soi: contacts/ana.md:3:" in printed
        assert "\nnot written: added call 2026-03-01: the order [is] fine\n" in printed
        press(screen, "c", "\r")
        screen.type("q")
        assert screen.end() == 1
    assert ana_in(tmp_path) == broken
    assert screen.text.endswith("1 written, 0 skipped, 1 not written, 0 left\n")


def test_a_file_broken_in_the_meantime_is_told_before_anything_is_typed(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        screen.until(PROMPT)
        write(tmp_path / "contacts/ben.md", BEN.replace("grade: A", "grade: [A"))
        printed = press(screen, "s")
        assert "\n2 of 2\nBen  A, contact\n" in printed
        assert "soi: contacts/ben.md:3:" in printed


def test_a_person_who_is_gone_is_told(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        screen.until(PROMPT)
        (tmp_path / "contacts/ana.md").unlink()
        printed = press(screen, "c", "fine\r")
        assert "soi: contacts/ana.md cannot be read" in printed
        assert "not written: added call 2026-03-01: fine\n" in printed


def test_help_tells_the_rarer_keys(tmp_path: Path) -> None:
    with on_terminal(wiki_of(tmp_path), "work") as screen:
        screen.until(PROMPT)
        printed = press(screen, "?")
    for words in ("d video", "t meeting", "e email", "x message", "l letter", "Ctrl-D instead of an answer"):
        assert words in printed


def test_nobody_due_is_no_round(tmp_path: Path) -> None:
    with on_terminal(make_wiki(tmp_path, {"ana.md": person()}), "work") as screen:
        assert screen.end() == 0
    assert screen.text == "Nobody has to be called today.\n"


@pytest.mark.parametrize("command", ["work", "triage"])
def test_without_a_terminal_other_commands_are_named(tmp_path: Path, command: str) -> None:
    ran = run_soi(wiki_of(tmp_path), command)
    assert (ran.exit, ran.out) == (2, "")
    assert "this command reads single keys and needs a terminal" in ran.err
    assert "soi today" in ran.err or "soi grade" in ran.err


def test_what_a_file_says_does_nothing_to_the_terminal(tmp_path: Path) -> None:
    evil = ANA.replace("name: Ana Ruiz", 'name: "Ana\\e[2J Ruiz"').replace(
        "New showroom.", '"New\\e]0;title\\a showroom \u202e"'
    )
    with on_terminal(wiki_of(tmp_path, evil), "work") as screen:
        printed = screen.until(PROMPT)
    assert "Ana\\x1b[2J Ruiz" in printed
    assert "New\\x1b]0;title\\x07 showroom \\u202e" in printed
    assert "\x1b[2J" not in screen.raw
    assert "\x1b]0" not in screen.raw


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_brief_fits_the_terminal(tmp_path: Path, columns: int) -> None:
    long = ANA.replace("before ten, never on Mondays", f"{'元気' * 8} {'lang und breit ' * 9} {'x' * 90}")
    with on_terminal(wiki_of(tmp_path, long), "work", columns=columns) as screen:
        printed = screen.until(PROMPT)
    assert max(width(line) for line in printed.splitlines()) <= columns
    assert "元気" * 8 in printed


def test_what_is_to_come_is_not_told_as_if_it_had_been(tmp_path: Path) -> None:
    ana = person(grade="A+", touches="[2025-12-01 call, 2026-03-02 meal]")
    with on_terminal(wiki_of(tmp_path, ana), "work") as screen:
        printed = screen.until(PROMPT)
    assert "  2025-12-01 call\n" in printed
    assert "2026-03-02" not in printed


def test_a_brief_leaves_room_for_everything(tmp_path: Path) -> None:
    promises = ", ".join(f"2026-04-0{day} send part {day}" for day in range(1, 8))
    ana = person(grade="A+", follow_ups=f"[{promises}]", next="[a, b, c, d, e]")
    with on_terminal(wiki_of(tmp_path, ana), "work") as screen:
        printed = screen.until(PROMPT)
    assert "send part 4 (and 3 more)\n" in printed
    assert "  open with: d (and 1 more)\n" in printed


def test_colors_are_for_those_who_want_them(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    with on_terminal(tmp_path, "work") as screen:
        screen.until(PROMPT)
        assert "\x1b[1mAna Ruiz" in screen.raw
    with on_terminal(tmp_path, "work", NO_COLOR="1") as screen:
        screen.until(PROMPT)
        assert "\x1b[1m" not in screen.raw
        assert "\x1b[2m" not in screen.raw


def test_a_line_that_goes_elsewhere_is_no_terminal(tmp_path: Path) -> None:
    wiki_of(tmp_path)
    with on_terminal(tmp_path, "today") as screen:
        assert screen.end() == 0
        piped = subprocess.run(
            [sys.executable, "-m", "builder", "--wiki", str(tmp_path), "work"],
            cwd=REPOSITORY,
            stdin=screen.line,
            capture_output=True,
            check=False,
        )
    assert piped.returncode == 2
