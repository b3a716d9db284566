"""The rules that reading itself can find broken: the file (SOI1xx) and its values (SOI2xx).

Rules about what files say of each other and of relationships are declared beside the check that fires them,
in `checks/`.
"""

from __future__ import annotations

import re

from .diagnostics import Rule
from .diagnostics import Severity

SOURCES = {
    "S0": '"Sphere of Influence (SOI)", Kirk Booher',
    "S1": '"Rules 28 - 30 From The List", 15 March 2009, author not named',
    "S2": 'the sequel to "Your People - Part 1", Asentiv (mikeh@asentiv.com)',
    "S3": '"Customer Management System - How to Win More Sales Must Include the Answer to This Simple '
    'Question", 12 July 2010, after Ram Charan',
    "S4": "untitled, Jerry Fletcher",
}
"""The articles that the method comes from, under the names by which docstrings cite them."""


def sources(text: str) -> tuple[str, ...]:
    """Names of the articles in a citation such as `S0, S1 rule 30`, each once."""
    return tuple(dict.fromkeys(re.findall(rf"\b(?:{'|'.join(SOURCES)})\b", text)))


def cited(source: str) -> tuple[str, ...]:
    """Titles of the articles that such a citation names."""
    return tuple(SOURCES[name] for name in sources(source))


FAMILIES = {
    "SOI1": "The file",
    "SOI2": "A value",
    "SOI3": "Between files",
    "SOI4": "The relationship",
    "SOI5": "Privacy",
}
"""How codes begin, and what those that begin so are about."""


NO_FRONT_MATTER = Rule(
    "SOI101",
    Severity.ERROR,
    "no front matter, or it is not closed",
    """\
A contact file begins with a line of three hyphens, then keys, then a second such line, then notes. Without
both lines nothing in the file can be told from a note, so the person is known by the file's name only.

Bad:

    name: Ana Ruiz

Good:

    ---
    name: Ana Ruiz
    ---

Files that are not contacts can stay in the folder if their name begins with an underscore.""",
)
YAML_ERROR = Rule(
    "SOI102",
    Severity.ERROR,
    "the front matter is not YAML",
    """\
The keys between the hyphens cannot be read, so nothing in the file counts until it is mended. Most often a
text contains a colon and a blank, begins with a special character, or has a quote that is never closed; an
unclosed quote is reported where it was opened. The hint shows the line as it can be written.

Bad:

    name: Ana: the florist

Good:

    name: "Ana: the florist"
""",
)
DUPLICATE_KEY = Rule(
    "SOI103",
    Severity.ERROR,
    "the same key twice",
    """\
Two values for one key contradict each other, and most programs would silently keep one of them. soi uses the
first until you decide. It happens after a merge, or when a touch is pasted twice into one entry.

Bad:

    grade: A
    grade: B

Good:

    grade: A
""",
)
NOT_TEXT = Rule(
    "SOI104",
    Severity.ERROR,
    "the file cannot be read as UTF-8 text",
    """\
Contact files are UTF-8 text. Another encoding, a NUL character, a file without read permission, a pipe, a
link in circles or a link that leads out of the wiki cannot be read safely, and guessing would alter names.

Mend it by saving the file as UTF-8 in your editor, or by running `iconv -f WINDOWS-1252 -t UTF-8`.""",
)
CONFLICT = Rule(
    "SOI105",
    Severity.ERROR,
    "a merge conflict is not resolved",
    """\
git left both versions in the file, between lines of `<<<<<<<`, `=======` and `>>>>>>>`. Keep what is right,
often both touches, and delete the three lines.""",
)
TOO_MUCH = Rule(
    "SOI106",
    Severity.ERROR,
    "the front matter uses what soi does not read",
    """\
Files over 32 MB, values nested deeper than 64 levels, and YAML's anchors, aliases and tags are refused. They
are never needed in a contact and can make a small file fill the memory.

Bad:

    name: &ana Ana Ruiz
    aliases: [*ana]

Good:

    name: Ana Ruiz
    aliases: [Ana]

A text that begins with `&`, `*` or `!` has to be quoted.""",
)
LOST_TEXT = Rule(
    "SOI107",
    Severity.WARNING,
    "YAML drops a part of the text",
    """\
In YAML a blank and a `#` begin a comment, and a comma ends a value between braces. What you typed behind them
is not part of the value. Quote the value if the text belongs to it; put a comment on a line of its own.

Bad:

    reach: at lunch, table #4
    follow_ups: [{due: 2026-05-01, what: call Ana, Ben}]

Good:

    reach: "at lunch, table #4"
    follow_ups: [{due: 2026-05-01, what: "call Ana, Ben"}]
""",
)

