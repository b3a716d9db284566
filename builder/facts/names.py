"""How alike two names are, and which names in a crowd are worth comparing.

Words are compared in any order: without accents and case, by nickname, initial, sound and typing error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cache
from itertools import combinations
from itertools import permutations

from .nicknames import LEGAL_FORMS
from .nicknames import NAMES
from .nicknames import TITLES
from .nicknames import are_one_name
from .nicknames import are_two_names
from .people import folded

Words = tuple[str, ...]
"""A name in the order in which it is said, without titles."""

SAME = 1.0
NICKNAME = 0.95
SOUND = 0.9
PART = 0.9
"""One name has a word more, as a second surname."""
FIRST_NAME_MISTYPED = 0.6
"""Brothers and sisters have names that differ in a letter, so this is not enough alone."""
INITIAL = 0.6
ONLY_FIRST_NAME = 0.5
"""Ana beside Ana Ruiz, or beside Ana López: she may have married, or be another."""

_LETTERS = re.compile(r"\w+")
_APOSTROPHES = re.compile(r"['\u2018\u2019`\u00b4]")
_MIN_MISTYPED = 5
"""In a shorter word a letter more or less makes another name."""
_MIN_SOUND = 4
_IDEOGRAPHS = "\u2e80"
"""From here on scripts write first name and surname without a blank between them."""
_MAX_WORDS = 6
"""Of a longer name no parts are looked up."""


def words_of(name: str, *, is_organisation: bool = False) -> Words:
    """Words of a name: without titles or legal forms, and said as written behind a comma."""
    if name.isascii() and name.replace(" ", "").isalpha():
        words = name.casefold().split()
    else:
        last, _, first = _APOSTROPHES.sub("", folded(name)).partition(",")
        words = _LETTERS.findall(last if is_organisation else f"{first} {last}")
    dropped = LEGAL_FORMS if is_organisation else TITLES
    if dropped.isdisjoint(words):
        return tuple(words)
    return tuple(word for word in words if word not in dropped) or tuple(words)


def likeness(one: Words, other: Words, *, is_organisation: bool = False) -> float:
    """How likely two names are of one person, from 0 to 1, by the names alone."""
    if not one or not other:
        return 0
    if "".join(one) == "".join(other):
        is_whole = is_organisation or len(one) > 1 or len(other) > 1 or one[0] >= _IDEOGRAPHS
        return SAME if is_whole else ONLY_FIRST_NAME
    if not is_organisation and len(one) == len(other) == 1:
        return ONLY_FIRST_NAME if word_likeness(*one, *other) else 0
    rest = list(other)
    left = [word for word in one if not _take(rest, word)]
    matched = len(one) - len(left)
    share = SAME
    unmatched = []
    for word in left:
        best = max(rest, key=lambda candidate: word_likeness(word, candidate), default="")
        like = word_likeness(word, best)
        if not like:
            unmatched.append(word)
            continue
        is_first = word == one[0] or best == other[0]
        is_typo = like not in {NICKNAME, SOUND, INITIAL}
        share *= min(like, FIRST_NAME_MISTYPED) if is_first and is_typo else like
        rest.remove(best)
        matched += 1
    return share * _of_leftover(one, other, matched, unmatched, rest)


def _take(words: list[str], word: str) -> bool:
    if word not in words:
        return False
    words.remove(word)
    return True


def _of_leftover(one: Words, other: Words, matched: int, left: list[str], rest: list[str]) -> float:
    """What words without a counterpart leave of the likeness."""
    if left and rest:
        # Ana Ruiz and Luis Ruiz are two, whatever they share; Ana Ruiz may have become Ana López.
        return ONLY_FIRST_NAME if one[0] == other[0] and len(one[0]) > 1 else 0
    if not left and not rest:
        return SAME
    if matched > 1:
        return PART
    # A first name alone may be hers; a surname alone may be anybody's in the family.
    return ONLY_FIRST_NAME if matched and (one[0] == other[0] or are_one_name(one[0], other[0])) else 0


@cache
def word_likeness(one: str, other: str) -> float:
    """How likely two words are forms of one, 0 for two words."""
    if one == other:
        return SAME
    if are_one_name(one, other):
        return NICKNAME
    short, long = sorted((one, other), key=len)
    if not short or are_two_names(one, other):
        return 0
    if len(short) == 1:
        return INITIAL if long.startswith(short) else 0
    if len(short) >= _MIN_SOUND and sound(one) == sound(other):
        return SOUND
    # Mario and Maria, Daniel and Daniela, Ivanov and Ivanova are two people.
    if len(long) < _MIN_MISTYPED or long[:-1] in {short, short[:-1]}:
        return 0
    from rapidfuzz.distance import OSA  # noqa: PLC0415 -- most commands compare no names, and it takes a while

    return 1 - 1 / len(long) if OSA.distance(one, other, score_cutoff=1) == 1 else 0


_SOUNDS = (
    (re.compile(r"sch|sh"), "S"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th|dt"), "t"),
    (re.compile(r"[ea][iy]"), "ai"),
    (re.compile(r"ck|q|c(?![eiyh])"), "k"),
    (re.compile(r"tz|[cz]"), "s"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ie|y|j"), "i"),
    (re.compile(r"(?<=[aeiou])h"), ""),
    (re.compile(r"(.)\1"), r"\1"),
)


@cache
def sound(word: str) -> str:
    """Word as it sounds, roughly, where people spell one name in many ways: Meyer, Maier, Mayr."""
    for letters, heard in _SOUNDS:
        word = letters.sub(heard, word)
    return word


def neighbours(vocabulary: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Words of a crowd that may be forms of each other, without comparing each with each.

    Two words meet where they are forms of one name, sound alike, or leave the same when any one letter is
    taken out: a letter too many, too few, wrong or out of order leaves something in common.
    """
    meeting: dict[object, list[str]] = {}
    for word in sorted(vocabulary):
        for place in _places(word):
            meeting.setdefault(place, []).append(word)
    out: dict[str, set[str]] = {}
    for words in meeting.values():
        for one, other in combinations(words[:_MAX_MEETING], 2):
            if word_likeness(one, other):
                out.setdefault(one, set()).add(other)
                out.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in out.items()}


_MAX_MEETING = 60
"""More words that meet in one place are no names."""


def _places(word: str) -> Iterator[object]:
    yield from NAMES.get(word, ())
    if len(word) >= _MIN_SOUND:
        yield sound(word), "sound"
    if len(word) >= _MIN_MISTYPED - 1:
        yield word
        for at in range(len(word)):
            yield word[:at] + word[at + 1 :]


def parts(words: Words) -> Iterator[Words]:
    """Shorter names for one person, their words sorted: two words written as one, or words left out.

    Args:
        words: the words of the name, sorted.
    """
    if len(words) > _MAX_WORDS:
        return
    if len(words) == 2:  # noqa: PLR2004 -- nearly all names: the general way takes ten times as long
        yield (words[0] + words[1],)
        yield (words[1] + words[0],)
        return
    for one, other in permutations(words, 2):
        rest = list(words)
        rest.remove(one)
        rest.remove(other)
        yield tuple(sorted((*rest, one + other)))
    for size in range(2, len(words)):
        yield from combinations(words, size)
