"""A small wiki to begin with, each file in a style of its own: texts, made piece by piece."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from . import styles

NAMES = {"ana-ruiz": "Ana Ruiz", "ben-okafor": "Ben Okafor", "cy-young": "Cy Young", "acme-ltd": "Acme Ltd"}
PARTY = "spring-party"
PROCESS = """\
process: {prospect: [{id: needs, what: ask what is needed}, {id: offer, what: write an offer}]}
"""
LOST = "date: 2026-01-06\n  direction: received\n  contact: {other}\n  outcome: lost\n"
KEYS = {
    "grade": ["grade: A", "grade: 'B'  # yearly", 'grade: "A+"', "grade:", "grade: D"],
    "stage": ["stage: contact", "stage: 'client' # yes", "stage: >-\n  prospect"],
    "cadence": ["cadence: 6 weeks", "cadence: never"],
    "birthday": ["birthday: 1979-05-14", 'birthday: "05-14"'],
    "added": ["added: 2025-12-24"],
    "aliases": ["aliases: [Anita, 'A. {n}']  # once", 'aliases:\n- Tony {n}\n# between\n- "it\'s {n}"'],
    "reach": [
        "reach: before ten",
        "reach: |\n  with [[{other}]],\n\n  or not",
        "reach: 'see [[{other}|him]]'",
    ],
    "organisation": ["organisation: acme-ltd", "organisation: Somewhere  Else"],
    "emails": ["emails: {n}@a.example", "emails: [{n}@a.example, {{value: {n}@b.example, label: work}}]"],
    "phones": [
        "phones:\n  - value: '+49 151 2000{n}'\n    # at night\n    label: work\n  - '+49 151 300{n}'  # old",
        "phones: +49 151 2000{n}",
        "phones: {{value: +49 151 2000{n}, label: work}}",
    ],
    "follow_ups": [
        "follow_ups: 2026-04-01 send catalogue",
        'follow_ups:\n  - 2026-04-01 send catalogue\n  # theirs\n  - {{what: "a: b", by: them}}',
        "follow_ups: [{{what: ring}}, '2026-05-01 call: again']",
        "follow_ups:\n- due: 2026-04-01\n  what: >-\n    send\n    catalogue\n- what: ring\n  # so\n",
        "follow_ups:\n  what: send catalogue\n  due: 2026-04-01",
    ],
    "referrals": [
        "referrals:\n  - date: 2026-01-05\n    direction: received\n    # how\n    contact: {other}\n  # end",
        "referrals: [{{date: 2026-01-05, direction: given, contact: {third}}}]",
        "referrals:\n- {{date: 2026-01-05, direction: given, contact: {other}}}\n# and\n- " + LOST,
        "referrals: {{date: 2026-01-05, direction: received, contact: '{other}', outcome: met}}",
        "referrals:\n- {{date: 2026-01-05, direction: given, contact: {third}, reward: {{what: a}}}}  # who",
    ],
    "relations": [
        "relations:\n- type: knows\n  contact: {other}\n- {{type: friend, contact: '[[{third}]]'}}",
        "relations: {{type: knows, contact: {other}}}",
    ],
    "referred_by": ["referred_by: {other}", "referred_by: '[[{third}]]'  # kind"],
    "not_same_as": ["not_same_as: [{other}, {third}, {other}]", "not_same_as: {other}"],
    "purchases": ["purchases: 2026-01-07 4200 spring", "purchases:\n- {{date: 2026-01-07, amount: 12}}  # a"],
    "farewell": ["farewell: {{planned: 2026-05-01}}", "farewell:\n    planned: 2026-05-01 # or so\n"],
    "checklist": ["checklist: {{offer: 2026-01-05}}", "checklist:\n  offer: 2026-01-05"],
    "value": ["value:\n  # so\n  profit: high", "value: {{profit: high, maintenance: low}}"],
    "next": [
        "next: ask about the dog",
        "next: [a dog, 'a, b', A  Dog]",
        "next:\n- tea\n- a dog\n- tea  # green",
    ],
    "snooze_until": ["snooze_until: 2026-04-01\nsnooze_reason: |\n  lunch\n  # booked\n\n"],
    "archived": ["archived: 2026-02-01\n# because\narchived_reason: 'moved abroad'  # to Peru"],
    "stage_history": ["stage_history: {{date: 2025-01-10, stage: contact}}"],
    "consent": ["consent: [{{date: 2024-02-01, what: contact, given: true}}]"],
    "nickname": ['nickname: "[[{other}]]"', "nickname: {{a: 'b # c'}}"],
}
BODIES = [
    "",
    "",
    "\nNotes.\n",
    "\nNo end",
    "\n- [[{other}]] and [[{third}|so]], `[[{other}]]`\n---\nx\n",
    "\nMet {Other} at the fair.\n\n\n# Heading\ntrailing  \n",
]


@dataclass(frozen=True, slots=True)
class Start:
    """Content of each file, by path."""

    files: dict[str, bytes]


def _others(who: str) -> tuple[str, str]:
    first, second, *_ = [name for name in NAMES if name not in {who, "acme-ltd"}]
    return first, second


@st.composite
def contacts(draw: st.DrawFn, who: str) -> bytes:
    """A contact in some style."""
    margin = " " * draw(st.sampled_from([0, 0, 0, 2, 3]))
    if draw(st.integers(0, 7)) == 0:
        lines = draw(styles.flow_roots())[1]
    else:
        name = NAMES[who]
        shown = draw(
            st.sampled_from(
                [name, f"'{name}'", f'"{name}"  # so', f">-\n  {name.replace(' ', chr(10) + '  ')}"]
            )
        )
        lines = _indented(f"name: {shown}", margin)
        lines += draw(styles.other_keys(("x-1", "x-2")[: draw(st.integers(0, 2))], len(margin)))
        for key in draw(st.lists(st.sampled_from(sorted(KEYS)), unique=True, max_size=7)):
            first, second = _others(who)
            text = draw(st.sampled_from(KEYS[key]))
            text = text.format(other=first, third=second, n=100 + sorted(NAMES).index(who))
            about = draw(
                st.sampled_from([[], [], [f"# ask {NAMES[first]}"], [f"{margin}# not [[{second}]]"]])
            )
            lines += [*_indented(text, margin), *about, *draw(styles.fillers())]
        lines += draw(styles.touches_lines(draw(st.sampled_from([*styles.KINDS, "absent"])), len(margin)))
        lines += draw(styles.other_keys(("tags", "x-3")[: draw(st.integers(0, 2))], len(margin)))
        lines += draw(styles.fillers())
    first, second = _others(who)
    body = draw(st.sampled_from(BODIES)).format(other=first, third=second, Other=NAMES[first])
    return draw(_written(lines, body))


@st.composite
def events(draw: st.DrawFn) -> bytes:
    """The party."""
    invited = draw(
        st.sampled_from(
            [
                "invited: ana-ruiz",
                "invited: [ana-ruiz, ben-okafor]  # both",
                "invited:\n- cy-young\n# and\n- '[[ben-okafor]]'",
                "attended:\n  - cy-young",
                "where: 'the # studio'",
            ]
        )
    )
    lines = ["type: event", "date: 2026-02-20  # in the evening", "name: Spring Party", *invited.split("\n")]
    return draw(_written(lines, "\nWith [[ana-ruiz]].\n"))


def _indented(text: str, margin: str) -> list[str]:
    return [f"{margin}{line}" if line else line for line in text.split("\n")]


@st.composite
def _written(draw: st.DrawFn, lines: list[str], body: str) -> bytes:
    newline = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    opening = draw(st.sampled_from(["---", "---", "--- "]))
    text = "\n".join([opening, *lines, "---"]) + (body or draw(st.sampled_from(["", "\n"])))
    mark = draw(st.sampled_from([b"", b"", b"\xef\xbb\xbf"]))
    return mark + text.replace("\n", newline).encode()


TEMPLATE = b"""\
---
# how they came
name:
stage:   # of six
tags: [new]
x-own: ''
---

What we talked about.
"""


@st.composite
def starts(draw: st.DrawFn) -> Start:
    """A few people, an event, perhaps a template."""
    files = {
        f"contacts/{draw(st.sampled_from(['', '', 'old/']))}{who}.md": draw(contacts(who)) for who in NAMES
    }
    files[f"contacts/{PARTY}.md"] = draw(events())
    if draw(st.booleans()):
        files["contacts/_template.md"] = TEMPLATE
    return Start(files)
