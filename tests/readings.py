"""Every command that prints what it finds and writes nothing, in every way that it prints.

They are found in Click's own tree: a command added tomorrow is among them by existing.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

import click

from builder.cli import cli

WHO = "WHO"
"""Stands for somebody who is there."""
EVENT = "EVENT"
_WAYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "brief": ((WHO,), ("--event", EVENT)),
    "digest": (("--since", "99y"),),
    "done": ((WHO,),),
    "due": ((), ("--all",), ("--within", "9y")),
    "explain": ((), ("SOI401",)),
    "find": ((WHO,), ("a",)),
    "graph": ((), ("--around", WHO)),
    "list": ((), ("--archived",), ("--invite",), ("--mailing",)),
    "log": (("--since", "99y"), (WHO, "--since", "99y")),
    "path": ((WHO, "-k", "3"),),
    "plan": ((), ("--weeks", "52")),
    "referrals": ((), (WHO,), ("--top", "3")),
    "review": ((), ("grades",), ("stages",), ("funnel",), ("pipeline",), ("process",)),
    "show": ((WHO,), ("--all",)),
}
"""Command -> ways to run it, where there are others than without arguments."""
_REFUSED = {("referrals", WHO, "csv")}


def readings(who: str, event: str) -> Iterator[list[str]]:
    """Every command line, with somebody and an event."""
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        option = next((option for option in command.params if "--format" in option.opts), None)
        if option is None:
            continue
        assert isinstance(option.type, click.Choice)
        for way in _WAYS.get(name, ((),)):
            words = [{WHO: who, EVENT: event}.get(word, word) for word in way]
            for how in option.type.choices:
                if (name, *way, how) not in _REFUSED:
                    yield [name, *words, "--format", str(how)]
