"""Scenarios of S3: kinds of customers, the supply chain, who is calling."""

from __future__ import annotations

from tests.method.scenario import Gone
from tests.method.scenario import Scenario
from tests.support import person

ANA = "contacts/ana.md"
BEN = "contacts/ben.md"
CY = "contacts/cy.md"
SETTINGS = "mkdocs.yml"

WHO = "Who is your customer?"
SEVEN = "Seven kinds outside"
CHAIN = "Your clients' clients"
CALLER = "Know who is calling"

CALLED = "[2026-02-20 call]"


def introduced(*guests: str) -> str:
    """Value of `referrals`: whom somebody referred to the owner."""
    return (
        f"[{', '.join(f'{{date: 2026-02-01, direction: received, contact: {guest}}}' for guest in guests)}]"
    )


def typed(clause: str, shows: str, then: str, gone: Gone, settings: str = "", **keys: str) -> Scenario:
    """A scenario of one kind of customer."""
    return Scenario(
        rule=SEVEN,
        clause=clause,
        files={"ana.md": person("Ana", **{"touches": CALLED, **keys})},
        settings=settings,
        command="show ana",
        shows=f"customer type: {shows}",
        then=f"customer type: {then}" if then else "",
        gone=gone,
    )


KINDS = (
    Scenario(
        rule=WHO,
        clause="internal: employee",
        files={"ana.md": person("Ana", customer_type="employee")},
        command="list --customer-type employee",
        shows="Ana",
        gone=Gone(ANA, "customer_type: employee\n"),
    ),
    Scenario(
        rule=WHO,
        clause="internal: former employee",
        files={"ana.md": person("Ana", customer_type="former-employee")},
        command="show ana",
        shows="customer type: former-employee",
        gone=Gone(ANA, "customer_type: former-employee\n"),
    ),
    typed(
        "active paying",
        "active-paying",
        "active-non-paying",
        Gone(ANA, "2026-01-20 90", "2025-11-01 90"),
        purchases="[2026-01-20 90]",
    ),
    typed(
        "active non-paying",
        "active-non-paying",
        "non-active",
        Gone(ANA, "2025-06-01 90", "2024-12-01 90"),
        purchases="[2025-06-01 90]",
    ),
    typed(
        "non-active, after long a question",
        "non-active (last purchase 2023-12-01; gone to somebody else?",
        "non-active (last purchase 2024-12-01)",
        Gone(ANA, "2023-12-01", "2024-12-01"),
        purchases="[2023-12-01 90]",
    ),
    typed(
        "lost",
        "lost",
        "non-active",
        Gone(ANA, "lost_to: a rival\n"),
        purchases="[2024-12-01 90]",
        lost_to="a rival",
    ),
    typed(
        "direct referral",
        "direct-referral",
        "",
        Gone(ANA, "direction: received", "direction: given"),
        referrals=introduced("Ben"),
    ),
    typed(
        "centre of influence",
        "center-of-influence",
        "direct-referral",
        Gone(ANA, "relations: [{type: knows, contact: Cy}, {type: knows, contact: Di}]\n"),
        referrals=introduced("Ben"),
        relations="[{type: knows, contact: Cy}, {type: knows, contact: Di}]",
    ),
    typed(
        "undefined",
        "undefined",
        "",
        Gone(ANA, "reached: false", "reached: true"),
        touches="[{date: 2026-02-20, channel: call, reached: false}]",
    ),
    typed(
        "the metric in the settings",
        "active-paying",
        "active-non-paying",
        Gone(SETTINGS, "200 days", "90 days"),
        settings="customers: {active: 200 days}",
        purchases="[2025-10-01 90]",
    ),
    typed(
        "may be overridden in the file",
        "lost",
        "active-paying",
        Gone(ANA, "customer_type: lost\n"),
        customer_type="lost",
        purchases="[2026-01-20 90]",
    ),
    Scenario(
        rule=SEVEN,
        clause="a contradiction is flagged",
        files={"ana.md": person("Ana", customer_type="active-paying", purchases="[2024-12-01 90]")},
        command="check --select SOI307",
        shows="SOI307",
        gone=Gone(ANA, "2024-12-01", "2026-02-01"),
    ),
    Scenario(
        rule=CHAIN,
        clause="two levels down",
        files={
            "ana.md": person("Ana", stage="client", purchases="[2026-02-01 90]"),
            "ben.md": person("Ben", relations="[{type: client-of, contact: ana}]"),
            "cy.md": person("Cy", relations="[{type: client-of, contact: ben}]"),
        },
        command="networks",
        shows="Ana: sells to Ben; they to Cy (through Ben)",
        gone=Gone(CY, "client-of", "knows"),
        then="Ana: sells to Ben",
    ),
    Scenario(
        rule=CHAIN,
        clause="any depth",
        files={
            "ana.md": person("Ana", stage="client", purchases="[2026-02-01 90]"),
            "ben.md": person("Ben", relations="[{type: client-of, contact: ana}]"),
            "cy.md": person(
                "Cy", relations="[{type: client-of, contact: ben}, {type: supplier-of, contact: Di}]"
            ),
        },
        command="show ana --format json",
        shows='"Di"',
        gone=Gone(CY, ", {type: supplier-of, contact: Di}"),
    ),
    Scenario(
        rule=CHAIN,
        clause="clients whose clients are unknown are to be asked",
        files={"ana.md": person("Ana", stage="client", purchases="[2026-02-01 90]")},
        command="networks",
        shows="Clients to ask: nobody knows for whom they work",
        gone=Gone(ANA, "stage: client", "stage: client\nend_customer: true"),
    ),
    Scenario(
        rule=CALLER,
        clause="who is this number",
        files={"ana.md": person("Ana", stage="client", phones="+34 600 000 111")},
        command="find 0600000111",
        shows="ana Ana C client",
        gone=Gone(ANA, "111", "112"),
    ),
    Scenario(
        rule=CALLER,
        clause="address",
        files={"ana.md": person("Ana", emails="ana@ruiz.example")},
        command="find ana@ruiz.example",
        shows="ana Ana",
        gone=Gone(ANA, "emails: ana@ruiz.example\n"),
    ),
    Scenario(
        rule=CALLER,
        clause="or name",
        files={"ana.md": person("Ana", aliases="[Anita]")},
        command="find anita",
        shows="ana Ana",
        gone=Gone(ANA, "aliases: [Anita]\n"),
    ),
    Scenario(
        rule=CALLER,
        clause="what are they to me, in one look",
        files={"ana.md": person("Ana", stage="client", purchases="[2026-02-01 90]")},
        command="brief ana",
        shows="Ana not graded, client, active-paying",
        gone=Gone(ANA, "stage: client\npurchases: [2026-02-01 90]\n"),
    ),
    Scenario(
        rule=CALLER,
        clause="a brief for everybody at an event",
        files={
            "ana.md": person("Ana", next="[the lamps]"),
            "party.md": person("Party", type="event", date="2026-03-05", invited="[ana]"),
        },
        command="brief --event party",
        shows="open with: the lamps",
        gone=Gone("contacts/party.md", "[ana]", "[]"),
    ),
)
