"""The sections of `soi review` about sales: funnel, pipeline and process, as JSON and in words."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import shown
from ..facts import lines
from ..facts.adherence import Counts
from ..facts.funnel import DealRow
from ..facts.funnel import funnel
from ..facts.funnel import pipeline
from ..facts.funnel import total
from ..facts.networks import is_business
from ..facts.process import SAID
from ..facts.process import process
from ..facts.steps import DRAFT
from ..facts.steps import has_process
from ..model import Stage
from ..pages.wording import amount
from ..report.tables import text_table
from ..schema import amount_json
from ..workspace import Workspace
from .limits import Limit
from .shapes import process as shapes

PERSONAL = "The wiki is kept for family and friends."
_MAX_TEXT = 300


def funnel_json(workspace: Workspace) -> shapes.FunnelOutput:
    """People by stage and how they move."""
    found = workspace.facts.of(funnel)
    return {
        "stages": [
            {
                "stage": str(row.stage),
                "people": row.people,
                "reached": row.reached,
                "moved_on": row.moved_on,
                "conversion": row.conversion,
                "median_days": row.median_days,
            }
            for row in found.stages
        ],
        "months": [
            {
                "month": f"{row.first:%Y-%m}",
                "into": [
                    {"stage": str(stage), "count": row.into[stage]} for stage in Stage if row.into.get(stage)
                ],
                "back": row.back,
            }
            for row in found.months
        ],
    }


def funnel_lines(workspace: Workspace, size: Limit) -> Iterator[str]:
    """The funnel as a table, then the months in which somebody moved."""
    del size  # there are few stages and months
    if not is_business(workspace.facts):
        yield PERSONAL
        return
    found = workspace.facts.of(funnel)
    rows = [
        {
            "stage": str(row.stage),
            "people": row.people,
            "reached": row.reached,
            "moved on": "" if row.conversion is None else f"{row.moved_on} ({row.conversion:.0%})",
            "median days": "" if row.median_days is None else f"{row.median_days:g}",
        }
        for row in found.stages
    ]
    yield from text_table(("stage", "people", "reached", "moved on", "median days"), rows).splitlines()
    for month in found.months:
        into = [f"{month.into[stage]} {stage}" for stage in Stage if month.into.get(stage)]
        back = [f"{month.back} back"] if month.back else []
        if into or back:
            yield f"{month.first:%Y-%m}: {', '.join((*into, *back))}"


def pipeline_json(workspace: Workspace) -> shapes.PipelineOutput:
    """Deals that are open, and what was won and lost."""
    found = workspace.facts.of(pipeline)
    return {
        "currency": workspace.settings.currency,
        "open": [_deal_json(workspace, row) for row in found.open],
        "open_amount": amount_json(total(found.open)),
        "won": [_deal_json(workspace, row) for row in found.won],
        "won_amount": amount_json(total(found.won)),
        "lost": [_deal_json(workspace, row) for row in found.lost],
        "reasons": [{"reason": reason, "count": count} for reason, count in found.reasons],
    }


def _deal_json(workspace: Workspace, row: DealRow) -> shapes.DealRow:
    deal = row.deal
    return {
        "id": row.contact.id,
        "name": row.contact.name,
        "what": deal.what,
        "status": str(deal.status),
        "amount": None if deal.amount is None else amount_json(deal.amount),
        "opened": deal.opened.isoformat() if deal.opened else None,
        "expected": deal.expected.isoformat() if deal.expected else None,
        "closed": deal.closed.isoformat() if deal.closed else None,
        "days_overdue": row.days_overdue,
        "reason": deal.reason,
        "path": row.contact.path,
        "line": workspace.line(row.contact.path, row.at),
    }


def pipeline_lines(workspace: Workspace, size: Limit) -> Iterator[str]:
    """Open deals, those that are late first to be seen; then what was won, and what was lost and why."""
    if not is_business(workspace.facts):
        yield PERSONAL
        return
    found = workspace.facts.of(pipeline)
    currency = workspace.settings.currency
    yield f"Open: {_sum(found.open, currency)}"
    yield from size.told(found.open, lambda row: [f"  {_open(row, currency)}"])
    yield f"Won in 12 months: {_sum(found.won, currency)}"
    yield from size.told(found.won, lambda row: [f"  {row.deal.closed} {_deal(row, currency)}"])
    yield f"Lost in 12 months: {_sum(found.lost, currency)}"
    yield from size.told(found.lost, lambda row: [f"  {_lost(row, currency)}"])


def _sum(rows: tuple[DealRow, ...], currency: str) -> str:
    return f"{len(rows)}, {shown(amount(total(rows), currency))}"


def _deal(row: DealRow, currency: str) -> str:
    what = f", {shown(row.deal.what, _MAX_TEXT)}" if row.deal.what else ""
    worth = f", {shown(amount(row.deal.amount, currency))}" if row.deal.amount is not None else ""
    return f"{shown(row.contact.name)}{what}{worth}"


def _lost(row: DealRow, currency: str) -> str:
    reason = f": {shown(row.deal.reason, _MAX_TEXT)}" if row.deal.reason else ": write reason:"
    return f"{row.deal.closed} {_deal(row, currency)}{reason}  (soi edit {lines.who(row.contact)})"


def _open(row: DealRow, currency: str) -> str:
    return f"{_deal(row, currency)}: {row.when}  ({shown(row.command, _MAX_TEXT)})"


def counts_json(counts: Counts) -> shapes.AdherenceRow:
    """What was to be done, what was done, and what came of it."""
    return {
        "due": counts.due,
        "on_time": counts.on_time,
        "expected": counts.expected,
        "done": counts.done,
        "adherence": counts.adherence,
        "won": counts.won,
        "referred": counts.referred,
    }


def process_json(workspace: Workspace) -> shapes.ProcessOutput:
    """Adherence and results by month, and what they say."""
    found = workspace.facts.of(process)
    needs_draft = is_business(workspace.facts) and not has_process(workspace.facts)
    return {
        "months": [{**counts_json(month.counts), "month": f"{month.first:%Y-%m}"} for month in found.months],
        "recent": counts_json(found.recent),
        "verdict": str(found.verdict) if found.verdict else None,
        "reasons": list(found.reasons),
        "draft": DRAFT if needs_draft else None,
    }


def process_lines(workspace: Workspace, size: Limit) -> Iterator[str]:
    """The verdict, the months as a table, and a draft where there is no process."""
    del size  # there are few months
    if not is_business(workspace.facts):
        yield PERSONAL
        return
    found = workspace.facts.of(process)
    yield SAID[found.verdict]
    yield from (f"  {reason}" for reason in found.reasons)
    rows = [
        {
            "month": f"{month.first:%Y-%m}",
            "touches": f"{month.counts.on_time} of {month.counts.due}",
            "steps": f"{month.counts.done} of {month.counts.expected}",
            "adherence": "" if month.counts.adherence is None else f"{month.counts.adherence:.0%}",
            "won": month.counts.won,
            "referred": month.counts.referred,
        }
        for month in found.months
    ]
    yield from text_table(tuple(rows[0]), rows).splitlines()
    if not has_process(workspace.facts):
        yield ""
        yield "There is no process yet. A draft for mkdocs.yml, below soi: (soi explain SOI416):"
        yield ""
        yield from (f"      {line}" for line in DRAFT.splitlines())
