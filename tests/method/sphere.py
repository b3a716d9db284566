"""Scenarios of S0: groups, grades, staying in mind, invitations, SEE, the plan."""

from __future__ import annotations

from tests.method.scenario import Gone
from tests.method.scenario import Scenario
from tests.support import person

ANA = "contacts/ana.md"
BEN = "contacts/ben.md"
SETTINGS = "mkdocs.yml"
TEN = {
    f"c{n}.md": person(f"Client {n}", stage="client", purchases=f"[2025-06-0{n} {n}0]") for n in range(1, 10)
}
"""Nine clients who bought little; with one more there is a top tenth."""

GROUPS = "Four groups make a sphere"
GRADES = "A grade for everybody"
BEST = "A+ is for few"
LEVELS = "What parts an A from a B and a C"
LET_GO = "Let go quickly and kindly"
MIND = "Stay in mind"
INVITE = "Invite people"
SEE = "Service, enhance, else"
PLAN = "Write it down and work the plan"

GRADED = (
    Scenario(
        rule=GROUPS,
        clause="each of four groups",
        files={
            "ana.md": person("Ana", category="[customer, influencer]"),
            "ben.md": person("Ben", category="evangelist"),
        },
        command="list --category influencer --category networking-partner",
        shows="Ana",
        gone=Gone(ANA, "[customer, influencer]", "customer"),
    ),
    Scenario(
        rule=GRADES,
        clause="A+ monthly",
        files={"ana.md": person("Ana", grade="A+", touches="[2026-01-20 call]")},
        command="due",
        shows="overdue 2026-02-20 A+ ana Ana 1.3x: last call 40 days ago, A+ is monthly",
        gone=Gone(ANA, "grade: A+", "grade: A"),
    ),
    Scenario(
        rule=GRADES,
        clause="A quarterly",
        files={"ana.md": person("Ana", grade="A", touches="[2025-11-20 call]")},
        command="due",
        shows="A is quarterly",
        gone=Gone(ANA, "grade: A", "grade: B"),
    ),
    Scenario(
        rule=GRADES,
        clause="B annually, on the birthday",
        files={"ana.md": person("Ana", grade="B", birthday="1980-03-10", touches="[2025-09-20 call]")},
        command="due",
        shows="soon 2026-03-10 B ana Ana 1.0x: last call 162 days ago, B is due on the birthday",
        gone=Gone(ANA, "birthday: 1980-03-10\n"),
    ),
    Scenario(
        rule=GRADES,
        clause="a personal call or visit",
        files={"ana.md": person("Ana", grade="A+", touches="[2026-01-20 call, 2026-02-25 call]")},
        command="due --all",
        shows="ok 2026-03-25",
        gone=Gone(ANA, "2026-02-25 call", "2026-02-25 email"),
        then="overdue 2026-02-20",
    ),
    Scenario(
        rule=GRADES,
        clause="a blank grade is a C",
        files={"ana.md": person("Ana", stage="client")},
        command="list --grade C",
        shows="Ana",
        gone=Gone(ANA, "stage:", "grade: B\nstage:"),
    ),
    Scenario(
        rule=GRADES,
        clause="a blank grade is not evaluated",
        files={"ana.md": person("Ana", stage="client")},
        command="list --ungraded",
        shows="Ana",
        gone=Gone(ANA, "stage:", "grade: C\nstage:"),
    ),
    Scenario(
        rule=GRADES,
        clause="overdue checks",
        files={"ana.md": person("Ana", grade="A+", touches="[2026-01-20 call]")},
        command="check",
        shows="SOI401 error",
        gone=Gone(ANA, "2026-01-20", "2026-02-20"),
    ),
    Scenario(
        rule=GRADES,
        clause="D and F: no calls",
        files={"ana.md": person("Ana", grade="B", touches="[2025-01-20 call]")},
        command="due",
        shows="overdue",
        gone=Gone(ANA, "grade: B", "grade: F"),
    ),
    Scenario(
        rule=GRADES,
        clause="clean-up list",
        files={"ana.md": person("Ana", grade="D")},
        command="review grades",
        shows="To let go D Ana",
        gone=Gone(ANA, "grade: D", "grade: C"),
    ),
    Scenario(
        rule=BEST,
        clause="top 10 % of clients",
        files={**TEN, "ana.md": person("Ana", grade="A", stage="client", purchases="[2025-06-01 900]")},
        command="review grades",
        shows="Ana: A, rather A+ (soi grade ana A+) among the top 1 of 10 clients, 900 EUR in 24 months",
        gone=Gone(ANA, "2025-06-01 900", "2025-06-01 9"),
    ),
    Scenario(
        rule=BEST,
        clause="low maintenance",
        files={
            **TEN,
            "ana.md": person(
                "Ana", grade="A", stage="client", purchases="[2025-06-01 900]", value="{maintenance: low}"
            ),
        },
        command="review grades",
        shows="Ana: A, rather A+",
        gone=Gone(ANA, "maintenance: low", "maintenance: high"),
    ),
    Scenario(
        rule=BEST,
        clause="refer weekly or monthly",
        files={
            "ana.md": person(
                "Ana",
                grade="A",
                referrals="\n"
                + "\n".join(
                    f"  - {{date: 2025-{month:02}-05, direction: received, contact: Guest {month}}}"
                    for month in range(4, 13)
                ),
            )
        },
        command="review grades",
        shows="Ana: A, rather A+ (soi grade ana A+) a purchase or a referral in 9 of the last 12 months",
        gone=Gone(ANA, "2025-04-05", "2025-05-04"),
    ),
    Scenario(
        rule=BEST,
        clause="share of A+ among clients",
        files={**TEN, "ana.md": person("Ana", grade="A+", stage="client", purchases="[2025-06-01 900]")},
        command="review grades",
        shows="A+: 1 of 10 clients; the top tenth would be 1",
        gone=Gone(ANA, "grade: A+", "grade: A"),
        then="A+: 0 of 10 clients",
    ),
    Scenario(
        rule=BEST,
        clause="no more than the top tenth",
        files={
            **TEN,
            "ana.md": person("Ana", grade="A+", stage="client", purchases="[2025-06-01 900]"),
            "ben.md": person("Ben", grade="A+", stage="client", purchases="[2025-06-01 900]"),
            "c1.md": person("Cy", grade="A+", stage="client", purchases="[2025-06-01 900]"),
        },
        command="check --select SOI411",
        shows="SOI411",
        gone=Gone(BEN, "grade: A+", "grade: A"),
    ),
    Scenario(
        rule=LEVELS,
        clause="profit",
        files={"ana.md": person("Ana", grade="B", stage="client", value="{profit: high}")},
        command="review grades",
        shows="Ana: B, rather A (soi grade ana A) high profit",
        gone=Gone(ANA, "profit: high", "profit: medium"),
    ),
    Scenario(
        rule=LEVELS,
        clause="maintenance",
        files={"ana.md": person("Ana", grade="A", stage="client", value="{profit: low, maintenance: high}")},
        command="review grades",
        shows="Ana: A, rather B (soi grade ana B) high maintenance, low profit",
        gone=Gone(ANA, "maintenance: high", "maintenance: low"),
    ),
    Scenario(
        rule=LEVELS,
        clause="expectations",
        files={"ana.md": person("Ana", grade="B", value="{profit: low, expectations: high}")},
        command="show ana",
        shows="worth: low profit, high expectations",
        gone=Gone(ANA, ", expectations: high"),
        then="worth: low profit",
    ),
    Scenario(
        rule=LEVELS,
        clause="busy",
        files={"ana.md": person("Ana", grade="A", value="{profit: high, busy: true}")},
        command="show ana",
        shows="worth: high profit, busy",
        gone=Gone(ANA, ", busy: true"),
        then="worth: high profit",
    ),
    Scenario(
        rule=LEVELS,
        clause="asked for a referral",
        files={
            "ana.md": person(
                "Ana", grade="B", asked="[{date: 2025-10-01, answer: no}, {date: 2026-01-10, answer: no}]"
            )
        },
        command="review grades",
        shows="Ana: B, rather C (soi grade ana C) refused 2 times in 12 months, the last on 2026-01-10",
        gone=Gone(ANA, "2026-01-10, answer: no", "2026-01-10, answer: later"),
    ),
    Scenario(
        rule=LEVELS,
        clause="asked for a reference",
        files={
            "ana.md": person("Ana", grade="B", asked="[{date: 2025-10-01, what: reference, answer: yes}]")
        },
        command="show ana",
        shows="asked for: reference 2025-10-01, yes",
        gone=Gone(ANA, "what: reference, answer: yes", "what: review, answer: later"),
        then="asked for: review 2025-10-01, later",
    ),
    Scenario(
        rule=LEVELS,
        clause="gave a review",
        files={"ana.md": person("Ana", grade="B", reference="true", reviewed="2025-09-09")},
        command="show ana",
        shows="gave: a reference, a review on 2025-09-09",
        gone=Gone(ANA, "reviewed: 2025-09-09\n"),
        then="gave: a reference",
    ),
    Scenario(
        rule=LEVELS,
        clause="the Bs nearest to A",
        files={"ana.md": person("Ana", grade="B", stage="client", value="{profit: medium}")},
        command="review grades",
        shows="Bs nearest to A Ana: a step away",
        gone=Gone(ANA, "value: {profit: medium}\n"),
    ),
    Scenario(
        rule=LEVELS,
        clause="priority order of the due list",
        files={
            "ana.md": person("Ana", grade="A", touches="[2025-11-01 call]"),
            "ben.md": person("Ben", grade="B", touches="[2024-11-01 call]"),
        },
        command="due",
        shows="Ana 1.3x: last call 120 days ago, A is quarterly overdue 2025-11-01 B ben",
        gone=Gone(ANA, "grade: A", "grade: C\ncadence: 3 months"),
    ),
    Scenario(
        rule=LEVELS,
        clause="priority order of the weekly plan",
        files={
            "ana.md": person("Ana", grade="A", touches="[2025-11-01 call]"),
            "ben.md": person("Ben", grade="B", touches="[2024-11-01 call]"),
        },
        settings="capacity: {touches_per_week: 1, days: [Mon]}",
        command="plan",
        shows="Mon 2026-03-02 A Ana",
        gone=Gone(ANA, "grade: A", "grade: C\ncadence: 3 months"),
        then="Mon 2026-03-02 B Ben",
    ),
    Scenario(
        rule=LET_GO,
        clause="D: archive",
        files={"ana.md": person("Ana", grade="D")},
        command="review grades",
        shows="D Ana: grade D, and nothing is planned (soi archive ana)",
        gone=Gone(ANA, "grade: D", "grade: D\narchived: 2026-02-01"),
    ),
    Scenario(
        rule=LET_GO,
        clause="D: or forget",
        files={
            "ana.md": person("Ana", grade="D"),
            "ben.md": person("Ben", relations="[{type: knows, contact: ana}]"),
        },
        command="forget ana",
        shows="contacts/ben.md",
        gone=Gone(BEN, "contact: ana", "contact: Cleo"),
    ),
    Scenario(
        rule=LET_GO,
        clause="F: farewell planned",
        files={"ana.md": person("Ana", grade="F", farewell="{planned: 2026-03-05, note: by phone}")},
        command="review grades",
        shows="F Ana: farewell planned for 2026-03-05 (soi done ana farewell)",
        gone=Gone(ANA, "farewell: {planned: 2026-03-05, note: by phone}\n"),
        then="F Ana: grade F, and nothing is planned",
    ),
    Scenario(
        rule=LET_GO,
        clause="F: farewell done, then archive",
        files={"ana.md": person("Ana", grade="F", farewell="{planned: 2026-02-05, done: 2026-02-06}")},
        command="review grades",
        shows="(soi archive ana)",
        gone=Gone(ANA, ", done: 2026-02-06"),
        then="(soi done ana farewell)",
    ),
    Scenario(
        rule=LET_GO,
        clause="keep with a reason",
        files={"ana.md": person("Ana", grade="D", keep="lent me the first lever")},
        command="check --select SOI408",
        shows="nothing to report",
        gone=Gone(ANA, "keep: lent me the first lever\n"),
        then="SOI408",
    ),
)
