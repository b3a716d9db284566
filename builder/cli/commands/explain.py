"""files: Explain a code: what it means, why it matters, how to mend or silence it."""

from __future__ import annotations

import click

from ...checks import all_rules
from ...errors import UsageError
from ...kinds import nearest
from ...report.tables import VERSION
from ...report.tables import json_text
from ...report.tables import text_table
from ...rules import cited
from ...rules import silencing
from ...workspace import rule_named
from ..output import format_option
from ..session import Session
from ..session import echo
from ..session import shared
from ..shapes.explain import Output
from ..shapes.explain import RuleRow


@click.command("explain")
@click.argument("code", required=False)
@format_option("json")
@shared
def command(session: Session, code: str | None, output: str) -> None:
    """Explain a code such as SOI401; without a code, list them all."""
    del session  # no wiki is needed to explain a code
    rules = list(all_rules().values())
    if code:
        rule = rule_named(code)
        if rule is None:
            near = nearest(code, all_rules())
            raise UsageError(
                f"there is no code {code}", f"did you mean {near}?" if near else "soi explain lists them"
            )
        rules = [rule]
    rows: list[RuleRow] = [
        {
            "code": rule.code,
            "severity": str(rule.severity),
            "title": rule.title,
            "text": rule.text,
            "source": rule.source,
        }
        for rule in rules
    ]
    if output == "json":
        echo(json_text(_payload(rows)))
    elif code:
        rule = rules[0]
        echo(f"{rule.code} ({rule.severity}): {rule.title}\n\n{rule.text.strip()}\n")
        for article in cited(rule.source):
            echo(f"\nSource: {article}.\n")
        echo(f"\n{silencing(rule)}\n")
    else:
        echo(text_table(("code", "severity", "title"), rows))


def _payload(rows: list[RuleRow]) -> Output:
    return {"version": VERSION, "rules": rows}
