"""Scenarios of S1, rules 28 to 30: asking, the process, proactive contact."""

from __future__ import annotations

from tests.method.scenario import Gone
from tests.method.scenario import Scenario
from tests.support import person

ANA = "contacts/ana.md"
BEN = "contacts/ben.md"
CY = "contacts/cy.md"
SETTINGS = "mkdocs.yml"
CALLED = "[2026-02-20 call]"
REWARDS = "rewards: {introduced: a pen, won: a hamper, for: [new-customer, prospect]}"
STEPS = "process: {prospect: [{id: needs, what: ask what is needed}, {id: price, what: send one price}]}"
OLD = "[2025-02-01 90]"
"""Older than a new customer's, not as old as a loyal one's."""

SEEK = "Rule 28: never stop asking for referrals"
WHOM = "Whom to ask first"
PROCESS = "Rule 29: have a process and follow it"
FALL = "When sales fall"
PROACTIVE = "Rule 30: call before they do"


def referred(*guests: str, more: str = "") -> str:
    """Value of `referrals`: whom somebody referred to the owner."""
    entries = (f"{{date: 2026-02-10, direction: received, contact: {guest}{more}}}" for guest in guests)
    return f"[{', '.join(entries)}]"


ASKING = (
    Scenario(
        rule=SEEK,
        clause="referral log",
        files={"ana.md": person("Ana", referrals=referred("Ben"))},
        command="log --since 30d",
        shows="Ana referred Ben to you",
        gone=Gone(ANA, "received", "given"),
    ),
    Scenario(
        rule=SEEK,
        clause="every prospect is an opportunity",
        files={"ana.md": person("Ana", stage="prospect", touches=CALLED)},
        command="ask",
        shows="Ana, prospect",
        gone=Gone(ANA, "stage: prospect", "stage: suspect"),
    ),
    Scenario(
        rule=SEEK,
        clause="ask log",
        files={
            "ana.md": person(
                "Ana", stage="prospect", touches=CALLED, asked="[{date: 2025-03-01, answer: later}]"
            )
        },
        command="ask",
        shows="last asked 2025-03-01, the answer was later",
        gone=Gone(ANA, "2025-03-01", "2026-02-01"),
    ),
    Scenario(
        rule=SEEK,
        clause="referral chains by generation",
        files={
            "ana.md": person("Ana", referrals=referred("ben")),
            "ben.md": person("Ben", referrals=referred("cy")),
            "cy.md": person("Cy"),
        },
        command="referrals",
        shows="Ana > Ben > Cy people by generation, 0 for those who refer and came through nobody "
        "0: 1 person 1: 1 person 2: 1 person",
        gone=Gone(BEN, "referrals: " + referred("cy") + "\n"),
        then="people by generation, 0 for those who refer and came through nobody 0: 1 person 1: 1 person",
    ),
    Scenario(
        rule=SEEK,
        clause="thanks",
        files={"ana.md": person("Ana", referrals=referred("Ben"))},
        command="check --select SOI406",
        shows="SOI406",
        gone=Gone(ANA, "contact: Ben", "contact: Ben, thanked: 2026-02-11"),
    ),
    Scenario(
        rule=WHOM,
        clause="loyal: a reference",
        files={"ana.md": person("Ana", stage="client", reference="true", purchases=OLD, touches=CALLED)},
        command="ask",
        shows="Ana, loyal",
        gone=Gone(ANA, "reference: true\n"),
        then="Ana, customer",
    ),
    Scenario(
        rule=WHOM,
        clause="loyal: stood by",
        files={"ana.md": person("Ana", stage="client", stood_by="the flood", purchases=OLD, touches=CALLED)},
        command="ask",
        shows="stood by you: the flood",
        gone=Gone(ANA, "stood_by: the flood\n"),
        then="Ana, customer",
    ),
    Scenario(
        rule=WHOM,
        clause="then new customers",
        files={"ana.md": person("Ana", stage="client", purchases="[2026-02-01 90]", touches=CALLED)},
        command="ask",
        shows="Ana, new-customer",
        gone=Gone(ANA, "2026-02-01", "2025-02-01"),
        then="Ana, customer",
    ),
    Scenario(
        rule=WHOM,
        clause="a lost deal: who might be a better fit",
        files={
            "ana.md": person(
                "Ana", deals="[{status: lost, closed: 2026-01-05, reason: too dear}]", touches=CALLED
            )
        },
        command="ask",
        shows="Ana, lost-deal (soi touch ana call --asked yes)",
        gone=Gone(ANA, "status: lost", "status: open"),
    ),
    Scenario(
        rule=WHOM,
        clause="the order: loyal before new customer before prospect",
        files={
            "ana.md": person("Ana", stage="prospect", touches=CALLED),
            "ben.md": person("Ben", stage="client", purchases="[2026-02-01 90]", touches=CALLED),
            "cy.md": person("Cy", stage="client", reference="true", purchases=OLD, touches=CALLED),
        },
        command="ask --format csv",
        shows="reach,command loyal,C,cy",
        gone=Gone(CY, "reference: true\n"),
        then="reach,command customer,C,cy",
    ),
    Scenario(
        rule=WHOM,
        clause="a sentence to open with",
        files={"ana.md": person("Ana", stage="client", reference="true", purchases=OLD, touches=CALLED)},
        command="ask",
        shows='"You have stood by me for so long: who else do you know',
        gone=Gone(ANA, "reference: true\n"),
        then='"How has it been since we began?',
    ),
    Scenario(
        rule=WHOM,
        clause="the reward programme",
        files={"ana.md": person("Ana", stage="prospect", touches=CALLED)},
        settings=REWARDS,
        command="ask",
        shows="reward on offer: introduced: a pen; won: a hamper",
        gone=Gone(SETTINGS, "[new-customer, prospect]", "[new-customer]"),
    ),
    Scenario(
        rule=WHOM,
        clause="rewards promised and paid are tracked",
        files={
            "ana.md": person(
                "Ana", referrals=referred("Ben", more=", reward: {what: a pen, promised: 2026-02-11}")
            )
        },
        settings=REWARDS,
        command="today",
        shows="reward promised on 2026-02-11: a pen for Ben",
        gone=Gone(ANA, "promised: 2026-02-11", "promised: 2026-02-11, paid: 2026-02-12"),
    ),
    Scenario(
        rule=WHOM,
        clause="unpaid ones are flagged",
        files={
            "ana.md": person(
                "Ana",
                referrals="[{date: 2026-01-01, direction: received, contact: Ben, thanked: 2026-01-02, "
                "reward: {what: a pen, promised: 2026-01-03}}]",
            )
        },
        command="check --select SOI407",
        shows="SOI407",
        gone=Gone(ANA, "promised: 2026-01-03", "promised: 2026-02-20"),
    ),
)

