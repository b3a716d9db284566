"""Every rule of the method at work, and without its evidence not: through the real command line."""

from __future__ import annotations

import shlex
from collections import Counter
from pathlib import Path

import pytest

from builder.method import PRINCIPLES
from tests.method.customers import KINDS
from tests.method.mind import ANSWERED
from tests.method.networks import NETWORKED
from tests.method.rules import ASKING
from tests.method.rules import WORKING
from tests.method.scenario import Scenario
from tests.method.sphere import GRADED
from tests.method.stages import SCOPED
from tests.support import Ran
from tests.support import make_wiki
from tests.support import soi

SCENARIOS = (*GRADED, *ANSWERED, *ASKING, *WORKING, *NETWORKED, *KINDS, *SCOPED)


def told(scenario: Scenario, root: Path) -> str:
    """What the command says, on one line with single blanks."""
    ran: Ran = soi(root, *shlex.split(scenario.command))
    assert ran.exit in {0, 1}, ran.err
    return " ".join(f"{ran.out} {ran.err}".split())


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: f"{scenario.rule}: {scenario.clause}")
def test_without_its_evidence_a_rule_falls_silent(scenario: Scenario, tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for root in (before, after):
        make_wiki(root, scenario.files, scenario.settings)
    assert scenario.shows in told(scenario, before)
    path, gone = after / scenario.gone.path, scenario.gone
    text = path.read_text(encoding="utf-8")
    assert text.count(gone.text) == 1
    path.write_text(text.replace(gone.text, gone.instead), encoding="utf-8")
    without = told(scenario, after)
    assert scenario.shows not in without
    assert scenario.then in without


def test_every_rule_has_a_scenario_and_every_scenario_a_rule() -> None:
    assert {scenario.rule for scenario in SCENARIOS} == {principle.title for principle in PRINCIPLES}


def test_every_clause_is_told_once() -> None:
    count = Counter((scenario.rule, scenario.clause) for scenario in SCENARIOS)
    assert max(count.values()) == 1


def test_every_command_of_a_scenario_is_named_by_its_rule_or_finds_faults() -> None:
    commands = {principle.title: {*principle.commands, "check"} for principle in PRINCIPLES}
    unnamed = {
        (scenario.rule, scenario.command.split()[0])
        for scenario in SCENARIOS
        if scenario.command.split()[0] not in commands[scenario.rule]
    }
    assert unnamed == set()
