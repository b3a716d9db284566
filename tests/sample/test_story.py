"""Nell's story, told from what the commands print on her Tuesday and from nothing else.

`story.txt` has it: a command, sentences of the story, and below each the words of the output that say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from ..support import REPOSITORY
from ..support import soi

STORY = (Path(__file__).parent / "story.txt").read_text(encoding="utf-8")
SO_FAR = "log --since 2018-01-01"
TELLING = {"brief", "ask", "referrals", "path", "networks", "plan", "review", "digest", "stats", "log"}
"""Commands that the story cannot do without."""


def _sentences() -> Iterator[tuple[str, str, str]]:
    """Command, sentence of the story, words of the output."""
    for part in STORY.split("$ soi ")[1:]:
        command, *lines = part.splitlines()
        for number, line in enumerate(lines):
            if line and not line.startswith(" "):
                words = []
                for below in lines[number + 1 :]:
                    if not below.startswith(" "):
                        break
                    words.append(below.strip())
                yield command, line, " ".join(words)


SENTENCES = [*_sentences()]


@cache
def told(command: str) -> str:
    """What a command prints on the day that the sample pins, lines and columns run together."""
    ran = soi(REPOSITORY, *command.split(), today="")
    assert ran.exit in {0, 1}, ran.err
    return " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("command", "words"),
    [pytest.param(command, words, id=sentence) for command, sentence, words in SENTENCES],
)
def test_a_sentence_of_the_story_is_told(command: str, words: str) -> None:
    assert words
    assert words in told(command)


def test_every_command_has_its_part_in_the_story() -> None:
    assert {command.split()[0] for command, _, _ in SENTENCES} >= TELLING
    assert len({sentence for _, sentence, _ in SENTENCES}) == len(SENTENCES)


@pytest.mark.parametrize(
    ("command", "who"),
    [
        pytest.param("ask", "Magda Čelesta, ", id="nobody is asked while a complaint is open"),
        pytest.param("ask", "Fergus Wrestplank, ", id="nor while a promise to them is broken"),
        pytest.param("ask", "Barnaby Clunk, ", id="nor somebody to part with"),
        pytest.param("ask", "Percy Unacorda, ", id="nor somebody who asked for peace"),
        pytest.param("due --all", "Ambrose Fortepiano", id="the dead are not due"),
        pytest.param("due", "Benedikt Longscale", id="nor is a pilgrim before he is back"),
        pytest.param("today", "Magda Čelesta", id="a lunch that is booked does not nag"),
        pytest.param("list --mailing", "Percy Unacorda", id="no newsletter for whoever asked for peace"),
        pytest.param("review grades", "Crispin Loudpedal", id="kept for the tuning lever"),
        pytest.param("review grades", "Sylvester Wolftone", id="parted in peace"),
    ],
)
def test_what_is_not_to_be_told_is_not(command: str, who: str) -> None:
    assert told(command)
    assert who not in told(command)
    assert who.rstrip(", ") in told(SO_FAR)


def test_whom_to_ask_is_told_in_the_order_of_asking() -> None:
    cases = ["Temperance Quint, loyal", "Corbie Hall, customer", "Edith Semibreve, new-customer"]
    cases += ["Duarte Cravelha, prospect", "Gideon Trapwork, sphere"]
    places = [told("ask").index(case) for case in cases]
    assert places == sorted(places)
