"""network: Show who refers whom: best sources, chains, centres of influence, cycles."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace

import click

from ...diagnostics import shown
from ...errors import UsageError
from ...facts import Facts
from ...facts.centres import betweenness
from ...facts.centres import centres
from ...facts.generations import ancestors
from ...facts.generations import by_generation
from ...facts.generations import chains
from ...facts.generations import circle
from ...facts.generations import cycles
from ...facts.generations import place
from ...facts.network import name_of
from ...facts.network import public_id
from ...facts.sources import SourceRow
from ...facts.sources import sources
from ...model import Contact
from ...model import Scope
from ...report.tables import csv_table
from ...report.tables import head
from ...report.tables import json_text
from ...report.tables import text_table
from ...workspace import Workspace
from ..limits import Limit
from ..limits import all_option
from ..limits import limit
from ..limits import refuse_both
from ..network_json import centre_json
from ..network_json import public_ids
from ..network_json import referrals_json
from ..network_json import source_json
from ..output import format_option
from ..session import Session
from ..session import echo
from ..session import examples
from ..session import shared
from ..shapes.referrals import One
from ..shapes.referrals import Whole

SOURCES = ("id", "name", "won", "won_count", "recent", "referred", "downstream", "downstream_won")
CENTRES = ("id", "name", "betweenness", "people")
CHAINS = 10
"""So many chains are shown."""
_MAX_NAMES = 8
"""So many names of a chain or a cycle fit a line; of a longer one the ends are shown."""
PERSONAL = "this wiki is kept for family and friends, where nobody counts referrals\n"


@click.command(
    "referrals", epilog=examples("soi referrals", "soi referrals ana", "soi referrals --top 5 --format csv")
)
@click.argument("who", nargs=-1)
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Only so many sources and centres.")
@all_option
@format_option("json", "csv")
@shared
def command(
    session: Session, who: tuple[str, ...], top: int | None, output: str, *, is_everything: bool
) -> None:
    """Show who refers whom: the best sources, the longest chains, centres of influence and cycles.

    With WHO: through whom they came, whom they referred, and what came of it all. `won` and `downstream_won`
    are amounts, `recent` counts the last 24 months. `--format csv` has the sources only.
    """
    refuse_both("--top", top, is_everything=is_everything)
    workspace = session.workspace
    if who:
        if output == "csv" or top is not None or is_everything:
            raise UsageError("--format csv, --top and --all are for the whole network", "leave out WHO")
        contact = session.contact(" ".join(who), is_to_read=True)
        echo(json_text(_one(workspace, contact)) if output == "json" else _card(workspace, contact))
    elif output == "json":
        echo(json_text(_whole(workspace, top)))
    elif output == "csv":
        best = () if _is_personal(workspace.facts) else workspace.facts.of(sources)[:top]
        echo(csv_table(SOURCES, [*_source_rows(workspace, best)]))
    else:
        size = limit("soi", "referrals", is_everything=is_everything)
        echo(PERSONAL if _is_personal(workspace.facts) else _overview(workspace, top, size))


def _is_personal(facts: Facts) -> bool:
    return facts.settings.owner.use is Scope.PERSONAL


def _one(workspace: Workspace, contact: Contact) -> One:
    facts = workspace.facts
    line = () if _is_personal(facts) else ancestors(facts, contact.id)
    return {
        **head(workspace.today),
        "id": contact.id,
        "name": contact.name,
        "referrals": referrals_json(workspace, contact),
        "chain": [public_id(facts, person) for person in line],
    }


def _whole(workspace: Workspace, top: int | None) -> Whole:
    facts = workspace.facts
    if _is_personal(facts):
        nobody: Whole = {
            **head(workspace.today),
            "sources": [],
            "chains": [],
            "generations": [],
            "centres": {"is_estimate": False, "people": []},
            "cycles": [],
        }
        return nobody
    found = facts.of(centres)
    return {
        **head(workspace.today),
        "sources": [source_json(workspace, row) for row in facts.of(sources)[:top]],
        "chains": [[public_id(facts, person) for person in line] for line in chains(facts, CHAINS)],
        "generations": [
            {"generation": depth, "people": public_ids(facts, people)}
            for depth, people in by_generation(facts)
        ],
        "centres": {
            "is_estimate": bool(found) and facts.of(betweenness).is_estimate,
            "people": [centre_json(workspace, row) for row in found[:top]],
        },
        "cycles": [[*knot] for knot in facts.of(cycles)],
    }


def _source_rows(workspace: Workspace, rows: Iterable[SourceRow]) -> Iterator[dict[str, object]]:
    for row in rows:
        downstream = workspace.facts.about(place, row.contact).downstream
        yield {
            "id": row.contact.id,
            "name": row.contact.name,
            "won": f"{row.won:f}",
            "won_count": row.won_count,
            "recent": row.recent,
            "referred": row.referred,
            "downstream": downstream.people,
            "downstream_won": f"{downstream.won:f}",
        }


def _overview(workspace: Workspace, top: int | None, size: Limit) -> str:
    facts = workspace.facts
    named = size if top is None else replace(size, most=None)
    best, other_sources = named.cut(facts.of(sources)[:top])
    found, other_centres = named.cut(facts.of(centres)[:top])
    mark = " (an estimate: so many people are joined)" if found and facts.of(betweenness).is_estimate else ""
    middle = [
        {
            "id": row.contact.id,
            "name": row.contact.name,
            "betweenness": f"{row.betweenness:.9f}",
            "people": row.people,
        }
        for row in found
    ]
    depths = size.told(
        [*by_generation(facts)], lambda pair: [f"{pair[0]}: {_counted(len(pair[1]))}"], margin=""
    )
    rounds = size.told(facts.of(cycles), lambda knot: [_round(facts, knot)], margin="")
    blocks = {
        "best sources": [*text_table(SOURCES, [*_source_rows(workspace, best)]).splitlines(), other_sources],
        "longest chains": [_line(facts, line) for line in chains(facts, CHAINS)],
        "people by generation, 0 for those who refer and came through nobody": [*depths],
        f"centres of influence{mark}": [*text_table(CENTRES, middle).splitlines(), other_centres],
        "cycles": [*rounds],
    }
    texts = {title: "".join(f"{line}\n" for line in lines if line) for title, lines in blocks.items()}
    told = "\n".join(f"{title}\n{text}" for title, text in texts.items() if text)
    return told or "nobody has referred anybody yet; note it with soi refer BEN --from ANA\n"


def _counted(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _line(facts: Facts, people: Iterable[str]) -> str:
    names = [shown(name_of(facts, person)) for person in people]
    if len(names) > _MAX_NAMES:
        half = _MAX_NAMES // 2
        names[half:-half] = [f"… {len(names) - _MAX_NAMES} more …"]
    return " > ".join(names)


def _round(facts: Facts, knot: tuple[str, ...]) -> str:
    """One way around a knot, and how many people are in it where that is not all."""
    way = circle(facts, knot)
    more = f"  ({len(knot)} people in all)" if len(knot) > len(way) else ""
    return f"{_line(facts, (*way, way[0]))}{more}"


def _card(workspace: Workspace, contact: Contact) -> str:
    facts = workspace.facts
    if _is_personal(facts):
        return PERSONAL
    here = facts.about(place, contact)
    depth = (
        "no generation: in or behind a cycle" if here.generation is None else f"generation {here.generation}"
    )
    lines = [f"{shown(contact.name)}  {depth}"]
    if len(line := ancestors(facts, contact.id)) > 1:
        lines.append(f"  chain: {_line(facts, line)}")
    lines += [f"  {shown(reason.text, 300)}" for reason in here.because]
    worth = f", {here.downstream.won:f} {facts.settings.currency} won" if here.downstream.won else ""
    lines.append(f"  downstream: {_counted(here.downstream.people)}{worth}")
    return "".join(f"{line}\n" for line in lines)
