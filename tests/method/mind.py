"""Scenarios of S0: staying in mind, invitations, SEE, the plan."""

from __future__ import annotations

from tests.method.scenario import Gone
from tests.method.scenario import Scenario
from tests.support import person

ANA = "contacts/ana.md"
BEN = "contacts/ben.md"
PARTY = "contacts/party.md"
SETTINGS = "mkdocs.yml"
AGREED = "[{date: 2024-02-01, what: newsletter, given: true}]"

MIND = "Stay in mind"
INVITE = "Invite people"
SEE = "Service, enhance, else"
PLAN = "Write it down and work the plan"


def party(**keys: str) -> str:
    """Text of an event."""
    return person("Party", type="event", **keys)


ANSWERED = (
    Scenario(
        rule=MIND,
        clause="A+, A, B and C are on the mailing list",
        files={"ana.md": person("Ana", emails="ana@ruiz.example", consent=AGREED)},
        command="list --mailing",
        shows="ana@ruiz.example",
        gone=Gone(ANA, "emails: ana@ruiz.example\n"),
    ),
    Scenario(
        rule=MIND,
        clause="with consent",
        files={"ana.md": person("Ana", grade="A", emails="ana@ruiz.example", consent=AGREED)},
        command="list --mailing",
        shows="ana@ruiz.example",
        gone=Gone(ANA, "given: true", "given: false"),
    ),
    Scenario(
        rule=MIND,
        clause="never D or F",
        files={"ana.md": person("Ana", grade="C", emails="ana@ruiz.example", consent=AGREED)},
        command="list --mailing",
        shows="ana@ruiz.example",
        gone=Gone(ANA, "grade: C", "grade: D\nkeep: a cousin"),
    ),
    Scenario(
        rule=MIND,
        clause="top of mind",
        files={"ana.md": person("Ana", touches="[2025-12-01 call, 2026-01-20 newsletter]")},
        command="show ana --format json",
        shows='"days": 40',
        gone=Gone(ANA, ", 2026-01-20 newsletter"),
        then='"days": 90',
    ),
    Scenario(
        rule=MIND,
        clause="nobody forgotten for a year",
        files={"ana.md": person("Ana", grade="C", touches="[2024-12-01 newsletter]")},
        command="check --select SOI415",
        shows="SOI415",
        gone=Gone(ANA, "2024-12-01", "2025-12-01"),
    ),
    Scenario(
        rule=MIND,
        clause="a grade that consent forbids",
        files={
            "ana.md": person("Ana", grade="A", consent="[{date: 2026-02-01, what: contact, given: false}]")
        },
        command="check --select SOI308",
        shows="SOI308",
        gone=Gone(ANA, "given: false", "given: true"),
    ),
    Scenario(
        rule=INVITE,
        clause="events",
        files={"ana.md": person("Ana"), "party.md": party(date="2026-03-05")},
        command="plan",
        shows="Thu 2026-03-05 event: Party",
        gone=Gone(PARTY, "date: 2026-03-05", "date: 2026-02-05"),
    ),
    Scenario(
        rule=INVITE,
        clause="invitation lists",
        files={
            "ana.md": person("Ana", grade="A"),
            "ben.md": person("Ben", grade="A"),
            "party.md": party(date="2026-03-05", invited="[ben]"),
        },
        command="brief --event party",
        shows="Ben A, contact",
        gone=Gone(PARTY, "[ben]", "[ana]"),
        then="Ana A, contact",
    ),
    Scenario(
        rule=INVITE,
        clause="whom to invite",
        files={"ana.md": person("Ana", grade="A"), "party.md": party(date="2026-03-05", invited="[]")},
        command="list --invite party",
        shows="Ana",
        gone=Gone(PARTY, "[]", "[ana]"),
    ),
    Scenario(
        rule=INVITE,
        clause="attendance is a touch",
        files={
            "ana.md": person("Ana", grade="A+", touches="[2026-01-01 call]"),
            "party.md": party(date="2026-02-20", attended="[ana]"),
        },
        settings="personal_channels: [call, event]",
        command="due --all",
        shows="ok 2026-03-20",
        gone=Gone(PARTY, "[ana]", "[]"),
        then="overdue 2026-02-01",
    ),
    Scenario(
        rule=SEE,
        clause="service, enhance and else are recorded",
        files={"ana.md": person("Ana", touches="[{date: 2026-02-01, channel: call, service: fine}]")},
        command="brief ana",
        shows="enhance not covered lately",
        gone=Gone(ANA, ", service: fine"),
        then="service not covered lately",
    ),
    Scenario(
        rule=SEE,
        clause="mood is recorded",
        files={"ana.md": person("Ana", touches="[{date: 2026-02-20, channel: call, mood: happy}]")},
        command="brief ana",
        shows="happy on 2026-02-20",
        gone=Gone(ANA, ", mood: happy"),
    ),
    Scenario(
        rule=SEE,
        clause="a customer and an other wording",
        files={"ana.md": person("Ana", stage="client", purchases="[2026-02-01 90]")},
        command="brief ana",
        shows="How has everything been since the last time we worked for you?",
        gone=Gone(ANA, "stage: client\npurchases: [2026-02-01 90]\n"),
        then="How is business",
    ),
    Scenario(
        rule=SEE,
        clause="the next is proposed, mixed up",
        files={
            "ana.md": person(
                "Ana",
                touches="[{date: 2026-02-01, channel: call, service: fine}, "
                "{date: 2026-02-02, channel: call, enhance: a lamp}]",
            )
        },
        command="brief ana",
        shows="--else ANSWER",
        gone=Gone(ANA, ", enhance: a lamp"),
        then="--enhance ANSWER",
    ),
    Scenario(
        rule=SEE,
        clause="else asks for a referral only where the last mood was good",
        files={
            "ana.md": person(
                "Ana",
                touches="[{date: 2026-02-01, channel: call, service: fine, enhance: a lamp}, "
                "{date: 2026-02-02, channel: call, mood: happy}]",
            )
        },
        command="brief ana",
        shows="Who else should I be talking to",
        gone=Gone(ANA, ", mood: happy"),
        then="What else is on your mind",
    ),
    Scenario(
        rule=SEE,
        clause="and no complaint is open",
        files={
            "ana.md": person(
                "Ana",
                follow_ups="[{due: 2026-03-09, what: mend the lamp, done: 2026-02-01, complaint: true}]",
                touches="[{date: 2026-02-01, channel: call, service: fine, enhance: a lamp, mood: happy}]",
            )
        },
        command="brief ana",
        shows="--else ANSWER",
        gone=Gone(ANA, "done: 2026-02-01, "),
        then="--service ANSWER",
    ),
    Scenario(
        rule=PLAN,
        clause="identify and document",
        files={"ana.md": person("Ana", phones="0600 11")},
        command="find 060011",
        shows="ana Ana",
        gone=Gone(ANA, "phones: 0600 11\n"),
    ),
    Scenario(
        rule=PLAN,
        clause="the ungraded",
        files={"ana.md": person("Ana", grade="A"), "ben.md": person("Ben")},
        command="stats",
        shows="1 not graded (soi triage)",
        gone=Gone(BEN, "name: Ben", "name: Ben\ngrade: B"),
    ),
    Scenario(
        rule=PLAN,
        clause="label and grade",
        files={"ana.md": person("Ana", grade="A+", tags="[choir]")},
        command="list --tag choir --grade A+",
        shows="Ana",
        gone=Gone(ANA, "[choir]", "[garden]"),
    ),
    Scenario(
        rule=PLAN,
        clause="weekly plan",
        files={"ana.md": person("Ana", grade="A", touches="[2025-12-09 call]")},
        settings="capacity: {touches_per_week: 5, days: [Mon, Thu]}",
        command="plan",
        shows="Mon 2026-03-09 A Ana: due 2026-03-09",
        gone=Gone(SETTINGS, "[Mon, Thu]", "[Thu]"),
        then="Thu 2026-03-05 A Ana",
    ),
    Scenario(
        rule=PLAN,
        clause="no more than can be done",
        files={"ana.md": person("Ana", grade="A+", cadence="1 day", touches="[2026-03-01 call]")},
        settings="capacity: {touches_per_week: 5, days: [Mon, Thu]}",
        command="check --select SOI412",
        shows="SOI412",
        gone=Gone(ANA, "cadence: 1 day", "cadence: 2 days"),
    ),
    Scenario(
        rule=PLAN,
        clause="work it",
        files={"ana.md": person("Ana", grade="A+", touches="[2026-01-20 call]")},
        command="today",
        shows="Call A+ Ana: overdue since 2026-02-20",
        gone=Gone(ANA, "2026-01-20", "2026-02-20"),
    ),
    Scenario(
        rule=PLAN,
        clause="adherence review",
        files={
            "ana.md": person("Ana", grade="A+", touches="[2025-12-20 call, 2026-01-18 call, 2026-02-17 call]")
        },
        command="stats",
        shows="2 of 2 touches on time",
        gone=Gone(ANA, "2026-02-17 call", "2026-02-17 email"),
        then="1 of 2 touches on time",
    ),
)
