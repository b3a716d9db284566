"""The `soi` command. Commands are files in `commands/`, loaded only when they are run.

With `website` the only room that asks what day it is. What a command prints goes to standard output, what it
says about itself to standard error.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import click

from .. import __version__
from .. import manual
from ..diagnostics import shown
from ..errors import SoiError
from ..errors import UsageError

_DEFAULT = "today"
MAX_LINE = 1000


class LazyGroup(click.Group):
    """Group whose commands are found by their files' names and imported when needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands."""
        del ctx
        return manual.names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Command of a name, imported now."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f".commands.{cmd_name.replace('-', '_')}", __name__).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Command that the arguments begin with; an unknown one gets a suggestion."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in self.list_commands(ctx):
            from ..kinds import nearest

            near = nearest(name, self.list_commands(ctx))
            ctx.fail(f"no such command: {name!r}." + (f" Did you mean {near}?" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by section without importing them."""
        del ctx
        for section, entries in manual.sections().items():
            with formatter.section(section.capitalize()):
                formatter.write_dl([(entry.name, entry.text) for entry in entries])


@click.group(
    cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="soi")
@click.option(
    "--wiki",
    type=click.Path(file_okay=False, path_type=Path),
    help="The wiki (default: the nearest upwards).",
)
@click.option("--today", "today_text", metavar="DATE", help="The day to compute for (default: today).")
@click.pass_context
def cli(ctx: click.Context, wiki: Path | None, today_text: str | None) -> None:
    """Keep your sphere of influence in text files: whom to call, what was promised, who referred whom.

    Without a command: today's list.
    """
    ctx.obj = {"wiki": wiki, "today_text": today_text}
    if ctx.invoked_subcommand is None:
        command = cli.get_command(ctx, _DEFAULT)
        assert command is not None
        with command.make_context(_DEFAULT, [], parent=ctx) as sub:
            command.invoke(sub)


def main() -> None:
    """Run the command line and exit with its status."""
    # A command lives for a second; looking for cycles in what it read costs more than it frees.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a name shows its code; the command does not fail for it.
            stream.reconfigure(errors="backslashreplace")
    with suppress(BrokenPipeError):
        try:
            sys.argv[1:] = [_decoded(argument) for argument in sys.argv[1:]]
            cli(prog_name="soi", color=_color())
        except SoiError as error:
            _explain(str(error), error.hint)
            sys.exit(error.exit_status)
        except BrokenPipeError:
            raise
        except OSError as error:
            # The disk, the network and the rights to them are the user's to mend, not ours.
            about = f"{error.filename}: " if error.filename else ""
            _explain(f"{about}{error.strerror or error}")
            sys.exit(SoiError.exit_status)


def _decoded(argument: str) -> str:
    """What was typed, as UTF-8 also where the locale says otherwise.

    Raises:
        UsageError: it is not UTF-8; a file with such bytes could not be read again.
    """
    try:
        return os.fsencode(argument).decode()
    except UnicodeError as error:
        raise UsageError(f'"{shown(argument)}" is not UTF-8', "set the terminal to UTF-8") from error


def _explain(message: str, hint: str = "") -> None:
    for line in message.splitlines():
        click.echo(f"soi: {shown(line, MAX_LINE)}", err=True)
    if hint:
        click.echo(f"     {shown(hint, MAX_LINE)}", err=True)


def _color() -> bool | None:
    """Whether to use color, None to let the terminal decide; see no-color.org."""
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None
