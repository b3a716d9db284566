"""Scenarios of S2: networks, contact sphere, power team, partners, who is missing."""

from __future__ import annotations

from tests.method.scenario import Gone
from tests.method.scenario import Scenario
from tests.support import person

ANA = "contacts/ana.md"
BEN = "contacts/ben.md"
SETTINGS = "mkdocs.yml"
OWNER = "owner: {profession: photographer, contact_sphere: [florist, printer], competitors: [photo studio]}"

NETWORKS = "Three networks"
SPHERE = "Your contact sphere"
SHARE = "A business that lives on referrals"
TEAM = "Your power team"
PARTNERS = "Referral partners"
MISSING = "Who is there and who is missing"

GIVEN = "{date: 2026-02-01, direction: given, contact: Cy}"
GOT = "{date: 2026-02-02, direction: received, contact: Di, thanked: 2026-02-03}"
TWICE = (
    "{date: 2026-01-01, direction: given, contact: Ed}, {date: 2026-01-02, direction: received, contact: Flo}"
)


def florist(referrals: str = f"[{GIVEN}]", **keys: str) -> str:
    """Text of a florist with whom all goes well."""
    return person(
        "Ana",
        **{
            "profession": "florist",
            "stage": "connection",
            "referrals": referrals,
            "touches": "[2026-02-01 call]",
            **keys,
        },
    )


NETWORKED = (
    Scenario(
        rule=NETWORKS,
        clause="one contact may be in several",
        files={"ana.md": person("Ana", networks="[support, information]")},
        command="networks",
        shows="(our definition) Ana: never met or spoken to Information network: "
        "those from whom you learn what is going on (our definition) Ana",
        gone=Gone(ANA, "[support, information]", "[support]"),
    ),
    Scenario(
        rule=NETWORKS,
        clause="who is missing in each",
        files={"ana.md": person("Ana", networks="[support]")},
        command="networks",
        shows="information network: nobody yet",
        gone=Gone(ANA, "[support]", "[information]"),
        then="support network: nobody yet",
    ),
    Scenario(
        rule=SPHERE,
        clause="professions that complement",
        files={"ana.md": florist()},
        settings=OWNER,
        command="networks",
        shows="Contact sphere: trades that complete yours florist: Ana",
        gone=Gone(ANA, "profession: florist", "profession: baker"),
    ),
    Scenario(
        rule=SPHERE,
        clause="competitors",
        files={"ana.md": person("Ana", profession="photo studio")},
        settings=OWNER,
        command="networks",
        shows="Competitors: trades that compete with yours photo studio: Ana",
        gone=Gone(SETTINGS, "[photo studio]", "[]"),
    ),
    Scenario(
        rule=SPHERE,
        clause="professions nobody fills",
        files={"ana.md": florist()},
        settings=OWNER,
        command="networks",
        shows="printer: nobody yet",
        gone=Gone(ANA, "profession: florist", "profession: printer"),
        then="florist: nobody yet",
    ),
    Scenario(
        rule=SHARE,
        clause="share of won money that came by referral",
        files={
            "ana.md": person(
                "Ana", referrals="[{date: 2026-01-01, direction: received, contact: ben, outcome: won}]"
            ),
            "ben.md": person("Ben", purchases="[2026-02-01 90]"),
            "cy.md": person("Cy", purchases="[2026-02-01 30]"),
        },
        command="networks",
        shows="75%: 90 EUR of 120 EUR came from referred people",
        gone=Gone(ANA, "contact: ben", "contact: Dan"),
        then="0%: 0 EUR of 120 EUR",
    ),
    Scenario(
        rule=SHARE,
        clause="number and win rate per source",
        files={
            "ana.md": person(
                "Ana",
                referrals="[{date: 2026-01-01, direction: received, contact: Ben, outcome: won, value: 90}, "
                "{date: 2026-01-02, direction: received, contact: cy, outcome: lost}]",
            ),
            "cy.md": person("Cy"),
            "dan.md": person("Dan", purchases="[2026-02-01 30]"),
        },
        command="networks",
        shows="through: Ana: 2 people, 50% won",
        gone=Gone(ANA, "outcome: lost", "outcome: won"),
        then="through: Ana: 2 people, 100% won",
    ),
    Scenario(
        rule=TEAM,
        clause="in the contact sphere",
        files={"ana.md": florist()},
        settings=OWNER,
        command="show ana",
        shows="power team: florist: in your contact sphere",
        gone=Gone(ANA, "profession: florist", "profession: baker"),
    ),
    Scenario(
        rule=TEAM,
        clause="a credible relationship",
        files={"ana.md": florist()},
        settings=OWNER,
        command="show ana",
        shows="power team",
        gone=Gone(ANA, "2026-02-01 call", "2025-02-01 call"),
        then="contact sphere",
    ),
    Scenario(
        rule=TEAM,
        clause="an active referral relationship",
        files={"ana.md": florist()},
        settings=OWNER,
        command="show ana",
        shows="power team",
        gone=Gone(ANA, "date: 2026-02-01, direction", "date: 2025-02-01, direction"),
        then="contact sphere",
    ),
    Scenario(
        rule=PARTNERS,
        clause="consistent and to each other",
        files={"ana.md": florist(f"[{GIVEN}, {GOT}, {TWICE}]")},
        settings=OWNER,
        command="show ana",
        shows="referral partner",
        gone=Gone(ANA, f"{GIVEN}, "),
        then="power team",
    ),
    Scenario(
        rule=PARTNERS,
        clause="proactive",
        files={"ana.md": florist(f"[{GIVEN}, {GOT}]", asked="[{date: 2026-01-20, answer: yes}]")},
        settings=OWNER,
        command="show ana",
        shows="gave you 1 (0 unasked)",
        gone=Gone(ANA, "asked: [{date: 2026-01-20, answer: yes}]\n"),
        then="gave you 1 (1 unasked)",
    ),
    Scenario(
        rule=PARTNERS,
        clause="reciprocity balance",
        files={"ana.md": florist(f"[{GOT}]")},
        settings=OWNER,
        command="networks",
        shows="your turn: Ana: gave you 1 and got none",
        gone=Gone(ANA, "direction: received", "direction: given"),
        then="their turn: Ana: gave you none and got 1",
    ),
    Scenario(
        rule=PARTNERS,
        clause="give as well as take",
        files={"ana.md": florist(f"[{GOT}, {GOT.replace('Di', 'Ed')}]")},
        command="check --select SOI414",
        shows="SOI414",
        gone=Gone(ANA, f", {GOT.replace('Di', 'Ed')}"),
    ),
    Scenario(
        rule=MISSING,
        clause="gap list: professions, with those who could",
        files={"ana.md": person("Ana", profession="florist", stage="suspect")},
        settings=OWNER,
        command="networks",
        shows="florist: Ana: nobody yet; is a suspect",
        gone=Gone(ANA, "profession: florist\n"),
        then="florist: nobody yet",
    ),
    Scenario(
        rule=MISSING,
        clause="gap list: networks",
        files={"ana.md": person("Ana", networks="[support, referral]")},
        settings=OWNER,
        command="networks",
        shows="information network: nobody yet",
        gone=Gone(ANA, "[support, referral]", "[support, referral, information]"),
    ),
    Scenario(
        rule=MISSING,
        clause="gap list: levels",
        files={"ana.md": florist()},
        settings=OWNER,
        command="networks",
        shows="Power team: of the sphere, in touch, and a referral within a year Ana",
        gone=Gone(ANA, "2026-02-01 call", "2025-02-01 call"),
        then="power team: ",
    ),
)
