"""Scenarios of S4: the use, six identifiers, consent, people one knows."""

from __future__ import annotations

from tests.method.scenario import Gone
from tests.method.scenario import Scenario
from tests.support import person

ANA = "contacts/ana.md"
BEN = "contacts/ben.md"
SETTINGS = "mkdocs.yml"

USE = "Decide what the wiki is for"
STAGES = "Six words for how far it has come"
CONSENT = "Make sure that they want to hear from you"
BUILD = "Build on people you know"

MAILS = "[2026-01-05 email, 2026-01-06 email]"


def staged(clause: str, stage: str, lacks: str, evidence: str, **keys: str) -> Scenario:
    """A scenario of one stage: with its evidence nothing is lacking."""
    return Scenario(
        rule=STAGES,
        clause=clause,
        files={"ana.md": person("Ana", stage=stage, **keys)},
        command="check --select SOI306",
        shows="nothing to report",
        gone=Gone(ANA, evidence),
        then=lacks,
    )


SCOPED = (
    Scenario(
        rule=USE,
        clause="the owner's use",
        files={"ana.md": person("Ana", stage="prospect", touches="[2026-02-20 call]")},
        settings="owner: {use: business}",
        command="ask",
        shows="Ana, prospect",
        gone=Gone(SETTINGS, "business", "personal"),
        then="kept for family and friends",
    ),
    Scenario(
        rule=USE,
        clause="the contact's scope",
        files={"ana.md": person("Ana", scope="personal")},
        command="list --scope personal",
        shows="Ana",
        gone=Gone(ANA, "scope: personal\n"),
    ),
    Scenario(
        rule=USE,
        clause="and its history",
        files={
            "ana.md": person(
                "Ana",
                scope="business",
                scope_history="[{date: 2025-01-01, scope: personal}, {date: 2026-02-01, scope: business}]",
            )
        },
        command="log --since 60d",
        shows="2026-02-01 scope ana Ana",
        gone=Gone(ANA, ", {date: 2026-02-01, scope: business}"),
    ),
    Scenario(
        rule=USE,
        clause="move",
        files={"ana.md": person("Ana", scope="personal")},
        command="move ana business",
        shows="added scope business 2026-03-01",
        gone=Gone(ANA, "scope: personal", "scope: business"),
        then="Ana is business already",
    ),
    Scenario(
        rule=USE,
        clause="triage leaves out the graded",
        files={"ana.md": person("Ana")},
        command="stats",
        shows="1 not graded (soi triage)",
        gone=Gone(ANA, "name: Ana", "name: Ana\narchived: 2026-02-01"),
    ),
    staged("a suspect fits", "suspect", "profile", "fits: redesigns hotels\n", fits="redesigns hotels"),
    staged(
        "a contact has contact data",
        "contact",
        "no email, phone, address, link or touch",
        "emails: ana@ruiz.example\n",
        emails="ana@ruiz.example",
    ),
    staged(
        "a connection has had a meeting",
        "connection",
        "never met or spoke",
        "touches: [2026-02-20 call]\n",
        touches="[2026-02-20 call]",
    ),
    staged(
        "a prospect has a problem",
        "prospect",
        "problem",
        "problem: bare walls, ",
        qualification="{problem: bare walls, budget: true, willing: true}",
    ),
    staged(
        "a prospect has budget",
        "prospect",
        "budget",
        "budget: true, ",
        qualification="{problem: bare walls, budget: true, willing: true}",
    ),
    staged(
        "a prospect is willing",
        "prospect",
        "willing",
        ", willing: true",
        qualification="{problem: bare walls, budget: true, willing: true}",
    ),
    staged(
        "a client has bought",
        "client",
        "purchase",
        "purchases: [2026-02-01 90]\n",
        purchases="[2026-02-01 90]",
    ),
    Scenario(
        rule=STAGES,
        clause="movement is dated history",
        files={
            "ana.md": person(
                "Ana",
                stage="connection",
                stage_history="[{date: 2025-01-01, stage: contact}, {date: 2026-02-01, stage: connection}]",
            )
        },
        command="log --since 60d",
        shows="2026-02-01 stage ana Ana",
        gone=Gone(ANA, ", {date: 2026-02-01, stage: connection}"),
    ),
    Scenario(
        rule=STAGES,
        clause="a client never falls out of client",
        files={
            "ana.md": person(
                "Ana",
                stage="contact",
                emails="ana@ruiz.example",
                stage_history="[{date: 2025-01-01, stage: client}, {date: 2026-02-01, stage: contact}]",
            )
        },
        command="check --select SOI306",
        shows="SOI306",
        gone=Gone(ANA, "stage: client", "stage: suspect"),
    ),
    Scenario(
        rule=CONSENT,
        clause="consent log",
        files={"ana.md": person("Ana", consent="[{date: 2026-02-01, what: contact, given: false}]")},
        command="brief ana",
        shows="does not want to be contacted since 2026-02-01",
        gone=Gone(ANA, "given: false", "given: true"),
    ),
    Scenario(
        rule=CONSENT,
        clause="several touches without an answer are flagged",
        files={"ana.md": person("Ana", stage="suspect", fits="hotels", touches=MAILS)},
        command="check --select SOI409",
        shows="SOI409",
        gone=Gone(ANA, ", 2026-01-06 email"),
        then="nothing to report",
    ),
    Scenario(
        rule=CONSENT,
        clause="several touches without consent are flagged",
        files={
            "ana.md": person(
                "Ana",
                stage="suspect",
                touches=MAILS,
                consent="[{date: 2025-01-06, what: contact, given: true}]",
            )
        },
        command="check --select SOI409",
        shows="nothing to report",
        gone=Gone(ANA, "consent: [{date: 2025-01-06, what: contact, given: true}]\n"),
        then="SOI409",
    ),
    Scenario(
        rule=CONSENT,
        clause="a newsletter without consent is flagged",
        files={"ana.md": person("Ana", touches="[2026-01-05 newsletter]")},
        command="check --select SOI501",
        shows="SOI501",
        gone=Gone(ANA, "newsletter", "letter"),
    ),
    Scenario(
        rule=BUILD,
        clause="referral ranking",
        files={
            "ana.md": person(
                "Ana",
                referrals="[{date: 2026-01-01, direction: received, contact: Ben, outcome: won, value: 90}]",
            )
        },
        command="referrals",
        shows="best sources id name won won_count recent referred downstream downstream_won ana Ana 90",
        gone=Gone(ANA, "received", "given"),
    ),
    Scenario(
        rule=BUILD,
        clause="centres of influence",
        files={
            "ana.md": person(
                "Ana",
                relations="[{type: knows, contact: ben}, {type: knows, contact: cy}, "
                "{type: knows, contact: di}]",
            ),
            "ben.md": person("Ben"),
            "cy.md": person("Cy"),
            "di.md": person("Di"),
        },
        command="referrals",
        shows="centres of influence id name betweenness people ana Ana",
        gone=Gone(ANA, ", {type: knows, contact: di}"),
    ),
    Scenario(
        rule=BUILD,
        clause="introduction paths",
        files={
            "ana.md": person(
                "Ana", grade="A", touches="[2026-02-20 call]", relations="[{type: knows, contact: ben}]"
            ),
            "ben.md": person("Ben", stage="stranger"),
        },
        command="path ben",
        shows="1. you > Ana > Ben",
        gone=Gone(ANA, "relations: [{type: knows, contact: ben}]\n"),
    ),
)
