"""files: Merge two versions of a contact file, for git."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("merge-driver")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("path", required=False)
@click.pass_context
def command(ctx: click.Context, base: Path, ours: Path, theirs: Path, path: str | None) -> None:
    """Merge THEIRS into OURS, two versions of a contact file that both come from BASE.

    Git runs this as `soi merge-driver %O %A %B %P`; `soi doctor` sets it up. It prints `clean` and ends with
    0, or `conflict` and ends with 1: then markers in OURS stand around what somebody has to decide. It needs
    neither a wiki nor settings.
    """
    # The session knows the wiki, which takes time to import and is not needed.
    from ...edit.driver import CLEAN
    from ...edit.driver import CONFLICT
    from ...edit.driver import UnmergedError
    from ...edit.driver import merge_files

    try:
        is_clean = merge_files(base, ours, theirs, path or str(ours))
    except UnmergedError:
        click.echo(CONFLICT)
        raise
    click.echo(CLEAN if is_clean else CONFLICT)
    ctx.exit(0 if is_clean else 1)