WORKING = (
    Scenario(
        rule=PROCESS,
        clause="steps per stage in the settings",
        files={"ana.md": person("Ana", stage="prospect")},
        settings=STEPS,
        command="brief ana",
        shows="next step with Ana, needs: ask what is needed",
        gone=Gone(SETTINGS, "prospect: [", "connection: ["),
    ),
    Scenario(
        rule=PROCESS,
        clause="a missing process is flagged, with a draft",
        files={"ana.md": person("Ana", stage="prospect")},
        settings=STEPS.replace("process: {", "# {") + "\ncurrency: EUR",
        command="check --select SOI416",
        shows="SOI416",
        gone=Gone(SETTINGS, "# {prospect", "process: {prospect"),
    ),
    Scenario(
        rule=PROCESS,
        clause="checklist on the contact",
        files={"ana.md": person("Ana", stage="prospect", checklist="{needs: 2026-02-10}")},
        settings=STEPS,
        command="brief ana",
        shows="ANSWER) next step with Ana, price",
        gone=Gone(ANA, "checklist: {needs: 2026-02-10}\n"),
        then="ANSWER) next step with Ana, needs",
    ),
    Scenario(
        rule=PROCESS,
        clause="steps skipped are flagged",
        files={"ana.md": person("Ana", stage="prospect", checklist="{price: 2026-02-10}")},
        settings=STEPS,
        command="check --select SOI410",
        shows="SOI410",
        gone=Gone(ANA, "{price: 2026-02-10}", "{needs: 2026-02-09, price: 2026-02-10}"),
    ),
    Scenario(
        rule=FALL,
        clause="touches on time and steps done, per period, beside results",
        files={
            "ana.md": person("Ana", stage="prospect", checklist="{needs: 2026-02-10}", added="2025-01-01"),
            "ben.md": person(
                "Ben", deals="[{opened: 2026-01-01, closed: 2026-02-02, status: won, amount: 90}]"
            ),
        },
        settings=STEPS,
        command="review process",
        shows="1 of 1 100% 1 0",
        gone=Gone(BEN, "status: won", "status: lost"),
        then="1 of 1 100% 0 0",
    ),
    Scenario(
        rule=FALL,
        clause="which of the two cases holds",
        files={
            "ana.md": person(
                "Ana",
                stage="client",
                purchases="[]",
                added="2025-01-01",
                grade="A+",
                touches="[2025-01-05 call]",
            ),
            "ben.md": person("Ben", deals="[{closed: 2025-07-02, status: won, amount: 90}]"),
        },
        command="review process",
        shows="the process was not followed",
        gone=Gone(
            ANA,
            "[2025-01-05 call]",
            "[2025-01-05 call, 2025-11-05 call, 2025-12-05 call, 2026-01-05 call, 2026-02-05 call]",
        ),
        then="although the process was followed",
    ),
    Scenario(
        rule=PROACTIVE,
        clause="channels that count per stage",
        files={"ana.md": person("Ana", grade="A", stage="client", touches="[2026-02-20 letter]")},
        settings="personal_channels: {client: [call, letter]}",
        command="due --all",
        shows="last letter 9 days ago",
        gone=Gone(SETTINGS, "[call, letter]", "[call]"),
        then="no personal touch yet",
    ),
    Scenario(
        rule=PROACTIVE,
        clause="status meetings for active customers",
        files={"ana.md": person("Ana", grade="A", purchases="[2026-02-01 90]", touches="[2026-01-25 call]")},
        settings="customers: {status_meeting: 1 month}",
        command="due",
        shows="overdue 2026-02-25",
        gone=Gone(SETTINGS, "1 month", "never"),
    ),
    Scenario(
        rule=PROACTIVE,
        clause="a cadence of one's own",
        files={"ana.md": person("Ana", grade="A+", cadence="2 months", touches="[2026-01-25 call]")},
        command="due --all",
        shows="2026-03-25",
        gone=Gone(ANA, "cadence: 2 months\n"),
        then="overdue 2026-02-25",
    ),
    Scenario(
        rule=PROACTIVE,
        clause="an upper bound that flags too many touches",
        files={
            "ana.md": person(
                "Ana",
                stage="client",
                touches="[2026-01-05 call, 2026-01-06 email, 2026-01-07 email, "
                "2026-01-08 email, 2026-01-09 email]",
            )
        },
        command="check --select SOI409",
        shows="SOI409",
        gone=Gone(ANA, ", 2026-01-09 email"),
        then="nothing to report",
    ),
    Scenario(
        rule=PROACTIVE,
        clause="open promises",
        files={"ana.md": person("Ana", follow_ups="[2026-02-20 send the catalogue]")},
        command="today",
        shows="Ana: promised for 2026-02-20: send the catalogue",
        gone=Gone(ANA, "follow_ups: [2026-02-20 send the catalogue]\n"),
    ),
    Scenario(
        rule=PROACTIVE,
        clause="without being silent",
        files={
            "ana.md": person(
                "Ana",
                grade="B",
                touches="[2025-10-01 call, 2025-10-11 call, 2025-10-21 call, 2025-10-31 call]",
            )
        },
        command="today",
        shows="Slipping away Ana: silent for 121 days",
        gone=Gone(ANA, ", 2025-10-31 call"),
    ),
)
