"""The wiki in numbers, as JSON and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TypeVar

from ..diagnostics import Severity
from ..diagnostics import shown
from ..facts.plan import load
from ..facts.process import adherence_now
from ..facts.share import referral_share
from ..facts.stats import MonthOfTouches
from ..facts.stats import people
from ..facts.stats import touches
from ..model import Channel
from ..report.tables import head
from ..report.tables import text_table
from ..workspace import Workspace
from .networks import share_json
from .review_process import counts_json
from .shapes import stats as shapes
from .shapes.networks import ShareFacts
from .weeks import load_json
from .weeks import load_lines

Word = TypeVar("Word", bound=str)


def payload(workspace: Workspace) -> shapes.Output:
    """The numbers as JSON."""
    facts = workspace.facts
    now = facts.of(adherence_now)
    return {
        **head(workspace.today),
        "people": _people(workspace),
        "touches": [
            {
                "month": f"{month.first:%Y-%m}",
                "total": month.total,
                "channels": _named(month.channels),
            }
            for month in facts.of(touches)
        ],
        "adherence": {
            **counts_json(now.counts),
            "since": now.since.isoformat(),
            "verdict": str(now.verdict) if now.verdict else None,
        },
        "referral_share": share_json(facts.of(referral_share), facts.settings.currency),
        "load": load_json(facts.of(load)),
        "files": _files(workspace),
    }


def _people(workspace: Workspace) -> shapes.PeopleRow:
    found = workspace.facts.of(people)
    return {
        "total": found.total,
        "resting": found.resting,
        "not_evaluated": found.not_evaluated,
        "grade": _named(found.grade),
        "type": _named(found.type),
        "scope": _named(found.scope),
        "stage": None if found.stage is None else _named(found.stage),
        "category": None if found.category is None else _named(found.category),
        "customer_type": None if found.customer_type is None else _named(found.customer_type),
    }


def _named(counts: Mapping[Word, int]) -> list[shapes.CountRow]:
    return [{"name": str(name), "count": count} for name, count in counts.items()]


def _files(workspace: Workspace) -> shapes.FilesRow:
    wiki = workspace.wiki
    found = Counter(diagnostic.severity for diagnostic in workspace.diagnostics)
    return {
        "contacts": wiki.contact_count,
        "events": len(wiki.events),
        "pages": len(wiki.pages),
        "findings": {
            "error": found[Severity.ERROR],
            "warning": found[Severity.WARNING],
            "info": found[Severity.INFO],
        },
    }


def lines(workspace: Workspace) -> Iterator[str]:
    """The numbers in words and tables."""
    facts, told = workspace.facts, payload(workspace)
    numbers = told["people"]
    yield (
        f"{_counted(numbers['total'], 'person', 'people')}, {numbers['resting']} archived or dead, "
        f"{numbers['not_evaluated']} not graded (soi triage)"
    )
    groups = {
        "grade": numbers["grade"],
        "type": numbers["type"],
        "scope": numbers["scope"],
        "stage": numbers["stage"],
        "category": numbers["category"],
        "customer type": numbers["customer_type"],
    }
    for label, counts in groups.items():
        if counts is not None:
            listed = ", ".join(f"{row['name']} {row['count']}" for row in counts if row["count"])
            yield f"  {label}: {listed or 'nobody'}"
    yield ""
    yield from _months(facts.of(touches))
    yield ""
    yield facts.of(adherence_now).text
    yield from _referred(told["referral_share"])
    yield from load_lines(facts.of(load))
    files = told["files"]
    contacts, events = _counted(files["contacts"], "contact"), _counted(files["events"], "event")
    yield f"{contacts}, {events}, {_counted(files['pages'], 'page')}"
    found = files["findings"]
    errors, warnings = _counted(found["error"], "error"), _counted(found["warning"], "warning")
    yield f"  soi check: {errors}, {warnings}, {found['info']} info"


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def _months(months: Sequence[MonthOfTouches]) -> list[str]:
    used = [channel for channel in Channel if any(channel in month.channels for month in months)]
    rows = [{"month": f"{month.first:%Y-%m}", "touches": month.total, **month.channels} for month in months]
    return text_table(("month", "touches", *used), rows).splitlines()


def _referred(found: ShareFacts | None) -> Iterator[str]:
    if found is not None and found["share"] is not None:
        money = f"{found['by_referral']:g} of {found['won']:g} {shown(found['currency'])}"
        yield f"{found['share']:.0%} of what was sold in 12 months came by referral: {money} (soi networks)"
