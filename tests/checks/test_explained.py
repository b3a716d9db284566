"""Every example of `soi explain` in a wiki: the bad one has that finding and no other, the good one none.

The examples are read out of the explanations, so that one that is not true fails here. What an example leaves
to be imagined, such as the grade of whoever is snoozed, stands in the scenes below.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from pathlib import Path

import pytest

from builder.checks import all_rules
from builder.diagnostics import Rule

from ..support import SITE
from ..support import check
from ..support import write

PLACE = "EXAMPLE"
DAY = "2026-03-10"
"""When the examples are read: those that speak of a month are of this one."""
RULES = {code: rule for code, rule in all_rules().items() if re.search(r"^Bad\b", rule.text, re.MULTILINE)}
ANA = "contacts/ana-ruiz.md"
OTHERS = {"ben-okafor": "Ben Okafor", "luis-mora": "Luis Mora", "mia-lind": "Mia Lind"}


def keys(*others: str) -> str:
    """Ana's file with the example among the keys."""
    return "\n".join(["---", "name: Ana Ruiz", PLACE, *others, "---", ""])


def section(*others: str) -> str:
    """A configuration with the example among the settings."""
    return "\n".join([SITE + "  - soi:", *(" " * 6 + line for line in (PLACE, *others)), ""])


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands around an example."""

    files: Mapping[str, str] = field(default_factory=dict)
    """By path. One of the paths or texts has the example's place in it; if none has, Ana's keys have it."""
    day: str = DAY
    count: int = 1
    """So many findings has the bad example."""


PROCESS = SITE + "  - soi:\n      process: {prospect: [{id: needs, what: x}, {id: offer, what: y}]}\n"
MONTHLY = "cadence: 1 month\ntouches: 2026-03-01 call"
WHOLE = Scene({ANA: f"---\n{PLACE}\n---\n"})
CALLED = Scene({ANA: keys("touches: 2026-03-01 call")})
NOTES = Scene({ANA: f"---\nname: Ana Ruiz\n---\n{PLACE}\n"})
CONFIGURATION = Scene({"mkdocs.yml": f"{SITE}  - soi\n{PLACE}\n", "mine/main.html": "", "mine/img.svg": ""})
SCENES = {
    "SOI101": Scene({ANA: f"{PLACE}\n"}),
    "SOI102": WHOLE,
    "SOI103": CALLED,
    "SOI106": WHOLE,
    "SOI107": Scene(count=2),
    "SOI202": CALLED,
    "SOI207": Scene(count=2),
    "SOI208": Scene({f"contacts/{PLACE}": "---\nname: Ana Ruiz\n---\n"}),
    "SOI301": Scene(
        {
            ANA: "---\nname: Ana Ruiz\n---\n",
            "contacts/ben-okafor.md": f"---\nname: Ben Okafor\n{PLACE}\n---\n",
        }
    ),
    "SOI303": Scene(
        {
            "contacts/bob-smith.md": f"---\n{PLACE}\nphones: +34 600 000 000\n---\n",
            "contacts/robert-smith.md": "---\nname: Robert Smith\nphones: +34 600 000 000\n---\n",
        }
    ),
    "SOI305": Scene({"contacts/ana-ruiz.md": keys("referred_by: ben-okafor")}, day="2026-01-25"),
    "SOI306": Scene({"mkdocs.yml": PROCESS}),
    "SOI309": NOTES,
    "SOI310": Scene(day="2026-02-12"),
    "SOI311": Scene({"contacts/ben-okafor.md": "---\nname: Ben Okafor\nformer_ids: ben\n---\n"}),
    "SOI407": Scene(
        {
            ANA: "---\nname: Ana Ruiz\nreferrals:\n  - date: 2026-01-05\n    direction: received\n"
            f"    contact: ben-okafor\n    thanked: 2026-01-06\n    {PLACE}\n---\n"
        }
    ),
    "SOI409": Scene(
        {"mkdocs.yml": PROCESS, ANA: keys("qualification: {problem: x, budget: true, willing: true}")}
    ),
    "SOI410": Scene({"mkdocs.yml": PROCESS, ANA: keys("purchases: 2026-02-20 480 portraits")}),
    "SOI412": Scene(
        {
            "mkdocs.yml": section(),
            **{f"contacts/{n}.md": f"---\nname: G{n}\n{MONTHLY}\n---\n" for n in range(40)},
        }
    ),
    "SOI416": Scene(
        {
            "mkdocs.yml": section(),
            ANA: "---\nname: Ana Ruiz\nstage: prospect\n"
            "qualification: {problem: x, budget: true, willing: true}\n---\n",
        }
    ),
    "SOI417": Scene({ANA: keys("grade: A+", "touches: 2026-01-20 call")}),
    "SOI502": CONFIGURATION,
    "SOI503": replace(CONFIGURATION, count=2),
    "SOI504": NOTES,
}


def examples(rule: Rule, word: str) -> list[str]:
    """Examples of one kind in an explanation: a block below the word, or what is quoted beside it."""
    blocks = re.findall(rf"^{word}\b.*:\n\n((?:\n|    .*(?:\n|\Z))+)", rule.text, re.MULTILINE)
    beside = re.findall(rf"^{word}: (.+)$", rule.text, re.MULTILINE)
    quoted = [name for line in beside for name in re.findall("`(.+?)`", line)]
    return [*(textwrap.dedent(block).strip("\n") for block in blocks), *quoted]


def codes_of(code: str, example: str, root: Path) -> list[str]:
    """Codes of all that is found in a wiki with an example."""
    scene = SCENES.get(code, Scene())
    files = {
        "mkdocs.yml": f"{SITE}  - soi\n",
        **{f"contacts/{id_}.md": f"---\nname: {name}\n---\n" for id_, name in OTHERS.items()},
        **scene.files,
    }
    if not any(PLACE in path + text for path, text in files.items()):
        files[ANA] = keys()
    for path, text in files.items():
        write(root / path.replace(PLACE, example), filled(text, example))
    return [found["code"] for found in check(root, today=scene.day)]


def filled(text: str, example: str) -> str:
    """A text with the example in its place, every line of it as far in as the place is."""
    return re.sub(
        rf"^( *){PLACE}$", lambda place: textwrap.indent(example, place[1]), text, flags=re.MULTILINE
    )


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_bad_example_has_that_finding_and_no_other(rule: Rule, tmp_path: Path) -> None:
    bad = examples(rule, "Bad")
    assert bad
    count = SCENES.get(rule.code, Scene()).count
    for number, example in enumerate(bad):
        assert codes_of(rule.code, example, tmp_path / str(number)) == [rule.code] * count, example


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_good_example_has_no_finding(rule: Rule, tmp_path: Path) -> None:
    good = examples(rule, "Good")
    assert good
    for number, example in enumerate(good):
        assert not codes_of(rule.code, example, tmp_path / str(number)), example


def test_every_scene_is_played() -> None:
    assert set(SCENES) <= set(RULES)