MISSING_KEY = Rule(
    "SOI201",
    Severity.ERROR,
    "a required key is missing",
    """\
Every contact has a name; every entry of a list has the keys without which it says nothing, such as the date
and the channel of a touch. An entry without them is not counted.

Bad:

    touches:
      - {channel: call, note: spring order}

Good:

    touches:
      - {date: 2026-03-02, channel: call, note: spring order}
""",
)
UNKNOWN_VALUE = Rule(
    "SOI202",
    Severity.ERROR,
    "a value that is not in the vocabulary",
    """\
Some keys take one of a few words. Anything else would silently drop the person out of a list, so it is an
error and counts as not known. The hint names the nearest word.

Bad:

    grade: AA

Good:

    grade: A+
""",
)
WRONG_TYPE = Rule(
    "SOI203",
    Severity.ERROR,
    "a value of the wrong type",
    """\
The key expects a date, an amount, a list or a text and found something else. Dates are written
`YYYY-MM-DD` without a time, amounts without separators (`4200.50`), durations as `6 weeks` or `P6W`.

Bad:

    added: 3/2/2026

Good:

    added: 2026-03-02
""",
)
IMPOSSIBLE_DATE = Rule(
    "SOI204",
    Severity.ERROR,
    "a date that is not in the calendar",
    """\
The date has the right form, but there is no such day. It counts as not known.

Bad:

    birthday: 1979-02-30

Good:

    birthday: 1979-02-28
""",
)
FUTURE_DATE = Rule(
    "SOI205",
    Severity.WARNING,
    "something that happened is dated in the future",
    """\
A touch, a purchase or a referral with a date after today does not count for anything yet, so a slip in the
year makes a person look neglected. Plans belong under `follow_ups`, `snooze_until` or `farewell.planned`.

Bad (written in March 2026):

    touches: [2027-03-01 call]

Good:

    touches: [2026-03-01 call]
""",
)
UNKNOWN_KEY = Rule(
    "SOI206",
    Severity.WARNING,
    "an unknown key",
    """\
Nothing reads this key, so what stands behind it has no effect; most often it is misspelled. The text is kept
as it is. Keys of your own begin with `x-`.

Bad:

    brithday: 05-14

Good:

    birthday: "05-14"
    x-shoe-size: 38
""",
)
MALFORMED = Rule(
    "SOI207",
    Severity.WARNING,
    "a malformed email address, phone number or birthday",
    """\
It cannot be mailed, dialled or celebrated as it stands. A phone number has to be possible, not known to
exist; with `+` and the country's code it can be dialled from anywhere.

Bad:

    emails: ana.ruiz.example
    birthday: 14 May

Good:

    emails: ana@ruiz.example
    birthday: "05-14"
""",
)
BAD_ID = Rule(
    "SOI208",
    Severity.WARNING,
    "a file name that makes a poor id",
    """\
The file's name without `.md` is what other files use to refer to the person. It begins with a letter or a
digit and goes on with letters, digits, blanks, `.`, `_` and `-`, in the composed Unicode form (NFC), so that
it means the same on every system.

Bad: `ana?.md`, `-ana.md`

Good: `ana-ruiz.md`""",
)
USELESS_IGNORE = Rule(
    "SOI209",
    Severity.INFO,
    "an `ignore` entry without effect",
    """\
The file silences a code that does not fire on it. The reason has gone; delete the entry, or it will hide the
next mistake of that kind.

Bad:

    emails: ana@ruiz.example
    ignore: [{code: SOI207, reason: she has no other address}]

Good:

    emails: ana.ruiz.example
    ignore: [{code: SOI207, reason: she has no other address}]
""",
)
ODD_CHARACTERS = Rule(
    "SOI210",
    Severity.WARNING,
    "invisible or look-alike characters in a name or an id",
    """\
The name has characters that nobody sees, that reverse the direction of the text, or a word that mixes
alphabets, such as a Cyrillic letter in a Latin name. Searching for the name will not find it. It usually
comes from copying out of a web page. Type the name again.""",
)
SAME_ENTRY = Rule(
    "SOI211",
    Severity.WARNING,
    "the same entry twice",
    """\
Two entries of a list are equal in every key, so a touch, a purchase or a referral is counted twice. It
happens when two branches are merged. Delete one of them, or add what tells them apart.

Bad:

    purchases: [2026-02-10 480 portraits, 2026-02-10 480 portraits]

Good:

    purchases: [2026-02-10 480 portraits, 2026-02-10 480 a second set]
""",
)

UNREADABLE = frozenset({NO_FRONT_MATTER, YAML_ERROR, NOT_TEXT, CONFLICT, TOO_MUCH})
"""Rules whose breach leaves nothing of a file to be known but its id."""

DUPLICATE_ID = Rule(
    "SOI302",
    Severity.ERROR,
    "two files with the same id",
    """\
The id is the file's name, wherever the file lies and however its letters are written: `ana.md` and `Ana.md`
are one file on a Mac. References would lead to either of them, so only the first one counts, and nothing is
written to it. Give one of the files another name; where both are one person's, `soi merge` can then make one
file of them.""",
)


def silencing(rule: Rule) -> str:
    """How to silence a code, for the owner of the contacts."""
    code = rule.code
    if rule in UNREADABLE or rule is DUPLICATE_ID:
        return "It cannot be silenced in the file: what stands there is not known."
    if rule.is_of_wiki:
        return (
            "It cannot be silenced for one file, since it is about the whole wiki. If it is meant so, put\n"
            f"{code} under `checks: ignore:` in mkdocs.yml, or another severity under `checks: severity:`."
        )
    return (
        f"To silence it for one file, write `ignore: [{{code: {code}, reason: …}}]` there. For all files,\n"
        f"put {code} under `checks: ignore:` in mkdocs.yml, or another severity under `checks: severity:`."
    )
